//! Undo: the inverse of changes, as ops of an ordinary change (section 9).

use super::change::{DeviceId, Dot, Op, SetOp};
use super::history::History;
use super::state::State;
use super::value::Value;
use std::collections::{BTreeMap, BTreeSet};

impl History {
    /// The ops that take back these changes of the given state: each field with a live write among them
    /// gets the winner of the fold without them, and records that only they wrote are deleted. Fields
    /// overwritten since stay.
    #[must_use]
    pub fn undo(&self, state: &State, undone: &[Dot]) -> Vec<Op> {
        let undone: BTreeSet<(DeviceId, u64)> = undone.iter().map(|dot| (dot.name, dot.s)).collect();
        let is_undone = |d: DeviceId, s: u64| undone.contains(&(d, s));
        let mine = self.changes().iter().filter(|entry| is_undone(entry.d, entry.s));
        let ops: Vec<Op> = mine.flat_map(|entry| entry.change().ops).collect();
        let touched: BTreeSet<(&str, &str)> = ops.iter().filter_map(set_target).collect();
        let mut without = History::new();
        let touches = |op: &Op| set_target(op).is_some_and(|target| touched.contains(&target));
        let others = self.changes().iter().filter(|entry| !is_undone(entry.d, entry.s));
        let others = others.filter(|entry| entry.change().ops.iter().any(touches));
        without.extend(others.cloned(), self.parts().cloned());
        let without = without.fold();
        let mut inverse: Vec<SetOp> = Vec::new();
        for (e, id) in touched {
            let Some(record) = state.record(e, id) else { continue };
            let before = without.record(e, id);
            if before.is_none() {
                if !record.is_deleted() {
                    // Lines that go with their record may be among the records undone themselves.
                    let fresh = state.delete(e, id).into_iter();
                    let known: BTreeSet<(String, String)> =
                        inverse.iter().map(|op| (op.e.clone(), op.id.clone())).collect();
                    inverse.extend(fresh.filter(|op| !known.contains(&(op.e.clone(), op.id.clone()))));
                    continue;
                }
                if !record.live("_deleted").iter().any(|write| is_undone(write.stamp.dot.name, write.stamp.dot.s)) {
                    continue;
                }
            }
            let mut set = BTreeMap::new();
            for (field, live) in record.fields() {
                if live.iter().any(|write| is_undone(write.stamp.dot.name, write.stamp.dot.s)) {
                    let value = before.and_then(|before| before.get(field)).cloned().unwrap_or(Value::Null);
                    set.insert(field.to_owned(), value);
                }
            }
            if !set.is_empty() {
                inverse.push(state.edit(e, id, set));
            }
        }
        inverse.into_iter().map(Op::Set).collect()
    }
}

fn set_target(op: &Op) -> Option<(&str, &str)> {
    if let Op::Set(set) = op { Some((&set.e, &set.id)) } else { None }
}
