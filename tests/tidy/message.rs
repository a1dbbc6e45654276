//! Message keys: each is used, and whatever looks like one exists.

use crate::source::{Source, all, texts};
use crate::{assert_none, assert_tidy, check};
use cove::i18n;
use std::collections::BTreeSet;

/// Literals that look like message keys but name none. The page's class names look so too, so pages take
/// their keys from `key::…`, which the compiler checks.
fn unknown(source: &Source) -> Vec<String> {
    if !["src/crm", "src/app", "src/exchange"].iter().any(|folder| source.is_in(folder)) {
        return Vec::new();
    }
    let families: BTreeSet<&str> = i18n::keys().iter().filter_map(|key| Some(key.split_once('-')?.0)).collect();
    let looks_like_key = |value: &str| {
        let family = value.split_once('-').map(|(family, _)| family);
        family.is_some_and(|family| families.contains(family))
            && value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    // The words of addresses and the names of icons look the same and are no messages.
    let is_other = |start: usize| ["slug: ", "icon: "].iter().any(|name| source.code[..start].ends_with(name));
    let wrong = source
        .strings
        .iter()
        .filter(|literal| looks_like_key(&literal.value) && !i18n::has(&literal.value) && !is_other(literal.start));
    wrong.map(|literal| source.at(literal.start, &format!("there is no message \"{}\"", literal.value))).collect()
}

/// Whether a message is used: by its constant, by its key, by a key that is put together, by the static
/// page, or by another message.
fn is_used(key: &str, sources: &[Source], page: &str, messages: &str) -> bool {
    let constant = format!("key::{}", key.to_ascii_uppercase().replace('-', "_"));
    let bare = &constant["key::".len()..];
    sources.iter().any(|source| {
        has_word(&source.code, &constant)
            || source.code.contains("use ") && source.code.contains("key::{") && has_word(&source.code, bare)
            || source.strings.iter().any(|literal| literal.value == key || fits(&literal.value, key))
    }) || messages.contains(&format!("{{ {key} }}"))
        || ["words", "both", "en", "zh"].iter().any(|kind| page.contains(&format!("{{{{{kind} {key}}}}}")))
}

/// Whether `text` contains `word` with no letter, digit or underscore after it or before it.
fn has_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| !text[at + word.len()..].starts_with(part) && !text[..at].ends_with(part))
}

/// Whether a format string such as `file-{}` or `file-{code}-title` can make the key.
fn fits(format: &str, key: &str) -> bool {
    let Some((prefix, rest)) = format.split_once('{') else { return false };
    let Some((_, suffix)) = rest.split_once('}') else { return false };
    let family = prefix.ends_with('-') && prefix.len() > 2;
    family && key.len() > prefix.len() + suffix.len() && key.starts_with(prefix) && key.ends_with(suffix)
}

#[test]
fn literal_keys_exist() {
    assert_tidy("a message is missing", unknown);
}

#[test]
fn every_message_is_used() {
    let sources: Vec<Source> = all().into_iter().filter(|source| source.path.starts_with("src/")).collect();
    let join = |texts: Vec<(String, String)>| texts.into_iter().map(|(_, text)| text).collect::<String>();
    let (page, messages) = (join(texts("public", "html")), join(texts("src/i18n/en", "ftl")));
    let unused = i18n::keys().iter().filter(|key| !is_used(key, &sources, &page, &messages));
    assert_none("a message nobody shows: use it or remove it", unused.map(|key| (*key).to_owned()).collect());
}

#[test]
fn the_rule_catches_unknown_keys() {
    let sample = "Field::new(\"app-nam\");\nField::new(\"app-name\");\nField::new(\"foreign-word\");\n";
    check(unknown, "src/crm/a.rs", sample, &[1]);
    check(unknown, "src/ui/a.rs", sample, &[]);
}

#[test]
fn uses_are_found() {
    let used = |key: &str, sample: &str| {
        is_used(key, &[Source::new("src/a.rs", sample)], "<p>{{words start}}</p>", "a = { part }")
    };
    assert!(used("lead-new", "text(lang, key::LEAD_NEW)"));
    assert!(!used("lead-new", "text(lang, key::LEAD_NEWER)"));
    assert!(used("lead-new", "label: \"lead-new\""));
    assert!(used("file-not-json", "format!(\"file-{}\", code)"));
    assert!(used("start", "") && used("part", "") && !used("other", ""));
    assert!(!used("lead-new", "// lead-new key::LEAD_NEW"));
    assert!(!used("lead-new", "format!(\"{a}\")"));
}
