//! What a customer's card lists besides people and deals: its dealers, its needs and what was sold to it, each a record
//! of its own, so that two people can add one each without a conflict (F9, F14, F39).

use super::schema::{Choice, Entity, Field, Kind, Mark, PLAIN};
use super::shared;
use crate::ledger::Value;

/// The table of dealers: who sells to a customer for us.
pub static DEALERSHIP: Entity = Entity {
    key: "dealership",
    slug: "dealerships",
    label: "entity-dealership",
    plural: "entity-dealerships",
    icon: "account",
    fields: &[
        Field::new("customer", Kind::Link(&["customer"]), "entity-customer").required().part().column(200),
        Field::new("dealer", Kind::Link(&["customer"]), "dealership-dealer").required().part().column(200),
        Field::new("role", Kind::Choice(ROLES), "dealership-role").quick().column(104),
        Field::new("from", Kind::Date, "dealership-from").quick().column(104),
        Field::new("until", Kind::Date, "dealership-until").quick().column(104),
    ],
    title: &["dealer", "customer"],
    subtitle: &["customer", "dealer"],
    status: Some("role"),
    sort: ("from", true),
    ..PLAIN
};

/// What a dealer does for a customer.
pub static ROLES: &[Choice] = &[
    Choice::new("sells", "choice-dealer-sells").synonyms(&["销售"]),
    Choice::new("installs", "choice-dealer-installs").synonyms(&["安装"]),
    Choice::new("serves", "choice-dealer-serves").synonyms(&["服务"]),
];

/// The table of needs.
pub static NEED: Entity = Entity {
    key: "need",
    slug: "needs",
    label: "entity-need",
    plural: "entity-needs",
    icon: "flag",
    fields: &[
        Field::new("customer", Kind::Link(&["customer"]), "entity-customer").required().part().column(200),
        Field::new("text", Kind::Text, "need-text").required().search().column(304),
        Field::new("state", Kind::Choice(NEED_STATES), "field-status").quick().column(96),
        Field::new("on", Kind::Date, "need-on").quick().column(104),
        shared::NOTE,
    ],
    title: &["text"],
    subtitle: &["customer"],
    status: Some("state"),
    sort: ("on", true),
    on_create: |_, edits, id, now| {
        for (field, value) in [("state", Value::from("open")), ("on", Value::Date(now.today()))] {
            if edits.value("need", id, field).is_none() {
                edits.set("need", id, field, value);
            }
        }
    },
    ..PLAIN
};

/// What became of a need.
pub static NEED_STATES: &[Choice] = &[
    Choice::new("open", "choice-need-open").mark(Mark::Waiting).synonyms(&["待满足"]),
    Choice::new("met", "choice-need-met").mark(Mark::Done).synonyms(&["已满足"]),
    Choice::new("dropped", "choice-need-dropped").mark(Mark::Void).synonyms(&["已放弃"]),
];

/// The table of sales.
pub static SALE: Entity = Entity {
    key: "sale",
    slug: "sales",
    label: "entity-sale",
    plural: "entity-sales",
    icon: "deal",
    area: Some("area-customers"),
    letter: Some('y'),
    fields: &[
        Field::new("customer", Kind::Link(&["customer"]), "entity-customer").required().part().column(200).synonyms(&[
            "customer",
            "account",
            "客户",
            "客户名称",
        ]),
        Field::new("product", Kind::Text, "sale-product")
            .quick()
            .search()
            .column(200)
            .synonyms(&["product", "item", "产品"]),
        Field::new("amount", Kind::Money, "sale-amount").required().column(120).synonyms(&[
            "amount",
            "revenue",
            "金额",
            "销售额",
        ]),
        Field::new("on", Kind::Date, "sale-on").required().column(104).synonyms(&["date", "日期", "销售日期"]),
        Field::new("opportunity", Kind::Link(&["opportunity"]), "entity-opportunity"),
        shared::OWNER.column(128),
        shared::NOTE,
    ],
    title: &["product", "customer"],
    subtitle: &["customer"],
    sort: ("on", true),
    on_create: |view, edits, id, _| shared::own(view, edits, "sale", id),
    ..PLAIN
};
