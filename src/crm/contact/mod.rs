//! Contacts: the people at our customers (F46).

pub mod fields;

use super::schema::{Entity, PLAIN};
use super::shared;

/// The table of contacts.
pub static CONTACT: Entity = Entity {
    key: "contact",
    slug: "contacts",
    label: "entity-contact",
    plural: "entity-contacts",
    icon: "contact",
    area: Some("area-customers"),
    letter: Some('c'),
    fields: fields::FIELDS,
    title: &["name"],
    subtitle: &["customer", "title"],
    sort: ("created_at", true),
    followed: true,
    person: true,
    on_create: |view, edits, id, _| shared::own(view, edits, "contact", id),
    commands: &[shared::transfer("contact.assign")],
    ..PLAIN
};
