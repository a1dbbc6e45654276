//! Two colleagues and the files between them.

use crate::replica::{NOW, Replica, seeded, wait};
use cove::app::Workspace;
use cove::exchange::{Limits, Union};
use cove::ledger::Value;
use cove::store::Journal;

#[test]
fn different_fields_merge_and_the_same_field_becomes_one_conflict() {
    let wang = Replica::found("王芳", 1);
    let lead = wang.create(
        "lead",
        &[("source", "expo".into()), ("name", "程屿".into()), ("company", "杭州云隙精密传动有限公司".into())],
    );
    let li = Replica::join(&wang.full(), "李明", 2);
    assert_eq!(li.text(&lead, "name"), "程屿");

    wang.edit(&lead, "company", "云隙传动");
    wang.edit(&lead, "title", "总经理");
    li.edit(&lead, "company", "云隙精密");
    li.edit(&lead, "note", "工博会见过");

    assert_eq!(wang.import(&li.full()).1, 1);
    assert_eq!(li.import(&wang.delta_to(&li)).1, 1);
    assert_eq!((wang.conflicts(), li.conflicts()), (1, 1));
    assert_eq!(wang.text(&lead, "note"), "工博会见过");
    assert_eq!(li.text(&lead, "title"), "总经理");
    assert_eq!(wang.fingerprint(), li.fingerprint());

    li.edit(&lead, "company", "云隙精密");
    assert_eq!(li.conflicts(), 0);
    wang.import(&li.delta_to(&wang));
    assert_eq!(wang.conflicts(), 0);
    assert_eq!(wang.fingerprint(), li.fingerprint());

    let mut union = Union::default();
    let document = cove::app::share::read(wang.full().as_bytes()).unwrap();
    union.add(document, &Limits::default()).unwrap();
    assert_eq!(cove::ledger::hash::hex(&union.state_hash()), wang.fingerprint());
}

#[test]
fn importing_again_changes_nothing() {
    let wang = Replica::found("王芳", 1);
    wang.create("customer", &[("name", "苏州澜芯机器人有限公司".into())]);
    let li = Replica::join(&wang.full(), "李明", 2);
    let before = li.fingerprint();
    assert_eq!(li.import(&wang.full()).0, 0);
    assert_eq!(li.fingerprint(), before);
}

#[test]
fn a_reload_shows_the_same() {
    let wang = Replica::found("王芳", 1);
    let lead =
        wang.create("lead", &[("source", "expo".into()), ("name", "高雯".into()), ("phone", "13800000000".into())]);
    let before = wang.fingerprint();
    let wang = wang.reopen();
    assert_eq!(wang.fingerprint(), before);
    assert_eq!(wang.text(&lead, "phone"), "13800000000");
    assert_eq!(wang.workspace.read(|view| view.get("member", view.me()).map(|me| me.title())).as_deref(), Some("王芳"));
}

#[test]
fn undo_takes_back_and_redo_does_again() {
    let wang = Replica::found("王芳", 1);
    let lead =
        wang.create("lead", &[("source", "expo".into()), ("name", "高雯".into()), ("phone", "13800000000".into())]);
    wang.edit(&lead, "name", "高文");
    wait(wang.workspace.undo(NOW)).unwrap();
    assert_eq!(wang.text(&lead, "name"), "高雯");
    wait(wang.workspace.redo(NOW)).unwrap();
    assert_eq!(wang.text(&lead, "name"), "高文");
    wait(wang.workspace.undo(NOW)).unwrap();
    wait(wang.workspace.undo(NOW)).unwrap();
    assert!(wang.workspace.read(|view| view.at(&lead).is_none()));
    let wang = wang.reopen();
    wait(wang.workspace.redo(NOW)).unwrap();
    assert_eq!(wang.text(&lead, "name"), "高雯");
    assert_eq!(wang.text(&lead, "phone"), "13800000000");
}

#[test]
fn a_first_follow_up_starts_the_work() {
    let wang = Replica::found("王芳", 1);
    let lead = wang.create("lead", &[("source", "expo".into()), ("name", "高雯".into())]);
    assert_eq!(wang.text(&lead, "status"), "pending");
    let args = [("method", Value::from("call")), ("content", "样机参数已确认".into())];
    wang.run("follow_up.log", &lead, &args).unwrap();
    assert_eq!(wang.text(&lead, "status"), "following");
}

#[test]
fn a_file_of_another_workspace_is_named_and_refused() {
    let (wang, zhao) = (Replica::found("王芳", 1), Replica::found("赵可", 2));
    let refused = wang.workspace.read_file(zhao.full().as_bytes()).expect_err("another workspace");
    assert_eq!(refused.code.as_str(), "workspace");
    assert!(wang.workspace.read_file(wang.full().as_bytes()).is_ok());
}

#[test]
fn a_full_file_is_what_a_union_of_it_writes() {
    #[track_caller]
    fn check(replica: &Replica, text: &str) {
        let document = cove::app::share::read(text.as_bytes()).expect("it can be restored");
        let envelope = document.envelope.clone();
        let held = wait(replica.workspace.union()).unwrap().history;
        assert_eq!(document.changes.len(), held.changes().len());
        let mut union = Union::default();
        union.add(document, &Limits::default()).unwrap();
        assert_eq!(union.write_full(envelope.from, &envelope.made_at).0, text);
    }
    // Changes of both come into the log by turns, and single ones are grouped into chunks later.
    let wang = Replica::found("王芳", 1);
    let lead = wang.create("lead", &[("source", "expo".into()), ("name", "程屿".into()), ("company", "云隙".into())]);
    let li = Replica::join(&wang.full(), "李明", 2);
    for round in 0..3 {
        wang.edit(&lead, "title", format!("总经理 {round}"));
        li.edit(&lead, "note", format!("工博会见过 {round}"));
        wang.import(&li.delta_to(&wang));
        li.import(&wang.delta_to(&li));
    }
    check(&wang, &wang.full());
    check(&li, &li.full());
    let journal = wait(Journal::open(wang.storage.clone())).unwrap().unwrap().0;
    wait(journal.compact()).unwrap();
    let wang = wang.reopen();
    check(&wang, &wang.full());
    // A copied profile: only the long way can tell.
    let workspace = wait(Workspace::open(wang.storage.copy(), seeded(7))).unwrap().unwrap();
    let copy = Replica { workspace, storage: wang.storage.copy() };
    wang.edit(&lead, "title", "董事长");
    copy.edit(&lead, "title", "厂长");
    wang.import(&copy.full());
    check(&wang, &wang.full());
}

#[test]
fn scores_that_are_kept_follow_what_a_file_brings() {
    let wang = Replica::found("王芳", 1);
    let lead = wang.create("lead", &[("name", "程屿".into()), ("source", "expo".into())]);
    let li = Replica::join(&wang.full(), "李明", 2);
    let score = |replica: &Replica| {
        replica.workspace.read(|view| {
            let lead = view.at(&lead).expect("it is there");
            let made = cove::crm::lead::score::score(&lead, &NOW);
            assert_eq!(lead.value_of("score", &NOW).as_int(), Some(made));
            made
        })
    };
    let before = score(&wang);
    li.run("follow_up.log", &lead, &[("content", "谈过".into())]).unwrap();
    wang.import(&li.full());
    let after = score(&wang);
    assert!(after > before, "{after}");
    li.edit(&lead, "intent", 5_i64);
    wang.import(&li.delta_to(&wang));
    assert!(score(&wang) > after);
    assert_eq!(score(&wang), score(&li));
}
