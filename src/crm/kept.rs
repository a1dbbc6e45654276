//! Kept values: what is made of so much that a long list cannot make it anew at every change.
//!
//! Such a value must depend on nothing but its record, the records of its [story](super::story) and those that lead to
//! them, the settings of the organisation and, for a field, the day. It is kept until one of these changes. What is
//! worked out from the tables as a whole is kept until anything changes.

use super::member::MEMBER;
use super::org::ORG;
use super::schema::{Field, Now, entity as entity_of};
use super::view::{Rec, Ref};
use crate::ledger::{State, Value};
use chrono::NaiveDate;
use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// Something of any type.
type Thing = Arc<dyn Any + Send + Sync>;

/// What is kept under one name, by the ids of records.
type ByRecord = HashMap<Arc<str>, Thing>;

/// What is kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    /// By entity and name.
    values: RefCell<HashMap<(&'static str, &'static str), ByRecord>>,
    /// By type.
    whole: RefCell<HashMap<TypeId, Thing>>,
}

impl Kept {
    /// The value of a field of a record, made if it is not kept.
    pub(super) fn value(&self, rec: &Rec<'_>, field: &Field, now: &Now, make: impl Fn() -> Value) -> Value {
        let today = now.today();
        let kept = self.fact(rec.table.key, field.key, rec.id);
        let kept = kept.and_then(|kept: Arc<(NaiveDate, Value)>| (kept.0 == today).then(|| kept.1.clone()));
        kept.unwrap_or_else(|| {
            let value = make();
            self.keep(rec, field.key, Arc::new((today, value.clone())));
            value
        })
    }

    /// What is kept under a name for a record.
    pub(super) fn fact<T: Any + Send + Sync>(
        &self,
        entity: &'static str,
        name: &'static str,
        id: &str,
    ) -> Option<Arc<T>> {
        self.values.borrow().get(&(entity, name))?.get(id)?.clone().downcast().ok()
    }

    /// Those of some records for which nothing is kept under a name.
    pub(super) fn without(
        &self,
        entity: &'static str,
        name: &'static str,
        ids: impl Iterator<Item = Arc<str>>,
    ) -> Vec<Arc<str>> {
        let values = self.values.borrow();
        let kept = values.get(&(entity, name));
        ids.filter(|id| kept.is_none_or(|kept| !kept.contains_key(id))).collect()
    }

    /// Shows what is kept under a name for each of some records.
    pub(super) fn each<T: Any + Send + Sync>(
        &self,
        entity: &'static str,
        name: &'static str,
        ids: impl Iterator<Item = Arc<str>>,
        mut look: impl FnMut(&str, &T),
    ) {
        let values = self.values.borrow();
        let Some(kept) = values.get(&(entity, name)) else { return };
        for id in ids {
            if let Some(thing) = kept.get(&id).and_then(|thing| thing.downcast_ref()) {
                look(&id, thing);
            }
        }
    }

    /// Keeps something under a name for a record.
    pub(super) fn keep(&self, rec: &Rec<'_>, name: &'static str, thing: Thing) {
        self.values.borrow_mut().entry((rec.table.key, name)).or_default().insert(rec.id.into(), thing);
    }

    /// The one thing of a type, made if it is not kept.
    pub(super) fn whole<T: Any + Send + Sync>(&self, make: impl FnOnce() -> T) -> Arc<T> {
        let kept = self.whole.borrow().get(&TypeId::of::<T>()).cloned();
        if let Some(kept) = kept.and_then(|kept| kept.downcast().ok()) {
            return kept;
        }
        let made = Arc::new(make());
        self.whole.borrow_mut().insert(TypeId::of::<T>(), made.clone());
        made
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.values.get_mut().clear();
        self.whole.get_mut().clear();
    }

    /// Whether nothing is kept of any record.
    pub(super) fn is_empty(&self) -> bool {
        self.values.borrow().is_empty()
    }

    /// Forgets what may have changed with these records, some of which led to those that were left: their own values,
    /// those of where they lead, and of where the story of these goes on.
    pub(super) fn forget(&mut self, state: &State, touched: &[Ref], left: &[Ref]) {
        self.whole.get_mut().clear();
        let values = self.values.get_mut();
        if values.is_empty() {
            return;
        }
        // Whose a record is depends on whether that member is still there.
        if touched.iter().any(|at| *at.entity == *ORG.key || *at.entity == *MEMBER.key) {
            return values.clear();
        }
        let mut forget = |entity: &str, id: &str| {
            let id = state.representative(entity, id);
            let kept = values.iter_mut().filter(|((of, _), _)| *of == entity);
            kept.for_each(|(_, kept)| drop(kept.remove(id)));
        };
        let mut led = |entity: &str, id: &str| {
            forget(entity, id);
            let (Some(table), Some(record)) = (entity_of(entity), state.record(entity, id)) else { return };
            let carriers = table.fields.iter().filter(|field| field.carries);
            let heirs = carriers.flat_map(|field| record.live(field.key)).filter_map(|write| write.value.as_link());
            heirs.for_each(|(entity, id)| forget(entity, id));
        };
        left.iter().for_each(|at| led(&at.entity, &at.id));
        for at in touched {
            led(&at.entity, &at.id);
            let Some(record) = state.record(&at.entity, &at.id) else { continue };
            let links = record.fields().flat_map(|(_, live)| live).filter_map(|write| write.value.as_link());
            links.for_each(|(entity, id)| led(entity, id));
        }
    }
}
