//! Saving: a change and the entry of undo for it are one commit, so no moment lies between them.

use crate::replica::{NOW, Replica, seeded, wait};
use cove::app::Workspace;
use cove::crm::{View, entity, record};
use cove::store::{Fault, Faulty};
use futures_util::FutureExt;

#[test]
fn an_act_is_one_call_of_the_storage_and_can_be_undone_after_a_reload() {
    let wang = Replica::found("王芳", 1);
    let storage = Faulty::new(wang.storage.clone());
    let tab = wait(Workspace::open(storage.clone(), seeded(5))).expect("it opens").expect("it is there");
    let table = entity("lead").expect("a table");
    let args = [("name".to_owned(), "周敏".into()), ("source".to_owned(), "expo".into())].into();
    let before = storage.calls();
    let made = wait(tab.act(NOW, "create", |view| Ok(record::create(view, table, &args, &NOW)?.0)));
    let at = made.expect("it is saved").created[0].clone();
    assert_eq!(storage.calls(), before + 1);

    let wang = wang.reopen();
    assert!(wang.workspace.read(|view| view.at(&at).is_some()));
    let undone = wait(wang.workspace.undo(NOW)).expect("it is taken back");
    assert_eq!(undone.touched.first(), Some(&at));
    assert!(wang.workspace.read(|view| view.at(&at).is_none_or(|rec| rec.record.is_deleted())));
}

#[test]
fn two_creations_taken_back_one_after_the_other_leave_nothing() {
    let wang = Replica::found("王芳", 1);
    let table = entity("lead").expect("a table");
    for name in ["周敏", "程屿"] {
        let args = [("name".to_owned(), name.into()), ("source".to_owned(), "expo".into())].into();
        let made = wait(wang.workspace.act(NOW, "create", |view| Ok(record::create(view, table, &args, &NOW)?.0)));
        made.expect("it is saved");
    }
    let names = || -> Vec<String> {
        wang.workspace.read(|view| view.records("lead").map(|rec| rec.text("name").to_owned()).collect())
    };
    for left in [&["周敏"][..], &[]] {
        wait(wang.workspace.undo(NOW)).expect("it is taken back");
        assert_eq!(names(), left);
    }
    for back in [&["周敏"][..], &["周敏", "程屿"]] {
        wait(wang.workspace.redo(NOW)).expect("it is done again");
        assert_eq!(names(), back);
    }
}

#[test]
fn a_call_that_never_answers_holds_up_no_reading_and_no_later_save() {
    let wang = Replica::found("王芳", 1);
    let storage = Faulty::new(wang.storage.clone());
    let tab = wait(Workspace::open(storage.clone(), seeded(5))).expect("it opens").expect("it is there");
    let table = entity("lead").expect("a table");
    let args = [("name".to_owned(), "周敏".into()), ("source".to_owned(), "expo".into())].into();
    let make = |view: &View<'_>| Ok(record::create(view, table, &args, &NOW)?.0);
    let storage = storage.clone().failing(storage.calls(), Fault::Hang);
    {
        let mut hanging = std::pin::pin!(tab.act(NOW, "create", make));
        assert!(hanging.as_mut().now_or_never().is_none(), "it waits");
        assert_eq!(tab.read(|view| view.records("lead").count()), 0);
    }
    // Given up, as the browser's storage does after a while.
    wait(tab.act(NOW, "create", make)).expect("it is saved");
    assert_eq!(wang.reopen().workspace.read(|view| view.records("lead").count()), 1);
    assert!(storage.calls() > 0);
}

#[test]
fn a_call_that_sets_a_lead_aside_is_one_change_and_is_taken_back_as_one() {
    let wang = Replica::found("王芳", 1);
    let at = wang.create("lead", &[("name", "周敏".into()), ("source", "expo".into())]);
    let said = [("result", "no_answer".into()), ("invalid_reason", "unreachable".into())];
    let done = wang.run("follow_up.log", &at, &said).expect("it is logged");
    assert_eq!(done.dots.len(), 1);
    assert_eq!((wang.text(&at, "status"), wang.text(&at, "invalid_reason")), ("invalid".into(), "unreachable".into()));
    wait(wang.workspace.undo(NOW)).expect("it is taken back");
    assert_eq!((wang.text(&at, "status"), wang.text(&at, "invalid_reason")), ("pending".into(), String::new()));
    assert_eq!(wang.workspace.read(|view| view.records("follow_up").count()), 0);
}
