//! The records before and after this one in the list last shown: two buttons and `Mod+↑`, `Mod+↓`
//! (U12). Leafing through is no step in the history, so Back still leads to the list.

use super::place::list_of;
use super::{go_quietly, last_list};
use crate::app::shortcut::Act;
use crate::crm::Ref;
use crate::i18n::{Arg, key};
use crate::ui::component::IconButton;
use crate::ui::icon::Glyph;
use crate::ui::key::label as key_label;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::shortcut::keyboard;
use leptos::prelude::*;

/// Where a record stands in its list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Its number, from 1.
    number: usize,
    total: usize,
    before: Option<Ref>,
    after: Option<Ref>,
}

/// Where the record of this page stands in the list last shown, or in the plain one; reactive.
pub(super) fn standing(session: Session) -> Option<Standing> {
    let last = last_list();
    let (table, id) = session.route.with(|route| match route {
        Route::Record(table, id, _) => Some((*table, id.clone())),
        _ => None,
    })?;
    let list = last.get().filter(|list| matches!(list, Route::List(of, _) if of.key == table.key));
    let Route::List(_, query) = list.unwrap_or_else(|| list_of(table)) else { return None };
    let refs = session.rows(table, &query).refs;
    let at = refs.iter().position(|at| *at.id == *id)?;
    Some(Standing {
        number: at + 1,
        total: refs.len(),
        before: at.checked_sub(1).and_then(|at| refs.get(at).cloned()),
        after: refs.get(at + 1).cloned(),
    })
}

/// Goes to the record before or after this one, and keeps the tab.
fn leaf(session: Session, standing: Option<Standing>, forward: bool) {
    let next = standing.and_then(|standing| if forward { standing.after } else { standing.before });
    let (Some(at), Route::Record(table, _, aspect)) = (next, session.route.get_untracked()) else { return };
    go_quietly(session, Route::Record(table, at.id.to_string(), aspect));
}

/// Where the record of this page stands in its list, for those who deal with it. `Copy`; get it from the context.
#[derive(Clone, Copy)]
pub struct Neighbourhood(pub(super) Memo<Option<Standing>>);

impl Neighbourhood {
    /// The record that comes after that of this page, or else the one before.
    #[must_use]
    pub fn coming(self) -> Option<Ref> {
        let standing = self.0.try_get_untracked().flatten()?;
        standing.after.or(standing.before)
    }

    /// Opens what came after the record of this page, if that left its list.
    pub fn go_on(self, session: Session, coming: Option<Ref>) {
        let left = self.0.try_get_untracked().is_some_and(|standing| standing.is_none());
        if let (true, Some(at), Route::Record(..)) = (left, coming, session.route.get_untracked()) {
            go_quietly(session, Route::of(&at));
        }
    }
}

/// Leafs by keyboard where there is something to leaf through.
pub(super) fn hear(session: Session, standing: Memo<Option<Standing>>) {
    let is_there = Signal::derive(move || standing.with(Option::is_some));
    for (act, forward) in [(Act::Before, false), (Act::After, true)] {
        keyboard().on_while(act, is_there, move || leaf(session, standing.get_untracked(), forward));
    }
}

/// The buttons, with the place between: "12 of 86".
#[component]
pub(super) fn Neighbours(session: Session, standing: Memo<Option<Standing>>) -> impl IntoView {
    let keyboard = keyboard();
    let is_there = Memo::new(move |_| standing.with(Option::is_some));
    let button = move |forward: bool| {
        let (label, glyph, act) = match forward {
            false => (key::RECORD_BEFORE, Glyph::ChevronUp, Act::Before),
            true => (key::RECORD_AFTER, Glyph::ChevronDown, Act::After),
        };
        let chord = move || keyboard.keys(act).map(|keys| key_label(&keys)).unwrap_or_default();
        let end = move || {
            standing.with(|standing| {
                standing.as_ref().is_none_or(|at| if forward { at.after.is_none() } else { at.before.is_none() })
            })
        };
        view! {
            <IconButton
                label=move || format!("{} ({})", session.t(label), chord())
                glyph=glyph
                disabled=Signal::derive(end)
                on_click=move |_| leaf(session, standing.get_untracked(), forward)
            />
        }
    };
    let place = move || {
        let at = standing.get().unwrap_or_default();
        session.tw(key::RECORD_PLACE, &[("n", Arg::from(at.number)), ("total", Arg::from(at.total))])
    };
    let face = move || {
        view! { <span class="topbar-leaf">{button(false)}{button(true)}<span class="meta numeric">{place}</span></span> }
    };
    move || is_there.get().then(face)
}
