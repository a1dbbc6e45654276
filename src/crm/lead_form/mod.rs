//! Lead forms: a page of one file for somebody else's site, whose answers come back as codes (F76).
//!
//! The form is a record like any other; [`page`] makes the file from it. What comes back is read by
//! `exchange::answer` and imported as a table.

pub mod fields;
pub mod page;

use super::edit::Edits;
use super::schema::{Entity, Now, PLAIN};
use super::view::View;

/// The table of lead forms.
pub static LEAD_FORM: Entity = Entity {
    key: "lead_form",
    slug: "lead-forms",
    label: "entity-lead-form",
    plural: "entity-lead-forms",
    icon: "document",
    fields: fields::FIELDS,
    title: &["name"],
    subtitle: &["campaign"],
    sort: ("created_at", true),
    on_create,
    ..PLAIN
};

/// A form that asks for nothing in particular asks for what a call back needs.
fn on_create(_: &View<'_>, edits: &mut Edits, id: &str, _: &Now) {
    let asks = |edits: &Edits| fields::asked().any(|field| edits.value(LEAD_FORM.key, id, field.key).is_some());
    if !asks(edits) {
        for key in fields::USUAL {
            edits.set(LEAD_FORM.key, id, key, true);
        }
    }
}
