//! Queries: which records of an entity a list shows, in which order and shape, and how its address says so.
//!
//! A list is a [`Query`] and a query is its address: [`Query::to_address`] and [`Query::from_address`]
//! are inverse, so a link, the Back button and a second tab show exactly the same view. A view that was
//! saved is an address with a name.

mod address;
mod column;
mod figure;
mod filter;
mod order;
mod period;

pub use address::{escape, table_by_slug, unescape};
pub use column::{NARROWEST, Shown, WIDEST, can_group};
pub use figure::{Figure, figures, is_counted};
pub(super) use filter::Sieve;
pub use filter::{Filter, ME, TEAM, Test, tests_for};
pub(super) use order::bucket;
pub use period::Period;

use crate::crm::schema::{Field, Kind, Mark};
use crate::crm::search::{self, SearchIndex};
use crate::crm::{Entity, Now, Rec, Ref, View};
use crate::ledger::Value;
use crate::ledger::order::sort_by_cached_key;
use order::{Directed, group_keys};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The saved view it began as, by record id; empty for the plain list where another is the default.
    pub saved: Option<String>,
    /// Only records of this status (the key of a choice); all but voided ones if `None` (F7).
    pub tab: Option<String>,
    /// Only records that pass every one of these.
    pub filters: Vec<Filter>,
    /// Only records that match these words (汉字, latin, pinyin, initials, digits).
    pub search: String,
    /// By which fields, each with whether descending; the table's own order if empty.
    pub sort: Vec<(String, bool)>,
    /// By which field the records are put into groups.
    pub group: Option<String>,
    /// The columns in order; the table's own if empty.
    pub columns: Vec<Shown>,
    /// How high the rows are.
    pub density: Density,
    /// How the records are drawn.
    pub face: Face,
    /// How many cards a column of the board should hold at most, by the key of its choice.
    pub limits: Vec<(String, u16)>,
    /// The record that is looked at beside the list, by its id.
    pub peek: Option<String>,
}

/// How high the rows of a list are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Density {
    /// As low as can be read.
    Compact,
    /// As usual.
    #[default]
    Normal,
    /// With air, for fingers.
    Roomy,
}

/// How the records of a list are drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// Rows and columns.
    #[default]
    Table,
    /// Cards, in columns by this choice field.
    Board(String),
    /// On the days of this date field.
    Calendar(String),
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The records, in order.
    pub refs: Vec<Ref>,
    /// The groups they stand in, in order; none where the query does not group.
    pub groups: Vec<Group>,
    /// How many records the entity has, voided ones left out.
    pub total: usize,
    /// How many records pass filters and search, by status, whatever the tab.
    pub by_status: BTreeMap<String, usize>,
    /// How many records pass filters and search in all tabs together.
    pub matching: usize,
}

/// Records that have a value in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The value; of dates the first day of their month, `Null` for records without one.
    pub value: Value,
    /// Where it begins among the records found.
    pub from: usize,
    /// How many records it has.
    pub count: usize,
    /// What the columns of figures come to.
    pub figures: Vec<Figure>,
}

impl Query {
    /// Answers the query.
    #[must_use]
    pub fn ask(&self, view: &View<'_>, table: &'static Entity, index: &SearchIndex, now: &Now) -> Rows {
        let table = view.table(table.key).unwrap_or(table);
        let status = table.status.and_then(|key| table.field(key));
        let wanted = search::Query::new(&self.search);
        let sieve = Sieve::new(&self.filters, table, view, now);
        let mut rows = Rows::default();
        let mut found: Vec<Rec<'_>> = Vec::new();
        for rec in view.records(table.key) {
            let state = status.map(|field| rec.value(field, now));
            let state = state.as_deref().and_then(Value::as_text).unwrap_or_default();
            rows.total += usize::from(!is_void(status, state));
            if !index.fits(&rec, &wanted) || !sieve.passes(&rec, now) {
                continue;
            }
            rows.matching += 1;
            if !state.is_empty() {
                *rows.by_status.entry(state.to_owned()).or_default() += 1;
            }
            if self.tab.as_deref().map_or_else(|| !self.hides(status, state), |tab| tab == state) {
                found.push(rec);
            }
        }
        self.sort(table, &mut found, now);
        rows.refs = found.iter().map(Rec::at).collect();
        if let Some(field) = self.grouping(table) {
            let figures: Vec<_> = self.columns(table).into_iter().map(|column| column.0).filter(is_counted).collect();
            let buckets: Vec<Value> = found.iter().map(|rec| bucket(&rec.value(field, now), now)).collect();
            let mut from = 0;
            while let Some(value) = buckets.get(from) {
                let count = buckets[from..].iter().take_while(|other| *other == value).count();
                let figures = figure::sum(found[from..from + count].iter().copied(), &figures, now);
                rows.groups.push(Group { value: value.clone(), from, count, figures });
                from += count;
            }
        }
        rows
    }

    /// Whether records of a state are not shown where no tab is chosen: those that are void (F7), unless a filter
    /// asks for them by name.
    pub(super) fn hides(&self, status: Option<&Field>, state: &str) -> bool {
        is_void(status, state) && status.is_some_and(|status| !names(&self.filters, status.key, state))
    }

    /// Sorts by keys that are made once for every record: group, fields, then the newest first.
    fn sort<'a>(&self, table: &'static Entity, found: &mut Vec<Rec<'a>>, now: &Now) {
        let group = self.grouping(table);
        let fields: Vec<(&'static Field, bool)> = self
            .order(table)
            .into_iter()
            .filter_map(|(key, descending)| Some((table.field(&key)?, descending)))
            .collect();
        sort_by_cached_key(found, |rec: &Rec<'a>| {
            let mut keys = group.map(|field| group_keys(field, rec, now)).unwrap_or_default();
            keys.extend(
                fields.iter().map(|(field, descending)| Directed::of(&rec.value(field, now), rec, *descending)),
            );
            (keys, Reverse(rec.created().0), rec.id)
        });
    }

    /// By which fields it is sorted, each with whether descending: the table's own order where none is asked.
    #[must_use]
    pub fn order(&self, table: &Entity) -> Vec<(String, bool)> {
        if self.sort.is_empty() { vec![(table.sort.0.to_owned(), table.sort.1)] } else { self.sort.clone() }
    }

    /// The field it is grouped by.
    #[must_use]
    pub fn grouping(&self, table: &'static Entity) -> Option<&'static Field> {
        table.field(self.group.as_deref()?).filter(|field| can_group(field.kind))
    }

    /// The same view without the name it was saved under, for comparing.
    #[must_use]
    pub fn nameless(&self) -> Query {
        Query { saved: None, ..self.alone() }
    }

    /// The same view without a record beside it.
    #[must_use]
    pub fn alone(&self) -> Query {
        Query { peek: None, ..self.clone() }
    }

    /// Whether it shows more or less than the plain list does, in any tab and whatever is searched.
    #[must_use]
    pub fn is_shaped(&self) -> bool {
        Query { tab: None, search: String::new(), ..self.nameless() } != Query::default()
    }
}

impl Density {
    /// All of them, from low to high.
    pub const ALL: [Density; 3] = [Density::Compact, Density::Normal, Density::Roomy];

    /// Its word in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Density::Compact => "compact",
            Density::Normal => "normal",
            Density::Roomy => "roomy",
        }
    }

    /// The density of a word in an address.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Density> {
        Density::ALL.into_iter().find(|density| density.key() == key)
    }
}

/// Whether one of these filters asks for a value of a field by name.
fn names(filters: &[Filter], key: &str, value: &str) -> bool {
    filters.iter().any(|filter| match filter {
        Filter::One { field, test: Test::AnyOf(keys) } => field == key && keys.iter().any(|key| key == value),
        Filter::One { .. } => false,
        Filter::Any(of) | Filter::All(of) => names(of, key, value),
    })
}

/// Whether a state is that of voided records, which only their own tab shows.
fn is_void(status: Option<&Field>, state: &str) -> bool {
    let Some(Kind::Choice(choices)) = status.map(|field| field.kind) else { return false };
    choices.iter().any(|choice| choice.key == state && choice.mark == Some(Mark::Void))
}
