//! The shape of the tables: an entity is a list of fields, each declared once.
//!
//! Lists, forms, record pages, filters, sorting, search and file mapping all read these tables, so a
//! new entity is a folder with a table, its rules and its messages. Texts are message keys.

use super::aside::Aside;
use super::command::{Command, Refusal};
use super::edit::Edits;
pub use super::field::{Compute, Explain, Field, Judge, Lapsed, Reason};
use super::report::Report;
use super::sides::Side;
use super::veil::Veil;
use super::view::{Rec, View};
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
    /// The sides of what a record is about, where people disagree.
    pub sides: fn(&Rec<'_>, &Now) -> Vec<Side>,
    /// Whether a record is one of those that the member who looks may look at only so often.
    pub veil: fn(&Rec<'_>, &Now) -> Option<Veil>,
    /// Refuses the member who looks to change a record that is a colleague's (features.md rule b).
    pub guard: fn(&Rec<'_>, &Now) -> Result<(), Refusal>,
    /// Refuses a member so many more of its records than he may have in hand (F20).
    pub room: fn(&View<'_>, member: &str, more: usize, &Now) -> Result<(), Refusal>,
    /// What is written besides the given fields when a record is created by hand or by import. Called
    /// when the fields are written, so it can read them with [`Edits::value`] and fill what is left
    /// blank; a field that was given as `Null` was left blank on purpose.
    pub on_create: fn(&View<'_>, &mut Edits, id: &str, &Now),
    /// What is written besides the follow-up when one is logged on a record.
    pub on_follow_up: fn(&View<'_>, &mut Edits, &Rec<'_>, &Now),
    /// The entity's own commands, beside the generic ones (create, edit, delete, restore).
    pub commands: &'static [Command],
}

/// An entity without a name that stands in no menu and does nothing by itself: what a table does not say.
pub const PLAIN: Entity = Entity {
    key: "",
    slug: "",
    label: "",
    plural: "",
    icon: "",
    area: None,
    letter: None,
    desk: None,
    reports: &[],
    fields: &[],
    title: &[],
    subtitle: &[],
    status: None,
    sort: ("", false),
    followed: false,
    person: false,
    claim: &[],
    aside: None,
    sides: |_, _| Vec::new(),
    veil: |_, _| None,
    guard: |_, _| Ok(()),
    room: |_, _, _, _| Ok(()),
    on_create: |_, _, _, _| {},
    on_follow_up: |_, _, _, _| {},
    commands: &[],
};

/// The type of a field.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// One line of text.
    Text,
    /// Text of several lines.
    LongText,
    /// A formula over the fields of a record.
    Formula,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// An integer.
    Int,
    /// A number with so many decimals, kept as an integer of its last one.
    Decimal(u8),
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
    /// Several of a fixed list; one boolean register per element.
    Choices(&'static [Choice]),
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
    /// Whether it is no longer offered, only read.
    pub retired: bool,
}

/// What a label begins with that is no message key but what somebody called a thing: the name in every language, or
/// the English one and, on a line of its own, the other (`i18n` reads it).
pub const SAID: char = '=';

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

    /// The instant at which a calendar date begins in the zone.
    #[must_use]
    pub fn start_of(&self, day: NaiveDate) -> i64 {
        let midnight = day.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc().timestamp_millis();
        midnight - i64::from(self.offset) * 60_000
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

impl Choice {
    /// A choice without mark or synonyms.
    #[must_use]
    pub const fn new(key: &'static str, label: &'static str) -> Choice {
        Choice { key, label, mark: None, synonyms: &[], retired: false }
    }

    /// The same choice, marked as a state.
    #[must_use]
    pub const fn mark(mut self, mark: Mark) -> Choice {
        self.mark = Some(mark);
        self
    }

    /// The same choice, no longer offered.
    #[must_use]
    pub const fn retired(mut self) -> Choice {
        self.retired = true;
        self
    }

    /// The same choice, recognised by an import under these words.
    #[must_use]
    pub const fn synonyms(mut self, synonyms: &'static [&'static str]) -> Choice {
        self.synonyms = synonyms;
        self
    }
}

impl Kind {
    /// Whether it is a set: one boolean register per element.
    #[must_use]
    pub fn is_set(self) -> bool {
        matches!(self, Kind::Tags | Kind::Choices(_))
    }

    /// The choice of this key, where it is one of choices.
    #[must_use]
    pub fn choice(self, key: &str) -> Option<&'static Choice> {
        let (Kind::Choice(choices) | Kind::Choices(choices)) = self else { return None };
        choices.iter().find(|choice| choice.key == key)
    }

    /// Whether it is a number that can be compared and counted.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Kind::Int | Kind::Decimal(_) | Kind::Money | Kind::Rating(_))
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
