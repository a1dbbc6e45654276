//! The page of the day: what is late, due and ahead, for one member or for all.

use crate::desk::{DAY, Desk, NOW};
use cove::crm::due::Why;
use cove::crm::due::idle;
use cove::crm::today::{Item, Today, today};
use cove::crm::{Now, Ref};
use cove::ledger::Value;

fn day(ahead: i64) -> Value {
    Value::Date(NOW.date_of(NOW.instant + ahead * DAY))
}

fn titles(desk: &Desk, items: &[Item]) -> Vec<String> {
    items.iter().map(|item| desk.view().at(&item.at).expect("visible").title()).collect()
}

fn mine(desk: &Desk) -> Today {
    today(&desk.view(), Some(&desk.me), &desk.now)
}

#[test]
fn what_is_due_stands_in_order_of_time() {
    let mut desk = Desk::new("rep");
    let lead = |desk: &mut Desk, name: &str, next: Value| {
        desk.create("lead", &[("name", name.into()), ("source", "web".into()), ("next_contact", next)])
    };
    lead(&mut desk, "late by two", day(-2));
    lead(&mut desk, "late by five", day(-5));
    lead(&mut desk, "today", day(0));
    lead(&mut desk, "today at three", Value::At(NOW.instant + 3 * 3_600_000));
    lead(&mut desk, "an hour ago", Value::At(NOW.instant - 3_600_000));
    lead(&mut desk, "in a week", day(7));
    lead(&mut desk, "in eight days", day(8));
    lead(&mut desk, "never", Value::Null);
    desk.create("customer", &[("name", "tomorrow".into()), ("next_contact", day(1))]);
    let page = mine(&desk);
    assert_eq!(titles(&desk, &page.late), ["late by five", "late by two"]);
    assert_eq!(titles(&desk, &page.due), ["an hour ago", "today at three", "today"]);
    assert_eq!(titles(&desk, &page.ahead), ["tomorrow", "in a week"]);
    assert_eq!(page.late[0].due.days, -5);
    // What the workspace does without is nobody's duty.
    let mut edits = cove::crm::Edits::new();
    edits.set("org", cove::crm::org::ID, "unused:lead", true);
    desk.write(&edits);
    let page = mine(&desk);
    assert_eq!((page.late.len(), page.due.len(), titles(&desk, &page.ahead)), (0, 0, vec!["tomorrow".to_owned()]));
}

#[test]
fn what_is_over_or_somebody_elses_is_not_due() {
    let mut desk = Desk::new("admin");
    let colleague = desk.member("李明", "rep");
    let theirs = [("name", "theirs".into()), ("next_contact", day(0)), ("owner", colleague.link())];
    desk.create("customer", &theirs);
    let task = desk.create("task", &[("title", "a task".into()), ("due", day(0))]);
    let lead = |desk: &mut Desk, name: &str| -> Ref {
        desk.create("lead", &[("name", name.into()), ("source", "web".into()), ("next_contact", day(0))])
    };
    let voided = lead(&mut desk, "voided");
    desk.run("lead.void", &voided, &[]).expect("it is voided");
    let parked = lead(&mut desk, "parked");
    desk.run("lead.park", &parked, &[("invalid_reason", "no_need".into()), ("revisit_on", day(0))]).expect("parked");
    let page = mine(&desk);
    assert_eq!(titles(&desk, &page.due), ["parked", "a task"]);
    assert_eq!(page.due.iter().map(|item| item.due.why).collect::<Vec<_>>(), [Why::Revisit, Why::Task]);
    let all = today(&desk.view(), None, &NOW);
    assert_eq!(titles(&desk, &all.due), ["theirs", "parked", "a task"]);
    desk.run("task.done", &task, &[]).expect("it is done");
    let page = mine(&desk);
    assert_eq!(titles(&desk, &page.due), ["parked"]);
    assert_eq!(page.done, [task]);
}

#[test]
fn what_was_logged_lately_stands_newest_first() {
    let mut desk = Desk::new("rep");
    let lead = desk.create("lead", &[("name", "姜予安".into()), ("source", "web".into())]);
    for (content, ago) in [("long ago", 3 * DAY), ("yesterday", DAY), ("just now", 0)] {
        desk.now.instant = NOW.instant - ago;
        desk.run("follow_up.log", &lead, &[("content", content.into())]).expect("it is logged");
    }
    let logged: Vec<String> =
        mine(&desk).logged.iter().map(|at| desk.view().at(at).expect("visible").title()).collect();
    assert_eq!(logged, ["just now", "yesterday"]);
}

#[test]
fn what_nobody_follows_up_is_idle() {
    let mut desk = Desk::new("rep");
    let lead = desk.create("lead", &[("name", "left alone".into()), ("source", "web".into())]);
    let done = desk.create("lead", &[("name", "voided".into()), ("source", "web".into())]);
    let task = desk.create("task", &[("title", "a task".into())]);
    desk.run("lead.void", &done, &[]).expect("it is voided");
    let idle = |desk: &Desk, at: &Ref, days: i64| {
        let view = desk.view();
        let now = Now { instant: NOW.instant + days * DAY, ..NOW };
        idle(&view.at(at).expect("visible"), &now)
    };
    assert_eq!(idle(&desk, &lead, 14), None);
    assert_eq!(idle(&desk, &lead, 15), Some(15));
    assert_eq!(idle(&desk, &done, 99), None, "there is no more to do");
    assert_eq!(idle(&desk, &task, 99), None, "nobody follows up a task");
    let planned = [("name", "planned".into()), ("source", "web".into()), ("next_contact", day(30))];
    let planned = desk.create("lead", &planned);
    assert_eq!(idle(&desk, &planned, 30), None, "its day is still to come");
    assert_eq!(idle(&desk, &planned, 31), Some(31));
    desk.now = Now { instant: NOW.instant + 10 * DAY, ..NOW };
    desk.run("follow_up.log", &lead, &[("content", "called".into())]).expect("it is logged");
    assert_eq!(idle(&desk, &lead, 24), None);
    assert_eq!(idle(&desk, &lead, 25), Some(15));
}
