//! Commands: what a person can do, registered once, read by buttons, menus, shortcuts and help.

use super::edit::Edits;
use super::schema::{Field, Now};
use super::view::{Ref, View};
use crate::ledger::Value;
use crate::ledger::order::gather;
use std::collections::BTreeMap;

/// A thing a person can do. Lives with its entity in `crm/<entity>/commands.rs`.
#[derive(Debug)]
pub struct Command {
    /// Stable name, e.g. `lead.park`; also the `why` of the change it makes.
    pub id: &'static str,
    /// Message key of its label.
    pub label: &'static str,
    /// Message key of what the toast says afterwards; gets `title` (of the first target) and `count`.
    pub done: &'static str,
    /// Name of the icon.
    pub icon: &'static str,
    /// What it acts on.
    pub scope: Scope,
    /// Whether its record is dealt with for whoever ran it: where it leaves the list it was opened from, the next one
    /// opens (complaint 7).
    pub deals: bool,
    /// The single key that runs it where its scope is in view.
    pub key: Option<char>,
    /// What it asks for, as a form; the answers arrive in [`Args`] under the fields' keys.
    pub args: &'static [Field],
    /// What its form says at first for a record.
    pub fill: fn(&View<'_>, &Ref, &Now) -> Args,
    /// Why it cannot be run on this record now; `Ok` if it can.
    pub allowed: fn(&View<'_>, &Ref, &Now) -> Result<(), Refusal>,
    /// What it writes. Called with targets that `allowed` accepted.
    pub run: fn(&View<'_>, &[Ref], &Args, &Now) -> Result<Edits, Refusal>,
}

/// What a command acts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Nothing in particular: available everywhere.
    Anywhere,
    /// One or many records of its entity.
    Records,
    /// One record of its entity at a time, because it asks about that very record.
    Record,
    /// One or many records that follow-ups can be logged on, of whatever entity.
    Followed,
}

/// The answers a command was given, by field key.
pub type Args = BTreeMap<String, Value>;

/// Why a command was not carried out, as a message that says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}")]
pub struct Refusal {
    /// Message key.
    pub key: &'static str,
    /// The message's arguments.
    pub args: Vec<(&'static str, String)>,
    /// The field it is about, where it is about one.
    pub field: Option<&'static str>,
}

impl Refusal {
    /// A refusal without arguments.
    #[must_use]
    pub fn new(key: &'static str) -> Refusal {
        Refusal { key, args: Vec::new(), field: None }
    }

    /// The same refusal with one more argument.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Refusal {
        self.args.push((name, value.into()));
        self
    }

    /// The same refusal, about this field.
    #[must_use]
    pub fn at(mut self, field: &'static str) -> Refusal {
        self.field = Some(field);
        self
    }
}

/// The `allowed` of a command that can always be run.
///
/// # Errors
/// None.
pub fn always(_: &View<'_>, _: &Ref, _: &Now) -> Result<(), Refusal> {
    Ok(())
}

/// The `fill` of a command whose form is blank at first.
#[must_use]
pub fn blank(_: &View<'_>, _: &Ref, _: &Now) -> Args {
    Args::new()
}

/// The `fill` of a command that asks for fields of the record: they are said as they stand.
#[must_use]
pub fn as_it_stands(view: &View<'_>, at: &Ref, now: &Now) -> Args {
    let Some(rec) = view.at(at) else { return Args::new() };
    let fields = rec.table.fields.iter();
    gather(fields.map(|field| (field.key.to_owned(), rec.value(field, now).into_owned())))
}
