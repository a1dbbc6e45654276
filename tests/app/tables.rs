//! Tables in, and the way back.

use crate::replica::{NOW, Replica, seeded, wait};
use cove::app::sheet::{Import, Mapping, Options, Report, read};
use cove::app::{Storage, Workspace};
use cove::crm::{Ref, entity, record};
use cove::ledger::Value;
use cove::store::{Fault, Faulty};

const TABLE: &str = "first_name,last_name,company,email,phone\n\
    Ann,Lee,Acme,ann@acme.test,555-0101\nBob,Ray,Acme,bob@acme.test,555-0102\n";

pub(crate) fn import(replica: &Replica) {
    let sheet = read(TABLE.as_bytes(), &Options::default()).expect("a table");
    let import = Import::new(Mapping::guess(entity("contact").expect("a table"), &sheet), sheet);
    let report = replica.workspace.check_table(&import, &NOW, &|_| ());
    assert_eq!(report.problems, []);
    wait(replica.workspace.import_table(&import, &report, NOW, None, async |_, _| {})).expect("it is written");
}

fn count(replica: &Replica, key: &str) -> usize {
    replica.workspace.read(|view| view.records(key).count())
}

#[test]
fn an_import_is_taken_back_whatever_was_done_since() {
    let wang = Replica::found("王芳", 1);
    import(&wang);
    let ann = wang.workspace.read(|view| view.records("contact").next().expect("a contact").at());
    wang.edit(&ann, "title", "总监");
    let lead = wang.create("lead", &[("source", "expo".into()), ("name", "高雯".into())]);
    let args = [("method", Value::from("call")), ("content", "样机参数已确认".into())];
    wang.run("follow_up.log", &lead, &args).expect("it is logged");

    let wang = wang.reopen();
    let imports = wang.workspace.imports();
    let [import] = imports.as_slice() else { panic!("one import: {imports:?}") };
    assert_eq!((import.at, import.records.len()), (Some(NOW.instant), 3));
    wait(wang.workspace.take_back(import, NOW)).expect("it is taken back");
    assert_eq!(wang.workspace.imports(), []);
    assert_eq!((count(&wang, "contact"), count(&wang, "customer"), count(&wang, "contact_point")), (0, 0, 0));
    assert_eq!((count(&wang, "lead"), count(&wang, "follow_up")), (1, 1));

    wait(wang.workspace.undo(NOW)).expect("taking back is taken back");
    assert_eq!((count(&wang, "contact"), count(&wang, "customer"), count(&wang, "contact_point")), (2, 1, 4));
    assert_eq!(wang.text(&Ref::new("contact", &ann.id), "title"), "总监");
}

#[test]
fn a_colleagues_import_is_not_ones_own() {
    let wang = Replica::found("王芳", 1);
    import(&wang);
    let li = Replica::join(&wang.full(), "李明", 2);
    assert_eq!(li.workspace.imports(), []);
}

/// Enough rows for several changes.
pub(crate) fn long_import(workspace: &Workspace<impl Storage>) -> (Import, Report) {
    let rows: String =
        (0..1_200).map(|n| format!("Ann,Lee {n},Acme {},ann{n}@acme.test,555-{n:04}\n", n % 7)).collect();
    let text = format!("first_name,last_name,company,email,phone\n{rows}");
    let sheet = read(text.as_bytes(), &Options::default()).expect("a table");
    let import = Import::new(Mapping::guess(entity("contact").expect("a table"), &sheet), sheet);
    let report = workspace.check_table(&import, &NOW, &|_| ());
    assert!(report.steps() > 2);
    (import, report)
}

#[test]
fn an_import_is_written_whole_or_not_at_all() {
    let wang = Replica::found("王芳", 1);
    for fault in Fault::ALL {
        for call in 1.. {
            let place = wang.storage.copy();
            let storage = Faulty::new(place.clone()).failing(call, fault);
            let Ok(Some(workspace)) = wait(Workspace::open(storage.clone(), seeded(7))) else { continue };
            let (import, report) = long_import(&workspace);
            let written = wait(workspace.import_table(&import, &report, NOW, None, async |_, _| {}));
            let shown = workspace.read(|view| view.records("contact").count());
            let again = wait(Workspace::open(place, seeded(8))).expect("it opens").expect("it is there");
            let held = again.read(|view| view.records("contact").count());
            match written {
                Ok(done) => assert_eq!((shown, held, done.dots.len() > 2), (1_200, 1_200, true), "{fault:?} {call}"),
                Err(_) => assert!(shown == 0 && (held == 0 || fault == Fault::KilledAfter && held == 1_200)),
            }
            if storage.calls() < call {
                break;
            }
        }
    }
}

#[test]
fn a_tab_that_writes_during_an_import_loses_nothing() {
    let wang = Replica::found("王芳", 1);
    let other = wait(Workspace::open(wang.storage.clone(), seeded(3))).expect("it opens").expect("it is there");
    let (import, report) = long_import(&wang.workspace);
    let table = entity("lead").expect("a table");
    let busy = async |step: usize, _: usize| {
        if step == 2 && other.read(|view| view.records("lead").count()) == 0 {
            let args = [("name".to_owned(), "高雯".into()), ("source".to_owned(), "expo".into())].into();
            other
                .act(NOW, "create", |view| Ok(record::create(view, table, &args, &NOW)?.0))
                .await
                .expect("it is saved");
        }
    };
    wait(wang.workspace.import_table(&import, &report, NOW, None, busy)).expect("it is written");
    assert_eq!((count(&wang, "contact"), count(&wang, "lead"), count(&wang, "customer")), (1_200, 1, 7));
    let linked = |view: cove::crm::View<'_>| {
        let company = |contact: &cove::crm::view::Rec<'_>| match contact.get("customer") {
            Some(Value::Link(entity, id)) => view.at(&Ref::new(entity, id)).is_some(),
            _ => false,
        };
        view.records("contact").filter(company).count()
    };
    assert_eq!(wang.workspace.read(linked), 1_200, "made anew, the rows follow the companies made anew");
    let before = wang.fingerprint();
    let wang = wang.reopen();
    assert_eq!((count(&wang, "contact"), count(&wang, "lead"), wang.conflicts()), (1_200, 1, 0));
    assert_eq!(wang.fingerprint(), before);
    assert!(wang.workspace.read(|view| view.state().frontier().forks().is_empty()));
}

#[test]
fn what_no_file_could_carry_is_refused() {
    let wang = Replica::found("王芳", 1);
    let lead = wang.create("lead", &[("source", "expo".into()), ("name", "高雯".into())]);
    let before = wang.fingerprint();
    let tags = |count: usize| Value::List((0..count).map(|n| Value::from(format!("tag {n}"))).collect());
    for (field, value) in [
        ("note", Value::from("长".repeat(400_000))),
        ("tags", Value::List(vec![Value::from("长".repeat(201))])),
        ("tags", tags(1_001)),
    ] {
        let args = value.clone();
        let written = wait(wang.workspace.act(NOW, "edit", |view| record::edit(view, &lead, field, args.clone())));
        assert!(matches!(written, Err(cove::app::Fault::Refused(_))), "{field}: {written:?}");
    }
    assert_eq!(wang.fingerprint(), before);
    wang.edit(&lead, "note", "长".repeat(300_000));
    Replica::join(&wang.full(), "李明", 2);
}

#[test]
fn an_act_too_large_for_one_change_is_still_one_act() {
    let wang = Replica::found("王芳", 1);
    let rows: String = (0..4_000).map(|n| format!("Ann,Lee {n},ann{n}@acme.test,555-{n:04}\n")).collect();
    let sheet = read(format!("first_name,last_name,email,phone\n{rows}").as_bytes(), &Options::default());
    let sheet = sheet.expect("a table");
    let import = Import::new(Mapping::guess(entity("contact").expect("a table"), &sheet), sheet);
    let report = wang.workspace.check_table(&import, &NOW, &|_| ());
    wait(wang.workspace.import_table(&import, &report, NOW, None, async |_, _| {})).expect("it is written");
    let points = count(&wang, "contact_point");
    assert_eq!((count(&wang, "contact"), points), (4_000, 8_000));

    let undone = wait(wang.workspace.undo(NOW)).expect("it is taken back");
    assert_eq!((undone.dots.len(), count(&wang, "contact"), count(&wang, "contact_point")), (2, 0, 0));
    wait(wang.workspace.redo(NOW)).expect("it is done again");
    assert_eq!((count(&wang, "contact"), count(&wang, "contact_point")), (4_000, 8_000));
    assert_eq!(wang.conflicts(), 0);
    let li = Replica::join(&wang.full(), "李明", 2);
    assert_eq!(count(&li, "contact"), 4_000);
}
