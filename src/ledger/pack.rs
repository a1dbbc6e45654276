//! The packed state: what a program keeps so that it need not fold everything at every start.
//!
//! A state is packed in pieces: one *frame*, which knows the changes and no records, and any number of
//! *segments*, each with the records of one entity in a range of ids. Read together they are the state
//! again, ready for [`State::apply`]: a property test holds it equal to the fold. Reading a segment is
//! little work, for its records stay packed until somebody looks at them ([`Bundle`]). The bytes are this
//! program's own and of this version; others are not read but folded anew from the history, which is
//! the truth.

use super::bundle::{Bundle, Packer};
use super::bytes::{Glossary, In, Out, Packed};
use super::clock::Clock;
use super::frontier::{Awaited, Chain, Frontier, Prefixes, Tag};
use super::shape::Head;
use super::shelf::Shelf;
use super::state::{Field, Live, Open, Past, Replaced, Seen, Stamp, State, Write};
use super::value::Value;
use super::{DeviceId, Dot, Json};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

/// A range of record ids: from the first, included, until the last, excluded.
pub type Ids<'a> = (Bound<&'a str>, Bound<&'a str>);

impl State {
    /// Packs everything but the records.
    #[must_use]
    pub fn pack_frame(&self) -> Vec<u8> {
        let mut out = Out::default();
        self.frontier.pack(&mut out);
        self.purged.pack(&mut out);
        out.finish()
    }

    /// Packs the records of an entity in a range of ids.
    #[must_use]
    pub fn pack_segment(&self, entity: &str, ids: Ids<'_>) -> Vec<u8> {
        let shelf = self.entities.get(entity);
        if let Some(bundle) = shelf.and_then(|shelf| shelf.whole(ids)) {
            return bundle.bytes().to_vec();
        }
        let mut packer = Packer::default();
        for place in shelf.into_iter().flat_map(|shelf| shelf.range(ids)) {
            let (id, record) = place.look();
            packer.put(&id, &record);
        }
        packer.finish(entity)
    }

    /// Ids that cut the records of an entity, in a range of ids, into pieces of nearly this many each:
    /// the first id of every piece but the first.
    #[must_use]
    pub fn cuts(&self, entity: &str, ids: Ids<'_>, size: usize) -> Vec<Arc<str>> {
        let Some(shelf) = self.entities.get(entity) else { return Vec::new() };
        let step = piece(shelf.range(ids).count(), size);
        shelf.range(ids).step_by(step).skip(1).map(|place| place.id()).collect()
    }
}

/// How many of so many records go into each piece, so that all are of nearly this size.
pub(super) fn piece(count: usize, size: usize) -> usize {
    count.div_ceil(((count + size / 2) / size).max(1)).max(1)
}

/// A state that is read piece by piece.
#[derive(Debug, Default)]
pub struct Unpacked {
    state: State,
    bundles: BTreeMap<Arc<str>, Vec<Bundle>>,
}

impl Unpacked {
    /// Begins with the frame; `None` if it is none, or of another version.
    #[must_use]
    pub fn new(frame: &[u8]) -> Option<Unpacked> {
        let (glossary, at) = Glossary::open(frame)?;
        let mut input = In::new(frame.get(at..)?, &glossary);
        let (frontier, purged) = (Frontier::unpack(&mut input)?, BTreeSet::unpack(&mut input)?);
        let state = State { frontier, purged, ..State::default() };
        input.is_empty().then(|| Unpacked { state, bundles: BTreeMap::new() })
    }

    /// Takes in a segment; `None` if it is none, or of another version.
    #[must_use]
    pub fn take(&mut self, segment: Vec<u8>) -> Option<()> {
        let (entity, bundle) = Bundle::open(segment)?;
        let entity = self.bundles.get_key_value(&*entity).map_or(entity, |(known, _)| known.clone());
        self.state.index.take(&entity, &bundle);
        self.bundles.entry(entity).or_default().push(bundle);
        Some(())
    }

    /// The state, once all segments were taken in.
    #[must_use]
    pub fn finish(self) -> State {
        let shelves = self.bundles.into_iter().map(|(entity, bundles)| (entity, Shelf::new(bundles)));
        let entities = shelves.filter(|(_, shelf)| !shelf.is_empty()).collect();
        State { entities, ..self.state }
    }
}

/// Structs, packed field by field.
macro_rules! packed {
    ($($name:ident { $($field:ident),+ })+) => {$(
        impl Packed for $name {
            fn pack(&self, out: &mut Out) {
                $(self.$field.pack(out);)+
            }

            fn unpack(input: &mut In<'_>) -> Option<Self> {
                Some($name { $($field: Packed::unpack(input)?),+ })
            }
        }
    )+};
}

packed! {
    Dot { name, s }
    Head { s, h }
    Chain { head, plain, anchored }
    Clock { held, top, far }
    Frontier {
        chains, vector, gaps, forks, clock, prefixes, awaited, parts, part_count, part_names,
        quarantined, incomplete, unknown, unknown_ops
    }
    Field { live, past }
    Write { value, stamp }
    Past { replaced, open, seen, knot }
    Replaced { tag, l, suspect }
    Open { dot, by, l }
    Seen { field, found, dot, by }
}

/// Chain hashes are all different, so they are not numbered as names are.
fn pack_tag(tag: Tag, out: &mut Out) {
    out.name(tag.dot.name);
    out.number(tag.dot.s);
    out.name(tag.d);
    out.bytes.extend_from_slice(&tag.c.0.to_le_bytes());
}

impl Packed for Tag {
    fn pack(&self, out: &mut Out) {
        pack_tag(*self, out);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        let (dot, d) = (Dot::unpack(input)?, DeviceId::unpack(input)?);
        Some(Tag { dot, d, c: DeviceId(u64::from_le_bytes(input.array()?)) })
    }
}

impl Packed for Stamp {
    fn pack(&self, out: &mut Out) {
        pack_tag(self.tag(), out);
        self.l.pack(out);
        self.t.pack(out);
        self.m.pack(out);
        self.why.pack(out);
        self.batch.pack(out);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        let Tag { dot, d, c } = Tag::unpack(input)?;
        let (l, t) = (u64::unpack(input)?, Option::unpack(input)?);
        let (m, why, batch) = (Option::unpack(input)?, Option::unpack(input)?, Option::unpack(input)?);
        Some(Stamp { dot, d, c, l, t, m, why, batch })
    }
}

impl Packed for Live {
    fn pack(&self, out: &mut Out) {
        let writes = self.as_slice();
        out.number(writes.len() as u64);
        writes.iter().for_each(|write| write.pack(out));
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        match input.count()? {
            1 => Write::unpack(input).map(Live::One),
            count => (0..count).map(|_| Write::unpack(input)).collect::<Option<_>>().map(Live::Many),
        }
    }
}

impl Packed for Box<Past> {
    fn pack(&self, out: &mut Out) {
        Past::pack(self, out);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        Past::unpack(input).map(Box::new)
    }
}

impl Packed for Awaited {
    fn pack(&self, out: &mut Out) {
        self.0.pack(out);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        BTreeSet::unpack(input).map(Awaited)
    }
}

impl Packed for Prefixes {
    fn pack(&self, out: &mut Out) {
        let all: Vec<u64> = self.iter().collect();
        out.number(all.len() as u64);
        all.iter().for_each(|name| out.bytes.extend_from_slice(&name.to_le_bytes()));
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        let bytes = input.count()?.checked_mul(8).and_then(|length| input.take(length))?;
        Some(Prefixes::new(bytes.as_chunks().0.iter().map(|name| u64::from_le_bytes(*name)).collect()))
    }
}

/// The number of texts among the kinds of values.
const TEXT: u8 = 3;

/// A value, if it is a text.
pub(super) fn text<'a>(input: &mut In<'a>) -> Option<&'a str> {
    if input.array()? == [TEXT] { input.text() } else { None }
}

impl Packed for Value {
    fn pack(&self, out: &mut Out) {
        out.bytes.push(match self {
            Value::Null => 0,
            Value::Bool(false) => 1,
            Value::Bool(true) => 2,
            Value::Text(_) => TEXT,
            Value::Int(_) => 4,
            Value::Date(_) => 5,
            Value::At(_) => 6,
            Value::Money(..) => 7,
            Value::Link(..) => 8,
            Value::List(_) => 9,
            Value::Other(_) => 10,
        });
        match self {
            Value::Null | Value::Bool(_) => {}
            Value::Text(text) => out.text(text),
            Value::Int(number) | Value::At(number) => number.pack(out),
            Value::Date(date) => out.number(u64::from(date.num_days_from_ce().unsigned_abs())),
            Value::Money(minor, code) => {
                minor.pack(out);
                out.word(code);
            }
            Value::Link(entity, id) => {
                out.word(entity);
                out.id(id);
            }
            Value::List(items) => items.pack(out),
            Value::Other(json) => out.text(&json.canonical()),
        }
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        let [tag] = input.array()?;
        Some(match tag {
            0 => Value::Null,
            1 => Value::Bool(false),
            2 => Value::Bool(true),
            TEXT => Value::Text(String::unpack(input)?),
            4 => Value::Int(i64::unpack(input)?),
            5 => Value::Date(NaiveDate::from_num_days_from_ce_opt(input.number()?.try_into().ok()?)?),
            6 => Value::At(i64::unpack(input)?),
            7 => Value::Money(i64::unpack(input)?, input.word()?.to_string()),
            8 => Value::Link(input.word()?.to_string(), input.id()?.text()),
            9 => Value::List(Vec::unpack(input)?),
            10 => Value::Other(Json::parse(input.text()?).ok()?),
            _ => return None,
        })
    }
}
