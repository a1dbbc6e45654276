//! Serial numbers, and what must be filled in before a record comes to a state, from definition to what colleagues see.

use crate::replica::{NOW, Replica, wait};
use cove::app::Fault;
use cove::crm::custom::tables::{builtin, register};
use cove::crm::path::path;
use cove::crm::{Edits, Ref, entity, record};
use cove::exchange::table::{Import, Mapping, Options, read};
use cove::ledger::Value;

/// Adds a serial number to customers; gives its record and the name of its register.
fn serial(replica: &Replica, prefix: &str) -> (Ref, String) {
    let fields = [("of", "customer".into()), ("name", "客户编号".into()), ("kind", "serial".into())];
    let more = [("prefix", prefix.into()), ("digits", 3.into())];
    let made = replica.create("custom_field", &[&fields[..], &more].concat());
    let key = register(&made.id);
    (made, key)
}

fn customer(replica: &Replica, name: &str) -> Ref {
    replica.create("customer", &[("name", name.into())])
}

fn meet(one: &Replica, other: &Replica) {
    one.import(&other.full());
    other.import(&one.full());
    assert_eq!(one.fingerprint(), other.fingerprint());
}

#[test]
fn whatever_is_created_gets_the_next_number_and_none_is_given_twice() {
    let wang = Replica::found("王芳", 1);
    let before = [customer(&wang, "老客户一"), customer(&wang, "老客户二")];
    let (field, key) = serial(&wang, "KH-[yyyy][mm]-");
    let of = |at: &Ref| wang.text(at, &key);
    let one = customer(&wang, "云隙");
    let other = customer(&wang, "澜芯");
    assert_eq!((of(&one), of(&other)), ("KH-202611-001".into(), "KH-202611-002".into()));
    // Not by a form, and not by hand.
    assert!(wang.workspace.read(|view| record::edit(&view, &one, &key, "KH-9".into())).is_err());
    // A number that was given stays given.
    wait(wang.workspace.act(NOW, "delete", |_| Ok(record::delete(std::slice::from_ref(&other))))).unwrap();
    let third = customer(&wang, "天工");
    assert_eq!(of(&third), "KH-202611-003");
    // A lead that becomes a customer, and rows of a table, several in one change.
    let lead = wang.create("lead", &[("name", "程屿".into()), ("company", "华远".into()), ("source", "expo".into())]);
    wang.run("lead.convert", &lead, &[("customer", "华远".into()), ("deal", false.into())]).unwrap();
    let sheet = read("名称\n甲\n乙\n".as_bytes(), &Options::default()).unwrap();
    let import = Import::new(Mapping::guess(entity("customer").unwrap(), &sheet), sheet);
    let report = wang.workspace.check_table(&import, &NOW, &|_| ());
    wait(wang.workspace.import_table(&import, &report, NOW, None, async |_, _| {})).unwrap();
    let numbers = |replica: &Replica| {
        let mut all: Vec<String> = replica.workspace.read(|view| {
            let all = view.records("customer");
            all.map(|rec| rec.value_of(&key, &NOW).as_text().unwrap_or_default().to_owned()).collect()
        });
        all.sort();
        all
    };
    let given: Vec<String> = [1, 3, 4, 5, 6].map(|n| format!("KH-202611-{n:03}")).to_vec();
    assert_eq!(numbers(&wang), [vec![String::new(); 2], given].concat());
    // Those that were there before, in the order in which they came, as one act.
    wang.run("custom_field.number", &field, &[]).unwrap();
    assert_eq!(before.each_ref().map(of), ["KH-202611-007", "KH-202611-008"]);
    wait(wang.workspace.undo(NOW)).unwrap();
    assert_eq!(before.each_ref().map(of), ["", ""]);
    // The numbers hold wherever the file goes.
    let li = Replica::join(&wang.full(), "李明", 2);
    assert_eq!(numbers(&li), numbers(&wang));
}

#[test]
fn a_number_that_two_came_to_apart_is_the_earlier_ones_on_both_sides() {
    let wang = Replica::found("王芳", 1);
    let (_, key) = serial(&wang, "KH-");
    customer(&wang, "云隙");
    let li = Replica::join(&wang.full(), "李明", 2);
    let hers = customer(&wang, "澜芯");
    // A later act by the ledger's clock.
    li.create("contact", &[("name", "高雯".into())]);
    let his = customer(&li, "天工");
    assert_eq!((wang.text(&hers, &key), li.text(&his, &key)), ("KH-002".into(), "KH-002".into()));
    meet(&wang, &li);
    for replica in [&wang, &li] {
        assert_eq!((replica.text(&hers, &key), replica.text(&his, &key)), ("KH-002".into(), "KH-002-2".into()));
    }
    let next = customer(&li, "华远");
    assert_eq!(li.text(&next, &key), "KH-003");
    // Once the earlier is gone, nothing is left to tell the other from.
    wait(li.workspace.act(NOW, "delete", |_| Ok(record::delete(std::slice::from_ref(&hers))))).unwrap();
    assert_eq!(li.text(&his, &key), "KH-002");
}

#[test]
fn numbers_with_who_gave_them_never_meet() {
    let wang = Replica::found("王芳", 1);
    let (_, key) = serial(&wang, "[who]-");
    let me = Ref::new("member", &wang.workspace.me());
    wang.edit(&me, "code", "A7");
    let li = Replica::join(&wang.full(), "李明", 2);
    let (hers, his) = (customer(&wang, "云隙"), customer(&li, "天工"));
    assert_eq!((wang.text(&hers, &key), li.text(&his, &key)), ("A7-001".into(), "李明-001".into()));
}

fn refused(done: Result<impl Sized, Fault>) -> (String, Vec<(&'static str, String)>, Option<&'static str>) {
    match done {
        Err(Fault::Refused(refusal)) => (refusal.key.to_owned(), refusal.args, refusal.field),
        Err(fault) => panic!("{fault:?}"),
        Ok(_) => panic!("it was not refused"),
    }
}

#[test]
fn a_record_comes_to_a_state_once_what_is_needed_there_is_filled_in() {
    let wang = Replica::found("王芳", 1);
    let company = customer(&wang, "云隙");
    let deal = wang.create("opportunity", &[("name", "样机".into()), ("customer", company.link())]);
    let fields = [("of", "opportunity".into()), ("name", "交货期".into()), ("kind", "text".into())];
    let stages = Value::List(vec!["quote".into(), "won".into()]);
    let made = wang.create("custom_field", &[&fields[..], &[("deal_stages", stages)]].concat());
    let key = register(&made.id);
    // One of the program's own fields, too.
    let needs = |on: bool| {
        wait(wang.workspace.act(NOW, "edit", |_| {
            let mut edits = Edits::new();
            builtin(&mut edits, "opportunity", "needs", &[("deal_stages:negotiation", Value::Bool(on))]);
            Ok(edits)
        }))
        .unwrap();
    };
    needs(true);
    let to = |stage: &str| wang.run("opportunity.move", &deal, &[("stage", stage.into())]);
    let lacks = || {
        let path = wang.workspace.read(|view| path(&view, &deal, &NOW)).expect("it has stages");
        path.lacks.map(|(state, fields)| (state.key, fields.into_iter().map(|(key, _)| key.to_owned()).collect()))
    };
    to("need").unwrap();
    assert_eq!(lacks(), Some(("quote", vec![key.clone()])), "told before it is asked");
    let (refusal, args, field) = refused(to("quote"));
    assert_eq!((refusal.as_str(), field), ("refused-needed", Some(&*key)));
    assert_eq!(args[1], ("state", "choice-stage-quote".to_owned()));
    to("solution").unwrap();
    wang.edit(&deal, &key, "两周");
    assert_eq!(lacks(), Some(("negotiation", vec!["needs".to_owned()])));
    to("quote").unwrap();
    assert_eq!(refused(to("negotiation")).2, Some("needs"));
    needs(false);
    to("negotiation").unwrap();
    assert_eq!(lacks(), None);
    // It is told where it stands if what was needed there is taken away.
    to("quote").unwrap();
    wang.edit(&deal, &key, Value::Null);
    assert_eq!(lacks(), Some(("quote", vec![key.clone()])));
    // Many at once: all or none. A new one says it, too, and a row of a table.
    let move_many = cove::crm::command("opportunity.move").unwrap();
    let other = wang.create("opportunity", &[("name", "二期".into()), ("customer", company.link())]);
    let args = [("stage".to_owned(), Value::from("quote"))].into();
    assert_eq!(
        refused(wait(wang.workspace.run_on(NOW, move_many, std::slice::from_ref(&other), &args, async |_| true))).0,
        "refused-needed"
    );
    let sheet =
        read("名称,客户,阶段,交货期\n三期,云隙,报价,\n四期,云隙,报价,一周\n".as_bytes(), &Options::default()).unwrap();
    let table = wang.workspace.read(|view| view.table("opportunity")).unwrap();
    let report = wang.workspace.check_table(&Import::new(Mapping::guess(table, &sheet), sheet), &NOW, &|_| ());
    assert_eq!((report.counts().new, report.counts().wrong), (1, 1), "{:?}", report.problems);
}
