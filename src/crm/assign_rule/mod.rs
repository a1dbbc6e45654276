//! Assignment rules: which waiting lead goes to whom (F30, F77).

pub mod fields;
pub mod plan;

use super::schema::{Entity, PLAIN};

/// The table of assignment rules.
pub static ASSIGN_RULE: Entity = Entity {
    key: "assign_rule",
    slug: "assign-rules",
    label: "entity-assign-rule",
    plural: "entity-assign-rules",
    icon: "swap",
    fields: fields::FIELDS,
    title: &["name"],
    sort: ("position", false),
    on_create: |_, edits, id, _| {
        if edits.value(ASSIGN_RULE.key, id, "active").is_none() {
            edits.set(ASSIGN_RULE.key, id, "active", true);
        }
    },
    ..PLAIN
};
