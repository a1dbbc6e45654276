//! A value as the text its editor holds, and back.

use crate::crm::input::{self, Invalid};
use crate::crm::schema::{Field, Kind, Now};
use crate::crm::{Ref, View};
use crate::ledger::Value;
use chrono::{DateTime, NaiveDateTime, TimeDelta};

/// The text an editor starts with; [`read`] is the inverse.
#[must_use]
pub fn write(kind: Kind, value: &Value, now: &Now) -> String {
    match value {
        Value::Int(number) if let Kind::Decimal(places) = kind => decimal(*number, places.into()),
        Value::Null | Value::Other(_) => String::new(),
        Value::Text(text) => text.clone(),
        Value::Bool(truth) => truth.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::At(instant) => local(*instant, now),
        Value::Money(minor, currency) => decimal(*minor, input::digits(currency)),
        Value::Link(entity, id) => link(&Ref::new(entity, id)),
        Value::List(items) => items.iter().map(|item| write(kind, item, now)).collect::<Vec<_>>().join(", "),
    }
}

/// Reads the text of an editor. `currency` is that of amounts.
///
/// # Errors
/// What is wrong with the text; its `Display` is a message key.
pub fn read(field: &Field, text: &str, currency: &str, now: &Now) -> Result<Value, Invalid> {
    let text = text.trim();
    match field.kind {
        _ if text.is_empty() => Ok(Value::Null),
        Kind::Link(_) if field.fresh && text.starts_with(FRESH) => Ok(Value::from(text[FRESH.len_utf8()..].trim())),
        Kind::Link(_) => to_ref(text).map(|at| at.link()).ok_or(Invalid::Link),
        Kind::When | Kind::Instant => match NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M") {
            Ok(at) => {
                let utc = at.checked_sub_signed(TimeDelta::minutes(now.offset.into())).ok_or(Invalid::Date)?;
                Ok(Value::At(utc.and_utc().timestamp_millis()))
            }
            Err(_) => input::parse(field, text, currency),
        },
        _ => input::parse(field, text, currency),
    }
}

/// What stands before a name of which a record shall be made. No entity's name begins so.
const FRESH: char = '+';

/// The text of a link to a record that shall be made under this name.
#[must_use]
pub fn fresh(name: &str) -> String {
    format!("{FRESH}{name}")
}

/// The name under which a link's text asks for a record to be made.
#[must_use]
pub fn to_fresh(text: &str) -> Option<&str> {
    text.strip_prefix(FRESH)
}

/// The text of a link to a record.
#[must_use]
pub fn link(at: &Ref) -> String {
    format!("{}/{}", at.entity, at.id)
}

/// The record a link's text names.
#[must_use]
pub fn to_ref(text: &str) -> Option<Ref> {
    text.split_once('/').map(|(entity, id)| Ref::new(entity, id))
}

/// The text of a link given as an address gives it: the id alone, of one of these entities.
#[must_use]
pub fn link_by_id(view: &View<'_>, entities: &[&str], id: &str) -> Option<String> {
    entities.iter().find_map(|entity| view.get(entity, id)).map(|rec| link(&rec.at()))
}

/// An instant on the viewer's clock, to the minute, as date inputs spell it.
fn local(instant: i64, now: &Now) -> String {
    DateTime::from_timestamp_millis(instant)
        .and_then(|utc| utc.naive_utc().checked_add_signed(TimeDelta::minutes(now.offset.into())))
        .map(|at| at.format("%Y-%m-%dT%H:%M").to_string())
        .unwrap_or_default()
}

/// Minor units as a plain decimal number: `12500.50`.
fn decimal(minor: i64, digits: u32) -> String {
    let unit = 10_u64.pow(digits);
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    let sign = if minor < 0 { "-" } else { "" };
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:0width$}", width = digits as usize) }
}
