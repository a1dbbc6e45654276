//! What the tests of this module share: changes out of nothing, and a runtime.

use crate::ledger::hash::ORIGIN;
use crate::ledger::{Change, DeviceId, Entry, Op, SetOp, State, Value};
use std::collections::BTreeMap;

/// A device.
pub(super) fn device(number: u64) -> DeviceId {
    DeviceId(number)
}

/// The first changes of a device: it names a lead, then renames it.
pub(super) fn entries(d: DeviceId, count: u64) -> Vec<Entry> {
    let mut parent = ORIGIN;
    let mut made = Vec::new();
    for s in 1..=count {
        let set = BTreeMap::from([("name".to_owned(), Value::Text(format!("name {s}")))]);
        let x = if s > 1 { BTreeMap::from([("name".to_owned(), vec![dot(d, s - 1)])]) } else { BTreeMap::new() };
        let op = SetOp { e: "lead".to_owned(), id: format!("{d}.1.x"), set, x, seen: BTreeMap::new() };
        let change = Change { d, s, l: s, ops: vec![Op::Set(op)], ..Change::default() };
        let entry = Entry::new(&change, parent).unwrap();
        parent = entry.c;
        made.push(entry);
    }
    made
}

fn dot(name: DeviceId, s: u64) -> crate::ledger::Dot {
    crate::ledger::Dot { name, s }
}

/// The next change of a device on a state: it creates a lead of this name.
pub(super) fn next(state: &State, d: DeviceId, name: &str) -> Entry {
    let next = state.frontier().next(d);
    let set = BTreeMap::from([("name".to_owned(), Value::Text(name.to_owned()))]);
    let op = SetOp { e: "lead".to_owned(), id: format!("{d}.{}.x", next.s), set, ..SetOp::default() };
    let change = Change { d, s: next.s, l: next.l, ops: vec![Op::Set(op)], ..Change::default() };
    Entry::new(&change, next.parent).unwrap()
}

/// The names of all leads, sorted.
pub(super) fn names(state: &State) -> Vec<String> {
    let name = |(_, record): (&str, &crate::ledger::Record)| Some(record.get("name")?.as_text()?.to_owned());
    let mut names: Vec<String> = state.records("lead").filter_map(name).collect();
    names.sort();
    names
}

/// Runs a future to its end.
pub(super) fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}
