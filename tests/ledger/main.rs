//! The ledger and its files against the text of the format: examples, hostile files, generated histories.

#![allow(clippy::unwrap_used, clippy::panic)]

mod delta;
mod examples;
mod exhaustive;
mod fuzz;
mod hostile;
mod properties;
mod sealed;
mod world;
