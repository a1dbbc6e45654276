//! A storage in memory: for tests, and for a visit in a browser that keeps nothing.

use super::storage::{Entry, Estimate, Keys, REVISION, Storage, StoreError, Table, Write, read_revision};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A storage in memory. Clones are handles on the same place, as tabs of one browser are.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    tables: Rc<RefCell<Tables>>,
}

type Tables = BTreeMap<(Table, String), Vec<u8>>;

impl Memory {
    /// An empty place.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Another place that holds the same now: a copied browser profile.
    #[must_use]
    pub fn copy(&self) -> Self {
        Memory { tables: Rc::new(RefCell::new(self.tables.borrow().clone())) }
    }
}

impl Storage for Memory {
    async fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.tables.borrow().get(&(table, key.to_owned())).cloned())
    }

    async fn scan(&self, table: Table, keys: &Keys, limit: usize) -> Result<Vec<Entry>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let tables = self.tables.borrow();
        let range = tables.range((table, keys.from.clone())..(table, keys.until.clone()));
        Ok(range.take(limit).map(|((_, key), value)| (key.clone(), value.clone())).collect())
    }

    async fn commit(&self, guard: Option<u64>, writes: &[Write]) -> Result<u64, StoreError> {
        let mut tables = self.tables.borrow_mut();
        let revision = (Table::Meta, REVISION.to_owned());
        let mut current = read_revision(tables.get(&revision).map(Vec::as_slice))?;
        if guard.is_some_and(|guard| guard != current) {
            return Err(StoreError::Moved);
        }
        for write in writes {
            match write {
                Write::Put(table, key, value) => {
                    tables.insert((*table, key.clone()), value.clone());
                }
                Write::Delete(table, keys) => tables.retain(|(at, key), _| at != table || !keys.contain(key)),
            }
        }
        if guard.is_some() {
            current += 1;
            tables.insert(revision, current.to_string().into_bytes());
        }
        Ok(current)
    }

    async fn wipe(&self) -> Result<(), StoreError> {
        self.tables.borrow_mut().clear();
        Ok(())
    }

    async fn estimate(&self) -> Option<Estimate> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(key: &str, value: &str) -> Write {
        Write::Put(Table::Log, key.to_owned(), value.as_bytes().to_vec())
    }

    #[tokio::test]
    async fn two_handles_see_one_place_and_a_stale_guard_writes_nothing() {
        let one = Memory::new();
        let two = one.clone();
        assert_eq!(one.commit(Some(0), &[put("b", "1"), put("a", "2")]).await, Ok(1));
        assert_eq!(two.commit(Some(0), &[put("c", "3")]).await, Err(StoreError::Moved));
        assert_eq!(two.get(Table::Log, "c").await, Ok(None));
        assert_eq!(two.commit(None, &[put("d", "4")]).await, Ok(1));
        let keys = |entries: Vec<Entry>| entries.into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        assert_eq!(two.scan(Table::Log, &Keys::all(), 9).await.map(keys), Ok(vec!["a".into(), "b".into(), "d".into()]));
        assert_eq!(two.scan(Table::Log, &Keys::all(), 2).await.map(keys), Ok(vec!["a".into(), "b".into()]));
        assert_eq!(two.commit(Some(1), &[Write::Delete(Table::Log, Keys::prefix("a"))]).await, Ok(2));
        assert_eq!(one.scan(Table::Log, &Keys::all(), 9).await.map(keys), Ok(vec!["b".into(), "d".into()]));
        assert_eq!(one.revision().await, Ok(2));
    }
}
