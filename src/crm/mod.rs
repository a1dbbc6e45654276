//! What a CRM is: its entities as tables of fields, the rules about them, and the commands people run.
//!
//! Pure: no clock, no chance, no I/O. One folder per entity (`fields.rs` the table, `commands.rs` its
//! commands and rules); everything generic (lists, forms, record pages, search, import) reads the
//! tables through [`schema`] and [`view`] and names no entity.

pub mod command;
pub mod edit;
pub mod input;
pub mod pinyin;
pub mod record;
pub mod schema;
pub mod view;

pub use command::{Command, Refusal, Scope};
pub use edit::Edits;
pub use schema::{Choice, Entity, Field, Kind, Mark, Now, entities, entity};
pub use view::{Book, Rec, Ref, View};

/// All entities, in menu order.
pub static ENTITIES: &[&Entity] = &[];
