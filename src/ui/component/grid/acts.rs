//! What a page and its grid tell each other: chosen rows, cells to edit, moves, what is done with columns.

use crate::ui::component::MenuItem;
use leptos::prelude::*;
use std::collections::HashSet;

/// Which rows are chosen, by key, and the words of the boxes that choose them.
#[derive(Clone, Copy)]
pub struct Selection {
    /// The keys of the chosen rows.
    pub keys: RwSignal<HashSet<String>>,
    /// The words for "select this row" and "select all".
    pub labels: Signal<(String, String)>,
}

/// A cell that is to be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridEdit {
    /// The key of its row.
    pub row: String,
    /// The key of its column.
    pub column: String,
    /// What was typed to begin; the value is replaced by it.
    pub typed: Option<String>,
}

/// What a page lets people do with the columns. `Copy`.
#[derive(Clone, Copy)]
pub struct ColumnActs {
    /// Sorts by a column; as a further order if so told.
    pub sort: Callback<(String, bool)>,
    /// Gives a column a width, in rem.
    pub resize: Callback<(String, f64)>,
    /// Moves a column by so many places.
    pub shift: Callback<(String, isize)>,
    /// The menu of a column.
    pub menu: Callback<String, Vec<MenuItem>>,
    /// The word for that menu.
    pub menu_label: Signal<String>,
}

/// What a page does in its grid from outside, as by its shortcuts. `Copy`.
#[derive(Clone, Copy)]
pub struct GridHelm(pub(super) StoredValue<Option<Callback<GridMove>>>);

/// A move in a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridMove {
    /// To the next row; from elsewhere on the page to the row that had the focus last.
    Down,
    /// To the row before.
    Up,
    /// Ticks the row, or unticks it.
    Select,
    /// Back to where the focus was.
    Here,
    /// To the next cell.
    Right,
    /// To the cell before.
    Left,
}

impl GridHelm {
    /// The helm of a grid that is still to come.
    #[must_use]
    pub fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// Makes a move.
    pub fn steer(self, to: GridMove) {
        if let Some(steer) = self.0.try_get_value().flatten() {
            steer.run(to);
        }
    }
}

impl Default for GridHelm {
    fn default() -> Self {
        Self::new()
    }
}
