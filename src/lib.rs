//! Cove CRM: a CRM that lives in one static folder, keeps its data in the browser and is shared by
//! files that merge without losing anything.
#![forbid(unsafe_code)]

pub mod app;
pub mod crm;
pub mod exchange;
pub mod i18n;
pub mod ledger;
#[cfg(target_arch = "wasm32")]
pub mod platform;
pub mod store;
#[cfg(target_arch = "wasm32")]
pub mod ui;
