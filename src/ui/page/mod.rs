//! The pages, one folder or file each.

pub mod form;
pub mod missing;
pub mod privacy;
pub mod record;
pub mod settings;
pub mod welcome;
