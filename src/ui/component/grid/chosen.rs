//! The chosen rows of a grid, and how keys and boxes choose them.

use super::Selection;
use leptos::prelude::*;
use std::collections::HashSet;

/// The chosen rows. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Chosen {
    selection: Option<Selection>,
    /// The key of the row at a place; none for headings and beyond the last.
    key_at: Callback<usize, Option<String>>,
    /// How many rows can be chosen.
    most: Signal<usize>,
    /// Where the last choice was made, from which the next may extend.
    anchor: StoredValue<Option<usize>>,
}

impl Chosen {
    pub(super) fn new(
        selection: Option<Selection>,
        key_at: Callback<usize, Option<String>>,
        most: Signal<usize>,
    ) -> Chosen {
        Chosen { selection, key_at, most, anchor: StoredValue::new(None) }
    }

    /// Chooses the rows from one place to another, or takes them out.
    pub(super) fn choose(self, from: usize, to: usize, on: bool) {
        let Some(selection) = self.selection else { return };
        let keys: Vec<_> = (from.min(to)..=from.max(to)).filter_map(|at| self.key_at.run(at)).collect();
        selection.keys.update(|chosen| {
            for key in keys {
                if on {
                    chosen.insert(key);
                } else {
                    chosen.remove(&key);
                }
            }
        });
    }

    /// Whether the row at a place is chosen; reactive.
    pub(super) fn has(self, at: usize) -> bool {
        let has = |selection: Selection| {
            self.key_at.run(at).is_some_and(|key| selection.keys.with(|keys| keys.contains(&key)))
        };
        self.selection.is_some_and(has)
    }

    /// Chooses a row or takes it out; from the last choice on, where it extends.
    pub(super) fn toggle(self, at: usize, extend: bool) {
        let on = !untrack(|| self.has(at));
        let from = self.anchor.get_value().filter(|_| extend).unwrap_or(at);
        self.choose(from, at, on || extend);
        self.anchor.set_value(Some(at));
    }

    /// Chooses from one row to the next.
    pub(super) fn extend(self, from: usize, to: usize) {
        self.choose(from, to, true);
        self.anchor.set_value(Some(to));
    }

    /// Whether all are chosen; reactive.
    pub(super) fn is_all(self) -> bool {
        let most = self.most.get();
        self.selection.is_some_and(|selection| most > 0 && selection.keys.with(HashSet::len) >= most)
    }

    /// Chooses all of so many rows, or none if all are.
    pub(super) fn toggle_all(self, count: usize) {
        match (self.selection, untrack(|| self.is_all())) {
            (Some(selection), true) => selection.keys.set(HashSet::new()),
            _ => self.choose(0, count.saturating_sub(1), true),
        }
    }
}
