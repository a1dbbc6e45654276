//! A record's own history, and the record as it stood at any moment of it.
//!
//! **As of when?** A moment is a place in the order of the authors' clocks; changes of the same
//! millisecond follow their Lamport times, so causes stand before their effects. The record at a moment is
//! the fold of the changes held now up to that place. This is a function of the set of changes alone, so
//! colleagues who hold the same data see the same past, whatever way the files went. The order of arrival
//! would be another on each installation, and what an author had seen is known of the fields he wrote
//! only. The price: a wrong clock puts its changes in a wrong place here. It decides nothing else.

use super::{Line, Past};
use crate::app::workspace::Workspace;
use crate::crm::{Book, Ref};
use crate::ledger::order::sort_by;
use crate::ledger::{Change, Dot, History, Op};
use crate::store::{Storage, StoreError};
use std::collections::BTreeSet;

/// How many records of a change its line names: those of one record are few.
const NAMED: usize = 50;

/// A place in the order of the authors' clocks.
type Place = (Option<i64>, u64, Dot);

/// All that happened to a record and its lines, the newest first.
#[derive(Clone, Debug)]
pub struct Chronicle {
    /// The record.
    pub at: Ref,
    /// The changes.
    pub lines: Vec<Line>,
    places: Vec<Place>,
    past: Past,
}

impl<S: Storage> Workspace<S> {
    /// The history of a record, with its lines and the duplicates it stands for.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn chronicle(&self, at: &Ref) -> Result<Chronicle, StoreError> {
        let records: BTreeSet<Ref> = {
            let inner = self.inner.borrow();
            let state = inner.book.state();
            let members = state.members(&at.entity, &at.id);
            let lines: Vec<_> = members.iter().flat_map(|(entity, id)| state.lines(entity, id)).collect();
            let keys = members.into_iter().chain(lines);
            keys.map(|(entity, id)| Ref { entity, id }).chain([at.clone()]).collect()
        };
        let past = self.past_of(&records).await?;
        let marks = self.marks().await?;
        let inner = self.inner.borrow();
        let mut told: Vec<(Place, Line)> = Vec::new();
        for ((entry, number), dot) in past.history.changes().iter().zip(&past.numbers).zip(past.history.dots()) {
            let mut change = entry.change();
            change.ops.retain(|op| matches!(op, Op::Set(set) if records.contains(&Ref::new(&set.e, &set.id))));
            if change.ops.is_empty() {
                continue;
            }
            let mut line = Line::new(*number, entry, &change, inner.book.state(), &inner.me, NAMED);
            line.file = super::file_of(&marks, *number);
            told.push((place(&change, dot), line));
        }
        sort_by(&mut told, |(a, _), (b, _)| b.cmp(a));
        let (places, mut lines): (Vec<_>, Vec<_>) = told.into_iter().unzip();
        past.tell_before(&mut lines);
        Ok(Chronicle { at: at.clone(), lines, places, past })
    }
}

impl Chronicle {
    /// The record as it stood after one of the lines, with its lines and duplicates and nothing else.
    /// Nothing if there is no such line.
    #[must_use]
    pub fn as_of(&self, line: usize) -> Book {
        let Some(place) = self.places.get(line) else { return Book::default() };
        let shown = self.past.history.changes().iter().zip(self.past.history.dots());
        let before = shown.filter(|(entry, dot)| self::place(&entry.change(), *dot) <= *place);
        let mut history = History::new();
        let parts = self.past.history.parts().filter(|part| {
            let change = part.change();
            self::place(&change, Dot { name: part.d, s: part.s }) <= *place
        });
        history.extend(before.map(|(entry, _)| entry.clone()), parts.cloned());
        Book::new(history.fold())
    }

    /// The last line that is not later than an instant; `None` if the record is younger.
    #[must_use]
    pub fn line_at(&self, instant: i64) -> Option<usize> {
        self.places.iter().position(|(at, ..)| at.is_none_or(|at| at <= instant))
    }
}

fn place(change: &Change, dot: Dot) -> Place {
    (change.t, change.l, dot)
}
