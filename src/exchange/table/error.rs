//! Why a file is refused as a table, as messages that say what to do.

/// The most bytes of a file.
pub const MAX_BYTES: usize = 64 << 20;
/// The most rows, heading included.
pub const MAX_ROWS: usize = 200_000;
/// The most columns.
pub const MAX_COLUMNS: usize = 1_000;
/// The most bytes of a cell, in UTF-8.
pub const MAX_CELL: usize = 1 << 20;

/// Why a file is refused as a table. Nothing was written. The `Display` is a message key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// More than [`MAX_BYTES`].
    #[error("table-too-big")]
    TooBig,
    /// More than [`MAX_ROWS`].
    #[error("table-too-many-rows")]
    TooManyRows,
    /// More than [`MAX_COLUMNS`], in this row.
    #[error("table-too-many-columns")]
    TooManyColumns(usize),
    /// A cell of more than [`MAX_CELL`], in this row.
    #[error("table-cell-too-long")]
    CellTooLong(usize),
    /// Nothing in it.
    #[error("table-empty")]
    Empty,
    /// A heading and nothing else.
    #[error("table-no-rows")]
    NoRows,
    /// Not text: it has NUL characters.
    #[error("table-not-text")]
    NotText,
    /// A workbook that is not read: of an older kind, or protected with a password.
    #[error("table-workbook")]
    Workbook,
    /// A workbook that is damaged, or none.
    #[error("table-damaged")]
    Damaged,
    /// A workbook cannot hold it: a text of more than 32,767 characters, or more than 1,048,576 rows.
    #[error("table-not-for-workbook")]
    NotForWorkbook,
    /// A JSON file: a workspace is opened, not imported.
    #[error("table-json")]
    Json,
    /// Answers to lead forms none of which can be taken: all torn, or of forms that are not here. How many.
    #[error("table-answers-none")]
    Answers(usize),
    /// Bytes that the encoding does not know.
    #[error("table-encoding")]
    Encoding,
    /// A quotation mark that opens in this row and never closes.
    #[error("table-open-quote")]
    OpenQuote(usize),
}

impl TableError {
    /// The row it is about, counted as a spreadsheet does.
    #[must_use]
    pub fn row(self) -> Option<usize> {
        match self {
            TableError::TooManyColumns(row)
            | TableError::CellTooLong(row)
            | TableError::OpenQuote(row)
            | TableError::Answers(row) => Some(row),
            _ => None,
        }
    }
}
