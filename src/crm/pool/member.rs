//! Members of a pool: who may take from it. A pool without any is open to everybody of its region.
//!
//! Each is a record of its own, so that two people can add one each without a conflict.

use crate::crm::schema::{Entity, Field, Kind, nothing_on_create, nothing_on_follow_up};

/// The table of pool members.
pub static POOL_MEMBER: Entity = Entity {
    key: "pool_member",
    slug: "pool-members",
    label: "entity-pool-member",
    plural: "entity-pool-members",
    icon: "people",
    area: None,
    letter: None,
    desk: None,
    reports: &[],
    fields: FIELDS,
    title: &["member"],
    subtitle: &["pool"],
    status: None,
    sort: ("member", false),
    followed: false,
    person: false,
    claim: &[],
    aside: None,
    on_create: nothing_on_create,
    on_follow_up: nothing_on_follow_up,
    commands: &[],
};

/// The fields of a pool member.
pub static FIELDS: &[Field] = &[
    Field::new("pool", Kind::Link(&["pool"]), "entity-pool").required().part().column(200),
    Field::new("member", Kind::Link(&["member"]), "entity-member").required().column(200),
];
