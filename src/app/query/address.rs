//! Addresses: a query as the part of an address after `?`, and back.
//!
//! Parts that say nothing are left out, so the plain list has the plain address. What stands here is kept
//! in links and saved views for ever: words may be added, and none may change its meaning.

use super::{Density, Face, Filter, Period, Query, Shown, Test};
use crate::crm::{Entity, entity};

/// How deep groups of filters may be nested. More than a person can follow, and no more than a stack can.
const DEEPEST: usize = 16;
/// How many filters one address may hold.
const MOST: usize = 400;

impl Query {
    /// The query as the part of an address after `?`, empty for the plain list.
    #[must_use]
    pub fn to_address(&self) -> String {
        let mut parts = Vec::new();
        let mut part = |key: &str, value: String| parts.push(format!("{key}={value}"));
        if let Some(saved) = &self.saved {
            part("v", escape(saved));
        }
        if let Some(tab) = &self.tab {
            part("tab", escape(tab));
        }
        if !self.search.is_empty() {
            part("q", escape(&self.search));
        }
        if !self.sort.is_empty() {
            let sort = |(field, down): &(String, bool)| format!("{}{}", if *down { "-" } else { "" }, escape(field));
            part("sort", self.sort.iter().map(sort).collect::<Vec<_>>().join(","));
        }
        if let Some(group) = &self.group {
            part("group", escape(group));
        }
        if !self.columns.is_empty() {
            part("cols", self.columns.iter().map(Shown::spelled).collect::<Vec<_>>().join(","));
        }
        if self.density != Density::Normal {
            part("rows", self.density.key().to_owned());
        }
        match &self.face {
            Face::Table => {}
            Face::Board(field) => part("as", format!("board~{}", escape(field))),
            Face::Calendar(field) => part("as", format!("calendar~{}", escape(field))),
        }
        if !self.limits.is_empty() {
            let limit = |(column, most): &(String, u16)| format!("{}~{most}", escape(column));
            part("limit", self.limits.iter().map(limit).collect::<Vec<_>>().join(","));
        }
        for filter in &self.filters {
            let mut words = Vec::new();
            filter.spell(&mut words);
            part(if words.len() == 1 && matches!(filter, Filter::One { .. }) { "f" } else { "g" }, words.join("+"));
        }
        if let Some(peek) = &self.peek {
            part("peek", escape(peek));
        }
        parts.join("&")
    }

    /// The query that an address spells; what it does not understand it leaves out.
    #[must_use]
    pub fn from_address(text: &str) -> Query {
        let mut query = Query::default();
        for (key, value) in text.split('&').filter_map(|part| part.split_once('=')) {
            match key {
                "v" => query.saved = Some(unescape(value)),
                "tab" => query.tab = Some(unescape(value)),
                "q" => query.search = unescape(value),
                "peek" => query.peek = Some(unescape(value)),
                "sort" => {
                    let sort = |text: &str| (unescape(text.trim_start_matches('-')), text.starts_with('-'));
                    query.sort = value.split(',').map(sort).filter(|(field, _)| !field.is_empty()).collect();
                }
                "group" => query.group = Some(unescape(value)),
                "cols" => query.columns = value.split(',').filter_map(Shown::read).collect(),
                "rows" => query.density = Density::of_key(value).unwrap_or_default(),
                "as" => {
                    let (face, field) = value.split_once('~').unwrap_or((value, ""));
                    query.face = match face {
                        "board" => Face::Board(unescape(field)),
                        "calendar" => Face::Calendar(unescape(field)),
                        _ => Face::Table,
                    };
                }
                "limit" => {
                    let limit = |text: &str| {
                        let (column, most) = text.split_once('~')?;
                        Some((unescape(column), most.parse().ok()?))
                    };
                    query.limits = value.split(',').filter_map(limit).collect();
                }
                "f" if query.filters.len() < MOST => query.filters.extend(condition(value)),
                "g" if query.filters.len() < MOST => {
                    let mut words = value.split('+').take(MOST);
                    query.filters.extend(Filter::read(&mut words, 0));
                }
                _ => {}
            }
        }
        query
    }
}

impl Shown {
    fn spelled(&self) -> String {
        let width = self.width.map(|width| width.to_string()).unwrap_or_default();
        let mut text = escape(&self.field);
        if self.pinned {
            text.push_str(&format!("~{width}~pin"));
        } else if !width.is_empty() {
            text.push_str(&format!("~{width}"));
        }
        text
    }

    fn read(text: &str) -> Option<Shown> {
        let mut parts = text.split('~');
        let field = unescape(parts.next()?);
        let width = parts.next().and_then(|width| width.parse().ok());
        (!field.is_empty()).then(|| Shown { field, width, pinned: parts.next() == Some("pin") })
    }
}

impl Filter {
    /// Spells it as words in Polish order: a group says how it joins and how many follow.
    fn spell(&self, words: &mut Vec<String>) {
        let mut group = |join: &str, of: &[Filter]| {
            words.push(format!("{join}/{}", of.len()));
            of.iter().for_each(|filter| filter.spell(words));
        };
        match self {
            Filter::Any(of) => group("any", of),
            Filter::All(of) => group("all", of),
            Filter::One { field, test } => {
                let (name, value) = test.spelled();
                words.push(format!("{}~{name}~{value}", escape(field)));
            }
        }
    }

    /// Reads one filter with all it holds. What it does not understand it leaves out.
    fn read(words: &mut dyn Iterator<Item = &str>, depth: usize) -> Option<Filter> {
        let word = words.next()?;
        if word.contains('~') || depth >= DEEPEST {
            return condition(word);
        }
        let (join, count) = word.split_once('/')?;
        let count = count.parse::<usize>().ok()?.min(MOST);
        // A condition of a newer version is one word, too.
        let mut of = Vec::new();
        for _ in 0..count {
            of.extend(Filter::read(words, depth + 1));
        }
        match join {
            "any" => Some(Filter::Any(of)),
            "all" => Some(Filter::All(of)),
            _ => None,
        }
    }
}

/// Reads a condition: field, test and value.
fn condition(text: &str) -> Option<Filter> {
    let mut parts = text.splitn(3, '~');
    let (field, name, value) = (parts.next()?, parts.next()?, parts.next()?);
    let keys = || value.split(',').map(unescape).collect();
    let (text, number, day) = (|| unescape(value), || unescape(value).parse().ok(), || unescape(value).parse().ok());
    let days = || value.parse().ok();
    let test = match name {
        "any" => Test::AnyOf(keys()),
        "none" => Test::NoneOf(keys()),
        "has" => Test::Contains(text()),
        "lacks" => Test::Lacks(text()),
        "is" => Test::Is(text()),
        "min" => Test::AtLeast(number()?),
        "max" => Test::AtMost(number()?),
        "since" => Test::Since(day()?),
        "until" => Test::Until(day()?),
        "within" => Test::Within(Period::of_key(value)?),
        "last" => Test::Last(days()?),
        "next" => Test::Next(days()?),
        "idle" => Test::Idle(days()?),
        "blank" => Test::Blank,
        "set" => Test::Present,
        _ => return None,
    };
    Some(Filter::One { field: unescape(field), test })
}

impl Test {
    /// Its name and its value, as an address spells them.
    fn spelled(&self) -> (&'static str, String) {
        let keys = |keys: &[String]| keys.iter().map(|key| escape(key)).collect::<Vec<_>>().join(",");
        match self {
            Test::AnyOf(of) => ("any", keys(of)),
            Test::NoneOf(of) => ("none", keys(of)),
            Test::Contains(text) => ("has", escape(text)),
            Test::Lacks(text) => ("lacks", escape(text)),
            Test::Is(text) => ("is", escape(text)),
            Test::AtLeast(number) => ("min", number.to_string()),
            Test::AtMost(number) => ("max", number.to_string()),
            Test::Since(day) => ("since", day.to_string()),
            Test::Until(day) => ("until", day.to_string()),
            Test::Within(period) => ("within", period.key().to_owned()),
            Test::Last(days) => ("last", days.to_string()),
            Test::Next(days) => ("next", days.to_string()),
            Test::Idle(days) => ("idle", days.to_string()),
            Test::Blank => ("blank", String::new()),
            Test::Present => ("set", String::new()),
        }
    }

    /// The name under which a filter menu offers it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.spelled().0
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
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn any_test() -> impl Strategy<Value = Test> {
        let keys = || prop::collection::vec(".{1,8}", 1..4);
        let day = || (1i32..9999, 1u32..13, 1u32..29).prop_map(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d));
        prop_oneof![
            keys().prop_map(Test::AnyOf),
            keys().prop_map(Test::NoneOf),
            ".{0,12}".prop_map(Test::Contains),
            ".{0,12}".prop_map(Test::Lacks),
            ".{0,12}".prop_map(Test::Is),
            any::<i64>().prop_map(Test::AtLeast),
            any::<i64>().prop_map(Test::AtMost),
            day().prop_map(|day| Test::Since(day.unwrap_or_default())),
            day().prop_map(|day| Test::Until(day.unwrap_or_default())),
            prop::sample::select(&Period::ALL[..]).prop_map(Test::Within),
            any::<u16>().prop_map(Test::Last),
            any::<u16>().prop_map(Test::Next),
            any::<u16>().prop_map(Test::Idle),
            Just(Test::Blank),
            Just(Test::Present),
        ]
    }

    fn any_filter() -> impl Strategy<Value = Filter> {
        let one = (".{1,10}", any_test()).prop_map(|(field, test)| Filter::One { field, test });
        one.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Filter::Any),
                prop::collection::vec(inner, 0..4).prop_map(Filter::All),
            ]
        })
    }

    fn any_query() -> impl Strategy<Value = Query> {
        let key = || ".{1,10}";
        let shown = (key(), prop::option::of(any::<u16>()), any::<bool>());
        let face = prop_oneof![Just(Face::Table), ".{0,8}".prop_map(Face::Board), ".{0,8}".prop_map(Face::Calendar),];
        let what = (
            prop::option::of(".{0,10}"),
            prop::option::of(key()),
            ".{0,20}",
            prop::collection::vec(any_filter(), 0..4),
        );
        let how = (
            prop::collection::vec((key(), any::<bool>()), 0..4),
            prop::option::of(key()),
            prop::collection::vec(shown.prop_map(|(field, width, pinned)| Shown { field, width, pinned }), 0..5),
            prop::sample::select(&Density::ALL[..]),
            face,
            prop::collection::vec((key(), any::<u16>()), 0..3),
            prop::option::of(key()),
        );
        (what, how).prop_map(|((saved, tab, search, filters), (sort, group, columns, density, face, limits, peek))| {
            Query { saved, tab, filters, search, sort, group, columns, density, face, limits, peek }
        })
    }

    proptest! {
        #[test]
        fn an_address_restores_the_view_exactly(query in any_query()) {
            prop_assert_eq!(Query::from_address(&query.to_address()), query);
        }

        #[test]
        fn no_address_is_too_odd_to_read(text in "([a-z]{0,4}[=&~,/+%-]|any/9|all/99999|g=|f=|.){0,60}") {
            let query = Query::from_address(&text);
            prop_assert_eq!(Query::from_address(&query.to_address()), query);
        }
    }

    #[track_caller]
    fn check(address: &str, expect: Query) {
        assert_eq!(Query::from_address(address), expect);
        assert_eq!(expect.to_address(), address);
    }

    #[test]
    fn addresses_of_the_first_release_still_read() {
        let old = "tab=following&q=%E6%B5%B7&sort=-score&f=source~any~expo,web&f=name~has~(any%2F2&f=owner~any~@me";
        let one = |field: &str, test| Filter::one(field, test);
        let query = Query::from_address(old);
        assert_eq!(query.tab.as_deref(), Some("following"));
        assert_eq!(query.search, "海");
        assert_eq!(query.sort, [("score".to_owned(), true)]);
        let expect = [
            one("source", Test::AnyOf(vec!["expo".into(), "web".into()])),
            one("name", Test::Contains("(any/2".into())),
            one("owner", Test::AnyOf(vec!["@me".into()])),
        ];
        assert_eq!(query.filters, expect);
        check("sort=name", Query { sort: vec![("name".into(), false)], ..Query::default() });
        check("", Query::default());
    }

    #[test]
    fn a_shaped_view_is_spelled_in_words() {
        let query = Query {
            sort: vec![("score".into(), true), ("name".into(), false)],
            group: Some("owner".into()),
            columns: vec![
                Shown { pinned: true, width: Some(240), ..Shown::new("name") },
                Shown { pinned: true, ..Shown::new("company") },
                Shown::new("status"),
            ],
            density: Density::Compact,
            face: Face::Board("stage".into()),
            limits: vec![("need".into(), 12), ("quote".into(), 5)],
            filters: vec![Filter::Any(vec![
                Filter::one("last_follow_up", Test::Idle(15)),
                Filter::All(vec![
                    Filter::one("next_contact", Test::Within(Period::ThisWeek)),
                    Filter::one("owner", Test::AnyOf(vec!["@team".into()])),
                ]),
            ])],
            ..Query::default()
        };
        check(
            "sort=-score,name&group=owner&cols=name~240~pin,company~~pin,status&rows=compact&as=board~stage\
             &limit=need~12,quote~5\
             &g=any/2+last_follow_up~idle~15+all/2+next_contact~within~week+owner~any~@team",
            query,
        );
    }

    #[test]
    fn groups_without_end_are_cut() {
        let deep = format!("g={}", "any/1+".repeat(100_000));
        assert!(Query::from_address(&deep).to_address().len() < 200);
        let wide = format!("g=any/999999999{}", "+a~blank~".repeat(100_000));
        let Some(Filter::Any(of)) = Query::from_address(&wide).filters.pop() else { panic!("a group") };
        assert!(of.len() < MOST);
    }
}
