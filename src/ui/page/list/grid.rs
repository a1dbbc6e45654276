//! The rows of a list in a window: however many records fit, at most sixty stand in the document.
//!
//! The grid is one tab stop (APG grid): arrows move between rows, Enter opens, Space ticks, Shift
//! with an arrow ticks a range. The active row always stays in the document, so the focus is never
//! lost by scrolling. On a phone the rows are cards of two lines.

use super::List;
use super::memory::{ListMemory, step};
use super::row::{Card, Row};
use crate::crm::Ref;
use crate::crm::schema::Field;
use crate::i18n::{Arg, key};
use crate::ui::frame::landing;
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::key::{Press, in_text};
use crate::ui::media::{PHONE, media};
use gloo::events::EventListener;
use leptos::{ev, html, prelude::*};
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The most rows in the document, and how many of them stand beyond each edge.
const MOST: usize = 60;
const BEYOND: usize = 6;

/// The part of the list that is in sight.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Sight {
    first: usize,
    count: usize,
}

/// The rows of a list.
#[component]
pub(super) fn Grid(list: List) -> impl IntoView {
    let List { session, table, rows, selection, .. } = list;
    let phone = media(PHONE);
    let scroller = NodeRef::<html::Div>::new();
    let body = NodeRef::<html::Div>::new();
    let sight = RwSignal::new(Sight { first: 0, count: 24 });
    let active = RwSignal::new(0usize);
    let count = Memo::new(move |_| rows.with(|rows| rows.refs.len()));

    let look = move || {
        let (Some(scroller), Some(body)) = (scroller.get_untracked(), body.get_untracked()) else { return };
        let height = f64::from(body.offset_height()) / count.get_untracked().max(1) as f64;
        if height < 1.0 {
            return;
        }
        let first = (f64::from(scroller.scroll_top()) / height).floor();
        let count = (f64::from(scroller.client_height()) / height).ceil();
        sight.set(Sight { first: first as usize, count: count as usize });
    };
    let resized = StoredValue::new_local(EventListener::new(&window(), "resize", move |_| look()));
    on_cleanup(move || resized.dispose());
    Effect::new(move |_| {
        count.track();
        phone.track();
        request_animation_frame(look);
    });
    let visit = remember_visit(list, scroller, active, look);

    let shown = move || {
        let Sight { first, count } = sight.get();
        let begin = first.saturating_sub(BEYOND);
        let most = (count + 2 * BEYOND).min(MOST - 1);
        rows.with(|rows| {
            let active = active.get().min(rows.refs.len().saturating_sub(1));
            let mut places: BTreeSet<usize> = (begin..(begin + most).min(rows.refs.len())).collect();
            if !rows.refs.is_empty() {
                places.insert(active);
            }
            places.into_iter().filter_map(|at| Some((at, rows.refs.get(at)?.clone()))).collect::<Vec<_>>()
        })
    };
    let move_to = move |row: usize, extend: bool| {
        let row = row.min(count.get_untracked().saturating_sub(1));
        if extend {
            selection.begin(active.get_untracked());
            selection.extend(row);
        }
        active.set(row);
        request_animation_frame(move || focus_row(row));
    };
    let keys = move |event: ev::KeyboardEvent| {
        let Some(press) = Press::of(&event).filter(|_| !in_text(&event)) else { return };
        let (at, last) = (active.get_untracked(), count.get_untracked().saturating_sub(1));
        let page = sight.get_untracked().count.max(2) - 1;
        if press.is("Mod+a") {
            selection.all();
        } else if press.is("Mod+Home") || press.is("Home") {
            move_to(0, press.shift);
        } else if press.is("Mod+End") || press.is("End") {
            move_to(last, press.shift);
        } else {
            match press.plain() {
                "ArrowDown" | "j" => move_to(at + 1, press.shift),
                "ArrowUp" | "k" => move_to(at.saturating_sub(1), press.shift),
                "PageDown" => move_to(at + page, press.shift),
                "PageUp" => move_to(at.saturating_sub(page), press.shift),
                " " | "x" => selection.toggle(at),
                "Escape" if selection.count() > 0 => selection.clear(),
                _ => return,
            }
        }
        event.prevent_default();
    };
    let scrolled = move |_| {
        look();
        visit.scrolled();
    };
    let columns: StoredValue<Vec<&'static Field>> = StoredValue::new(table.columns().collect());
    let template = columns.with_value(|columns| template(columns));
    let name = move || {
        session.tw(key::LIST_TABLE, &[("entities", list.entities().into()), ("n", Arg::from(count.get()))])
    };
    view! {
        <div class="grid-scroll" node_ref=scroller on:scroll=scrolled>
            <div
                class="grid"
                class:cards=phone
                role="grid"
                aria-label=name
                aria-rowcount=move || count.get() + usize::from(!phone.get())
                aria-multiselectable="true"
                style=("--columns", template)
                style=("--count", move || count.get().to_string())
                on:keydown=keys
            >
                {move || (!phone.get()).then(|| view! { <Head list=list columns=columns/> })}
                <div class="grid-body" role="rowgroup" node_ref=body>
                    <For
                        each=shown
                        key=move |(at, of): &(usize, Ref)| (*at, of.clone(), phone.get())
                        children=move |(at, of)| {
                            let is_active = Signal::derive(move || active.get() == at);
                            let enter = Callback::new(move |()| {
                                active.set(at);
                                visit.entered(at);
                            });
                            if phone.get_untracked() {
                                view! { <Card list=list at=at of=of active=is_active enter=enter/> }.into_any()
                            } else {
                                view! { <Row list=list columns=columns at=at of=of active=is_active enter=enter/> }.into_any()
                            }
                        }
                    />
                </div>
            </div>
        </div>
    }
}

/// The widths of the columns: a narrow one for the ticks, then each as its table says, growing and
/// shrinking in proportion.
fn template(columns: &[&'static Field]) -> String {
    let tracks = columns.iter().map(|field| {
        let width = f64::from(field.column.unwrap_or(120));
        format!("minmax({:.3}rem, {width}fr)", width * 0.7 / 16.0)
    });
    std::iter::once("2.75rem".to_owned()).chain(tracks).collect::<Vec<_>>().join(" ")
}

/// The head: a tick for all, and a button per column that sorts by it. One tab stop; arrows move.
#[component]
fn Head(list: List, columns: StoredValue<Vec<&'static Field>>) -> impl IntoView {
    let List { session, table, query, rows, selection } = list;
    let current = RwSignal::new(0usize);
    let sorted = Memo::new(move |_| {
        query.with(|query| query.sort.clone()).unwrap_or_else(|| (table.sort.0.to_owned(), table.sort.1))
    });
    let some = Signal::derive(move || selection.count() > 0 && !selection.is_all());
    let keys = move |event: ev::KeyboardEvent| {
        let Some(press) = Press::of(&event) else { return };
        let last = columns.with_value(Vec::len).saturating_sub(1);
        let to = match press.plain() {
            "ArrowRight" => (current.get_untracked() + 1).min(last),
            "ArrowLeft" => current.get_untracked().saturating_sub(1),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        current.set(to);
        focus(&format!(".grid-head [data-column=\"{to}\"]"));
    };
    let heads = columns.get_value().into_iter().enumerate().map(|(at, field)| {
        let direction = move || sorted.with(|(key, down)| (key == field.key).then_some(*down));
        let sort = move |_| {
            current.set(at);
            let down = untrack(direction).is_some_and(|down| !down);
            list.show(|query| query.sort = Some((field.key.to_owned(), down)));
        };
        let arrow = move || {
            direction().map(|down| {
                let glyph = if down { Glyph::ArrowDown } else { Glyph::ArrowUp };
                view! { <Icon glyph=glyph size=IconSize::Tiny/> }
            })
        };
        view! {
            <div
                class="grid-cell"
                class:figure-cell=super::cell::is_figure(field.kind)
                role="columnheader"
                aria-sort=move || direction().map(|down| if down { "descending" } else { "ascending" })
            >
                <button
                    type="button"
                    class="sort"
                    data-column=at.to_string()
                    tabindex=move || if current.get() == at { "0" } else { "-1" }
                    on:click=sort
                >
                    <span class="ellipsis">{move || session.t(field.label)}</span>
                    {arrow}
                </button>
            </div>
        }
    });
    let all = move || {
        session.tw(key::SELECT_ALL, &[("n", Arg::from(rows.with(|rows| rows.refs.len())))])
    };
    view! {
        <div class="grid-row grid-head" role="row" aria-rowindex="1" on:keydown=keys>
            <div class="grid-cell tick-cell" role="columnheader">
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=move || selection.is_all()
                        prop:indeterminate=some
                        on:change=move |_| if selection.is_all() { selection.clear() } else { selection.all() }
                    />
                    <span class="visually-hidden">{all}</span>
                </label>
            </div>
            {heads.collect_view()}
        </div>
    }
}

/// What the grid tells the memory of this visit. `Copy`.
#[derive(Clone, Copy)]
struct VisitHandle {
    memory: ListMemory,
    step: StoredValue<String>,
    scroller: NodeRef<html::Div>,
}

impl VisitHandle {
    fn scrolled(self) {
        let Some(scroller) = self.scroller.get_untracked() else { return };
        let top = f64::from(scroller.scroll_top());
        self.step.with_value(|step| self.memory.remember(step, |visit| visit.top = top));
    }

    fn entered(self, row: usize) {
        self.step.with_value(|step| {
            self.memory.remember(step, |visit| {
                visit.row = row;
                visit.focused = true;
            });
        });
    }
}

/// Comes back to where this step of the history was left, and begins new steps at the top.
fn remember_visit(
    list: List,
    scroller: NodeRef<html::Div>,
    active: RwSignal<usize>,
    look: impl Fn() + Copy + 'static,
) -> VisitHandle {
    let memory = expect_context::<ListMemory>();
    let landing = landing();
    let handle = VisitHandle { memory, step: StoredValue::new(step()), scroller };
    if handle.step.with_value(|step| memory.visit(step)).is_some_and(|visit| visit.focused) {
        landing.claim();
    }
    Effect::new(move |first: Option<()>| {
        list.query.track();
        handle.step.set_value(step());
        let visit = handle.step.with_value(|step| memory.visit(step)).unwrap_or_default();
        active.set(visit.row);
        request_animation_frame(move || {
            let Some(scroller) = scroller.get_untracked() else { return };
            scroller.set_scroll_top(visit.top as i32);
            look();
            if visit.focused && first.is_none() {
                request_animation_frame(move || focus_row(visit.row));
            }
        });
    });
    handle
}

/// Moves the focus to the link of a row.
fn focus_row(row: usize) {
    focus(&format!(".grid-body [data-row=\"{row}\"]"));
}

fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}
