//! Stretches: the changes of one device that follow one another in the log. In the order of device and seq
//! they are what a full file holds, and most lie in chunks of their own, packed until their turn comes.

use super::chunk::{self, damaged};
use super::journal::{Journal, PAGE};
use super::storage::{Keys, Storage, StoreError, Table};
use crate::ledger::{DeviceId, Entry};

/// Changes of one device that follow one another.
pub struct Stretch {
    d: DeviceId,
    s: u64,
    changes: Changes,
}

/// A chunk, or what was unpacked of one that holds more than one stretch.
enum Changes {
    Packed(String, Vec<u8>),
    Unpacked(Vec<Entry>),
}

impl Stretch {
    /// Its changes.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if they cannot be read.
    pub fn unpack(self) -> Result<Vec<Entry>, StoreError> {
        match self.changes {
            Changes::Unpacked(entries) => Ok(entries),
            Changes::Packed(key, bytes) => chunk::unpack(&bytes).ok_or_else(|| damaged(Table::Log, &key)),
        }
    }
}

impl<S: Storage> Journal<S> {
    /// All changes, by device and seq.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if they cannot be read.
    pub async fn stretches(&self) -> Result<Vec<Stretch>, StoreError> {
        let mut stretches = Vec::new();
        let mut keys = Keys::all();
        loop {
            let page = self.storage.scan(Table::Log, &keys, PAGE).await?;
            let Some((key, _)) = page.last() else { break };
            keys = keys.after(key);
            for (key, bytes) in page {
                match chunk::chain(&bytes) {
                    Some((d, s)) => stretches.push(Stretch { d, s, changes: Changes::Packed(key, bytes) }),
                    None => {
                        let entries = chunk::unpack(&bytes).ok_or_else(|| damaged(Table::Log, &key))?;
                        stretches.extend(cut(&entries));
                    }
                }
            }
        }
        stretches.sort_by_key(|stretch| (stretch.d, stretch.s));
        Ok(stretches)
    }
}

/// The stretches of some changes in any order.
fn cut(entries: &[Entry]) -> Vec<Stretch> {
    let mut sorted = entries.to_vec();
    sorted.sort_by_key(|entry| (entry.d, entry.s));
    let groups = sorted.chunk_by(|one, next| one.d == next.d && one.c == next.parent);
    let stretch = |group: &[Entry]| {
        let first = group.first()?;
        Some(Stretch { d: first.d, s: first.s, changes: Changes::Unpacked(group.to_vec()) })
    };
    groups.filter_map(stretch).collect()
}
