//! The peek: the record of the active row beside its list (U12). It follows the row, stands in the address, so
//! that Back and Forward restore it (U24), and leaves the focus in the list; on a phone it is a sheet.

use super::List;
use super::lines::Line;
use super::rows::Place;
use crate::app::Query;
use crate::app::shortcut::Act;
use crate::crm::Ref;
use crate::i18n::{Arg, key};
use crate::ui::component::{Dialog, GridHelm, GridMove, IconButton, LinkButton};
use crate::ui::frame::{go, go_quietly};
use crate::ui::icon::Glyph;
use crate::ui::key::in_text;
use crate::ui::page::{self, record::Narrow};
use crate::ui::route::Route;
use crate::ui::shortcut::keyboard;
use leptos::{ev, prelude::*};

/// The peek of a list. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Peek {
    list: List,
    place: Place,
    /// Whether the step of the history before this one is the list without it.
    opened: StoredValue<bool>,
}

impl Peek {
    /// The peek of a list whose focus is at that place.
    pub(super) fn new(list: List, place: Place) -> Peek {
        let peek = Peek { list, place, opened: StoredValue::new(false) };
        keyboard().heard_in_place(Act::Peek);
        // Where the address goes, the focus goes.
        Effect::new(move |_| {
            place.lines.track();
            match list.peek.get() {
                Some(id) => place.follow(&id),
                None => peek.opened.set_value(false),
            }
            place.renew_step();
        });
        // Where the focus goes, the peek goes.
        Effect::new(move |before: Option<usize>| {
            let at = place.active.get();
            let shown = list.peek.get_untracked();
            let row = place.row_at(at).map(|row| row.id.to_string());
            if before.is_some_and(|before| before != at) && shown.is_some() && row.is_some() && shown != row {
                go_quietly(list.session, peek.route(row));
            }
            at
        });
        peek
    }

    /// The list with this record beside it.
    fn route(self, peek: Option<String>) -> Route {
        let query = self.list.query.get_untracked();
        Route::List(self.list.table, Query { peek, ..query })
    }

    /// Shows the record of a row, or takes away what is shown.
    pub(super) fn turn(self, row: Option<Ref>) {
        match row {
            Some(row) if self.list.peek.with_untracked(Option::is_none) => {
                self.opened.set_value(true);
                go(&self.route(Some(row.id.to_string())));
                let title = untrack(|| self.title(&row.id));
                self.list.announce.polite(title);
            }
            _ => self.close(),
        }
    }

    /// Takes it away: back to the step before, where that is the list alone.
    fn close(self) {
        if self.list.peek.with_untracked(Option::is_none) {
            return;
        }
        let back = self.opened.get_value() && window().history().is_ok_and(|history| history.back().is_ok());
        if !back {
            go_quietly(self.list.session, self.route(None));
        }
    }

    /// Does what keys ask for in the list: peek at the row, and away with it.
    pub(super) fn keydown(self, event: &ev::KeyboardEvent) {
        let keyboard = keyboard();
        if event.default_prevented() || in_text(event) {
            return;
        }
        if keyboard.asks(event, Act::Close) && self.list.peek.with_untracked(Option::is_some) {
            self.close();
        } else if keyboard.asks(event, Act::Peek) && on_row(event) {
            self.turn(self.place.row_at(self.place.active.get_untracked()));
        } else {
            return;
        }
        event.prevent_default();
    }

    /// What it is called; reactive.
    fn title(self, id: &str) -> String {
        let List { session, table, .. } = self.list;
        let title = session.read(|view| view.get(table.key, id).map(|rec| rec.title()).unwrap_or_default());
        session.tw(key::PEEK, &[("title", title.into())])
    }
}

/// Whether the focus is on a row or a cell, and not on a control.
fn on_row(event: &ev::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.matches("[role=row], [role=gridcell], .card").unwrap_or_default())
}

/// The panel beside a table.
#[component]
pub(super) fn PeekPanel(peek: Peek, helm: GridHelm) -> impl IntoView {
    let Peek { list, .. } = peek;
    let session = list.session;
    let keyboard = keyboard();
    let is_open = Memo::new(move |_| list.peek.with(Option::is_some));
    let id = move || list.peek.get().unwrap_or_default();
    let place = move || {
        let id = id();
        let at = list.rows.with(|rows| (rows.refs.iter().position(|at| *at.id == *id), rows.refs.len()));
        at.0.map(|n| session.tw(key::RECORD_PLACE, &[("n", Arg::from(n + 1)), ("total", Arg::from(at.1))]))
    };
    let close = move || {
        peek.close();
        helm.steer(GridMove::Here);
    };
    let keydown = move |event: ev::KeyboardEvent| {
        if !event.default_prevented() && !in_text(&event) && keyboard.asks(&event, Act::Close) {
            event.prevent_default();
            close();
        }
    };
    let panel = move || {
        view! {
            <aside class="peek" aria-label=move || peek.title(&id()) on:keydown=keydown>
                <header class="peek-head">
                    <IconButton label=session.label(key::SHORTCUT_UP) glyph=Glyph::ChevronUp on_click=move |_| helm.steer(GridMove::Up)/>
                    <IconButton label=session.label(key::SHORTCUT_DOWN) glyph=Glyph::ChevronDown on_click=move |_| helm.steer(GridMove::Down)/>
                    <span class="meta numeric grow">{place}</span>
                    <Full peek=peek/>
                    <IconButton label=session.label(key::PEEK_CLOSE) glyph=Glyph::Close on_click=move |_| close()/>
                </header>
                <Body peek=peek/>
            </aside>
        }
    };
    move || is_open.get().then(panel)
}

/// The sheet over the cards of a phone.
#[component]
pub(super) fn PeekSheet(peek: Peek) -> impl IntoView {
    let Peek { list, .. } = peek;
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(list.peek.with(Option::is_some)));
    view! {
        <Dialog
            open=open
            title=move || peek.title(&list.peek.get().unwrap_or_default())
            close_label=list.session.label(key::PEEK_CLOSE)
            on_close=move |()| peek.close()
        >
            <div class="peek-sheet">
                <Full peek=peek/>
                <Body peek=peek/>
            </div>
        </Dialog>
    }
}

/// The way to the whole page.
#[component]
fn Full(peek: Peek) -> impl IntoView {
    let Peek { list, place, .. } = peek;
    let href = move || list.peek.get().map(|id| Route::of(&Ref::new(list.table.key, &id)).href()).unwrap_or_default();
    view! {
        <LinkButton
            label=list.session.label(key::PEEK_OPEN)
            href=Signal::derive(href)
            icon=Glyph::External
            on:click=move |_| place.leave()
        />
    }
}

/// The record, in one column.
#[component]
fn Body(peek: Peek) -> impl IntoView {
    provide_context(Narrow);
    let list = peek.list;
    move || list.peek.get().map(|id| page::record(list.table, id))
}

impl Place {
    /// The record of a line; none of the heading of a group.
    fn row_at(self, at: usize) -> Option<Ref> {
        self.lines.with_untracked(|lines| match lines.get(at) {
            Some(Line::Row(row)) => Some(row.clone()),
            _ => None,
        })
    }
}
