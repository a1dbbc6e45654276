//! The path of a record: where it stands on the steps of its states, what leads to each, and what is to be
//! done next with it.

use crate::desk::{DAY, Desk, NOW};
use cove::crm::next::next;
use cove::crm::path::{Path, Place, Step, path};
use cove::crm::{Kind, Move, Ref, entities};
use cove::ledger::Value;

fn day(ahead: i64) -> Value {
    Value::Date(NOW.date_of(NOW.instant + ahead * DAY))
}

fn seen(desk: &Desk, at: &Ref) -> Path {
    path(&desk.view(), at, &desk.now).expect("its states have an order")
}

/// A step as a word: where it lies, its key, and the command that leads there.
fn told(step: &Step) -> String {
    let place = match step.place {
        Place::Passed => "<",
        Place::Current => "=",
        Place::Ahead => ">",
    };
    let way = match step.way {
        Some(Move::Run(command) | Move::Give(command)) => format!(" by {}", command.id),
        Some(Move::Write) => " by hand".to_owned(),
        None => String::new(),
    };
    format!("{place}{}{way}", step.choice.key)
}

#[track_caller]
fn check(desk: &Desk, at: &Ref, steps: &[&str], exits: &[&str]) {
    let Path { steps: own, exits: beside, .. } = seen(desk, at);
    assert_eq!(own.iter().map(told).collect::<Vec<_>>(), steps);
    assert_eq!(beside.iter().map(told).collect::<Vec<_>>(), exits);
}

#[test]
fn a_lead_passes_its_steps_and_its_exits() {
    let mut desk = Desk::new("rep");
    let lead = desk.create("lead", &[("name", "林知远".into()), ("source", "web".into())]);
    let parking = ["<unassigned by lead.return", ">invalid by lead.park", ">voided by lead.void"];
    let [back, park, void] = parking;
    check(
        &desk,
        &lead,
        &[back, "=pending", ">following by follow_up.log", ">converted by lead.convert"],
        &[park, void],
    );
    desk.run("follow_up.log", &lead, &[("content", "谈了".into())]).expect("logged");
    check(&desk, &lead, &[back, "<pending", "=following", ">converted by lead.convert"], &[park, void]);
    // In an exit it is not known how far it came.
    desk.run("lead.park", &lead, &[("invalid_reason", "no_need".into())]).expect("parked");
    let back = ">unassigned by lead.return";
    check(&desk, &lead, &[back, ">pending", ">following by lead.reopen", ">converted"], &["=invalid", void]);
    desk.run("lead.return", &lead, &[("return_reason", "region".into())]).expect("returned");
    check(&desk, &lead, &["=unassigned", ">pending by lead.claim", ">following", ">converted"], &[]);
    // What only an admin may do leads nowhere for a rep.
    desk.run("lead.claim", &lead, &[]).expect("claimed");
    desk.run("lead.void", &lead, &[]).expect("voided");
    check(&desk, &lead, &[">unassigned", ">pending", ">following", ">converted"], &["=voided"]);
}

#[test]
fn a_stored_state_says_since_when_it_stands() {
    let mut desk = Desk::new("rep");
    let task = desk.create("task", &[("title", "报价".into())]);
    check(&desk, &task, &["=todo", ">doing by task.start", ">done by task.done"], &[">cancelled by task.cancel"]);
    desk.now.instant += 3 * DAY;
    assert_eq!(seen(&desk, &task).days, Some(3));
    desk.run("task.start", &task, &[]).expect("started");
    assert_eq!(seen(&desk, &task).days, Some(0));
    // A clock that is ahead tells nothing.
    desk.now.instant -= DAY;
    assert_eq!(seen(&desk, &task).days, None);
}

#[test]
fn a_computed_state_says_since_when_where_that_is_noted() {
    let mut desk = Desk::new("rep");
    let lead = desk.create("lead", &[("name", "林知远".into()), ("source", "web".into())]);
    desk.now.instant += 2 * DAY;
    assert_eq!(seen(&desk, &lead).days, Some(2), "since it has an owner");
    desk.run("follow_up.log", &lead, &[("content", "谈过".into())]).expect("logged");
    desk.now.instant += 4 * DAY;
    assert_eq!(seen(&desk, &lead).days, Some(4), "since somebody works on it");
}

#[test]
fn only_states_with_an_order_make_a_path() {
    let mut desk = Desk::new("rep");
    let customer = desk.create("customer", &[("name", "杭州尚祈".into())]);
    assert!(path(&desk.view(), &customer, &desk.now).is_none());
    for table in entities() {
        for field in table.fields.iter().filter(|field| !field.path.is_empty()) {
            let Kind::Choice(choices) = field.kind else { panic!("{}.{}: no choices", table.key, field.key) };
            let all = field.path.iter().all(|key| choices.iter().any(|choice| choice.key == *key));
            assert!(all, "{}.{}: a step that is no choice", table.key, field.key);
            assert_eq!(table.status, Some(field.key), "{}.{}: not its state", table.key, field.key);
        }
    }
}

#[test]
fn what_is_next_is_a_day_and_the_tasks_that_are_open() {
    let mut desk = Desk::new("rep");
    let customer = desk.create("customer", &[("name", "杭州尚祈".into())]);
    let about = |desk: &mut Desk, title: &str, due: Value| {
        desk.create("task", &[("title", title.into()), ("about", customer.link()), ("due", due)])
    };
    let (late, none) = (day(-2), Value::Null);
    let done = about(&mut desk, "done", day(-9));
    about(&mut desk, "without a day", none);
    about(&mut desk, "tomorrow", day(1));
    about(&mut desk, "late", late);
    desk.create("task", &[("title", "of somebody else".into()), ("due", day(-5))]);
    desk.run("task.done", &done, &[]).expect("done");
    let told = |desk: &Desk, at: &Ref| {
        let view = desk.view();
        let rec = view.at(at).expect("visible");
        let next = next(&rec, &desk.now);
        let by = next.by.map(|(field, due)| (field.key, due.map(|due| due.days)));
        let open = next.open.iter().map(|(at, due)| (view.at(at).expect("visible").title(), due.map(|due| due.days)));
        (by, open.collect::<Vec<_>>())
    };
    let (by, open) = told(&desk, &customer);
    assert_eq!(by, Some(("next_contact", None)));
    let open: Vec<(&str, Option<i64>)> = open.iter().map(|(title, days)| (title.as_str(), *days)).collect();
    assert_eq!(open, [("late", Some(-2)), ("tomorrow", Some(1)), ("without a day", None)]);

    let lead = desk.create("lead", &[("name", "林知远".into()), ("source", "web".into()), ("next_contact", day(0))]);
    assert_eq!(told(&desk, &lead).0, Some(("next_contact", Some(0))));
    desk.run("lead.park", &lead, &[("invalid_reason", "no_need".into())]).expect("parked");
    assert_eq!(told(&desk, &lead).0, Some(("revisit_on", None)));
    desk.run("lead.void", &lead, &[]).expect("voided");
    assert_eq!(told(&desk, &lead).0, None);
}
