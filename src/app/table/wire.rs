//! What travels between the page and the worker about tables. The page holds the headings, the mapping, the
//! counts and the rows in sight; the table itself stays with the worker.
//!
//! A job on a table travels as text within a [`Job`], and so does what came of it: only the page that imports
//! needs the code that writes and reads them.

use crate::app::Job;
use crate::exchange::table::{Basis, Counts, Fate, Left, Options, Origin, Settings};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is to be done with a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableJob {
    /// Reads the file and keeps its rows.
    Read(Options),
    /// Says what would become of every row. Nothing is written.
    Check(Plan),
    /// Shows some rows, of one fate or all.
    Rows {
        /// Of which fate.
        of: Option<Fate>,
        /// How many of them are passed over.
        from: usize,
    },
    /// Writes what the check found good. The time is this: milliseconds since 1970 UTC, and minutes east of UTC.
    Write((i64, i32)),
    /// Writes a file of the rows that were left out, with the reasons in this language.
    Errors(String),
    /// Lists one's own imports so far.
    Imports,
    /// Takes an import back. The batch and the time.
    TakeBack(String, (i64, i32)),
}

impl TableJob {
    /// The same for the wire.
    #[must_use]
    pub fn job(&self) -> Job {
        // Ours are always writable.
        Job::Table(serde_json::to_string(self).unwrap_or_default())
    }
}

/// What the columns of a table mean and what a person chose for its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What the rows become.
    pub entity: String,
    /// The meaning of each column, as the word of a target.
    pub columns: Vec<String>,
    /// What a person chose besides.
    pub settings: Settings,
    /// Cells that were mended: place of the row, column, text.
    pub fixes: Vec<(usize, usize, String)>,
    /// The time, as in [`TableJob::Write`].
    pub now: (i64, i32),
}

/// Which records to write to a file, and how.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// Of which entity.
    pub entity: String,
    /// Which of them, as the address of a list spells it.
    pub query: String,
    /// What kind of file.
    pub form: Form,
    /// The fields in the columns, by key; everything that is known if there are none.
    pub fields: Vec<String>,
    /// In which language.
    pub lang: String,
    /// The time, as in [`TableJob::Write`].
    pub now: (i64, i32),
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// Comma-separated values.
    Csv,
    /// A workbook.
    Xlsx,
    /// Cards of people.
    Card,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TableAnswer {
    /// The file was read.
    Found(Box<Found>),
    /// The rows were checked.
    Checked(Checked),
    /// Some rows.
    Rows(Vec<SeenRow>),
    /// The rows were written.
    Written(Counts),
    /// One's own imports.
    Imports(Vec<PastImport>),
    /// So many records were taken back.
    TakenBack(usize),
    /// A file was written; its name. Its bytes come beside the answer.
    File(String),
    /// The file is no table that can be read: the key of a message, and the row it speaks of.
    Refused(String, usize),
}

impl TableAnswer {
    /// What the wire brought.
    #[must_use]
    pub fn read(text: &str) -> Option<TableAnswer> {
        serde_json::from_str(text).ok()
    }
}

/// A table as read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Where its rows were found.
    pub origin: Origin,
    /// The number of the row that is the heading; 0 if none is.
    pub head: usize,
    /// The numbers of the first rows, among which the heading may be.
    pub top: Vec<usize>,
    /// The names of its columns; empty where there is no heading.
    pub heading: Vec<String>,
    /// How many columns it has.
    pub width: usize,
    /// How many rows it has.
    pub rows: usize,
    /// Some cells of each column.
    pub samples: Vec<String>,
    /// What the columns mean, for each entity that rows can become; the likeliest first.
    pub guesses: Vec<Guess>,
    /// What was chosen when a table of these headings was imported last, and when.
    pub remembered: Option<(i64, Settings)>,
    /// Message key of the name of the program it comes from, where it was recognised.
    pub program: Option<String>,
    /// What of the file could not be taken.
    pub left: Vec<Left>,
}

/// What the columns of a table seem to mean for an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// The entity.
    pub entity: String,
    /// The meaning of each column, and why.
    pub columns: Vec<(String, Basis)>,
}

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// How many rows there are of each kind.
    pub counts: Counts,
    /// What was found in each column.
    pub columns: Vec<ColumnFacts>,
    /// Message keys of the fields that no column gives and without which every row is left out.
    pub lacking: Vec<String>,
    /// How many rows will be written.
    pub writes: usize,
}

/// What a check found in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnFacts {
    /// How many cells are not blank.
    pub filled: usize,
    /// How many cannot be read.
    pub wrong: usize,
    /// How many name nobody who is known.
    pub unknown: usize,
}

/// A row as the check sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenRow {
    /// Its place in the table, for mending it.
    pub place: usize,
    /// Its number as a spreadsheet shows it.
    pub number: usize,
    /// What becomes of it.
    pub fate: Fate,
    /// What the record is called that it updates or repeats.
    pub of: String,
    /// The number of the row that it repeats; 0 for none.
    pub repeats: usize,
    /// Its cells; very long ones are cut.
    pub cells: Vec<String>,
    /// What is wrong with it.
    pub problems: Vec<SeenProblem>,
}

/// Something wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenProblem {
    /// The column that can be mended, where there is one.
    pub column: Option<usize>,
    /// Message key of the field's label, where it is about one.
    pub field: Option<String>,
    /// Message key of what is wrong.
    pub reason: String,
    /// Whether the row is imported all the same.
    pub warning: bool,
    /// What the cell may have been meant to say.
    pub instead: Option<String>,
}

/// One's own import of a table, as far as its records are still there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastImport {
    /// The batch its changes belong to.
    pub batch: String,
    /// When, milliseconds since 1970 UTC.
    pub at: Option<i64>,
    /// How many records of each entity it created that are still there, the most first.
    pub kinds: Vec<(String, usize)>,
    /// How many of them each member edited since; oneself under one's own id.
    pub edited: BTreeMap<String, usize>,
}
