//! Messages and formats in both languages.
//!
//! The texts stand in `src/i18n/<language>/*.ftl` (Fluent); the build script compiles them into the
//! tables included here, one constant per message in [`key`]. A key that is missing in one language,
//! or takes other arguments there, does not build.

pub mod format;
pub mod pinyin;

use std::borrow::Cow;

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

/// The message of `key`; an unknown key is its own message.
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
    let Ok(at) = KEYS.binary_search(&key) else { return key.to_owned() };
    let table: &[Message] = match lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    };
    match table.get(at) {
        Some(Message::Plain(text)) => (*text).to_owned(),
        Some(Message::Parts(parts)) => {
            let mut out = String::new();
            write_parts(&mut out, lang, parts, args);
            out
        }
        None => key.to_owned(),
    }
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

/// A compiled message.
enum Message {
    Plain(&'static str),
    Parts(&'static [Part]),
}

/// A piece of a message that is more than plain text.
enum Part {
    Text(&'static str),
    Arg(&'static str),
    Select { arg: &'static str, variants: &'static [(Variant, &'static [Part])], default: usize },
}

/// What a variant is chosen by.
enum Variant {
    Number(i64),
    Name(&'static str),
}

fn write_parts(out: &mut String, lang: Lang, parts: &[Part], args: &[(&str, Arg)]) {
    let find = |name: &str| args.iter().find(|(given, _)| *given == name).map(|(_, arg)| arg);
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Arg(name) => match find(name) {
                Some(Arg::Text(text)) => out.push_str(text),
                Some(Arg::Number(number)) => out.push_str(&format::number(*number)),
                None => {
                    out.push_str("{$");
                    out.push_str(name);
                    out.push('}');
                }
            },
            Part::Select { arg, variants, default } => {
                let chosen = find(arg).and_then(|arg| select(lang, arg, variants)).unwrap_or(*default);
                if let Some((_, parts)) = variants.get(chosen) {
                    write_parts(out, lang, parts, args);
                }
            }
        }
    }
}

/// The variant that fits: an exact number before the plural category, a word by equality.
fn select(lang: Lang, arg: &Arg, variants: &[(Variant, &[Part])]) -> Option<usize> {
    let named = |wanted: &str| {
        variants.iter().position(|(variant, _)| matches!(variant, Variant::Name(name) if *name == wanted))
    };
    match arg {
        Arg::Text(text) => named(text),
        Arg::Number(number) => variants
            .iter()
            .position(|(variant, _)| matches!(variant, Variant::Number(exact) if exact == number))
            .or_else(|| named(plural(lang, *number))),
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
    fn check(lang: Lang, parts: &[Part], args: &[(&str, Arg)], expect: &str) {
        let mut out = String::new();
        write_parts(&mut out, lang, parts, args);
        assert_eq!(out, expect);
    }

    const RECORDS: &[Part] = &[
        Part::Select {
            arg: "n",
            default: 2,
            variants: &[
                (Variant::Number(0), &[Part::Text("nothing")]),
                (Variant::Name("one"), &[Part::Arg("n"), Part::Text(" record")]),
                (Variant::Name("other"), &[Part::Arg("n"), Part::Text(" records")]),
            ],
        },
        Part::Text("."),
    ];

    #[test]
    fn numbers_choose_by_value_then_category() {
        check(Lang::En, RECORDS, &[("n", Arg::Number(0))], "nothing.");
        check(Lang::En, RECORDS, &[("n", 1_i64.into())], "1 record.");
        check(Lang::En, RECORDS, &[("n", 1234_usize.into())], "1,234 records.");
        check(Lang::Zh, RECORDS, &[("n", 1_i64.into())], "1 records.");
    }

    #[test]
    fn words_choose_by_equality_and_fall_back() {
        let parts: &[Part] = &[Part::Select {
            arg: "kind",
            default: 1,
            variants: &[(Variant::Name("won"), &[Part::Text("赢")]), (Variant::Name("lost"), &[Part::Text("输")])],
        }];
        check(Lang::Zh, parts, &[("kind", "won".into())], "赢");
        check(Lang::Zh, parts, &[("kind", "other".into())], "输");
        check(Lang::Zh, parts, &[], "输");
    }

    #[test]
    fn a_missing_argument_shows_its_name() {
        check(Lang::En, &[Part::Text("Hello "), Part::Arg("name")], &[], "Hello {$name}");
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
