//! Taking back what is not the last act of one's own: any change, a batch, or all that one file brought.
//!
//! It is an ordinary change made of the inverse writes (format, section 9): it is listed, travels in
//! files, and is itself taken back like any other act. A colleague's changes are taken back for everyone,
//! which has a label of its own and is never done without a look at what it would do.

use crate::app::workspace::{Done, Fault, Inner, Label, NoteUndo, Workspace, remember};
use crate::crm::{Now, Ref};
use crate::ledger::{Dot, Entry, History, Json, Op, State, Undo, Value};
use crate::store::{Storage, StoreError};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::RangeInclusive;

/// What taking changes back would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reversal {
    /// How many changes.
    pub changes: usize,
    /// The members who made them.
    pub by: BTreeSet<String>,
    /// What it would write.
    pub turns: Vec<Turn>,
    /// What they wrote and somebody overwrote since, as record and field: it stays.
    pub stays: Vec<(Ref, String)>,
    /// Records that begin with them and that somebody wrote to or built on since: they stay whole.
    pub whole: Vec<Ref>,
    /// How many records each member wrote to since.
    pub since: BTreeMap<String, usize>,
}

/// What taking changes back would do to a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The record.
    pub at: Ref,
    /// Whether it would be deleted, for nobody else ever wrote it.
    pub deleted: bool,
    /// Its fields, with the value shown now and the one that would be shown.
    pub fields: Vec<(String, Value, Value)>,
}

/// The label of the act that takes back one's own changes, and of the one for everyone.
const OWN: &str = "undo";
const FOR_EVERYONE: &str = "revert";
/// The labels of the changes by which people appear.
const BEGINNINGS: [&str; 2] = ["found", "join"];

/// Changes to take back, with the past of what they wrote.
struct Case {
    history: History,
    undone: Vec<Dot>,
    by: BTreeSet<String>,
    changes: usize,
}

impl<S: Storage> Workspace<S> {
    /// What taking back the changes of these numbers would do. Writes nothing.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn reversal(&self, numbers: RangeInclusive<u64>) -> Result<Reversal, StoreError> {
        let case = self.case(numbers).await?;
        let inner = self.inner.borrow();
        let state = inner.book.state();
        let undo = case.history.undo(state, &case.undone);
        Ok(Reversal { changes: case.changes, by: case.by, ..Reversal::of(&undo, state, &case.undone) })
    }

    /// Takes back the changes of these numbers, whoever made them, as one act that can itself be taken back.
    ///
    /// # Errors
    /// What kept the store from taking it; then nothing of it is written.
    pub async fn revert(&self, numbers: RangeInclusive<u64>, now: Now) -> Result<Done, Fault> {
        let _turn = self.writing.lock().await;
        let case = self.case(numbers).await?;
        let own = case.by.iter().all(|by| *by == self.me());
        let why = if own { OWN } else { FOR_EVERYONE };
        self.write_undo(now, Label::new(why), &case.history, &case.undone, &remember).await
    }

    /// Takes back acts of one's own by their dots, which stand near the end of the log. The caller holds the
    /// turn.
    pub(in crate::app) async fn take_back_acts(
        &self,
        now: Now,
        why: &str,
        undone: &[Dot],
        note: NoteUndo<'_>,
    ) -> Result<Done, Fault> {
        let mut missing: HashSet<Dot> = undone.iter().copied().collect();
        let mut entries = Vec::new();
        let mut until = self.journal.count();
        while until > 0 && !missing.is_empty() {
            let (first, page) = self.journal.page(until, &|_| true).await?;
            entries.extend(page.into_iter().map(|(_, entry)| entry).filter(|entry| missing.remove(&entry.tag().dot)));
            until = first;
        }
        if missing.is_empty() {
            let case = self.case_of(&entries).await?;
            return self.write_undo(now, Label::new(why), &case.history, &case.undone, note).await;
        }
        // Names of a branch: only all changes together say which they are.
        self.write_undo(now, Label::new(why), &self.journal.history().await?, undone, note).await
    }

    /// The numbers of the changes that belong to one act with this one: those of its batch beside it.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn batch_around(&self, number: u64) -> Result<RangeInclusive<u64>, StoreError> {
        let same = |a: &Entry, b: &Entry| {
            let (a, b) = (a.change(), b.change());
            a.batch.is_some() && (a.d, a.m, a.why, a.batch) == (b.d, b.m, b.why, b.batch)
        };
        let (mut first, mut last) = (number, number);
        let (mut from, page) = self.journal.page(number, &|_| true).await?;
        let mut page: Vec<_> = page.into_iter().map(|(_, entry)| entry).collect();
        let Some(this) = page.pop() else { return Ok(number..=number) };
        loop {
            let more = page.iter().rev().take_while(|entry| same(entry, &this)).count();
            first -= more as u64;
            if more < page.len() || from == 0 {
                break;
            }
            let (before, older) = self.journal.page(from, &|_| true).await?;
            from = before;
            page = older.into_iter().map(|(_, entry)| entry).collect();
        }
        while last < self.journal.count() {
            let end = (last + STRIDE).min(self.journal.count());
            let (begin, mut page) = self.journal.page(end, &|_| true).await?;
            if begin > last {
                page = self.journal.page(begin, &|_| true).await?.1;
            }
            let newer = page.into_iter().filter(|(at, _)| *at > last);
            let more = newer.take_while(|(_, entry)| same(entry, &this)).count() as u64;
            if more == 0 {
                break;
            }
            last += more;
        }
        Ok(first..=last)
    }

    async fn case(&self, numbers: RangeInclusive<u64>) -> Result<Case, StoreError> {
        let mut entries = Vec::new();
        let mut until = *numbers.end();
        while until >= *numbers.start() && until > 0 {
            let (first, page) = self.journal.page(until, &|_| true).await?;
            entries.extend(page.into_iter().filter(|(number, _)| numbers.contains(number)).map(|(_, entry)| entry));
            until = first;
        }
        self.case_of(&entries).await
    }

    async fn case_of(&self, entries: &[Entry]) -> Result<Case, StoreError> {
        let (mut records, mut by, mut theirs) = (BTreeSet::new(), BTreeSet::new(), HashSet::new());
        for entry in entries {
            let change = entry.change();
            // That somebody came is not taken back: what they did since names them.
            if change.why.as_deref().is_some_and(|why| BEGINNINGS.contains(&why)) {
                continue;
            }
            theirs.insert(entry.c);
            by.extend(change.m);
            let sets = change.ops.iter().filter_map(|op| if let Op::Set(op) = op { Some(op) } else { None });
            records.extend(sets.map(|op| Ref::new(&op.e, &op.id)));
        }
        let history = self.past_of(&records).await?.history;
        let held = history.changes().iter().zip(history.dots());
        let undone = held.filter(|(entry, _)| theirs.contains(&entry.c)).map(|(_, dot)| dot).collect();
        Ok(Case { history, undone, by, changes: theirs.len() })
    }

    /// Writes what undoes changes or parts, and says which records stayed whole. The caller holds the turn.
    pub(in crate::app) async fn write_undo(
        &self,
        now: Now,
        mut label: Label,
        history: &History,
        undone: &[Dot],
        note: NoteUndo<'_>,
    ) -> Result<Done, Fault> {
        let names = Json::List(undone.iter().map(|dot| Json::Str(dot.to_string())).collect());
        label.notes.insert("undo".to_owned(), names);
        let whole = std::cell::RefCell::new(BTreeSet::new());
        // A tab that wrote meanwhile changes what the inverse must see, so it is made with the state.
        let make = |inner: &Inner, _, _| {
            let undo = history.undo(inner.book.state(), undone);
            *whole.borrow_mut() = undo.whole;
            Ok(undo.ops)
        };
        let done = self.write(now, &label, note, &make).await?;
        let whole = whole.into_inner().into_iter().map(|(entity, id)| Ref { entity, id });
        Ok(Done { whole: whole.collect(), ..done })
    }
}

/// How far a batch is followed at a time.
const STRIDE: u64 = 200;

impl Reversal {
    /// Whether there is nothing to take back any more.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.turns.is_empty()
    }

    fn of(undo: &Undo, state: &State, undone: &[Dot]) -> Reversal {
        let turn = |op: &Op| {
            let Op::Set(op) = op else { return None };
            let record = state.record(&op.e, &op.id)?;
            let deleted = op.set.get("_deleted") == Some(&Value::Bool(true));
            let value = |field: &String| record.get(field).cloned().unwrap_or(Value::Null);
            let fields = op.set.iter().filter(|(field, _)| !deleted || *field != "_deleted");
            let fields = fields.map(|(field, then)| (field.clone(), value(field), then.clone())).collect();
            Some(Turn { at: Ref::new(&op.e, &op.id), deleted, fields })
        };
        let at =
            |(entity, id): &(std::sync::Arc<str>, std::sync::Arc<str>)| Ref { entity: entity.clone(), id: id.clone() };
        let stays: Vec<(Ref, String)> = undo.stays.iter().map(|(key, field)| (at(key), field.clone())).collect();
        let whole: Vec<Ref> = undo.whole.iter().map(at).collect();
        let mut since: BTreeMap<String, usize> = BTreeMap::new();
        let theirs: HashSet<Dot> = undone.iter().copied().collect();
        let mut count = |at: &Ref, told: &dyn Fn(&str) -> bool| {
            let Some(record) = state.record(&at.entity, &at.id) else { return };
            let live = record.fields().filter(|(field, _)| told(field)).flat_map(|(_, live)| live);
            let others = live.filter(|write| !theirs.contains(&write.stamp.dot));
            let members: BTreeSet<String> =
                others.map(|write| write.stamp.m.as_deref().unwrap_or_default().to_owned()).collect();
            for member in members {
                *since.entry(member).or_default() += 1;
            }
        };
        for of in stays.chunk_by(|a, b| a.0 == b.0) {
            count(&of[0].0, &|field| of.iter().any(|(_, stay)| stay == field));
        }
        whole.iter().for_each(|at| count(at, &|_| true));
        Reversal { turns: undo.ops.iter().filter_map(turn).collect(), stays, whole, since, ..Reversal::default() }
    }
}
