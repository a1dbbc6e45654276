//! Leaving the demo: the records a visitor added to it, carried into a workspace of their own.

use super::table::IMPORT;
use super::workspace::{Chance, Done, Fault, Label, Workspace};
use crate::crm::copy::Plan;
use crate::crm::{Now, Ref, entities, org};
use crate::ledger::Dot;
use crate::store::Storage;

impl<S: Storage> Workspace<S> {
    /// The records that were added to a demo since its story was told, and are still there; none in
    /// other workspaces. A record's id names the change that created it, so edits of the story's
    /// records do not make them the visitor's.
    #[must_use]
    pub fn added(&self) -> Vec<Ref> {
        let Some(story) = self.inner.borrow().story else { return Vec::new() };
        let told = |id: &str| birth(id).is_some_and(|dot| dot.name == story.name && dot.s <= story.s);
        self.read(|view| {
            let listed = entities().iter().filter(|table| table.area.is_some());
            listed.flat_map(|table| view.records(table.key)).filter(|rec| !told(rec.id)).map(|rec| rec.at()).collect()
        })
    }

    /// Copies records of another workspace in, as one import that can be taken back.
    ///
    /// # Errors
    /// What kept the store from taking it; then nothing of it is written.
    pub async fn copy_in<F: Storage>(&self, from: &Workspace<F>, plan: &Plan, now: Now) -> Result<Done, Fault> {
        let label = Label { batch: Some(format!("i-{:016x}", (self.chance)())), ..Label::new(IMPORT) };
        self.act_as(now, &label, &|to| Ok(from.read(|from| plan.edits(&from, to)))).await
    }
}

impl<S: Storage + Clone> Workspace<S> {
    /// Begins a workspace with records of another in it: both, or nothing.
    ///
    /// # Errors
    /// What kept the store from taking it.
    pub async fn carry<F: Storage>(
        storage: S,
        founder: &org::Founder,
        from: &Workspace<F>,
        plan: &Plan,
        now: Now,
        chance: Chance,
    ) -> Result<Self, Fault> {
        super::birth::whole(storage, async |storage| {
            let workspace = Workspace::create(storage, founder, now, chance).await?;
            workspace.copy_in(from, plan, now).await?;
            Ok(workspace)
        })
        .await
    }
}

/// The change that created a record, by its id.
fn birth(id: &str) -> Option<Dot> {
    id.rsplit_once('.')?.0.parse().ok()
}
