//! A field of an entity: declared once with all that lists, forms, pages, filters, files and rules need to know of it.

use super::custom::formula::Formula;
use super::custom::serial::Serial;
use super::duplicate::Tell;
use super::member::Role;
use super::schema::{Kind, Now};
use super::view::{Rec, View};
use crate::ledger::Value;

/// A field of an entity, stored or computed.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The field's name in the ledger.
    pub key: &'static str,
    /// Its type.
    pub kind: Kind,
    /// Message key of its label.
    pub label: &'static str,
    /// Message key of the group it stands in on record pages; empty for one that stands in none.
    pub group: &'static str,
    /// Whether a record cannot be created without it.
    pub required: bool,
    /// Whether search reads it.
    pub search: bool,
    /// Width in CSS pixels of its column in the default list; `None` leaves it out.
    pub column: Option<u16>,
    /// Whether the create form asks for it.
    pub quick: bool,
    /// Whether only commands change it once the record exists, because rules stand behind it (a state,
    /// the owner of a lead). Creation may set it.
    pub managed: bool,
    /// Column headings by which an import recognises it, in both languages, lower case.
    pub synonyms: &'static [&'static str],
    /// What it tells about who or what a record is, for finding duplicates.
    pub tells: Option<Tell>,
    /// For links: whether the story of a record goes on where this leads, so that what was said about it
    /// stands on the timeline there too (F138).
    pub carries: bool,
    /// For a link of an entity that stands in no menu: whether its records are parts of where this leads, listed and
    /// added there.
    pub part: bool,
    /// For a link that a command asks for: whether a name will do, of which the command makes a record.
    pub fresh: bool,
    /// Whether its values call for attention: how many records have each is told on the page of the day.
    pub calls: bool,
    /// Whether it is told in the brief before a call, or asked for there if it is a question nobody answered.
    pub brief: bool,
    /// For a state: the choices that follow one another from its beginning to its end. The others are side
    /// exits. Empty where there is no such order.
    pub path: &'static [&'static str],
    /// For a state with a path: the fields that hold the instant at which each of its steps was last begun.
    pub since: &'static [&'static str],
    /// For a state: what its rules say of a step from one value to another. Commands obey them; what a file brings
    /// is judged by them (F3).
    pub judge: Option<Judge>,
    /// For a stored field: when what it says has lapsed, by time and rules. It is then read as blank, and nothing is
    /// written for that (features.md rule a).
    pub lapses: Option<Lapsed>,
    /// For text: what is offered while it is typed.
    pub offers: Option<fn(&View<'_>) -> Vec<String>>,
    /// For a number: the least and the most that make sense.
    pub range: Option<(i64, i64)>,
    /// The choice of another field that must hold for this one to be asked and shown: that field, and its choices.
    pub only: Option<(&'static str, &'static [&'static str])>,
    /// For a computed figure: what it is made of.
    pub explain: Option<Explain>,
    /// For a computed field made of very much: whether its value is kept until its record, one that leads there, the
    /// settings or the day change, of which alone it is made.
    pub kept: bool,
    /// For computed fields: whatever no person typed, a function of the state and the time.
    pub compute: Option<Compute>,
    /// For text of the workspace's own: how it numbers new records.
    pub serial: Option<&'static Serial>,
    /// For a record that has states: in which of them it must not be blank, besides.
    pub needed: &'static [&'static str],
    /// For computed fields of the workspace's own: the formula.
    pub formula: Option<&'static Formula>,
}

/// What rules say of a step of a state from one stored value to another by an author of this role: nothing, or the key
/// of a message that says why it should not have been.
pub type Judge = fn(from: &str, to: &str, role: Role) -> Option<&'static str>;

/// Whether what a field of a record says has lapsed by now.
pub type Lapsed = fn(&Rec<'_>, &Now) -> bool;

/// How a computed figure explains itself.
pub type Explain = fn(&Rec<'_>, &Now) -> Vec<Reason>;

/// One reason for a figure that is made of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Message key of what it is about.
    pub label: &'static str,
    /// The points it gives.
    pub points: i64,
    /// The points it could give.
    pub of: i64,
}

/// How a computed field gets its value.
pub type Compute = fn(&View<'_>, &Rec<'_>, &Now) -> Value;

impl Field {
    /// A stored field with nothing but a name, a type and a label.
    #[must_use]
    pub const fn new(key: &'static str, kind: Kind, label: &'static str) -> Field {
        Field {
            key,
            kind,
            label,
            group: "group-basics",
            required: false,
            search: false,
            column: None,
            quick: false,
            managed: false,
            synonyms: &[],
            tells: None,
            carries: false,
            calls: false,
            brief: false,
            part: false,
            fresh: false,
            path: &[],
            since: &[],
            judge: None,
            lapses: None,
            offers: None,
            range: None,
            only: None,
            explain: None,
            kept: false,
            compute: None,
            formula: None,
            serial: None,
            needed: &[],
        }
    }

    /// The same field, needed for creation (and therefore asked for).
    #[must_use]
    pub const fn required(mut self) -> Field {
        self.required = true;
        self.quick = true;
        self
    }

    /// The same field, read by search.
    #[must_use]
    pub const fn search(mut self) -> Field {
        self.search = true;
        self
    }

    /// The same field, a column of the default list of this many CSS pixels.
    #[must_use]
    pub const fn column(mut self, width: u16) -> Field {
        self.column = Some(width);
        self
    }

    /// The same field, asked for by the create form.
    #[must_use]
    pub const fn quick(mut self) -> Field {
        self.quick = true;
        self
    }

    /// The same field, changed only by commands once the record exists.
    #[must_use]
    pub const fn managed(mut self) -> Field {
        self.managed = true;
        self
    }

    /// The same field, in another group of the record page.
    #[must_use]
    pub const fn group(mut self, group: &'static str) -> Field {
        self.group = group;
        self
    }

    /// The same field, recognised by an import under these headings.
    #[must_use]
    pub const fn synonyms(mut self, synonyms: &'static [&'static str]) -> Field {
        self.synonyms = synonyms;
        self
    }

    /// The same field, telling who or what a record is.
    #[must_use]
    pub const fn tells(mut self, tell: Tell) -> Field {
        self.tells = Some(tell);
        self
    }

    /// The same link, by which the story of a record goes on.
    #[must_use]
    pub const fn carries(mut self) -> Field {
        self.carries = true;
        self
    }

    /// The same choice, whose values call for attention.
    #[must_use]
    pub const fn calls(mut self) -> Field {
        self.calls = true;
        self
    }

    /// The same field, told in the brief before a call.
    #[must_use]
    pub const fn brief(mut self) -> Field {
        self.brief = true;
        self
    }

    /// The same link, to what its records are parts of.
    #[must_use]
    pub const fn part(mut self) -> Field {
        self.part = true;
        self
    }

    /// The same link, asked for by a command that makes a record of a mere name.
    #[must_use]
    pub const fn fresh(mut self) -> Field {
        self.fresh = true;
        self
    }

    /// The same field, a state that leads from the first of these choices to the last.
    #[must_use]
    pub const fn path(mut self, path: &'static [&'static str]) -> Field {
        self.path = path;
        self
    }

    /// The same state with a path, whose steps began at the instants that these fields hold, step by step.
    #[must_use]
    pub const fn since(mut self, since: &'static [&'static str]) -> Field {
        self.since = since;
        self
    }

    /// The same state, with what its rules say of a step.
    #[must_use]
    pub const fn judged(mut self, judge: Judge) -> Field {
        self.judge = Some(judge);
        self
    }

    /// The same stored field, read as blank once what it says has lapsed.
    #[must_use]
    pub const fn lapses(mut self, lapsed: Lapsed) -> Field {
        self.lapses = Some(lapsed);
        self
    }

    /// The same number, between these.
    #[must_use]
    pub const fn range(mut self, least: i64, most: i64) -> Field {
        self.range = Some((least, most));
        self
    }

    /// The same field, asked and shown only where another is one of these choices.
    #[must_use]
    pub const fn only(mut self, field: &'static str, choices: &'static [&'static str]) -> Field {
        self.only = Some((field, choices));
        self
    }

    /// The same field, for which this is offered.
    #[must_use]
    pub const fn offered(mut self, offers: fn(&View<'_>) -> Vec<String>) -> Field {
        self.offers = Some(offers);
        self
    }

    /// The same field, computed instead of stored.
    #[must_use]
    pub const fn computed(mut self, compute: Compute) -> Field {
        self.compute = Some(compute);
        self
    }

    /// The same computed field, whose value is kept.
    #[must_use]
    pub const fn kept(mut self) -> Field {
        self.kept = true;
        self
    }

    /// The same computed figure, with what it is made of.
    #[must_use]
    pub const fn explained(mut self, explain: Explain) -> Field {
        self.explain = Some(explain);
        self
    }

    /// The same field, left out of record pages and filters, because a computed one says it better.
    #[must_use]
    pub const fn inner(mut self) -> Field {
        self.group = "";
        self
    }

    /// Whether it is asked of a record of which other fields say this.
    #[must_use]
    pub fn suits(&self, said: impl FnOnce(&'static str) -> String) -> bool {
        self.only.is_none_or(|(field, choices)| choices.contains(&&*said(field)))
    }

    /// Whether people see it as a field of its own.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !self.group.is_empty()
    }

    /// Whether it is stored, not computed.
    #[must_use]
    pub fn is_stored(&self) -> bool {
        self.compute.is_none() && self.formula.is_none()
    }

    /// Whether a person can write it on a record that exists: stored and not left to commands.
    #[must_use]
    pub fn is_editable(&self) -> bool {
        self.is_stored() && !self.managed
    }
}
