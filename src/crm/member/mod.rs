//! Members: the people who use the workspace, and what their role lets them do.
//!
//! Roles are workflow, not security: whoever holds the file has the data (features.md rule b).

pub mod commands;
pub mod fields;
pub mod role;

pub use role::{Role, role_of};

use super::schema::{Entity, Now, nothing_on_follow_up};
use super::{Edits, Rec, View};

/// The table of members.
pub static MEMBER: Entity = Entity {
    key: "member",
    slug: "members",
    label: "entity-member",
    plural: "entity-members",
    icon: "people",
    area: None,
    letter: None,
    desk: None,
    reports: &[],
    fields: fields::FIELDS,
    title: &["name"],
    subtitle: &["title"],
    status: None,
    sort: ("name", false),
    followed: false,
    person: true,
    claim: &[],
    aside: None,
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

/// The ids of the team of the member who looks: those of the same region, or those without one where they
/// have none, themselves included.
pub fn team<'a>(view: &View<'a>) -> impl Iterator<Item = String> + use<'a> {
    let region = |rec: &Rec<'_>| rec.text("region").trim().to_lowercase();
    let own = view.get(MEMBER.key, view.me()).map(|me| region(&me)).unwrap_or_default();
    view.records(MEMBER.key).filter(move |rec| region(rec) == own).map(|rec| rec.id.to_owned())
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
