//! Registrations (报备): a rep says in advance whom he sells to, and for some time nobody else may have that customer
//! (F120–F127).

pub mod check;
pub mod commands;
pub mod fields;
pub mod register;
pub mod reports;
pub mod states;
pub mod template;

use super::schema::{Entity, Now, PLAIN};
use super::{Edits, View, shared};
use states::State;

/// The table of registrations.
pub static REGISTRATION: Entity = Entity {
    key: "registration",
    slug: "registrations",
    label: "entity-registration",
    plural: "entity-registrations",
    icon: "shield",
    area: Some("area-customers"),
    letter: Some('b'),
    reports: reports::REPORTS,
    fields: fields::FIELDS,
    title: &["name"],
    subtitle: &["project", "region"],
    status: Some("status"),
    sort: ("submitted_at", true),
    on_create,
    commands: commands::COMMANDS,
    ..PLAIN
};

/// Who writes a registration is its rep; it is a draft until it is handed in.
fn on_create(view: &View<'_>, edits: &mut Edits, id: &str, _: &Now) {
    shared::own(view, edits, REGISTRATION.key, id);
    for (field, value) in [("stage", State::Draft.key()), ("subject", "customer")] {
        if edits.value(REGISTRATION.key, id, field).is_none() {
            edits.set(REGISTRATION.key, id, field, value);
        }
    }
}
