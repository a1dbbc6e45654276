//! Saving: a change and the entry of undo for it are one commit, so no moment lies between them.

use crate::replica::{NOW, Replica, seeded, wait};
use cove::app::Workspace;
use cove::crm::{entity, record};
use cove::store::Faulty;

#[test]
fn an_act_is_one_call_of_the_storage_and_can_be_undone_after_a_reload() {
    let wang = Replica::found("王芳", 1);
    let storage = Faulty::new(wang.storage.clone());
    let tab = wait(Workspace::open(storage.clone(), seeded(5))).expect("it opens").expect("it is there");
    let table = entity("lead").expect("a table");
    let args = [("name".to_owned(), "周敏".into()), ("source".to_owned(), "expo".into())].into();
    let before = storage.calls();
    let made = wait(tab.act(NOW, "create", |view| Ok(record::create(view, table, &args, &NOW)?.0)));
    let at = made.expect("it is saved").created[0].clone();
    assert_eq!(storage.calls(), before + 1);

    let wang = wang.reopen();
    assert!(wang.workspace.read(|view| view.at(&at).is_some()));
    let undone = wait(wang.workspace.undo(NOW)).expect("it is taken back");
    assert_eq!(undone.touched.first(), Some(&at));
    assert!(wang.workspace.read(|view| view.at(&at).is_none_or(|rec| rec.record.is_deleted())));
}
