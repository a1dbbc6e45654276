//! The bytes of attachments, each under its hash. They are no part of the ledger: writing the same once more does no
//! harm, and what nobody speaks of any more stays until the database goes.

use super::journal::Journal;
use super::storage::{Storage, StoreError, Table, Write};
use crate::ledger::hash;

impl<S: Storage> Journal<S> {
    /// The bytes of a hash; `None` if they are not here.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if what is kept has another hash; [`StoreError::Lost`] and the like.
    pub async fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let found = self.storage().get(Table::Files, hash).await?;
        if found.as_ref().is_some_and(|bytes| hash::hex(&hash::hash_bytes(bytes)) != hash) {
            return Err(StoreError::Corrupt { what: format!("{}/{hash}", Table::Files.name()) });
        }
        Ok(found)
    }

    /// Keeps bytes, and gives the hash they are found by.
    ///
    /// # Errors
    /// [`StoreError::Full`] and the like; then they are not kept.
    pub async fn keep_file(&self, bytes: Vec<u8>) -> Result<String, StoreError> {
        let hash = hash::hex(&hash::hash_bytes(&bytes));
        self.put(&[Write::Put(Table::Files, hash.clone(), bytes)]).await?;
        Ok(hash)
    }
}
