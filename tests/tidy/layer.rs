//! Which part of the package may know which.

use crate::source::Source;
use crate::{assert_tidy, check};

/// What each layer may use besides itself.
const ARROWS: [(&str, &[&str]); 9] = [
    ("ledger", &[]),
    ("i18n", &[]),
    ("platform", &[]),
    ("crm", &["ledger"]),
    ("store", &["ledger"]),
    ("exchange", &["crm", "ledger"]),
    ("app", &["crm", "ledger", "exchange", "store"]),
    ("ui", &["app", "crm", "ledger", "i18n", "platform"]),
    ("build", &[]),
];

fn arrows(source: &Source) -> Vec<String> {
    let layer = source.layer();
    if layer.is_empty() || layer == "bin" {
        return Vec::new();
    }
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == layer) else {
        return vec![source.at(0, &format!("{layer} is no layer of tests/tidy/layer.rs"))];
    };
    let mut places = Vec::new();
    for (at, found) in source.code.match_indices("crate::") {
        let rest = &source.code[at + found.len()..];
        for used in heads(rest) {
            if used != layer && !allowed.contains(&used) && ARROWS.iter().any(|(name, _)| *name == used) {
                places.push(source.at(at, &format!("{layer} must not use {used}")));
            }
        }
    }
    places
}

/// The first names after `crate::`: one, or those of a braced list.
fn heads(rest: &str) -> Vec<&str> {
    let name = |text: &'_ str| text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let Some(list) = rest.strip_prefix('{') else { return vec![&rest[..name(rest)]] };
    let (mut depth, mut heads, mut start) = (0, Vec::new(), 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let item = list[start..at].trim_start();
                heads.push(&item[..name(item)]);
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    heads
}

#[test]
fn every_arrow_is_drawn() {
    assert_tidy("a layer uses what it must not know (architecture.md)", arrows);
}

#[test]
fn the_rule_catches_other_arrows() {
    check(arrows, "src/ledger/a.rs", "use super::b;\nuse crate::ledger::c;\nuse crate::crm::d;\n", &[3]);
    check(arrows, "src/ui/a.rs", "use crate::{app::A, ledger::{B, store}, store::C};\n// crate::store\n", &[1]);
    check(arrows, "src/app/a.rs", "fn a() { crate::i18n::text() }\nuse crate::crm;\n", &[1]);
    check(arrows, "src/bin/a.rs", "use cove::store::A;", &[]);
    check(arrows, "src/new/a.rs", "fn a() {}", &[1]);
}
