//! What a deal is judged by: its check and its people; and a lead that is set aside in one act with the follow-up that
//! says why.

use crate::desk::{DAY, Desk, NOW};
use cove::crm::brief::brief;
use cove::crm::copy::Plan;
use cove::crm::{Now, Ref, record};
use cove::ledger::Value;

fn deal(desk: &mut Desk, fields: &[(&str, Value)]) -> Ref {
    let customer = desk.create("customer", &[("name", "澄海".into())]);
    let own = [("name", Value::from("泵")), ("customer", customer.link())];
    desk.create("opportunity", &[&own[..], fields].concat())
}

#[test]
fn the_check_says_whether_a_deal_is_sound() {
    for (scale, timing, fit, expect) in [
        ("", "", "", ""),
        ("one", "", "", "unclear"),
        ("", "quarter", "full", "unclear"),
        ("one", "quarter", "full", "sound"),
        ("whole", "year", "partly", "sound"),
        ("one", "open", "full", "doubtful"),
        ("one", "now", "poor", "doubtful"),
        ("", "", "poor", "doubtful"),
    ] {
        let mut desk = Desk::new("rep");
        let given = [("scale", scale), ("timing", timing), ("fit", fit)];
        let given = given.map(|(field, key)| (field, if key.is_empty() { Value::Null } else { key.into() }));
        let at = deal(&mut desk, &given);
        assert_eq!(desk.text(&at, "check"), expect, "{given:?}");
    }
}

fn person(desk: &mut Desk, deal: &Ref, fields: &[(&str, Value)]) -> Ref {
    let contact = desk.create("contact", &[("name", "高雯".into()), ("decision_role", "decider".into())]);
    let own = [("contact", contact.link()), ("_parent", deal.link())];
    desk.create("stakeholder", &[&own[..], fields].concat())
}

#[test]
fn a_deal_warns_until_a_decision_maker_is_for_us() {
    let mut desk = Desk::new("rep");
    let at = deal(&mut desk, &[]);
    assert_eq!(desk.text(&at, "deciders"), "missing");
    person(&mut desk, &at, &[("role", "influencer".into()), ("stance", "for".into())]);
    assert_eq!(desk.text(&at, "deciders"), "missing", "who influences does not decide");
    // What part somebody plays is known from the contact.
    let boss = person(&mut desk, &at, &[("stance", "neutral".into())]);
    assert_eq!(desk.text(&boss, "role"), "decider");
    assert_eq!(desk.text(&at, "deciders"), "not_for_us");
    let known = brief(&desk.view().at(&at).unwrap(), &desk.now).known;
    assert!(known.iter().any(|(_, field)| field.key == "deciders"), "it is told before a call");
    let edits = record::edit(&desk.view(), &boss, "stance", "for".into()).unwrap();
    desk.write(&edits);
    assert_eq!(desk.text(&at, "deciders"), "for_us");
    let other = deal(&mut desk, &[]);
    assert_eq!(desk.text(&other, "deciders"), "missing", "each deal has its own people");
    desk.run("opportunity.lose", &at, &[("lost_reason", "price".into())]).unwrap();
    assert_eq!(desk.text(&at, "deciders"), "", "what is closed needs nobody");
}

#[test]
fn the_people_of_a_deal_are_its_lines() {
    let mut desk = Desk::new("rep");
    let at = deal(&mut desk, &[]);
    let who = person(&mut desk, &at, &[]);
    let contact = desk.view().at(&who).unwrap().get("contact").unwrap().clone();
    let contact = desk.view().follow(&contact).unwrap().at();
    // Without the deal they say nothing, and without the person neither.
    for (taken, lines) in [(vec![contact.clone()], 0), (vec![contact, at.clone(), customer(&desk)], 1)] {
        let plan = Plan::new(&desk.view(), &taken);
        let there = Desk::new("rep");
        let edits = plan.edits(&desk.view(), &there.view());
        let mut there = there;
        let made = there.write(&edits);
        assert_eq!(made.iter().filter(|at| *at.entity == *"stakeholder").count(), lines);
    }
    desk.write(&record::delete(&[at]));
    assert!(desk.view().at(&who).is_none());
}

fn customer(desk: &Desk) -> Ref {
    desk.view().records("customer").next().unwrap().at()
}

fn lead(desk: &mut Desk) -> Ref {
    desk.create("lead", &[("name", "程屿".into()), ("source", "expo".into())])
}

#[test]
fn who_does_not_want_anything_is_set_aside_in_the_same_change() {
    let mut desk = Desk::new("rep");
    let at = lead(&mut desk);
    let day = Now { instant: NOW.instant + 90 * DAY, ..NOW }.today();
    let said = [
        ("result", Value::from("not_interested")),
        ("next_at", Value::Date(NOW.today())),
        ("invalid_reason", "no_need".into()),
        ("revisit_on", Value::Date(day)),
    ];
    let before = desk.book.state().frontier().clone();
    desk.run("follow_up.log", &at, &said).unwrap();
    assert_ne!(*desk.book.state().frontier(), before);
    assert_eq!(desk.text(&at, "status"), "invalid");
    assert_eq!(desk.text(&at, "invalid_reason"), "no_need");
    assert_eq!(desk.value(&at, "revisit_on"), Value::Date(day));
    assert_eq!(desk.value(&at, "next_contact"), Value::Null, "what is set aside is not waited for");
    assert_eq!(desk.value(&at, "follow_ups"), Value::Int(1));
}

#[test]
fn without_a_reason_or_such_a_result_nothing_is_set_aside() {
    let reason = || ("invalid_reason", Value::from("unreachable"));
    for said in [
        vec![("result", Value::from("no_answer"))],
        vec![("result", Value::from("no_answer")), ("invalid_reason", Value::Null)],
        vec![("result", Value::from("interested")), reason()],
        vec![("content", Value::from("谈过")), reason()],
    ] {
        let mut desk = Desk::new("rep");
        let at = lead(&mut desk);
        desk.run("follow_up.log", &at, &said).unwrap();
        assert_eq!(desk.text(&at, "status"), "following", "{said:?}");
        assert_eq!(desk.text(&at, "invalid_reason"), "", "{said:?}");
    }
}

#[test]
fn what_may_not_be_set_aside_refuses_the_whole() {
    let mut desk = Desk::new("admin");
    let at = lead(&mut desk);
    desk.run("lead.convert", &at, &[("customer", "澄海".into())]).unwrap();
    let said = [("result", Value::from("no_answer")), ("invalid_reason", "unreachable".into())];
    let refused = desk.run("follow_up.log", &at, &said).unwrap_err();
    assert_eq!(refused.key, "refused-lead-state");
    assert_eq!(desk.value(&at, "follow_ups"), Value::Int(0));
}

#[test]
fn nothing_takes_less_than_no_time() {
    let mut desk = Desk::new("rep");
    let at = lead(&mut desk);
    let said = |minutes: i64| [("content", Value::from("谈过")), ("minutes", Value::Int(minutes))];
    let refused = desk.run("follow_up.log", &at, &said(-5)).unwrap_err();
    assert_eq!((refused.key, refused.field), ("invalid-number", Some("minutes")));
    desk.run("follow_up.log", &at, &said(0)).unwrap();
}
