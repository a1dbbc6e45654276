//! The change ledger: a set of changes, what they mean together, and how two sets become one.
//!
//! Knows no CRM, no browser and no file. Everything shown is a pure function of the set of changes
//! held, so order, repetition and delay of files cannot matter. The rules are those of the exchange
//! format `cove-exchange/1`.

pub mod change;
pub mod json;
pub mod state;
pub mod value;

pub use change::{Change, DeviceId, Dot, Op};
pub use json::Json;
pub use state::{Record, Stamp, State, Write};
pub use value::Value;
