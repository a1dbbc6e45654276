//! Fields of the workspace's own among several people: they travel with files, merge, are searched and undone.

use crate::replica::{NOW, Replica, wait};
use cove::app::sheet::{Import, Mapping, Options, read};
use cove::crm::custom::tables::register;
use cove::crm::{Ref, entity};
use cove::i18n::{Lang, text};
use cove::ledger::Value;

fn add(replica: &Replica, of: &str, name: &str, kind: &str) -> (Ref, String) {
    let made = replica.create("custom_field", &[("of", of.into()), ("name", name.into()), ("kind", kind.into())]);
    let register = register(&made.id);
    (made, register)
}

/// The labels of the fields that a replica has beside those of the program.
fn own(replica: &Replica, of: &str) -> Vec<String> {
    replica.workspace.read(|view| {
        let plain = entity(of).expect("a table");
        let fields = view.table(of).expect("a table").fields.iter();
        fields.filter(|field| plain.field(field.key).is_none()).map(|field| text(Lang::Zh, field.label)).collect()
    })
}

#[test]
fn fields_added_apart_are_both_there_and_hold_what_was_filled_in_before_they_met() {
    let wang = Replica::found("王芳", 1);
    let li = Replica::join(&wang.full(), "李明", 2);
    let (_, boiler) = add(&wang, "customer", "锅炉台数", "number");
    add(&li, "customer", "蒸汽压力", "decimal");
    let customer = wang.create("customer", &[("name", "澄云".into()), (&boiler, 3.into())]);
    assert_eq!(own(&li, "customer"), ["蒸汽压力"]);
    li.import(&wang.delta_to(&li));
    wang.import(&li.delta_to(&wang));
    let (mut here, mut there) = (own(&wang, "customer"), own(&li, "customer"));
    assert_eq!(here, there);
    here.sort();
    there.sort();
    assert_eq!(here, ["蒸汽压力", "锅炉台数"]);
    assert_eq!(wang.fingerprint(), li.fingerprint());
    let field = li.workspace.read(|view| view.at(&customer).unwrap().table.field(&boiler).map(|field| field.key));
    assert_eq!(field, Some(boiler.as_str()));
}

#[test]
fn what_is_said_apart_of_one_field_of_the_program_is_said_of_one_record() {
    use cove::crm::Edits;
    use cove::crm::custom::tables::builtin;
    let wang = Replica::found("王芳", 1);
    let li = Replica::join(&wang.full(), "李明", 2);
    let say = |replica: &Replica, said: (&str, Value)| {
        let make = |_: &cove::crm::View<'_>| {
            let mut edits = Edits::new();
            builtin(&mut edits, "customer", "industry", std::slice::from_ref(&said));
            Ok(edits)
        };
        wait(replica.workspace.act(NOW, "edit", make)).expect("it is written");
    };
    say(&wang, ("name", "赛道".into()));
    say(&li, ("hidden", true.into()));
    li.import(&wang.delta_to(&li));
    wang.import(&li.delta_to(&wang));
    for replica in [&wang, &li] {
        let (label, shown) = replica.workspace.read(|view| {
            let field = view.table("customer").unwrap().field("industry").unwrap();
            (text(Lang::Zh, field.label), field.is_shown())
        });
        assert_eq!((label.as_str(), shown), ("赛道", false));
        assert_eq!(replica.workspace.read(|view| view.records("custom_field").count()), 1);
    }
}

#[test]
fn adding_a_field_is_undone_and_done_again_and_survives_reopening() {
    let wang = Replica::found("王芳", 1);
    add(&wang, "lead", "预算来源", "text");
    wait(wang.workspace.undo(NOW)).expect("it is undone");
    assert_eq!(own(&wang, "lead"), [""; 0]);
    wait(wang.workspace.redo(NOW)).expect("it is done again");
    let wang = wang.reopen();
    assert_eq!(own(&wang, "lead"), ["预算来源"]);
}

#[test]
fn search_reads_a_field_from_the_moment_it_is_told_to() {
    let wang = Replica::found("王芳", 1);
    let (field, key) = add(&wang, "customer", "设备型号", "text");
    let customer = wang.create("customer", &[("name", "澄云".into()), (&key, "WNS-4T".into())]);
    assert_eq!(wang.workspace.find("wns", &[], 9).len(), 0);
    wang.edit(&field, "sought", true);
    let found = wang.workspace.find("wns", &[], 9);
    assert_eq!(found.iter().map(|hit| hit.at.clone()).collect::<Vec<_>>(), [customer]);
    wang.edit(&field, "sought", false);
    assert_eq!(wang.workspace.find("wns", &[], 9).len(), 0);
}

#[test]
fn a_table_brings_them_by_their_name_in_either_language() {
    let wang = Replica::found("王芳", 1);
    let (field, key) = add(&wang, "customer", "蒸汽压力", "decimal");
    wang.edit(&field, "name_en", "Steam pressure");
    let (_, fuel) = add(&wang, "customer", "燃料", "choice");
    let of = wang.workspace.read(|view| view.records("custom_field").find(|rec| rec.title() == "燃料").unwrap().at());
    let gas = wang.create("custom_option", &[("field", of.link()), ("name", "天然气".into())]);
    for (heading, name) in [("客户名称,蒸汽压力,燃料", "澄云水处理"), ("name,steam pressure,燃料", "华远包装")]
    {
        let text = format!("{heading}\n{name},1.25,天然气\n");
        let sheet = read(text.as_bytes(), &Options::default()).expect("a table");
        let table = wang.workspace.read(|view| view.table("customer")).unwrap();
        let import = Import::new(Mapping::guess(table, &sheet), sheet);
        let report = wang.workspace.check_table(&import, &NOW, &|_| ());
        assert_eq!(report.problems, []);
        wait(wang.workspace.import_table(&import, &report, NOW, None, async |_, _| {})).expect("it is written");
        let made = wang.workspace.find(name, &["customer"], 1)[0].at.clone();
        wang.workspace.read(|view| {
            let rec = view.at(&made).unwrap();
            assert_eq!(rec.get(&key), Some(&Value::Int(125)));
            assert_eq!(rec.text(&fuel), &*gas.id);
        });
    }
}
