//! Bulk: one act on many records. It is made in slices, between which the page can paint and the person
//! can stop it, and written in one commit as one batch and one step of undo.

use super::workspace::{Done, Fault, Label, Workspace, compose, created, remember};
use crate::crm::command::{Args, Command};
use crate::crm::custom::serial::Numbering;
use crate::crm::{Edits, Now, Ref, Refusal, View, record};
use crate::ledger::{Dot, Next};
use crate::store::{Extras, Storage};

/// How many records one slice has.
pub const SLICE: usize = 500;

/// How edits of some records are made from what is seen.
type MakeEdits<'a> = &'a dyn Fn(&View<'_>, &[Ref]) -> Result<Edits, Refusal>;

impl<S: Storage> Workspace<S> {
    /// Writes edits of many records as one act: changes of one batch, in one commit. `go_on` hears how many
    /// of the records are done; where it says no, nothing is written and nothing is done.
    ///
    /// # Errors
    /// The refusal of `make`, or what kept the store from taking it; then nothing of it is written.
    pub async fn act_on(
        &self,
        now: Now,
        why: &str,
        targets: &[Ref],
        make: MakeEdits<'_>,
        go_on: impl AsyncFn(usize) -> bool,
    ) -> Result<Done, Fault> {
        let _turn = self.writing.lock().await;
        let batch = (targets.len() > 1).then(|| format!("b-{:016x}", (self.chance)()));
        let label = Label { batch, ..Label::new(why) };
        loop {
            let mut done = Done { why: why.to_owned(), ..Done::default() };
            let mut entries = Vec::new();
            let device = self.device();
            let mut next = self.inner.borrow().book.state().frontier().next(device);
            let (mut through, mut numbering) = (0, Numbering::default());
            for slice in targets.chunks(SLICE) {
                {
                    let inner = self.inner.borrow();
                    let suffix = ((self.chance)() >> 32) as u32;
                    let state = inner.book.state();
                    let view = inner.book.view(&inner.me);
                    let mut edits = make(&view, slice)?;
                    numbering.give(&view, &mut edits, &now);
                    let ops = edits.ops(state, Dot { name: device, s: next.s }, suffix);
                    if !ops.is_empty() {
                        done.created.extend(created(&ops, state));
                        let entry = compose(next, device, suffix, &label, &inner.me, now.instant, ops)?;
                        next = Next::behind(&entry);
                        entries.push(entry);
                    }
                }
                through += slice.len();
                if !go_on(through).await {
                    return Ok(Done::default());
                }
            }
            if self.store(&entries, &mut done, &remember, Extras::default()).await? {
                return Ok(done);
            }
        }
    }

    /// Runs a command on many records as [`Workspace::act_on`] does.
    ///
    /// # Errors
    /// The command's refusal, or what kept the store from taking the change.
    pub async fn run_on(
        &self,
        now: Now,
        command: &Command,
        targets: &[Ref],
        args: &Args,
        go_on: impl AsyncFn(usize) -> bool,
    ) -> Result<Done, Fault> {
        let make = |view: &View<'_>, slice: &[Ref]| {
            for at in slice {
                (command.allowed)(view, at, &now)?;
            }
            let edits = (command.run)(view, slice, args, &now)?;
            record::complete(view, slice, &edits, &now)?;
            Ok(edits)
        };
        self.act_on(now, command.id, targets, &make, go_on).await
    }
}
