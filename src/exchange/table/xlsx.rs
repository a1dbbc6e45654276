//! Tables out as a workbook: texts are texts, so nothing in them runs; numbers and days are what they are.

use super::error::TableError;
use super::write::{Cell, Column, Say, time};
use crate::crm::Rec;
use crate::crm::schema::Now;
use chrono::{NaiveDateTime, NaiveTime};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// How many characters wide a column is at least and at most.
const WIDTHS: std::ops::RangeInclusive<usize> = 8..=48;
/// How many rows are written between two reports of progress.
const STRIDE: usize = 1_000;

/// The formats of a sheet.
struct Formats {
    heading: Format,
    date: Format,
    time: Format,
}

/// A workbook of one sheet of records. `tell` hears how much of it is done, 0 to 1.
///
/// # Errors
/// [`TableError::NotForWorkbook`] if a text or the table is too long for one.
pub fn write(
    name: &str,
    records: &[Rec<'_>],
    columns: &[Column],
    now: &Now,
    say: Say<'_>,
    tell: &dyn Fn(f64),
) -> Result<Vec<u8>, TableError> {
    let mut book = Workbook::new();
    fill(book.add_worksheet(), name, records, columns, now, say, tell)
        .and_then(|()| book.save_to_buffer())
        .map_err(|_| TableError::NotForWorkbook)
}

fn fill(
    sheet: &mut Worksheet,
    name: &str,
    records: &[Rec<'_>],
    columns: &[Column],
    now: &Now,
    say: Say<'_>,
    tell: &dyn Fn(f64),
) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(name))?;
    let formats = Formats {
        heading: Format::new().set_bold(),
        date: Format::new().set_num_format("yyyy-mm-dd"),
        time: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
    };
    let mut widths: Vec<usize> = columns.iter().map(|column| width(&column.heading) + 2).collect();
    for (at, column) in (0..).zip(columns) {
        sheet.write_string_with_format(0, at, &column.heading, &formats.heading)?;
    }
    for (at, rec) in records.iter().enumerate() {
        if at % STRIDE == 0 {
            tell(at as f64 / records.len() as f64);
        }
        let row = u32::try_from(at + 1).map_err(|_| XlsxError::RowColumnLimitError)?;
        for ((at, column), wide) in (0..).zip(columns).zip(&mut widths) {
            let cell = column.cell(rec, now, say);
            *wide = (*wide).max(put(sheet, row, at, cell, &formats)?);
        }
    }
    for (at, wide) in (0..).zip(widths) {
        #[expect(clippy::cast_precision_loss, reason = "a width of some characters")]
        sheet.set_column_width(at, wide.clamp(*WIDTHS.start(), *WIDTHS.end()) as f64)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Ok(last), Some(end)) = (u32::try_from(records.len()), u16::try_from(columns.len()).ok().filter(|n| *n > 0))
    {
        sheet.autofilter(0, 0, last, end - 1)?;
    }
    Ok(())
}

/// Writes a cell and says how wide it is.
#[expect(clippy::cast_precision_loss, reason = "a spreadsheet's numbers are floats; ours stay below 2^53")]
fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: Cell, formats: &Formats) -> Result<usize, XlsxError> {
    Ok(match cell {
        Cell::Blank => 0,
        Cell::Text(text) => {
            sheet.write_string(row, column, &text)?;
            text.lines().map(width).max().unwrap_or_default() + 2
        }
        Cell::Number(number, digits) => {
            sheet.write_number(row, column, number as f64 / 10_f64.powi(digits.cast_signed()))?;
            12
        }
        Cell::Date(date) => {
            sheet.write_number_with_format(row, column, days(date.into()), &formats.date)?;
            12
        }
        // A spreadsheet does not tell a day from its midnight: that is written in words.
        Cell::Time(at) if at.time() == NaiveTime::MIN => put(sheet, row, column, Cell::Text(time(at)), formats)?,
        Cell::Time(at) => {
            sheet.write_number_with_format(row, column, days(at), &formats.time)?;
            18
        }
    })
}

/// A moment as a spreadsheet counts: days since the end of 1899.
#[expect(clippy::cast_precision_loss, reason = "exact to the millisecond until the year 9999")]
fn days(at: NaiveDateTime) -> f64 {
    at.and_utc().timestamp_millis() as f64 / 86_400_000.0 + 25_569.0
}

/// How wide a text is, in digits: 汉字 take two.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A name as a sheet may have it: 31 characters, without signs that part references.
fn sheet_name(name: &str) -> String {
    let kept: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    if kept.trim().is_empty() { "1".to_owned() } else { kept }
}
