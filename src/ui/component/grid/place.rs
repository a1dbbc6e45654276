//! Where the focus stands in a grid, and where a key leads from there.

use crate::ui::key::Press;

/// Where the focus stands: on a row, or in one of its cells. Row 0 is the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub row: usize,
    pub cell: Option<usize>,
}

impl Place {
    /// Where an arrow or a page key leads from here, in a grid of so many rows, as many to a page, whose
    /// last cell has this number. `None` for other keys.
    pub(super) fn step(self, press: &Press, count: usize, page: usize, last_cell: usize) -> Option<Place> {
        let at = self;
        // A focused row steps out of the grid's rows no further than the first.
        let top = usize::from(at.cell.is_none() && count > 0);
        Some(match (press.key.as_str(), press.primary, press.shift) {
            ("ArrowDown", false, false) => Place { row: (at.row + 1).min(count), ..at },
            ("ArrowUp", false, false) => Place { row: at.row.saturating_sub(1).max(top), ..at },
            ("PageDown", false, _) => Place { row: (at.row + page).min(count), ..at },
            ("PageUp", false, _) => Place { row: at.row.saturating_sub(page).max(1), ..at },
            ("ArrowRight", false, _) => Place { cell: Some(at.cell.map_or(0, |cell| (cell + 1).min(last_cell))), ..at },
            ("ArrowLeft", false, _) => {
                Place { cell: at.cell.and_then(|cell| cell.checked_sub(1)), row: at.row.max(top) }
            }
            ("Home", true, _) => Place { row: 1, cell: at.cell.map(|_| 0) },
            ("End", true, _) => Place { row: count, cell: at.cell.map(|_| last_cell) },
            ("Home", false, _) if at.cell.is_some() => Place { cell: Some(0), ..at },
            ("End", false, _) if at.cell.is_some() => Place { cell: Some(last_cell), ..at },
            ("Home", false, _) => Place { row: 1, cell: None },
            ("End", false, _) => Place { row: count, cell: None },
            _ => return None,
        })
    }
}
