//! Messages and formats in both languages.
//!
//! The texts stand in `src/i18n/<language>/*.ftl` (Fluent); the build script compiles them into the
//! tables included here, one constant per message in [`key`]. A key that is missing in one language,
//! or takes other arguments there, does not build.

pub mod format;

use std::borrow::Cow;
use std::sync::OnceLock;

/// The marks of a compiled message, which no text can hold. An argument is `ARG name THEN`, a selection
/// `SELECT argument (VARIANT|USUAL name THEN message)… CLOSE`, and `END` stands between messages.
#[path = "../build/mark.rs"]
mod mark;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

impl Lang {
    /// Every language, in the order of the language menu.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Zh];

    /// The BCP 47 tag for `<html lang>` and `Intl`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh-CN",
        }
    }

    /// Reads a tag such as `zh`, `zh-Hans-CN` or `en-GB`; other languages are `None`.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Lang> {
        match tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "en" => Some(Lang::En),
            "zh" => Some(Lang::Zh),
            _ => None,
        }
    }
}

/// The message of `key`. An unknown key is its own message, and one that begins with `=` is what somebody called a
/// thing, in English and on a second line otherwise.
#[must_use]
pub fn text(lang: Lang, key: &str) -> String {
    text_with(lang, key, &[])
}

/// The message of `key` with its arguments filled in.
///
/// Numbers are grouped (`1,234`); pass a year or an id as text. An argument that is not given shows as
/// `{$name}`, which a test notices and a user can still read around.
#[must_use]
pub fn text_with(lang: Lang, key: &str, args: &[(&str, Arg)]) -> String {
    if let Some(said) = key.strip_prefix('=') {
        let (english, own) = said.split_once('\n').unwrap_or((said, said));
        return if lang == Lang::En { english } else { own }.to_owned();
    }
    let found = KEYS.binary_search(&key).ok().and_then(|at| messages(lang).get(at));
    let Some(message) = found else { return key.to_owned() };
    let mut out = String::new();
    fill(&mut out, lang, message, args);
    out
}

/// The messages of a language in the order of `KEYS`: one text in the binary, where as many pointers would weigh
/// more than the words.
fn messages(lang: Lang) -> &'static [&'static str] {
    static PARTED: [OnceLock<Vec<&'static str>>; 2] = [OnceLock::new(), OnceLock::new()];
    let (parted, text) = match lang {
        Lang::En => (&PARTED[0], EN),
        Lang::Zh => (&PARTED[1], ZH),
    };
    parted.get_or_init(|| text.split(mark::END).collect())
}

/// Whether a message of that key exists.
#[must_use]
pub fn has(key: &str) -> bool {
    KEYS.binary_search(&key).is_ok()
}

/// Every message key, sorted.
#[must_use]
pub fn keys() -> &'static [&'static str] {
    &KEYS
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Text, also what is already formatted; selects a variant by its word.
    Text(Cow<'a, str>),
    /// A number; selects a variant by its value or plural category.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Arg::Text(Cow::Owned(text))
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// Writes a compiled message with its arguments filled in ([`mark`] says how one is compiled).
fn fill(out: &mut String, lang: Lang, mut message: &str, args: &[(&str, Arg)]) {
    let find = |name: &str| args.iter().find(|(given, _)| *given == name).map(|(_, arg)| arg);
    while let Some(at) = message.find([mark::ARG, mark::SELECT]) {
        let (before, rest) = message.split_at(at);
        out.push_str(before);
        if let Some(rest) = rest.strip_prefix(mark::ARG) {
            let (name, rest) = rest.split_once(mark::THEN).unwrap_or((rest, ""));
            match find(name) {
                Some(Arg::Text(text)) => out.push_str(text),
                Some(Arg::Number(number)) => out.push_str(&format::number(*number)),
                None => {
                    out.push_str("{$");
                    out.push_str(name);
                    out.push('}');
                }
            }
            message = rest;
        } else {
            let (name, variants, rest) = selection(&rest[mark::SELECT.len_utf8()..]);
            let usual = || variants.iter().find(|variant| variant.usual);
            let chosen = find(name).and_then(|arg| select(lang, arg, &variants)).or_else(usual);
            chosen.into_iter().for_each(|variant| fill(out, lang, variant.text, args));
            message = rest;
        }
    }
    out.push_str(message);
}

/// A variant of a selection.
struct Variant<'a> {
    name: &'a str,
    /// Whether it is taken where none fits.
    usual: bool,
    text: &'a str,
}

/// The argument and the variants of a selection that begins here, and what stands behind it.
fn selection(text: &str) -> (&str, Vec<Variant<'_>>, &str) {
    const MARKS: [char; 2] = [mark::VARIANT, mark::USUAL];
    let (arg, mut rest) = text.split_at(text.find(MARKS).unwrap_or(text.len()));
    let mut variants = Vec::new();
    while let Some(begun) = rest.strip_prefix(MARKS) {
        let (name, body) = begun.split_once(mark::THEN).unwrap_or((begun, ""));
        // A selection inside a variant has variants of its own.
        let mut depth = 0;
        let end = body.find(|mark| {
            match mark {
                mark::SELECT => depth += 1,
                mark::CLOSE if depth > 0 => depth -= 1,
                mark::CLOSE | mark::VARIANT | mark::USUAL => return depth == 0,
                _ => {}
            }
            false
        });
        let (text, behind) = body.split_at(end.unwrap_or(body.len()));
        variants.push(Variant { name, usual: rest.starts_with(mark::USUAL), text });
        rest = behind;
    }
    (arg, variants, rest.strip_prefix(mark::CLOSE).unwrap_or(rest))
}

/// The variant that fits: an exact number before the plural category, a word by equality.
fn select<'a, 'b>(lang: Lang, arg: &Arg, variants: &'b [Variant<'a>]) -> Option<&'b Variant<'a>> {
    let named = |wanted: &str| variants.iter().find(|variant| variant.name == wanted);
    match arg {
        Arg::Text(text) => named(text),
        Arg::Number(number) => named(&number.to_string()).or_else(|| named(plural(lang, *number))),
    }
}

/// The CLDR plural category of a whole number.
fn plural(lang: Lang, number: i64) -> &'static str {
    if lang == Lang::En && number.unsigned_abs() == 1 { "one" } else { "other" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lang: Lang, message: &str, args: &[(&str, Arg)], expect: &str) {
        let mut out = String::new();
        fill(&mut out, lang, message, args);
        assert_eq!(out, expect);
    }

    const RECORDS: &str = "\x02n\x030\x06nothing\x03one\x06\x01n\x06 record\x04other\x06\x01n\x06 records\x05.";

    #[test]
    fn numbers_choose_by_value_then_category() {
        check(Lang::En, RECORDS, &[("n", Arg::Number(0))], "nothing.");
        check(Lang::En, RECORDS, &[("n", 1_i64.into())], "1 record.");
        check(Lang::En, RECORDS, &[("n", 1234_usize.into())], "1,234 records.");
        check(Lang::Zh, RECORDS, &[("n", 1_i64.into())], "1 records.");
    }

    #[test]
    fn words_choose_by_equality_and_fall_back() {
        let message = "\x02kind\x03won\x06赢\x04lost\x06输\x05";
        check(Lang::Zh, message, &[("kind", "won".into())], "赢");
        check(Lang::Zh, message, &[("kind", "other".into())], "输");
        check(Lang::Zh, message, &[], "输");
    }

    #[test]
    fn a_selection_may_stand_in_a_variant() {
        let message = "\x02a\x03x\x06(\x02b\x031\x06one\x04other\x06many\x05)\x04other\x06none\x05!";
        check(Lang::En, message, &[("a", "x".into()), ("b", 1_i64.into())], "(one)!");
        check(Lang::En, message, &[("a", "x".into()), ("b", 2_i64.into())], "(many)!");
        check(Lang::En, message, &[("a", "y".into()), ("b", 1_i64.into())], "none!");
    }

    #[test]
    fn a_missing_argument_shows_its_name() {
        check(Lang::En, "Hello \x01name\x06", &[], "Hello {$name}");
    }

    #[test]
    fn every_message_has_its_words() {
        for lang in Lang::ALL {
            assert_eq!(messages(lang).len(), KEYS.len());
            assert!(messages(lang).iter().all(|message| !message.is_empty()));
        }
    }

    #[test]
    fn messages_are_found_in_both_languages() {
        assert_eq!(text(Lang::En, key::APP_NAME), "Cove CRM");
        assert_eq!(text(Lang::Zh, key::APP_NAME), "小湾 CRM");
        assert_eq!(text(Lang::Zh, "no-such-key"), "no-such-key");
        assert!(has("app-name") && !has("no-such-key"));
        assert!(keys().is_sorted());
    }

    #[test]
    fn tags_are_read_leniently() {
        assert_eq!(Lang::parse("zh-Hans-CN"), Some(Lang::Zh));
        assert_eq!(Lang::parse("EN_gb"), Some(Lang::En));
        assert_eq!(Lang::parse("de"), None);
        assert!(Lang::ALL.iter().all(|lang| Lang::parse(lang.tag()) == Some(*lang)));
    }
}
