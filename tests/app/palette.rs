//! The palette over a workspace: which records are found, in which order, and what is said beside them.

use crate::replica::{NOW, Replica, wait};
use cove::app::palette::{Ask, Recents, detail, records};
use cove::crm::{Edits, Ref, View, entity, record};
use cove::ledger::Value;

type Fields<'a> = &'a [(&'a str, &'a str)];

fn made(replica: &Replica, key: &'static str, all: &[Fields<'_>]) -> Vec<Ref> {
    let table = entity(key).expect("a table");
    let make = |view: &View<'_>| {
        let mut edits = Edits::new();
        for fields in all {
            let args = fields.iter().map(|(field, value)| ((*field).to_owned(), Value::from(*value))).collect();
            let id = edits.create();
            record::add(&mut edits, view, table, &id, &args, &NOW);
        }
        Ok(edits)
    };
    let done = wait(replica.workspace.act(NOW, "create", make)).expect("they are created");
    done.created.into_iter().filter(|at| *at.entity == *key).collect()
}

fn desk() -> Replica {
    let desk = Replica::found("陈思远", 1);
    let customers: [Fields<'_>; 5] = [
        &[("name", "Johnsons Ltd"), ("phone", "+86 138-0013-8000")],
        &[("name", "Schmitt and Sons"), ("address", "They asked for the robot cell again, and for a date.")],
        &[("name", "Sons of Ryde"), ("short", "Ryde 138")],
        &[("name", "杭州尚祈自动化"), ("phone", "0571-8555 0123")],
        &[("name", "杭州湾仪器")],
    ];
    made(&desk, "customer", &customers);
    made(&desk, "contact", &[&[("name", "王芳"), ("phone", "139 1111 2222")], &[("name", "Sonja Wang")]]);
    desk
}

/// The titles found, by entity.
fn titles(desk: &Replica, typed: &str, recents: &Recents, limit: usize) -> Vec<(&'static str, Vec<String>, bool)> {
    let ask = Ask::read(typed);
    let found = ask.realm.tables().filter_map(|table| records(&desk.workspace, &ask, table, recents, limit));
    let titles = |hits: &[Ref]| {
        desk.workspace.read(|view| hits.iter().map(|at| view.at(at).expect("visible").title()).collect())
    };
    found.map(|found| (found.table.key, titles(&found.hits), found.more)).collect()
}

#[track_caller]
fn check(typed: &str, expect: &[(&str, &[&str])]) {
    let found = titles(&desk(), typed, &Recents::default(), 5);
    let found: Vec<(&str, Vec<&str>)> =
        found.iter().map(|(key, titles, _)| (*key, titles.iter().map(String::as_str).collect())).collect();
    let expect: Vec<(&str, Vec<&str>)> = expect.iter().map(|(key, titles)| (*key, titles.to_vec())).collect();
    assert_eq!(found, expect, "{typed}");
}

#[test]
fn records_come_by_the_place_of_the_words() {
    check("sons", &[("customer", &["Sons of Ryde", "Schmitt and Sons", "Johnsons Ltd"])]);
    check("hz", &[("customer", &["杭州湾仪器", "杭州尚祈自动化"])]);
    check("hzsq", &[("customer", &["杭州尚祈自动化"])]);
    check("杭州sq", &[("customer", &["杭州尚祈自动化"])]);
    check("ＲＹＤＥ", &[("customer", &["Sons of Ryde"])]);
    check("chensy", &[("member", &["陈思远"])]);
    check("nobody", &[]);
    check("…", &[]);
}

#[test]
fn signs_narrow_what_is_looked_for() {
    check("@wang", &[("contact", &["王芳", "Sonja Wang"])]);
    check("@sons", &[]);
    check("@csy", &[("member", &["陈思远"])]);
    check(">sons", &[]);
    check("#138", &[("customer", &["Sons of Ryde", "Johnsons Ltd"])]);
    check("#0013", &[("customer", &["Johnsons Ltd"])]);
    check("＃1391111", &[("contact", &["王芳"])]);
    check("#wang", &[]);
}

#[test]
fn what_was_opened_last_goes_before_what_fits_alike() {
    let desk = desk();
    let numbers: Vec<String> = (0..60).map(|n| format!("Alder {n:02}")).collect();
    let fields: Vec<[(&str, &str); 1]> = numbers.iter().map(|name| [("name", name.as_str())]).collect();
    let made = made(&desk, "customer", &fields.iter().map(<[_; 1]>::as_slice).collect::<Vec<_>>());
    let mut recents = Recents::default();
    let title = |at: &Ref| desk.workspace.read(|view| view.at(at).expect("visible").title());
    let last = made.iter().find(|at| title(at) == "Alder 59").expect("it is there");
    recents.open(last);
    let first = |typed: &str, recents: &Recents| titles(&desk, typed, recents, 3).swap_remove(0);
    let (_, found, more) = first("alder", &recents);
    assert_eq!((found.len(), found[0].as_str(), more), (3, "Alder 59", true));
    let (_, found, _) = first("alder 0", &recents);
    assert!(!found.contains(&"Alder 59".to_owned()), "{found:?}");
    // What fits better stays before it.
    let exact = titles(&desk, "alder 07", &recents, 3).swap_remove(0).1;
    assert_eq!(exact, ["Alder 07"]);
}

#[test]
fn beside_a_record_stands_why_it_was_found() {
    let desk = desk();
    let beside = |typed: &str| {
        let ask = Ask::read(typed);
        let mut found =
            ask.realm.tables().filter_map(|table| records(&desk.workspace, &ask, table, &Recents::default(), 5));
        let at = found.next().expect("it is found").hits.swap_remove(0);
        desk.workspace.read(|view| detail(&view.at(&at).expect("visible"), &ask.words))
    };
    assert_eq!(beside("13800"), "+86 138-0013-8000");
    assert_eq!(beside("robot"), "They asked for the robot cell again, and for a date.");
    assert_eq!(beside("again"), "…asked for the robot cell again, and for a date.");
    assert!(!beside("schmitt").contains("robot"));
}
