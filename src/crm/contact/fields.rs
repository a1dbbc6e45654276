//! The fields of a contact.

use crate::crm::computed::{CREATED_AT, CREATED_BY, DUE, FOLLOW_UPS, LAST_FOLLOW_UP};
use crate::crm::duplicate::Tell;
use crate::crm::schema::{Choice, Field, Kind};
use crate::crm::shared;

/// What part a contact plays in a purchase.
pub static DECISION_ROLES: &[Choice] = &[
    Choice::new("decider", "choice-decision-decider").synonyms(&[
        "decision maker",
        "decision-maker",
        "决策者",
        "决策人",
        "拍板人",
        "decides",
    ]),
    Choice::new("approver", "choice-decision-approver").synonyms(&["economic buyer", "审批者", "审批人", "approves"]),
    Choice::new("influencer", "choice-decision-influencer").synonyms(&[
        "recommender",
        "影响者",
        "影响人",
        "建议者",
        "influences",
    ]),
    Choice::new("champion", "choice-decision-champion").synonyms(&[
        "sponsor",
        "coach",
        "支持者",
        "内线",
        "教练",
        "champions us",
    ]),
    Choice::new("buyer", "choice-decision-buyer").synonyms(&[
        "purchaser",
        "procurement",
        "采购",
        "采购人员",
        "执行人",
        "buys",
    ]),
    Choice::new("user", "choice-decision-user").synonyms(&["end user", "使用者", "使用人", "uses"]),
    Choice::new("gatekeeper", "choice-decision-gatekeeper").synonyms(&[
        "assistant",
        "把关者",
        "守门人",
        "guards the door",
    ]),
];

/// A contact's gender.
pub static GENDERS: &[Choice] = &[
    Choice::new("female", "choice-gender-female").synonyms(&["f", "woman", "ms", "mrs", "女", "女士"]),
    Choice::new("male", "choice-gender-male").synonyms(&["m", "man", "mr", "男", "先生"]),
    Choice::new("other", "choice-gender-other").synonyms(&["nonbinary", "non-binary", "diverse", "x", "其他", "其它"]),
];

/// How ready a contact is to buy, as products that keep one list for people and leads note it.
pub static TEMPERATURES: &[Choice] = &[
    Choice::new("cold", "choice-temperature-cold").synonyms(&["冷", "冷淡"]),
    Choice::new("warm", "choice-temperature-warm").synonyms(&["温", "有兴趣"]),
    Choice::new("hot", "choice-temperature-hot").synonyms(&["热", "热切", "意向强"]),
    Choice::new("in_contract", "choice-temperature-in-contract").synonyms(&[
        "in-contract",
        "in contract",
        "contracted",
        "customer",
        "已签约",
        "已合作",
    ]),
];

/// The fields of a contact, in the order of forms and record pages.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "field-person-name").required().tells(Tell::Person).search().column(128).synonyms(
        &[
            "name",
            "full name",
            "full_name",
            "contact",
            "contact name",
            "person",
            "姓名",
            "联系人",
            "联系人姓名",
            "名字",
        ],
    ),
    Field::new("customer", Kind::Link(&["customer"]), "contact-customer")
        .carries()
        .tells(Tell::Company)
        .quick()
        .search()
        .column(184)
        .synonyms(&[
            "company",
            "company name",
            "company_name",
            "customer",
            "account",
            "account name",
            "organization",
            "organisation",
            "客户",
            "客户名称",
            "公司",
            "公司名称",
            "企业名称",
            "单位",
            "所属客户",
            "所属公司",
        ]),
    Field::new("title", Kind::Text, "field-title").quick().search().column(140).synonyms(&[
        "title",
        "job title",
        "job_title",
        "position",
        "role",
        "职务",
        "职位",
        "岗位",
    ]),
    Field::new("department", Kind::Text, "contact-department").synonyms(&["department", "部门", "所在部门"]),
    Field::new("decision_role", Kind::Choice(DECISION_ROLES), "contact-decision-role")
        .brief()
        .quick()
        .column(104)
        .synonyms(&["decision role", "role in decisions", "buying role", "决策角色", "角色"]),
    Field::new("temperature", Kind::Choice(TEMPERATURES), "contact-temperature").brief().synonyms(&[
        "temperature",
        "status",
        "contact status",
        "lead status",
        "热度",
        "意向",
        "状态",
    ]),
    Field::new("gender", Kind::Choice(GENDERS), "contact-gender").synonyms(&["gender", "sex", "性别"]),
    Field::new("birthday", Kind::Date, "contact-birthday").synonyms(&[
        "birthday",
        "date of birth",
        "dob",
        "生日",
        "出生日期",
    ]),
    Field::new("phone", Kind::Point("phone"), "field-phone")
        .group("group-contact")
        .quick()
        .search()
        .column(132)
        .synonyms(shared::PHONE_HEADINGS),
    Field::new("email", Kind::Point("email"), "field-email")
        .group("group-contact")
        .quick()
        .search()
        .column(164)
        .synonyms(shared::EMAIL_HEADINGS),
    Field::new("wechat", Kind::Point("wechat"), "field-wechat")
        .group("group-contact")
        .quick()
        .search()
        .synonyms(shared::WECHAT_HEADINGS),
    Field::new("linkedin", Kind::Url, "contact-linkedin").group("group-contact").synonyms(&[
        "linkedin",
        "linkedin_url",
        "linkedin url",
        "linkedin profile",
        "领英",
    ]),
    Field::new("newsletter", Kind::Bool, "contact-newsletter").group("group-contact").synonyms(&[
        "newsletter",
        "has_newsletter",
        "has newsletter",
        "subscribed",
        "订阅",
        "订阅邮件",
        "是否订阅",
    ]),
    shared::CHANNEL,
    shared::BEST_TIME,
    shared::TOPICS,
    shared::TABOOS,
    shared::OWNER.column(128),
    shared::NEXT_CONTACT.quick(),
    LAST_FOLLOW_UP,
    FOLLOW_UPS,
    DUE,
    shared::TAGS,
    Field::new("background", Kind::LongText, "contact-background").brief().group("group-note").search().synonyms(&[
        "background",
        "bio",
        "about",
        "背景",
        "简介",
        "个人简介",
    ]),
    shared::NOTE,
    Field::new("first_seen", Kind::Instant, "contact-first-seen").group("group-trace").synonyms(&[
        "first_seen",
        "first seen",
        "first contact",
        "首次接触",
        "首次联系",
        "首次联系时间",
    ]),
    Field::new("last_seen", Kind::Instant, "contact-last-seen").group("group-trace").synonyms(&[
        "last_seen",
        "last seen",
        "last contact",
        "last activity",
        "最近接触",
        "最近联系",
        "最后联系时间",
    ]),
    CREATED_AT,
    CREATED_BY,
];
