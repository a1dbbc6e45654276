//! The history: the set of changes and parts held. Union is its only way to grow, and what a purge
//! erased stays erased whenever and from wherever it comes back (sections 5, 8 and 9).

use super::change::{Change, DeviceId, Dot, HeaderFault, Op, Parent};
use super::clock::{Clock, MAX_TIME};
use super::entry::{Entry, Excess};
use super::hash::{Hash, ORIGIN, unhex16};
use super::json::Json;
use super::shape::{Head, Shape};
use std::collections::btree_map::Entry as Slot;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// A change reduced to some records or fields. It is no change: it moves no vector and fills no gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The device that made the change.
    pub d: DeviceId,
    /// The seq of the change.
    pub s: u64,
    /// Lamport time.
    pub l: u64,
    /// The first 16 digits of the change's chain hash.
    pub c: DeviceId,
    text: Arc<str>,
    /// A limit of the format that it breaks.
    pub excess: Option<Excess>,
}

/// Where the next change of a device goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// Its seq.
    pub s: u64,
    /// Its Lamport time.
    pub l: u64,
    /// The chain hash of its parent.
    pub parent: Hash,
}

/// The changes and parts held.
#[derive(Clone, Debug, Default)]
pub struct History {
    held: Vec<Entry>,
    by_c: HashMap<Hash, usize>,
    parts: BTreeMap<Arc<str>, Part>,
    purged: BTreeSet<(String, String)>,
    clock: Clock,
    /// The changes of which the text is another than when they were taken in.
    rewritten: BTreeSet<usize>,
    last: HashMap<DeviceId, (u64, Hash)>,
}

impl Next {
    /// The place behind a change of the same device.
    #[must_use]
    pub fn behind(entry: &Entry) -> Next {
        Next { s: entry.s + 1, l: entry.l + 1, parent: entry.c }
    }
}

impl History {
    /// An empty history.
    #[must_use]
    pub fn new() -> Self {
        History::default()
    }

    /// Takes a change in. Says whether it was not yet held, or is now fuller than before.
    pub fn insert(&mut self, entry: Entry) -> bool {
        self.extend([entry], [])
    }

    /// Takes in many changes and parts at once. Says whether anything was new.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = Entry>, parts: impl IntoIterator<Item = Part>) -> bool {
        let (held, purged) = (self.held.len(), self.purged.len());
        let mut news = false;
        for entry in entries {
            news |= self.admit(entry);
        }
        // Only what came now needs looking at, unless it erased something that was here before.
        let fresh = if self.purged.len() > purged { 0 } else { held };
        if !self.purged.is_empty() {
            for (at, entry) in self.held.iter_mut().enumerate().skip(fresh) {
                if entry.blank(&self.purged) {
                    self.rewritten.insert(at);
                }
            }
        }
        for part in parts {
            news |= self.parts.insert(part.text.clone(), part).is_none();
        }
        self.settle_parts();
        news
    }

    fn admit(&mut self, entry: Entry) -> bool {
        let (at, news) = match self.by_c.get(&entry.c) {
            Some(&at) => {
                let known = &mut self.held[at];
                let before = known.clone();
                if known.fill(&entry) {
                    known.blank(&self.purged);
                    self.rewritten.insert(at);
                }
                (at, *known != before)
            }
            None => {
                self.clock.change(entry.l);
                let last = self.last.entry(entry.d).or_default();
                *last = (*last).max((entry.s, entry.c));
                self.by_c.insert(entry.c, self.held.len());
                self.held.push(entry);
                (self.held.len() - 1, true)
            }
        };
        let entry = &self.held[at];
        if entry.l <= MAX_TIME {
            self.purged.extend(entry.purges());
        }
        news
    }

    /// Drops parts of held changes, and from the others what was purged.
    fn settle_parts(&mut self) {
        if self.parts.is_empty() {
            return;
        }
        let parts = std::mem::take(&mut self.parts);
        let named: HashSet<_> = parts.values().map(|part| (part.d, part.s, part.c)).collect();
        let change = |entry: &Entry| Some((entry.d, entry.s, entry.branch())).filter(|change| named.contains(change));
        let whole: HashSet<_> = self.held.iter().filter_map(change).collect();
        for part in parts.into_values().filter(|part| !whole.contains(&(part.d, part.s, part.c))) {
            if let Some(part) = part.without(&self.purged) {
                self.parts.insert(part.text.clone(), part);
            }
        }
    }

    /// The changes held, in order of arrival.
    #[must_use]
    pub fn changes(&self) -> &[Entry] {
        &self.held
    }

    /// Whether the text of a change in this range, in order of arrival, is another than when it was taken in:
    /// something was erased from it, or came back to it.
    #[must_use]
    pub fn is_rewritten(&self, range: std::ops::Range<usize>) -> bool {
        self.rewritten.range(range).next().is_some()
    }

    /// The shown dots of the changes held, in the same order.
    #[must_use]
    pub fn dots(&self) -> Vec<Dot> {
        let shape = self.shape();
        (0..self.held.len()).map(|at| shape.dot(at)).collect()
    }

    /// The parts held, sorted by canonical JSON.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.values()
    }

    /// The parts held, each with its shown dot.
    #[must_use]
    pub fn named_parts(&self) -> Vec<(&Part, Dot)> {
        let mut tags: HashMap<(DeviceId, u64), HashSet<DeviceId>> = HashMap::new();
        for part in self.parts() {
            tags.entry((part.d, part.s)).or_default().insert(part.c);
        }
        if tags.is_empty() {
            return Vec::new();
        }
        let held: HashSet<(DeviceId, u64)> = self.held.iter().map(|entry| (entry.d, entry.s)).collect();
        let single = |place| !held.contains(&place) && tags.get(&place).is_some_and(|tags| tags.len() == 1);
        let name = |part: &Part| if single((part.d, part.s)) { part.d } else { part.c };
        self.parts().map(|part| (part, Dot { name: name(part), s: part.s })).collect()
    }

    /// The records erased for good.
    #[must_use]
    pub fn purged(&self) -> &BTreeSet<(String, String)> {
        &self.purged
    }

    /// The change with this chain hash.
    #[must_use]
    pub fn get(&self, c: &Hash) -> Option<&Entry> {
        self.by_c.get(c).map(|&at| &self.held[at])
    }

    /// Where the next change of this device goes.
    #[must_use]
    pub fn next(&self, d: DeviceId) -> Next {
        let (s, parent) = self.last.get(&d).copied().unwrap_or((0, ORIGIN));
        Next { s: s + 1, l: self.clock().next(), parent }
    }

    /// The clock, with the parts.
    pub(super) fn clock(&self) -> Clock {
        let mut clock = self.clock.clone();
        self.parts().for_each(|part| clock.part(part.l));
        clock
    }

    /// The changes sorted by device, name, seq and chain hash, each with whether the one before is its
    /// parent: the order of a file.
    #[must_use]
    pub fn sorted(&self) -> Vec<(&Entry, bool)> {
        let shape = self.shape();
        let mut order = shape.order.clone();
        order.sort_by_key(|&at| (self.held[at].d, shape.name[at], self.held[at].s, self.held[at].c));
        let mut before = None;
        let mut sorted = Vec::with_capacity(order.len());
        for at in order {
            sorted.push((&self.held[at], shape.parent[at].is_some() && shape.parent[at] == before));
            before = Some(at);
        }
        sorted
    }

    /// Per name, the greatest seq with nothing missing before it, and the chain hash there.
    #[must_use]
    pub fn vector(&self) -> BTreeMap<DeviceId, Head> {
        self.shape().vector()
    }

    /// What someone who last showed these heads already has (section 7): as chain hashes and, per name,
    /// as seqs.
    #[must_use]
    pub fn known_to(&self, heads: &BTreeMap<DeviceId, Head>) -> (HashSet<Hash>, BTreeMap<DeviceId, u64>) {
        let shape = self.shape();
        let vector = shape.vector();
        let (mut known, mut base) = (HashSet::new(), BTreeMap::new());
        for (name, head) in heads {
            let held = self.by_c.get(&head.h).copied();
            let mine = vector.get(name).filter(|mine| head.s > mine.s).and_then(|mine| self.by_c.get(&mine.h).copied());
            let Some(top) = held.or(mine) else { continue };
            let s = base.entry(shape.name[top]).or_insert(0);
            *s = self.held[top].s.max(*s);
            let mut next = Some(top);
            while let Some(at) = next.filter(|at| known.insert(self.held[*at].c)) {
                next = shape.parent[at];
            }
        }
        (known, base)
    }

    /// How the changes hang together.
    pub(super) fn shape(&self) -> Shape<'_> {
        Shape::new(&self.held, &self.by_c, &self.purged)
    }
}

impl Part {
    /// Reads a part as it stands in a file.
    ///
    /// # Errors
    /// The header is malformed, it names a parent, has no op, or claims a quarantined time.
    pub fn from_json(json: &Json) -> Result<Part, HeaderFault> {
        let Json::Map(map) = json else {
            return Err(HeaderFault::NoObject);
        };
        let c = map.get("c").and_then(|c| unhex16(c.as_str()?)).ok_or(HeaderFault::Key("c"))?;
        let text = json.canonical();
        let (change, parent) = Change::read(&text)?;
        if parent != Parent::Unsaid {
            return Err(HeaderFault::Forbidden("p"));
        }
        if change.ops.is_empty() {
            return Err(HeaderFault::Key("ops"));
        }
        if change.l > MAX_TIME {
            return Err(HeaderFault::Key("l"));
        }
        let excess = Excess::of(&change.ops);
        Ok(Part { d: change.d, s: change.s, l: change.l, c: DeviceId(c), text: text.into(), excess })
    }

    /// The canonical JSON, which is its identity.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The change it is a part of, as far as it shows it.
    #[must_use]
    pub fn change(&self) -> Change {
        Change::read(&self.text).map(|(change, _)| change).unwrap_or_default()
    }

    /// What is left of it when these records are erased; `None` if nothing.
    fn without(self, purged: &BTreeSet<(String, String)>) -> Option<Part> {
        let hit = |op: &Op| {
            let (e, id) = op.target();
            !matches!(op, Op::Purge { .. }) && purged.contains(&(e.to_owned(), id.to_owned()))
        };
        if purged.is_empty() || !self.change().ops.iter().any(hit) {
            return Some(self);
        }
        let mut json = Json::parse(&self.text).ok()?;
        let Json::Map(map) = &mut json else { return None };
        if let Slot::Occupied(mut ops) = map.entry("ops".to_owned())
            && let Json::List(ops) = ops.get_mut()
        {
            ops.retain(|op| !Op::from_json(op).is_some_and(|op| hit(&op)));
        }
        Part::from_json(&json).ok()
    }
}
