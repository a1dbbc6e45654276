//! Members of a pool: who may take from it. A pool without any is open to everybody of its region.
//!
//! Each is a record of its own, so that two people can add one each without a conflict.

use crate::crm::schema::{Entity, Field, Kind, PLAIN};

/// The table of pool members.
pub static POOL_MEMBER: Entity = Entity {
    key: "pool_member",
    slug: "pool-members",
    label: "entity-pool-member",
    plural: "entity-pool-members",
    icon: "people",
    fields: FIELDS,
    title: &["member"],
    subtitle: &["pool"],
    sort: ("member", false),
    ..PLAIN
};

/// The fields of a pool member.
pub static FIELDS: &[Field] = &[
    Field::new("pool", Kind::Link(&["pool"]), "entity-pool").required().part().column(200),
    Field::new("member", Kind::Link(&["member"]), "entity-member").required().column(200),
];
