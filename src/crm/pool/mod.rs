//! Lead pools: leads that are nobody's wait in one until somebody takes them (F2, F18).
//!
//! A lead lies in a pool while it has no owner; that it does is read from the lead. The pool says who may take
//! from it and how much. What the rules count is stored in the leads, so every device counts the same.

pub mod fields;
pub mod member;
pub mod rules;

use super::schema::{Entity, PLAIN};

/// The table of pools.
pub static POOL: Entity = Entity {
    key: "pool",
    slug: "pools",
    label: "entity-pool",
    plural: "entity-pools",
    icon: "pool",
    area: Some("area-sell"),
    letter: Some('p'),
    desk: Some("#/assign"),
    fields: fields::FIELDS,
    title: &["name"],
    subtitle: &["region"],
    sort: ("name", false),
    ..PLAIN
};
