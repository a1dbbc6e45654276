//! The steps of a path: how many records came to each, how many are there, how many went on, and how long they
//! stayed. The step where they stay longest is the bottleneck (F87).

use super::ask::Ask;
use super::division::{Amount, Cell};
use super::median_tenths;
use crate::app::query::{Filter, Query, Sieve, Test};
use crate::crm::path::stays;
use crate::crm::schema::{Choice, DAY, Kind};
use crate::crm::{Now, View};
use crate::ledger::Value;

/// The steps of the path of an entity's records.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The step where records stay longest, if there is enough to compare.
    pub bottleneck: Option<usize>,
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The state.
    pub choice: &'static Choice,
    /// How many came to it or further.
    pub reached: Cell,
    /// How many are there now.
    pub here: Cell,
    /// How many of those that came to it went on; nothing for the last.
    pub onward: Option<Cell>,
    /// How many days they stayed: the middle one, in tenths. Nothing for the last, which is no stay.
    pub days: Option<i64>,
    /// How many stays that is made of.
    pub stays: usize,
}

/// From how many stays on a step can be called a bottleneck.
const SAMPLE: usize = 3;

/// The field that holds the furthest step a record came to.
const FURTHEST: &str = "furthest";

/// Answers how records fare on their path; nothing where they have none.
#[must_use]
pub fn steps(view: &View<'_>, ask: &Ask, now: &Now) -> Steps {
    let table = ask.table;
    let field = table.status.and_then(|key| table.field(key));
    let (Some(field), Some(furthest)) = (field, table.field(FURTHEST)) else { return Steps::default() };
    let Kind::Choice(choices) = field.kind else { return Steps::default() };
    let base = ask.filters();
    let sieve = Sieve::new(&base, table, view, now);
    let all = Query { filters: base.clone(), ..Query::default() };
    let count = field.path.len();
    let mut days: Vec<Vec<i64>> = vec![Vec::new(); count];
    let (mut came, mut here) = (vec![0; count], vec![0; count]);
    let at = |value: &Value| field.path.iter().position(|key| value.as_text() == Some(key));
    for rec in view.records(table.key) {
        let state = rec.value(field, now);
        if all.hides(Some(field), state.as_text().unwrap_or_default()) || !sieve.passes(&rec, now) {
            continue;
        }
        if let Some(step) = at(&state) {
            here[step] += 1;
        }
        if let Some(step) = at(&rec.value(furthest, now)) {
            came[step] += 1;
        }
        for stay in stays(&rec, field, now).into_iter().filter(|stay| stay.step + 1 < count) {
            days[stay.step].extend(stay.until.map(|until| (until.saturating_sub(stay.from) / DAY).max(0)));
        }
    }
    let shown = |filter: Option<Filter>, tab: Option<&str>| Query {
        tab: tab.map(str::to_owned),
        filters: base.iter().cloned().chain(filter).collect(),
        ..Query::default()
    };
    let from = |step: usize| {
        let keys = field.path[step..].iter().map(|key| (*key).to_owned()).collect();
        shown(Some(Filter::one(FURTHEST, Test::AnyOf(keys))), None)
    };
    let reached = |step: usize| came[step..].iter().sum::<usize>();
    let step = |step: usize| {
        let key = field.path[step];
        let days = &days[step];
        Some(Step {
            choice: choices.iter().find(|choice| choice.key == key)?,
            reached: Cell { amount: Amount::Count(reached(step)), query: from(step) },
            here: Cell { amount: Amount::Count(here[step]), query: shown(None, Some(key)) },
            onward: (step + 1 < count)
                .then(|| Cell { amount: Amount::Share(reached(step + 1), reached(step)), query: from(step + 1) }),
            days: median_tenths(days.clone()),
            stays: days.len(),
        })
    };
    let steps: Vec<Step> = (0..count).filter_map(step).collect();
    let compared = steps.iter().enumerate().filter(|(_, step)| step.stays >= SAMPLE);
    let longest = compared
        .clone()
        .filter_map(|(at, step)| Some((step.days?, at)))
        .max_by_key(|(days, at)| (*days, usize::MAX - at));
    let bottleneck = longest.filter(|(days, _)| *days > 0 && compared.count() > 1).map(|(_, at)| at);
    Steps { steps, bottleneck }
}
