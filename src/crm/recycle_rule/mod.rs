//! Recycle rules: when a customer that somebody holds lapses into the public sea (F17).

pub mod fields;
pub mod regime;
pub mod trial;

use super::schema::{Entity, Now, PLAIN};
use super::{Edits, View};
use crate::ledger::Value;

/// The table of recycle rules.
pub static RECYCLE_RULE: Entity = Entity {
    key: "recycle_rule",
    slug: "recycle-rules",
    label: "entity-recycle-rule",
    plural: "entity-recycle-rules",
    icon: "clock",
    fields: fields::FIELDS,
    title: &["name"],
    sort: ("name", false),
    on_create,
    ..PLAIN
};

/// A rule holds from the day it is made unless it says otherwise, so that nobody loses at once what he has in hand.
fn on_create(_: &View<'_>, edits: &mut Edits, id: &str, now: &Now) {
    let mut fill = |field: &str, value: Value| {
        if edits.value(RECYCLE_RULE.key, id, field).is_none() {
            edits.set(RECYCLE_RULE.key, id, field, value);
        }
    };
    fill("active", true.into());
    fill("spare_won", true.into());
    fill("spare_open", true.into());
    fill("since", Value::Date(now.today()));
}
