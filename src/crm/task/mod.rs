//! Tasks: things to do, about a record or about nothing in particular.

pub mod commands;
pub mod fields;

use super::schema::{Entity, PLAIN};
use super::shared;

/// The table of tasks.
pub static TASK: Entity = Entity {
    key: "task",
    slug: "tasks",
    label: "entity-task",
    plural: "entity-tasks",
    icon: "task",
    area: Some("area-work"),
    letter: Some('t'),
    fields: fields::FIELDS,
    title: &["title"],
    subtitle: &["about"],
    status: Some("state"),
    sort: ("due", false),
    on_create: |view, edits, id, _| {
        shared::own(view, edits, "task", id);
        if edits.value("task", id, "state").is_none() {
            edits.set("task", id, "state", "todo");
        }
    },
    commands: commands::COMMANDS,
    ..PLAIN
};
