//! The packed state in IndexedDB: whatever befalls a tab that packs, a start shows what was written.

use crate::idb::{ME, fresh, next, sabotage, tab};
use cove::ledger::State;
use cove::store::{Extras, Idb, Journal, Keys, Storage, StoreError, Table};
use wasm_bindgen_test::wasm_bindgen_test;

/// Writes one more lead.
async fn add(journal: &Journal<Idb>, state: &mut State, name: &str) {
    let entry = next(state, name);
    journal.append(std::slice::from_ref(&entry), &[], Extras::default()).await.unwrap();
    state.apply(&entry).unwrap();
}

async fn read(test: &str) -> State {
    Journal::open(tab(test).await).await.unwrap().unwrap().1
}

async fn segments(journal: &Journal<Idb>) -> Vec<String> {
    let found = journal.storage().scan(Table::Segments, &Keys::all(), 99).await.unwrap();
    found.into_iter().map(|(key, _)| key).collect()
}

#[wasm_bindgen_test]
async fn what_was_packed_is_read_back() {
    let journal = Journal::create(fresh("packed").await, "ws-1", ME).await.unwrap();
    let mut state = State::default();
    for round in 0..3 {
        add(&journal, &mut state, &format!("lead {round}")).await;
        journal.pack(&state).await.unwrap();
        assert_eq!(read("packed").await, state);
        add(&journal, &mut state, "behind").await;
        assert_eq!(read("packed").await, state);
    }
    // One generation is kept: its root and its one segment.
    assert_eq!(segments(&journal).await.len(), 2);
}

#[wasm_bindgen_test]
async fn a_tab_packs_while_another_writes_and_starts() {
    let one = Journal::create(fresh("met").await, "ws-1", ME).await.unwrap();
    let mut state = State::default();
    add(&one, &mut state, "one").await;
    let (two, mut other) = Journal::open(tab("met").await).await.unwrap().unwrap();
    let mut packing = one.begin_packing().await.unwrap();
    assert_eq!(packing.pack(&state), Ok(false));
    add(&two, &mut other, "two").await;
    assert_eq!(one.store(&mut packing).await, Err(StoreError::Moved));
    assert_eq!(segments(&one).await, Vec::<String>::new());
    one.news().await.unwrap().apply(&mut state).unwrap();
    let (packed, started) = futures_util::join!(one.pack(&state), read("met"));
    assert_eq!(packed, Ok(()));
    assert_eq!(started, state);
    assert_eq!(read("met").await, state);
    // The other tab writes on, and packs beyond what this one knows.
    assert!(two.news().await.unwrap().entries.is_empty());
    add(&two, &mut other, "three").await;
    two.pack(&other).await.unwrap();
    assert_eq!(one.pack(&state).await, Err(StoreError::Moved));
    assert_eq!(read("met").await, other);
}

#[wasm_bindgen_test]
async fn a_tab_that_dies_while_it_packs_leaves_one_whole_generation() {
    let journal = Journal::create(fresh("dies").await, "ws-1", ME).await.unwrap();
    let mut state = State::default();
    let lost = "this.db.dispatchEvent(new Event('close')); ";
    for fate in ["this.abort();", &format!("{lost}this.abort();"), &format!("{lost}real.call(this);")] {
        add(&journal, &mut state, "lead").await;
        journal.pack(&state).await.unwrap();
        add(&journal, &mut state, "more").await;
        sabotage("IDBTransaction.prototype.commit", fate);
        let _ = journal.pack(&state).await;
        assert_eq!(read("dies").await, state);
        assert_eq!(segments(&journal).await.len(), 2);
        let _ = journal.news().await.unwrap();
    }
}
