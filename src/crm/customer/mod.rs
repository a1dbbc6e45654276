//! Customers: companies we sell to, sell through or buy from (F38), and whose they are (F17–F21).

pub mod clash;
pub mod commands;
pub mod facts;
pub mod fields;
pub mod lifecycle;
pub mod place;
pub mod reports;
pub mod states;
pub mod transfer;

use super::capacity_rule::limit;
use super::member::role_of;
use super::pool::fields::VIEWS;
use super::pool::rules::keeps;
use super::schema::{Entity, Now, PLAIN};
use super::veil::Veil;
use super::{Edits, Rec, Refusal, View, collaborator, member, shared};
use crate::ledger::Value;
use place::{Place, Standing, last_holder};

/// The table of customers.
pub static CUSTOMER: Entity = Entity {
    key: "customer",
    slug: "customers",
    label: "entity-customer",
    plural: "entity-customers",
    icon: "account",
    area: Some("area-customers"),
    letter: Some('a'),
    desk: Some("#/sea"),
    reports: reports::REPORTS,
    fields: fields::FIELDS,
    title: &["name", "short"],
    subtitle: &["short", "region"],
    status: Some("type"),
    sort: ("created_at", true),
    followed: true,
    claim: fields::CLAIM,
    room: limit::room,
    veil,
    guard,
    on_create,
    commands: commands::COMMANDS,
    ..PLAIN
};

/// A customer that somebody holds is changed by who holds it, by who works on it with him, and by those who look after
/// other people's records; one that lies in the sea by everybody (F10).
fn guard(rec: &Rec<'_>, now: &Now) -> Result<(), Refusal> {
    let view = &rec.view;
    let holder = last_holder(rec).filter(|_| Place::of(rec, now) != Place::Sea);
    let others = holder.filter(|holder| *holder != view.me());
    let Some(holder) = others.filter(|_| !role_of(view).is_staff() && !collaborator::works_on(rec, now)) else {
        return Ok(());
    };
    Err(Refusal::new("refused-customer-edit").with("name", member::name(view, holder)))
}

/// What lies in a pool that limits it is looked at so often a day, but by those who look after pools as often as they
/// like.
fn veil(rec: &Rec<'_>, now: &Now) -> Option<Veil> {
    let pool = Standing::of(rec, now).pool.filter(|_| Place::of(rec, now) == Place::Sea)?;
    let pool = rec.view.at(&pool)?;
    let per_day = usize::try_from(pool.get(VIEWS.key)?.as_int()?).ok()?;
    let free = role_of(&rec.view).is_staff() || keeps(&rec.view, &pool);
    (!free).then(|| Veil { pool: pool.at(), per_day })
}

/// Who creates a customer owns it, unless he chose another owner, none, or a pool.
fn on_create(view: &View<'_>, edits: &mut Edits, id: &str, now: &Now) {
    let has = |edits: &Edits, field| edits.value(CUSTOMER.key, id, field).is_some_and(|value| !value.is_empty());
    if has(edits, "pool") && !has(edits, "owner") {
        edits.set(CUSTOMER.key, id, "pool_since", Value::At(now.instant));
    } else {
        shared::own(view, edits, CUSTOMER.key, id);
        if has(edits, "owner") {
            edits.set(CUSTOMER.key, id, "owner_since", Value::At(now.instant));
        }
    }
}
