//! Two years of a team of twenty who share customers by files: whose a customer is, is the same on every device that
//! holds the same changes, whatever the order in which files came, and no customer is ever in no place or in two.

use crate::replica::{NOW, Replica, seeded, wait};
use cove::crm::capacity_rule::limit;
use cove::crm::customer::CUSTOMER;
use cove::crm::customer::facts::Facts;
use cove::crm::customer::place::{Place, Standing};
use cove::crm::schema::DAY;
use cove::crm::{Book, Now, Rec, Ref, View, command, entity, record};
use cove::ledger::Value;

/// What a member's device says of every customer: where it is, since when, by which rule, and what it knows of it.
fn standings(view: &View<'_>, now: &Now) -> Vec<(String, Standing, Facts)> {
    view.records(CUSTOMER.key)
        .map(|rec| (rec.id.to_owned(), Standing::of(&rec, now), (*Facts::of(&rec)).clone()))
        .collect()
}

/// What a member's device says of every registration.
fn registrations(view: &View<'_>, now: &Now) -> Vec<(String, String)> {
    let state =
        |rec: Rec<'_>| (rec.id.to_owned(), rec.value_of("status", now).as_text().unwrap_or_default().to_owned());
    view.records("registration").map(state).collect()
}

/// Acts as the member of a replica at a time, if the rules allow it.
fn run(replica: &Replica, name: &str, at: &Ref, args: &[(&str, Value)], now: Now) -> bool {
    let command = command(name).expect("a command");
    let allowed = replica.workspace.read(|view| (command.allowed)(&view, at, &now).is_ok());
    let args = args.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect();
    allowed && wait(replica.workspace.run(command, std::slice::from_ref(at), &args, now)).is_ok()
}

fn create(replica: &Replica, key: &str, args: &[(&str, Value)], now: Now) -> Option<Ref> {
    let table = entity(key).expect("a table");
    let args = args.iter().map(|(field, value)| ((*field).to_owned(), value.clone())).collect();
    let made = replica.workspace.act(now, "create", |view| Ok(record::create(view, table, &args, &now)?.0));
    wait(made).ok().and_then(|done| done.created.first().cloned())
}

#[test]
fn two_years_of_twenty_reps_leave_every_customer_in_one_place_the_same_for_all() {
    let clerk = Replica::found("赵可", 1);
    let east =
        [("name", "华东公海".into()), ("holds", "customers".into()), ("cooling", 30.into()), ("per_day", 3.into())];
    clerk.create("pool", &east);
    let rule = |name: &str, reason: &str, days: i64, level: &str| {
        let mut fields = vec![("name", name.into()), ("reason", reason.into()), ("days", days.into())];
        if !level.is_empty() {
            fields.push(("level", level.into()));
        }
        clerk.create("recycle_rule", &fields);
    };
    rule("30 天未跟进", "untouched", 30, "");
    rule("C 级 15 天", "untouched", 15, "c");
    rule("180 天未成交", "not_won", 180, "");
    clerk.create("registration_template", &[("name", "通用".into()), ("quota", 3.into()), ("days_b", 45.into())]);
    clerk.create("capacity_rule", &[("name", "标准".into()), ("most", 9.into()), ("most_locked", 2.into())]);
    let reps: Vec<Replica> = (0..20).map(|n| Replica::join(&clerk.full(), &format!("业务员 {n}"), n + 2)).collect();
    let chance = seeded(20_261_127);
    let pick = |count: usize| (chance() % count.max(1) as u64) as usize;
    let mut done = [0usize; 12];
    let mut decided = 0;
    for round in 0..24 {
        for (who, rep) in reps.iter().enumerate() {
            for act in 0..4 {
                let day = round * 30 + 7 * act + (who as i64 % 5);
                let now = Now { instant: NOW.instant + day * DAY + who as i64 * 60_000, ..NOW };
                let known: Vec<Ref> =
                    rep.workspace.read(|view| view.records(CUSTOMER.key).map(|rec| rec.at()).collect());
                let own: Vec<Ref> = rep.workspace.read(|view| {
                    let mine = view.records(CUSTOMER.key).filter(|rec| *rec.value_of("owner", &now) == view.my_link());
                    mine.map(|rec| rec.at()).collect()
                });
                let some = known.get(pick(known.len())).cloned();
                let mine = own.get(pick(own.len())).cloned();
                let kind = pick(12);
                let level: Value = ["a", "b", "c"][pick(3)].into();
                done[kind] += usize::from(match (kind, some, mine) {
                    (0 | 1, ..) => create(
                        rep,
                        "customer",
                        &[("name", format!("客户 {round}-{who}-{act}").into()), ("level", level)],
                        now,
                    )
                    .is_some(),
                    (2, Some(some), _) => run(rep, "customer.claim", &some, &[], now),
                    (3, _, Some(mine)) => run(rep, "follow_up.log", &mine, &[("content", "聊了聊".into())], now),
                    (4, Some(some), _) => run(rep, "follow_up.log", &some, &[("content", "路过".into())], now),
                    (5, _, Some(mine)) => {
                        run(rep, "customer.return", &mine, &[("return_reason", "capacity".into())], now)
                    }
                    (6, _, Some(mine)) => run(rep, "customer.lock", &mine, &[], now),
                    (7, _, Some(mine)) => {
                        create(rep, "opportunity", &[("name", "泵组".into()), ("customer", mine.link())], now).is_some()
                    }
                    (8, _, Some(mine)) => {
                        let first = |view: View<'_>| view.linking("opportunity", &mine).first().map(|deal| deal.at());
                        let deal = rep.workspace.read(first);
                        let won = pick(2) == 0;
                        let amount = ("amount", Value::Money(100, "CNY".into()));
                        let on = ("close_on", Value::Date(now.today()));
                        deal.is_some_and(|deal| match won {
                            true => run(rep, "opportunity.win", &deal, &[amount, on], now),
                            false => run(rep, "opportunity.lose", &deal, &[("lost_reason", "price".into())], now),
                        })
                    }
                    // A registration of something new, of what a colleague may just register too, or given up again.
                    (9 | 10, ..) => {
                        let shared = [format!("新线索 {round}-{who}-{act} 公司"), format!("新线索 {round}-{act} 公司")];
                        let named = [("name", shared[pick(2)].clone().into()), ("class", "b".into())];
                        let draft = create(rep, "registration", &named, now);
                        draft.is_some_and(|draft| run(rep, "registration.submit", &draft, &[], now))
                    }
                    (11, ..) => {
                        let own = rep.workspace.read(|view| {
                            let mine =
                                view.records("registration").filter(|rec| rec.get("owner") == Some(&view.my_link()));
                            let state = |rec: &Rec<'_>| rec.value_of("status", &now).as_text() == Some("protected");
                            mine.filter(state).map(|rec| rec.at()).next()
                        });
                        own.is_some_and(|own| run(rep, "registration.release", &own, &[], now))
                    }
                    _ => false,
                });
            }
        }
        // Every month the files meet at the clerk, in another order each time, and go out again.
        let mut order: Vec<usize> = (0..reps.len()).collect();
        order.sort_by_key(|_| chance());
        for at in &order {
            clerk.import(&reps[*at].delta_to(&clerk));
        }
        let now = Now { instant: NOW.instant + (round + 1) * 30 * DAY, ..NOW };
        // The clerk decides what waits, one way or the other.
        let waiting: Vec<Ref> = clerk.workspace.read(|view| {
            let waits = |rec: &Rec<'_>| rec.value_of("status", &now).as_text() == Some("suspected");
            view.records("registration").filter(waits).map(|rec| rec.at()).collect()
        });
        for at in waiting {
            let way = ["registration.reject", "registration.share"][pick(2)];
            decided += usize::from(run(&clerk, way, &at, &[("decision", "看过了".into())], now));
        }
        let wanted = clerk.workspace.read(|view| standings(&view, &now));
        for at in order.iter().rev() {
            let rep = &reps[*at];
            rep.import(&clerk.delta_to(rep));
            let seen = rep.workspace.read(|view| standings(&view, &now));
            assert_eq!(seen, wanted, "round {round}, rep {at}");
            let protected = rep.workspace.read(|view| registrations(&view, &now));
            assert_eq!(protected, clerk.workspace.read(|view| registrations(&view, &now)), "round {round}, rep {at}");
        }
        // What is kept is what would be made anew.
        let anew = clerk.workspace.read(|view| {
            let book = Book::new(view.state().clone());
            standings(&book.view(view.me()), &now)
        });
        assert_eq!(anew, wanted, "round {round}");
        // Nobody shares a protected name with a colleague, unless somebody decided so.
        clerk.workspace.read(|view| {
            let mut names: Vec<(String, Value)> = view
                .records("registration")
                .filter(|rec| rec.value_of("status", &now).as_text() == Some("protected"))
                .map(|rec| (rec.title(), rec.get("owner").cloned().unwrap_or(Value::Null)))
                .collect();
            names.sort_by(|one, other| one.0.cmp(&other.0));
            assert!(
                names.windows(2).all(|two| two[0].0 != two[1].0 || two[0].1 == two[1].1),
                "round {round}: {names:?}"
            );
        });
        clerk.workspace.read(|view| {
            let (mut held, mut sea) = (0, 0);
            let unlimited = limit::Limit::default();
            for member in view.records("member") {
                held += limit::load(&view, member.id, &unlimited, &now).held;
            }
            for rec in view.records(CUSTOMER.key) {
                let has_owner = !rec.value_of("owner", &now).is_empty();
                assert_eq!(has_owner, Place::of(&rec, &now) != Place::Sea, "{}", rec.title());
                sea += usize::from(!has_owner);
            }
            let lying: usize = view.records("pool").map(|pool| cove::crm::pool::rules::lying(&pool, &now).len()).sum();
            assert_eq!((held + sea, lying), (view.count(CUSTOMER.key), sea), "round {round}");
        });
    }
    assert!(done.iter().all(|count| *count > 10) && decided > 10, "everything happened: {done:?}, {decided}");
}

#[test]
fn of_two_claims_out_of_the_sea_the_earlier_holds_until_somebody_decides() {
    let chief = Replica::found("王芳", 1);
    let pool = chief.create("pool", &[("name", "公海".into()), ("holds", "customers".into())]);
    let free = chief.create("customer", &[("name", "嘉兴澄云水处理有限公司".into()), ("pool", pool.link())]);
    let one = Replica::join(&chief.full(), "赵可", 2);
    let other = Replica::join(&chief.full(), "李明", 3);
    one.run("customer.claim", &free, &[]).unwrap();
    other.create("lead", &[("name", "程屿".into()), ("source", "web".into())]);
    other.create("lead", &[("name", "陆晚".into()), ("source", "web".into())]);
    other.run("customer.claim", &free, &[]).unwrap();
    chief.import(&other.full());
    chief.import(&one.full());
    one.import(&chief.full());
    other.import(&chief.full());
    for replica in [&chief, &one, &other] {
        let (holder, held) = replica.workspace.read(|view| {
            let rec = view.at(&free).expect("it is there");
            let holder = view.follow(&rec.value_of("owner", &NOW)).map(|who| who.title());
            let held =
                view.records("member").map(|who| limit::load(&view, who.id, &limit::Limit::default(), &NOW).held);
            (holder, held.sum::<usize>())
        });
        assert_eq!((holder.as_deref(), held), (Some("赵可"), 1));
        let open = replica.workspace.read(|view| cove::app::dispute::disputes(&view));
        assert_eq!(open.len(), 1, "one act, one question: {open:?}");
    }
}
