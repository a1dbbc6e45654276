//! Edits: what a command wants written, before it is known which change will carry it.
//!
//! A record's id contains the dot of the change that creates it, and the dot is allotted only in the
//! transaction that stores the change. Until then a new record is called `@0`, `@1` …, which no id can
//! be; [`Edits::ops`] puts the real ids in.

use crate::ledger::{Dot, Op, State, Value};
use std::collections::BTreeMap;

/// What a command wants written, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edits {
    list: Vec<Edit>,
    created: usize,
}

#[derive(Clone, Debug, PartialEq)]
enum Edit {
    Set { entity: String, id: String, fields: BTreeMap<String, Value> },
    Delete { entity: String, id: String },
    Restore { entity: String, id: String },
}

impl Edits {
    /// No edits yet.
    #[must_use]
    pub fn new() -> Edits {
        Edits::default()
    }

    /// Whether there is nothing to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// A placeholder for a record that these edits create. Write at least one field of it.
    pub fn create(&mut self) -> String {
        self.created += 1;
        format!("@{}", self.created - 1)
    }

    /// Writes a field. Later writes of the same field win.
    pub fn set(&mut self, entity: &str, id: &str, field: &str, value: impl Into<Value>) {
        let value = value.into();
        if let Some(Edit::Set { entity: e, id: i, fields }) = self.list.last_mut()
            && e == entity
            && i == id
        {
            fields.insert(field.to_owned(), value);
            return;
        }
        let fields = BTreeMap::from([(field.to_owned(), value)]);
        self.list.push(Edit::Set { entity: entity.to_owned(), id: id.to_owned(), fields });
    }

    /// Deletes a record and the lines its author sees.
    pub fn delete(&mut self, entity: &str, id: &str) {
        self.list.push(Edit::Delete { entity: entity.to_owned(), id: id.to_owned() });
    }

    /// Brings a deleted record back.
    pub fn restore(&mut self, entity: &str, id: &str) {
        self.list.push(Edit::Restore { entity: entity.to_owned(), id: id.to_owned() });
    }

    /// Adds edits that create nothing, after these.
    pub fn extend(&mut self, more: Edits) {
        self.list.extend(more.list);
    }

    /// The records that these edits create, each once, by entity and placeholder.
    #[must_use]
    pub fn creations(&self) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::with_capacity(self.created);
        for edit in &self.list {
            if let Edit::Set { entity, id, .. } = edit
                && id.starts_with('@')
                && !found.iter().rev().any(|(_, known)| known == id)
            {
                found.push((entity.clone(), id.clone()));
            }
        }
        found
    }

    /// The value these edits write last to a field, if any.
    #[must_use]
    pub fn value(&self, entity: &str, id: &str, field: &str) -> Option<&Value> {
        self.list.iter().rev().find_map(|edit| match edit {
            Edit::Set { entity: e, id: i, fields } if e == entity && i == id => fields.get(field),
            _ => None,
        })
    }

    /// The real id of a placeholder in the change of this dot. `suffix` holds at least 20 random bits.
    #[must_use]
    pub fn id(placeholder: &str, dot: Dot, suffix: u32) -> String {
        match placeholder.strip_prefix('@') {
            Some(number) => format!("{dot}.{:x}{}", suffix & 0xf_ffff | 0x10_0000, base36(number)),
            None => placeholder.to_owned(),
        }
    }

    /// The ops that carry these edits in the change of this dot, seeing what `state` shows.
    #[must_use]
    pub fn ops(&self, state: &State, dot: Dot, suffix: u32) -> Vec<Op> {
        let id = |id: &str| Edits::id(id, dot, suffix);
        let one = |value: &Value| match value {
            Value::Link(entity, to) => Value::Link(entity.clone(), id(to)),
            other => other.clone(),
        };
        let real = |value: &Value| match value {
            Value::List(items) => Value::List(items.iter().map(one).collect()),
            other => one(other),
        };
        let mut ops = Vec::with_capacity(self.list.len());
        for edit in &self.list {
            match edit {
                Edit::Set { entity, id: record, fields } => {
                    let set = fields.iter().map(|(field, value)| (field.clone(), real(value)));
                    ops.push(Op::Set(state.edit(entity, &id(record), set)));
                }
                Edit::Delete { entity, id } => ops.extend(state.delete(entity, id).into_iter().map(Op::Set)),
                Edit::Restore { entity, id } => ops.extend(state.restore(entity, id).into_iter().map(Op::Set)),
            }
        }
        ops
    }
}

/// A decimal number in the shorter digits of ids.
fn base36(decimal: &str) -> String {
    let mut number: u64 = decimal.parse().unwrap_or_default();
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((number % 36) as u32, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}
