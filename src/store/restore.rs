//! Restore points: names for moments in the order of arrival. As nothing is ever taken out of the
//! log, a point needs no copy: it is the number of changes held then. Some are set with an import, and some
//! by hand.

use super::chunk::damaged;
use super::journal::Journal;
use super::storage::{Keys, Storage, StoreError, Table, Write, number_key};
use crate::ledger::{History, Json};
use std::collections::BTreeMap;

/// A moment one may want to look back at: before an import, before a bulk edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestorePoint {
    /// What happened next, for example the name of the imported file; or what a person called the moment.
    pub label: String,
    /// Wall time, milliseconds since 1970 UTC.
    pub at: i64,
    /// How many changes were held. Set by the journal when it writes the point.
    pub count: u64,
    /// The number of the last change that came with it. Set by the journal too.
    pub until: u64,
    /// Whether a person set it.
    pub by_hand: bool,
}

/// Behind the number of a point set by hand, so that both kinds fit at one moment.
const BY_HAND: &str = "+";

impl RestorePoint {
    /// A point for now.
    #[must_use]
    pub fn new(label: String, at: i64) -> Self {
        RestorePoint { label, at, count: 0, until: 0, by_hand: false }
    }

    /// The write of the point at a number. Two points of a kind at one number are the same moment: the
    /// later name stays.
    pub(super) fn write(self, count: u64, until: u64) -> Write {
        let map = BTreeMap::from([
            ("at".to_owned(), Json::Int(self.at)),
            ("label".to_owned(), Json::Str(self.label)),
            ("until".to_owned(), Json::Int(until.cast_signed())),
        ]);
        let key = number_key(count) + if self.by_hand { BY_HAND } else { "" };
        Write::Put(Table::Restore, key, Json::Map(map).canonical().into_bytes())
    }

    fn read(key: &str, bytes: &[u8]) -> Option<Self> {
        let Json::Map(map) = Json::parse(std::str::from_utf8(bytes).ok()?).ok()? else { return None };
        let label = map.get("label")?.as_str()?.to_owned();
        let number = key.strip_suffix(BY_HAND);
        let (by_hand, count) = (number.is_some(), number.unwrap_or(key).parse().ok()?);
        // The first points did not say how much came with them.
        let until = map.get("until").and_then(|until| u64::try_from(until.as_int()?).ok()).unwrap_or(count);
        Some(RestorePoint { label, at: map.get("at")?.as_int()?, count, until, by_hand })
    }
}

impl<S: Storage> Journal<S> {
    /// Names the moment up to which this tab has seen the log. The log only grows, so it needs no guard.
    ///
    /// # Errors
    /// [`StoreError::Full`] and the like; then nothing was written.
    pub async fn set_point(&self, label: &str, at: i64) -> Result<(), StoreError> {
        let (label, count) = (label.to_owned(), self.count());
        let point = RestorePoint { label, at, count, until: count, by_hand: true };
        self.put(&[point.write(count, count)]).await
    }

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
