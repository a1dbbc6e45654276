//! Customers that are somebody's and those in the public sea: what takes them there, who may take them, and how much one
//! person may hold.

use crate::desk::{DAY, Desk, NOW, args};
use cove::app::query::ME;
use cove::app::{Filter, Query, Test};
use cove::crm::customer::CUSTOMER;
use cove::crm::customer::facts::Facts;
use cove::crm::customer::place::{Place, Standing};
use cove::crm::customer::states::{Event, STEPS};
use cove::crm::machine::{Illegal, judge};
use cove::crm::member::Role;
use cove::crm::search::SearchIndex;
use cove::crm::{Ref, Refusal, record};
use cove::i18n::key;
use cove::ledger::Value;

const EVENTS: [Event; 6] = [Event::Claim, Event::Assign, Event::Return, Event::Move, Event::Lock, Event::Unlock];

/// What may happen where, written down a second time.
#[rustfmt::skip]
const LEGAL: &[(Place, Event, Place)] = &[
    (Place::Sea,    Event::Claim,  Place::Held),
    (Place::Sea,    Event::Assign, Place::Held),
    (Place::Sea,    Event::Move,   Place::Sea),
    (Place::Held,   Event::Assign, Place::Held),
    (Place::Held,   Event::Return, Place::Sea),
    (Place::Held,   Event::Move,   Place::Held),
    (Place::Held,   Event::Lock,   Place::Locked),
    (Place::Locked, Event::Unlock, Place::Held),
    (Place::Locked, Event::Assign, Place::Held),
    (Place::Locked, Event::Move,   Place::Locked),
];

#[test]
fn the_table_judges_every_place_event_and_role() {
    for from in Place::ALL {
        for event in EVENTS {
            for role in Role::ALL {
                for holds in [false, true] {
                    let legal = LEGAL.iter().find(|(place, what, _)| (*place, *what) == (from, event));
                    let may = event == Event::Claim || holds || role != Role::Rep;
                    let wanted = match legal {
                        None => Err(Illegal::State),
                        Some(_) if !may => Err(Illegal::Holder),
                        Some((.., to)) => Ok(*to),
                    };
                    assert_eq!(judge(STEPS, from, event, role, holds), wanted, "{from:?} {event:?} {role:?} {holds}");
                }
            }
        }
    }
    assert_eq!(STEPS.len(), LEGAL.len());
}

pub(crate) fn customer(desk: &mut Desk, fields: &[(&str, Value)]) -> Ref {
    let name: [(&str, Value); 1] = [("name", "嘉兴澄云水处理有限公司".into())];
    desk.create("customer", &[&name, fields].concat())
}

pub(crate) fn sea(desk: &mut Desk, fields: &[(&str, Value)]) -> Ref {
    let own: [(&str, Value); 2] = [("name", "华东公海".into()), ("holds", "customers".into())];
    desk.create("pool", &[&own, fields].concat())
}

pub(crate) fn rule(desk: &mut Desk, reason: &str, days: i64, fields: &[(&str, Value)]) -> Ref {
    let own: [(&str, Value); 3] = [("name", "规则".into()), ("reason", reason.into()), ("days", days.into())];
    desk.create("recycle_rule", &[&own, fields].concat())
}

pub(crate) fn talk(desk: &mut Desk, about: &Ref) {
    desk.run("follow_up.log", about, &[("content", "聊了聊".into())]).unwrap();
}

pub(crate) fn place(desk: &Desk, at: &Ref) -> Place {
    Place::of(&desk.view().at(at).expect("it is there"), &desk.now)
}

pub(crate) fn refused(result: Result<(), Refusal>) -> &'static str {
    result.expect_err("it is refused").key
}

/// A rep who sells, with an admin beside him who sits at the desk.
pub(crate) fn with_rep() -> (Desk, Ref) {
    let mut desk = Desk::new("admin");
    let rep = desk.member("赵可", "rep");
    (desk, rep)
}

#[test]
fn without_rules_what_is_held_stays_held_for_ever() {
    let mut desk = Desk::new("rep");
    let own = customer(&mut desk, &[]);
    desk.now.instant += 3_000 * DAY;
    assert_eq!(place(&desk, &own), Place::Held);
    let nobodys = customer(&mut desk, &[("owner", Value::Null)]);
    assert_eq!((place(&desk, &nobodys), desk.text(&nobodys, "sea_cause")), (Place::Sea, "new".into()));
}

/// Since when a customer is held that lapses at day 30 by a rule, and what is done for it on day 10.
#[track_caller]
fn lapses(reason: &str, fields: &[(&str, Value)], on_day_ten: impl Fn(&mut Desk, &Ref), day: Option<i64>) {
    let mut desk = Desk::new("rep");
    rule(&mut desk, reason, 30, &[]);
    let own = customer(&mut desk, fields);
    desk.now.instant += 10 * DAY;
    on_day_ten(&mut desk, &own);
    let at = Standing::of(&desk.view().at(&own).expect("it is there"), &desk.now).lapses;
    assert_eq!(at.map(|at| (at - NOW.instant) / DAY), day, "{reason}");
    let Some(at) = at else { return };
    desk.now.instant = at - 1;
    assert_eq!((place(&desk, &own), desk.value(&own, "owner")), (Place::Held, desk.view().my_link()), "{reason}");
    desk.now.instant += 1;
    assert_eq!((place(&desk, &own), desk.value(&own, "owner")), (Place::Sea, Value::Null), "{reason}");
    assert_eq!(desk.text(&own, "sea_cause"), reason);
    assert_eq!(desk.value(&own, "sea_since"), Value::At(desk.now.instant));
}

/// A deal with a customer.
pub(crate) fn deal(desk: &mut Desk, with: &Ref) -> Ref {
    desk.create("opportunity", &[("name", "泵组".into()), ("customer", with.link())])
}

pub(crate) fn win(desk: &mut Desk, deal: &Ref) {
    let on = Value::Date(desk.now.today());
    desk.run("opportunity.win", deal, &[("amount", Value::Money(100, "CNY".into())), ("close_on", on)]).unwrap();
}

#[test]
fn each_rule_takes_what_it_means() {
    lapses("untouched", &[], |_, _| {}, Some(30));
    lapses("untouched", &[], talk, Some(40));
    lapses("no_deal", &[], talk, Some(30));
    lapses("not_won", &[], talk, Some(30));
    // 2026-12-10 is over at midnight of Shanghai: 16 days and 13 hours from now.
    let until = ("contract_until", Value::Date("2026-12-10".parse().expect("a day")));
    lapses("contract_over", &[until], |_, _| {}, Some(46));
    lapses("contract_over", &[], |_, _| {}, None);
}

#[test]
fn what_is_said_to_its_people_counts_for_the_customer() {
    lapses(
        "untouched",
        &[],
        |desk, own| {
            let person = desk.create("contact", &[("name", "沈砚".into()), ("customer", own.link())]);
            talk(desk, &person);
        },
        Some(40),
    );
}

#[test]
fn open_deals_won_ones_locks_spare_a_customer() {
    lapses("untouched", &[], |desk, own| drop(deal(desk, own)), None);
    lapses(
        "untouched",
        &[],
        |desk, own| {
            let deal = deal(desk, own);
            win(desk, &deal);
        },
        None,
    );
    lapses("untouched", &[], |desk, own| desk.run("customer.lock", own, &[]).unwrap(), None);
}

#[test]
fn a_lost_deal_spares_nothing_but_begins_the_days_anew() {
    let lose = |desk: &mut Desk, own: &Ref| {
        let deal = deal(desk, own);
        desk.run("opportunity.lose", &deal, &[("lost_reason", "price".into())]).unwrap();
    };
    lapses("untouched", &[], lose, Some(30));
    lapses("no_deal", &[], lose, Some(40));
}

#[test]
fn rules_may_take_won_ones_and_those_with_deals_too() {
    let mut desk = Desk::new("rep");
    rule(&mut desk, "untouched", 30, &[("spare_won", false.into()), ("spare_open", false.into())]);
    let own = customer(&mut desk, &[]);
    let deal = deal(&mut desk, &own);
    win(&mut desk, &deal);
    desk.now.instant += 31 * DAY;
    assert_eq!(place(&desk, &own), Place::Sea);
}

#[test]
fn the_first_of_several_rules_takes_it_and_levels_have_their_own() {
    let mut desk = Desk::new("rep");
    rule(&mut desk, "untouched", 60, &[]);
    let strict = rule(&mut desk, "untouched", 15, &[("level", "c".into())]);
    let (good, poor) = (customer(&mut desk, &[("level", "a".into())]), customer(&mut desk, &[("level", "c".into())]));
    desk.now.instant += 20 * DAY;
    assert_eq!((place(&desk, &good), place(&desk, &poor)), (Place::Held, Place::Sea));
    assert_eq!(desk.value(&poor, "sea_rule"), strict.link());
    desk.now.instant += 40 * DAY;
    assert_eq!(place(&desk, &good), Place::Sea);
}

#[test]
fn what_lies_in_a_pool_is_looked_at_so_often_a_day_by_reps() {
    let (mut desk, rep) = with_rep();
    let admin = desk.me.clone();
    let pool = sea(&mut desk, &[("views", 2.into())]);
    let nobodys = customer(&mut desk, &[("owner", Value::Null)]);
    let veil = |desk: &Desk, at: &Ref| {
        let rec = desk.view().at(at).expect("it is there");
        (rec.table.veil)(&rec, &desk.now).map(|veil| (veil.pool, veil.per_day))
    };
    assert_eq!(veil(&desk, &nobodys), None, "who looks after pools looks as often as he likes");
    desk.me = rep.id.to_string();
    assert_eq!(veil(&desk, &nobodys), Some((pool.clone(), 2)));
    let own = customer(&mut desk, &[]);
    assert_eq!(veil(&desk, &own), None, "one's own is no secret");
    desk.run("customer.claim", &nobodys, &[]).unwrap();
    assert_eq!(veil(&desk, &nobodys), None);
    desk.me = admin;
    desk.set(&pool, "keeper", rep.link());
    desk.me = rep.id.to_string();
    let other = customer(&mut desk, &[("owner", Value::Null)]);
    assert_eq!(veil(&desk, &other), None, "its keeper looks after it");
}

#[test]
fn a_rep_may_work_in_several_regions() {
    for (works, may) in [("华东", true), ("华南、华东", true), ("华南, 华东 ", true), ("华南", false), ("", false)]
    {
        let (mut desk, rep) = with_rep();
        sea(&mut desk, &[("region", "华东".into())]);
        let nobodys = customer(&mut desk, &[("owner", Value::Null), ("region", "华东".into())]);
        desk.set(&rep, "region", works.into());
        desk.me = rep.id.to_string();
        let claimed = desk.run("customer.claim", &nobodys, &[]);
        assert_eq!(claimed.map_err(|why| why.key), if may { Ok(()) } else { Err(key::REFUSED_POOL_REGION) }, "{works}");
    }
}

#[test]
fn one_rule_may_name_several_levels() {
    let mut desk = Desk::new("rep");
    let poor = Value::List(vec!["c".into(), "d".into()]);
    rule(&mut desk, "untouched", 15, &[("levels", poor)]);
    let of = |desk: &mut Desk, level: &str| customer(desk, &[("level", level.into())]);
    let (a, c, d, none) = (of(&mut desk, "a"), of(&mut desk, "c"), of(&mut desk, "d"), customer(&mut desk, &[]));
    desk.now.instant += 20 * DAY;
    let places = [&a, &c, &d, &none].map(|at| place(&desk, at));
    assert_eq!(places, [Place::Held, Place::Sea, Place::Sea, Place::Held]);
}

#[test]
fn a_number_that_makes_no_sense_is_refused_where_it_is_typed() {
    use cove::crm::input::{Invalid, parse};
    let days = cove::crm::recycle_rule::fields::DAYS;
    for (text, wanted) in [("0", Ok(Value::Int(0))), ("36500", Ok(Value::Int(36_500))), ("-1", Err(Invalid::Range))] {
        assert_eq!(parse(&days, text, "CNY"), wanted, "{text}");
    }
    assert_eq!(parse(&days, "40000", "CNY"), Err(Invalid::Range));
    assert_eq!(parse(&days, "soon", "CNY"), Err(Invalid::Number));
}

#[test]
fn a_new_rule_takes_nothing_before_the_day_it_takes_effect() {
    let mut desk = Desk::new("rep");
    let own = customer(&mut desk, &[]);
    desk.now.instant += 100 * DAY;
    let since = desk.now.today() + chrono::Days::new(5);
    let rule = rule(&mut desk, "untouched", 30, &[("since", Value::Date(since))]);
    assert_eq!(place(&desk, &own), Place::Held);
    assert_eq!(desk.value(&own, "lapses_at"), Value::At(desk.now.start_of(since)));
    let edits = record::edit(&desk.view(), &rule, "active", false.into()).unwrap();
    desk.write(&edits);
    assert_eq!(desk.value(&own, "lapses_at"), Value::Null, "a rule that is not in use takes nothing");
}

#[test]
fn a_customer_belongs_to_the_pool_that_was_chosen_or_of_its_region_or_to_the_first() {
    let mut desk = Desk::new("rep");
    let all = sea(&mut desk, &[]);
    let east = sea(&mut desk, &[("region", "江苏".into())]);
    let leads = desk.create("pool", &[("name", "线索".into())]);
    let [near, far] = ["江苏南京", "广东"].map(|region| customer(&mut desk, &[("region", region.into())]));
    let chosen = customer(&mut desk, &[("region", "广东".into()), ("pool", east.link())]);
    let me = desk.view().my_link();
    let wrong = customer(&mut desk, &[("pool", leads.link()), ("owner", me)]);
    let belongs = |at: &Ref| desk.value(at, "belongs_to");
    assert_eq!([&near, &far, &chosen, &wrong].map(belongs), [&east, &all, &east, &all].map(Ref::link));
}

#[test]
fn rules_of_a_pool_take_only_its_customers_and_may_send_them_elsewhere() {
    let mut desk = Desk::new("rep");
    let (east, all) = (sea(&mut desk, &[("region", "江苏".into())]), sea(&mut desk, &[]));
    let wake = sea(&mut desk, &[("region", "无".into())]);
    rule(&mut desk, "untouched", 30, &[("pool", east.link()), ("to", wake.link())]);
    let [near, far] = ["江苏南京", "广东"].map(|region| customer(&mut desk, &[("region", region.into())]));
    desk.now.instant += 31 * DAY;
    assert_eq!((place(&desk, &near), place(&desk, &far)), (Place::Sea, Place::Held));
    assert_eq!(desk.value(&near, "belongs_to"), wake.link());
    assert_eq!((desk.value(&wake, "waiting"), desk.value(&east, "waiting")), (Value::Int(1), Value::Int(0)));
    assert_eq!(desk.value(&wake, "oldest"), Value::At(NOW.instant + 30 * DAY));
    desk.now.instant += DAY;
    desk.run("customer.claim", &near, &[]).unwrap_err();
    let _ = all;
}

#[test]
fn what_is_said_in_the_sea_is_told_and_brings_it_back_to_nobody() {
    let mut desk = Desk::new("rep");
    rule(&mut desk, "untouched", 30, &[]);
    let own = customer(&mut desk, &[]);
    let person = desk.create("contact", &[("name", "沈砚".into()), ("customer", own.link())]);
    desk.now.instant += 31 * DAY;
    talk(&mut desk, &own);
    talk(&mut desk, &person);
    assert_eq!(place(&desk, &own), Place::Sea);
    assert_eq!(desk.value(&own, "follow_ups"), Value::Int(2));
    // Whoever takes it begins anew.
    desk.run("customer.claim", &own, &[]).unwrap();
    talk(&mut desk, &own);
    assert_eq!(place(&desk, &own), Place::Held);
    assert_eq!(desk.value(&own, "lapses_at"), Value::At(desk.now.instant + 30 * DAY));
}

#[test]
fn a_late_file_with_a_talk_in_time_means_that_it_never_lapsed() {
    let mut desk = Desk::new("rep");
    rule(&mut desk, "untouched", 30, &[]);
    let own = customer(&mut desk, &[]);
    desk.now.instant += 31 * DAY;
    assert_eq!(place(&desk, &own), Place::Sea);
    // What another device wrote on day 20 carries no mark, for there it was held.
    let mut edits = cove::crm::Edits::new();
    let id = edits.create();
    edits.set("follow_up", &id, "about", own.link());
    edits.set("follow_up", &id, "at", Value::At(NOW.instant + 20 * DAY));
    desk.write(&edits);
    assert_eq!(place(&desk, &own), Place::Held);
}

#[test]
fn lists_and_the_day_read_whose_a_customer_is_now() {
    let mut desk = Desk::new("rep");
    rule(&mut desk, "untouched", 30, &[]);
    let own = customer(&mut desk, &[("next_contact", Value::Date("2026-12-25".parse().expect("a day")))]);
    let mine = Query { filters: vec![Filter::one("owner", Test::AnyOf(vec![ME.into()]))], ..Query::default() };
    let free = Query { filters: vec![Filter::one("place", Test::AnyOf(vec!["sea".into()]))], ..Query::default() };
    let count =
        |desk: &Desk, query: &Query| query.ask(&desk.view(), &CUSTOMER, &SearchIndex::default(), &desk.now).refs.len();
    let late = |desk: &Desk| cove::crm::today::today(&desk.view(), Some(&desk.me), &desk.now).late.len();
    assert_eq!((count(&desk, &mine), count(&desk, &free), late(&desk)), (1, 0, 0));
    desk.now.instant += 32 * DAY;
    assert_eq!((count(&desk, &mine), count(&desk, &free), late(&desk)), (0, 1, 0));
    assert_eq!(desk.value(&own, "last_follow_up"), Value::Null);
}

#[test]
fn an_owner_is_warned_as_many_days_ahead_as_the_pool_says() {
    let mut desk = Desk::new("rep");
    sea(&mut desk, &[("warn", 10.into())]);
    rule(&mut desk, "untouched", 30, &[]);
    let own = customer(&mut desk, &[]);
    for (day, near) in [(19, ""), (20, "soon"), (27, "soon"), (28, "now"), (29, "now"), (30, "")] {
        desk.now.instant = NOW.instant + day * DAY;
        assert_eq!(desk.text(&own, "lapsing"), near, "day {day}");
    }
}

#[test]
fn who_had_it_waits_before_he_may_claim_it_again_and_new_ones_wait_for_all() {
    let (mut desk, rep) = with_rep();
    let pool = sea(&mut desk, &[("cooling", 30.into()), ("fresh", 3.into())]);
    let new = customer(&mut desk, &[("pool", pool.link()), ("owner", Value::Null)]);
    desk.me = rep.id.to_string();
    let own = customer(&mut desk, &[]);
    desk.run("customer.return", &own, &[("return_reason", "capacity".into())]).unwrap();
    assert_eq!((place(&desk, &own), desk.text(&own, "sea_cause")), (Place::Sea, "returned".into()));
    assert_eq!(refused(desk.run("customer.claim", &new, &[])), key::REFUSED_POOL_FRESH);
    assert_eq!(refused(desk.run("customer.claim", &own, &[])), key::REFUSED_POOL_COOLING);
    desk.now.instant += 3 * DAY;
    desk.run("customer.claim", &new, &[]).unwrap();
    desk.now.instant += 27 * DAY;
    desk.run("customer.claim", &own, &[]).unwrap();
    assert_eq!(desk.value(&own, "return_reason"), Value::Null);
}

#[test]
fn the_old_owner_of_a_lapsed_one_waits_too() {
    let (mut desk, rep) = with_rep();
    sea(&mut desk, &[("cooling", 30.into())]);
    rule(&mut desk, "untouched", 30, &[]);
    let own = customer(&mut desk, &[("owner", rep.link())]);
    desk.now.instant += 31 * DAY;
    desk.me = rep.id.to_string();
    assert_eq!(refused(desk.run("customer.claim", &own, &[])), key::REFUSED_POOL_COOLING);
    let other = desk.member("李明", "rep");
    desk.me = other.id.to_string();
    desk.run("customer.claim", &own, &[]).unwrap();
    assert_eq!((desk.value(&own, "owner"), desk.value(&own, "last_owner")), (other.link(), rep.link()));
}

#[test]
fn a_day_has_its_share() {
    let mut desk = Desk::new("rep");
    let pool = sea(&mut desk, &[("per_day", 2.into())]);
    let all: Vec<Ref> = (0..4).map(|_| customer(&mut desk, &[("pool", pool.link()), ("owner", Value::Null)])).collect();
    desk.run("customer.claim", &all[0], &[]).unwrap();
    desk.run("customer.claim", &all[1], &[]).unwrap();
    assert_eq!(refused(desk.run("customer.claim", &all[2], &[])), key::REFUSED_POOL_LIMIT);
    desk.run("customer.return", &all[0], &[("return_reason", "region".into())]).unwrap();
    assert_eq!(refused(desk.run("customer.claim", &all[2], &[])), key::REFUSED_POOL_LIMIT, "giving back gains nothing");
    desk.now.instant += DAY;
    desk.run("customer.claim", &all[2], &[]).unwrap();
    // Several at once count together.
    let claim = cove::crm::command("customer.claim").expect("a command");
    let both = [all[3].clone(), all[0].clone()];
    assert_eq!(refused((claim.run)(&desk.view(), &both, &args(&[]), &desk.now).map(|_| ())), key::REFUSED_POOL_LIMIT);
}

#[test]
fn what_is_kept_of_a_customer_is_forgotten_when_what_led_to_it_leads_elsewhere() {
    let mut desk = Desk::new("rep");
    let [one, other] = [0, 1].map(|_| customer(&mut desk, &[]));
    let person = desk.create("contact", &[("name", "沈砚".into()), ("customer", one.link())]);
    talk(&mut desk, &person);
    let deal = deal(&mut desk, &one);
    let told = |desk: &Desk| {
        [&one, &other].map(|at| {
            let facts = cove::crm::customer::facts::Facts::of(&desk.view().at(at).expect("it is there"));
            (facts.touched.is_some(), facts.open)
        })
    };
    assert_eq!(told(&desk), [(true, 1), (false, 0)]);
    for (at, field) in [(&person, "customer"), (&deal, "customer")] {
        let edits = record::edit(&desk.view(), at, field, other.link()).unwrap();
        desk.write(&edits);
    }
    assert_eq!(told(&desk), [(false, 0), (true, 1)]);
    desk.write(&record::delete(&[person]));
    assert_eq!(told(&desk)[1].1, 1);
    desk.write(&record::delete(&[deal]));
    assert_eq!(told(&desk)[1].1, 0);
}

#[test]
fn the_facts_of_all_stay_those_of_all_that_are_shown() {
    let mut desk = Desk::new("rep");
    let told = |view: &cove::crm::View<'_>| {
        let mut told = Vec::new();
        Facts::all(view, |id, facts| told.push((id.clone(), facts.clone())));
        told
    };
    let agree = |desk: &Desk, many: usize, what: &str| {
        let fresh = cove::crm::Book::new(desk.view().state().clone());
        let all = told(&desk.view());
        assert_eq!((all.len(), &all), (many, &told(&fresh.view("rep"))), "{what}");
    };
    agree(&desk, 0, "of none");
    let one = customer(&mut desk, &[]);
    agree(&desk, 1, "one was made");
    let other = customer(&mut desk, &[]);
    desk.write(&record::edit(&desk.view(), &one, "level", "a".into()).unwrap());
    agree(&desk, 2, "another was made, the first changed");
    talk(&mut desk, &other);
    agree(&desk, 2, "somebody talked to one");
    desk.write(&record::delete(std::slice::from_ref(&one)));
    agree(&desk, 1, "one was deleted");
    desk.write(&record::restore(std::slice::from_ref(&one)));
    agree(&desk, 2, "it was brought back");
    let mut edits = cove::crm::Edits::new();
    edits.set("customer", &other.id, "_alias", one.link());
    desk.write(&edits);
    agree(&desk, 1, "two were made one");
    let third = customer(&mut desk, &[]);
    talk(&mut desk, &third);
    agree(&desk, 2, "and a third came");
}
