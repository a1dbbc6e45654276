//! The demo: the same every time, whole, linked, and alive on whatever day it begins.

use crate::desk::NOW;
use cove::crm::demo::{Demo, Step};
use cove::crm::today::today;
use cove::crm::view::conflicted;
use cove::crm::{Book, Edits, Now, Ref, entities, entity};
use cove::ledger::entry::Entry;
use cove::ledger::{Change, DeviceId, Dot, State, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Plays a demo to its end. Gives the book, the first member and the steps.
pub(crate) fn play(lang: &str, now: Now, seed: u64) -> (Book, Ref, Vec<Step>) {
    let mut book = Book::new(State::default());
    let mut demo = Demo::new(lang, now, seed);
    let mut steps = Vec::new();
    while let Some(step) = demo.next(&book).expect("no scene is refused") {
        let device = DeviceId(7);
        let next = book.state().frontier().next(device);
        let dot = Dot { name: device, s: next.s };
        let ops = step.edits.ops(book.state(), dot, 0xabcde);
        let change = Change {
            d: device,
            s: next.s,
            l: next.l,
            t: Some(step.now.instant),
            m: Some(Edits::id(&step.member, dot, 0xabcde)),
            why: Some(step.why.to_owned()),
            ops: ops.clone(),
            ..Change::default()
        };
        let entry = Entry::new(&change, next.parent).expect("a sound change");
        book.apply(&[entry]).expect("an ordinary change");
        let made = format!("{dot}.");
        let mut created: Vec<Ref> = Vec::new();
        for op in &ops {
            if let cove::ledger::Op::Set(set) = op
                && set.id.starts_with(&made)
                && !created.iter().any(|at| *at.id == *set.id)
            {
                created.push(Ref::new(&set.e, &set.id));
            }
        }
        demo.wrote(&created);
        steps.push(step);
    }
    let lead = demo.lead().expect("a first member").clone();
    (book, lead, steps)
}

/// 02:30 on a Sunday in New York, when nobody has begun to work.
const NIGHT: Now = Now { instant: 1_795_332_600_000, offset: -300 };

#[test]
fn the_same_seed_tells_the_same_story() {
    for lang in ["zh", "en"] {
        let (book, _, steps) = play(lang, NOW, 1);
        let (again, _, same) = play(lang, NOW, 1);
        assert_eq!(steps, same, "{lang}");
        assert!(book.state() == again.state(), "{lang}");
        assert_ne!(steps, play(lang, NOW, 2).2, "{lang}");
    }
}

#[test]
fn everything_is_there_and_every_link_leads_somewhere() {
    for (lang, now) in [("zh", NOW), ("en", NOW), ("zh", NIGHT), ("en", NIGHT)] {
        let (book, lead, steps) = play(lang, now, 1);
        let view = book.view(&lead.id);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for table in entities() {
            for rec in view.records(table.key) {
                *counts.entry(table.key).or_default() += 1;
                for (field, live) in rec.record.fields() {
                    if let Value::Link(..) = live[0].value {
                        assert!(view.follow(&live[0].value).is_some(), "{lang} {}.{field}", table.key);
                    }
                }
                assert!(conflicted(rec.record).is_empty(), "{lang} {}", table.key);
                for field in rec.table.fields.iter().filter(|field| field.required) {
                    assert!(!rec.value(field, &now).is_empty(), "{lang} {}.{}", table.key, field.key);
                }
                assert!(rec.created().0.is_none_or(|at| at <= now.instant));
            }
        }
        println!("{lang}: {counts:?}, {} steps", steps.len());
        let at_least =
            [("member", 5), ("customer", 60), ("contact", 90), ("lead", 90), ("follow_up", 150), ("task", 30)];
        for (key, least) in at_least {
            assert!(counts[key] >= least, "{lang} {key}: {}", counts[key]);
        }
        assert!(counts.values().sum::<usize>() >= 300);

        let mut states: BTreeMap<String, usize> = BTreeMap::new();
        for lead in view.records("lead") {
            *states.entry(lead.value_of("status", &now).as_text().expect("a state").to_owned()).or_default() += 1;
        }
        assert_eq!(states.len(), 6, "{lang} {states:?}");
        assert!(states.values().all(|count| *count >= 5), "{lang} {states:?}");

        let mine = today(&view, Some(&lead.id), &now);
        println!(
            "{} late, {} due, {} ahead, {} logged",
            mine.late.len(),
            mine.due.len(),
            mine.ahead.len(),
            mine.logged.len()
        );
        assert!(mine.late.len() >= 3 && mine.due.len() >= 3 && mine.ahead.len() >= 3, "{lang}");
        assert!(mine.late.len() < 15 && mine.due.len() < 15, "{lang}: a day's work, not a heap");
        assert!(!today(&view, None, &now).logged.is_empty(), "{lang}");

        assert!(steps.windows(2).all(|pair| pair[0].now.instant <= pair[1].now.instant));
        assert!(steps.iter().all(|step| step.now.instant < now.instant && step.why.chars().count() <= 64));
    }
}

#[test]
fn people_and_companies_are_told_apart() {
    for lang in ["zh", "en"] {
        let (book, lead, _) = play(lang, NOW, 1);
        let view = book.view(&lead.id);
        for key in ["customer", "contact", "lead"] {
            let mut names = BTreeSet::new();
            for rec in view.records(key) {
                assert!(names.insert(rec.title()), "{lang} {key} {} twice", rec.title());
            }
        }
        let all: String = view.records("follow_up").chain(view.records("task")).map(|rec| rec.title()).collect();
        assert!(!all.contains('{'), "an unfilled place");
    }
}

#[test]
fn choices_of_the_story_are_choices_of_the_tables() {
    for lang in ["zh", "en"] {
        let (book, lead, _) = play(lang, NOW, 1);
        let view = book.view(&lead.id);
        for table in entities() {
            for rec in view.records(table.key) {
                for (field, live) in rec.record.fields() {
                    let name = field.split(':').next().unwrap_or_default();
                    let field = entity(table.key).and_then(|table| table.field(name));
                    let field = field.unwrap_or_else(|| panic!("{}.{name} is no field", table.key));
                    if let (cove::crm::Kind::Choice(choices), Value::Text(key)) = (field.kind, &live[0].value) {
                        assert!(choices.iter().any(|choice| choice.key == key), "{}.{name}: {key}", table.key);
                    }
                }
            }
        }
    }
}

#[test]
fn the_stage_of_every_customer_is_the_last_of_its_history() {
    let (book, me, _) = play("zh", NOW, 2026);
    for days in [0, 100, 200, 400] {
        let now = Now { instant: NOW.instant + days * 86_400_000, ..NOW };
        for rec in book.view(&me.id).records("customer") {
            let history = cove::crm::customer::lifecycle::history(&rec, &now);
            let last = history.last().map(|(_, stage)| *stage);
            assert_eq!(last, Some(cove::crm::customer::lifecycle::stage(&rec, &now)), "{} {history:?}", rec.title());
            assert!(history.is_sorted_by_key(|(at, _)| *at));
        }
    }
}

#[test]
fn the_sea_of_the_story_is_alive() {
    for lang in ["zh", "en"] {
        let (book, lead, _) = play(lang, NOW, 2026);
        let view = book.view(&lead.id);
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut near: BTreeMap<String, usize> = BTreeMap::new();
        for rec in view.records("customer") {
            *places.entry(rec.value_of("place", &NOW).as_text().expect("a place").to_owned()).or_default() += 1;
            *near.entry(rec.value_of("lapsing", &NOW).as_text().unwrap_or_default().to_owned()).or_default() += 1;
        }
        assert!(places.len() == 3 && places["sea"] >= 6 && places["held"] >= 30, "{lang} {places:?}");
        assert!(near.len() > 1, "{lang} {near:?}");
    }
}
