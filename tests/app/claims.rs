//! Exclusive acts made apart: of two claims or conversions the earlier one holds, nothing is lost, and one answer
//! settles all that the act took (features.md rule c).

use crate::replica::{NOW, Replica, wait};
use cove::app::Fault;
use cove::app::dispute::{Answer, disputes};
use cove::crm::{Ref, command, duplicate, entity};
use cove::ledger::Value;

fn pooled(wang: &Replica) -> (Ref, Ref) {
    let pool = wang.create("pool", &[("name", "展会".into())]);
    let lead = wang.create(
        "lead",
        &[("name", "程屿".into()), ("company", "云隙传动".into()), ("source", "expo".into()), ("pool", pool.link())],
    );
    (pool, lead)
}

fn owner(replica: &Replica, lead: &Ref) -> String {
    replica.workspace.read(|view| {
        let lead = view.at(lead).expect("it is there");
        lead.get("owner").and_then(|link| view.follow(link)).map(|owner| owner.title()).unwrap_or_default()
    })
}

/// The names of the leads that a member has.
fn held(replica: &Replica, name: &str) -> usize {
    replica.workspace.read(|view| {
        let member = view.records("member").find(|member| member.title() == name).expect("a member").at();
        view.linking("lead", &member).iter().filter(|lead| lead.get("owner") == Some(&member.link())).count()
    })
}

fn meet(one: &Replica, other: &Replica) {
    one.import(&other.full());
    other.import(&one.full());
    assert_eq!(one.fingerprint(), other.fingerprint());
}

#[test]
fn of_two_claims_the_earlier_holds_on_both_sides_until_somebody_decides() {
    let wang = Replica::found("王芳", 1);
    let (pool, lead) = pooled(&wang);
    let li = Replica::join(&wang.full(), "李明", 2);
    wang.import(&li.full());
    wang.run("lead.claim", &lead, &[]).unwrap();
    // A later act by the ledger's clock.
    li.create("customer", &[("name", "别家".into())]);
    li.create("customer", &[("name", "又一家".into())]);
    li.run("lead.claim", &lead, &[]).unwrap();
    meet(&wang, &li);
    for replica in [&wang, &li] {
        assert_eq!((owner(replica, &lead).as_str(), held(replica, "王芳"), held(replica, "李明")), ("王芳", 1, 0));
        let waiting = replica
            .workspace
            .read(|view| cove::crm::pool::rules::lying(&view.at(&pool).expect("it is there"), &NOW).len());
        assert_eq!(waiting, 0);
        let open = replica.workspace.read(|view| disputes(&view));
        assert_eq!(open.len(), 1, "one act, one question: {open:?}");
        assert_eq!(open[0].sides.len(), 2);
    }
    // The clerk decides for the other: all that the claim took goes along, and nothing is left at odds.
    let dispute = li.workspace.read(|view| disputes(&view)).remove(0);
    let answer = dispute.sides[1].answer.clone();
    wait(li.workspace.settle(&[(dispute, answer)], NOW)).unwrap();
    wang.import(&li.full());
    for replica in [&wang, &li] {
        assert_eq!((owner(replica, &lead).as_str(), replica.conflicts()), ("李明", 0));
        assert_eq!((held(replica, "王芳"), held(replica, "李明")), (0, 1));
    }
}

#[test]
fn an_answer_of_ones_own_settles_a_claim_too() {
    let wang = Replica::found("王芳", 1);
    let (_, lead) = pooled(&wang);
    let li = Replica::join(&wang.full(), "李明", 2);
    wang.run("lead.claim", &lead, &[]).unwrap();
    li.run("lead.claim", &lead, &[]).unwrap();
    meet(&wang, &li);
    let dispute = wang.workspace.read(|view| disputes(&view)).remove(0);
    wait(wang.workspace.settle(&[(dispute, Answer::Value(Value::Null))], NOW)).unwrap();
    assert_eq!((owner(&wang, &lead).as_str(), wang.conflicts()), ("", 0));
}

#[test]
fn two_conversions_made_apart_keep_both_histories_and_become_one_customer() {
    let wang = Replica::found("王芳", 1);
    let lead =
        wang.create("lead", &[("name", "程屿".into()), ("company", "云隙传动".into()), ("source", "expo".into())]);
    let li = Replica::join(&wang.full(), "李明", 2);
    let convert = |replica: &Replica, said: &str| {
        replica.run("follow_up.log", &lead, &[("content", said.into())]).unwrap();
        let given = replica.workspace.read(|view| (command("lead.convert").unwrap().fill)(&view, &lead, &NOW));
        let given: Vec<(&str, Value)> = given.iter().map(|(key, value)| (&**key, value.clone())).collect();
        replica.run("lead.convert", &lead, &given)
    };
    // The clerk's office converts too: it may, for it looks after others' leads.
    let me = li.workspace.me();
    wang.import(&li.full());
    wang.run("member.role", &Ref::new("member", &me), &[("role", "clerk".into())]).unwrap();
    li.import(&wang.full());
    convert(&wang, "要三台").unwrap();
    convert(&li, "预算已批").unwrap();
    meet(&wang, &li);
    for replica in [&wang, &li] {
        let (customers, told) = replica.workspace.read(|view| {
            let lead = view.at(&lead).expect("it stays readable");
            let to = view.follow(lead.get("converted_customer").expect("it became one")).expect("it is there");
            let told = entity("customer").unwrap().field("follow_ups").map(|field| to.value(field, &NOW).into_owned());
            (view.records("customer").count(), told)
        });
        assert_eq!((customers, told), (2, Some(Value::Int(2))), "both talks are told of the one that holds");
        let open = replica.workspace.read(|view| disputes(&view));
        assert_eq!(open.len(), 1, "{open:?}");
    }
    // Made one, with the other as its alias.
    let [keep, other] = wang.workspace.read(|view| {
        let lead = view.at(&lead).expect("it is there");
        let keep = view.follow(lead.get("converted_customer").expect("a link")).expect("it is there").at();
        let other = view.records("customer").map(|rec| rec.at()).find(|at| *at != keep).expect("two");
        [keep, other]
    });
    let merge = duplicate::Merge { keep, others: vec![other], from: Default::default() };
    wait(wang.workspace.act(NOW, "merge", |view| duplicate::merge(view, &merge, &NOW))).unwrap();
    li.import(&wang.full());
    let counts = [&wang, &li].map(|replica| replica.workspace.read(|view| view.records("customer").count()));
    assert_eq!(counts, [1, 1]);
}

/// Ten reps work apart for some days on the same pool: claim, talk, give back, convert. When all files have met,
/// everybody sees the same holder of every lead, every talk is told, and each open question is about one act.
#[test]
fn ten_reps_work_apart_and_agree_when_their_files_meet() {
    let clerk = Replica::found("赵可", 1);
    let pool = clerk.create("pool", &[("name", "展会".into())]);
    let leads: Vec<Ref> = (0..24)
        .map(|n| {
            let name = format!("线索 {n}");
            let fields = [("name", name.as_str().into()), ("source", "expo".into()), ("pool", pool.link())];
            clerk.create("lead", &fields)
        })
        .collect();
    let reps: Vec<Replica> = (0..10).map(|n| Replica::join(&clerk.full(), &format!("业务员 {n}"), n + 2)).collect();
    let chance = crate::replica::seeded(77);
    let mut talks = 0;
    for day in 0..3 {
        for rep in &reps {
            for _ in 0..6 {
                let lead = &leads[(chance() % leads.len() as u64) as usize];
                // What is refused here is refused for a reason; what is not must come through.
                let _ = rep.run("lead.claim", lead, &[]);
                let said = format!("第 {day} 天说的 {talks}");
                if rep.run("follow_up.log", lead, &[("content", said.as_str().into())]).is_ok() {
                    talks += 1;
                }
                match chance() % 5 {
                    0 => drop(rep.run("lead.return", lead, &[("return_reason", "capacity".into())])),
                    1 => {
                        let name = format!("客户 {}", lead.id);
                        drop(rep.run("lead.convert", lead, &[("customer", name.as_str().into())]));
                    }
                    _ => {}
                }
            }
        }
        // Not everybody's file comes every day.
        for rep in reps.iter().skip(day).step_by(2) {
            clerk.import(&rep.full());
        }
    }
    for rep in &reps {
        clerk.import(&rep.full());
    }
    let whole = clerk.full();
    let seen = |replica: &Replica| {
        replica.workspace.read(|view| {
            let read = |lead: &Ref| {
                let lead = view.at(lead).expect("no lead is lost");
                let link = |field| lead.get(field).cloned().unwrap_or(Value::Null);
                (lead.value_of("status", &NOW).into_owned(), link("owner"), link("converted_customer"))
            };
            let told: usize = view.records("follow_up").count();
            (leads.iter().map(read).collect::<Vec<_>>(), told)
        })
    };
    let wanted = seen(&clerk);
    assert_eq!(wanted.1, talks, "every talk is there");
    assert!(wanted.0.iter().any(|(status, ..)| status.as_text() == Some("converted")));
    for rep in &reps {
        rep.import(&whole);
        assert_eq!(rep.fingerprint(), clerk.fingerprint());
        assert_eq!(seen(rep), wanted);
    }
    let open = clerk.workspace.read(|view| disputes(&view));
    assert!(!open.is_empty(), "the seed brings claims that meet");
    let mut about: Vec<(Ref, String)> = Vec::new();
    for dispute in &open {
        let cove::app::dispute::Matter::Field(field) = &dispute.matter else { continue };
        let claim = entity(&dispute.at.entity).unwrap().claim;
        let group = if claim.contains(&field.as_str()) { "claim" } else { field };
        about.push((dispute.at.clone(), group.to_owned()));
    }
    let asked = about.len();
    about.sort();
    about.dedup();
    assert_eq!(about.len(), asked, "one question for one act");
}

#[test]
fn what_is_at_odds_of_a_colleagues_customer_is_settled_by_who_may_change_it() {
    let wang = Replica::found("王芳", 1);
    let own = wang.create("customer", &[("name", "云隙传动".into())]);
    let li = Replica::join(&wang.full(), "李明", 2);
    // As by an earlier version, or before it was hers.
    li.edit(&own, "short", "云隙");
    wang.edit(&own, "short", "云隙传动");
    meet(&wang, &li);
    let answers = |replica: &Replica| {
        let dispute = replica.workspace.read(|view| disputes(&view)).remove(0);
        let answer = dispute.sides[0].answer.clone();
        [(dispute, answer)]
    };
    let Err(Fault::Refused(refusal)) = wait(li.workspace.settle(&answers(&li), NOW)) else {
        panic!("it is not his to settle");
    };
    assert_eq!((refusal.key, li.conflicts()), ("refused-customer-edit", 1));
    wait(wang.workspace.settle(&answers(&wang), NOW)).unwrap();
    assert_eq!(wang.conflicts(), 0);
}
