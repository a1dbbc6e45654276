//! Tidying when idle: what is shown stays the same, and the next start reads what was packed.

use crate::replica::{NOW, seeded, wait};
use cove::app::Workspace;
use cove::crm::{Ref, View};
use cove::store::{Keys, Memory, Storage, Table};

/// Everything that a list may show.
fn shown(view: &View<'_>) -> Vec<(Ref, String)> {
    let records = view
        .state()
        .entities()
        .flat_map(|entity| view.state().records(entity).map(move |(id, _)| Ref::new(entity, id)));
    records.map(|at| (at.clone(), view.at(&at).map(|rec| rec.title()).unwrap_or_default())).collect()
}

#[test]
fn a_demo_is_packed_and_reads_the_same() {
    let storage = Memory::new();
    let demo = wait(Workspace::demo(storage.clone(), "zh", 7, NOW, seeded(7))).expect("it plays");
    let before = demo.read(|view| shown(&view));
    assert_eq!(wait(demo.tidy()), Ok(()));
    assert!(!wait(storage.scan(Table::Segments, &Keys::all(), 1)).expect("memory reads").is_empty());
    let again = wait(Workspace::open(storage, seeded(8))).expect("it opens").expect("it is there");
    assert_eq!(again.read(|view| shown(&view)), before);
}
