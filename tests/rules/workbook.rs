//! Workbooks in: sheets, cells and headings; and hostile ones, refused before they can take memory.

use cove::exchange::table::{Options, Origin, Row, Sheet, TableError, read};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

fn book(fill: impl FnOnce(&mut Workbook)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(&mut book);
    book.save_to_buffer().expect("a workbook")
}

fn one(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    book(|book| fill(book.add_worksheet()))
}

fn sheet(bytes: &[u8]) -> Sheet {
    read(bytes, &Options::default()).expect("a table")
}

fn texts(row: &Row) -> Vec<&str> {
    row.cells.iter().map(String::as_str).collect()
}

#[test]
fn cells_say_what_a_person_would_type() {
    let bytes = one(|sheet| {
        let (day, time) = (Format::new().set_num_format("yyyy-mm-dd"), Format::new().set_num_format("d/m/yy h:mm"));
        for (column, name) in (0..).zip(["姓名", "手机", "意向", "下次跟进", "生日", "备注", "订阅"]) {
            sheet.write_string(0, column, name).expect("a cell");
        }
        sheet.write_string(2, 0, "  高雯 ").expect("a cell");
        sheet.write_number(2, 1, 13_800_138_000.0).expect("a cell");
        sheet.write_number(2, 2, 4.0).expect("a cell");
        // 2026-11-24 10:42 and 1990-02-28.
        sheet.write_number_with_format(2, 3, 46_350.445_833_333_33, &time).expect("a cell");
        sheet.write_number_with_format(2, 4, 32_932.0, &day).expect("a cell");
        sheet.write_string(2, 5, "'=1+1").expect("a cell");
        sheet.write_boolean(2, 6, true).expect("a cell");
        sheet.write_string(3, 0, "程屿").expect("a cell");
        sheet.write_number(3, 2, 2.5).expect("a cell");
    });
    let sheet = sheet(&bytes);
    assert_eq!((sheet.head, sheet.width, sheet.heading[1].as_str()), (1, 7, "手机"));
    assert_eq!(sheet.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 4]);
    // Nothing is escaped in a workbook, so nothing is unescaped.
    assert_eq!(
        texts(&sheet.rows[0]),
        ["高雯", "13800138000", "4", "2026-11-24 10:42:00", "1990-02-28", "'=1+1", "true"]
    );
    assert_eq!(texts(&sheet.rows[1]), ["程屿", "", "2.5", "", "", "", ""], "what is not there is blank");
}

#[test]
fn the_first_sheet_with_rows_is_read_or_the_one_asked_for() {
    let bytes = book(|book| {
        book.add_worksheet().set_name("空").expect("a name");
        for name in ["线索", "隐藏", "客户"] {
            let sheet = book.add_worksheet().set_name(name).expect("a name");
            sheet.write_string(0, 0, "name").expect("a cell");
            sheet.write_string(1, 0, name).expect("a cell");
            sheet.set_hidden(name == "隐藏");
        }
    });
    let sheets = |sheet: &Sheet| match &sheet.origin {
        Origin::Workbook { sheets, sheet } => (sheets.join(" "), *sheet),
        Origin::Text { .. } | Origin::Answers => panic!("a workbook"),
    };
    let first = sheet(&bytes);
    assert_eq!((sheets(&first), texts(&first.rows[0])), (("空 线索 客户".to_owned(), 1), vec!["线索"]));
    let other = read(&bytes, &Options { sheet: Some(2), ..Options::default() }).expect("a table");
    assert_eq!((sheets(&other).1, texts(&other.rows[0])), (2, vec!["客户"]));
    for empty in [0, 9] {
        assert_eq!(read(&bytes, &Options { sheet: Some(empty), ..Options::default() }), Err(TableError::Empty));
    }
}

#[test]
fn a_title_may_stand_above_the_heading_and_another_row_be_chosen() {
    let text = "工博会名片,,\n,,\n姓名,公司,手机\n高雯,苏州澜芯,13800000000\n";
    let found = sheet(text.as_bytes());
    assert_eq!(
        (found.head, found.top.clone(), found.heading.join(" ")),
        (3, vec![1, 3, 4], "姓名 公司 手机".to_owned())
    );
    assert_eq!(found.rows.len(), 1);
    let none = read(text.as_bytes(), &Options { heading: Some(0), ..Options::default() }).expect("a table");
    assert_eq!((none.head, none.rows.len(), none.heading.len()), (0, 3, 0));
    let first = read(text.as_bytes(), &Options { heading: Some(1), ..Options::default() }).expect("a table");
    assert_eq!((first.head, first.rows.len(), first.heading[0].as_str()), (1, 2, "工博会名片"));
}

#[track_caller]
fn refused(bytes: &[u8], expect: TableError) {
    assert_eq!(read(bytes, &Options::default()), Err(expect));
    assert!(cove::i18n::has(&expect.to_string()), "{expect}");
}

#[test]
fn each_limit_is_kept() {
    refused(&one(|_| {}), TableError::Empty);
    refused(&one(|sheet| drop(sheet.write_string(0, 0, "name"))), TableError::NoRows);
    // One cell at the far corner: a table of it would have seventeen thousand million cells.
    refused(&one(|sheet| drop(sheet.write_string(1_048_575, 16_383, "x"))), TableError::TooManyColumns(1_048_576));
    let far = one(|sheet| {
        sheet.write_string(0, 0, "name").expect("a cell");
        sheet.write_string(1_048_575, 0, "x").expect("a cell");
    });
    assert_eq!(sheet(&far).rows[0].number, 1_048_576);
    let long = one(|sheet| {
        for row in 0..=200_000 {
            sheet.write_number(row, 0, row).expect("a cell");
        }
    });
    refused(&long, TableError::TooManyRows);
}

/// Writes a part of a workbook.
type Fill<'a> = &'a dyn Fn(&mut ZipWriter<Cursor<Vec<u8>>>);

/// A workbook with some parts of another kind.
fn with_parts(parts: &[(&str, Fill<'_>)]) -> Vec<u8> {
    let plain = one(|sheet| {
        sheet.write_string(0, 0, "name").expect("a cell");
        sheet.write_string(1, 0, "x").expect("a cell");
    });
    let mut from = zip::ZipArchive::new(Cursor::new(plain)).expect("a zip");
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let part = from.by_index_raw(at).expect("a part");
        if !parts.iter().any(|(name, _)| part.name().expect("a name") == *name) {
            to.raw_copy_file(part).expect("a part");
        }
    }
    for (name, fill) in parts {
        to.start_file(*name, SimpleFileOptions::default()).expect("a part");
        fill(&mut to);
    }
    to.finish().expect("a zip").into_inner()
}

const SHARED: &str = "xl/sharedStrings.xml";
const SHEET: &str = "xl/worksheets/sheet1.xml";
const SPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

#[test]
fn bombs_are_weighed_before_they_are_opened() {
    // Half a gigabyte of nothing, in some hundred kilobytes.
    let spaces = vec![b' '; 1 << 20];
    let heap = |to: &mut ZipWriter<_>| (0..=513).for_each(|_| to.write_all(&spaces).expect("memory"));
    for part in [SHEET, "xl/other.xml"] {
        let bomb = with_parts(&[(part, &heap)]);
        assert!(bomb.len() < 2 << 20, "{} bytes", bomb.len());
        refused(&bomb, TableError::TooBig);
    }
    let half = |to: &mut ZipWriter<_>| (0..=257).for_each(|_| to.write_all(&spaces).expect("memory"));
    refused(&with_parts(&[(SHARED, &half)]), TableError::TooBig);
    // A number is no memory: nobody has so many texts.
    for number in ["99999999999999999999", " =\n '18446744073709551615", "=\"+9000000"] {
        let begins = format!("<sst xmlns=\"{SPACE}\" count=\"1\" uniqueCount{number}'><si><t>x</t></si></sst>");
        let begins = begins.replace("uniqueCount9", "uniqueCount=\"9").replace("+9000000'", "+9000000\"");
        refused(
            &with_parts(&[(SHARED, &|to: &mut ZipWriter<_>| drop(to.write_all(begins.as_bytes())))]),
            TableError::TooBig,
        );
    }
    // A text of one megabyte, a thousand times.
    let text = format!("<sst xmlns=\"{SPACE}\"><si><t>{}</t></si></sst>", "x".repeat(1 << 20));
    let cells: String =
        (1..=1_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let cells = format!("<worksheet xmlns=\"{SPACE}\"><sheetData>{cells}</sheetData></worksheet>");
    let shared = |to: &mut ZipWriter<_>| drop(to.write_all(text.as_bytes()));
    let many = |to: &mut ZipWriter<_>| drop(to.write_all(cells.as_bytes()));
    refused(&with_parts(&[(SHARED, &shared), (SHEET, &many)]), TableError::TooBig);
    let longer = text.replace("</t>", "x</t>");
    let shared = |to: &mut ZipWriter<_>| drop(to.write_all(longer.as_bytes()));
    refused(&with_parts(&[(SHARED, &shared), (SHEET, &many)]), TableError::CellTooLong(1));
    // A dimension is not believed either.
    let wide = format!(
        "<worksheet xmlns=\"{SPACE}\"><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\"><v>2</v></c></row></sheetData></worksheet>"
    );
    let found = sheet(&with_parts(&[(SHEET, &|to: &mut ZipWriter<_>| drop(to.write_all(wide.as_bytes())))]));
    assert_eq!(found.rows.len(), 2 - usize::from(found.head > 0));
}

#[test]
fn damaged_workbooks_are_refused() {
    let whole = one(|sheet| {
        sheet.write_string(0, 0, "name").expect("a cell");
        sheet.write_string(1, 0, "x").expect("a cell");
    });
    refused(&whole[..whole.len() / 2], TableError::Damaged);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("notes.txt", SimpleFileOptions::default()).expect("a part");
    zip.write_all(b"no workbook").expect("memory");
    refused(&zip.finish().expect("a zip").into_inner(), TableError::Damaged);
    // Every byte turned once: read, or refused, and nothing else.
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        let _ = read(&bytes, &Options::default());
    }
    let deep = format!("<worksheet xmlns=\"{SPACE}\"><sheetData>{}", "<row><c><is>".repeat(100_000));
    let deep = |to: &mut ZipWriter<_>| drop(to.write_all(deep.as_bytes()));
    refused(&with_parts(&[(SHEET, &deep)]), TableError::Damaged);
}
