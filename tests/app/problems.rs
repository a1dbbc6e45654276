//! Steps that rules refuse and a file brings all the same: kept, judged the same everywhere, listed, mended (F3).

use crate::replica::{NOW, Replica, wait};
use cove::app::problems::{Problem, let_stand, put_back};
use cove::crm::{Edits, Ref};

fn lead(replica: &Replica) -> Ref {
    replica.create("lead", &[("name", "程屿".into()), ("source", "expo".into())])
}

/// Writes a state past the rules, as another program or a file made by hand would.
fn force(replica: &Replica, at: &Ref, stage: &str) {
    let mut edits = Edits::new();
    edits.set(&at.entity, &at.id, "stage", stage);
    wait(replica.workspace.act(NOW, "edit", |_| Ok(edits.clone()))).expect("it is written");
}

fn problems(replica: &Replica) -> Vec<Problem> {
    wait(replica.workspace.problems()).expect("it can be read")
}

/// The problems as from, to, why; on both sides the same.
fn told(one: &Replica, other: &Replica) -> Vec<(String, String, &'static str)> {
    one.import(&other.full());
    other.import(&one.full());
    let list = |replica: &Replica| -> Vec<_> {
        problems(replica).into_iter().map(|problem| (problem.from, problem.to, problem.why)).collect()
    };
    assert_eq!(list(one), list(other));
    list(one)
}

/// An admin and a rep who know the same.
fn pair() -> (Replica, Replica) {
    let wang = Replica::found("王芳", 1);
    let li = Replica::join(&wang.full(), "李明", 2);
    wang.import(&li.full());
    (wang, li)
}

fn step(from: &str, to: &str, why: &'static str) -> (String, String, &'static str) {
    (from.to_owned(), to.to_owned(), why)
}

#[test]
fn who_may_not_restore_a_voided_lead_is_listed_and_the_lead_goes_back() {
    let (wang, li) = pair();
    let at = lead(&wang);
    wang.run("lead.void", &at, &[]).unwrap();
    li.import(&wang.full());
    li.run("lead.restore", &at, &[]).expect_err("the command refuses");
    assert_eq!(told(&wang, &li), []);
    force(&li, &at, "pending");
    assert_eq!(told(&wang, &li), [step("voided", "pending", "problem-admin")]);
    let problem = problems(&wang).remove(0);
    assert_eq!((problem.by.as_deref(), problem.when), (Some(&*li.workspace.me()), Some(NOW.instant)));
    let state = |replica: &Replica| replica.workspace.read(|view| view.at(&at).unwrap().text("stage").to_owned());
    assert_eq!(state(&wang), "pending", "it is kept until somebody decides");
    wait(wang.workspace.act(NOW, "resolve", |_| Ok(put_back(&problem)))).unwrap();
    assert_eq!(told(&wang, &li), []);
    assert_eq!(state(&li), "voided");
    // Whoever takes that back has the problem again, as it was.
    wait(wang.workspace.undo(NOW)).unwrap();
    assert_eq!(told(&wang, &li), [step("voided", "pending", "problem-admin")]);
    assert_eq!(problems(&li)[0].by.as_deref(), Some(&*li.workspace.me()));
    wait(wang.workspace.redo(NOW)).unwrap();
    assert_eq!(told(&wang, &li), []);
}

#[test]
fn an_admin_lets_it_stand_and_nobody_else_can() {
    let (wang, li) = pair();
    let at = lead(&wang);
    wang.run("lead.void", &at, &[]).unwrap();
    li.import(&wang.full());
    force(&li, &at, "following");
    let problem = problems(&li).remove(0);
    let refused = li.workspace.read(|view| let_stand(&view, &problem)).expect_err("a rep may not");
    assert_eq!(refused.key, "problem-admin");
    // Writing the same again does not make it right.
    force(&li, &at, "following");
    assert_eq!(told(&wang, &li), [step("voided", "following", "problem-admin")]);
    let problem = problems(&wang).remove(0);
    wait(wang.workspace.act(NOW, "resolve", |view| let_stand(view, &problem))).unwrap();
    assert_eq!(told(&wang, &li), []);
}

#[test]
fn where_there_is_no_way_not_even_an_admin_goes() {
    let (wang, li) = pair();
    let at = lead(&li);
    li.run("lead.convert", &at, &[("customer", "澄海".into())]).unwrap();
    wang.import(&li.full());
    force(&wang, &at, "following");
    assert_eq!(told(&wang, &li), [step("converted", "following", "problem-no-way")]);
    // To take the conversion back is another thing than a step.
    let (wang, _) = pair();
    let at = lead(&wang);
    wang.run("lead.convert", &at, &[("customer", "澄海".into())]).unwrap();
    wait(wang.workspace.undo(NOW)).unwrap();
    assert!(problems(&wang).is_empty());
}

#[test]
fn what_was_won_is_reopened_by_who_leads() {
    let (wang, li) = pair();
    let customer = li.create("customer", &[("name", "澄海".into())]);
    let deal = li.create("opportunity", &[("name", "泵".into()), ("customer", customer.link())]);
    let won = [
        ("amount", cove::ledger::Value::Money(100, "CNY".into())),
        ("close_on", cove::ledger::Value::Date(NOW.today())),
    ];
    li.run("opportunity.win", &deal, &won).unwrap();
    force(&li, &deal, "negotiation");
    assert_eq!(told(&wang, &li), [step("won", "negotiation", "problem-manager")]);
}

#[test]
fn the_role_counts_that_the_author_had_then() {
    let (wang, li) = pair();
    let me = Ref::new("member", &li.workspace.me());
    wang.run("member.role", &me, &[("role", "admin".into())]).unwrap();
    let at = lead(&wang);
    wang.run("lead.void", &at, &[]).unwrap();
    li.import(&wang.full());
    li.run("lead.restore", &at, &[]).expect("an admin may");
    wang.import(&li.full());
    wang.run("member.role", &me, &[("role", "rep".into())]).unwrap();
    assert_eq!(told(&wang, &li), []);
    force(&li, &at, "voided");
    force(&li, &at, "pending");
    assert_eq!(told(&wang, &li), [step("voided", "pending", "problem-admin")]);
}

#[test]
fn a_conflict_settled_with_one_of_its_sides_is_no_step() {
    let (wang, li) = pair();
    let at = lead(&wang);
    li.import(&wang.full());
    wang.run("lead.void", &at, &[]).unwrap();
    wang.run("follow_up.log", &at, &[("content", "谈过".into())]).unwrap();
    force(&li, &at, "following");
    assert_eq!(told(&wang, &li), [], "made apart, each step was right where it was taken");
    force(&li, &at, "following");
    assert_eq!(told(&wang, &li), []);
}

#[test]
fn ordinary_work_makes_no_problems() {
    let (wang, li) = pair();
    let at = lead(&li);
    li.run("follow_up.log", &at, &[("content", "谈过".into())]).unwrap();
    li.run("lead.park", &at, &[("invalid_reason", "no_need".into())]).unwrap();
    li.run("lead.reopen", &at, &[]).unwrap();
    li.run("lead.return", &at, &[("return_reason", "region".into())]).unwrap();
    wang.import(&li.full());
    wang.run("lead.assign", &at, &[("owner", Ref::new("member", &li.workspace.me()).link())]).unwrap();
    wang.run("lead.void", &at, &[]).unwrap();
    wang.run("lead.restore", &at, &[]).unwrap();
    assert_eq!(told(&wang, &li), []);
}

#[test]
fn a_step_that_is_only_called_an_undo_is_judged() {
    let (wang, li) = pair();
    let at = lead(&wang);
    wang.run("lead.void", &at, &[]).unwrap();
    li.import(&wang.full());
    let mut edits = Edits::new();
    edits.set(&at.entity, &at.id, "stage", "converted");
    wait(li.workspace.act(NOW, "revert", |_| Ok(edits.clone()))).expect("it is written");
    assert_eq!(told(&wang, &li), [step("voided", "converted", "problem-no-way")]);
}
