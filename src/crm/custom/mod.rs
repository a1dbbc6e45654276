//! Custom fields: what a workspace asks of its records beside what every CRM asks (F28, F94).
//!
//! Each is a record, and so is each choice of one, so that they travel with the exchange file and merge like data:
//! two people can add one each, and a label can change while what was stored keeps its meaning. A record about a
//! field of the program says that it is called otherwise here, or not used.

pub mod formula;
pub mod serial;
pub mod tables;

use super::command::{Command, Scope, blank};
use super::customer::fields::TYPES;
use super::lead;
use super::member::role_of;
use super::opportunity::stages;
use super::schema::{Choice, Entity, Field, Kind, Now, PLAIN};
use super::{Edits, Rec, Ref, Refusal, View};
use crate::ledger::Value;
use serial::Serial;

/// The table of custom fields.
pub static CUSTOM_FIELD: Entity = Entity {
    key: "custom_field",
    slug: "own-fields",
    label: "entity-custom-field",
    plural: "entity-custom-fields",
    icon: "columns",
    desk: Some("#/fields"),
    fields: FIELDS,
    title: &["name", "builtin"],
    subtitle: &["of", "kind"],
    sort: ("of", false),
    guard: |rec, _| staff_only(rec),
    on_create,
    commands: &[NUMBER],
    ..PLAIN
};

/// The table of choices of a custom field.
pub static CUSTOM_OPTION: Entity = Entity {
    key: "custom_option",
    slug: "field-choices",
    label: "entity-custom-option",
    plural: "entity-custom-options",
    icon: "tag",
    fields: &[
        Field::new("field", Kind::Link(&["custom_field"]), "entity-custom-field").required().part().column(200),
        Field::new("name", Kind::Text, "custom-name").required().search().column(200),
        Field::new("name_en", Kind::Text, "custom-name-en").quick().column(200),
        Field::new("place", Kind::Int, "custom-place").quick().column(96),
        Field::new("retired", Kind::Bool, "custom-retired").column(96),
    ],
    title: &["name"],
    subtitle: &["field"],
    sort: ("place", false),
    guard: |rec, _| staff_only(rec),
    ..PLAIN
};

/// The entities whose records can have fields of their own.
pub static OF: &[Choice] = &[
    Choice::new("lead", "entity-leads").synonyms(&["leads", "线索"]),
    Choice::new("customer", "entity-customers").synonyms(&["customers", "客户"]),
    Choice::new("contact", "entity-contacts").synonyms(&["contacts", "联系人"]),
    Choice::new("opportunity", "entity-opportunities").synonyms(&["opportunities", "商机"]),
    Choice::new("registration", "entity-registrations").synonyms(&["registrations", "报备与申诉"]),
    Choice::new("sale", "entity-sales").synonyms(&["sales", "销售记录"]),
];

/// The types of custom fields.
pub static KINDS: &[Choice] = &[
    Choice::new("text", "choice-kind-text").synonyms(&["text", "单行文本"]),
    Choice::new("long", "choice-kind-long").synonyms(&["long text", "多行文本"]),
    Choice::new("number", "choice-kind-number").synonyms(&["whole number", "整数"]),
    Choice::new("decimal", "choice-kind-decimal").synonyms(&["decimal number", "小数"]),
    Choice::new("money", "choice-kind-money").synonyms(&["amount", "金额"]),
    Choice::new("date", "choice-kind-date").synonyms(&["date", "日期"]),
    Choice::new("instant", "choice-kind-instant").synonyms(&["date and time", "日期时间"]),
    Choice::new("yes", "choice-kind-yes").synonyms(&["yes or no", "是否"]),
    Choice::new("rating", "choice-kind-rating").synonyms(&["rating", "评分"]),
    Choice::new("choice", "choice-kind-choice").synonyms(&["one choice", "单选"]),
    Choice::new("choices", "choice-kind-choices").synonyms(&["several choices", "多选"]),
    Choice::new("tags", "choice-kind-tags").synonyms(&["free words", "标签"]),
    Choice::new("person", "choice-kind-person").synonyms(&["person", "人员"]),
    Choice::new("link", "choice-kind-link").synonyms(&["record", "关联记录"]),
    Choice::new("email", "choice-kind-email").synonyms(&["e-mail", "邮箱"]),
    Choice::new("phone", "choice-kind-phone").synonyms(&["phone", "电话"]),
    Choice::new("url", "choice-kind-url").synonyms(&["web address", "网址"]),
    Choice::new("formula", "choice-kind-formula").synonyms(&["formula", "公式"]),
    Choice::new("serial", "choice-kind-serial").synonyms(&["serial number", "流水号"]),
];

/// What a formula comes to.
pub static RESULTS: &[Choice] = &[
    Choice::new("number", "choice-kind-number").synonyms(&["whole number", "整数"]),
    Choice::new("decimal", "choice-kind-decimal").synonyms(&["decimal number", "小数"]),
    Choice::new("money", "choice-kind-money").synonyms(&["amount", "金额"]),
    Choice::new("text", "choice-kind-text").synonyms(&["text", "单行文本"]),
    Choice::new("date", "choice-kind-date").synonyms(&["date", "日期"]),
    Choice::new("yes", "choice-kind-yes").synonyms(&["yes or no", "是否"]),
];

/// Where on a record's page a field stands.
pub static GROUPS: &[Choice] = &[
    Choice::new("own", "group-own").synonyms(&["more", "更多信息"]),
    Choice::new("basics", "group-basics").synonyms(&["basics", "基本信息"]),
    Choice::new("contact", "group-contact").synonyms(&["contact details", "联系方式"]),
    Choice::new("state", "group-state").synonyms(&["state and fit", "状态与意向"]),
    Choice::new("qualify", "group-qualify").synonyms(&["assessment", "评估"]),
];

/// In which states of a lead it must not be blank.
pub const LEAD_STATES: Field =
    Field::new("lead_states", Kind::Choices(lead::states::STATES), "custom-needed-in").quick().only("of", &["lead"]);

/// In which stages of an opportunity it must not be blank.
pub const DEAL_STAGES: Field =
    Field::new("deal_stages", Kind::Choices(stages::STAGES), "custom-needed-in").quick().only("of", &["opportunity"]);

/// The fields of a custom field. What a field is of, and of which type, is said once: what was stored depends on it.
static FIELDS: &[Field] = &[
    Field::new("of", Kind::Choice(OF), "custom-of").required().managed().column(128),
    Field::new("name", Kind::Text, "custom-name").required().search().column(200),
    Field::new("name_en", Kind::Text, "custom-name-en").quick().column(160),
    Field::new("kind", Kind::Choice(KINDS), "custom-kind").required().managed().column(128),
    Field::new("options", Kind::LongText, "custom-options")
        .inner()
        .quick()
        .managed()
        .only("kind", &["choice", "choices"]),
    Field::new("target", Kind::Choice(OF), "custom-target").quick().managed().only("kind", &["link"]),
    Field::new("decimals", Kind::Int, "custom-decimals").range(0, 6).quick().managed().only("kind", &["decimal"]),
    Field::new("formula", Kind::Formula, "custom-formula").quick().only("kind", &["formula"]),
    Field::new("result", Kind::Choice(RESULTS), "custom-result").quick().only("kind", &["formula"]),
    Field::new("prefix", Kind::Text, "custom-prefix").quick().only("kind", &["serial"]),
    Field::new("digits", Kind::Int, "custom-digits").range(1, 12).quick().only("kind", &["serial"]),
    Field::new("group", Kind::Choice(GROUPS), "custom-group").quick().column(128),
    Field::new("types", Kind::Choices(TYPES), "custom-types").quick().only("of", &["customer"]),
    Field::new("needed", Kind::Bool, "custom-needed").quick().column(96),
    LEAD_STATES,
    DEAL_STAGES,
    Field::new("asked", Kind::Bool, "custom-asked").quick().column(96),
    Field::new("listed", Kind::Bool, "custom-listed").quick().column(96),
    Field::new("sought", Kind::Bool, "custom-sought"),
    Field::new("told", Kind::Bool, "custom-told"),
    Field::new("place", Kind::Int, "custom-place"),
    Field::new("builtin", Kind::Text, "custom-builtin").inner().managed(),
    Field::new("hidden", Kind::Bool, "custom-hidden").inner(),
];

/// Numbers the records that were there before the field.
const NUMBER: Command = Command {
    id: "custom_field.number",
    label: "command-field-number",
    done: "done-field-number",
    icon: "columns",
    scope: Scope::Record,
    deals: false,
    key: None,
    args: &[],
    fill: blank,
    allowed: |view, at, _| {
        serial_of(view, at)?;
        staff_only(&view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?)
    },
    run: |view, targets, _, now| {
        let mut edits = Edits::new();
        for at in targets {
            edits.extend(serial::number_all(view, serial_of(view, at)?, now));
        }
        Ok(edits)
    },
};

/// The serial number that a record makes.
fn serial_of(view: &View<'_>, at: &Ref) -> Result<&'static Serial, Refusal> {
    let table = view.at(at).and_then(|rec| view.table(rec.text("of")));
    let field = table.and_then(|table| table.field(&tables::register(&at.id)));
    field.and_then(|field| field.serial).ok_or_else(|| Refusal::new("refused-field-number"))
}

/// What everybody works with is changed by those who look after other people's records.
fn staff_only(rec: &Rec<'_>) -> Result<(), Refusal> {
    if role_of(&rec.view).is_staff() { Ok(()) } else { Err(Refusal::new("refused-manager-only")) }
}

/// The records that make the own fields of an entity with these names, and their choices: without them nobody else can
/// read what such a field says.
pub fn makers<'a>(view: &View<'a>, of: &str, wanted: impl Fn(&str) -> bool) -> Vec<Rec<'a>> {
    let own = |rec: &Rec<'_>| rec.text("of") == of && rec.text("builtin").is_empty();
    let mut made: Vec<Rec<'a>> =
        view.records(CUSTOM_FIELD.key).filter(|rec| own(rec) && wanted(&tables::register(rec.id))).collect();
    let choices: Vec<Rec<'a>> = made.iter().flat_map(|rec| view.linking(CUSTOM_OPTION.key, &rec.at())).collect();
    made.extend(choices);
    made
}

/// The choices that were typed line by line become records.
fn on_create(_: &View<'_>, edits: &mut Edits, id: &str, _: &Now) {
    let typed = edits.value(CUSTOM_FIELD.key, id, "options").and_then(Value::as_text).unwrap_or_default().to_owned();
    let names: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if names.is_empty() {
        return;
    }
    edits.set(CUSTOM_FIELD.key, id, "options", Value::Null);
    for (place, name) in (1..).zip(names) {
        let option = edits.create();
        let link = Value::Link(CUSTOM_FIELD.key.to_owned(), id.to_owned());
        edits.set(CUSTOM_OPTION.key, &option, "field", link);
        edits.set(CUSTOM_OPTION.key, &option, "name", name);
        edits.set(CUSTOM_OPTION.key, &option, "place", Value::Int(place));
    }
}
