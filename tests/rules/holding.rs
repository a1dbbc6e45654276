//! What one person may hold, how it is handed over, and what becomes of a customer in the end.

use crate::desk::{DAY, Desk, NOW, args};
use crate::sea::{customer, deal, place, refused, rule, sea, talk, win, with_rep};
use cove::crm::capacity_rule::limit;
use cove::crm::customer::CUSTOMER;
use cove::crm::customer::place::Place;
use cove::crm::duplicate::{Merge, merge};
use cove::crm::{Ref, entity, record};
use cove::i18n::key;
use cove::ledger::Value;

fn capacity(desk: &mut Desk, most: i64, fields: &[(&str, Value)]) -> Ref {
    let own: [(&str, Value); 2] = [("name", "标准".into()), ("most", most.into())];
    desk.create("capacity_rule", &[&own, fields].concat())
}

#[test]
fn the_nearest_rule_says_how_much_somebody_may_hold() {
    let (mut desk, rep) = with_rep();
    let team = desk.create("member", &[("name", "李明".into()), ("team", "大客户".into()), ("region", "华东".into())]);
    let region = desk.create("member", &[("name", "孙一帆".into()), ("region", "华东".into())]);
    let own = desk.create("member", &[("name", "王雨桐".into()), ("team", "大客户".into())]);
    capacity(&mut desk, 10, &[]);
    capacity(&mut desk, 20, &[("region", "华东".into())]);
    capacity(&mut desk, 30, &[("team", "大客户".into())]);
    capacity(&mut desk, 40, &[("person", own.link())]);
    let most = |who: &Ref| limit::limit(&desk.view(), &who.id).most;
    assert_eq!([&rep, &region, &team, &own].map(most), [10, 20, 30, 40].map(Some));
}

#[test]
fn who_is_full_neither_creates_nor_claims_nor_is_given_more() {
    let (mut desk, rep) = with_rep();
    let pool = sea(&mut desk, &[]);
    capacity(&mut desk, 2, &[]);
    let free = customer(&mut desk, &[("pool", pool.link()), ("owner", Value::Null)]);
    let admins = customer(&mut desk, &[]);
    desk.me = rep.id.to_string();
    let first = customer(&mut desk, &[]);
    customer(&mut desk, &[]);
    let more = record::create(&desk.view(), &CUSTOMER, &args(&[("name", "第三家".into())]), &desk.now);
    assert_eq!(refused(more.map(|_| ())), key::REFUSED_CAPACITY);
    let claimed = desk.run("customer.claim", &free, &[]).expect_err("full");
    assert_eq!(claimed.key, key::REFUSED_CAPACITY);
    let said = |name: &str| claimed.args.iter().find(|(own, _)| *own == name).map(|(_, said)| said.as_str());
    assert_eq!(
        (said("held"), said("most"), said("rule"), said("who")),
        (Some("2"), Some("2"), Some("标准"), Some("me"))
    );
    // Neither does a lead become one more.
    let lead = desk.create("lead", &[("name", "程屿".into()), ("company", "第四家".into()), ("source", "web".into())]);
    assert_eq!(refused(desk.run("lead.convert", &lead, &[("customer", "第四家".into())])), key::REFUSED_CAPACITY);
    // Nobody's and in the pool there is always room.
    customer(&mut desk, &[("pool", pool.link()), ("owner", Value::Null)]);
    // The clerk cannot give more either.
    desk.me = admins.id.to_string();
    let staff = desk.member("高雯", "clerk");
    desk.me = staff.id.to_string();
    assert_eq!(refused(desk.run("customer.assign", &admins, &[("owner", rep.link())])), key::REFUSED_CAPACITY);
    // What he has already may be handed to him again.
    desk.run("customer.assign", &first, &[("owner", rep.link())]).unwrap();
    // One that was won makes room.
    desk.me = rep.id.to_string();
    let deal = deal(&mut desk, &first);
    win(&mut desk, &deal);
    desk.run("customer.claim", &free, &[]).unwrap();
    assert_eq!(place(&desk, &free), Place::Held);
}

#[test]
fn what_lapses_makes_room() {
    let mut desk = Desk::new("rep");
    rule(&mut desk, "untouched", 30, &[]);
    capacity(&mut desk, 1, &[]);
    customer(&mut desk, &[]);
    let more = |desk: &Desk| record::create(&desk.view(), &CUSTOMER, &args(&[("name", "又一家".into())]), &desk.now);
    assert!(more(&desk).is_err());
    desk.now.instant += 30 * DAY;
    assert!(more(&desk).is_ok());
}

#[test]
fn locks_have_a_limit_of_their_own() {
    let mut desk = Desk::new("rep");
    capacity(&mut desk, 10, &[("most_locked", 1.into())]);
    let [one, other] = [0, 1].map(|_| customer(&mut desk, &[]));
    desk.run("customer.lock", &one, &[]).unwrap();
    assert_eq!(refused(desk.run("customer.lock", &other, &[])), key::REFUSED_CAPACITY_LOCKED);
    assert_eq!(refused(desk.run("customer.return", &one, &[])), key::REFUSED_CUSTOMER_PLACE);
    desk.run("customer.unlock", &one, &[]).unwrap();
    desk.run("customer.lock", &other, &[]).unwrap();
    assert_eq!((place(&desk, &one), place(&desk, &other)), (Place::Held, Place::Locked));
}

#[test]
fn limits_grow_with_wins_and_shrink_with_neglect_between_floor_and_ceiling() {
    let (mut desk, rep) = with_rep();
    let fields = [("per_won", 10.into()), ("slow_below", 50.into()), ("slow_minus", 20.into()), ("ceiling", 65.into())];
    let general = capacity(&mut desk, 50, &fields);
    let adjusted = |desk: &Desk| {
        let all = limit::adjusted(&desk.view(), &desk.now);
        all.into_iter().filter(|one| one.member == rep).map(|one| (one.from, one.to)).next()
    };
    assert_eq!(adjusted(&desk), None, "who holds nothing neglects nothing");
    let own = customer(&mut desk, &[("owner", rep.link())]);
    assert_eq!(adjusted(&desk), Some((50, 40)), "nothing followed up");
    talk(&mut desk, &own);
    assert_eq!(adjusted(&desk), None);
    let deals: Vec<Ref> = (0..2)
        .map(|_| {
            let fields = [("name", "泵组".into()), ("customer", own.link()), ("owner", rep.link())];
            desk.create("opportunity", &fields)
        })
        .collect();
    win(&mut desk, &deals[0]);
    assert_eq!(adjusted(&desk), Some((50, 60)));
    win(&mut desk, &deals[1]);
    assert_eq!(adjusted(&desk), Some((50, 65)), "at most the ceiling");
    let all = limit::adjusted(&desk.view(), &desk.now);
    let edits = limit::adjust(&desk.view(), &all);
    desk.write(&edits);
    let now = limit::limit(&desk.view(), &rep.id);
    assert_eq!((now.most, now.rule.clone().is_some_and(|rule| rule != general)), (Some(65), true));
    assert_eq!(adjusted(&desk), None, "it is as it should be");
    // A quarter later it is what it was, and the same rule of his is written again.
    desk.now.instant += 91 * DAY;
    talk(&mut desk, &own);
    assert_eq!(adjusted(&desk), Some((65, 50)));
    let all = limit::adjusted(&desk.view(), &desk.now);
    let edits = limit::adjust(&desk.view(), &all);
    assert!(desk.write(&edits).is_empty());
    assert_eq!(limit::limit(&desk.view(), &rep.id).most, Some(50));
}

#[test]
fn only_who_holds_it_or_looks_after_others_gives_it_away() {
    let (mut desk, rep) = with_rep();
    let own = customer(&mut desk, &[]);
    desk.me = rep.id.to_string();
    for (command, given) in [
        ("customer.assign", ("owner", rep.link())),
        ("customer.return", ("return_reason", "region".into())),
        ("customer.lock", ("note", Value::Null)),
    ] {
        assert_eq!(refused(desk.run(command, &own, &[given])), key::REFUSED_CUSTOMER_HOLDER, "{command}");
    }
    let free = customer(&mut desk, &[("owner", Value::Null)]);
    assert_eq!(refused(desk.run("customer.assign", &free, &[("owner", rep.link())])), key::REFUSED_CUSTOMER_SEA);
    let edited = record::edit(&desk.view(), &own, "owner", rep.link()).map(|_| ());
    assert_eq!(refused(edited), key::REFUSED_MANAGED, "whose it is only commands say");
    assert!(entity("customer").is_some());
}

#[test]
fn what_belongs_to_a_customer_goes_along_as_wished() {
    let (mut desk, rep) = with_rep();
    let other = desk.member("李明", "rep");
    desk.me = rep.id.to_string();
    let own = customer(&mut desk, &[]);
    let person = desk.create("contact", &[("name", "沈砚".into()), ("customer", own.link()), ("owner", rep.link())]);
    let open = deal(&mut desk, &own);
    let lost = deal(&mut desk, &own);
    desk.run("opportunity.lose", &lost, &[("lost_reason", "price".into())]).unwrap();
    let task = desk.create("task", &[("title", "寄样".into()), ("about", person.link())]);
    let given = [
        ("owner", other.link()),
        ("with_contacts", true.into()),
        ("with_deals", true.into()),
        ("with_tasks", false.into()),
        ("access", "read".into()),
        ("handover", "每周三通话".into()),
    ];
    desk.run("customer.transfer", &own, &given).unwrap();
    let owners = [&own, &person, &open, &lost, &task].map(|at| desk.value(at, "owner"));
    assert_eq!(owners, [&other, &other, &other, &rep, &rep].map(Ref::link));
    assert_eq!((desk.text(&own, "handover"), desk.value(&own, "last_owner")), ("每周三通话".into(), rep.link()));
    let seats: Vec<String> = desk.view().records("collaborator").map(|seat| seat.text("level").to_owned()).collect();
    assert_eq!(seats, ["read"]);
    // When it comes back, the seat is needed no more.
    desk.me = other.id.to_string();
    desk.run("customer.transfer", &own, &[("owner", rep.link()), ("access", "none".into())]).unwrap();
    assert_eq!(desk.view().count("collaborator"), 0);
    assert_eq!(desk.value(&person, "owner"), other.link(), "what was not wished stays");
}

#[test]
fn customers_are_shared_out_to_who_has_most_room() {
    let (mut desk, rep) = with_rep();
    let other = desk.member("李明", "rep");
    capacity(&mut desk, 3, &[]);
    customer(&mut desk, &[("owner", rep.link())]);
    let free: Vec<Ref> = (0..5).map(|_| customer(&mut desk, &[("owner", Value::Null)])).collect();
    let spread = cove::crm::command("customer.spread").expect("a command");
    let edits = (spread.run)(&desk.view(), &free, &args(&[]), &desk.now).unwrap();
    desk.write(&edits);
    let held = |desk: &Desk, who: &Ref| limit::load(&desk.view(), &who.id, &limit::Limit::default(), &desk.now).held;
    assert_eq!((held(&desk, &rep), held(&desk, &other)), (3, 3));
    let more = customer(&mut desk, &[("owner", Value::Null)]);
    assert_eq!(refused(desk.run("customer.spread", &more, &[])), key::REFUSED_SPREAD_FULL);
    desk.me = rep.id.to_string();
    assert_eq!(refused(desk.run("customer.spread", &more, &[])), key::REFUSED_MANAGER_ONLY);
}

#[test]
fn a_leavers_whole_book_moves_in_one_act() {
    let (mut desk, rep) = with_rep();
    let other = desk.member("李明", "rep");
    let admin = desk.me.clone();
    desk.me = rep.id.to_string();
    let own = customer(&mut desk, &[]);
    let locked = customer(&mut desk, &[]);
    desk.run("customer.lock", &locked, &[]).unwrap();
    let person = desk.create("contact", &[("name", "沈砚".into()), ("customer", own.link()), ("owner", rep.link())]);
    let open = deal(&mut desk, &own);
    let lead = desk.create("lead", &[("name", "程屿".into()), ("source", "web".into())]);
    let task = desk.create("task", &[("title", "寄样".into()), ("about", own.link())]);
    let done = desk.create("task", &[("title", "旧事".into())]);
    desk.run("task.done", &done, &[]).unwrap();
    assert_eq!(refused(desk.run("member.leave", &rep, &[("owner", other.link())])), key::REFUSED_MANAGER_ONLY);
    desk.me = admin;
    assert_eq!(refused(desk.run("member.leave", &rep, &[("owner", rep.link())])), key::REFUSED_LEAVE_SELF);
    desk.run("member.leave", &rep, &[("owner", other.link()), ("handover", "见交接表".into())]).unwrap();
    let owners = [&own, &locked, &person, &open, &lead, &task, &done].map(|at| desk.value(at, "owner"));
    assert_eq!(owners, [&other, &other, &other, &other, &other, &other, &rep].map(Ref::link));
    assert_eq!(desk.value(&rep, "active"), Value::Bool(false));
    assert_eq!(desk.text(&own, "handover"), "见交接表");
}

#[test]
fn the_life_of_a_customer_follows_from_what_was_won_and_done() {
    let mut desk = Desk::new("rep");
    let own = customer(&mut desk, &[]);
    let life = |desk: &Desk| desk.text(&own, "lifecycle");
    assert_eq!(life(&desk), "potential");
    let deal = deal(&mut desk, &own);
    assert_eq!(life(&desk), "interested");
    win(&mut desk, &deal);
    assert_eq!(life(&desk), "bought");
    desk.now.instant += 90 * DAY;
    assert_eq!(life(&desk), "active");
    desk.now.instant += 90 * DAY;
    assert_eq!(life(&desk), "dormant");
    talk(&mut desk, &own);
    assert_eq!(life(&desk), "active");
    desk.now.instant += 365 * DAY;
    assert_eq!(life(&desk), "lost");
    let said = record::edit(&desk.view(), &own, "life_said", "active".into()).unwrap();
    desk.write(&said);
    assert_eq!(life(&desk), "active", "what somebody said holds");
}

#[test]
fn the_stages_of_a_life_have_their_days() {
    let mut desk = Desk::new("rep");
    let own = customer(&mut desk, &[]);
    let history = |desk: &Desk| {
        let history = cove::crm::customer::lifecycle::history(&desk.view().at(&own).expect("it is there"), &desk.now);
        let last = history.last().expect("a stage");
        assert_eq!((last.1, Value::At(last.0)), (&*desk.text(&own, "lifecycle"), desk.value(&own, "life_since")));
        history.into_iter().map(|(at, stage)| ((at - NOW.instant) / DAY, stage)).collect::<Vec<_>>()
    };
    assert_eq!(history(&desk), [(0, "potential")]);
    desk.now.instant += 10 * DAY;
    let deal = deal(&mut desk, &own);
    assert_eq!(history(&desk), [(0, "potential"), (10, "interested")]);
    desk.now.instant += 10 * DAY;
    win(&mut desk, &deal);
    let mut wanted = vec![(0, "potential"), (10, "interested"), (20, "bought")];
    assert_eq!(history(&desk), wanted);
    // 90 days after the win it is an old customer, 180 after the last thing that was done it sleeps.
    desk.now.instant += 200 * DAY;
    wanted.extend([(110, "active"), (200, "dormant")]);
    assert_eq!(history(&desk), wanted);
    talk(&mut desk, &own);
    wanted.push((220, "active"));
    assert_eq!(history(&desk), wanted);
    desk.now.instant += 400 * DAY;
    wanted.extend([(400, "dormant"), (585, "lost")]);
    assert_eq!(history(&desk), wanted);
    // What somebody says holds from then on.
    let said = record::edit(&desk.view(), &own, "life_said", "active".into()).unwrap();
    desk.write(&said);
    wanted.push((620, "active"));
    assert_eq!(history(&desk), wanted);
}

#[test]
fn the_sum_on_the_card_is_that_of_the_sales() {
    let mut desk = Desk::new("rep");
    let own = customer(&mut desk, &[]);
    let day = Value::Date("2026-11-01".parse().expect("a day"));
    let sell = |desk: &mut Desk, minor: i64, currency: &str| {
        let fields = [("customer", own.link()), ("amount", Value::Money(minor, currency.into())), ("on", day.clone())];
        desk.create("sale", &fields)
    };
    assert_eq!(desk.value(&own, "sold"), Value::Null);
    sell(&mut desk, 10_000, "CNY");
    let second = sell(&mut desk, 5_000, "CNY");
    sell(&mut desk, 7_000, "USD");
    assert_eq!(
        (desk.value(&own, "sold"), desk.value(&own, "sales")),
        (Value::Money(15_000, "CNY".into()), Value::Int(3))
    );
    desk.write(&record::delete(&[second]));
    assert_eq!(desk.value(&own, "sales"), Value::Int(2));
}

#[test]
fn a_colleague_at_work_on_it_is_a_clash_and_a_case_is_decided() {
    for (verdict, moves, seats) in [("stays", false, 0), ("both", false, 1), ("over", true, 0)] {
        let (mut desk, rep) = with_rep();
        let other = desk.member("李明", "rep");
        let admin = desk.me.clone();
        desk.me = rep.id.to_string();
        let own = customer(&mut desk, &[]);
        assert_eq!(
            (desk.text(&own, "clash"), refused(desk.run("customer.case", &own, &[("story", "有人跟进".into())]))),
            (String::new(), key::REFUSED_NO_CLASH)
        );
        desk.me = other.id.to_string();
        desk.now.instant += DAY;
        talk(&mut desk, &own);
        assert_eq!(desk.text(&own, "clash"), "poaching");
        deal(&mut desk, &own);
        assert_eq!(desk.text(&own, "clash"), "double");
        desk.me = rep.id.to_string();
        assert_eq!(refused(desk.run("customer.case", &own, &[])), key::REFUSED_REQUIRED);
        desk.run("customer.case", &own, &[("story", "11 月 24 日接触，已有报价".into())]).unwrap();
        let case = desk.view().records("case").next().expect("a case").at();
        assert_eq!((desk.value(&case, "member"), desk.text(&case, "state")), (other.link(), "open".into()));
        let sides = |desk: &Desk| {
            let case = desk.view().at(&case).expect("the case");
            let sides = (case.table.sides)(&case, &desk.now);
            sides.into_iter().map(|side| (side.who, side.did.len())).collect::<Vec<_>>()
        };
        // He did nothing yet; the colleague talked to them and has a deal.
        assert_eq!(sides(&desk), [(Some(rep.clone()), 0), (Some(other.clone()), 2)]);
        let decision = [("verdict", verdict.into()), ("decision", "以先报备为准".into())];
        assert_eq!(refused(desk.run("case.decide", &case, &decision)), key::REFUSED_MANAGER_ONLY);
        desk.me.clone_from(&admin);
        desk.run("case.decide", &case, &decision).unwrap();
        assert_eq!(refused(desk.run("case.decide", &case, &decision)), key::REFUSED_CASE_DECIDED);
        let wanted = if moves { &other } else { &rep };
        assert_eq!((desk.value(&own, "owner"), desk.view().count("collaborator")), (wanted.link(), seats), "{verdict}");
        assert_eq!(
            sides(&desk),
            [(Some(rep.clone()), 0), (Some(other.clone()), 2)],
            "{verdict}: also once it is decided"
        );
        let clash = if verdict == "stays" { "double" } else { "" };
        assert_eq!(desk.text(&own, "clash"), clash, "{verdict}");
    }
}

#[test]
fn who_holds_a_customer_and_works_on_it_changes_it_and_readers_do_not() {
    let (mut desk, rep) = with_rep();
    let (reader, worker) = (desk.member("李明", "rep"), desk.member("孙一帆", "rep"));
    let clerk = desk.member("高雯", "clerk");
    desk.me = rep.id.to_string();
    let own = customer(&mut desk, &[]);
    let today = Value::Date(desk.now.today());
    for (who, level, until) in [(&reader, "read", Value::Null), (&worker, "edit", today)] {
        let seat = [("customer", own.link()), ("member", who.link()), ("level", level.into()), ("until", until)];
        desk.create("collaborator", &seat);
    }
    let may = |desk: &mut Desk, who: &Ref| {
        desk.me = who.id.to_string();
        record::guard(&desk.view(), &own, &desk.now)
    };
    for who in [&rep, &worker, &clerk] {
        assert_eq!(may(&mut desk, who), Ok(()), "{who:?}");
    }
    let refusal = may(&mut desk, &reader).expect_err("who only reads it");
    assert_eq!((refusal.key, refusal.args), (key::REFUSED_CUSTOMER_EDIT, vec![("name", "赵可".to_owned())]));
    assert!(record::remove(&desk.view(), std::slice::from_ref(&own), &desk.now).is_err());
    // Nor does he make it a duplicate of his, or his one of it.
    let his = customer(&mut desk, &[]);
    for (keep, gone) in [(&own, &his), (&his, &own)] {
        let united = Merge { keep: keep.clone(), others: vec![gone.clone()], from: Default::default() };
        let refusal = merge(&desk.view(), &united, &desk.now).expect_err("who only reads it");
        assert_eq!(refusal.key, key::REFUSED_CUSTOMER_EDIT);
    }
    desk.now.instant += DAY;
    assert!(may(&mut desk, &worker).is_err(), "his time is over");
    // In the sea it is everybody's to put right.
    desk.me = rep.id.to_string();
    sea(&mut desk, &[]);
    desk.run("customer.return", &own, &[("return_reason", "capacity".into())]).unwrap();
    assert_eq!(may(&mut desk, &reader), Ok(()));
}
