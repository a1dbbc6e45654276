//! Bytes to rows: encoding, delimiter, quoting, heading.

use super::encoding::Encoding;
use super::error::{MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, TableError};
use super::formula;
use super::mapping;

/// The delimiters that are looked for, the likeliest first.
pub const DELIMITERS: [char; 6] = [',', ';', '\t', '|', '，', '；'];

/// What stands for a delimiter of several bytes while the cells are parted.
const STAND_IN: u8 = 0x1f;

/// What is known of a table beforehand; the rest is found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The delimiter, one of [`DELIMITERS`].
    pub delimiter: Option<char>,
    /// Whether the first row is the heading.
    pub heading: Option<bool>,
}

/// A table as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The encoding it was read with.
    pub encoding: Encoding,
    /// The delimiter it was parted at.
    pub delimiter: char,
    /// The names of the columns; empty where there is no heading.
    pub heading: Vec<String>,
    /// How many columns it has.
    pub width: usize,
    /// The rows below the heading, blank ones left out.
    pub rows: Vec<Row>,
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
    /// Whether the first row was the heading.
    #[must_use]
    pub fn has_heading(&self) -> bool {
        !self.heading.is_empty()
    }

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
    let encoding = options.encoding.unwrap_or_else(|| Encoding::guess(bytes));
    let mut text = encoding.decode(bytes)?;
    if text.contains('\0') {
        return Err(TableError::NotText);
    }
    let delimiter = options.delimiter.unwrap_or_else(|| find_delimiter(&text));
    let byte = match u8::try_from(u32::from(delimiter)) {
        Ok(byte) if byte.is_ascii() => byte,
        _ => {
            text = with_stand_in(&text, delimiter)?;
            STAND_IN
        }
    };
    let numbers = row_numbers(&text, char::from(byte))?;
    let mut rows = part(&text, byte, &numbers)?;
    if rows.is_empty() {
        return Err(TableError::Empty);
    }
    let heading =
        if options.heading.unwrap_or_else(|| begins_with_heading(&rows)) { rows.remove(0).cells } else { Vec::new() };
    if rows.is_empty() {
        return Err(TableError::NoRows);
    }
    let width = if heading.is_empty() { usual_width(&rows) } else { heading.len() };
    // Delimiters at the end of a row are an editor's habit, not cells.
    for row in &mut rows {
        while row.cells.len() > width && row.cells.last().is_some_and(String::is_empty) {
            row.cells.pop();
        }
    }
    Ok(Sheet { encoding, delimiter, heading, width, rows })
}

/// Refuses what is known to be something else by its first bytes.
fn refuse_other_files(bytes: &[u8]) -> Result<(), TableError> {
    if bytes.len() > MAX_BYTES {
        return Err(TableError::TooBig);
    }
    match bytes {
        [] => Err(TableError::Empty),
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(TableError::Workbook),
        [0x1f, 0x8b, ..] => Err(TableError::NotText),
        [b'{', rest @ ..] if rest.trim_ascii_start().starts_with(b"\"") && rest.trim_ascii_end().ends_with(b"}") => {
            Err(TableError::Json)
        }
        _ => Ok(()),
    }
}

/// Where a character stands in a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the beginning of a cell.
    Start,
    /// In a cell without quotation marks, or behind its closing mark.
    Plain,
    /// Between quotation marks.
    Quoted,
    /// Behind a mark between marks: the closing one, or half of a doubled one.
    Closing,
}

impl Place {
    fn after(self, character: char, delimiter: char) -> Place {
        match (self, character) {
            (Place::Start, '"') => Place::Quoted,
            (Place::Quoted, '"') => Place::Closing,
            (Place::Quoted, _) | (Place::Closing, '"') => Place::Quoted,
            (_, '\n' | '\r') => Place::Start,
            (_, other) if other == delimiter => Place::Start,
            _ => Place::Plain,
        }
    }
}

/// The delimiter that parts the first rows most evenly.
fn find_delimiter(text: &str) -> char {
    // (rows that agree, cells of such a row) for every candidate; ties go to the likelier one.
    let evenness = |delimiter: char| {
        let mut counts: Vec<usize> = vec![0];
        let mut place = Place::Start;
        for character in text.chars().take(1 << 16) {
            match character {
                '\n' if place != Place::Quoted && counts.len() >= 50 => break,
                '\n' if place != Place::Quoted => counts.push(0),
                other if other == delimiter && place != Place::Quoted => {
                    if let Some(count) = counts.last_mut() {
                        *count += 1;
                    }
                }
                _ => {}
            }
            place = place.after(character, delimiter);
        }
        let usual = counts.first().copied().unwrap_or_default();
        let agree = counts.iter().filter(|count| **count == usual).count();
        if usual == 0 { (0, 0) } else { (agree, usual) }
    };
    let mut best = (DELIMITERS[0], (0, 0));
    for delimiter in DELIMITERS {
        let found = evenness(delimiter);
        if found > best.1 {
            best = (delimiter, found);
        }
    }
    best.0
}

/// The text with a delimiter of several bytes replaced by one that a cell cannot have.
fn with_stand_in(text: &str, delimiter: char) -> Result<String, TableError> {
    if text.contains(char::from(STAND_IN)) {
        return Err(TableError::NotText);
    }
    let mut place = Place::Start;
    let replace = |character: char| {
        let parts = character == delimiter && place != Place::Quoted;
        place = place.after(character, delimiter);
        if parts { char::from(STAND_IN) } else { character }
    };
    Ok(text.chars().map(replace).collect())
}

/// The numbers of the rows that are not blank, as a spreadsheet counts them.
fn row_numbers(text: &str, delimiter: char) -> Result<Vec<usize>, TableError> {
    let mut numbers = Vec::new();
    let mut place = Place::Start;
    let (mut number, mut opened, mut blank, mut before) = (1, 1, true, '\n');
    for character in text.chars() {
        let ends = matches!(character, '\n' | '\r') && place != Place::Quoted;
        if ends && !(character == '\n' && before == '\r') {
            if !blank {
                numbers.push(number);
            }
            (number, blank) = (number + 1, true);
        } else if !ends {
            blank = false;
        }
        if place == Place::Start && character == '"' {
            opened = number;
        }
        place = place.after(character, delimiter);
        before = character;
        if numbers.len() > MAX_ROWS {
            return Err(TableError::TooManyRows);
        }
    }
    if place == Place::Quoted {
        return Err(TableError::OpenQuote(opened));
    }
    if !blank {
        numbers.push(number);
    }
    Ok(numbers)
}

/// The rows with their cells. Rows of blank cells only are left out.
fn part(text: &str, delimiter: u8, numbers: &[usize]) -> Result<Vec<Row>, TableError> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::with_capacity(numbers.len());
    let mut record = csv::StringRecord::new();
    for at in 0.. {
        // The text is valid UTF-8 and rows may differ in width, so nothing is left to go wrong.
        if !reader.read_record(&mut record).map_err(|_| TableError::NotText)? {
            break;
        }
        let number = numbers.get(at).copied().unwrap_or(at + 1);
        if record.len() > MAX_COLUMNS {
            return Err(TableError::TooManyColumns(number));
        }
        if record.iter().any(|cell| cell.len() > MAX_CELL) {
            return Err(TableError::CellTooLong(number));
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cells = record.iter().map(|cell| formula::unescape(cell.trim()).trim().to_owned()).collect();
        rows.push(Row { number, cells });
    }
    if rows.len() > MAX_ROWS { Err(TableError::TooManyRows) } else { Ok(rows) }
}

/// Whether the first row names the columns: it has a known heading, or is all words above a column
/// with figures in it.
fn begins_with_heading(rows: &[Row]) -> bool {
    let Some((first, rest)) = rows.split_first() else { return false };
    let named = first.cells.iter().filter(|cell| mapping::is_known_heading(cell)).count();
    // A person may be called Sales; one known word among many cells proves nothing.
    if named > 0 && named * 4 >= first.cells.len() {
        return true;
    }
    let has_figures = |cell: &String| cell.contains(|c: char| c.is_ascii_digit() || c == '@');
    let words = !first.cells.iter().any(has_figures) && first.cells.iter().all(|cell| !cell.is_empty());
    words && rest.iter().take(50).any(|row| row.cells.iter().any(has_figures))
}

/// The width most rows have; the greater where two are as frequent.
fn usual_width(rows: &[Row]) -> usize {
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    for row in rows {
        *counts.entry(row.cells.len()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(width, count)| (*count, *width)).map_or(0, |(width, _)| width)
}
