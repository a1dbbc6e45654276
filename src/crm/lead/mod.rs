//! Leads: people who may become customers, and the six states they pass through (F3).

pub mod care;
pub mod commands;
pub mod convert;
pub mod effort;
pub mod fields;
pub mod reports;
pub mod score;
pub mod states;

use super::aside::Aside;
use super::schema::{Entity, Now, PLAIN};
use super::view::Rec;
use super::{Edits, View, machine, shared};
use crate::ledger::Value;
use states::{Event, State};

/// The table of leads.
pub static LEAD: Entity = Entity {
    key: "lead",
    slug: "leads",
    label: "entity-lead",
    plural: "entity-leads",
    icon: "lead",
    area: Some("area-sell"),
    letter: Some('l'),
    desk: Some("#/capture"),
    reports: reports::REPORTS,
    fields: fields::FIELDS,
    title: &["name", "company"],
    subtitle: &["company", "title"],
    status: Some("status"),
    sort: ("score", true),
    followed: true,
    person: true,
    claim: fields::CLAIM,
    aside: Some(&ASIDE),
    on_create,
    on_follow_up,
    commands: commands::COMMANDS,
    ..PLAIN
};

/// Who cannot be reached or does not want anything is set aside, if there is a reason to.
static ASIDE: Aside = Aside {
    after: &["no_answer", "not_interested"],
    command: "lead.park",
    asks: &[fields::INVALID_REASON, fields::REVISIT_ON],
};

/// Who creates a lead owns it, unless he chose another owner, none, or a pool; it waits to be worked on (F2, F4).
fn on_create(view: &View<'_>, edits: &mut Edits, id: &str, now: &Now) {
    let has = |edits: &Edits, field| edits.value("lead", id, field).is_some_and(|value| !value.is_empty());
    if has(edits, "pool") && !has(edits, "owner") {
        edits.set("lead", id, "pool_since", Value::At(now.instant));
    } else {
        shared::own(view, edits, "lead", id);
        if has(edits, "owner") {
            edits.set("lead", id, "owner_since", Value::At(now.instant));
        }
    }
    if edits.value("lead", id, "stage").is_none() {
        edits.set("lead", id, "stage", State::Pending.stage());
    }
}

/// The first result takes a lead into work, and a result with an unreachable one brings it back (F5).
/// Where the table knows no such step the follow-up stands as a note.
fn on_follow_up(_: &View<'_>, edits: &mut Edits, lead: &Rec<'_>, now: &Now) {
    let from = State::of(lead);
    if machine::step(states::STEPS, from, Event::Log).is_none() || from == State::Following {
        return;
    }
    edits.set("lead", lead.id, "stage", State::Following.stage());
    edits.set("lead", lead.id, "worked_since", Value::At(now.instant));
    if from == State::Invalid {
        unpark(edits, lead);
    }
}

/// Clears what was noted when the lead was set aside.
fn unpark(edits: &mut Edits, lead: &Rec<'_>) {
    for field in ["invalid_reason", "revisit_on"] {
        if lead.get(field).is_some() {
            edits.set("lead", lead.id, field, Value::Null);
        }
    }
}
