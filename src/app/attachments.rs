//! Attachments: their bytes into the store and out of it.

use super::workspace::{Done, Fault, Workspace};
use crate::crm::attachment::{self, New};
use crate::crm::{Now, Ref};
use crate::store::{Storage, StoreError};
use std::collections::BTreeMap;

/// What a file is called, and its bytes.
pub type NamedFile = (String, Vec<u8>);

impl<S: Storage> Workspace<S> {
    /// Attaches files to a record. Their bytes are kept first: what speaks of them is written when they are there.
    ///
    /// # Errors
    /// What keeps the store from taking them; then nothing is attached.
    pub async fn attach(&self, about: &Ref, files: Vec<NamedFile>, now: Now) -> Result<Done, Fault> {
        let mut kept = Vec::new();
        for (name, bytes) in files {
            let size = bytes.len() as u64;
            kept.push(New { name, size, hash: self.journal.keep_file(bytes).await? });
        }
        self.act(now, "attach", |_| Ok(attachment::attach(about, &kept))).await
    }

    /// The bytes of a hash; `None` if a colleague has them and no bundle of his was read.
    ///
    /// # Errors
    /// What keeps the store from being read.
    pub async fn attached(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.journal.file(hash).await
    }

    /// Keeps those bytes of a bundle that records speak of and that are not here.
    ///
    /// # Errors
    /// What keeps the store from taking them. Those before are kept.
    pub(super) async fn keep(&self, files: &BTreeMap<String, Vec<u8>>) -> Result<(), StoreError> {
        let wanted = self.read(|view| attachment::wanted(&view));
        for (hash, bytes) in files {
            // What is kept and damaged is replaced.
            let here = matches!(self.attached(hash).await, Ok(Some(_)));
            if wanted.contains_key(hash) && !here {
                self.journal.keep_file(bytes.clone()).await?;
            }
        }
        Ok(())
    }
}
