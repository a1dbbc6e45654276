//! What was found to be alike and is not the same: pairs of records that somebody looked at and told apart.
//!
//! They are records like any other, so that a colleague is not asked again.

use super::schema::{Entity, Field, Kind, PLAIN};
use super::view::{Ref, View};
use super::{Edits, Rec};
use std::collections::BTreeSet;

/// The table of pairs.
pub static DISTINCT: Entity = Entity {
    key: "distinct",
    slug: "distinct",
    label: "entity-distinct",
    plural: "entity-distinct",
    icon: "unlink",
    fields: FIELDS,
    title: &["one", "other"],
    sort: ("one", false),
    ..PLAIN
};

/// The fields of a pair.
pub static FIELDS: &[Field] = &[
    Field::new("one", Kind::Link(&["lead", "customer", "contact"]), "distinct-one").required().column(240),
    Field::new("other", Kind::Link(&["lead", "customer", "contact"]), "distinct-other").required().column(240),
];

/// Two records, in the one order that a pair has.
#[must_use]
pub fn pair(one: &Ref, other: &Ref) -> (Ref, Ref) {
    (one.min(other).clone(), one.max(other).clone())
}

/// All pairs that were told apart.
#[must_use]
pub fn all(view: &View<'_>) -> BTreeSet<(Ref, Ref)> {
    view.records(DISTINCT.key).filter_map(|rec| ends(&rec)).map(|(one, other)| pair(&one, &other)).collect()
}

/// What was told apart from a record.
#[must_use]
pub fn of(view: &View<'_>, own: &Ref) -> BTreeSet<Ref> {
    let pairs = view.linking(DISTINCT.key, own);
    let pairs = pairs.iter().filter_map(ends);
    pairs.map(|(one, other)| if one == *own { other } else { one }).collect()
}

/// Tells two records apart.
pub fn write(edits: &mut Edits, one: &Ref, other: &Ref) {
    let (one, other) = pair(one, other);
    let id = edits.create();
    edits.set(DISTINCT.key, &id, "one", one.link());
    edits.set(DISTINCT.key, &id, "other", other.link());
}

fn ends(rec: &Rec<'_>) -> Option<(Ref, Ref)> {
    let end = |field| rec.get(field).and_then(|link| rec.view.follow(link)).map(|to| to.at());
    Some((end("one")?, end("other")?))
}
