//! The state: what the changes held mean together. Records as bags of fields with live writes.

use super::change::{DeviceId, Dot, SetOp};
use super::value::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is known of the change a write came from. Shared by all its writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The shown dot.
    pub dot: Dot,
    /// Lamport time.
    pub l: u64,
    /// Wall time, milliseconds since 1970 UTC; display only.
    pub t: Option<i64>,
    /// The member who acted.
    pub m: Option<String>,
    /// The label of the action.
    pub why: Option<String>,
    /// The batch it belongs to.
    pub batch: Option<String>,
}

/// A live write of a field: no other write replaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The value written.
    pub value: Value,
    /// Who wrote it and when.
    pub stamp: Arc<Stamp>,
}

/// A record: a bag of fields, each with its live writes, the winner first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    fields: BTreeMap<Arc<str>, Vec<Write>>,
}

impl Record {
    /// The value of a field: that of the winner. `None` if it was never written.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.live(field).first().map(|write| &write.value)
    }

    /// The live writes of a field, the winner first; more than one value is a conflict.
    #[must_use]
    pub fn live(&self, field: &str) -> &[Write] {
        self.fields.get(field).map_or(&[], Vec::as_slice)
    }

    /// All fields ever written, with their live writes.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &[Write])> {
        self.fields.iter().map(|(field, live)| (&**field, live.as_slice()))
    }

    /// The elements of a set field (`tags:VIP`) that are in the set.
    pub fn elements<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields().filter_map(move |(name, live)| {
            let element = name.strip_prefix(field)?.strip_prefix(':')?;
            (live.first()?.value == Value::Bool(true)).then_some(element)
        })
    }

    /// Whether the winner of `_deleted` says so.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.get("_deleted") == Some(&Value::Bool(true))
    }
}

/// The records that the changes held amount to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    entities: BTreeMap<Arc<str>, BTreeMap<Arc<str>, Record>>,
}

impl State {
    /// A record, deleted or not; `None` if it does not exist.
    #[must_use]
    pub fn record(&self, entity: &str, id: &str) -> Option<&Record> {
        self.entities.get(entity)?.get(id)
    }

    /// All records of an entity, deleted ones too, by id.
    pub fn records(&self, entity: &str) -> impl Iterator<Item = (&str, &Record)> {
        self.entities.get(entity).into_iter().flatten().map(|(id, record)| (&**id, record))
    }

    /// A record with its id as the state holds it, deleted or not.
    #[must_use]
    pub fn record_entry(&self, entity: &str, id: &str) -> Option<(&str, &Record)> {
        self.entities.get(entity)?.get_key_value(id).map(|(id, record)| (&**id, record))
    }

    /// The entities that have records.
    pub fn entities(&self) -> impl Iterator<Item = &str> {
        self.entities.keys().map(|entity| &**entity)
    }

    /// The record that stands for this one: itself, unless it was merged into another (section 6.8).
    #[must_use]
    pub fn representative<'a>(&'a self, _entity: &str, id: &'a str) -> &'a str {
        id
    }

    /// The ops that delete a record and the lines seen here.
    #[must_use]
    pub fn delete(&self, entity: &str, id: &str) -> Vec<SetOp> {
        vec![self.edit(entity, id, [("_deleted".to_owned(), Value::Bool(true))])]
    }

    /// The ops that restore a record.
    #[must_use]
    pub fn restore(&self, entity: &str, id: &str) -> Vec<SetOp> {
        vec![self.edit(entity, id, [("_deleted".to_owned(), Value::Bool(false))])]
    }

    /// The op that writes these fields, replacing every live write seen here.
    #[must_use]
    pub fn edit(&self, entity: &str, id: &str, set: impl IntoIterator<Item = (String, Value)>) -> SetOp {
        let set: BTreeMap<String, Value> = set.into_iter().collect();
        let live = |field: &String| -> Option<(String, Vec<Dot>)> {
            let dots: Vec<Dot> = self.record(entity, id)?.live(field).iter().map(|write| write.stamp.dot).collect();
            (!dots.is_empty()).then(|| (field.clone(), dots))
        };
        let x = set.keys().filter_map(live).collect();
        SetOp { e: entity.to_owned(), id: id.to_owned(), set, x, seen: BTreeMap::new() }
    }
}

impl From<u64> for DeviceId {
    fn from(bits: u64) -> Self {
        DeviceId(bits)
    }
}
