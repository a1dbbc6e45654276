//! Tables in and out: the bytes of a file become rows, its columns fields, its rows records; and back.
//!
//! In, by pure steps with a file each: [`mod@read`] finds encoding, delimiter, sheet and cells; [`mapping`]
//! finds what each column means; [`import`] checks every row before anything is written (the dry run)
//! and then gives the edits, a bounded number at a time. Out, [`write`] says what stands in each cell, and
//! a table is written as text, as a workbook, or people as cards.
//!
//! What reads and writes files belongs to the worker: the page knows mappings, settings and counts.

pub mod answers;
pub mod card;
pub mod csv;
pub mod encoding;
pub mod error;
pub mod formula;
pub mod import;
mod json;
mod known;
mod known_program;
pub mod mapping;
mod program;
pub mod read;
pub mod report;
mod row;
pub mod settings;
pub mod text;
mod update;
mod workbook;
pub mod write;
pub mod xlsx;

pub use encoding::Encoding;
pub use error::TableError;
pub use import::Import;
pub use known::makes;
pub use known_program::Known;
pub use mapping::{Basis, Mapping, Target};
pub use read::{Left, Options, Origin, Row, Sheet, read};
pub use report::{Counts, Fate, Problem, Reason, Report, Verdict};
pub use settings::{Fresh, Owner, Rule, Settings, Unknown, Unreadable};
