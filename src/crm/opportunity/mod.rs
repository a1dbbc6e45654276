//! Opportunities: deals that may be won, and the stages they pass through (F115).

pub mod check;
pub mod commands;
pub mod fields;
pub mod reports;
pub mod stages;

use super::schema::{Entity, Now, PLAIN};
use super::{Edits, View, shared};
use stages::Stage;

/// The table of opportunities.
pub static OPPORTUNITY: Entity = Entity {
    key: "opportunity",
    slug: "opportunities",
    label: "entity-opportunity",
    plural: "entity-opportunities",
    icon: "deal",
    area: Some("area-sell"),
    letter: Some('o'),
    reports: reports::REPORTS,
    fields: fields::FIELDS,
    title: &["name"],
    subtitle: &["customer"],
    status: Some("stage"),
    sort: ("created_at", true),
    followed: true,
    on_create,
    commands: commands::COMMANDS,
    ..PLAIN
};

/// Who creates an opportunity owns it; it stands at the first stage, unless it was brought at another.
fn on_create(view: &View<'_>, edits: &mut Edits, id: &str, now: &Now) {
    shared::own(view, edits, OPPORTUNITY.key, id);
    if edits.value(OPPORTUNITY.key, id, "stage").is_none() {
        commands::begin(edits, id, Stage::FIRST, now);
    }
}
