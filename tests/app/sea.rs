//! Two years of a team of twenty who share customers by files: whose a customer is, is the same on every device that
//! holds the same changes, whatever the order in which files came, and no customer is ever in no place or in two.

use crate::replica::{NOW, Replica, seeded, wait};
use cove::crm::capacity_rule::limit;
use cove::crm::customer::CUSTOMER;
use cove::crm::customer::facts::Facts;
use cove::crm::customer::place::{Place, Standing};
use cove::crm::schema::DAY;
use cove::crm::{Book, Now, Ref, View, command, entity, record};
use cove::ledger::Value;

/// What a member's device says of every customer: where it is, since when, by which rule, and what it knows of it.
fn standings(view: &View<'_>, now: &Now) -> Vec<(String, Standing, Facts)> {
    view.records(CUSTOMER.key)
        .map(|rec| (rec.id.to_owned(), Standing::of(&rec, now), (*Facts::of(&rec)).clone()))
        .collect()
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
    clerk.create("capacity_rule", &[("name", "标准".into()), ("most", 9.into()), ("most_locked", 2.into())]);
    let reps: Vec<Replica> = (0..20).map(|n| Replica::join(&clerk.full(), &format!("业务员 {n}"), n + 2)).collect();
    let chance = seeded(20_261_127);
    let pick = |count: usize| (chance() % count.max(1) as u64) as usize;
    let mut done = [0usize; 9];
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
                let kind = pick(9);
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
        let wanted = clerk.workspace.read(|view| standings(&view, &now));
        for at in order.iter().rev() {
            let rep = &reps[*at];
            rep.import(&clerk.delta_to(rep));
            let seen = rep.workspace.read(|view| standings(&view, &now));
            assert_eq!(seen, wanted, "round {round}, rep {at}");
        }
        // What is kept is what would be made anew.
        let anew = clerk.workspace.read(|view| {
            let book = Book::new(view.state().clone());
            standings(&book.view(view.me()), &now)
        });
        assert_eq!(anew, wanted, "round {round}");
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
    assert!(done.iter().all(|count| *count > 10), "everything happened: {done:?}");
}
