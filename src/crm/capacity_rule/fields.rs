//! The fields of a capacity rule: whom it means, how much they may hold, and how that grows and shrinks.

use crate::crm::region;
use crate::crm::schema::{Field, Kind};

/// The fields of a rule, in the order of its form. The rule for a person goes before that for a team, this before that
/// for a region, this before one that names nobody.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "capacity-name").quick().search().column(184),
    Field::new("person", Kind::Link(&["member"]), "capacity-person").quick().group("group-whom").column(128),
    Field::new("team", Kind::Text, "capacity-team").quick().group("group-whom").column(112),
    Field::new("region", Kind::Text, "capacity-region").offered(region::offers).quick().group("group-whom").column(112),
    Field::new("most", Kind::Int, "capacity-most").range(0, 1_000_000).required().column(88),
    Field::new("most_locked", Kind::Int, "capacity-most-locked").range(0, 1_000_000).quick().column(88),
    Field::new("spare_won", Kind::Bool, "capacity-spare-won").column(104),
    Field::new("per_won", Kind::Int, "capacity-per-won").range(0, 1_000_000).quick().group("group-adjust"),
    Field::new("slow_below", Kind::Int, "capacity-slow-below").range(0, 100).quick().group("group-adjust"),
    Field::new("slow_minus", Kind::Int, "capacity-slow-minus").range(0, 100).quick().group("group-adjust"),
    Field::new("floor", Kind::Int, "capacity-floor").range(0, 1_000_000).quick().group("group-adjust"),
    Field::new("ceiling", Kind::Int, "capacity-ceiling").range(0, 1_000_000).quick().group("group-adjust"),
    Field::new("by", Kind::Link(&["capacity_rule"]), "capacity-by").group("group-adjust").managed(),
];
