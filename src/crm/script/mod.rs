//! Scripts: what to say in a call, written once for all and shown before one (F98, F117).

use super::lead::states::STAGES;
use super::schema::{Entity, Field, Kind, PLAIN};
use super::view::Rec;
use crate::ledger::order::sort_by_key;

/// The table of scripts.
pub static SCRIPT: Entity = Entity {
    key: "script",
    slug: "scripts",
    label: "entity-script",
    plural: "entity-scripts",
    icon: "document",
    fields: FIELDS,
    title: &["name"],
    subtitle: &["interest"],
    sort: ("name", false),
    ..PLAIN
};

/// The fields of a script. What is blank of the conditions asks for nothing.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "script-name").required().search().column(224),
    Field::new("stage", Kind::Choice(STAGES), "script-stage").group("group-when").quick().column(128),
    Field::new("interest", Kind::Text, "script-interest").group("group-when").quick().column(160),
    Field::new("text", Kind::LongText, "script-text").required().search().column(360),
];

/// The script for a call: of those that fit the one that asks for most; nothing for what has no stage.
#[must_use]
pub fn script_for<'a>(rec: &Rec<'a>) -> Option<Rec<'a>> {
    rec.table.field("stage")?;
    let plain = |text: &str| text.trim().to_lowercase();
    let wishes: Vec<String> = rec.tags("interests").into_iter().map(plain).collect();
    let fits = |script: &Rec<'_>| {
        let interest = plain(script.text("interest"));
        let same = script.get("stage").is_none_or(|wanted| rec.get("stage") == Some(wanted));
        same && (interest.is_empty() || wishes.iter().any(|wish| wish.contains(&interest)))
    };
    let mut fitting: Vec<Rec<'a>> = rec.view.records(SCRIPT.key).filter(fits).collect();
    let asks = |script: &Rec<'_>| ["stage", "interest"].iter().filter(|field| script.get(field).is_some()).count();
    sort_by_key(&mut fitting, |script| (usize::MAX - asks(script), script.id));
    fitting.into_iter().next()
}
