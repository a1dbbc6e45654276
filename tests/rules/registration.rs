//! Registrations: from the draft to the protection and out of it again, who decides what, and what of colleagues stands
//! in the way.

use crate::desk::{DAY, Desk, NOW};
use cove::crm::customer::place::Place;
use cove::crm::machine::{Illegal, Who, judge};
use cove::crm::member::Role;
use cove::crm::registration::states::{self, Event, STEPS, State, To};
use cove::crm::registration::template::Terms;
use cove::crm::registration::trial::{Trial, trial};
use cove::crm::{Ref, Refusal};
use cove::i18n::key;
use cove::ledger::Value;
use std::collections::BTreeMap;

const EVENTS: [Event; 7] =
    [Event::Submit, Event::Approve, Event::Reject, Event::Share, Event::Appeal, Event::Extend, Event::Release];

/// What may happen in which state, written down a second time; `None` leads to what the check says.
#[rustfmt::skip]
const LEGAL: &[(State, Event, Option<State>, Who)] = &[
    (State::Draft,     Event::Submit,  None,                   Who::Holder),
    (State::Expired,   Event::Submit,  None,                   Who::Holder),
    (State::Released,  Event::Submit,  None,                   Who::Holder),
    (State::Suspected, Event::Approve, Some(State::Protected), Who::Manager),
    (State::Suspected, Event::Reject,  Some(State::Rejected),  Who::Manager),
    (State::Suspected, Event::Share,   Some(State::Shared),    Who::Manager),
    (State::Suspected, Event::Release, Some(State::Released),  Who::Holder),
    (State::Rejected,  Event::Appeal,  Some(State::Appealing), Who::Holder),
    (State::Appealing, Event::Approve, Some(State::Protected), Who::Manager),
    (State::Appealing, Event::Reject,  Some(State::Rejected),  Who::Manager),
    (State::Appealing, Event::Share,   Some(State::Shared),    Who::Manager),
    (State::Appealing, Event::Release, Some(State::Released),  Who::Holder),
    (State::Protected, Event::Extend,  Some(State::Protected), Who::Manager),
    (State::Protected, Event::Release, Some(State::Released),  Who::Holder),
    (State::Shared,    Event::Release, Some(State::Released),  Who::Holder),
];

#[test]
fn the_table_judges_every_state_event_and_role() {
    for from in State::ALL {
        for event in EVENTS {
            for role in Role::ALL {
                for holds in [false, true] {
                    let legal = LEGAL.iter().find(|(state, what, ..)| (*state, *what) == (from, event));
                    let wanted = match legal {
                        None => Err(Illegal::State),
                        Some((.., Who::Manager)) if !matches!(role, Role::Manager | Role::Admin) => {
                            Err(Illegal::Manager)
                        }
                        Some((.., Who::Holder)) if !holds && role == Role::Rep => Err(Illegal::Holder),
                        Some((_, _, to, _)) => Ok(to.map_or(To::Verdict, To::State)),
                    };
                    assert_eq!(judge(STEPS, from, event, role, holds), wanted, "{from:?} {event:?} {role:?} {holds}");
                }
            }
        }
    }
    assert_eq!(STEPS.len(), LEGAL.len());
}

#[test]
fn what_a_file_brings_is_judged_by_the_same_table() {
    for (from, to, role, wanted) in [
        ("draft", "protected", Role::Rep, None),
        ("draft", "rejected", Role::Rep, None),
        ("draft", "shared", Role::Admin, Some("problem-no-way")),
        ("suspected", "protected", Role::Rep, Some("problem-manager")),
        ("suspected", "protected", Role::Manager, None),
        ("rejected", "protected", Role::Admin, Some("problem-no-way")),
        ("rejected", "appealing", Role::Rep, None),
        ("protected", "released", Role::Rep, None),
    ] {
        assert_eq!(states::judge(from, to, role), wanted, "{from} → {to} by {role:?}");
    }
}

struct Team {
    desk: Desk,
    manager: Ref,
    one: Ref,
    other: Ref,
}

fn team() -> Team {
    let mut desk = Desk::new("admin");
    let manager = desk.member("王芳", "manager");
    let (one, other) = (desk.member("赵可", "rep"), desk.member("李明", "rep"));
    desk.me = one.id.to_string();
    Team { desk, manager, one, other }
}

impl Team {
    fn sit(&mut self, who: &Ref) {
        self.desk.me = who.id.to_string();
    }

    fn draft(&mut self, name: &str, fields: &[(&str, Value)]) -> Ref {
        let own: [(&str, Value); 2] = [("name", name.into()), ("class", "b".into())];
        self.desk.create("registration", &[&own, fields].concat())
    }

    fn submit(&mut self, name: &str) -> Ref {
        let draft = self.draft(name, &[]);
        self.desk.run("registration.submit", &draft, &[]).unwrap();
        draft
    }

    fn state(&self, at: &Ref) -> String {
        self.desk.text(at, "status")
    }

    fn customer(&self, at: &Ref) -> Ref {
        let (entity, id) = match self.desk.value(at, "customer") {
            Value::Link(entity, id) => (entity, id),
            other => panic!("a customer, not {other:?}"),
        };
        Ref::new(&entity, &id)
    }

    fn owner(&self, at: &Ref) -> Value {
        self.desk.value(at, "owner")
    }

    fn manage(&mut self, command: &str, at: &Ref, fields: &[(&str, Value)]) -> Result<(), Refusal> {
        let (me, manager) = (self.desk.me.clone(), self.manager.clone());
        self.sit(&manager);
        let done = self.desk.run(command, at, fields);
        self.desk.me = me;
        done
    }
}

fn refused(result: Result<(), Refusal>) -> &'static str {
    result.expect_err("it is refused").key
}

#[test]
fn what_nobody_has_is_protected_at_once_and_becomes_a_customer() {
    let mut team = team();
    let draft =
        team.draft("嘉兴澄云水处理有限公司", &[("phone", "0573-83920111".into()), ("region", "浙江嘉兴".into())]);
    assert_eq!(team.state(&draft), "draft");
    team.desk.run("registration.submit", &draft, &[]).unwrap();
    assert_eq!((team.state(&draft), team.desk.text(&draft, "verdict")), ("protected".into(), "pass".into()));
    assert_eq!(team.desk.value(&draft, "protected_to"), Value::At(NOW.instant + 60 * DAY), "class B");
    let customer = team.customer(&draft);
    assert_eq!(team.owner(&customer), team.one.link());
    assert_eq!(
        (team.desk.text(&customer, "name"), team.desk.text(&customer, "region")),
        ("嘉兴澄云水处理有限公司".into(), "浙江嘉兴".into())
    );
    assert_eq!(team.desk.text(&customer, "phone"), "0573-83920111");
    assert_eq!(team.desk.value(&draft, "left"), Value::Int(60));
}

#[test]
fn what_a_colleague_follows_is_blocked_and_what_may_be_his_is_reviewed() {
    let mut team = team();
    let taken = team.submit("嘉兴澄云水处理有限公司");
    let customer = team.customer(&taken);
    let other = team.other.clone();
    team.sit(&other);
    let again = team.submit("嘉兴澄云水处理");
    assert_eq!((team.state(&again), team.desk.text(&again, "verdict")), ("rejected".into(), "blocked".into()));
    let hit = team.desk.value(&again, "hit");
    assert!(hit == customer.link() || hit == taken.link(), "{hit:?}");
    assert!(team.desk.value(&again, "score").as_int() >= Some(80));
    // A lead that a colleague works on makes it doubtful.
    let one = team.one.clone();
    team.sit(&one);
    team.desk.create(
        "lead",
        &[("name", "沈砚".into()), ("company", "杭州初晴风电有限公司".into()), ("source", "expo".into())],
    );
    team.sit(&other);
    let doubtful = team.submit("杭州初晴风电有限公司");
    assert_eq!(team.state(&doubtful), "suspected");
    // A phone number that a customer's contact has.
    team.sit(&one);
    let person = [("name", "沈砚".into()), ("customer", customer.link()), ("phone", "13800001111".into())];
    team.desk.create("contact", &person);
    team.sit(&other);
    let draft = team.draft("宁波云隙传动有限公司", &[("phone", "138 0000 1111".into())]);
    team.desk.run("registration.submit", &draft, &[]).unwrap();
    assert_ne!(team.state(&draft), "protected", "{}", team.desk.text(&draft, "verdict"));
}

#[test]
fn what_is_public_or_his_own_becomes_the_reps_without_a_second_customer() {
    let mut team = team();
    let free = team.desk.create("customer", &[("name", "苏州澜芯半导体有限公司".into()), ("owner", Value::Null)]);
    let own = team.desk.create("customer", &[("name", "无锡拓界机器人有限公司".into())]);
    let (one, two) = (team.submit("苏州澜芯半导体有限公司"), team.submit("无锡拓界机器人"));
    assert_eq!((team.customer(&one), team.customer(&two)), (free.clone(), own));
    assert_eq!(team.owner(&free), team.one.link());
    assert_eq!(team.desk.view().count("customer"), 2);
}

#[test]
fn a_protected_customer_is_taken_by_no_rule_and_public_when_it_ends() {
    let mut team = team();
    let rule = [("name", "10 天".into()), ("reason", "untouched".into()), ("days", 10.into())];
    team.desk.create("recycle_rule", &rule);
    let registration = team.submit("嘉兴澄云水处理有限公司");
    let customer = team.customer(&registration);
    let place = |team: &Team| Place::of(&team.desk.view().at(&customer).expect("it is there"), &team.desk.now);
    team.desk.now.instant += 59 * DAY;
    assert_eq!(
        (team.state(&registration).as_str(), place(&team), team.desk.text(&registration, "near").as_str()),
        ("protected", Place::Held, "soon")
    );
    team.desk.now.instant += DAY;
    assert_eq!((team.state(&registration).as_str(), place(&team)), ("expired", Place::Sea));
    // Not at once again.
    assert_eq!(refused(team.desk.run("registration.submit", &registration, &[])), key::REFUSED_REGISTRATION_COOLING);
    team.desk.now.instant += 30 * DAY;
    team.desk.run("registration.submit", &registration, &[]).unwrap();
    assert_eq!((team.state(&registration).as_str(), place(&team)), ("protected", Place::Held));
}

#[test]
fn without_any_rule_the_end_of_a_protection_makes_it_public_unless_the_template_keeps_it() {
    for (keeps, wanted) in [(false, Place::Sea), (true, Place::Held)] {
        let mut team = team();
        team.desk.create(
            "registration_template",
            &[("name", "装备".into()), ("keeps", keeps.into()), ("days_b", 20.into())],
        );
        let registration = team.submit("嘉兴澄云水处理有限公司");
        let customer = team.customer(&registration);
        team.desk.now.instant += 21 * DAY;
        let place = Place::of(&team.desk.view().at(&customer).expect("it is there"), &team.desk.now);
        assert_eq!((team.state(&registration).as_str(), place), ("expired", wanted));
        if wanted == Place::Sea {
            assert_eq!(team.desk.text(&customer, "sea_cause"), "registration");
        }
    }
}

#[test]
fn what_was_won_under_protection_is_won() {
    let mut team = team();
    let registration = team.submit("嘉兴澄云水处理有限公司");
    let customer = team.customer(&registration);
    let deal = team.desk.create("opportunity", &[("name", "泵组".into()), ("customer", customer.link())]);
    let on = Value::Date(team.desk.now.today());
    team.desk.now.instant += DAY;
    team.desk.run("opportunity.win", &deal, &[("amount", Value::Money(100, "CNY".into())), ("close_on", on)]).unwrap();
    assert_eq!(team.state(&registration), "won");
    team.desk.now.instant += 300 * DAY;
    assert_eq!(team.state(&registration), "won");
    assert_eq!(refused(team.desk.run("registration.release", &registration, &[])), key::REFUSED_REGISTRATION_STATE);
}

#[test]
fn a_refusal_is_contested_and_decided_either_way() {
    for (command, wanted) in
        [("registration.approve", "protected"), ("registration.share", "shared"), ("registration.reject", "rejected")]
    {
        let mut team = team();
        let taken = team.submit("嘉兴澄云水处理有限公司");
        let customer = team.customer(&taken);
        let other = team.other.clone();
        team.sit(&other);
        let registration = team.submit("嘉兴澄云水处理有限公司");
        assert_eq!(team.state(&registration), "rejected");
        assert_eq!(refused(team.desk.run("registration.appeal", &registration, &[])), key::REFUSED_REQUIRED);
        let why = [("appeal", "客户总经理是我们的老关系".into()), ("evidence", "9 月 3 日会议纪要".into())];
        team.desk.run("registration.appeal", &registration, &why).unwrap();
        assert_eq!(
            (team.state(&registration).as_str(), team.desk.text(&registration, "near").as_str()),
            ("appealing", "review")
        );
        // Whoever decides sees what each claims, beside the other.
        let sides = {
            let rec = team.desk.view().at(&registration).expect("it is there");
            (rec.table.sides)(&rec, &team.desk.now)
        };
        let [own, against] = sides.as_slice() else { panic!("two sides: {sides:?}") };
        assert_eq!((own.who.as_ref(), &own.at), (Some(&team.other), &registration));
        assert_eq!(against.who.as_ref(), Some(&team.one));
        assert!(own.said.contains(&"appeal") && own.said.contains(&"evidence"));
        assert_eq!(team.desk.value(&registration, "decide_by"), Value::At(NOW.instant + 7 * DAY));
        let decision = [("decision", "双方时间线已核对".into()), ("split", 40.into())];
        assert_eq!(refused(team.desk.run(command, &registration, &decision)), key::REFUSED_MANAGER_ONLY);
        team.desk.now.instant += 8 * DAY;
        assert_eq!(team.desk.text(&registration, "near"), "late");
        team.manage(command, &registration, &decision).unwrap();
        assert_eq!(team.state(&registration), wanted);
        let rec = team.desk.view().at(&registration).expect("it is there");
        assert_eq!((rec.table.sides)(&rec, &team.desk.now).len(), if wanted == "rejected" { 2 } else { 0 });
        assert_eq!(team.desk.value(&registration, "decided_by"), team.manager.link());
        let (seats, owner) = (team.desk.view().count("collaborator"), team.owner(&customer));
        match wanted {
            "protected" => assert_eq!((seats, owner), (0, team.other.link()), "the customer goes over"),
            "shared" => {
                assert_eq!((seats, owner), (1, team.one.link()), "both work with it");
                let seat = team.desk.view().records("collaborator").next().expect("a seat").at();
                assert_eq!(
                    (team.desk.value(&seat, "split"), team.desk.value(&registration, "split")),
                    (Value::Int(40), Value::Int(40)),
                    "what he gets of the commission is decided with it"
                );
            }
            _ => assert_eq!((seats, owner), (0, team.one.link())),
        }
    }
}

#[test]
fn a_decision_needs_its_reason_where_it_takes_something() {
    let mut team = team();
    team.submit("嘉兴澄云水处理有限公司");
    let other = team.other.clone();
    team.sit(&other);
    let registration = team.submit("嘉兴澄云水处理有限公司");
    team.desk.run("registration.appeal", &registration, &[("appeal", "老客户".into())]).unwrap();
    assert_eq!(refused(team.manage("registration.reject", &registration, &[])), key::REFUSED_REQUIRED);
    assert_eq!(refused(team.manage("registration.share", &registration, &[])), key::REFUSED_REQUIRED);
}

#[test]
fn a_quota_is_kept_and_one_is_given_up_for_another() {
    let mut team = team();
    team.desk.create("registration_template", &[("name", "通用".into()), ("quota", 2.into())]);
    let first = team.submit("嘉兴澄云水处理有限公司");
    team.submit("杭州初晴风电有限公司");
    let third = team.draft("苏州澜芯半导体有限公司", &[]);
    assert_eq!(refused(team.desk.run("registration.submit", &third, &[])), key::REFUSED_REGISTRATION_QUOTA);
    assert_eq!(
        refused(team.desk.run("registration.swap", &third, &[("instead", third.link())])),
        key::REFUSED_REGISTRATION_SWAP
    );
    team.desk.run("registration.swap", &third, &[("instead", first.link())]).unwrap();
    assert_eq!((team.state(&first).as_str(), team.state(&third).as_str()), ("released", "protected"));
}

#[test]
fn a_template_says_what_must_be_filled_in_and_what_does_not_count() {
    let mut team = team();
    let fields = [
        ("name", "装备".into()),
        ("industry", "machinery".into()),
        ("asks_contact", true.into()),
        ("ignores_name", true.into()),
        ("days_a", 120.into()),
    ];
    team.desk.create("registration_template", &fields);
    let draft = team.draft("嘉兴澄云水处理有限公司", &[("industry", "machinery".into())]);
    let refusal = team.desk.run("registration.submit", &draft, &[]).expect_err("a contact is asked for");
    assert_eq!((refusal.key, refusal.field), (key::REFUSED_REGISTRATION_ASKED, Some("contact")));
    // Another trade has no template, and asks for nothing.
    team.submit("杭州初晴风电有限公司");
    let other = team.other.clone();
    team.sit(&other);
    let same = [("industry", "machinery".into()), ("contact", "沈砚".into())];
    let named = team.draft("杭州初晴风电有限公司", &same);
    team.desk.run("registration.submit", &named, &[]).unwrap();
    assert_eq!(team.state(&named), "protected", "names do not count here");
}

#[test]
fn other_terms_are_tried_before_they_are_saved() {
    let mut team = team();
    let own = [("name", "通用".into()), ("quota", 5.into())];
    let template = team.desk.create("registration_template", &own);
    let (first, second) = (team.submit("嘉兴澄云水处理有限公司"), team.submit("杭州初晴风电有限公司"));
    let other = team.other.clone();
    team.sit(&other);
    let third = team.submit("苏州澜芯半导体有限公司");
    let held_up = team.submit("杭州初晴风电有限公司");
    assert_eq!(team.state(&held_up), "rejected");
    team.desk.now.instant += 40 * DAY;
    let try_it = |desk: &Desk, of: Option<&Ref>, said: &[(&str, Value)]| {
        let said: BTreeMap<&str, Value> = said.iter().cloned().collect();
        trial(&desk.view(), &Terms::said(|field| said.get(field).cloned()), of, &desk.now)
    };
    let as_it_is = try_it(&team.desk, Some(&template), &own);
    assert_eq!((as_it_is.protected, as_it_is.ended.len(), as_it_is.over.len()), (3, 0, 0));
    let strict = [("days_b", 30.into()), ("quota", 1.into()), ("asks_phone", true.into())];
    let strict = try_it(&team.desk, Some(&template), &strict);
    let ids = |all: &[&Ref]| {
        let mut ids: Vec<_> = all.iter().map(|at| at.id.clone()).collect();
        ids.sort();
        ids
    };
    assert_eq!((strict.protected, &strict.ended), (3, &ids(&[&first, &second, &third])));
    assert_eq!(strict.over, [], "what ran out counts no more");
    let narrow = try_it(&team.desk, Some(&template), &[("quota", 1.into()), ("asks_phone", true.into())]);
    assert_eq!((narrow.over, narrow.lacking), (vec![(team.one.id.clone(), 1)], 3));
    let loose = try_it(&team.desk, Some(&template), &[("ignores_name", true.into())]);
    assert_eq!((loose.passing, loose.ended.len()), (ids(&[&held_up]), 0));
    // Other registrations have nothing to do with it.
    assert_eq!(try_it(&team.desk, None, &[("days_b", 1.into())]), Trial::default());
    team.desk.now.instant += 40 * DAY;
    assert_eq!(team.state(&first), "expired");
    let long = try_it(&team.desk, Some(&template), &[("days_b", 90.into())]);
    assert_eq!((long.protected, long.lasting), (0, ids(&[&first, &second, &third])));
}

#[test]
fn a_protection_is_extended_as_often_as_allowed() {
    let mut team = team();
    let registration = team.submit("嘉兴澄云水处理有限公司");
    assert_eq!(refused(team.desk.run("registration.extend", &registration, &[])), key::REFUSED_MANAGER_ONLY);
    team.manage("registration.extend", &registration, &[("days", 15.into())]).unwrap();
    assert_eq!(team.desk.value(&registration, "protected_to"), Value::At(NOW.instant + 75 * DAY));
    assert_eq!(refused(team.manage("registration.extend", &registration, &[])), key::REFUSED_REGISTRATION_EXTENDED);
}

#[test]
fn whose_room_is_full_registers_nothing_more() {
    let mut team = team();
    team.desk.create("capacity_rule", &[("name", "标准".into()), ("most", 1.into())]);
    team.submit("嘉兴澄云水处理有限公司");
    let draft = team.draft("杭州初晴风电有限公司", &[]);
    assert_eq!(refused(team.desk.run("registration.submit", &draft, &[])), key::REFUSED_CAPACITY);
}

#[test]
fn a_project_is_registered_with_a_customer_that_may_be_a_colleagues() {
    let mut team = team();
    let customer = team.desk.create("customer", &[("name", "国网浙江电力".into())]);
    let other = team.other.clone();
    team.sit(&other);
    let of = |project: &str| -> Vec<(&'static str, Value)> {
        vec![("subject", "project".into()), ("project", project.into()), ("amount", Value::Money(5_000, "CNY".into()))]
    };
    let nameless = team.draft("国网浙江电力", &of("")[..1]);
    assert_eq!(refused(team.desk.run("registration.submit", &nameless, &[])), key::REFUSED_REGISTRATION_ASKED);
    let first = team.draft("国网浙江电力", &of("二期扩建"));
    team.desk.run("registration.submit", &first, &[]).unwrap();
    assert_eq!((team.state(&first).as_str(), team.customer(&first)), ("protected", customer.clone()));
    assert_eq!(team.owner(&customer), team.one.link(), "the customer stays whose it is");
    let deal = team.desk.value(&first, "opportunity");
    let deal = deal.as_link().map(|(entity, id)| Ref::new(entity, id)).expect("an opportunity");
    assert_eq!((team.desk.text(&deal, "name"), team.owner(&deal)), ("二期扩建".into(), team.other.link()));
    // The same project is blocked for a third, another one is not.
    let one = team.one.clone();
    team.sit(&one);
    let [same, another] = ["国网二期扩建", "三期"].map(|project| {
        let draft = team.draft("国网浙江电力", &of(project));
        team.desk.run("registration.submit", &draft, &[]).unwrap();
        team.state(&draft)
    });
    assert_eq!((same.as_str(), another.as_str()), ("rejected", "protected"));
}
