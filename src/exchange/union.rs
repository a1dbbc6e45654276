//! The union of any number of documents of one workspace: what a merge is (section 7).
//!
//! A union must be writable as a file that every program reads, so that no backup is one that cannot be
//! restored. The text leaves a hole here: an unknown envelope key may nest to the 64 levels of section 2,
//! and section 11 moves its value two levels down, into `kept`, where it would stand too deep for every
//! reader. Such a union is refused like any other beyond a limit (section 7), before anything is taken
//! from the file: the store stays as it is, and nothing that was taken in is ever lost.

use super::document::{Document, Limits, check_limits};
use super::envelope::{Envelope, Kept, Kind, Origin};
use super::error::{Code, FileError};
use super::writer;
use crate::ledger::hash::Hash;
use crate::ledger::json::Sink;
use crate::ledger::order::sort_by_key;
use crate::ledger::shape::Head;
use crate::ledger::{DeviceId, Entry, History, Json, Part};
use std::collections::BTreeMap;

/// Everything a workspace holds: the history, and what documents carry besides.
#[derive(Clone, Debug, Default)]
pub struct Union {
    /// The workspace; none as long as nothing was added.
    pub workspace: Option<String>,
    /// The changes and parts.
    pub history: History,
    /// What is known of devices.
    pub devices: BTreeMap<DeviceId, Json>,
    /// What is known of members.
    pub members: BTreeMap<String, Json>,
    /// Envelope keys that this version does not know.
    pub kept: Kept,
    /// When the newest document was made.
    pub made_at: String,
}

impl Union {
    /// An empty union of a workspace.
    #[must_use]
    pub fn of(workspace: String) -> Union {
        Union { workspace: Some(workspace), ..Union::default() }
    }

    /// Takes in a document. Says whether any change or part was new or is now fuller.
    ///
    /// # Errors
    /// It is of another workspace, or the union is beyond a limit; then the union is of no more use.
    pub fn add(&mut self, document: Document, limits: &Limits) -> Result<bool, FileError> {
        let envelope = document.envelope;
        match &self.workspace {
            Some(workspace) if *workspace != envelope.workspace => {
                return Code::Workspace.refuse(format_args!("{} instead of {workspace}", envelope.workspace));
            }
            _ => self.workspace = Some(envelope.workspace),
        }
        for (id, json) in envelope.devices {
            keep(&mut self.devices, id, json);
        }
        for (id, json) in envelope.members {
            keep(&mut self.members, id, json);
        }
        for (key, values) in envelope.kept {
            if let Some(deep) = values.iter().find(|value| !fits_kept(value)) {
                return Code::Limit.refuse(format_args!("{key:?} is nested too deeply to be kept: {deep:.80}"));
            }
            self.kept.entry(key).or_default().extend(values);
        }
        self.made_at = std::mem::take(&mut self.made_at).max(envelope.made_at);
        let news = self.history.extend(document.changes, document.parts);
        check_limits(self.devices.len(), self.history.changes(), limits)?;
        Ok(news)
    }

    /// The merged file and its hash.
    #[must_use]
    pub fn write_merged(&self) -> (String, Hash) {
        self.write_full(None, &self.made_at)
    }

    /// A full file: every change and part held.
    #[must_use]
    pub fn write_full(&self, from: Option<Origin>, made_at: &str) -> (String, Hash) {
        in_text(|text| self.write_full_to(from, made_at, text))
    }

    /// The same, written piece by piece.
    pub fn write_full_to(&self, from: Option<Origin>, made_at: &str, sink: &mut impl Sink) -> Hash {
        let envelope = self.envelope(Kind::Full, from, made_at, self.history.vector());
        let parts: Vec<&Part> = self.history.parts().collect();
        writer::write(&envelope, &self.history.sorted(), &parts, sink)
    }

    /// A delta to someone who last showed these heads.
    #[must_use]
    pub fn write_delta(&self, to: &BTreeMap<DeviceId, Head>, from: Option<Origin>, made_at: &str) -> (String, Hash) {
        let (known, base) = self.history.known_to(to);
        let envelope = Envelope { base, ..self.envelope(Kind::Delta, from, made_at, self.history.vector()) };
        let changes = self.history.sorted().into_iter().map(|(entry, _)| entry);
        let changes = following(changes.filter(|entry| !known.contains(&entry.c)));
        in_text(|text| writer::write(&envelope, &changes, &[], text))
    }

    /// A delta of changes that hang together, each device being one chain, to someone who has all before them
    /// (`base`). They need not be in this union, nor need what else is held; `heads` are those of all.
    #[must_use]
    pub fn write_lacking(
        &self,
        heads: BTreeMap<DeviceId, Head>,
        base: BTreeMap<DeviceId, u64>,
        entries: &[Entry],
        from: Option<Origin>,
        made_at: &str,
    ) -> (String, Hash) {
        let envelope = Envelope { base, ..self.envelope(Kind::Delta, from, made_at, heads) };
        let mut entries: Vec<&Entry> = entries.iter().collect();
        sort_by_key(&mut entries, |entry| (entry.d, entry.s));
        in_text(|text| writer::write(&envelope, &following(entries.into_iter()), &[], text))
    }

    /// A share or request with these parts, sorted by canonical JSON.
    #[must_use]
    pub fn write_share(&self, kind: Kind, parts: &[Part], from: Option<Origin>, made_at: &str) -> (String, Hash) {
        let mut parts: Vec<&Part> = parts.iter().collect();
        sort_by_key(&mut parts, |part| part.text());
        parts.dedup_by_key(|part| part.text());
        let envelope = self.envelope(kind, from, made_at, self.history.vector());
        in_text(|text| writer::write(&envelope, &[], &parts, text))
    }

    /// The envelope of a file whose writer's chains end so.
    #[must_use]
    pub fn envelope(
        &self,
        kind: Kind,
        from: Option<Origin>,
        made_at: &str,
        heads: BTreeMap<DeviceId, Head>,
    ) -> Envelope {
        Envelope {
            workspace: self.workspace.clone().unwrap_or_default(),
            kind,
            from,
            made_at: made_at.to_owned(),
            heads,
            base: BTreeMap::new(),
            devices: self.devices.clone(),
            members: self.members.clone(),
            kept: self.kept.clone(),
        }
    }
}

/// The text that is written, and its hash.
fn in_text(write: impl FnOnce(&mut String) -> Hash) -> (String, Hash) {
    let mut text = String::new();
    let hash = write(&mut text);
    (text, hash)
}

/// Changes, each with whether the one before is its parent.
fn following<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<(&'a Entry, bool)> {
    let mut changes: Vec<(&Entry, bool)> = Vec::new();
    for entry in entries {
        let follows = changes.last().is_some_and(|(before, _)| before.d == entry.d && before.c == entry.parent);
        changes.push((entry, follows));
    }
    changes
}

/// Whether a value can stand where merged files have it: in a list, in `kept`, in the document.
fn fits_kept(value: &str) -> bool {
    Json::parse(&format!("[[[{value}]]]")).is_ok()
}

/// Keeps, of two entries for one id, that with the greater integer `at`, then the greater canonical JSON.
pub fn keep<K: Ord>(known: &mut BTreeMap<K, Json>, id: K, json: Json) {
    let rank = |json: &Json| (json.as_map().and_then(|map| map.get("at")?.as_int()), json.canonical());
    match known.get_mut(&id) {
        Some(held) if rank(held) >= rank(&json) => {}
        Some(held) => *held = json,
        None => {
            known.insert(id, json);
        }
    }
}
