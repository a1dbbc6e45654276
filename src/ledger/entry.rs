//! A held change: its canonical text, its place in its chain and its identity, the chain hash.
//!
//! The text is the truth, for it is what was hashed and what travels on: a [`Change`] is a view of it.
//! It stands without `p`, which is no part of the change hash.

use super::change::{Change, DeviceId, Dot, HeaderFault, Op, Parent, SetOp};
use super::frontier::Tag;
use super::hash::{Hash, Hasher, ORIGIN, chain, hash, hex, prefix};
use super::json::{Json, Sink, write_list, write_str};
use super::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A change read from a text, before its place in a chain is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The device that made it.
    pub d: DeviceId,
    /// Its number on that device.
    pub s: u64,
    /// Lamport time.
    pub l: u64,
    /// What it says of its parent.
    pub parent: Parent,
    /// A limit of the format that it breaks.
    pub excess: Option<Excess>,
    ops: usize,
    own: Hash,
    text: Arc<str>,
    p_at: usize,
    marks: Marks,
}

/// The most ops in a change.
pub const MAX_OPS: usize = 100_000;
/// The most fields in `set`, `x` or `seen`, items in a list value, and dots for a field.
pub const MAX_EACH: usize = 1_000;

/// A limit that a change breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Excess {
    /// More than [`MAX_OPS`].
    #[error("more than 100,000 ops in a change")]
    Ops,
    /// More than [`MAX_EACH`].
    #[error("more than 1,000 fields in an op")]
    Fields,
    /// More than [`MAX_EACH`].
    #[error("more than 1,000 items in a list value or dots for a field")]
    Items,
}

impl Excess {
    /// The limit that these ops of a change or part break.
    #[must_use]
    pub fn of(ops: &[Op]) -> Option<Excess> {
        let sets = || ops.iter().filter_map(|op| if let Op::Set(op) = op { Some(op) } else { None });
        let fields = |op: &SetOp| op.set.len().max(op.x.len()).max(op.seen.len()) > MAX_EACH;
        let long = |value: &Value| matches!(value, Value::Other(Json::List(items)) if items.len() > MAX_EACH);
        let items = |op: &SetOp| {
            op.set.values().any(long) || op.x.values().chain(op.seen.values()).any(|dots| dots.len() > MAX_EACH)
        };
        if ops.len() > MAX_OPS {
            Some(Excess::Ops)
        } else if sets().any(fields) {
            Some(Excess::Fields)
        } else {
            sets().any(items).then_some(Excess::Items)
        }
    }
}

/// What some ops of a change are, so that most changes need not be read again to ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Marks {
    blank: bool,
    purge: bool,
}

/// A change with its place: the parent's chain hash and its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The device that made it.
    pub d: DeviceId,
    /// Its number on that device.
    pub s: u64,
    /// Lamport time.
    pub l: u64,
    /// The parent's chain hash; zero bytes for the first change of a device.
    pub parent: Hash,
    /// Its chain hash, which is its identity.
    pub c: Hash,
    /// The number of its ops.
    pub ops: usize,
    text: Arc<str>,
    p_at: usize,
    marks: Marks,
}

impl Draft {
    /// Reads a change from its JSON.
    ///
    /// # Errors
    /// The header is malformed, or `ops` is no list of objects.
    pub fn from_json(mut json: Json) -> Result<Draft, HeaderFault> {
        let (change, parent) = Change::from_json(&json)?;
        if let Json::Map(map) = &mut json {
            map.remove("p");
        }
        let text = json.canonical();
        let mut draft = Draft {
            d: change.d,
            s: change.s,
            l: change.l,
            parent,
            own: own_hash(&json),
            p_at: p_at(&json, &text),
            text: text.into(),
            marks: Marks::default(),
            ops: change.ops.len(),
            excess: Excess::of(&change.ops),
        };
        for op in &change.ops {
            draft.marks.blank |= matches!(op, Op::Blank { .. });
            draft.marks.purge |= matches!(op, Op::Purge { .. });
        }
        Ok(draft)
    }

    /// Writes the canonical JSON as it was read, but for a `p` that was [`Parent::Bad`].
    pub fn write(&self, sink: &mut impl Sink) {
        let parent = if let Parent::Named(parent) = &self.parent { Some(parent) } else { None };
        write_with(&self.text, self.p_at, parent, sink);
    }

    /// Puts it behind its parent. The first change of a device has none, whatever is given.
    #[must_use]
    pub fn after(self, parent: Hash) -> Entry {
        let parent = if self.s == 1 { ORIGIN } else { parent };
        let c = chain(&parent, &self.own);
        Entry {
            d: self.d,
            s: self.s,
            l: self.l,
            parent,
            c,
            ops: self.ops,
            text: self.text,
            p_at: self.p_at,
            marks: self.marks,
        }
    }
}

impl Entry {
    /// The entry of a change made here, behind the change with this chain hash.
    ///
    /// # Errors
    /// The change is none of the format, for example for a member id that is no id.
    pub fn new(change: &Change, parent: Hash) -> Result<Entry, HeaderFault> {
        Ok(Draft::from_json(change.to_json())?.after(parent))
    }

    /// Reads an entry written by [`Entry::write`] with its parent.
    ///
    /// # Errors
    /// The text is no change, or lacks the parent that its number demands.
    pub fn parse(text: &str) -> Result<Entry, EntryError> {
        let draft = Draft::from_json(Json::parse(text)?)?;
        match draft.parent {
            Parent::Named(parent) => Ok(draft.after(parent)),
            Parent::Unsaid if draft.s == 1 => Ok(draft.after(ORIGIN)),
            Parent::Unsaid | Parent::Bad => Err(EntryError::Parent),
        }
    }

    /// The change as the ledger understands it.
    #[must_use]
    pub fn change(&self) -> Change {
        let read = Json::parse(&self.text).ok().and_then(|json| Change::from_json(&json).ok());
        read.map_or_else(|| Change { d: self.d, s: self.s, l: self.l, ..Change::default() }, |(change, _)| change)
    }

    /// Writes the canonical JSON, with `p` or without.
    pub fn write(&self, with_parent: bool, sink: &mut impl Sink) {
        let parent = (with_parent && self.s > 1).then_some(&self.parent);
        write_with(&self.text, self.p_at, parent, sink);
    }

    /// The canonical JSON without `p`.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The name of the branch that would begin with this change.
    #[must_use]
    pub fn branch(&self) -> DeviceId {
        DeviceId(prefix(&self.c))
    }

    /// What tells it from all others, under the name it has as long as nobody forked.
    #[must_use]
    pub fn tag(&self) -> Tag {
        Tag { dot: Dot { name: self.d, s: self.s }, d: self.d, c: self.branch() }
    }

    /// The records that its ops erase.
    #[must_use]
    pub fn purges(&self) -> Vec<(String, String)> {
        let change = self.marks.purge.then(|| self.change());
        let ops = change.into_iter().flat_map(|change| change.ops);
        ops.filter_map(|op| if let Op::Purge { e, id } = op { Some((e, id)) } else { None }).collect()
    }

    /// The records of its blank ops.
    #[must_use]
    pub fn blanks(&self) -> Vec<(String, String)> {
        let change = self.marks.blank.then(|| self.change());
        let ops = change.into_iter().flat_map(|change| change.ops);
        ops.filter_map(|op| if let Op::Blank { e, id, .. } = op { Some((e, id)) } else { None }).collect()
    }

    /// Makes the ops of erased records blank. The hashes stay as they are. Says whether anything changed.
    pub fn blank(&mut self, purged: &BTreeSet<(String, String)>) -> bool {
        self.rewrite(|ops| {
            let mut changed = false;
            for op in ops {
                let Some(known) = Op::from_json(op) else { continue };
                let (e, id) = known.target();
                let hit = purged.contains(&(e.to_owned(), id.to_owned()));
                if hit && !matches!(known, Op::Purge { .. } | Op::Blank { .. }) {
                    *op = Op::Blank { e: e.to_owned(), id: id.to_owned(), c: op_hash(op) }.to_json();
                    changed = true;
                }
            }
            changed
        })
    }

    /// Takes the content of ops that are blank here from another copy of this change.
    pub fn fill(&mut self, other: &Entry) -> bool {
        if !self.marks.blank || self.c != other.c || self.text == other.text {
            return false;
        }
        let Some(content) = Json::parse(&other.text).ok() else { return false };
        self.rewrite(|ops| {
            let theirs = content.as_map().and_then(|map| map.get("ops")?.as_list()).unwrap_or_default();
            let mut changed = false;
            for (op, other) in ops.iter_mut().zip(theirs) {
                if Op::blank(op).is_some() && Op::blank(other).is_none() {
                    *op = other.clone();
                    changed = true;
                }
            }
            changed
        })
    }

    fn rewrite(&mut self, edit: impl FnOnce(&mut [Json]) -> bool) -> bool {
        let Ok(mut json) = Json::parse(&self.text) else { return false };
        let Json::Map(map) = &mut json else { return false };
        let Some(Json::List(ops)) = map.get_mut("ops") else { return false };
        if !edit(ops) {
            return false;
        }
        if let Ok(draft) = Draft::from_json(json) {
            (self.text, self.p_at, self.marks) = (draft.text, draft.p_at, draft.marks);
        }
        true
    }
}

fn write_with(text: &str, p_at: usize, parent: Option<&Hash>, sink: &mut impl Sink) {
    let Some(parent) = parent else {
        return sink.put(text);
    };
    sink.put(&text[..p_at]);
    sink.put("\"p\":\"");
    sink.put(&hex(parent));
    sink.put("\",");
    sink.put(&text[p_at..]);
}

/// Why a stored text is no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Not JSON.
    #[error(transparent)]
    Json(#[from] super::json::JsonError),
    /// Not a change.
    #[error(transparent)]
    Header(#[from] HeaderFault),
    /// The parent's chain hash is missing or malformed.
    #[error("`p` is missing or malformed")]
    Parent,
}

/// The change hash H: that of the change without `p`, each op replaced by `[e, id, op hash]`.
fn own_hash(json: &Json) -> Hash {
    let mut hasher = Hasher::default();
    let none = BTreeMap::new();
    for (index, (key, json)) in json.as_map().unwrap_or(&none).iter().enumerate() {
        hasher.put(if index == 0 { "{" } else { "," });
        write_str(key, &mut hasher);
        hasher.put(":");
        match json.as_list().filter(|_| key == "ops") {
            Some(ops) => write_list(ops, &mut hasher, |op, hasher| {
                let text = |key: &str| op.as_map().and_then(|map| map.get(key)?.as_str()).unwrap_or_default();
                hasher.put("[");
                write_str(text("e"), hasher);
                hasher.put(",");
                write_str(text("id"), hasher);
                hasher.put(",\"");
                hasher.put(&hex(&op_hash(op)));
                hasher.put("\"]");
            }),
            None => json.write(&mut hasher),
        }
    }
    hasher.put("}");
    hasher.finish()
}

/// The hash of an op's canonical JSON, or that of the op which a blank once was.
#[must_use]
pub fn op_hash(op: &Json) -> Hash {
    Op::blank(op).unwrap_or_else(|| hash(&op.canonical()))
}

/// Where `"p":"…",` belongs in the text: `ops` always stands before it and `s` behind it.
fn p_at(json: &Json, text: &str) -> usize {
    let behind = json.as_map().into_iter().flat_map(|map| map.range("p".to_owned()..));
    let length: usize =
        behind.map(|(key, json)| Json::Str(key.clone()).canonical().len() + json.canonical().len() + 2).sum();
    text.len() - length
}
