//! A document of the exchange format, read with every check of the format.
//!
//! The order of the checks is that of the format: a file is refused with the code of the first step
//! that fails. Changes are taken from the text one by one, so no tree of the whole is ever built.

use super::Watch;
use super::envelope::{Envelope, Kind, check_format};
use super::error::{Code, FileError};
use super::packed;
use crate::ledger::entry::{Draft, Fault, NoDraft};
use crate::ledger::hash::{Hash, Hasher, ORIGIN, hex};
use crate::ledger::json::{JsonError, Reader, Sink, write_list, write_map};
use crate::ledger::{DeviceId, Entry, Json, Op, Part};
use std::collections::{BTreeMap, HashSet};

/// What a reader takes at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes, packed and unpacked.
    pub size: usize,
    /// Inflated bytes per packed byte.
    pub ratio: u64,
    /// Inflated bytes below which the ratio does not matter.
    pub free: usize,
    /// Devices in `devices`, and in changes.
    pub devices: usize,
    /// Records in changes.
    pub records: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { size: 1 << 30, ratio: 200, free: 1 << 20, devices: 10_000, records: 2_000_000 }
    }
}

/// A document: its envelope, and what it carries.
#[derive(Clone, Debug)]
pub struct Document {
    /// The keys besides changes and parts.
    pub envelope: Envelope,
    /// The changes, in the order of the file.
    pub changes: Vec<Entry>,
    /// The parts.
    pub parts: Vec<Part>,
    /// The file hash.
    pub hash: Hash,
}

impl Document {
    /// Reads a file, plain or gzipped.
    ///
    /// # Errors
    /// The first check that fails. Then nothing of the file may be used.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, FileError> {
        Document::read_watched(bytes, limits, &|_| ())
    }

    /// The same, telling how far it is.
    ///
    /// # Errors
    /// As [`Document::read`].
    pub fn read_watched(bytes: &[u8], limits: &Limits, watch: Watch<'_>) -> Result<Document, FileError> {
        let text = packed::text(bytes, limits)?;
        // Reading the text and hashing what it says take about as long as each other.
        let raw = Raw::parse(&text, &|share| watch(share / 2.0))?;
        drop(text);
        raw.check(limits, &|share| watch(0.5 + share / 2.0))
    }
}

/// A change or part as read: usable, or its canonical text and what is wrong with it.
type Item<T> = Result<T, NoDraft>;

/// A document that is JSON, no more.
#[derive(Default)]
struct Raw {
    members: BTreeMap<String, Json>,
    changes: Option<Vec<Item<Draft>>>,
    parts: Option<Vec<Item<Part>>>,
}

impl Raw {
    fn parse(text: &str, watch: Watch<'_>) -> Result<Raw, FileError> {
        let share = |reader: &Reader<'_>| watch(reader.place().at as f64 / text.len() as f64);
        let mut reader = Reader::new(text);
        if reader.peek() != Some(b'{') {
            reader.value()?;
            reader.end()?;
            return Code::Format.refuse("not an object");
        }
        let mut raw = Raw::default();
        reader.members(|reader, key| {
            let twice = match &*key {
                "changes" => raw.changes.is_some(),
                "parts" => raw.parts.is_some(),
                _ => false,
            };
            if twice || raw.members.contains_key(&*key) {
                return Code::DuplicateKey.refuse(format_args!("{key:?}"));
            }
            match (&*key, reader.peek()) {
                ("changes", Some(b'[')) => raw.changes = Some(items(reader, Draft::read, share)?),
                ("parts", Some(b'[')) => raw.parts = Some(items(reader, part, share)?),
                _ => {
                    raw.members.insert(key.into_owned(), reader.value()?);
                }
            }
            Ok(())
        })?;
        reader.end()?;
        Ok(raw)
    }

    fn check(mut self, limits: &Limits, watch: Watch<'_>) -> Result<Document, FileError> {
        check_format(&self.members)?;
        let hash = self.hash();
        if self.members.get("hash").and_then(Json::as_str) != Some(hex(&hash).as_str()) {
            return Code::Hash.refuse(format_args!("the content hashes to {}", hex(&hash)));
        }
        let (Some(changes), false) = (self.changes.take(), self.members.contains_key("parts")) else {
            return Code::Envelope.refuse("`changes` or `parts` is missing or of the wrong type");
        };
        let (envelope, have_agrees) = Envelope::from_members(self.members)?;
        let (drafts, bad_parent) = good(changes, Code::Change)?;
        let (parts, _) = good(self.parts.unwrap_or_default(), Code::Part)?;
        match envelope.kind {
            Kind::Delta if !parts.is_empty() => return Code::Part.refuse("parts in a delta"),
            Kind::Share | Kind::Request if !drafts.is_empty() || bad_parent => {
                return Code::Part.refuse("changes in a share");
            }
            _ => {}
        }
        if bad_parent {
            return Code::Chain.refuse("a malformed `p`");
        }
        let excess = drafts.iter().find_map(|draft| draft.excess).or(parts.iter().find_map(|part| part.excess));
        let changes = chained(drafts, watch)?;
        if !have_agrees {
            return Code::Chain.refuse("`have` and `heads` differ");
        }
        if envelope.kind == Kind::Full {
            check_heads(&envelope, &changes)?;
        }
        if let Some(excess) = excess {
            return Code::Limit.refuse(excess);
        }
        let document = Document { envelope, changes, parts, hash };
        check_limits(document.envelope.devices.len(), &document.changes, limits)?;
        Ok(document)
    }

    /// The hash of the canonical JSON without `hash`.
    fn hash(&self) -> Hash {
        let mut hasher = Hasher::default();
        let mut keys: Vec<&str> = self.members.keys().map(String::as_str).filter(|key| *key != "hash").collect();
        keys.extend(self.changes.is_some().then_some("changes"));
        keys.extend(self.parts.is_some().then_some("parts"));
        keys.sort_unstable();
        let members = keys.into_iter().map(|key| (key, key));
        write_map(members, &mut hasher, |key, hasher| match (key, &self.changes, &self.parts, self.members.get(key)) {
            ("changes", Some(items), ..) => write_list(items, hasher, |item, hasher| match item {
                Ok(draft) => draft.write(hasher),
                Err(bad) => hasher.put(&bad.text),
            }),
            ("parts", _, Some(items), _) => write_list(items, hasher, |item, hasher| match item {
                Ok(part) => hasher.put(part.text()),
                Err(bad) => hasher.put(&bad.text),
            }),
            (_, _, _, Some(json)) => json.write(hasher),
            _ => {}
        });
        hasher.finish()
    }
}

/// How many changes go by between two reports of progress.
const STRIDE: usize = 1_000;

fn items<T>(
    reader: &mut Reader<'_>,
    read: impl Fn(&mut Reader<'_>) -> Result<Item<T>, JsonError>,
    watch: impl Fn(&Reader<'_>),
) -> Result<Vec<Item<T>>, FileError> {
    let mut items = Vec::new();
    reader.elements(|reader| {
        items.push(read(reader)?);
        if items.len().is_multiple_of(STRIDE) {
            watch(reader);
        }
        Ok::<(), FileError>(())
    })?;
    Ok(items)
}

fn part(reader: &mut Reader<'_>) -> Result<Item<Part>, JsonError> {
    let json = reader.value()?;
    let bad = |fault| NoDraft { text: json.canonical(), fault: Fault::Header(fault) };
    Ok(Part::from_json(&json).map_err(bad))
}

/// The usable items, and whether some has a bad parent, which is for a later step to refuse.
fn good<T>(items: Vec<Item<T>>, code: Code) -> Result<(Vec<T>, bool), FileError> {
    let mut bad_parent = false;
    let mut good = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate() {
        match item {
            Ok(item) => good.push(item),
            Err(NoDraft { fault: Fault::Parent, .. }) => bad_parent = true,
            Err(NoDraft { fault: Fault::Header(fault), .. }) => {
                return code.refuse(format_args!("number {index}: {fault}"));
            }
        }
    }
    Ok((good, bad_parent))
}

/// Gives every change its parent: the one it names, or the change just before it.
fn chained(drafts: Vec<Draft>, watch: Watch<'_>) -> Result<Vec<Entry>, FileError> {
    let all = drafts.len();
    let mut changes: Vec<Entry> = Vec::with_capacity(all);
    for draft in drafts {
        if changes.len().is_multiple_of(STRIDE) {
            watch(changes.len() as f64 / all as f64);
        }
        let before = changes.last().filter(|before| before.d == draft.d && before.s + 1 == draft.s);
        let parent = match draft.parent {
            Some(parent) => parent,
            _ if draft.s == 1 => ORIGIN,
            _ => match before {
                Some(before) => before.c,
                None => return Code::Chain.refuse(format_args!("{}.{} has no parent", draft.d, draft.s)),
            },
        };
        changes.push(draft.after(parent));
    }
    Ok(changes)
}

/// A full file contains its heads.
fn check_heads(envelope: &Envelope, changes: &[Entry]) -> Result<(), FileError> {
    let held: HashSet<(u64, Hash)> = changes.iter().map(|entry| (entry.s, entry.c)).collect();
    match envelope.heads.iter().find(|(_, head)| !held.contains(&(head.s, head.h))) {
        Some((name, head)) => Code::Chain.refuse(format_args!("the head {name}.{} is not in the file", head.s)),
        None => Ok(()),
    }
}

/// The limits that go beyond one change.
pub(super) fn check_limits(devices: usize, changes: &[Entry], limits: &Limits) -> Result<(), FileError> {
    if devices > limits.devices {
        return Code::Limit.refuse("too many devices");
    }
    let mut last: Option<DeviceId> = None;
    let mut met: HashSet<DeviceId> = HashSet::new();
    for entry in changes {
        if last != Some(entry.d) {
            met.insert(entry.d);
            last = Some(entry.d);
        }
    }
    if met.len() > limits.devices {
        return Code::Limit.refuse("changes of too many devices");
    }
    // There are no more records than ops, which are quickly counted.
    if changes.iter().map(|entry| entry.ops).sum::<usize>() > limits.records {
        let mut records: HashSet<(String, String)> = HashSet::new();
        for entry in changes {
            let ops = entry.change().ops;
            let known = ops.iter().filter(|op| !matches!(op, Op::Unknown(_)));
            records.extend(known.map(|op| op.target()).map(|(e, id)| (e.to_owned(), id.to_owned())));
            if records.len() > limits.records {
                return Code::Limit.refuse("too many records");
            }
        }
    }
    Ok(())
}
