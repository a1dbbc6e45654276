//! The checkup: whether all is well with what is held here, as facts. What a browser does with the page is
//! its page's to find out.
//!
//! It is more than counting: every change is read back from the store and folded anew, which must come to
//! what is shown; something is written, read and deleted in a place of no consequence; and something is
//! sealed and opened. All of it is the worker's, for a large workspace takes seconds.

use super::workspace::Workspace;
use crate::exchange::{Limits, Watch, packed, sealed};
use crate::ledger::DeviceId;
use crate::ledger::shape::Ranges;
use crate::store::{Storage, StoreError};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How far ahead of the reader's a clock may be before its changes are pointed out, in milliseconds.
/// They are never refused: that would lock out honest people whose clock is wrong.
pub const AHEAD: i64 = 86_400_000;

/// Whether a change made then says it comes from tomorrow or later.
#[must_use]
pub fn is_ahead(at: Option<i64>, now: i64) -> bool {
    at.is_some_and(|at| at.saturating_sub(now) > AHEAD)
}

/// How what is held stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkup {
    /// The workspace.
    pub workspace: String,
    /// This installation.
    pub device: String,
    /// Each installation, or branch of one: who works there if that is known, up to which change everything
    /// of it is held, and which changes are missing.
    pub chains: Vec<Chain>,
    /// Installations whose profile was copied.
    pub forks: usize,
    /// Changes held.
    pub changes: u64,
    /// Parts of shares and requests held.
    pub parts: u64,
    /// Records that are there.
    pub records: usize,
    /// Conflicts that are open.
    pub conflicts: usize,
    /// Changes put aside because of an absurd clock.
    pub quarantined: u64,
    /// Changes of which something was blanked whose purge is not held.
    pub incomplete: u64,
    /// Entries and values of a newer version.
    pub unknown: u64,
    /// Overwritten values that whoever overwrote them cannot have seen.
    pub suspect: u64,
    /// Changes whose author's clock is ahead of ours.
    pub ahead: usize,
    /// Whether every change held can be read from the store.
    pub readable: bool,
    /// Whether everything read and folded anew comes to what is shown.
    pub same: bool,
    /// Why nothing could be written, read and deleted: the key of a message.
    pub store: Option<String>,
    /// Whether what is sealed opens again, and only with its passphrase.
    pub seals: bool,
}

/// One installation's changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chain {
    /// The installation, or the name of a branch.
    pub device: String,
    /// The member who works there.
    pub member: Option<String>,
    /// The greatest change held with nothing missing before it.
    pub until: u64,
    /// What is missing.
    pub gaps: Ranges,
}

impl<S: Storage> Workspace<S> {
    /// Looks through everything held.
    ///
    /// # Errors
    /// What kept the store from being read, other than damage, which is among the answers.
    pub async fn checkup(&self, now: i64, watch: Watch<'_>) -> Result<Checkup, StoreError> {
        let mut checkup =
            Checkup { store: self.journal.try_out().await.err().map(|error| error.to_string()), ..self.counted() };
        watch(0.1);
        let history = match self.journal.history().await {
            Err(StoreError::Corrupt { .. }) => return Ok(checkup),
            history => history?,
        };
        checkup.readable = history.changes().len() as u64 == self.journal.count();
        watch(0.4);
        let names = checkup.chains.iter().filter_map(|chain| chain.device.parse().ok());
        let mut members: BTreeMap<DeviceId, Option<String>> = names.map(|name| (name, None)).collect();
        for entry in history.changes() {
            let change = entry.change();
            checkup.ahead += usize::from(is_ahead(change.t, now));
            // The last who wrote there is the one to ask.
            for name in [entry.d, entry.branch()] {
                if let Some(member) = members.get_mut(&name) {
                    member.clone_from(&change.m);
                }
            }
        }
        for (chain, member) in checkup.chains.iter_mut().zip(members.into_values()) {
            chain.member = member;
        }
        watch(0.7);
        checkup.same = history.fold() == *self.inner.borrow().book.state();
        watch(0.9);
        Ok(checkup)
    }

    /// How many bytes are taken by everything of this origin, and how many the browser grants it; `None`
    /// where it does not say. Not to be relied on: browsers round and exaggerate.
    pub async fn room(&self) -> Option<(u64, u64)> {
        let estimate = self.journal.storage().estimate().await?;
        Some((estimate.usage, estimate.quota))
    }

    /// What the state says of itself.
    fn counted(&self) -> Checkup {
        let inner = self.inner.borrow();
        let state = inner.book.state();
        let (counts, frontier) = (state.counts(), state.frontier());
        let (vector, gaps) = (frontier.vector(), frontier.gaps());
        let names: BTreeSet<DeviceId> = vector.keys().chain(gaps.keys()).copied().collect();
        let chain = |name: DeviceId| Chain {
            device: name.to_string(),
            member: None,
            until: vector.get(&name).map_or(0, |head| head.s),
            gaps: gaps.get(&name).cloned().unwrap_or_default(),
        };
        Checkup {
            workspace: self.id(),
            device: self.device().to_string(),
            chains: names.into_iter().map(chain).collect(),
            forks: frontier.forks().len(),
            changes: counts.changes,
            parts: counts.parts,
            records: state
                .entities()
                .flat_map(|entity| state.records(entity))
                .filter(|(_, at)| !at.is_deleted())
                .count(),
            conflicts: state.conflicts().len(),
            quarantined: counts.quarantined,
            incomplete: counts.incomplete,
            unknown: counts.unknown_ops + counts.unknown_values,
            suspect: counts.suspect,
            ..Checkup::default()
        }
    }
}

/// Whether what is sealed opens again, and only with its passphrase.
#[must_use]
pub fn seals(salt: [u8; 16]) -> bool {
    let (text, limits) = ("cove", Limits::default());
    let sealed = sealed::seal(text.as_bytes(), "right", salt, &|_| ());
    let open = |passphrase: &str| sealed::open(&sealed, passphrase, &limits, &|_| ());
    let same = |opened: &[u8]| packed::text(opened, &limits).is_ok_and(|opened| opened == text);
    open("right").is_ok_and(|opened| same(&opened)) && open("wrong").is_err()
}
