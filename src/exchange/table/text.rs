//! Delimited text to rows: delimiter, quoting, the numbers of rows.

use super::error::{MAX_CELL, MAX_COLUMNS, MAX_ROWS, TableError};
use super::formula;
use super::read::Row;

/// The delimiters that are looked for, the likeliest first.
pub const DELIMITERS: [char; 6] = [',', ';', '\t', '|', '，', '；'];

/// What stands for a delimiter of several bytes while the cells are parted.
const STAND_IN: u8 = 0x1f;

/// The rows of a text, and the delimiter they were parted at.
///
/// # Errors
/// Why it is no table, or too big.
pub(super) fn rows(mut text: String, delimiter: Option<char>) -> Result<(char, Vec<Row>), TableError> {
    if text.contains('\0') {
        return Err(TableError::NotText);
    }
    let delimiter = delimiter.unwrap_or_else(|| find_delimiter(&text));
    let byte = match u8::try_from(u32::from(delimiter)) {
        Ok(byte) if byte.is_ascii() => byte,
        _ => {
            text = with_stand_in(&text, delimiter)?;
            STAND_IN
        }
    };
    let numbers = row_numbers(&text, char::from(byte))?;
    Ok((delimiter, part(&text, byte, &numbers)?))
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
        ::csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::with_capacity(numbers.len());
    let mut record = ::csv::StringRecord::new();
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
