//! The life-cycle of a customer (F41): said by hand, or read from what was won and done, and when.

use super::facts::Facts;
use crate::crm::opportunity::OPPORTUNITY;
use crate::crm::opportunity::stages::{self, Stage};
use crate::crm::schema::{Choice, DAY, Mark, Now};
use crate::crm::story::follow_ups;
use crate::crm::view::Rec;
use crate::ledger::order::sort_by_key;

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

/// What a stage is read from at a moment. Instants are milliseconds since 1970 UTC.
#[derive(Clone, Copy, Debug, Default)]
struct Moment {
    first_won: Option<i64>,
    /// The last win or follow-up.
    last: Option<i64>,
    /// How many opportunities are open.
    open: usize,
}

impl Moment {
    fn stage(self, now: i64) -> &'static str {
        let Some(first) = self.first_won else {
            return if self.open > 0 { "interested" } else { "potential" };
        };
        let days = |from: i64| now.saturating_sub(from) / DAY;
        let last = days(self.last.unwrap_or(first));
        match () {
            () if self.open == 0 && last >= LOST => "lost",
            () if self.open == 0 && last >= SLEEPS => "dormant",
            () if days(first) < NEW => "bought",
            () => "active",
        }
    }
}

/// The stage of a customer; a key of [`STAGES`].
#[must_use]
pub fn stage(rec: &Rec<'_>, now: &Now) -> &'static str {
    if let Some(said) = STAGES.iter().find(|stage| stage.key == rec.text("life_said")) {
        return said.key;
    }
    let facts = Facts::of(rec);
    let last = facts.won.max(facts.touched);
    Moment { first_won: facts.first_won, last, open: facts.open }.stage(now.instant)
}

/// Something that may move a customer along.
#[derive(Clone, Copy, Debug)]
enum Event {
    Won,
    Touched,
    Opened,
    Closed,
    /// Time alone.
    Passed,
}

/// The stages a customer went through, each with the instant at which it came to it, the first one first. What was
/// said by hand holds from when it was written.
#[must_use]
pub fn history(rec: &Rec<'_>, now: &Now) -> Vec<(i64, &'static str)> {
    let created = rec.created().0.unwrap_or_default();
    let mut events: Vec<(i64, Event)> = vec![(created, Event::Passed)];
    let talks = follow_ups(rec);
    let talks = talks.iter().filter(|talk| talk.get("outside").is_none());
    events.extend(talks.filter_map(|talk| Some((talk.get("at")?.as_at()?, Event::Touched))));
    for deal in rec.view.linking(OPPORTUNITY.key, &rec.at()) {
        let begun = stages::begun_at(&deal).unwrap_or(created);
        let closed = stages::closed_at(&deal).unwrap_or(begun);
        let stage = Stage::of(&deal);
        if stage.is_open() || closed > begun {
            events.push((begun, Event::Opened));
        }
        if !stage.is_open() && closed > begun {
            events.push((closed, Event::Closed));
        }
        if stage == Stage::Won {
            events.push((closed, Event::Won));
        }
    }
    // Time alone moves it so long after each of these.
    let moves = |(at, event): &(i64, Event)| {
        match event {
            Event::Won => vec![NEW, SLEEPS, LOST],
            Event::Touched => vec![SLEEPS, LOST],
            Event::Closed => vec![0],
            _ => Vec::new(),
        }
        .into_iter()
        .map(|days| (at.saturating_add(days * DAY), Event::Passed))
        .collect::<Vec<_>>()
    };
    let passed: Vec<(i64, Event)> = events.iter().flat_map(moves).collect();
    events.extend(passed);
    events.retain(|(at, _)| *at <= now.instant);
    sort_by_key(&mut events, |(at, _)| *at);
    let mut moment = Moment::default();
    let mut told: Vec<(i64, &'static str)> = Vec::new();
    for (nth, (at, event)) in events.iter().enumerate() {
        match event {
            Event::Won => {
                moment.first_won = moment.first_won.or(Some(*at));
                moment.last = Some(*at);
            }
            Event::Touched => moment.last = Some(*at),
            Event::Opened => moment.open += 1,
            Event::Closed => moment.open = moment.open.saturating_sub(1),
            Event::Passed => {}
        }
        // What happened at one instant is one step.
        let more = events.get(nth + 1).is_some_and(|(next, _)| next == at);
        let stage = moment.stage(*at);
        if !more && told.last().is_none_or(|(_, last)| *last != stage) {
            told.push((*at, stage));
        }
    }
    let said = rec.record.live("life_said").first().and_then(|write| {
        let stage = STAGES.iter().find(|stage| write.value.as_text() == Some(stage.key))?;
        Some((write.stamp.t.unwrap_or(created), stage.key))
    });
    if let Some((at, stage)) = said {
        told.retain(|(before, _)| *before < at);
        told.push((at, stage));
    }
    told
}

/// Since when a customer is in its stage, milliseconds since 1970 UTC.
#[must_use]
pub fn since(rec: &Rec<'_>, now: &Now) -> Option<i64> {
    history(rec, now).last().map(|(at, _)| *at)
}
