//! Table of other programs: by which headings an export of theirs is known, what its columns mean here, and which
//! of our words its words are (point 8 of complaint 20). Data only; `known_program` in this folder applies it.

/// A table as a program exports it.
pub(super) struct Layout {
    /// Message key of the program's name.
    pub(super) program: &'static str,
    /// The name of its list in a JSON file; empty for tables.
    pub(super) list: &'static str,
    /// What its rows become.
    pub(super) entity: &'static str,
    /// The headings that tell it from others: all of them are there.
    pub(super) telling: &'static [&'static str],
    /// What its columns mean, where their headings do not say it to everybody.
    pub(super) columns: &'static [Column],
    /// Columns that stand before the cells of another: the currency of a sum, the country of a phone.
    pub(super) joins: &'static [(&'static str, &'static str)],
}

/// Words of a program, each with ours.
pub(super) type Words = &'static [(&'static str, &'static str)];

/// A column: its heading, the word of a [`super::Target`] (none for what is left out), and the words of its cells
/// with ours. `*` stands for every other word.
pub(super) struct Column(pub(super) &'static str, pub(super) &'static str, pub(super) Words);

const fn is(heading: &'static str, meaning: &'static str) -> Column {
    Column(heading, meaning, &[])
}

/// A column that says nothing that is kept here.
const fn out(heading: &'static str) -> Column {
    Column(heading, "", &[])
}

/// Every word of a trade that is not one of ours.
const TRADES: Words = &[
    ("IT", "software"),
    ("IT/通信/电子/互联网", "software"),
    ("金融业", "finance"),
    ("商业服务", "services"),
    ("服务业", "services"),
    ("贸易", "retail"),
    ("生产", "machinery"),
    ("制造业", "machinery"),
    ("运输/物流", "logistics"),
    ("文化传媒", "services"),
    ("communication-services", "services"),
    ("information-technology", "software"),
    ("financials", "finance"),
    ("health-care", "medical"),
    ("industrials", "machinery"),
    ("materials", "chemicals"),
    ("real-estate", "construction"),
    ("utilities", "energy"),
    ("*", "other"),
];

const WUKONG_SOURCES: Words = &[
    ("促销", "campaign"),
    ("搜索引擎", "search"),
    ("广告", "ads"),
    ("转介绍", "referral"),
    ("线上注册", "web"),
    ("线上询价", "web"),
    ("预约上门", "visit"),
    ("陌拜", "visit"),
    ("电话咨询", "phone"),
    ("邮件咨询", "email"),
    ("*", "other"),
];

const WUKONG_LEVELS: Words = &[("A（重点客户）", "a"), ("B（普通客户）", "b"), ("C（非优先客户）", "c"), ("*", "")];

const CORDYS_SOURCES: Words = &[
    ("线上", "web"),
    ("线下", "visit"),
    ("电话影响", "phone"),
    ("电话营销", "phone"),
    ("客户介绍", "referral"),
    ("线下活动", "campaign"),
    ("社区用户", "social"),
    ("GitHub", "web"),
    ("*", "other"),
];

const ESPO_SOURCES: Words = &[
    ("Call", "phone"),
    ("Email", "email"),
    ("Existing Customer", "referral"),
    ("Partner", "partner"),
    ("Public Relations", "campaign"),
    ("Web Site", "web"),
    ("Campaign", "campaign"),
    ("*", "other"),
];

const TEMPERATURES: Words =
    &[("cold", "cold"), ("warm", "warm"), ("hot", "hot"), ("in-contract", "in_contract"), ("*", "")];

const ATOMIC: &str = "program-atomic";
const TWENTY: &str = "program-twenty";
const ESPO: &str = "program-espo";
const CORDYS: &str = "program-cordys";
const WUKONG: &str = "program-wukong";

/// All of them; the first that fits is taken.
pub(super) const LAYOUTS: &[Layout] = &[
    // Atomic CRM: its contacts as CSV, and its JSON of several lists.
    Layout {
        program: ATOMIC,
        list: "",
        entity: "contact",
        telling: &["first_name", "last_name", "has_newsletter", "linkedin_url", "email_work"],
        columns: &[],
        joins: &[],
    },
    Layout {
        program: ATOMIC,
        list: "companies",
        entity: "customer",
        telling: &["name"],
        columns: &[
            is("name", "field name"),
            Column("sector", "field industry", TRADES),
            is("size", "field size"),
            is("phone_number", "field phone"),
            is("website", "field website"),
            is("city", "field region"),
            out("state_abbr"),
            out("country"),
            out("zipcode"),
            is("tax_identifier", "field credit_code"),
            is("sales", "field owner"),
            is("description", "field note"),
            out("linkedin_url"),
            out("revenue"),
        ],
        joins: &[],
    },
    Layout {
        program: ATOMIC,
        list: "contacts",
        entity: "contact",
        telling: &["first_name", "last_name"],
        columns: &[
            Column("status", "field temperature", TEMPERATURES),
            is("company", "field customer"),
            is("sales", "field owner"),
            is("linkedin_url", "field linkedin"),
        ],
        joins: &[],
    },
    Layout {
        program: ATOMIC,
        list: "deals",
        entity: "opportunity",
        telling: &["name", "stage"],
        columns: &[
            is("name", "field name"),
            is("company", "field customer"),
            is("contact", "field contact"),
            Column(
                "stage",
                "field stage",
                &[
                    ("opportunity", "need"),
                    ("proposal-sent", "quote"),
                    ("in-negociation", "negotiation"),
                    ("in-negotiation", "negotiation"),
                    ("delayed", "held"),
                    ("*", "contact"),
                ],
            ),
            is("amount", "field amount"),
            is("expected_closing_date", "field close_on"),
            is("category", "field tags"),
            is("description", "field needs"),
            is("sales", "field owner"),
        ],
        joins: &[],
    },
    // Twenty.
    Layout {
        program: TWENTY,
        list: "",
        entity: "contact",
        telling: &["Name / First Name", "Name / Last Name"],
        columns: &[
            is("Name / First Name", "given"),
            is("Name / Last Name", "family"),
            is("Emails / Primary Email", "field email"),
            is("Emails / Additional Emails", "point email other"),
            is("Phones / Primary Phone Number", "field phone"),
            is("Phones / Additional Phones", "point phone other"),
            is("Job Title", "field title"),
            is("Linkedin / Link URL", "field linkedin"),
            is("Company / Name", "field customer"),
            is("Company", "field customer"),
            out("Company (ID)"),
            out("Company Id"),
            out("Name"),
        ],
        joins: &[("Phones / Primary Phone Number", "Phones / Primary Phone Calling Code")],
    },
    Layout {
        program: TWENTY,
        list: "",
        entity: "customer",
        telling: &["Name", "Domain Name / Link URL"],
        columns: &[
            is("Name", "field name"),
            is("Domain Name / Link URL", "field website"),
            is("Address / Address 1", "field address"),
            is("Address / City", "field region"),
            out("Account Owner (ID)"),
            out("Employees"),
            out("Annual Revenue / Amount"),
        ],
        joins: &[],
    },
    Layout {
        program: TWENTY,
        list: "",
        entity: "opportunity",
        telling: &["Amount / Amount", "Stage", "Close date"],
        columns: &[
            is("Name", "field name"),
            is("Amount / Amount", "field amount"),
            is("Close date", "field close_on"),
            Column(
                "Stage",
                "field stage",
                &[
                    ("NEW", "contact"),
                    ("SCREENING", "need"),
                    ("MEETING", "solution"),
                    ("PROPOSAL", "quote"),
                    ("CUSTOMER", "won"),
                    ("*", "contact"),
                ],
            ),
            is("Company / Name", "field customer"),
            is("Company", "field customer"),
            is("Point of Contact / Name", "field contact"),
            out("Company (ID)"),
            out("Company Id"),
            out("Point of Contact (ID)"),
            out("Owner (ID)"),
        ],
        joins: &[("Amount / Amount", "Amount / Currency")],
    },
    // EspoCRM: the CSV has the names of attributes as headings.
    Layout {
        program: ESPO,
        list: "",
        entity: "opportunity",
        telling: &["stage", "closeDate", "accountName"],
        columns: &[
            is("name", "field name"),
            is("accountName", "field customer"),
            is("contactName", "field contact"),
            is("amount", "field amount"),
            is("closeDate", "field close_on"),
            Column(
                "stage",
                "field stage",
                &[
                    ("Prospecting", "contact"),
                    ("Qualification", "contact"),
                    ("Needs Analysis", "need"),
                    ("Id. Decision Makers", "need"),
                    ("Perception Analysis", "solution"),
                    ("Value Proposition", "solution"),
                    ("Proposal/Price Quote", "quote"),
                    ("Proposal", "quote"),
                    ("Negotiation/Review", "negotiation"),
                    ("Negotiation", "negotiation"),
                    ("Closed Won", "won"),
                    ("Closed Lost", "lost"),
                    ("*", "contact"),
                ],
            ),
            Column("leadSource", "field source", ESPO_SOURCES),
            is("description", "field note"),
            is("assignedUserName", "field owner"),
        ],
        joins: &[("amount", "amountCurrency")],
    },
    Layout {
        program: ESPO,
        list: "",
        entity: "lead",
        telling: &["firstName", "lastName", "status", "source"],
        columns: &[
            is("firstName", "given"),
            is("lastName", "family"),
            out("name"),
            is("accountName", "field company"),
            is("emailAddress", "field email"),
            is("phoneNumber", "field phone"),
            Column(
                "status",
                "field stage",
                &[
                    ("New", "pending"),
                    ("Assigned", "pending"),
                    ("In Process", "following"),
                    ("Converted", "converted"),
                    ("Recycled", "invalid"),
                    ("Dead", "invalid"),
                    ("*", "pending"),
                ],
            ),
            Column("source", "field source", ESPO_SOURCES),
            Column("industry", "field industry", TRADES),
            is("addressCity", "field region"),
            out("addressState"),
            out("addressCountry"),
            is("campaignName", "field campaign"),
            is("description", "field note"),
            is("assignedUserName", "field owner"),
        ],
        joins: &[],
    },
    Layout {
        program: ESPO,
        list: "",
        entity: "contact",
        telling: &["firstName", "lastName", "emailAddress"],
        columns: &[
            is("firstName", "given"),
            is("lastName", "family"),
            out("name"),
            is("accountName", "field customer"),
            is("emailAddress", "field email"),
            is("phoneNumber", "field phone"),
            is("description", "field note"),
            is("assignedUserName", "field owner"),
        ],
        joins: &[],
    },
    Layout {
        program: ESPO,
        list: "",
        entity: "customer",
        telling: &["name", "emailAddress", "billingAddressCity"],
        columns: &[
            is("name", "field name"),
            is("emailAddress", "field email"),
            is("phoneNumber", "field phone"),
            Column(
                "type",
                "field type",
                &[("Customer", "end"), ("Partner", "channel"), ("Reseller", "dealer"), ("Investor", ""), ("*", "")],
            ),
            Column("industry", "field industry", TRADES),
            is("billingAddressStreet", "field address"),
            is("billingAddressCity", "field region"),
            out("billingAddressState"),
            out("billingAddressCountry"),
            is("description", "field note"),
            is("assignedUserName", "field owner"),
        ],
        joins: &[],
    },
    // Cordys CRM: workbooks with the labels of its forms.
    Layout {
        program: CORDYS,
        list: "",
        entity: "lead",
        telling: &["公司名称", "联系人名称", "联系人电话", "线索来源"],
        columns: &[
            is("公司名称", "field company"),
            is("联系人名称", "field name"),
            is("联系人电话", "field phone"),
            Column("线索来源", "field source", CORDYS_SOURCES),
            Column("线索进度", "field intent", &[("初步意向", "2"), ("强烈意愿", "5"), ("*", "")]),
            is("线上来源详情", "field tags"),
            is("客户需求", "field note"),
            is("所属线索池", "field pool"),
            is("所属公海", "field pool"),
        ],
        joins: &[],
    },
    Layout {
        program: CORDYS,
        list: "",
        entity: "opportunity",
        telling: &["商机名称", "客户名称", "商机来源", "意向产品"],
        columns: &[
            is("金额", "field amount"),
            is("结束时间", "field close_on"),
            Column("商机来源", "field source", CORDYS_SOURCES),
            is("意向产品", "field tags"),
            is("客户标签", "field tags"),
            out("可能性"),
            out("业务编码"),
            Column(
                "商机阶段",
                "field stage",
                &[
                    ("新建", "contact"),
                    ("需求明确", "need"),
                    ("方案验证", "solution"),
                    ("立项汇报", "quote"),
                    ("商务采购", "negotiation"),
                    ("成功", "won"),
                    ("失败", "lost"),
                    ("*", "contact"),
                ],
            ),
        ],
        joins: &[],
    },
    Layout {
        program: CORDYS,
        list: "",
        entity: "customer",
        telling: &["客户名称", "客户等级", "客户类型", "客户来源"],
        columns: &[
            Column("客户行业", "field industry", TRADES),
            Column("客户等级", "field level", &[("战略客户", "a"), ("重要客户", "b"), ("一般客户", "c"), ("*", "")]),
            Column("客户类型", "field type", &[("最终客户", "end"), ("代理商", "channel"), ("*", "")]),
            Column("客户来源", "field source", CORDYS_SOURCES),
            is("线上来源详情", "field tags"),
            is("客户标签", "field tags"),
        ],
        joins: &[],
    },
    Layout {
        program: CORDYS,
        list: "",
        entity: "contact",
        telling: &["客户名称", "姓名", "邮箱", "手机号", "负责人"],
        columns: &[],
        joins: &[],
    },
    // 悟空 CRM: tables with the names of its fields.
    Layout {
        program: WUKONG,
        list: "",
        entity: "lead",
        telling: &["线索名称", "线索来源", "客户级别"],
        columns: &[
            is("线索名称", "field name"),
            Column("线索来源", "field source", WUKONG_SOURCES),
            Column("客户行业", "field industry", TRADES),
            Column(
                "客户级别",
                "field priority",
                &[("A（重点客户）", "high"), ("B（普通客户）", "normal"), ("C（非优先客户）", "low"), ("*", "")],
            ),
            is("地址", "field region"),
            is("线索描述", "field note"),
        ],
        joins: &[],
    },
    Layout {
        program: WUKONG,
        list: "",
        entity: "contact",
        telling: &["姓名", "客户名称", "是否关键决策人"],
        columns: &[Column("是否关键决策人", "field decision_role", &[("是", "decider"), ("*", "")])],
        joins: &[],
    },
    Layout {
        program: WUKONG,
        list: "",
        entity: "opportunity",
        telling: &["商机名称", "客户名称", "商机金额", "商机阶段"],
        columns: &[
            Column(
                "商机阶段",
                "field stage",
                &[
                    ("验证客户", "contact"),
                    ("需求分析", "need"),
                    ("方案/报价", "quote"),
                    ("谈判审核", "negotiation"),
                    ("赢单", "won"),
                    ("输单", "lost"),
                    ("无效", "lost"),
                    ("*", "contact"),
                ],
            ),
            out("商机状态组"),
        ],
        joins: &[],
    },
    Layout {
        program: WUKONG,
        list: "",
        entity: "customer",
        telling: &["客户名称", "客户级别", "客户行业", "下次联系时间"],
        columns: &[
            Column("客户行业", "field industry", TRADES),
            Column("客户级别", "field level", WUKONG_LEVELS),
            Column("客户来源", "field source", WUKONG_SOURCES),
            is("省市区", "field region"),
            out("成交状态"),
        ],
        joins: &[],
    },
];
