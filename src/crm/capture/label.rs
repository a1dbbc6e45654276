//! Labels: the words before a colon, and those before a number, that say what follows.

use super::is_han;

/// A label that stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// What follows it.
    pub(super) field: &'static str,
    /// Of a phone: its label.
    pub(super) point: &'static str,
    /// Where it begins.
    pub(super) from: usize,
    /// Where what follows begins.
    pub(super) to: usize,
}

/// Field, label of a phone, and the words.
type Row = (&'static str, &'static str, &'static [&'static str]);

/// The words, plain and without spaces.
const WORDS: &[Row] = &[
    (
        "name",
        "",
        &[
            "name",
            "fullname",
            "contact",
            "contactperson",
            "contactname",
            "attn",
            "姓名",
            "名字",
            "联系人",
            "联系人姓名",
            "称呼",
            "法定代表人",
            "法人",
            "法人代表",
            "负责人",
            "legalrepresentative",
            "客户姓名",
        ],
    ),
    (
        "company",
        "",
        &[
            "company",
            "companyname",
            "organization",
            "organisation",
            "employer",
            "公司",
            "公司名称",
            "企业名称",
            "企业",
            "单位",
            "单位名称",
            "名称",
            "客户名称",
            "机构",
            "机构名称",
            "所在公司",
            "registeredname",
        ],
    ),
    ("title", "", &["title", "jobtitle", "position", "role", "职务", "职位", "岗位", "头衔", "职称"]),
    ("department", "", &["department", "dept", "部门", "所在部门", "科室"]),
    (
        "phone",
        "mobile",
        &[
            "mobile",
            "mobilephone",
            "mob",
            "cell",
            "cellphone",
            "m",
            "手机",
            "手机号",
            "手机号码",
            "移动电话",
            "mp",
            "mobil",
            "handy",
            "whatsapp",
        ],
    ),
    (
        "phone",
        "work",
        &[
            "tel",
            "telephone",
            "phone",
            "phonenumber",
            "t",
            "p",
            "office",
            "officephone",
            "direct",
            "directline",
            "work",
            "telefon",
            "电话",
            "联系电话",
            "办公电话",
            "公司电话",
            "座机",
            "固话",
            "固定电话",
            "总机",
            "直线",
            "热线",
            "联系方式",
            "企业电话",
            "电话号码",
        ],
    ),
    ("phone", "home", &["home", "homephone", "家庭电话", "宅电", "住宅电话"]),
    ("phone", "fax", &["fax", "f", "传真", "telefax", "传真号"]),
    ("email", "", &["email", "e-mail", "mail", "e", "邮箱", "电子邮箱", "邮件", "电子邮件", "邮箱地址", "企业邮箱"]),
    ("wechat", "", &["wechat", "weixin", "wx", "vx", "微信", "微信号", "wechatid", "v信"]),
    ("im", "", &["qq", "qq号", "qq号码"]),
    (
        "website",
        "",
        &["website", "web", "homepage", "url", "www", "w", "网址", "网站", "官网", "主页", "企业官网", "公司网址"],
    ),
    (
        "address",
        "",
        &[
            "address",
            "addr",
            "add",
            "地址",
            "公司地址",
            "单位地址",
            "联系地址",
            "办公地址",
            "注册地址",
            "住所",
            "企业地址",
            "通讯地址",
            "详细地址",
            "营业场所",
            "registeredaddress",
            "经营场所",
        ],
    ),
    ("region", "", &["region", "city", "地区", "区域", "所在地", "所在地区", "城市", "省份", "所属地区"]),
    (
        "interests",
        "",
        &[
            "interest",
            "interests",
            "interestedin",
            "product",
            "products",
            "意向产品",
            "产品",
            "感兴趣",
            "需求产品",
            "产品兴趣",
            "意向",
        ],
    ),
    (
        "credit_code",
        "",
        &[
            "统一社会信用代码",
            "社会信用代码",
            "信用代码",
            "税号",
            "纳税人识别号",
            "统一社会信用代码/注册号",
            "taxid",
            "vat",
            "vatid",
            "vatnumber",
            "registrationnumber",
            "companynumber",
        ],
    ),
];

/// The words that need no colon where a number or a sign of the alphabet follows.
const BARE: &[&str] = &[
    "tel",
    "telephone",
    "phone",
    "mobile",
    "mob",
    "cell",
    "fax",
    "手机",
    "手机号",
    "电话",
    "联系电话",
    "办公电话",
    "座机",
    "传真",
    "微信",
    "微信号",
    "wechat",
    "vx",
    "wx",
    "qq",
    "whatsapp",
    "固话",
];

/// The labels of a line, in order, none over another.
pub(super) fn find(plain: &[char], from: usize, to: usize) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut at = from;
    while at < to {
        let last = labels.last().map_or(from, |label| label.to);
        let found = if plain[at] == ':' { before(plain, last, at) } else { bare(plain, last, at, to) };
        match found {
            Some(label) => {
                at = label.to.max(at + 1);
                labels.push(label);
            }
            None => at += 1,
        }
    }
    labels
}

/// The longest label that ends before a colon.
fn before(plain: &[char], from: usize, colon: usize) -> Option<Label> {
    // `https://` and 10:30 have no label.
    if plain.get(colon + 1) == Some(&'/') {
        return None;
    }
    let mut best: Option<Label> = None;
    for (field, point, words) in WORDS {
        for word in *words {
            let Some(start) = backwards(plain, from, colon, word) else { continue };
            if is_begin(plain, from, start) && best.is_none_or(|best| start < best.from) {
                best = Some(Label { field, point, from: start, to: colon + 1 });
            }
        }
    }
    best
}

/// Where a word begins that ends before this place; spaces within it and behind it do not count.
fn backwards(plain: &[char], from: usize, end: usize, word: &str) -> Option<usize> {
    let mut at = end;
    for sign in word.chars().rev() {
        while at > from && plain[at - 1] == ' ' {
            at -= 1;
        }
        // A full stop ends a shortened word: "Tel.:".
        if at > from && plain[at - 1] == '.' && at <= end && sign != '.' {
            at -= 1;
        }
        if at == from || plain[at - 1] != sign {
            return None;
        }
        at -= 1;
    }
    Some(at)
}

/// A label that needs no colon and begins here.
fn bare(plain: &[char], from: usize, at: usize, to: usize) -> Option<Label> {
    if !is_begin(plain, from, at) {
        return None;
    }
    let fits = |word: &&&str| word.chars().enumerate().all(|(by, sign)| at + by < to && plain[at + by] == sign);
    let word = BARE.iter().filter(fits).max_by_key(|word| word.chars().count())?;
    let mut end = at + word.chars().count();
    while end < to && matches!(plain[end], ' ' | '.') {
        end += 1;
    }
    let spaced = end > at + word.chars().count();
    let next = *plain.get(end).filter(|_| end < to)?;
    let (field, point, _) = WORDS.iter().find(|(_, _, words)| words.contains(word))?;
    let follows = match *field {
        "phone" => next.is_ascii_digit() || matches!(next, '+' | '('),
        _ => next.is_ascii_digit() || next.is_ascii_alphabetic() && (spaced || is_han(plain[end - 1])),
    };
    follows.then_some(Label { field, point, from: at, to: end })
}

/// Whether a word may begin here: after a sign, a space or a number, or where 汉字 begin.
fn is_begin(plain: &[char], from: usize, at: usize) -> bool {
    if at <= from {
        return true;
    }
    let (last, own) = (plain[at - 1], plain[at]);
    !last.is_alphanumeric() || is_han(own) != is_han(last) || last.is_ascii_digit() && !own.is_ascii_digit()
}
