//! The choices that several entities share: where a customer came from, what trade it is in, how
//! urgent a thing is. Keys are stored and therefore final; words and synonyms may change.

use super::schema::Choice;

const fn choice(key: &'static str, label: &'static str, synonyms: &'static [&'static str]) -> Choice {
    Choice::new(key, label).synonyms(synonyms)
}

/// How we came to know of a lead or customer (F75).
pub static SOURCES: &[Choice] = &[
    choice(
        "web",
        "choice-source-web",
        &[
            "website",
            "web form",
            "web site",
            "online",
            "internet",
            "官网",
            "网站",
            "官网表单",
            "网络营销",
            "网络",
            "线上",
        ],
    ),
    choice("search", "choice-source-search", &["search engine", "seo", "google", "百度", "搜索", "搜索引擎"]),
    choice(
        "referral",
        "choice-source-referral",
        &[
            "refer",
            "referred",
            "word of mouth",
            "customer referral",
            "客户推荐",
            "客户介绍",
            "转介绍",
            "推荐",
            "老客户介绍",
        ],
    ),
    choice(
        "expo",
        "choice-source-expo",
        &["trade show", "trade fair", "tradeshow", "exhibition", "fair", "expo", "展会", "展会参观", "展览", "工博会"],
    ),
    choice(
        "phone",
        "choice-source-phone",
        &["cold call", "telemarketing", "telesales", "call", "call-in", "电话", "电话营销", "电销", "来电", "陌生电话"],
    ),
    choice(
        "campaign",
        "choice-source-campaign",
        &["event", "seminar", "webinar", "marketing campaign", "市场活动", "活动", "营销活动", "沙龙", "研讨会"],
    ),
    choice(
        "social",
        "choice-source-social",
        &["social media", "linkedin", "wechat", "douyin", "社交媒体", "社媒", "微信", "抖音", "公众号", "小红书"],
    ),
    choice("email", "choice-source-email", &["e-mail", "mail", "newsletter", "邮件", "邮件营销", "邮箱"]),
    choice("ads", "choice-source-ads", &["ad", "advertisement", "advertising", "paid", "广告", "广告投放", "信息流"]),
    choice(
        "visit",
        "choice-source-visit",
        &["walk-in", "walk in", "door to door", "上门", "陌拜", "陌生拜访", "拜访", "walk-in visit", "上门陌拜"],
    ),
    choice(
        "partner",
        "choice-source-partner",
        &["channel", "reseller", "dealer", "合作伙伴", "渠道", "经销商", "伙伴"],
    ),
    choice("other", "choice-other", &["misc", "unknown", "其他", "其它", "未知"]),
];

/// The trade a customer is in.
pub static INDUSTRIES: &[Choice] = &[
    choice("automation", "choice-industry-automation", &["industrial automation", "工业自动化", "自动化"]),
    choice(
        "machinery",
        "choice-industry-machinery",
        &["mechanical engineering", "机械", "机械制造", "装备制造", "设备", "机械装备"],
    ),
    choice(
        "electronics",
        "choice-industry-electronics",
        &["semiconductor", "semiconductors", "电子", "半导体", "电子半导体", "电子与半导体"],
    ),
    choice(
        "automotive",
        "choice-industry-automotive",
        &["car", "auto parts", "vehicles", "汽车", "汽车零部件", "汽配", "汽车及零部件"],
    ),
    choice(
        "energy",
        "choice-industry-energy",
        &["power", "utilities", "solar", "oil & energy", "能源", "新能源", "电力", "光伏", "能源电力"],
    ),
    choice(
        "chemicals",
        "choice-industry-chemicals",
        &[
            "chemical",
            "plastics",
            "materials",
            "化工",
            "新材料",
            "材料",
            "塑料",
            "chemicals and materials",
            "化工与材料",
        ],
    ),
    choice(
        "medical",
        "choice-industry-medical",
        &["healthcare", "health care", "pharma", "biotech", "医疗", "医药", "医疗器械", "医疗健康"],
    ),
    choice(
        "food",
        "choice-industry-food",
        &["food & beverage", "beverage", "beverages", "食品", "食品饮料", "饮料", "food and beverage"],
    ),
    choice(
        "textile",
        "choice-industry-textile",
        &["textiles", "apparel", "fashion", "clothing", "纺织", "服装", "纺织服装", "印染"],
    ),
    choice(
        "packaging",
        "choice-industry-packaging",
        &["printing", "paper", "包装", "印刷", "造纸", "包装印刷", "packaging and print"],
    ),
    choice(
        "logistics",
        "choice-industry-logistics",
        &["transport", "transportation", "shipping", "物流", "仓储", "运输", "物流仓储"],
    ),
    choice(
        "construction",
        "choice-industry-construction",
        &["real estate", "building", "建筑", "房地产", "建材", "工程", "建筑工程"],
    ),
    choice(
        "retail",
        "choice-industry-retail",
        &["wholesale", "e-commerce", "ecommerce", "零售", "批发", "电商", "批发零售", "retail and wholesale"],
    ),
    choice(
        "software",
        "choice-industry-software",
        &[
            "it",
            "saas",
            "internet",
            "technology",
            "软件",
            "互联网",
            "信息技术",
            "科技",
            "software and it",
            "软件与信息服务",
        ],
    ),
    choice(
        "finance",
        "choice-industry-finance",
        &["banking", "insurance", "financial services", "金融", "银行", "保险"],
    ),
    choice(
        "education",
        "choice-industry-education",
        &["research", "university", "school", "教育", "高校", "科研", "教育科研", "education and research"],
    ),
    choice(
        "government",
        "choice-industry-government",
        &["public sector", "public administration", "政府", "公共事业", "事业单位", "政府与公共事业"],
    ),
    choice("services", "choice-industry-services", &["consulting", "business services", "服务", "咨询", "商务服务"]),
    choice("agriculture", "choice-industry-agriculture", &["farming", "forestry", "农业", "农林牧渔", "农牧"]),
    choice("other", "choice-other", &["misc", "其他", "其它"]),
];

/// How urgent a lead or task is.
pub static PRIORITIES: &[Choice] = &[
    choice("urgent", "choice-priority-urgent", &["critical", "紧急", "特急", "p0"]),
    choice("high", "choice-priority-high", &["高", "重要", "p1"]),
    choice("normal", "choice-priority-normal", &["medium", "mid", "中", "一般", "普通", "p2"]),
    choice("low", "choice-priority-low", &["低", "不急", "p3"]),
];

/// How close a date is at which something is due; computed.
pub static DUE: &[Choice] = &[
    choice("overdue", "choice-due-overdue", &[]),
    choice("today", "choice-due-today", &[]),
    choice("soon", "choice-due-soon", &[]),
    choice("later", "choice-due-later", &[]),
];
