//! The rows of a list: a grid on a desktop, cards of two lines on a phone. What the address says about
//! order shows in the heads, and coming back finds the place where one left.

use super::cell::{cell, due_words, is_figure};
use super::clipboard::{copied, pasted};
use super::column::acts;
use super::edit::{CellEditor, can_edit};
use super::lines::{Line, heading, lines};
use super::memory::{ListMemory, Visit, step};
use super::peek::{Peek, PeekPanel, PeekSheet};
use super::{List, later};
use crate::app::Density;
use crate::app::shortcut::Act;
use crate::crm::Rec;
use crate::crm::schema::Field;
use crate::i18n::{Arg, key};
use crate::ui::component::{self, Column, Grid, GridEdit, GridHelm, GridMove, RowHeight, Sort, VirtualList};
use crate::ui::frame::{go, landing};
use crate::ui::highlight::Highlight;
use crate::ui::media::{PHONE, media};
use crate::ui::route::Route;
use crate::ui::shortcut::keyboard;
use crate::ui::state::{State, look, state_of};
use leptos::{ev, prelude::*};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// From this width on a column takes a share of what is left, unless somebody gave it a width.
const GROWS: u16 = 160;

/// The rows of a list.
#[component]
pub(super) fn ListRows(list: List) -> impl IntoView {
    let phone = media(PHONE);
    let place = Place::new(list);
    move || {
        if phone.get() {
            view! { <Cards list=list place=place/> }.into_any()
        } else {
            view! { <Table list=list place=place/> }.into_any()
        }
    }
}

/// The rows as a table.
#[component]
fn Table(list: List, place: Place) -> impl IntoView {
    let List { session, table, query, selection, .. } = list;
    let shown = Memo::new_with_compare(
        move |_| query.with(|query| query.columns(table)),
        |before: Option<&Vec<(&'static Field, u16, bool)>>, after| {
            let spelled = |columns: &Vec<(&'static Field, u16, bool)>| {
                columns.iter().map(|(field, width, pinned)| (field.key, *width, *pinned)).collect::<Vec<_>>()
            };
            before.map(spelled) != after.map(spelled)
        },
    );
    let columns = move || {
        let (order, widths) = query.with(|query| (query.order(table), query.columns.clone()));
        let column = |(field, width, pinned): &(&'static Field, u16, bool)| {
            let place = order.iter().position(|(key, _)| *key == field.key);
            let sort = match place {
                None => Sort::Possible,
                Some(place) if order[place].1 => Sort::Descending,
                Some(_) => Sort::Ascending,
            };
            let own = widths.iter().any(|column| column.field == field.key && column.width.is_some());
            let column = Column::new(field.key, session.t(field.label), f64::from(*width) / 16.0).sort(sort);
            let rank = place.filter(|_| order.len() > 1).map_or(0, |place| place + 1);
            let grows = *width >= GROWS && !own && !pinned;
            Column { grows, end: is_figure(field.kind), pinned: *pinned, rank, ..column }
        };
        shown.with(|shown| shown.iter().map(column).collect::<Vec<_>>())
    };
    let cells = move |line: &Line| {
        let at = match line {
            Line::Head(at) => return vec![heading(list, *at, true)],
            Line::Row(at) => at,
        };
        let (lang, now) = (session.lang.get(), session.now());
        let words = query.with(|query| query.search.clone());
        let draw = |rec: Rec<'_>| {
            shown.with(|shown| {
                let main = table.title.iter().find_map(|key| shown.iter().position(|(field, ..)| field.key == *key));
                let face = |(nth, (field, ..)): (usize, &(&'static Field, u16, bool))| match nth == main.unwrap_or(0) {
                    true => title_cell(&rec, field, &words),
                    false => cell(lang, &rec, field, &now, &words),
                };
                shown.iter().enumerate().map(face).collect()
            })
        };
        session.read(|view| view.at(at).map(draw).unwrap_or_default())
    };
    let rail = move |line: Line| {
        let now = session.now();
        let Line::Row(at) = line else { return Default::default() };
        let look = session.read(|view| state_of(&view.at(&at)?, &now)?.mark.map(look));
        look.map(|look| (look.rail, look.tone)).unwrap_or_default()
    };
    let open = move |line: Line| match line {
        Line::Row(at) => {
            place.leave();
            go(&Route::of(&at));
        }
        Line::Head(at) => place.press_heading(at),
    };
    let helm = GridHelm::new();
    let peek = Peek::new(list, place);
    let keyboard = keyboard();
    for (act, to) in [(Act::Down, GridMove::Down), (Act::Up, GridMove::Up), (Act::Select, GridMove::Select)] {
        keyboard.on(act, move || helm.steer(to));
    }
    for act in [Act::Open, Act::Extend, Act::SelectAll, Act::EditCell, Act::Copy, Act::Paste] {
        keyboard.heard_in_place(act);
    }
    let name = move || {
        let n = list.rows.with(|rows| rows.refs.len());
        session.tw(key::LIST_TABLE, &[("entities", list.entities().into()), ("n", Arg::from(n))])
    };
    let ticks = component::Selection {
        keys: selection.ids,
        labels: Signal::derive(move || {
            let n = list.rows.with(|rows| rows.refs.len());
            (session.t(key::SELECT_ROW), session.tw(key::SELECT_ALL, &[("n", Arg::from(n))]))
        }),
    };
    let height = move || {
        query.with(|query| match query.density {
            Density::Compact => RowHeight::Compact,
            Density::Normal => RowHeight::Single,
            Density::Roomy => RowHeight::Roomy,
        })
    };
    let editing = RwSignal::new(None::<GridEdit>);
    let edit = move |edit: GridEdit| {
        let can = can_edit(list, &edit);
        if can {
            editing.set(Some(edit));
        }
        can
    };
    // The box of a row is the first of its cells.
    let column = move || place.cell.get_untracked().map(|cell| cell.checked_sub(1));
    let laid = RwSignal::new(None);
    let is_laid = Memo::new(move |_| laid.with(Option::is_some));
    let copy = move |event: ev::ClipboardEvent| {
        let line = place.lines.with_untracked(|lines| lines.get(place.active.get_untracked()).cloned());
        let text = untrack(|| copied(list, line.as_ref(), column().flatten()));
        let (Some(text), Some(data)) = (text.filter(|_| is_on_row(&event)), event.clipboard_data()) else { return };
        if data.set_data("text/plain", &text).is_ok() {
            event.prevent_default();
            let n = text.lines().count();
            list.announce.polite(untrack(|| session.tw(key::COPY_DONE, &[("n", Arg::from(n))])));
        }
    };
    let paste = move |event: ev::ClipboardEvent| {
        let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
        let Some(text) = text.filter(|_| is_on_row(&event)) else { return };
        event.prevent_default();
        let lines = place.lines.get_untracked();
        laid.set(pasted(list, &lines, place.active.get_untracked(), column().flatten(), text));
    };
    view! {
        <div class="list-beside">
            <div class="list-table" on:copy=copy on:paste=paste on:keydown=move |event| peek.keydown(&event)>
                <Grid
                    label=name
                    columns=Memo::new(move |_| columns())
                    rows=Signal::from(place.lines)
                    key=Line::key
                    cells=cells
                    rail=rail
                    height=Signal::derive(height)
                    active=place.active
                    cell=place.cell
                    scroll=place.scroll
                    selection=ticks
                    helm=helm
                    on_open=open
                    acts=acts(list)
                    editing=editing
                    on_edit=edit
                />
            </div>
            <PeekPanel peek=peek helm=helm/>
        </div>
        <CellEditor list=list editing=editing helm=helm place=place/>
        {move || is_laid.get().then(|| later::paste_preview(list, laid, helm))}
    }
}

/// Whether an event fell on a row of the table, and not on something written into.
fn is_on_row(event: &ev::ClipboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| {
        target.closest(".grid-body").ok().flatten().is_some() && !matches!(target.tag_name().as_str(), "INPUT")
    })
}

/// The rows as cards: title and state, then what it belongs to and when it is due.
#[component]
fn Cards(list: List, place: Place) -> impl IntoView {
    let List { session, query, .. } = list;
    let (peek, keyboard) = (Peek::new(list, place), keyboard());
    let card = move |line: Line| {
        let at = match line {
            Line::Head(at) => {
                return view! { <div class="card heading">{move || heading(list, at, false)}</div> }.into_any();
            }
            Line::Row(at) => at,
        };
        let href = Route::of(&at).href();
        let row = at.clone();
        let keydown = move |event: ev::KeyboardEvent| {
            if !event.default_prevented() && keyboard.asks(&event, Act::Peek) {
                event.prevent_default();
                peek.turn(Some(row.clone()));
            }
        };
        let face = move || {
            let (lang, now) = (session.lang.get(), session.now());
            let words = query.with(|query| query.search.clone());
            session.read(|view| {
                let rec = view.at(&at)?;
                let state = state_of(&rec, &now);
                let rail = state.and_then(|state| state.mark).map(look);
                let subtitle = rec.subtitle().join(" · ");
                let due = due_words(lang, &rec, &now);
                Some(view! {
                    {rail.map(|look| view! { <span class=look.rail.class(look.tone)></span> })}
                    <span class="card-line">
                        <b class="ellipsis"><Highlight text=named(rec.title()) words=words.clone()/></b>
                        {state.map(|choice| view! { <State choice=choice/> })}
                    </span>
                    <span class="card-line meta">
                        <span class="ellipsis"><Highlight text=subtitle words=words/></span>
                        {due.map(|(words, late)| view! { <span class:late=late>{words}</span> })}
                    </span>
                })
            })
        };
        view! { <a class="card" href=href on:click=move |_| place.leave() on:keydown=keydown>{face}</a> }.into_any()
    };
    view! {
        <VirtualList
            label=move || list.entities()
            items=Signal::from(place.lines)
            item=card
            height=RowHeight::Double
            scroll=place.scroll
        />
        <PeekSheet peek=peek/>
    }
}

/// The cell that names the record and leads to it.
fn title_cell(rec: &Rec<'_>, field: &'static Field, words: &str) -> AnyView {
    let own = rec.text(field.key).lines().next().unwrap_or_default();
    let name = if own.is_empty() { rec.title() } else { own.to_owned() };
    view! {
        <a class="row-link" href=Route::of(&rec.at()).href() tabindex="-1">
            <Highlight text=named(name) words=words.to_owned()/>
        </a>
    }
    .into_any()
}

/// A name to click on, also where there is none.
fn named(name: String) -> String {
    if name.is_empty() { "—".to_owned() } else { name }
}

/// Where somebody is in a list, kept for coming back. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The line that has or would have the focus.
    pub(super) active: RwSignal<usize>,
    /// The cell of it, if it stands in one.
    cell: RwSignal<Option<usize>>,
    pub(super) lines: Memo<Arc<Vec<Line>>>,
    scroll: RwSignal<f64>,
    memory: ListMemory,
    step: StoredValue<String>,
}

impl Place {
    /// The place remembered for this step of the history; the top of a view that was never seen.
    fn new(list: List) -> Place {
        let memory = expect_context::<ListMemory>();
        let step = StoredValue::new(step());
        let visit = step.with_value(|step| memory.visit(step)).unwrap_or_default();
        let place = Place {
            active: RwSignal::new(visit.row),
            cell: RwSignal::new(None),
            lines: lines(list),
            scroll: RwSignal::new(visit.top),
            memory,
            step,
        };
        if visit.left {
            landing().claim();
            focus_soon(format!(".list-page .grid-row[aria-rowindex=\"{}\"]", visit.row + 2), 20);
        }
        place.follow_views(list);
        Effect::new(move |_| {
            let (top, row) = (place.scroll.get(), place.active.get());
            step.with_value(|step| memory.remember(step, |visit| *visit = Visit { top, row, ..*visit }));
        });
        place
    }

    /// The focus follows a record to where it stands now.
    pub(super) fn follow(self, id: &str) {
        let is_it = |line: &Line| matches!(line, Line::Row(at) if *at.id == *id);
        if let Some(at) = self.lines.with_untracked(|lines| lines.iter().position(is_it)) {
            self.active.set(at);
        }
    }

    /// Folds the group of this number, or unfolds it.
    fn press_heading(self, group: usize) {
        let at = self.lines.with_untracked(|lines| lines.iter().position(|line| *line == Line::Head(group)));
        let button = at.and_then(|at| find(&format!(".grid-row[aria-rowindex=\"{}\"] .group-toggle", at + 2)));
        if let Some(button) = button {
            button.click();
        }
    }

    /// A record is opened from here, so the focus belongs to its row on the way back.
    pub(super) fn leave(self) {
        self.step.with_value(|step| self.memory.remember(step, |visit| visit.left = true));
    }

    /// The same place in the step of the history that is come to, as when a record shows beside the list.
    pub(super) fn renew_step(self) {
        let (top, row) = (self.scroll.get_untracked(), self.active.get_untracked());
        let here = step();
        self.memory.remember(&here, |visit| *visit = Visit { top, row, ..*visit });
        self.step.set_value(here);
    }

    /// Another view of the list is another step: it starts at the top, or where it was left.
    fn follow_views(self, list: List) {
        let Place { active, scroll, memory, .. } = self;
        Effect::new(move |before: Option<()>| {
            list.query.track();
            if before.is_none() {
                return;
            }
            let here = super::memory::step();
            let visit = memory.visit(&here).unwrap_or_default();
            self.step.set_value(here);
            active.set(visit.row);
            scroll.set(visit.top);
            request_animation_frame(move || {
                if let Some(scroller) = find(".list-page :is(.grid, .virtual-list)") {
                    scroller.set_scroll_top(visit.top as i32);
                }
            });
        });
    }
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Moves the focus to a row once it stands: some frames after the page, when the box is measured and
/// scrolled.
fn focus_soon(selector: String, frames: u32) {
    request_animation_frame(move || match find(&selector) {
        Some(element) => drop(element.focus()),
        None if frames > 0 => focus_soon(selector, frames - 1),
        None => {}
    });
}
