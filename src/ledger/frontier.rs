//! The frontier: what a state must know of the changes behind it to take the next one, and to say
//! what it holds and lacks, without a history in memory.

use super::change::{Change, DeviceId, Dot, Op};
use super::clock::Clock;
use super::hash::ORIGIN;
use super::history::Next;
use super::shape::{Head, Ranges};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A change, or the parts of one: which it is, and how it is shown. Its device, seq and chain hash tell
/// it from all others; the shown dot alone does not, for someone may forge a part or a device id to be
/// called like a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tag {
    /// The shown dot.
    pub dot: Dot,
    /// The device that made it.
    pub d: DeviceId,
    /// The first digits of its chain hash.
    pub c: DeviceId,
}

/// The changes of one device, as far as the next one needs to know them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain {
    /// The change with the greatest seq.
    pub(super) head: Head,
    /// One change at each seq, all of the device's own name, and no parts beside them. A state may be
    /// more careful than it must, so states are equal whatever stands here.
    pub(super) plain: bool,
    /// Whether everything before the head is held.
    pub(super) anchored: bool,
}

impl PartialEq for Chain {
    fn eq(&self, other: &Self) -> bool {
        (self.head, self.anchored) == (other.head, other.anchored)
    }
}

impl Eq for Chain {}

/// What is held, and where each chain ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    pub(super) chains: BTreeMap<DeviceId, Chain>,
    pub(super) vector: BTreeMap<DeviceId, Head>,
    pub(super) gaps: BTreeMap<DeviceId, Ranges>,
    pub(super) forks: BTreeMap<DeviceId, BTreeSet<DeviceId>>,
    pub(super) clock: Clock,
    pub(super) prefixes: Prefixes,
    pub(super) awaited: Awaited,
    /// The parts held, their number, and the names by which they are not shown or not alone.
    pub(super) parts: BTreeSet<Tag>,
    pub(super) part_count: u64,
    pub(super) part_names: BTreeSet<DeviceId>,
    pub(super) quarantined: u64,
    /// Changes that are not whole.
    pub(super) incomplete: BTreeSet<Tag>,
    /// Changes with an unknown op.
    pub(super) unknown: BTreeSet<Tag>,
    pub(super) unknown_ops: u64,
}

impl Frontier {
    /// The vector: per name, the greatest seq with nothing missing before it, and the chain hash there.
    #[must_use]
    pub fn vector(&self) -> &BTreeMap<DeviceId, Head> {
        &self.vector
    }

    /// The ranges of seqs missing, per device.
    #[must_use]
    pub fn gaps(&self) -> &BTreeMap<DeviceId, Ranges> {
        &self.gaps
    }

    /// The names of branches, per device that forked.
    #[must_use]
    pub fn forks(&self) -> &BTreeMap<DeviceId, BTreeSet<DeviceId>> {
        &self.forks
    }

    /// The number of changes held.
    #[must_use]
    pub fn held(&self) -> u64 {
        self.clock.held()
    }

    /// Whether the changes that wrote a record fold to it without all the others: nobody forked, no parts
    /// are held, and none of them refers to a branch.
    #[must_use]
    pub fn stand_alone(&self, changes: &[Change]) -> bool {
        let sets = changes.iter().flat_map(|change| &change.ops);
        let sets = sets.filter_map(|op| if let Op::Set(op) = op { Some(op) } else { None });
        let mut dots = sets.flat_map(|op| op.x.values().chain(op.seen.values())).flatten();
        self.forks.is_empty() && self.part_count == 0 && !dots.any(|dot| self.prefixes.contains(dot.name))
    }

    /// The number of changes put aside because of an absurd clock.
    #[must_use]
    pub fn quarantined(&self) -> u64 {
        self.quarantined
    }

    /// Whether it is a part of a change that is not held itself.
    #[must_use]
    pub fn is_part(&self, tag: &Tag) -> bool {
        self.parts.contains(tag)
    }

    /// The number of ops of a newer version or of a wrong shape.
    #[must_use]
    pub fn unknown_ops(&self) -> u64 {
        self.unknown_ops
    }

    /// Whether a name is that of a part.
    pub(super) fn has_parts(&self, name: DeviceId) -> bool {
        let first = Tag { dot: Dot { name, s: 0 }, d: DeviceId(0), c: DeviceId(0) };
        let shown = self.parts.range(first..).next().is_some_and(|part| part.dot.name == name);
        shown || self.part_names.contains(&name)
    }

    /// Where the next change of this device goes.
    #[must_use]
    pub fn next(&self, d: DeviceId) -> Next {
        let (s, parent) = self.chains.get(&d).map_or((0, ORIGIN), |chain| (chain.head.s, chain.head.h));
        Next { s: s + 1, l: self.clock.next(), parent }
    }
}

/// Names in references that may yet come to stand for something. More than needed do no harm, so
/// states are equal whatever stands here.
#[derive(Clone, Debug, Default)]
pub(super) struct Awaited(pub(super) BTreeSet<DeviceId>);

impl PartialEq for Awaited {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Awaited {}

/// The first digits of the chain hashes held: a reference by such a name is to a branch. A sorted list
/// with a small fresh end, because it has an item per change and is read at every start.
#[derive(Clone, Debug, Default)]
pub(super) struct Prefixes {
    sorted: Arc<[u64]>,
    fresh: BTreeSet<u64>,
}

impl Prefixes {
    /// From any list.
    pub(super) fn new(mut all: Vec<u64>) -> Prefixes {
        all.sort_unstable();
        Prefixes { sorted: all.into(), fresh: BTreeSet::new() }
    }

    pub(super) fn contains(&self, name: DeviceId) -> bool {
        self.fresh.contains(&name.0) || self.sorted.binary_search(&name.0).is_ok()
    }

    pub(super) fn insert(&mut self, name: DeviceId) {
        self.fresh.insert(name.0);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u64> {
        self.sorted.iter().chain(&self.fresh).copied()
    }
}

impl PartialEq for Prefixes {
    fn eq(&self, other: &Self) -> bool {
        self.iter().collect::<BTreeSet<_>>() == other.iter().collect::<BTreeSet<_>>()
    }
}

impl Eq for Prefixes {}
