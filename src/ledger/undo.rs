//! Undo: the change that takes back what others changes did, and nothing that came after (section 9).

use super::change::{Dot, Op};
use super::history::History;
use super::state::State;
use super::value::Value;
use std::collections::{BTreeSet, HashSet};

/// Up to this many records, changes are searched for their ids before they are read.
const FEW: usize = 8;

impl History {
    /// The ops that undo these changes in this state: each field with a live write of theirs gets the
    /// winner without them, records that only they wrote are deleted, and what was overwritten since
    /// stays.
    #[must_use]
    pub fn undo(&self, state: &State, undone: &[Dot]) -> Vec<Op> {
        let undone: HashSet<Dot> = undone.iter().copied().collect();
        let records = self.written(&undone);
        let ids: BTreeSet<&str> = records.iter().map(|(_, id)| id.as_str()).collect();
        let worth = |text: &str| ids.len() > FEW || ids.iter().any(|id| text.contains(id));
        let wanted = |e: &str, id: &str| records.contains(&(e.to_owned(), id.to_owned()));
        let without = self.fold_some(worth, wanted, &undone);
        let mut ops = Vec::new();
        for (e, id) in &records {
            let Some(record) = state.record(e, id) else { continue };
            let Some(before) = without.record(e, id) else {
                ops.extend((!record.is_deleted()).then(|| Op::Set(state.delete_one(e, id))));
                continue;
            };
            let theirs = record.fields().filter(|(_, live)| live.iter().any(|write| undone.contains(&write.stamp.dot)));
            let fields: Vec<(String, Value)> = theirs
                .map(|(field, _)| (field.to_owned(), before.get(field).cloned().unwrap_or(Value::Null)))
                .collect();
            ops.extend((!fields.is_empty()).then(|| Op::Set(state.edit(e, id, fields))));
        }
        ops
    }

    /// The records that these changes wrote.
    fn written(&self, dots: &HashSet<Dot>) -> BTreeSet<(String, String)> {
        let shape = self.shape();
        let theirs = self.changes().iter().enumerate().filter(|(at, _)| dots.contains(&shape.dot(*at)));
        let ops = theirs.flat_map(|(_, entry)| entry.change().ops);
        ops.filter_map(|op| if let Op::Set(op) = op { Some((op.e, op.id)) } else { None }).collect()
    }
}
