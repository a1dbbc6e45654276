//! X5: what an office program makes of our tables. LibreOffice opens them and writes down what it sees; no text has
//! become a formula. `make audit` installs it.

use crate::desk::{Desk, NOW};
use cove::crm::Rec;
use cove::exchange::table::{csv, formula, write, xlsx};
use cove::i18n::{self, Lang};
use rust_xlsxwriter::Workbook;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Texts that a spreadsheet runs, each in its own way.
const HOSTILE: [&str; 14] = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "＝1+1",
    "＠SUM(1)",
    "\t=1+1",
    "  =1+1",
    "\u{a0}=1+1",
    "\n=1+1",
    "尚祈\n=1+1",
    "'=1+1",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"https://example.com\",\"尚祈\")",
];

/// Reads a table of this encoding with all that a spreadsheet may find in it: commas, quotes, UTF-8, formulas run.
const RUNS: &str = "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true";

/// What LibreOffice sees in a file, as flat XML.
fn opened(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let file = folder.join(name);
    std::fs::write(&file, bytes).expect("a file");
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut office = Command::new("soffice");
    office.args([profile.as_str(), "--headless", "--convert-to", "fods", "--outdir"]).arg(folder);
    if name.ends_with(".csv") {
        office.arg(RUNS);
    }
    let output = office.arg(&file).output().expect("LibreOffice is installed (make audit does)");
    assert!(output.status.success(), "{output:?}");
    std::fs::read_to_string(file.with_extension("fods")).expect("LibreOffice has read it")
}

/// A new empty folder.
fn scratch() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("cove-office-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
#[ignore = "needs LibreOffice: make audit"]
fn an_office_program_finds_no_formula() {
    let folder = scratch();
    let mut desk = Desk::new("rep");
    for (at, text) in HOSTILE.iter().enumerate() {
        let name = format!("{text} {at}");
        desk.create("customer", &[("name", name.as_str().into()), ("short", (*text).into()), ("note", (*text).into())]);
    }
    let view = desk.view();
    let records: Vec<Rec<'_>> = view.records("customer").collect();
    assert_eq!(records.len(), HOSTILE.len());
    for lang in Lang::ALL {
        let say = |key: &str| i18n::text(lang, key);
        let columns = write::all_columns(view.table("customer").expect("a table"), &records, &say);
        let workbook = xlsx::write("表", &records, &columns, &NOW, &say, &|_| ()).expect("it fits");
        let files = [("ours.csv", csv::write(&records, &columns, &NOW, &say, &|_| ())), ("ours.xlsx", workbook)];
        for (name, bytes) in files {
            let seen = opened(&folder, name, &bytes);
            assert!(seen.contains("1+1") && seen.contains("尚祈"), "{name}: the cells are there");
            assert!(!seen.contains("table:formula="), "{name} in {lang:?}: a cell became a formula");
        }
    }

    // The same texts as they are would have become formulas: the test can fail.
    let bare = HOSTILE
        .iter()
        .filter(|text| formula::is_trigger(text))
        .map(|text| format!("\"{}\"\n", text.replace('"', "\"\"")));
    let seen = opened(&folder, "bare.csv", bare.collect::<String>().as_bytes());
    assert!(seen.contains("table:formula="), "LibreOffice runs nothing of a bare table");
    let mut book = Workbook::new();
    book.add_worksheet().write_formula(0, 0, "=1+1").expect("a cell");
    let seen = opened(&folder, "bare.xlsx", &book.save_to_buffer().expect("a workbook"));
    assert!(seen.contains("table:formula="), "LibreOffice runs nothing of a bare workbook");
    std::fs::remove_dir_all(&folder).expect("it is removed");
}
