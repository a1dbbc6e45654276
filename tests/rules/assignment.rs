//! Assignment rules: who gets what, and that what is planned is what is done.

use crate::desk::{DAY, Desk};
use cove::crm::assign_rule::plan::{Plan, Stay, carry_out, plan};
use cove::crm::{Ref, record};
use cove::ledger::Value;

fn lead(desk: &mut Desk, name: &str, fields: &[(&str, Value)]) -> Ref {
    let own: [(&str, Value); 3] = [("name", name.into()), ("source", "expo".into()), ("owner", Value::Null)];
    desk.now.instant += 1;
    desk.create("lead", &[&own, fields].concat())
}

fn rule(desk: &mut Desk, position: i64, fields: &[(&str, Value)]) -> Ref {
    let own: [(&str, Value); 2] =
        [("name", format!("规则 {position}").as_str().into()), ("position", Value::Int(position))];
    desk.create("assign_rule", &[&own, fields].concat())
}

fn rep(desk: &mut Desk, name: &str, region: &str) -> Ref {
    desk.create("member", &[("name", name.into()), ("role", "rep".into()), ("region", region.into())])
}

fn edit(desk: &mut Desk, at: &Ref, field: &str, value: Value) {
    let edits = record::edit(&desk.view(), at, field, value).unwrap();
    desk.write(&edits);
}

fn planned(desk: &Desk) -> Plan {
    plan(&desk.view(), &desk.now, false)
}

/// Who would get each lead, by name.
fn who(desk: &Desk) -> Vec<(String, String)> {
    let view = desk.view();
    let name = |at: &Ref| view.at(at).unwrap().title();
    planned(desk).shares.iter().map(|share| (name(&share.lead), name(&share.to))).collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(lead, to)| ((*lead).to_owned(), (*to).to_owned())).collect()
}

#[test]
fn the_first_rule_that_fits_decides() {
    let mut desk = Desk::new("admin");
    let (li, wang) = (rep(&mut desk, "李明", "江苏"), rep(&mut desk, "王芳", "浙江"));
    rule(&mut desk, 2, &[("person", wang.link())]);
    rule(&mut desk, 1, &[("region", "江苏".into()), ("person", li.link())]);
    lead(&mut desk, "甲", &[("region", "江苏苏州".into())]);
    lead(&mut desk, "乙", &[("region", "上海".into())]);
    assert_eq!(who(&desk), pairs(&[("甲", "李明"), ("乙", "王芳")]));
    let shares = planned(&desk).shares;
    assert_eq!(shares.iter().map(|share| share.overruled).collect::<Vec<_>>(), [1, 0], "the contradiction is told");
}

#[test]
fn a_rule_asks_for_industry_source_interest_pool_and_score() {
    let mut desk = Desk::new("admin");
    let li = rep(&mut desk, "李明", "");
    let pool = desk.create("pool", &[("name", "展会".into())]);
    let asked: [(&str, Value); 6] = [
        ("industry", "machinery".into()),
        ("source", "expo".into()),
        ("interest", "视觉".into()),
        ("least", Value::Int(30)),
        ("pool", pool.link()),
        ("person", li.link()),
    ];
    rule(&mut desk, 1, &asked);
    let whole: [(&str, Value); 4] = [
        ("industry", "machinery".into()),
        ("interests", Value::List(vec!["视觉检测".into()])),
        ("intent", Value::Int(5)),
        ("pool", pool.link()),
    ];
    lead(&mut desk, "全", &whole);
    for missing in 0..whole.len() {
        let fields: Vec<(&str, Value)> =
            whole.iter().enumerate().filter(|(at, _)| *at != missing).map(|(_, field)| field.clone()).collect();
        lead(&mut desk, &format!("缺{missing}"), &fields);
    }
    assert_eq!(who(&desk), pairs(&[("全", "李明")]));
    let left = planned(&desk).left;
    assert!(left.len() == 4 && left.iter().all(|(_, why)| *why == Stay::NoRule), "they stay and are not lost");
}

#[test]
fn turns_go_round_and_go_on_where_they_stopped() {
    let mut desk = Desk::new("admin");
    for name in ["李明", "王芳", "孙一帆"] {
        rep(&mut desk, name, "华东");
    }
    rep(&mut desk, "远方", "华南");
    rule(&mut desk, 1, &[("team", "华东".into()), ("way", "turns".into())]);
    for name in ["甲", "乙", "丙", "丁"] {
        lead(&mut desk, name, &[]);
    }
    let first = who(&desk);
    let names: Vec<&str> = first.iter().map(|(_, to)| to.as_str()).collect();
    assert!(names[0] == names[3] && names[0] != names[1] && names[1] != names[2] && names[0] != names[2], "{names:?}");
    let edits = carry_out(&desk.view(), &planned(&desk), &desk.now).unwrap();
    desk.write(&edits);
    lead(&mut desk, "戊", &[]);
    assert_eq!(who(&desk)[0].1, names[1], "the next turn is of the one behind the last");
}

#[test]
fn the_least_loaded_is_next_and_nobody_gets_more_than_the_rule_allows() {
    let mut desk = Desk::new("admin");
    let (li, wang) = (rep(&mut desk, "李明", ""), rep(&mut desk, "王芳", ""));
    for name in ["一", "二"] {
        let at = lead(&mut desk, name, &[]);
        desk.run("lead.assign", &at, &[("owner", li.link())]).unwrap();
    }
    rule(&mut desk, 1, &[("way", "load".into()), ("most", Value::Int(3))]);
    for name in ["甲", "乙", "丙", "丁", "戊"] {
        lead(&mut desk, name, &[]);
    }
    let (li_has, wang_has) = (desk.view().at(&li).unwrap().title(), desk.view().at(&wang).unwrap().title());
    let given = who(&desk);
    let count = |name: &str| given.iter().filter(|(_, to)| to == name).count();
    assert_eq!((count(&li_has), count(&wang_has)), (1, 3));
    assert!(matches!(planned(&desk).left[..], [(_, Stay::Nobody(_))]), "the fifth has nobody");
}

#[test]
fn who_is_away_or_gone_or_does_not_sell_gets_nothing() {
    let mut desk = Desk::new("admin");
    let li = rep(&mut desk, "李明", "");
    rule(&mut desk, 1, &[]);
    lead(&mut desk, "甲", &[]);
    assert_eq!(who(&desk), pairs(&[("甲", "李明")]));
    let today = Value::Date(desk.now.today());
    edit(&mut desk, &li, "away_until", today);
    assert_eq!(who(&desk), pairs(&[]));
    desk.now.instant += DAY;
    assert_eq!(who(&desk), pairs(&[("甲", "李明")]));
    edit(&mut desk, &li, "active", Value::Bool(false));
    assert_eq!(who(&desk), pairs(&[]));
    let rule = planned(&desk).rules[0].0.clone();
    edit(&mut desk, &rule, "active", Value::Bool(false));
    assert_eq!(planned(&desk).left[0].1, Stay::NoRule);
}

#[test]
fn what_is_planned_is_what_is_done() {
    let mut desk = Desk::new("admin");
    for name in ["李明", "王芳"] {
        rep(&mut desk, name, "");
    }
    let pool = desk.create("pool", &[("name", "展会".into())]);
    rule(&mut desk, 1, &[("pool", pool.link())]);
    for name in ["甲", "乙", "丙"] {
        lead(&mut desk, name, &[("pool", pool.link())]);
    }
    lead(&mut desk, "丁", &[]);
    let planned = planned(&desk);
    let edits = carry_out(&desk.view(), &planned, &desk.now).unwrap();
    desk.write(&edits);
    for share in &planned.shares {
        assert_eq!(desk.value(&share.lead, "owner"), share.to.link());
        assert_eq!(desk.value(&share.lead, "assigned_by"), share.rule.link());
        assert_eq!(desk.text(&share.lead, "status"), "pending");
    }
    assert_eq!(desk.value(&pool, "waiting"), Value::Int(0));
    let again = plan(&desk.view(), &desk.now, false);
    assert_eq!((again.shares.len(), again.left.len()), (0, 1));
    // Somebody who decides otherwise is not overruled: the rule's name goes.
    let moved = planned.shares[0].lead.clone();
    let me = desk.view().my_link();
    desk.run("lead.assign", &moved, &[("owner", me)]).unwrap();
    assert_eq!(desk.value(&moved, "assigned_by"), Value::Null);
}

#[test]
fn a_rule_may_lead_to_the_pool_of_a_team() {
    let mut desk = Desk::new("admin");
    let pool = desk.create("pool", &[("name", "华东组".into()), ("region", "江苏".into())]);
    let queue = rule(&mut desk, 1, &[("region", "江苏".into()), ("queue", pool.link())]);
    rep(&mut desk, "李明", "江苏");
    let at = lead(&mut desk, "甲", &[("region", "江苏苏州".into())]);
    assert_eq!(who(&desk), pairs(&[("甲", "华东组")]));
    let edits = carry_out(&desk.view(), &planned(&desk), &desk.now).unwrap();
    desk.write(&edits);
    assert_eq!((desk.text(&at, "status").as_str(), desk.value(&at, "pool")), ("unassigned", pool.link()));
    // There it waits for who claims it, and the same plan does not move it again.
    let after = planned(&desk);
    assert_eq!((after.shares.len(), after.left), (0, vec![(at, Stay::Queued(queue))]));
}

#[test]
fn what_its_owner_left_untouched_goes_to_another_if_so_wished() {
    let mut desk = Desk::new("admin");
    let (li, wang) = (rep(&mut desk, "李明", ""), rep(&mut desk, "王芳", ""));
    let turns = rule(&mut desk, 1, &[("way", "turns".into())]);
    let at = lead(&mut desk, "甲", &[]);
    desk.run("lead.assign", &at, &[("owner", li.link())]).unwrap();
    let plans = |desk: &Desk| plan(&desk.view(), &desk.now, true).shares;
    desk.now.instant += 6 * DAY;
    assert_eq!(plans(&desk), []);
    desk.now.instant += DAY;
    assert_eq!(planned(&desk).shares, [], "only if it is asked for");
    let shares = plans(&desk);
    assert_eq!((&shares[0].lead, &shares[0].to), (&at, &wang), "not to who has it");
    // Into a pool it goes back with its reason.
    let pool = desk.create("pool", &[("name", "公共".into())]);
    edit(&mut desk, &turns, "queue", pool.link());
    let edits = carry_out(&desk.view(), &plan(&desk.view(), &desk.now, true), &desk.now).unwrap();
    desk.write(&edits);
    assert_eq!(desk.text(&at, "status"), "unassigned");
    assert_eq!((desk.text(&at, "return_reason").as_str(), desk.value(&at, "last_owner")), ("no_progress", li.link()));
}
