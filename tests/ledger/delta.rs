//! The short way for files comes to the same as the long way, wherever it is gone.

use crate::world::{World, config, steps, union_of};
use cove::ledger::History;
use cove::ledger::hash::Hash;
use proptest::prelude::*;
use std::collections::BTreeSet;

const MADE_AT: &str = "2026-10-30T05:00:00Z";

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn what_somebody_lacks_is_found_without_the_history(steps in steps(), when in 0..40usize, wild in any::<bool>()) {
        let world = World::play(&steps, wild);
        let then = World::play(&steps[..when.min(steps.len())], wild);
        for (replica, other) in world.replicas.iter().flat_map(|one| then.replicas.iter().map(move |other| (one, other))) {
            let heads = other.history.vector();
            let frontier = replica.state.frontier();
            let Some(lacking) = frontier.lacking(&heads) else { continue };
            let held = replica.history.changes();
            let entries: Vec<_> = held.iter().filter(|entry| lacking.lacks(entry)).cloned().collect();
            if !entries.iter().all(|entry| lacking.agrees(entry)) {
                continue;
            }
            prop_assert_eq!(entries.len() as u64, lacking.count);
            let short = union_of(&History::new()).write_lacking(frontier.vector().clone(), lacking.base, &entries, None, MADE_AT);
            prop_assert_eq!(short, union_of(&replica.history).write_delta(&heads, None, MADE_AT));
        }
    }

    #[test]
    fn what_is_new_is_found_without_the_history(steps in steps(), wild in any::<bool>()) {
        let world = World::play(&steps, wild);
        for (replica, other) in world.replicas.iter().flat_map(|one| world.replicas.iter().map(move |other| (one, other))) {
            let changes = other.history.changes();
            let Some(sifted) = replica.state.frontier().sift(changes.iter()) else { continue };
            if !sifted.if_held.values().all(|c| replica.history.get(c).is_some()) {
                continue;
            }
            let expect: BTreeSet<Hash> =
                changes.iter().map(|entry| entry.c).filter(|c| replica.history.get(c).is_none()).collect();
            prop_assert_eq!(sifted.fresh.iter().map(|entry| entry.c).collect::<BTreeSet<_>>(), expect);
            let mut state = replica.state.clone();
            if sifted.fresh.iter().all(|entry| state.apply(entry).is_ok()) {
                let mut both = replica.history.clone();
                both.extend(changes.iter().cloned(), []);
                prop_assert!(state == both.fold());
                let differing: BTreeSet<_> = state.differing(&replica.state).into_iter().collect();
                let all = state.entities().flat_map(|e| state.records(e).map(move |(id, record)| (e, id, record)));
                let expect = all.filter(|(e, id, record)| {
                    !replica.state.record(e, id).is_some_and(|old| old.fields().eq(record.fields()))
                });
                prop_assert_eq!(differing, expect.map(|(e, id, _)| (e.into(), id.into())).collect());
            }
        }
    }
}
