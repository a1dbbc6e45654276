//! Fields: the one editor for each type of field, used by forms, inline edit and command dialogs.
//!
//! While it is edited a field is text ([`text`]): that is what people type, what a draft keeps, and
//! what [`crate::crm::input::parse`] reads. [`Entry`] is one field being filled in, [`Form`] several.

mod dialog;
mod form;
mod input;
mod link;
mod tags;
pub mod text;

pub use dialog::CommandDialog;
pub use form::{Entry, ErrorSummary, FieldRow, Form, Problem};
pub(crate) use form::{focus_inside, leaves};
pub use input::{FieldInput, WhenInput};
