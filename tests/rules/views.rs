//! What a view shows: nested filters, relative dates, teams, order, groups and sums.

use crate::desk::{DAY, Desk, NOW};
use cove::app::{Filter, Period, Query, Rows, Shown, Test};
use cove::crm::search::SearchIndex;
use cove::crm::{Ref, entity, moves};
use cove::ledger::Value;

/// Leads with a company each.
fn leads(names: &[&str]) -> (Desk, Vec<Ref>) {
    let mut desk = Desk::new("rep");
    let make = |name: &&str| {
        desk.create("lead", &[("source", "expo".into()), ("name", (*name).into()), ("company", (*name).into())])
    };
    let made = names.iter().map(make).collect();
    (desk, made)
}

fn set(desk: &mut Desk, at: &Ref, field: &str, value: Value) {
    let edits = cove::crm::record::edit(&desk.view(), at, field, value).expect("it may be edited");
    desk.write(&edits);
}

fn ask(desk: &Desk, key: &str, query: &Query) -> Rows {
    let index = SearchIndex::new(&desk.view());
    query.ask(&desk.view(), entity(key).expect("a table"), &index, &desk.now)
}

/// The names a query finds, in order.
fn names(desk: &Desk, query: &Query) -> Vec<String> {
    ask(desk, "lead", query).refs.iter().map(|at| desk.text(at, "name")).collect()
}

fn filtered(filters: Vec<Filter>) -> Query {
    Query { filters, sort: vec![("name".into(), false)], ..Query::default() }
}

fn day(days: u64) -> Value {
    Value::Date(NOW.today() + chrono::Days::new(days))
}

#[test]
fn and_and_or_nest() {
    let (mut desk, made) = leads(&["A", "B", "C", "D"]);
    set(&mut desk, &made[0], "next_contact", day(1));
    set(&mut desk, &made[1], "next_contact", day(20));
    set(&mut desk, &made[2], "region", "上海".into());
    set(&mut desk, &made[2], "next_contact", day(20));
    let week = || Filter::one("next_contact", Test::Within(Period::ThisWeek));
    let shanghai = || Filter::one("region", Test::Contains("上海".into()));
    assert_eq!(names(&desk, &filtered(vec![week()])), ["A"]);
    assert_eq!(names(&desk, &filtered(vec![Filter::Any(vec![week(), shanghai()])])), ["A", "C"]);
    let later = Filter::one("next_contact", Test::Next(30));
    let nested = Filter::Any(vec![week(), Filter::All(vec![shanghai(), later])]);
    assert_eq!(names(&desk, &filtered(vec![nested])), ["A", "C"]);
    assert_eq!(names(&desk, &filtered(vec![week(), shanghai()])), [""; 0]);
    // A group without anything and a field of a newer version keep nothing out.
    let unknown = Filter::one("mood", Test::Present);
    assert_eq!(names(&desk, &filtered(vec![Filter::Any(Vec::new()), unknown])).len(), 4);
}

#[test]
fn no_follow_up_for_fifteen_days_finds_the_old_and_the_never() {
    let (mut desk, made) = leads(&["fresh", "never", "old"]);
    let log = |desk: &mut Desk, at: &Ref, ago: i64| {
        let now = desk.now;
        desk.now.instant -= ago * DAY;
        desk.run("follow_up.log", at, &[("method", "call".into()), ("content", "…".into())]).expect("it is logged");
        desk.now = now;
    };
    log(&mut desk, &made[0], 3);
    log(&mut desk, &made[2], 15);
    let idle = filtered(vec![Filter::one("last_follow_up", Test::Idle(15))]);
    assert_eq!(names(&desk, &idle), ["never", "old"]);
    let recent = filtered(vec![Filter::one("last_follow_up", Test::Last(7))]);
    assert_eq!(names(&desk, &recent), ["fresh"]);
}

#[test]
fn a_team_is_a_region() {
    let mut desk = Desk::new("manager");
    let here = desk.member("李明", "rep");
    let there = desk.member("王雨桐", "rep");
    let me = Ref::new("member", &desk.me);
    for (at, region) in [(&me, "华东"), (&here, "华东"), (&there, "华南")] {
        set(&mut desk, at, "region", region.into());
    }
    for (name, owner) in [("mine", &me), ("theirs", &here), ("far", &there)] {
        desk.create("lead", &[("source", "expo".into()), ("name", name.into()), ("owner", owner.link())]);
    }
    let owned = |key: &str| filtered(vec![Filter::one("owner", Test::AnyOf(vec![key.into()]))]);
    assert_eq!(names(&desk, &owned("@me")), ["mine"]);
    assert_eq!(names(&desk, &owned("@team")), ["mine", "theirs"]);
    let others = filtered(vec![Filter::one("owner", Test::NoneOf(vec!["@team".into()]))]);
    assert_eq!(names(&desk, &others), ["far"]);
}

#[test]
fn one_field_settles_what_another_leaves_equal() {
    let (mut desk, made) = leads(&["A", "B", "C", "D"]);
    for (at, intent, region) in [(0, 3, "华东"), (1, 5, "华东"), (2, 3, "华北"), (3, 5, "")] {
        set(&mut desk, &made[at], "intent", Value::Int(intent));
        if !region.is_empty() {
            set(&mut desk, &made[at], "region", region.into());
        }
    }
    let sorted = |sort: &[(&str, bool)]| {
        let sort = sort.iter().map(|(field, down)| ((*field).to_owned(), *down)).collect();
        names(&desk, &Query { sort, ..Query::default() })
    };
    assert_eq!(sorted(&[("intent", true), ("name", false)]), ["B", "D", "A", "C"]);
    assert_eq!(sorted(&[("intent", false), ("name", true)]), ["C", "A", "D", "B"]);
    // Blanks last, whichever way.
    assert_eq!(sorted(&[("region", false), ("name", false)]), ["C", "A", "B", "D"]);
    assert_eq!(sorted(&[("region", true), ("name", false)]), ["A", "B", "C", "D"]);
}

#[test]
fn groups_count_and_average_their_records() {
    let (mut desk, made) = leads(&["A", "B", "C"]);
    set(&mut desk, &made[0], "priority", "low".into());
    set(&mut desk, &made[1], "priority", "urgent".into());
    set(&mut desk, &made[0], "intent", Value::Int(2));
    let query = Query {
        group: Some("priority".into()),
        columns: vec![Shown::new("name"), Shown::new("intent")],
        sort: vec![("name".into(), false)],
        ..Query::default()
    };
    let rows = ask(&desk, "lead", &query);
    let groups: Vec<_> = rows.groups.iter().map(|group| (group.value.as_text(), group.from, group.count)).collect();
    // In the order of the table, and those without last.
    assert_eq!(groups, [(Some("urgent"), 0, 1), (Some("low"), 1, 1), (None, 2, 1)]);
    assert_eq!(rows.groups[1].figures[0].mean_tenths(), Some(20));
    assert_eq!(rows.groups[0].figures[0].mean_tenths(), None);
    assert_eq!(rows.refs.len(), 3);
}

#[test]
fn dates_are_grouped_by_month_and_namesakes_apart() {
    let (mut desk, made) = leads(&["A", "B", "C", "D"]);
    for (at, days) in [(0, 1), (1, 3), (2, 40)] {
        set(&mut desk, &made[at], "next_contact", day(days));
    }
    let group = |field: &str| Query { group: Some(field.into()), ..Query::default() };
    let months = ask(&desk, "lead", &group("next_contact")).groups;
    let months: Vec<_> = months.iter().map(|group| (group.value.clone(), group.count)).collect();
    let first = |text: &str| Value::Date(text.parse().expect("a day"));
    assert_eq!(months, [(first("2026-11-01"), 2), (first("2027-01-01"), 1), (Value::Null, 1)]);

    let (one, other) = (desk.member("李明", "rep"), desk.member("李明", "rep"));
    for (name, owner) in [("a", &one), ("b", &other), ("c", &one)] {
        desk.create("task", &[("title", name.into()), ("owner", owner.link())]);
    }
    let counts: Vec<usize> = ask(&desk, "task", &group("owner")).groups.iter().map(|group| group.count).collect();
    assert_eq!(counts.iter().sum::<usize>(), 3);
    assert_eq!(counts.len(), 2);
}

#[test]
fn columns_keep_what_is_known_and_pinned_ones_first() {
    let table = entity("lead").expect("a table");
    let plain = Query::default();
    assert_eq!(plain.columns(table)[0].0.key, "name");
    let mut query = Query {
        columns: vec![
            Shown::new("name"),
            Shown::new("mood"),
            Shown { width: Some(9), pinned: true, ..Shown::new("phone") },
        ],
        ..Query::default()
    };
    let columns: Vec<_> = query.columns(table).iter().map(|(field, width, pin)| (field.key, *width, *pin)).collect();
    assert_eq!(columns, [("phone", 56, true), ("name", 128, false)]);
    query.change_columns(table, |columns| *columns = plain.spelled_columns(table));
    assert_eq!(query, plain, "what is the table's own is not spelled");
}

#[track_caller]
fn check_moves(desk: &Desk, at: &Ref, field: &str, expect: &[(&str, &str)]) {
    let field = entity(&at.entity).and_then(|table| table.field(field)).expect("a field");
    let found: Vec<(&str, &str)> = moves(&desk.view(), at, field, &desk.now)
        .into_iter()
        .map(|(to, way)| match way {
            cove::crm::Move::Write => (to, ""),
            cove::crm::Move::Run(command) | cove::crm::Move::Give(command) => (to, command.id),
        })
        .collect();
    assert_eq!(found, expect);
}

#[test]
fn a_state_is_reached_by_the_command_that_leads_there() {
    let (desk, made) = leads(&["A"]);
    check_moves(
        &desk,
        &made[0],
        "status",
        &[
            ("unassigned", "lead.return"),
            ("following", "follow_up.log"),
            ("invalid", "lead.park"),
            ("converted", "lead.convert"),
            ("voided", "lead.void"),
        ],
    );
    check_moves(&desk, &made[0], "priority", &[("urgent", ""), ("high", ""), ("normal", ""), ("low", "")]);
    let mut desk = desk;
    desk.run("lead.void", &made[0], &[]).expect("it is voided");
    check_moves(&desk, &made[0], "status", &[]);
    let task = desk.create("task", &[("title", "寄样机".into())]);
    check_moves(&desk, &task, "state", &[("doing", "task.start"), ("done", "task.done"), ("cancelled", "task.cancel")]);
}
