//! Bytes for the packed state: things one behind the other, without names. A reader knows what comes
//! next or gives up; whoever keeps the bytes tells damage from content.
//!
//! What occurs again and again (words, names of devices) stands once, in a glossary before the rest, and
//! is numbered there. So what lies in the middle can be read without what comes before it.

use super::change::DeviceId;
use super::hash::unhex16;
use super::state::Stamp;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The first byte of whatever is packed. It moves with any change of what follows.
const VERSION: u8 = 2;

/// Something that can be written as bytes and read back equal.
pub(super) trait Packed: Sized {
    /// Writes it.
    fn pack(&self, out: &mut Out);
    /// Reads it; `None` if the bytes are none.
    fn unpack(input: &mut In<'_>) -> Option<Self>;
}

/// Writes bytes.
#[derive(Default)]
pub(super) struct Out {
    pub(super) bytes: Vec<u8>,
    words: HashMap<Box<str>, u64>,
    names: HashMap<DeviceId, u64>,
    /// The stamps since [`Out::forget`]; few, so they are found by looking.
    stamps: Vec<Arc<Stamp>>,
}

/// What numbers of words and names stand for.
#[derive(Default)]
pub(super) struct Glossary {
    words: Vec<Arc<str>>,
    names: Vec<DeviceId>,
}

/// Reads bytes.
pub(super) struct In<'a> {
    rest: &'a [u8],
    glossary: &'a Glossary,
    stamps: Vec<Arc<Stamp>>,
}

impl Out {
    /// Seven bits a byte, the least first.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// A text that is not expected again.
    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// A word, as its number.
    pub(super) fn word(&mut self, word: &str) {
        let number = match self.words.get(word) {
            Some(number) => *number,
            None => {
                let next = self.words.len() as u64;
                self.words.insert(word.into(), next);
                next
            }
        };
        self.number(number);
    }

    /// The name of a device or branch, as its number.
    pub(super) fn name(&mut self, name: DeviceId) {
        let number = self.name_number(name);
        self.number(number);
    }

    fn name_number(&mut self, name: DeviceId) -> u64 {
        let next = self.names.len() as u64;
        *self.names.entry(name).or_insert(next)
    }

    /// The id of a record. Nearly all begin with the name of a device, which is then but a number.
    pub(super) fn id(&mut self, id: &str) {
        let name = id.get(..16).and_then(unhex16).filter(|_| id.as_bytes().get(16) == Some(&b'.'));
        let number = name.map_or(0, |name| 1 + self.name_number(DeviceId(name)));
        self.number(number);
        self.text(if name.is_some() { &id[17..] } else { id });
    }

    /// Something with its length before it, so that a reader can pass it by.
    pub(super) fn framed(&mut self, thing: &impl Packed) {
        let from = self.bytes.len();
        thing.pack(self);
        let end = self.bytes.len();
        self.number((end - from) as u64);
        let length = self.bytes.len() - end;
        self.bytes[from..].rotate_right(length);
    }

    /// Begins something that is read by itself: the stamps met so far must be spelled anew.
    pub(super) fn forget(&mut self) {
        self.stamps.clear();
    }

    /// The version and the glossary, which stand before the bytes.
    pub(super) fn glossary(&self) -> Vec<u8> {
        let mut out = Out::default();
        out.bytes.push(VERSION);
        let mut names: Vec<(u64, DeviceId)> = self.names.iter().map(|(name, number)| (*number, *name)).collect();
        names.sort_unstable();
        out.number(names.len() as u64);
        names.iter().for_each(|(_, name)| out.bytes.extend_from_slice(&name.0.to_le_bytes()));
        let mut words: Vec<(u64, &str)> = self.words.iter().map(|(word, number)| (*number, &**word)).collect();
        words.sort_unstable();
        out.number(words.len() as u64);
        words.iter().for_each(|(_, word)| out.text(word));
        out.bytes
    }

    /// Everything: the glossary, then the bytes.
    pub(super) fn finish(self) -> Vec<u8> {
        [self.glossary(), self.bytes].concat()
    }
}

impl Glossary {
    /// Reads the glossary at the beginning of some bytes, and says where it ends; `None` if it is none, or
    /// of another version.
    pub(super) fn open(bytes: &[u8]) -> Option<(Glossary, usize)> {
        let mut glossary = Glossary::default();
        let rest = {
            let none = Glossary::default();
            let mut input = In::new(bytes, &none);
            if input.array()? != [VERSION] {
                return None;
            }
            for _ in 0..input.count()? {
                glossary.names.push(DeviceId(u64::from_le_bytes(input.array()?)));
            }
            for _ in 0..input.count()? {
                glossary.words.push(input.text()?.into());
            }
            input.rest.len()
        };
        Some((glossary, bytes.len() - rest))
    }

    /// The number of a word; `None` if it does not occur.
    pub(super) fn word(&self, word: &str) -> Option<u64> {
        self.words.iter().position(|known| **known == *word).map(|at| at as u64)
    }
}

impl<'a> In<'a> {
    pub(super) fn new(bytes: &'a [u8], glossary: &'a Glossary) -> In<'a> {
        In { rest: bytes, glossary, stamps: Vec::new() }
    }

    /// Whether all was read.
    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    pub(super) fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let [byte] = self.array()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// How many things follow. Each takes a byte at least, so no more are made room for.
    pub(super) fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok().filter(|count| *count <= self.rest.len())
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        let length = self.count()?;
        std::str::from_utf8(self.take(length)?).ok()
    }

    pub(super) fn word(&mut self) -> Option<&'a Arc<str>> {
        let number = usize::try_from(self.number()?).ok()?;
        self.glossary.words.get(number)
    }

    /// The id of a record.
    pub(super) fn id(&mut self) -> Option<Id<'a>> {
        let name = match self.number()?.checked_sub(1) {
            None => None,
            Some(at) => Some(self.glossary.names.get(usize::try_from(at).ok()?).map(spell)?),
        };
        Some(Id { name, rest: self.text()? })
    }
}

/// A record's id as it stands in the bytes.
pub(super) struct Id<'a> {
    /// The name of a device and a point, if it begins so.
    name: Option<[u8; 17]>,
    rest: &'a str,
}

impl Id<'_> {
    fn bytes(&self) -> impl Iterator<Item = &u8> {
        self.name.iter().flatten().chain(self.rest.as_bytes())
    }

    /// How it stands to another id.
    pub(super) fn order(&self, other: &str) -> Ordering {
        self.bytes().cmp(other.as_bytes())
    }

    /// Its text.
    pub(super) fn text(&self) -> String {
        let mut text = String::with_capacity(17 + self.rest.len());
        text.extend(self.name.iter().flatten().map(|byte| char::from(*byte)));
        text.push_str(self.rest);
        text
    }
}

/// A name as ids begin with it.
fn spell(name: &DeviceId) -> [u8; 17] {
    let mut spelled = [b'.'; 17];
    for (at, digit) in spelled[..16].iter_mut().enumerate() {
        let nibble = (name.0 >> (60 - 4 * at)) as u8 & 15;
        *digit = nibble + if nibble < 10 { b'0' } else { b'a' - 10 };
    }
    spelled
}

impl Packed for u64 {
    fn pack(&self, out: &mut Out) {
        out.number(*self);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        input.number()
    }
}

/// The sign stands in the last bit, so that small numbers stay short.
impl Packed for i64 {
    fn pack(&self, out: &mut Out) {
        out.number((self << 1 ^ self >> 63).cast_unsigned());
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        let number = input.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }
}

impl Packed for bool {
    fn pack(&self, out: &mut Out) {
        out.bytes.push(u8::from(*self));
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        let [byte] = input.array()?;
        Some(byte == 1)
    }
}

impl<const N: usize> Packed for [u8; N] {
    fn pack(&self, out: &mut Out) {
        out.bytes.extend_from_slice(self);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        input.array()
    }
}

impl Packed for String {
    fn pack(&self, out: &mut Out) {
        out.text(self);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        input.text().map(str::to_owned)
    }
}

impl Packed for Arc<str> {
    fn pack(&self, out: &mut Out) {
        out.word(self);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        input.word().cloned()
    }
}

impl Packed for DeviceId {
    fn pack(&self, out: &mut Out) {
        out.name(*self);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        let number = usize::try_from(input.number()?).ok()?;
        input.glossary.names.get(number).copied()
    }
}

/// Writes of one change stay together by sharing its stamp: its number, and if it is the first time what it
/// says.
impl Packed for Arc<Stamp> {
    fn pack(&self, out: &mut Out) {
        let known = out.stamps.iter().position(|known| Arc::ptr_eq(known, self));
        let number = known.unwrap_or(out.stamps.len());
        out.number(number as u64);
        if known.is_none() {
            out.stamps.push(self.clone());
            Stamp::pack(self, out);
        }
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        let number = usize::try_from(input.number()?).ok()?;
        if number == input.stamps.len() {
            let stamp = Arc::new(Stamp::unpack(input)?);
            input.stamps.push(stamp);
        }
        input.stamps.get(number).cloned()
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(&self, out: &mut Out) {
        self.0.pack(out);
        self.1.pack(out);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        Some((A::unpack(input)?, B::unpack(input)?))
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, out: &mut Out) {
        out.bytes.push(u8::from(self.is_some()));
        if let Some(thing) = self {
            thing.pack(out);
        }
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        if bool::unpack(input)? { T::unpack(input).map(Some) } else { Some(None) }
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, out: &mut Out) {
        out.number(self.len() as u64);
        self.iter().for_each(|thing| thing.pack(out));
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        let count = input.count()?;
        let mut things = Vec::with_capacity(count);
        for _ in 0..count {
            things.push(T::unpack(input)?);
        }
        Some(things)
    }
}

impl<T: Packed + Ord> Packed for BTreeSet<T> {
    fn pack(&self, out: &mut Out) {
        out.number(self.len() as u64);
        self.iter().for_each(|thing| thing.pack(out));
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        // One by one: collecting would sort, with a sort of its own for every type.
        let mut things = BTreeSet::new();
        for _ in 0..input.count()? {
            things.insert(T::unpack(input)?);
        }
        Some(things)
    }
}

impl<K: Packed + Ord, V: Packed> Packed for BTreeMap<K, V> {
    fn pack(&self, out: &mut Out) {
        out.number(self.len() as u64);
        for (key, value) in self {
            key.pack(out);
            value.pack(out);
        }
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        let mut things = BTreeMap::new();
        for _ in 0..input.count()? {
            things.insert(K::unpack(input)?, V::unpack(input)?);
        }
        Some(things)
    }
}
