//! A report answered: its parts, and what is counted in each.

use super::ask::{Ask, filter, part};
use super::median_tenths;
use crate::app::query::{Filter, Query, Sieve, Test, bucket};
use crate::crm::report::{How, Measure, Shape};
use crate::crm::schema::{Field, Kind};
use crate::crm::{Now, Rec, View, pinyin};
use crate::ledger::Value;
use crate::ledger::order::sort_by_cached_key;
use std::collections::BTreeMap;

/// A report, answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Division {
    /// Its parts, in order.
    pub rows: Vec<Row>,
    /// All of them together. A record that is in several parts counts once here.
    pub total: Vec<Cell>,
    /// The largest count of its first measure in any part.
    pub most: usize,
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What its records have in common; of dates the first day of the month, `Null` for those without.
    pub value: Value,
    /// What is counted, measure by measure.
    pub cells: Vec<Cell>,
}

/// A figure and the records it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The figure.
    pub amount: Amount,
    /// The list that shows its records.
    pub query: Query,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// So many records.
    Count(usize),
    /// So many of so many.
    Share(usize, usize),
    /// The middle of some numbers in tenths; `None` of none.
    Median(Option<i64>),
    /// Sums in minor units by currency.
    Sum(BTreeMap<String, i64>),
    /// A sum of numbers.
    Total(i64),
    /// What sums in minor units by currency come to for each, or for so much; empty of none.
    Rate(BTreeMap<String, i64>),
}

/// What stands out: the parts with the largest and the smallest share, of those that can be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The place of the share among the measures.
    pub measure: usize,
    /// The part with the largest share.
    pub best: usize,
    /// The part with the smallest.
    pub worst: usize,
}

/// From how many records on a share can be compared.
const SAMPLE: usize = 5;

/// What is counted in a part while the records pass by.
#[derive(Default)]
struct Tally {
    counts: Vec<usize>,
    numbers: Vec<Vec<i64>>,
    sums: Vec<BTreeMap<String, i64>>,
    /// What the sums are divided by.
    by: Vec<i64>,
}

/// Answers a report that divides; nothing of another.
#[must_use]
pub fn divide(view: &View<'_>, ask: &Ask, now: &Now) -> Division {
    let (Shape::Division { measures, .. }, Some(by)) = (ask.report.shape, ask.by) else { return Division::default() };
    let table = ask.table;
    let status = table.status.and_then(|key| table.field(key));
    let base = ask.filters();
    let all = Query { filters: base.clone(), ..Query::default() };
    let sieve = |filters: &[Filter]| Sieve::new(filters, table, view, now);
    let wanted = sieve(&base);
    let sieves: Vec<Sieve> = measures.iter().map(|measure| sieve(&conds(measure))).collect();
    let mut parts: BTreeMap<String, (Value, Tally)> = BTreeMap::new();
    let mut total = Tally::of(measures);
    for rec in view.records(table.key) {
        let state = status.map(|field| rec.value(field, now));
        let state = state.as_deref().and_then(Value::as_text).unwrap_or_default();
        if all.hides(status, state) || !wanted.passes(&rec, now) {
            continue;
        }
        let seen: Vec<Option<(Value, i64)>> = measures
            .iter()
            .zip(&sieves)
            .map(|(measure, sieve)| sieve.passes(&rec, now).then(|| measured(measure, &rec, now)))
            .collect();
        total.add(&seen);
        for value in values(by, &rec, now) {
            let part = parts.entry(word(&value)).or_insert_with(|| (value, Tally::of(measures)));
            part.1.add(&seen);
        }
    }
    let most = parts.values().map(|(_, tally)| tally.counts[0]).max().unwrap_or_default();
    let mut parts: Vec<(Value, Tally)> = parts.into_values().collect();
    sort_by_cached_key(&mut parts, |(value, tally)| place(by, value, tally.counts[0], view));
    let cells = |tally: Tally, within: Vec<Filter>| {
        let cell = |(at, measure): (usize, &Measure)| {
            let own = match measure.how {
                How::Share { part, .. } => conds(&measures[part]),
                _ => conds(measure),
            };
            let query = query(status, base.iter().chain(&within).cloned().chain(own).collect());
            Cell { amount: tally.amount(at, measure), query }
        };
        measures.iter().enumerate().map(cell).collect()
    };
    let rows = parts.into_iter().filter_map(|(value, tally)| {
        let within = part(by, &value)?;
        Some(Row { cells: cells(tally, within), value })
    });
    Division { rows: rows.collect(), total: cells(total, Vec::new()), most }
}

/// The conditions of a measure as filters. Of a median those that have the number count.
fn conds(measure: &Measure) -> Vec<Filter> {
    match measure.how {
        How::Count(conds) | How::Sum(_, conds) => conds.iter().map(filter).collect(),
        How::Median(field) => vec![Filter::one(field, Test::Present)],
        How::Total(field) | How::Rate { per: Some((field, _)), .. } => vec![Filter::one(field, Test::AtLeast(1))],
        How::Share { .. } | How::Rate { per: None, .. } => Vec::new(),
    }
}

/// What a record adds to a measure, and to what that is divided by.
fn measured(measure: &Measure, rec: &Rec<'_>, now: &Now) -> (Value, i64) {
    let value = |field: &str| rec.value_of(field, now).into_owned();
    match measure.how {
        How::Median(field) | How::Sum(field, _) | How::Total(field) => (value(field), 1),
        How::Rate { amount, per } => {
            (value(amount), per.map_or(Some(1), |(field, _)| value(field).as_int()).unwrap_or(0))
        }
        How::Count(_) | How::Share { .. } => (Value::Null, 1),
    }
}

/// The parts a record belongs to: one, or one for each word of a set.
fn values(by: &Field, rec: &Rec<'_>, now: &Now) -> Vec<Value> {
    match &*rec.value(by, now) {
        Value::List(items) if !items.is_empty() => items.clone(),
        Value::List(_) => vec![Value::Null],
        value => vec![bucket(value, now)],
    }
}

/// One word for values that belong to one part: texts that differ in case only are one.
fn word(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("t{}", text.to_lowercase()),
        Value::Link(entity, id) => format!("l{entity}/{id}"),
        Value::Date(day) => format!("d{day}"),
        Value::Bool(yes) => format!("b{yes}"),
        _ => String::new(),
    }
}

/// Where a part stands: by month, bands as their table has them, others by size; those without a value last.
fn place(by: &Field, value: &Value, count: usize, view: &View<'_>) -> (bool, i64, String) {
    let name = match value {
        Value::Text(text) => pinyin::sort_key(text),
        link => view.follow(link).map(|to| pinyin::sort_key(&to.title())).unwrap_or_default(),
    };
    let number = match (by.kind, value) {
        (_, Value::Date(day)) => i64::from(chrono::Datelike::num_days_from_ce(day)),
        // What is computed to be compared has an order of its own.
        (Kind::Choice(choices), Value::Text(key)) if !by.is_stored() => {
            let at = choices.iter().position(|choice| choice.key == key).unwrap_or(choices.len());
            i64::try_from(at).unwrap_or(i64::MAX)
        }
        _ => -i64::try_from(count).unwrap_or(i64::MAX),
    };
    (value.is_empty(), number, name)
}

/// The list of what passes these. A condition on the one state that it asks for becomes its tab.
fn query(status: Option<&Field>, filters: Vec<Filter>) -> Query {
    let mut query = Query::default();
    for filter in filters {
        match &filter {
            Filter::One { field, test: Test::AnyOf(keys) }
                if status.is_some_and(|status| status.key == field) && keys.len() == 1 =>
            {
                // Two of them leave nothing but what is in both.
                if query.tab.as_ref().is_some_and(|tab| *tab != keys[0]) {
                    query.filters.push(filter.clone());
                }
                query.tab.get_or_insert_with(|| keys[0].clone());
            }
            _ => query.filters.push(filter),
        }
    }
    query
}

impl Tally {
    fn of(measures: &[Measure]) -> Tally {
        let count = measures.len();
        Tally {
            counts: vec![0; count],
            numbers: vec![Vec::new(); count],
            sums: vec![BTreeMap::new(); count],
            by: vec![0; count],
        }
    }

    /// Counts a record: for each measure what it adds, if it is one of its records.
    fn add(&mut self, seen: &[Option<(Value, i64)>]) {
        for (at, value) in seen.iter().enumerate() {
            let Some((value, by)) = value else { continue };
            self.counts[at] += 1;
            self.by[at] = self.by[at].saturating_add(*by);
            match value {
                Value::Int(number) => self.numbers[at].push(*number),
                Value::Money(minor, currency) => {
                    let sum = self.sums[at].entry(currency.clone()).or_default();
                    *sum = sum.saturating_add(*minor);
                }
                _ => {}
            }
        }
    }

    fn amount(&self, at: usize, measure: &Measure) -> Amount {
        match measure.how {
            How::Count(_) => Amount::Count(self.counts[at]),
            How::Share { part, whole } => Amount::Share(self.counts[part], self.counts[whole]),
            How::Median(_) => Amount::Median(median_tenths(self.numbers[at].clone())),
            How::Sum(..) => Amount::Sum(self.sums[at].clone()),
            How::Total(_) => Amount::Total(self.numbers[at].iter().fold(0, |sum, number| sum.saturating_add(*number))),
            How::Rate { per, .. } => {
                let unit = i128::from(per.map_or(1, |(_, unit)| unit));
                let rate = |minor: i64| i64::try_from(i128::from(minor) * unit / i128::from(self.by[at].max(1)));
                let rates =
                    self.sums[at].iter().map(|(currency, minor)| (currency.clone(), rate(*minor).unwrap_or(i64::MAX)));
                Amount::Rate(rates.collect())
            }
        }
    }
}

impl Division {
    /// What stands out, if there is anything to compare.
    #[must_use]
    pub fn finding(&self) -> Option<Finding> {
        let measure = self.total.iter().position(|cell| matches!(cell.amount, Amount::Share(..)))?;
        let share = |row: &Row| match row.cells[measure].amount {
            Amount::Share(part, whole) if whole >= SAMPLE && !row.value.is_empty() => Some((part, whole)),
            _ => None,
        };
        let shares: Vec<(usize, (usize, usize))> =
            self.rows.iter().enumerate().filter_map(|(at, row)| Some((at, share(row)?))).collect();
        let over = |(a, b): (usize, usize), (c, d): (usize, usize)| (a * d).cmp(&(c * b));
        // Of equals the first.
        let best = shares.iter().rev().max_by(|(_, one), (_, other)| over(*one, *other))?;
        let worst = shares.iter().min_by(|(_, one), (_, other)| over(*one, *other))?;
        let differ = over(best.1, worst.1).is_gt();
        differ.then_some(Finding { measure, best: best.0, worst: worst.0 })
    }
}
