//! The worker's side of tables: it keeps the rows of the file that was read, and does what the page asks.

use super::wire::{
    Checked, ColumnFacts, Export, Form, Found, Guess, PastImport, Plan, SeenProblem, SeenRow, TableAnswer, TableJob,
};
use super::{BATCH, Memory};
use crate::app::job::{Progress, Step};
use crate::app::query::Query;
use crate::app::workspace::{Fault, Workspace};
use crate::crm::schema::{Entity, Field};
use crate::crm::{Now, Rec, entities};
use crate::exchange::table::import::missing;
use crate::exchange::table::{
    Basis, Fate, Import, Mapping, Options, Problem, Reason, Report, Sheet, TableError, Target, Verdict, answers, card,
    csv, mapping, read, write, xlsx,
};
use crate::ledger::order::sort_by_key;
use crate::ledger::{Json, hash};
use crate::store::Storage;
use std::collections::BTreeMap;

/// How many rows are shown at once.
pub const WINDOW: usize = 50;
/// How many characters of a cell are shown.
const EXCERPT: usize = 200;
/// How many cells of a column are shown as examples.
const SAMPLES: usize = 3;

/// Told how far a job is.
type Watch<'a> = &'a dyn Fn(Progress);
/// A message by language and key.
type Words<'a> = &'a dyn Fn(&str, &str) -> String;

/// What is kept of a table between jobs.
#[derive(Default)]
pub struct TableDesk {
    sheet: Option<Sheet>,
    checked: Option<(Import, Report)>,
}

impl TableDesk {
    /// Does a job. Gives the answer and the bytes of the file that belongs to it.
    ///
    /// # Errors
    /// The key of a message: what kept the store from being read or from taking it.
    pub async fn run<S: Storage>(
        &mut self,
        job: TableJob,
        bytes: &[u8],
        workspace: &Workspace<S>,
        words: Words<'_>,
        watch: Watch<'_>,
    ) -> Result<(TableAnswer, Vec<u8>), Fault> {
        let answer = match job {
            TableJob::Read(options) => {
                // What a file speaks of may have been written since this desk last looked.
                workspace.refresh().await?;
                match self.read(bytes, &options, workspace, watch) {
                    Ok(()) => self.found(workspace).await?,
                    Err(error) => refused(error),
                }
            }
            TableJob::Check(plan) => {
                // The page may have written since this desk last looked.
                workspace.refresh().await?;
                self.check(&plan, workspace, watch)
            }
            TableJob::Rows { of, from } => TableAnswer::Rows(self.rows(of, from, workspace)),
            TableJob::Write((instant, offset)) => self.write(Now { instant, offset }, workspace, watch).await?,
            TableJob::Errors(lang) => return Ok(self.errors(&lang, words)),
            TableJob::Imports => {
                workspace.refresh().await?;
                TableAnswer::Imports(past(workspace))
            }
            TableJob::TakeBack(batch, (instant, offset)) => {
                watch(Progress { step: Step::Writing, share: None });
                workspace.refresh().await?;
                workspace.recall().await?;
                let imports = workspace.imports();
                let Some(import) = imports.into_iter().find(|import| import.batch == batch) else {
                    return Ok((TableAnswer::TakenBack(0), Vec::new()));
                };
                workspace.take_back(&import, Now { instant, offset }).await?;
                TableAnswer::TakenBack(import.records.len())
            }
        };
        Ok((answer, Vec::new()))
    }

    fn read<S: Storage>(
        &mut self,
        bytes: &[u8],
        options: &Options,
        workspace: &Workspace<S>,
        watch: Watch<'_>,
    ) -> Result<(), TableError> {
        watch(Progress { step: Step::Checking, share: None });
        (self.sheet, self.checked) = (None, None);
        let answers = workspace.read(|view| answers::read(bytes, &view));
        self.sheet = Some(answers.unwrap_or_else(|| read(bytes, options))?);
        Ok(())
    }

    /// What there is to say of the table that was read.
    async fn found<S: Storage>(&self, workspace: &Workspace<S>) -> Result<TableAnswer, Fault> {
        let Some(sheet) = &self.sheet else { return Ok(refused(TableError::Empty)) };
        let memory = workspace.table_memory(&signature(sheet)).await?;
        let best = Mapping::best(sheet).table.key;
        let first = memory.as_ref().map_or(best, |memory| &memory.entity);
        let mut tables: Vec<&'static Entity> =
            workspace.read(|view| mapping::IMPORTED.iter().filter_map(|key| view.table(key)).collect());
        sort_by_key(&mut tables, |table| table.key != first);
        let guess = |table: &'static Entity| {
            let remembered = memory.as_ref().filter(|memory| memory.entity == table.key);
            let guessed = Mapping::guess(table, sheet);
            let columns = guessed.columns.iter().enumerate().map(|(column, target)| {
                let kept = remembered.and_then(|memory| memory.columns.get(column));
                let kept = kept.map(|word| (Target::of(table, word), Basis::Memory));
                let named = sheet.heading.get(column).is_some_and(|heading| !heading.is_empty());
                let (target, basis) = kept.unwrap_or((*target, if named { Basis::Heading } else { Basis::Content }));
                (target.word(), if target == Target::Nothing { Basis::Nothing } else { basis })
            });
            Guess { entity: table.key.to_owned(), columns: columns.collect() }
        };
        Ok(TableAnswer::Found(Box::new(Found {
            origin: sheet.origin.clone(),
            head: sheet.head,
            top: sheet.top.clone(),
            heading: sheet.heading.clone(),
            width: sheet.width,
            rows: sheet.rows.len(),
            samples: (0..sheet.width).map(|column| samples(sheet, column)).collect(),
            guesses: tables.into_iter().map(guess).collect(),
            remembered: memory.map(|memory| (memory.at, memory.settings)),
            program: sheet.known.as_ref().map(|known| known.program.to_owned()),
            left: sheet.left.clone(),
        })))
    }

    fn check<S: Storage>(&mut self, plan: &Plan, workspace: &Workspace<S>, watch: Watch<'_>) -> TableAnswer {
        let before = self.checked.take().map(|(import, _)| import.sheet);
        let table = workspace.read(|view| view.table(&plan.entity));
        let (Some(mut sheet), Some(table)) = (self.sheet.take().or(before), table) else {
            return refused(TableError::Empty);
        };
        for (place, column, text) in &plan.fixes {
            if let Some(row) = sheet.rows.get_mut(*place) {
                if row.cells.len() <= *column && *column < sheet.width {
                    row.cells.resize(column + 1, String::new());
                }
                if let Some(cell) = row.cells.get_mut(*column) {
                    text.trim().clone_into(cell);
                }
            }
        }
        let columns = plan.columns.iter().map(|word| Target::of(table, word)).collect();
        let import = Import { sheet, mapping: Mapping { table, columns }, settings: plan.settings.clone() };
        let now = Now { instant: plan.now.0, offset: plan.now.1 };
        let report = checked(&import, workspace, &now, watch);
        let answer = TableAnswer::Checked(Checked {
            counts: report.counts(),
            columns: facts(&import, &report),
            lacking: missing(&import.mapping, &import.settings).into_iter().map(str::to_owned).collect(),
            writes: report.writes(),
        });
        self.checked = Some((import, report));
        answer
    }

    fn rows<S: Storage>(&self, of: Option<Fate>, from: usize, workspace: &Workspace<S>) -> Vec<SeenRow> {
        let Some((import, report)) = &self.checked else { return Vec::new() };
        let rows = import.sheet.rows.iter().zip(&report.verdicts).enumerate();
        let wanted = rows.filter(|(_, (_, verdict))| of.is_none_or(|fate| verdict.fate() == fate));
        let seen = wanted.skip(from).take(WINDOW).map(|(place, (row, verdict))| {
            let title = |verdict: &Verdict| match verdict {
                Verdict::Updates(at) | Verdict::Exists(at) => workspace.read(|view| view.name_of(at)),
                _ => String::new(),
            };
            SeenRow {
                place,
                number: row.number,
                fate: verdict.fate(),
                of: title(verdict),
                repeats: if let Verdict::Repeats(row) = verdict { *row } else { 0 },
                cells: row.cells.iter().map(|cell| cell.chars().take(EXCERPT).collect()).collect(),
                problems: report.problems_of(row.number).map(|problem| told(problem, &import.mapping)).collect(),
            }
        });
        seen.collect()
    }

    async fn write<S: Storage>(
        &mut self,
        now: Now,
        workspace: &Workspace<S>,
        watch: Watch<'_>,
    ) -> Result<TableAnswer, Fault> {
        let Some((import, report)) = &mut self.checked else { return Ok(refused(TableError::Empty)) };
        workspace.recall().await?;
        // What is there may have changed since the check.
        if workspace.refresh().await? {
            *report = checked(import, workspace, &now, watch);
        }
        let memory = Memory {
            at: now.instant,
            entity: import.mapping.table.key.to_owned(),
            columns: import.mapping.columns.iter().map(|target| target.word()).collect(),
            settings: import.settings.clone(),
        };
        let tell = async |done: usize, of: usize| {
            watch(Progress { step: Step::Writing, share: Some(done as f64 / of.max(1) as f64) });
        };
        let kept = (signature(&import.sheet), memory);
        workspace.import_table(import, report, now, Some(kept), tell).await?;
        Ok(TableAnswer::Written(report.counts()))
    }

    fn errors(&self, lang: &str, words: Words<'_>) -> (TableAnswer, Vec<u8>) {
        let Some((import, report)) = &self.checked else { return (refused(TableError::Empty), Vec::new()) };
        let say = |key: &str| words(lang, key);
        let bytes = csv::errors(import, report, &say);
        (TableAnswer::File(format!("{}.csv", say("table-errors"))), bytes)
    }
}

fn checked<S: Storage>(import: &Import, workspace: &Workspace<S>, now: &Now, watch: Watch<'_>) -> Report {
    let tell = |share| watch(Progress { step: Step::Checking, share: Some(share) });
    workspace.check_table(import, now, &tell)
}

fn refused(error: TableError) -> TableAnswer {
    TableAnswer::Refused(error.to_string(), error.row().unwrap_or_default())
}

/// What tables of the same headings have in common.
fn signature(sheet: &Sheet) -> String {
    let parts = sheet.heading.iter().map(|heading| Json::Str(heading.clone())).collect();
    let all = Json::List(vec![Json::List(parts), Json::Int(i64::try_from(sheet.width).unwrap_or(i64::MAX))]);
    hash::hex(&hash::hash(&all.canonical()))
}

fn samples(sheet: &Sheet, column: usize) -> String {
    let samples = sheet.samples(column, SAMPLES);
    samples.iter().map(|cell| cell.chars().take(40).collect::<String>()).collect::<Vec<_>>().join(" · ")
}

fn facts(import: &Import, report: &Report) -> Vec<ColumnFacts> {
    let mut facts = vec![ColumnFacts::default(); import.sheet.width];
    for row in &import.sheet.rows {
        for (cell, facts) in row.cells.iter().zip(&mut facts) {
            facts.filled += usize::from(!cell.is_empty());
        }
    }
    for problem in &report.problems {
        if let Some(facts) = problem.column.and_then(|column| facts.get_mut(column)) {
            match problem.reason {
                Reason::Invalid(_) | Reason::TagTooLong => facts.wrong += 1,
                _ => facts.unknown += 1,
            }
        }
    }
    facts
}

fn told(problem: &Problem, mapping: &Mapping) -> SeenProblem {
    // A value that is missing is given where its column is.
    let gives = || {
        let field = mapping.table.fields.iter().find(|field| Some(field.label) == problem.field)?;
        mapping.columns.iter().position(|target| *target == Target::Field(field.key))
    };
    SeenProblem {
        column: problem.column.or_else(gives),
        field: problem.field.map(str::to_owned),
        reason: problem.reason.to_string(),
        warning: problem.reason.is_warning(),
        instead: problem.instead.clone(),
    }
}

/// One's own imports, the newest first.
fn past<S: Storage>(workspace: &Workspace<S>) -> Vec<PastImport> {
    let imports = workspace.imports().into_iter().filter(|import| import.batch.starts_with(BATCH));
    let past = imports.map(|import| {
        let mut counts = BTreeMap::<&str, usize>::new();
        for at in &import.records {
            *counts.entry(&at.entity).or_default() += 1;
        }
        let order = |key: &str| entities().iter().position(|table| table.key == key);
        let mut kinds: Vec<(String, usize)> = counts.into_iter().map(|(key, n)| (key.to_owned(), n)).collect();
        sort_by_key(&mut kinds, |(key, count)| (std::cmp::Reverse(*count), order(key)));
        PastImport { batch: import.batch, at: import.at, kinds, edited: import.edited }
    });
    past.collect()
}

/// Writes a file of records. Gives its name, how many there are, and its bytes.
///
/// # Errors
/// [`TableError::NotForWorkbook`].
pub fn export<S: Storage>(
    export: &Export,
    workspace: &Workspace<S>,
    words: Words<'_>,
    watch: Watch<'_>,
) -> Result<(String, usize, Vec<u8>), TableError> {
    let table = workspace.read(|view| view.table(&export.entity)).ok_or(TableError::Empty)?;
    let now = Now { instant: export.now.0, offset: export.now.1 };
    let say = |key: &str| words(&export.lang, key);
    let tell = |share| watch(Progress { step: Step::Packing, share: Some(share) });
    let rows = workspace.ask(table, &Query::from_address(&export.query), &now);
    let name = say(table.plural);
    let (ending, bytes) = workspace.read(|view| {
        let records: Vec<Rec<'_>> = rows.refs.iter().filter_map(|at| view.at(at)).collect();
        let fields: Vec<&'static Field> = export.fields.iter().filter_map(|key| table.field(key)).collect();
        let columns =
            if fields.is_empty() { write::all_columns(table, &records, &say) } else { write::columns(&fields, &say) };
        Ok(match export.form {
            Form::Csv => ("csv", csv::write(&records, &columns, &now, &say, &tell)),
            Form::Xlsx => ("xlsx", xlsx::write(&name, &records, &columns, &now, &say, &tell)?),
            Form::Card => ("vcf", card::write(&view, &records)),
        })
    })?;
    Ok((format!("{name}-{}.{ending}", now.today()), rows.refs.len(), bytes))
}
