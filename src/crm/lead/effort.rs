//! Effort: how much was done for a lead and how soon, in bands that can be compared (F86).

use crate::crm::schema::{Choice, DAY};
use crate::crm::story::follow_ups;
use crate::crm::view::Rec;
use crate::ledger::Value;

/// How often a lead was followed up.
pub static EFFORT: &[Choice] = &[
    Choice::new("none", "choice-effort-none"),
    Choice::new("few", "choice-effort-few"),
    Choice::new("some", "choice-effort-some"),
    Choice::new("many", "choice-effort-many"),
];

/// How soon after it came a lead was first followed up.
pub static RESPONSE: &[Choice] = &[
    Choice::new("day", "choice-response-day"),
    Choice::new("days", "choice-response-days"),
    Choice::new("week", "choice-response-week"),
    Choice::new("later", "choice-response-later"),
    Choice::new("never", "choice-response-never"),
];

/// How often it was followed up, as a band.
#[must_use]
pub fn effort(lead: &Rec<'_>) -> &'static str {
    match follow_ups(lead).len() {
        0 => "none",
        1..=2 => "few",
        3..=5 => "some",
        _ => "many",
    }
}

/// How soon it was first followed up, as a band; `None` if it is not known when it came.
#[must_use]
pub fn response(lead: &Rec<'_>) -> Option<&'static str> {
    let came = lead.created().0?;
    let first = follow_ups(lead).iter().filter_map(|talk| talk.get("at")?.as_at()).min();
    Some(match first.map(|first| first.saturating_sub(came)) {
        None => "never",
        Some(after) if after <= DAY => "day",
        Some(after) if after <= 3 * DAY => "days",
        Some(after) if after <= 7 * DAY => "week",
        Some(_) => "later",
    })
}

/// How many days passed from a moment of a record to another that is noted in it.
#[must_use]
pub fn cycle(lead: &Rec<'_>) -> Option<i64> {
    let came = lead.created().0?;
    let converted = lead.get("converted_at").and_then(Value::as_at)?;
    (lead.text("stage") == "converted").then_some((converted.saturating_sub(came) / DAY).max(0))
}
