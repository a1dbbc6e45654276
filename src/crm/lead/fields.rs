//! The fields of a lead.

use super::states::{self, STAGES, STATES, State};
use super::{care, effort, score};
use crate::crm::choice::{INDUSTRIES, PRIORITIES, SOURCES};
use crate::crm::computed::{CREATED_AT, CREATED_BY, DUE, FOLLOW_UPS, LAST_FOLLOW_UP};
use crate::crm::duplicate::Tell;
use crate::crm::region;
use crate::crm::schema::{Choice, Field, Kind};
use crate::crm::{path, shared};
use crate::ledger::Value;

/// Why a lead was set aside (F5).
pub static INVALID_REASONS: &[Choice] = &[
    Choice::new("unreachable", "choice-invalid-unreachable").synonyms(&[
        "no answer",
        "联系不上",
        "无法接通",
        "cannot be reached",
    ]),
    Choice::new("wrong_number", "choice-invalid-wrong-number").synonyms(&["wrong number", "空号", "号码错误"]),
    Choice::new("no_need", "choice-invalid-no-need").synonyms(&["no need", "无需求", "没有需求"]),
    Choice::new("no_budget", "choice-invalid-no-budget").synonyms(&["no budget", "无预算", "没有预算"]),
    Choice::new("competitor", "choice-invalid-competitor").synonyms(&[
        "chose competitor",
        "已选竞品",
        "选择竞品",
        "chose a competitor",
    ]),
    Choice::new("duplicate", "choice-invalid-duplicate").synonyms(&["重复", "重复线索"]),
    Choice::new("unfit", "choice-invalid-unfit").synonyms(&["not a fit", "不匹配", "非目标客户"]),
    Choice::new("other", "choice-other").synonyms(&["其他", "其它"]),
];

/// Why a lead was given back to the pool (F4).
pub static RETURN_REASONS: &[Choice] = &[
    Choice::new("region", "choice-return-region").synonyms(&["区域不符", "outside my region"]),
    Choice::new("industry", "choice-return-industry").synonyms(&["行业不符", "not my industry"]),
    Choice::new("capacity", "choice-return-capacity").synonyms(&["跟不过来", "精力不足", "no time for it"]),
    Choice::new("no_progress", "choice-return-no-progress").synonyms(&["没有进展", "推进不动", "no progress"]),
    Choice::new("handover", "choice-return-handover").synonyms(&["离职交接", "交接", "工作交接"]),
    Choice::new("other", "choice-other").synonyms(&["其他", "其它"]),
];

/// Why it was set aside.
pub const INVALID_REASON: Field =
    Field::new("invalid_reason", Kind::Choice(INVALID_REASONS), "lead-invalid-reason").group("group-state");
/// When to try it again.
pub const REVISIT_ON: Field = Field::new("revisit_on", Kind::Date, "lead-revisit-on").group("group-state").synonyms(&[
    "revisit",
    "try again on",
    "复访日期",
    "回访日期",
]);
/// Why it was given back.
pub const RETURN_REASON: Field =
    Field::new("return_reason", Kind::Choice(RETURN_REASONS), "lead-return-reason").group("group-state").managed();

/// What a claim or a conversion takes: of two made apart the earlier one holds.
pub const CLAIM: &[&str] = &[
    "owner",
    "owner_since",
    "pool",
    "pool_since",
    "pool_before",
    "claimed_at",
    "assigned_by",
    "converted_customer",
    "converted_contact",
    "converted_opportunity",
    "converted_at",
];

/// Where it waits while it is nobody's.
pub const POOL: Field = Field::new("pool", Kind::Link(&["pool"]), "lead-pool").group("group-state").synonyms(&[
    "pool",
    "lead pool",
    "线索池",
    "公海",
]);

/// A question of the qualification.
const fn question(key: &'static str, label: &'static str) -> Field {
    Field::new(key, Kind::Bool, label).group(score::QUALIFY).brief()
}

/// What the lead became, where its story goes on.
const fn became(key: &'static str, to: &'static [&'static str], label: &'static str) -> Field {
    Field::new(key, Kind::Link(to), label).group("group-state").managed().carries()
}

/// The fields of a lead, in the order of forms and record pages.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "field-person-name").required().tells(Tell::Person).search().column(128).synonyms(
        &[
            "name",
            "full name",
            "full_name",
            "lead",
            "lead name",
            "contact",
            "contact name",
            "姓名",
            "联系人",
            "联系人姓名",
            "线索名称",
            "线索",
            "名字",
        ],
    ),
    Field::new("company", Kind::Text, "lead-company").tells(Tell::Company).quick().search().column(184).synonyms(&[
        "company",
        "company name",
        "company_name",
        "account",
        "organization",
        "organisation",
        "公司",
        "公司名称",
        "客户名称",
        "客户",
        "企业名称",
        "单位",
    ]),
    Field::new("title", Kind::Text, "field-title").quick().search().synonyms(&[
        "title",
        "job title",
        "job_title",
        "position",
        "职务",
        "职位",
        "岗位",
    ]),
    Field::new("status", Kind::Choice(STATES), "field-status")
        .group("group-state")
        .column(104)
        .path(&["unassigned", "pending", "following", "converted"])
        .since(&["pool_since", "owner_since", "worked_since", "converted_at"])
        .computed(|_, lead, _| Value::from(State::of(lead).key())),
    Field::new("phone", Kind::Point("phone"), "field-phone")
        .group("group-contact")
        .quick()
        .search()
        .column(128)
        .synonyms(shared::PHONE_HEADINGS),
    Field::new("email", Kind::Point("email"), "field-email")
        .group("group-contact")
        .quick()
        .search()
        .synonyms(shared::EMAIL_HEADINGS),
    Field::new("wechat", Kind::Point("wechat"), "field-wechat")
        .group("group-contact")
        .quick()
        .search()
        .synonyms(shared::WECHAT_HEADINGS),
    Field::new("source", Kind::Choice(SOURCES), "field-source").required().column(104).synonyms(&[
        "source",
        "lead source",
        "channel",
        "来源",
        "线索来源",
        "来源渠道",
        "渠道",
    ]),
    Field::new("campaign", Kind::Text, "lead-campaign").search().synonyms(&[
        "campaign",
        "event",
        "活动",
        "市场活动",
        "活动名称",
    ]),
    Field::new("industry", Kind::Choice(INDUSTRIES), "field-industry").synonyms(&[
        "industry",
        "sector",
        "行业",
        "所属行业",
    ]),
    region::PLACE,
    region::AREA,
    region::WITHIN,
    region::NEAR,
    Field::new("interests", Kind::Tags, "lead-interests").brief().search().synonyms(&[
        "interests",
        "interested in",
        "product interest",
        "product",
        "products",
        "产品兴趣",
        "意向产品",
        "产品",
    ]),
    Field::new("priority", Kind::Choice(PRIORITIES), "field-priority").quick().synonyms(&["priority", "优先级"]),
    Field::new("intent", Kind::Rating(5), "lead-intent").brief().group("group-state").synonyms(&[
        "intent",
        "interest",
        "购买意向",
        "意向",
        "意向度",
    ]),
    Field::new("ability", Kind::Rating(5), "lead-ability").brief().group("group-state").synonyms(&[
        "ability",
        "budget strength",
        "budget",
        "购买能力",
    ]),
    Field::new("score", Kind::Int, "lead-score")
        .group("group-qualify")
        .column(72)
        .computed(|_, lead, now| Value::Int(score::score(lead, now)))
        .kept()
        .explained(|lead, now| score::reasons(lead, now).to_vec()),
    Field::new("advice", Kind::Choice(score::ADVICE), "lead-advice")
        .brief()
        .group("group-qualify")
        .computed(|_, lead, now| score::advice(lead, now).map_or(Value::Null, Value::from)),
    Field::new("qualified", Kind::Choice(score::QUALIFIED), "lead-qualified")
        .group("group-qualify")
        .computed(|_, lead, _| score::qualified(lead).map_or(Value::Null, Value::from)),
    question("budget_known", "lead-budget-known"),
    question("decider_known", "lead-decider-known"),
    question("need_known", "lead-need-known"),
    question("timing_known", "lead-timing-known"),
    Field::new("evidence", Kind::LongText, "lead-evidence").brief().group("group-qualify").search(),
    shared::CHANNEL,
    shared::BEST_TIME,
    shared::OWNER.managed().column(128),
    POOL.managed().quick(),
    Field::new("pool_since", Kind::Instant, "lead-pool-since").group("group-state").managed(),
    Field::new("pool_before", Kind::Link(&["pool"]), "lead-pool-before").inner().managed(),
    Field::new("owner_since", Kind::Instant, "lead-owner-since").group("group-state").managed(),
    Field::new("worked_since", Kind::Instant, "lead-worked-since").inner().managed(),
    Field::new("last_owner", Kind::Link(&["member"]), "lead-last-owner").group("group-state").managed(),
    Field::new("assigned_by", Kind::Link(&["assign_rule"]), "lead-assigned-by").group("group-state").managed(),
    Field::new("claimed_at", Kind::Instant, "lead-claimed-at").inner().managed(),
    Field::new("answer", Kind::Text, "lead-answer").inner().managed().synonyms(&["answer to a form", "表单答复"]),
    shared::NEXT_CONTACT.column(104).quick(),
    LAST_FOLLOW_UP,
    FOLLOW_UPS,
    Field::new("untouched", Kind::Int, "lead-untouched")
        .group("group-follow")
        .computed(|_, lead, now| care::untouched(lead, now).map_or(Value::Null, Value::Int)),
    Field::new("care", Kind::Choice(care::CARE), "lead-care")
        .group("group-follow")
        .calls()
        .computed(|_, lead, now| care::care(lead, now).map_or(Value::Null, Value::from)),
    Field::new("effort", Kind::Choice(effort::EFFORT), "lead-effort")
        .inner()
        .computed(|_, lead, _| Value::from(effort::effort(lead))),
    Field::new("response", Kind::Choice(effort::RESPONSE), "lead-response")
        .inner()
        .computed(|_, lead, _| effort::response(lead).map_or(Value::Null, Value::from)),
    Field::new("cycle", Kind::Int, "field-cycle")
        .inner()
        .computed(|_, lead, _| effort::cycle(lead).map_or(Value::Null, Value::Int)),
    Field::new("furthest", Kind::Choice(STATES), "field-furthest").inner().computed(path::furthest),
    DUE,
    Field::new("stage", Kind::Choice(STAGES), "lead-stage").inner().managed().judged(states::step).synonyms(&[
        "status",
        "lead status",
        "stage",
        "状态",
        "线索状态",
        "阶段",
    ]),
    INVALID_REASON.managed().synonyms(&["invalid reason", "why invalid", "无效原因"]),
    REVISIT_ON,
    RETURN_REASON,
    Field::new("voided_from", Kind::Choice(STAGES), "lead-voided-from").inner().managed(),
    became("converted_customer", &["customer"], "lead-converted-customer"),
    became("converted_contact", &["contact"], "lead-converted-contact"),
    became("converted_opportunity", &["opportunity"], "lead-converted-opportunity"),
    Field::new("converted_at", Kind::Instant, "lead-converted-at").group("group-state").managed(),
    shared::TAGS,
    shared::NOTE.quick().brief(),
    CREATED_AT,
    CREATED_BY,
];
