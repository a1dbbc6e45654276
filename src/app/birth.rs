//! How a workspace begins: empty, by opening a colleague's file, or as a demo.

use super::share::ShareFault;
use super::undo::UndoStack;
use super::workspace::{Chance, Fault, Label, ME, Workspace};
use crate::crm::{Edits, Now, member, org};
use crate::exchange::Document;
use crate::ledger::{DeviceId, State};
use crate::store::{Journal, Storage};

/// Who opens someone's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A member the file knows, by id.
    Member(String),
    /// Somebody new, by name.
    New(String),
}

impl<S: Storage> Workspace<S> {
    /// Begins an empty workspace. Its creator is its admin, whatever they do in sales.
    ///
    /// # Errors
    /// What kept the store from taking it.
    pub async fn create(storage: S, founder: &org::Founder, now: Now, chance: Chance) -> Result<Self, Fault> {
        let id = format!("w-{:016x}", chance());
        let journal = Journal::create(storage, &id, DeviceId(chance())).await?;
        let workspace = Workspace::of(journal, State::default(), String::new(), UndoStack::default(), chance);
        let mut edits = Edits::new();
        let me = org::found(&mut edits, founder);
        workspace.introduce("found", me, &edits, now).await?;
        Ok(workspace)
    }

    /// Joins the workspace of a file, as a new installation.
    ///
    /// # Errors
    /// What kept the store from taking it.
    pub async fn join(storage: S, document: Document, who: Who, now: Now, chance: Chance) -> Result<Self, ShareFault> {
        let device = DeviceId(chance());
        let journal = Journal::create(storage, &document.envelope.workspace, device).await?;
        let workspace = Workspace::of(journal, State::default(), String::new(), UndoStack::default(), chance);
        let preview = workspace.preview(vec![document]).await?;
        workspace.merge(preview, now.instant).await?;
        match who {
            Who::Member(id) => workspace.become_member(id).await?,
            Who::New(name) => {
                let mut edits = Edits::new();
                let me = member::join(&mut edits, &name);
                let joined = workspace.introduce("join", me, &edits, now).await;
                joined.map_err(|fault| match fault {
                    Fault::Store(error) => error,
                    // Joining asks no rule, so nothing refuses it.
                    Fault::Refused(refusal) => crate::store::StoreError::Aborted { cause: refusal.to_string() },
                })?;
            }
        }
        Ok(workspace)
    }

    /// Makes this installation the member's.
    ///
    /// # Errors
    /// What kept the store from taking it.
    pub async fn become_member(&self, id: String) -> Result<(), crate::store::StoreError> {
        self.journal.set(ME, Some(id.clone())).await?;
        self.inner.borrow_mut().me = id;
        Ok(())
    }

    /// Writes the change by which a person appears, as that person.
    async fn introduce(&self, why: &str, placeholder: String, edits: &Edits, now: Now) -> Result<(), Fault> {
        let _turn = self.writing.lock().await;
        let label = Label { member: Some(placeholder), ..Label::new(why) };
        let done = self.write_edits(now, &label, |_| Ok(edits.clone())).await?;
        let me = done.created.iter().find(|at| &*at.entity == member::MEMBER.key);
        if let Some(me) = me {
            self.become_member(me.id.to_string()).await?;
        }
        Ok(())
    }
}
