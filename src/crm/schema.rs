//! The shape of the tables: an entity is a list of fields, each declared once.
//!
//! Lists, forms, record pages, filters, sorting, search and file mapping all read these tables, so a
//! new entity is a folder with a table, its rules and its messages. Texts are message keys.

use super::aside::Aside;
use super::command::Command;
use super::duplicate::Tell;
use super::edit::Edits;
use super::member::Role;
use super::report::Report;
use super::view::{Rec, View};
use crate::ledger::Value;
use chrono::{DateTime, NaiveDate, TimeDelta};

/// An entity: leads, customers, contacts …
#[derive(Debug)]
pub struct Entity {
    /// The entity's name in the ledger, e.g. `lead`.
    pub key: &'static str,
    /// The word in addresses, e.g. `leads`.
    pub slug: &'static str,
    /// Message key of the singular.
    pub label: &'static str,
    /// Message key of the plural, used in menus and headings.
    pub plural: &'static str,
    /// Name of the icon.
    pub icon: &'static str,
    /// Message key of the menu group it stands in; `None` keeps it out of the menus.
    pub area: Option<&'static str>,
    /// The letter that stands for it in shortcuts: `g l` goes to its list, `c l` creates one.
    pub letter: Option<char>,
    /// The address of a page where its records are dealt with together, which stands beside its list.
    pub desk: Option<&'static str>,
    /// What is asked of all its records together.
    pub reports: &'static [Report],
    /// Its fields, in the order of forms and record pages.
    pub fields: &'static [Field],
    /// The fields whose first non-empty value names a record.
    pub title: &'static [&'static str],
    /// The fields shown in small beside the title.
    pub subtitle: &'static [&'static str],
    /// The choice field by which lists are split into tabs and rows get their rail.
    pub status: Option<&'static str>,
    /// The field (and whether descending) by which lists are sorted at first.
    pub sort: (&'static str, bool),
    /// Whether follow-ups can be logged on a record.
    pub followed: bool,
    /// Whether its records are people, by their names.
    pub person: bool,
    /// The fields that one exclusive act takes together, the leading one first. Where acts made apart are at odds,
    /// the earliest is read as holding until somebody decides (features.md rule c).
    pub claim: &'static [&'static str],
    /// How a record is set aside in one act with the follow-up that leads nowhere; `None` where nothing is.
    pub aside: Option<&'static Aside>,
    /// What is written besides the given fields when a record is created by hand or by import. Called
    /// when the fields are written, so it can read them with [`Edits::value`] and fill what is left
    /// blank; a field that was given as `Null` was left blank on purpose.
    pub on_create: fn(&View<'_>, &mut Edits, id: &str, &Now),
    /// What is written besides the follow-up when one is logged on a record.
    pub on_follow_up: fn(&View<'_>, &mut Edits, &Rec<'_>, &Now),
    /// The entity's own commands, beside the generic ones (create, edit, delete, restore).
    pub commands: &'static [Command],
}

/// The hook of an entity that needs nothing on creation.
pub fn nothing_on_create(_: &View<'_>, _: &mut Edits, _: &str, _: &Now) {}

/// The hook of an entity that needs nothing when a follow-up is logged.
pub fn nothing_on_follow_up(_: &View<'_>, _: &mut Edits, _: &Rec<'_>, _: &Now) {}

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
    /// For a computed figure: what it is made of.
    pub explain: Option<Explain>,
    /// For a computed field made of very much: whether its value is kept until its record, one that leads there, the
    /// settings or the day change, of which alone it is made.
    pub kept: bool,
    /// For computed fields: whatever no person typed, a function of the state and the time.
    pub compute: Option<Compute>,
}

/// What rules say of a step of a state from one stored value to another by an author of this role: nothing, or the key
/// of a message that says why it should not have been.
pub type Judge = fn(from: &str, to: &str, role: Role) -> Option<&'static str>;

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

/// The type of a field.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// A web address.
    Url,
    /// An integer.
    Int,
    /// An amount of money in minor units with its currency.
    Money,
    /// A calendar date.
    Date,
    /// A calendar date, or an instant where the hour matters.
    When,
    /// An instant.
    Instant,
    /// Yes or no.
    Bool,
    /// 0 to this many points.
    Rating(u8),
    /// One of a fixed list with stable keys.
    Choice(&'static [Choice]),
    /// A set of free words; one boolean register per element.
    Tags,
    /// A link to a record of one of these entities.
    Link(&'static [&'static str]),
    /// The primary contact point of this kind (`phone`, `email` …): kept in `contact_point` lines, so
    /// that two people can each add one without a conflict (features.md section 0).
    Point(&'static str),
}

/// One value of a choice field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The stable key that is stored.
    pub key: &'static str,
    /// Message key of its word.
    pub label: &'static str,
    /// How it is marked beside its word, where it is a state.
    pub mark: Option<Mark>,
    /// Words by which an import recognises it, lower case.
    pub synonyms: &'static [&'static str],
}

/// The mark of a state: shape, rail and tone follow from it, so that colour never stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nobody's: dashed ring, dashed grey rail.
    Nobody,
    /// Waiting for its owner: ring, amber.
    Waiting,
    /// In work: half disc, accent.
    Working,
    /// Parked, unreachable: bar in a ring, violet, dashed rail.
    Parked,
    /// Reached its end: check, green, double rail.
    Done,
    /// Voided: crossed square, grey.
    Void,
}

/// Milliseconds of a day: "days" of a rule are so many times 24 hours.
pub const DAY: i64 = 86_400_000;

/// The instant and the place a rule is evaluated at: time is always an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since 1970 UTC.
    pub instant: i64,
    /// Minutes east of UTC of the zone dates are read in.
    pub offset: i32,
}

impl Now {
    /// The calendar date in the zone.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.date_of(self.instant)
    }

    /// The calendar date of an instant in the zone.
    #[must_use]
    pub fn date_of(&self, instant: i64) -> NaiveDate {
        DateTime::from_timestamp_millis(instant)
            .and_then(|utc| utc.naive_utc().checked_add_signed(TimeDelta::minutes(self.offset.into())))
            .unwrap_or_default()
            .date()
    }
}

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
            explain: None,
            kept: false,
            compute: None,
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

    /// Whether people see it as a field of its own.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !self.group.is_empty()
    }

    /// Whether it is stored, not computed.
    #[must_use]
    pub fn is_stored(&self) -> bool {
        self.compute.is_none()
    }

    /// Whether a person can write it on a record that exists: stored and not left to commands.
    #[must_use]
    pub fn is_editable(&self) -> bool {
        self.is_stored() && !self.managed
    }
}

impl Choice {
    /// A choice without mark or synonyms.
    #[must_use]
    pub const fn new(key: &'static str, label: &'static str) -> Choice {
        Choice { key, label, mark: None, synonyms: &[] }
    }

    /// The same choice, marked as a state.
    #[must_use]
    pub const fn mark(mut self, mark: Mark) -> Choice {
        self.mark = Some(mark);
        self
    }

    /// The same choice, recognised by an import under these words.
    #[must_use]
    pub const fn synonyms(mut self, synonyms: &'static [&'static str]) -> Choice {
        self.synonyms = synonyms;
        self
    }
}

impl Entity {
    /// A field by its key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The columns of the default list.
    pub fn columns(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().filter(|field| field.column.is_some())
    }
}

/// All entities, in menu order.
#[must_use]
pub fn entities() -> &'static [&'static Entity] {
    super::ENTITIES
}

/// The entity of this name; `None` for one of a newer version.
#[must_use]
pub fn entity(key: &str) -> Option<&'static Entity> {
    entities().iter().copied().find(|entity| entity.key == key)
}
