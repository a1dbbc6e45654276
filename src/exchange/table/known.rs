//! What is there already: records by everything that makes a row the same as them, and by name.

use super::mapping::Mapping;
use super::report::Verdict;
use super::row::Draft;
use super::settings::Settings;
use crate::crm::schema::{Entity, Field, Kind, entity};
use crate::crm::search::fold;
use crate::crm::{Rec, Ref, View};
use crate::ledger::Value;
use std::collections::{BTreeMap, HashMap};

/// Records of one kind by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Names(HashMap<String, (Value, bool)>);

impl Names {
    /// The records of an entity by the texts of these fields.
    pub(super) fn of(view: &View<'_>, entity: &str, fields: &[&str]) -> Names {
        let mut names = Names::default();
        for field in fields {
            for rec in view.records(entity) {
                let name = alike(rec.text(field));
                if name.is_empty() {
                    continue;
                }
                let link = rec.at().link();
                let known = names.0.entry(name).or_insert_with(|| (link.clone(), false));
                known.1 |= known.0 != link;
            }
        }
        names
    }

    /// The record of a name, and whether others have it too.
    pub(super) fn find(&self, name: &str) -> Option<&(Value, bool)> {
        self.0.get(&alike(name))
    }
}

/// The records that the links of a table may lead to, by entity.
#[derive(Clone, Debug, Default)]
pub(super) struct Links(BTreeMap<&'static str, Names>);

impl Links {
    /// Those that the columns of a mapping may name.
    pub(super) fn of(view: &View<'_>, mapping: &Mapping) -> Links {
        let linked = mapping.table.fields.iter().filter(|field| mapping.gives(field));
        let keys = linked.flat_map(|field| match field.kind {
            Kind::Link(to) => to.iter(),
            _ => [].iter(),
        });
        let tables = keys.filter_map(|key| entity(key));
        Links(tables.map(|table| (table.key, Names::of(view, table.key, table.title))).collect())
    }

    /// The record of a name among these entities, and whether others have it too.
    pub(super) fn find(&self, to: &[&str], name: &str) -> Option<&(Value, bool)> {
        order(to).find_map(|key| self.0.get(key)?.find(name))
    }
}

/// The entities a name is looked for in: companies first, for that is what is meant most often.
fn order<'a>(to: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    let is_company = |key: &&&str| **key == COMPANY;
    to.iter().filter(is_company).chain(to.iter().filter(move |key| !is_company(key))).copied()
}

/// The entity of a name that nobody has, if a name is enough to make one.
#[must_use]
pub fn makes(to: &[&str]) -> Option<&'static Entity> {
    let table = entity(order(to).next()?)?;
    let alone = table.fields.iter().all(|field| !field.required || table.title.first() == Some(&field.key));
    (alone && table.area.is_some()).then_some(table)
}

/// The entity of companies, which are made of mere names.
const COMPANY: &str = "customer";

/// A name as names are compared; one of signs alone as it is.
pub(super) fn alike(name: &str) -> String {
    let folded = fold(name);
    if folded.is_empty() { name.trim().to_owned() } else { folded }
}

/// What was met so far: the records that are there, then the rows of the table.
pub(super) struct Seen<'a> {
    table: &'static Entity,
    key: Option<&'static Field>,
    /// Whether a column gives ids.
    by_id: bool,
    view: View<'a>,
    met: HashMap<String, Verdict>,
    /// The rows that update a record.
    updated: HashMap<Ref, usize>,
    /// How many rows so far became records of which member.
    pub(super) given: HashMap<String, usize>,
}

impl<'a> Seen<'a> {
    pub(super) fn new(view: View<'a>, mapping: &Mapping, settings: &Settings) -> Seen<'a> {
        let table = mapping.table;
        let key = settings.key.as_deref().and_then(|key| table.field(key));
        let by_id = mapping.columns.contains(&super::Target::Id);
        let mut seen =
            Seen { table, key, by_id, view, met: HashMap::new(), updated: HashMap::new(), given: HashMap::new() };
        for rec in view.records(table.key) {
            for key in seen.keys_of(&rec).into_iter().filter(|key| !key.is_empty()) {
                seen.met.entry(key).or_insert_with(|| Verdict::Exists(rec.at()));
            }
        }
        seen
    }

    /// What is there already.
    pub(super) fn view(&self) -> View<'a> {
        self.view
    }

    /// What a row is known as: nothing met so far ([`Verdict::New`]), a record, or a row above it.
    pub(super) fn find(&self, draft: &Draft) -> Verdict {
        if let Some(rec) = draft.id.as_deref().filter(|_| self.by_id).and_then(|id| self.view.get(self.table.key, id)) {
            let at = rec.at();
            return self.updated.get(&at).map_or(Verdict::Exists(at), |row| Verdict::Repeats(*row));
        }
        let found = self.keys(draft).into_iter().find_map(|key| self.met.get(&key));
        match found {
            Some(Verdict::Exists(at)) => {
                self.updated.get(at).map_or_else(|| Verdict::Exists(at.clone()), |row| Verdict::Repeats(*row))
            }
            Some(verdict) => verdict.clone(),
            None => Verdict::New,
        }
    }

    /// Remembers a row that becomes a record.
    pub(super) fn met(&mut self, draft: &Draft, row: usize) {
        for key in self.keys(draft) {
            self.met.entry(key).or_insert(Verdict::Repeats(row));
        }
    }

    /// Remembers a row that updates a record.
    pub(super) fn updates(&mut self, at: Ref, row: usize) {
        self.updated.insert(at, row);
    }

    fn keys_of(&self, rec: &Rec<'_>) -> Vec<String> {
        let points = |kind: &str| rec.points(kind).into_iter().map(|point| point.text("value").to_owned());
        if let Some(field) = self.key {
            return match field.kind {
                Kind::Point(kind) => points(kind).map(|value| fold(&value)).collect(),
                _ => vec![fold(rec.text(field.key))],
            };
        }
        let company = rec.get("customer").and_then(|link| self.view.follow(link)).map(|to| to.title());
        let company = company.as_deref().unwrap_or_else(|| rec.text("company"));
        let points = self.view.linking("contact_point", &rec.at());
        let points = points.iter().map(|point| point.text("value"));
        let sure = SURE.map(|field| (field, rec.text(field)));
        usual_keys(self.table, rec.text("name"), company, sure, points)
    }

    fn keys(&self, draft: &Draft) -> Vec<String> {
        if let Some(field) = self.key {
            let folded = match field.kind {
                Kind::Point(kind) => {
                    let points = draft.points.iter().filter(|(own, ..)| *own == kind);
                    points.map(|(_, _, value)| fold(value)).collect()
                }
                _ => vec![fold(draft.text(field.key))],
            };
            return folded.into_iter().filter(|key| !key.is_empty()).collect();
        }
        let company = draft.links.iter().find(|link| link.field.key == COMPANY);
        let company = company.map_or(draft.text("company"), |link| link.name.as_str());
        let points = draft.points.iter().map(|(_, _, value)| value.as_str());
        let sure = SURE.map(|field| (field, draft.text(field)));
        usual_keys(self.table, draft.text("name"), company, sure, points)
    }
}

/// The fields that tell a record from all others: a company's number, the answer to a form that a lead was made of.
const SURE: [&str; 2] = ["credit_code", "answer"];

/// By what two records are the same: the name of a company or its number; a person's name together
/// with the company, a phone or an e-mail, since colleagues share phones and strangers names; what they are made of.
fn usual_keys<'a>(
    table: &Entity,
    name: &str,
    company: &str,
    sure: [(&str, &str); 2],
    points: impl Iterator<Item = &'a str>,
) -> Vec<String> {
    let name = fold(name);
    let given = sure.into_iter().filter(|(_, value)| !value.is_empty());
    let mut keys: Vec<String> = given.map(|(field, value)| format!("{field} {}", fold(value))).collect();
    if name.is_empty() {
        return keys;
    }
    if table.key == "customer" {
        keys.push(format!("name {name}"));
        return keys;
    }
    keys.extend(points.map(|point| format!("point {name} {}", fold(point))));
    if !company.is_empty() || keys.is_empty() {
        keys.push(format!("at {name} {}", fold(company)));
    }
    keys
}
