//! The score of a lead: what gives points, how they decay, and the advice that follows.

use crate::desk::{DAY, Desk, NOW};
use cove::crm::Ref;
use cove::crm::lead::LEAD;
use cove::crm::lead::score::{MOST, questions, reasons};
use cove::i18n;
use cove::ledger::Value;

fn lead(desk: &mut Desk, fields: &[(&str, Value)]) -> Ref {
    let own: [(&str, Value); 1] = [("name", "程屿".into())];
    let source: Vec<(&str, Value)> =
        if fields.iter().any(|(key, _)| *key == "source") { Vec::new() } else { vec![("source", "other".into())] };
    desk.create("lead", &[&own[..], &source, fields].concat())
}

#[track_caller]
fn check(fields: &[(&str, Value)], points: [i64; 5]) {
    let mut desk = Desk::new("rep");
    let lead = lead(&mut desk, fields);
    let view = desk.view();
    let found = reasons(&view.at(&lead).unwrap(), &NOW);
    assert_eq!(found.map(|reason| reason.points), points);
    assert_eq!(desk.value(&lead, "score"), Value::Int(points.iter().sum()));
}

#[test]
fn points_are_given_for_what_speaks_for_it() {
    check(&[], [0, 0, 0, 0, 3]);
    check(&[("intent", Value::Int(4)), ("ability", Value::Int(3))], [24, 15, 0, 0, 3]);
    check(&[("phone", "138 0000 1234".into()), ("email", "a@b.example".into())], [0, 0, 0, 9, 3]);
    check(&[("wechat", "cy".into()), ("company", "云隙".into()), ("title", "主管".into())], [0, 0, 0, 6, 3]);
    check(&[("source", "referral".into())], [0, 0, 0, 0, 10]);
    check(&[("intent", Value::Int(99))], [30, 0, 0, 0, 3]);
}

#[test]
fn all_points_together_are_the_most() {
    let desk = {
        let mut desk = Desk::new("rep");
        lead(&mut desk, &[]);
        desk
    };
    let view = desk.view();
    let rec = view.records("lead").next().unwrap();
    let all = reasons(&rec, &NOW);
    assert_eq!(all.iter().map(|reason| reason.of).sum::<i64>(), MOST);
    assert!(all.iter().all(|reason| i18n::has(reason.label)));
    assert!(all.windows(2).all(|pair| pair[0].of >= pair[1].of));
}

#[test]
fn a_talk_counts_less_the_longer_it_is_ago() {
    let mut desk = Desk::new("rep");
    let lead = lead(&mut desk, &[]);
    desk.run("follow_up.log", &lead, &[("content", "聊过了".into())]).unwrap();
    let mut points = Vec::new();
    for days in [0, 3, 4, 7, 14, 30, 60, 61] {
        desk.now.instant = NOW.instant + days * DAY;
        points.push(desk.value(&lead, "score").as_int().unwrap() - 3);
    }
    assert_eq!(points, [20, 20, 16, 16, 10, 5, 2, 0]);
}

#[test]
fn three_of_four_answers_qualify_and_two_against_do_not() {
    let answers = |yes: usize, no: usize| {
        let mut desk = Desk::new("rep");
        let said = questions(&LEAD).take(yes + no).enumerate();
        let fields: Vec<(&str, Value)> = said.map(|(at, field)| (field.key, Value::Bool(at < yes))).collect();
        let lead = lead(&mut desk, &fields);
        (desk.text(&lead, "qualified"), desk.text(&lead, "advice"))
    };
    let wanted = |qualified: &str, advice: &str| (qualified.to_owned(), advice.to_owned());
    assert_eq!(answers(2, 1), wanted("", "continue"));
    assert_eq!(answers(3, 0), wanted("yes", "convert"));
    assert_eq!(answers(3, 1), wanted("yes", "convert"));
    assert_eq!(answers(0, 2), wanted("no", "park"));
    assert_eq!(answers(2, 2), wanted("no", "park"));
}

#[test]
fn advice_follows_the_score_and_ends_with_the_work() {
    let mut desk = Desk::new("rep");
    let good = [("intent", Value::Int(5)), ("ability", Value::Int(5)), ("source", "referral".into())];
    let good = lead(&mut desk, &good);
    let poor = lead(&mut desk, &[("intent", Value::Int(1))]);
    assert_eq!((desk.text(&good, "advice"), desk.text(&poor, "advice")), ("convert".into(), "continue".into()));
    desk.now.instant += 15 * DAY;
    assert_eq!(desk.text(&poor, "advice"), "park", "nobody cared for two weeks");
    desk.run("lead.void", &poor, &[]).unwrap();
    assert_eq!(desk.text(&poor, "advice"), "");
}

#[test]
fn an_untouched_lead_asks_for_more_and_more() {
    let mut desk = Desk::new("manager");
    let lead = lead(&mut desk, &[]);
    let mut asked = Vec::new();
    for days in [0, 2, 3, 4, 5, 6, 7, 30] {
        desk.now.instant = NOW.instant + days * DAY;
        asked.push(desk.text(&lead, "care"));
    }
    assert_eq!(asked, ["", "", "remind", "remind", "manager", "manager", "reassign", "reassign"]);
    // Another owner has his own three days, and who talks to it is not asked.
    let other = desk.member("李明", "rep");
    desk.run("lead.assign", &lead, &[("owner", other.link())]).unwrap();
    assert_eq!((desk.text(&lead, "care"), desk.value(&lead, "untouched")), (String::new(), Value::Int(0)));
    desk.now.instant += 4 * DAY;
    assert_eq!(desk.text(&lead, "care"), "remind");
    desk.run("follow_up.log", &lead, &[("content", "聊过了".into())]).unwrap();
    assert_eq!((desk.text(&lead, "care"), desk.value(&lead, "untouched")), (String::new(), Value::Null));
}

/// Writes a setting of the organisation.
fn set(desk: &mut Desk, field: &str, number: i64) {
    let mut edits = cove::crm::Edits::new();
    edits.set("org", "org", field, Value::Int(number));
    desk.write(&edits);
}

#[test]
fn the_organisation_weighs_as_it_likes_and_all_points_stay_the_most() {
    let mut desk = Desk::new("rep");
    let lead = lead(&mut desk, &[("intent", Value::Int(5)), ("source", "referral".into())]);
    let seen = |desk: &Desk| reasons(&desk.view().at(&lead).unwrap(), &NOW).map(|reason| (reason.points, reason.of));
    assert_eq!(seen(&desk)[0], (30, 30));
    set(&mut desk, "score_intent", 60);
    let weighed = seen(&desk);
    assert_eq!(weighed.iter().map(|(_, of)| of).sum::<i64>(), MOST);
    assert!(weighed[0].0 == weighed[0].1 && weighed[0].1 > 40, "{weighed:?}");
    for field in ["score_intent", "score_ability", "score_recent", "score_known"] {
        set(&mut desk, field, 0);
    }
    assert_eq!(seen(&desk), [(0, 0), (0, 0), (0, 0), (0, 0), (100, 100)]);
    assert_eq!(desk.value(&lead, "score"), Value::Int(100));
    // What makes no sense is as if nobody had set it.
    set(&mut desk, "score_intent", -3);
    set(&mut desk, "score_ability", 400);
    assert_eq!(seen(&desk).iter().map(|(_, of)| of).sum::<i64>(), MOST);
}

#[test]
fn the_bar_and_the_lines_of_advice_can_be_set() {
    let mut desk = Desk::new("rep");
    let lead = lead(&mut desk, &[("intent", Value::Int(5)), ("budget_known", Value::Bool(true))]);
    assert_eq!((desk.value(&lead, "qualified"), desk.text(&lead, "advice")), (Value::Null, "continue".into()));
    set(&mut desk, "convert_at", 30);
    assert_eq!(desk.text(&lead, "advice"), "convert");
    set(&mut desk, "convert_at", 90);
    set(&mut desk, "qualify_bar", 1);
    assert_eq!((desk.text(&lead, "qualified"), desk.text(&lead, "advice")), ("yes".into(), "convert".into()));
}

#[test]
fn what_is_kept_is_what_would_be_made() {
    let mut desk = Desk::new("rep");
    let (one, other) = (lead(&mut desk, &[]), lead(&mut desk, &[]));
    let agree = |desk: &Desk, what: &str| {
        for at in [&one, &other] {
            let made = cove::crm::lead::score::score(&desk.view().at(at).unwrap(), &desk.now);
            assert_eq!(desk.value(at, "score"), Value::Int(made), "{what}");
        }
    };
    agree(&desk, "at first");
    desk.run("follow_up.log", &one, &[("content", "谈过".into())]).unwrap();
    agree(&desk, "after a talk");
    let talk = desk.view().records("follow_up").next().unwrap().at();
    let edits = cove::crm::record::edit(&desk.view(), &one, "phone", "138 0000 1234".into()).unwrap();
    desk.write(&edits);
    agree(&desk, "after a line");
    let mut edits = cove::crm::Edits::new();
    edits.set("follow_up", &talk.id, "about", other.link());
    desk.write(&edits);
    agree(&desk, "after the talk went to the other");
    desk.write(&cove::crm::record::delete(&[talk]));
    agree(&desk, "after it was deleted");
    set(&mut desk, "score_source", 90);
    agree(&desk, "after a setting");
    desk.now.instant += 40 * DAY;
    agree(&desk, "after a month");
}
