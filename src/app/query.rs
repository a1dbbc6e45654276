//! Queries: which records of an entity a list shows, in which order, and how its address says so.
//!
//! A list is a [`Query`] and a query is its address: [`Query::to_address`] and [`Query::from_address`]
//! are inverse, so a link, the Back button and a second tab show exactly the same view.

use crate::crm::schema::{Field, Kind, Mark};
use crate::crm::search::{self, SearchIndex};
use crate::crm::{Entity, Now, Rec, Ref, View, entity, pinyin};
use crate::ledger::Value;
use crate::ledger::order::sort_by_cached_key;
use chrono::NaiveDate;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Only records of this status (the key of a choice); all but voided ones if `None` (F7).
    pub tab: Option<String>,
    /// Only records that pass every one of these.
    pub filters: Vec<Filter>,
    /// Only records that match these words (汉字, latin, pinyin, initials, digits).
    pub search: String,
    /// By which field, and whether descending; the table's own order if `None`.
    pub sort: Option<(String, bool)>,
}

/// A condition on one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The field's key.
    pub field: String,
    /// What its value must be like.
    pub test: Test,
}

/// What a value must be like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// One of these: choice keys, record ids, tags, `true` or `false`; `@me` is the member who looks.
    AnyOf(Vec<String>),
    /// Text that contains this, case folded.
    Contains(String),
    /// A number (money: major units) or rating of at least this.
    AtLeast(i64),
    /// A number (money: major units) or rating of at most this.
    AtMost(i64),
    /// A day on or after this.
    Since(NaiveDate),
    /// A day on or before this.
    Until(NaiveDate),
    /// No value.
    Blank,
    /// Any value.
    Present,
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The records, in order.
    pub refs: Vec<Ref>,
    /// How many records the entity has, voided ones left out.
    pub total: usize,
    /// How many records pass filters and search, by status, whatever the tab.
    pub by_status: BTreeMap<String, usize>,
    /// How many records pass filters and search in all tabs together.
    pub matching: usize,
}

impl Query {
    /// Answers the query.
    #[must_use]
    pub fn ask(&self, view: &View<'_>, table: &'static Entity, index: &SearchIndex, now: &Now) -> Rows {
        let status = table.status.and_then(|key| table.field(key));
        let wanted = search::Query::new(&self.search);
        let filters: Vec<(&'static Field, &Test)> =
            self.filters.iter().filter_map(|filter| Some((table.field(&filter.field)?, &filter.test))).collect();
        let mut rows = Rows::default();
        let mut found: Vec<Rec<'_>> = Vec::new();
        for rec in view.records(table.key) {
            let state = status.map(|field| rec.value(field, now));
            let state = state.as_deref().and_then(Value::as_text).unwrap_or_default();
            rows.total += usize::from(!is_void(status, state));
            let passes = index.fits(&rec, &wanted)
                && filters.iter().all(|(field, test)| test.passes(&rec.value(field, now), view.me(), now));
            if !passes {
                continue;
            }
            rows.matching += 1;
            if !state.is_empty() {
                *rows.by_status.entry(state.to_owned()).or_default() += 1;
            }
            if self.tab.as_deref().map_or_else(|| !is_void(status, state), |tab| tab == state) {
                found.push(rec);
            }
        }
        self.sort(table, &mut found, now);
        rows.refs = found.iter().map(Rec::at).collect();
        rows
    }

    fn sort(&self, table: &'static Entity, found: &mut Vec<Rec<'_>>, now: &Now) {
        let (key, descending) = self.sort.as_ref().map_or(table.sort, |(key, down)| (key.as_str(), *down));
        let Some(field) = table.field(key) else { return };
        sort_by_cached_key(found, |rec| {
            let key = Key::of(&rec.value(field, now), &rec.view);
            (Directed { key, descending }, std::cmp::Reverse(rec.created().0), rec.id.to_owned())
        });
    }

    /// The query as the part of an address after `?`, empty for the plain list.
    #[must_use]
    pub fn to_address(&self) -> String {
        let mut parts = Vec::new();
        if let Some(tab) = &self.tab {
            parts.push(format!("tab={}", escape(tab)));
        }
        if !self.search.is_empty() {
            parts.push(format!("q={}", escape(&self.search)));
        }
        if let Some((field, descending)) = &self.sort {
            parts.push(format!("sort={}{}", if *descending { "-" } else { "" }, escape(field)));
        }
        parts.extend(self.filters.iter().map(|filter| {
            let (name, value) = filter.test.spelled();
            format!("f={}~{name}~{value}", escape(&filter.field))
        }));
        parts.join("&")
    }

    /// The query that an address spells; what it does not understand it leaves out.
    #[must_use]
    pub fn from_address(text: &str) -> Query {
        let mut query = Query::default();
        for (key, value) in text.split('&').filter_map(|part| part.split_once('=')) {
            match key {
                "tab" => query.tab = Some(unescape(value)),
                "q" => query.search = unescape(value),
                "sort" => {
                    let descending = value.starts_with('-');
                    query.sort = Some((unescape(value.trim_start_matches('-')), descending));
                }
                "f" => query.filters.extend(Filter::read(value)),
                _ => {}
            }
        }
        query
    }
}

impl Filter {
    fn read(text: &str) -> Option<Filter> {
        let mut parts = text.splitn(3, '~');
        let (field, name, value) = (parts.next()?, parts.next()?, parts.next()?);
        let number = || unescape(value).parse().ok();
        let day = || unescape(value).parse().ok();
        let test = match name {
            "any" => Test::AnyOf(value.split(',').map(unescape).collect()),
            "has" => Test::Contains(unescape(value)),
            "min" => Test::AtLeast(number()?),
            "max" => Test::AtMost(number()?),
            "since" => Test::Since(day()?),
            "until" => Test::Until(day()?),
            "blank" => Test::Blank,
            "set" => Test::Present,
            _ => return None,
        };
        Some(Filter { field: unescape(field), test })
    }
}

impl Test {
    fn spelled(&self) -> (&'static str, String) {
        match self {
            Test::AnyOf(keys) => ("any", keys.iter().map(|key| escape(key)).collect::<Vec<_>>().join(",")),
            Test::Contains(text) => ("has", escape(text)),
            Test::AtLeast(number) => ("min", number.to_string()),
            Test::AtMost(number) => ("max", number.to_string()),
            Test::Since(day) => ("since", day.to_string()),
            Test::Until(day) => ("until", day.to_string()),
            Test::Blank => ("blank", String::new()),
            Test::Present => ("set", String::new()),
        }
    }

    /// Whether a value passes, for the member `me`.
    #[must_use]
    pub fn passes(&self, value: &Value, me: &str, now: &Now) -> bool {
        let day = || match value {
            Value::Date(date) => Some(*date),
            Value::At(instant) => Some(now.date_of(*instant)),
            _ => None,
        };
        let number = || match value {
            Value::Int(number) => Some(*number),
            Value::Money(minor, currency) => Some(minor / 10i64.pow(crate::crm::input::digits(currency))),
            _ => None,
        };
        match self {
            Test::AnyOf(keys) => {
                let any = |text: &str| keys.iter().any(|key| if key == "@me" { me == text } else { key == text });
                match value {
                    Value::Text(text) => any(text),
                    Value::Link(_, id) => any(id),
                    Value::Bool(truth) => any(if *truth { "true" } else { "false" }),
                    Value::List(items) => items.iter().filter_map(Value::as_text).any(any),
                    _ => false,
                }
            }
            Test::Contains(text) => {
                let text = text.to_lowercase();
                let has = |value: &Value| value.as_text().is_some_and(|own| own.to_lowercase().contains(&text));
                has(value) || matches!(value, Value::List(items) if items.iter().any(has))
            }
            Test::AtLeast(bound) => number().is_some_and(|number| number >= *bound),
            Test::AtMost(bound) => number().is_some_and(|number| number <= *bound),
            Test::Since(bound) => day().is_some_and(|day| day >= *bound),
            Test::Until(bound) => day().is_some_and(|day| day <= *bound),
            Test::Blank => value.is_empty(),
            Test::Present => !value.is_empty(),
        }
    }
}

/// Whether a state is that of voided records, which only their own tab shows.
fn is_void(status: Option<&Field>, state: &str) -> bool {
    let Some(Kind::Choice(choices)) = status.map(|field| field.kind) else { return false };
    choices.iter().any(|choice| choice.key == state && choice.mark == Some(Mark::Void))
}

/// The tests that make sense for a type, in the order a filter menu offers them.
#[must_use]
pub fn tests_for(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Choice(_) | Kind::Bool => &["any", "blank", "set"],
        Kind::Link(_) | Kind::Tags => &["any", "blank", "set"],
        Kind::Int | Kind::Money | Kind::Rating(_) => &["min", "max", "blank", "set"],
        Kind::Date | Kind::When | Kind::Instant => &["since", "until", "blank", "set"],
        Kind::Text | Kind::LongText | Kind::Url | Kind::Point(_) => &["has", "blank", "set"],
    }
}

/// A sort key of one field: blanks last, whichever way the rest goes.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Text(String),
    Blank,
}

impl Key {
    fn of(value: &Value, view: &View<'_>) -> Key {
        match value {
            Value::Int(number) | Value::At(number) | Value::Money(number, _) => Key::Number(*number),
            Value::Bool(truth) => Key::Number(i64::from(*truth)),
            Value::Date(date) => Key::Number(date.and_hms_opt(0, 0, 0).map_or(0, |at| at.and_utc().timestamp_millis())),
            Value::Text(text) if !text.is_empty() => Key::Text(pinyin::sort_key(text)),
            link @ Value::Link(..) => {
                view.follow(link).map_or(Key::Blank, |to| Key::Text(pinyin::sort_key(&to.title())))
            }
            Value::List(items) => items.first().map_or(Key::Blank, |first| Key::of(first, view)),
            _ => Key::Blank,
        }
    }
}

#[derive(PartialEq, Eq)]
struct Directed {
    key: Key,
    descending: bool,
}

impl Ord for Directed {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.key, &other.key) {
            (Key::Blank, Key::Blank) => Ordering::Equal,
            (Key::Blank, _) => Ordering::Greater,
            (_, Key::Blank) => Ordering::Less,
            (a, b) if self.descending => b.cmp(a),
            (a, b) => a.cmp(b),
        }
    }
}

impl PartialOrd for Directed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The table that a word of an address names.
#[must_use]
pub fn table_by_slug(slug: &str) -> Option<&'static Entity> {
    crate::crm::entities().iter().copied().find(|table| table.slug == slug).or_else(|| entity(slug))
}

/// Percent-escapes what separates the parts of an address, and nothing else, so that 汉字 stay legible.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' | '&' | '=' | '~' | ',' | '?' | '#' | '/' | '+' | '"' | '<' | '>' | '-' => {
                escaped.push_str(&format!("%{:02X}", c as u32));
            }
            c if c.is_ascii_whitespace() || c.is_ascii_control() => escaped.push_str(&format!("%{:02X}", c as u32)),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Reads what [`escape`] or a browser wrote.
#[must_use]
pub fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = (first == b'%').then(|| tail.get(..2)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        rest = if byte.is_some() { &tail[2..] } else { tail };
        bytes.push(byte.unwrap_or(first));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_test() -> impl Strategy<Value = Test> {
        prop_oneof![
            prop::collection::vec(".{1,8}", 1..4).prop_map(Test::AnyOf),
            ".{0,12}".prop_map(Test::Contains),
            any::<i64>().prop_map(Test::AtLeast),
            any::<i64>().prop_map(Test::AtMost),
            (1i32..9999, 1u32..13, 1u32..29)
                .prop_map(|(y, m, d)| Test::Since(NaiveDate::from_ymd_opt(y, m, d).unwrap_or_default())),
            Just(Test::Blank),
            Just(Test::Present),
        ]
    }

    proptest! {
        #[test]
        fn an_address_restores_the_view_exactly(
            tab in prop::option::of(".{1,10}"),
            search in ".{0,20}",
            sort in prop::option::of(("[a-z_]{1,10}", any::<bool>())),
            filters in prop::collection::vec(("[a-z_]{1,10}", any_test()), 0..4),
        ) {
            let filters = filters.into_iter().map(|(field, test)| Filter { field, test }).collect();
            let query = Query { tab, filters, search, sort };
            prop_assert_eq!(Query::from_address(&query.to_address()), query);
        }
    }

    #[test]
    fn me_is_whoever_looks() {
        let now = Now { instant: 0, offset: 480 };
        let test = Test::AnyOf(vec!["@me".into()]);
        assert!(test.passes(&Value::Link("member".into(), "anna".into()), "anna", &now));
        assert!(!test.passes(&Value::Link("member".into(), "anna".into()), "bo", &now));
    }
}
