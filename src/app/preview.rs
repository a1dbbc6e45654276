//! What files would bring, before anything is written.

use super::share::{ShareFault, instant};
use super::workspace::Workspace;
use crate::crm::Ref;
use crate::exchange::{Document, Kind, Limits, Union};
use crate::ledger::shape::Ranges;
use crate::ledger::{DeviceId, State};
use crate::store::Storage;
use std::collections::BTreeSet;

/// What files would bring.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The files, checked.
    pub files: Vec<FileFacts>,
    /// Changes not yet held, and changes held already.
    pub fresh: usize,
    /// Changes in the files that are held already.
    pub known: usize,
    /// Records that would appear.
    pub created: Vec<Ref>,
    /// Records of which fields would change, and which.
    pub changed: Vec<(Ref, Vec<String>)>,
    /// Records that would disappear, by delete or purge.
    pub removed: Vec<Ref>,
    /// Conflicts that would be new.
    pub conflicts: usize,
    /// Each person's changes: what is here, what comes, what is missing.
    pub accounts: Vec<Account>,
    /// Changes put aside because of an absurd clock.
    pub quarantined: u64,
    /// Ops of a newer version: kept, without effect here.
    pub unknown: u64,
    pub(super) documents: Vec<Document>,
    after: State,
}

/// What a checked file says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// What it carries.
    pub kind: Kind,
    /// The member who wrote it; `None` if it was written by a merge.
    pub member: Option<String>,
    /// When it was made, milliseconds since 1970 UTC.
    pub made_at: Option<i64>,
    /// How many changes it carries.
    pub changes: usize,
}

/// One installation's changes before and after an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The installation (or branch).
    pub device: DeviceId,
    /// The member who works there, if known.
    pub member: Option<String>,
    /// The greatest change held without a hole before the import.
    pub before: u64,
    /// The same after it.
    pub after: u64,
    /// Changes still missing afterwards.
    pub gaps: Ranges,
}

impl<S: Storage> Workspace<S> {
    /// What these files would bring. Writes nothing.
    ///
    /// # Errors
    /// `workspace` if a file is of another workspace; what kept the store from being read.
    pub async fn preview(&self, documents: Vec<Document>) -> Result<Preview, ShareFault> {
        let mut union = self.union().await?;
        let held = union.history.changes().len();
        let brought: usize = documents.iter().map(|document| document.changes.len()).sum();
        let mut files = Vec::new();
        for document in &documents {
            files.push(FileFacts {
                kind: document.envelope.kind,
                member: document.envelope.from.as_ref().map(|from| from.member.clone()),
                made_at: instant(&document.envelope.made_at),
                changes: document.changes.len(),
            });
            union.add(document.clone(), &Limits::default())?;
        }
        let after = union.history.fold();
        let fresh = union.history.changes().len() - held;
        let inner = self.inner.borrow();
        let before = inner.book.state();
        let mut preview = Preview {
            files,
            fresh,
            known: brought.saturating_sub(fresh),
            created: Vec::new(),
            changed: Vec::new(),
            removed: Vec::new(),
            conflicts: 0,
            accounts: accounts(before, &after, &union),
            quarantined: after.counts().quarantined.saturating_sub(before.counts().quarantined),
            unknown: after.counts().unknown_ops.saturating_sub(before.counts().unknown_ops),
            documents,
            after,
        };
        preview.compare(before);
        Ok(preview)
    }
}

impl Preview {
    fn compare(&mut self, before: &State) {
        for entity in self.after.entities() {
            for (id, record) in self.after.records(entity) {
                match before.record(entity, id) {
                    None if !record.is_deleted() => self.created.push(Ref::new(entity, id)),
                    None => {}
                    Some(old) if old.is_deleted() && !record.is_deleted() => self.created.push(Ref::new(entity, id)),
                    Some(old) if !old.is_deleted() && record.is_deleted() => self.removed.push(Ref::new(entity, id)),
                    Some(old) => {
                        let differs = |(field, live): &(&str, &[_])| old.live(field) != *live;
                        let fields: Vec<String> =
                            record.fields().filter(differs).map(|(field, _)| field.to_owned()).collect();
                        if !fields.is_empty() {
                            self.changed.push((Ref::new(entity, id), fields));
                        }
                    }
                }
            }
        }
        let gone = |(entity, id): &&(String, String)| before.record(entity, id).is_some_and(|old| !old.is_deleted());
        self.removed.extend(self.after.purged().iter().filter(gone).map(|(entity, id)| Ref::new(entity, id)));
        let known: BTreeSet<_> = before.conflicts().into_iter().collect();
        self.conflicts = self.after.conflicts().into_iter().filter(|conflict| !known.contains(conflict)).count();
    }

    /// The state as it would be.
    #[must_use]
    pub fn after(&self) -> &State {
        &self.after
    }
}

/// Each installation's changes before and after.
fn accounts(before: &State, after: &State, union: &Union) -> Vec<Account> {
    let (old, new) = (before.frontier().vector(), after.frontier().vector());
    let devices: BTreeSet<DeviceId> = new.keys().chain(after.frontier().gaps().keys()).copied().collect();
    let member = |device: &DeviceId| {
        let known = union.devices.get(device).and_then(|json| Some(json.as_map()?.get("m")?.as_str()?.to_owned()));
        known.or_else(|| union.history.changes().iter().find(|entry| entry.d == *device)?.change().m)
    };
    let one = |device: DeviceId| Account {
        device,
        member: member(&device),
        before: old.get(&device).map_or(0, |head| head.s),
        after: new.get(&device).map_or(0, |head| head.s),
        gaps: after.frontier().gaps().get(&device).cloned().unwrap_or_default(),
    };
    devices.into_iter().map(one).collect()
}
