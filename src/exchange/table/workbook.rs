//! Workbooks (XLSX) to rows. A workbook is a zip of XML: what it would unpack to is weighed before a
//! reader that trusts it may take memory for it.

use super::error::{MAX_CELL, MAX_COLUMNS, MAX_ROWS, TableError};
use super::read::Row;
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// How many files a workbook may consist of.
const MAX_PARTS: usize = 10_000;
/// How many bytes of XML a workbook may unpack to.
const MAX_UNPACKED: usize = 512 << 20;
/// How many bytes one part other than a sheet may unpack to; these are held in memory.
const MAX_HELD: usize = 256 << 20;
/// How many bytes the cells of a sheet may take in memory; cells may share a text in the file.
const MAX_MEMORY: usize = 512 << 20;
/// How many shared texts a workbook may announce: memory is taken at its word.
const MAX_SHARED: u64 = 8_000_000;
/// What announces them.
const SHARED: &[u8] = b"uniqueCount";
/// How much is unpacked at once.
const PIECE: usize = 64 << 10;

/// The rows of a sheet.
pub(super) struct Found {
    pub(super) sheets: Vec<String>,
    pub(super) sheet: usize,
    pub(super) rows: Vec<Row>,
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads a sheet: the one asked for, else the first that is not empty. Hidden ones are left out.
///
/// # Errors
/// Why it is no workbook, or too big.
pub(super) fn rows(bytes: &[u8], sheet: Option<usize>) -> Result<Found, TableError> {
    weigh(bytes)?;
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(told)?;
    let listed = book.sheets_metadata().iter();
    let shown = listed.filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible);
    let sheets: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    let wanted = sheet.map_or(0..sheets.len(), |sheet| sheet..sheet + 1);
    for sheet in wanted {
        let name = sheets.get(sheet).ok_or(TableError::Empty)?;
        let rows = sheet_rows(&mut book, name)?;
        if !rows.is_empty() {
            return Ok(Found { sheets, sheet, rows });
        }
    }
    Err(TableError::Empty)
}

/// Unpacks every part that the reader may read, holding none of it, and stops where it is too much.
fn weigh(bytes: &[u8]) -> Result<(), TableError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| TableError::Damaged)?;
    if archive.len() > MAX_PARTS {
        return Err(TableError::TooBig);
    }
    let mut piece = vec![0; PIECE];
    let mut total = 0;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|_| TableError::Damaged)?;
        let name = part.name().map_err(|_| TableError::Damaged)?.to_ascii_lowercase();
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let shares = name.ends_with("sharedstrings.xml");
        let most = if name.contains("worksheets/") && !shares { MAX_UNPACKED } else { MAX_HELD };
        let (mut size, mut scan) = (0, Scan::default());
        loop {
            let read = part.read(&mut piece).map_err(|_| TableError::Damaged)?;
            if read == 0 {
                break;
            }
            (size, total) = (size + read, total + read);
            if size > most || total > MAX_UNPACKED {
                return Err(TableError::TooBig);
            }
            if shares && !piece[..read].iter().all(|byte| scan.take(*byte) <= MAX_SHARED) {
                return Err(TableError::TooBig);
            }
        }
    }
    Ok(())
}

/// Reads the numbers that follow a name in XML, byte by byte.
#[derive(Default)]
struct Scan {
    /// How much of the name was met; all of it while its number is read.
    met: usize,
    number: u64,
}

impl Scan {
    /// Where to go on in the name after so much of it, if the next byte does not fit.
    const BACK: [usize; SHARED.len()] = [0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 2];

    /// The number as far as it is read.
    fn take(&mut self, byte: u8) -> u64 {
        if self.met == SHARED.len() {
            match byte {
                b'0'..=b'9' => self.number = self.number.saturating_mul(10).saturating_add(u64::from(byte - b'0')),
                b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'"' | b'\'' | b'+' if self.number == 0 => {}
                _ => *self = Scan::default(),
            }
        } else {
            while self.met > 0 && SHARED[self.met] != byte {
                self.met = Self::BACK[self.met];
            }
            self.met += usize::from(SHARED[self.met] == byte);
        }
        self.number
    }
}

fn sheet_rows(book: &mut Book<'_>, name: &str) -> Result<Vec<Row>, TableError> {
    let epoch = if book.has_1904_epoch() { 1_462.0 } else { 0.0 };
    let mut cells = book.worksheet_cells_reader(name).map_err(told)?;
    // Sheets are written row by row; one that is not is put in order.
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut memory = 0;
    while let Some(cell) = cells.next_cell().map_err(told)? {
        let (row, column) = cell.get_position();
        let (number, column) = (row as usize + 1, column as usize);
        let text = text(cell.get_value(), epoch);
        let text = text.trim();
        if text.is_empty() {
            continue;
        }
        if column >= MAX_COLUMNS {
            return Err(TableError::TooManyColumns(number));
        }
        if text.len() > MAX_CELL {
            return Err(TableError::CellTooLong(number));
        }
        let cells = rows.entry(number).or_default();
        let more = (column + 1).saturating_sub(cells.len());
        memory += text.len() + more * size_of::<String>();
        if memory > MAX_MEMORY {
            return Err(TableError::TooBig);
        }
        cells.resize(cells.len() + more, String::new());
        text.clone_into(&mut cells[column]);
        if rows.len() > MAX_ROWS {
            return Err(TableError::TooManyRows);
        }
    }
    Ok(rows.into_iter().map(|(number, cells)| Row { number, cells }).collect())
}

/// What a cell says, as a person would type it.
fn text(value: &DataRef<'_>, epoch: f64) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => figure(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => truth.to_string(),
        DataRef::DateTime(at) if at.is_datetime() => moment(at.as_f64() + epoch),
        DataRef::DateTime(span) => figure(span.as_f64()),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// A number without needless digits: phones and postcodes are often kept as numbers.
fn figure(number: f64) -> String {
    format!("{number}")
}

/// A day count of a spreadsheet as a date, or a date and time.
fn moment(days: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a float becomes the nearest instant there is")]
    let instant = ((days - 25_569.0) * 86_400_000.0).round() as i64;
    let Some(at) = chrono::DateTime::from_timestamp_millis(instant) else { return figure(days) };
    let pattern = match instant.rem_euclid(86_400_000) {
        0 => "%Y-%m-%d",
        _ if days < 1.0 => "%H:%M:%S",
        rest if rest % 1_000 == 0 => "%Y-%m-%d %H:%M:%S",
        _ => "%Y-%m-%d %H:%M:%S%.3f",
    };
    at.format(pattern).to_string()
}

/// What an error of the reader means to a person.
fn told(error: XlsxError) -> TableError {
    match error {
        XlsxError::Password => TableError::Workbook,
        _ => TableError::Damaged,
    }
}
