//! Undo: the change that takes back what others changes did, and nothing that came after (section 9).
//!
//! A record goes whole or stays whole. One that begins with the changes taken back, and that somebody
//! wrote to or built on since, would be left half empty by the inverse writes alone: it stays as it is,
//! with its lines and with what it refers to, and is named.

use super::change::{Dot, Op};
use super::history::History;
use super::index::Key;
use super::state::{Record, State, Write};
use super::value::Value;
use crate::ledger::order::gather;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Up to this many records, changes are searched for their ids before they are read.
const FEW: usize = 8;

/// What taking changes back amounts to in a state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undo {
    /// The inverse writes.
    pub ops: Vec<Op>,
    /// What they wrote and somebody overwrote since, as record and field: it stays.
    pub stays: Vec<(Key, String)>,
    /// The records that begin with them and that somebody wrote to or built on since: they stay whole.
    pub whole: BTreeSet<Key>,
}

impl History {
    /// What undoes these changes or parts in this state: each field with a live write of theirs gets the winner
    /// without them, records that only they wrote are deleted, and what was overwritten since stays. The
    /// changes that wrote those records must be held here; others need not.
    #[must_use]
    pub fn undo(&self, state: &State, undone: &[Dot]) -> Undo {
        let undone: HashSet<Dot> = undone.iter().copied().collect();
        let written = self.written(&undone);
        let ids: BTreeSet<&str> = gather(written.keys().map(|(_, id)| &**id));
        let worth = |text: &str| ids.len() > FEW || ids.iter().any(|id| text.contains(id));
        let wanted = |e: &str, id: &str| written.contains_key(&(e.into(), id.into()));
        let without = self.fold_some(worth, wanted, &undone);
        let only_theirs = |key: &Key| without.record(&key.0, &key.1).is_none();

        let (mut doomed, mut whole) = (BTreeSet::new(), BTreeSet::new());
        for key in written.keys() {
            let Some(record) = state.record(&key.0, &key.1).filter(|record| !record.is_deleted()) else { continue };
            if only_theirs(key) {
                doomed.insert(key.clone());
            } else if record.first().is_some_and(|(_, dot)| undone.contains(&dot)) {
                whole.insert(key.clone());
            }
        }
        state.keep_what_is_needed(&undone, &mut doomed, &mut whole);

        let mut undo = Undo::default();
        for (key, fields) in written {
            let (e, id) = (&*key.0, &*key.1);
            let Some(record) = state.record(e, id).filter(|_| !whole.contains(&key)) else { continue };
            if doomed.contains(&key) {
                undo.ops.push(Op::Set(state.delete_one(e, id)));
                continue;
            }
            let theirs = |field: &str| record.live(field).iter().any(|write| undone.contains(&write.stamp.dot));
            // What they made and deleted is gone already.
            if record.is_deleted() && only_theirs(&key) {
                continue;
            }
            // Nobody sees a deleted record, and a write to it would only look like an edit made meanwhile.
            let gone = record.is_deleted() && !theirs("_deleted");
            let (back, stays): (Vec<String>, Vec<String>) =
                fields.into_iter().partition(|field| !gone && theirs(field));
            undo.stays.extend(stays.into_iter().map(|field| (key.clone(), field)));
            let before = without.record(e, id);
            let value = |field: &str| before.and_then(|before| before.get(field)).cloned().unwrap_or(Value::Null);
            let fields: Vec<(String, Value)> = back.into_iter().map(|field| (field.clone(), value(&field))).collect();
            undo.ops.extend((!fields.is_empty()).then(|| Op::Set(state.edit(e, id, fields))));
        }
        undo.whole = whole;
        undo
    }

    /// The records that these changes or parts wrote, with the fields.
    fn written(&self, dots: &HashSet<Dot>) -> BTreeMap<Key, BTreeSet<String>> {
        let mut written: BTreeMap<Key, BTreeSet<String>> = BTreeMap::new();
        let changes = self.changes().iter().zip(self.dots()).filter(|(_, dot)| dots.contains(dot));
        let parts = self.named_parts().into_iter().filter(|(_, dot)| dots.contains(dot));
        let theirs = changes.map(|(entry, _)| entry.change()).chain(parts.map(|(part, _)| part.change()));
        for op in theirs.flat_map(|change| change.ops) {
            let Op::Set(op) = op else { continue };
            written.entry((op.e.into(), op.id.into())).or_default().extend(op.set.into_keys());
        }
        written
    }
}

impl State {
    /// Moves from the doomed records to those that stay: what others built on, and then whatever those
    /// that stay refer to or consist of.
    fn keep_what_is_needed(&self, undone: &HashSet<Dot>, doomed: &mut BTreeSet<Key>, whole: &mut BTreeSet<Key>) {
        if doomed.is_empty() {
            return;
        }
        let begun: BTreeMap<Key, u64> = gather(doomed.iter().map(|key| (key.clone(), self.begun(key))));
        // A link that is itself taken back holds nothing, nor does one older than what it leads to.
        let holds = |write: &&Write| {
            let to = write.value.as_link().and_then(|(e, id)| begun.get(&(e.into(), id.into())));
            to.is_some_and(|begun| write.stamp.l > *begun) && !undone.contains(&write.stamp.dot)
        };
        let link = |write: &Write| write.value.as_link().map(|(e, id)| -> Key { (e.into(), id.into()) });
        let from = |to: &Key| {
            self.entities
                .keys()
                .flat_map(|e| self.linking(e, &to.0, &to.1).into_iter().map(move |(id, record)| (e, id, record)))
                .collect::<Vec<_>>()
        };
        let all = begun.keys().flat_map(from);
        let others = all.filter(|(_, _, record)| !record.is_deleted());
        let others = others.filter(|(e, id, _)| !begun.contains_key(&((*e).clone(), (*id).into())));
        let winners = others.flat_map(|(_, _, record)| record.fields()).filter_map(|(_, live)| live.first());
        let mut needed: Vec<Key> = winners.filter(holds).filter_map(link).collect();
        let mut kept: Vec<Key> = whole.iter().cloned().collect();
        loop {
            while let Some(key) = kept.pop() {
                let Some(record) = self.record(&key.0, &key.1) else { continue };
                needed.extend(record.fields().filter_map(|(_, live)| link(live.first()?)));
                needed.extend(self.lines(&key.0, &key.1));
            }
            let Some(key) = needed.pop() else { return };
            if doomed.remove(&key) {
                whole.insert(key.clone());
                kept.push(key);
            }
        }
    }

    /// The Lamport time of a record's first write.
    fn begun(&self, (e, id): &Key) -> u64 {
        self.record(e, id).and_then(Record::first).map_or(0, |(l, _)| l)
    }
}

impl Record {
    /// Its first write: Lamport time and change.
    fn first(&self) -> Option<(u64, Dot)> {
        let live = self.fields.iter().flat_map(|(_, field)| field.live.as_slice());
        let live = live.map(|write| (write.stamp.l, write.stamp.dot));
        let past = self.fields.iter().filter_map(|(_, field)| field.past.as_ref());
        let replaced = past.flat_map(|past| &past.replaced).map(|old| (old.l, old.tag.dot));
        live.chain(replaced).min()
    }
}
