//! Files in and out: the exchange format `cove-exchange/1`, plain, gzipped or sealed.
//!
//! Pure: bytes and texts come in and go out, reading and writing files is for the callers. Every
//! refusal is a [`FileError`] with one of the codes of the format.

pub mod answer;
pub mod bundle;
pub mod calendar;
pub mod document;
pub mod envelope;
pub mod error;
pub mod line;
pub mod packed;
pub mod parcel;
pub mod report;
pub mod sealed;
pub mod table;
pub mod union;
pub mod writer;

pub use document::{Document, Limits};
pub use envelope::{Envelope, Kind, Origin};
pub use error::{Code, FileError};
pub use parcel::Parcel;
pub use union::Union;

/// Told how much of a long work is done, 0 to 1.
pub type Watch<'a> = &'a dyn Fn(f64);
