//! Opportunities: every stage × event × role, what winning and losing ask for, and figures computed from stages.

use crate::desk::{Desk, NOW};
use cove::crm::machine::Illegal;
use cove::crm::member::Role;
use cove::crm::next::next;
use cove::crm::opportunity::stages::{Event, Stage, judge};
use cove::crm::path::path;
use cove::crm::{Move, Ref, entity, moves};
use cove::i18n::key;
use cove::ledger::Value;

const EVENTS: [Event; 5] = [Event::Move, Event::Win, Event::Lose, Event::Hold, Event::Reopen];

#[test]
fn the_table_judges_every_stage_event_and_role() {
    let open = [Stage::Contact, Stage::Need, Stage::Solution, Stage::Quote, Stage::Negotiation];
    for from in Stage::ALL {
        for event in EVENTS {
            for role in Role::ALL {
                for owns in [false, true] {
                    let legal = open.contains(&from) != (event == Event::Reopen);
                    let may = owns || role != Role::Rep;
                    let closed = matches!(from, Stage::Won | Stage::Lost);
                    let leads = matches!(role, Role::Manager | Role::Admin);
                    let wanted = match () {
                        () if !legal => Err(Illegal::State),
                        () if !may => Err(Illegal::Holder),
                        () if event == Event::Reopen && closed && !leads => Err(Illegal::Manager),
                        () => Ok(()),
                    };
                    assert_eq!(judge(from, event, role, owns), wanted, "{from:?} {event:?} {role:?} {owns}");
                }
            }
        }
    }
}

fn deal(desk: &mut Desk) -> Ref {
    let customer = desk.create("customer", &[("name", "杭州云隙传动".into())]);
    let amount = Value::Money(12_000_000, "CNY".into());
    desk.create("opportunity", &[("name", "云隙 · 视觉检测".into()), ("customer", customer.link()), ("amount", amount)])
}

#[test]
fn it_begins_at_the_first_stage_and_weighs_what_the_stage_says() {
    let mut desk = Desk::new("rep");
    let deal = deal(&mut desk);
    assert_eq!(desk.text(&deal, "stage"), "contact");
    let mut weights = Vec::new();
    for stage in ["need", "solution", "quote", "negotiation", "contact"] {
        desk.run("opportunity.move", &deal, &[("stage", stage.into())]).unwrap();
        weights.push((desk.value(&deal, "chance"), desk.value(&deal, "weighted")));
    }
    let wanted = [25, 40, 60, 80, 10].map(|n| (Value::Int(n), Value::Money(120_000 * n, "CNY".into())));
    assert_eq!(weights, wanted);
    desk.run("opportunity.hold", &deal, &[]).unwrap();
    assert_eq!((desk.value(&deal, "chance"), desk.value(&deal, "weighted")), (Value::Null, Value::Null));
}

#[test]
fn winning_needs_an_amount_and_a_day_and_losing_a_reason() {
    let mut desk = Desk::new("rep");
    let one = deal(&mut desk);
    let refused = |desk: &mut Desk, command, given: &[(&str, Value)]| {
        let refusal = desk.run(command, &one, given).unwrap_err();
        (refusal.key, refusal.field)
    };
    assert_eq!(refused(&mut desk, "opportunity.win", &[]), (key::REFUSED_REQUIRED, Some("amount")));
    let amount = [("amount", Value::Money(1, "CNY".into()))];
    assert_eq!(refused(&mut desk, "opportunity.win", &amount), (key::REFUSED_REQUIRED, Some("close_on")));
    assert_eq!(refused(&mut desk, "opportunity.lose", &[]), (key::REFUSED_REQUIRED, Some("lost_reason")));
    assert_eq!(refused(&mut desk, "opportunity.move", &[("stage", "won".into())]).0, key::REFUSED_REQUIRED);
    desk.run("opportunity.win", &one, &[amount[0].clone(), ("close_on", Value::Date(NOW.today()))]).unwrap();
    assert_eq!((desk.text(&one, "stage"), desk.value(&one, "closed_at")), ("won".into(), Value::At(NOW.instant)));
    assert_eq!(refused(&mut desk, "opportunity.move", &[("stage", "need".into())]).0, key::REFUSED_OPPORTUNITY_STAGE);
    assert_eq!(refused(&mut desk, "opportunity.reopen", &[]).0, key::REFUSED_MANAGER_ONLY);
}

#[test]
fn what_was_put_off_goes_on_where_it_stood_and_what_was_closed_is_negotiated_anew() {
    let mut desk = Desk::new("manager");
    let one = deal(&mut desk);
    desk.run("opportunity.move", &one, &[("stage", "quote".into())]).unwrap();
    desk.run("opportunity.hold", &one, &[("next_contact", Value::Date(NOW.today()))]).unwrap();
    desk.run("opportunity.reopen", &one, &[]).unwrap();
    assert_eq!((desk.text(&one, "stage"), desk.value(&one, "held_from")), ("quote".into(), Value::Null));
    desk.run("opportunity.lose", &one, &[("lost_reason", "price".into()), ("competitor", "海岳".into())]).unwrap();
    assert_eq!((desk.text(&one, "competitor"), desk.value(&one, "next_contact")), ("海岳".into(), Value::Null));
    desk.run("opportunity.reopen", &one, &[]).unwrap();
    assert_eq!((desk.text(&one, "stage"), desk.value(&one, "lost_reason")), ("negotiation".into(), Value::Null));
}

#[test]
fn a_card_comes_to_every_stage_by_a_command() {
    let mut desk = Desk::new("rep");
    let one = deal(&mut desk);
    let field = entity("opportunity").and_then(|table| table.field("stage")).unwrap();
    let found: Vec<(&str, String)> = moves(&desk.view(), &one, field, &NOW)
        .into_iter()
        .map(|(to, way)| match way {
            Move::Write => (to, "write".to_owned()),
            Move::Run(command) => (to, format!("run {}", command.id)),
            Move::Give(command) => (to, format!("give {}", command.id)),
        })
        .collect();
    let given = |to| (to, "give opportunity.move".to_owned());
    let run = |to, id: &str| (to, format!("run opportunity.{id}"));
    let wanted = [
        given("need"),
        given("solution"),
        given("quote"),
        given("negotiation"),
        run("won", "win"),
        run("lost", "lose"),
        run("held", "hold"),
    ];
    assert_eq!(found, wanted);
}

#[test]
fn what_is_closed_asks_for_nothing_but_keeps_what_was_promised() {
    let mut desk = Desk::new("rep");
    let one = deal(&mut desk);
    let asks = |desk: &Desk| next(&desk.view().at(&one).unwrap(), &desk.now).by.is_some();
    assert!(asks(&desk), "an open one asks when to be in touch");
    desk.run("opportunity.lose", &one, &[("lost_reason", "price".into())]).unwrap();
    assert!(!asks(&desk));
    let tomorrow = Value::Date(NOW.today() + chrono::Days::new(1));
    desk.run("follow_up.log", &one, &[("content", "明年再谈".into()), ("next_at", tomorrow)]).unwrap();
    assert_eq!((asks(&desk), desk.text(&one, "due_state")), (true, "soon".into()));
}

#[test]
fn a_path_that_did_not_change_is_the_same() {
    let mut desk = Desk::new("rep");
    let one = deal(&mut desk);
    let seen = |desk: &Desk| path(&desk.view(), &one, &desk.now).unwrap();
    let before = seen(&desk);
    assert!(before == seen(&desk), "else the bar is drawn anew with every change of anything");
    desk.run("opportunity.move", &one, &[("stage", "quote".into())]).unwrap();
    assert!(before != seen(&desk));
}
