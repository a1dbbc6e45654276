//! The fields of a customer.

use super::facts::Facts;
use super::place::{self, CAUSES, NEARNESS, PLACES, Place, Standing, has_lapsed};
use super::transfer::HANDOVER;
use super::{clash, lifecycle};
use crate::crm::choice::{INDUSTRIES, SOURCES};
use crate::crm::computed::{CREATED_AT, CREATED_BY, DUE, FOLLOW_UPS, LAST_FOLLOW_UP};
use crate::crm::duplicate::Tell;
use crate::crm::lead::fields::RETURN_REASONS;
use crate::crm::region;
use crate::crm::schema::{Choice, Field, Kind};
use crate::crm::shared;
use crate::crm::view::Rec;
use crate::ledger::Value;
use std::collections::BTreeMap;

/// What a customer is to us (F38).
pub static TYPES: &[Choice] = &[
    Choice::new("end", "choice-customer-end").synonyms(&[
        "end customer",
        "direct",
        "customer",
        "client",
        "最终客户",
        "终端客户",
        "直客",
    ]),
    Choice::new("channel", "choice-customer-channel").synonyms(&[
        "distributor",
        "channel",
        "渠道",
        "渠道分销商",
        "分销商",
        "代理商",
    ]),
    Choice::new("dealer", "choice-customer-dealer").synonyms(&["reseller", "经销商"]),
    Choice::new("retailer", "choice-customer-retailer").synonyms(&["shop", "store", "零售商"]),
    Choice::new("user", "choice-customer-user").synonyms(&["end user", "用户", "使用方"]),
    Choice::new("supplier", "choice-customer-supplier").synonyms(&["vendor", "供应商"]),
];

/// How many people work there.
pub static SIZES: &[Choice] = &[
    Choice::new("under-20", "choice-size-1").synonyms(&[
        "1",
        "1-10",
        "1-19",
        "2-10",
        "11-19",
        "<20",
        "20人以下",
        "微型",
        "under 20",
        "20 人以下",
    ]),
    Choice::new("20-99", "choice-size-2").synonyms(&[
        "10",
        "11-50",
        "20-50",
        "51-100",
        "50-100",
        "20-99人",
        "小型",
        "20–99",
        "20–99 人",
    ]),
    Choice::new("100-499", "choice-size-3").synonyms(&[
        "50",
        "51-200",
        "201-500",
        "100-500",
        "200-500",
        "100-499人",
        "中型",
        "100–499",
        "100–499 人",
    ]),
    Choice::new("500-1999", "choice-size-4").synonyms(&[
        "250",
        "501-1000",
        "1001-2000",
        "500-1000",
        "500-1999人",
        "大型",
        "500–1,999",
        "500–1999 人",
    ]),
    Choice::new("2000-up", "choice-size-5").synonyms(&[
        "500",
        "1001-5000",
        "5001-10000",
        "10000+",
        ">2000",
        "2000人以上",
        "特大型",
        "2,000 and more",
        "2000 人以上",
    ]),
];

/// How much a customer matters to us.
pub static LEVELS: &[Choice] = &[
    Choice::new("a", "choice-level-a").synonyms(&["a级", "a类", "vip", "key", "重点", "战略", "a 级"]),
    Choice::new("b", "choice-level-b").synonyms(&["b级", "b类", "重要", "b 级"]),
    Choice::new("c", "choice-level-c").synonyms(&["c级", "c类", "普通", "一般", "c 级"]),
    Choice::new("d", "choice-level-d").synonyms(&["d级", "d类", "潜在", "d 级"]),
];

/// The pool it belongs to, where somebody chose one.
pub const POOL: Field = Field::new("pool", Kind::Link(&["pool"]), "customer-pool").group("group-place").synonyms(&[
    "pool",
    "public pool",
    "公海",
    "公海池",
    "所属公海",
]);

/// The product lines it is about.
pub const LINES: Field =
    Field::new("lines", Kind::Tags, "customer-lines").search().synonyms(&["product line", "product lines", "产品线"]);

/// Why it was given back.
pub const RETURN_REASON: Field =
    Field::new("return_reason", Kind::Choice(RETURN_REASONS), "lead-return-reason").group("group-place");

/// How a customer came to who has it.
pub static CAME_BY: &[Choice] = &[
    Choice::new("own", "choice-came-own").synonyms(&["found it", "自行开发"]),
    Choice::new("claimed", "choice-came-claimed").synonyms(&["claimed it", "公海领取"]),
    Choice::new("registered", "choice-came-registered").synonyms(&["registered it", "报备"]),
];

/// What a claim takes: of two made apart the earlier one holds.
pub const CLAIM: &[&str] = &[
    "owner",
    "owner_since",
    "pool",
    "pool_since",
    "pool_before",
    "last_owner",
    "claimed_at",
    "return_reason",
    "locked",
];

/// What was sold to a customer in all, in the currency of most of it (F14): sums of different currencies are never mixed.
fn sold(rec: &Rec<'_>) -> Value {
    let mut sums: BTreeMap<String, (usize, i64)> = BTreeMap::new();
    for sale in rec.view.linking("sale", &rec.at()) {
        if let Some(Value::Money(minor, currency)) = sale.get("amount") {
            let sum = sums.entry(currency.clone()).or_default();
            *sum = (sum.0 + 1, sum.1.saturating_add(*minor));
        }
    }
    let most = sums.into_iter().max_by_key(|(_, (count, _))| *count);
    most.map_or(Value::Null, |(currency, (_, minor))| Value::Money(minor, currency))
}

/// The fields of a customer, in the order of forms and record pages.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "customer-name").required().tells(Tell::Company).search().column(224).synonyms(&[
        "name",
        "company",
        "company name",
        "company_name",
        "customer",
        "customer name",
        "account",
        "account name",
        "organization",
        "organisation",
        "客户",
        "客户名称",
        "公司",
        "公司名称",
        "企业名称",
        "单位名称",
        "名称",
    ]),
    Field::new("short", Kind::Text, "customer-short").tells(Tell::Company).search().synonyms(&[
        "short name",
        "alias",
        "简称",
        "客户简称",
    ]),
    Field::new("type", Kind::Choice(TYPES), "customer-type").quick().column(104).synonyms(&[
        "type",
        "customer type",
        "account type",
        "类型",
        "客户类型",
    ]),
    Field::new("parent", Kind::Link(&["customer"]), "customer-parent").synonyms(&[
        "parent",
        "parent account",
        "parent company",
        "上级客户",
        "母公司",
    ]),
    Field::new("level", Kind::Choice(LEVELS), "customer-level").brief().quick().column(72).synonyms(&[
        "level",
        "grade",
        "tier",
        "rating",
        "级别",
        "等级",
        "客户等级",
        "客户级别",
    ]),
    Field::new("industry", Kind::Choice(INDUSTRIES), "field-industry").quick().column(136).synonyms(&[
        "industry",
        "sector",
        "行业",
        "所属行业",
    ]),
    Field::new("size", Kind::Choice(SIZES), "customer-size").synonyms(&[
        "size",
        "employees",
        "company size",
        "headcount",
        "规模",
        "企业规模",
        "人数",
        "员工人数",
    ]),
    region::PLACE.quick().column(112),
    region::AREA,
    region::WITHIN,
    region::NEAR,
    LINES,
    Field::new("source", Kind::Choice(SOURCES), "field-source").synonyms(&[
        "source",
        "lead source",
        "来源",
        "客户来源",
    ]),
    Field::new("credit_code", Kind::Text, "customer-credit-code").tells(Tell::Code).search().synonyms(&[
        "tax id",
        "tax_identifier",
        "vat number",
        "registration number",
        "company number",
        "统一社会信用代码",
        "信用代码",
        "税号",
    ]),
    Field::new("phone", Kind::Point("phone"), "field-phone")
        .group("group-contact")
        .quick()
        .search()
        .synonyms(shared::PHONE_HEADINGS),
    Field::new("email", Kind::Point("email"), "field-email")
        .group("group-contact")
        .search()
        .synonyms(shared::EMAIL_HEADINGS),
    Field::new("website", Kind::Url, "field-website")
        .tells(Tell::Site)
        .group("group-contact")
        .search()
        .synonyms(&["website", "web site", "web", "url", "homepage", "网址", "网站", "官网"]),
    Field::new("address", Kind::Text, "field-address").group("group-contact").search().synonyms(&[
        "address",
        "street",
        "billing address",
        "地址",
        "公司地址",
        "详细地址",
    ]),
    shared::OWNER.managed().lapses(has_lapsed).column(128).quick(),
    shared::NEXT_CONTACT.column(104).quick(),
    LAST_FOLLOW_UP.column(100),
    FOLLOW_UPS,
    DUE,
    Field::new("place", Kind::Choice(PLACES), "customer-place")
        .group("group-place")
        .computed(|_, rec, now| Value::from(Place::of(rec, now).key())),
    Field::new("lapsing", Kind::Choice(NEARNESS), "customer-lapsing")
        .group("group-place")
        .calls()
        .computed(|_, rec, now| place::nearness(&Standing::of(rec, now), now).map_or(Value::Null, Value::from)),
    Field::new("lapses_at", Kind::Instant, "customer-lapses-at")
        .group("group-place")
        .computed(|_, rec, now| Standing::of(rec, now).lapses.map_or(Value::Null, Value::At)),
    POOL.managed().quick(),
    Field::new("belongs_to", Kind::Link(&["pool"]), "customer-belongs-to")
        .group("group-place")
        .computed(|_, rec, now| Standing::of(rec, now).pool.map_or(Value::Null, |pool| pool.link())),
    Field::new("sea_since", Kind::Instant, "customer-sea-since")
        .group("group-place")
        .computed(|_, rec, now| Standing::of(rec, now).since.map_or(Value::Null, Value::At)),
    Field::new("sea_cause", Kind::Choice(CAUSES), "customer-sea-cause")
        .group("group-place")
        .computed(|_, rec, now| Standing::of(rec, now).cause.map_or(Value::Null, Value::from)),
    Field::new("sea_rule", Kind::Link(&["recycle_rule"]), "customer-sea-rule")
        .group("group-place")
        .computed(|_, rec, now| Standing::of(rec, now).rule.map_or(Value::Null, |rule| rule.link())),
    Field::new("clash", Kind::Choice(clash::CLASHES), "customer-clash")
        .group("group-place")
        .calls()
        .computed(|_, rec, now| clash::clash(rec, now).map_or(Value::Null, |(kind, _)| Value::from(kind))),
    Field::new("came_by", Kind::Choice(CAME_BY), "customer-came-by").inner().computed(|view, rec, _| {
        let registered = || !view.linking("registration", &rec.at()).is_empty();
        Value::from(match rec.get("claimed_at") {
            Some(_) => "claimed",
            None if registered() => "registered",
            None => "own",
        })
    }),
    HANDOVER.managed(),
    RETURN_REASON.managed(),
    Field::new("locked", Kind::Bool, "customer-locked").inner().managed(),
    Field::new("pool_since", Kind::Instant, "customer-sea-since").inner().managed(),
    Field::new("pool_before", Kind::Link(&["pool"]), "customer-pool-before").inner().managed(),
    Field::new("owner_since", Kind::Instant, "customer-owner-since").group("group-place").managed(),
    Field::new("last_owner", Kind::Link(&["member"]), "customer-last-owner").group("group-place").managed(),
    Field::new("claimed_at", Kind::Instant, "customer-claimed-at").inner().managed(),
    Field::new("lifecycle", Kind::Choice(lifecycle::STAGES), "customer-lifecycle")
        .group("group-trade")
        .computed(|_, rec, now| Value::from(lifecycle::stage(rec, now))),
    Field::new("life_since", Kind::Instant, "customer-life-since")
        .group("group-trade")
        .computed(|_, rec, now| lifecycle::since(rec, now).map_or(Value::Null, Value::At))
        .kept(),
    Field::new("life_said", Kind::Choice(lifecycle::STAGES), "customer-life-said").group("group-trade"),
    Field::new("first_won", Kind::Instant, "customer-first-won")
        .group("group-trade")
        .computed(|_, rec, _| Facts::of(rec).first_won.map_or(Value::Null, Value::At)),
    Field::new("sold", Kind::Money, "customer-sold").group("group-trade").computed(|_, rec, _| sold(rec)),
    Field::new("sales", Kind::Int, "customer-sales")
        .group("group-trade")
        .computed(|view, rec, _| Value::Int(view.linking("sale", &rec.at()).len().try_into().unwrap_or(i64::MAX))),
    Field::new("contract_until", Kind::Date, "customer-contract-until").group("group-trade").synonyms(&[
        "contract end",
        "contract until",
        "renewal date",
        "合同到期",
        "合同到期日",
        "合同结束日期",
    ]),
    Field::new("open_deals", Kind::Int, "customer-open-deals")
        .group("group-trade")
        .computed(|_, rec, _| Value::Int(Facts::of(rec).open.try_into().unwrap_or(i64::MAX))),
    Field::new("won_first", Kind::Instant, "customer-won-first")
        .group("group-trade")
        .computed(|_, rec, _| Facts::of(rec).first_won.map_or(Value::Null, Value::At)),
    Field::new("won_last", Kind::Instant, "customer-won-last")
        .group("group-trade")
        .computed(|_, rec, _| Facts::of(rec).won.map_or(Value::Null, Value::At)),
    shared::TAGS,
    shared::NOTE.brief(),
    CREATED_AT,
    CREATED_BY,
];
