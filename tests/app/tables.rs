//! Tables in, and the way back.

use crate::replica::{NOW, Replica, wait};
use cove::app::sheet::{Import, Mapping, Options, read};
use cove::crm::{Ref, entity};
use cove::ledger::Value;

const TABLE: &str = "first_name,last_name,company,email,phone\n\
    Ann,Lee,Acme,ann@acme.test,555-0101\nBob,Ray,Acme,bob@acme.test,555-0102\n";

fn import(replica: &Replica) {
    let sheet = read(TABLE.as_bytes(), &Options::default()).expect("a table");
    let import = Import::new(Mapping::guess(entity("contact").expect("a table"), &sheet), sheet);
    let report = replica.workspace.check_table(&import);
    assert_eq!(report.problems, []);
    wait(replica.workspace.import_table(&import, &report, NOW, |_, _| {})).expect("it is written");
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
