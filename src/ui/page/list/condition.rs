//! A filter in words: field, operator and value as its chip shows them, and the values that may be
//! picked for a field.

use super::List;
use crate::app::{Filter, Query, Test};
use crate::crm::schema::{Field, Kind, entity};
use crate::i18n::{Arg, Lang, format, key};
use crate::ui::present;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The key that stands for the member who looks.
pub(super) const ME: &str = "@me";
/// The most values offered at once; typing narrows them.
const OFFERED: usize = 50;

/// A filter in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    pub field: String,
    pub operator: String,
    pub value: String,
}

impl Words {
    /// All of it, for the name of a button.
    pub(super) fn sentence(&self) -> String {
        [&self.field, &self.operator, &self.value].map(String::as_str).join(" ").trim_end().to_owned()
    }
}

/// A filter in words; reactive on language and records.
pub(super) fn words(list: List, filter: &Filter) -> Words {
    let session = list.session;
    let Some(field) = list.table.field(&filter.field) else { return Words::default() };
    let value = match &filter.test {
        Test::AnyOf(keys) => several(session, field, keys),
        Test::Contains(text) => text.clone(),
        Test::AtLeast(number) | Test::AtMost(number) => format::number(*number),
        Test::Since(day) | Test::Until(day) => format::date(session.lang.get(), *day, session.now().today()),
        Test::Blank | Test::Present => String::new(),
    };
    Words { field: session.t(field.label), operator: session.t(operator(&filter.test)), value }
}

/// The message key of the operator of a test.
fn operator(test: &Test) -> &'static str {
    match test {
        Test::AnyOf(keys) if keys.len() > 1 => key::FILTER_ANY_MANY,
        Test::AnyOf(_) => key::FILTER_ANY,
        Test::Contains(_) => key::FILTER_HAS,
        Test::AtLeast(_) => key::FILTER_MIN,
        Test::AtMost(_) => key::FILTER_MAX,
        Test::Since(_) => key::FILTER_SINCE,
        Test::Until(_) => key::FILTER_UNTIL,
        Test::Blank => key::FILTER_BLANK,
        Test::Present => key::FILTER_SET,
    }
}

/// The message key of the operator a filter menu offers under this name.
pub(super) fn operator_named(name: &str) -> &'static str {
    match name {
        "any" => key::FILTER_ANY_MANY,
        "has" => key::FILTER_HAS,
        "min" => key::FILTER_MIN,
        "max" => key::FILTER_MAX,
        "since" => key::FILTER_SINCE,
        "until" => key::FILTER_UNTIL,
        "blank" => key::FILTER_BLANK,
        _ => key::FILTER_SET,
    }
}

/// The name under which a filter menu offers a test, and the text its editor starts with.
pub(super) fn parts(test: &Test) -> (&'static str, String) {
    match test {
        Test::AnyOf(_) => ("any", String::new()),
        Test::Contains(text) => ("has", text.clone()),
        Test::AtLeast(number) => ("min", number.to_string()),
        Test::AtMost(number) => ("max", number.to_string()),
        Test::Since(day) => ("since", day.to_string()),
        Test::Until(day) => ("until", day.to_string()),
        Test::Blank => ("blank", String::new()),
        Test::Present => ("set", String::new()),
    }
}

/// The test of this name with what was picked or typed; `None` while that is not enough.
pub(super) fn test(name: &str, picked: &[String], typed: &str) -> Option<Test> {
    let typed = typed.trim();
    let number = || typed.replace([',', '，', ' '], "").parse().ok();
    match name {
        "any" => (!picked.is_empty()).then(|| Test::AnyOf(picked.to_vec())),
        "has" => (!typed.is_empty()).then(|| Test::Contains(typed.to_owned())),
        "min" => number().map(Test::AtLeast),
        "max" => number().map(Test::AtMost),
        "since" => typed.parse().ok().map(Test::Since),
        "until" => typed.parse().ok().map(Test::Until),
        "blank" => Some(Test::Blank),
        "set" => Some(Test::Present),
        _ => None,
    }
}

/// The first two values by name, and how many more.
fn several(session: Session, field: &Field, keys: &[String]) -> String {
    let separator = if session.lang.get() == Lang::Zh { "、" } else { ", " };
    let first: Vec<String> = keys.iter().take(2).map(|key| label(session, field, key)).collect();
    let first = first.join(separator);
    match keys.len().saturating_sub(2) {
        0 => first,
        more => session.tw(key::FILTER_MORE, &[("first", first.into()), ("n", Arg::from(more))]),
    }
}

/// What a value that can be picked is called.
pub(super) fn label(session: Session, field: &Field, value: &str) -> String {
    match field.kind {
        _ if value == ME => session.t(key::FILTER_ME),
        Kind::Choice(choices) => present::choice(session.lang.get(), choices, value),
        Kind::Bool => session.t(if value == "true" { key::YES } else { key::NO }),
        Kind::Link(entities) => session.read(|view| {
            let found = entities.iter().find_map(|entity| view.get(entity, value));
            found.map_or_else(|| value.to_owned(), |rec| rec.title())
        }),
        _ => value.to_owned(),
    }
}

/// The values that may be picked for a field, with their names; `typed` narrows them. Links are found
/// as in search, by 汉字, pinyin and initials.
pub(super) fn offers(list: List, field: &'static Field, typed: &str) -> Vec<(String, String)> {
    let session = list.session;
    let named = |value: &str| (value.to_owned(), label(session, field, value));
    let fits = |(_, name): &(String, String)| name.to_lowercase().contains(&typed.to_lowercase());
    match field.kind {
        Kind::Choice(choices) => choices.iter().map(|choice| named(choice.key)).filter(fits).collect(),
        Kind::Bool => ["true", "false"].into_iter().map(named).filter(fits).collect(),
        Kind::Link(entities) => {
            let mut offers = Vec::new();
            let own = session.read(|view| view.my_link().as_link().map(|(entity, _)| entity.to_owned()));
            if own.is_some_and(|own| entities.contains(&own.as_str())) {
                offers.extend(Some(named(ME)).filter(fits));
            }
            let query = Query { search: typed.to_owned(), ..Query::default() };
            for table in entities.iter().filter_map(|key| entity(key)) {
                let found = session.rows(table, &query).refs;
                offers.extend(found.iter().take(OFFERED).map(|at| named(&at.id)));
            }
            offers.truncate(OFFERED);
            offers
        }
        Kind::Tags => {
            let used: BTreeSet<String> = session.read(|view| {
                view.records(list.table.key).flat_map(|rec| rec.tags(field.key)).map(str::to_owned).collect()
            });
            used.iter().map(|tag| named(tag)).filter(fits).take(OFFERED).collect()
        }
        _ => Vec::new(),
    }
}
