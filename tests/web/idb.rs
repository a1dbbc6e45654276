//! IndexedDB does what [`Storage`] promises: commits whole or not at all, one winner among tabs, a dead
//! connection replaced, nobody else's database touched.

use cove::ledger::{Change, DeviceId, Entry, Op, SetOp, State, Value};
use cove::store::storage::number_key;
use cove::store::{Extras, Idb, Journal, Keys, Storage, StoreError, Table, Write};
use indexed_db_futures::database::Database;
use indexed_db_futures::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

pub(crate) const ME: DeviceId = DeviceId(1);

/// A database of its own for each test, empty at the start.
pub(crate) async fn fresh(test: &str) -> Idb {
    let idb = Idb::open(&format!("cove:/test/:ws:{test}"), || ()).await.unwrap();
    idb.wipe().await.unwrap();
    idb
}

/// Another tab on the same database.
pub(crate) async fn tab(test: &str) -> Idb {
    Idb::open(&format!("cove:/test/:ws:{test}"), || ()).await.unwrap()
}

fn put(key: &str, value: &str) -> Write {
    Write::Put(Table::Log, key.to_owned(), value.as_bytes().to_vec())
}

async fn keys(idb: &Idb) -> Vec<String> {
    idb.scan(Table::Log, &Keys::all(), 99).await.unwrap().into_iter().map(|(key, _)| key).collect()
}

#[wasm_bindgen_test]
async fn reads_what_it_wrote() {
    let idb = fresh("reads").await;
    assert_eq!(idb.get(Table::Log, "a").await, Ok(None));
    assert_eq!(idb.revision().await, Ok(0));
    assert_eq!(idb.commit(Some(0), &[put("b", "2"), put("a", "1"), put("c", "")]).await, Ok(1));
    assert_eq!(idb.get(Table::Log, "a").await, Ok(Some(b"1".to_vec())));
    assert_eq!(idb.get(Table::Log, "c").await, Ok(Some(Vec::new())));
    assert_eq!(idb.get(Table::Files, "a").await, Ok(None));
    assert_eq!(idb.scan(Table::Log, &Keys::prefix("a").after("a"), 9).await, Ok(vec![]));
    assert_eq!(idb.scan(Table::Log, &Keys::only("a").after("a"), 9).await, Ok(vec![]));
    assert_eq!(idb.scan(Table::Log, &Keys::all(), 1).await, Ok(vec![("a".to_owned(), b"1".to_vec())]));
    assert_eq!(keys(&idb).await, ["a", "b", "c"]);
    assert_eq!(idb.commit(None, &[Write::Delete(Table::Log, Keys::only("b")), put("d", "4")]).await, Ok(1));
    assert_eq!(keys(&idb).await, ["a", "c", "d"]);
    assert_eq!(idb.commit(Some(1), &[Write::Delete(Table::Log, Keys::all()), put("e", "5")]).await, Ok(2));
    assert_eq!(keys(&idb).await, ["e"]);
    idb.close();
    assert_eq!(keys(&idb).await, ["e"]);
    assert_eq!(keys(&tab("reads").await).await, ["e"]);
    assert!(idb.estimate().await.is_none_or(|estimate| estimate.quota > 0));
}

#[wasm_bindgen_test]
async fn a_stale_guard_writes_nothing() {
    let (one, two) = (fresh("guard").await, tab("guard").await);
    assert_eq!(one.commit(Some(0), &[put("a", "1")]).await, Ok(1));
    let late = [put("b", "2"), Write::Delete(Table::Log, Keys::all())];
    assert_eq!(two.commit(Some(0), &late).await, Err(StoreError::Moved));
    assert_eq!(keys(&one).await, ["a"]);
    assert_eq!(two.commit(Some(1), &[put("b", "2")]).await, Ok(2));
    // Both at once: exactly one wins.
    let (one_put, two_put) = ([put("c", "1")], [put("c", "2")]);
    let (first, second) = futures_util::join!(one.commit(Some(2), &one_put), two.commit(Some(2), &two_put));
    assert_eq!([&first, &second].into_iter().filter(|done| **done == Ok(3)).count(), 1, "{first:?} {second:?}");
    assert_eq!([&first, &second].into_iter().filter(|done| **done == Err(StoreError::Moved)).count(), 1);
}

#[wasm_bindgen_test]
async fn a_tab_lets_go_when_another_erases() {
    let one = fresh("retire").await;
    one.commit(Some(0), &[put("a", "1")]).await.unwrap();
    let told = Rc::new(Cell::new(0));
    let two = {
        let told = told.clone();
        Idb::open("cove:/test/:ws:retire", move || told.set(told.get() + 1)).await.unwrap()
    };
    assert_eq!(keys(&two).await, ["a"]);
    one.wipe().await.unwrap();
    assert_eq!(told.get(), 1);
    assert_eq!(two.get(Table::Log, "a").await, Err(StoreError::Closed));
    assert_eq!(two.commit(Some(1), &[put("b", "2")]).await, Err(StoreError::Closed));
    assert_eq!(keys(&one).await, [""; 0]);
}

#[wasm_bindgen_test]
async fn whoever_does_not_let_go_blocks_and_is_named() {
    let idb = fresh("blocked").await;
    idb.commit(Some(0), &[put("a", "1")]).await.unwrap();
    let stubborn = Database::open("cove:/test/:ws:blocked").build().unwrap().await.unwrap();
    assert_eq!(idb.wipe().await, Err(StoreError::Blocked));
    stubborn.close();
}

#[wasm_bindgen_test]
async fn erasing_leaves_foreign_databases_alone() {
    let foreign = Database::open("someone-else").with_version(1u8).with_on_upgrade_needed(|_, database| {
        database.create_object_store("things").build()?;
        Ok(())
    });
    foreign.build().unwrap().await.unwrap().close();
    let (one, two) = (fresh("erase-1").await, fresh("erase-2").await);
    one.commit(Some(0), &[put("a", "1")]).await.unwrap();
    two.commit(Some(0), &[put("a", "1")]).await.unwrap();
    let names = Idb::list("cove:/test/:ws:erase").await.unwrap();
    assert_eq!(names, ["cove:/test/:ws:erase-1", "cove:/test/:ws:erase-2"]);
    one.wipe().await.unwrap();
    assert_eq!(Idb::list("cove:/test/:ws:erase").await.unwrap(), ["cove:/test/:ws:erase-2"]);
    assert_eq!(keys(&two).await, ["a"]);
    assert_eq!(Idb::list("someone").await.unwrap(), ["someone-else"]);
    let foreign = Database::open("someone-else").build().unwrap().await.unwrap();
    assert_eq!(foreign.object_store_names().collect::<Vec<_>>(), ["things"]);
    foreign.delete().unwrap().await.unwrap();
}

#[wasm_bindgen_test]
async fn a_newer_database_is_read_and_not_written() {
    let idb = fresh("newer").await;
    idb.commit(Some(0), &[put("a", "1")]).await.unwrap();
    idb.close();
    let newer = Database::open("cove:/test/:ws:newer").with_version(99u8).with_on_upgrade_needed(|_, _| Ok(()));
    newer.build().unwrap().await.unwrap().close();
    let idb = tab("newer").await;
    assert!(idb.is_newer());
    assert_eq!(keys(&idb).await, ["a"]);
    assert_eq!(idb.commit(Some(1), &[put("b", "2")]).await, Err(StoreError::Newer));
    assert_eq!(keys(&idb).await, ["a"]);
    idb.wipe().await.unwrap();
}

/// The next change of a device: it creates a lead.
pub(crate) fn next(state: &State, name: &str) -> Entry {
    let next = state.frontier().next(ME);
    let set = [("name".to_owned(), Value::from(name))].into();
    let op = SetOp { e: "lead".to_owned(), id: format!("{ME}.{}.x", next.s), set, ..SetOp::default() };
    let change = Change { d: ME, s: next.s, l: next.l, ops: vec![Op::Set(op)], ..Change::default() };
    Entry::new(&change, next.parent).unwrap()
}

#[wasm_bindgen_test]
async fn two_tabs_keep_one_journal() {
    let mut state = State::default();
    let one = Journal::create(fresh("journal").await, "ws-1", ME).await.unwrap();
    let (two, mut other) = Journal::open(tab("journal").await).await.unwrap().unwrap();
    for round in 0..10 {
        let entry = next(&state, &format!("one {round}"));
        one.append(std::slice::from_ref(&entry), &[], Extras::default()).await.unwrap();
        state.apply(&entry).unwrap();
        let stale = next(&other, "two");
        assert_eq!(two.append(&[stale], &[], Extras::default()).await, Err(StoreError::Moved));
        two.news().await.unwrap().apply(&mut other).unwrap();
        let entry = next(&other, &format!("two {round}"));
        two.append(std::slice::from_ref(&entry), &[], Extras::default()).await.unwrap();
        other.apply(&entry).unwrap();
        one.news().await.unwrap().apply(&mut state).unwrap();
        assert_eq!(state, other);
    }
    one.compact().await.unwrap();
    assert_eq!(keys(one.storage()).await, [number_key(20)]);
    let (again, read) = Journal::open(tab("journal").await).await.unwrap().unwrap();
    assert_eq!((read, again.count()), (state, 20));
}

/// Makes one method of the browser's misbehave once.
pub(crate) fn sabotage(method: &str, once: &str) {
    let script = format!("const real = {method}; {method} = function (...given) {{ {method} = real; {once} }};");
    js_sys::Function::new_no_args(&script).call0(&wasm_bindgen::JsValue::NULL).unwrap();
}

#[wasm_bindgen_test]
async fn a_dead_handle_is_replaced() {
    let idb = fresh("dead").await;
    idb.commit(Some(0), &[put("a", "1")]).await.unwrap();
    let dead = "throw new DOMException('the connection is closing', 'InvalidStateError');";
    sabotage("IDBDatabase.prototype.transaction", dead);
    assert_eq!(idb.get(Table::Log, "a").await, Ok(Some(b"1".to_vec())));
    sabotage("IDBDatabase.prototype.transaction", dead);
    assert_eq!(idb.commit(Some(1), &[put("b", "2")]).await, Ok(2));
    assert_eq!(keys(&idb).await, ["a", "b"]);
}

#[wasm_bindgen_test]
async fn a_full_disk_undoes_the_commit_and_says_so() {
    let idb = fresh("full").await;
    idb.commit(Some(0), &[put("a", "1")]).await.unwrap();
    // What browsers do when the disk is full: every put succeeds, and the commit ends in an abort.
    let full =
        "Object.defineProperty(this, 'error', { value: new DOMException('', 'QuotaExceededError') }); this.abort();";
    sabotage("IDBTransaction.prototype.commit", full);
    assert_eq!(idb.commit(Some(1), &[put("b", "2")]).await, Err(StoreError::Full));
    sabotage("IDBTransaction.prototype.commit", "this.abort();");
    assert!(matches!(idb.commit(Some(1), &[put("b", "2")]).await, Err(StoreError::Aborted { .. })));
    assert_eq!((keys(&idb).await, idb.revision().await), (vec!["a".to_owned()], Ok(1)));
    assert_eq!(idb.commit(Some(1), &[put("b", "2")]).await, Ok(2));
}

#[wasm_bindgen_test]
async fn a_connection_lost_in_a_commit_is_no_lost_change() {
    let journal = Journal::create(fresh("lost").await, "ws-1", ME).await.unwrap();
    let mut state = State::default();
    let lost = "this.db.dispatchEvent(new Event('close')); ";
    // Before the commit took effect, and after.
    for (round, fate) in ["this.abort();", "real.call(this);"].into_iter().enumerate() {
        let entry = next(&state, &format!("lead {round}"));
        sabotage("IDBTransaction.prototype.commit", &format!("{lost}{fate}"));
        journal.append(std::slice::from_ref(&entry), &[], Extras::default()).await.unwrap();
        state.apply(&entry).unwrap();
    }
    let (again, read) = Journal::open(tab("lost").await).await.unwrap().unwrap();
    assert_eq!((read, again.count()), (state, 2));
}

#[wasm_bindgen_test]
async fn a_transaction_left_hanging_is_undone_and_told() {
    let idb = fresh("hang").await.patient(300);
    idb.commit(Some(0), &[put("a", "1")]).await.unwrap();
    // Never committed, and never given up by the browser: as if the disk had gone to sleep.
    sabotage(
        "IDBTransaction.prototype.commit",
        "const store = this.objectStore(this.objectStoreNames[0]); \
        const busy = () => { try { store.get('x').onsuccess = busy; } catch {} }; busy();",
    );
    assert_eq!(idb.commit(Some(1), &[put("b", "2")]).await, Err(StoreError::Slow));
    assert_eq!((keys(&idb).await, idb.revision().await), (vec!["a".to_owned()], Ok(1)));
    assert_eq!(idb.commit(Some(1), &[put("b", "2")]).await, Ok(2));
}

/// Not a promise but a measurement, printed for the record.
#[wasm_bindgen_test]
async fn a_save_is_quick() {
    let mut state = State::default();
    let journal = Journal::create(fresh("quick").await, "ws-1", ME).await.unwrap();
    let mut times = Vec::new();
    for round in 0..100 {
        let entry = next(&state, &format!("lead {round}"));
        let begin = js_sys::Date::now();
        journal.append(std::slice::from_ref(&entry), &[], Extras::default()).await.unwrap();
        times.push(js_sys::Date::now() - begin);
        state.apply(&entry).unwrap();
    }
    times.sort_by(f64::total_cmp);
    wasm_bindgen_test::console_log!("strict save: median {} ms, 95 % {} ms", times[50], times[95]);
}
