//! The life-cycle of a customer (F41): said by hand, or read from what was won and done, and when.

use super::facts::Facts;
use crate::crm::schema::{Choice, DAY, Mark, Now};
use crate::crm::view::Rec;

/// The stages, in the order of a life.
pub static STAGES: &[Choice] = &[
    Choice::new("potential", "choice-life-potential").mark(Mark::Waiting).synonyms(&["潜在"]),
    Choice::new("interested", "choice-life-interested").mark(Mark::Working).synonyms(&["意向"]),
    Choice::new("bought", "choice-life-bought").mark(Mark::Done).synonyms(&["成交"]),
    Choice::new("active", "choice-life-active").mark(Mark::Done).synonyms(&["活跃"]),
    Choice::new("dormant", "choice-life-dormant").mark(Mark::Parked).synonyms(&["沉睡"]),
    Choice::new("lost", "choice-life-lost").mark(Mark::Void).synonyms(&["流失"]),
];

/// For how many days after the first win a customer is new, and after how many without anything it sleeps or is lost.
const NEW: i64 = 90;
const SLEEPS: i64 = 180;
const LOST: i64 = 365;

/// The stage of a customer, and the instant at which it came to it by time alone; a key of [`STAGES`].
#[must_use]
pub fn stage(rec: &Rec<'_>, now: &Now) -> &'static str {
    if let Some(said) = STAGES.iter().find(|stage| stage.key == rec.text("life_said")) {
        return said.key;
    }
    let facts = Facts::of(rec);
    let Some(first) = facts.first_won else {
        return if facts.open > 0 { "interested" } else { "potential" };
    };
    let last = facts.won.max(facts.touched).unwrap_or(first);
    let days = |from: i64| now.instant.saturating_sub(from) / DAY;
    match () {
        () if facts.open == 0 && days(last) >= LOST => "lost",
        () if facts.open == 0 && days(last) >= SLEEPS => "dormant",
        () if days(first) < NEW => "bought",
        () => "active",
    }
}
