//! Toneless pinyin of single characters, for search.
//!
//! A character may have several readings; all are given, the usual one first. Surnames have readings
//! of their own (单 is shàn, not dān), which only the caller can know it is looking at.

include!(concat!(env!("OUT_DIR"), "/pinyin.rs"));

/// The four planes `src/build/pinyin.rs` describes.
#[cfg(not(feature = "split"))]
fn planes() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/pinyin.bin"))
}

/// The same in the page's release, which fetches them after its first paint. Until then no character is read.
#[cfg(feature = "split")]
fn planes() -> &'static [u8] {
    LEARNT.get().copied().unwrap_or_default()
}

#[cfg(feature = "split")]
static LEARNT: std::sync::OnceLock<&'static [u8]> = std::sync::OnceLock::new();

/// Takes the planes in, where they are no part of the program. What was sorted or made ready for search before was so
/// without them.
#[cfg(feature = "split")]
pub fn learn(planes: &'static [u8]) -> bool {
    LEARNT.set(planes).is_ok()
}

/// The first character of the table, and how many follow.
const FIRST: u32 = 0x4e00;
const COUNT: usize = 0x9fff - 0x4e00 + 1;

/// Surnames of one character that are read otherwise than the character usually is.
pub const SURNAMES: &[(char, &str)] = &[
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
pub const DOUBLE_SURNAMES: &[(&str, [&str; 2])] = &[
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
    let at = u32::from(character).checked_sub(FIRST).and_then(|at| usize::try_from(at).ok()).filter(|at| *at < COUNT);
    let (count, high) = at.map(count_and_high).unwrap_or_default();
    let first = at.filter(|_| count > 0).and_then(|at| syllable(*planes().get(at)?, high));
    let start = at.and_then(|at| further_starts().get(at)).copied().map_or(0, usize::from);
    let further = planes().get(COUNT * 2..).unwrap_or_default();
    let (low, high) = further.split_at(further.len() / 2);
    let rest = (start..start + count.saturating_sub(1)).filter_map(move |at| syllable(*low.get(at)?, *high.get(at)?));
    first.into_iter().chain(rest)
}

/// The reading of a character that stands first in a person's name, where it differs from the usual one.
#[must_use]
pub fn surname_reading(character: char) -> Option<&'static str> {
    SURNAMES.iter().find(|(surname, _)| *surname == character).map(|(_, reading)| *reading)
}

/// How many readings the character at a place of the table has, and the high bit of the first.
fn count_and_high(at: usize) -> (usize, u8) {
    planes().get(COUNT + at).map(|byte| (usize::from(byte / 2), byte % 2)).unwrap_or_default()
}

/// Where each character's further readings begin: a running sum, taken once.
fn further_starts() -> &'static [u16] {
    static STARTS: std::sync::OnceLock<Vec<u16>> = std::sync::OnceLock::new();
    if planes().is_empty() {
        return &[];
    }
    STARTS.get_or_init(|| {
        let further = |at| u16::try_from(count_and_high(at).0.saturating_sub(1)).unwrap_or_default();
        let sum = |start: &mut u16, at| {
            let here = *start;
            *start += further(at);
            Some(here)
        };
        (0..COUNT).scan(0, sum).collect()
    })
}

/// The syllable of a number given by its two bytes.
fn syllable(low: u8, high: u8) -> Option<&'static str> {
    SYLLABLES.get(usize::from(u16::from_le_bytes([low, high]))).copied()
}

/// A key by which texts sort as a Chinese address book does: 汉字 by their usual reading among the Latin
/// letters, case aside. The same in every browser.
#[must_use]
pub fn sort_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len() * 2);
    for (at, character) in text.char_indices() {
        // A name stands where its surname is looked for: 单丽 under shan.
        let surname = (at == 0).then(|| surname_reading(character)).flatten();
        match surname.or_else(|| readings(character).next()) {
            // The character itself follows, so that different characters of one reading keep together.
            Some(reading) => key.extend(reading.chars().chain(['\u{1}', character])),
            None => key.extend(character.to_lowercase()),
        }
    }
    key
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
    fn names_sort_as_in_an_address_book() {
        let mut names = vec!["张伟", "Zoe", "王芳", "阿里", "Anna", "单丽", "西安", "先锋", "王方"];
        names.sort_by_cached_key(|name| sort_key(name));
        assert_eq!(names, ["阿里", "Anna", "单丽", "王方", "王芳", "西安", "先锋", "张伟", "Zoe"]);
    }

    #[test]
    fn surnames_are_read_as_surnames() {
        assert_eq!(surname_reading('单'), Some("shan"));
        assert_eq!(surname_reading('曾'), Some("zeng"));
        assert_eq!(surname_reading('王'), None);
    }
}
