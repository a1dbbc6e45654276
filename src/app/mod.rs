//! The headless application: everything the product can do, without a browser.
//!
//! [`Workspace`] opens a store, runs commands, answers queries, undoes, exports and imports. The page
//! only shows it; with the memory store the whole CRM runs natively, in tests. It names no entity:
//! what a lead is and what may be done to it stands in `crm`.

pub mod agenda;
pub mod analysis;
mod aspect;
mod attachments;
pub mod birth;
pub mod brought;
pub mod bulk;
mod bundle;
pub mod carry;
mod catch_up;
pub mod checkup;
pub mod dispute;
pub mod history;
pub mod job;
mod ordinary;
pub mod palette;
pub mod parcel;
pub mod passphrase;
pub mod paste;
mod pieces;
pub mod preview;
pub mod problems;
pub mod query;
pub mod rescue;
pub mod share;
pub mod shortcut;
pub mod table;
pub mod undo;
pub mod workspace;

pub use crate::exchange::{Document, Kind as FileKind, Parcel, answer, table as sheet};
#[cfg(target_arch = "wasm32")]
pub use crate::store::Idb;
pub use crate::store::{Storage, StoreError};
pub use aspect::Aspect;
pub use attachments::NamedFile;
pub use birth::Who;
pub use brought::Brought;
pub use checkup::Checkup;
pub use dispute::{Dispute, Rule};
pub use history::{Chronicle, Leaf, Line, Look, Reversal};
pub use job::{Answer, Job};
pub use parcel::{Choosing, Request};
pub use paste::Paste;
pub use preview::Preview;
pub use query::{Density, Face, Figure, Filter, Group, Period, Query, Rows, Shown, Test};
pub use rescue::rescue;
pub use share::{Backup, ShareFault};
pub use table::Imported;
pub use workspace::{Done, Fault, Workspace};
