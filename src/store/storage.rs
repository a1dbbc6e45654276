//! What the journal asks of a place that keeps bytes: ordered tables, and one atomic, durable
//! commit with compare-and-swap. About six methods, so that memory, IndexedDB and a storage that
//! fails on demand all fit, and every call can be made to fail in a test.

use std::fmt::Write as _;

/// A place that keeps bytes in ordered tables.
///
/// Handles are shared and used from one thread, so futures need not be `Send`. Two handles on the
/// same place behave as two browser tabs do.
#[expect(async_fn_in_trait, reason = "one thread: futures need not be Send")]
pub trait Storage {
    /// One value, or `None` if the key is absent.
    ///
    /// # Errors
    /// [`StoreError::Lost`] and the like; absence is no error.
    async fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// The first `limit` entries of a range of keys, in the order of the keys.
    ///
    /// # Errors
    /// As [`Storage::get`].
    async fn scan(&self, table: Table, keys: &Keys, limit: usize) -> Result<Vec<Entry>, StoreError>;

    /// Applies all writes in one durable transaction, or none of them, and answers the revision
    /// afterwards.
    ///
    /// With a `guard`, the writes happen only if the revision still is the guard, and move it up by
    /// one: this is how two tabs are kept from giving out the same number twice. Without, the
    /// revision is neither looked at nor moved.
    ///
    /// # Errors
    /// [`StoreError::Moved`] if the revision is not the guard. After [`StoreError::Lost`] it is
    /// unknown whether the writes were applied; after any other error they were not.
    async fn commit(&self, guard: Option<u64>, writes: &[Write]) -> Result<u64, StoreError>;

    /// Erases everything in this place, and nothing else.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] if another tab holds on to it.
    async fn wipe(&self) -> Result<(), StoreError>;

    /// How much room is taken and left, if the place can tell. Not to be relied on: browsers round
    /// and exaggerate.
    async fn estimate(&self) -> Option<Estimate>;

    /// How often a guarded commit has happened.
    ///
    /// # Errors
    /// As [`Storage::get`]; [`StoreError::Corrupt`] if the counter is no number.
    async fn revision(&self) -> Result<u64, StoreError> {
        read_revision(self.get(Table::Meta, REVISION).await?.as_deref())
    }
}

/// An entry of a table: its key and its bytes.
pub type Entry = (String, Vec<u8>);

/// The key in [`Table::Meta`] under which storages count guarded commits.
pub const REVISION: &str = "revision";

/// Reads the revision counter; absent means that nothing was ever committed.
///
/// # Errors
/// [`StoreError::Corrupt`] if it is no number.
pub fn read_revision(stored: Option<&[u8]>) -> Result<u64, StoreError> {
    let Some(bytes) = stored else { return Ok(0) };
    let number = std::str::from_utf8(bytes).ok().and_then(|text| text.parse().ok());
    number.ok_or_else(|| StoreError::Corrupt { what: REVISION.to_owned() })
}

/// The tables of a storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The head of the journal, the revision, and settings of this installation.
    Meta,
    /// All changes in order of arrival, in chunks under the number of their last one.
    Log,
    /// The packed state.
    Segments,
    /// Parts of shares.
    Inbox,
    /// Restore points.
    Restore,
    /// Attachments by hash.
    Files,
}

impl Table {
    /// All tables.
    pub const ALL: [Table; 6] = [Table::Meta, Table::Log, Table::Segments, Table::Inbox, Table::Restore, Table::Files];

    /// The name under which the table is kept.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Table::Meta => "meta",
            Table::Log => "log",
            Table::Segments => "segments",
            Table::Inbox => "inbox",
            Table::Restore => "restore",
            Table::Files => "files",
        }
    }
}

/// One write of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// Sets a value.
    Put(Table, String, Vec<u8>),
    /// Removes every value in a range of keys.
    Delete(Table, Keys),
}

impl Write {
    /// The table it writes to.
    #[must_use]
    pub fn table(&self) -> Table {
        match self {
            Write::Put(table, ..) | Write::Delete(table, _) => *table,
        }
    }
}

/// A range of keys. Keys are printable ASCII, so that every storage sorts them alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// The first key.
    pub from: String,
    /// Where the range ends: this key is outside.
    pub until: String,
}

impl Keys {
    /// Every key.
    #[must_use]
    pub fn all() -> Self {
        Keys::prefix("")
    }

    /// The keys that begin with a prefix.
    #[must_use]
    pub fn prefix(prefix: &str) -> Self {
        // DEL sorts behind every printable ASCII character.
        Keys { from: prefix.to_owned(), until: format!("{prefix}\u{7f}") }
    }

    /// This key alone.
    #[must_use]
    pub fn only(key: &str) -> Self {
        // The space is the least printable character, so nothing fits between.
        Keys { from: key.to_owned(), until: format!("{key} ") }
    }

    /// The rest of this range behind a key: the next page of a scan.
    #[must_use]
    pub fn after(&self, key: &str) -> Self {
        Keys { from: format!("{key} "), until: self.until.clone() }
    }

    /// Whether no key can be in the range.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.from >= self.until
    }

    /// Whether a key is in the range.
    #[must_use]
    pub fn contain(&self, key: &str) -> bool {
        self.from.as_str() <= key && key < self.until.as_str()
    }
}

/// A number as a key that sorts by size.
#[must_use]
pub fn number_key(number: u64) -> String {
    let mut key = String::with_capacity(16);
    // Writing to a string cannot fail.
    let _ = write!(key, "{number:016}");
    key
}

/// Room taken and room granted, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// Bytes taken by everything of this origin.
    pub usage: u64,
    /// Bytes granted to this origin.
    pub quota: u64,
}

/// Why the store could not do it. The display is the key of a message that says what to do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Another tab wrote first: read its changes and build this one anew. Nothing was written.
    #[error("store-moved")]
    Moved,
    /// No room left. Nothing was written.
    #[error("store-full")]
    Full,
    /// The connection broke; whether the commit was applied is unknown.
    #[error("store-lost")]
    Lost,
    /// The browser did not answer for long, and the transaction was undone.
    #[error("store-slow")]
    Slow,
    /// Another tab holds the database open in a way that forbids this.
    #[error("store-blocked")]
    Blocked,
    /// Another tab upgrades or erases the database: this page must be reloaded.
    #[error("store-closed")]
    Closed,
    /// The browser keeps no data here (private mode, a file page, or forbidden).
    #[error("store-missing")]
    Missing,
    /// The database was made by a newer version: it can be read and exported, not written.
    #[error("store-newer")]
    Newer,
    /// What was read back is not what was written.
    #[error("store-corrupt")]
    Corrupt {
        /// Table and key, or what did not parse.
        what: String,
    },
    /// The transaction was undone for another reason. Nothing was written.
    #[error("store-aborted")]
    Aborted {
        /// What the browser said; may be empty.
        cause: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(keys: &Keys, key: &str, expect: bool) {
        assert_eq!(keys.contain(key), expect, "{key} in {keys:?}");
    }

    #[test]
    fn ranges_hold_what_they_say() {
        check(&Keys::all(), "", true);
        check(&Keys::all(), "~", true);
        check(&Keys::prefix("1/"), "1/lead", true);
        check(&Keys::prefix("1/"), "10/lead", false);
        check(&Keys::prefix("1/"), "1", false);
        check(&Keys::only("a"), "a", true);
        check(&Keys::only("a"), "a!", false);
        check(&Keys::only("a"), "b", false);
        check(&Keys::prefix("a").after("a1"), "a1", false);
        check(&Keys::prefix("a").after("a1"), "a10", true);
        check(&Keys::prefix("a").after("a1"), "a0", false);
        assert!(Keys::only("a").after("a").is_empty());
    }

    #[test]
    fn number_keys_sort_by_size() {
        let numbers = [0, 9, 10, 999, 9_007_199_254_740_991];
        assert!(numbers.windows(2).all(|pair| number_key(pair[0]) < number_key(pair[1])));
    }
}
