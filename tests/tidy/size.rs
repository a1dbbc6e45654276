//! How long a file may be, and how it begins.

use crate::source::Source;
use crate::{assert_tidy, check};

const LIMIT: usize = 500;

/// Files are split at 500 lines; a file that is one table says so in its first line.
fn length(source: &Source) -> Vec<String> {
    let lines = source.text.lines().count();
    let excused = source.text.starts_with("//! Table");
    if lines <= LIMIT || excused { Vec::new() } else { vec![source.at(0, &format!("{lines} lines of {LIMIT}"))] }
}

/// Every file opens with a paragraph saying what it defines and why.
fn opening(source: &Source) -> Vec<String> {
    if source.text.starts_with("//! ") { Vec::new() } else { vec![source.at(0, "does not say what it is for")] }
}

#[test]
fn files_are_short() {
    assert_tidy("a file is too long: split it by what it defines", length);
}

#[test]
fn files_say_what_they_are_for() {
    assert_tidy("a file opens with `//! ` and what it defines", opening);
}

#[test]
fn the_rules_catch_long_and_nameless_files() {
    check(length, "src/a.rs", &"x\n".repeat(500), &[]);
    check(length, "src/a.rs", &"x\n".repeat(501), &[1]);
    check(length, "src/a.rs", &format!("//! Table of x.\n{}", "x\n".repeat(600)), &[]);
    check(opening, "src/a.rs", "use a;", &[1]);
    check(opening, "src/a.rs", "//! What it is.", &[]);
}
