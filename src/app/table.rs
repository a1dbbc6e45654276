//! Tables in: a checked import written as one batch that can be taken back at once, also later.

use super::workspace::{Done, Fault, Label, Workspace};
use crate::crm::{Edits, Now, Ref, View, entities, record};
use crate::exchange::table::import::{Import, Report};
use crate::store::Storage;

/// The label of the changes of an import.
const IMPORT: &str = "import";
/// How many records one change takes back at most.
const STEP: usize = 500;

/// One's own import of a table, as far as its records are still there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The batch its changes belong to.
    pub batch: String,
    /// When, milliseconds since 1970 UTC.
    pub at: Option<i64>,
    /// The records it created and nobody deleted since.
    pub records: Vec<Ref>,
}

impl<S: Storage> Workspace<S> {
    /// Checks a table against what is here. Writes nothing.
    #[must_use]
    pub fn check_table(&self, import: &Import) -> Report {
        self.read(|view| import.check(&view))
    }

    /// Writes the good rows of a checked table: several changes of one batch, one entry of undo.
    /// `progress` hears how many of how many steps are done.
    ///
    /// # Errors
    /// What kept the store from taking a step. Steps before it are written and can be taken back.
    pub async fn import_table(
        &self,
        import: &Import,
        report: &Report,
        now: Now,
        progress: impl Fn(usize, usize),
    ) -> Result<Done, Fault> {
        let label = Label { batch: Some(format!("i-{:016x}", (self.chance)())), ..Label::new(IMPORT) };
        self.write_batch(now, &label, report.steps(), |step, view| import.edits(report, step, view, &now), progress)
            .await
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
                match imports.iter_mut().find(|import| *import.batch == **batch) {
                    Some(import) => import.records.push(rec.at()),
                    None => imports.push(Imported { batch: batch.to_string(), at: stamp.t, records: vec![rec.at()] }),
                }
            }
            imports.sort_by_key(|import| std::cmp::Reverse(import.at));
            imports
        })
    }

    /// Takes back an import, whatever was done since: deletes the records it created and nothing else.
    ///
    /// # Errors
    /// What kept the store from taking a step. Steps before it are written and can be taken back.
    pub async fn take_back(&self, import: &Imported, now: Now) -> Result<Done, Fault> {
        let label = Label { batch: Some(import.batch.clone()), ..Label::new("delete") };
        let steps: Vec<&[Ref]> = import.records.chunks(STEP).collect();
        let edits = |step: usize, _: &View<'_>| steps.get(step).map_or_else(Edits::new, |refs| record::delete(refs));
        self.write_batch(now, &label, steps.len(), edits, |_, _| {}).await
    }

    /// Writes several changes as one act.
    async fn write_batch(
        &self,
        now: Now,
        label: &Label,
        steps: usize,
        edits: impl Fn(usize, &View<'_>) -> Edits,
        progress: impl Fn(usize, usize),
    ) -> Result<Done, Fault> {
        let _turn = self.writing.lock().await;
        let mut all = Done { why: label.why.clone(), ..Done::default() };
        let mut failed = None;
        for step in 0..steps {
            match self.write_edits(now, label, |view| Ok(edits(step, view))).await {
                Ok(done) => {
                    all.dots.extend(done.dots);
                    all.created.extend(done.created);
                    all.touched.extend(done.touched);
                }
                Err(fault) => {
                    failed = Some(fault);
                    break;
                }
            }
            progress(step + 1, steps);
        }
        self.remember(vec![&all]).await;
        failed.map_or(Ok(all), Err)
    }
}
