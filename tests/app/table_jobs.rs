//! Tables as the worker does them: reading, checking, mending, writing, files out; and what the page then
//! sees and can take back.

use crate::jobs::Worker;
use crate::replica::{NOW, Replica, seeded, wait};
use cove::app::agenda::Days;
use cove::app::job::Step;
use cove::app::sheet::{Basis, Counts, Encoding, Fate, Options, Origin, Rule};
use cove::app::table::wire::{Checked, Export, Form, Found, PastImport, Plan, SeenRow, TableAnswer, TableJob};
use cove::app::{Answer, Job, Storage as _, Workspace};
use cove::ledger::Value;
use cove::store::{Fault, Faulty};

const TABLE: &str = "姓名,公司,手机,意向\n高雯,苏州澜芯,13800138000,4\n程屿,杭州云隙,12,约 5\n沈亦舟,,13700137000,\n";

impl Worker {
    pub(crate) fn table(&mut self, job: TableJob, bytes: &[u8]) -> (TableAnswer, Vec<u8>) {
        match self.with(job.job(), bytes) {
            (Answer::Table(text), bytes) => (TableAnswer::read(&text).unwrap(), bytes),
            other => panic!("no table: {other:?}"),
        }
    }

    pub(crate) fn read_table(&mut self, bytes: &[u8], options: Options) -> Found {
        match self.table(TableJob::Read(options), bytes) {
            (TableAnswer::Found(found), _) => *found,
            other => panic!("not read: {other:?}"),
        }
    }

    pub(crate) fn check(&mut self, plan: &Plan) -> Checked {
        match self.table(TableJob::Check(plan.clone()), b"") {
            (TableAnswer::Checked(checked), _) => checked,
            other => panic!("not checked: {other:?}"),
        }
    }

    pub(crate) fn rows(&mut self, of: Option<Fate>) -> Vec<SeenRow> {
        match self.table(TableJob::Rows { of, from: 0 }, b"") {
            (TableAnswer::Rows(rows), _) => rows,
            other => panic!("no rows: {other:?}"),
        }
    }

    fn imports(&mut self) -> Vec<PastImport> {
        match self.table(TableJob::Imports, b"") {
            (TableAnswer::Imports(imports), _) => imports,
            other => panic!("no imports: {other:?}"),
        }
    }
}

fn plan(found: &Found) -> Plan {
    let guess = &found.guesses[0];
    Plan {
        entity: guess.entity.clone(),
        columns: guess.columns.iter().map(|(word, _)| word.clone()).collect(),
        now: (NOW.instant, NOW.offset),
        ..Plan::default()
    }
}

fn write() -> TableJob {
    TableJob::Write((NOW.instant, NOW.offset))
}

fn count(replica: &Replica, key: &str) -> usize {
    replica.workspace.read(|view| view.records(key).count())
}

/// What the page does when the worker has written.
fn look(replica: &Replica) {
    wait(replica.workspace.refresh()).unwrap();
    wait(replica.workspace.recall()).unwrap();
}

#[test]
fn a_table_is_read_checked_mended_and_written() {
    let wang = Replica::found("王芳", 1);
    wang.create("lead", &[("name", "张三".into()), ("source", "web".into())]);
    let mut worker = Worker::beside(&wang);
    let found = worker.read_table(TABLE.as_bytes(), Options::default());
    assert_eq!(found.origin, Origin::Text { encoding: Encoding::Utf8, delimiter: ',' });
    assert_eq!((found.rows, found.width, found.head, found.remembered.clone()), (3, 4, 1, None));
    assert_eq!(found.samples[0], "高雯 · 程屿 · 沈亦舟");
    assert_eq!(
        found.guesses.iter().map(|guess| &*guess.entity).collect::<Vec<_>>(),
        ["lead", "customer", "contact", "opportunity"]
    );
    assert_eq!(found.guesses[0].columns[2], ("point phone mobile".to_owned(), Basis::Heading));

    let mut plan = plan(&found);
    let before = wait(wang.storage.revision()).unwrap();
    let checked = worker.check(&plan);
    assert_eq!(checked.counts, Counts { rows: 3, new: 2, wrong: 1, ..Counts::default() });
    let facts: Vec<_> = checked.columns.iter().map(|facts| (facts.filled, facts.wrong)).collect();
    assert_eq!((checked.writes, facts), (2, vec![(3, 0), (2, 0), (3, 1), (2, 1)]));

    let wrong = worker.rows(Some(Fate::Wrong));
    assert_eq!((wrong.len(), wrong[0].place, wrong[0].number), (1, 1, 3));
    let told: Vec<_> = wrong[0]
        .problems
        .iter()
        .map(|problem| (problem.column, &*problem.reason, problem.instead.as_deref()))
        .collect();
    assert_eq!(told, [(Some(2), "invalid-phone", None), (Some(3), "invalid-number", Some("5"))]);
    plan.fixes = vec![(1, 2, "13900139000".into()), (1, 3, "5".into())];
    assert_eq!(worker.check(&plan).counts, Counts { rows: 3, new: 3, ..Counts::default() });
    assert_eq!(
        worker.rows(None).iter().map(|row| &*row.cells[2]).collect::<Vec<_>>(),
        ["13800138000", "13900139000", "13700137000"]
    );
    assert_eq!(wait(wang.storage.revision()).unwrap(), before, "nothing is written yet");

    // The page acts meanwhile; what it could take back it still can.
    wang.create("lead", &[("name", "李四".into()), ("source", "web".into())]);
    assert_eq!(worker.table(write(), b"").0, TableAnswer::Written(Counts { rows: 3, new: 3, ..Counts::default() }));
    assert!(worker.steps().contains(&Step::Writing));
    look(&wang);
    assert_eq!(count(&wang, "lead"), 5);
    wait(wang.workspace.undo(NOW)).unwrap();
    assert_eq!(count(&wang, "lead"), 2, "the import is one step of undo");
    wait(wang.workspace.redo(NOW)).unwrap();
    assert_eq!((count(&wang, "lead"), count(&wang, "contact_point")), (5, 3));
    let wang = wang.reopen();
    assert_eq!((count(&wang, "lead"), wang.conflicts()), (5, 0));
}

#[test]
fn the_next_table_of_the_same_headings_is_read_alike() {
    let wang = Replica::found("王芳", 1);
    let mut worker = Worker::beside(&wang);
    let mut chosen = plan(&worker.read_table(TABLE.as_bytes(), Options::default()));
    chosen.columns[3] = "field note".into();
    chosen.settings.known = Rule::Fill;
    chosen.settings.key = Some("phone".into());
    worker.check(&chosen);
    worker.table(write(), b"");
    let mut worker = Worker::beside(&wang);
    let again = worker.read_table("姓名,公司,手机,意向\n何敏,,13600136000,强\n".as_bytes(), Options::default());
    assert_eq!(again.remembered, Some((NOW.instant, chosen.settings)));
    assert_eq!(again.guesses[0].columns[3], ("field note".to_owned(), Basis::Memory));
    let other = worker.read_table("姓名,公司,手机\n何敏,,13600136000\n".as_bytes(), Options::default());
    assert_eq!(other.remembered, None);
}

#[test]
fn what_is_no_table_is_refused_with_its_row() {
    let wang = Replica::found("王芳", 1);
    let mut worker = Worker::beside(&wang);
    let refused = |key: &str, row| TableAnswer::Refused(key.to_owned(), row);
    let read = || TableJob::Read(Options::default());
    assert_eq!(worker.table(read(), b"").0, refused("table-empty", 0));
    assert_eq!(worker.table(read(), b"name,company\nAnn,\"Open\n").0, refused("table-open-quote", 2));
    assert_eq!(worker.table(read(), b"PK\x03\x04").0, refused("table-damaged", 0));
    // Nothing was read, so there is nothing to check or write.
    assert_eq!(
        worker.table(TableJob::Check(Plan { entity: "lead".into(), ..Plan::default() }), b"").0,
        refused("table-empty", 0)
    );
    assert_eq!(worker.table(write(), b"").0, refused("table-empty", 0));
    assert_eq!(worker.table(TableJob::Errors("zh-CN".into()), b"").0, refused("table-empty", 0));
    assert_eq!(worker.rows(None), []);
    // The wrong encoding can be put right.
    let (text, _, _) = encoding_rs::GB18030.encode(TABLE);
    let utf8 = Options { encoding: Some(Encoding::Utf8), ..Options::default() };
    assert_eq!(worker.table(TableJob::Read(utf8), &text).0, refused("table-encoding", 0));
    assert_eq!(worker.read_table(&text, Options::default()).rows, 3);
    let (answer, _) = Worker::on(Faulty::new(Default::default())).with(read().job(), b"");
    assert_eq!(answer, Answer::Failed("store-closed".into()), "no workspace is open");
}

#[test]
fn an_import_is_listed_and_taken_back_by_the_worker() {
    let wang = Replica::found("王芳", 1);
    let mut worker = Worker::beside(&wang);
    let mut plan = plan(&worker.read_table(TABLE.as_bytes(), Options::default()));
    plan.entity = "contact".into();
    plan.columns = vec!["field name".into(), "field customer".into(), "field phone".into(), String::new()];
    worker.check(&plan);
    worker.table(write(), b"");
    look(&wang);
    let name = wang.workspace.read(|view| view.records("contact").next().unwrap().at());
    wang.edit(&name, "title", "总监");
    let imports = worker.imports();
    let me = wang.workspace.me();
    assert_eq!(imports.len(), 1);
    assert_eq!((imports[0].at, imports[0].edited.get(&me)), (Some(NOW.instant), Some(&1)));
    assert_eq!(imports[0].kinds, [("contact".to_owned(), 2), ("customer".to_owned(), 1)]);
    let back = |batch: &str| TableJob::TakeBack(batch.to_owned(), (NOW.instant, NOW.offset));
    assert_eq!(worker.table(back("i-nothing"), b"").0, TableAnswer::TakenBack(0));
    assert_eq!(worker.table(back(&imports[0].batch), b"").0, TableAnswer::TakenBack(3));
    assert_eq!(worker.imports(), []);
    look(&wang);
    assert_eq!((count(&wang, "contact"), count(&wang, "customer")), (0, 0));
    wait(wang.workspace.undo(NOW)).unwrap();
    assert_eq!((count(&wang, "contact"), count(&wang, "customer")), (2, 1));
}

#[test]
fn what_changed_since_the_check_is_checked_again_before_it_is_written() {
    let wang = Replica::found("王芳", 1);
    let mut worker = Worker::beside(&wang);
    let plan = plan(&worker.read_table(TABLE.as_bytes(), Options::default()));
    assert_eq!(worker.check(&plan).counts.new, 2);
    let args = [("name", "高雯".into()), ("company", "苏州澜芯".into()), ("source", Value::from("web"))];
    wang.create("lead", &args);
    let written = TableAnswer::Written(Counts { rows: 3, new: 1, duplicate: 1, wrong: 1, ..Counts::default() });
    assert_eq!(worker.table(write(), b"").0, written);
    look(&wang);
    assert_eq!(count(&wang, "lead"), 2);
}

#[test]
fn rows_that_are_wrong_are_a_file_in_either_language() {
    let wang = Replica::found("王芳", 1);
    let mut worker = Worker::beside(&wang);
    let plan = plan(&worker.read_table(TABLE.as_bytes(), Options::default()));
    worker.check(&plan);
    for (lang, name, heading) in [("zh-CN", "跳过的行.csv", "行号"), ("en", "Rows left out.csv", "Row")] {
        let (answer, bytes) = worker.table(TableJob::Errors(lang.into()), b"");
        assert_eq!(answer, TableAnswer::File(name.into()));
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(heading) && text.contains("程屿,杭州云隙,12,约 5,3,"), "{text}");
        // It is a table itself: once mended it comes in.
        let mended = text.replace(",12,约 5,", ",13900139000,5,");
        let found = Worker::beside(&wang).read_table(mended.as_bytes(), Options::default());
        assert_eq!((found.rows, found.guesses[0].columns[4].0.as_str()), (1, ""));
    }
}

#[test]
fn a_view_is_written_as_it_is_filtered() {
    let wang = Replica::found("王芳", 1);
    for (name, source) in [("高雯", "expo"), ("程屿", "web"), ("沈亦舟", "expo")] {
        wang.create("lead", &[("name", name.into()), ("source", source.into()), ("phone", "+86 138".into())]);
    }
    let mut worker = Worker::beside(&wang);
    let mut export = |form, fields: &[&str], lang: &str| {
        let export = Export {
            entity: "lead".into(),
            query: "sort=name&f=source~any~expo".into(),
            form,
            fields: fields.iter().map(|field| (*field).to_owned()).collect(),
            lang: lang.into(),
            now: (NOW.instant, NOW.offset),
        };
        match worker.with(Job::Records(export), b"") {
            (Answer::File { name, changes }, bytes) => (name, changes, bytes),
            other => panic!("no file: {other:?}"),
        }
    };
    let (name, rows, bytes) = export(Form::Csv, &["name", "source", "phone"], "zh-CN");
    assert_eq!((name.as_str(), rows), ("线索-2026-11-24.csv", 2));
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        "\u{feff}姓名,来源,电话\r\n高雯,展会,'+86 138\r\n沈亦舟,展会,'+86 138\r\n"
    );
    let (name, _, bytes) = export(Form::Xlsx, &[], "en");
    assert_eq!(name, "Leads-2026-11-24.xlsx");
    let found = Worker::beside(&wang).read_table(&bytes, Options::default());
    assert_eq!((found.rows, found.guesses[0].entity.as_str()), (2, "lead"));
    let (name, rows, bytes) = export(Form::Card, &[], "en");
    assert_eq!((name.as_str(), rows), ("Leads-2026-11-24.vcf", 2));
    assert_eq!(String::from_utf8(bytes).unwrap().matches("BEGIN:VCARD").count(), 2);
}

/// Stopping the worker is the end of everything it would still do: all of the import is there, or nothing.
#[test]
fn cut_off_anywhere_nothing_is_half_written() {
    let (mut cut, mut whole) = (0, 0);
    for fault in [Fault::Killed, Fault::KilledAfter, Fault::Full] {
        for call in 0.. {
            let wang = Replica::found("王芳", 1);
            let storage = Faulty::new(wang.storage.clone());
            let mut worker = Worker::on(storage.clone());
            let opened = storage.calls();
            let storage = storage.failing(opened + call, fault);
            let rows: String = (0..700).map(|n| format!("Ann {n},Acme {n},555-{n:04}\n")).collect();
            let text = format!("Name,Company,Phone\n{rows}");
            let plan = |found: &Found| Plan {
                entity: "contact".into(),
                columns: found
                    .guesses
                    .iter()
                    .find(|guess| guess.entity == "contact")
                    .unwrap()
                    .columns
                    .iter()
                    .map(|(word, _)| word.clone())
                    .collect(),
                ..plan(found)
            };
            let (answer, _) = worker.with(TableJob::Read(Options::default()).job(), text.as_bytes());
            let read = if let Answer::Table(text) = answer { TableAnswer::read(&text) } else { None };
            if let Some(TableAnswer::Found(found)) = read {
                worker.with(TableJob::Check(plan(&found)).job(), b"");
                worker.with(write().job(), b"");
            }
            if storage.calls() <= opened + call {
                break;
            }
            let again = wait(Workspace::open(wang.storage.clone(), seeded(8))).unwrap().unwrap();
            match again.read(|view| (view.records("contact").count(), view.records("customer").count())) {
                (0, 0) => cut += 1,
                (700, 700) => whole += 1,
                half => panic!("{fault:?} {call}: {half:?}"),
            }
        }
    }
    assert!(cut > 4 && whole > 0, "{cut} {whole}");
}

#[test]
fn a_calendar_is_written() {
    let wang = Replica::found("王芳", 1);
    let mut worker = Worker::beside(&wang);
    let next = Value::At(NOW.instant);
    wang.create("lead", &[("name", "程屿".into()), ("source", "expo".into()), ("next_contact", next)]);
    let days = |lang: &str| {
        let (member, lang) = (wang.workspace.me(), lang.to_owned());
        Job::Calendar(Days { member, lang, now: (NOW.instant, NOW.offset) })
    };
    for (lang, name) in [("zh-CN", "日程-2026-11-24.ics"), ("en", "Dates-2026-11-24.ics")] {
        let (Answer::File { name: own, changes: 1 }, bytes) = worker.with(days(lang), b"") else { panic!("no file") };
        assert_eq!(own, name);
        assert!(bytes.starts_with(b"BEGIN:VCALENDAR\r\n"));
    }
}
