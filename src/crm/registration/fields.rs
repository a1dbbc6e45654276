//! The fields of a registration.

use super::check::VERDICTS;
use super::register::Register;
use super::states::{self, STATES, State};
use super::template::Terms;
use crate::crm::choice::INDUSTRIES;
use crate::crm::collaborator::SPLIT;
use crate::crm::computed::{CREATED_AT, CREATED_BY};
use crate::crm::duplicate::Tell;
use crate::crm::region;
use crate::crm::schema::{Choice, DAY, Field, Kind, Mark, Now};
use crate::crm::shared;
use crate::crm::view::Rec;
use crate::ledger::Value;

/// What is registered (F137).
pub static SUBJECTS: &[Choice] = &[
    Choice::new("customer", "choice-subject-customer").synonyms(&["customer", "客户", "客户报备", "a customer"]),
    Choice::new("project", "choice-subject-project").synonyms(&["project", "项目", "项目报备", "a project"]),
];

/// How near they are to buying (F123).
pub static CLASSES: &[Choice] = &[
    Choice::new("a", "choice-class-a").synonyms(&[
        "a",
        "a类",
        "a 类",
        "a · a key person is interested",
        "a 类 · 关键人有意向",
    ]),
    Choice::new("b", "choice-class-b").synonyms(&["b", "b类", "b 类", "b · plans to buy", "b 类 · 有采购计划"]),
    Choice::new("c", "choice-class-c").synonyms(&["c", "c类", "c 类", "c · may buy", "c 类 · 可能有计划"]),
    Choice::new("d", "choice-class-d").synonyms(&[
        "d",
        "d类",
        "d 类",
        "d · flagship, not buying yet",
        "d 类 · 行业标杆，暂未采购",
    ]),
];

/// The stored stages.
pub static STAGES: &[Choice] = &[STATES[0], STATES[1], STATES[2], STATES[3], STATES[4], STATES[6], STATES[8]];

/// How soon a protection runs out, or an appeal must be decided.
pub static NEARNESS: &[Choice] = &[
    Choice::new("review", "choice-near-review").mark(Mark::Waiting).synonyms(&[
        "to review",
        "待审核",
        "wait for a decision",
        "等待审核",
    ]),
    Choice::new("soon", "choice-near-soon").mark(Mark::Waiting).synonyms(&[
        "runs out soon",
        "即将到期",
        "run out within a week",
        "一周内到期",
    ]),
    Choice::new("late", "choice-near-late").mark(Mark::Nobody).synonyms(&[
        "appeal overdue",
        "申诉超期",
        "appeals overdue",
    ]),
];

/// Why something is contested.
pub const APPEAL: Field = Field::new("appeal", Kind::LongText, "registration-appeal").group("group-review").search();
/// What shows that it is so.
pub const EVIDENCE: Field = Field::new("evidence", Kind::LongText, "registration-evidence")
    .quick()
    .search()
    .synonyms(&["evidence", "proof", "依据", "证据", "证明材料"]);
/// Why somebody decided so.
pub const DECISION: Field =
    Field::new("decision", Kind::LongText, "registration-decision").group("group-review").search();
/// By how many days the protection grows.
pub const EXTEND_DAYS: Field = Field::new("days", Kind::Int, "template-extend-days").range(1, 36_500);

/// The fields of a registration, in the order of forms and record pages.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "registration-name")
        .required()
        .tells(Tell::Company)
        .search()
        .column(224)
        .synonyms(&["company", "customer", "customer name", "公司", "公司名称", "客户", "客户名称", "报备客户"]),
    Field::new("class", Kind::Choice(CLASSES), "registration-class").required().column(88).synonyms(&[
        "class",
        "category",
        "类别",
        "报备类别",
    ]),
    Field::new("subject", Kind::Choice(SUBJECTS), "registration-subject").quick().column(88).synonyms(&[
        "subject",
        "kind",
        "报备对象",
    ]),
    Field::new("project", Kind::Text, "registration-project").quick().search().synonyms(&[
        "project",
        "项目",
        "项目名称",
    ]),
    Field::new("status", Kind::Choice(STATES), "field-status")
        .group("group-state")
        .column(112)
        .path(&["draft", "protected", "won"])
        .computed(|_, rec, now| Value::from(state(rec, now).key())),
    Field::new("contact", Kind::Text, "entity-contact").quick().search().synonyms(&["contact", "联系人", "关键人"]),
    Field::new("phone", Kind::Point("phone"), "field-phone").quick().search().synonyms(shared::PHONE_HEADINGS),
    Field::new("credit_code", Kind::Text, "customer-credit-code").tells(Tell::Code).search().synonyms(&[
        "registration number",
        "统一社会信用代码",
        "信用代码",
    ]),
    Field::new("website", Kind::Url, "field-website").tells(Tell::Site).search().synonyms(&["website", "网址", "官网"]),
    Field::new("industry", Kind::Choice(INDUSTRIES), "field-industry").quick().synonyms(&["industry", "行业"]),
    region::PLACE.quick().column(112),
    Field::new("need", Kind::LongText, "registration-need").quick().search().synonyms(&["need", "需求", "采购需求"]),
    Field::new("amount", Kind::Money, "registration-amount").synonyms(&["amount", "预计金额", "金额"]),
    EVIDENCE,
    Field::new("template", Kind::Link(&["registration_template"]), "entity-registration-template"),
    shared::OWNER.managed().column(112),
    Field::new("left", Kind::Int, "registration-left")
        .group("group-protection")
        .column(88)
        .computed(|_, rec, now| days_left(rec, now).map_or(Value::Null, Value::Int)),
    Field::new("near", Kind::Choice(NEARNESS), "registration-near")
        .group("group-protection")
        .calls()
        .computed(|_, rec, now| near(rec, now).map_or(Value::Null, Value::from)),
    Field::new("customer", Kind::Link(&["customer"]), "entity-customer").group("group-protection").managed().carries(),
    Field::new("opportunity", Kind::Link(&["opportunity"]), "entity-opportunity").group("group-protection").managed(),
    Field::new("submitted_at", Kind::Instant, "registration-submitted").group("group-protection").managed().column(112),
    Field::new("protected_from", Kind::Instant, "registration-from").group("group-protection").managed(),
    Field::new("protected_to", Kind::Instant, "registration-to").group("group-protection").managed(),
    Field::new("extended", Kind::Int, "registration-extended").group("group-protection").managed(),
    Field::new("releases", Kind::Bool, "registration-releases").inner().managed(),
    Field::new("released_at", Kind::Instant, "registration-released").group("group-protection").managed(),
    Field::new("verdict", Kind::Choice(VERDICTS), "registration-verdict").group("group-review").managed(),
    Field::new("score", Kind::Int, "registration-score").group("group-review").managed(),
    Field::new("hit", Kind::Link(&["customer", "lead", "registration"]), "registration-hit")
        .group("group-review")
        .managed(),
    Field::new("rival", Kind::Link(&["registration"]), "registration-rival").group("group-review").computed(
        |view, rec, now| {
            let register = Register::of(view);
            let rival =
                register.rivals(rec.id, now).next().map(|id| Value::Link("registration".to_owned(), id.to_string()));
            rival.unwrap_or(Value::Null)
        },
    ),
    APPEAL.managed(),
    Field::new("appealed_at", Kind::Instant, "registration-appealed").group("group-review").managed(),
    Field::new("decide_by", Kind::Instant, "registration-decide-by")
        .group("group-review")
        .computed(|_, rec, _| decide_by(rec).map_or(Value::Null, Value::At)),
    DECISION.managed(),
    SPLIT.group("group-review").managed(),
    Field::new("decided_by", Kind::Link(&["member"]), "registration-decided-by").group("group-review").managed(),
    Field::new("decided_at", Kind::Instant, "registration-decided").group("group-review").managed(),
    Field::new("stage", Kind::Choice(STAGES), "registration-stage").inner().managed().judged(states::judge),
    shared::TAGS,
    shared::NOTE,
    CREATED_AT,
    CREATED_BY,
];

/// The state of a registration.
#[must_use]
pub fn state(rec: &Rec<'_>, now: &Now) -> State {
    Register::of(&rec.view).state(rec.id, now).unwrap_or(State::Draft)
}

/// How many days its protection still lasts; `None` for one that protects nothing.
#[must_use]
pub fn days_left(rec: &Rec<'_>, now: &Now) -> Option<i64> {
    let until = rec.get("protected_to").and_then(Value::as_at)?;
    let left = until.saturating_sub(now.instant);
    (state(rec, now) == State::Protected).then(|| (left + DAY - 1) / DAY)
}

/// Until when an appeal is to be decided.
fn decide_by(rec: &Rec<'_>) -> Option<i64> {
    let at = rec.get("appealed_at").and_then(Value::as_at)?;
    let appeals = State::of_stage(rec.text("stage")) == State::Appealing;
    appeals.then(|| at.saturating_add(Terms::of(rec).appeal_days.saturating_mul(DAY)))
}

/// What it calls for: a decision, one that is overdue, or an extension before it runs out.
fn near(rec: &Rec<'_>, now: &Now) -> Option<&'static str> {
    match state(rec, now) {
        State::Suspected => Some("review"),
        State::Appealing => Some(if decide_by(rec).is_some_and(|by| by < now.instant) { "late" } else { "review" }),
        State::Protected => (days_left(rec, now)? <= 7).then_some("soon"),
        _ => None,
    }
}
