//! Follow-ups: every contact with a lead or customer, with its content and its result (F54, F78).
//!
//! A follow-up is a record of its own that links to what it is about; logging one may move the state
//! of that record and its next contact.

pub mod commands;
pub mod effort;
pub mod fields;
pub mod reports;

use super::customer::CUSTOMER;
use super::customer::place::Place;
use super::schema::{Entity, Now, PLAIN};
use super::story::heirs;
use super::{Edits, View, due, shared};
use crate::ledger::Value;

/// The table of follow-ups.
pub static FOLLOW_UP: Entity = Entity {
    key: "follow_up",
    slug: "follow-ups",
    label: "entity-follow-up",
    plural: "entity-follow-ups",
    icon: "follow-up",
    area: Some("area-work"),
    letter: Some('f'),
    reports: reports::REPORTS,
    fields: fields::FIELDS,
    title: &["content", "about"],
    subtitle: &["about"],
    sort: ("at", true),
    on_create,
    commands: commands::COMMANDS,
    ..PLAIN
};

/// Fills when and by whom, and carries the follow-up over to the record it is about.
fn on_create(view: &View<'_>, edits: &mut Edits, id: &str, now: &Now) {
    shared::own(view, edits, "follow_up", id);
    let at = edits.value("follow_up", id, "at").and_then(Value::as_at);
    if at.is_none() {
        edits.set("follow_up", id, "at", Value::At(now.instant));
    }
    let Some(rec) = edits.value("follow_up", id, "about").and_then(|link| view.follow(link)) else { return };
    (rec.table.on_follow_up)(view, edits, &rec, now);
    // What is said while a customer lies in the sea is told, but brings it back to nobody.
    let customer = [rec.at()].into_iter().chain(heirs(&rec)).find(|at| *at.entity == *CUSTOMER.key);
    if customer.and_then(|at| view.at(&at)).is_some_and(|rec| Place::of(&rec, now) == Place::Sea) {
        edits.set("follow_up", id, "outside", true);
    }
    if rec.table.field("next_contact").is_none() {
        return;
    }
    match edits.value("follow_up", id, "next_at").filter(|next| !next.is_empty()).cloned() {
        Some(next) => edits.set(rec.table.key, rec.id, "next_contact", next),
        // The contact that was due has now been made; one that lies ahead still stands.
        None if is_over(rec.get("next_contact"), now) => {
            edits.set(rec.table.key, rec.id, "next_contact", Value::Null);
        }
        None => {}
    }
}

fn is_over(next: Option<&Value>, now: &Now) -> bool {
    next.and_then(|next| due::read(next, now)).is_some_and(|(day, _)| day <= now.today())
}
