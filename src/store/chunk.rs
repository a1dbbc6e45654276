//! A chunk: some changes in order of arrival, as the list that a file's `changes` would be, gzipped.
//! So a raw export is no more than unpacking, and gzip's checksum tells a damaged chunk.

use super::storage::{StoreError, Table};
use crate::ledger::entry::{Draft, Entry};
use crate::ledger::hash::ORIGIN;
use crate::ledger::json::{JsonError, Reader};
use crate::ledger::{Json, Part};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
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

/// Packs entries.
pub(super) fn pack(entries: &[Entry]) -> Vec<u8> {
    gzip(&list(entries))
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
    gzip(&format!("[{}]", texts.join(",")))
}

/// Unpacks parts; `None` if the chunk is damaged.
pub(super) fn unpack_parts(bytes: &[u8]) -> Option<Vec<Part>> {
    let Json::List(items) = Json::parse(&gunzip(bytes)?).ok()? else { return None };
    items.iter().map(|item| Part::from_json(item).ok()).collect()
}

/// Gzips a text.
fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
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
        for list in [&[][..], &one, &one[3..], &mixed] {
            assert_eq!(unpack(&pack(list)).as_deref(), Some(list));
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
