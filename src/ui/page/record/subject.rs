//! The subject of a record page: the record it is about, read anew whenever the workspace changes.

use crate::crm::schema::{Entity, Now};
use crate::crm::{Choice, Command, Rec, Ref, Refusal, Scope, entities};
use crate::ledger::Stamp;
use crate::ui::component::Rail;
use crate::ui::frame::Neighbourhood;
use crate::ui::present;
use crate::ui::session::Session;
use crate::ui::state::look;
use leptos::prelude::*;

/// The record a page is about. `Copy`.
#[derive(Clone, Copy)]
pub struct Subject {
    /// The session it is read through.
    pub session: Session,
    /// Its entity.
    pub table: &'static Entity,
    at: StoredValue<Ref>,
    around: Option<Neighbourhood>,
}

impl Subject {
    /// The subject of a page.
    #[must_use]
    pub fn new(session: Session, table: &'static Entity, at: Ref) -> Subject {
        Subject { session, table: session.table(table), at: StoredValue::new(at), around: use_context() }
    }

    /// The record to open once this one is dealt with by a command and has left its list.
    #[must_use]
    pub fn coming(self, command: &Command) -> Option<Ref> {
        self.around.filter(|_| command.deals)?.coming()
    }

    /// Opens the record that came next, if this one left its list.
    pub fn go_on(self, coming: Option<Ref>) {
        if let Some(around) = self.around {
            around.go_on(self.session, coming);
        }
    }

    /// The reference that names it.
    #[must_use]
    pub fn at(self) -> Ref {
        self.at.get_value()
    }

    /// Reads it; reactive on any change. `None` while it is not visible.
    pub fn read<T>(self, look: impl FnOnce(&Rec<'_>, &Now) -> T) -> Option<T> {
        let now = self.session.now();
        self.session.read(|view| view.at(&self.at()).map(|rec| look(&rec, &now)))
    }

    /// Who wrote something and when, as one line.
    #[must_use]
    pub fn credit(self, rec: &Rec<'_>, stamp: &Stamp, now: &Now) -> String {
        let lang = self.session.lang.get();
        let name = present::author(lang, &rec.view, stamp.m.as_deref());
        let when = stamp.t.map(|at| present::moment(lang, at, now)).unwrap_or_default();
        [name, when].iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · ")
    }
}

/// A command that can be asked for on a record, and why not if it is refused now.
#[derive(Clone)]
pub struct Action {
    /// The command.
    pub command: &'static Command,
    /// Why it cannot be run now.
    pub refusal: Option<Refusal>,
}

impl PartialEq for Action {
    fn eq(&self, other: &Self) -> bool {
        self.command.id == other.command.id && self.refusal == other.refusal
    }
}

/// The commands of a record, from the registry, in its order.
#[must_use]
pub fn actions(rec: &Rec<'_>, now: &Now) -> Vec<Action> {
    let commands = entities().iter().flat_map(|table| table.commands.iter().map(move |command| (table, command)));
    commands
        .filter(|(table, command)| match command.scope {
            Scope::Records | Scope::Record => table.key == rec.table.key,
            Scope::Followed => rec.table.followed,
            Scope::Anywhere => false,
        })
        .map(|(_, command)| Action { command, refusal: refusal(rec, now, command) })
        .collect()
}

/// Why a command cannot be run on a record now, if so.
#[must_use]
pub fn refusal(rec: &Rec<'_>, now: &Now, command: &Command) -> Option<Refusal> {
    (command.allowed)(&rec.view, &rec.at(), now).err()
}

/// Whether nothing more is to be done in this state: its rail is the double one of closed accounts.
#[must_use]
pub fn is_closed(choice: &Choice) -> bool {
    choice.mark.is_some_and(|mark| look(mark).rail == Rail::Double)
}
