//! The selection of a list: records ticked one by one, as a range, or all that fit.

use crate::app::Rows;
use crate::crm::Ref;
use leptos::prelude::*;
use std::collections::HashSet;

/// The ticked records of a list. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Selection {
    ticked: RwSignal<HashSet<Ref>>,
    /// The row from which a range is drawn.
    anchor: StoredValue<usize>,
    rows: Memo<Rows>,
}

impl Selection {
    /// Nothing ticked. A record that leaves the view leaves the selection.
    pub(super) fn new(rows: Memo<Rows>) -> Selection {
        let ticked = RwSignal::new(HashSet::new());
        Effect::new(move |_| {
            rows.track();
            if ticked.with_untracked(HashSet::is_empty) {
                return;
            }
            let shown: HashSet<Ref> = rows.with_untracked(|rows| rows.refs.iter().cloned().collect());
            ticked.update(|ticked| ticked.retain(|at| shown.contains(at)));
        });
        Selection { ticked, anchor: StoredValue::new(0), rows }
    }

    /// Whether a record is ticked; reactive.
    pub(super) fn has(self, at: &Ref) -> bool {
        self.ticked.with(|ticked| ticked.contains(at))
    }

    /// How many are ticked; reactive.
    pub(super) fn count(self) -> usize {
        self.ticked.with(HashSet::len)
    }

    /// Whether all that fit are ticked; reactive.
    pub(super) fn is_all(self) -> bool {
        self.rows.with(|rows| !rows.refs.is_empty() && rows.refs.len() == self.count())
    }

    /// The ticked records in the order of the list.
    pub(super) fn targets(self) -> Vec<Ref> {
        self.rows.with_untracked(|rows| {
            self.ticked.with(|ticked| rows.refs.iter().filter(|at| ticked.contains(*at)).cloned().collect())
        })
    }

    /// Ticks or unticks a row; ranges begin here.
    pub(super) fn toggle(self, row: usize) {
        self.anchor.set_value(row);
        let Some(at) = self.rows.with_untracked(|rows| rows.refs.get(row).cloned()) else { return };
        self.ticked.update(|ticked| {
            if !ticked.remove(&at) {
                ticked.insert(at);
            }
        });
    }

    /// Ticks every row from where the range began.
    pub(super) fn extend(self, row: usize) {
        let anchor = self.anchor.get_value();
        self.rows.with_untracked(|rows| {
            let range = rows.refs.iter().skip(anchor.min(row)).take(anchor.abs_diff(row) + 1).cloned();
            self.ticked.update(|ticked| ticked.extend(range));
        });
    }

    /// Where a range would begin, if nothing is ticked yet.
    pub(super) fn begin(self, row: usize) {
        if self.ticked.with_untracked(HashSet::is_empty) {
            self.anchor.set_value(row);
        }
    }

    /// Ticks all that fit.
    pub(super) fn all(self) {
        self.ticked.set(self.rows.with_untracked(|rows| rows.refs.iter().cloned().collect()));
    }

    /// Unticks everything.
    pub(super) fn clear(self) {
        if !self.ticked.with_untracked(HashSet::is_empty) {
            self.ticked.update(HashSet::clear);
        }
    }
}
