//! One change applied to a live state, in time that depends on the change alone.
//!
//! Only the ordinary case is handled: the next change of an unforked device, whole, on records that
//! nobody purged. Whatever else comes is for the fold, which is the definition; a property test holds
//! the two equal.

use super::change::{Change, DeviceId, Dot, Op};
use super::clock::MAX_TIME;
use super::entry::Entry;
use super::frontier::{Chain, Tag};
use super::hash::ORIGIN;
use super::index::Key;
use super::order::sort;
use super::shape::Head;
use super::state::{Field, Open, Past, Record, Replaced, Seen, Stamp, State, Write};
use super::value::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The records that a change wrote.
pub type Touched = Vec<Key>;

/// The change is out of the ordinary: fold the history anew. The state is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the history must be folded anew")]
pub struct NeedsRefold;

/// What a change writes to one field.
#[derive(Default)]
struct Wish {
    value: Option<Value>,
    x: Vec<Dot>,
    seen: Vec<(Arc<str>, Dot)>,
}

/// What a change writes, by record and field.
type Wishes = BTreeMap<Key, BTreeMap<Arc<str>, Wish>>;

impl State {
    /// Takes in one change that is not yet held. Gives the records it wrote.
    ///
    /// # Errors
    /// [`NeedsRefold`] if only the whole history can tell what the change does.
    pub fn apply(&mut self, entry: &Entry) -> Result<Touched, NeedsRefold> {
        let change = entry.change();
        let tag = Tag { dot: Dot { name: entry.d, s: entry.s }, d: entry.d, c: entry.branch() };
        let anchored = self.follows(entry)?;
        let unknown = change.ops.iter().filter(|op| matches!(op, Op::Unknown(_))).count() as u64;
        let (stamp, wishes) = self.wishes(change, tag)?;
        let mut records: Vec<(Key, Record)> = Vec::with_capacity(wishes.len());
        let mut awaited = BTreeSet::new();
        for (key, fields) in wishes {
            let mut record = self.record(&key.0, &key.1).cloned().unwrap_or_default();
            for (name, wish) in fields {
                self.write(&mut record, name, wish, &stamp, &mut awaited)?;
            }
            records.push((key, record));
        }
        let frontier = &mut self.frontier;
        let head = Head { s: entry.s, h: entry.c };
        frontier.chains.insert(entry.d, Chain { head, plain: true, anchored });
        if anchored {
            frontier.vector.insert(entry.d, head);
        }
        frontier.clock.change(entry.l);
        frontier.prefixes.insert(tag.c);
        frontier.awaited.0.extend(awaited);
        if unknown > 0 {
            frontier.unknown.insert(tag);
            frontier.unknown_ops += unknown;
        }
        let touched = records.iter().map(|(key, _)| key.clone()).collect();
        for (key, record) in records {
            self.put(key, record);
        }
        Ok(touched)
    }

    /// Whether this is the next change of an ordinary device, and everything before it is held.
    fn follows(&self, entry: &Entry) -> Result<bool, NeedsRefold> {
        let frontier = &self.frontier;
        let name = entry.branch();
        // A reference or a device of that name would have to be looked at again.
        let named = frontier.awaited.0.contains(&name) || frontier.chains.contains_key(&name);
        let parts = frontier.has_parts(entry.d) || frontier.has_parts(name);
        if entry.l > MAX_TIME || named || parts || frontier.prefixes.contains(name) {
            return Err(NeedsRefold);
        }
        match frontier.chains.get(&entry.d) {
            None if entry.s == 1 && entry.parent == ORIGIN && !self.is_branch(entry.d) => Ok(true),
            Some(chain) if chain.plain && entry.s == chain.head.s + 1 && entry.parent == chain.head.h => {
                Ok(chain.anchored)
            }
            _ => Err(NeedsRefold),
        }
    }

    /// Whether a name means, or may mean, something else than the changes of a device.
    fn is_branch(&self, name: DeviceId) -> bool {
        self.frontier.prefixes.contains(name)
            || self.frontier.part_names.contains(&name)
            || self.frontier.chains.get(&name).is_some_and(|chain| !chain.plain)
    }

    /// The writes of a change, those of one field united.
    fn wishes(&self, change: Change, tag: Tag) -> Result<(Arc<Stamp>, Wishes), NeedsRefold> {
        let mut wishes = Wishes::new();
        for op in change.ops {
            if self.is_purged(op.target()) {
                // It must become blank, and has no record to write to.
                return Err(NeedsRefold);
            }
            let op = match op {
                Op::Set(op) => op,
                Op::Unknown(_) => continue,
                Op::Purge { .. } | Op::Blank { .. } => return Err(NeedsRefold),
            };
            let (e, id) = (op.e, op.id);
            let e: Arc<str> = self.entities.get_key_value(&*e).map_or_else(|| e.into(), |(known, _)| known.clone());
            let id: Arc<str> = id.into();
            let fields = wishes.entry((e, id)).or_default();
            let mut x = op.x;
            let seen: Vec<(Arc<str>, Dot)> = op
                .seen
                .into_iter()
                .flat_map(|(field, dots)| {
                    let field: Arc<str> = field.into();
                    dots.into_iter().map(move |dot| (field.clone(), dot))
                })
                .collect();
            for (name, value) in op.set {
                let dots = x.remove(&name).unwrap_or_default();
                let deletes = name == "_deleted";
                let wish = fields.entry(name.into()).or_default();
                wish.value = Some(value);
                wish.x.extend(dots);
                if deletes {
                    wish.seen.extend(seen.iter().cloned());
                }
            }
        }
        let stamp = Stamp {
            dot: tag.dot,
            d: tag.d,
            c: tag.c,
            l: change.l,
            t: change.t,
            m: change.m.map(Into::into),
            why: change.why.map(Into::into),
            batch: change.batch.map(Into::into),
        };
        Ok((Arc::new(stamp), wishes))
    }

    /// Writes one field of a record that is not yet in the state.
    fn write(
        &self,
        record: &mut Record,
        name: Arc<str>,
        wish: Wish,
        stamp: &Arc<Stamp>,
        awaited: &mut BTreeSet<DeviceId>,
    ) -> Result<(), NeedsRefold> {
        let by = stamp.tag();
        let known = record.field(&name).cloned();
        let (mut live, mut past) = known.map_or_else(Default::default, |field| {
            (field.live.as_slice().to_vec(), field.past.map(|past| *past).unwrap_or_default())
        });
        if past.knot {
            return Err(NeedsRefold);
        }
        for dot in wish.x {
            if dot.name == stamp.dot.name && dot.s >= stamp.dot.s {
                continue;
            }
            if self.is_branch(dot.name) {
                return Err(NeedsRefold);
            }
            if let Some(at) = live.iter().position(|write| write.stamp.dot == dot) {
                let old = live.remove(at);
                let suspect = stamp.l <= old.stamp.l;
                past.replaced.push(Replaced { tag: old.stamp.tag(), l: old.stamp.l, suspect });
                past.seen.retain(|seen| seen.by != old.stamp.tag());
            } else if let Some(old) = past.replaced.iter_mut().find(|old| old.tag.dot == dot) {
                old.suspect |= stamp.l <= old.l;
            } else {
                past.open.push(Open { dot, by, l: stamp.l });
                awaited.insert(dot.name);
            }
        }
        // Those who came before may already have seen this write.
        let replacers: Vec<Open> = past.open.extract_if(.., |open| open.dot == by.dot).collect();
        let mut deletes = false;
        if replacers.is_empty() {
            let value = wish.value.unwrap_or(Value::Null);
            deletes = &*name == "_deleted" && value == Value::Bool(true);
            live.push(Write { value, stamp: stamp.clone() });
        } else {
            let suspect = replacers.iter().any(|open| open.l <= stamp.l);
            past.replaced.push(Replaced { tag: by, l: stamp.l, suspect });
        }
        if live.is_empty() {
            return Err(NeedsRefold);
        }
        sort(&mut past.replaced);
        sort(&mut past.open);
        past.open.dedup();
        record.put(name.clone(), Field::new(live, past));
        if deletes {
            self.see(record, wish.seen, stamp, awaited)?;
        }
        record.find_seen(&name, by);
        Ok(())
    }

    /// Notes what a delete saw of the record's other fields.
    fn see(
        &self,
        record: &mut Record,
        entries: Vec<(Arc<str>, Dot)>,
        stamp: &Stamp,
        awaited: &mut BTreeSet<DeviceId>,
    ) -> Result<(), NeedsRefold> {
        let mut seen = Vec::with_capacity(entries.len());
        for (field, dot) in entries {
            if dot.name == stamp.dot.name && dot.s >= stamp.dot.s {
                continue;
            }
            if self.is_branch(dot.name) {
                return Err(NeedsRefold);
            }
            let found = record.field(&field).and_then(|field| field.writer(dot));
            if found.is_none() {
                awaited.insert(dot.name);
            }
            seen.push(Seen { field, found, dot, by: stamp.tag() });
        }
        record.edit_seen(|known| known.extend(seen));
        Ok(())
    }

    /// Puts a record in, and keeps the index right.
    pub(super) fn put(&mut self, key: Key, record: Record) {
        self.index.update(&key, &record);
        self.entities.entry(key.0).or_default().put(key.1, record);
    }
}

impl Field {
    /// The write of this field, live or replaced, that has this dot.
    fn writer(&self, dot: Dot) -> Option<Tag> {
        let live = self.live.as_slice().iter().map(|write| write.stamp.tag());
        let replaced = self.past.iter().flat_map(|past| &past.replaced).map(|old| old.tag);
        live.chain(replaced).find(|tag| tag.dot == dot)
    }
}

impl Record {
    /// Changes what the live deletes saw.
    fn edit_seen(&mut self, edit: impl FnOnce(&mut Vec<Seen>)) {
        if let Some((_, field)) = self.fields.iter_mut().find(|(name, _)| &**name == "_deleted") {
            let past = field.past.get_or_insert_default();
            edit(&mut past.seen);
            sort(&mut past.seen);
            past.seen.dedup();
            if **past == Past::default() {
                field.past = None;
            }
        }
    }

    /// A write that live deletes waited for is there.
    fn find_seen(&mut self, name: &str, tag: Tag) {
        self.edit_seen(|seen| {
            let waits = |seen: &Seen| seen.found.is_none() && &*seen.field == name && seen.dot == tag.dot;
            let waiting = seen.iter_mut().filter(|seen| waits(seen));
            waiting.for_each(|seen| seen.found = Some(tag));
        });
    }
}
