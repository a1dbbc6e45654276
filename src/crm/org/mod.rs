//! The organisation: one record with the fixed id [`ID`] that holds the workspace's settings.

use super::schema::{Choice, Entity, Field, Kind, PLAIN};
use super::{Edits, View, member};
use crate::ledger::Value;
use std::ops::RangeInclusive;

/// The id of the only record.
pub const ID: &str = "org";

/// The table of the organisation.
pub static ORG: Entity = Entity {
    key: "org",
    slug: "org",
    label: "entity-org",
    plural: "entity-org",
    icon: "settings",
    fields: FIELDS,
    title: &["name"],
    sort: ("name", false),
    ..PLAIN
};

/// The languages the workspace may be kept in.
pub static LANGUAGES: &[Choice] = &[
    Choice::new("zh", "choice-language-zh").synonyms(&["chinese", "zh-cn", "中文", "简体中文"]),
    Choice::new("en", "choice-language-en").synonyms(&["english", "en-us", "en-gb", "英文", "英语"]),
];

/// What a workspace may do without: it stands in no menu then, and what was recorded stays.
pub static MODULES: &[Choice] = &[
    Choice::new("lead", "entity-leads"),
    Choice::new("pool", "entity-pools"),
    Choice::new("opportunity", "entity-opportunities"),
    Choice::new("contact", "entity-contacts"),
    Choice::new("registration", "entity-registrations"),
    Choice::new("sale", "entity-sales"),
    Choice::new("case", "entity-cases"),
    Choice::new("task", "entity-tasks"),
];

/// Whether a workspace uses the records of an entity (F28).
#[must_use]
pub fn uses(view: &View<'_>, entity: &str) -> bool {
    let org = view.state().record(ORG.key, ID);
    org.and_then(|org| org.get(&format!("unused:{entity}"))).and_then(Value::as_bool) != Some(true)
}

/// The fields of the organisation.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "org-name").required(),
    Field::new("currency", Kind::Text, "org-currency").quick(),
    Field::new("zone", Kind::Text, "org-zone").quick(),
    Field::new("hub", Kind::Link(&["member"]), "org-hub"),
    Field::new("lang", Kind::Choice(LANGUAGES), "org-lang"),
    Field::new("unused", Kind::Choices(MODULES), "org-unused"),
    rated("score_intent", "lead-intent"),
    rated("score_ability", "lead-ability"),
    rated("score_recent", "score-recent"),
    rated("score_known", "score-known"),
    rated("score_source", "field-source"),
    rated("convert_at", "org-convert-at"),
    rated("park_below", "org-park-below"),
    rated("qualify_bar", "org-qualify-bar"),
];

/// A number by which leads are assessed; the usual one where it is blank.
const fn rated(key: &'static str, label: &'static str) -> Field {
    Field::new(key, Kind::Int, label).range(0, 100).group("group-score")
}

/// A number of the settings, if one was set that lies in this range.
#[must_use]
pub fn number(view: &View<'_>, field: &str, range: RangeInclusive<i64>) -> Option<i64> {
    let org = view.state().record(ORG.key, ID)?;
    org.get(field)?.as_int().filter(|number| range.contains(number))
}

/// What the organisation is called; empty if it has no name yet.
#[must_use]
pub fn name(view: &View<'_>) -> String {
    let org = view.state().record(ORG.key, ID);
    org.and_then(|org| org.get("name")?.as_text()).unwrap_or_default().to_owned()
}

/// Who begins a workspace, and how it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founder {
    /// The founder's name.
    pub name: String,
    /// The organisation's name; may be empty.
    pub org: String,
    /// The currency of its amounts, ISO 4217.
    pub currency: String,
    /// The language it is kept in, a key of [`LANGUAGES`].
    pub lang: String,
}

/// Writes the organisation and its founder, who is its admin. Gives the placeholder of the founder.
pub fn found(edits: &mut Edits, founder: &Founder) -> String {
    edits.set(ORG.key, ID, "name", founder.org.as_str());
    edits.set(ORG.key, ID, "currency", founder.currency.as_str());
    edits.set(ORG.key, ID, "lang", founder.lang.as_str());
    let me = edits.create();
    member::write(edits, &me, &founder.name, member::Role::Admin);
    me
}
