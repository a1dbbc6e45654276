//! Tables out as text: RFC 4180 in UTF-8, with the byte order mark by which spreadsheets know it, and no
//! text that they would run (X5).

use super::formula;
use super::import::Import;
use super::read::Origin;
use super::report::{Fate, Report};
use super::write::{Cell, Column, Say, decimal, time};
use crate::crm::Rec;
use crate::crm::schema::Now;
use ::csv::{Terminator, Writer, WriterBuilder};
use std::borrow::Cow;

/// How many rows are written between two reports of progress.
const STRIDE: usize = 1_000;

/// A table of records. `tell` hears how much of it is done, 0 to 1.
#[must_use]
pub fn write(records: &[Rec<'_>], columns: &[Column], now: &Now, say: Say<'_>, tell: &dyn Fn(f64)) -> Vec<u8> {
    let mut text = Text::new(columns.iter().map(|column| column.heading.as_str()));
    for (at, rec) in records.iter().enumerate() {
        if at % STRIDE == 0 {
            tell(at as f64 / records.len() as f64);
        }
        let cells: Vec<String> = columns.iter().map(|column| spelled(column.cell(rec, now, say))).collect();
        text.row(cells.iter().map(String::as_str));
    }
    text.finish()
}

/// The rows of a table that were left out because something is wrong, as they stood, with their numbers
/// and the reasons behind them.
#[must_use]
pub fn errors(import: &Import, report: &Report, say: Say<'_>) -> Vec<u8> {
    let sheet = &import.sheet;
    let mut heading = sheet.heading.clone();
    if sheet.origin == Origin::Answers {
        heading.iter_mut().for_each(|name| *name = say(name));
    }
    heading.resize(sheet.width, String::new());
    let (number, reason) = (say("table-error-row"), say("table-error-reason"));
    let mut text = Text::new(heading.iter().map(String::as_str).chain([number.as_str(), reason.as_str()]));
    for (row, verdict) in sheet.rows.iter().zip(&report.verdicts) {
        if verdict.fate() != Fate::Wrong {
            continue;
        }
        let told = report.problems_of(row.number).filter(|problem| !problem.reason.is_warning()).map(|problem| {
            let reason = say(&problem.reason.to_string());
            problem.field.map_or_else(|| reason.clone(), |field| format!("{}: {reason}", say(field)))
        });
        let told = told.collect::<Vec<_>>().join("; ");
        let mut cells: Vec<Cow<'_, str>> = row.cells.iter().map(|cell| formula::escape(cell)).collect();
        // A row with too many cells keeps them all, behind the reasons.
        let more = cells.split_off(cells.len().min(sheet.width));
        cells.resize(sheet.width, Cow::Borrowed(""));
        cells.extend([Cow::Owned(row.number.to_string()), Cow::Owned(told)]);
        cells.extend(more);
        text.row(cells.iter().map(|cell| &**cell));
    }
    text.finish()
}

/// What stands in a cell of a text.
fn spelled(cell: Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) => formula::escape(&text).into_owned(),
        Cell::Number(number, digits) => decimal(number, digits),
        Cell::Date(date) => date.to_string(),
        Cell::Time(at) => time(at),
    }
}

/// A text that grows row by row.
struct Text(Writer<Vec<u8>>);

impl Text {
    fn new<'a>(heading: impl Iterator<Item = &'a str>) -> Text {
        let mark = "\u{feff}".as_bytes().to_vec();
        let mut text = Text(WriterBuilder::new().terminator(Terminator::CRLF).flexible(true).from_writer(mark));
        let heading: Vec<Cow<'_, str>> = heading.map(formula::escape).collect();
        text.row(heading.iter().map(|cell| &**cell));
        text
    }

    fn row<'a>(&mut self, cells: impl Iterator<Item = &'a str>) {
        // Memory takes whatever is written to it.
        let _ = self.0.write_record(cells);
    }

    fn finish(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}
