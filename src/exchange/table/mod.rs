//! Tables in: a CSV file's bytes become rows, its columns fields, its rows records.
//!
//! Three pure steps, each with its own file: [`mod@read`] finds encoding, delimiter and cells; [`mapping`]
//! finds what each column means; [`import`] checks every row before anything is written (the dry run)
//! and then gives the edits, a bounded number at a time.

pub mod encoding;
pub mod error;
pub mod formula;
pub mod import;
pub mod mapping;
pub mod read;
pub mod row;

pub use encoding::Encoding;
pub use error::TableError;
pub use import::{Counts, Import, Owner, Problem, Reason, Report, Settings, Unreadable, Verdict};
pub use mapping::{Mapping, Target};
pub use read::{Options, Row, Sheet, read};
