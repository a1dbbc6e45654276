//! The pages, one folder or file each.

pub mod backups;
pub mod broken;
pub mod checkup;
pub mod conflicts;
pub mod form;
pub mod history;
pub mod import;
pub mod leave;
pub mod list;
pub mod missing;
pub mod parcel;
pub mod privacy;
pub mod record;
pub mod settings;
pub mod share;
pub mod today;
pub mod welcome;
