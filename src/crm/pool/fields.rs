//! The fields of a pool.

use super::rules;
use crate::crm::computed::{CREATED_AT, CREATED_BY};
use crate::crm::region;
use crate::crm::schema::{Choice, Field, Kind};
use crate::crm::shared;
use crate::ledger::Value;

/// How many a person may claim from it in a day.
pub const PER_DAY: Field =
    Field::new("per_day", Kind::Int, "pool-per-day").range(0, 10_000).group("group-rules").quick().column(104);

/// How many of those that lie in it a rep may look at closely in a day.
pub const VIEWS: Field = Field::new("views", Kind::Int, "pool-views").range(1, 10_000).group("group-rules").quick();

/// How many days must pass before who had something last may claim it again.
pub const COOLING: Field =
    Field::new("cooling", Kind::Int, "pool-cooling").range(0, 36_500).group("group-rules").quick().column(104);

/// How many days must pass before what is new in it may be claimed by anyone.
pub const FRESH: Field = Field::new("fresh", Kind::Int, "pool-fresh").range(0, 36_500).group("group-rules").quick();

/// What lies in a pool.
pub static HOLDS: &[Choice] = &[
    Choice::new("leads", "choice-holds-leads").synonyms(&["leads", "线索"]),
    Choice::new("customers", "choice-holds-customers").synonyms(&["customers", "客户"]),
];

/// The fields of a pool, in the order of forms and record pages.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "pool-name").required().search().column(224).synonyms(&["name", "pool", "名称"]),
    Field::new("holds", Kind::Choice(HOLDS), "pool-holds").quick().column(96),
    Field::new("waiting", Kind::Int, "pool-waiting")
        .column(96)
        .computed(|_, pool, now| Value::Int(rules::lying(pool, now).len().try_into().unwrap_or(i64::MAX))),
    Field::new("oldest", Kind::Instant, "pool-oldest")
        .column(128)
        .computed(|_, pool, now| rules::oldest(pool, now).map_or(Value::Null, Value::At)),
    Field::new("region", Kind::Text, "pool-region").offered(region::offers).quick().search().column(128),
    Field::new("lines", Kind::Tags, "pool-lines").quick().column(128),
    Field::new("keeper", Kind::Link(&["member"]), "pool-keeper").quick().column(128),
    PER_DAY,
    VIEWS,
    COOLING,
    FRESH,
    Field::new("warn", Kind::Int, "pool-warn").range(0, 36_500).group("group-rules").quick(),
    shared::NOTE.quick(),
    CREATED_AT,
    CREATED_BY,
];
