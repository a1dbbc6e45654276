//! Bytes to rows under a heading: a delimited text or a sheet of a workbook.

use super::encoding::Encoding;
use super::error::{MAX_BYTES, TableError};
use super::known_program::{self, Known};
use super::{json, mapping, text, workbook};
use serde::{Deserialize, Serialize};

/// How many rows at the top are looked at for the heading: a title may stand above it.
const TOP: usize = 6;

/// What is known of a table beforehand; the rest is found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The delimiter, one of [`text::DELIMITERS`].
    pub delimiter: Option<char>,
    /// The number of the row that is the heading; 0 if none is.
    pub heading: Option<usize>,
    /// Which sheet of a workbook, counted from 0.
    pub sheet: Option<usize>,
}

/// Where the rows of a table were found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// In a text.
    Text {
        /// The encoding it was read with.
        encoding: Encoding,
        /// The delimiter it was parted at.
        delimiter: char,
    },
    /// In a workbook, or in a JSON file of several lists.
    Workbook {
        /// The names of its sheets.
        sheets: Vec<String>,
        /// Which of them.
        sheet: usize,
    },
    /// In answers to lead forms. The names of the columns are message keys.
    Answers,
}

/// A table as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Where it was found.
    pub origin: Origin,
    /// The number of the row that is the heading; 0 if none is.
    pub head: usize,
    /// The numbers of the first rows, among which the heading may be.
    pub top: Vec<usize>,
    /// The names of the columns; empty where there is no heading.
    pub heading: Vec<String>,
    /// How many columns it has.
    pub width: usize,
    /// The rows below the heading, blank ones left out.
    pub rows: Vec<Row>,
    /// What is known of it beforehand, where it was recognised.
    pub known: Option<Known>,
    /// What of the file could not be taken.
    pub left: Vec<Left>,
}

/// A part of a file that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Message key of why.
    pub reason: String,
    /// Which one it is, counted from 1.
    pub number: usize,
    /// How it begins, or what it names.
    pub what: String,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number as a spreadsheet shows it: from 1, heading and blank rows counted.
    pub number: usize,
    /// Its cells, trimmed, without formula escape.
    pub cells: Vec<String>,
}

impl Sheet {
    /// Whether a row has more or fewer cells than the table has columns, so that its cells cannot be
    /// trusted to stand under their headings.
    #[must_use]
    pub fn is_ragged(&self, row: &Row) -> bool {
        row.cells.len() != self.width
    }

    /// The first `count` different cells of a column that are not blank.
    #[must_use]
    pub fn samples(&self, column: usize, count: usize) -> Vec<&str> {
        let mut samples: Vec<&str> = Vec::new();
        for cell in self.rows.iter().filter_map(|row| row.cells.get(column)) {
            if samples.len() == count {
                break;
            }
            if !cell.is_empty() && !samples.contains(&cell.as_str()) {
                samples.push(cell);
            }
        }
        samples
    }
}

/// Reads a table.
///
/// # Errors
/// Why it is none, or too big; nothing is half read.
pub fn read(bytes: &[u8], options: &Options) -> Result<Sheet, TableError> {
    refuse_other_files(bytes)?;
    // The list of a JSON file has its heading by itself.
    let mut list = None;
    let (origin, mut rows) = if bytes.starts_with(b"PK\x03\x04") {
        let found = workbook::rows(bytes, options.sheet)?;
        (Origin::Workbook { sheets: found.sheets, sheet: found.sheet }, found.rows)
    } else if is_json(bytes) {
        let found = json::rows(&Encoding::Utf8.decode(bytes)?, options.sheet)?;
        list = found.sheets.get(found.sheet).cloned();
        (Origin::Workbook { sheets: found.sheets, sheet: found.sheet }, found.rows)
    } else {
        let encoding = options.encoding.unwrap_or_else(|| Encoding::guess(bytes));
        let (delimiter, rows) = text::rows(encoding.decode(bytes)?, options.delimiter)?;
        (Origin::Text { encoding, delimiter }, rows)
    };
    if rows.is_empty() {
        return Err(TableError::Empty);
    }
    let top = rows.iter().take(TOP).map(|row| row.number).collect();
    let head = options.heading.unwrap_or_else(|| if list.is_some() { 1 } else { find_heading(&rows) });
    let heading = match rows.iter().position(|row| row.number == head) {
        Some(at) => rows.drain(..=at).next_back().map(|row| row.cells).unwrap_or_default(),
        None => Vec::new(),
    };
    if rows.is_empty() {
        return Err(TableError::NoRows);
    }
    let width = if heading.is_empty() { usual_width(&rows) } else { heading.len() };
    for row in &mut rows {
        // Delimiters at the end of a row are an editor's habit, not cells.
        while row.cells.len() > width && row.cells.last().is_some_and(String::is_empty) {
            row.cells.pop();
        }
        // A workbook names every cell by its column, so those that are not there are blank.
        if matches!(origin, Origin::Workbook { .. }) && row.cells.len() < width {
            row.cells.resize(width, String::new());
        }
    }
    let head = if heading.is_empty() { 0 } else { head };
    let mut sheet = Sheet { origin, head, top, heading, width, rows, known: None, left: Vec::new() };
    known_program::recognise(&mut sheet, list.as_deref().unwrap_or_default());
    Ok(sheet)
}

/// Whether bytes are a list or an object of JSON, as a whole.
fn is_json(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    let inner = |from: u8, to: u8, first: u8| {
        let body = bytes.strip_prefix(&[from]).and_then(|body| body.strip_suffix(&[to]));
        body.is_some_and(|body| body.trim_ascii_start().first() == Some(&first))
    };
    inner(b'{', b'}', b'"') || inner(b'[', b']', b'{')
}

/// Refuses what is known to be something else by its first bytes.
fn refuse_other_files(bytes: &[u8]) -> Result<(), TableError> {
    if bytes.len() > MAX_BYTES {
        return Err(TableError::TooBig);
    }
    match bytes {
        [] => Err(TableError::Empty),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(TableError::Workbook),
        [0x1f, 0x8b, ..] => Err(TableError::NotText),
        _ => Ok(()),
    }
}

/// The number of the row that names the columns: it has known headings, or is the first one and all words
/// above a column with figures in it. 0 if there is none.
fn find_heading(rows: &[Row]) -> usize {
    if let Some(row) = rows.iter().take(TOP).find(|row| known_program::is_heading(&row.cells)) {
        return row.number;
    }
    let known = |(at, row): &(usize, &Row)| {
        let named = row.cells.iter().filter(|cell| mapping::is_known_heading(cell)).count();
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        // A person may be called Sales; one known word among many cells proves nothing, nor does a title.
        named > usize::from(*at > 0) && named * 4 >= filled
    };
    if let Some((_, row)) = rows.iter().enumerate().take(TOP).find(known) {
        return row.number;
    }
    let Some((first, rest)) = rows.split_first() else { return 0 };
    let has_figures = |cell: &String| cell.contains(|c: char| c.is_ascii_digit() || c == '@');
    let words = !first.cells.iter().any(has_figures) && first.cells.iter().all(|cell| !cell.is_empty());
    let is_above_figures = || rest.iter().take(50).any(|row| row.cells.iter().any(has_figures));
    if words && is_above_figures() { first.number } else { 0 }
}

/// The width most rows have; the greater where two are as frequent.
fn usual_width(rows: &[Row]) -> usize {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for row in rows {
        *counts.entry(row.cells.len()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(0, |(width, _)| width)
}
