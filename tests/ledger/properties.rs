//! What must hold of every history (data.md, section 4): convergence, idempotence, conservation,
//! conflict truth, monotone vector, round trip, and that one change at a time comes to the same.

use crate::world::{Replica, World, config, read, steps, union_of};
use cove::ledger::hash::Hash;
use cove::ledger::pack::Unpacked;
use cove::ledger::{Dot, Entry, History, Kind, Op, Part, State, Value};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// How many histories each of the nine properties is tried on: 10,000 in every run of the tests.
const HISTORIES: u32 = 1112;

/// A permutation that depends on a seed.
fn shuffled<T: Clone>(items: &[T], seed: u64) -> Vec<T> {
    let mut items = items.to_vec();
    let mut bits = seed | 1;
    for at in (1..items.len()).rev() {
        bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(at, (bits >> 33) as usize % (at + 1));
    }
    items
}

/// Nearly the order of making: devices keep theirs for the most part, so that many changes are ordinary.
fn jostled<T: Clone>(items: &[T], seed: u64) -> Vec<T> {
    let noise: Vec<usize> = shuffled(&(0..items.len()).collect::<Vec<_>>(), seed);
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by_key(|at| at + noise[*at] % (seed as usize % 5 + 1));
    order.into_iter().map(|at| items[at].clone()).collect()
}

/// What two replicas must agree on.
fn shown(history: &History) -> String {
    union_of(history).state_json().0
}

fn conserve(history: &History, state: &State) {
    let counts = state.counts();
    assert_eq!(counts.changes, history.changes().len() as u64);
    let sum = counts.quarantined + counts.incomplete + counts.live + counts.unknown + counts.spent + counts.rejected;
    assert_eq!(sum, counts.changes);
    assert_eq!(counts.parts, history.parts().count() as u64);
}

proptest! {
    #![proptest_config(config(HISTORIES))]

    /// Any order, any repetition, any grouping: the same state.
    #[test]
    fn convergence_and_idempotence(steps in steps(), seed in any::<u64>()) {
        let world = World::play(&steps, true);
        let whole = world.union();
        let expect = shown(&whole);
        let mut other = History::new();
        let entries = shuffled(&world.all, seed);
        let parts: Vec<Part> = whole.parts().cloned().collect();
        for (at, entry) in entries.iter().chain(&entries[..entries.len() / 2]).enumerate() {
            other.insert(entry.clone());
            if at % 3 == 0 {
                other.extend([], parts.iter().cloned());
            }
        }
        other.extend([], world.replicas.iter().flat_map(|replica| replica.history.parts().cloned()));
        prop_assert_eq!(shown(&other), expect.clone());
        prop_assert!(!other.extend(whole.changes().iter().cloned(), whole.parts().cloned()));
        prop_assert_eq!(shown(&other), expect);
        conserve(&other, &other.fold());
    }

    /// A state kept up change by change is the fold of all.
    #[test]
    fn incremental_is_full(steps in steps(), seed in any::<u64>()) {
        let world = World::play(&steps, true);
        let mut history = History::new();
        history.extend([], world.replicas.iter().flat_map(|replica| replica.history.parts().cloned()).take(usize::from(seed % 2 == 0) * 9));
        let mut state = history.fold();
        let order = if seed % 4 == 0 { shuffled(&world.all, seed) } else { jostled(&world.all, seed) };
        for entry in order {
            let before = state.clone();
            history.insert(entry.clone());
            match state.apply(&entry) {
                Ok(touched) => {
                    for (e, id) in changed(&before, &state) {
                        prop_assert!(touched.iter().any(|(te, tid)| (&**te, &**tid) == (e.as_str(), id.as_str())));
                    }
                    prop_assert!(state == history.fold());
                    prop_assert_eq!(state.conflicts(), history.fold().conflicts());
                }
                Err(_) => {
                    prop_assert!(state == before);
                    state = history.fold();
                }
            }
        }
    }

    /// A state packed at any moment and read back takes on what comes later as if it had never been away.
    #[test]
    fn packed_is_full(steps in steps(), seed in any::<u64>(), size in 1..4usize) {
        let world = World::play(&steps, true);
        let order = if seed % 4 == 0 { shuffled(&world.all, seed) } else { jostled(&world.all, seed) };
        let (first, rest) = order.split_at(seed as usize / 4 % (order.len() + 1));
        let mut history = History::new();
        history.extend(first.iter().cloned(), world.replicas.iter().flat_map(|replica| replica.history.parts().cloned()).take(usize::from(seed % 2 == 0) * 9));
        let mut kept = history.fold();
        let mut state = repacked(&kept, size);
        prop_assert!(state == kept);
        for entry in rest {
            history.insert(entry.clone());
            let applied = kept.apply(entry).is_ok();
            prop_assert_eq!(state.apply(entry).is_ok(), applied);
            if !applied {
                kept = history.fold();
                state = repacked(&kept, size);
            }
            prop_assert!(state == kept);
        }
        prop_assert_eq!(state.counts(), history.fold().counts());
        prop_assert_eq!(state.conflicts(), history.fold().conflicts());
        prop_assert!(state == history.fold());
    }

    /// Honest changes in the order of each device never need a refold, however the devices interleave.
    #[test]
    fn the_ordinary_case_is_applied(steps in steps(), seed in any::<u64>()) {
        let world = World::play(&steps, false);
        let mut chains: BTreeMap<_, Vec<Entry>> = BTreeMap::new();
        for entry in world.all.iter().rev() {
            chains.entry(entry.d).or_default().push(entry.clone());
        }
        let mut state = State::default();
        let mut history = History::new();
        let mut bits = seed;
        while !chains.is_empty() {
            bits = bits.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(11);
            let d = *chains.keys().nth((bits >> 33) as usize % chains.len()).unwrap();
            let entry = chains.get_mut(&d).and_then(Vec::pop);
            let Some(entry) = entry else { chains.remove(&d); continue };
            history.insert(entry.clone());
            prop_assert!(state.apply(&entry).is_ok());
            prop_assert!(state == history.fold());
        }
    }

    /// The live writes are exactly those that no other write of the field happened after, every conflict
    /// is sure, and a delete conflicts with exactly the edits it did not see.
    #[test]
    fn conflict_truth(steps in steps()) {
        let world = World::play(&steps, false);
        for Replica { history, state, .. } in &world.replicas {
            truth(&world, history, state);
            prop_assert!(*state == history.fold());
        }
    }

    /// Export, wipe, import, export: the same changes, parts and state.
    #[test]
    fn round_trip(steps in steps()) {
        let world = World::play(&steps, true);
        for replica in &world.replicas {
            let union = union_of(&replica.history);
            let (text, _) = union.write_full(None, "2026-10-30T05:00:00Z");
            let back = read(&text);
            prop_assert_eq!(back.state_json(), union.state_json());
            prop_assert_eq!(ids(&back.history), ids(&union.history));
            prop_assert_eq!(back.write_merged().0, text);
        }
    }

    /// A delta to someone brings him everything, whatever he showed last.
    #[test]
    fn deltas_are_enough(steps in steps(), when in 0..40usize) {
        let world = World::play(&steps, false);
        let then = World::play(&steps[..when.min(steps.len())], false);
        for (old, target) in then.replicas.iter().zip(&world.replicas) {
            for replica in &world.replicas {
                let (text, _) = union_of(&replica.history).write_delta(&old.history.vector(), None, "2026-10-30T05:00:00Z");
                let mut union = union_of(&target.history);
                union.add(cove::exchange::Document::read(text.as_bytes(), &Default::default()).unwrap(), &Default::default()).unwrap();
                let mut both = target.history.clone();
                both.extend(replica.history.changes().iter().cloned(), []);
                prop_assert_eq!(shown(&union.history), shown(&both));
            }
        }
    }

    /// The vector never moves without the changes it names, and never back while nothing forks.
    #[test]
    fn the_vector_is_backed(steps in steps(), seed in any::<u64>()) {
        let world = World::play(&steps, true);
        let mut history = History::new();
        for entry in shuffled(&world.all, seed) {
            history.insert(entry);
            let state = history.fold();
            let held = ids(&history);
            for head in state.frontier().vector().values() {
                prop_assert!(held.contains(&head.h));
                let mut at = history.get(&head.h).unwrap();
                while at.s > 1 {
                    at = history.get(&at.parent).unwrap();
                }
            }
        }
    }

    /// Undo brings the values back that were there before, and undoing that brings them forth again.
    #[test]
    fn undo_and_redo(steps in steps(), a in any::<u8>(), b in any::<u8>()) {
        let mut world = World::play(&steps, false);
        let before = values(&world.replicas[0].state);
        world.act(0, |state| vec![Op::Set(state.edit("lead", if a < 128 { "r1" } else { "new" }, [("name".to_owned(), Value::Int(i64::from(b)))]))]);
        let after = values(&world.replicas[0].state);
        for expect in [before, after] {
            let last = world.all.last().unwrap();
            let dot = Dot { name: last.d, s: last.s };
            let ops = world.replicas[0].history.undo(&world.replicas[0].state, &[dot]).ops;
            world.act(0, |_| ops.clone());
            prop_assert_eq!(values(&world.replicas[0].state), expect);
        }
    }
}

/// The state packed in pieces of this many records, and read back.
fn repacked(state: &State, size: usize) -> State {
    let mut unpacked = Unpacked::new(&state.pack_frame()).unwrap();
    for entity in state.entities() {
        let mut from: Bound<String> = Bound::Unbounded;
        for cut in state.cuts(entity, (Bound::Unbounded, Bound::Unbounded), size) {
            unpacked
                .take(state.pack_segment(entity, (from.as_ref().map(String::as_str), Bound::Excluded(&cut))))
                .unwrap();
            from = Bound::Included(cut.to_string());
        }
        unpacked.take(state.pack_segment(entity, (from.as_ref().map(String::as_str), Bound::Unbounded))).unwrap();
    }
    unpacked.finish()
}

/// The records that differ.
fn changed(a: &State, b: &State) -> BTreeSet<(String, String)> {
    let all = |state: &State| -> BTreeSet<(String, String)> {
        state.entities().flat_map(|e| state.records(e).map(move |(id, _)| (e.to_owned(), id.to_owned()))).collect()
    };
    all(a).union(&all(b)).filter(|(e, id)| a.record(e, id) != b.record(e, id)).cloned().collect()
}

fn ids(history: &History) -> BTreeSet<Hash> {
    history.changes().iter().map(|entry| entry.c).collect()
}

/// What people see: the values of all records that are not deleted.
fn values(state: &State) -> BTreeMap<(String, String), BTreeMap<String, Value>> {
    let mut values = BTreeMap::new();
    for e in state.entities() {
        for (id, record) in state.records(e).filter(|(_, record)| !record.is_deleted()) {
            let fields = record.fields().map(|(field, live)| (field.to_owned(), live[0].value.clone()));
            let fields = fields.filter(|(_, value)| !value.is_empty() && *value != Value::Bool(false)).collect();
            values.insert((e.to_owned(), id.to_owned()), fields);
        }
    }
    values
}

/// Compares a state with what happened before what.
pub(crate) fn truth(world: &World, history: &History, state: &State) {
    type Field = (String, String, String);
    let mut writes: BTreeMap<Field, Vec<(Hash, Dot, Value)>> = BTreeMap::new();
    for entry in history.changes() {
        for op in entry.change().ops {
            let Op::Set(op) = op else { continue };
            for (field, value) in op.set {
                let dot = Dot { name: entry.d, s: entry.s };
                let list = writes.entry((op.e.clone(), op.id.clone(), field)).or_default();
                list.retain(|(c, ..)| *c != entry.c);
                list.push((entry.c, dot, value));
            }
        }
    }
    let after = |later: &Hash, earlier: &Hash| world.past[later].contains(earlier);
    let total: usize = writes.values().map(Vec::len).sum();
    let counts = state.counts();
    assert_eq!(counts.writes_live + counts.writes_replaced, total as u64);
    let conflicts = state.conflicts();
    let mut live: BTreeMap<&Field, Vec<&(Hash, Dot, Value)>> = BTreeMap::new();
    for (key, list) in &writes {
        let alive = |write: &&(Hash, Dot, Value)| !list.iter().any(|other| after(&other.0, &write.0));
        let expect: Vec<_> = list.iter().filter(alive).collect();
        let dots: BTreeSet<Dot> = expect.iter().map(|write| write.1).collect();
        let record = state.record(&key.0, &key.1).unwrap();
        assert_eq!(record.live(&key.2).iter().map(|write| write.stamp.dot).collect::<BTreeSet<_>>(), dots);
        let differ = expect.iter().any(|write| write.2 != expect[0].2);
        let found = conflicts.iter().find(|conflict| {
            (&*conflict.e, &*conflict.id) == (key.0.as_str(), key.1.as_str())
                && matches!(&conflict.kind, Kind::Value { field, .. } if **field == *key.2)
        });
        assert_eq!(found.is_some(), differ);
        assert!(found.is_none_or(|conflict| matches!(conflict.kind, Kind::Value { sure: true, .. })));
        live.insert(key, expect);
    }
    for (key, list) in live.iter().filter(|(key, _)| key.2 == "_deleted") {
        let deletes: Vec<Hash> =
            list.iter().filter(|write| write.2 == Value::Bool(true)).map(|write| write.0).collect();
        let others = live.iter().filter(|(other, _)| (&other.0, &other.1) == (&key.0, &key.1) && other.2 != "_deleted");
        let unseen =
            |write: &&&(Hash, Dot, Value)| !deletes.iter().any(|delete| *delete == write.0 || after(delete, &write.0));
        let unseen: BTreeSet<Dot> =
            others.flat_map(|(_, list)| list.iter().filter(unseen)).map(|write| write.1).collect();
        let deleted = state.record(&key.0, &key.1).unwrap().is_deleted();
        let found = state.record_conflicts(&key.0, &key.1).into_iter().find_map(|conflict| match conflict.kind {
            Kind::Deleted { dots, sure } => Some((dots.into_iter().collect::<BTreeSet<Dot>>(), sure)),
            _ => None,
        });
        assert_eq!(found, (deleted && !unseen.is_empty()).then_some((unseen, true)));
    }
}
