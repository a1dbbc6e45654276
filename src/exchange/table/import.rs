//! The import of a table: every row is checked before anything is written, then the good ones are.
//!
//! [`Import::check`] is the whole dry run. [`Import::edits`] gives the edits of one step at a time, so
//! that a change stays small and progress can be shown; all steps belong to one batch, and undoing the
//! batch takes all of them back. Companies and what else the rows name are created first, each once.

use super::known::{Links, Seen, alike, makes};
use super::mapping::Mapping;
use super::read::{Row, Sheet};
use super::report::{Problem, Reason, Report, Verdict};
use super::row::{Draft, Reader};
use super::settings::{Fresh, Owner, Rule, Settings, Unreadable};
use super::update;
use crate::crm::command::Args;
use crate::crm::input;
use crate::crm::schema::{Field, Kind, Now, entity};
use crate::crm::{Edits, View, record};
use crate::ledger::Value;
use std::collections::HashSet;

/// How many records a step writes at most; with their contact points that is some 2,000 ops.
pub(super) const STEP: usize = 500;
/// How many rows are checked between two reports of progress.
const STRIDE: usize = 1_000;

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

/// What all rows are read with.
struct Around {
    currency: String,
    offset: i32,
}

impl Import {
    /// An import with the mapping that the headings suggest.
    #[must_use]
    pub fn new(mapping: Mapping, sheet: Sheet) -> Import {
        Import { sheet, mapping, settings: Settings::default() }
    }

    /// Checks every row against the fields and against what is there already. Writes nothing. `tell` hears
    /// how much of it is done, 0 to 1.
    #[must_use]
    pub fn check(&self, view: &View<'_>, now: &Now, tell: &dyn Fn(f64)) -> Report {
        let mut report = Report::default();
        let (around, links) = (Around::of(view, now), Links::of(view, &self.mapping));
        let reader = self.reader(&around, &links);
        let mut made = HashSet::new();
        let mut seen = Seen::new(*view, &self.mapping, &self.settings);
        for (place, row) in self.sheet.rows.iter().enumerate() {
            if place % STRIDE == 0 {
                tell(place as f64 / self.sheet.rows.len() as f64);
            }
            let from = report.problems.len();
            let draft = self.draft(&reader, row, &mut report.problems);
            let found = report.problems.get(from..).unwrap_or_default();
            let verdict = if found.iter().any(|problem| self.is_fatal(problem)) {
                Verdict::Wrong
            } else {
                self.judge(&links, &draft, row, &mut seen, &mut report.problems, now)
            };
            if matches!(verdict, Verdict::New | Verdict::Updates(_)) {
                report.good.push(place);
                for link in draft.links.iter().filter(|link| links.find(link.to, &link.name).is_none()) {
                    if let Some(table) = makes(link.to)
                        && made.insert((table.key, alike(&link.name)))
                    {
                        report.made.push((table.key, link.name.clone()));
                    }
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
        if step < report.name_steps() {
            for (key, name) in report.made.iter().skip(step * STEP).take(STEP) {
                let Some((table, title)) = entity(key).and_then(|table| Some((table, table.title.first()?))) else {
                    continue;
                };
                let mut args = Args::from([((*title).to_owned(), Value::from(name.as_str()))]);
                if table.field("owner").is_some() {
                    self.give_owner(&mut args, view);
                }
                let id = edits.create();
                record::add(&mut edits, view, table, &id, &args, now);
            }
            return edits;
        }
        // Names are looked up once: those of the rows are all made by now.
        if step == report.name_steps() {
            report.known.replace(Links::of(view, &self.mapping));
        }
        let (around, links) = (Around::of(view, now), report.known.borrow());
        let reader = self.reader(&around, &links);
        for place in report.good.iter().skip((step - report.name_steps()) * STEP).take(STEP) {
            let (Some(row), Some(verdict)) = (self.sheet.rows.get(*place), report.verdicts.get(*place)) else {
                continue;
            };
            let mut draft = self.draft(&reader, row, &mut Vec::new());
            for named in &draft.links {
                if let Some((link, _)) = links.find(named.to, &named.name) {
                    draft.fields.insert(named.field.key.to_owned(), link.clone());
                }
            }
            match verdict {
                Verdict::Updates(at) => {
                    // A record that was deleted since the check stays deleted.
                    if let Some(rec) = view.at(at) {
                        update::write(&mut edits, &rec, &draft, &self.settings);
                    }
                }
                _ => self.add(&mut edits, view, draft, now),
            }
        }
        edits
    }

    /// Writes a row as a new record.
    fn add(&self, edits: &mut Edits, view: &View<'_>, mut draft: Draft, now: &Now) {
        let table = self.mapping.table;
        self.fill(view, &mut draft);
        self.give_owner(&mut draft.fields, view);
        let id = edits.create();
        record::add(edits, view, table, &id, &draft.fields, now);
        let mut kinds: Vec<&str> = Vec::new();
        for (kind, label, value) in &draft.points {
            let primary = !kinds.contains(kind);
            kinds.push(kind);
            input::add_point(edits, table.key, &id, kind, *label, Value::from(value.as_str()), primary);
        }
    }

    fn reader<'a>(&'a self, around: &'a Around, links: &'a Links) -> Reader<'a> {
        Reader {
            mapping: &self.mapping,
            settings: &self.settings,
            currency: &around.currency,
            offset: around.offset,
            links,
            known: self.sheet.known.as_ref(),
        }
    }

    /// Reads a row.
    fn draft(&self, reader: &Reader<'_>, row: &Row, problems: &mut Vec<Problem>) -> Draft {
        if self.sheet.is_ragged(row) {
            problems.push(about(row, None, Reason::Ragged));
            return Draft::default();
        }
        reader.read(row, problems)
    }

    /// Fills what a row leaves blank from the defaults.
    fn fill(&self, view: &View<'_>, draft: &mut Draft) {
        for (key, text) in &self.settings.defaults {
            let Some(field) = self.mapping.table.field(key) else { continue };
            let value = match field.kind {
                Kind::Link(to) => to.iter().find_map(|entity| view.get(entity, text)).map(|rec| rec.at().link()),
                _ => input::parse(field, text, "").ok(),
            };
            if let Some(value) = value {
                draft.fields.entry(key.clone()).or_insert(value);
            }
        }
    }

    fn is_fatal(&self, problem: &Problem) -> bool {
        match problem.reason {
            Reason::NoMember | Reason::NoRecord | Reason::Ambiguous => false,
            Reason::Invalid(_) | Reason::TagTooLong => self.settings.unreadable == Unreadable::LeaveOutRow,
            Reason::Required | Reason::Ragged | Reason::Unknown | Reason::Full | Reason::Held => true,
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

    /// What becomes of a row that can be read.
    fn judge(
        &self,
        links: &Links,
        draft: &Draft,
        row: &Row,
        seen: &mut Seen<'_>,
        problems: &mut Vec<Problem>,
        now: &Now,
    ) -> Verdict {
        let view = seen.view();
        let found = if self.settings.known == Rule::Add { Verdict::New } else { seen.find(draft) };
        match found {
            Verdict::Exists(at) if self.settings.updates() => {
                let rec = view.at(&at).filter(|rec| update::changes(rec, draft, links, &self.settings));
                if rec.is_some_and(|rec| (rec.table.guard)(&rec, now).is_err()) {
                    problems.push(about(row, Some("field-owner"), Reason::Held));
                    Verdict::Wrong
                } else if rec.is_some() {
                    seen.updates(at.clone(), row.number);
                    Verdict::Updates(at)
                } else {
                    Verdict::Exists(at)
                }
            }
            Verdict::New if self.settings.fresh == Fresh::LeaveOut => Verdict::Unknown,
            Verdict::New => {
                let mut whole = draft.clone();
                self.fill(&view, &mut whole);
                let lacks = self.lacking(&whole);
                if lacks.is_empty() && !self.has_room(&whole, seen, now) {
                    problems.push(about(row, Some("field-owner"), Reason::Full));
                    return Verdict::Wrong;
                }
                if lacks.is_empty() {
                    seen.met(draft, row.number);
                    return Verdict::New;
                }
                problems.extend(lacks.into_iter().map(|label| about(row, Some(label), Reason::Required)));
                Verdict::Wrong
            }
            known => known,
        }
    }

    /// Whether the owner that a new row would get may have one more besides those of the rows before. It is counted.
    fn has_room(&self, whole: &Draft, seen: &mut Seen<'_>, now: &Now) -> bool {
        let (table, view) = (self.mapping.table, seen.view());
        let mut args: Args = whole.fields.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
        args.retain(|key, _| table.field(key).is_some_and(|field| field.managed));
        self.give_owner(&mut args, &view);
        let mut edits = Edits::new();
        let id = edits.create();
        args.into_iter().for_each(|(field, value)| edits.set(table.key, &id, &field, value));
        (table.on_create)(&view, &mut edits, &id, now);
        let Some((_, owner)) = edits.value(table.key, &id, "owner").and_then(Value::as_link) else { return true };
        let more = seen.given.entry(owner.to_owned()).or_default();
        let fits = (table.room)(&view, owner, *more + 1, now).is_ok();
        *more += usize::from(fits);
        fits
    }

    /// The labels of the fields that must have a value and have none.
    fn lacking(&self, draft: &Draft) -> Vec<&'static str> {
        let said = |other: &'static str| draft.text(other).to_owned();
        let state = self.mapping.table.status.map(said).unwrap_or_default();
        let asked = |field: &Field| field.required || field.needed.contains(&&*state);
        let required = self.mapping.table.fields.iter().filter(|field| asked(field) && field.suits(said));
        let named = |field: &&Field| draft.links.iter().any(|link| link.field.key == field.key);
        let lacks = required.filter(|field| draft.fields.get(field.key).is_none_or(Value::is_empty) && !named(field));
        lacks.map(|field| field.label).collect()
    }
}

impl Around {
    fn of(view: &View<'_>, now: &Now) -> Around {
        Around { currency: input::currency(view), offset: now.offset }
    }
}

/// A problem of a whole row.
fn about(row: &Row, field: Option<&'static str>, reason: Reason) -> Problem {
    Problem { row: row.number, column: None, field, reason, cell: String::new(), instead: None }
}

/// Whether a mapping can name its records: without a name every row is wrong.
#[must_use]
pub fn missing(mapping: &Mapping, settings: &Settings) -> Vec<&'static str> {
    let given = |key: &str| settings.defaults.get(key).is_some_and(|text| !text.is_empty());
    // What only some of them need is seen row by row.
    let required = mapping.table.fields.iter().filter(|field| field.required && field.only.is_none());
    required.filter(|field| !mapping.gives(field) && !given(field.key)).map(|field| field.label).collect()
}
