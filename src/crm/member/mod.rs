//! Members: the people who use the workspace, and what their role lets them do.
//!
//! Roles are workflow, not security: whoever holds the file has the data (features.md rule b).

pub mod commands;
pub mod fields;
pub mod role;

pub use role::{Role, role_of};

use super::schema::{Entity, Now, PLAIN};
use super::{Edits, Rec, View};

/// The table of members.
pub static MEMBER: Entity = Entity {
    key: "member",
    slug: "members",
    label: "entity-member",
    plural: "entity-members",
    icon: "people",
    fields: fields::FIELDS,
    title: &["name"],
    subtitle: &["title"],
    sort: ("name", false),
    person: true,
    on_create,
    commands: commands::COMMANDS,
    ..PLAIN
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

/// A member, as files name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The record id.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// When they were last renamed, milliseconds since 1970 UTC.
    pub since: i64,
}

/// Everyone of the team.
#[must_use]
pub fn people(view: &View<'_>) -> Vec<Person> {
    let person = |rec: Rec<'_>| Person {
        id: rec.id.to_owned(),
        name: rec.title(),
        since: rec.record.live("name").first().and_then(|write| write.stamp.t).unwrap_or_default(),
    };
    view.records(MEMBER.key).map(person).collect()
}

/// The ids of the team of the member who looks: those of the same team, or of the same region where they have no team,
/// or those without either where they have none, themselves included.
pub fn team<'a>(view: &View<'a>) -> impl Iterator<Item = String> + use<'a> {
    let own = view.get(MEMBER.key, view.me()).map(|me| team_of(&me)).unwrap_or_default();
    view.records(MEMBER.key).filter(move |rec| team_of(rec) == own).map(|rec| rec.id.to_owned())
}

/// The team of a member, folded: what is said to be it, or the region.
#[must_use]
pub fn team_of(member: &Rec<'_>) -> String {
    let plain = |field: &str| member.text(field).trim().to_lowercase();
    Some(plain("team")).filter(|team| !team.is_empty()).unwrap_or_else(|| plain("region"))
}

/// What a member is called; empty for one who is not known.
#[must_use]
pub fn name(view: &View<'_>, id: &str) -> String {
    view.get(MEMBER.key, id).map(|member| member.title()).unwrap_or_default()
}

/// Writes a new member who opened the team's file: a rep until an admin says otherwise. Gives the
/// placeholder.
pub fn join(edits: &mut Edits, name: &str) -> String {
    let me = edits.create();
    write(edits, &me, name, Role::Rep);
    me
}

/// Writes the fields of a new member.
pub fn write(edits: &mut Edits, id: &str, name: &str, role: Role) {
    edits.set(MEMBER.key, id, "name", name);
    edits.set(MEMBER.key, id, "role", role.key());
    edits.set(MEMBER.key, id, "active", true);
}
