//! A calendar of what is to be done (iCalendar, RFC 5545), for when the app is closed (F85): next contacts, tasks and
//! expected closings of one member.
//!
//! Each date of a record has a name of its own and the number of its last change, so that importing a later file
//! moves what is there already.

use super::line::{escaped, line};
use super::table::write::Say;
use crate::crm::due;
use crate::crm::schema::{Field, Kind, Now, entities};
use crate::crm::{Rec, View};
use crate::ledger::Value;
use crate::ledger::order::sort_by_cached_key;
use chrono::{DateTime, NaiveDate};

/// Writes the calendar of a member. Gives the file and how many events it has.
#[must_use]
pub fn write(view: &View<'_>, member: &str, now: &Now, say: Say<'_>) -> (Vec<u8>, usize) {
    let mut events: Vec<Event> = Vec::new();
    let own = |rec: &Rec<'_>| rec.get("owner").and_then(Value::as_link).is_some_and(|(_, owner)| owner == member);
    for table in entities().iter().filter(|table| due::can_be(table)) {
        for rec in view.records(table.key).filter(own) {
            events.extend(due::dates(&rec, now).map(|(field, day, at)| Event::of(&rec, field, day, at, say)));
        }
    }
    sort_by_cached_key(&mut events, |event| (event.day, event.at, event.uid.clone()));
    let mut text = String::new();
    line(&mut text, "BEGIN", "VCALENDAR");
    line(&mut text, "VERSION", "2.0");
    line(&mut text, "PRODID", "-//Cove CRM//Cove CRM//EN");
    line(&mut text, "CALSCALE", "GREGORIAN");
    line(&mut text, "METHOD", "PUBLISH");
    events.iter().for_each(|event| event.write(&mut text, now));
    line(&mut text, "END", "VCALENDAR");
    (text.into_bytes(), events.len())
}

/// A date of a record.
struct Event {
    uid: String,
    /// The number of its last change.
    sequence: u64,
    day: NaiveDate,
    /// The instant, where the hour matters.
    at: Option<i64>,
    summary: String,
    description: String,
}

impl Event {
    fn of(rec: &Rec<'_>, field: &'static Field, day: NaiveDate, at: Option<i64>, say: Say<'_>) -> Event {
        let phone = rec.table.fields.iter().any(|field| matches!(field.kind, Kind::Point("phone")));
        let mut details = rec.subtitle();
        details.extend(rec.point("phone").filter(|_| phone).map(str::to_owned));
        Event {
            uid: format!("{}-{}-{}", rec.table.key, rec.id, field.key),
            sequence: rec.record.live(field.key).first().map_or(0, |write| write.stamp.l),
            day,
            at,
            summary: format!("{} · {}", say(field.label), rec.title()),
            description: details.join("\n"),
        }
    }

    fn write(&self, text: &mut String, now: &Now) {
        line(text, "BEGIN", "VEVENT");
        line(text, "UID", &escaped(&self.uid));
        line(text, "DTSTAMP", &stamp(now.instant));
        line(text, "SEQUENCE", &self.sequence.to_string());
        match self.at {
            Some(at) => {
                line(text, "DTSTART", &stamp(at));
                line(text, "DURATION", "PT30M");
            }
            None => {
                line(text, "DTSTART;VALUE=DATE", &self.day.format("%Y%m%d").to_string());
                // It takes nobody's day.
                line(text, "TRANSP", "TRANSPARENT");
            }
        }
        line(text, "SUMMARY", &escaped(&self.summary));
        if !self.description.is_empty() {
            line(text, "DESCRIPTION", &escaped(&self.description));
        }
        line(text, "BEGIN", "VALARM");
        line(text, "ACTION", "DISPLAY");
        line(text, "DESCRIPTION", &escaped(&self.summary));
        // A quarter of an hour before; of a day, at nine in its morning.
        line(text, "TRIGGER", if self.at.is_some() { "-PT15M" } else { "PT9H" });
        line(text, "END", "VALARM");
        line(text, "END", "VEVENT");
    }
}

/// An instant in UTC.
fn stamp(at: i64) -> String {
    DateTime::from_timestamp_millis(at).unwrap_or_default().format("%Y%m%dT%H%M%SZ").to_string()
}
