//! Customers: companies we sell to, sell through or buy from (F38).

pub mod fields;

use super::schema::{Entity, nothing_on_follow_up};
use super::shared;

/// The table of customers.
pub static CUSTOMER: Entity = Entity {
    key: "customer",
    slug: "customers",
    label: "entity-customer",
    plural: "entity-customers",
    icon: "account",
    area: Some("area-customers"),
    letter: Some('a'),
    desk: None,
    reports: &[],
    fields: fields::FIELDS,
    title: &["name", "short"],
    subtitle: &["short", "region"],
    status: Some("type"),
    sort: ("created_at", true),
    followed: true,
    person: false,
    claim: &[],
    aside: None,
    on_create: |view, edits, id, _| shared::own(view, edits, "customer", id),
    on_follow_up: nothing_on_follow_up,
    commands: &[shared::transfer("customer.assign")],
};
