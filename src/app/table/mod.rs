//! Tables in and out: a checked import written as one batch that can be taken back at once, also later;
//! and the jobs by which the page has the worker do it.

mod desk;
pub mod wire;

use super::workspace::{Done, Fault, Label, Workspace, compose, created, remember};
use crate::crm::custom::serial::Numbering;
use crate::crm::{Book, Edits, Now, Rec, Ref, View, entities, record};
use crate::exchange::table::{Import, Report, Settings};
use crate::ledger::order::sort_by_key;
use crate::ledger::{Dot, Entry, Record};
use crate::store::{Extras, RestorePoint, Storage, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

pub use desk::WINDOW;
pub(super) use desk::{TableDesk, export};

/// The label of the changes of an import.
pub(super) const IMPORT: &str = "import";
/// How the batches of imports begin, and so the labels of their restore points.
pub(super) const BATCH: &str = "i-";
/// How many records one change takes back at most.
const STEP: usize = 500;

/// The settings that hold what was chosen for tables of the same headings begin so.
const MEMORY: &str = "table/";

/// What was chosen for a table, kept for the next one of the same headings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
    /// What its rows became.
    pub entity: String,
    /// What its columns meant, as words of targets.
    pub columns: Vec<String>,
    /// What was chosen besides.
    pub settings: Settings,
}

/// The members who wrote to an imported record, or to a line of it, after its import.
fn editors(view: &View<'_>, rec: &Rec<'_>, batch: &str) -> BTreeSet<String> {
    let lines = view.state().lines(rec.table.key, rec.id);
    let lines = lines.iter().filter_map(|(entity, id)| view.state().record(entity, id));
    let live = std::iter::once(rec.record).chain(lines).flat_map(Record::fields).flat_map(|(_, live)| live);
    let since = live.filter(|write| write.stamp.batch.as_deref() != Some(batch));
    since.map(|write| write.stamp.m.as_deref().unwrap_or_default().to_owned()).collect()
}

/// One's own import of a table, as far as its records are still there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The batch its changes belong to.
    pub batch: String,
    /// When, milliseconds since 1970 UTC.
    pub at: Option<i64>,
    /// The records it created and nobody deleted since.
    pub records: Vec<Ref>,
    /// How many of them each member edited since; oneself under one's own id.
    pub edited: BTreeMap<String, usize>,
}

impl<S: Storage> Workspace<S> {
    /// Checks a table against what is here. Writes nothing. `tell` hears how much of it is done.
    #[must_use]
    pub fn check_table(&self, import: &Import, now: &Now, tell: &dyn Fn(f64)) -> Report {
        self.read(|view| import.check(&view, now, tell))
    }

    /// What was chosen for the last table of this signature.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn table_memory(&self, signature: &str) -> Result<Option<Memory>, StoreError> {
        let kept = self.journal.setting(&format!("{MEMORY}{signature}")).await?;
        // What another version kept is not understood; the headings still say what they mean.
        Ok(kept.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Writes the good rows of a checked table: several changes of one batch, in one commit and as one
    /// entry of undo. `kept` is remembered under a signature. `progress` hears how many of how many steps
    /// are done, and lets others work.
    ///
    /// # Errors
    /// What kept the store from taking it; then nothing of it is written.
    pub async fn import_table(
        &self,
        import: &Import,
        report: &Report,
        now: Now,
        kept: Option<(String, Memory)>,
        progress: impl AsyncFn(usize, usize),
    ) -> Result<Done, Fault> {
        let label = Label { batch: Some(format!("{BATCH}{:016x}", (self.chance)())), ..Label::new(IMPORT) };
        let memory =
            kept.map(|(signature, memory)| (format!("{MEMORY}{signature}"), serde_json::to_string(&memory).ok()));
        let extras = Extras {
            restore: label.batch.clone().map(|batch| RestorePoint::new(batch, now.instant)),
            settings: memory.into_iter().collect(),
            ..Extras::default()
        };
        let edits = |step: usize, view: &View<'_>| import.edits(report, step, view, &now);
        self.write_batch(now, &label, extras, report.steps(), edits, progress).await
    }

    /// One's own imports, the newest first.
    #[must_use]
    pub fn imports(&self) -> Vec<Imported> {
        self.read(|view| {
            let mut imports: Vec<Imported> = Vec::new();
            for rec in entities().iter().filter(|table| table.area.is_some()).flat_map(|table| view.records(table.key))
            {
                let Some(stamp) = rec.origin() else { continue };
                let mine = stamp.m.as_deref() == Some(view.me()) && stamp.why.as_deref() == Some(IMPORT);
                let Some(batch) = stamp.batch.as_ref().filter(|_| mine) else { continue };
                let at = imports.iter().position(|import| *import.batch == **batch).unwrap_or_else(|| {
                    let (batch, edited) = (batch.to_string(), BTreeMap::new());
                    imports.push(Imported { batch, at: stamp.t, records: Vec::new(), edited });
                    imports.len() - 1
                });
                let import = &mut imports[at];
                import.records.push(rec.at());
                for member in editors(&view, &rec, batch) {
                    *import.edited.entry(member).or_default() += 1;
                }
            }
            sort_by_key(&mut imports, |import| std::cmp::Reverse(import.at));
            imports
        })
    }

    /// Takes back an import, whatever was done since: deletes the records it created and nothing else.
    ///
    /// # Errors
    /// What kept the store from taking it; then nothing of it is written.
    pub async fn take_back(&self, import: &Imported, now: Now) -> Result<Done, Fault> {
        let label = Label { batch: Some(import.batch.clone()), ..Label::new("delete") };
        let steps: Vec<&[Ref]> = import.records.chunks(STEP).collect();
        let edits = |step: usize, _: &View<'_>| steps.get(step).map_or_else(Edits::new, |refs| record::delete(refs));
        self.write_batch(now, &label, Extras::default(), steps.len(), edits, async |_, _| {}).await
    }

    /// Writes several changes as one act and in one commit: all of them or nothing. Each is made from what
    /// those before it leave.
    async fn write_batch(
        &self,
        now: Now,
        label: &Label,
        extras: Extras,
        steps: usize,
        edits: impl Fn(usize, &View<'_>) -> Edits,
        progress: impl AsyncFn(usize, usize),
    ) -> Result<Done, Fault> {
        let _turn = self.writing.lock().await;
        loop {
            let (me, device) = (self.me(), self.device());
            let mut book = self.inner.borrow().book.clone();
            let mut entries = Vec::new();
            let mut done = Done { why: label.why.clone(), ..Done::default() };
            for step in 0..steps {
                let next = book.state().frontier().next(device);
                let dot = Dot { name: device, s: next.s };
                let suffix = ((self.chance)() >> 32) as u32;
                let view = book.view(&me);
                let mut edits = edits(step, &view);
                Numbering::default().give(&view, &mut edits, &now);
                let ops = edits.ops(book.state(), dot, suffix);
                if !ops.is_empty() {
                    done.created.extend(created(&ops, book.state()));
                    let entry = compose(next, device, suffix, label, &me, now.instant, ops)?;
                    entries.push(entry);
                    book = self.with_last(book, &entries).await?;
                }
                progress(step + 1, steps).await;
            }
            if self.store(&entries, &mut done, &remember, extras.clone()).await? {
                return Ok(done);
            }
        }
    }

    /// The book with the last of these changes, none of which the store has yet.
    async fn with_last(&self, mut book: Book, entries: &[Entry]) -> Result<Book, StoreError> {
        let Some(last) = entries.last() else { return Ok(book) };
        if book.apply(std::slice::from_ref(last)).is_ok() {
            return Ok(book);
        }
        let mut history = self.journal.history().await?;
        history.extend(entries.iter().cloned(), []);
        Ok(Book::new(history.fold()))
    }
}
