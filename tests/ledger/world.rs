//! Generated histories: a few colleagues who edit, exchange and, when told so, do what nobody should.

use cove::exchange::Union;
use cove::exchange::document::{Document, Limits};
use cove::ledger::hash::Hash;
use cove::ledger::{Change, DeviceId, Dot, Entry, History, Json, Op, Part, SetOp, State, Value};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Every history is made of small steps: what, who, and two numbers to choose with.
pub(crate) type Step = (u8, u8, u8, u8);

/// How many histories a property is tried on: `PROPTEST_CASES`, which proptest itself reads, else as given.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    let given = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { given } else { ProptestConfig { cases, ..given } }
}

pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec(any::<Step>(), 1..40)
}

/// One installation: what it holds and what it shows.
#[derive(Clone)]
pub(crate) struct Replica {
    pub(crate) device: DeviceId,
    pub(crate) history: History,
    pub(crate) state: State,
}

/// All of them, and what each change's author had seen.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) replicas: Vec<Replica>,
    pub(crate) all: Vec<Entry>,
    pub(crate) past: HashMap<Hash, BTreeSet<Hash>>,
    /// The files written in a wild world, which may come again when they are old.
    files: Vec<(Vec<Entry>, Vec<Part>)>,
    wild: bool,
}

/// The most installations in a world; it begins with 2 to 5, and copied profiles add more.
const MOST: usize = 7;

const FIELDS: [&str; 5] = ["name", "stage", "tags:VIP", "_parent", "_alias"];

impl World {
    /// Plays the steps. Honest people keep all that they get; in a wild world files are lost, profiles
    /// copied and changes forged.
    pub(crate) fn play(steps: &[Step], wild: bool) -> World {
        let mut world = World::of(2 + steps.first().map_or(0, |(_, who, ..)| usize::from(*who) % 4), wild);
        for step in steps {
            world.step(*step);
        }
        world
    }

    /// So many installations, all empty.
    pub(crate) fn of(count: usize, wild: bool) -> World {
        let replica = |n: u64| Replica {
            device: DeviceId(0x9a1c_0000_0000_0000 + n),
            history: History::new(),
            state: State::default(),
        };
        let (all, past, files) = Default::default();
        World { replicas: (1..=count as u64).map(replica).collect(), all, past, files, wild }
    }

    fn step(&mut self, (what, who, a, b): Step) {
        let who = usize::from(who) % self.replicas.len();
        let to = usize::from(a) % self.replicas.len();
        match what % 24 {
            0..=9 => self.edit(who, a, b),
            10 | 11 => self.delete(who, a),
            12 => self.act(who, |state| {
                let (e, id) = record(a);
                state.restore(e, id).into_iter().map(Op::Set).collect()
            }),
            13..=17 => self.give(who, to, b),
            18 if self.wild => self.copy(who),
            19 if self.wild => self.forge(who, a, b),
            20 if self.wild => self.act(who, |_| vec![odd(a)]),
            21 if self.wild && b < 60 => {
                let (e, id) = record(a);
                self.act(who, |_| vec![Op::Purge { e: e.into(), id: id.into() }]);
            }
            22 if self.wild => self.share(who, to, b),
            _ => self.edit(who, b, a),
        }
    }

    fn edit(&mut self, who: usize, a: u8, b: u8) {
        let (e, id) = record(a);
        let field = FIELDS[usize::from(b) % FIELDS.len()];
        let mut fields = vec![(field.to_owned(), value(field, a, b))];
        if b.is_multiple_of(4) {
            fields.push(("name".to_owned(), value("name", b, a)));
        }
        self.act(who, |state| vec![Op::Set(state.edit(e, id, fields.clone()))]);
    }

    fn delete(&mut self, who: usize, a: u8) {
        let (e, id) = record(a);
        self.act(who, |state| state.delete(e, id).into_iter().map(Op::Set).collect());
    }

    /// Makes a change as an honest program does.
    pub(crate) fn act(&mut self, who: usize, ops: impl Fn(&State) -> Vec<Op>) {
        let replica = &self.replicas[who];
        let next = replica.history.next(replica.device);
        assert_eq!(next, replica.state.frontier().next(replica.device));
        let change = Change {
            d: replica.device,
            s: next.s,
            l: next.l,
            t: Some(1_793_336_400_000),
            m: Some("anna".to_owned()),
            why: Some("edit".to_owned()),
            ops: ops(&replica.state),
            ..Change::default()
        };
        self.add(who, Entry::new(&change, next.parent).unwrap());
    }

    fn add(&mut self, who: usize, entry: Entry) {
        let replica = &mut self.replicas[who];
        let seen = replica.history.changes().iter().map(|entry| entry.c).collect();
        self.past.insert(entry.c, seen);
        self.all.push(entry.clone());
        replica.take(entry);
    }

    /// Hands a file over: all that one holds. In a wild world a file has holes, is cut off, in disorder,
    /// doubled, lost on the way, or an old one of anybody's.
    pub(crate) fn give(&mut self, from: usize, to: usize, b: u8) {
        let history = &self.replicas[from].history;
        let (mut entries, mut parts) = (history.changes().to_vec(), history.parts().cloned().collect());
        if self.wild {
            let choice = usize::from(b / 8);
            match b % 8 {
                0 => {
                    let mut at = choice;
                    entries.retain(|_| {
                        at += 7;
                        !at.is_multiple_of(4)
                    });
                    parts = Vec::new();
                }
                1 => entries.truncate(choice % (entries.len() + 1)),
                2 => entries.reverse(),
                3 => entries.extend(entries.clone()),
                4 => return self.files.push((entries, parts)),
                5 if !self.files.is_empty() => (entries, parts) = self.files.swap_remove(choice % self.files.len()),
                _ => {}
            }
            self.files.push((entries.clone(), parts.clone()));
        }
        let replica = &mut self.replicas[to];
        let own: BTreeSet<Hash> = replica.history.changes().iter().map(|entry| entry.c).collect();
        let stranger = entries.iter().any(|entry| entry.d == replica.device && !own.contains(&entry.c));
        replica.history.extend(entries, parts);
        replica.state = replica.history.fold();
        if stranger {
            replica.device = DeviceId(replica.device.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        }
    }

    fn copy(&mut self, who: usize) {
        if self.replicas.len() < MOST {
            self.replicas.push(self.replicas[who].clone());
        }
    }

    /// A change that no honest program writes: wrong clocks, places and references.
    fn forge(&mut self, who: usize, a: u8, b: u8) {
        let replica = &self.replicas[who];
        let next = replica.history.next(replica.device);
        let (e, id) = record(a);
        let field = ["name", "_deleted"][usize::from(b) % 2];
        let s = if a.is_multiple_of(5) { next.s + u64::from(b % 4) } else { next.s };
        let names: Vec<DeviceId> = self.replicas.iter().map(|replica| replica.device).collect();
        let mut dots = vec![Dot { name: names[usize::from(a) % names.len()], s: u64::from(b % 7) + 1 }];
        if let Some(entry) = self.all.get(usize::from(b) % self.all.len().max(1)) {
            dots.push(Dot { name: entry.branch(), s: entry.s });
            dots.push(Dot { name: entry.branch(), s: entry.s + 1 });
            dots.push(Dot { name: entry.d, s: entry.s });
        }
        let op = SetOp {
            e: e.to_owned(),
            id: id.to_owned(),
            set: [(field.to_owned(), if b.is_multiple_of(3) { Value::Int(i64::from(b)) } else { Value::Bool(true) })]
                .into(),
            x: if a.is_multiple_of(2) { BTreeMap::from([(field.to_owned(), dots.clone())]) } else { BTreeMap::new() },
            seen: if b % 2 == 1 { BTreeMap::from([("name".to_owned(), dots)]) } else { BTreeMap::new() },
        };
        let l = [next.l, 1, next.l + 3, (1 << 32) + 5, 1 << 31][usize::from(b) % 5];
        let change = Change { d: replica.device, s, l, ops: vec![Op::Set(op)], ..Change::default() };
        let parent = if s == next.s { next.parent } else { [7; 32] };
        self.add(who, Entry::new(&change, parent).unwrap());
    }

    /// Hands over changes as parts.
    fn share(&mut self, from: usize, to: usize, b: u8) {
        let history = self.replicas[from].history.clone();
        let chosen = history.changes().iter().enumerate().filter(|(at, _)| (at + usize::from(b)) % 3 == 0);
        let parts: Vec<Part> = chosen.filter_map(|(_, entry)| part(entry)).collect();
        let replica = &mut self.replicas[to];
        replica.history.extend([], parts);
        replica.state = replica.history.fold();
    }

    /// Everything there is.
    pub(crate) fn union(&self) -> History {
        let mut history = History::new();
        for replica in &self.replicas {
            history.extend(replica.history.changes().iter().cloned(), replica.history.parts().cloned());
        }
        history.extend(self.all.iter().cloned(), []);
        history
    }
}

impl Replica {
    /// Takes a change in as the app does: applied if possible, else folded anew.
    fn take(&mut self, entry: Entry) {
        self.history.insert(entry.clone());
        if self.state.apply(&entry).is_err() {
            self.state = self.history.fold();
        }
    }
}

/// The whole change as a part, if it may be one.
fn part(entry: &Entry) -> Option<Part> {
    let Json::Map(mut map) = Json::parse(entry.text()).unwrap() else { return None };
    map.insert("c".to_owned(), Json::Str(entry.branch().to_string()));
    Part::from_json(&Json::Map(map)).ok()
}

fn record(a: u8) -> (&'static str, &'static str) {
    [("lead", "r1"), ("lead", "r2"), ("lead", "r3"), ("line", "k1")][usize::from(a) % 4]
}

fn value(field: &str, a: u8, b: u8) -> Value {
    match field {
        "_parent" | "_alias" if a.is_multiple_of(5) => Value::Null,
        "_parent" | "_alias" => {
            let (e, id) = record(a / 4);
            Value::Link(e.to_owned(), id.to_owned())
        }
        "tags:VIP" => Value::Bool(b.is_multiple_of(2)),
        _ => Value::Int(i64::from(a % 3)),
    }
}

fn odd(a: u8) -> Op {
    let (e, id) = record(a);
    let text = |text: &str| Json::Str(text.to_owned());
    let members = [("e".to_owned(), text(e)), ("id".to_owned(), text(id)), ("add".to_owned(), Json::Int(1))];
    Op::Unknown(Json::Map(members.into()))
}

/// A union around a history, for what only files can tell.
pub(crate) fn union_of(history: &History) -> Union {
    let mut union = Union { workspace: Some("ws-1".to_owned()), ..Union::default() };
    union.made_at = "2026-10-30T05:00:00Z".to_owned();
    union.history = history.clone();
    union
}

/// The union that a text brings to an empty program.
pub(crate) fn read(text: &str) -> Union {
    let mut union = Union::default();
    union.add(Document::read(text.as_bytes(), &Limits::default()).unwrap(), &Limits::default()).unwrap();
    union
}
