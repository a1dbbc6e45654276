//! Field values: what a write can carry (section 3 of the exchange format).

use super::json::{Json, JsonError, Reader, Sink, write_int, write_list, write_str};
use super::syntax::{is_id, is_name};
use chrono::{Datelike, NaiveDate};

/// The most items a list may hold.
pub const MAX_ITEMS: usize = 1_000;
/// The first and last instant, milliseconds since 1970 UTC: years 0001 to 9999.
const INSTANTS: std::ops::RangeInclusive<i64> = -62_135_596_800_000..=253_402_300_799_999;

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
    /// The value that a JSON spells; [`Value::Other`] if it is none of this version.
    #[must_use]
    pub fn from_json(json: Json) -> Value {
        match json {
            Json::List(items) if items.len() <= MAX_ITEMS && items.iter().all(is_scalar) => {
                Value::List(items.into_iter().map(scalar).collect())
            }
            json => scalar(json),
        }
    }

    /// Reads a value. Most are texts, links and instants, for which no tree is needed.
    ///
    /// # Errors
    /// The first fault found.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Value, JsonError> {
        let start = reader.place();
        match reader.peek() {
            Some(b'"') => return Ok(Value::Text(reader.string()?.into_owned())),
            Some(b'{') => match frequent(reader) {
                Ok(value) => return Ok(value),
                Err(Rare) => reader.back(start),
            },
            _ => {}
        }
        Ok(Value::from_json(reader.value()?))
    }

    /// The JSON of this value.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let one = |key: &str, json: Json| Json::Map([(key.to_owned(), json)].into());
        match self {
            Value::Null => Json::Null,
            Value::Bool(truth) => Json::Bool(*truth),
            Value::Text(text) => Json::Str(text.clone()),
            Value::Int(number) => Json::Int(*number),
            Value::Date(date) => one("date", Json::Str(date.to_string())),
            Value::At(instant) => one("at", Json::Int(*instant)),
            Value::Money(minor, code) => one("money", Json::List(vec![Json::Int(*minor), Json::Str(code.clone())])),
            Value::Link(e, id) => one("link", Json::List(vec![Json::Str(e.clone()), Json::Str(id.clone())])),
            Value::List(items) => Json::List(items.iter().map(Value::to_json).collect()),
            Value::Other(json) => json.clone(),
        }
    }

    /// Writes the canonical JSON.
    pub fn write(&self, sink: &mut impl Sink) {
        match self {
            Value::Null => sink.put("null"),
            Value::Bool(truth) => sink.put(if *truth { "true" } else { "false" }),
            Value::Text(text) => write_str(text, sink),
            Value::Int(number) => write_int(*number, sink),
            Value::Date(date) => {
                sink.put("{\"date\":\"");
                sink.put(&date.to_string());
                sink.put("\"}");
            }
            Value::At(instant) => {
                sink.put("{\"at\":");
                write_int(*instant, sink);
                sink.put("}");
            }
            Value::Money(minor, code) => {
                sink.put("{\"money\":[");
                write_int(*minor, sink);
                sink.put(",");
                write_str(code, sink);
                sink.put("]}");
            }
            Value::Link(entity, id) => {
                sink.put("{\"link\":");
                write_list([entity, id], sink, |text, sink| write_str(text, sink));
                sink.put("}");
            }
            Value::List(items) => write_list(items, sink, Value::write),
            Value::Other(json) => json.write(sink),
        }
    }

    /// The canonical JSON.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

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

/// A value that a tree is made of.
struct Rare;

impl From<JsonError> for Rare {
    fn from(_: JsonError) -> Self {
        Rare
    }
}

/// Reads a link or an instant.
fn frequent(reader: &mut Reader<'_>) -> Result<Value, Rare> {
    let mut value = None;
    reader.members(|reader, tag| {
        let found = match (&*tag, &value) {
            ("at", None) => Some(reader.int()?).filter(|instant| INSTANTS.contains(instant)).map(Value::At),
            ("link", None) => {
                let mut ends = Vec::with_capacity(2);
                reader.elements(|reader| {
                    ends.push(reader.string()?.into_owned());
                    Ok::<(), Rare>(())
                })?;
                let [entity, id] = <[String; 2]>::try_from(ends).map_err(|_| Rare)?;
                (is_name(&entity) && is_id(&id)).then_some(Value::Link(entity, id))
            }
            _ => None,
        };
        value = Some(found.ok_or(Rare)?);
        Ok::<(), Rare>(())
    })?;
    value.ok_or(Rare)
}

/// Whether a JSON is a value of this version that may stand in a list.
fn is_scalar(json: &Json) -> bool {
    match json {
        Json::Null | Json::Bool(_) | Json::Str(_) | Json::Int(_) => true,
        Json::Map(_) => tagged(json).is_some(),
        Json::List(_) => false,
    }
}

fn scalar(json: Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Bool(truth),
        Json::Str(text) => Value::Text(text),
        Json::Int(number) => Value::Int(number),
        json => tagged(&json).unwrap_or(Value::Other(json)),
    }
}

/// The value of an object with one key that says what it is.
fn tagged(json: &Json) -> Option<Value> {
    let map = json.as_map().filter(|map| map.len() == 1)?;
    let (tag, inner) = map.first_key_value()?;
    let pair = inner.as_list().and_then(|items| <&[Json; 2]>::try_from(items).ok());
    match (tag.as_str(), inner, pair) {
        ("date", Json::Str(text), _) => date(text).map(Value::Date),
        ("at", Json::Int(instant), _) => INSTANTS.contains(instant).then_some(Value::At(*instant)),
        ("money", _, Some([Json::Int(minor), Json::Str(code)])) => {
            let capitals = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
            capitals.then(|| Value::Money(*minor, code.clone()))
        }
        ("link", _, Some([Json::Str(entity), Json::Str(id)])) => {
            (is_name(entity) && is_id(id)).then(|| Value::Link(entity.clone(), id.clone()))
        }
        _ => None,
    }
}

/// A real date written `YYYY-MM-DD`, year 0001–9999.
fn date(text: &str) -> Option<NaiveDate> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let digits = bytes.iter().enumerate().all(|(at, byte)| match at {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
    let year = i32::try_from(number(0..4).filter(|_| digits)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(5..7)?, number(8..10)?).filter(|date| date.year() >= 1)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, known: bool) {
        let value = Value::from_json(Json::parse(text).unwrap());
        assert_eq!(!matches!(value, Value::Other(_)), known, "{text}");
        assert_eq!(value.canonical(), text);
        assert_eq!(value.to_json().canonical(), text);
        assert_eq!(Value::read(&mut Reader::new(text)), Ok(value));
    }

    #[test]
    fn known_values() {
        for text in [
            "null",
            "true",
            "false",
            "\"\"",
            "\"小湾\"",
            "-7",
            "[]",
            "[null,1,\"a\",{\"at\":0}]",
            "{\"date\":\"2026-11-22\"}",
            "{\"date\":\"0001-01-01\"}",
            "{\"date\":\"9999-12-31\"}",
            "{\"date\":\"2024-02-29\"}",
            "{\"at\":-62135596800000}",
            "{\"at\":253402300799999}",
            "{\"money\":[-5,\"CNY\"]}",
            "{\"link\":[\"customer\",\"x.1\"]}",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn values_of_a_newer_version() {
        for text in [
            "{}",
            "{\"date\":\"2026-02-30\"}",
            "{\"date\":\"0000-01-01\"}",
            "{\"date\":\"2026-1-01\"}",
            "{\"date\":\"+026-01-01\"}",
            "{\"date\":5}",
            "{\"at\":\"0\"}",
            "{\"at\":-62135596800001}",
            "{\"at\":253402300800000}",
            "{\"money\":[1,\"cny\"]}",
            "{\"money\":[1,\"CNYX\"]}",
            "{\"money\":[\"1\",\"CNY\"]}",
            "{\"money\":[1]}",
            "{\"link\":[\"customer\"]}",
            "{\"link\":[\"Customer\",\"x\"]}",
            "{\"link\":[\"customer\",\"\"]}",
            "{\"at\":1,\"date\":\"2026-01-01\"}",
            "[[]]",
            "[{}]",
            "[1,{\"duration\":5}]",
            "{\"duration\":5}",
        ] {
            check(text, false);
        }
        check(&format!("[{}1]", "1,".repeat(999)), true);
        check(&format!("[{}1]", "1,".repeat(1000)), false);
    }
}
