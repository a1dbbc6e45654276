//! What is asked of an analysis, and the address that says so.

use crate::app::query::{Filter, ME, Period, TEAM, Test, escape, unescape};
use crate::crm::custom::tables::is_own;
use crate::crm::report::{Cond, Report, Shape};
use crate::crm::schema::{Field, Kind};
use crate::crm::{Entity, View};

/// Whose records are looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's, and those that are nobody's.
    #[default]
    All,
    /// Those of the team of the member who looks.
    Team,
    /// Those of the member who looks.
    Mine,
}

/// From when the records are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// From the last so many days.
    Last(u16),
    /// From a period of the calendar.
    Period(Period),
    /// From any time.
    Ever,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    /// The entity whose records are looked at.
    pub table: &'static Entity,
    /// The report.
    pub report: &'static Report,
    /// By which field it divides; `None` for one that does not.
    pub by: Option<&'static Field>,
    /// From when.
    pub span: Span,
    /// Whose.
    pub whose: Whose,
}

impl PartialEq for Ask {
    fn eq(&self, other: &Self) -> bool {
        self.to_address() == other.to_address()
    }
}

impl Whose {
    /// All of them.
    pub const ALL: [Whose; 3] = [Whose::All, Whose::Team, Whose::Mine];

    /// Its word in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Whose::All => "all",
            Whose::Team => "team",
            Whose::Mine => "mine",
        }
    }
}

impl Span {
    /// Those that are offered.
    pub const OFFERED: [Span; 9] = [
        Span::Last(30),
        Span::Last(90),
        Span::USUAL,
        Span::Period(Period::ThisMonth),
        Span::Period(Period::LastMonth),
        Span::Period(Period::ThisQuarter),
        Span::Period(Period::ThisYear),
        Span::Period(Period::LastYear),
        Span::Ever,
    ];

    /// The one that is looked at first.
    pub const USUAL: Span = Span::Last(365);

    /// Its word in addresses.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Span::Last(days) => format!("{days}d"),
            Span::Period(period) => period.key().to_owned(),
            Span::Ever => "ever".to_owned(),
        }
    }

    /// The span of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Span> {
        let days = || word.strip_suffix('d')?.parse().ok().map(Span::Last);
        let ever = || (word == "ever").then_some(Span::Ever);
        Period::of_key(word).map(Span::Period).or_else(days).or_else(ever)
    }
}

impl Ask {
    /// The usual question of each report, in the order of their tabs.
    pub fn all(view: &View<'_>) -> impl Iterator<Item = Ask> {
        let of = |table: &'static Entity| table.reports.iter().map(move |report| Ask::of(table, report));
        view.tables().flat_map(of)
    }

    fn of(table: &'static Entity, report: &'static Report) -> Ask {
        let ask = Ask { table, report, by: None, span: Span::USUAL, whose: Whose::All };
        Ask { by: ask.parts().next(), ..ask }
    }

    /// The fields it can divide by: its own, then those of the workspace's own that put records into parts (F28).
    pub fn parts(&self) -> impl Iterator<Item = &'static Field> + use<> {
        let by = match self.report.shape {
            Shape::Division { by, .. } => by,
            Shape::Steps => &[],
        };
        let table = self.table;
        let own = table.fields.iter().filter(|field| is_own(field) && divides(field.kind));
        by.iter().filter_map(|key| table.field(key)).chain(own.filter(|_| !by.is_empty()))
    }

    /// The word of its report in addresses.
    #[must_use]
    pub fn word(&self) -> String {
        format!("{}.{}", self.table.slug, self.report.key)
    }

    /// The address of it, without a mark before it; what is usual is left out.
    #[must_use]
    pub fn to_address(&self) -> String {
        let mut parts = vec![format!("of={}", self.word())];
        let usual = self.parts().next().map(|field| field.key);
        if let Some(by) = self.by.filter(|by| usual != Some(by.key)) {
            parts.push(format!("by={}", escape(by.key)));
        }
        if self.span != Span::USUAL {
            parts.push(format!("in={}", self.span.word()));
        }
        if self.whose != Whose::All {
            parts.push(format!("whose={}", self.whose.word()));
        }
        parts.join("&")
    }

    /// What an address asks; what it does not know is as usual. Nothing only where there are no reports.
    #[must_use]
    pub fn from_address(address: &str, view: &View<'_>) -> Option<Ask> {
        let parts: Vec<(&str, String)> = address
            .split('&')
            .filter_map(|part| part.split_once('='))
            .map(|(key, word)| (key, unescape(word)))
            .collect();
        let word = |key: &str| parts.iter().find(|(own, _)| *own == key).map_or("", |(_, word)| word.as_str());
        let named = Ask::all(view).find(|ask| ask.word() == word("of"));
        let usual = named.or_else(|| Ask::all(view).next())?;
        Some(Ask {
            by: usual.parts().find(|field| field.key == word("by")).or(usual.by),
            span: Span::of_word(word("in")).unwrap_or(Span::USUAL),
            whose: Whose::ALL.into_iter().find(|whose| whose.word() == word("whose")).unwrap_or_default(),
            ..usual
        })
    }

    /// The filters that all its records pass.
    #[must_use]
    pub fn filters(&self) -> Vec<Filter> {
        let Report { when, of, .. } = self.report;
        let when = match self.span {
            Span::Last(days) => Some(Filter::one(when, Test::Last(days))),
            Span::Period(period) => Some(Filter::one(when, Test::Within(period))),
            Span::Ever => None,
        };
        let whose = |key: &str| Some(Filter::one("owner", Test::AnyOf(vec![key.to_owned()])));
        let whose = match self.whose {
            Whose::All => None,
            Whose::Team => whose(TEAM),
            Whose::Mine => whose(ME),
        };
        of.iter().map(filter).chain(when).chain(whose).collect()
    }
}

/// Whether values of a type put records into parts.
fn divides(kind: Kind) -> bool {
    kind.is_set() || matches!(kind, Kind::Choice(_) | Kind::Bool | Kind::Link(_) | Kind::Date)
}

/// A condition of a report as a filter of a list.
pub(super) fn filter(cond: &Cond) -> Filter {
    match cond {
        Cond::Any(field, keys) => Filter::one(field, Test::AnyOf(keys.iter().map(|key| (*key).to_owned()).collect())),
        Cond::Least(field, least) => Filter::one(field, Test::AtLeast(*least)),
    }
}

/// The filter of a list that shows what a report puts into one part; `None` for a value lists cannot ask for.
pub(super) fn part(field: &Field, value: &crate::ledger::Value) -> Option<Vec<Filter>> {
    use crate::ledger::Value;
    let any = |key: &str| vec![Filter::one(field.key, Test::AnyOf(vec![key.to_owned()]))];
    Some(match value {
        value if value.is_empty() => vec![Filter::one(field.key, Test::Blank)],
        Value::Text(text) if matches!(field.kind, Kind::Choice(_)) || field.kind.is_set() => any(text),
        Value::Text(text) => vec![Filter::one(field.key, Test::Is(text.clone()))],
        Value::Link(_, id) => any(id),
        Value::Bool(yes) => any(if *yes { "true" } else { "false" }),
        Value::Date(first) => {
            let last = first.checked_add_months(chrono::Months::new(1))?.pred_opt()?;
            vec![Filter::one(field.key, Test::Since(*first)), Filter::one(field.key, Test::Until(last))]
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crm::Book;

    #[test]
    fn every_question_has_an_address_of_its_own() {
        let (book, mut seen) = (Book::default(), std::collections::BTreeSet::new());
        let view = book.view("");
        for usual in Ask::all(&view) {
            let parts: Vec<_> = usual.parts().map(Some).collect();
            for by in if parts.is_empty() { vec![None] } else { parts } {
                for (span, whose) in Span::OFFERED.into_iter().flat_map(|span| Whose::ALL.map(|whose| (span, whose))) {
                    let address = Ask { by, span, whose, ..usual }.to_address();
                    assert_eq!(Ask::from_address(&address, &view).map(|ask| ask.to_address()), Some(address.clone()));
                    assert!(seen.insert(address.clone()), "{address} twice");
                }
            }
        }
    }

    #[test]
    fn what_is_not_known_is_as_usual() {
        let book = Book::default();
        let view = book.view("");
        let usual = Ask::all(&view).next().map(|ask| ask.to_address());
        for address in ["", "of=dragons", "in=never&whose=nobody", "by=dragons", "of"] {
            assert_eq!(Ask::from_address(address, &view).map(|ask| ask.to_address()), usual, "{address}");
        }
    }

    #[test]
    fn reports_ask_for_fields_that_there_are() {
        for ask in Ask::all(&Book::default().view("")) {
            let Report { key, when, .. } = ask.report;
            assert!(ask.table.field(when).is_some(), "{key}: {when}");
            if let Shape::Division { by, .. } = ask.report.shape {
                assert_eq!(ask.parts().count(), by.len(), "{key}");
            }
            for filter in ask.filters() {
                let Filter::One { field, .. } = filter else { panic!("one condition") };
                assert!(ask.table.field(&field).is_some(), "{key}: {field}");
            }
        }
    }
}
