//! The import of a table: every row is checked before anything is written, then the good ones are.
//!
//! [`Import::check`] is the whole dry run. [`Import::edits`] gives the edits of one step at a time, so
//! that a change stays small and progress can be shown; all steps belong to one batch, and undoing the
//! batch takes all of them back. Companies that the rows name are created first, each once.

use super::mapping::Mapping;
use super::read::{Row, Sheet};
use super::row::{Draft, Reader};
use crate::crm::command::Args;
use crate::crm::input::{self, Invalid};
use crate::crm::schema::{Now, entity};
use crate::crm::search::fold;
use crate::crm::{Edits, Rec, Ref, View, record};
use crate::ledger::Value;
use std::cell::RefCell;
use std::collections::HashMap;

/// How many records a step creates at most; with their contact points that is some 2,000 ops.
const STEP: usize = 500;

/// A table about to be imported.
#[derive(Clone, Debug)]
pub struct Import {
    /// The table.
    pub sheet: Sheet,
    /// What its columns mean.
    pub mapping: Mapping,
    /// What a person chose besides.
    pub settings: Settings,
}

/// What a person chose for an import.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Who owns what no column gives an owner.
    pub owner: Owner,
    /// Values of fields where a row has none.
    pub defaults: Args,
    /// Whether rows that are there already are written all the same.
    pub keep_duplicates: bool,
    /// What becomes of a row with a cell that cannot be read.
    pub unreadable: Unreadable,
}

/// Who owns imported records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Owner {
    /// The member who imports.
    #[default]
    Me,
    /// Nobody: leads are unassigned (F2).
    Nobody,
    /// This member.
    Member(String),
}

/// What becomes of a row with a cell that cannot be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unreadable {
    /// The row is left out.
    #[default]
    LeaveOutRow,
    /// The cell is left blank.
    LeaveBlank,
}

impl Default for Settings {
    fn default() -> Self {
        // A source must be given (F75), and a table often has none.
        let defaults = Args::from([("source".to_owned(), Value::from("other"))]);
        Settings { owner: Owner::Me, defaults, keep_duplicates: false, unreadable: Unreadable::LeaveOutRow }
    }
}

/// What an import would do; nothing is written yet.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What becomes of each row of the sheet.
    pub verdicts: Vec<Verdict>,
    /// What is wrong, by row.
    pub problems: Vec<Problem>,
    /// The names of companies that will be created, in order of appearance.
    pub companies: Vec<String>,
    /// The rows to write, by place in the sheet.
    good: Vec<usize>,
    /// All companies by folded name, as they are once those of the import are made.
    known: RefCell<HashMap<String, Value>>,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It becomes a record.
    New,
    /// It is in the table already, in the row of this number.
    Repeats(usize),
    /// It is in the workspace already, as this record.
    Exists(Ref),
    /// It is left out; the report says why.
    Wrong,
}

/// How many rows there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All rows.
    pub rows: usize,
    /// Rows that become records.
    pub new: usize,
    /// Rows that are in the table or the workspace already.
    pub duplicate: usize,
    /// Rows that are left out because something is wrong.
    pub wrong: usize,
    /// Companies that are created besides.
    pub companies: usize,
}

/// Something wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The row's number, as a spreadsheet shows it.
    pub row: usize,
    /// The column, counted from 0, where it is about one.
    pub column: Option<usize>,
    /// Message key of the field's label, where it is about one.
    pub field: Option<&'static str>,
    /// What is wrong.
    pub reason: Reason,
    /// The beginning of the cell.
    pub cell: String,
}

/// What is wrong. The `Display` is a message key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Reason {
    /// The cell is no value of its field.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// A field that must have a value has none.
    #[error("table-row-required")]
    Required,
    /// The row has more or fewer cells than the table has columns.
    #[error("table-row-ragged")]
    Ragged,
    /// A tag of more than 200 characters.
    #[error("table-row-tag")]
    TagTooLong,
    /// No member has this name; the row is imported all the same, with the owner chosen for the rest.
    #[error("table-row-no-member")]
    NoMember,
}

impl Reason {
    /// Whether the row is imported all the same.
    #[must_use]
    pub fn is_warning(self) -> bool {
        self == Reason::NoMember
    }
}

impl Import {
    /// An import with the mapping that the headings suggest.
    #[must_use]
    pub fn new(mapping: Mapping, sheet: Sheet) -> Import {
        Import { sheet, mapping, settings: Settings::default() }
    }

    /// Checks every row against the fields and against what is there already. Writes nothing.
    #[must_use]
    pub fn check(&self, view: &View<'_>) -> Report {
        let mut report = Report::default();
        let (currency, members) = (input::currency(view), by_name(view, "member", &["name"]));
        let reader = Reader { mapping: &self.mapping, currency: &currency, members: &members };
        let mut companies = by_name(view, "customer", &["name", "short"]);
        let mut seen = self.existing(view);
        for (place, row) in self.sheet.rows.iter().enumerate() {
            let from = report.problems.len();
            let draft = self.draft(&reader, row, &mut report.problems);
            let found = report.problems.get(from..).unwrap_or_default();
            let verdict = if found.iter().any(|problem| self.is_fatal(problem)) {
                Verdict::Wrong
            } else {
                self.judge(&draft, row, &mut seen)
            };
            if verdict == Verdict::New || self.settings.keep_duplicates && verdict != Verdict::Wrong {
                report.good.push(place);
                if let Some((_, name)) = &draft.company {
                    companies.entry(fold(name)).or_insert_with(|| {
                        report.companies.push(name.clone());
                        Value::Null
                    });
                }
            }
            report.verdicts.push(verdict);
        }
        report
    }

    /// The edits of a step. Steps are written in order, one change each, all with one batch id; each is
    /// made from the view that shows the steps before it. Of one view it is always the same.
    #[must_use]
    pub fn edits(&self, report: &Report, step: usize, view: &View<'_>, now: &Now) -> Edits {
        let mut edits = Edits::new();
        let Some(table) = entity("customer") else { return edits };
        if step < report.company_steps() {
            for name in report.companies.iter().skip(step * STEP).take(STEP) {
                let mut args = Args::from([("name".to_owned(), Value::from(name.as_str()))]);
                self.give_owner(&mut args, view);
                let id = edits.create();
                record::add(&mut edits, view, table, &id, &args, now);
            }
            return edits;
        }
        let (currency, members) = (input::currency(view), by_name(view, "member", &["name"]));
        let reader = Reader { mapping: &self.mapping, currency: &currency, members: &members };
        if step == report.company_steps() {
            report.known.replace(by_name(view, "customer", &["name", "short"]));
        }
        let companies = report.known.borrow();
        let table = self.mapping.table;
        for place in report.good.iter().skip((step - report.company_steps()) * STEP).take(STEP) {
            let Some(row) = self.sheet.rows.get(*place) else { continue };
            let mut draft = self.draft(&reader, row, &mut Vec::new());
            if let Some((field, name)) = &draft.company
                && let Some(link) = companies.get(&fold(name))
            {
                draft.fields.insert(field.key.to_owned(), link.clone());
            }
            self.give_owner(&mut draft.fields, view);
            let id = edits.create();
            record::add(&mut edits, view, table, &id, &draft.fields, now);
            let mut kinds: Vec<&str> = Vec::new();
            for (kind, label, value) in &draft.points {
                let primary = !kinds.contains(kind);
                kinds.push(kind);
                input::add_point(&mut edits, table.key, &id, kind, *label, Value::from(value.as_str()), primary);
            }
        }
        edits
    }

    /// Reads a row, fills what is blank from the defaults and names what is missing.
    fn draft(&self, reader: &Reader<'_>, row: &Row, problems: &mut Vec<Problem>) -> Draft {
        let problem = |problems: &mut Vec<Problem>, field, reason| {
            problems.push(Problem { row: row.number, column: None, field, reason, cell: String::new() });
        };
        if self.sheet.is_ragged(row) {
            problem(problems, None, Reason::Ragged);
            return Draft::default();
        }
        let mut draft = reader.read(row, problems);
        for (key, value) in &self.settings.defaults {
            if self.mapping.table.field(key).is_some() {
                draft.fields.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
        for field in self.mapping.table.fields.iter().filter(|field| field.required) {
            if draft.fields.get(field.key).is_none_or(Value::is_empty) {
                problem(problems, Some(field.label), Reason::Required);
            }
        }
        draft
    }

    fn is_fatal(&self, problem: &Problem) -> bool {
        match problem.reason {
            Reason::NoMember => false,
            Reason::Invalid(_) | Reason::TagTooLong => self.settings.unreadable == Unreadable::LeaveOutRow,
            Reason::Required | Reason::Ragged => true,
        }
    }

    /// Gives the chosen owner to what has none. For oneself nothing is written: creation does it.
    fn give_owner(&self, args: &mut Args, view: &View<'_>) {
        let owner = match &self.settings.owner {
            Owner::Me => return,
            Owner::Nobody => Value::Null,
            Owner::Member(id) => {
                view.get("member", id).map_or(Value::Null, |_| Value::Link("member".to_owned(), id.clone()))
            }
        };
        args.entry("owner".to_owned()).or_insert(owner);
    }

    /// Whether a row is there already, in the workspace or above it in the table.
    fn judge(&self, draft: &Draft, row: &Row, seen: &mut HashMap<String, Verdict>) -> Verdict {
        let company = draft.company.as_ref().map_or(draft.text("company"), |(_, name)| name);
        let points = draft.points.iter().map(|(_, _, value)| value.as_str());
        let keys = keys(draft.text("name"), company, draft.text("credit_code"), points, self.mapping.table.key);
        let verdict = keys.iter().find_map(|key| seen.get(key)).cloned().unwrap_or(Verdict::New);
        for key in keys {
            seen.entry(key).or_insert(Verdict::Repeats(row.number));
        }
        verdict
    }

    /// The records of the entity by everything that makes a row the same as them.
    fn existing(&self, view: &View<'_>) -> HashMap<String, Verdict> {
        let mut seen = HashMap::new();
        for rec in view.records(self.mapping.table.key) {
            let company = rec.get("customer").and_then(|link| view.follow(link)).map(|to| to.title());
            let company = company.as_deref().unwrap_or_else(|| rec.text("company"));
            let points = view.linking("contact_point", &rec.at());
            let points = points.iter().map(|point| point.text("value"));
            for key in keys(rec.text("name"), company, rec.text("credit_code"), points, rec.table.key) {
                seen.entry(key).or_insert_with(|| Verdict::Exists(rec.at()));
            }
        }
        seen
    }
}

/// By what two records are the same: the name of a company or its number; a person's name together
/// with the company, a phone or an e-mail, since colleagues share phones and strangers names.
fn keys<'a>(
    name: &str,
    company: &str,
    credit_code: &str,
    points: impl Iterator<Item = &'a str>,
    entity: &str,
) -> Vec<String> {
    let name = fold(name);
    let mut keys = Vec::new();
    if !credit_code.is_empty() {
        keys.push(format!("code {}", fold(credit_code)));
    }
    if name.is_empty() {
        return keys;
    }
    if entity == "customer" {
        keys.push(format!("name {name}"));
        return keys;
    }
    keys.extend(points.map(|point| format!("point {name} {}", fold(point))));
    if !company.is_empty() || keys.is_empty() {
        keys.push(format!("at {name} {}", fold(company)));
    }
    keys
}

/// Links to the records of an entity by the folded texts of these fields.
fn by_name(view: &View<'_>, entity: &str, fields: &[&str]) -> HashMap<String, Value> {
    let mut names = HashMap::new();
    let mut add = |rec: &Rec<'_>, field: &str| {
        let name = fold(rec.text(field));
        if !name.is_empty() {
            names.entry(name).or_insert_with(|| rec.at().link());
        }
    };
    for field in fields {
        view.records(entity).for_each(|rec| add(&rec, field));
    }
    names
}

impl Report {
    /// How many rows there are of each kind.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let count = |wanted: fn(&Verdict) -> bool| self.verdicts.iter().filter(|verdict| wanted(verdict)).count();
        Counts {
            rows: self.verdicts.len(),
            new: count(|verdict| *verdict == Verdict::New),
            duplicate: count(|verdict| matches!(verdict, Verdict::Repeats(_) | Verdict::Exists(_))),
            wrong: count(|verdict| *verdict == Verdict::Wrong),
            companies: self.companies.len(),
        }
    }

    /// How many records of the entity will be written.
    #[must_use]
    pub fn writes(&self) -> usize {
        self.good.len()
    }

    /// In how many steps the import is written.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.company_steps() + self.good.len().div_ceil(STEP)
    }

    fn company_steps(&self) -> usize {
        self.companies.len().div_ceil(STEP)
    }
}

/// Whether a mapping can name its records: without a name every row is wrong.
#[must_use]
pub fn missing(mapping: &Mapping, settings: &Settings) -> Vec<&'static str> {
    let given = |key: &str| settings.defaults.get(key).is_some_and(|value| !value.is_empty());
    let required = mapping.table.fields.iter().filter(|field| field.required);
    required.filter(|field| !mapping.gives(field) && !given(field.key)).map(|field| field.label).collect()
}
