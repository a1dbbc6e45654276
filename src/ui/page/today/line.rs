//! One line of the page: which record, and what can be done about it.

use crate::crm::due::Due;
use crate::crm::{Command, Rec, Ref, Scope};
use crate::i18n::key;
use crate::ui::component::{Button, ButtonSize};
use crate::ui::frame::{glyph_of, landing};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use crate::ui::state::{State, state_of};
use leptos::prelude::*;

/// What a line says of its record.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Facts {
    pub at: Ref,
    pub glyph: Glyph,
    pub title: String,
    pub detail: String,
    /// Whether follow-ups can be logged on it.
    pub followed: bool,
}

impl Facts {
    /// The facts of a record.
    pub(super) fn of(rec: &Rec<'_>) -> Facts {
        Facts {
            at: rec.at(),
            glyph: glyph_of(rec.table),
            title: rec.title(),
            detail: rec.subtitle().join(" · "),
            followed: rec.table.followed,
        }
    }

    /// The facts of a record by reference; `None` if it is gone. Reactive.
    pub(super) fn at(session: Session, at: &Ref) -> Option<Facts> {
        session.read(|view| view.at(at).map(|rec| Facts::of(&rec)))
    }
}

/// The record of a line: its glyph, a link that names it, and what it belongs to.
#[component]
pub(super) fn Subject(facts: Facts) -> impl IntoView {
    let Facts { at, glyph, title, detail, .. } = facts;
    view! {
        <Icon glyph=glyph/>
        <span class="line-text">
            <a class="line-title" href=Route::of(&at).href()>{title}</a>
            {(!detail.is_empty()).then(|| view! { <span class="line-detail">{detail}</span> })}
        </span>
    }
}

/// What can be done at once about something that is due: log a follow-up where there can be one, else
/// the entity's first command that asks nothing.
#[component]
pub(super) fn Deed(facts: Facts) -> impl IntoView {
    let session = session();
    let Facts { at, title, followed, .. } = facts;
    if followed {
        let landing = landing();
        let name = StoredValue::new(title);
        let label = session.label(key::TODAY_LOG);
        let whole = move || session.tw(key::TODAY_LOG_FOR, &[("title", name.get_value().into())]);
        return view! {
            <Button label=label size=ButtonSize::Inline attr:aria-label=whole on_click=move |_| landing.log_on(&at)/>
        }
        .into_any();
    }
    let now = session.now();
    let command = session.read(|view| {
        let table = view.at(&at)?.table;
        let asks_nothing = |command: &&'static Command| command.scope == Scope::Records && command.args.is_empty();
        table.commands.iter().filter(asks_nothing).find(|command| (command.allowed)(&view, &at, &now).is_ok())
    });
    command
        .map(|command| {
            let run = move |_| session.run(command, vec![at.clone()], Default::default(), |_| {});
            view! { <Button label=move || session.t(command.label) size=ButtonSize::Inline on_click=run/> }
        })
        .into_any()
}

/// The state a record is in, where it has one.
pub(super) fn state(session: Session, at: &Ref) -> Option<AnyView> {
    let now = session.now();
    let choice = session.read(|view| state_of(&view.at(at)?, &now))?;
    Some(view! { <State choice=choice/> }.into_any())
}

/// The hour at which something is due, in the order of the day; things without one come last.
pub(super) fn hour(due: &Due) -> i64 {
    due.at.unwrap_or(i64::MAX)
}
