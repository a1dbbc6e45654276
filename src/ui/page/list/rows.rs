//! The rows of a list: a grid on a desktop, cards of two lines on a phone. What the address says about
//! order shows in the heads, and coming back finds the place where one left.

use super::List;
use super::cell::{cell, due_words, is_figure};
use super::memory::{ListMemory, Visit, step};
use crate::app::shortcut::Act;
use crate::crm::schema::Field;
use crate::crm::{Entity, Rec, Ref};
use crate::i18n::{Arg, key};
use crate::ui::component::{self, Column, Grid, GridHelm, GridMove, RowHeight, Sort, VirtualList};
use crate::ui::frame::{go, landing};
use crate::ui::highlight::Highlight;
use crate::ui::media::{PHONE, media};
use crate::ui::route::Route;
use crate::ui::shortcut::keyboard;
use crate::ui::state::{State, look, state_of};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

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
    let List { session, table, query, rows, selection } = list;
    let fields = StoredValue::new(columns(table));
    let columns = move || {
        let (sorted, down) = query.with(|query| query.sort.clone()).unwrap_or((table.sort.0.to_owned(), table.sort.1));
        let column = |field: &&'static Field| {
            let width = f64::from(field.column.unwrap_or(120)) / 16.0;
            let column = Column::new(field.key, session.t(field.label), width).sort(match field.key == sorted {
                false => Sort::Possible,
                true if down => Sort::Descending,
                true => Sort::Ascending,
            });
            let column = if width >= 10.0 { column.grows() } else { column };
            if is_figure(field.kind) { column.end() } else { column }
        };
        fields.with_value(|fields| fields.iter().map(column).collect::<Vec<_>>())
    };
    let sort = move |key: String| {
        let (sorted, down) = query.get_untracked().sort.unwrap_or_else(|| (table.sort.0.to_owned(), table.sort.1));
        let down = sorted == key && !down;
        list.show(|query| query.sort = Some((key, down)));
    };
    let cells = move |at: &Ref| {
        let (lang, now) = (session.lang.get(), session.now());
        let words = query.with(|query| query.search.clone());
        let draw = |rec: Rec<'_>| {
            let face = |(place, field): (usize, &&'static Field)| {
                if place == 0 { title_cell(&rec, field, &words) } else { cell(lang, &rec, field, &now, &words) }
            };
            fields.with_value(|fields| fields.iter().enumerate().map(face).collect())
        };
        session.read(|view| view.at(at).map(draw).unwrap_or_default())
    };
    let rail = move |at: Ref| {
        let now = session.now();
        let look = session.read(|view| state_of(&view.at(&at)?, &now)?.mark.map(look));
        look.map(|look| (look.rail, look.tone)).unwrap_or_default()
    };
    let open = move |at: Ref| {
        place.leave();
        go(&Route::of(&at));
    };
    let helm = GridHelm::new();
    let keyboard = keyboard();
    for (act, to) in [(Act::Down, GridMove::Down), (Act::Up, GridMove::Up), (Act::Select, GridMove::Select)] {
        keyboard.on(act, move || helm.steer(to));
    }
    for act in [Act::Open, Act::Extend, Act::SelectAll] {
        keyboard.heard_in_place(act);
    }
    let name = move || {
        let n = rows.with(|rows| rows.refs.len());
        session.tw(key::LIST_TABLE, &[("entities", list.entities().into()), ("n", Arg::from(n))])
    };
    let ticks = component::Selection {
        keys: selection.ids,
        labels: Signal::derive(move || {
            let n = rows.with(|rows| rows.refs.len());
            (session.t(key::SELECT_ROW), session.tw(key::SELECT_ALL, &[("n", Arg::from(n))]))
        }),
    };
    let refs = Signal::derive(move || Arc::new(rows.with(|rows| rows.refs.clone())));
    view! {
        <Grid
            label=name
            columns=Signal::derive(columns)
            rows=refs
            key=|at: &Ref| at.id.to_string()
            cells=cells
            rail=rail
            active=place.active
            scroll=place.scroll
            selection=ticks
            helm=helm
            on_open=open
            on_sort=sort
        />
    }
}

/// The rows as cards: title and state, then what it belongs to and when it is due.
#[component]
fn Cards(list: List, place: Place) -> impl IntoView {
    let List { session, query, rows, .. } = list;
    let card = move |at: Ref| {
        let href = Route::of(&at).href();
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
        view! { <a class="card" href=href on:click=move |_| place.leave()>{face}</a> }
    };
    view! {
        <VirtualList
            label=move || list.entities()
            items=Signal::derive(move || Arc::new(rows.with(|rows| rows.refs.clone())))
            item=card
            height=RowHeight::Double
            scroll=place.scroll
        />
    }
}

/// The columns of a table. What names a record comes first and bears the link to it.
pub(super) fn columns(table: &'static Entity) -> Vec<&'static Field> {
    let mut fields: Vec<_> = table.columns().collect();
    let names = |key: &&str| fields.iter().position(|field| field.key == *key);
    if let Some(main) = table.title.iter().find_map(names) {
        fields[..=main].rotate_right(1);
    }
    fields
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
struct Place {
    active: RwSignal<usize>,
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
        let place = Place { active: RwSignal::new(visit.row), scroll: RwSignal::new(visit.top), memory, step };
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

    /// A record is opened from here, so the focus belongs to its row on the way back.
    fn leave(self) {
        self.step.with_value(|step| self.memory.remember(step, |visit| visit.left = true));
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
