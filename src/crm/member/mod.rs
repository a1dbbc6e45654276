//! Members: the people who use the workspace, and what their role lets them do.
//!
//! Roles are workflow, not security: whoever holds the file has the data (features.md rule b).

pub mod commands;
pub mod fields;
pub mod role;

pub use role::{Role, role_of};

use super::schema::{Entity, Now, nothing_on_follow_up};
use super::{Edits, View};

/// The table of members.
pub static MEMBER: Entity = Entity {
    key: "member",
    slug: "members",
    label: "entity-member",
    plural: "entity-members",
    icon: "people",
    area: None,
    fields: fields::FIELDS,
    title: &["name"],
    subtitle: &["title"],
    status: None,
    sort: ("name", false),
    followed: false,
    on_create,
    on_follow_up: nothing_on_follow_up,
    commands: commands::COMMANDS,
};

/// Whoever joins is a rep until an admin says otherwise.
fn on_create(_: &View<'_>, edits: &mut Edits, id: &str, _: &Now) {
    if edits.value("member", id, "role").is_none() {
        edits.set("member", id, "role", Role::Rep.key());
    }
    if edits.value("member", id, "active").is_none() {
        edits.set("member", id, "active", true);
    }
}
