//! Two tabs of one workspace, when the store fails one of them at a bad moment.

use crate::replica::{NOW, Replica, seeded, wait};
use cove::app::{Workspace, share};
use cove::crm::{entity, record};
use cove::store::{Fault, Faulty};

/// A tab that could not read what another one imported must not write as if it had: it would give its
/// next change a name that is taken, and fork its own device.
#[test]
fn a_tab_that_could_not_read_does_not_fork() {
    let li = Replica::join(&Replica::found("王芳", 1).full(), "李明", 2);
    let table = entity("lead").expect("a table");
    let args = |name: &str| [("name".to_owned(), name.into()), ("source".to_owned(), "expo".into())].into();
    for fault in [Fault::Abort, Fault::Lost] {
        for call in 0.. {
            let wang = Replica::join(&li.full(), "高雯", 3);
            let storage = Faulty::new(wang.storage.clone());
            let tab = wait(Workspace::open(storage.clone(), seeded(5))).expect("it opens").expect("it is there");
            li.create("lead", &[("name", "来自李明".into()), ("source", "expo".into())]);
            let document = share::read(li.full().as_bytes()).expect("the file is sound");
            wang.create("lead", &[("name", "另一页".into()), ("source", "expo".into())]);
            let preview = wait(wang.workspace.preview(vec![document])).expect("it previews");
            wait(wang.workspace.merge(preview, NOW.instant)).expect("it merges");

            let before = storage.calls();
            let storage = storage.failing(before + call, fault);
            let read = wait(tab.refresh());
            if storage.calls() <= before + call {
                assert!(read.is_ok() && call > 1, "{fault:?}: every call of the reading was tried");
                break;
            }
            let write = || tab.act(NOW, "create", |view| Ok(record::create(view, table, &args("这一页"), &NOW)?.0));
            wait(write()).expect("it is saved at once or after reading anew");

            let wang = wang.reopen();
            let names = |view: cove::crm::View<'_>| {
                let leads = view.records("lead");
                leads.filter(|lead| ["另一页", "这一页"].contains(&lead.title().as_str())).count()
            };
            assert_eq!((wang.workspace.read(names), tab.read(names)), (2, 2), "{fault:?} {call}");
            assert!(wang.workspace.read(|view| view.state().frontier().forks().is_empty()), "{fault:?} {call}");
        }
    }
}

/// What was merged and could not be read back is saved all the same, and shown with the next write.
#[test]
fn a_merge_that_could_not_be_shown_is_shown_later() {
    let li = Replica::join(&Replica::found("王芳", 1).full(), "李明", 2);
    let table = entity("lead").expect("a table");
    let args = [("name".to_owned(), "这一页".into()), ("source".to_owned(), "expo".into())].into();
    let file = li.full();
    // A copied profile, so that only the whole history can tell what the files mean.
    let copy = li.storage.copy();
    let twin = wait(Workspace::open(copy.clone(), seeded(4))).expect("it opens").expect("it is there");
    let twin = Replica { workspace: twin, storage: copy };
    let brought = [&li, &twin].map(|replica| {
        replica.create("lead", &[("name", "来自李明".into()), ("source", "expo".into())]);
        replica.full()
    });
    let mut unseen = 0;
    for call in 0.. {
        let wang = Replica::join(&file, "高雯", 3);
        let storage = Faulty::new(wang.storage.clone());
        let tab = wait(Workspace::open(storage.clone(), seeded(5))).expect("it opens").expect("it is there");
        let documents = brought.iter().map(|file| share::read(file.as_bytes()).expect("the file is sound"));
        let preview = wait(tab.preview(documents.collect())).expect("it previews");
        let create = || wait(tab.act(NOW, "create", |view| Ok(record::create(view, table, &args, &NOW)?.0)));
        create().expect("it is saved, so what the preview showed is not all there is");
        let before = storage.calls();
        let storage = storage.failing(before + call, Fault::Abort);
        let merged = wait(tab.merge(preview, NOW.instant));
        if storage.calls() <= before + call {
            break;
        }
        let leads = |view: cove::crm::View<'_>| view.records("lead").count();
        unseen += usize::from(merged.is_ok() && tab.read(leads) == 1);
        create().expect("it is saved");
        assert_eq!(tab.read(leads), 2 + 2 * usize::from(merged.is_ok()), "{call}");
        assert_eq!(wang.reopen().workspace.read(leads), 2 + 2 * usize::from(merged.is_ok()), "{call}");
    }
    assert!(unseen > 0, "some call failed between the commit and the reading");
}
