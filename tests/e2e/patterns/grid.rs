//! The grid of lists: one tab stop, rows and cells, its head, its editors, the groups in it.

use super::Row;
use crate::browser::Browser;
use crate::site::Site;

const ROWS: &[Row] = &[
    ("j", "row Select this row Leila Morgan", "not selected"),
    // By rows, and nothing wraps.
    ("ArrowUp", "row Select this row Leila Morgan", "not selected"),
    ("ArrowDown", "row Select this row Adam Larsen", "not selected"),
    ("End", "row Select this row Anita Cooper", "not selected"),
    ("ArrowDown", "row Select this row Anita Cooper", "not selected"),
    ("Home", "row Select this row Leila Morgan", "not selected"),
    ("Mod+End", "row Select this row Anita Cooper", "not selected"),
    ("Mod+Home", "row Select this row Leila Morgan", "not selected"),
    ("ArrowLeft", "row Select this row Leila Morgan", "not selected"),
    ("Shift+Space", "row Select this row Leila Morgan", "selected"),
    ("Shift+ArrowDown", "row Select this row Adam Larsen", "selected"),
    ("Shift+Space", "row Select this row Adam Larsen", "not selected"),
    ("Mod+a", "row Select this row Adam Larsen", "selected"),
    ("ArrowUp", "row Select this row Leila Morgan", "selected"),
    // By cells.
    ("ArrowRight", "gridcell Select this row", ""),
    ("ArrowRight", "gridcell Leila Morgan", ""),
    ("End", "gridcell Mon 30 Nov", ""),
    ("ArrowRight", "gridcell Mon 30 Nov", ""),
    ("Home", "gridcell Select this row", ""),
    ("ArrowRight ArrowDown", "gridcell Adam Larsen", ""),
    ("PageDown", "gridcell", ""),
    ("PageUp", "gridcell Adam Larsen", ""),
    ("Mod+End ArrowDown Home ArrowRight", "gridcell Anita Cooper", ""),
    ("Mod+Home", "gridcell Select this row", ""),
    // The head is a row above, and the first of it is no further up.
    ("ArrowUp", "columnheader Select all 84", ""),
    ("ArrowUp", "columnheader Select all 84", ""),
    ("ArrowDown", "gridcell Select this row", ""),
    ("ArrowLeft", "row Select this row Leila Morgan", "selected"),
    // One tab stop, which keeps its place.
    ("ArrowDown Tab", "button Export", "collapsed"),
    ("Shift+Tab", "row Select this row Adam Larsen", "selected"),
    ("Shift+Tab", "button Columns", "collapsed"),
];

const HEAD: &[Row] = &[
    ("j", "row Select this row Adam Larsen", "selected"),
    ("Home ArrowRight ArrowUp ArrowRight", "columnheader Name", ""),
    ("Enter", "columnheader Name", "ascending"),
    ("Enter", "columnheader Name", "descending"),
    ("Alt+ArrowDown", "menuitem Sort ascending", "in menu Column"),
    ("Escape", "columnheader Name", "descending"),
    ("Alt+ArrowDown Enter", "columnheader Name", "ascending"),
    ("Alt+ArrowDown w Enter", "columnheader Name", "ascending"),
    ("Shift+ArrowLeft", "columnheader Name", "ascending"),
    // The focus goes where the column goes.
    ("Alt+ArrowDown m Enter", "columnheader Name", "ascending"),
    ("ArrowLeft", "columnheader Company", ""),
    ("ArrowRight Mod+ArrowLeft", "columnheader Name", "ascending"),
    ("ArrowRight", "columnheader Company", ""),
    ("Alt+ArrowDown k Enter", "columnheader Company", ""),
    ("ArrowRight", "columnheader Name", "ascending"),
    // Where it is gone, on the next that is there.
    ("End", "columnheader Next contact", ""),
    ("Alt+ArrowDown h Enter", "columnheader Owner", ""),
];

#[tokio::test(flavor = "multi_thread")]
async fn patterns_grid() {
    let site = Site::start();
    let browser = Browser::of_keys(&site).await;
    browser.go("#/leads").await;
    browser.follows("grid", ROWS).await;
    browser.follows("grid, head", HEAD).await;
    browser.close().await;
}

const EDIT: &[Row] = &[
    ("j", "row Select this row Marta Singh", "not selected"),
    ("ArrowRight ArrowRight ArrowRight ArrowRight", "gridcell Quality Engineer", ""),
    ("F2", "textbox Job title", "“Quality Engineer”"),
    ("“X”", "textbox Job title", "“X”"),
    ("Escape", "gridcell Quality Engineer", ""),
    ("Enter", "textbox Job title", "“Quality Engineer”"),
    ("Home", "textbox Job title", "“Quality Engineer”"),
    ("Escape", "gridcell Quality Engineer", ""),
    // A combobox in it closes first; what stood there stays.
    ("ArrowLeft", "gridcell Trentham Fabrics Ltd", ""),
    ("F2", "combobox Company", "collapsed, “Trentham Fabrics Ltd”"),
    ("ArrowDown", "combobox Company", "expanded, “Trentham Fabrics Ltd”"),
    ("Escape", "combobox Company", "collapsed, “Trentham Fabrics Ltd”"),
    ("Escape", "gridcell Trentham Fabrics Ltd", ""),
];

const GROUPS: &[Row] = &[
    ("j", "row Website", ""),
    ("ArrowRight", "gridcell Website", "expanded"),
    ("Enter", "gridcell Website", "collapsed"),
    ("Enter", "gridcell Website", "expanded"),
    // Its one cell stands for that of every column, and is the tab stop.
    ("ArrowRight", "gridcell Website", "expanded"),
    ("Tab", "button Export", "collapsed"),
    ("Shift+Tab", "gridcell Website", "expanded"),
    ("ArrowDown", "gridcell Daniel Hansen", ""),
    ("ArrowUp", "gridcell Website", "expanded"),
];

#[tokio::test(flavor = "multi_thread")]
async fn patterns_grid_with_editors_and_groups() {
    let site = Site::start();
    let browser = Browser::of_keys(&site).await;
    browser.go("#/contacts").await;
    browser.follows("grid, edit mode", EDIT).await;
    browser.go("#/leads?group=source").await;
    browser.follows("grid with groups", GROUPS).await;
    browser.close().await;
}
