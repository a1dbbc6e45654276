//! The fields of an opportunity.

use super::check::{self, FIT, SCALE, TIMING, asked};
use super::stages::{self, STAGES, Stage};
use crate::crm::choice::SOURCES;
use crate::crm::computed::{CREATED_AT, CREATED_BY, DUE, FOLLOW_UPS, LAST_FOLLOW_UP};
use crate::crm::schema::{Choice, DAY, Field, Kind};
use crate::crm::stakeholder::{DECIDERS, deciders};
use crate::crm::{path, shared};
use crate::ledger::Value;

/// Why an opportunity was lost.
pub static LOST_REASONS: &[Choice] = &[
    Choice::new("price", "choice-lost-price").synonyms(&["too expensive", "价格", "价格太高"]),
    Choice::new("competitor", "choice-lost-competitor").synonyms(&["chose a competitor", "选了竞品", "竞品"]),
    Choice::new("budget", "choice-lost-budget").synonyms(&["no budget", "budget was cut", "预算取消", "没有预算"]),
    Choice::new("fit", "choice-lost-fit").synonyms(&["does not fit", "solution does not fit", "方案不合适", "不匹配"]),
    Choice::new("silent", "choice-lost-silent").synonyms(&["no answer", "went silent", "失去联系", "没有回应"]),
    Choice::new("other", "choice-other").synonyms(&["其他", "其它"]),
];

/// What it is worth.
pub const AMOUNT: Field = Field::new("amount", Kind::Money, "opportunity-amount").column(120).quick().synonyms(&[
    "amount",
    "value",
    "deal value",
    "expected revenue",
    "金额",
    "商机金额",
    "预计金额",
    "预计成交金额",
]);

/// When it is expected to be won, or was.
pub const CLOSE_ON: Field = Field::new("close_on", Kind::Date, "opportunity-close-on").column(104).quick().synonyms(&[
    "close date",
    "closing date",
    "expected close date",
    "expected closing date",
    "expected close",
    "预计成交日期",
    "成交日期",
    "预计结束日期",
]);

/// Why it was lost.
pub const LOST_REASON: Field =
    Field::new("lost_reason", Kind::Choice(LOST_REASONS), "opportunity-lost-reason").group("group-state");

/// Who else is after it.
pub const COMPETITOR: Field = Field::new("competitor", Kind::Text, "opportunity-competitor")
    .group("group-state")
    .search()
    .synonyms(&["competitor", "competitors", "竞争对手", "竞品"]);

/// What it is called.
pub const NAME: Field = Field::new("name", Kind::Text, "opportunity-name").required().search().column(224).synonyms(&[
    "name",
    "opportunity",
    "opportunity name",
    "deal",
    "deal name",
    "商机",
    "商机名称",
    "名称",
]);

/// When a stage was last begun.
const fn begun(key: &'static str) -> Field {
    Field::new(key, Kind::Instant, "opportunity-since").inner().managed()
}

/// The fields of an opportunity, in the order of forms and record pages.
pub static FIELDS: &[Field] =
    &[
        NAME,
        Field::new("customer", Kind::Link(&["customer"]), "entity-customer")
            .required()
            .carries()
            .column(184)
            .synonyms(&["customer", "account", "company", "company name", "客户", "客户名称", "公司"]),
        Field::new("contact", Kind::Link(&["contact"]), "entity-contact").quick().synonyms(&[
            "contact",
            "contact name",
            "point of contact",
            "联系人",
        ]),
        AMOUNT.brief(),
        CLOSE_ON.brief(),
        Field::new("stage", Kind::Choice(STAGES), "opportunity-stage")
            .group("group-state")
            .managed()
            .judged(stages::step)
            .path(&["contact", "need", "solution", "quote", "negotiation", "won"])
            .since(&["since_contact", "since_need", "since_solution", "since_quote", "since_negotiation", "closed_at"])
            .column(120)
            .synonyms(&["stage", "sales stage", "status", "阶段", "商机阶段", "销售阶段"]),
        Field::new("chance", Kind::Int, "opportunity-chance")
            .group("group-state")
            .computed(|_, rec, _| Stage::of(rec).chance().map_or(Value::Null, Value::Int)),
        Field::new("weighted", Kind::Money, "opportunity-weighted").group("group-state").computed(|_, rec, _| {
            let chance = Stage::of(rec).chance();
            match (rec.get("amount"), chance) {
                (Some(Value::Money(minor, currency)), Some(chance)) => {
                    let share = i128::from(*minor) * i128::from(chance) / 100;
                    i64::try_from(share).map_or(Value::Null, |share| Value::Money(share, currency.clone()))
                }
                _ => Value::Null,
            }
        }),
        Field::new("needs", Kind::LongText, "opportunity-needs").brief().search().synonyms(&[
            "needs",
            "requirements",
            "需求",
            "客户需求",
        ]),
        asked("check", Kind::Choice(check::CHECKS), "opportunity-check")
            .computed(|_, rec, _| check::check(rec).map_or(Value::Null, Value::from)),
        SCALE,
        asked("scale_note", Kind::Text, "opportunity-scale-note").search(),
        TIMING,
        asked("timing_note", Kind::Text, "opportunity-timing-note").search(),
        FIT,
        asked("fit_note", Kind::Text, "opportunity-fit-note").search(),
        asked("deciders", Kind::Choice(DECIDERS), "opportunity-deciders")
            .brief()
            .computed(|_, rec, _| deciders(rec).map_or(Value::Null, Value::from)),
        LOST_REASON.managed().synonyms(&["lost reason", "why lost", "输单原因"]),
        COMPETITOR.brief(),
        Field::new("closed_at", Kind::Instant, "opportunity-closed-at").group("group-state").managed(),
        begun("since_contact"),
        begun("since_need"),
        begun("since_solution"),
        begun("since_quote"),
        begun("since_negotiation"),
        Field::new("held_from", Kind::Choice(STAGES), "opportunity-held-from").inner().managed(),
        Field::new("source", Kind::Choice(SOURCES), "field-source").synonyms(&["source", "lead source", "来源"]),
        shared::OWNER.column(128),
        shared::NEXT_CONTACT.column(104).quick(),
        LAST_FOLLOW_UP,
        FOLLOW_UPS,
        Field::new("cycle", Kind::Int, "field-cycle").inner().computed(|_, rec, _| {
            let closed = rec.get("closed_at").and_then(Value::as_at);
            let days = rec.created().0.zip(closed).map(|(from, to)| (to.saturating_sub(from) / DAY).max(0));
            days.map_or(Value::Null, Value::Int)
        }),
        Field::new("furthest", Kind::Choice(STAGES), "field-furthest").inner().computed(path::furthest),
        DUE,
        shared::TAGS,
        shared::NOTE,
        CREATED_AT,
        CREATED_BY,
    ];
