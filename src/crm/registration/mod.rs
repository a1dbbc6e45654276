//! Registrations (报备): a rep says in advance whom he sells to, and for some time nobody else may have that customer
//! (F120–F127).

pub mod check;
pub mod commands;
pub mod fields;
pub mod register;
pub mod reports;
pub mod states;
pub mod template;
pub mod trial;

use super::schema::{Entity, Now, PLAIN};
use super::sides::{Side, side};
use super::{Edits, Rec, View, shared};
use crate::ledger::Value;
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
    sides,
    ..PLAIN
};

/// What a registration that is not beyond doubt claims, and what stands against it.
fn sides(rec: &Rec<'_>, now: &Now) -> Vec<Side> {
    if !matches!(fields::state(rec, now), State::Suspected | State::Appealing | State::Rejected) {
        return Vec::new();
    }
    let against = rec.value_of("rival", now).into_owned();
    let against = if against.is_empty() { rec.get("hit").cloned().unwrap_or(Value::Null) } else { against };
    let Some(other) = rec.view.follow(&against) else { return Vec::new() };
    // What both did is seen where they met: at the customer that one of them has.
    let customer = [&other, rec].into_iter().find_map(|side| match side.table.key {
        "customer" => Some(*side),
        _ => side.get("customer").and_then(|link| rec.view.follow(link)),
    });
    let owner = |side: &Rec<'_>| side.get("owner").and_then(Value::as_link).map(|(_, id)| id.to_owned());
    let one = |own: &Rec<'_>| side(own, owner(own).as_deref(), CLAIMED, Some(customer.as_ref().unwrap_or(own)), now);
    vec![one(rec), one(&other)]
}

/// What speaks for a claim, whatever kind of record it rests on.
const CLAIMED: &[&str] = &[
    "status",
    "class",
    "subject",
    "project",
    "contact",
    "phone",
    "need",
    "amount",
    "evidence",
    "appeal",
    "submitted_at",
    "protected_to",
    "owner_since",
    "last_follow_up",
    "open_deals",
    "sales",
];

/// Who writes a registration is its rep; it is a draft until it is handed in.
fn on_create(view: &View<'_>, edits: &mut Edits, id: &str, _: &Now) {
    shared::own(view, edits, REGISTRATION.key, id);
    for (field, value) in [("stage", State::Draft.key()), ("subject", "customer")] {
        if edits.value(REGISTRATION.key, id, field).is_none() {
            edits.set(REGISTRATION.key, id, field, value);
        }
    }
}
