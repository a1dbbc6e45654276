//! A filter in words: field, operator and value as its chip shows them, and the values that may be
//! picked for a field.

use super::List;
use crate::app::query::{ME, TEAM};
use crate::app::{Filter, Period, Query, Test};
use crate::crm::schema::{Field, Kind, entity};
use crate::i18n::{Arg, Lang, format, key};
use crate::ui::present;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::collections::BTreeSet;

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

/// A filter in words; reactive on language and records. Of a group every condition, joined.
pub(super) fn words(list: List, filter: &Filter) -> Words {
    let session = list.session;
    let (field, test) = match filter {
        Filter::One { field, test } => (field, test),
        Filter::Any(of) => return group(list, of, key::FILTER_OR, key::FILTER_GROUP_ANY),
        Filter::All(of) => return group(list, of, key::FILTER_AND, key::FILTER_GROUP_ALL),
    };
    let Some(field) = list.table.field(field) else { return Words::default() };
    let days = |n: &u16| session.tw(key::FILTER_DAYS, &[("n", Arg::from(usize::from(*n)))]);
    let value = match test {
        Test::AnyOf(keys) | Test::NoneOf(keys) => several(session, field, keys),
        Test::Contains(text) | Test::Lacks(text) | Test::Is(text) => text.clone(),
        Test::AtLeast(number) | Test::AtMost(number) => format::number(*number),
        Test::Since(day) | Test::Until(day) => format::date(session.lang.get(), *day, session.now().today()),
        Test::Within(period) => session.t(period_word(*period)),
        Test::Last(n) | Test::Next(n) | Test::Idle(n) => days(n),
        Test::Blank | Test::Present => String::new(),
    };
    let operator = match test {
        Test::AnyOf(keys) if keys.len() == 1 => key::FILTER_ANY,
        Test::NoneOf(keys) if keys.len() == 1 => key::FILTER_NONE_OF_ONE,
        test => operator_named(test.name()),
    };
    Words { field: session.t(field.label), operator: session.t(operator), value }
}

/// The words of a group: how it joins, and its conditions.
fn group(list: List, of: &[Filter], join: &'static str, name: &'static str) -> Words {
    let session = list.session;
    let sentence = |filter: &Filter| match filter {
        Filter::One { .. } => words(list, filter).sentence(),
        _ => format!("({})", words(list, filter).value),
    };
    let join = format!(" {} ", session.t(join));
    let value = of.iter().map(sentence).collect::<Vec<_>>().join(&join);
    Words { field: session.t(name), operator: String::new(), value }
}

/// The message key of the operator a filter menu offers under this name.
pub(super) fn operator_named(name: &str) -> &'static str {
    match name {
        "any" => key::FILTER_ANY_MANY,
        "none" => key::FILTER_NONE,
        "has" => key::FILTER_HAS,
        "lacks" => key::FILTER_LACKS,
        "is" => key::FILTER_IS,
        "min" => key::FILTER_MIN,
        "max" => key::FILTER_MAX,
        "since" => key::FILTER_SINCE,
        "until" => key::FILTER_UNTIL,
        "within" => key::FILTER_WITHIN,
        "last" => key::FILTER_LAST,
        "next" => key::FILTER_NEXT,
        "idle" => key::FILTER_IDLE,
        "blank" => key::FILTER_BLANK,
        _ => key::FILTER_SET,
    }
}

/// The message key of a period's name.
pub(super) fn period_word(period: Period) -> &'static str {
    match period {
        Period::Today => key::PERIOD_TODAY,
        Period::Yesterday => key::PERIOD_YESTERDAY,
        Period::Tomorrow => key::PERIOD_TOMORROW,
        Period::ThisWeek => key::PERIOD_WEEK,
        Period::LastWeek => key::PERIOD_LASTWEEK,
        Period::NextWeek => key::PERIOD_NEXTWEEK,
        Period::ThisMonth => key::PERIOD_MONTH,
        Period::LastMonth => key::PERIOD_LASTMONTH,
        Period::NextMonth => key::PERIOD_NEXTMONTH,
        Period::ThisQuarter => key::PERIOD_QUARTER,
        Period::ThisYear => key::PERIOD_YEAR,
        Period::LastYear => key::PERIOD_LASTYEAR,
        Period::Past => key::PERIOD_PAST,
        Period::Future => key::PERIOD_FUTURE,
    }
}

/// What the editor of a test starts with: what is ticked, and what is typed.
pub(super) fn parts(test: &Test) -> (Vec<String>, String) {
    match test {
        Test::AnyOf(keys) | Test::NoneOf(keys) => (keys.clone(), String::new()),
        Test::Contains(text) | Test::Lacks(text) | Test::Is(text) => (Vec::new(), text.clone()),
        Test::AtLeast(number) | Test::AtMost(number) => (Vec::new(), number.to_string()),
        Test::Since(day) | Test::Until(day) => (Vec::new(), day.to_string()),
        Test::Within(period) => (Vec::new(), period.key().to_owned()),
        Test::Last(n) | Test::Next(n) | Test::Idle(n) => (Vec::new(), n.to_string()),
        Test::Blank | Test::Present => (Vec::new(), String::new()),
    }
}

/// What an editor of a new test of this name starts with.
pub(super) fn first_typed(name: &str) -> &'static str {
    match name {
        "within" => "week",
        "idle" => "15",
        "last" | "next" => "7",
        _ => "",
    }
}

/// The test of this name with what was picked or typed; `None` while that is not enough.
pub(super) fn test(name: &str, picked: &[String], typed: &str) -> Option<Test> {
    let typed = typed.trim();
    let number = || typed.replace([',', '，', ' '], "").parse().ok();
    let text = |make: fn(String) -> Test| (!typed.is_empty()).then(|| make(typed.to_owned()));
    let keys = |make: fn(Vec<String>) -> Test| (!picked.is_empty()).then(|| make(picked.to_vec()));
    let days = || typed.parse().ok();
    match name {
        "any" => keys(Test::AnyOf),
        "none" => keys(Test::NoneOf),
        "has" => text(Test::Contains),
        "lacks" => text(Test::Lacks),
        "is" => text(Test::Is),
        "min" => number().map(Test::AtLeast),
        "max" => number().map(Test::AtMost),
        "since" => typed.parse().ok().map(Test::Since),
        "until" => typed.parse().ok().map(Test::Until),
        "within" => Period::of_key(typed).map(Test::Within),
        "last" => days().map(Test::Last),
        "next" => days().map(Test::Next),
        "idle" => days().map(Test::Idle),
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
        _ if value == TEAM => session.t(key::FILTER_TEAM),
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
        Kind::Choice(choices) | Kind::Choices(choices) => {
            choices.iter().map(|choice| named(choice.key)).filter(fits).collect()
        }
        Kind::Bool => ["true", "false"].into_iter().map(named).filter(fits).collect(),
        Kind::Link(entities) => {
            let mut offers = Vec::new();
            let own = session.read(|view| view.my_link().as_link().map(|(entity, _)| entity.to_owned()));
            if own.is_some_and(|own| entities.contains(&own.as_str())) {
                offers.extend([ME, TEAM].into_iter().map(named).filter(fits));
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
