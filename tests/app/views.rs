//! Views that are saved, and work on many records at once: bulk edits and pasted blocks.

use crate::replica::{NOW, Replica, wait};
use cove::app::bulk::SLICE;
use cove::app::paste::{Paste, Trouble};
use cove::crm::input::Invalid;
use cove::crm::{Field, Ref, SavedView, View, command, entity, record};
use cove::ledger::Value;
use std::cell::Cell;

fn saved(replica: &Replica) -> Vec<SavedView> {
    replica.workspace.read(|view| SavedView::all(&view, "lead"))
}

fn act(replica: &Replica, make: impl Fn(&View<'_>) -> cove::crm::Edits) {
    wait(replica.workspace.act(NOW, "edit", |view| Ok(make(view)))).expect("it is saved");
}

#[test]
fn a_view_is_kept_shared_and_put_first() {
    let wang = Replica::found("王芳", 1);
    act(&wang, |view| SavedView::create(view, "lead", "我的线索", "f=owner~any~@me", false, false));
    act(&wang, |view| SavedView::create(view, "lead", "展会", "f=source~any~expo", true, false));
    let wang = wang.reopen();
    let names = |replica: &Replica| saved(replica).into_iter().map(|saved| saved.name).collect::<Vec<_>>();
    assert_eq!(names(&wang), ["我的线索", "展会"]);

    // A colleague sees what is everybody's, and has a default of their own.
    let li = Replica::join(&wang.full(), "李明", 2);
    assert_eq!(names(&li), ["展会"]);
    let expo = saved(&li).remove(0);
    assert!(expo.shared && !expo.first);
    act(&li, |view| SavedView::put_first(view, "lead", Some(&expo.id)));
    assert!(saved(&li)[0].first);
    act(&li, |view| SavedView { address: "f=source~any~expo,web".into(), ..expo.clone() }.write(view));
    wang.import(&li.full());
    let expo = saved(&wang).remove(1);
    assert_eq!((expo.address.as_str(), expo.first), ("f=source~any~expo,web", false));

    // Another default takes the place of the one before.
    act(&wang, |view| SavedView::create(view, "lead", "本周", "f=next_contact~within~week", false, true));
    act(&wang, |view| SavedView::create(view, "lead", "本月", "f=next_contact~within~month", false, true));
    let firsts = |replica: &Replica| {
        saved(replica).into_iter().filter(|saved| saved.first).map(|saved| saved.name).collect::<Vec<_>>()
    };
    assert_eq!(firsts(&wang), ["本月"]);
    for _ in 0..2 {
        wait(wang.workspace.undo(NOW)).expect("it is taken back");
    }
    assert_eq!(names(&wang), ["我的线索", "展会"]);

    act(&wang, |_| expo.remove());
    assert_eq!(names(&wang), ["我的线索"]);
    wait(wang.workspace.undo(NOW)).expect("it is back");
    assert_eq!(names(&wang), ["我的线索", "展会"]);
}

fn leads(replica: &Replica, count: usize) -> Vec<Ref> {
    let table = entity("lead").expect("a table");
    let make = |view: &View<'_>| {
        let mut edits = cove::crm::Edits::new();
        for n in 0..count {
            let id = edits.create();
            let args = [("name".to_owned(), format!("L{n}").into()), ("source".to_owned(), "expo".into())].into();
            record::add(&mut edits, view, table, &id, &args, &NOW);
        }
        Ok(edits)
    };
    wait(replica.workspace.act(NOW, "create", make)).expect("they are created").created
}

#[test]
fn a_bulk_edit_is_one_act_and_one_batch() {
    let wang = Replica::found("王芳", 1);
    let made = leads(&wang, SLICE + 100);
    let edit = |view: &View<'_>, slice: &[Ref]| {
        let mut edits = cove::crm::Edits::new();
        for at in slice {
            record::write(&mut edits, view, at, "region", "华东".into())?;
        }
        Ok(edits)
    };
    let told = Cell::new(0);
    let go_on = async |through: usize| {
        told.set(through);
        true
    };
    let done = wait(wang.workspace.act_on(NOW, "edit", &made, &edit, go_on)).expect("it is saved");
    assert_eq!((done.dots.len(), done.touched.len(), told.get()), (2, SLICE + 100, SLICE + 100));
    let batches = wang.workspace.read(|view| {
        let stamp = |at: &Ref| view.at(at).and_then(|rec| rec.record.live("region").first()?.stamp.batch.clone());
        made.iter().map(stamp).collect::<std::collections::BTreeSet<_>>()
    });
    assert_eq!(batches.len(), 1);
    let first = batches.into_iter().next().flatten().expect("a batch");
    assert!(first.starts_with("b-"), "{first}");
    wait(wang.workspace.undo(NOW)).expect("it is taken back");
    assert!(made.iter().all(|at| wang.text(at, "region").is_empty()));
    assert_eq!(wang.reopen().conflicts(), 0);
}

#[test]
fn a_bulk_edit_that_is_stopped_changes_nothing() {
    let wang = Replica::found("王芳", 1);
    let made = leads(&wang, SLICE * 2);
    let before = wang.fingerprint();
    let void = command("lead.void").expect("a command");
    let stop = async |through: usize| through < SLICE;
    let done = wait(wang.workspace.run_on(NOW, void, &made, &Default::default(), stop)).expect("it is stopped");
    assert_eq!((done.dots.len(), wang.fingerprint()), (0, before.clone()));
    // One that may not be changed keeps all as they are.
    wait(wang.workspace.run(void, &made[900..901], &Default::default(), NOW)).expect("it is voided");
    let before = wang.fingerprint();
    let go_on = async |_| true;
    wait(wang.workspace.run_on(NOW, void, &made, &Default::default(), go_on)).expect_err("it is refused");
    assert_eq!(wang.fingerprint(), before);
}

fn fields(keys: &[&str]) -> Vec<&'static Field> {
    let table = entity("lead").expect("a table");
    keys.iter().map(|key| table.field(key).expect("a field")).collect()
}

#[test]
fn a_pasted_block_says_what_it_would_change_and_changes_that_at_once() {
    let wang = Replica::found("王芳", 1);
    let made = leads(&wang, 3);
    let keys = ["name", "source", "phone", "next_contact", "intent", "owner", "status"];
    let text = "高雯\t官网\t138 0000 0000\t2026-12-01 09:30\t4\t王芳\t跟进中\r\n\
                \t星空\tx\t2026/12/02\t9\t\t\r\nL2\tWebsite\t\t\t\t\t\r\nbeyond\r\n";
    let plan = || wang.workspace.read(|view| Paste::plan(&view, &made, &fields(&keys), text, &NOW));
    let paste = plan();
    let cell = |row: usize, field: &str| {
        let cell = paste.cells.iter().find(|cell| cell.at == made[row] && cell.field == field);
        cell.map(|cell| cell.after.clone())
    };
    assert_eq!((paste.beyond, paste.wide), (1, 0));
    assert_eq!(cell(0, "name"), Some(Ok("高雯".into())));
    assert_eq!(cell(0, "source"), Some(Ok("web".into())));
    // 09:30 in Shanghai.
    assert_eq!(cell(0, "next_contact"), Some(Ok(Value::At(1_796_088_600_000))));
    assert!(matches!(cell(0, "status"), Some(Err(Trouble::Refused(refusal))) if refusal.key == "refused-computed"));
    assert!(matches!(cell(1, "name"), Some(Err(Trouble::Refused(refusal))) if refusal.key == "refused-required"));
    assert_eq!(cell(1, "source"), Some(Err(Trouble::Invalid(Invalid::Choice))));
    assert_eq!(cell(1, "phone"), Some(Err(Trouble::Invalid(Invalid::Phone))));
    assert_eq!(cell(1, "intent"), Some(Err(Trouble::Invalid(Invalid::Number))));
    assert_eq!(cell(2, "name"), None, "what is there already is no change");

    wait(wang.workspace.act(NOW, "paste", |view| paste.edits(view))).expect("it is saved");
    assert_eq!((wang.text(&made[0], "name"), wang.text(&made[2], "source")), ("高雯".into(), "web".into()));
    assert_eq!(plan().changes(), 0);
    wait(wang.workspace.undo(NOW)).expect("it is taken back");
    assert_eq!(wang.text(&made[0], "name"), "L0");
    assert_eq!(plan(), paste);
}

#[test]
fn a_link_is_pasted_by_a_name_that_only_one_bears() {
    let wang = Replica::found("王芳", 1);
    let contact = wang.create("contact", &[("name", "高雯".into())]);
    let one = wang.create("customer", &[("name", "Acme".into())]);
    let customer = entity("contact").and_then(|table| table.field("customer")).expect("a field");
    let plan = |text: &str| {
        let refs = std::slice::from_ref(&contact);
        wang.workspace.read(|view| Paste::plan(&view, refs, &[customer], text, &NOW)).cells[0].after.clone()
    };
    assert_eq!(plan("acme"), Ok(one.link()));
    assert_eq!(plan("Nobody"), Err(Trouble::Invalid(Invalid::Link)));
    wang.create("customer", &[("name", "ACME".into())]);
    assert_eq!(plan("acme"), Err(Trouble::Invalid(Invalid::Link)));
}
