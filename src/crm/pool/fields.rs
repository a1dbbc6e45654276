//! The fields of a pool.

use super::rules;
use crate::crm::computed::{CREATED_AT, CREATED_BY};
use crate::crm::schema::{Field, Kind};
use crate::crm::shared;
use crate::ledger::Value;

/// How many leads a person may claim from it in a day.
pub const PER_DAY: Field = Field::new("per_day", Kind::Int, "pool-per-day").group("group-rules").quick().column(104);

/// How many days must pass before who gave a lead back may claim it again.
pub const COOLING: Field = Field::new("cooling", Kind::Int, "pool-cooling").group("group-rules").quick().column(104);

/// The fields of a pool, in the order of forms and record pages.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "pool-name").required().search().column(224).synonyms(&["name", "pool", "名称"]),
    Field::new("waiting", Kind::Int, "pool-waiting")
        .column(96)
        .computed(|view, pool, _| Value::Int(rules::waiting(view, &pool.at()).try_into().unwrap_or(i64::MAX))),
    Field::new("oldest", Kind::Instant, "pool-oldest")
        .column(128)
        .computed(|view, pool, _| rules::oldest(view, &pool.at()).map_or(Value::Null, Value::At)),
    Field::new("region", Kind::Text, "pool-region").quick().search().column(128),
    Field::new("keeper", Kind::Link(&["member"]), "pool-keeper").quick().column(128),
    PER_DAY,
    COOLING,
    shared::NOTE.quick(),
    CREATED_AT,
    CREATED_BY,
];
