//! The pages, one folder or file each.

pub mod broken;
pub mod conflicts;
pub mod form;
pub mod history;
pub mod import;
pub mod leave;
pub mod list;
pub mod missing;
pub mod privacy;
pub mod record;
pub mod settings;
pub mod share;
pub mod today;
pub mod welcome;
