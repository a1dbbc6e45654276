//! A bundle: records of one entity that stay packed until somebody looks at one. A team's records fit in
//! memory so, and none is unpacked at a start.
//!
//! What is asked of all records (who is deleted, in conflict, an alias, what links where) stands before
//! them. The bytes are those of a segment: a glossary, the entity, how many records, those lists, where
//! each record begins, where its links lead as pairs of hash and place, sorted, and the records by id.

use super::bytes::{Glossary, Id, In, Out, Packed};
use super::conflict;
use super::order::sort;
use super::pack;
use super::state::{Field, Record};
use super::value::Value;
use std::cell::OnceCell;
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

/// Some packed records, sorted by id.
pub(super) struct Bundle {
    bytes: Vec<u8>,
    glossary: Glossary,
    /// How many records, and where their offsets, links and bytes begin.
    count: usize,
    offsets: usize,
    links: usize,
    records: usize,
    /// The records that are marked.
    pub(super) marked: Marked,
    /// What was looked at, once anything was.
    seen: OnceCell<Box<[OnceCell<Box<Unpacked>>]>>,
}

/// A record that was looked at, with its id.
type Unpacked = (Arc<str>, Record);

/// The places of records of which something is to be known without a look.
#[derive(Default)]
pub(super) struct Marked {
    pub(super) deleted: Vec<u64>,
    pub(super) conflicts: Vec<u64>,
    pub(super) aliases: Vec<u64>,
}

/// A number that stands for a record as the end of a link. Others may have the same, so whoever finds
/// something by it looks again.
pub(super) fn mark(entity: &str, id: &str) -> u32 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    let hash = entity.as_bytes().iter().chain(b" ").chain(id.as_bytes()).fold(0xcbf2_9ce4_8422_2325, step);
    (hash >> 32) as u32 ^ hash as u32
}

/// The marks of the records that a record links to.
pub(super) fn marks(record: &Record) -> impl Iterator<Item = u32> {
    let winners = record.fields().filter_map(|(_, live)| live.first());
    winners.filter_map(|write| write.value.as_link()).map(|(entity, id)| mark(entity, id))
}

/// Packs records into a bundle, one by one in the order of their ids.
#[derive(Default)]
pub(super) struct Packer {
    out: Out,
    offsets: Vec<u32>,
    links: Vec<(u32, u32)>,
    marked: Marked,
}

impl Packer {
    /// Adds a record.
    pub(super) fn put(&mut self, id: &str, record: &Record) {
        let at = self.offsets.len() as u32;
        self.offsets.push(self.out.bytes.len() as u32);
        self.out.id(id);
        self.out.forget();
        for (name, field) in &record.fields {
            name.pack(&mut self.out);
            self.out.framed(field);
        }
        self.links.extend(marks(record).map(|mark| (mark, at)));
        let note = |list: &mut Vec<u64>, is: bool| list.extend(is.then_some(u64::from(at)));
        note(&mut self.marked.deleted, record.is_deleted());
        note(&mut self.marked.conflicts, conflict::has_own(record));
        note(&mut self.marked.aliases, record.get("_alias").is_some());
    }

    /// How many records were put.
    pub(super) fn count(&self) -> usize {
        self.offsets.len()
    }

    /// The bytes of the bundle.
    pub(super) fn finish(mut self, entity: &str) -> Vec<u8> {
        sort(&mut self.links);
        self.links.dedup();
        let mut head = Out::default();
        head.text(entity);
        head.number(self.offsets.len() as u64);
        head.number(self.links.len() as u64);
        for list in [&self.marked.deleted, &self.marked.conflicts, &self.marked.aliases] {
            list.pack(&mut head);
        }
        self.offsets.iter().for_each(|at| head.bytes.extend_from_slice(&at.to_le_bytes()));
        for (mark, at) in &self.links {
            head.bytes.extend_from_slice(&mark.to_le_bytes());
            head.bytes.extend_from_slice(&at.to_le_bytes());
        }
        [self.out.glossary(), head.bytes, self.out.bytes].concat()
    }
}

impl Bundle {
    /// A bundle of these bytes, and its entity; `None` if they are none, or of another version.
    pub(super) fn open(bytes: Vec<u8>) -> Option<(Arc<str>, Bundle)> {
        let (glossary, at) = Glossary::open(&bytes)?;
        let mut input = In::new(bytes.get(at..)?, &glossary);
        let entity: Arc<str> = input.text()?.into();
        let (count, linked) = (input.count()?, input.count()?);
        let (deleted, conflicts, aliases) =
            (Packed::unpack(&mut input)?, Packed::unpack(&mut input)?, Packed::unpack(&mut input)?);
        let marked = Marked { deleted, conflicts, aliases };
        let offsets = bytes.len() - input.left();
        let links = offsets + 4 * count;
        let records = links + 8 * linked;
        let bundle = Bundle { bytes, glossary, count, offsets, links, records, marked, seen: OnceCell::new() };
        (records <= bundle.bytes.len()).then_some((entity, bundle))
    }

    /// A bundle of records in the order of their ids.
    pub(super) fn of(packer: Packer, entity: &str) -> Option<Bundle> {
        Bundle::open(packer.finish(entity)).map(|(_, bundle)| bundle)
    }

    /// How many records it holds.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The bytes it was read from.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where its links lead: pairs of mark and place, sorted.
    pub(super) fn links(&self) -> impl Iterator<Item = (u32, u32)> {
        let pairs = self.bytes.get(self.links..self.records).unwrap_or_default().as_chunks::<8>().0;
        pairs.iter().map(|pair| {
            let pair = u64::from_le_bytes(*pair);
            (pair as u32, (pair >> 32) as u32)
        })
    }

    /// What stands at a place, read from its beginning.
    fn input(&self, at: usize) -> Option<In<'_>> {
        let offset = |at: usize| {
            let from = self.offsets + 4 * at;
            let bytes = self.bytes.get(from..from + 4)?.try_into().ok()?;
            Some(self.records + u32::from_le_bytes(bytes) as usize)
        };
        let end = if at + 1 < self.count { offset(at + 1)? } else { self.bytes.len() };
        Some(In::new(self.bytes.get(offset(at)?..end)?, &self.glossary))
    }

    fn packed_id(&self, at: usize) -> Option<Id<'_>> {
        self.input(at)?.id()
    }

    /// How the id at a place stands to another one.
    pub(super) fn order(&self, at: usize, id: &str) -> Ordering {
        self.packed_id(at).map_or(Ordering::Greater, |own| own.order(id))
    }

    /// The id at a place.
    pub(super) fn id(&self, at: usize) -> Arc<str> {
        match self.known(at) {
            Some((id, _)) => id.clone(),
            None => self.packed_id(at).map(|id| id.text()).unwrap_or_default().into(),
        }
    }

    /// The first place with this id or a greater one.
    pub(super) fn place(&self, id: &str) -> usize {
        let (mut from, mut until) = (0, self.count);
        while from < until {
            let middle = from.midpoint(until);
            if self.order(middle, id).is_lt() { from = middle + 1 } else { until = middle }
        }
        from
    }

    /// The record at a place if it was looked at before.
    pub(super) fn known(&self, at: usize) -> Option<&Unpacked> {
        self.seen.get()?.get(at)?.get().map(|known| &**known)
    }

    /// The record at a place, kept for the next look.
    pub(super) fn look(&self, at: usize) -> Option<(&Arc<str>, &Record)> {
        let seen = self.seen.get_or_init(|| (0..self.count).map(|_| OnceCell::new()).collect());
        let (id, record) = &**seen.get(at)?.get_or_init(|| Box::new(self.unpack(at)));
        Some((id, record))
    }

    /// The record at a place, unpacked for this once.
    pub(super) fn unpack(&self, at: usize) -> Unpacked {
        self.input(at)
            .and_then(|mut input| {
                let id = input.id()?.text().into();
                let mut fields = Vec::with_capacity(8);
                while !input.is_empty() {
                    let name = input.word()?.clone();
                    input.count()?;
                    fields.push((name, Field::unpack(&mut input)?));
                }
                fields.shrink_to_fit();
                Some((id, Record { fields }))
            })
            // Bytes of this version with the right checksum are what a packer wrote.
            .unwrap_or_default()
    }

    /// The winner of one field of the record at a place, without a look at the rest.
    pub(super) fn peek(&self, at: usize, field: &str) -> Option<Value> {
        Value::unpack(&mut self.winner(at, field)?)
    }

    /// The same, if it is a text.
    pub(super) fn peek_text(&self, at: usize, field: &str) -> Option<&str> {
        pack::text(&mut self.winner(at, field)?)
    }

    /// Where the winner of a field stands.
    fn winner(&self, at: usize, field: &str) -> Option<In<'_>> {
        let wanted = self.glossary.word(field)?;
        let mut input = self.input(at)?;
        input.id()?;
        while !input.is_empty() {
            let (name, length) = (input.number()?, input.count()?);
            if name == wanted {
                // A field begins with the number of its live writes, and a write with its value.
                input.count()?;
                return Some(input);
            }
            input.take(length)?;
        }
        None
    }

    /// How many records were looked at and are kept.
    pub(super) fn kept(&self) -> usize {
        self.seen.get().map_or(0, |seen| seen.iter().filter(|record| record.get().is_some()).count())
    }

    /// Forgets what was looked at.
    pub(super) fn forget(&mut self) {
        self.seen.take();
    }
}

impl fmt::Debug for Bundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries((0..self.count).map(|at| self.unpack(at))).finish()
    }
}
