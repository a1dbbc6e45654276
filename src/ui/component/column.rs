//! Column: what the grid knows of one of its columns, and the track it takes in every row.

/// A column of a grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What tells it from the others; given back when its head is pressed.
    pub key: String,
    /// The word at its head.
    pub label: String,
    /// Its width in rem; the least width when it grows.
    pub width: f64,
    /// Whether it takes a share of the width that is left.
    pub grows: bool,
    /// Whether it holds figures, aligned at their end.
    pub end: bool,
    /// Whether the list can be ordered by it, and how it is now.
    pub sort: Sort,
    /// Its number among the columns the list is ordered by, from 1; 0 if it is none of them.
    pub rank: usize,
    /// Whether it stays at the left while the others scroll. Such columns come first and do not grow.
    pub pinned: bool,
}

/// How a column stands in the order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The list cannot be ordered by it.
    #[default]
    Never,
    /// It could be.
    Possible,
    /// Smallest first.
    Ascending,
    /// Largest first.
    Descending,
}

impl Column {
    /// A column of fixed width, in rem.
    pub fn new(key: impl Into<String>, label: impl Into<String>, width: f64) -> Self {
        let (key, label) = (key.into(), label.into());
        Self { key, label, width, grows: false, end: false, sort: Sort::Never, rank: 0, pinned: false }
    }

    /// The same, taking a share of the width that is left.
    #[must_use]
    pub fn grows(self) -> Self {
        Self { grows: true, ..self }
    }

    /// The same for figures.
    #[must_use]
    pub fn end(self) -> Self {
        Self { end: true, ..self }
    }

    /// The same with its place in the order.
    #[must_use]
    pub fn sort(self, sort: Sort) -> Self {
        Self { sort, ..self }
    }
}

/// The tracks of a row, equal in every row, for each is a grid of its own.
pub(super) fn tracks(columns: &[Column], selectable: bool) -> String {
    let track = |column: &Column| {
        if column.grows { format!("minmax({}rem, 1fr)", column.width) } else { format!("{}rem", column.width) }
    };
    let check = selectable.then(|| "var(--check-column)".to_owned());
    check.into_iter().chain(columns.iter().map(track)).collect::<Vec<_>>().join(" ")
}

/// The least width of a row; below it the grid scrolls sideways.
pub(super) fn least(columns: &[Column], selectable: bool) -> String {
    let sum: f64 = columns.iter().map(|column| column.width).sum();
    if selectable { format!("calc({sum}rem + var(--check-column))") } else { format!("{sum}rem") }
}

/// Where each column stays while the others scroll: behind those before it. None for those that scroll.
pub(super) fn lefts(columns: &[Column], selectable: bool) -> Vec<Option<String>> {
    let mut before = 0.0;
    let left = |column: &Column| {
        let check = if selectable { "var(--check-column)" } else { "0px" };
        let left = column.pinned.then(|| format!("calc({before}rem + {check})"));
        before += column.width;
        left
    };
    columns.iter().map(left).collect()
}
