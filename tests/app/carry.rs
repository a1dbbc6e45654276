//! Leaving the demo with the records a visitor added to it.

use crate::replica::{NOW, Replica, seeded, wait};
use cove::app::Workspace;
use cove::crm::copy::Plan;
use cove::crm::org::Founder;
use cove::crm::{Rec, Ref};
use cove::ledger::Value;
use cove::store::{Fault, Faulty, Memory};

fn demo() -> Replica {
    let storage = Memory::default();
    let workspace = wait(Workspace::demo(storage.clone(), "zh", 2026, NOW, seeded(5))).expect("it begins");
    Replica { workspace, storage }
}

fn founder() -> Founder {
    Founder { name: "周宁".into(), org: "小湾".into(), currency: "CNY".into(), lang: "zh".into() }
}

fn plan(demo: &Replica) -> Plan {
    let added = demo.workspace.added();
    demo.workspace.read(|view| Plan::new(&view, &added))
}

fn carry(demo: &Replica) -> Replica {
    let storage = Memory::default();
    let workspace = wait(Workspace::carry(storage.clone(), &founder(), &demo.workspace, &plan(demo), NOW, seeded(6)))
        .expect("it is carried over");
    Replica { workspace, storage }
}

fn any(replica: &Replica, key: &str) -> Ref {
    replica.workspace.read(|view| view.records(key).next().expect("the story has one").at())
}

/// The one record of an entity.
fn only<T>(replica: &Replica, key: &str, look: impl FnOnce(&Rec<'_>) -> T) -> T {
    replica.workspace.read(|view| {
        let all: Vec<Rec<'_>> = view.records(key).collect();
        assert_eq!(all.len(), 1, "{key}");
        look(&all[0])
    })
}

fn count(replica: &Replica, key: &str) -> usize {
    replica.workspace.read(|view| view.records(key).count())
}

/// A visitor's customer with a contact, a task about them and a follow-up; and what hangs on the story.
fn visit(demo: &Replica) {
    let customer = demo.create("customer", &[("name", "苏州澜芯机器人有限公司".into())]);
    let contact = [
        ("name", "高雯".into()),
        ("customer", customer.link()),
        ("phone", "13800000000".into()),
        ("email", "gao@lanxin.example".into()),
        ("tags", Value::List(vec!["样机".into()])),
    ];
    let contact = demo.create("contact", &contact);
    demo.create("task", &[("title", "寄样机".into()), ("about", contact.link())]);
    let said = [("method", Value::from("visit")), ("content", "下周寄样机".into())];
    demo.run("follow_up.log", &contact, &said).expect("it is logged");
}

#[test]
fn nothing_of_the_story_is_a_visitors() {
    let demo = demo();
    assert_eq!(demo.workspace.added(), []);
    // Edits of the story's records, down to the last field, add none.
    let contact = any(&demo, "contact");
    let fields = demo.workspace.read(|view| {
        let rec = view.at(&contact).expect("a contact");
        let texts = rec.table.fields.iter().filter(|field| field.is_editable() && !rec.text(field.key).is_empty());
        texts.filter(|field| matches!(field.kind, cove::crm::Kind::Text)).map(|field| field.key).collect::<Vec<_>>()
    });
    for field in fields {
        demo.edit(&contact, field, "改");
    }
    assert_eq!(demo.workspace.added(), []);
    let lead = demo.create("lead", &[("name", "程屿".into()), ("source", "expo".into())]);
    assert_eq!(demo.workspace.added(), std::slice::from_ref(&lead));
    let demo = demo.reopen();
    assert_eq!(demo.workspace.added(), [lead]);
    wait(demo.workspace.undo(NOW)).expect("it is taken back");
    assert_eq!(demo.workspace.added(), []);
    assert_eq!(Replica::found("王芳", 1).workspace.added(), []);
}

#[test]
fn records_come_over_with_lines_links_and_their_owner() {
    let demo = demo();
    visit(&demo);
    assert_eq!((plan(&demo).taken.len(), plan(&demo).left.len()), (4, 0));
    let mine = carry(&demo);
    let me = mine.workspace.me();
    let is_me = |link: Option<&Value>| link.and_then(Value::as_link).is_some_and(|(_, id)| id == me);
    let customer = only(&mine, "customer", |rec| {
        assert!(is_me(rec.get("owner")));
        rec.at()
    });
    let contact = only(&mine, "contact", |rec| {
        assert_eq!((rec.text("name"), rec.get("customer")), ("高雯", Some(&customer.link())));
        assert_eq!((rec.point("phone"), rec.point("email")), (Some("13800000000"), Some("gao@lanxin.example")));
        assert_eq!(rec.tags("tags").into_iter().collect::<Vec<_>>(), ["样机"]);
        assert!(is_me(rec.get("owner")));
        rec.at()
    });
    only(&mine, "task", |rec| assert_eq!(rec.get("about"), Some(&contact.link())));
    only(&mine, "follow_up", |rec| {
        assert_eq!((rec.get("about"), rec.text("content")), (Some(&contact.link()), "下周寄样机"));
        assert_eq!(rec.created().1, Some(&*me));
    });
    assert_eq!((count(&mine, "lead"), count(&mine, "contact_point"), count(&mine, "member")), (0, 2, 1));
    // The demo is as it was.
    assert_eq!(demo.workspace.added().len(), 4);
}

#[test]
fn what_belongs_to_the_story_stays_and_is_named() {
    let demo = demo();
    let (lead, customer) = (any(&demo, "lead"), any(&demo, "customer"));
    let said = [("method", Value::from("call")), ("content", "约了周四".into())];
    demo.run("follow_up.log", &lead, &said).expect("it is logged");
    demo.create("task", &[("title", "准备报价".into()), ("about", customer.link())]);
    let colleague = demo.workspace.read(|view| {
        let me = view.me();
        view.records("member").find(|member| member.id != me).expect("a colleague").at()
    });
    let theirs = [("name", "何敏".into()), ("customer", customer.link()), ("owner", colleague.link())];
    demo.create("contact", &theirs);

    let plan = plan(&demo);
    let lead = demo.workspace.read(|view| view.at(&lead).expect("a lead").title());
    let left: Vec<_> = plan.left.iter().map(|left| (&*left.title, &*left.of)).collect();
    assert_eq!(left, [("约了周四", &*lead)]);
    assert_eq!(plan.taken.len(), 2);
    let mine = carry(&demo);
    only(&mine, "task", |rec| assert_eq!((rec.text("title"), rec.get("about")), ("准备报价", None)));
    only(&mine, "contact", |rec| assert_eq!((rec.get("customer"), rec.get("owner")), (None, None)));
    assert_eq!((count(&mine, "customer"), count(&mine, "follow_up")), (0, 0));
}

#[test]
fn what_came_over_is_one_import_and_can_be_taken_back() {
    let demo = demo();
    visit(&demo);
    let mine = carry(&demo).reopen();
    let imports = mine.workspace.imports();
    let [import] = imports.as_slice() else { panic!("one import: {imports:?}") };
    assert_eq!(import.records.len(), 4);
    wait(mine.workspace.undo(NOW)).expect("it is taken back");
    assert_eq!(["customer", "contact", "task", "follow_up", "contact_point"].map(|key| count(&mine, key)), [0; 5]);
    wait(mine.workspace.redo(NOW)).expect("it is done again");
    let imports = mine.workspace.imports();
    assert_eq!(count(&mine, "contact_point"), 2);
    let import = imports.first().expect("it is listed again");
    wait(mine.workspace.take_back(import, NOW)).expect("the import is taken back");
    assert_eq!(count(&mine, "contact") + count(&mine, "contact_point"), 0);
}

#[test]
fn a_full_disk_carries_nothing_and_leaves_the_demo() {
    let demo = demo();
    visit(&demo);
    let before = demo.fingerprint();
    for fault in [Fault::Full, Fault::Abort] {
        for call in 0.. {
            let memory = Memory::default();
            let storage = Faulty::new(memory.clone()).failing(call, fault);
            let plan = plan(&demo);
            let carried = wait(Workspace::carry(storage.clone(), &founder(), &demo.workspace, &plan, NOW, seeded(7)));
            let held = wait(Workspace::open(memory, seeded(8))).expect("it can be read");
            let contacts = held.map(|held| held.read(|view| view.records("contact").count()));
            assert_eq!(contacts, carried.is_ok().then_some(1), "{fault:?} {call}");
            if storage.calls() <= call {
                break;
            }
        }
    }
    assert_eq!(demo.fingerprint(), before);
}
