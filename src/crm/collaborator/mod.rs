//! Collaborators: who works with a customer besides its owner, how far, and until when (F10). Each is a record of its
//! own, so that two people can add one each without a conflict.

use super::schema::{Choice, Entity, Field, Kind, Now, PLAIN};
use super::view::Rec;
use super::{Edits, member};
use crate::ledger::Value;

/// The table of collaborators.
pub static COLLABORATOR: Entity = Entity {
    key: "collaborator",
    slug: "collaborators",
    label: "entity-collaborator",
    plural: "entity-collaborators",
    icon: "people",
    fields: FIELDS,
    title: &["member"],
    subtitle: &["customer"],
    status: Some("level"),
    sort: ("member", false),
    on_create: |_, edits, id, _| {
        if edits.value(COLLABORATOR.key, id, "level").is_none() {
            edits.set(COLLABORATOR.key, id, "level", "edit");
        }
    },
    ..PLAIN
};

/// What a collaborator may do.
pub static LEVELS: &[Choice] = &[
    Choice::new("edit", "choice-collaborator-edit").synonyms(&["works on it", "编辑", "可编辑", "work on it"]),
    Choice::new("read", "choice-collaborator-read").synonyms(&["reads", "只读", "可查看", "read it"]),
];

/// How much of a hundred of the commission is theirs, where somebody decided so (F130).
pub const SPLIT: Field = Field::new("split", Kind::Int, "collaborator-split").range(0, 100);

/// The fields of a collaborator.
pub static FIELDS: &[Field] = &[
    Field::new("customer", Kind::Link(&["customer"]), "entity-customer").required().part().column(200),
    Field::new("member", Kind::Link(&["member"]), "entity-member").required().column(160),
    Field::new("level", Kind::Choice(LEVELS), "collaborator-level").quick().column(96),
    Field::new("until", Kind::Date, "collaborator-until").quick().column(104),
    SPLIT.quick().column(96),
];

/// Whether the member who looks works on a customer, not only reads it.
#[must_use]
pub fn works_on(customer: &Rec<'_>, now: &Now) -> bool {
    let me = customer.view.my_link();
    customer.view.linking(COLLABORATOR.key, &customer.at()).iter().any(|seat| {
        let over = seat.get("until").and_then(Value::as_date).is_some_and(|until| until < now.today());
        seat.get("member") == Some(&me) && seat.text("level") == "edit" && !over
    })
}

/// Adds a member to those who work with a customer, unless he does already, perhaps with a share of the commission.
pub fn add(edits: &mut Edits, customer: &Rec<'_>, member: &str, level: &str, split: Option<&Value>) {
    let link = Value::Link(member::MEMBER.key.to_owned(), member.to_owned());
    let there = customer.view.linking(COLLABORATOR.key, &customer.at());
    if member.is_empty() {
        return;
    }
    let share = |edits: &mut Edits, id: &str| {
        if let Some(split) = split.filter(|split| !split.is_empty()) {
            edits.set(COLLABORATOR.key, id, SPLIT.key, split.clone());
        }
    };
    if let Some(seat) = there.iter().find(|seat| seat.get("member") == Some(&link)) {
        return share(edits, seat.id);
    }
    let id = edits.create();
    edits.set(COLLABORATOR.key, &id, "customer", customer.at().link());
    edits.set(COLLABORATOR.key, &id, "member", link);
    edits.set(COLLABORATOR.key, &id, "level", level);
    share(edits, &id);
}
