//! Presentation: a field's value as a person reads it, in one place for lists, records and cards.

use crate::crm::schema::{Choice, Field, Kind};
use crate::crm::{Now, Rec, View};
use crate::i18n::{Lang, format, key, text};
use crate::ledger::Value;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The value of a field of a record as text; empty if it has none.
#[must_use]
pub fn field(lang: Lang, rec: &Rec<'_>, field: &Field, now: &Now) -> String {
    value(lang, rec, field.kind, &rec.value(field, now), now)
}

/// A value of a type as text; links are looked up in the record's view.
#[must_use]
pub fn value(lang: Lang, rec: &Rec<'_>, kind: Kind, value: &Value, now: &Now) -> String {
    seen(lang, &rec.view, kind, value, now)
}

/// A value of a type as text, for whoever looks.
#[must_use]
pub fn seen(lang: Lang, view: &View<'_>, kind: Kind, value: &Value, now: &Now) -> String {
    told(lang, kind, value, now, &|link| view.follow(link).map_or_else(String::new, |to| to.title()))
}

/// A value of a type as text, where nothing can be looked up: a link is blank.
#[must_use]
pub fn unlinked(lang: Lang, kind: Kind, value: &Value, now: &Now) -> String {
    told(lang, kind, value, now, &|_| String::new())
}

fn told(lang: Lang, kind: Kind, value: &Value, now: &Now, follow: &dyn Fn(&Value) -> String) -> String {
    match (kind, value) {
        (Kind::Choice(choices) | Kind::Choices(choices), Value::Text(text)) => choice(lang, choices, text),
        (_, Value::Link(..)) => follow(value),
        (_, Value::Null) => String::new(),
        (_, Value::Bool(truth)) => text(lang, if *truth { key::YES } else { key::NO }),
        (_, Value::Text(text)) => text.clone(),
        (Kind::Decimal(places), Value::Int(number)) => format::decimal(*number, places),
        (_, Value::Int(number)) => format::number(*number),
        (_, Value::Date(date)) => format::date(lang, *date, now.today()),
        (_, Value::At(instant)) => moment(lang, *instant, now),
        (_, Value::Money(minor, currency)) => format::money(*minor, currency),
        (_, Value::List(items)) => {
            let separator = if lang == Lang::Zh { "、" } else { ", " };
            let words = items.iter().map(|item| told(lang, kind, item, now, follow));
            words.collect::<Vec<_>>().join(separator)
        }
        (_, Value::Other(_)) => text(lang, key::VALUE_NEWER),
    }
}

/// The word of a choice; an unknown key is its own word.
#[must_use]
pub fn choice(lang: Lang, choices: &[Choice], stored: &str) -> String {
    choices
        .iter()
        .find(|choice| choice.key == stored)
        .map_or_else(|| stored.to_owned(), |choice| text(lang, choice.label))
}

/// An element of a set in words: a choice by its word, a free one by itself.
#[must_use]
pub fn element(lang: Lang, kind: Kind, element: &str) -> String {
    match kind {
        Kind::Choices(choices) => choice(lang, choices, element),
        _ => element.to_owned(),
    }
}

/// What the records of a group are called by what they have in common: a month by its name, those without a value
/// by the field they lack.
#[must_use]
pub fn group(session: Session, field: &Field, value: &Value) -> String {
    let (lang, now) = (session.lang.get(), session.now());
    let name = match (value, field.kind) {
        (Value::Date(month), Kind::Date | Kind::When | Kind::Instant) => format::month(lang, *month),
        (value, kind) => session.read(|view| seen(lang, &view, kind, value, &now)),
    };
    let none = || session.tw(key::GROUP_NONE, &[("field", session.t(field.label).into())]);
    if name.is_empty() { none() } else { name }
}

/// Sums of several currencies.
#[must_use]
pub fn sums(sums: &BTreeMap<String, i64>) -> String {
    let sums = sums.iter().map(|(currency, minor)| format::money(*minor, currency));
    sums.collect::<Vec<_>>().join(" + ")
}

/// An instant in the viewer's zone.
#[must_use]
pub fn moment(lang: Lang, instant: i64, now: &Now) -> String {
    format::local(instant, now.offset).map(|at| format::moment(lang, at.naive_local(), now.today())).unwrap_or_default()
}

/// The name of the member who wrote something; "somebody" if that is not known.
#[must_use]
pub fn author(lang: Lang, view: &View<'_>, member: Option<&str>) -> String {
    let name = member.and_then(|id| view.get("member", id)).map(|member| member.title()).unwrap_or_default();
    if name.is_empty() { text(lang, key::AUTHOR_UNKNOWN) } else { name }
}
