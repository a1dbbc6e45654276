//! Writes as the fold takes them from changes and parts, before it is known whether they live.

use super::change::Dot;
use super::state::Stamp;
use super::value::Value;
use std::sync::Arc;

/// A write before it is known whether it lives.
pub(super) struct Raw {
    pub(super) by: usize,
    pub(super) l: u64,
    pub(super) stamp: Arc<Stamp>,
    pub(super) value: Value,
    /// Most writes have none.
    pub(super) refs: Option<Box<Refs>>,
}

/// What the author of a write saw.
#[derive(Default)]
pub(super) struct Refs {
    pub(super) x: Vec<Dot>,
    pub(super) seen: Vec<(Arc<str>, Dot)>,
}

impl Raw {
    pub(super) fn x(&self) -> &[Dot] {
        self.refs.as_ref().map_or(&[], |refs| &refs.x)
    }

    pub(super) fn seen(&self) -> &[(Arc<str>, Dot)] {
        self.refs.as_ref().map_or(&[], |refs| &refs.seen)
    }

    /// Adds the references of another write that counts as the same.
    pub(super) fn unite(&mut self, refs: Option<Box<Refs>>) {
        if let Some(more) = refs {
            let refs = self.refs.get_or_insert_default();
            refs.x.extend(more.x);
            refs.seen.extend(more.seen);
        }
    }
}

/// The writes of a record, each with its field, as they were taken.
pub(super) type Taken = Vec<(Arc<str>, Raw)>;

/// The writes of a record by field, sorted.
pub(super) type Writes = Vec<(Arc<str>, Vec<Raw>)>;

/// Sorts writes by field. If a change wrote a field twice, the later value counts, with the references of
/// both.
pub(super) fn by_field(mut taken: Taken) -> Writes {
    // Stable: the writes of one change to one field stay together, in its order.
    taken.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut writes = Writes::with_capacity(taken.len());
    for (name, raw) in taken {
        let field = match writes.last_mut() {
            Some((last, field)) if *last == name => field,
            _ => {
                writes.push((name, vec![raw]));
                continue;
            }
        };
        match field.last_mut().filter(|last| last.by == raw.by) {
            Some(last) => {
                last.value = raw.value;
                last.unite(raw.refs);
            }
            None => field.push(raw),
        }
    }
    writes
}
