//! The store: a journal of changes and packed segments behind a small [`Storage`] trait.
//!
//! [`Journal`] knows the ledger and no CRM. Storages: memory (tests, and browsers that refuse
//! IndexedDB), IndexedDB, and one that fails on demand.

pub mod faulty;
#[cfg(target_arch = "wasm32")]
pub mod idb;
pub mod memory;
pub mod storage;

pub use faulty::{Fault, Faulty};
#[cfg(target_arch = "wasm32")]
pub use idb::Idb;
pub use memory::Memory;
pub use storage::{Estimate, Keys, Storage, StoreError, Table, Write};
