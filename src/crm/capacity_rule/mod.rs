//! Capacity rules: how many customers one person may hold (F20, F21).

pub mod fields;
pub mod limit;

use super::schema::{Entity, PLAIN};

/// The table of capacity rules.
pub static CAPACITY_RULE: Entity = Entity {
    key: "capacity_rule",
    slug: "capacity-rules",
    label: "entity-capacity-rule",
    plural: "entity-capacity-rules",
    icon: "people",
    fields: fields::FIELDS,
    title: &["name", "person", "team", "region"],
    sort: ("name", false),
    on_create: |_, edits, id, _| {
        if edits.value(CAPACITY_RULE.key, id, "spare_won").is_none() {
            edits.set(CAPACITY_RULE.key, id, "spare_won", true);
        }
    },
    ..PLAIN
};
