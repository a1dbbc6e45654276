//! What the tests of this module share: changes out of nothing, tabs, and a runtime.

use super::{Extras, Journal, Memory, RestorePoint, Storage, StoreError};
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

/// The device of most tests.
pub(super) const ME: DeviceId = DeviceId(1);

/// A tab: its journal and the state it shows.
pub(super) struct Tab<S> {
    pub(super) journal: Journal<S>,
    pub(super) state: State,
}

impl<S: Storage> Tab<S> {
    /// A new workspace.
    pub(super) async fn create(storage: S) -> Result<Self, StoreError> {
        let journal = Journal::create(storage, "ws-1", ME).await?;
        Ok(Tab { journal, state: State::default() })
    }

    /// The workspace of a storage.
    pub(super) async fn open(storage: S) -> Result<Option<Self>, StoreError> {
        Ok(Journal::open(storage).await?.map(|(journal, state)| Tab { journal, state }))
    }

    /// One action of the person at this tab, as the app does it.
    pub(super) async fn add(&mut self, name: &str) -> Result<(), StoreError> {
        loop {
            let entry = next(&self.state, self.journal.device(), name);
            match self.journal.append(std::slice::from_ref(&entry), &[], Extras::default()).await {
                Err(StoreError::Moved) => self.catch_up().await?,
                done => {
                    done?;
                    self.state.apply(&entry).unwrap();
                    return Ok(());
                }
            }
        }
    }

    /// Takes in what other tabs wrote.
    pub(super) async fn catch_up(&mut self) -> Result<(), StoreError> {
        if self.journal.news().await?.apply(&mut self.state).is_err() {
            self.state = self.journal.refold().await?;
        }
        Ok(())
    }

    /// Imports a colleague's changes.
    pub(super) async fn import(&mut self, entries: &[Entry], label: &str) -> Result<(), StoreError> {
        let mut merged = self.journal.history().await?;
        merged.extend(entries.iter().cloned(), []);
        let restore = Some(RestorePoint::new(label.to_owned(), 5));
        self.journal.import(&merged, Extras { restore, ..Extras::default() }).await?;
        self.state = merged.fold();
        Ok(())
    }
}

/// Another tab.
pub(super) async fn reopen(memory: &Memory) -> Tab<Memory> {
    Tab::open(memory.clone()).await.unwrap().unwrap()
}
