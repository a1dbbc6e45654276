//! The fields of an assignment rule: when it applies, and among whom it shares.

use crate::crm::choice::{INDUSTRIES, SOURCES};
use crate::crm::region;
use crate::crm::schema::{Choice, Field, Kind};

/// How a rule shares among several people.
pub static WAYS: &[Choice] = &[
    Choice::new("turns", "choice-assign-turns").synonyms(&["in turns", "轮流"]),
    Choice::new("load", "choice-assign-load").synonyms(&["to who has fewest", "给手上最少的"]),
];

/// The fields of a rule, in the order of its form. What is blank asks for nothing.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "assign-name").required().search().column(200),
    Field::new("position", Kind::Int, "assign-position").quick().column(72),
    Field::new("active", Kind::Bool, "assign-active").column(72),
    Field::new("pool", Kind::Link(&["pool"]), "lead-pool").group("group-when").quick().column(128),
    Field::new("region", Kind::Text, "assign-region").offered(region::offers).group("group-when").quick().column(112),
    Field::new("industry", Kind::Choice(INDUSTRIES), "field-industry").group("group-when").quick().column(112),
    Field::new("source", Kind::Choice(SOURCES), "field-source").group("group-when").quick().column(104),
    Field::new("interest", Kind::Text, "assign-interest").group("group-when").quick(),
    Field::new("least", Kind::Int, "assign-least").range(0, 1_000_000).group("group-when").quick(),
    Field::new("person", Kind::Link(&["member"]), "assign-person").group("group-whom").quick().column(128),
    Field::new("queue", Kind::Link(&["pool"]), "assign-queue").group("group-whom").quick(),
    Field::new("team", Kind::Text, "assign-team").group("group-whom").quick().column(112),
    Field::new("way", Kind::Choice(WAYS), "assign-way").group("group-whom").quick().column(112),
    Field::new("most", Kind::Int, "assign-most").range(0, 1_000_000).group("group-whom").quick(),
];
