//! The rules of the house, as tests that read the source.
//!
//! Each rule is a function from a source file to the places that break it. It is run over the whole
//! package and, in its own tests, over samples that must be caught: a rule that cannot fail is no rule.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops by panicking")]

mod contrast;
mod entity;
mod layer;
mod markup;
mod message;
mod size;
mod source;

use source::Source;

/// Fails with every place that breaks a rule.
#[track_caller]
fn assert_none(rule: &str, places: Vec<String>) {
    assert!(places.is_empty(), "{rule}:\n{}", places.join("\n"));
}

/// Runs a rule over all our Rust files.
#[track_caller]
fn assert_tidy(rule: &str, check: impl Fn(&Source) -> Vec<String>) {
    assert_none(rule, source::all().iter().flat_map(check).collect());
}

/// Expects a rule to catch exactly these lines of a sample that stands at that path.
#[track_caller]
fn check(rule: impl Fn(&Source) -> Vec<String>, path: &str, sample: &str, lines: &[usize]) {
    let found = rule(&Source::new(path, sample));
    let expect: Vec<String> = lines.iter().map(|line| format!("{path}:{line}: ")).collect();
    let fits = found.len() == expect.len() && found.iter().zip(&expect).all(|(found, start)| found.starts_with(start));
    assert!(fits, "expected lines {lines:?} of\n{sample}\ngot {found:#?}");
}
