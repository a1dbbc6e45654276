//! Bytes for the packed state: things one behind the other, without names. A reader knows what comes
//! next or gives up; whoever keeps the bytes tells damage from content.
//!
//! What occurs again and again (words, names of devices, stamps) is spelled once and then numbered.

use super::change::DeviceId;
use super::state::Stamp;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Something that can be written as bytes and read back equal.
pub(super) trait Packed: Sized {
    /// Writes it.
    fn pack<'a>(&'a self, out: &mut Out<'a>);
    /// Reads it; `None` if the bytes are none.
    fn unpack(input: &mut In<'_>) -> Option<Self>;
}

/// Writes bytes.
#[derive(Default)]
pub(super) struct Out<'a> {
    pub(super) bytes: Vec<u8>,
    words: HashMap<&'a str, u64>,
    names: HashMap<DeviceId, u64>,
    stamps: HashMap<*const Stamp, u64>,
}

/// Reads bytes.
pub(super) struct In<'a> {
    rest: &'a [u8],
    words: Vec<Arc<str>>,
    names: Vec<DeviceId>,
    stamps: Vec<Arc<Stamp>>,
}

impl<'a> Out<'a> {
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

    /// A word: its number, and if it is the first time its text.
    pub(super) fn word(&mut self, word: &'a str) {
        let next = self.words.len() as u64;
        let number = *self.words.entry(word).or_insert(next);
        self.number(number);
        if number == next {
            self.text(word);
        }
    }

    /// The name of a device or branch: its number, and if it is the first time its bits.
    pub(super) fn name(&mut self, name: DeviceId) {
        let next = self.names.len() as u64;
        let number = *self.names.entry(name).or_insert(next);
        self.number(number);
        if number == next {
            self.bytes.extend_from_slice(&name.0.to_le_bytes());
        }
    }
}

impl<'a> In<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> In<'a> {
        In { rest: bytes, words: Vec::new(), names: Vec::new(), stamps: Vec::new() }
    }

    /// Whether all was read.
    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
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

    pub(super) fn word(&mut self) -> Option<Arc<str>> {
        let number = usize::try_from(self.number()?).ok()?;
        if number == self.words.len() {
            let word = self.text()?.into();
            self.words.push(word);
        }
        self.words.get(number).cloned()
    }
}

impl Packed for u64 {
    fn pack<'a>(&'a self, out: &mut Out<'a>) {
        out.number(*self);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        input.number()
    }
}

/// The sign stands in the last bit, so that small numbers stay short.
impl Packed for i64 {
    fn pack<'a>(&'a self, out: &mut Out<'a>) {
        out.number((self << 1 ^ self >> 63).cast_unsigned());
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        let number = input.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }
}

impl Packed for bool {
    fn pack<'a>(&'a self, out: &mut Out<'a>) {
        out.bytes.push(u8::from(*self));
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        let [byte] = input.array()?;
        Some(byte == 1)
    }
}

impl<const N: usize> Packed for [u8; N] {
    fn pack<'a>(&'a self, out: &mut Out<'a>) {
        out.bytes.extend_from_slice(self);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        input.array()
    }
}

impl Packed for String {
    fn pack<'a>(&'a self, out: &mut Out<'a>) {
        out.text(self);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        input.text().map(str::to_owned)
    }
}

impl Packed for Arc<str> {
    fn pack<'a>(&'a self, out: &mut Out<'a>) {
        out.word(self);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        input.word()
    }
}

impl Packed for DeviceId {
    fn pack<'a>(&'a self, out: &mut Out<'a>) {
        out.name(*self);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        let number = usize::try_from(input.number()?).ok()?;
        if number == input.names.len() {
            let name = DeviceId(u64::from_le_bytes(input.array()?));
            input.names.push(name);
        }
        input.names.get(number).copied()
    }
}

/// Writes of one change stay together by sharing its stamp.
impl Packed for Arc<Stamp> {
    fn pack<'a>(&'a self, out: &mut Out<'a>) {
        let next = out.stamps.len() as u64;
        let number = *out.stamps.entry(Arc::as_ptr(self)).or_insert(next);
        out.number(number);
        if number == next {
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
    fn pack<'a>(&'a self, out: &mut Out<'a>) {
        self.0.pack(out);
        self.1.pack(out);
    }

    fn unpack(input: &mut In<'_>) -> Option<Self> {
        Some((A::unpack(input)?, B::unpack(input)?))
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack<'a>(&'a self, out: &mut Out<'a>) {
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
    fn pack<'a>(&'a self, out: &mut Out<'a>) {
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
    fn pack<'a>(&'a self, out: &mut Out<'a>) {
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
    fn pack<'a>(&'a self, out: &mut Out<'a>) {
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
