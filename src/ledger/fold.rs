//! The fold: from the set of changes to the state (section 6). This is the definition; what
//! [`State::apply`] does one change at a time must come out the same.

use super::change::{Change, DeviceId, Dot, Op, SetOp};
use super::clock::MAX_TIME;
use super::frontier::{Awaited, Chain, Frontier, Prefixes, Tag};
use super::history::{History, Part};
use super::index::Index;
use super::order::{sort, sort_by};
use super::raw::{Raw, Refs, Taken, Writes, by_field};
use super::shape::{Head, Shape};
use super::shelf::Shelf;
use super::state::{Field, Live, Open, Past, Record, Replaced, Seen, Stamp, State, Write};
use super::value::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

impl History {
    /// What the changes and parts held amount to.
    #[must_use]
    pub fn fold(&self) -> State {
        self.fold_some(|_| true, |_, _| true, &HashSet::new())
    }

    /// The fold of some records only, read from those changes whose text is worth it, and without the
    /// writes of some. The frontier is then of no use.
    pub(super) fn fold_some(
        &self,
        worth: impl Fn(&str) -> bool,
        wanted: impl Fn(&str, &str) -> bool,
        without: &HashSet<Dot>,
    ) -> State {
        let counts = |record: &(String, String)| !self.purged().contains(record) && wanted(&record.0, &record.1);
        let shape = self.shape();
        let mut fold = Fold { shape: &shape, authors: Vec::new(), records: HashMap::new(), names: HashSet::new() };
        let mut frontier = self.frontier(&shape);
        for (at, entry) in self.changes().iter().enumerate().filter(|(_, entry)| entry.l <= MAX_TIME) {
            let tag = Tag { dot: shape.dot(at), d: entry.d, c: entry.branch() };
            if !shape.whole[at] {
                frontier.incomplete.insert(tag);
            }
            if without.contains(&tag.dot) || !worth(entry.text()) {
                continue;
            }
            let change = entry.change();
            let unknown = change.ops.iter().filter(|op| matches!(op, Op::Unknown(_))).count();
            if unknown > 0 {
                frontier.unknown.insert(tag);
                frontier.unknown_ops += unknown as u64;
            }
            fold.take(Author { source: Source::Change(at), tag }, change, counts);
        }
        self.fold_parts(&mut fold, &mut frontier, counts, without);
        let (entities, index, awaited) = fold.finish();
        // A name that is a branch may come to stand for any later change of its device.
        for d in awaited.iter().flat_map(|name| shape.devices(*name)) {
            frontier.chains.entry(d).and_modify(|chain| chain.plain = false);
        }
        frontier.awaited = Awaited(awaited);
        State { entities, frontier, purged: self.purged().clone(), index }
    }

    /// Parts of one change count as one author.
    fn fold_parts<'a>(
        &'a self,
        fold: &mut Fold<'a>,
        frontier: &mut Frontier,
        counts: impl Fn(&(String, String)) -> bool,
        without: &HashSet<Dot>,
    ) {
        for (part, dot) in self.named_parts() {
            let tag = Tag { dot, d: part.d, c: part.c };
            frontier.parts.insert(tag);
            frontier.part_count += 1;
            frontier.part_names.insert(part.c);
            frontier.part_names.extend((dot.name != part.d).then_some(part.d));
            if without.contains(&dot) {
                continue;
            }
            let change = part.change();
            frontier.unknown_ops += change.ops.iter().filter(|op| !matches!(op, Op::Set(_))).count() as u64;
            fold.take(Author { source: Source::Part(part), tag }, change, &counts);
        }
    }

    fn frontier(&self, shape: &Shape<'_>) -> Frontier {
        let mut chains: BTreeMap<DeviceId, Chain> = BTreeMap::new();
        let vector = shape.vector();
        for &at in &shape.order {
            let entry = &self.changes()[at];
            let head = Head { s: entry.s, h: entry.c };
            let anchored = vector.get(&entry.d) == Some(&head);
            let plain = !shape.is_forked(entry.d);
            let chain = chains.entry(entry.d).or_insert(Chain { head, plain, anchored });
            *chain = Chain { head, plain: chain.plain && shape.whole[at], anchored };
        }
        for part in self.parts() {
            if let Some(chain) = chains.get_mut(&part.d) {
                chain.plain = false;
            }
        }
        Frontier {
            chains,
            vector,
            gaps: shape.gaps(),
            forks: shape.forks(),
            clock: self.clock(),
            prefixes: Prefixes::new(shape.prefixes.iter().map(|(name, _)| name.0).collect()),
            quarantined: self.changes().iter().filter(|entry| entry.l > MAX_TIME).count() as u64,
            ..Frontier::default()
        }
    }
}

/// Who made a write: a change, or the parts of one.
#[derive(Clone, Copy)]
struct Author<'a> {
    source: Source<'a>,
    tag: Tag,
}

#[derive(Clone, Copy)]
enum Source<'a> {
    Change(usize),
    Part(&'a Part),
}

impl Author<'_> {
    /// Whether both are the same change.
    fn is(&self, other: &Author<'_>) -> bool {
        match (self.source, other.source) {
            (Source::Change(at), Source::Change(other)) => at == other,
            (Source::Part(part), Source::Part(other)) => (part.d, part.s, part.c) == (other.d, other.s, other.c),
            _ => false,
        }
    }
}

/// What a dot stands for.
enum Target {
    /// The author's own future: he cannot have seen it.
    Void,
    /// Nothing held, or nothing that is clear.
    Nothing,
    /// The change of the write with this index.
    Write(usize),
}

struct Fold<'a> {
    shape: &'a Shape<'a>,
    authors: Vec<Author<'a>>,
    records: HashMap<Arc<str>, HashMap<Arc<str>, Taken>>,
    names: HashSet<Arc<str>>,
}

impl<'a> Fold<'a> {
    /// Takes the writes of one change or part.
    fn take(&mut self, author: Author<'a>, change: Change, counts: impl Fn(&(String, String)) -> bool) {
        let by = self.authors.len();
        self.authors.push(author);
        let mut word = |text: Option<String>| text.map(|text| intern(&mut self.names, &text));
        let stamp = Arc::new(Stamp {
            dot: author.tag.dot,
            d: author.tag.d,
            c: author.tag.c,
            l: change.l,
            t: change.t,
            m: word(change.m),
            why: word(change.why),
            batch: word(change.batch),
        });
        for op in change.ops {
            let Op::Set(op) = op else { continue };
            let target = (op.e, op.id);
            if counts(&target) {
                let op = SetOp { e: target.0, id: target.1, ..op };
                self.write(by, &stamp, op);
            }
        }
    }

    /// Adds the writes of one op.
    fn write(&mut self, by: usize, stamp: &Arc<Stamp>, mut op: SetOp) {
        let e = intern(&mut self.names, &op.e);
        let records = self.records.entry(e).or_default();
        if !records.contains_key(op.id.as_str()) {
            records.insert(op.id.as_str().into(), Taken::new());
        }
        let Some(record) = records.get_mut(op.id.as_str()) else { return };
        let seen: Vec<(Arc<str>, Dot)> = op
            .seen
            .iter()
            .flat_map(|(field, dots)| {
                let field = intern(&mut self.names, field);
                dots.iter().map(move |dot| (field.clone(), *dot))
            })
            .collect();
        // Most records are written by one change: room for its fields, and no more.
        record.reserve(op.set.len());
        for (name, value) in op.set {
            let x = op.x.remove(&name).unwrap_or_default();
            let seen = if name == "_deleted" { seen.clone() } else { Vec::new() };
            let refs = (!x.is_empty() || !seen.is_empty()).then(|| Box::new(Refs { x, seen }));
            record.push((intern(&mut self.names, &name), Raw { by, l: stamp.l, stamp: stamp.clone(), value, refs }));
        }
    }

    /// Settles every field. Also gives the names that references still wait for.
    fn finish(mut self) -> (BTreeMap<Arc<str>, Shelf>, Index, BTreeSet<DeviceId>) {
        let records = std::mem::take(&mut self.records);
        let (mut index, mut awaited) = (Index::default(), BTreeSet::new());
        let mut entities = BTreeMap::new();
        for (e, records) in records {
            let mut records: Vec<(Arc<str>, Taken)> = records.into_iter().collect();
            sort_by(&mut records, |(a, _), (b, _)| a.cmp(b));
            let count = records.len();
            // One by one, so that few are unpacked at a time.
            let records = records.into_iter().map(|(id, writes)| {
                let record = self.record(writes, &mut awaited);
                index.update(&(e.clone(), id.clone()), &record);
                (id, record)
            });
            let shelf = Shelf::of(&e, count, records);
            entities.insert(e, shelf);
        }
        (entities, index, awaited)
    }

    fn record(&self, taken: Taken, awaited: &mut BTreeSet<DeviceId>) -> Record {
        let mut writes = match simple(taken) {
            Ok(record) => return record,
            Err(taken) => by_field(taken),
        };
        for (_, writes) in &mut writes {
            self.unite_parts(writes);
        }
        let mut pasts: Vec<(Vec<bool>, Past)> = writes.iter().map(|(_, writes)| self.settle(writes)).collect();
        if let Ok(at) = writes.binary_search_by(|(name, _)| (**name).cmp("_deleted")) {
            pasts[at].1.seen = self.seen(&writes, at, &pasts[at].0);
        }
        let mut fields = Vec::with_capacity(writes.len());
        for ((name, writes), (dead, past)) in writes.into_iter().zip(pasts) {
            awaited.extend(past.open.iter().map(|open| open.dot.name));
            awaited.extend(past.seen.iter().filter(|seen| seen.found.is_none()).map(|seen| seen.dot.name));
            let live = writes.into_iter().zip(dead).filter(|(_, dead)| !dead);
            let live = live.map(|(raw, _)| Write { value: raw.value, stamp: raw.stamp }).collect();
            fields.push((name, Field::new(live, past)));
        }
        Record { fields }
    }

    /// Equal writes of the parts of one change count once, with the references of all and the greatest
    /// Lamport time.
    fn unite_parts(&self, writes: &mut Vec<Raw>) {
        let is_part = |raw: &Raw| matches!(self.authors[raw.by].source, Source::Part(_));
        if writes.len() < 2 || !writes.iter().any(is_part) {
            return;
        }
        let mut united: Vec<Raw> = Vec::new();
        let mut known: HashMap<(DeviceId, u64, DeviceId, String), usize> = HashMap::new();
        for raw in writes.drain(..) {
            let author = &self.authors[raw.by];
            let Source::Part(part) = author.source else {
                united.push(raw);
                continue;
            };
            let at = *known.entry((part.d, part.s, part.c, raw.value.canonical())).or_insert(united.len());
            let Some(equal) = united.get_mut(at) else {
                united.push(raw);
                continue;
            };
            equal.unite(raw.refs);
            if raw.l > equal.l {
                (equal.l, equal.stamp) = (raw.l, raw.stamp);
            }
        }
        *writes = united;
    }

    /// Which writes of a field are dead, and its past.
    fn settle(&self, writes: &[Raw]) -> (Vec<bool>, Past) {
        let mut past = Past::default();
        let mut dead = vec![false; writes.len()];
        if writes.iter().all(|raw| raw.x().is_empty()) {
            return (dead, past);
        }
        let places = self.places(writes);
        let mut suspect = vec![false; writes.len()];
        for raw in writes {
            for &dot in raw.x() {
                match self.target(dot, raw.by, writes, &places) {
                    Target::Void => {}
                    Target::Nothing => past.open.push(Open { dot, by: self.authors[raw.by].tag, l: raw.l }),
                    Target::Write(found) => {
                        for at in self.same(found, writes, &places) {
                            dead[at] = true;
                            suspect[at] |= raw.l <= writes[at].l;
                        }
                    }
                }
            }
        }
        sort(&mut past.open);
        past.open.dedup();
        if dead.iter().all(|dead| *dead) {
            past.knot = true;
            let key = |at: &usize| {
                let raw = &writes[*at];
                (raw.l, raw.stamp.dot.name, raw.stamp.dot.s, raw.value.canonical())
            };
            if let Some(greatest) = (0..writes.len()).max_by_key(key) {
                dead[greatest] = false;
            }
        }
        let replaced = (0..writes.len()).filter(|at| dead[*at]);
        past.replaced = replaced
            .map(|at| Replaced { tag: self.authors[writes[at].by].tag, l: writes[at].l, suspect: suspect[at] })
            .collect();
        sort(&mut past.replaced);
        (dead, past)
    }

    /// What the live deletes saw of the record's other fields.
    fn seen(&self, writes: &Writes, deleted: usize, dead: &[bool]) -> Vec<Seen> {
        let mut found: Vec<Seen> = Vec::new();
        let mut places: Vec<Option<Vec<(u64, usize)>>> = writes.iter().map(|_| None).collect();
        let live = writes[deleted].1.iter().zip(dead).filter(|(raw, dead)| !**dead && raw.value == Value::Bool(true));
        for (raw, _) in live {
            let by = self.authors[raw.by].tag;
            for (field, dot) in raw.seen() {
                let at = writes.binary_search_by(|(name, _)| name.cmp(field)).ok();
                let target = at.map(|at| {
                    let places = places[at].get_or_insert_with(|| self.places(&writes[at].1));
                    (at, self.target(*dot, raw.by, &writes[at].1, places))
                });
                // A void entry, which no change can ever fill, is no reason for doubt here either.
                let found_tag = match target {
                    _ if self.is_void(*dot, raw.by) => continue,
                    Some((at, Target::Write(write))) => Some(self.authors[writes[at].1[write].by].tag),
                    _ => None,
                };
                found.push(Seen { field: field.clone(), found: found_tag, dot: *dot, by });
            }
        }
        sort(&mut found);
        found.dedup();
        found
    }

    /// The writes by the seq of their change.
    fn places(&self, writes: &[Raw]) -> Vec<(u64, usize)> {
        let mut places: Vec<(u64, usize)> =
            writes.iter().enumerate().map(|(at, raw)| (self.authors[raw.by].tag.dot.s, at)).collect();
        places.sort_unstable();
        places
    }

    fn is_void(&self, dot: Dot, by: usize) -> bool {
        let author = &self.authors[by];
        dot.name == author.tag.d && dot.s >= author.tag.dot.s
    }

    /// What a dot in the references of an author stands for, among the writes of one field.
    fn target(&self, dot: Dot, by: usize, writes: &[Raw], places: &[(u64, usize)]) -> Target {
        if self.is_void(dot, by) {
            return Target::Void;
        }
        let author = &self.authors[by];
        let mut found: Option<usize> = None;
        for at in at_seq(places, dot.s) {
            let other = &self.authors[writes[at].by];
            if other.is(author) || !self.stands_for(dot.name, other) || self.excludes(dot, author, other) {
                continue;
            }
            match found {
                Some(first) if !self.authors[writes[first].by].is(other) => return Target::Nothing,
                _ => found = Some(at),
            }
        }
        found.map_or(Target::Nothing, Target::Write)
    }

    fn stands_for(&self, name: DeviceId, other: &Author<'_>) -> bool {
        other.tag.d == name
            || match other.source {
                Source::Change(at) => self.shape.descends(at, name),
                Source::Part(part) => part.c == name,
            }
    }

    /// A reference by the author's own device id is to his own chain.
    fn excludes(&self, dot: Dot, author: &Author<'_>, other: &Author<'_>) -> bool {
        let Source::Change(at) = author.source else { return false };
        dot.name == author.tag.d
            && match other.source {
                Source::Change(other) => self.shape.excludes(at, other),
                Source::Part(part) => self.shape.excludes_part(at, part),
            }
    }

    /// All writes by the change that made this one: parts may differ.
    fn same<'b>(
        &'b self,
        found: usize,
        writes: &'b [Raw],
        places: &'b [(u64, usize)],
    ) -> impl Iterator<Item = usize> + 'b {
        let author = &self.authors[writes[found].by];
        at_seq(places, author.tag.dot.s).filter(move |at| self.authors[writes[*at].by].is(author))
    }
}

/// A record of which each field was written once, by someone who saw nothing: so most are.
fn simple(mut taken: Taken) -> Result<Record, Taken> {
    // Stable, for whoever takes it from here.
    taken.sort_by(|(a, _), (b, _)| a.cmp(b));
    let twice = taken.windows(2).any(|pair| pair[0].0 == pair[1].0);
    if twice || taken.iter().any(|(_, raw)| raw.refs.is_some()) {
        return Err(taken);
    }
    let field = |raw: Raw| Field { live: Live::One(Write { value: raw.value, stamp: raw.stamp }), past: None };
    Ok(Record { fields: taken.into_iter().map(|(name, raw)| (name, field(raw))).collect() })
}

/// The indices of the writes whose change has this seq.
fn at_seq(places: &[(u64, usize)], s: u64) -> impl Iterator<Item = usize> + '_ {
    let from = places.partition_point(|(place, _)| *place < s);
    places[from..].iter().take_while(move |(place, _)| *place == s).map(|(_, at)| *at)
}

fn intern(names: &mut HashSet<Arc<str>>, name: &str) -> Arc<str> {
    if let Some(known) = names.get(name) {
        return known.clone();
    }
    let name: Arc<str> = name.into();
    names.insert(name.clone());
    name
}
