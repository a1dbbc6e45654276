//! The page: what a person sees and touches. Compiled for wasm32 only.
//!
//! `start` opens a workspace and mounts the frame; `page` holds the pages, `component` the parts every
//! page is made of, which know no entity, no command and no word of their own. `session` is what all
//! pages share.

pub mod component;
pub mod draft;
pub mod field;
pub mod frame;
#[cfg(debug_assertions)]
pub mod gallery;
pub mod handout;
pub mod helper;
pub mod highlight;
pub mod icon;
pub mod key;
pub mod lazy;
pub mod looked;
pub mod media;
pub mod page;
pub mod palette;
pub mod present;
pub mod recent;
pub mod remind;
mod renewal;
pub mod route;
pub mod sealing;
pub mod session;
pub mod shelf;
pub mod shortcut;
pub mod start;
pub mod state;
pub mod theme;
pub mod toast;
pub mod work;
