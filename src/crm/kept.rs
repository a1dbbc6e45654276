//! Kept values: computed fields that are made of so much that a long list cannot make them anew at every change.
//!
//! Such a field must depend on nothing but its record, the records that lead to it, the settings, and the day. Its
//! value is kept until one of these changes.

use super::org::ORG;
use super::schema::{Field, Now, entity};
use super::view::{Rec, Ref};
use crate::ledger::{State, Value};
use chrono::NaiveDate;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// The values kept, for one day.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept(RefCell<Day>);

#[derive(Clone, Debug, Default)]
struct Day {
    day: NaiveDate,
    /// By entity and field, then by record.
    values: HashMap<(&'static str, &'static str), HashMap<Arc<str>, Value>>,
}

impl Kept {
    /// The value of a field of a record, made if it is not kept.
    pub(super) fn value(&self, rec: &Rec<'_>, field: &Field, now: &Now, make: impl FnOnce() -> Value) -> Value {
        let (today, name) = (now.today(), (rec.table.key, field.key));
        {
            let mut day = self.0.borrow_mut();
            if day.day != today {
                *day = Day { day: today, values: HashMap::new() };
            }
            if let Some(value) = day.values.get(&name).and_then(|values| values.get(rec.id)) {
                return value.clone();
            }
        }
        let value = make();
        self.0.borrow_mut().values.entry(name).or_default().insert(rec.id.into(), value.clone());
        value
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.0.get_mut().values.clear();
    }

    /// Forgets what may have changed with these records: a record itself, and where a new one leads. One that was
    /// there before may have led elsewhere, so everything is forgotten, unless it is itself one whose values are kept.
    pub(super) fn forget(&mut self, state: &State, touched: &[Ref]) {
        let values = &mut self.0.get_mut().values;
        if values.is_empty() {
            return;
        }
        for at in touched {
            let keeps = entity(&at.entity).is_some_and(|table| table.fields.iter().any(|field| field.kept));
            let Some(record) = state.record(&at.entity, &at.id) else { return values.clear() };
            let mut dots = record.fields().flat_map(|(_, live)| live).map(|write| write.stamp.dot);
            let first = dots.next();
            let new = dots.all(|dot| Some(dot) == first);
            if !keeps && !new || *at.entity == *ORG.key {
                return values.clear();
            }
            let links = record.fields().flat_map(|(_, live)| live).filter_map(|write| write.value.as_link());
            for (entity, id) in links.chain([(&*at.entity, &*at.id)]) {
                for ((of, _), kept) in values.iter_mut() {
                    if *of == entity {
                        kept.remove(id);
                    }
                }
            }
        }
    }
}
