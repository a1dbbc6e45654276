//! Whatever a person did can be taken back, step by step, and done again (U9).

use crate::replica::{NOW, Replica, seeded, wait};
use cove::crm::command::Args;
use cove::crm::schema::{Field, Kind};
use cove::crm::{Ref, View, entities, record};
use cove::ledger::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The values of all fields of all records.
type Seen = BTreeMap<Ref, Vec<(&'static str, Value)>>;

/// What everybody sees.
fn seen(replica: &Replica) -> Seen {
    replica.workspace.read(|view| {
        let fields = |rec: &cove::crm::Rec<'_>| {
            let told = rec.table.fields.iter().filter(|field| field.group != "group-trace");
            told.map(|field| (field.key, rec.value(field, &NOW).into_owned())).collect()
        };
        let tables = entities().iter().filter(|table| view.table(table.key).is_some());
        let records = tables.flat_map(|table| view.records(table.key));
        records.map(|rec| (rec.at(), fields(&rec))).collect()
    })
}

/// Where two looks differ.
fn differing(one: &Seen, other: &Seen) -> Vec<String> {
    let at: BTreeSet<&Ref> = one.keys().chain(other.keys()).collect();
    let fields = |seen: &Seen, at: &Ref| seen.get(at).cloned().unwrap_or_default();
    let differ = |at: &Ref| {
        let (one, other) = (fields(one, at), fields(other, at));
        let odd: Vec<_> = one.iter().filter(|told| !other.contains(told)).cloned().collect();
        let wanted: Vec<_> = other.iter().filter(|told| !one.contains(told)).cloned().collect();
        (one != other).then(|| format!("{at:?}: {odd:?} instead of {wanted:?}"))
    };
    at.into_iter().filter_map(differ).collect()
}

/// Some value of a field, or none.
fn value(view: &View<'_>, field: &Field, chance: &dyn Fn() -> u64) -> Value {
    let pick = |count: usize| usize::try_from(chance() % count.max(1) as u64).unwrap();
    match field.kind {
        Kind::Choice(choices) if !choices.is_empty() => Value::from(choices[pick(choices.len())].key),
        Kind::Choices(choices) if !choices.is_empty() => Value::List(vec![choices[pick(choices.len())].key.into()]),
        Kind::Choice(_) | Kind::Choices(_) => Value::Null,
        Kind::Link(to) => {
            let all: Vec<Ref> = to.iter().flat_map(|key| view.records(key)).map(|rec| rec.at()).collect();
            all.get(pick(all.len())).map_or(Value::Null, Ref::link)
        }
        Kind::Int | Kind::Decimal(_) | Kind::Rating(_) => Value::Int(i64::try_from(chance() % 5).unwrap()),
        Kind::Money => Value::Money(100 * i64::try_from(chance() % 900).unwrap(), "CNY".to_owned()),
        Kind::Date | Kind::When => Value::Date(NOW.today()),
        Kind::Instant => Value::At(NOW.instant),
        Kind::Bool => Value::Bool(chance().is_multiple_of(2)),
        Kind::Tags => Value::List(vec![format!("词{}", chance() % 4).into()]),
        Kind::Email => "li@yunxi.example".into(),
        Kind::Phone | Kind::Point(_) => format!("1380013{:04}", chance() % 10_000).into(),
        Kind::Url => "https://yunxi.example".into(),
        Kind::Text | Kind::LongText | Kind::Formula => format!("话{}", chance() % 100).into(),
    }
}

/// One thing that a person might do next. Says whether anything was done: much is refused, for a reason.
fn act(replica: &Replica, chance: &dyn Fn() -> u64) -> bool {
    let pick = |count: usize| usize::try_from(chance() % count.max(1) as u64).unwrap();
    let (tables, workspace) = (["lead", "customer", "contact", "opportunity", "task"], &replica.workspace);
    let all: Vec<Ref> =
        workspace.read(|view| tables.iter().flat_map(|key| view.records(key)).map(|rec| rec.at()).collect());
    let made = |view: &View<'_>, fields: &[Field]| -> Args {
        fields.iter().map(|field| (field.key.to_owned(), value(view, field, chance))).collect()
    };
    let Some(at) = all.get(pick(all.len())).filter(|_| !chance().is_multiple_of(4)).cloned() else {
        let key = tables[pick(tables.len())];
        let args = workspace.read(|view| {
            let table = view.table(key).unwrap();
            let asked: Vec<Field> =
                table.fields.iter().filter(|field| field.required || field.quick).copied().collect();
            (table, made(&view, &asked))
        });
        let create = |view: &View<'_>| record::create(view, args.0, &args.1, &NOW).map(|made| made.0);
        return wait(workspace.act(NOW, "create", create)).is_ok_and(|done| !done.dots.is_empty());
    };
    let table = workspace.read(|view| view.table(&at.entity)).unwrap();
    let done = match chance() % 8 {
        0 => wait(workspace.act(NOW, "delete", |view| record::remove(view, std::slice::from_ref(&at), &NOW))),
        1 | 2 => {
            let field = &table.fields[pick(table.fields.len())];
            let value = workspace.read(|view| value(&view, field, chance));
            wait(workspace.act(NOW, "edit", |view| record::edit(view, &at, field.key, value.clone())))
        }
        3 => {
            let others: Vec<Ref> =
                all.iter().filter(|other| other.entity == at.entity && **other != at).cloned().collect();
            let Some(other) = others.get(pick(others.len())).cloned() else { return false };
            let merge = cove::crm::duplicate::Merge { keep: at, others: vec![other], from: BTreeMap::new() };
            wait(workspace.act(NOW, "merge", |view| cove::crm::duplicate::merge(view, &merge, &NOW)))
        }
        _ => {
            let commands: Vec<_> = cove::crm::commands_for(table).collect();
            let command = commands[pick(commands.len())];
            let args = workspace.read(|view| made(&view, command.args));
            wait(workspace.run(command, std::slice::from_ref(&at), &args, NOW))
        }
    };
    done.is_ok_and(|done| !done.dots.is_empty())
}

#[test]
fn fifty_acts_of_any_kind_are_taken_back_and_done_again() {
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..8 {
        let wang = Replica::found("王芳", seed + 1);
        wang.create("pool", &[("name", "展会".into())]);
        wang.create("pool", &[("name", "公海".into()), ("holds", "customers".into())]);
        let chance = seeded(seed + 900);
        let before = seen(&wang);
        let mut after = vec![before.clone()];
        for _ in 0..2_000 {
            if after.len() > 50 {
                break;
            }
            if act(&wang, &chance) {
                let step = wang.workspace.next_undo(false).expect("it can be taken back");
                *kinds.entry(step.why).or_default() += 1;
                after.push(seen(&wang));
            }
        }
        assert_eq!(after.len(), 51, "{kinds:?}");
        // Also what was done before the page was loaded anew.
        let wang = wang.reopen();
        for wanted in after.iter().rev().skip(1) {
            let step = wang.workspace.next_undo(false).map(|step| step.why);
            wait(wang.workspace.undo(NOW)).expect("it is taken back");
            assert_eq!(differing(&seen(&wang), wanted), [""; 0], "seed {seed}: {step:?}");
        }
        for wanted in after.iter().skip(1) {
            let step = wang.workspace.next_undo(true).map(|step| step.why);
            wait(wang.workspace.redo(NOW)).expect("it is done again");
            assert_eq!(differing(&seen(&wang), wanted), [""; 0], "seed {seed}: {step:?}");
        }
    }
    assert!(kinds.len() > 15, "many kinds of acts: {kinds:?}");
}

#[test]
fn a_creation_and_the_edits_after_it_are_done_again() {
    let wang = Replica::found("王芳", 1);
    let fields = [("name", "高雯".into()), ("title", "采购".into()), ("wechat", "gao".into())];
    let at = wang.create("contact", &fields);
    wang.edit(&at, "title", "总监");
    wang.edit(&at, "wechat", "gaowen");
    let told = || ["title", "wechat"].map(|field| wang.text(&at, field));
    for _ in 0..3 {
        wait(wang.workspace.undo(NOW)).unwrap();
    }
    assert_eq!(told(), ["", ""]);
    wait(wang.workspace.redo(NOW)).unwrap();
    assert_eq!(told(), ["采购", "gao"]);
    wait(wang.workspace.redo(NOW)).unwrap();
    assert_eq!(told(), ["总监", "gao"]);
    wait(wang.workspace.redo(NOW)).unwrap();
    assert_eq!(told(), ["总监", "gaowen"]);
}
