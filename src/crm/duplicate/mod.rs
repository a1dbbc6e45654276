//! Duplicates: which records may be the same, by what, and how sure that is (F29, F125).
//!
//! What tells comes from the tables: a field says that it names a company or a person, a contact point tells by
//! its kind. Every record has *traits*, each a clue and what is compared. Two records share clues, and from these
//! follows a *degree*. Names alone never make people the same, nor a phone alone people of different names: there
//! are many 王芳, and colleagues share a line.

mod cluster;
mod key;
mod merge;

pub use cluster::{Cluster, Sieve};
pub use key::is_credit_code;
pub use merge::{Merge, apart, merge};

use super::command::Args;
use super::distinct;
use super::input;
use super::schema::{Entity, Field, Kind, entities, entity};
use super::search::{Query, SearchIndex};
use super::story;
use super::view::{Rec, Ref, View};
use crate::ledger::Value;
use crate::ledger::order::sort_by_key;
use key::Company;

/// What a field tells about who or what a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tell {
    /// It is the name of a company, or leads to one.
    Company,
    /// It is the name of a person.
    Person,
    /// It is the number under which a company is registered.
    Code,
    /// It is a company's web address.
    Site,
}

/// What two records have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clue {
    /// The number under which a company is registered.
    Code,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A messenger's name.
    Messenger,
    /// The name of a company.
    Company,
    /// The name of a person.
    Person,
    /// A host that is a company's own.
    Host,
}

/// How sure it is that two records are the same, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Degree {
    /// As good as certain.
    Certain,
    /// Likely.
    Likely,
    /// They have to do with each other.
    Possible,
}

/// What tells who or what a record is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// Whether it is itself a company, not somebody at one.
    is_company: bool,
    /// Whether its company is another record, which tells for itself.
    is_linked: bool,
    companies: Vec<Company>,
    person: Option<String>,
    /// What is equal or not.
    exact: Vec<(Clue, String)>,
}

/// A record that may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The record.
    pub at: Ref,
    /// What tells so.
    pub clues: Vec<Clue>,
    /// How sure it is.
    pub degree: Degree,
}

impl Clue {
    /// The message key of its name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Clue::Code => "customer-credit-code",
            Clue::Phone => "choice-point-phone",
            Clue::Email => "choice-point-email",
            Clue::Messenger => "choice-point-wechat",
            Clue::Company => "lead-company",
            Clue::Person => "field-person-name",
            Clue::Host => "duplicate-host",
        }
    }
}

impl Degree {
    /// The message key of its name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Degree::Certain => "duplicate-certain",
            Degree::Likely => "duplicate-likely",
            Degree::Possible => "duplicate-possible",
        }
    }
}

impl Traits {
    /// The traits of a record.
    #[must_use]
    pub fn of(rec: &Rec<'_>) -> Traits {
        let mut traits = Traits::default();
        for field in rec.table.fields.iter().filter(|field| field.is_stored()) {
            match field.kind {
                Kind::Point(kind) => {
                    rec.points(kind).iter().for_each(|point| traits.point(kind, point.text("value")));
                }
                _ => traits.take(&rec.view, rec.table, field, rec.get(field.key)),
            }
        }
        traits
    }

    /// The traits of what is being written in a form.
    #[must_use]
    pub fn of_args(view: &View<'_>, table: &Entity, args: &Args) -> Traits {
        let mut traits = Traits::default();
        for field in table.fields {
            let value = args.get(field.key);
            match (field.kind, value.and_then(Value::as_text)) {
                (Kind::Point(kind), Some(text)) => input::points(text).for_each(|(_, one)| traits.point(kind, one)),
                _ => traits.take(view, table, field, value),
            }
        }
        traits
    }

    fn take(&mut self, view: &View<'_>, table: &Entity, field: &Field, value: Option<&Value>) {
        let (Some(tell), Some(value)) = (field.tells, value) else { return };
        let title = view.follow(value).map(|to| to.title());
        let Some(text) = title.as_deref().or_else(|| value.as_text()).filter(|text| !text.is_empty()) else { return };
        match tell {
            Tell::Company => {
                self.is_company |= table.title.contains(&field.key);
                self.is_linked |= title.is_some();
                self.companies.extend(Company::new(text));
            }
            Tell::Person => self.person = Some(key::person(text)).filter(|name| !name.is_empty()),
            Tell::Code => self.exact.extend(key::code(text).map(|code| (Clue::Code, code))),
            Tell::Site => self.exact.extend(key::web_host(text).map(|host| (Clue::Host, host))),
        }
    }

    fn point(&mut self, kind: &str, text: &str) {
        match kind {
            "phone" => self.exact.extend(key::phone(text).map(|number| (Clue::Phone, number))),
            "email" => {
                self.exact.extend(key::address(text).map(|address| (Clue::Email, address)));
                self.exact.extend(key::mail_host(text).map(|host| (Clue::Host, host)));
            }
            "wechat" | "im" => self.exact.extend(key::address(text).map(|name| (Clue::Messenger, name))),
            _ => {}
        }
    }

    /// What both have in common.
    #[must_use]
    pub fn clues(&self, other: &Traits) -> Vec<Clue> {
        let mut clues: Vec<Clue> =
            self.exact.iter().filter(|one| other.exact.contains(one)).map(|(clue, _)| *clue).collect();
        let company = self.companies.iter().any(|one| other.companies.iter().any(|other| one.is(other)));
        clues.extend(company.then_some(Clue::Company));
        clues.extend((self.person.is_some() && self.person == other.person).then_some(Clue::Person));
        clues.sort_unstable();
        clues.dedup();
        clues
    }

    /// What both have in common, and how sure that makes that they are the same; `None` if it tells nothing.
    #[must_use]
    pub fn compare(&self, other: &Traits) -> Option<(Degree, Vec<Clue>)> {
        let clues = self.clues(other);
        let has = |clue| clues.contains(&clue);
        let reached = [Clue::Phone, Clue::Email, Clue::Messenger].into_iter().any(has);
        // Registered under different numbers, they are different companies, whatever they are called.
        let code = |traits: &Traits| traits.exact.iter().any(|(clue, _)| *clue == Clue::Code);
        let registered_apart = code(self) && code(other) && !has(Clue::Code);
        let is_company = self.is_company || other.is_company;
        let same_company = has(Clue::Company) && !self.is_linked && !other.is_linked;
        let degree = match () {
            () if has(Clue::Code) => Degree::Certain,
            () if has(Clue::Person) && (reached || has(Clue::Company)) => Degree::Certain,
            () if registered_apart && same_company => Degree::Possible,
            () if self.is_company && other.is_company && has(Clue::Company) && (reached || has(Clue::Host)) => {
                Degree::Certain
            }
            () if is_company && same_company => Degree::Likely,
            () if reached && !self.is_somebody_else(other) => Degree::Likely,
            () if reached || same_company || has(Clue::Host) => Degree::Possible,
            () => return None,
        };
        Some((degree, clues))
    }

    /// Whether both are people of different names. 王经理 may be 王芳, and J. Smith John Smith.
    fn is_somebody_else(&self, other: &Traits) -> bool {
        let first = |name: &String| name.chars().next();
        self.person.as_ref().zip(other.person.as_ref()).is_some_and(|(one, other)| first(one) != first(other))
    }

    /// What records have in common of which the surest two degrees are possible, as texts.
    fn bonds(&self) -> Vec<String> {
        let exact =
            self.exact.iter().filter(|(clue, _)| *clue != Clue::Host).map(|(clue, key)| format!("{clue:?} {key}"));
        let companies = || self.companies.iter().map(Company::bare);
        let named = companies().filter(|_| self.is_company).map(|company| format!("Company {company}"));
        let people =
            self.person.iter().flat_map(|person| companies().map(move |company| format!("At {person} {company}")));
        exact.chain(named).chain(people).collect()
    }

    /// What to search for to find the records with which it has something in common.
    fn wanted(&self) -> impl Iterator<Item = &str> {
        self.exact.iter().map(|(_, key)| key.as_str()).chain(self.companies.iter().map(Company::bare))
    }
}

/// How many records each trait is compared with; a host that hundreds share tells nothing.
const COMPARED: usize = 24;

/// The records that may be the same as one with these traits, the surest first. `own` is that record, if it exists:
/// neither it nor what was said to be another is found.
#[must_use]
pub fn find(view: &View<'_>, index: &SearchIndex, traits: &Traits, own: Option<&Ref>, limit: usize) -> Vec<Match> {
    let among: Vec<&str> = entities().iter().filter(|table| is_told(table)).map(|table| table.key).collect();
    let mut apart = own.map(|own| distinct::of(view, own)).unwrap_or_default();
    // Where a story goes on is known, and is no mistake.
    if let Some(rec) = own.and_then(|own| view.at(own)) {
        apart.extend(story::subjects(&rec));
        apart.extend(story::heirs(&rec));
    }
    let mut met: Vec<Ref> = Vec::new();
    let mut found: Vec<Match> = Vec::new();
    for key in traits.wanted() {
        for hit in index.search(view, &Query::new(key), &among, COMPARED) {
            if own == Some(&hit.at) || apart.contains(&hit.at) || met.contains(&hit.at) {
                continue;
            }
            let compared = view.at(&hit.at).and_then(|rec| traits.compare(&Traits::of(&rec)));
            met.push(hit.at.clone());
            found.extend(compared.map(|(degree, clues)| Match { at: hit.at, clues, degree }));
        }
    }
    sort_by_key(&mut found, |found| (found.degree, usize::MAX - found.clues.len(), found.at.clone()));
    found.truncate(limit);
    found
}

/// The records of some entities that share the name of a company, its number or a phone number with these traits. All
/// are looked at: what must not be missed is not left to an index that may lag behind.
#[must_use]
pub fn candidates(view: &View<'_>, traits: &Traits, among: &[&'static str]) -> Vec<Ref> {
    let exact = |clue: Clue, key: Option<String>| key.is_some_and(|key| traits.exact.contains(&(clue, key)));
    let mut found: Vec<Ref> = Vec::new();
    for table in among.iter().filter_map(|key| entity(key)) {
        let telling: Vec<&Field> = table
            .fields
            .iter()
            .filter(|field| matches!(field.tells, Some(Tell::Company | Tell::Code)) && matches!(field.kind, Kind::Text))
            .collect();
        found.extend(
            view.glances(table.key)
                .filter(|glance| {
                    telling.iter().any(|field| {
                        let Some(Value::Text(text)) = glance.get(field.key) else { return false };
                        match field.tells {
                            Some(Tell::Code) => exact(Clue::Code, key::code(&text)),
                            _ => Company::new(&text).is_some_and(|one| traits.companies.iter().any(|own| own.is(&one))),
                        }
                    })
                })
                .map(|glance| Ref { entity: table.key.into(), id: glance.id() }),
        );
    }
    if traits.exact.iter().any(|(clue, _)| *clue == Clue::Phone) {
        for glance in view.glances("contact_point") {
            let Some(Value::Text(text)) = glance.get("value") else { continue };
            if !exact(Clue::Phone, key::phone(&text)) {
                continue;
            }
            let parent = glance.get("_parent").and_then(|link| view.follow(&link)).map(|parent| parent.at());
            found.extend(parent.filter(|at| among.contains(&&*at.entity)));
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Whether the records of an entity tell who or what they are.
#[must_use]
pub fn is_told(table: &Entity) -> bool {
    table.fields.iter().any(|field| matches!(field.tells, Some(Tell::Company | Tell::Person)))
}
