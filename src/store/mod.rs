//! The store: a journal of changes and packed segments behind a small [`Storage`] trait.
//!
//! [`Journal`] knows the ledger and no CRM. Storages: memory (tests, and browsers that refuse
//! IndexedDB), IndexedDB, and one that fails on demand.

mod chunk;
pub mod faulty;
mod file;
mod head;
#[cfg(target_arch = "wasm32")]
pub mod idb;
pub mod journal;
pub mod memory;
pub mod restore;
pub mod salvage;
mod segment;
pub mod setting;
pub mod storage;
pub mod stretch;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use faulty::{Fault, Faulty};
#[cfg(target_arch = "wasm32")]
pub use idb::Idb;
pub use journal::{Extras, Journal, News};
pub use memory::Memory;
pub use restore::RestorePoint;
pub use salvage::{Salvage, salvage};
pub use segment::Packing;
pub use storage::{Estimate, Keys, Storage, StoreError, Table, Write};
