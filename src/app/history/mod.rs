//! History: every change as people read it, from the newest back.
//!
//! Reads of records come from memory, but changes stand in the log, and a workspace may hold a million of
//! them. So nothing here reads the log from its beginning to show its end: [`Workspace::leaf`] reads pages
//! backwards, and the changes of a record are searched backwards only until the last that the state knows
//! to have written it is found ([`Past`]).
//!
//! The workspace's history is in the order of *arrival* on this installation, which is the order of the
//! log: what came by a file stands together at the moment it was merged. A record's history is in the order
//! of its authors' clocks, which is the same everywhere; see [`Chronicle`].

mod chronicle;
mod look;
mod past;
mod revert;

pub use chronicle::Chronicle;
pub use look::{Look, Sort};
pub use past::Past;
pub(super) use past::written;
pub use revert::{Reversal, Turn};

use super::parcel::REASON;
use super::table::BATCH;
use super::workspace::Workspace;
use crate::crm::Ref;
use crate::ledger::clock::MAX_TIME;
use crate::ledger::{Change, Dot, Entry, Json, Op, State, Value};
use crate::store::{Storage, StoreError};
use std::collections::BTreeSet;

/// How many records of a change a line of a list names, and how many its details.
const NAMED: usize = 20;
const DETAILED: usize = 200;
/// How many pages of the log are read at a time where a filter finds little.
const PAGES: usize = 20;

/// One change as people read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its number in the order of arrival.
    pub number: u64,
    /// The member who acted.
    pub by: Option<String>,
    /// When, by that member's clock; milliseconds since 1970 UTC.
    pub at: Option<i64>,
    /// The number of the restore point of the file it came by; `None` if it was made here.
    pub file: Option<u64>,
    /// The label of the action, as the ledger has it; may be empty.
    pub why: String,
    /// The batch it belongs to.
    pub batch: Option<String>,
    /// What its author said for a reason.
    pub reason: Option<String>,
    /// What it wrote, as far as it is told here: the first records in the order of the change.
    pub records: Vec<Touch>,
    /// How many records it wrote.
    pub count: usize,
    /// How many fields it wrote.
    pub wrote: usize,
    /// How many of those nobody overwrote since.
    pub stand: usize,
    /// Put aside because of an absurd clock: it has no effect.
    pub quarantined: bool,
    /// Whether the member who looks made it.
    pub mine: bool,
}

/// What a change wrote to a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Touch {
    /// The record.
    pub at: Ref,
    /// Its fields, sorted by name.
    pub fields: Vec<Wrote>,
}

/// What a change wrote to a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrote {
    /// The field's name in the ledger.
    pub field: String,
    /// The writes that its author saw and replaced.
    pub replaced: Vec<Dot>,
    /// The different values of those writes; empty where none was replaced, and in lists, which do not
    /// look them up.
    pub before: Vec<Value>,
    /// The value written.
    pub after: Value,
    /// What became of it.
    pub standing: Standing,
}

/// What became of a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is what the field shows.
    Stands,
    /// It is one side of an open conflict.
    Disputed,
    /// Somebody overwrote it, knowing of it.
    Overwritten,
    /// It never had an effect: it is put aside, or the record was erased for good.
    Without,
}

/// Some lines of the history, the newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Leaf {
    /// The lines.
    pub lines: Vec<Line>,
    /// Where the next leaf begins; `None` if there is nothing older.
    pub next: Option<u64>,
}

/// A moment one can go back to: before files were merged or a table was imported, with what came then; or
/// one that a person named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its number: how many changes were held.
    pub count: u64,
    /// The number of the last change that came then.
    pub until: u64,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// The members whose files were merged; none for a table.
    pub members: Vec<String>,
    /// What it was called when it was set by hand, perhaps nothing; `None` for those set by themselves.
    pub name: Option<String>,
}

impl<S: Storage> Workspace<S> {
    /// A leaf of the history, the newest changes first, beginning behind a number (at the end, if none is
    /// given). It holds at least so many lines if there are as many; where a filter finds little, it
    /// stops after some thousand changes and says where to go on.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn leaf(&self, look: &Look, from: Option<u64>, wanted: usize) -> Result<Leaf, StoreError> {
        let marks = self.marks().await?;
        let mut until = from.unwrap_or_else(|| self.journal.count());
        let mut lines = Vec::new();
        for _ in 0..PAGES {
            if until == 0 || lines.len() >= wanted {
                break;
            }
            let (first, page) = self.journal.page(until, &|text| look.worth(text)).await?;
            let inner = self.inner.borrow();
            for (number, entry) in page.iter().rev() {
                let change = entry.change();
                if look.fits(&change) {
                    let mut line = Line::new(*number, entry, &change, inner.book.state(), &inner.me, NAMED);
                    line.file = file_of(&marks, *number);
                    lines.push(line);
                }
            }
            until = first;
        }
        Ok(Leaf { lines, next: (until > 0).then_some(until) })
    }

    /// A change with all it wrote and what stood there before, as far as that is worth telling.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn details(&self, number: u64) -> Result<Option<Line>, StoreError> {
        let (_, page) = self.journal.page(number, &|_| true).await?;
        let Some((_, entry)) = page.into_iter().next_back().filter(|(found, _)| *found == number) else {
            return Ok(None);
        };
        let change = entry.change();
        let mut line = {
            let inner = self.inner.borrow();
            Line::new(number, &entry, &change, inner.book.state(), &inner.me, DETAILED)
        };
        line.file = file_of(&self.marks().await?, number);
        let replaces = |touch: &&Touch| touch.fields.iter().any(|wrote| !wrote.replaced.is_empty());
        let records: BTreeSet<Ref> = line.records.iter().filter(replaces).map(|touch| touch.at.clone()).collect();
        if !records.is_empty() {
            self.past_of(&records).await?.tell_before(std::slice::from_mut(&mut line));
        }
        Ok(Some(line))
    }

    /// The number of the last change in the order of arrival.
    #[must_use]
    pub fn last(&self) -> u64 {
        self.journal.count()
    }

    /// Names this moment, so that one can go back to it. Two names of one moment are one: the later stays.
    ///
    /// # Errors
    /// What kept the store from taking it.
    pub async fn set_point(&self, name: &str, now: i64) -> Result<(), StoreError> {
        let _turn = self.writing.lock().await;
        self.journal.set_point(name.trim(), now).await
    }

    /// The moments one can go back to, oldest first.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn marks(&self) -> Result<Vec<Mark>, StoreError> {
        let points = self.journal.restore_points().await?.into_iter();
        Ok(points
            .map(|point| Mark {
                count: point.count,
                until: point.until,
                at: point.at,
                members: if point.by_hand { Vec::new() } else { members(&point.label) },
                name: point.by_hand.then_some(point.label),
            })
            .collect())
    }
}

/// The members of the label of a restore point; none for a table.
fn members(label: &str) -> Vec<String> {
    label.split(' ').filter(|word| !word.is_empty() && !word.starts_with(BATCH)).map(str::to_owned).collect()
}

/// The restore point of the file that a change came by; none if it was made here.
fn file_of(marks: &[Mark], number: u64) -> Option<u64> {
    let before = marks.partition_point(|mark| mark.count < number);
    let mark = marks.get(..before)?.iter().rfind(|mark| mark.name.is_none())?;
    (number <= mark.until && !mark.members.is_empty()).then_some(mark.count)
}

impl Line {
    fn new(number: u64, entry: &Entry, change: &Change, state: &State, me: &str, most: usize) -> Line {
        let quarantined = entry.l > MAX_TIME;
        let mut line = Line {
            number,
            by: change.m.clone(),
            at: change.t,
            file: None,
            why: change.why.clone().unwrap_or_default(),
            batch: change.batch.clone(),
            reason: change.notes.get(REASON).and_then(Json::as_str).map(str::to_owned),
            records: Vec::new(),
            count: 0,
            wrote: 0,
            stand: 0,
            quarantined,
            mine: change.m.as_deref() == Some(me),
        };
        let tag = entry.tag();
        let mut met = BTreeSet::new();
        for op in &change.ops {
            let Op::Set(op) = op else { continue };
            let record = state.record(&op.e, &op.id).filter(|_| !quarantined);
            let fresh = met.insert((&*op.e, &*op.id));
            let told = line.records.iter().position(|touch| *touch.at.entity == *op.e && *touch.at.id == *op.id);
            let told = told.or_else(|| {
                (fresh && line.records.len() < most).then(|| {
                    line.records.push(Touch { at: Ref::new(&op.e, &op.id), fields: Vec::new() });
                    line.records.len() - 1
                })
            });
            for (field, after) in &op.set {
                let live = record.map_or(&[][..], |record| record.live(field));
                let ours = live
                    .iter()
                    .any(|write| (write.stamp.d, write.stamp.dot.s, write.stamp.c) == (tag.d, tag.dot.s, tag.c));
                let standing = match record {
                    None => Standing::Without,
                    Some(_) if !ours => Standing::Overwritten,
                    Some(_) if live.iter().any(|write| write.value != live[0].value) => Standing::Disputed,
                    Some(_) => Standing::Stands,
                };
                line.wrote += 1;
                line.stand += usize::from(ours);
                if let Some(at) = told {
                    let replaced = op.x.get(field).cloned().unwrap_or_default();
                    let wrote =
                        Wrote { field: field.clone(), replaced, before: Vec::new(), after: after.clone(), standing };
                    line.records[at].fields.push(wrote);
                }
            }
        }
        line.count = met.len();
        line
    }

    /// The record it is about, if it is about one.
    #[must_use]
    pub fn only(&self) -> Option<&Touch> {
        self.records.first().filter(|_| self.count == 1)
    }
}
