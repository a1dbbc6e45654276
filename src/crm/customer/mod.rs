//! Customers: companies we sell to, sell through or buy from (F38), and whose they are (F17–F21).

pub mod clash;
pub mod commands;
pub mod facts;
pub mod fields;
pub mod lifecycle;
pub mod place;
pub mod reports;
pub mod states;
pub mod transfer;

use super::capacity_rule::limit;
use super::schema::{Entity, Now, PLAIN};
use super::{Edits, View, shared};
use crate::ledger::Value;

/// The table of customers.
pub static CUSTOMER: Entity = Entity {
    key: "customer",
    slug: "customers",
    label: "entity-customer",
    plural: "entity-customers",
    icon: "account",
    area: Some("area-customers"),
    letter: Some('a'),
    desk: Some("#/sea"),
    reports: reports::REPORTS,
    fields: fields::FIELDS,
    title: &["name", "short"],
    subtitle: &["short", "region"],
    status: Some("type"),
    sort: ("created_at", true),
    followed: true,
    claim: fields::CLAIM,
    room: limit::room,
    on_create,
    commands: commands::COMMANDS,
    ..PLAIN
};

/// Who creates a customer owns it, unless he chose another owner, none, or a pool.
fn on_create(view: &View<'_>, edits: &mut Edits, id: &str, now: &Now) {
    let has = |edits: &Edits, field| edits.value(CUSTOMER.key, id, field).is_some_and(|value| !value.is_empty());
    if has(edits, "pool") && !has(edits, "owner") {
        edits.set(CUSTOMER.key, id, "pool_since", Value::At(now.instant));
    } else {
        shared::own(view, edits, CUSTOMER.key, id);
        if has(edits, "owner") {
            edits.set(CUSTOMER.key, id, "owner_since", Value::At(now.instant));
        }
    }
}
