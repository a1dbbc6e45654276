//! Restore points: names for moments in the order of arrival. As nothing is ever taken out of the
//! log, a point needs no copy: it is the number of changes held then.

use super::chunk::damaged;
use super::journal::Journal;
use super::storage::{Keys, Storage, StoreError, Table, Write, number_key};
use crate::ledger::{History, Json};
use std::collections::BTreeMap;

/// A moment one may want to look back at: before an import, before a bulk edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestorePoint {
    /// What happened next, for example the name of the imported file.
    pub label: String,
    /// Wall time, milliseconds since 1970 UTC.
    pub at: i64,
    /// How many changes were held. Set by the journal when it writes the point.
    pub count: u64,
    /// The number of the last change that came with it. Set by the journal too.
    pub until: u64,
}

impl RestorePoint {
    /// A point for now.
    #[must_use]
    pub fn new(label: String, at: i64) -> Self {
        RestorePoint { label, at, count: 0, until: 0 }
    }

    /// The write of the point at a number. Two points at one number are the same moment: the later
    /// name stays.
    pub(super) fn write(self, count: u64, until: u64) -> Write {
        let map = BTreeMap::from([
            ("at".to_owned(), Json::Int(self.at)),
            ("label".to_owned(), Json::Str(self.label)),
            ("until".to_owned(), Json::Int(until.cast_signed())),
        ]);
        Write::Put(Table::Restore, number_key(count), Json::Map(map).canonical().into_bytes())
    }

    fn read(key: &str, bytes: &[u8]) -> Option<Self> {
        let Json::Map(map) = Json::parse(std::str::from_utf8(bytes).ok()?).ok()? else { return None };
        let label = map.get("label")?.as_str()?.to_owned();
        let count = key.parse().ok()?;
        // The first points did not say how much came with them.
        let until = map.get("until").and_then(|until| u64::try_from(until.as_int()?).ok()).unwrap_or(count);
        Some(RestorePoint { label, at: map.get("at")?.as_int()?, count, until })
    }
}

impl<S: Storage> Journal<S> {
    /// The restore points, oldest first.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if one cannot be read.
    pub async fn restore_points(&self) -> Result<Vec<RestorePoint>, StoreError> {
        let found = self.storage.scan(Table::Restore, &Keys::all(), usize::MAX).await?;
        let read = |(key, bytes): &(String, Vec<u8>)| {
            RestorePoint::read(key, bytes).ok_or_else(|| damaged(Table::Restore, key))
        };
        found.iter().map(read).collect()
    }

    /// The changes held at a restore point. Parts are not told apart by time and are left out.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if changes cannot be read.
    pub async fn history_at(&self, point: &RestorePoint) -> Result<History, StoreError> {
        let count = usize::try_from(point.count).unwrap_or(usize::MAX);
        let mut history = History::new();
        history.extend(self.since(0).await?.into_iter().take(count), []);
        Ok(history)
    }
}
