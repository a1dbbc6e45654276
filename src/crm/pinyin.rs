//! Toneless pinyin of single characters, for search.
//!
//! A character may have several readings; all are given, the usual one first. Surnames have readings
//! of their own (单 is shàn, not dān), which only the caller can know it is looking at.

include!(concat!(env!("OUT_DIR"), "/pinyin.rs"));

/// Set numbers of U+4E00…U+9FFF: all low bytes, then all high bytes.
static READINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pinyin.bin"));

const FIRST: u32 = 0x4e00;

/// Surnames of one character that are read otherwise than the character usually is.
const SURNAMES: &[(char, &str)] = &[
    ('乐', "yue"),
    ('仇', "qiu"),
    ('任', "ren"),
    ('区', "ou"),
    ('华', "hua"),
    ('单', "shan"),
    ('召', "shao"),
    ('员', "yun"),
    ('宁', "ning"),
    ('尉', "yu"),
    ('应', "ying"),
    ('折', "she"),
    ('曲', "qu"),
    ('曾', "zeng"),
    ('朴', "piao"),
    ('柏', "bai"),
    ('查', "zha"),
    ('洗', "xian"),
    ('燕', "yan"),
    ('牟', "mu"),
    ('盖', "ge"),
    ('种', "chong"),
    ('秘', "bi"),
    ('缪', "miao"),
    ('繁', "po"),
    ('翟', "zhai"),
    ('能', "nai"),
    ('葛', "ge"),
    ('薄', "bo"),
    ('覃', "qin"),
    ('解', "xie"),
    ('贾', "jia"),
    ('过', "guo"),
    ('都', "du"),
    ('隗', "kui"),
    ('黑', "he"),
];

/// Surnames of two characters whose reading is not that of their parts.
const DOUBLE_SURNAMES: &[(&str, [&str; 2])] = &[
    ("万俟", ["mo", "qi"]),
    ("令狐", ["ling", "hu"]),
    ("单于", ["chan", "yu"]),
    ("宇文", ["yu", "wen"]),
    ("尉迟", ["yu", "chi"]),
    ("澹台", ["tan", "tai"]),
    ("皇甫", ["huang", "fu"]),
    ("长孙", ["zhang", "sun"]),
    ("鲜于", ["xian", "yu"]),
];

/// Every toneless reading of a character (ü as `v`), the usual one first; nothing outside U+4E00…U+9FFF.
pub fn readings(character: char) -> impl Iterator<Item = &'static str> {
    set_of(character).unwrap_or_default().split(' ').filter(|reading| !reading.is_empty())
}

/// The reading of a character that stands first in a person's name, where it differs from the usual one.
#[must_use]
pub fn surname_reading(character: char) -> Option<&'static str> {
    SURNAMES.iter().find(|(surname, _)| *surname == character).map(|(_, reading)| *reading)
}

/// The two readings of a two-character surname that a name begins with.
#[must_use]
pub fn double_surname_readings(name: &str) -> Option<[&'static str; 2]> {
    DOUBLE_SURNAMES.iter().find(|(surname, _)| name.starts_with(surname)).map(|(_, readings)| *readings)
}

/// The reading set of a character, readings parted by spaces.
fn set_of(character: char) -> Option<&'static str> {
    let at = usize::try_from(u32::from(character).checked_sub(FIRST)?).ok()?;
    let half = READINGS.len() / 2;
    if at >= half {
        return None;
    }
    let number = u16::from_le_bytes([*READINGS.get(at)?, *READINGS.get(half + at)?]);
    sets().get(usize::from(number)).copied()
}

/// The distinct reading sets, cut apart once.
fn sets() -> &'static [&'static str] {
    static CUT: std::sync::OnceLock<Vec<&'static str>> = std::sync::OnceLock::new();
    CUT.get_or_init(|| SETS.split(',').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(character: char, expect: &[&str]) {
        assert_eq!(readings(character).collect::<Vec<_>>(), expect, "{character}");
    }

    #[test]
    fn characters_have_all_their_readings() {
        check('李', &["li"]);
        check('绿', &["lv", "lu"]);
        check('x', &[]);
        check('〇', &[]);
        for (character, wanted) in [('行', "xing"), ('行', "hang"), ('重', "zhong"), ('重', "chong"), ('女', "nv")]
        {
            assert!(readings(character).any(|reading| reading == wanted), "{character} {wanted}");
        }
        assert_eq!(readings('杭').next(), Some("hang"));
        assert_eq!(readings('州').next(), Some("zhou"));
        assert_eq!(readings('银').next(), Some("yin"));
    }

    #[test]
    fn the_common_block_is_covered() {
        let read = ('\u{4e00}'..='\u{9fa5}').filter(|character| readings(*character).next().is_some()).count();
        assert!(read > 20_800, "{read}");
        assert!(('\u{4e00}'..='\u{9fff}').flat_map(readings).all(|r| r.bytes().all(|b| b.is_ascii_lowercase())));
    }

    #[test]
    fn surnames_are_read_as_surnames() {
        assert_eq!(surname_reading('单'), Some("shan"));
        assert_eq!(surname_reading('曾'), Some("zeng"));
        assert_eq!(surname_reading('王'), None);
        assert_eq!(double_surname_readings("尉迟恭"), Some(["yu", "chi"]));
        assert_eq!(double_surname_readings("王芳"), None);
    }
}
