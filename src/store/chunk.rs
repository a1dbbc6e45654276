//! A chunk: some changes in order of arrival, as the list that a file's `changes` would be, gzipped.
//! So a raw export is no more than unpacking, and gzip's checksum tells a damaged chunk.

use super::storage::{StoreError, Table};
use crate::ledger::entry::{Draft, Entry};
use crate::ledger::hash::ORIGIN;
use crate::ledger::json::{JsonError, Reader};
use crate::ledger::{DeviceId, Json, Part};
use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};
use std::io::{Read, Write};

/// How many changes a full chunk holds.
pub(super) const FULL: usize = 1000;

/// How many bytes of changes, unpacked, a chunk holds more or less: what is unpacked at once stays small.
const BYTES: usize = 1 << 21;

/// Changes in groups, each for one chunk.
pub(super) fn groups(entries: &[Entry]) -> impl Iterator<Item = &[Entry]> {
    let mut rest = entries;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |entry: &&Entry| {
            bytes += entry.text().len();
            bytes <= BYTES
        };
        let count = rest.iter().take(FULL).take_while(fits).count().max(1);
        let (group, left) = rest.split_at_checked(count)?;
        rest = left;
        Some(group)
    })
}

/// The JSON list of entries; `p` stands where the entry before is not the parent.
fn list(entries: &[Entry]) -> String {
    let mut text = String::from("[");
    let mut before: Option<&Entry> = None;
    for entry in entries {
        if before.is_some() {
            text.push(',');
        }
        let follows = before.is_some_and(|before| before.c == entry.parent && before.d == entry.d);
        entry.write(!follows, &mut text);
        before = Some(entry);
    }
    text.push(']');
    text
}

/// Packs entries. Where they are one chain, that is noted in front, so that it can be told without unpacking.
pub(super) fn pack(entries: &[Entry]) -> Vec<u8> {
    let follows = |pair: &[Entry]| pair[0].d == pair[1].d && pair[0].c == pair[1].parent;
    let first = entries.first().filter(|_| entries.windows(2).all(follows));
    let note = first.map(|first| [NOTE, &first.d.0.to_le_bytes()[..], &first.s.to_le_bytes()[..]].concat());
    gzip(&list(entries), note)
}

/// How a note in the header of gzip begins: its name, and the length of what follows.
const NOTE: &[u8] = b"cv\x10\x00";

/// The device and seq of the first change of a chunk whose changes are one chain. It stands outside of gzip's
/// checksum, so whoever goes by it looks whether it is so.
pub(super) fn chain(bytes: &[u8]) -> Option<(DeviceId, u64)> {
    let decoder = flate2::bufread::GzDecoder::new(bytes);
    let (d, s) = decoder.header()?.extra()?.strip_prefix(NOTE)?.split_first_chunk()?;
    Some((DeviceId(u64::from_le_bytes(*d)), u64::from_le_bytes(s.try_into().ok()?)))
}

/// Unpacks entries; `None` if the chunk is damaged.
pub(super) fn unpack(bytes: &[u8]) -> Option<Vec<Entry>> {
    parse(&gunzip(bytes)?)
}

/// Reads the JSON list of entries; `None` if it is none.
pub(super) fn parse(text: &str) -> Option<Vec<Entry>> {
    let mut reader = Reader::new(text);
    let mut entries: Vec<Entry> = Vec::new();
    reader
        .elements(|reader| {
            let draft = Draft::read(reader)?.map_err(|_| Damaged)?;
            let parent = match (draft.parent, entries.last()) {
                (Some(parent), _) => parent,
                (None, _) if draft.s == 1 => ORIGIN,
                (None, Some(before)) if before.d == draft.d && before.s + 1 == draft.s => before.c,
                _ => return Err(Damaged),
            };
            entries.push(draft.after(parent));
            Ok(())
        })
        .ok()?;
    reader.end().ok()?;
    Some(entries)
}

/// A text that is no list of changes.
struct Damaged;

impl From<JsonError> for Damaged {
    fn from(_: JsonError) -> Self {
        Damaged
    }
}

/// Packs parts.
pub(super) fn pack_parts<'a>(parts: impl IntoIterator<Item = &'a Part>) -> Vec<u8> {
    let texts: Vec<&str> = parts.into_iter().map(Part::text).collect();
    gzip(&format!("[{}]", texts.join(",")), None)
}

/// Unpacks parts; `None` if the chunk is damaged.
pub(super) fn unpack_parts(bytes: &[u8]) -> Option<Vec<Part>> {
    let Json::List(items) = Json::parse(&gunzip(bytes)?).ok()? else { return None };
    items.iter().map(|item| Part::from_json(item).ok()).collect()
}

/// Gzips a text, perhaps with a note in front.
fn gzip(text: &str, note: Option<Vec<u8>>) -> Vec<u8> {
    let header = note.map_or_else(GzBuilder::new, |note| GzBuilder::new().extra(note));
    let mut encoder = header.write(Vec::new(), Compression::fast());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(text.as_bytes());
    encoder.finish().unwrap_or_default()
}

/// The text in gzipped bytes; `None` if they are damaged.
pub(super) fn gunzip(bytes: &[u8]) -> Option<String> {
    let mut text = String::new();
    GzDecoder::new(bytes).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The error for a value that cannot be unpacked.
pub(super) fn damaged(table: Table, key: &str) -> StoreError {
    StoreError::Corrupt { what: format!("{}/{key}", table.name()) }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{device, entries};
    use super::*;

    #[test]
    fn chunks_are_read_as_written() {
        let (one, two) = (entries(device(1), 5), entries(device(2), 3));
        let mixed = [&one[1..], &two[..], &one[..1]].concat();
        let fork = [&one[1..2], &one[..1]].concat();
        for (list, first) in [
            (&[][..], None),
            (&one, Some((device(1), 1))),
            (&one[3..], Some((device(1), 4))),
            (&mixed, None),
            (&fork, None),
        ] {
            assert_eq!(unpack(&pack(list)).as_deref(), Some(list));
            assert_eq!(chain(&pack(list)), first);
        }
    }

    #[test]
    fn a_flipped_bit_is_noticed() {
        let mut bytes = pack(&entries(device(1), 5));
        let middle = bytes.len() / 2;
        bytes[middle] ^= 4;
        assert_eq!(unpack(&bytes), None);
        assert_eq!(unpack(&bytes[..middle]), None);
    }
}
