//! Filters: conditions on fields, nested with "and" and "or", and the sieve they make for one look.
//!
//! A sieve is made once for each look: the days of relative dates, who "me" and "my team" are and the
//! folded words are worked out there, so that a record costs nothing but the comparison.

use super::Period;
use crate::crm::schema::{Field, Kind};
use crate::crm::{Entity, Now, Rec, View, input, member};
use crate::ledger::Value;
use crate::ledger::order::gather;
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// The key that stands for the member who looks.
pub const ME: &str = "@me";
/// The key that stands for the members of their team, themselves included.
pub const TEAM: &str = "@team";

/// A condition, or several in a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter {
    /// On one field.
    One {
        /// The field's key.
        field: String,
        /// What its value must be like.
        test: Test,
    },
    /// One of these must pass.
    Any(Vec<Filter>),
    /// All of these must pass.
    All(Vec<Filter>),
}

/// What a value must be like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// One of these: choice keys, record ids, tags, `true` or `false`, [`ME`], [`TEAM`].
    AnyOf(Vec<String>),
    /// None of these; a blank passes.
    NoneOf(Vec<String>),
    /// Text that contains this, case folded.
    Contains(String),
    /// Text that does not; a blank passes.
    Lacks(String),
    /// Text that is this, case folded.
    Is(String),
    /// A number (money: major units) or rating of at least this.
    AtLeast(i64),
    /// A number (money: major units) or rating of at most this.
    AtMost(i64),
    /// A day on or after this.
    Since(NaiveDate),
    /// A day on or before this.
    Until(NaiveDate),
    /// A day of this period.
    Within(Period),
    /// A day of the last so many days, today included.
    Last(u16),
    /// A day of the next so many days, today included.
    Next(u16),
    /// Not for so many days: a day that long ago or longer, or never.
    Idle(u16),
    /// No value.
    Blank,
    /// Any value.
    Present,
}

impl Filter {
    /// A condition on one field.
    #[must_use]
    pub fn one(field: &str, test: Test) -> Filter {
        Filter::One { field: field.to_owned(), test }
    }
}

/// The tests that make sense for a type, in the order a filter menu offers them.
#[must_use]
pub fn tests_for(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Choice(_) | Kind::Link(_) | Kind::Tags | Kind::Choices(_) => &["any", "none", "blank", "set"],
        Kind::Bool => &["any", "blank", "set"],
        Kind::Int | Kind::Decimal(_) | Kind::Money | Kind::Rating(_) => &["min", "max", "blank", "set"],
        Kind::Date | Kind::When | Kind::Instant => {
            &["within", "idle", "last", "next", "since", "until", "blank", "set"]
        }
        Kind::Text | Kind::LongText | Kind::Formula | Kind::Url | Kind::Email | Kind::Phone | Kind::Point(_) => {
            &["has", "lacks", "is", "blank", "set"]
        }
    }
}

/// Filters made ready for one look. All must pass.
pub(in crate::app) struct Sieve(Vec<Node>);

enum Node {
    One(&'static Field, Check),
    Any(Vec<Node>),
    All(Vec<Node>),
}

enum Check {
    /// Whether one of these is among the values.
    Among(BTreeSet<String>, bool),
    /// Whether this is part of the text.
    Has(String, bool),
    Is(String),
    /// A number of major units between these.
    Number(i64, i64),
    /// A day between these; or none at all.
    Days {
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
        or_blank: bool,
    },
    Blank(bool),
}

impl Sieve {
    /// The sieve of filters, for the member who looks at this moment. A filter on a field that the table
    /// does not have, as of a newer version, lets everything pass.
    pub(in crate::app) fn new(filters: &[Filter], table: &'static Entity, view: &View<'_>, now: &Now) -> Sieve {
        Sieve(nodes(filters, table, view, now))
    }

    /// Whether a record passes.
    pub(in crate::app) fn passes(&self, rec: &Rec<'_>, now: &Now) -> bool {
        self.0.iter().all(|node| node.passes(rec, now))
    }
}

fn nodes(filters: &[Filter], table: &'static Entity, view: &View<'_>, now: &Now) -> Vec<Node> {
    let node = |filter: &Filter| {
        Some(match filter {
            Filter::One { field, test } => Node::One(table.field(field)?, Check::new(test, view, now)),
            Filter::Any(of) => Node::Any(nodes(of, table, view, now)),
            Filter::All(of) => Node::All(nodes(of, table, view, now)),
        })
    };
    filters.iter().filter_map(node).collect()
}

impl Node {
    fn passes(&self, rec: &Rec<'_>, now: &Now) -> bool {
        match self {
            Node::One(field, check) => check.passes(&rec.value(field, now), unit(field), now),
            Node::Any(of) => of.is_empty() || of.iter().any(|node| node.passes(rec, now)),
            Node::All(of) => of.iter().all(|node| node.passes(rec, now)),
        }
    }
}

impl Check {
    fn new(test: &Test, view: &View<'_>, now: &Now) -> Check {
        let among = |keys: &[String], wanted| {
            let mut all: BTreeSet<String> = gather(keys.iter().filter(|key| *key != ME && *key != TEAM).cloned());
            if keys.iter().any(|key| key == ME) {
                all.insert(view.me().to_owned());
            }
            if keys.iter().any(|key| key == TEAM) {
                all.extend(member::team(view));
            }
            Check::Among(all, wanted)
        };
        let days = |from, to| Check::Days { from, to, or_blank: false };
        let today = now.today();
        let (ago, ahead) = (|n: &u16| today - Days::new((*n).into()), |n: &u16| today + Days::new((*n).into()));
        match test {
            Test::AnyOf(keys) => among(keys, true),
            Test::NoneOf(keys) => among(keys, false),
            Test::Contains(text) => Check::Has(text.to_lowercase(), true),
            Test::Lacks(text) => Check::Has(text.to_lowercase(), false),
            Test::Is(text) => Check::Is(text.to_lowercase()),
            Test::AtLeast(bound) => Check::Number(*bound, i64::MAX),
            Test::AtMost(bound) => Check::Number(i64::MIN, *bound),
            Test::Since(day) => days(Some(*day), None),
            Test::Until(day) => days(None, Some(*day)),
            Test::Within(period) => {
                let (from, to) = period.days(today);
                days(from, to)
            }
            Test::Last(n) => days(Some(ago(n)), Some(today)),
            Test::Next(n) => days(Some(today), Some(ahead(n))),
            Test::Idle(n) => Check::Days { from: None, to: Some(ago(n)), or_blank: true },
            Test::Blank => Check::Blank(true),
            Test::Present => Check::Blank(false),
        }
    }

    /// `unit` is how much a whole number of a decimal is kept as.
    fn passes(&self, value: &Value, unit: i64, now: &Now) -> bool {
        match self {
            Check::Among(keys, wanted) => {
                let any = match value {
                    Value::Text(text) => keys.contains(text),
                    Value::Link(_, id) => keys.contains(id),
                    Value::Bool(truth) => keys.contains(if *truth { "true" } else { "false" }),
                    Value::List(items) => items.iter().filter_map(Value::as_text).any(|item| keys.contains(item)),
                    _ => false,
                };
                any == *wanted
            }
            Check::Has(part, wanted) => {
                let has = |value: &Value| value.as_text().is_some_and(|own| own.to_lowercase().contains(part));
                (has(value) || matches!(value, Value::List(items) if items.iter().any(has))) == *wanted
            }
            Check::Is(text) => value.as_text().is_some_and(|own| own.to_lowercase() == *text),
            Check::Number(least, most) => match value {
                Value::Int(number) => (least.saturating_mul(unit)..=most.saturating_mul(unit)).contains(number),
                Value::Money(minor, currency) => {
                    let unit = 10i64.pow(input::digits(currency));
                    (least.saturating_mul(unit)..=most.saturating_mul(unit)).contains(minor)
                }
                _ => false,
            },
            Check::Days { from, to, or_blank } => match value {
                Value::Date(day) => within(*day, *from, *to),
                Value::At(instant) => within(now.date_of(*instant), *from, *to),
                value => *or_blank && value.is_empty(),
            },
            Check::Blank(wanted) => value.is_empty() == *wanted,
        }
    }
}

/// How much one of what a filter counts in is kept as.
fn unit(field: &Field) -> i64 {
    match field.kind {
        Kind::Decimal(places) => 10i64.pow(places.into()),
        _ => 1,
    }
}

fn within(day: NaiveDate, from: Option<NaiveDate>, to: Option<NaiveDate>) -> bool {
    from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crm::Book;
    use crate::ledger::State;

    /// 2026-11-24 10:42 in Shanghai, a Tuesday.
    const NOW: Now = Now { instant: 1_795_488_120_000, offset: 480 };

    #[track_caller]
    fn check(test: Test, value: Value, expect: bool) {
        let book = Book::new(State::default());
        let passes = Check::new(&test, &book.view("anna"), &NOW).passes(&value, 1, &NOW);
        assert_eq!(passes, expect, "{test:?} {value:?}");
    }

    fn day(text: &str) -> Value {
        Value::Date(text.parse().unwrap_or_default())
    }

    #[test]
    fn me_is_whoever_looks() {
        let link = |id: &str| Value::Link("member".into(), id.into());
        check(Test::AnyOf(vec![ME.into()]), link("anna"), true);
        check(Test::AnyOf(vec![ME.into()]), link("bo"), false);
        check(Test::NoneOf(vec![ME.into(), "bo".into()]), link("bo"), false);
        check(Test::NoneOf(vec![ME.into()]), Value::Null, true);
    }

    #[test]
    fn text_is_compared_without_case() {
        check(Test::Contains("ACME".into()), "Acme Ltd".into(), true);
        check(Test::Lacks("acme".into()), "Acme Ltd".into(), false);
        check(Test::Lacks("acme".into()), Value::Null, true);
        check(Test::Is("acme ltd".into()), "Acme Ltd".into(), true);
        check(Test::Is("acme".into()), "Acme Ltd".into(), false);
    }

    #[test]
    fn money_is_compared_to_its_last_unit() {
        check(Test::AtMost(100), Value::Money(10_050, "CNY".into()), false);
        check(Test::AtLeast(100), Value::Money(10_000, "CNY".into()), true);
        check(Test::AtLeast(100), Value::Money(100, "JPY".into()), true);
        check(Test::AtLeast(i64::MAX), Value::Money(100, "CNY".into()), false);
        check(Test::AtMost(4), Value::Int(5), false);
    }

    #[test]
    fn nothing_for_fifteen_days_counts_days_and_never() {
        check(Test::Idle(15), day("2026-11-09"), true);
        check(Test::Idle(15), day("2026-11-10"), false);
        check(Test::Idle(15), Value::Null, true);
        check(Test::Last(15), day("2026-11-09"), true);
        check(Test::Last(15), day("2026-11-25"), false);
        check(Test::Last(15), Value::Null, false);
        check(Test::Next(3), day("2026-11-27"), true);
        check(Test::Next(3), day("2026-11-23"), false);
    }

    #[test]
    fn instants_count_by_the_day_of_the_zone() {
        // 23:30 of the Sunday before, and half an hour later.
        check(Test::Within(Period::ThisWeek), Value::At(1_795_361_400_000), false);
        check(Test::Within(Period::ThisWeek), Value::At(1_795_363_200_000), true);
    }
}
