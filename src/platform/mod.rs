//! The browser's edges: clock, chance, tabs, files, the worker, preferences, idle time. Thin, wasm only, and
//! knowing nothing of ours; what is absent in a browser is tolerated here and nowhere else.

mod base;
mod chance;
mod clock;
mod file;
mod guard;
mod idle;
mod notice;
mod offline;
mod persistence;
mod pref;
mod tabs;
mod turn;
mod visibility;
mod worker;

pub use base::{base_path, prefix};
pub use chance::{random_bytes, random_u32, random_u64};
pub use clock::{now_ms, zone_offset_minutes};
pub use file::{Address, Pieces, blob, chosen, download, dropped, keep_page, offer, pasted, read};
pub use guard::{checks_integrity, copy, has_service_worker, is_secure, refuses_markup, refuses_style};
pub use idle::{idle, pause};
pub use notice::{Leave, Notice, leave, seek_leave};
pub use offline::{News, Offline};
pub use persistence::{is_persisted, persist};
pub use pref::{pref, set_pref};
pub use tabs::Tabs;
pub use turn::Turn;
pub use visibility::{is_hidden, on_visibility};
pub use worker::{Gone, Wire, Worker};
