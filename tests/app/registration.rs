//! Registrations across files: of two made apart the earlier holds, and the clerk takes in what everybody sends.

use crate::replica::{NOW, Replica, wait};
use cove::app::{Choosing, share};
use cove::crm::{Ref, command};
use cove::ledger::Value;

fn draft(replica: &Replica, name: &str) -> Ref {
    replica.create("registration", &[("name", name.into()), ("class", "b".into())])
}

fn owner_of(replica: &Replica, at: &Ref, field: &str) -> String {
    replica.workspace.read(|view| {
        let rec = view.at(at).expect("it is there");
        view.follow(&rec.value_of(field, &NOW)).map(|to| to.title()).unwrap_or_default()
    })
}

#[test]
fn of_two_registrations_made_apart_the_earlier_holds_until_somebody_decides() {
    let chief = Replica::found("王芳", 1);
    let one = Replica::join(&chief.full(), "赵可", 2);
    let other = Replica::join(&chief.full(), "李明", 3);
    let first = draft(&one, "嘉兴澄云水处理有限公司");
    one.run("registration.submit", &first, &[]).unwrap();
    // Later by the ledger's clock, without having seen the first.
    other.create("customer", &[("name", "别家".into())]);
    let second = draft(&other, "嘉兴澄云水处理");
    other.create("customer", &[("name", "又一家".into())]);
    other.run("registration.submit", &second, &[]).unwrap();
    assert_eq!((one.text(&first, "status"), other.text(&second, "status")), ("protected".into(), "protected".into()));
    // Whoever gets whose file first.
    chief.import(&other.full());
    chief.import(&one.full());
    one.import(&chief.full());
    other.import(&chief.full());
    for replica in [&chief, &one, &other] {
        assert_eq!(
            (replica.text(&first, "status"), replica.text(&second, "status")),
            ("protected".into(), "suspected".into())
        );
        assert_eq!(owner_of(replica, &second, "rival"), "嘉兴澄云水处理有限公司");
        assert_eq!(replica.text(&second, "near"), "review");
    }
    // The later rep cannot settle it himself; the chief shares.
    assert!(other.run("registration.share", &second, &[("decision", "一起做".into())]).is_err());
    chief.run("registration.share", &second, &[("decision", "一起做".into())]).unwrap();
    other.import(&chief.full());
    one.import(&chief.full());
    for replica in [&chief, &one, &other] {
        assert_eq!(
            (replica.text(&first, "status"), replica.text(&second, "status")),
            ("protected".into(), "shared".into())
        );
    }
}

#[test]
fn the_clerk_takes_in_eleven_requests_and_the_decisions_come_back() {
    let clerk = Replica::found("高雯", 1);
    let taken = clerk.create("customer", &[("name", "苏州澜芯半导体有限公司".into())]);
    let reps: Vec<Replica> = (0..11).map(|n| Replica::join(&clerk.full(), &format!("业务员 {n}"), n + 2)).collect();
    for rep in &reps {
        clerk.import(&rep.full());
    }
    // Nine of their own, one that the clerk's data knows, and one that two of them want.
    let names = |n: usize| match n {
        3 => "苏州澜芯半导体".to_owned(),
        7 | 8 => "嘉兴澄云水处理有限公司".to_owned(),
        _ => format!("{}实业集团有限公司", ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子"][n]),
    };
    let mut drafts = Vec::new();
    let mut files = Vec::new();
    for (n, rep) in reps.iter().enumerate() {
        let at = rep.create(
            "registration",
            &[("name", names(n).into()), ("class", "a".into()), ("phone", format!("1390000{n:04}").into())],
        );
        let chosen = rep.workspace.chosen(&Choosing { records: vec![at.clone()], owner: None, related: false });
        let parcel = rep.workspace.parcel(&chosen, &[]);
        files.push(wait(rep.workspace.export_parcel(&parcel, true, NOW.instant)).expect("it exports").text);
        drafts.push(at);
    }
    // One import of all.
    let documents = files.iter().map(|text| share::read(text.as_bytes()).expect("the file is sound")).collect();
    let preview = wait(clerk.workspace.preview(documents)).expect("it previews");
    wait(clerk.workspace.merge(preview, NOW.instant)).expect("it merges");
    let requests = wait(clerk.workspace.requests()).expect("they are read");
    assert_eq!(requests.len(), 11);
    for request in &requests {
        wait(clerk.workspace.accept(request, NOW)).expect("it is accepted");
    }
    assert!(wait(clerk.workspace.requests()).expect("they are read").is_empty());
    // Handed in together, as one act.
    let submit = command("registration.submit").expect("a command");
    let all = drafts.clone();
    wait(clerk.workspace.run(submit, &all, &Default::default(), NOW)).expect("all are handed in");
    let states: Vec<String> = drafts.iter().map(|at| clerk.text(at, "status")).collect();
    let count = |state: &str| states.iter().filter(|own| *own == state).count();
    assert_eq!((count("protected"), count("rejected"), count("suspected")), (9, 1, 1), "{states:?}");
    assert_eq!(states[3], "rejected");
    // The decisions go back by the ordinary files.
    for (n, rep) in reps.iter().enumerate() {
        rep.import(&clerk.delta_to(rep));
        assert_eq!(rep.text(&drafts[n], "status"), states[n], "rep {n}");
        if states[n] == "protected" {
            assert_eq!(owner_of(rep, &drafts[n], "owner"), format!("业务员 {n}"));
            let customer = rep.workspace.read(|view| {
                let rec = view.at(&drafts[n]).expect("it is there");
                view.follow(rec.get("customer").expect("a customer")).expect("it is there").at()
            });
            assert_eq!(owner_of(rep, &customer, "owner"), format!("业务员 {n}"));
        }
    }
    assert_eq!(owner_of(&clerk, &taken, "owner"), "高雯");
    let _ = Value::Null;
}
