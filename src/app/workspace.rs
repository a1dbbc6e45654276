//! A workspace: the team's data in one store, as one member works on it.
//!
//! Reads are synchronous and come from memory. Every write is one change in one transaction: the
//! edits are made from the state as seen, the store takes the change only if no other tab was faster
//! (else they are made anew from the newer state), and only what the store took is shown.

use super::query::{Query, Rows};
use super::undo::{Step, UndoStack};
use crate::crm::command::{Args, Command};
use crate::crm::search::SearchIndex;
use crate::crm::{Book, Edits, Entity, Now, Ref, Refusal, View, record};
use crate::ledger::{Dot, Op, Value};
use crate::store::{Draft, Journal, Storage, StoreError};
use futures_util::lock::Mutex;
use std::cell::RefCell;

/// The team's data in one store, as one member works on it.
pub struct Workspace<S: Storage> {
    pub(super) journal: Journal<S>,
    pub(super) inner: RefCell<Inner>,
    /// One write at a time; reads never wait.
    pub(super) writing: Mutex<()>,
    pub(super) chance: Box<dyn Fn() -> u64>,
}

/// What is held in memory. Borrowed only between awaits.
pub(super) struct Inner {
    pub(super) book: Book,
    pub(super) index: SearchIndex,
    pub(super) me: String,
    pub(super) undo: UndoStack,
}

/// What an act did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The act's label: a command id or one of the generic names (`create`, `edit` …).
    pub why: String,
    /// The changes it was written as; none if there was nothing to write.
    pub dots: Vec<Dot>,
    /// The records it created, in the order of the edits.
    pub created: Vec<Ref>,
    /// The records it touched, created ones included.
    pub touched: Vec<Ref>,
}

/// Why an act was not carried out. Nothing was written and nothing is lost.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Fault {
    /// The rules say no; the message says what to do.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store could not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<S: Storage> Workspace<S> {
    /// Reads records.
    pub fn read<T>(&self, look: impl FnOnce(View<'_>) -> T) -> T {
        let inner = self.inner.borrow();
        look(inner.book.view(&inner.me))
    }

    /// The rows of a list.
    #[must_use]
    pub fn ask(&self, table: &'static Entity, query: &Query, now: &Now) -> Rows {
        let inner = self.inner.borrow();
        query.ask(&inner.book.view(&inner.me), table, &inner.index, now)
    }

    /// Records of all entities that match the words, best first.
    #[must_use]
    pub fn find(&self, words: &str, limit: usize) -> Vec<Ref> {
        self.inner.borrow().index.find(words, limit)
    }

    /// Runs a command on records.
    ///
    /// # Errors
    /// The command's refusal, or what kept the store from taking the change.
    pub async fn run(&self, command: &Command, targets: &[Ref], args: &Args, now: Now) -> Result<Done, Fault> {
        self.act(now, command.id, |view| {
            for at in targets {
                (command.allowed)(view, at, &now)?;
            }
            (command.run)(view, targets, args, &now)
        })
        .await
    }

    /// Writes edits as one change under a label, and remembers it for undo.
    ///
    /// `make` is called again if another tab wrote first, so it must depend on the view alone.
    ///
    /// # Errors
    /// The refusal of `make`, or what kept the store from taking the change.
    pub async fn act(
        &self,
        now: Now,
        why: &str,
        make: impl Fn(&View<'_>) -> Result<Edits, Refusal>,
    ) -> Result<Done, Fault> {
        let _turn = self.writing.lock().await;
        let done = self.write(now, why, None, BTreeMap::new(), |inner, dot, suffix| {
            let edits = make(&inner.book.view(&inner.me))?;
            Ok(edits.ops(inner.book.state(), dot, suffix))
        }).await?;
        self.remember(why, &done).await;
        Ok(done)
    }
}
