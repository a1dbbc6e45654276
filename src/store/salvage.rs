//! What can still be read when a journal cannot be opened: damaged, or made by a newer version. The
//! changes found can be written into an ordinary file, so that nothing readable is ever lost.

use super::chunk;
use super::head::{HEAD, Head};
use super::storage::{Keys, Storage, StoreError, Table};
use crate::ledger::{DeviceId, History};

/// What could be read.
#[derive(Clone, Debug, Default)]
pub struct Salvage {
    /// Workspace and device, if the head could be read.
    pub birth: Option<(String, DeviceId)>,
    /// The changes and parts found.
    pub history: History,
    /// Table and key of what could not be read.
    pub damaged: Vec<String>,
}

/// Reads everything readable.
///
/// # Errors
/// Only if the storage itself cannot be read.
pub async fn salvage(storage: &impl Storage) -> Result<Salvage, StoreError> {
    let head = storage.get(Table::Meta, HEAD).await?.and_then(|bytes| Head::read(&bytes).ok());
    let mut found = Salvage { birth: head.map(|head| (head.workspace, head.device)), ..Salvage::default() };
    let mut keys = Keys::all();
    while let Some((key, bytes)) = storage.scan(Table::Log, &keys, 1).await?.pop() {
        match chunk::unpack(&bytes) {
            Some(entries) => drop(found.history.extend(entries, [])),
            None => found.damaged.push(format!("{}/{key}", Table::Log.name())),
        }
        keys = keys.after(&key);
    }
    for (key, bytes) in storage.scan(Table::Inbox, &Keys::all(), usize::MAX).await? {
        match chunk::unpack_parts(&bytes) {
            Some(parts) => drop(found.history.extend([], parts)),
            None => found.damaged.push(format!("{}/{key}", Table::Inbox.name())),
        }
    }
    Ok(found)
}
