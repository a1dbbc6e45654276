//! What the state keeps at hand about its records: who is deleted, in conflict or an alias. Derived from the
//! records; kept up for those that change. Lines and aliases are found by their links.

use super::bundle::Bundle;
use super::conflict;
use super::state::{Record, State};
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
    /// Records of which `_alias` was ever written.
    aliases: BTreeSet<Key>,
}

impl Index {
    /// Takes note of a record.
    pub(super) fn update(&mut self, key: &Key, record: &Record) {
        set(&mut self.deleted, key, record.is_deleted());
        set(&mut self.conflicts, key, conflict::has_own(record));
        set(&mut self.aliases, key, record.get("_alias").is_some());
    }

    /// Takes note of the records of a bundle, none of which is known yet.
    pub(super) fn take(&mut self, entity: &Arc<str>, bundle: &Bundle) {
        let marked = &bundle.marked;
        let lists = [
            (&mut self.deleted, &marked.deleted),
            (&mut self.conflicts, &marked.conflicts),
            (&mut self.aliases, &marked.aliases),
        ];
        for (set, places) in lists {
            set.extend(places.iter().map(|at| (entity.clone(), bundle.id(*at as usize))));
        }
    }
}

fn set(set: &mut BTreeSet<Key>, key: &Key, belongs: bool) {
    if belongs {
        set.insert(key.clone());
    } else {
        set.remove(key);
    }
}

impl State {
    /// The lines of a record, deleted ones too.
    #[must_use]
    pub fn lines(&self, entity: &str, id: &str) -> Vec<Key> {
        let of = |from: &Arc<str>| self.linked(from, entity, id, Record::parent);
        self.entities.keys().flat_map(of).collect()
    }

    /// The records of which `_alias` was ever written.
    pub fn aliases(&self) -> impl Iterator<Item = (&str, &str)> {
        self.index.aliases.iter().map(|(entity, id)| (&**entity, &**id))
    }

    /// The records of an entity that link to this one in a way, by id.
    fn linked(
        &self,
        from: &Arc<str>,
        entity: &str,
        id: &str,
        link: impl Fn(&Record) -> Option<(&str, &str)>,
    ) -> Vec<Key> {
        let found = self.linking(from, entity, id).into_iter();
        found
            .filter(|(_, record)| link(record) == Some((entity, id)))
            .map(|(id, _)| (from.clone(), id.into()))
            .collect()
    }

    /// The record that stands for this one: the end of its aliases, or the least id of their cycle.
    #[must_use]
    pub fn representative<'a>(&'a self, entity: &str, id: &'a str) -> &'a str {
        if self.index.aliases.is_empty() {
            return id;
        }
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
            for source in self.linked(&e, &e, &target, Record::alias) {
                let follows = self.followed(&e, &source.1).is_some();
                if follows && !members.contains(&source) {
                    members.push(source);
                }
            }
        }
        members
    }
}
