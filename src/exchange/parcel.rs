//! Parcels: what a share or a request lets out (section 8).
//!
//! A parcel is an allow-list: what it does not name stays at home. Of a field it names, every write held goes
//! along, for a reader with an older share would else see a conflict that is none. What a delete saw goes
//! whole, as the format has it, and it names the other fields of its record; so where some of those stay at
//! home, the record's deletes stay too. So a deleted record goes whole or not at all, which is for the caller to
//! see to.

use crate::ledger::clock::MAX_TIME;
use crate::ledger::{Change, DeviceId, History, Json, Op, Part, SetOp};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What may leave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// The records, as entity and id.
    pub records: BTreeSet<(String, String)>,
    /// Of records of these entities only these fields; of all others every field.
    pub fields: BTreeMap<String, BTreeSet<String>>,
}

/// The field by which a record is deleted.
const DELETED: &str = "_deleted";
/// The fields by which records hang together. Without them a line would be nobody's.
const BONDS: [&str; 2] = ["_parent", "_alias"];

impl Parcel {
    /// Whether a field of an entity's records may leave, but for their deletes.
    #[must_use]
    pub fn lets(&self, entity: &str, field: &str) -> bool {
        let base = field.split(':').next().unwrap_or_default();
        BONDS.contains(&base) || self.fields.get(entity).is_none_or(|fields| fields.contains(base))
    }

    /// What of the changes and parts held may leave, as parts.
    #[must_use]
    pub fn parts(&self, history: &History) -> Vec<Part> {
        let changes = history.changes().iter().filter(|entry| entry.l <= MAX_TIME && self.is_worth(entry.text()));
        let changes = changes.map(|entry| (entry.change(), entry.branch()));
        let parts = history.parts().filter(|part| self.is_worth(part.text())).map(|part| (part.change(), part.c));
        let mut taken: Vec<(Change, DeviceId, Vec<SetOp>)> = Vec::new();
        let mut reserved: BTreeSet<(String, String)> = BTreeSet::new();
        for (mut change, c) in changes.chain(parts) {
            let mut ops = Vec::new();
            for op in std::mem::take(&mut change.ops) {
                let Op::Set(op) = op else { continue };
                let key = (op.e.clone(), op.id.clone());
                if !self.records.contains(&key) {
                    continue;
                }
                if op.seen.keys().any(|field| !self.lets(&op.e, field)) {
                    reserved.insert(key);
                }
                ops.push(op);
            }
            if !ops.is_empty() {
                taken.push((change, c, ops));
            }
        }
        let reduce = |mut op: SetOp| {
            let deletes = !reserved.contains(&(op.e.clone(), op.id.clone()));
            let entity = op.e.clone();
            let goes = |field: &String| if field == DELETED { deletes } else { self.lets(&entity, field) };
            op.set.retain(|field, _| goes(field));
            op.x.retain(|field, _| goes(field));
            if !op.set.contains_key(DELETED) {
                op.seen.clear();
            }
            (!op.set.is_empty()).then_some(Op::Set(op))
        };
        let part = |(change, c, ops): (Change, DeviceId, Vec<SetOp>)| {
            let ops: Vec<Op> = ops.into_iter().filter_map(reduce).collect();
            // Notes stay at home: nobody can say what a newer version writes there.
            let notes = BTreeMap::from([("c".to_owned(), Json::Str(c.to_string()))]);
            let json = Change { ops, notes, ..change }.to_json();
            Part::from_json(&json).ok()
        };
        taken.into_iter().filter_map(part).collect()
    }

    /// Whether a text may speak of a record it names. Looking for a few ids is quicker than reading.
    fn is_worth(&self, text: &str) -> bool {
        self.records.len() > FEW || self.records.iter().any(|(_, id)| text.contains(id.as_str()))
    }
}

/// Up to this many records, changes are searched for their ids before they are read.
const FEW: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Dot, Entry, Value};

    fn op(id: &str, set: &[(&str, Value)]) -> SetOp {
        let set = set.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect();
        SetOp { e: "lead".into(), id: id.into(), set, ..SetOp::default() }
    }

    fn history(changes: Vec<Vec<Op>>) -> History {
        let mut history = History::new();
        for ops in changes {
            let next = history.next(DeviceId(7));
            let notes = BTreeMap::from([("secret".to_owned(), Json::Str("a note".into()))]);
            let change = Change { d: DeviceId(7), s: next.s, l: next.l, ops, notes, ..Change::default() };
            history.insert(Entry::new(&change, next.parent).unwrap());
        }
        history
    }

    fn parcel(fields: Option<&[&str]>) -> Parcel {
        let fields = fields.map(|fields| ("lead".to_owned(), fields.iter().map(|f| (*f).to_owned()).collect()));
        Parcel { records: [("lead".to_owned(), "1".to_owned())].into(), fields: fields.into_iter().collect() }
    }

    #[track_caller]
    fn check(parcel: &Parcel, history: &History, expect: &[&[&str]]) {
        let written = |part: &Part| {
            let change = part.change();
            assert_eq!(change.notes.keys().collect::<Vec<_>>(), ["c"]);
            let fields = change.ops.iter().flat_map(|op| match op {
                Op::Set(op) => op.set.keys().cloned().collect::<Vec<_>>(),
                other => panic!("{other:?}"),
            });
            fields.collect::<Vec<String>>()
        };
        assert_eq!(parcel.parts(history).iter().map(written).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn only_what_is_named_leaves() {
        let first = op("1", &[("name", "A".into()), ("note", "secret".into()), ("tags:vip", true.into())]);
        let other = op("2", &[("name", "B".into())]);
        let quiet = op("1", &[("note", "more".into())]);
        let dot = Dot { name: DeviceId(7), s: 1 };
        let x = [("name".to_owned(), vec![dot]), ("note".to_owned(), vec![dot])].into();
        let edit = SetOp { x, ..op("1", &[("name", "AA".into()), ("note", "n".into())]) };
        let history = history(vec![vec![Op::Set(first), Op::Set(other)], vec![Op::Set(quiet)], vec![Op::Set(edit)]]);
        check(&parcel(None), &history, &[&["name", "note", "tags:vip"], &["note"], &["name", "note"]]);
        check(&parcel(Some(&["name"])), &history, &[&["name"], &["name"]]);
        check(&parcel(Some(&["tags"])), &history, &[&["tags:vip"]]);
        check(&Parcel::default(), &history, &[]);
        let named = parcel(Some(&["name"])).parts(&history);
        assert!(named.iter().all(|part| !part.text().contains("note") && !part.text().contains("secret")));
    }

    #[test]
    fn a_delete_that_saw_more_stays_at_home() {
        let dot = Dot { name: DeviceId(7), s: 1 };
        let first = op("1", &[("name", "A".into()), ("note", "secret".into())]);
        let seen = [("name".to_owned(), vec![dot]), ("note".to_owned(), vec![dot])].into();
        let delete = SetOp { seen, ..op("1", &[("_deleted", true.into())]) };
        let restore = op("1", &[("_deleted", false.into())]);
        let history = history(vec![vec![Op::Set(first)], vec![Op::Set(delete)], vec![Op::Set(restore)]]);
        check(&parcel(None), &history, &[&["name", "note"], &["_deleted"], &["_deleted"]]);
        check(&parcel(Some(&["name"])), &history, &[&["name"]]);
    }
}
