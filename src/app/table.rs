//! Tables in: a checked import written as one batch that can be taken back at once.

use super::workspace::{Done, Fault, Label, Workspace};
use crate::crm::Now;
use crate::exchange::table::import::{Import, Report};
use crate::store::Storage;

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
        let _turn = self.writing.lock().await;
        let batch = format!("i-{:016x}", (self.chance)());
        let label = Label { batch: Some(batch), ..Label::new("import") };
        let mut all = Done { why: label.why.clone(), ..Done::default() };
        let mut failed = None;
        for step in 0..report.steps() {
            match self.write_edits(now, &label, |view| Ok(import.edits(report, step, view, &now))).await {
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
            progress(step + 1, report.steps());
        }
        self.remember(vec![&all]).await;
        failed.map_or(Ok(all), Err)
    }
}
