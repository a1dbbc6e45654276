//! Reminders: what somebody is told of while the app is open (F85). A pure function of state and time; how it is told
//! is for the page.

use super::schema::Now;
use super::today::{Item, today};
use super::view::View;
use chrono::NaiveDate;

/// What is to be told now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reminders {
    /// What fell due at its hour since somebody last looked.
    pub due: Vec<Item>,
    /// What is due today without an hour, once a day.
    pub today: Vec<Item>,
}

/// What a member is to be told of, who last looked at this instant, and who was told of a day's work on that day.
#[must_use]
pub fn remind(view: &View<'_>, member: &str, since: i64, told: Option<NaiveDate>, now: &Now) -> Reminders {
    let page = today(view, Some(member), now);
    let fell = |item: &Item| item.due.at.is_some_and(|at| since < at && at <= now.instant);
    // What fell due just before midnight is late just after it.
    let due = page.late.iter().chain(&page.due).filter(|item| fell(item)).cloned().collect();
    let whole = |item: &Item| item.due.at.is_none();
    let today = page.due.iter().filter(|item| told != Some(now.today()) && whole(item)).cloned().collect();
    Reminders { due, today }
}
