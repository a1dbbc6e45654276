//! Stories in a real browser, on the release folder: `make e2e`.
//!
//! Elements are found as a person finds them, by role and name. Nothing sleeps: every step waits for
//! what it needs. When a story ends, the browser must have met no policy violation, no error in the
//! console, no cookie and no request to another origin.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops by panicking")]

mod backups;
mod bad_input;
mod board;
mod browser;
mod capture;
mod care;
mod conflicts;
mod deal;
mod duplicates;
mod engine;
mod fields;
mod files;
mod grid;
mod harness;
mod hostile;
mod hosts;
mod insight;
mod journey;
mod keyboard;
mod kill;
mod leave;
mod lookup;
mod matrix;
mod offline;
mod palette;
mod patterns;
mod phone;
mod record;
mod regions;
mod safety;
mod sea;
mod shortcut;
mod site;
mod smoke;
mod start;
mod story;
mod tables;
mod team;
mod visit;
mod wizard;
