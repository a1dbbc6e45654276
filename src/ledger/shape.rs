//! How the held changes hang together: parents, branch names, vector and gaps (section 5).
//!
//! Computed from the whole set each time it is folded, so it cannot depend on the order of arrival.

use super::change::{DeviceId, Dot};
use super::entry::Entry;
use super::hash::{Hash, prefix};
use super::history::Part;
use super::order::sort;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The end of a chain: the greatest seq and the chain hash there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    /// The seq.
    pub s: u64,
    /// The chain hash.
    pub h: Hash,
}

/// Inclusive ranges of seqs.
pub type Ranges = Vec<(u64, u64)>;

/// The forest of held changes. Entries are named by their index in the history.
#[derive(Debug)]
pub(super) struct Shape<'a> {
    held: &'a [Entry],
    /// All entries, sorted by device and seq.
    pub(super) order: Vec<usize>,
    /// The held parent.
    pub(super) parent: Vec<Option<usize>>,
    /// The first ancestor whose parent is not held.
    root: Vec<usize>,
    /// The name of each change.
    pub(super) name: Vec<DeviceId>,
    /// Whether each blank op is of a purged record.
    pub(super) whole: Vec<bool>,
    anchored: Vec<bool>,
    /// Devices with a change that has another name.
    forked: BTreeSet<DeviceId>,
    /// Each change by the first digits of its chain hash.
    pub(super) prefixes: Vec<(DeviceId, usize)>,
    spans: OnceCell<Vec<(usize, usize)>>,
}

impl<'a> Shape<'a> {
    pub(super) fn new(
        held: &'a [Entry],
        by_c: &HashMap<Hash, usize>,
        purged: &BTreeSet<(String, String)>,
    ) -> Shape<'a> {
        let mut order: Vec<usize> = (0..held.len()).collect();
        order.sort_by_key(|&at| (held[at].d, held[at].s));
        let mut siblings: HashMap<(DeviceId, Hash), usize> = HashMap::with_capacity(held.len());
        for entry in held {
            *siblings.entry((entry.d, entry.parent)).or_default() += 1;
        }
        let parent: Vec<Option<usize>> = held
            .iter()
            .map(|entry| {
                let at = *by_c.get(&entry.parent)?;
                (held[at].d == entry.d && held[at].s + 1 == entry.s).then_some(at)
            })
            .collect();
        let whole: Vec<bool> =
            held.iter().map(|entry| entry.blanks().into_iter().all(|record| purged.contains(&record))).collect();
        let mut shape = Shape {
            held,
            parent,
            root: (0..held.len()).collect(),
            name: held.iter().map(|entry| entry.d).collect(),
            anchored: vec![false; held.len()],
            whole,
            forked: BTreeSet::new(),
            prefixes: held.iter().enumerate().map(|(at, entry)| (entry.branch(), at)).collect(),
            order,
            spans: OnceCell::new(),
        };
        shape.prefixes.sort_unstable();
        for place in 0..shape.order.len() {
            shape.place(place, &siblings);
        }
        shape
    }

    /// Names one change. Those of its device with smaller seqs are done.
    fn place(&mut self, place: usize, siblings: &HashMap<(DeviceId, Hash), usize>) {
        let at = self.order[place];
        let entry = &self.held[at];
        let only = siblings.get(&(entry.d, entry.parent)) == Some(&1);
        if let Some(parent) = self.parent[at] {
            self.root[at] = self.root[parent];
        }
        self.anchored[at] = self.whole[at] && self.parent[at].map_or(entry.s == 1, |parent| self.anchored[parent]);
        self.name[at] = match self.parent[at] {
            Some(parent) if only => self.name[parent],
            None if only && (entry.s == 1 || self.alone(place)) => entry.d,
            _ => entry.branch(),
        };
        if self.name[at] != entry.d {
            self.forked.insert(entry.d);
        }
    }

    /// No other change is held at its seq, none at the seq before.
    fn alone(&self, place: usize) -> bool {
        let entry = &self.held[self.order[place]];
        let near = |other: Option<usize>| {
            other.and_then(|other| self.order.get(other)).is_some_and(|&other| {
                let other = &self.held[other];
                other.d == entry.d && other.s.abs_diff(entry.s) <= u64::from(other.s < entry.s)
            })
        };
        !near(place.checked_sub(1)) && !near(Some(place + 1))
    }

    /// The dot shown for a change.
    pub(super) fn dot(&self, at: usize) -> Dot {
        Dot { name: self.name[at], s: self.held[at].s }
    }

    /// Whether a change of this device has another name than the device's.
    pub(super) fn is_forked(&self, d: DeviceId) -> bool {
        self.forked.contains(&d)
    }

    /// Names other than its id, per device.
    pub(super) fn forks(&self) -> BTreeMap<DeviceId, BTreeSet<DeviceId>> {
        let mut forks: BTreeMap<DeviceId, BTreeSet<DeviceId>> = BTreeMap::new();
        if !self.forked.is_empty() {
            for (entry, name) in self.held.iter().zip(&self.name).filter(|(entry, name)| entry.d != **name) {
                forks.entry(entry.d).or_default().insert(*name);
            }
        }
        forks
    }

    /// Per name, the greatest seq of an anchored change and the chain hash there.
    pub(super) fn vector(&self) -> BTreeMap<DeviceId, Head> {
        let mut vector: BTreeMap<DeviceId, Head> = BTreeMap::new();
        for at in self.order.iter().copied().filter(|at| self.anchored[*at]) {
            let head = Head { s: self.held[at].s, h: self.held[at].c };
            let known = vector.entry(self.name[at]).or_insert(head);
            *known = (*known).max(head);
        }
        vector
    }

    /// Per device, the seqs at which a change is missing.
    pub(super) fn gaps(&self) -> BTreeMap<DeviceId, Ranges> {
        let mut gaps: BTreeMap<DeviceId, Ranges> = BTreeMap::new();
        let mut at = 0;
        while at < self.order.len() {
            let d = self.held[self.order[at]].d;
            let count = self.order[at..].iter().take_while(|at| self.held[**at].d == d).count();
            let missing = self.missing(&self.order[at..at + count]);
            if !missing.is_empty() {
                gaps.insert(d, missing);
            }
            at += count;
        }
        gaps
    }

    /// The seqs missing among the changes of one device, sorted by seq.
    fn missing(&self, order: &[usize]) -> Ranges {
        let mut ranges = Ranges::new();
        let mut next = 1;
        for &at in order {
            let s = self.held[at].s;
            if self.whole[at] {
                if s > next {
                    ranges.push((next, s - 1));
                }
                next = next.max(s + 1);
            }
            if s > 1 && !self.parent[at].is_some_and(|parent| self.whole[parent]) {
                ranges.push((s - 1, s - 1));
            }
        }
        let last = order.last().map_or(0, |&at| self.held[at].s);
        if last >= next {
            ranges.push((next, last));
        }
        sort(&mut ranges);
        let mut merged = Ranges::new();
        for (from, to) in ranges {
            match merged.last_mut() {
                Some((_, end)) if from <= *end + 1 => *end = (*end).max(to),
                _ => merged.push((from, to)),
            }
        }
        merged
    }

    /// Whether the chain hash of this change or of a held ancestor begins with these digits.
    pub(super) fn descends(&self, at: usize, digits: DeviceId) -> bool {
        self.beginning(digits).any(|begin| self.is_ancestor(begin, at))
    }

    /// The devices of the changes whose chain hashes begin with these digits.
    pub(super) fn devices(&self, digits: DeviceId) -> impl Iterator<Item = DeviceId> {
        self.beginning(digits).map(|at| self.held[at].d)
    }

    fn beginning(&self, digits: DeviceId) -> impl Iterator<Item = usize> {
        let from = self.prefixes.partition_point(|(prefix, _)| *prefix < digits);
        self.prefixes[from..].iter().take_while(move |(prefix, _)| *prefix == digits).map(|(_, at)| *at)
    }

    /// Whether the chain of the author of change `author` shows that `other` is not in it.
    pub(super) fn excludes(&self, author: usize, other: usize) -> bool {
        let (author_entry, other_entry) = (&self.held[author], &self.held[other]);
        if author_entry.d != other_entry.d {
            return true;
        }
        if !self.is_forked(author_entry.d) || self.is_ancestor(other, author) {
            return false;
        }
        other_entry.s + 1 >= self.held[self.root[author]].s
    }

    /// The same for a part, of which only the first digits of its chain hash are known.
    pub(super) fn excludes_part(&self, author: usize, part: &Part) -> bool {
        let root = &self.held[self.root[author]];
        root.d != part.d || part.s >= root.s || (part.s + 1 == root.s && part.c.0 != prefix(&root.parent))
    }

    /// Whether `at` is `ancestor` or comes after it in its chain.
    fn is_ancestor(&self, ancestor: usize, at: usize) -> bool {
        let spans = self.spans.get_or_init(|| self.spans());
        let (from, to) = spans[ancestor];
        (from..to).contains(&spans[at].0)
    }

    /// The place of each change in a walk of the forest, and the end of its descendants.
    fn spans(&self) -> Vec<(usize, usize)> {
        // `order` lists parents before children: first count descendants from behind, then give out places.
        let mut size = vec![1; self.held.len()];
        for &at in self.order.iter().rev() {
            if let Some(parent) = self.parent[at] {
                size[parent] += size[at];
            }
        }
        let mut spans = vec![(0, 0); self.held.len()];
        let mut free = vec![0; self.held.len()];
        let mut roots = 0;
        for &at in &self.order {
            let place = self.parent[at].map_or(&mut roots, |parent| &mut free[parent]);
            let from = *place;
            *place += size[at];
            spans[at] = (from, from + size[at]);
            free[at] = from + 1;
        }
        spans
    }
}
