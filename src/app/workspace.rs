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
