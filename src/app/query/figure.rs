//! Figures: what the columns of numbers come to. Amounts are added per currency and never mixed; of
//! scores and counts the mean is told, for their sum says nothing.

use crate::crm::schema::Field;
use crate::crm::{Now, Rec, Ref, View};
use crate::ledger::Value;
use std::collections::BTreeMap;

/// What one column comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// The field's key.
    pub field: &'static str,
    /// The sums of its amounts, in minor units by currency.
    pub sums: BTreeMap<String, i64>,
    /// The sum of its numbers.
    pub total: i64,
    /// How many numbers there were.
    pub numbers: usize,
}

impl Figure {
    /// Whether there was anything to count.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sums.is_empty() && self.numbers == 0
    }

    /// The mean of its numbers in tenths, rounded; `None` if there are none.
    #[must_use]
    pub fn mean_tenths(&self) -> Option<i64> {
        let count = i64::try_from(self.numbers).ok().filter(|count| *count > 0)?;
        let tenths = self.total.saturating_mul(10);
        let half = if tenths < 0 { -count } else { count };
        Some((tenths.saturating_mul(2) + half) / (2 * count))
    }

    fn add(&mut self, value: &Value) {
        match value {
            Value::Money(minor, currency) => match self.sums.get_mut(currency) {
                Some(sum) => *sum = sum.saturating_add(*minor),
                None => drop(self.sums.insert(currency.clone(), *minor)),
            },
            Value::Int(number) => {
                self.total = self.total.saturating_add(*number);
                self.numbers += 1;
            }
            _ => {}
        }
    }
}

/// Whether a field is one of figures. One that is made of many things is not: to make it for every record of a long
/// list takes long, and the mean of scores says little.
#[must_use]
pub fn is_counted(field: &&'static Field) -> bool {
    field.explain.is_none() && field.kind.is_number()
}

/// What these fields of these records come to.
#[must_use]
pub fn figures(view: &View<'_>, refs: &[Ref], fields: &[&'static Field], now: &Now) -> Vec<Figure> {
    if fields.is_empty() {
        return Vec::new();
    }
    sum(refs.iter().filter_map(|at| view.at(at)), fields, now)
}

pub(super) fn sum<'a>(recs: impl Iterator<Item = Rec<'a>>, fields: &[&'static Field], now: &Now) -> Vec<Figure> {
    let mut figures: Vec<Figure> =
        fields.iter().map(|field| Figure { field: field.key, ..Figure::default() }).collect();
    if figures.is_empty() {
        return figures;
    }
    for rec in recs {
        for (field, figure) in fields.iter().zip(&mut figures) {
            figure.add(&rec.value(field, now));
        }
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn currencies_are_never_mixed() {
        let mut figure = Figure::default();
        for (minor, currency) in [(100, "CNY"), (250, "USD"), (-40, "CNY")] {
            figure.add(&Value::Money(minor, currency.into()));
        }
        assert_eq!(figure.sums, BTreeMap::from([("CNY".to_owned(), 60), ("USD".to_owned(), 250)]));
        assert_eq!(figure.mean_tenths(), None);
    }

    #[test]
    fn means_are_rounded_to_tenths() {
        let mean = |numbers: &[i64]| {
            let mut figure = Figure::default();
            numbers.iter().for_each(|number| figure.add(&Value::Int(*number)));
            figure.mean_tenths()
        };
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[3, 4]), Some(35));
        assert_eq!(mean(&[1, 1, 2]), Some(13));
        assert_eq!(mean(&[-1, -1, -2]), Some(-13));
        assert_eq!(mean(&[2, 2, 1]), Some(17));
    }
}
