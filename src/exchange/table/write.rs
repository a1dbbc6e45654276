//! What an export says: the columns of a table, and what stands in each cell. The words are those of one
//! language; an import in either reads them back to the same values.

use super::mapping::IMPORTED;
use crate::crm::contact_point::LABELS;
use crate::crm::input;
use crate::crm::schema::{Choice, Entity, Field, Kind, Now};
use crate::crm::{Rec, View};
use crate::ledger::Value;
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};

/// The words of a language, by message key.
pub type Say<'a> = &'a dyn Fn(&str) -> String;

/// A column of an export.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    source: Source,
}

/// Where the cells of a column come from.
#[derive(Clone, Copy, Debug)]
enum Source {
    Id,
    Field(&'static Field),
    /// The contact points of a kind with this label; the primary one and those without, if none.
    Points(&'static str, Option<&'static str>),
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// A text, as it is stored.
    Text(String),
    /// An integer, and how many of its digits stand behind the point.
    Number(i64, u32),
    /// A day.
    Date(NaiveDate),
    /// A day and a time on the viewer's clock.
    Time(NaiveDateTime),
}

/// The columns of these fields, as a list shows them.
#[must_use]
pub fn columns(fields: &[&'static Field], say: Say<'_>) -> Vec<Column> {
    fields.iter().map(|field| Column { heading: say(field.label), source: Source::Field(field) }).collect()
}

/// The columns of everything that is known of some records: enough to make them anew from the file, or to
/// bring changes made in it back to them.
#[must_use]
pub fn all_columns(table: &'static Entity, records: &[Rec<'_>], say: Say<'_>) -> Vec<Column> {
    let mut columns = Vec::new();
    let shown = |field: &&'static Field| field.is_shown() || !field.synonyms.is_empty();
    // What is stored stands first: where a computed field is called alike, an import takes the first.
    let stored = table.fields.iter().filter(shown).filter(|field| field.is_stored());
    let computed = table.fields.iter().filter(shown).filter(|field| !field.is_stored());
    for field in stored.chain(computed) {
        let heading = say(field.label);
        let Kind::Point(kind) = field.kind else {
            columns.push(Column { heading, source: Source::Field(field) });
            continue;
        };
        columns.push(Column { heading: heading.clone(), source: Source::Points(kind, None) });
        let has =
            |label: &str| records.iter().flat_map(|rec| rec.points(kind)).any(|point| point.text("label") == label);
        columns.extend(LABELS.iter().filter(|label| has(label.key)).map(|label| Column {
            heading: format!("{heading} · {}", say(label.label)),
            source: Source::Points(kind, Some(label.key)),
        }));
    }
    if IMPORTED.contains(&table.key) {
        columns.push(Column { heading: say("field-record-id"), source: Source::Id });
    }
    columns
}

impl Column {
    /// What stands in the column for a record.
    #[must_use]
    pub fn cell(&self, rec: &Rec<'_>, now: &Now, say: Say<'_>) -> Cell {
        match self.source {
            Source::Id => Cell::Text(rec.id.to_owned()),
            Source::Field(field) => told(&rec.view, field.kind, &rec.value(field, now), now, say),
            Source::Points(kind, label) => {
                let points = rec.points(kind);
                let fits = |(at, point): (usize, &Rec<'_>)| match label {
                    Some(label) => point.text("label") == label,
                    None => at == 0 || point.text("label").is_empty(),
                };
                let fitting = points.iter().enumerate().filter(|(at, point)| fits((*at, point)));
                joined(fitting.map(|(_, point)| point.text("value")))
            }
        }
    }
}

fn told(view: &View<'_>, kind: Kind, value: &Value, now: &Now, say: Say<'_>) -> Cell {
    match (kind, value) {
        (Kind::Choice(choices), Value::Text(key)) => Cell::Text(word(choices, key, say)),
        (Kind::Choices(choices), Value::List(items)) => {
            let words: Vec<String> =
                items.iter().filter_map(Value::as_text).map(|key| word(choices, key, say)).collect();
            joined(words.iter().map(String::as_str))
        }
        (Kind::Decimal(places), Value::Int(number)) => Cell::Number(*number, places.into()),
        (_, Value::Text(text)) if text.is_empty() => Cell::Blank,
        // No table may hold NUL.
        (_, Value::Text(text)) => Cell::Text(text.replace('\0', "")),
        (_, Value::Bool(truth)) => Cell::Text(say(if *truth { "yes" } else { "no" })),
        (_, Value::Int(number)) => Cell::Number(*number, 0),
        (_, Value::Money(minor, currency)) if *currency == input::currency(view) => {
            Cell::Number(*minor, input::digits(currency))
        }
        (_, Value::Money(minor, currency)) => {
            Cell::Text(format!("{currency} {}", decimal(*minor, input::digits(currency))))
        }
        (_, Value::Date(date)) => Cell::Date(*date),
        (_, Value::At(instant)) => local(*instant, now).map_or(Cell::Blank, Cell::Time),
        (_, Value::Link(..)) => match view.follow(value).map(|to| to.title()) {
            Some(title) if !title.is_empty() => Cell::Text(title),
            _ => Cell::Blank,
        },
        (_, Value::List(items)) => joined(items.iter().filter_map(Value::as_text)),
        (_, Value::Null | Value::Other(_)) => Cell::Blank,
    }
}

/// The word of a choice; an unknown key is its own word.
fn word(choices: &[Choice], key: &str, say: Say<'_>) -> String {
    choices.iter().find(|choice| choice.key == key).map_or_else(|| key.to_owned(), |choice| say(choice.label))
}

fn joined<'a>(texts: impl Iterator<Item = &'a str>) -> Cell {
    let text = texts.collect::<Vec<_>>().join(", ");
    if text.is_empty() { Cell::Blank } else { Cell::Text(text) }
}

fn local(instant: i64, now: &Now) -> Option<NaiveDateTime> {
    DateTime::from_timestamp_millis(instant)?.naive_utc().checked_add_signed(TimeDelta::minutes(now.offset.into()))
}

/// An integer with its last digits behind a point.
#[must_use]
pub fn decimal(number: i64, digits: u32) -> String {
    if digits == 0 {
        return number.to_string();
    }
    let (sign, unit) = (if number < 0 { "-" } else { "" }, 10_u64.pow(digits));
    let (whole, rest) = (number.unsigned_abs() / unit, number.unsigned_abs() % unit);
    format!("{sign}{whole}.{rest:0width$}", width = digits as usize)
}

/// A day and a time as a text, to the millisecond where that matters.
#[must_use]
pub fn time(at: NaiveDateTime) -> String {
    let exact = at.and_utc().timestamp_subsec_millis() != 0;
    at.format(if exact { "%Y-%m-%d %H:%M:%S%.3f" } else { "%Y-%m-%d %H:%M:%S" }).to_string()
}
