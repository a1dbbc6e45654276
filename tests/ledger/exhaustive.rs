//! Every history of three colleagues and a few acts, in every order of delivery.
//!
//! All begin with two records that the first made and gave to the others. Then acts follow, each by one of
//! them: edit, delete, restore, resolve, alias, undo of one's own last change, or taking in all that
//! another holds. At the end the changes are delivered in every order to an empty program, one by one.
//!
//! Three acts are enumerated on every run, `COVE_ACTS=4` in the long one.

use crate::properties::truth;
use crate::world::World;
use cove::ledger::{Dot, Entry, History, Op, State, Value};

const PEOPLE: usize = 3;

#[derive(Clone, Copy, Debug)]
enum Act {
    Edit,
    Delete,
    Restore,
    Resolve,
    Alias,
    Undo,
    Take(usize),
}

const ACTS: [Act; 8] =
    [Act::Edit, Act::Delete, Act::Restore, Act::Resolve, Act::Alias, Act::Undo, Act::Take(1), Act::Take(2)];

/// What was looked at.
#[derive(Debug, Default)]
struct Tally {
    histories: u64,
    orders: u64,
}

#[test]
fn every_history_converges_in_every_order() {
    let acts = std::env::var("COVE_ACTS").ok().and_then(|acts| acts.parse().ok()).unwrap_or(3);
    let mut world = World::of(PEOPLE, false);
    world.act(0, |state| {
        let new = |id: &str, name: i64| Op::Set(state.edit("lead", id, [("name".to_owned(), Value::Int(name))]));
        vec![new("r1", 0), new("r2", 0)]
    });
    for who in 1..PEOPLE {
        world.give(0, who, 1);
    }
    let mut tally = Tally::default();
    enumerate(&world, acts, &mut tally);
    println!("{acts} acts: {} histories, {} orders of delivery", tally.histories, tally.orders);
    assert_eq!(tally.histories, (PEOPLE as u64 * ACTS.len() as u64).pow(acts));
}

fn enumerate(world: &World, left: u32, tally: &mut Tally) {
    if left == 0 {
        return check(world, tally);
    }
    for who in 0..PEOPLE {
        for act in ACTS {
            let mut next = world.clone();
            next.perform(who, act);
            enumerate(&next, left - 1, tally);
        }
    }
}

impl World {
    /// Acts that have nothing to do make an empty change, which is one too.
    fn perform(&mut self, who: usize, act: Act) {
        let name = |value: i64| [("name".to_owned(), Value::Int(value))];
        let mine = 1 + who as i64;
        match act {
            Act::Edit => self.act(who, |state| vec![Op::Set(state.edit("lead", "r1", name(mine)))]),
            Act::Delete => self.act(who, |state| state.delete("lead", "r1").into_iter().map(Op::Set).collect()),
            Act::Restore => self.act(who, |state| state.restore("lead", "r1").into_iter().map(Op::Set).collect()),
            Act::Resolve => {
                self.act(who, |state| vec![Op::Set(state.resolve("lead", "r1", "name", Value::Int(9)))]);
            }
            Act::Alias => {
                let target = Value::Link("lead".to_owned(), "r2".to_owned());
                self.act(who, |state| vec![Op::Set(state.edit("lead", "r1", [("_alias".to_owned(), target.clone())]))]);
            }
            Act::Undo => {
                let replica = &self.replicas[who];
                let last = replica
                    .history
                    .changes()
                    .iter()
                    .filter(|entry| entry.d == replica.device)
                    .max_by_key(|entry| entry.s);
                let dots: Vec<Dot> = last.map(|entry| Dot { name: entry.d, s: entry.s }).into_iter().collect();
                let ops = replica.history.undo(&replica.state, &dots).ops;
                self.act(who, |_| ops.clone());
            }
            Act::Take(step) => self.give((who + step) % PEOPLE, who, 1),
        }
    }
}

/// Whoever gets all of it, in whatever order and however often, sees the same, and it is the truth.
fn check(world: &World, tally: &mut Tally) {
    tally.histories += 1;
    let whole = world.union();
    let expect = whole.fold();
    truth(world, &whole, &expect);
    let counts = expect.counts();
    assert_eq!(counts.changes, world.all.len() as u64);
    assert_eq!(counts.live + counts.spent, counts.changes, "honest changes are live or spent");
    deliver(&History::new(), &State::default(), &world.all, &expect, tally);
}

/// Delivers what is left in every order; each change comes twice.
fn deliver(history: &History, state: &State, left: &[Entry], expect: &State, tally: &mut Tally) {
    if left.is_empty() {
        tally.orders += 1;
        assert!(state == expect);
        return;
    }
    for at in 0..left.len() {
        let mut rest = left.to_vec();
        let entry = rest.remove(at);
        let (mut history, mut state) = (history.clone(), state.clone());
        assert!(history.insert(entry.clone()));
        if state.apply(&entry).is_err() {
            state = history.fold();
        }
        assert!(!history.insert(entry));
        deliver(&history, &state, &rest, expect, tally);
    }
}
