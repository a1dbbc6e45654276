//! What is compared: names, numbers and addresses without what two people may write differently.

use crate::crm::province::PROVINCES;
use crate::crm::search::fold;
use crate::crm::simplified::simplified;

/// What a company's form of law is called, as it ends a name; the longer ones first. Folded.
const FORMS: &[&str] = &[
    "有限责任公司",
    "股份有限公司",
    "集团有限公司",
    "有限公司",
    "集团公司",
    "股份公司",
    "分公司",
    "公司",
    "集团",
    "incorporated",
    "corporation",
    "companylimited",
    "limited",
    "company",
    "coltd",
    "colimited",
    "group",
    "gmbh",
    "corp",
    "pteltd",
    "ptyltd",
    "pvtltd",
    "ltda",
    "sarl",
    "ltd",
    "llc",
    "llp",
    "plc",
    "inc",
    "bv",
    "ag",
    "sa",
    "srl",
    "spa",
    "kg",
    "oy",
    "ab",
    "as",
];

/// Cities that many companies begin their name with, and as many leave out. Folded.
const CITIES: &[&str] = &[
    "广州",
    "深圳",
    "东莞",
    "佛山",
    "珠海",
    "惠州",
    "中山",
    "杭州",
    "宁波",
    "温州",
    "嘉兴",
    "绍兴",
    "金华",
    "台州",
    "苏州",
    "无锡",
    "南京",
    "常州",
    "南通",
    "徐州",
    "扬州",
    "合肥",
    "芜湖",
    "福州",
    "厦门",
    "泉州",
    "南昌",
    "济南",
    "青岛",
    "烟台",
    "潍坊",
    "郑州",
    "洛阳",
    "武汉",
    "长沙",
    "株洲",
    "成都",
    "绵阳",
    "西安",
    "沈阳",
    "大连",
    "哈尔滨",
    "长春",
    "石家庄",
    "太原",
    "昆明",
    "贵阳",
    "南宁",
    "兰州",
    "乌鲁木齐",
];

/// Hosts of mail that everybody may have an address at.
const PUBLIC_MAIL: &[&str] = &[
    "qq.com",
    "163.com",
    "126.com",
    "yeah.net",
    "sina.com",
    "sina.cn",
    "sohu.com",
    "139.com",
    "189.cn",
    "foxmail.com",
    "aliyun.com",
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "live.com",
    "msn.com",
    "yahoo.com",
    "icloud.com",
    "me.com",
    "proton.me",
    "protonmail.com",
    "gmx.de",
    "gmx.net",
    "web.de",
    "example.com",
];

/// The fewest characters of a name that say something, with its place and without.
const TELLING: usize = 2;
const TELLING_BARE: usize = 3;

/// A company's name as it is compared: without its form of law and what stands in brackets; with the place it
/// begins with, and without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    whole: String,
    bare: String,
}

impl Company {
    /// Reads a name; `None` if it says nothing.
    #[must_use]
    pub fn new(name: &str) -> Option<Company> {
        let mut whole = fold(&without_brackets(name));
        let tells = |core: &String| core.chars().count() >= TELLING && places().all(|place| place != core);
        while let Some(shorter) = FORMS.iter().find_map(|form| stripped(&whole, name, form)).filter(tells) {
            whole = shorter;
        }
        let place = places().find_map(|place| whole.strip_prefix(place));
        let rest = place.map(|rest| rest.trim_start_matches(['省', '市']));
        let bare = rest.filter(|rest| rest.chars().count() >= TELLING_BARE).unwrap_or(&whole).to_owned();
        (!whole.is_empty()).then_some(Company { whole, bare })
    }

    /// Whether both may be one: 杭州云隙传动（中国）有限公司 and 雲隙傳動 are, 杭州银行 and 上海银行 are not.
    #[must_use]
    pub fn is(&self, other: &Company) -> bool {
        self.whole == other.whole || self.bare == other.whole || self.whole == other.bare
    }

    /// What all have in common that may be one.
    #[must_use]
    pub fn bare(&self) -> &str {
        &self.bare
    }
}

/// Places that many companies begin their name with: a province before a city.
fn places() -> impl Iterator<Item = &'static str> {
    PROVINCES.iter().chain(CITIES).copied()
}

/// A folded name without the form of law at its end. A Latin one must have been a word of its own.
fn stripped(core: &str, name: &str, form: &str) -> Option<String> {
    let shorter = core.strip_suffix(form)?;
    if form.is_ascii() {
        // Of "Pandas" the end is no form; of "Panda AS" it is.
        let words: Vec<String> =
            name.split(|c: char| c.is_whitespace() || ",，.()（）&".contains(c)).map(fold).collect();
        let is_word = (0..words.len()).any(|at| {
            let mut joined = String::new();
            words[at..].iter().any(|word| {
                joined.push_str(word);
                joined == form
            })
        });
        if !is_word {
            return None;
        }
    }
    Some(shorter.to_owned())
}

/// A name without what stands in brackets, but for one that is all in brackets.
fn without_brackets(name: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for character in name.chars() {
        match character {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(character),
            _ => {}
        }
    }
    if fold(&kept).is_empty() { name.to_owned() } else { kept }
}

/// A person's name: folded, without how they are addressed.
#[must_use]
pub fn person(name: &str) -> String {
    const ADDRESSES: &[&str] = &["先生", "女士", "小姐", "老师", "经理", "总监", "主任", "总"];
    let folded = fold(name);
    let shorter = ADDRESSES.iter().find_map(|address| folded.strip_suffix(address)).filter(|rest| !rest.is_empty());
    shorter.map_or_else(|| folded.clone(), str::to_owned)
}

/// The digits of a phone number without the country's, `None` if there are too few to tell anything.
#[must_use]
pub fn phone(number: &str) -> Option<String> {
    let digits: String = number.chars().filter_map(digit).collect();
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    let national = digits.strip_prefix("86").filter(|rest| rest.len() >= 10).unwrap_or(digits);
    let national = national.trim_start_matches('0');
    (national.len() >= 7).then(|| national.to_owned())
}

/// A digit, wide ones too.
fn digit(character: char) -> Option<char> {
    match character {
        '０'..='９' => char::from_u32(u32::from(character) - u32::from('０') + u32::from('0')),
        other => Some(other).filter(char::is_ascii_digit),
    }
}

/// An e-mail address or a messenger's name, as it is compared.
#[must_use]
pub fn address(text: &str) -> Option<String> {
    let text: String = text.trim().chars().map(simplified).collect::<String>().to_lowercase();
    (text.chars().count() >= 3).then_some(text)
}

/// The host of an e-mail address, unless everybody may have one there.
#[must_use]
pub fn mail_host(text: &str) -> Option<String> {
    let (_, host) = text.trim().rsplit_once('@')?;
    own_host(host)
}

/// The host of a web address.
#[must_use]
pub fn web_host(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    own_host(text.split(['/', '?', '#', ':']).next()?)
}

fn own_host(host: &str) -> Option<String> {
    let host = host.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && !PUBLIC_MAIL.contains(&host)).then(|| host.to_owned())
}

/// The signs of a 统一社会信用代码, with the value of each by its place (GB 32100-2015).
const CODE_SIGNS: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// A 统一社会信用代码 whose check digit is right (GB 32100-2015: 18 signs, the last one from the weights
/// 3ⁿ mod 31 of the others), or another register's number as it is compared; `None` if it is too short.
#[must_use]
pub fn code(text: &str) -> Option<String> {
    let text = fold(text).to_uppercase();
    (text.chars().count() >= 6).then_some(text)
}

/// Whether a text is a whole 统一社会信用代码 with the right check digit.
#[must_use]
pub fn is_credit_code(text: &str) -> bool {
    let Some(values) = text.chars().map(|sign| CODE_SIGNS.find(sign)).collect::<Option<Vec<usize>>>() else {
        return false;
    };
    let Some((check, others)) = values.split_last().filter(|_| values.len() == 18) else { return false };
    let weights = std::iter::successors(Some(1_usize), |weight| Some(weight * 3 % 31));
    let sum: usize = others.iter().zip(weights).map(|(value, weight)| value * weight).sum();
    (31 - sum % 31) % 31 == *check
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_one(one: &str, other: &str) -> Option<bool> {
        let (one, other) = (Company::new(one)?, Company::new(other)?);
        assert!(!one.is(&other) || one.bare() == other.bare());
        assert_eq!(one.is(&other), other.is(&one));
        Some(one.is(&other))
    }

    #[track_caller]
    fn same(one: &str, other: &str) {
        assert_eq!(are_one(one, other), Some(true), "{one} and {other}");
    }

    #[track_caller]
    fn differ(one: &str, other: &str) {
        assert_eq!(are_one(one, other), Some(false), "{one} and {other}");
    }

    #[test]
    fn companies_are_known_by_the_core_of_their_names() {
        same("杭州云隙传动有限公司", "云隙传动");
        same("雲隙傳動股份有限公司", "云隙传动（浙江）有限公司");
        same("浙江省云隙传动有限责任公司", "云隙传动集团有限公司");
        differ("杭州云隙传动有限公司", "上海云隙传动有限公司");
        differ("云隙传动有限公司上海分公司", "云隙传动有限公司");
        same("Ｂｒｉｇｈｔｗａｔｅｒ Inc.", "brightwater");
        same("Brightwater Co., Ltd.", "Brightwater GmbH");
        same("Fjord AS", "Fjord");
        differ("Pandas", "Pand");
        differ("云隙传动", "云隙电机");
        // What is left must still say something.
        differ("上海公司", "北京公司");
        differ("中国银行", "北京银行");
        assert_eq!(Company::new(" ()"), None);
    }

    #[test]
    fn people_are_known_without_their_titles() {
        assert_eq!(person("王芳 女士"), person("王芳"));
        assert_eq!(person("王总"), "王");
        assert_eq!(person("总"), "总");
        assert_eq!(person("O'Brien, Kim"), "obrienkim");
    }

    #[test]
    fn phones_are_known_without_the_country() {
        for number in ["+86 138-0013-8000", "13800138000", "0086 138 0013 8000", "１３８００１３８０００"] {
            assert_eq!(phone(number).as_deref(), Some("13800138000"), "{number}");
        }
        assert_eq!(phone("0571-8888 6666"), phone("+86 571 88886666"));
        assert_eq!(phone("12 34"), None);
    }

    #[test]
    fn hosts_tell_a_company_unless_everybody_is_there() {
        assert_eq!(mail_host("kim@Brightwater.com").as_deref(), Some("brightwater.com"));
        assert_eq!(mail_host("kim@qq.com"), None);
        assert_eq!(web_host("https://www.brightwater.com/en?x=1").as_deref(), Some("brightwater.com"));
        assert_eq!(web_host("brightwater"), None);
    }

    #[test]
    fn a_credit_code_has_a_check_digit() {
        assert!(is_credit_code("91350100M000100Y43"));
        assert!(!is_credit_code("91350100M000100Y44"));
        assert!(!is_credit_code("91350100M000100Y4"));
        assert!(!is_credit_code("91350100M000100I43"));
        assert_eq!(code(" 91350100m000100y43 ").as_deref(), Some("91350100M000100Y43"));
        assert_eq!(code("12"), None);
    }
}
