//! When a record is next due: its next contact, its revisit, the day a task should be done.
//!
//! Such a date may be a calendar day or, where the hour matters, an instant; both are read here, so
//! that nothing else has to care.

use super::computed::last_follow_up;
use super::schema::{Entity, Field, Now};
use super::view::Rec;
use crate::ledger::{Glance, Value};
use chrono::NaiveDate;

/// Why a record is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// Somebody promised to be in touch (F55).
    NextContact,
    /// A lead that was unreachable should be tried again (F5).
    Revisit,
    /// A task should be done.
    Task,
}

/// A date at which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// Days from today; negative if late.
    pub days: i64,
    /// The instant, where the hour matters: milliseconds since 1970 UTC.
    pub at: Option<i64>,
    /// The day in the zone.
    pub day: NaiveDate,
    /// Why.
    pub why: Why,
}

/// The day and, where it has one, the instant of a due date.
#[must_use]
pub fn read(value: &Value, now: &Now) -> Option<(NaiveDate, Option<i64>)> {
    match value {
        Value::Date(day) => Some((*day, None)),
        Value::At(instant) => Some((now.date_of(*instant), Some(*instant))),
        _ => None,
    }
}

/// The fields that say when something is due.
const FIELDS: [&str; 3] = ["next_contact", "revisit_on", "due"];

/// Whether a record of an entity can be due.
#[must_use]
pub fn can_be(table: &Entity) -> bool {
    FIELDS.iter().any(|field| table.field(field).is_some())
}

/// Whether a glance shows that a record may be due.
#[must_use]
pub fn may_be(glance: &Glance<'_>) -> bool {
    FIELDS.iter().any(|field| glance.get(field).is_some_and(|value| !value.is_empty()))
}

/// The field that says when a record is next due, and why; `None` if the record needs nothing more.
#[must_use]
pub fn field(rec: &Rec<'_>) -> Option<(&'static Field, Why)> {
    let (key, why) = match (rec.table.key, rec.text("stage")) {
        ("lead", "converted" | "voided") => return None,
        ("lead", "invalid") => ("revisit_on", Why::Revisit),
        ("task", _) if matches!(rec.text("state"), "done" | "cancelled") => return None,
        ("task", _) => ("due", Why::Task),
        // Nobody is asked when to go on with what was closed, but what was promised still stands.
        ("opportunity", "won" | "lost") if rec.get("next_contact").is_none() => return None,
        _ => ("next_contact", Why::NextContact),
    };
    Some((rec.table.field(key)?, why))
}

/// When a record is next due; `None` if it is not, or needs nothing more.
#[must_use]
pub fn of(rec: &Rec<'_>, now: &Now) -> Option<Due> {
    let (field, why) = field(rec)?;
    let (day, at) = read(rec.get(field.key)?, now)?;
    Some(Due { days: (day - now.today()).num_days(), at, day, why })
}

/// After so many days without a follow-up a record is idle.
const IDLE: i64 = 15;

/// For how many days nobody followed a record up, where that is long, there is more to do and no day is set for it;
/// `None` for records that nobody follows up.
#[must_use]
pub fn idle(rec: &Rec<'_>, now: &Now) -> Option<i64> {
    rec.table.field("last_follow_up").and_then(|_| field(rec))?;
    if of(rec, now).is_some_and(|due| due.days >= 0) {
        return None;
    }
    let since = last_follow_up(rec).or(rec.created().0)?;
    Some((now.today() - now.date_of(since)).num_days()).filter(|days| *days >= IDLE)
}

/// All dates of a record that belong into a calendar, each with the field that holds it: when it is next due, and when
/// it is expected to be won (F85).
pub fn dates<'a>(rec: &Rec<'a>, now: &Now) -> impl Iterator<Item = (&'static Field, NaiveDate, Option<i64>)> + use<'a> {
    let due = field(rec).map(|(field, _)| field);
    let close = rec.table.field("close_on").filter(|_| !matches!(rec.text("stage"), "won" | "lost" | "held"));
    let (rec, now) = (*rec, *now);
    [due, close].into_iter().flatten().filter_map(move |field| {
        let (day, at) = read(rec.get(field.key)?, &now)?;
        Some((field, day, at))
    })
}
