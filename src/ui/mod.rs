//! The page: what a person sees and touches. Compiled for wasm32 only.
//!
//! `component` holds the parts every page is made of; they know no entity, no command and no
//! word of their own. `icon` draws, `key` reads the keyboard the same way everywhere.

pub mod component;
#[cfg(debug_assertions)]
pub mod gallery;
pub mod icon;
pub mod key;
