//! The fields of a follow-up.

use super::effort;
use crate::crm::choice::SOURCES;
use crate::crm::computed::CREATED_AT;
use crate::crm::opportunity::stages::STAGES;
use crate::crm::schema::{Choice, Field, Kind};
use crate::crm::shared;
use crate::ledger::Value;

/// How we were in touch (F54).
pub static METHODS: &[Choice] = &[
    Choice::new("call", "choice-method-call").synonyms(&["phone", "phone call", "电话", "打电话"]),
    Choice::new("email", "choice-method-email").synonyms(&["e-mail", "mail", "邮件", "邮箱"]),
    Choice::new("visit", "choice-method-visit").synonyms(&["on-site", "onsite", "上门", "上门拜访", "拜访"]),
    Choice::new("sms", "choice-method-sms").synonyms(&["text", "text message", "短信"]),
    Choice::new("wechat", "choice-method-wechat").synonyms(&["chat", "message", "微信"]),
    Choice::new("meeting", "choice-method-meeting").synonyms(&["video call", "会议", "面谈", "视频会议"]),
];

/// What came of it (F78).
pub static RESULTS: &[Choice] = &[
    Choice::new("interested", "choice-result-interested").synonyms(&["positive", "有意向", "有兴趣"]),
    Choice::new("needs_quote", "choice-result-needs-quote").synonyms(&[
        "quote requested",
        "需要报价",
        "要报价",
        "待报价",
        "wants a quote",
    ]),
    Choice::new("appointment", "choice-result-appointment").synonyms(&[
        "meeting agreed",
        "约好再谈",
        "约定再访",
        "已约见",
    ]),
    Choice::new("neutral", "choice-result-neutral").synonyms(&[
        "undecided",
        "maybe",
        "一般",
        "观望",
        "中立",
        "还在观望",
    ]),
    Choice::new("not_interested", "choice-result-not-interested").synonyms(&[
        "negative",
        "rejected",
        "无意向",
        "没兴趣",
        "拒绝",
        "not interested",
        "没有意向",
    ]),
    Choice::new("no_answer", "choice-result-no-answer").synonyms(&[
        "unreachable",
        "voicemail",
        "未接通",
        "无人接听",
        "没接",
        "no answer",
    ]),
];

/// What it is about.
pub const ABOUT: Field =
    Field::new("about", Kind::Link(&["lead", "opportunity", "customer", "contact"]), "field-about")
        .required()
        .column(208)
        .synonyms(&["about", "客户", "跟进对象"]);
/// How.
pub const METHOD: Field = Field::new("method", Kind::Choice(METHODS), "follow-up-method")
    .quick()
    .column(96)
    .synonyms(&["method", "type", "方式", "跟进方式"]);
/// What was said.
pub const CONTENT: Field = Field::new("content", Kind::LongText, "follow-up-content")
    .quick()
    .search()
    .column(304)
    .synonyms(&["content", "text", "note", "内容", "跟进内容"]);
/// What came of it.
pub const RESULT: Field = Field::new("result", Kind::Choice(RESULTS), "follow-up-result")
    .quick()
    .column(128)
    .synonyms(&["result", "outcome", "结果", "跟进结果"]);
/// When somebody will be in touch again; goes over to the record it is about.
pub const NEXT_AT: Field = Field::new("next_at", Kind::When, "field-next-contact").quick().synonyms(&[
    "next contact",
    "下次联系",
    "下次联系时间",
]);

/// How long it took, in minutes (F93).
pub const MINUTES: Field = Field::new("minutes", Kind::Int, "follow-up-minutes").range(0, 10_080).synonyms(&[
    "minutes",
    "minutes it took",
    "用时（分钟）",
    "duration",
    "duration (minutes)",
    "时长",
    "用时",
    "时长（分钟）",
]);

/// The fields of a follow-up.
pub static FIELDS: &[Field] = &[
    ABOUT,
    METHOD,
    CONTENT,
    RESULT,
    Field::new("at", Kind::Instant, "follow-up-at").column(112).synonyms(&["at", "date", "时间", "跟进时间"]),
    NEXT_AT,
    MINUTES,
    Field::new("source", Kind::Choice(SOURCES), "field-source")
        .inner()
        .computed(|_, rec, _| effort::source(rec).map_or(Value::Null, Value::from)),
    Field::new("outcome", Kind::Choice(STAGES), "follow-up-outcome")
        .inner()
        .computed(|_, rec, _| effort::outcome(rec).map_or(Value::Null, Value::from)),
    Field::new("earned", Kind::Money, "follow-up-earned").inner().computed(|_, rec, _| effort::earned(rec)),
    Field::new("outside", Kind::Bool, "follow-up-outside").inner().managed(),
    shared::OWNER.column(128),
    CREATED_AT,
];
