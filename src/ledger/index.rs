//! What the state keeps at hand about its records: who is deleted, in conflict, a line or an alias of
//! whom. Derived from the records; kept up for those that change.

use super::conflict;
use super::state::{Keyed, Record, State};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A record, by entity and id.
pub type Key = (Arc<str>, Arc<str>);

/// What is known of records without looking at each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Index {
    pub(super) deleted: BTreeSet<Key>,
    /// Records with a conflict of their own.
    pub(super) conflicts: BTreeSet<Key>,
    /// Records by the record that `_parent` links to.
    lines: Keyed<BTreeSet<Key>>,
    /// Records by the record that `_alias` links to.
    aliases: Keyed<BTreeSet<Key>>,
}

impl Index {
    /// Takes note of a record; `before` is what it was.
    pub(super) fn update(&mut self, key: &Key, before: Option<&Record>, after: &Record) {
        set(&mut self.deleted, key, after.is_deleted());
        set(&mut self.conflicts, key, conflict::has_own(after));
        relink(&mut self.lines, key, before.and_then(Record::parent), after.parent());
        relink(&mut self.aliases, key, before.and_then(Record::alias), after.alias());
    }
}

fn set(set: &mut BTreeSet<Key>, key: &Key, belongs: bool) {
    if belongs {
        set.insert(key.clone());
    } else {
        set.remove(key);
    }
}

fn relink(links: &mut Keyed<BTreeSet<Key>>, key: &Key, before: Option<(&str, &str)>, after: Option<(&str, &str)>) {
    if before == after {
        return;
    }
    if let Some((e, id)) = before
        && let Some(ids) = links.get_mut(e)
    {
        if let Some(keys) = ids.get_mut(id) {
            keys.remove(key);
            if keys.is_empty() {
                ids.remove(id);
            }
        }
        if ids.is_empty() {
            links.remove(e);
        }
    }
    if let Some((e, id)) = after {
        links.entry(e.into()).or_default().entry(id.into()).or_default().insert(key.clone());
    }
}

impl State {
    /// The lines of a record, deleted ones too.
    #[must_use]
    pub fn lines(&self, entity: &str, id: &str) -> Vec<Key> {
        linked(&self.index.lines, entity, id)
    }

    /// The record that stands for this one: the end of its aliases, or the least id of their cycle.
    #[must_use]
    pub fn representative<'a>(&'a self, entity: &str, id: &'a str) -> &'a str {
        let mut path: Vec<&str> = vec![id];
        let mut at: BTreeMap<&str, usize> = [(id, 0)].into();
        let mut last = id;
        while let Some(next) = self.followed(entity, last) {
            if let Some(&start) = at.get(next) {
                return path[start..].iter().min().copied().unwrap_or(id);
            }
            at.insert(next, path.len());
            path.push(next);
            last = next;
        }
        last
    }

    /// The record that an alias leads to: another one of its entity, there and not deleted.
    fn followed(&self, entity: &str, id: &str) -> Option<&str> {
        let (e, target) = self.record(entity, id)?.alias()?;
        let there = self.record(entity, target).is_some_and(|record| !record.is_deleted());
        (e == entity && target != id && there).then_some(target)
    }

    /// The records that the representative of this one stands for, itself first.
    #[must_use]
    pub fn members(&self, entity: &str, id: &str) -> Vec<Key> {
        let first = self.representative(entity, id);
        let mut members: Vec<Key> = vec![(entity.into(), first.into())];
        let mut at = 0;
        while let Some((e, target)) = members.get(at).cloned() {
            at += 1;
            for source in linked(&self.index.aliases, &e, &target) {
                let follows = source.0 == e && self.followed(&e, &source.1).is_some();
                if follows && !members.contains(&source) {
                    members.push(source);
                }
            }
        }
        members
    }
}

fn linked(links: &Keyed<BTreeSet<Key>>, entity: &str, id: &str) -> Vec<Key> {
    links.get(entity).and_then(|ids| ids.get(id)).into_iter().flatten().cloned().collect()
}
