//! The veil: of what lies in a pool, people look at so many a day closely (features.md complaint 5).
//!
//! It is a rule of work, no lock: whoever has the file has the data. What was looked at is remembered by the browser
//! alone, for to look is no change of what everybody shares.

use super::view::Ref;

/// Why a record may not be looked at without end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Veil {
    /// The pool it lies in.
    pub pool: Ref,
    /// How many of its records may be looked at in a day.
    pub per_day: usize,
}
