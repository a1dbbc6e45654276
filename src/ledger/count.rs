//! The counts of a state: what became of every change held (section 12). They add up, so nothing is
//! lost unseen.

use super::frontier::Tag;
use super::shelf::Place;
use super::state::State;
use super::value::Value;
use std::collections::HashSet;

/// What became of every change held, and what there is besides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Changes held: the sum of the six that follow.
    pub changes: u64,
    /// Changes from an absurd future, without effect.
    pub quarantined: u64,
    /// Changes not whole: something was blanked whose purge is not held.
    pub incomplete: u64,
    /// Changes with a live write.
    pub live: u64,
    /// Changes without one, but with an op of a newer version.
    pub unknown: u64,
    /// Changes of which nothing is live any more.
    pub spent: u64,
    /// Always 0, kept for roles.
    pub rejected: u64,
    /// Parts held.
    pub parts: u64,
    /// Live writes.
    pub writes_live: u64,
    /// Replaced writes.
    pub writes_replaced: u64,
    /// Replaced writes whose time is not below that of a write that replaces them.
    pub suspect: u64,
    /// Ops of a newer version or of a wrong shape.
    pub unknown_ops: u64,
    /// Live writes with a value of a newer version.
    pub unknown_values: u64,
}

impl State {
    /// Counts everything.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let frontier = &self.frontier;
        let mut counts = Counts {
            changes: frontier.held(),
            quarantined: frontier.quarantined,
            parts: frontier.part_count,
            unknown_ops: frontier.unknown_ops,
            ..Counts::default()
        };
        let incomplete: HashSet<Tag> = frontier.incomplete.iter().copied().collect();
        counts.incomplete = incomplete.len() as u64;
        let mut live: HashSet<Tag> = HashSet::new();
        let places = self.entities.values().flat_map(|shelf| shelf.places());
        for (_, record) in places.map(Place::look) {
            for write in record.fields().flat_map(|(_, live)| live) {
                counts.writes_live += 1;
                counts.unknown_values += u64::from(matches!(write.value, Value::Other(_)));
                live.insert(write.stamp.tag());
            }
            let pasts = record.fields.iter().filter_map(|(_, field)| field.past.as_ref());
            for old in pasts.flat_map(|past| &past.replaced) {
                counts.writes_replaced += 1;
                counts.suspect += u64::from(old.suspect);
            }
        }
        live.retain(|tag| !incomplete.contains(tag) && !frontier.parts.contains(tag));
        counts.live = live.len() as u64;
        let silent = |tag: &&Tag| !incomplete.contains(tag) && !live.contains(tag);
        counts.unknown = frontier.unknown.iter().filter(silent).count() as u64;
        let rest = counts.changes - counts.quarantined - counts.incomplete - counts.live;
        counts.spent = rest - counts.unknown;
        counts
    }
}
