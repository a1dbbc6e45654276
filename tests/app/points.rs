//! Restore points, set by themselves and by hand: moments to go back to, which are no copies.

use crate::replica::{NOW, Replica, seeded, wait};
use cove::app::{Look, Workspace};
use cove::crm::Ref;
use cove::store::{Fault, Faulty, Memory, StoreError};

fn lead(replica: &Replica, name: &str) -> Ref {
    replica.create("lead", &[("source", "expo".into()), ("name", name.into())])
}

#[test]
fn back_to_a_point_takes_back_what_everybody_did_since_and_can_be_taken_back() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "高雯");
    wang.edit(&at, "company", "云隙");
    let li = Replica::join(&wang.full(), "李明", 2);
    li.edit(&at, "company", "云隙传动");
    let theirs = lead(&li, "陆晚");
    wang.import(&li.full());
    let mine = lead(&wang, "何敏");
    wang.edit(&at, "note", "周四上门");
    let before = wang.fingerprint();

    let marks = wait(wang.workspace.marks()).unwrap();
    let [mark] = marks.as_slice() else { panic!("one point: {marks:?}") };
    assert_eq!((mark.count, mark.until, wang.workspace.last()), (3, 6, 8));
    let since = mark.count + 1..=wang.workspace.last();
    let would = wait(wang.workspace.reversal(since.clone())).unwrap();
    assert_eq!((would.changes, would.by.len()), (4, 2), "that 李明 came stays");
    let gone: Vec<&Ref> = would.turns.iter().filter(|turn| turn.deleted).map(|turn| &turn.at).collect();
    assert!(gone.contains(&&theirs) && gone.contains(&&mine) && !gone.contains(&&at));
    assert_eq!(wang.fingerprint(), before, "a look writes nothing");

    let done = wait(wang.workspace.revert(since, NOW)).unwrap();
    assert_eq!((done.why.as_str(), done.dots.len()), ("revert", 1));
    assert_eq!((wang.text(&at, "company"), wang.text(&at, "note")), ("云隙".into(), String::new()));
    assert!(wang.workspace.read(|view| view.at(&theirs).is_none() && view.at(&mine).is_none()));
    // It reaches everyone, and is taken back like any act.
    li.import(&wang.full());
    assert_eq!((li.text(&at, "company"), li.conflicts()), ("云隙".into(), 0));
    wait(wang.workspace.undo(NOW)).unwrap();
    assert_eq!((wang.text(&at, "company"), wang.text(&at, "note")), ("云隙传动".into(), "周四上门".into()));
    assert!(wang.workspace.read(|view| view.at(&theirs).is_some() && view.at(&mine).is_some()));
}

#[test]
fn a_point_set_by_hand_is_a_moment_to_go_back_to() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "高雯");
    wang.edit(&at, "company", "云隙");
    let before = wang.fingerprint();
    wait(wang.workspace.set_point(" 展会之前 ", NOW.instant)).unwrap();
    assert_eq!((wang.fingerprint(), wang.workspace.last()), (before, 3), "a point is no change");
    let li = Replica::join(&wang.full(), "李明", 2);
    li.edit(&at, "company", "云隙传动");
    // A file at the same moment has a point of its own, and keeps what came by it.
    wang.import(&li.full());
    wait(wang.workspace.set_point("", NOW.instant + 5)).unwrap();
    let mine = lead(&wang, "何敏");

    let wang = wang.reopen();
    let marks = wait(wang.workspace.marks()).unwrap();
    let told: Vec<_> = marks.iter().map(|mark| (mark.count, mark.until, mark.name.as_deref())).collect();
    assert_eq!(told, [(3, 5, None), (3, 3, Some("展会之前")), (5, 5, Some(""))]);
    assert_eq!((marks[1].at, marks[0].members.len(), marks[1].members.len()), (NOW.instant, 1, 0));
    let lines = wait(wang.workspace.leaf(&Look::default(), None, 9)).unwrap().lines;
    assert_eq!(lines.iter().filter(|line| line.file == Some(3)).count(), 2, "what came by the file still says so");

    wait(wang.workspace.revert(marks[1].count + 1..=wang.workspace.last(), NOW)).unwrap();
    assert_eq!(wang.text(&at, "company"), "云隙");
    assert!(wang.workspace.read(|view| view.at(&mine).is_none()));
    wait(wang.workspace.undo(NOW)).unwrap();
    assert_eq!(wang.text(&at, "company"), "云隙传动");
    // The same moment once more: the later name stays.
    wait(wang.workspace.set_point("之前", NOW.instant)).unwrap();
    wait(wang.workspace.set_point("之后", NOW.instant)).unwrap();
    let names: Vec<_> = wait(wang.workspace.marks()).unwrap().into_iter().filter_map(|mark| mark.name).collect();
    assert_eq!(names, ["展会之前", "", "之后"]);
}

#[test]
fn a_point_that_cannot_be_written_is_told_and_nothing_is_lost() {
    let wang = Replica::found("王芳", 1);
    let storage: Faulty<Memory> = Faulty::new(wang.storage.clone());
    let workspace = wait(Workspace::open(storage.clone(), seeded(5))).unwrap().expect("it is there");
    let _ = storage.clone().failing(storage.calls(), Fault::Full);
    assert_eq!(wait(workspace.set_point("", NOW.instant)), Err(StoreError::Full));
    assert_eq!(wait(workspace.marks()), Ok(vec![]));
    // A broken connection is tried once more.
    let _ = storage.clone().failing(storage.calls(), Fault::Lost);
    assert_eq!(wait(workspace.set_point("", NOW.instant)), Ok(()));
    assert_eq!(wait(workspace.marks()).unwrap().len(), 1);
}
