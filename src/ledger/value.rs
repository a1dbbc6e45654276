//! Field values: what a write can carry (section 3 of the exchange format).

use super::json::Json;
use chrono::NaiveDate;

/// The value of a field. Two values are equal when their canonical JSON is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Cleared.
    Null,
    /// A truth value; also membership of a set element.
    Bool(bool),
    /// Text.
    Text(String),
    /// An integer; a fraction is an integer in a smaller unit.
    Int(i64),
    /// A calendar date without zone.
    Date(NaiveDate),
    /// An instant, milliseconds since 1970 UTC.
    At(i64),
    /// Integer minor units and an ISO 4217 code of three capitals.
    Money(i64, String),
    /// A link to a record: entity and id.
    Link(String, String),
    /// Up to 1,000 of the above, not nested.
    List(Vec<Value>),
    /// A value of a newer version: kept and shown as such, never interpreted.
    Other(Json),
}

impl Value {
    /// The text of a text value.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = self { Some(text) } else { None }
    }

    /// The truth of a truth value.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Value::Bool(truth) = self { Some(*truth) } else { None }
    }

    /// The number of an integer value.
    #[must_use]
    pub fn as_int(&self) -> Option<i64> {
        if let Value::Int(number) = self { Some(*number) } else { None }
    }

    /// The date of a date value.
    #[must_use]
    pub fn as_date(&self) -> Option<NaiveDate> {
        if let Value::Date(date) = self { Some(*date) } else { None }
    }

    /// The instant of an instant value, milliseconds since 1970 UTC.
    #[must_use]
    pub fn as_at(&self) -> Option<i64> {
        if let Value::At(instant) = self { Some(*instant) } else { None }
    }

    /// Entity and id of a link.
    #[must_use]
    pub fn as_link(&self) -> Option<(&str, &str)> {
        if let Value::Link(entity, id) = self { Some((entity, id)) } else { None }
    }

    /// Whether the value stands for nothing: cleared, or empty text or list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Text(text) => text.is_empty(),
            Value::List(items) => items.is_empty(),
            _ => false,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Value::Bool(truth)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Int(number)
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Value::Date(date)
    }
}
