//! Contacts: the people at our customers (F46).

pub mod fields;

use super::schema::{Entity, nothing_on_follow_up};
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
    desk: None,
    reports: &[],
    fields: fields::FIELDS,
    title: &["name"],
    subtitle: &["customer", "title"],
    status: None,
    sort: ("created_at", true),
    followed: true,
    person: true,
    claim: &[],
    aside: None,
    on_create: |view, edits, id, _| shared::own(view, edits, "contact", id),
    on_follow_up: nothing_on_follow_up,
    commands: &[shared::transfer("contact.assign")],
};
