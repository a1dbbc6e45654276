//! Tasks: things to do, about a record or about nothing in particular.

pub mod commands;
pub mod fields;

use super::schema::{Entity, nothing_on_follow_up};
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
    desk: None,
    reports: &[],
    fields: fields::FIELDS,
    title: &["title"],
    subtitle: &["about"],
    status: Some("state"),
    sort: ("due", false),
    followed: false,
    person: false,
    claim: &[],
    aside: None,
    on_create: |view, edits, id, _| {
        shared::own(view, edits, "task", id);
        if edits.value("task", id, "state").is_none() {
            edits.set("task", id, "state", "todo");
        }
    },
    on_follow_up: nothing_on_follow_up,
    commands: commands::COMMANDS,
};
