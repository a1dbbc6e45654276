//! Order: the keys by which records are sorted and put into groups.

use crate::crm::schema::{Field, Kind};
use crate::crm::{Now, Rec, View, pinyin};
use crate::ledger::Value;
use chrono::{Datelike, NaiveDate};
use std::cmp::Ordering;

/// A sort key of one field.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Number(i64),
    Text(String),
    Blank,
}

impl Key {
    fn of(value: &Value, view: &View<'_>) -> Key {
        match value {
            Value::Int(number) | Value::At(number) | Value::Money(number, _) => Key::Number(*number),
            Value::Bool(truth) => Key::Number(i64::from(*truth)),
            Value::Date(date) => Key::Number(date.and_hms_opt(0, 0, 0).map_or(0, |at| at.and_utc().timestamp_millis())),
            Value::Text(text) if !text.is_empty() => Key::Text(pinyin::sort_key(text)),
            link @ Value::Link(..) => {
                view.follow(link).map_or(Key::Blank, |to| Key::Text(pinyin::sort_key(&to.title())))
            }
            Value::List(items) => items.first().map_or(Key::Blank, |first| Key::of(first, view)),
            _ => Key::Blank,
        }
    }
}

/// A key with its direction: blanks last, whichever way the rest goes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directed {
    key: Key,
    descending: bool,
}

impl Directed {
    pub(super) fn of(value: &Value, rec: &Rec<'_>, descending: bool) -> Directed {
        Directed { key: Key::of(value, &rec.view), descending }
    }
}

impl Ord for Directed {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.key, &other.key) {
            (Key::Blank, Key::Blank) => Ordering::Equal,
            (Key::Blank, _) => Ordering::Greater,
            (_, Key::Blank) => Ordering::Less,
            (a, b) if self.descending => b.cmp(a),
            (a, b) => a.cmp(b),
        }
    }
}

impl PartialOrd for Directed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The value that the records of a group have in common: of dates the first day of their month.
pub(in crate::app) fn bucket(value: &Value, now: &Now) -> Value {
    let month = |day: NaiveDate| Value::Date(day.with_day(1).unwrap_or(day));
    match value {
        Value::Date(day) => month(*day),
        Value::At(instant) => month(now.date_of(*instant)),
        value if value.is_empty() => Value::Null,
        value => value.clone(),
    }
}

/// The keys that put a record into its group: choices in the order of their table, the rest as sorted,
/// and what is called the same apart.
pub(super) fn group_keys(field: &Field, rec: &Rec<'_>, now: &Now) -> Vec<Directed> {
    let bucket = bucket(&rec.value(field, now), now);
    let key = match (field.kind, bucket.as_text()) {
        (Kind::Choice(choices), Some(text)) => {
            let at = choices.iter().position(|choice| choice.key == text).unwrap_or(choices.len());
            Key::Number(i64::try_from(at).unwrap_or(i64::MAX))
        }
        _ if bucket.is_empty() => Key::Blank,
        // A link that leads nowhere any more still has a value.
        _ => match Key::of(&bucket, &rec.view) {
            Key::Blank => Key::Text(String::new()),
            key => key,
        },
    };
    let own = match &bucket {
        Value::Text(text) => Key::Text(text.clone()),
        Value::Link(entity, id) => Key::Text(format!("{entity}/{id}")),
        _ => Key::Blank,
    };
    [key, own].map(|key| Directed { key, descending: false }).into()
}
