//! What the tool says about files: the state, the check of one file, the difference of two (section 12).
//! Each report is one line of canonical JSON.

use super::document::Document;
use super::error::FileError;
use super::union::Union;
use crate::ledger::hash::{Hash, Hasher, hex};
use crate::ledger::json::{Sink, write_int, write_list, write_map, write_str};
use crate::ledger::state::Write;
use crate::ledger::{Conflict, Counts, DeviceId, Entry, History, Kind, Record, State};
use std::collections::{BTreeMap, BTreeSet};

/// The state as canonical JSON, and its hash. Equal hash: converged.
#[must_use]
pub fn state_json(state: &State, workspace: &str, unknown_keys: u64) -> (String, Hash) {
    let hash = state_hash(state, workspace, unknown_keys);
    let mut text = String::new();
    Report { state, workspace, unknown_keys, conflicts: state.conflicts(), counts: state.counts() }
        .write(Some(&hash), &mut text);
    (text, hash)
}

/// The hash of the state alone, without building its text.
#[must_use]
pub fn state_hash(state: &State, workspace: &str, unknown_keys: u64) -> Hash {
    let mut hasher = Hasher::default();
    Report { state, workspace, unknown_keys, conflicts: state.conflicts(), counts: state.counts() }
        .write(None, &mut hasher);
    hasher.finish()
}

struct Report<'a> {
    state: &'a State,
    workspace: &'a str,
    unknown_keys: u64,
    conflicts: Vec<Conflict>,
    counts: Counts,
}

impl Report<'_> {
    fn write<S: Sink>(&self, hash: Option<&Hash>, sink: &mut S) {
        let frontier = self.state.frontier();
        let name = |name: &DeviceId| name.to_string();
        sink.put("{\"conflicts\":");
        write_list(&self.conflicts, sink, write_conflict);
        sink.put(",\"counts\":");
        self.write_counts(sink);
        sink.put(",\"deleted\":");
        write_list(self.state.deleted(), sink, write_pair);
        sink.put(",\"forks\":");
        write_map(frontier.forks().iter().map(|(d, names)| (name(d), names)), sink, |names, sink| {
            write_list(names, sink, |name, sink| write_str(&name.to_string(), sink));
        });
        sink.put(",\"format\":\"cove-state/1\",\"gaps\":");
        write_map(frontier.gaps().iter().map(|(d, ranges)| (name(d), ranges)), sink, |ranges, sink| {
            write_list(ranges, sink, |(from, to), sink| {
                write_list([from, to], sink, |s, sink| write_int(s.cast_signed(), sink));
            });
        });
        if let Some(hash) = hash {
            sink.put(",\"hash\":");
            write_str(&hex(hash), sink);
        }
        sink.put(",\"purged\":");
        write_list(self.state.purged().iter().map(|(e, id)| (e.as_str(), id.as_str())), sink, write_pair);
        sink.put(",\"records\":");
        let entities: BTreeSet<&str> = self.state.entities().collect();
        write_map(entities.into_iter().map(|e| (e, e)), sink, |e, sink| {
            let records = self.state.each(e);
            write_map(records.map(|(id, record)| (id.clone(), (id, record))), sink, |(id, record), sink| {
                self.write_record(e, &id, &record, sink);
            });
        });
        sink.put(",\"vector\":");
        let vector = frontier.vector().iter().map(|(key, head)| (name(key), head.s));
        write_map(vector, sink, |s, sink| write_int(s.cast_signed(), sink));
        sink.put(",\"workspace\":");
        write_str(self.workspace, sink);
        sink.put("}");
    }

    fn write_counts<S: Sink>(&self, sink: &mut S) {
        let counts = &self.counts;
        let members = [
            ("changes", counts.changes),
            ("incomplete", counts.incomplete),
            ("live", counts.live),
            ("parts", counts.parts),
            ("quarantined", counts.quarantined),
            ("rejected", counts.rejected),
            ("spent", counts.spent),
            ("suspect", counts.suspect),
            ("unknown", counts.unknown),
            ("unknown_keys", self.unknown_keys),
            ("unknown_ops", counts.unknown_ops),
            ("unknown_values", counts.unknown_values),
            ("writes_live", counts.writes_live),
            ("writes_replaced", counts.writes_replaced),
        ];
        write_map(members, sink, |count, sink| write_int(count.cast_signed(), sink));
    }

    fn write_record<S: Sink>(&self, e: &str, id: &str, record: &Record, sink: &mut S) {
        let representative = if record.alias().is_some() { self.state.representative(e, id) } else { id };
        sink.put("{\"as\":");
        if representative == id {
            sink.put("null");
        } else {
            write_str(representative, sink);
        }
        sink.put(if record.is_deleted() { ",\"deleted\":true" } else { ",\"deleted\":false" });
        sink.put(",\"fields\":");
        write_map(record.fields(), sink, write_live);
        sink.put("}");
    }
}

fn write_pair<S: Sink>((e, id): (&str, &str), sink: &mut S) {
    write_list([e, id], sink, write_str);
}

fn write_live<S: Sink>(live: &[Write], sink: &mut S) {
    write_list(live, sink, |write, sink| {
        sink.put("{\"dot\":");
        write_str(&write.stamp.dot.to_string(), sink);
        sink.put(",\"v\":");
        write.value.write(sink);
        sink.put("}");
    });
}

fn write_conflict<S: Sink>(conflict: &Conflict, sink: &mut S) {
    let truth = |sure: bool| if sure { "true}" } else { "false}" };
    sink.put("{");
    if let Kind::Deleted { dots, .. } = &conflict.kind {
        sink.put("\"dots\":");
        write_list(dots, sink, |dot, sink| write_str(&dot.to_string(), sink));
        sink.put(",");
    }
    sink.put("\"e\":");
    write_str(&conflict.e, sink);
    if let Kind::Value { field, .. } = &conflict.kind {
        sink.put(",\"field\":");
        write_str(field, sink);
    }
    sink.put(",\"id\":");
    write_str(&conflict.id, sink);
    match &conflict.kind {
        Kind::Deleted { sure, .. } => {
            sink.put(",\"kind\":\"deleted\",\"sure\":");
            sink.put(truth(*sure));
        }
        Kind::Value { sure, .. } => {
            sink.put(",\"kind\":\"value\",\"sure\":");
            sink.put(truth(*sure));
        }
        Kind::Line { parent: (e, id) } => {
            sink.put(",\"kind\":\"line\",\"parent\":");
            write_pair((e, id), sink);
            sink.put("}");
        }
    }
}

impl Union {
    /// The number of (key, value) pairs of envelope keys that this version does not know.
    #[must_use]
    pub fn unknown_keys(&self) -> u64 {
        self.kept.values().map(|values| values.len() as u64).sum()
    }

    /// The state as canonical JSON, and its hash.
    #[must_use]
    pub fn state_json(&self) -> (String, Hash) {
        state_json(&self.history.fold(), self.workspace.as_deref().unwrap_or_default(), self.unknown_keys())
    }

    /// The hash of the state.
    #[must_use]
    pub fn state_hash(&self) -> Hash {
        state_hash(&self.history.fold(), self.workspace.as_deref().unwrap_or_default(), self.unknown_keys())
    }
}

/// The facts of one file that was not refused, shown under this name.
///
/// # Errors
/// Alone it is a union beyond a limit.
pub fn check_json(name: &str, document: Document) -> Result<String, FileError> {
    let (kind, hash) = (document.envelope.kind, document.hash);
    let workspace = document.envelope.workspace.clone();
    let mut union = Union::default();
    union.add(document, &super::Limits::default())?;
    let state = union.history.fold();
    let counts = state.counts();
    let records: usize = state.entities().map(|e| state.records(e).count()).sum();
    Ok(object([
        ("changes", counts.changes.to_string()),
        ("file", quoted(name)),
        ("hash", quoted(&hex(&hash))),
        ("kind", quoted(kind.as_str())),
        ("ok", "true".to_owned()),
        ("parts", counts.parts.to_string()),
        ("quarantined", counts.quarantined.to_string()),
        ("records", records.to_string()),
        ("state", quoted(&hex(&state_hash(&state, &workspace, union.unknown_keys())))),
        ("unknown_ops", counts.unknown_ops.to_string()),
        ("workspace", quoted(&workspace)),
    ]))
}

/// A refused file.
#[must_use]
pub fn refusal_json(file: &str, error: &FileError) -> String {
    object([
        ("detail", quoted(&error.detail)),
        ("error", quoted(error.code.as_str())),
        ("file", quoted(file)),
        ("ok", "false".to_owned()),
    ])
}

/// A merged file was written.
#[must_use]
pub fn merged_json(union: &Union, hash: &Hash) -> String {
    object([
        ("changes", union.history.changes().len().to_string()),
        ("hash", quoted(&hex(hash))),
        ("ok", "true".to_owned()),
        ("state", quoted(&hex(&union.state_hash()))),
    ])
}

/// A file was sealed or opened.
#[must_use]
pub fn done_json(bytes: usize) -> String {
    object([("bytes", bytes.to_string()), ("ok", "true".to_owned())])
}

/// The difference of two unions, and whether there is one.
#[must_use]
pub fn diff_json(a: &Union, b: &Union) -> (String, bool) {
    let (state_a, state_b) = (a.history.fold(), b.history.fold());
    let hash = |union: &Union, state: &State| {
        state_hash(state, union.workspace.as_deref().unwrap_or_default(), union.unknown_keys())
    };
    let same = hash(a, &state_a) == hash(b, &state_b);
    let (only_a, only_b) = (only(&a.history, &b.history), only(&b.history, &a.history));
    let fields = differing(&state_a, &state_b);
    let found = !same || !only_a.is_empty() || !only_b.is_empty();
    let mut text = String::from("{\"fields\":");
    write_list(&fields, &mut text, |((e, id, field), (a, b)), text| {
        text.put("{\"a\":");
        text.put(a);
        text.put(",\"b\":");
        text.put(b);
        text.put(",\"e\":");
        write_str(e, text);
        text.put(",\"field\":");
        write_str(field, text);
        text.put(",\"id\":");
        write_str(id, text);
        text.put("}");
    });
    for (key, changes) in [(",\"only_a\":", only_a), (",\"only_b\":", only_b)] {
        text.put(key);
        write_list(changes, &mut text, |(d, s, c), text| {
            text.put("[");
            write_str(&d.to_string(), text);
            text.put(",");
            write_int(s.cast_signed(), text);
            text.put(",");
            write_str(&c.to_string(), text);
            text.put("]");
        });
    }
    text.put(if same { ",\"same\":true}" } else { ",\"same\":false}" });
    (text, found)
}

/// The changes that only the first holds.
fn only(a: &History, b: &History) -> BTreeSet<(DeviceId, u64, DeviceId)> {
    let missing = |entry: &&Entry| b.get(&entry.c).is_none();
    a.changes().iter().filter(missing).map(|entry| (entry.d, entry.s, entry.branch())).collect()
}

/// Live writes as JSON, by entity, id and field.
type Lives = BTreeMap<(String, String, String), (String, String)>;

fn differing(a: &State, b: &State) -> Lives {
    let mut lives = Lives::new();
    let none = || ("[]".to_owned(), "[]".to_owned());
    for (state, is_a) in [(a, true), (b, false)] {
        for e in state.entities() {
            for (id, record) in state.each(e) {
                for (field, live) in record.fields() {
                    let pair = lives.entry((e.to_owned(), id.to_string(), field.to_owned())).or_insert_with(none);
                    let side = if is_a { &mut pair.0 } else { &mut pair.1 };
                    side.clear();
                    write_live(live, side);
                }
            }
        }
    }
    lives.retain(|_, (a, b)| a != b);
    lives
}

/// An object of members whose values are canonical JSON.
fn object<const N: usize>(members: [(&str, String); N]) -> String {
    let mut text = String::new();
    write_map(members, &mut text, |json, text| text.push_str(&json));
    text
}

fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    write_str(text, &mut quoted);
    quoted
}
