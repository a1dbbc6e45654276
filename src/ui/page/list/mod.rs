//! The list page of any entity: state tabs, filters, search, sortable windowed rows, footer and the
//! actions on a selection. Everything comes from the entity's table; nothing here names one.
//!
//! The address is the view: every change of tab, filter, sort or search is a change of the hash, and
//! what the page shows is read back from there.

mod arrange;
mod board;
mod builder;
mod bulk;
mod calendar;
mod cell;
mod clipboard;
mod column;
mod columns;
mod condition;
mod edit;
mod edit_many;
mod export;
mod face;
mod filter;
mod footer;
pub mod later;
mod limit;
mod lines;
mod memory;
mod paste;
mod peek;
mod rows;
mod selection;
mod views;

use crate::app::shortcut::Act;
use crate::app::{Face, Query, Rows};
use crate::crm::{Entity, Mark};
use crate::i18n::{Arg, format, key};
use crate::ui::component::{
    Announce, Button, ButtonVariant, EmptyState, FilteredEmpty, LinkButton, Tab, TabLinks, use_announcer,
};
use crate::ui::frame::{go, go_quietly};
use crate::ui::icon::Glyph;
use crate::ui::media::{PHONE, media};
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use crate::ui::shortcut::keyboard;
use crate::ui::state::{look, states};
use crate::ui::work::WorkDialog;
use bulk::BulkBar;
use face::FaceSwitch;
use filter::FilterBar;
use footer::Footer;
use leptos::prelude::*;
use rows::ListRows;
use selection::Selection;
use std::collections::HashSet;
use views::{ViewMenu, Views};

pub use memory::ListMemory;

/// A list as its parts share it. `Copy`.
#[derive(Clone, Copy)]
struct List {
    session: Session,
    table: &'static Entity,
    /// The view, without what is looked at beside it.
    query: Memo<Query>,
    /// The record beside it, by its id.
    peek: Memo<Option<String>>,
    rows: Memo<Rows>,
    selection: Selection,
    /// The groups that are folded.
    folded: RwSignal<HashSet<String>>,
    announce: Announce,
}

impl List {
    /// Shows another view, as a step in the history.
    fn show(self, change: impl FnOnce(&mut Query)) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        go(&Route::List(self.table, query));
    }

    /// Shows the view a little otherwise, without a step in the history.
    fn tune(self, change: impl FnOnce(&mut Query)) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        go_quietly(self.session, Route::List(self.table, query));
    }

    /// The name of the entity in the plural; reactive on the language.
    fn entities(self) -> String {
        self.session.t(self.table.plural)
    }
}

/// The list page of an entity.
#[component]
pub fn ListPage(
    /// The entity.
    table: &'static Entity,
) -> impl IntoView {
    let session = session();
    let table = session.table(table);
    // While another place is entered this page still stands for a moment: it keeps its last view.
    let query = Memo::new(move |before: Option<&Query>| {
        session.route.with(|route| match route {
            Route::List(shown, query) if shown.key == table.key => query.alone(),
            _ => before.cloned().unwrap_or_default(),
        })
    });
    let peek = Memo::new(move |before: Option<&Option<String>>| {
        session.route.with(|route| match route {
            Route::List(shown, query) if shown.key == table.key => query.peek.clone(),
            _ => before.cloned().unwrap_or_default(),
        })
    });
    let rows = Memo::new(move |_| query.with(|query| session.rows(table, query)));
    let (selection, announce) = (Selection::new(rows), use_announcer());
    let list = List { session, table, query, peek, rows, selection, folded: lines::none_folded(), announce };
    let views = Views::new(list);
    tell(list);
    face::hear(list);
    let is_empty = Memo::new(move |_| session.read(|view| view.records(table.key).next().is_none()));
    let nothing_fits = Memo::new(move |_| rows.with(|rows| rows.refs.is_empty()));
    let shape = Memo::new(move |_| query.with(|query| std::mem::discriminant(&query.face)));
    let face = move || {
        // Read, for a memo that nobody reads follows nothing.
        let _ = shape.get();
        match query.with_untracked(|query| query.face.clone()) {
            Face::Table => view! { <ListRows list=list/> }.into_any(),
            Face::Board(_) => later::board(list),
            Face::Calendar(_) => later::calendar(list),
        }
    };
    let body = move || {
        if is_empty.get() {
            view! { <NoRecords list=list/> }.into_any()
        } else {
            view! {
                <FilterBar list=list views=views/>
                <Show when=move || !nothing_fits.get() fallback=move || view! { <NothingFits list=list/> }>
                    {face}
                </Show>
                <Footer list=list/>
            }
            .into_any()
        }
    };
    view! {
        <div class="list-page">
            <h1 class="visually-hidden">{move || list.entities()}</h1>
            <ViewBar list=list views=views/>
            {body}
            <BulkBar list=list/>
            <WorkDialog/>
        </div>
    }
}

/// The tabs: all, then each state with its shape and its number, then the saved views; and the faces.
/// Voided ones are not among "all".
#[component]
fn ViewBar(list: List, views: Views) -> impl IntoView {
    let List { session, table, query, rows, .. } = list;
    let tabs = move || {
        let saved = views.unsaved();
        let address = |tab: Option<&str>| {
            let (tab, saved) = (tab.map(str::to_owned), saved.clone());
            Route::List(table, query.with(|query| Query { tab, saved, ..query.clone() })).href()
        };
        // From a saved view, "all" leads to the plain list.
        let plain = || match views.current_id() {
            Some(_) => Route::List(table, Query { saved: saved.clone(), ..Query::default() }).href(),
            None => address(None),
        };
        let number = |n: usize| format::number(i64::try_from(n).unwrap_or(i64::MAX));
        rows.with(|rows| {
            let of = |key: &str| rows.by_status.get(key).copied().unwrap_or_default();
            let void = states(table).iter().filter(|choice| choice.mark == Some(Mark::Void));
            let all = rows.matching.saturating_sub(void.map(|choice| of(choice.key)).sum());
            let mut tabs = vec![Tab::new("", session.t(key::LIST_ALL)).count(number(all)).href(plain())];
            tabs.extend(states(table).iter().map(|choice| {
                let tab = Tab::new(choice.key, session.t(choice.label))
                    .count(number(of(choice.key)))
                    .href(address(Some(choice.key)));
                match choice.mark.map(look) {
                    Some(look) => tab.mark(look.shape, look.tone),
                    None => tab,
                }
            }));
            tabs.extend(views.tabs(list));
            tabs
        })
    };
    let tabs = Signal::derive(tabs);
    let current = Signal::derive(move || {
        views.current_id().unwrap_or_else(|| query.with(|query| query.tab.clone().unwrap_or_default()))
    });
    let step = move |by: usize| {
        let tabs = tabs.get_untracked();
        let at = tabs.iter().position(|tab| current.with_untracked(|current| *current == tab.id)).unwrap_or_default();
        if let Some(tab) = tabs.get((at + by) % tabs.len().max(1)) {
            go(&Route::parse(&tab.href));
        }
    };
    let phone = media(PHONE);
    keyboard().on(Act::TabAfter, move || step(1));
    keyboard().on(Act::TabBefore, move || step(tabs.with_untracked(Vec::len).saturating_sub(1)));
    view! {
        <div class="view-bar">
            <TabLinks
                label=session.label(key::LIST_VIEWS)
                tabs=tabs
                current=current
            />
            {move || (!phone.get()).then(|| view! { <FaceSwitch list=list/> })}
            <ViewMenu list=list views=views/>
        </div>
    }
}

/// A list without any record: why, and how to begin.
#[component]
fn NoRecords(list: List) -> impl IntoView {
    let List { session, table, .. } = list;
    view! {
        <EmptyState
            title=move || session.tw(key::LIST_EMPTY, &[("entities", list.entities().into())])
            text=session.hint(key::LIST_EMPTY_WHY)
        >
            <LinkButton
                label=move || session.tw(key::NAV_NEW, &[("entity", session.t(table.label).into())])
                href=Route::New(table, Vec::new()).href()
                variant=ButtonVariant::Primary
                icon=Glyph::Plus
            />
            <LinkButton
                label=session.label(key::LIST_EMPTY_IMPORT)
                href=Route::Import.href()
                icon=Glyph::Import
            />
        </EmptyState>
    }
}

/// A list that its filters leave empty, and the way out.
#[component]
fn NothingFits(list: List) -> impl IntoView {
    let session = list.session;
    let text = move || {
        let hidden = list.rows.with(|rows| rows.total);
        let why = session.tw(key::LIST_EMPTY_FILTERED_WHY, &[("n", Arg::from(hidden))]);
        format!("{} {why}", session.t(key::LIST_EMPTY_FILTERED))
    };
    let clear = move |_| {
        list.show(|query| {
            query.filters.clear();
            query.search.clear();
            query.tab = None;
        });
    };
    view! {
        <div class="list-body">
            <FilteredEmpty text=text>
                <Button label=session.label(key::LIST_FILTERS_CLEAR) on_click=clear/>
            </FilteredEmpty>
        </div>
    }
}

/// Announces how many entries a changed view shows, and how they are sorted (A8).
fn tell(list: List) {
    let List { session, announce, .. } = list;
    Effect::new(move |before: Option<Query>| {
        let query = list.query.get();
        // Columns and heights are told by what changed them.
        let tuned = |before: &Query| {
            let (columns, density) = (before.columns.clone(), before.density);
            *before == Query { columns, density, ..query.clone() }
        };
        let Some(before) = before.filter(|before| !tuned(before)) else { return query };
        let count = list.rows.with_untracked(|rows| rows.refs.len());
        let shown = untrack(|| session.tw(key::LIST_SHOWN, &[("n", Arg::from(count))]));
        let sorted = query.sort.last().filter(|_| before.sort != query.sort).and_then(|(field, down)| {
            let field = list.table.field(field)?;
            let word = if *down { key::LIST_SORTED_DOWN } else { key::LIST_SORTED_UP };
            Some(untrack(|| session.tw(word, &[("field", session.t(field.label).into())])))
        });
        announce.polite(sorted.unwrap_or(shown));
        query
    });
}
