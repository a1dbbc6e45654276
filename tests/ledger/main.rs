//! The ledger and its files against the text of the format: examples, hostile files, generated histories.

mod examples;
mod hostile;
mod properties;
mod world;
