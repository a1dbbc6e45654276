//! Conflicts: what several people did to one field or record without knowing of each other
//! (rules 5, 6 and 9 of the fold).

use super::change::Dot;
use super::frontier::Tag;
use super::index::Key;
use super::order::{gather, sort};
use super::state::{Record, Seen, State, Write};
use super::value::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A conflict of one record. Sorted by record, kind as text, and field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The record's entity.
    pub e: Arc<str>,
    /// The record's id.
    pub id: Arc<str>,
    /// What is at odds.
    pub kind: Kind,
}

/// What is at odds. The variants are in the order of their names as text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The record is deleted, but someone edited it without seeing that.
    Deleted {
        /// The edits, sorted as text.
        dots: Vec<Dot>,
        /// No change still to come can settle it.
        sure: bool,
    },
    /// A line that is not deleted under a deleted or purged parent.
    Line {
        /// The parent, by entity and id.
        parent: (Arc<str>, Arc<str>),
    },
    /// A field has several live values.
    Value {
        /// The field.
        field: Arc<str>,
        /// No change still to come can settle it.
        sure: bool,
    },
}

/// The kinds of conflict that a record has by itself.
fn own(record: &Record) -> impl Iterator<Item = Kind> {
    let values = record.fields.iter().filter(|(_, field)| field.is_conflict());
    let values = values.map(|(name, field)| Kind::Value { field: name.clone(), sure: field.is_sure() });
    deleted(record).into_iter().chain(values)
}

/// Whether a record has a conflict by itself.
pub(super) fn has_own(record: &Record) -> bool {
    own(record).next().is_some()
}

/// The edits of a deleted record that no live delete knew of.
fn deleted(record: &Record) -> Option<Kind> {
    let delete = record.field("_deleted").filter(|_| record.is_deleted())?;
    let live = delete.live.as_slice().iter().filter(|write| write.value == Value::Bool(true));
    let deletes: BTreeSet<Tag> = gather(live.map(|write| write.stamp.tag()));
    let seen: &[Seen] = delete.past.as_ref().map_or(&[], |past| &past.seen);
    let knew = |field: &Arc<str>, write: &Write| {
        let tag = write.stamp.tag();
        let from = seen.partition_point(|seen| (&seen.field, seen.found) < (field, Some(tag)));
        let same = seen.get(from).is_some_and(|seen| (&seen.field, seen.found) == (field, Some(tag)));
        same || deletes.contains(&tag)
    };
    let others = record.fields.iter().filter(|(name, _)| &**name != "_deleted");
    let writes = others.flat_map(|(name, field)| field.live.as_slice().iter().map(move |write| (name, write)));
    let unseen = writes.filter(|(name, write)| !knew(name, write)).map(|(_, write)| write.stamp.dot);
    let unseen: BTreeSet<(String, Dot)> = gather(unseen.map(|dot| (dot.to_string(), dot)));
    let sure = record.fields.iter().all(|(_, field)| field.is_sure()) && seen.iter().all(|seen| seen.found.is_some());
    let dots: Vec<Dot> = unseen.into_iter().map(|(_, dot)| dot).collect();
    (!dots.is_empty()).then_some(Kind::Deleted { dots, sure })
}

impl State {
    /// All conflicts, sorted by record, kind and field.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        let purged = self.purged.iter().map(|(e, id)| (e.as_str().into(), id.as_str().into()));
        let parents = self.index.deleted.iter().cloned().chain(purged);
        let lines = parents.flat_map(|(e, id)| self.lines(&e, &id));
        let records: BTreeSet<Key> = gather(self.index.conflicts.iter().cloned().chain(lines));
        records.iter().flat_map(|(e, id)| self.record_conflicts(e, id)).collect()
    }

    /// The conflicts of one record.
    #[must_use]
    pub fn record_conflicts(&self, entity: &str, id: &str) -> Vec<Conflict> {
        let Some(record) = self.record(entity, id) else { return Vec::new() };
        let mut kinds: Vec<Kind> = own(record).collect();
        kinds.extend(self.line_conflict(record));
        sort(&mut kinds);
        let (e, id): Key = (entity.into(), id.into());
        kinds.into_iter().map(|kind| Conflict { e: e.clone(), id: id.clone(), kind }).collect()
    }

    fn line_conflict(&self, record: &Record) -> Option<Kind> {
        let (e, id) = record.parent().filter(|_| !record.is_deleted())?;
        let deleted = self.record(e, id).is_some_and(Record::is_deleted);
        let gone = deleted || self.is_purged((e, id));
        gone.then(|| Kind::Line { parent: (e.into(), id.into()) })
    }
}
