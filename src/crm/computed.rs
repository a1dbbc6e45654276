//! Computed fields that several entities share: whatever no person typed.

use super::schema::{Field, Kind, Now};
use super::story::follow_ups;
use super::view::{Rec, View};
use super::{choice, due};
use crate::ledger::Value;

/// When the record was created, by the wall clock of its author.
pub const CREATED_AT: Field =
    Field::new("created_at", Kind::Instant, "field-created-at").group("group-trace").computed(created_at);

/// Who created the record.
pub const CREATED_BY: Field =
    Field::new("created_by", Kind::Link(&["member"]), "field-created-by").group("group-trace").computed(created_by);

/// When somebody last followed up on the record.
pub const LAST_FOLLOW_UP: Field = Field::new("last_follow_up", Kind::Instant, "field-last-follow-up")
    .group("group-follow")
    .computed(|_, rec, _| last_follow_up(rec).map_or(Value::Null, Value::At));

/// How many follow-ups were logged on the record.
pub const FOLLOW_UPS: Field = Field::new("follow_ups", Kind::Int, "field-follow-ups")
    .group("group-follow")
    .computed(|_, rec, _| Value::Int(follow_ups(rec).len().try_into().unwrap_or(i64::MAX)));

/// How close the date is at which the record is next due; blank where nothing is.
pub const DUE: Field =
    Field::new("due_state", Kind::Choice(choice::DUE), "field-due-state").group("group-follow").computed(due_state);

fn created_at(_: &View<'_>, rec: &Rec<'_>, _: &Now) -> Value {
    rec.created().0.map_or(Value::Null, Value::At)
}

fn created_by(_: &View<'_>, rec: &Rec<'_>, _: &Now) -> Value {
    rec.created().1.map_or(Value::Null, |member| Value::Link("member".to_owned(), member.to_owned()))
}

fn due_state(_: &View<'_>, rec: &Rec<'_>, now: &Now) -> Value {
    due::of(rec, now).map_or(Value::Null, |due| {
        Value::from(match due.days {
            days if days < 0 => "overdue",
            0 => "today",
            1..=7 => "soon",
            _ => "later",
        })
    })
}

/// When somebody last followed up on a record, milliseconds since 1970 UTC.
#[must_use]
pub fn last_follow_up(rec: &Rec<'_>) -> Option<i64> {
    follow_ups(rec).iter().filter_map(|follow_up| follow_up.get("at")?.as_at()).max()
}
