//! Contact points: the phones, e-mail addresses and messenger names of people and companies.
//!
//! Each is a line of its own, so that two colleagues can add one each without a conflict (F8).

use super::schema::{Choice, Entity, Field, Kind, PLAIN};

/// The table of contact points.
pub static CONTACT_POINT: Entity = Entity {
    key: "contact_point",
    slug: "contact-points",
    label: "entity-contact-point",
    plural: "entity-contact-points",
    icon: "phone",
    fields: FIELDS,
    title: &["value"],
    subtitle: &["_parent"],
    sort: ("value", false),
    ..PLAIN
};

/// What kind of point it is; the keys are those of [`Kind::Point`].
pub static KINDS: &[Choice] = &[
    Choice::new("phone", "choice-point-phone").synonyms(&["tel", "telephone", "mobile", "电话", "手机"]),
    Choice::new("email", "choice-point-email").synonyms(&["e-mail", "mail", "邮箱", "邮件"]),
    Choice::new("wechat", "choice-point-wechat").synonyms(&["weixin", "微信"]),
    Choice::new("im", "choice-point-im").synonyms(&["messenger", "qq", "whatsapp", "skype", "即时通讯"]),
    Choice::new("address", "choice-point-address").synonyms(&["地址"]),
];

/// Where or for what the point is used.
pub static LABELS: &[Choice] = &[
    Choice::new("work", "choice-point-label-work")
        .synonyms(&["business", "office", "company", "工作", "办公", "公司", "单位"]),
    Choice::new("mobile", "choice-point-label-mobile").synonyms(&["cell", "cellphone", "手机", "移动"]),
    Choice::new("home", "choice-point-label-home").synonyms(&["personal", "private", "家庭", "住宅", "私人", "个人"]),
    Choice::new("fax", "choice-point-label-fax").synonyms(&["传真"]),
    Choice::new("other", "choice-other").synonyms(&["misc", "其他", "其它", "备用"]),
];

/// The fields of a contact point.
pub static FIELDS: &[Field] = &[
    Field::new("_parent", Kind::Link(&["lead", "customer", "contact", "member"]), "field-about").required().managed(),
    Field::new("kind", Kind::Choice(KINDS), "contact-point-kind").required(),
    Field::new("label", Kind::Choice(LABELS), "contact-point-label").quick(),
    Field::new("value", Kind::Text, "contact-point-value").required(),
    Field::new("primary", Kind::Bool, "contact-point-primary").quick(),
];
