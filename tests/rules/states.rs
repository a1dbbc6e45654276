//! The states of a lead: every state × event × role × ownership, by the table and by the commands.

use crate::desk::{DAY, Desk, NOW};
use cove::crm::lead::states::{Event, STEPS, State, To};
use cove::crm::machine::{Illegal, Who, judge};
use cove::crm::member::Role;
use cove::crm::{Ref, Refusal, command};
use cove::i18n;
use cove::ledger::Value;
use std::collections::BTreeSet;

const EVENTS: [Event; 10] = [
    Event::Assign,
    Event::Claim,
    Event::Log,
    Event::Return,
    Event::Move,
    Event::Park,
    Event::Reopen,
    Event::Convert,
    Event::Void,
    Event::Restore,
];

/// The table of features.md section 3, written down once more by hand: from, event, to.
#[rustfmt::skip]
const LEGAL: &[(State, Event, Option<State>)] = &[
    (State::Unassigned, Event::Assign,  Some(State::Pending)),
    (State::Unassigned, Event::Claim,   Some(State::Pending)),
    (State::Unassigned, Event::Move,    Some(State::Unassigned)),
    (State::Unassigned, Event::Void,    Some(State::Voided)),
    (State::Pending,    Event::Assign,  Some(State::Pending)),
    (State::Pending,    Event::Log,     Some(State::Following)),
    (State::Pending,    Event::Return,  Some(State::Unassigned)),
    (State::Pending,    Event::Park,    Some(State::Invalid)),
    (State::Pending,    Event::Convert, Some(State::Converted)),
    (State::Pending,    Event::Void,    Some(State::Voided)),
    (State::Following,  Event::Assign,  Some(State::Following)),
    (State::Following,  Event::Log,     Some(State::Following)),
    (State::Following,  Event::Return,  Some(State::Unassigned)),
    (State::Following,  Event::Park,    Some(State::Invalid)),
    (State::Following,  Event::Convert, Some(State::Converted)),
    (State::Following,  Event::Void,    Some(State::Voided)),
    (State::Invalid,    Event::Assign,  Some(State::Invalid)),
    (State::Invalid,    Event::Log,     Some(State::Following)),
    (State::Invalid,    Event::Reopen,  Some(State::Following)),
    (State::Invalid,    Event::Return,  Some(State::Unassigned)),
    (State::Invalid,    Event::Void,    Some(State::Voided)),
    (State::Voided,     Event::Restore, None),
];

fn legal(from: State, event: Event) -> Option<Option<State>> {
    LEGAL.iter().find(|(state, what, _)| (*state, *what) == (from, event)).map(|(.., to)| *to)
}

/// Who may do what nobody but the owner does: the owner, and everyone but reps.
fn may(event: Event, role: Role, owns: bool) -> bool {
    match event {
        Event::Restore => role == Role::Admin,
        Event::Claim | Event::Log => true,
        _ => owns || role != Role::Rep,
    }
}

#[test]
fn the_table_judges_every_state_event_and_role() {
    let mut judged = 0;
    for from in State::ALL {
        for event in EVENTS {
            for role in Role::ALL {
                for owns in [false, true] {
                    let verdict = judge(STEPS, from, event, role, owns);
                    match legal(from, event) {
                        None => assert_eq!(verdict, Err(Illegal::State), "{from:?} {event:?}"),
                        Some(_) if !may(event, role, owns) => {
                            let wanted = if event == Event::Restore { Illegal::Admin } else { Illegal::Holder };
                            assert_eq!(verdict, Err(wanted), "{from:?} {event:?} {role:?} {owns}");
                        }
                        Some(to) => {
                            let wanted = to.map_or(To::Before, To::State);
                            assert_eq!(verdict, Ok(wanted), "{from:?} {event:?} {role:?} {owns}");
                        }
                    }
                    judged += 1;
                }
            }
        }
    }
    assert_eq!(judged, 6 * 10 * 4 * 2);
    assert_eq!(STEPS.len(), LEGAL.len());
    assert!(STEPS.iter().all(|rule| rule.from != State::Converted), "converted is final");
    assert!(STEPS.iter().filter(|rule| rule.who == Who::Admin).count() == 1);
}

/// The command of an event.
fn of(event: Event) -> &'static str {
    match event {
        Event::Assign => "lead.assign",
        Event::Claim => "lead.claim",
        Event::Log => "follow_up.log",
        Event::Return => "lead.return",
        Event::Move => "lead.move",
        Event::Park => "lead.park",
        Event::Reopen => "lead.reopen",
        Event::Void => "lead.void",
        Event::Restore => "lead.restore",
        Event::Convert => "lead.convert",
    }
}

fn answers(event: Event, to: &Ref) -> Vec<(&'static str, Value)> {
    match event {
        Event::Assign => vec![("owner", to.link())],
        Event::Log => vec![("content", "说过话了".into())],
        Event::Return => vec![("return_reason", "region".into())],
        Event::Park => vec![("invalid_reason", "unreachable".into())],
        Event::Convert => vec![("customer", "云隙传动".into())],
        Event::Move => vec![("pool", Value::Link("pool".into(), "none".into()))],
        _ => Vec::new(),
    }
}

/// A lead in a state, owned by a member (an unassigned one by nobody).
fn lead_in(desk: &mut Desk, state: State, owner: &Ref) -> Ref {
    let owner = if state == State::Unassigned { Value::Null } else { owner.link() };
    let mut fields = vec![
        ("name", Value::from("程屿")),
        ("source", "expo".into()),
        ("owner", owner),
        ("stage", state.stage().into()),
    ];
    if state == State::Voided {
        fields.push(("voided_from", "following".into()));
    }
    desk.create("lead", &fields)
}

#[test]
fn commands_do_what_the_table_says_and_nothing_else() {
    for role in Role::ALL {
        for from in State::ALL {
            for event in EVENTS {
                for owns in [true, false] {
                    let id = of(event);
                    let mut desk = Desk::new(role.key());
                    let colleague = desk.member("李明", "rep");
                    let me = Ref::new("member", &desk.me);
                    let lead = lead_in(&mut desk, from, if owns { &me } else { &colleague });
                    assert_eq!(desk.text(&lead, "status"), from.key());
                    let owned = owns && from != State::Unassigned;
                    let result = desk.run(id, &lead, &answers(event, &colleague));
                    let told = format!("{from:?} {event:?} {role:?} {owns}");
                    match legal(from, event) {
                        Some(to) if may(event, role, owned) => {
                            assert_eq!(result, Ok(()), "{told}");
                            let wanted = to.unwrap_or(State::Following);
                            assert_eq!(desk.text(&lead, "status"), wanted.key(), "{told}");
                        }
                        // A follow-up is a note where the table knows no such step.
                        None if event == Event::Log => {
                            assert_eq!(result, Ok(()), "{told}");
                            assert_eq!(desk.text(&lead, "status"), from.key(), "{told}");
                        }
                        _ => {
                            let refusal: Refusal = result.expect_err(&told);
                            assert!(i18n::has(refusal.key), "{}", refusal.key);
                            assert_eq!(desk.text(&lead, "status"), from.key(), "{told}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn what_a_person_creates_is_his_and_waits() {
    let mut desk = Desk::new("rep");
    let lead = desk.create("lead", &[("name", "姜予安".into()), ("source", "web".into())]);
    assert_eq!(desk.text(&lead, "status"), "pending");
    assert_eq!(desk.value(&lead, "owner"), desk.view().my_link());
    let colleague = desk.member("李明", "rep");
    let given =
        desk.create("lead", &[("name", "沈亦舟".into()), ("source", "web".into()), ("owner", colleague.link())]);
    assert_eq!(desk.value(&given, "owner"), colleague.link());
    let pool = desk.create("lead", &[("name", "高雯".into()), ("source", "web".into()), ("owner", Value::Null)]);
    assert_eq!(desk.text(&pool, "status"), "unassigned");
}

#[test]
fn a_follow_up_sets_and_clears_the_next_contact() {
    let mut desk = Desk::new("rep");
    let lead = desk.create("lead", &[("name", "姜予安".into()), ("source", "web".into())]);
    let tomorrow = Value::Date(NOW.date_of(NOW.instant + DAY));
    let log =
        |desk: &mut Desk, fields: &[(&str, Value)]| desk.run("follow_up.log", &lead, fields).expect("it is logged");
    log(&mut desk, &[("content", "约了明天".into()), ("next_at", tomorrow.clone())]);
    assert_eq!(desk.value(&lead, "next_contact"), tomorrow);
    assert_eq!(desk.text(&lead, "due_state"), "soon");
    log(&mut desk, &[("result", "no_answer".into())]);
    assert_eq!(desk.value(&lead, "next_contact"), tomorrow, "what lies ahead still stands");
    desk.now.instant += 3 * DAY;
    assert_eq!(desk.text(&lead, "due_state"), "overdue");
    log(&mut desk, &[("content", "聊过了".into())]);
    assert_eq!(desk.value(&lead, "next_contact"), Value::Null, "what was due has been done");
    assert_eq!(desk.value(&lead, "follow_ups"), Value::Int(3));
    assert_eq!(desk.value(&lead, "last_follow_up"), Value::At(desk.now.instant));
    let empty = desk.run("follow_up.log", &lead, &[("method", "call".into())]);
    assert_eq!(empty.map_err(|refusal| refusal.key), Err("refused-empty-follow-up"));
}

#[test]
fn reasons_are_required_and_go_when_the_lead_comes_back() {
    let mut desk = Desk::new("rep");
    let lead = desk.create("lead", &[("name", "姜予安".into()), ("source", "web".into())]);
    for id in ["lead.return", "lead.park", "lead.assign"] {
        let refusal = desk.run(id, &lead, &[]).expect_err("a reason is missing");
        assert_eq!(refusal.key, "refused-required");
        assert!(refusal.field.is_some());
    }
    let day = Value::Date(NOW.date_of(NOW.instant + 30 * DAY));
    desk.run("lead.park", &lead, &[("invalid_reason", "no_need".into()), ("revisit_on", day)]).expect("it is parked");
    desk.run("follow_up.log", &lead, &[("content", "又来问了".into())]).expect("it is logged");
    assert_eq!(desk.text(&lead, "status"), "following");
    assert_eq!((desk.text(&lead, "invalid_reason"), desk.value(&lead, "revisit_on")), (String::new(), Value::Null));
}

#[test]
fn states_are_not_edited_by_hand() {
    let mut desk = Desk::new("admin");
    let lead = desk.create("lead", &[("name", "姜予安".into()), ("source", "web".into())]);
    for field in ["stage", "status", "owner"] {
        let refused = cove::crm::record::edit(&desk.view(), &lead, field, Value::Null);
        assert!(refused.is_err(), "{field}");
    }
}

#[test]
fn only_admins_give_roles_and_one_of_them_stays() {
    let mut desk = Desk::new("admin");
    let me = Ref::new("member", &desk.me);
    let other = desk.member("李明", "rep");
    let refusal = desk.run("member.role", &me, &[("role", "rep".into())]).expect_err("the last admin");
    assert_eq!(refusal.key, "refused-last-admin");
    desk.run("member.role", &other, &[("role", "admin".into())]).expect("another admin");
    desk.run("member.role", &me, &[("role", "rep".into())]).expect("one of two");
    let refusal = desk.run("member.role", &other, &[("role", "rep".into())]).expect_err("no admin any more");
    assert_eq!(refusal.key, "refused-admin-only");
}

#[test]
fn tasks_are_done_and_reopened() {
    let mut desk = Desk::new("rep");
    let task = desk.create("task", &[("title", "寄样品".into())]);
    assert_eq!(desk.text(&task, "state"), "todo");
    desk.run("task.start", &task, &[]).expect("it is started");
    desk.run("task.done", &task, &[]).expect("it is done");
    assert_eq!((desk.text(&task, "state").as_str(), desk.value(&task, "done_at")), ("done", Value::At(NOW.instant)));
    assert!(desk.run("task.done", &task, &[]).is_err());
    desk.run("task.reopen", &task, &[]).expect("it is open again");
    assert_eq!((desk.text(&task, "state").as_str(), desk.value(&task, "done_at")), ("todo", Value::Null));
}

#[test]
fn every_refusal_is_a_message() {
    let keys: BTreeSet<&str> = [
        "refused-required",
        "refused-managed",
        "refused-computed",
        "refused-gone",
        "refused-unknown",
        "refused-not-followed",
        "refused-empty-follow-up",
        "refused-admin-only",
        "refused-last-admin",
        "refused-lead-holder",
        "refused-lead-state",
        "refused-task-closed",
        "refused-task-open",
        "refused-task-started",
    ]
    .into();
    assert!(keys.iter().all(|key| i18n::has(key)));
    assert!(command("lead.assign").is_some() && command("lead.convert").is_some());
}
