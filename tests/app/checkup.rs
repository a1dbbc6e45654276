//! The checkup: what it says of a sound workspace, and of each thing that can be wrong with one.

use crate::replica::{NOW, Replica, seeded, wait};
use cove::app::checkup::{AHEAD, is_ahead, seals};
use cove::app::{Checkup, Workspace, share};
use cove::crm::{Now, Ref, record};
use cove::store::{Fault, Faulty, Keys, Memory, Storage, Table, Write};

fn checkup(replica: &Replica) -> Checkup {
    wait(replica.workspace.checkup(NOW.instant, &|_| ())).expect("it is read")
}

fn lead(replica: &Replica, name: &str) -> Ref {
    replica.create("lead", &[("source", "expo".into()), ("name", name.into())])
}

#[test]
fn a_sound_workspace_has_nothing_to_complain_of() {
    let wang = Replica::found("王芳", 1);
    let one = lead(&wang, "程屿");
    let li = Replica::join(&wang.full(), "李明", 2);
    li.edit(&one, "company", "云隙");
    wang.edit(&one, "company", "云隙传动");
    wang.import(&li.full());
    let told = std::cell::RefCell::new(Vec::new());
    let found = wait(wang.workspace.checkup(NOW.instant, &|share| told.borrow_mut().push(share))).unwrap();
    assert!(told.borrow().is_sorted() && !told.borrow().is_empty());
    assert!(found.readable && found.same);
    assert_eq!((found.store.clone(), found.forks, found.quarantined, found.unknown), (None, 0, 0, 0));
    assert_eq!((found.suspect, found.ahead, found.incomplete, found.parts), (0, 0, 0, 0));
    assert_eq!((found.changes, found.conflicts), (5, 1));
    assert_eq!(found.device, wang.workspace.device().to_string());
    let who: Vec<_> = found.chains.iter().map(|chain| (chain.member.clone(), chain.until, chain.gaps.len())).collect();
    let mut expect = vec![(Some(wang.workspace.me()), 3, 0), (Some(li.workspace.me()), 2, 0)];
    if wang.workspace.device() > li.workspace.device() {
        expect.reverse();
    }
    assert_eq!(who, expect);
    // It leaves nothing behind.
    let fingerprint = wang.fingerprint();
    let wang = wang.reopen();
    assert_eq!((wang.fingerprint(), checkup(&wang).same), (fingerprint, true));
}

#[test]
fn clocks_ahead_are_pointed_out_and_never_refused() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "程屿");
    for (days, ahead) in [(1, 0), (2, 1)] {
        let now = Now { instant: NOW.instant + days * AHEAD, ..NOW };
        let edit = wang.workspace.act(now, "edit", |view| record::edit(view, &at, "note", format!("{days}").into()));
        wait(edit).unwrap();
        assert_eq!(checkup(&wang).ahead, ahead, "{days} days");
    }
    assert_eq!(wang.text(&at, "note"), "2");
    assert!(is_ahead(Some(i64::MAX), i64::MIN) && !is_ahead(None, 0) && !is_ahead(Some(AHEAD), 0));
}

#[test]
fn what_is_missing_is_named_by_person() {
    let wang = Replica::found("王芳", 1);
    let li = Replica::join(&wang.full(), "李明", 2);
    let at = lead(&li, "程屿");
    li.edit(&at, "note", "a");
    li.edit(&at, "note", "b");
    let mut document = share::read(li.full().as_bytes()).unwrap();
    document.changes.retain(|entry| !(entry.d == li.workspace.device() && entry.s == 3));
    let preview = wait(wang.workspace.preview(vec![document])).unwrap();
    wait(wang.workspace.merge(preview, NOW.instant)).unwrap();
    let found = checkup(&wang);
    let lacking: Vec<_> = found.chains.iter().filter(|chain| !chain.gaps.is_empty()).collect();
    assert_eq!(lacking.len(), 1);
    assert_eq!((lacking[0].member.clone(), lacking[0].until), (Some(li.workspace.me()), 2));
    assert_eq!(lacking[0].gaps, [(3, 3)]);
    assert!(found.same);
}

#[test]
fn damage_is_found() {
    let wang = Replica::found("王芳", 1);
    lead(&wang, "程屿");
    let (key, _) = wait(wang.storage.scan(Table::Log, &Keys::all(), 1)).unwrap().remove(0);
    wait(wang.storage.commit(None, &[Write::Put(Table::Log, key.clone(), vec![1, 2, 3])])).unwrap();
    let found = checkup(&wang);
    assert!(!found.readable && !found.same);
    wait(wang.storage.commit(None, &[Write::Delete(Table::Log, Keys::only(&key))])).unwrap();
    assert!(!checkup(&wang).readable);
}

#[test]
fn a_store_that_takes_nothing_is_found() {
    let wang = Replica::found("王芳", 1);
    for (fault, key) in [(Fault::Full, "store-full"), (Fault::Abort, "store-aborted")] {
        let storage: Faulty<Memory> = Faulty::new(wang.storage.clone());
        let workspace = wait(Workspace::open(storage.clone(), seeded(3))).unwrap().unwrap();
        let _ = storage.clone().failing(storage.calls(), fault);
        let found = wait(workspace.checkup(NOW.instant, &|_| ())).unwrap();
        assert_eq!((found.store.as_deref(), found.same), (Some(key), true));
    }
}

#[test]
fn sealing_opens_again() {
    assert!(seals([7; 16]));
}
