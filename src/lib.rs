//! Cove CRM: a CRM that lives in one static folder, keeps its data in the browser and is shared by
//! files that merge without losing anything.
//!
//! # From above
//! A workspace is a set of *changes*, each one act of one person. Merging two workspaces is the union of
//! their sets; everything that is shown (values, conflicts, lists, counts) is a pure function of the set and
//! of the time. So files may come in any order, any number of times, and everybody ends with the same.
//! Around that core stands what a CRM knows, around that the application without a face, and only then a
//! page and a browser.
//!
//! # Where a line belongs
//! - [`ledger`]: changes, what they mean together, how two sets become one. Knows no CRM, no file, no browser.
//! - [`crm`]: what a CRM is. A folder for each entity: a table of its fields, its rules, its commands.
//! - [`exchange`]: files in and out: workspaces, sealed files, tables.
//! - [`store`]: the journal, over memory, IndexedDB, or a storage that fails on purpose.
//! - [`app`]: the application without a face: acts, queries, undo, import, export, jobs for the worker.
//! - [`i18n`]: messages and formats. The words stand in `i18n/en` and `i18n/zh`, and nowhere else.
//! - `platform`: the browser's edges. `ui`: what a person sees; `ui/lazy.rs` says which parts come later.
//! - The programs: `main.rs` (the page), `bin/worker.rs` (heavy work on files), `bin/cove-file.rs` (the same
//!   without a browser), `bin/dist.rs` (finishes and serves the release).
//!
//! # What is always true
//! - **Every write is one commit**, and nothing is called saved before it is committed.
//! - **Merging is commutative, associative and idempotent**, and loses nothing: what an older version does not
//!   know it keeps and hands on.
//! - **Every file ever exported can be imported.** A new meaning is a new field, never a new sense of an old one.
//! - **`ledger`, `crm` and `exchange` read no clock, draw no chance and touch no disk**: time and random bits
//!   are arguments. So two devices with the same data and clock show the same.
//! - **What no person typed is computed**, never stored.
//! - **Generic code names no entity**: lists, forms, records, search and tables read the entities' tables.
//! - **A parser gives what it read and what was wrong with it**, and never dies of a bad row.
//! - **No text of a user becomes markup**; there is no `inner_html`, no `style="…"`, no `eval`.
//! - **The page asks no other host for anything, ever.**
//!
//! `tests/tidy` holds most of these to it.
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
