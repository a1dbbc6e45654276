//! The state: what the changes held mean together. Records as bags of fields with live writes.
//!
//! It is made by [`History::fold`](super::History::fold) and kept up by [`State::apply`], which knows
//! enough of the past (replaced dots, dots not yet seen, chain heads) to need no history in memory.

use super::change::{DeviceId, Dot, SetOp};
use super::frontier::{Frontier, Tag};
use super::index::{Index, Key};
use super::order::{gather, sort_by};
use super::shelf::{Place, Shelf};
use super::value::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

/// What is known of the change a write came from. Shared by all its writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The shown dot.
    pub dot: Dot,
    /// The device that made it.
    pub d: DeviceId,
    /// The first digits of its chain hash.
    pub c: DeviceId,
    /// Lamport time.
    pub l: u64,
    /// Wall time, milliseconds since 1970 UTC; display only.
    pub t: Option<i64>,
    /// The member who acted.
    pub m: Option<Arc<str>>,
    /// The label of the action.
    pub why: Option<Arc<str>>,
    /// The batch it belongs to.
    pub batch: Option<Arc<str>>,
}

/// A live write of a field: no other write replaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The value written.
    pub value: Value,
    /// Who wrote it and when.
    pub stamp: Arc<Stamp>,
}

/// A field: its live writes, the winner first, and what must be known of its past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) live: Live,
    /// Nearly all fields have none.
    pub(super) past: Option<Box<Past>>,
}

/// One live write or several, the common case without a list of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Live {
    One(Write),
    Many(Vec<Write>),
}

/// What happened to a field besides its live writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Past {
    /// The replaced writes, by dot.
    pub(super) replaced: Vec<Replaced>,
    /// The `x` entries that stand for nothing yet, sorted.
    pub(super) open: Vec<Open>,
    /// What the live writes of `_deleted` saw of other fields, sorted.
    pub(super) seen: Vec<Seen>,
    /// Every write is replaced by another: the greatest is shown.
    pub(super) knot: bool,
}

/// A replaced write.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Replaced {
    pub(super) tag: Tag,
    pub(super) l: u64,
    /// Its Lamport time is not below that of a write that replaces it.
    pub(super) suspect: bool,
}

/// An `x` entry that stands for nothing: a change not yet held may settle it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Open {
    /// The dot as written.
    pub(super) dot: Dot,
    /// The write that names it, and its Lamport time.
    pub(super) by: Tag,
    pub(super) l: u64,
}

/// A `seen` entry of a live delete.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seen {
    pub(super) field: Arc<str>,
    /// The change it stands for.
    pub(super) found: Option<Tag>,
    /// The dot as written.
    pub(super) dot: Dot,
    /// The delete.
    pub(super) by: Tag,
}

impl Live {
    pub(super) fn as_slice(&self) -> &[Write] {
        match self {
            Live::One(write) => std::slice::from_ref(write),
            Live::Many(writes) => writes,
        }
    }
}

impl Stamp {
    /// What tells its change from all others.
    #[must_use]
    pub fn tag(&self) -> Tag {
        Tag { dot: self.dot, d: self.d, c: self.c }
    }
}

impl Write {
    /// Puts the greater write first: by Lamport time, name, seq and canonical value.
    pub(super) fn order(&self, other: &Write) -> std::cmp::Ordering {
        let key = |write: &Write| (write.stamp.l, write.stamp.dot.name, write.stamp.dot.s);
        key(other).cmp(&key(self)).then_with(|| other.value.canonical().cmp(&self.value.canonical()))
    }
}

impl Field {
    pub(super) fn new(mut live: Vec<Write>, past: Past) -> Field {
        sort_by(&mut live, Write::order);
        let live = if live.len() == 1 { live.pop().map_or(Live::Many(live), Live::One) } else { Live::Many(live) };
        let past = (past != Past::default()).then(|| Box::new(past));
        Field { live, past }
    }

    /// Whether the live writes differ in value.
    pub(super) fn is_conflict(&self) -> bool {
        let live = self.live.as_slice();
        live.iter().any(|write| write.value != live[0].value)
    }

    /// Whether no change still to come can settle it.
    pub(super) fn is_sure(&self) -> bool {
        self.past.as_ref().is_none_or(|past| past.open.is_empty())
    }
}

/// A record: a bag of fields, each with its live writes, the winner first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Sorted by name.
    pub(super) fields: Vec<(Arc<str>, Field)>,
}

impl Record {
    /// The value of a field: that of the winner. `None` if it was never written.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.live(field).first().map(|write| &write.value)
    }

    /// The live writes of a field, the winner first; more than one value is a conflict.
    #[must_use]
    pub fn live(&self, field: &str) -> &[Write] {
        self.field(field).map_or(&[], |field| field.live.as_slice())
    }

    /// All fields ever written, with their live writes.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &[Write])> {
        self.fields.iter().map(|(name, field)| (&**name, field.live.as_slice()))
    }

    /// The elements of a set field (`tags:VIP`) that are in the set.
    pub fn elements<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields().filter_map(move |(name, live)| {
            let element = name.strip_prefix(field)?.strip_prefix(':')?;
            (live.first()?.value == Value::Bool(true)).then_some(element)
        })
    }

    /// Whether the winner of `_deleted` says so.
    #[must_use]
    pub fn is_deleted(&self) -> bool {
        self.get("_deleted") == Some(&Value::Bool(true))
    }

    /// The record that `_parent` links to: then this is a line of that.
    #[must_use]
    pub fn parent(&self) -> Option<(&str, &str)> {
        self.get("_parent").and_then(Value::as_link)
    }

    /// The record that `_alias` links to.
    #[must_use]
    pub fn alias(&self) -> Option<(&str, &str)> {
        self.get("_alias").and_then(Value::as_link)
    }

    /// The changes that wrote it, those whose writes were replaced too.
    #[must_use]
    pub fn writers(&self) -> BTreeSet<Tag> {
        let live = self.fields().flat_map(|(_, live)| live).map(|write| write.stamp.tag());
        let past = self.fields.iter().filter_map(|(_, field)| field.past.as_ref());
        live.chain(past.flat_map(|past| &past.replaced).map(|old| old.tag)).collect()
    }

    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        let at = self.fields.binary_search_by(|(field, _)| (**field).cmp(name)).ok()?;
        Some(&self.fields[at].1)
    }

    pub(super) fn put(&mut self, name: Arc<str>, field: Field) {
        match self.fields.binary_search_by(|(known, _)| known.cmp(&name)) {
            Ok(at) => self.fields[at].1 = field,
            Err(at) => self.fields.insert(at, (name, field)),
        }
    }

    /// The dots of a field's live writes.
    fn dots(&self, field: &str) -> Vec<Dot> {
        self.live(field).iter().map(|write| write.stamp.dot).collect()
    }
}

/// What can be seen of a record without unpacking it: the winners of its fields.
pub struct Glance<'a>(Place<'a>);

impl<'a> Glance<'a> {
    /// Whether it is neither deleted nor said to be another one.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.get("_deleted") != Some(Value::Bool(true)) && !matches!(self.get("_alias"), Some(Value::Link(..)))
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> Arc<str> {
        self.0.id()
    }

    /// The value of a field; `None` if it was never written.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<Value> {
        self.0.peek(field)
    }

    /// The text of a field; `None` if it has none.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&'a str> {
        self.0.peek_text(field)
    }
}

/// The records that the changes held amount to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    pub(super) entities: BTreeMap<Arc<str>, Shelf>,
    pub(super) frontier: Frontier,
    pub(super) purged: BTreeSet<(String, String)>,
    pub(super) index: Index,
}

impl State {
    /// A record, deleted or not; `None` if it does not exist.
    #[must_use]
    pub fn record(&self, entity: &str, id: &str) -> Option<&Record> {
        self.record_entry(entity, id).map(|(_, record)| record)
    }

    /// A record with its id as the state holds it, deleted or not.
    #[must_use]
    pub fn record_entry(&self, entity: &str, id: &str) -> Option<(&str, &Record)> {
        self.entities.get(entity)?.get(id).map(|(id, record)| (&**id, record))
    }

    /// All records of an entity, deleted ones too, by id.
    pub fn records(&self, entity: &str) -> impl Iterator<Item = (&str, &Record)> {
        self.records_after(entity, None)
    }

    /// The records of an entity behind an id, deleted ones too, by id.
    pub fn records_after<'a>(
        &'a self,
        entity: &str,
        id: Option<&str>,
    ) -> impl Iterator<Item = (&'a str, &'a Record)> + use<'a> {
        let ids = (id.map_or(Bound::Unbounded, Bound::Excluded), Bound::Unbounded);
        let places = self.entities.get(entity).map(|shelf| shelf.range(ids));
        places.into_iter().flatten().filter_map(Place::open).map(|(id, record)| (&**id, record))
    }

    /// A glance at each record of an entity, deleted ones too, by id.
    pub fn glances<'a>(&'a self, entity: &str) -> impl Iterator<Item = Glance<'a>> + use<'a> {
        self.entities.get(entity).map(Shelf::places).into_iter().flatten().map(Glance)
    }

    /// The records of an entity, deleted ones too, by id, each unpacked for this once: for who reads them all.
    pub fn each(&self, entity: &str) -> impl Iterator<Item = (Arc<str>, Cow<'_, Record>)> {
        self.places(entity).map(Place::look)
    }

    /// The deleted records, by entity and id.
    pub fn deleted(&self) -> impl Iterator<Item = (&str, &str)> {
        self.index.deleted.iter().map(|(entity, id)| (&**entity, &**id))
    }

    /// The records of an entity of which a glance says that they are wanted, deleted ones too, by id. What a
    /// glance passes by stays packed, so that a few of very many are found without unpacking all.
    pub fn records_if(
        &self,
        entity: &str,
        wanted: impl Fn(&Glance<'_>) -> bool,
    ) -> impl Iterator<Item = (&str, &Record)> {
        let wanted = self.glances(entity).filter(move |glance| wanted(glance));
        wanted.filter_map(|glance| glance.0.open()).map(|(id, record)| (&**id, record))
    }

    /// The records of an entity of which a winner links to this one, deleted ones too, by id.
    pub fn linking(&self, from: &str, entity: &str, id: &str) -> Vec<(&str, &Record)> {
        let found = self.entities.get(from).map(|shelf| shelf.linking(entity, id)).unwrap_or_default();
        let mut found: Vec<(&str, &Record)> =
            found.into_iter().filter_map(Place::open).map(|(id, record)| (&**id, record)).collect();
        sort_by(&mut found, |(a, _), (b, _)| a.cmp(b));
        found.dedup_by_key(|(id, _)| *id);
        found
    }

    /// The records that are here and were not there before, or have other live writes.
    #[must_use]
    pub fn differing(&self, before: &State) -> Vec<Key> {
        let mut differing = Vec::new();
        for (entity, shelf) in &self.entities {
            let mut old = before.entities.get(entity).into_iter().flat_map(Shelf::places).peekable();
            for place in shelf.places() {
                let id = place.id();
                while old.next_if(|old| old.id() < id).is_some() {}
                let same = |old: Place<'_>| {
                    let (old, new) = (old.look().1, place.look().1);
                    old.fields().eq(new.fields())
                };
                if !old.next_if(|old| old.id() == id).is_some_and(same) {
                    differing.push((entity.clone(), id));
                }
            }
        }
        differing
    }

    /// Whether there is such a record, and it is deleted.
    #[must_use]
    pub fn is_deleted(&self, key: &Key) -> bool {
        self.index.deleted.contains(key)
    }

    /// No more records than this are held.
    #[must_use]
    pub fn size(&self) -> usize {
        self.entities.values().map(Shelf::size).sum()
    }

    pub(super) fn places(&self, entity: &str) -> impl Iterator<Item = Place<'_>> {
        self.entities.get(entity).into_iter().flat_map(Shelf::places)
    }

    /// Forgets which records were looked at, if they are more than so many, and packs what was written
    /// since, if it became much: looking again is a little work, keeping all unpacked is much memory.
    pub fn rest(&mut self, most: usize) {
        let forget = self.entities.values().map(Shelf::kept).sum::<usize>() > most;
        for (entity, shelf) in &mut self.entities {
            if forget {
                shelf.forget();
            }
            shelf.settle(entity);
        }
    }

    /// The entities that have records.
    pub fn entities(&self) -> impl Iterator<Item = &str> {
        self.entities.keys().map(|entity| &**entity)
    }

    /// The records erased for good, as entity and id.
    #[must_use]
    pub fn purged(&self) -> &BTreeSet<(String, String)> {
        &self.purged
    }

    /// Whether a record was erased for good.
    pub(super) fn is_purged(&self, (e, id): (&str, &str)) -> bool {
        !self.purged.is_empty() && self.purged.contains(&(e.to_owned(), id.to_owned()))
    }

    /// What is held, and where each chain ends.
    #[must_use]
    pub fn frontier(&self) -> &Frontier {
        &self.frontier
    }

    /// The op that writes these fields, replacing every live write seen here. If it deletes the record, it
    /// says what else of it was seen, whoever deletes: an undone restore too.
    #[must_use]
    pub fn edit(&self, entity: &str, id: &str, set: impl IntoIterator<Item = (String, Value)>) -> SetOp {
        let set: BTreeMap<String, Value> = gather(set);
        let record = self.record(entity, id);
        let live = |field: &String| Some((field.clone(), record?.dots(field))).filter(|(_, dots)| !dots.is_empty());
        let x = gather(set.keys().filter_map(live));
        let deletes = set.get("_deleted") == Some(&Value::Bool(true));
        let others = record.filter(|_| deletes).into_iter().flat_map(|record| &record.fields);
        let others = others.filter(|(name, _)| &**name != "_deleted");
        let dots = |field: &Field| field.live.as_slice().iter().map(|write| write.stamp.dot).collect();
        let seen = gather(others.map(|(name, field)| (name.to_string(), dots(field))));
        SetOp { e: entity.to_owned(), id: id.to_owned(), set, x, seen }
    }

    /// The op that settles a conflict: an edit that replaces all live writes of the field.
    #[must_use]
    pub fn resolve(&self, entity: &str, id: &str, field: &str, value: Value) -> SetOp {
        self.edit(entity, id, [(field.to_owned(), value)])
    }

    /// The ops that delete a record as it is seen here, with the lines under it and the records it
    /// stands for. Deleting again settles an edit made meanwhile.
    #[must_use]
    pub fn delete(&self, entity: &str, id: &str) -> Vec<SetOp> {
        let mut doomed: Vec<(Arc<str>, Arc<str>)> = self.members(entity, id);
        let mut met: BTreeSet<(Arc<str>, Arc<str>)> = gather(doomed.iter().cloned());
        let mut at = 0;
        while let Some((e, id)) = doomed.get(at).cloned() {
            at += 1;
            for line in self.lines(&e, &id) {
                let live = self.record(&line.0, &line.1).is_some_and(|record| !record.is_deleted());
                if live && met.insert(line.clone()) {
                    doomed.push(line);
                }
            }
        }
        doomed.iter().map(|(e, id)| self.delete_one(e, id)).collect()
    }

    /// The op that deletes this record alone.
    pub(super) fn delete_one(&self, entity: &str, id: &str) -> SetOp {
        self.edit(entity, id, [("_deleted".to_owned(), Value::Bool(true))])
    }

    /// The ops that bring a deleted record back, with what was deleted in the same change.
    #[must_use]
    pub fn restore(&self, entity: &str, id: &str) -> Vec<SetOp> {
        let undelete = |e: &str, id: &str| self.edit(e, id, [("_deleted".to_owned(), Value::Bool(false))]);
        let deleted = |e: &str, id: &str| self.record(e, id).filter(|record| record.is_deleted());
        let by: Vec<Dot> = deleted(entity, id).map(|record| record.dots("_deleted")).unwrap_or_default();
        let mut back = vec![(Arc::<str>::from(entity), Arc::<str>::from(id))];
        let mut at = 0;
        while let Some((e, id)) = back.get(at).cloned() {
            at += 1;
            for line in self.lines(&e, &id) {
                let gone_too = deleted(&line.0, &line.1)
                    .is_some_and(|record| record.dots("_deleted").iter().any(|dot| by.contains(dot)));
                if gone_too && !back.contains(&line) {
                    back.push(line);
                }
            }
        }
        back.iter().map(|(e, id)| undelete(e, id)).collect()
    }
}

impl From<u64> for DeviceId {
    fn from(bits: u64) -> Self {
        DeviceId(bits)
    }
}
