//! Segments: whatever happens to them or around them, a start comes to the state of the history.

use super::segment::checksum;
use super::storage::Entry as Stored;
use super::testing::{ME, Tab, device, entries, names, reopen, run};
use super::*;
use crate::ledger::{Change, Entry, Op, State};
use futures_util::FutureExt;
use std::collections::BTreeSet;

/// A workspace of nine leads from two devices, packed, and one lead behind that.
async fn packed() -> Memory {
    let memory = Memory::new();
    let mut tab = Tab::create(memory.clone()).await.unwrap();
    tab.import(&entries(device(2), 3), "two").await.unwrap();
    for name in ["a", "b", "c", "d", "e", "f", "g", "h"] {
        tab.add(name).await.unwrap();
    }
    tab.journal.pack(&tab.state).await.unwrap();
    tab.add("i").await.unwrap();
    memory
}

async fn segments(memory: &Memory) -> Vec<Stored> {
    memory.scan(Table::Segments, &Keys::all(), 99).await.unwrap()
}

/// Damages or mends the stored bytes of a key.
async fn put(memory: &Memory, table: Table, key: &str, bytes: &[u8]) {
    memory.commit(None, &[Write::Put(table, key.to_owned(), bytes.to_vec())]).await.unwrap();
}

/// What a start shows, which must be what the history says.
async fn check(memory: &Memory, what: &str) -> Tab<Memory> {
    let tab = reopen(memory).await;
    let known = tab.journal.count();
    assert!(tab.state == tab.journal.refold().await.unwrap(), "{what}");
    assert_eq!(tab.journal.count(), known, "{what}");
    tab
}

#[test]
fn a_start_reads_segments_and_the_end_of_the_log_only() {
    run(async {
        let memory = packed().await;
        let expect = check(&memory, "whole").await.state;
        assert_eq!(segments(&memory).await.len(), 6, "the root and nine records by two");
        // If the beginning of the log were read, this would be noticed.
        let (first, _) = memory.scan(Table::Log, &Keys::all(), 1).await.unwrap().remove(0);
        put(&memory, Table::Log, &first, b"?").await;
        let tab = reopen(&memory).await;
        assert!(tab.state == expect);
        assert!(tab.journal.history().await.is_err());
    });
}

#[test]
fn only_changed_segments_are_written_anew() {
    run(async {
        let memory = packed().await;
        let before: BTreeSet<String> = segments(&memory).await.into_iter().map(|(key, _)| key).collect();
        let mut tab = reopen(&memory).await;
        tab.journal.pack(&tab.state).await.unwrap();
        tab.add("j").await.unwrap();
        let id = format!("{ME}.1.x");
        let next = tab.state.frontier().next(ME);
        let op = Op::Set(tab.state.edit("lead", &id, [("name".to_owned(), "new".into())]));
        let change = Change { d: ME, s: next.s, l: next.l, ops: vec![op], ..Change::default() };
        let entry = Entry::new(&change, next.parent).unwrap();
        tab.journal.append(std::slice::from_ref(&entry), &[], Extras::default()).await.unwrap();
        tab.state.apply(&entry).unwrap();
        tab.journal.pack(&tab.state).await.unwrap();
        let after: BTreeSet<String> = segments(&memory).await.into_iter().map(|(key, _)| key).collect();
        assert_eq!(after.intersection(&before).count(), 3, "{before:#?} {after:#?}");
        assert_eq!(check(&memory, "twice").await.state, tab.state);
    });
}

/// Content that comes back to a change held blank changes what is held, not only what comes after.
#[test]
fn a_change_made_whole_is_folded_anew() {
    run(async {
        for count in [2, 1000] {
            let memory = Memory::new();
            let mut tab = Tab::create(memory.clone()).await.unwrap();
            let whole = entries(device(2), count);
            let mut blank = whole.clone();
            blank[1].blank(&BTreeSet::from([("lead".to_owned(), format!("{}.1.x", device(2)))]));
            tab.import(&blank, "blank").await.unwrap();
            tab.journal.pack(&tab.state).await.unwrap();
            let mut other = reopen(&memory).await;
            tab.import(&whole, "whole").await.unwrap();
            assert_eq!(names(&tab.state), [format!("name {count}")]);
            assert_eq!(check(&memory, "whole").await.state, tab.state);
            other.catch_up().await.unwrap();
            assert_eq!(other.state, tab.state);
        }
    });
}

#[test]
fn what_is_damaged_or_gone_is_folded_anew() {
    run(async {
        let whole = packed().await;
        let expect = reopen(&whole).await.state;
        for (key, bytes) in segments(&whole).await {
            let newer = |mut body: Vec<u8>| {
                let at = 4 + u32::from_le_bytes(body[..4].try_into().unwrap()) as usize;
                body[at] += 1;
                [&checksum(&body).to_le_bytes()[..], &body].concat()
            };
            let flipped = |at: usize| bytes.iter().enumerate().map(|(n, b)| b ^ u8::from(n == at)).collect();
            let mut damages: Vec<Vec<u8>> = vec![Vec::new(), bytes[..bytes.len() - 1].to_vec()];
            damages.extend((0..bytes.len()).map(flipped));
            damages.extend(key.ends_with("/root").then(|| newer(bytes[4..].to_vec())));
            for damage in damages {
                let memory = whole.copy();
                put(&memory, Table::Segments, &key, &damage).await;
                assert!(reopen(&memory).await.state == expect, "{key}: {damage:?}");
            }
            let memory = whole.copy();
            memory.commit(None, &[Write::Delete(Table::Segments, Keys::only(&key))]).await.unwrap();
            let mut tab = check(&memory, &key).await;
            // The next generation is whole again.
            tab.add("j").await.unwrap();
            tab.journal.pack(&tab.state).await.unwrap();
            assert_eq!(segments(&memory).await.len(), 7, "{key}");
            assert_eq!(check(&memory, &key).await.state, tab.state);
        }
    });
}

#[test]
fn a_fault_at_any_call_of_a_start_shows_nothing_wrong() {
    run(async {
        let whole = packed().await;
        let expect = reopen(&whole).await.state;
        let calls = {
            let storage = Faulty::new(whole.clone());
            Tab::open(storage.clone()).await.unwrap().unwrap();
            storage.calls()
        };
        for (call, fault) in (0..calls).flat_map(|call| Fault::ALL.map(|fault| (call, fault))) {
            let memory = whole.copy();
            let opened = Tab::open(Faulty::new(memory.clone()).failing(call, fault)).await;
            assert!(opened.is_err() || opened.unwrap().unwrap().state == expect, "{fault:?} at {call}");
            assert!(check(&memory, "after").await.state == expect, "{fault:?} at {call}");
        }
    });
}

/// Does in one tab what `one` does, and at any of its calls all that `other` does in another.
fn meet<A: Future<Output = ()>, B: Future<Output = ()>>(
    one: impl Fn(Tab<Faulty<Memory>>) -> A,
    other: impl Fn(Tab<Memory>) -> B + Copy + 'static,
) {
    run(async {
        for call in 0.. {
            let memory = packed().await;
            let storage = Faulty::new(memory.clone());
            let tab = Tab::open(storage.clone()).await.unwrap().unwrap();
            let (begin, there) = (storage.calls(), memory.clone());
            let meanwhile = async move { other(reopen(&there).await).await };
            let _ = storage.clone().interrupted(begin + call, move || meanwhile.now_or_never().unwrap());
            one(tab).await;
            check(&memory, &format!("met at {call}")).await;
            if storage.calls() <= begin + call {
                return;
            }
        }
    });
}

/// Packs twice, and again whenever another tab was in the way.
async fn pack<S: Storage>(mut tab: Tab<S>) {
    for name in ["p", "q"] {
        tab.add(name).await.unwrap();
        while let Err(error) = tab.journal.pack(&tab.state).await {
            assert_eq!(error, StoreError::Moved);
            tab.catch_up().await.unwrap();
        }
    }
}

async fn write<S: Storage>(mut tab: Tab<S>) {
    for name in ["x", "y"] {
        tab.add(name).await.unwrap();
    }
    assert!(["x", "y"].iter().all(|name| names(&tab.state).iter().any(|shown| shown == name)));
}

async fn import<S: Storage>(mut tab: Tab<S>) {
    tab.import(&entries(device(3), 3), "three").await.unwrap();
}

async fn start<S: Storage + Clone>(tab: Tab<S>) {
    let storage = tab.journal.storage().clone();
    let (_, state): (_, State) = Journal::open(storage).await.unwrap().unwrap();
    assert!(state.frontier().held() >= tab.state.frontier().held());
}

#[test]
fn a_tab_packs_while_another_writes() {
    meet(pack, write);
    meet(write, pack);
}

#[test]
fn a_tab_packs_while_another_packs_or_imports() {
    meet(pack, pack);
    meet(pack, import);
}

#[test]
fn a_tab_starts_while_another_packs_or_imports() {
    meet(start, pack);
    meet(start, import);
    meet(pack, start);
}

#[test]
fn a_long_log_asks_to_be_packed() {
    run(async {
        let mut tab = Tab::create(Memory::new()).await.unwrap();
        for at in 0..200 {
            assert!(!tab.journal.is_behind());
            tab.add(&at.to_string()).await.unwrap();
        }
        assert!(tab.journal.is_behind());
        tab.journal.pack(&tab.state).await.unwrap();
        assert!(!tab.journal.is_behind());
    });
}
