//! The score of a lead: points for what speaks for it, each with its reason (F79, F82, F83, F94).
//!
//! A function of the lead, the weights of the organisation and the time, so it is never stored and every device shows the same. It changes with the day, not with the hour. What somebody says
//! counts most (intent, ability to buy), then that somebody talked to it lately, which decays by steps, then where
//! it came from and how much of it is known.

use crate::crm::computed::last_follow_up;
use crate::crm::org;
use crate::crm::schema::{Choice, DAY, Entity, Field, Kind, Mark, Now, Reason};
use crate::crm::view::{Rec, View};
use crate::ledger::Value;

/// The most points a lead can have.
pub const MOST: i64 = 100;

/// From this many points on a lead is worth converting, if it is meant seriously and nobody set another number.
const GOOD: i64 = 60;

/// Below this many points, if nobody set another number, a lead that nobody talked to lately is not worth the time.
const POOR: i64 = 25;

/// Points for a talk at most so many days ago.
const RECENT: [(i64, i64); 5] = [(3, 20), (7, 16), (14, 10), (30, 5), (60, 2)];

/// The reasons of a lead's score, those that could give most first.
#[must_use]
pub fn reasons(lead: &Rec<'_>, now: &Now) -> [Reason; 5] {
    let rated = |field: &str| lead.get(field).and_then(Value::as_int).unwrap_or_default().clamp(0, 5);
    let known = [("phone", 5), ("email", 4), ("wechat", 3)];
    let known = known.iter().filter(|(kind, _)| lead.point(kind).is_some()).map(|(_, points)| points).sum::<i64>()
        + [("company", 2), ("title", 1)]
            .iter()
            .filter(|(field, _)| !lead.text(field).is_empty())
            .map(|(_, n)| n)
            .sum::<i64>();
    let days = last_follow_up(lead).map(|at| (now.today() - now.date_of(at)).num_days());
    let recent = days.and_then(|days| RECENT.iter().find(|(most, _)| days <= *most)).map_or(0, |(_, points)| *points);
    let source = match lead.text("source") {
        "referral" | "partner" => 10,
        "visit" | "phone" | "expo" => 7,
        "web" | "search" | "campaign" => 5,
        "" => 0,
        _ => 3,
    };
    let reason = |label, points, of| Reason { label, points, of };
    let usual = [
        reason("lead-intent", rated("intent") * 6, 30),
        reason("lead-ability", rated("ability") * 5, 25),
        reason("score-recent", recent, 20),
        reason("score-known", known, 15),
        reason("field-source", source, 10),
    ];
    weighed(&lead.view, usual)
}

/// The settings of the organisation that say how much each reason weighs, in the order of the reasons.
const WEIGHTS: [&str; 5] = ["score_intent", "score_ability", "score_recent", "score_known", "score_source"];

/// The reasons as the organisation weighs them: they add up to [`MOST`] whatever its weights add up to.
fn weighed(view: &View<'_>, mut reasons: [Reason; 5]) -> [Reason; 5] {
    let own = WEIGHTS.map(|field| org::number(view, field, 0..=MOST));
    if own.iter().all(Option::is_none) {
        return reasons;
    }
    let weights: Vec<i64> = own.iter().zip(&reasons).map(|(own, reason)| own.unwrap_or(reason.of)).collect();
    let all = weights.iter().sum::<i64>().max(1);
    // What is left by rounding goes to the first that weighs anything, so that all points together are the most.
    let mut of: Vec<i64> = weights.iter().map(|weight| weight * MOST / all).collect();
    let left = MOST - of.iter().sum::<i64>();
    if let Some(first) = of.iter().position(|of| *of > 0) {
        of[first] += left;
    }
    for (reason, of) in reasons.iter_mut().zip(of) {
        reason.points = reason.points * of / reason.of;
        reason.of = of;
    }
    reasons
}

/// The score: 0 to [`MOST`] points.
#[must_use]
pub fn score(lead: &Rec<'_>, now: &Now) -> i64 {
    reasons(lead, now).iter().map(|reason| reason.points).sum()
}

/// Where the questions of a qualification stand (F94): the four of BANT unless the workspace does without, and its own.
pub const QUALIFY: &str = "group-qualify";

/// The questions of a qualification: what stands in the assessment and is answered with yes or no.
pub fn questions(table: &'static Entity) -> impl Iterator<Item = &'static Field> {
    table.fields.iter().filter(|field| field.group == QUALIFY && matches!(field.kind, Kind::Bool))
}

/// How many of so many questions have to be answered with yes, if nobody set another bar: of the usual four, three.
fn usual_bar(questions: usize) -> usize {
    (questions * 3).div_ceil(4)
}

/// What comes of the questions.
pub static QUALIFIED: &[Choice] = &[
    Choice::new("yes", "choice-qualified-yes").mark(Mark::Done),
    Choice::new("no", "choice-qualified-no").mark(Mark::Void),
];

/// Whether a lead passes the bar; `None` while too few questions are answered to tell, or where nothing is asked.
#[must_use]
pub fn qualified(lead: &Rec<'_>) -> Option<&'static str> {
    let answer = |field: &Field| lead.get(field.key).and_then(Value::as_bool);
    let said = |wanted: bool| questions(lead.table).filter(|field| answer(field) == Some(wanted)).count();
    let count = questions(lead.table).count();
    // A bar above all questions asks for all of them.
    let bar = org::number(&lead.view, "qualify_bar", 1..=i64::MAX).and_then(|bar| usize::try_from(bar).ok());
    let bar = bar.unwrap_or_else(|| usual_bar(count)).min(count);
    match () {
        () if count == 0 => None,
        () if said(true) >= bar => Some("yes"),
        () if said(false) > count - bar => Some("no"),
        () => None,
    }
}

/// What to do with a lead.
pub static ADVICE: &[Choice] = &[
    Choice::new("convert", "choice-advice-convert").mark(Mark::Done),
    Choice::new("continue", "choice-advice-continue").mark(Mark::Working),
    Choice::new("park", "choice-advice-park").mark(Mark::Parked),
];

/// The advice for a lead that is being worked on: convert what is good or qualified, park what is poor or fails.
#[must_use]
pub fn advice(lead: &Rec<'_>, now: &Now) -> Option<&'static str> {
    use super::states::State;
    if !matches!(State::of(lead), State::Pending | State::Following) {
        return None;
    }
    let points = score(lead, now);
    let set = |field, usual| org::number(&lead.view, field, 0..=MOST).unwrap_or(usual);
    let (good, poor) = (set("convert_at", GOOD), set("park_below", POOR));
    let old = lead.created().0.is_some_and(|at| now.instant.saturating_sub(at) > 14 * DAY);
    Some(match qualified(lead) {
        Some("no") => "park",
        Some(_) => "convert",
        None if points >= good && lead.get("intent").and_then(Value::as_int).unwrap_or_default() >= 4 => "convert",
        None if points < poor && old => "park",
        None => "continue",
    })
}
