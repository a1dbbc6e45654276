//! The journal as a whole: what was acknowledged stays, nothing is torn, tabs agree.

use super::testing::{ME, Tab, device, entries, names, reopen, run};
use super::*;
use crate::ledger::hash::ORIGIN;
use crate::ledger::{Change, Entry, History, Op};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn what_was_written_is_read_back() {
    run(async {
        let memory = Memory::new();
        assert!(Tab::open(memory.clone()).await.unwrap().is_none());
        let mut tab = Tab::create(memory.clone()).await.unwrap();
        assert_eq!(Tab::create(memory.clone()).await.err(), Some(StoreError::Moved));
        for name in ["a", "b", "c"] {
            tab.add(name).await.unwrap();
        }
        tab.import(&entries(device(2), 1100), "two.json").await.unwrap();
        tab.add("d").await.unwrap();
        let again = reopen(&memory).await;
        assert_eq!(again.state, tab.state);
        assert_eq!(names(&again.state), ["a", "b", "c", "d", "name 1100"]);
        assert_eq!(
            (again.journal.workspace().as_str(), again.journal.device(), again.journal.count()),
            ("ws-1", ME, 1104)
        );
        let points = again.journal.restore_points().await.unwrap();
        assert_eq!(
            points,
            [RestorePoint { label: "two.json".to_owned(), at: 5, count: 3, until: 1103, by_hand: false }]
        );
        assert_eq!(names(&again.journal.history_at(&points[0]).await.unwrap().fold()), ["a", "b", "c"]);
        assert_eq!(again.journal.since(1103).await.unwrap().len(), 1);
        tab.journal.compact().await.unwrap();
        assert_eq!(memory.scan(Table::Log, &Keys::all(), 9).await.unwrap().len(), 2);
        assert_eq!(reopen(&memory).await.state, tab.state);
    });
}

#[test]
fn pages_from_the_end_make_up_the_whole() {
    run(async {
        let memory = Memory::new();
        let mut tab = Tab::create(memory.clone()).await.unwrap();
        tab.add("a").await.unwrap();
        tab.import(&entries(device(2), 2100), "two.json").await.unwrap();
        tab.add("b").await.unwrap();
        for compacted in [false, true] {
            let (mut until, mut pages) = (tab.journal.count(), Vec::new());
            while until > 0 {
                let (before, page) = tab.journal.page(until, &|_| true).await.unwrap();
                assert_eq!(
                    page.iter().map(|(number, _)| *number).collect::<Vec<_>>(),
                    (before + 1..=until).collect::<Vec<_>>()
                );
                pages.splice(0..0, page.into_iter().map(|(_, entry)| entry));
                until = before;
            }
            assert_eq!(pages, tab.journal.since(0).await.unwrap(), "compacted: {compacted}");
            let (before, some) = tab.journal.page(1_700, &|text| text.contains("name 1500\"")).await.unwrap();
            assert_eq!((before, some.len(), some[0].0), (1_000, 1, 1_501));
            tab.journal.compact().await.unwrap();
        }
    });
}

#[test]
fn settings_stay_and_travel_with_a_commit() {
    run(async {
        let memory = Memory::new();
        let tab = Tab::create(memory.clone()).await.unwrap();
        tab.journal.set("me", Some("anna".to_owned())).await.unwrap();
        tab.journal.set("shown/b", Some("2".to_owned())).await.unwrap();
        let settings = vec![("shown/a".to_owned(), Some("1".to_owned())), ("me".to_owned(), None)];
        let extras = Extras { settings, device: Some(device(9)), ..Extras::default() };
        tab.journal.append(&entries(ME, 1), &[], extras).await.unwrap();
        let again = reopen(&memory).await;
        assert_eq!(again.journal.device(), device(9));
        assert_eq!(again.journal.setting("me").await, Ok(None));
        let shown = [("shown/a".to_owned(), "1".to_owned()), ("shown/b".to_owned(), "2".to_owned())];
        assert_eq!(again.journal.settings("shown/").await.as_deref(), Ok(&shown[..]));
    });
}

#[test]
fn many_small_chunks_ask_to_be_grouped() {
    run(async {
        let mut tab = Tab::create(Memory::new()).await.unwrap();
        for at in 0..200 {
            assert!(!tab.journal.is_loose());
            tab.add(&at.to_string()).await.unwrap();
        }
        assert!(tab.journal.is_loose());
        tab.journal.compact().await.unwrap();
        assert!(!tab.journal.is_loose());
    });
}

#[test]
fn a_purge_erases_the_text_of_old_changes() {
    run(async {
        let memory = Memory::new();
        let mut tab = Tab::create(memory.clone()).await.unwrap();
        for name in ["keep", "secret"] {
            tab.add(name).await.unwrap();
        }
        tab.journal.compact().await.unwrap();
        let mut other = reopen(&memory).await;
        let next = tab.state.frontier().next(ME);
        let purge = Op::Purge { e: "lead".to_owned(), id: format!("{ME}.2.x") };
        let change = Change { d: ME, s: next.s, l: next.l, ops: vec![purge], ..Change::default() };
        let entry = Entry::new(&change, next.parent).unwrap();
        tab.journal.append(&[entry], &[], Extras::default()).await.unwrap();
        other.catch_up().await.unwrap();
        assert_eq!(names(&other.state), ["keep"]);
        assert_eq!(reopen(&memory).await.state, other.state);
        for (_, bytes) in memory.scan(Table::Log, &Keys::all(), 9).await.unwrap() {
            assert!(!chunk::gunzip(&bytes).unwrap().contains("secret"));
        }
    });
}

#[test]
fn salvage_reads_what_is_readable() {
    run(async {
        let memory = Memory::new();
        let mut tab = Tab::create(memory.clone()).await.unwrap();
        for name in ["a", "b", "c"] {
            tab.add(name).await.unwrap();
        }
        let damage = Write::Put(Table::Log, storage::number_key(2), b"?".to_vec());
        memory.commit(None, &[damage]).await.unwrap();
        let what = "log/0000000000000002".to_owned();
        assert_eq!(Tab::open(memory.clone()).await.err(), Some(StoreError::Corrupt { what: what.clone() }));
        let found = salvage(&memory).await.unwrap();
        assert_eq!(found.birth, Some(("ws-1".to_owned(), ME)));
        assert_eq!(found.damaged, [what]);
        assert_eq!(names(&found.history.fold()), ["a", "c"]);
    });
}

#[test]
fn an_answer_lost_on_the_way_is_no_second_change() {
    run(async {
        for before in [false, true] {
            let memory = Memory::new();
            let mut tab = Tab::create(memory.clone()).await.unwrap();
            tab.add("a").await.unwrap();
            let faulty = Faulty::new(memory.clone());
            let mut tab = Tab::open(faulty.clone()).await.unwrap().unwrap();
            let fault = if before { Fault::Lost } else { Fault::LostAnswer };
            let _ = faulty.clone().failing(faulty.calls(), fault);
            tab.add("b").await.unwrap();
            tab.add("c").await.unwrap();
            assert_eq!(names(&tab.state), ["a", "b", "c"]);
            assert_eq!(reopen(&memory).await.state, tab.state);
        }
    });
}

/// Every kind of write, in one sitting. Gives the names that were acknowledged, and whether any write
/// ended without anyone knowing how.
async fn scenario(storage: Faulty<Memory>) -> (Vec<String>, bool) {
    let (mut saved, mut unsure) = (Vec::new(), false);
    let mut note = |done: Result<(), StoreError>, names: &[&str]| match done {
        Ok(()) => saved.extend(names.iter().map(|name| (*name).to_owned())),
        Err(error) => unsure |= error == StoreError::Lost,
    };
    let Ok(mut tab) = (match Tab::create(storage.clone()).await {
        Err(StoreError::Lost) => Tab::open(storage.clone()).await.and_then(|tab| tab.ok_or(StoreError::Lost)),
        made => made,
    }) else {
        return (saved, true);
    };
    note(tab.add("a").await, &["a"]);
    note(tab.add("b").await, &["b"]);
    note(tab.import(&entries(device(2), 3), "two").await, &["name 3"]);
    let _ = tab.journal.compact().await;
    let _ = tab.journal.pack(&tab.state).await;
    note(tab.add("c").await, &["c"]);
    let _ = tab.journal.set("key", Some("value".to_owned())).await;
    let _ = tab.journal.compact().await;
    let _ = tab.journal.pack(&tab.state).await;
    note(tab.add("d").await, &["d"]);
    let Ok(Some(mut tab)) = Tab::open(storage).await else { return (saved, unsure) };
    let mut note = |done: Result<(), StoreError>, names: &[&str]| match done {
        Ok(()) => saved.extend(names.iter().map(|name| (*name).to_owned())),
        Err(error) => unsure |= error == StoreError::Lost,
    };
    note(tab.add("e").await, &["e"]);
    (saved, unsure)
}

#[test]
fn a_fault_at_any_call_loses_and_tears_nothing() {
    run(async {
        let calls = {
            let storage = Faulty::new(Memory::new());
            assert_eq!(scenario(storage.clone()).await.0, ["a", "b", "name 3", "c", "d", "e"]);
            storage.calls()
        };
        for (call, fault) in (0..calls).flat_map(|call| Fault::ALL.map(|fault| (call, fault))) {
            let memory = Memory::new();
            let (saved, unsure) = scenario(Faulty::new(memory.clone()).failing(call, fault)).await;
            let Some(mut tab) = Tab::open(memory.clone()).await.unwrap() else {
                assert!(saved.is_empty(), "{fault:?} at {call} lost all of {saved:?}");
                continue;
            };
            let found = names(&tab.state);
            let lost: Vec<_> = saved.iter().filter(|name| !found.contains(name)).collect();
            assert!(lost.is_empty(), "{fault:?} at {call} lost {lost:?}");
            assert!(unsure || found.len() == saved.len(), "{fault:?} at {call}: {found:?} for {saved:?}");
            assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len(), "{fault:?} at {call}: {found:?}");
            assert!(tab.state.frontier().gaps().is_empty(), "{fault:?} at {call}");
            assert!(tab.state == tab.journal.refold().await.unwrap(), "{fault:?} at {call}");
            tab.add("after").await.unwrap();
            tab.journal.pack(&tab.state).await.unwrap();
            assert_eq!(reopen(&memory).await.state, tab.state, "{fault:?} at {call}");
        }
    });
}

/// What the person at a tab does.
#[derive(Clone, Debug)]
enum Act {
    Add,
    CatchUp,
    Compact,
    Pack,
    Import(u64),
    Reopen,
}

fn act() -> impl Strategy<Value = (usize, Act)> {
    let act = prop_oneof![
        6 => Just(Act::Add),
        2 => Just(Act::CatchUp),
        1 => Just(Act::Compact),
        2 => Just(Act::Pack),
        1 => (2..5u64).prop_map(Act::Import),
        1 => Just(Act::Reopen),
    ];
    (0..2usize, act)
}

proptest! {
    #[test]
    fn two_tabs_stay_equal(acts in prop::collection::vec(act(), 1..24)) {
        run(async {
            let memory = Memory::new();
            let mut tabs = [Tab::create(memory.clone()).await.unwrap(), reopen(&memory).await];
            let mut expect = Vec::new();
            for (at, (tab, act)) in acts.iter().enumerate() {
                let tab = &mut tabs[*tab];
                match act {
                    Act::Add => {
                        let name = format!("lead {at:02}");
                        tab.add(&name).await.unwrap();
                        expect.push(name);
                    }
                    Act::CatchUp => tab.catch_up().await.unwrap(),
                    Act::Compact => drop(tab.journal.compact().await),
                    Act::Pack => drop(tab.journal.pack(&tab.state).await),
                    Act::Import(from) => {
                        tab.catch_up().await.unwrap();
                        tab.import(&entries(device(*from), at as u64 + 1), "file").await.unwrap();
                    }
                    Act::Reopen => *tab = reopen(&memory).await,
                }
            }
            for tab in &mut tabs {
                tab.catch_up().await.unwrap();
            }
            assert_eq!(tabs[0].state, tabs[1].state);
            let mut found = names(&tabs[0].state);
            found.retain(|name| name.starts_with("lead"));
            assert_eq!(found, expect);
            let mut held = History::new();
            held.extend(tabs[0].journal.since(0).await.unwrap(), []);
            assert_eq!(held.changes().len() as u64, tabs[0].journal.count());
            assert_eq!(held.fold(), tabs[0].state);
            assert_eq!(reopen(&memory).await.state, tabs[0].state);
            assert!(held.changes().iter().all(|entry| entry.s > 1 || entry.parent == ORIGIN));
        });
    }
}
