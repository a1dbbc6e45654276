//! Rescue: an ordinary file of whatever can still be read, when a workspace cannot be opened.

use super::share::stamp;
use crate::exchange::union::Union;
use crate::store::{Storage, StoreError, salvage};

/// What was found.
#[derive(Clone, Debug)]
pub struct Rescued {
    /// A name for the file.
    pub name: String,
    /// The file.
    pub text: String,
    /// How many changes it holds.
    pub changes: usize,
}

/// Reads everything readable into a full file.
///
/// # Errors
/// Only if the storage itself cannot be read.
pub async fn rescue(storage: &impl Storage, now: i64) -> Result<Rescued, StoreError> {
    let found = salvage(storage).await?;
    let workspace = found.birth.map_or_else(|| "w-rescued".to_owned(), |(workspace, _)| workspace);
    let changes = found.history.changes().len();
    let union = Union { history: found.history, ..Union::of(workspace.clone()) };
    let (text, _) = union.write_full(None, &stamp(now));
    Ok(Rescued { name: format!("{workspace}-rescued.cove.json"), text, changes })
}
