//! A held change: its canonical text, its place in its chain and its identity, the chain hash.
//!
//! The text is the truth, for it is what was hashed and what travels on: a [`Change`] is a view of it.
//! It stands without `p`, which is no part of the change hash.

use super::change::{Change, DeviceId, Dot, HeaderFault, Op, Parent, SetOp, Spelled};
use super::frontier::Tag;
use super::hash::{Hash, Hasher, ORIGIN, chain, hash, hex, prefix};
use super::json::{Json, JsonError, Reader, Sink, write_list, write_str};
use super::value::Value;
use std::collections::BTreeSet;
use std::ops::Deref;
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
    /// The parent's chain hash, if it says it.
    pub parent: Option<Hash>,
    /// A limit of the format that it breaks.
    pub excess: Option<Excess>,
    ops: usize,
    own: Hash,
    text: Box<str>,
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

/// A change with its place: the parent's chain hash and its own. Clones share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry(Arc<Placed>);

/// What an [`Entry`] is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
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
    text: Box<str>,
    p_at: usize,
    marks: Marks,
}

impl Deref for Entry {
    type Target = Placed;

    fn deref(&self) -> &Placed {
        &self.0
    }
}

impl Draft {
    /// Reads a change. What is spelled canonically, as nearly all are, is taken as it stands.
    ///
    /// # Errors
    /// It is no JSON. Else, if it is no change, its canonical text and what is wrong with it.
    pub fn read(reader: &mut Reader<'_>) -> Result<Result<Draft, NoDraft>, JsonError> {
        let start = reader.begin();
        if let Ok(spelled) = Spelled::read(reader) {
            return Ok(Draft::of(spelled, reader.since(start), start.at));
        }
        reader.back(start);
        let text = reader.value()?.canonical();
        Ok(match Spelled::read(&mut Reader::new(&text)) {
            Ok(spelled) => Draft::of(spelled, &text, 0),
            Err(fault) => Err(NoDraft { text, fault: Fault::Header(fault) }),
        })
    }

    /// A change that stands at a place of the text it was read from.
    fn of(spelled: Spelled, text: &str, at: usize) -> Result<Draft, NoDraft> {
        let Spelled { change, parent, ops, each, p } = spelled;
        let parent = match parent {
            Parent::Unsaid => None,
            Parent::Named(parent) => Some(parent),
            Parent::Bad => return Err(NoDraft { text: text.to_owned(), fault: Fault::Parent }),
        };
        let (before, behind) = (&text[..p.start - at], &text[p.end - at..]);
        let mut own = Hasher::default();
        own.put(&text[..ops.start - at]);
        write_list(change.ops.iter().zip(each), &mut own, |(op, place), own| {
            let (e, id) = op.target();
            own.put("[");
            write_str(e, own);
            own.put(",");
            write_str(id, own);
            own.put(",\"");
            own.put(&hex(&match op {
                Op::Blank { c, .. } => *c,
                _ => hash(&text[place.start - at..place.end - at]),
            }));
            own.put("\"]");
        });
        own.put(&before[ops.end - at..]);
        own.put(behind);
        Ok(Draft {
            d: change.d,
            s: change.s,
            l: change.l,
            parent,
            excess: Excess::of(&change.ops),
            ops: change.ops.len(),
            own: own.finish(),
            text: [before, behind].concat().into(),
            p_at: before.len(),
            marks: Marks {
                blank: change.ops.iter().any(|op| matches!(op, Op::Blank { .. })),
                purge: change.ops.iter().any(|op| matches!(op, Op::Purge { .. })),
            },
        })
    }

    /// Writes the canonical JSON as it was read.
    pub fn write(&self, sink: &mut impl Sink) {
        write_with(&self.text, self.p_at, self.parent.as_ref(), sink);
    }

    /// Puts it behind its parent. The first change of a device has none, whatever is given.
    #[must_use]
    pub fn after(self, parent: Hash) -> Entry {
        let parent = if self.s == 1 { ORIGIN } else { parent };
        Entry(Arc::new(Placed {
            d: self.d,
            s: self.s,
            l: self.l,
            parent,
            c: chain(&parent, &self.own),
            ops: self.ops,
            text: self.text,
            p_at: self.p_at,
            marks: self.marks,
        }))
    }
}

/// A text that is no change. It is kept, because it counts in the hash of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoDraft {
    /// As canonical JSON.
    pub text: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// Why a text is no change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its header is malformed.
    Header(HeaderFault),
    /// What it says of its parent is malformed.
    Parent,
}

impl Entry {
    /// The entry of a change made here, behind the change with this chain hash.
    ///
    /// # Errors
    /// The change is none of the format, for example for a member id that is no id.
    pub fn new(change: &Change, parent: Hash) -> Result<Entry, HeaderFault> {
        match Draft::read(&mut Reader::new(&change.to_json().canonical())) {
            Ok(Ok(draft)) => Ok(draft.after(parent)),
            Ok(Err(NoDraft { fault: Fault::Header(fault), .. })) => Err(fault),
            // Nothing else can be wrong with what is made here.
            Ok(Err(_)) | Err(_) => Err(HeaderFault::NoObject),
        }
    }

    /// The change as the ledger understands it.
    #[must_use]
    pub fn change(&self) -> Change {
        let read = Change::read(&self.text);
        read.map_or_else(|_| Change { d: self.d, s: self.s, l: self.l, ..Change::default() }, |(change, _)| change)
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
        if let Ok(Ok(draft)) = Draft::read(&mut Reader::new(&json.canonical())) {
            let own = Arc::make_mut(&mut self.0);
            (own.text, own.p_at, own.marks) = (draft.text, draft.p_at, draft.marks);
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

/// The hash of an op's canonical JSON, or that of the op which a blank once was.
#[must_use]
pub fn op_hash(op: &Json) -> Hash {
    Op::blank(op).unwrap_or_else(|| hash(&op.canonical()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Draft, NoDraft> {
        Draft::read(&mut Reader::new(text)).unwrap()
    }

    #[test]
    fn however_it_is_spelled_a_change_is_the_same() {
        let p = "5f".repeat(32);
        let parts = [
            r#""d":"9a1c000000000001""#,
            r#""l":2"#,
            r#""ops":[{"e":"lead","id":"x","set":{"a":"\"\n","b":{"at":5}},"x":{"a":["9a1c000000000001.1"]}},{"n":1}]"#,
            &format!(r#""p":"{p}""#),
            r#""s":2"#,
            r#""t":7"#,
            r#""\"":[]"#,
        ];
        let canonical = format!("{{{},{}}}", parts[6], parts[..6].join(","));
        let expect = read(&canonical).unwrap();
        let mut text = String::new();
        expect.write(&mut text);
        assert_eq!(text, canonical);
        assert_eq!(expect.parent.map(|parent| hex(&parent)), Some(p));
        for other in [
            format!("{{{}}}", parts.join(",")),
            format!("{{{}}}", parts.iter().rev().copied().collect::<Vec<_>>().join(" , ")),
            canonical.replace("\\n", "\\u000a"),
            canonical.replace("\"lead\"", "\"\\u006cead\""),
            canonical.replace("{\"n\":1}", "{\"n\": 1}"),
        ] {
            assert_ne!(other, canonical);
            assert_eq!(read(&other), Ok(expect.clone()), "{other}");
        }
        let own = Draft { text: "".into(), p_at: 0, parent: None, ..expect };
        let without = read(&format!("{{{},{},{}}}", parts[6], parts[..3].join(","), parts[4..6].join(","))).unwrap();
        assert_eq!(Draft { text: "".into(), p_at: 0, ..without }, own);
    }

    #[test]
    fn what_is_no_change_keeps_its_text() {
        for (text, fault) in [
            ("[1]", Fault::Header(HeaderFault::NoObject)),
            (r#"{"d":"9a1c000000000001","l":1,"ops":[]}"#, Fault::Header(HeaderFault::Key("s"))),
            (r#"{"d":"9a1c000000000001","l":1,"ops":[1],"s":1}"#, Fault::Header(HeaderFault::Key("ops"))),
            (r#"{"d":"9a1c000000000001","l":0,"ops":[],"s":1}"#, Fault::Header(HeaderFault::Key("l"))),
            (r#"{"d":"9a1c000000000001","l":1,"ops":[],"p":"","s":1}"#, Fault::Parent),
            (r#"{"d":"9a1c000000000001","l":1,"ops":[],"p":7,"s":2}"#, Fault::Parent),
        ] {
            assert_eq!(read(text), Err(NoDraft { text: text.to_owned(), fault }));
            assert_eq!(read(&text.replace(',', " ,")), Err(NoDraft { text: text.to_owned(), fault }));
        }
        for text in ["", "{", r#"{"d":1,"d":1}"#, r#"{"d":"9a1c000000000001","l":1,"ops":[{"e":1,"e":1}],"s":1}"#] {
            assert!(Draft::read(&mut Reader::new(text)).is_err(), "{text}");
        }
    }
}
