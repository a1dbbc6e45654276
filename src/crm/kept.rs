//! Kept values: what is made of so much that a long list cannot make it anew at every change.
//!
//! Such a value must depend on nothing but its record, the records of its [story](super::story) and those that lead to
//! them, the settings of the organisation and, for a field, the day. It is kept until one of these changes. What is
//! worked out from whole tables is kept until anything in them changes.

use super::member::MEMBER;
use super::org::ORG;
use super::schema::{Entity, Field, Now, entity as entity_of};
use super::view::{Rec, Ref};
use crate::ledger::{State, Value};
use chrono::NaiveDate;
use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Something of any type.
type Thing = Arc<dyn Any + Send + Sync>;

/// What is kept under one name.
#[derive(Clone, Debug, Default)]
struct ByRecord {
    things: BTreeMap<Arc<str>, Thing>,
    /// The records whose things may be missing; `None` if those of any may.
    missing: Option<Vec<Arc<str>>>,
}

/// What is kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    /// By entity and name.
    values: RefCell<HashMap<(&'static str, &'static str), ByRecord>>,
    /// By type, with the tables it was made of; of all if none is named.
    whole: RefCell<HashMap<TypeId, (Thing, &'static [&'static Entity])>>,
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
        self.values.borrow().get(&(entity, name))?.things.get(id)?.clone().downcast().ok()
    }

    /// The records of an entity for which something may be missing under a name; `None` if it may for any.
    pub(super) fn missing(&self, entity: &'static str, name: &'static str) -> Option<Vec<Arc<str>>> {
        let values = self.values.borrow();
        values.get(&(entity, name))?.missing.clone()
    }

    /// Shows everything that is kept under a name, by the ids of records. Nothing must be missing, and `look` must not
    /// ask for what is kept of records.
    pub(super) fn each<T: Any + Send + Sync>(
        &self,
        entity: &'static str,
        name: &'static str,
        mut look: impl FnMut(&Arc<str>, &T),
    ) {
        self.values.borrow_mut().entry((entity, name)).or_default().missing = Some(Vec::new());
        if let Some(kept) = self.values.borrow().get(&(entity, name)) {
            let things = kept.things.iter().filter_map(|(id, thing)| Some((id, thing.downcast_ref()?)));
            things.for_each(|(id, thing)| look(id, thing));
        }
    }

    /// Keeps something under a name for a record.
    pub(super) fn keep(&self, rec: &Rec<'_>, name: &'static str, thing: Thing) {
        self.values.borrow_mut().entry((rec.table.key, name)).or_default().things.insert(rec.id.into(), thing);
    }

    /// The one thing of a type, made if it is not kept, of these tables; of any if none is named.
    pub(super) fn whole<T: Any + Send + Sync>(
        &self,
        tables: &'static [&'static Entity],
        make: impl FnOnce() -> T,
    ) -> Arc<T> {
        let kept = self.whole.borrow().get(&TypeId::of::<T>()).map(|(kept, _)| kept.clone());
        if let Some(kept) = kept.and_then(|kept| kept.downcast().ok()) {
            return kept;
        }
        let made = Arc::new(make());
        self.whole.borrow_mut().insert(TypeId::of::<T>(), (made.clone(), tables));
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
        let stands = |tables: &[&Entity]| {
            !tables.is_empty() && !touched.iter().any(|at| tables.iter().any(|table| *table.key == *at.entity))
        };
        self.whole.get_mut().retain(|_, (_, tables)| stands(tables));
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
            for (_, kept) in kept {
                kept.things.remove(id);
                if let Some(missing) = &mut kept.missing {
                    missing.push(id.into());
                }
            }
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
