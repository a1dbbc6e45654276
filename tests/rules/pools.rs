//! Lead pools: in, out, back and on, and who may take how much.

use crate::desk::{DAY, Desk, NOW};
use cove::crm::{Ref, Refusal};
use cove::i18n::key;
use cove::ledger::Value;

fn pool(desk: &mut Desk, fields: &[(&str, Value)]) -> Ref {
    let name: [(&str, Value); 1] = [("name", "华东展会".into())];
    desk.create("pool", &[&name, fields].concat())
}

fn waiting(desk: &mut Desk, name: &str, pool: &Ref) -> Ref {
    desk.create("lead", &[("name", name.into()), ("source", "expo".into()), ("pool", pool.link())])
}

fn refused(result: Result<(), Refusal>) -> &'static str {
    result.expect_err("the pool refuses").key
}

#[test]
fn what_is_created_in_a_pool_is_nobodys() {
    let mut desk = Desk::new("rep");
    let pool = pool(&mut desk, &[]);
    let lead = waiting(&mut desk, "程屿", &pool);
    assert_eq!((desk.text(&lead, "status"), desk.value(&lead, "owner")), ("unassigned".into(), Value::Null));
    assert_eq!((desk.value(&pool, "waiting"), desk.value(&pool, "oldest")), (Value::Int(1), Value::At(NOW.instant)));
    let owned =
        [("name", "陆晚".into()), ("source", "web".into()), ("pool", pool.link()), ("owner", desk.view().my_link())];
    let owned = desk.create("lead", &owned);
    assert_eq!(desk.text(&owned, "status"), "pending", "who is named has it");
    assert_eq!(desk.value(&pool, "waiting"), Value::Int(1));
}

#[test]
fn a_claimed_lead_leaves_the_pool_and_goes_back_there() {
    let mut desk = Desk::new("rep");
    let (one, other) = (pool(&mut desk, &[]), pool(&mut desk, &[]));
    let lead = waiting(&mut desk, "程屿", &one);
    desk.run("lead.claim", &lead, &[]).unwrap();
    assert_eq!((desk.text(&lead, "status"), desk.value(&lead, "pool")), ("pending".into(), Value::Null));
    assert_eq!(
        (desk.value(&one, "waiting"), desk.value(&lead, "owner_since")),
        (Value::Int(0), Value::At(NOW.instant))
    );
    desk.now.instant += DAY;
    desk.run("lead.return", &lead, &[("return_reason", "capacity".into())]).unwrap();
    assert_eq!((desk.value(&lead, "pool"), desk.value(&lead, "last_owner")), (one.link(), desk.view().my_link()));
    assert_eq!(
        (desk.value(&lead, "owner_since"), desk.value(&lead, "pool_since")),
        (Value::Null, Value::At(desk.now.instant))
    );
    desk.run("lead.claim", &lead, &[]).unwrap();
    let back = [("return_reason", "region".into()), ("pool", other.link())];
    desk.run("lead.return", &lead, &back).unwrap();
    assert_eq!((desk.value(&one, "waiting"), desk.value(&other, "waiting")), (Value::Int(0), Value::Int(1)));
}

#[test]
fn who_keeps_a_pool_moves_what_lies_in_it() {
    let mut desk = Desk::new("rep");
    let me = Ref::new("member", &desk.me);
    let (kept, other) = (pool(&mut desk, &[("keeper", me.link())]), pool(&mut desk, &[]));
    let (mine, not) = (waiting(&mut desk, "程屿", &kept), waiting(&mut desk, "陆晚", &other));
    desk.run("lead.move", &mine, &[("pool", other.link())]).unwrap();
    assert_eq!((desk.value(&mine, "pool"), desk.text(&mine, "status")), (other.link(), "unassigned".into()));
    assert_eq!(refused(desk.run("lead.move", &not, &[("pool", kept.link())])), key::REFUSED_LEAD_POOL);
    desk.run("lead.claim", &mine, &[]).unwrap();
    assert_eq!(refused(desk.run("lead.move", &mine, &[("pool", kept.link())])), key::REFUSED_LEAD_STATE);
}

#[test]
fn a_pool_of_a_region_is_for_those_who_work_there() {
    let mut desk = Desk::new("rep");
    let me = Ref::new("member", &desk.me);
    let there = pool(&mut desk, &[("region", "浙江".into())]);
    let lead = waiting(&mut desk, "程屿", &there);
    assert_eq!(refused(desk.run("lead.claim", &lead, &[])), key::REFUSED_POOL_REGION);
    let edits = cove::crm::record::edit(&desk.view(), &me, "region", "浙江 ".into()).unwrap();
    desk.write(&edits);
    desk.run("lead.claim", &lead, &[]).unwrap();
    let mut manager = Desk::new("manager");
    let there = pool(&mut manager, &[("region", "浙江".into())]);
    let lead = waiting(&mut manager, "程屿", &there);
    manager.run("lead.claim", &lead, &[]).unwrap();
}

#[test]
fn who_gave_a_lead_back_waits_before_he_may_have_it_again() {
    let mut desk = Desk::new("rep");
    let pool = pool(&mut desk, &[("cooling", Value::Int(3))]);
    let lead = waiting(&mut desk, "程屿", &pool);
    desk.run("lead.claim", &lead, &[]).unwrap();
    desk.run("lead.return", &lead, &[("return_reason", "capacity".into())]).unwrap();
    desk.now.instant += 3 * DAY - 1;
    let refusal = desk.run("lead.claim", &lead, &[]).unwrap_err();
    assert_eq!((refusal.key, &refusal.args[1].1[..]), (key::REFUSED_POOL_COOLING, "2026-11-27"));
    desk.now.instant += 1;
    desk.run("lead.claim", &lead, &[]).unwrap();
    // Whoever else may have it at once.
    desk.run("lead.return", &lead, &[("return_reason", "capacity".into())]).unwrap();
    desk.me = desk.member("李明", "rep").id.to_string();
    desk.run("lead.claim", &lead, &[]).unwrap();
}

#[test]
fn a_day_has_so_many_claims_of_a_pool_also_at_once() {
    let mut desk = Desk::new("rep");
    let (pool, free) = (pool(&mut desk, &[("per_day", Value::Int(2))]), pool(&mut desk, &[]));
    let leads = ["程屿", "陆晚", "何敏"].map(|name| waiting(&mut desk, name, &pool));
    let more = waiting(&mut desk, "姜予安", &free);
    let claim = cove::crm::command("lead.claim").unwrap();
    let all = (claim.run)(&desk.view(), &leads, &Default::default(), &desk.now);
    assert_eq!(all.unwrap_err().key, key::REFUSED_POOL_LIMIT);
    desk.run("lead.claim", &leads[0], &[]).unwrap();
    desk.run("lead.claim", &leads[1], &[]).unwrap();
    assert_eq!(refused(desk.run("lead.claim", &leads[2], &[])), key::REFUSED_POOL_LIMIT);
    // Giving one back gives no further claim on the same day; another pool counts for itself.
    desk.run("lead.return", &leads[0], &[("return_reason", "capacity".into())]).unwrap();
    assert_eq!(refused(desk.run("lead.claim", &leads[2], &[])), key::REFUSED_POOL_LIMIT);
    desk.run("lead.claim", &more, &[]).unwrap();
    desk.now.instant += DAY;
    desk.run("lead.claim", &leads[2], &[]).unwrap();
}

#[test]
fn a_pool_with_members_is_theirs() {
    let mut desk = Desk::new("rep");
    let pool = pool(&mut desk, &[]);
    let lead = waiting(&mut desk, "程屿", &pool);
    let other = desk.member("王芳", "rep");
    let seat =
        |desk: &mut Desk, member: &Ref| desk.create("pool_member", &[("pool", pool.link()), ("member", member.link())]);
    seat(&mut desk, &other);
    assert_eq!(refused(desk.run("lead.claim", &lead, &[])), key::REFUSED_POOL_MEMBER);
    let me = Ref::new("member", &desk.me);
    seat(&mut desk, &me);
    desk.run("lead.claim", &lead, &[]).unwrap();
}
