//! What a stretch without label or telling shape is taken for: a company by the end of its name, an address by
//! its places, a title by its words, a person's name by its family name. What fits none stays as it is.

use super::{Reader, is_han};
use crate::crm::province::PROVINCES;

/// Ends of the names of companies and other houses.
const HOUSES: &[&str] = &[
    "公司",
    "集团",
    "工厂",
    "总厂",
    "研究院",
    "研究所",
    "设计院",
    "大学",
    "学院",
    "医院",
    "银行",
    "事务所",
    "工作室",
    "商行",
    "合作社",
    "经营部",
    "酒店",
    "协会",
];

/// Forms of law and words that only companies are called by.
const FORMS: &[&str] = &[
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "llc",
    "llp",
    "gmbh",
    "corp",
    "corporation",
    "company",
    "co",
    "ag",
    "plc",
    "kg",
    "bv",
    "sarl",
    "srl",
    "spa",
    "pty",
    "group",
    "holdings",
    "university",
    "hospital",
    "industries",
    "technologies",
    "solutions",
];

/// Words of titles, in either language.
const TITLES: &[&str] = &[
    "经理",
    "总监",
    "总裁",
    "主任",
    "工程师",
    "董事长",
    "董事",
    "主管",
    "专员",
    "助理",
    "总经理",
    "厂长",
    "院长",
    "所长",
    "科长",
    "处长",
    "部长",
    "校长",
    "会计",
    "秘书",
    "代表",
    "顾问",
    "架构师",
    "设计师",
    "教授",
    "博士",
    "采购员",
    "业务员",
    "销售员",
    "首席执行官",
    "合伙人",
    "创始人",
    "负责人",
    "技术员",
    "研究员",
];
const ENGLISH_TITLES: &[&str] = &[
    "manager",
    "director",
    "engineer",
    "president",
    "ceo",
    "cto",
    "cfo",
    "coo",
    "cmo",
    "vp",
    "head",
    "officer",
    "buyer",
    "assistant",
    "consultant",
    "founder",
    "owner",
    "partner",
    "representative",
    "lead",
    "specialist",
    "supervisor",
    "chief",
    "executive",
    "analyst",
    "coordinator",
    "professor",
    "developer",
    "architect",
    "purchasing",
    "procurement",
    "sales",
];

/// Signs of places within an address.
const PLACES: &str = "省市区县镇乡村路街道巷弄号幢栋楼层室座厦园";
const STREETS: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "blvd",
    "boulevard",
    "lane",
    "drive",
    "suite",
    "floor",
    "square",
    "highway",
    "way",
    "plaza",
    "parkway",
    "straße",
    "strasse",
    "str",
];

/// The family names of most people, and those of two 汉字.
const FAMILIES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔\
    钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄\
    聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤\
    阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明\
    佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井";
const DOUBLE: &[&str] = &[
    "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "东方", "西门", "独孤",
    "南宫",
];

/// How a person is addressed behind the name.
const ADDRESSES: &[&str] = &["先生", "女士", "小姐", "老师", "总", "经理", "工", "主任", "总监"];

/// Words of a sentence: what has them is no name.
const SPEECH: &str = "我你他她您们的了吗呢吧啊想要请问什么怎是有在和与就也都很这那能可以给让到去来不没";

/// What somebody says before what he is interested in.
const WISHES: &[&str] = &[
    "想了解一下",
    "想了解",
    "想咨询一下",
    "想咨询",
    "咨询一下",
    "咨询",
    "想采购",
    "想买",
    "要买",
    "打算采购",
    "需要采购",
    "需要",
    "采购",
    "询价",
    "感兴趣的是",
    "对",
];
const ENGLISH_WISHES: &[&str] = &["interested in", "looking for", "would like to buy", "want to buy", "in need of"];

/// Reads a stretch: whole, then its parts.
pub(super) fn run(reader: &mut Reader, from: usize, to: usize) {
    for (from, to) in split(reader, from, to, |c| "|·•\t｜".contains(c)) {
        if told(reader, from, to) || whole(reader, from, to) {
            continue;
        }
        for (from, to) in split(reader, from, to, |c| ",，、;；:：/。!！?？()（）[]【】".contains(c)) {
            let han = (from..to).any(|at| is_han(reader.text[at]));
            if told(reader, from, to) || whole(reader, from, to) || part(reader, from, to) || !han {
                continue;
            }
            for (from, to) in split(reader, from, to, char::is_whitespace) {
                let _ = whole(reader, from, to) || part(reader, from, to);
            }
        }
    }
}

/// The parts of a stretch between signs.
fn split(reader: &Reader, from: usize, to: usize, parts: fn(char) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut begin = None;
    for at in from..=to {
        let ends = at == to || reader.used[at] || parts(reader.text[at]);
        match begin {
            None if !ends && !reader.text[at].is_whitespace() => begin = Some(at),
            Some(start) if ends => {
                let stop = (start..at).rev().find(|at| !reader.text[*at].is_whitespace()).map_or(start, |at| at + 1);
                found.push((start, stop));
                begin = None;
            }
            _ => {}
        }
    }
    found
}

/// "This is Kim Miller from Brightwater", "我是张三".
fn told(reader: &mut Reader, from: usize, to: usize) -> bool {
    let plain: String = reader.plain[from..to].iter().collect();
    let opening =
        ["this is ", "my name is ", "i am ", "i'm ", "我是", "我叫"].iter().find(|word| plain.starts_with(*word));
    let Some(opening) = opening else { return false };
    let start = from + opening.chars().count();
    let rest: String = reader.plain[start..to].iter().collect();
    let at = [" from ", " at ", " with "]
        .iter()
        .find_map(|word| rest.find(word).map(|at| (rest[..at].chars().count(), word.chars().count())));
    let end = at.map_or(to, |(at, _)| start + at);
    if reader.has("name") || !is_name(&reader.said(start, end)) {
        return false;
    }
    let name = reader.said(start, end);
    reader.take("name", None, name, (from, end));
    if let Some((at, word)) = at
        && !reader.has("company")
    {
        let begin = start + at + word;
        reader.take("company", None, reader.said(begin, to), (end, to));
    }
    true
}

/// What a stretch is as a whole: a company or an address.
fn whole(reader: &mut Reader, from: usize, to: usize) -> bool {
    let text = reader.said(from, to);
    let field = match () {
        () if is_address(&text) => "address",
        () if is_company(&text) => "company",
        () => return false,
    };
    if reader.has(field) {
        return false;
    }
    reader.take(field, None, text, (from, to));
    true
}

/// What a part of a stretch is: a title, a department or a name.
fn part(reader: &mut Reader, from: usize, to: usize) -> bool {
    let text = reader.said(from, to);
    let field = match () {
        () if is_name(&text) && !reader.has("name") => "name",
        () if is_department(&text) => "department",
        () if is_title(&text) => "title",
        () => return false,
    };
    if reader.has(field) {
        return false;
    }
    reader.take(field, None, text, (from, to));
    true
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || ",.&()/".contains(c)).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn is_speech(text: &str) -> bool {
    text.chars().filter(|c| SPEECH.contains(*c)).count() > 1
        || text.chars().next().is_some_and(|c| "我你您贵咱".contains(c))
}

fn is_company(text: &str) -> bool {
    let length = text.chars().count();
    if text.chars().any(is_han) {
        let core = text.trim_end_matches([')', '）']);
        let ends = HOUSES.iter().any(|end| core.ends_with(end)) || text.ends_with(['）', ')']) && text.contains("公司");
        return ends
            && (4..=40).contains(&length)
            && !is_speech(text)
            && !text.contains(['，', '。', '？', '！', ' ', '\u{3000}']);
    }
    let words = words(text);
    let last = words.last().is_some_and(|last| FORMS.contains(&last.as_str()));
    let named = text.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    (2..=8).contains(&words.len()) && last && named && length <= 80
}

fn is_address(text: &str) -> bool {
    let has_digit = text.chars().any(|c| c.is_ascii_digit() || "０１２３４５６７８９".contains(c));
    if text.chars().any(is_han) {
        let begins = PROVINCES.iter().any(|place| text.starts_with(place))
            || text.chars().take(5).any(|c| "省市区县".contains(c)) && !text.chars().take(5).any(char::is_whitespace);
        let places = text.chars().filter(|c| PLACES.contains(*c)).count();
        let tells = has_digit || text.ends_with(['号', '楼', '室', '园', '厦', '路', '区', '层', '座']);
        return begins && places >= 2 && tells && !is_speech(text) && !HOUSES.iter().any(|end| text.ends_with(end));
    }
    let words = words(text);
    if words.iter().any(|word| FORMS.contains(&word.as_str())) {
        return false;
    }
    let street = words.iter().any(|word| STREETS.iter().any(|end| word == end || end.len() > 3 && word.ends_with(end)));
    has_digit && street && (2..=16).contains(&words.len())
}

fn is_title(text: &str) -> bool {
    if text.chars().any(is_han) {
        let one = text.chars().count() <= 14 && !text.contains(char::is_whitespace);
        return one && TITLES.iter().any(|end| text.ends_with(end)) && !is_speech(text);
    }
    let words = words(text);
    (1..=6).contains(&words.len())
        && words.iter().any(|word| ENGLISH_TITLES.contains(&word.as_str()))
        && text.chars().next().is_some_and(char::is_uppercase)
        && !text.chars().any(|c| c.is_ascii_digit())
}

fn is_department(text: &str) -> bool {
    let length = text.chars().count();
    if text.chars().any(is_han) {
        let one = (3..=12).contains(&length) && !text.contains(char::is_whitespace);
        return one && text.ends_with(['部', '科', '处']) && !is_speech(text);
    }
    let words = words(text);
    (2..=5).contains(&words.len())
        && words.iter().any(|word| matches!(word.as_str(), "department" | "dept" | "division"))
}

pub(super) fn is_name(text: &str) -> bool {
    let length = text.chars().count();
    if text.chars().any(is_han) {
        let core = ADDRESSES.iter().find_map(|end| text.strip_suffix(end)).map_or(text, str::trim_end);
        let addressed = core.len() < text.len();
        let count = core.chars().count();
        let double = DOUBLE.iter().any(|family| core.starts_with(family));
        let family = core.chars().next().is_some_and(|first| FAMILIES.contains(first));
        // 王经理 is somebody, 项目经理 is what somebody is.
        let office = addressed && !["先生", "女士", "小姐", "总"].iter().any(|end| text.ends_with(end));
        let most = match (office, double) {
            (true, false) => 1,
            (true, true) => 2,
            (false, double) => 3 + usize::from(double),
        };
        let least = if addressed { 1 } else { 2 };
        return (double || family)
            && (least..=most).contains(&count)
            && core.chars().all(|c| is_han(c) || c == '·')
            && !is_speech(text)
            && (addressed || !TITLES.iter().any(|end| text.ends_with(end)));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let named = |word: &&str| {
        let mut signs = word.chars();
        signs.next().is_some_and(char::is_uppercase) && signs.all(|c| c.is_alphabetic() || ".'’-".contains(c))
    };
    let lower = self::words(text);
    (2..=4).contains(&words.len())
        && words.iter().all(named)
        && length <= 40
        && !lower.iter().any(|word| ENGLISH_TITLES.contains(&word.as_str()) || FORMS.contains(&word.as_str()))
        && !lower.iter().any(|word| GREETINGS.contains(&word.as_str()))
}

/// Words that begin or end a letter.
const GREETINGS: &[&str] =
    &["dear", "hi", "hello", "regards", "best", "kind", "thanks", "thank", "sincerely", "yours", "cheers", "greetings"];

/// The region an address begins with: up to its city.
pub(super) fn region(address: &str) -> Option<String> {
    let address = address.trim_start_matches("中国");
    let first: Vec<char> = address.chars().take(14).collect();
    let city = first.iter().position(|c| *c == '市');
    let province = PROVINCES.iter().find(|place| address.starts_with(*place)).map(|place| place.chars().count());
    let end = city.map(|at| at + 1).or(province)?;
    Some(first[..end].iter().collect())
}

/// What a sentence says somebody is interested in.
pub(super) fn interest(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    let behind = WISHES
        .iter()
        .filter(|wish| **wish != "对")
        .find_map(|wish| line.split_once(wish).map(|(_, rest)| rest.to_owned()));
    let liked =
        || line.split_once('对').and_then(|(_, rest)| rest.split_once("感兴趣")).map(|(what, _)| what.to_owned());
    let english = || ENGLISH_WISHES.iter().find_map(|wish| lower.split_once(wish).map(|(_, rest)| rest.to_owned()));
    let what = behind.or_else(liked).or_else(english)?;
    let what = what.split(['，', '。', ',', '.', ';', '；', '！', '!', '？', '?', '\n', '、', '\t']).next()?;
    let what = what.split(" for ").next()?.trim();
    let mut core = what;
    for word in [
        "一下",
        "关于",
        "你们的",
        "你们",
        "贵公司的",
        "贵司的",
        "贵公司",
        "贵司",
        "一批",
        "一台",
        "your ",
        "a ",
        "an ",
        "some ",
        "the ",
    ] {
        core = core.strip_prefix(word).unwrap_or(core).trim();
    }
    let core = core.trim_end_matches(['的', '吗', '呢', '吧']);
    let length = core.chars().count();
    (2..=30).contains(&length).then(|| core.to_owned())
}
