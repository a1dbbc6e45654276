//! What an import would do, row by row, and what is wrong.

use super::import::STEP;
use super::known::Links;
use crate::crm::Ref;
use crate::crm::input::Invalid;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// What an import would do; nothing is written yet.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What becomes of each row of the sheet.
    pub verdicts: Vec<Verdict>,
    /// What is wrong, by row.
    pub problems: Vec<Problem>,
    /// The records that are made of names, such as companies: entity and name, in order of appearance.
    pub made: Vec<(&'static str, String)>,
    /// The rows to write, by place in the sheet.
    pub(super) good: Vec<usize>,
    /// What links may lead to, as it is once those of the import are made.
    pub(super) known: RefCell<Links>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It becomes a record.
    New,
    /// It completes or overwrites this record.
    Updates(Ref),
    /// It is in the table already, in the row of this number.
    Repeats(usize),
    /// It is in the workspace already, as this record, which stays as it is.
    Exists(Ref),
    /// It is not there yet and the import only updates.
    Unknown,
    /// It is left out; the report says why.
    Wrong,
}

/// The kinds of verdicts, by which rows are counted and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fate {
    /// The row becomes a record.
    New,
    /// It updates one.
    Update,
    /// It is there already, and nothing is written.
    Duplicate,
    /// It is left out as chosen.
    Skipped,
    /// It is left out because something is wrong.
    Wrong,
}

impl Verdict {
    /// Its kind.
    #[must_use]
    pub fn fate(&self) -> Fate {
        match self {
            Verdict::New => Fate::New,
            Verdict::Updates(_) => Fate::Update,
            Verdict::Repeats(_) | Verdict::Exists(_) => Fate::Duplicate,
            Verdict::Unknown => Fate::Skipped,
            Verdict::Wrong => Fate::Wrong,
        }
    }
}

/// How many rows there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// All rows.
    pub rows: usize,
    /// Rows that become records.
    pub new: usize,
    /// Rows that update records.
    pub update: usize,
    /// Rows that are in the table or the workspace already.
    pub duplicate: usize,
    /// Rows that are left out as chosen.
    pub skipped: usize,
    /// Rows that are left out because something is wrong.
    pub wrong: usize,
    /// Records that are made of names besides, such as companies.
    pub made: usize,
}

impl Counts {
    /// How many rows there are of a kind.
    #[must_use]
    pub fn of(&self, fate: Fate) -> usize {
        match fate {
            Fate::New => self.new,
            Fate::Update => self.update,
            Fate::Duplicate => self.duplicate,
            Fate::Skipped => self.skipped,
            Fate::Wrong => self.wrong,
        }
    }
}

/// Something wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row's number, as a spreadsheet shows it.
    pub row: usize,
    /// The column, counted from 0, where it is about one.
    pub column: Option<usize>,
    /// Message key of the field's label, where it is about one.
    pub field: Option<&'static str>,
    /// What is wrong.
    pub reason: Reason,
    /// The beginning of the cell.
    pub cell: String,
    /// What the cell may have been meant to say.
    pub instead: Option<String>,
}

/// What is wrong. The `Display` is a message key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Reason {
    /// The cell is no value of its field.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// A field that must have a value has none.
    #[error("table-row-required")]
    Required,
    /// The row has more or fewer cells than the table has columns.
    #[error("table-row-ragged")]
    Ragged,
    /// A tag of more than 200 characters.
    #[error("table-row-tag")]
    TagTooLong,
    /// No member has this name; the row is imported all the same, with the owner chosen for the rest.
    #[error("table-row-no-member")]
    NoMember,
    /// No record has this name, and none is created; the row is imported without it.
    #[error("table-row-no-record")]
    NoRecord,
    /// No record has this name, and such rows are left out.
    #[error("table-row-unknown")]
    Unknown,
    /// Its owner may have no more.
    #[error("table-row-full")]
    Full,
    /// It would change a record that is a colleague's.
    #[error("table-row-held")]
    Held,
    /// Several records have this name; the oldest is taken.
    #[error("table-row-ambiguous")]
    Ambiguous,
}

impl Reason {
    /// Whether the row is imported all the same.
    #[must_use]
    pub fn is_warning(self) -> bool {
        matches!(self, Reason::NoMember | Reason::NoRecord | Reason::Ambiguous)
    }
}

impl Report {
    /// How many rows there are of each kind.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let count = |fate: Fate| self.verdicts.iter().filter(|verdict| verdict.fate() == fate).count();
        Counts {
            rows: self.verdicts.len(),
            new: count(Fate::New),
            update: count(Fate::Update),
            duplicate: count(Fate::Duplicate),
            skipped: count(Fate::Skipped),
            wrong: count(Fate::Wrong),
            made: self.made.len(),
        }
    }

    /// How many rows will be written.
    #[must_use]
    pub fn writes(&self) -> usize {
        self.good.len()
    }

    /// In how many steps the import is written.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.name_steps() + self.good.len().div_ceil(STEP)
    }

    pub(super) fn name_steps(&self) -> usize {
        self.made.len().div_ceil(STEP)
    }

    /// What is wrong with the row of this number.
    pub fn problems_of(&self, row: usize) -> impl Iterator<Item = &Problem> {
        let from = self.problems.partition_point(|problem| problem.row < row);
        self.problems.iter().skip(from).take_while(move |problem| problem.row == row)
    }
}
