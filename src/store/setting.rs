//! Settings of this installation: who I am, the last backup, what other devices last showed, the undo
//! stack, drafts. They travel in no file. Unlike changes they need no guard: the last one wins.

use super::journal::Journal;
use super::storage::{Keys, Storage, StoreError, Table, Write};

/// The settings stand in [`Table::Meta`] under this prefix.
const PREFIX: &str = "set/";

impl<S: Storage> Journal<S> {
    /// A setting, or `None` if it was never made.
    ///
    /// # Errors
    /// [`StoreError::Lost`] and the like.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let stored = self.storage.get(Table::Meta, &format!("{PREFIX}{key}")).await?;
        Ok(stored.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// The settings whose keys begin with a prefix, in the order of the keys.
    ///
    /// # Errors
    /// [`StoreError::Lost`] and the like.
    pub async fn settings(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let keys = Keys::prefix(&format!("{PREFIX}{prefix}"));
        let found = self.storage.scan(Table::Meta, &keys, usize::MAX).await?.into_iter();
        Ok(found
            .map(|(key, bytes)| (key[PREFIX.len()..].to_owned(), String::from_utf8_lossy(&bytes).into_owned()))
            .collect())
    }

    /// Makes a setting, or removes it. Keys are printable ASCII.
    ///
    /// # Errors
    /// [`StoreError::Full`] and the like; then nothing was written.
    pub async fn set(&self, key: &str, value: Option<String>) -> Result<(), StoreError> {
        self.put(&[write(key, value)]).await
    }

    /// Writes what needs no guard: writing the same once more does no harm.
    pub(super) async fn put(&self, writes: &[Write]) -> Result<(), StoreError> {
        match self.storage.commit(None, writes).await {
            Err(StoreError::Lost) => self.storage.commit(None, writes).await,
            done => done,
        }
        .map(drop)
    }
}

/// Where [`Journal::try_out`] writes. No setting is called so.
const SCRATCH: &str = "scratch";

impl<S: Storage> Journal<S> {
    /// Writes, reads and deletes something in a place of no consequence, as everything is written: durably.
    ///
    /// # Errors
    /// What the storage refuses; [`StoreError::Corrupt`] if it gives back something else than it was given.
    pub async fn try_out(&self) -> Result<(), StoreError> {
        let given: Vec<u8> = (0..=u8::MAX).collect();
        let stored = || self.storage.get(Table::Meta, SCRATCH);
        let damaged = || Err(StoreError::Corrupt { what: SCRATCH.to_owned() });
        self.storage.commit(None, &[Write::Put(Table::Meta, SCRATCH.to_owned(), given.clone())]).await?;
        if stored().await?.as_ref() != Some(&given) {
            return damaged();
        }
        self.storage.commit(None, &[Write::Delete(Table::Meta, Keys::only(SCRATCH))]).await?;
        if stored().await?.is_some() { damaged() } else { Ok(()) }
    }
}

/// The write that makes or removes a setting.
pub(super) fn write(key: &str, value: Option<String>) -> Write {
    let key = format!("{PREFIX}{key}");
    match value {
        Some(value) => Write::Put(Table::Meta, key, value.into_bytes()),
        None => Write::Delete(Table::Meta, Keys::only(&key)),
    }
}
