//! Catching up: what other tabs and the worker wrote is read from the store and shown here too.

use super::workspace::{UNDO, Workspace};
use crate::store::{Storage, StoreError};

/// How many bytes of changes are taken in between two pauses: some ten milliseconds of work.
const SLICE: usize = 64 << 10;

impl<S: Storage> Workspace<S> {
    /// Reads what other tabs wrote. Says whether there was anything.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn refresh(&self) -> Result<bool, StoreError> {
        let _turn = self.writing.lock().await;
        self.catch_up().await
    }

    /// The same in slices, with a pause after each: what the worker wrote may be tens of thousands of records,
    /// and whoever shows them has other things to do meanwhile.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn refresh_in_slices(&self, pause: impl AsyncFn()) -> Result<bool, StoreError> {
        let _turn = self.writing.lock().await;
        let news = self.journal.news().await?;
        if news.refold {
            return self.refold().await.map(|()| true);
        }
        let mut rest = news.entries.as_slice();
        while !rest.is_empty() {
            let mut size = 0;
            let fit = rest.iter().take_while(|entry| {
                let begins = size < SLICE;
                size += entry.text().len();
                begins
            });
            let (slice, more) = rest.split_at(fit.count());
            self.take(slice).await?;
            rest = more;
            if !rest.is_empty() {
                pause().await;
            }
        }
        Ok(!news.entries.is_empty())
    }

    /// Reads anew what can be taken back: the worker acts for the same person.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn recall(&self) -> Result<(), StoreError> {
        let _turn = self.writing.lock().await;
        let undo = self.journal.setting(UNDO).await?.and_then(|text| serde_json::from_str(&text).ok());
        self.inner.borrow_mut().undo = undo.unwrap_or_default();
        Ok(())
    }

    /// [`Workspace::refresh`] for a caller that holds the turn.
    pub(super) async fn catch_up(&self) -> Result<bool, StoreError> {
        let news = self.journal.news().await?;
        if news.refold {
            self.refold().await?;
            return Ok(true);
        }
        self.take(&news.entries).await?;
        Ok(!news.entries.is_empty())
    }
}
