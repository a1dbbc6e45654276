//! Fields and commands that leads, customers, contacts and tasks have in common.

use super::command::{Args, Command, Refusal, Scope, always, blank};
use super::edit::Edits;
use super::schema::{Field, Kind, Now};
use super::view::{Rec, Ref, View};
use crate::ledger::Value;

/// Headings under which an import finds phone numbers, beside those that name their label.
pub const PHONE_HEADINGS: &[&str] = &[
    "phone",
    "phone number",
    "telephone",
    "tel",
    "mobile",
    "mobile phone",
    "cell",
    "电话",
    "手机",
    "手机号",
    "手机号码",
    "电话号码",
    "联系电话",
    "联系方式",
    "座机",
    "固定电话",
];

/// Headings under which an import finds e-mail addresses.
pub const EMAIL_HEADINGS: &[&str] =
    &["email", "e-mail", "mail", "email address", "邮箱", "电子邮箱", "邮件", "电子邮件", "邮箱地址"];

/// Headings under which an import finds WeChat names.
pub const WECHAT_HEADINGS: &[&str] = &["wechat", "weixin", "wechat id", "微信", "微信号"];

/// Headings under which an import finds the owner.
pub const OWNER_HEADINGS: &[&str] = &[
    "owner",
    "sales",
    "sales rep",
    "salesperson",
    "assigned to",
    "account manager",
    "负责人",
    "所有人",
    "跟进人",
    "业务员",
    "销售",
    "销售代表",
    "归属人",
];

/// Who looks after the record (F10).
pub const OWNER: Field = Field::new("owner", Kind::Link(&["member"]), "field-owner").synonyms(OWNER_HEADINGS);

/// When somebody will be in touch next: a day, or an instant where the hour matters (F55).
pub const NEXT_CONTACT: Field =
    Field::new("next_contact", Kind::When, "field-next-contact").group("group-follow").synonyms(&[
        "next contact",
        "next follow-up",
        "follow up date",
        "下次联系",
        "下次联系时间",
        "下次跟进",
        "下次跟进时间",
    ]);

/// How a person likes to be reached (F47).
pub const CHANNEL: Field = prefer("channel", Kind::Choice(super::follow_up::fields::METHODS), "prefer-channel")
    .synonyms(&[
        "likes to be reached by",
        "preferred channel",
        "preferred contact method",
        "喜欢的联系方式",
        "联系偏好",
        "偏好联系方式",
    ]);

/// When a person likes to be reached.
pub const BEST_TIME: Field = prefer("best_time", Kind::Text, "prefer-time").synonyms(&[
    "best time",
    "best time to call",
    "方便的时间",
    "方便时间",
]);

/// What a person likes to talk about.
pub const TOPICS: Field = prefer("topics", Kind::Text, "prefer-topics").search().synonyms(&[
    "likes to talk about",
    "topics",
    "爱聊的话题",
    "话题",
]);

/// What is better not spoken of.
pub const TABOOS: Field =
    prefer("taboos", Kind::Text, "prefer-taboos").search().synonyms(&["better not mention", "taboos", "忌讳"]);

const fn prefer(key: &'static str, kind: Kind, label: &'static str) -> Field {
    Field::new(key, kind, label).group("group-prefer").brief()
}

/// Free words.
pub const TAGS: Field = Field::new("tags", Kind::Tags, "field-tags").search().synonyms(&[
    "tags",
    "tag",
    "labels",
    "keywords",
    "标签",
    "分类标签",
]);

/// Whatever else is worth knowing.
pub const NOTE: Field = Field::new("note", Kind::LongText, "field-note").group("group-note").search().synonyms(&[
    "note",
    "notes",
    "remark",
    "remarks",
    "comment",
    "comments",
    "description",
    "备注",
    "说明",
    "描述",
]);

/// Makes the member who looks the owner of a new record, unless it was given one or none on purpose.
pub fn own(view: &View<'_>, edits: &mut Edits, entity: &str, id: &str) {
    if edits.value(entity, id, "owner").is_none() && !view.me().is_empty() {
        edits.set(entity, id, "owner", view.my_link());
    }
}

/// Writes a field of a record, unless it says so already.
pub fn put(edits: &mut Edits, rec: &Rec<'_>, field: &str, value: Value) {
    let same = rec.get(field).map_or(value.is_empty(), |own| *own == value);
    if !same {
        edits.set(rec.table.key, rec.id, field, value);
    }
}

/// Writes a blank where there is something to clear.
pub fn clear(edits: &mut Edits, rec: &Rec<'_>, fields: &[&str]) {
    fields.iter().for_each(|field| put(edits, rec, field, Value::Null));
}

/// The member a record was last given to.
#[must_use]
pub fn owner_of<'a>(rec: &Rec<'a>) -> Option<&'a str> {
    rec.get(OWNER.key)?.as_link().map(|(_, member)| member)
}

/// A required argument of a command.
///
/// # Errors
/// `refused-required` if it is blank.
pub fn needed(args: &Args, field: &Field) -> Result<Value, Refusal> {
    let value = args.get(field.key).filter(|value| !value.is_empty()).cloned();
    value.ok_or_else(|| Refusal::new("refused-required").with("field", field.label).at(field.key))
}

/// The new owner, as an argument.
pub const OWNER_ARG: Field = OWNER.required();

/// The command that hands records to another owner. Leads have one of their own, because states
/// follow from their owner.
#[must_use]
pub const fn transfer(id: &'static str) -> Command {
    Command {
        id,
        label: "command-assign",
        done: "done-assign",
        icon: "contact",
        scope: Scope::Records,
        deals: false,
        key: Some('a'),
        args: &[OWNER_ARG],
        fill: blank,
        allowed: always,
        run: hand_over,
    }
}

fn hand_over(_: &View<'_>, targets: &[Ref], args: &Args, _: &Now) -> Result<Edits, Refusal> {
    let owner = needed(args, &OWNER_ARG)?;
    let mut edits = Edits::new();
    for at in targets {
        edits.set(&at.entity, &at.id, "owner", owner.clone());
    }
    Ok(edits)
}
