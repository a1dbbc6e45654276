//! The change ledger: a set of changes, what they mean together, and how two sets become one.
//!
//! Knows no CRM, no browser and no file. Everything shown is a pure function of the set of changes
//! held, so order, repetition and delay of files cannot matter. The rules are those of the exchange
//! format `cove-exchange/1`.

pub mod apply;
pub mod change;
pub mod clock;
pub mod conflict;
pub mod count;
pub mod entry;
mod fold;
pub mod frontier;
pub mod hash;
pub mod history;
pub mod index;
pub mod json;
pub mod shape;
pub mod state;
pub mod syntax;
mod undo;
pub mod value;

pub use change::{Change, DeviceId, Dot, Op, SetOp};
pub use conflict::{Conflict, Kind};
pub use count::Counts;
pub use entry::Entry;
pub use history::{History, Next, Part};
pub use json::Json;
pub use state::{Record, Stamp, State, Write};
pub use value::Value;
