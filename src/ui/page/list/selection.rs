//! The selection of a list: which of the records in view are ticked.

use crate::app::Rows;
use crate::crm::Ref;
use leptos::prelude::*;
use std::collections::HashSet;

/// The ticked records of a list. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Selection {
    /// Their ids.
    pub ids: RwSignal<HashSet<String>>,
    rows: Memo<Rows>,
}

impl Selection {
    /// Nothing ticked. A record that leaves the view leaves the selection.
    pub(super) fn new(rows: Memo<Rows>) -> Selection {
        let ids = RwSignal::new(HashSet::<String>::new());
        Effect::new(move |_| {
            rows.track();
            let ticked = ids.with_untracked(HashSet::len);
            if ticked == 0 {
                return;
            }
            let kept: HashSet<String> = rows.with_untracked(|rows| {
                ids.with_untracked(|ids| {
                    rows.refs.iter().map(|at| at.id.to_string()).filter(|id| ids.contains(id)).collect()
                })
            });
            if kept.len() != ticked {
                ids.set(kept);
            }
        });
        Selection { ids, rows }
    }

    /// How many are ticked; reactive.
    pub(super) fn count(self) -> usize {
        self.ids.with(HashSet::len)
    }

    /// Whether all that fit are ticked; reactive.
    pub(super) fn is_all(self) -> bool {
        self.rows.with(|rows| rows.refs.len() == self.count())
    }

    /// The ticked records in the order of the list; reactive.
    pub(super) fn targets(self) -> Vec<Ref> {
        self.rows
            .with(|rows| self.ids.with(|ids| rows.refs.iter().filter(|at| ids.contains(&*at.id)).cloned().collect()))
    }

    /// Ticks all that fit.
    pub(super) fn all(self) {
        self.ids.set(self.rows.with_untracked(|rows| rows.refs.iter().map(|at| at.id.to_string()).collect()));
    }

    /// Unticks everything.
    pub(super) fn clear(self) {
        self.ids.set(HashSet::new());
    }
}
