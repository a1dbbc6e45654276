//! Some records for somebody, and requests that ask for an answer: what leaves, what does not, and what is
//! left of it once everything has come.

use crate::replica::{NOW, Replica, wait};
use cove::app::workspace::Fault;
use cove::app::{Choosing, FileKind, Look, Parcel, Request, share};
use cove::crm::{Ref, member};
use cove::ledger::Value;
use cove::store::{Fault as StoreFault, StoreError};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn lead(replica: &Replica, name: &str) -> Ref {
    replica.create("lead", &[("source", "expo".into()), ("name", name.into()), ("phone", format!("139-{name}").into())])
}

/// The parcel of these records, with what leads to them if so wished, and only these fields of leads if any
/// are named.
fn parcel(replica: &Replica, records: &[&Ref], related: bool, fields: Option<&[&str]>) -> Parcel {
    let records = records.iter().map(|at| (*at).clone()).collect();
    let chosen = replica.workspace.chosen(&Choosing { records, owner: None, related });
    let fields = fields.map(|fields| ("lead".to_owned(), fields.iter().map(|f| (*f).to_owned()).collect()));
    replica.workspace.parcel(&chosen, &fields.into_iter().collect::<Vec<_>>())
}

fn file(replica: &Replica, parcel: &Parcel, request: bool) -> String {
    wait(replica.workspace.export_parcel(parcel, request, NOW.instant)).expect("it exports").text
}

fn share_of(replica: &Replica, records: &[&Ref]) -> String {
    file(replica, &parcel(replica, records, false, None), false)
}

fn requests(replica: &Replica) -> Vec<Request> {
    wait(replica.workspace.requests()).expect("they are read")
}

fn vector(replica: &Replica) -> Vec<(String, u64)> {
    let read = |view: cove::crm::View<'_>| {
        let vector = view.state().frontier().vector();
        vector.iter().map(|(name, head)| (name.to_string(), head.s)).collect()
    };
    replica.workspace.read(read)
}

/// 王芳 and 李明 of one team.
fn team() -> (Replica, Replica) {
    let wang = Replica::found("王芳", 1);
    let li = Replica::join(&wang.full(), "李明", 2);
    (wang, li)
}

#[test]
fn a_share_shows_its_records_and_gives_way_to_the_whole() {
    let (wang, li) = team();
    let (one, other) = (lead(&wang, "程屿"), lead(&wang, "陆晚"));
    wang.edit(&one, "company", "云隙");
    wang.edit(&one, "company", "云隙传动");
    let before = vector(&li);
    let text = share_of(&wang, &[&one]);
    assert!(!text.contains("陆晚"), "another record leaks");
    let document = share::read(text.as_bytes()).unwrap();
    assert_eq!(
        (document.envelope.kind, document.changes.len(), document.parts.len()),
        (FileKind::Share, 0, 4),
        "three, and 王芳 by name"
    );
    li.import(&text);
    assert_eq!((li.text(&one, "company"), li.text(&one, "phone")), ("云隙传动".into(), "139-程屿".into()));
    assert_eq!(vector(&li), before, "parts never move the vector");
    assert!(li.workspace.read(|view| view.at(&other).is_none()));
    // A backup keeps them, a delta passes nothing on.
    let li = li.reopen();
    assert_eq!(li.text(&one, "company"), "云隙传动");
    assert!(li.full().contains("139-程屿") && !li.delta_to(&wang).contains("139-程屿"));
    // Together with a share that is newer, and then with everything.
    wang.edit(&one, "company", "云隙精密");
    li.import(&share_of(&wang, &[&one]));
    assert_eq!((li.text(&one, "company"), li.conflicts()), ("云隙精密".into(), 0));
    li.import(&wang.full());
    assert_eq!(li.workspace.read(|view| view.state().counts().parts), 0);
    wang.import(&li.delta_to(&wang));
    assert_eq!(li.fingerprint(), wang.fingerprint());
}

#[test]
fn a_share_of_fields_holds_back_the_rest() {
    let (wang, li) = team();
    let one = lead(&wang, "程屿");
    wang.edit(&one, "note", "底价 90 万");
    wang.edit(&one, "company", "云隙");
    let text = file(&wang, &parcel(&wang, &[&one], false, Some(&["name", "company"])), false);
    for secret in ["底价", "note", "source", "expo", "139-", "contact_point"] {
        assert!(!text.contains(secret), "{secret} leaks");
    }
    wang.import(&li.full());
    wang.run("lead.assign", &one, &[("owner", cove::crm::Ref::new("member", &li.workspace.me()).link())]).unwrap();
    let text = file(&wang, &parcel(&wang, &[&one], false, Some(&["name", "company"])), false);
    assert!(!text.contains("李明"), "whose it is leaks");
    let with_owner = file(&wang, &parcel(&wang, &[&one], false, Some(&["name", "owner"])), false);
    assert!(with_owner.contains("李明"));
    let with_phone = file(&wang, &parcel(&wang, &[&one], false, Some(&["name", "phone"])), false);
    assert!(with_phone.contains("139-程屿") && !with_phone.contains("云隙"));
    li.import(&text);
    assert_eq!((li.text(&one, "name"), li.text(&one, "note")), ("程屿".into(), String::new()));
    // What was deleted meanwhile saw the note, so it would name it: neither it nor the record leaves.
    wait(wang.workspace.act(NOW, "delete", |_| Ok(cove::crm::record::delete(std::slice::from_ref(&one))))).unwrap();
    wait(wang.workspace.undo(NOW)).unwrap();
    let text = file(&wang, &parcel(&wang, &[&one], false, Some(&["name"])), false);
    assert!(!text.contains("note") && text.contains("程屿"));
}

#[test]
fn what_belongs_to_a_record_goes_along() {
    let (wang, li) = team();
    let customer = wang.create("customer", &[("name", "苏州澜芯".into())]);
    let contact = wang.create("contact", &[("name", "赵可".into()), ("customer", customer.link())]);
    wang.run("follow_up.log", &contact, &[("method", "call".into()), ("content", "样机".into())]).unwrap();
    let chosen = |related| wang.workspace.chosen(&Choosing { records: vec![customer.clone()], owner: None, related });
    assert_eq!(chosen(false).len(), 1);
    let kinds: Vec<String> = chosen(true).iter().map(|at| at.entity.to_string()).collect();
    assert_eq!(kinds, ["contact", "customer", "follow_up"]);
    let mine = wang.workspace.chosen(&Choosing { owner: Some(wang.workspace.me()), ..Choosing::default() });
    assert!(mine.contains(&customer));
    let none = wang.workspace.chosen(&Choosing { owner: Some(li.workspace.me()), ..Choosing::default() });
    assert!(none.is_empty());
    li.import(&file(&wang, &parcel(&wang, &[&customer], true, None), false));
    assert_eq!(li.text(&contact, "name"), "赵可");
}

#[test]
fn a_request_is_answered_by_a_change_of_ones_own() {
    let (clerk, rep) = team();
    let known = lead(&clerk, "程屿");
    rep.import(&clerk.delta_to(&rep));
    rep.edit(&known, "company", "云隙传动");
    let new = lead(&rep, "陆晚");
    let text = file(&rep, &parcel(&rep, &[&known, &new], false, None), true);
    let document = share::read(text.as_bytes()).unwrap();
    let preview = wait(clerk.workspace.preview(vec![document])).unwrap();
    assert_eq!((preview.files[0].kind, preview.files[0].changes), (FileKind::Request, 5));
    assert_eq!((preview.created.len(), preview.changed.len()), (3, 1), "a lead, its phone, 李明, and a company");
    assert_eq!(preview.name(&rep.workspace.me()), "李明");
    wait(clerk.workspace.merge(preview, NOW.instant)).unwrap();

    // It waits, also after a reload, and asks for nothing that is known already.
    let clerk = clerk.reopen();
    let asked = requests(&clerk);
    let [request] = asked.as_slice() else { panic!("one request: {asked:?}") };
    assert_eq!(request.member, Some(rep.workspace.me()));
    let of_known: Vec<&str> = request.asks.iter().filter(|ask| ask.at == known).map(|ask| &*ask.field).collect();
    assert_eq!(of_known, ["company"]);
    let done = wait(clerk.workspace.accept(request, NOW)).unwrap();
    assert_eq!((done.why.as_str(), done.dots.len()), ("accept", 1));
    assert_eq!(requests(&clerk), []);

    // A third one, who never sees the request, gets it by the clerk's file; and the rep's comes later.
    let third = Replica::join(&clerk.full(), "赵可", 3);
    assert_eq!((third.text(&known, "company"), third.text(&new, "name")), ("云隙传动".into(), "陆晚".into()));
    for (from, to) in [(&rep, &clerk), (&clerk, &rep), (&third, &clerk), (&clerk, &third), (&clerk, &rep)] {
        to.import(&from.full());
    }
    assert_eq!(clerk.workspace.read(|view| view.state().counts().parts), 0);
    assert_eq!((clerk.conflicts(), rep.conflicts(), third.conflicts()), (0, 0, 0));
    assert_eq!(clerk.fingerprint(), rep.fingerprint());
    assert_eq!(clerk.fingerprint(), third.fingerprint());
}

#[test]
fn what_came_or_was_overwritten_meanwhile_asks_for_nothing() {
    let (clerk, rep) = team();
    let (one, two) = (lead(&rep, "程屿"), lead(&rep, "陆晚"));
    let text = file(&rep, &parcel(&rep, &[&one, &two], false, None), true);
    clerk.import(&text);
    clerk.edit(&one, "name", "程宇");
    let open = |of: &Ref| requests(&clerk).iter().flat_map(|r| &r.asks).filter(|ask| ask.at == *of).count();
    let before = open(&two);
    assert!(!requests(&clerk)[0].asks.iter().any(|ask| ask.at == one && ask.field == "name"));
    let request = requests(&clerk).remove(0);
    wait(clerk.workspace.accept(&request, NOW)).unwrap();
    assert_eq!(clerk.text(&one, "name"), "程宇", "what the clerk wrote since stays");
    // It can be taken back like any other act.
    wait(clerk.workspace.undo(NOW)).unwrap();
    assert_eq!((open(&two), before > 0), (0, true), "but it was answered");
    // The same file once more asks anew; with the rep's changes themselves there is nothing left to ask.
    clerk.import(&text);
    clerk.import(&rep.full());
    assert_eq!(requests(&clerk), []);
    clerk.import(&text);
    assert_eq!(requests(&clerk), []);
}

#[test]
fn a_declined_request_leaves_nothing_but_that_it_was_declined() {
    let (clerk, rep) = team();
    let known = lead(&clerk, "程屿");
    clerk.edit(&known, "company", "云隙");
    rep.import(&clerk.delta_to(&rep));
    rep.edit(&known, "company", "云隙精密");
    rep.edit(&known, "company", "云隙传动");
    let new = lead(&rep, "陆晚");
    let text = file(&rep, &parcel(&rep, &[&known, &new], false, None), true);
    clerk.import(&text);
    assert_eq!((clerk.text(&known, "company"), clerk.text(&new, "name")), ("云隙传动".into(), "陆晚".into()));
    let clerk = clerk.reopen();
    let request = requests(&clerk).remove(0);
    let done = wait(clerk.workspace.decline(&request, " 已有人跟进 ", NOW)).unwrap();
    assert_eq!((done.why.as_str(), done.dots.len()), ("decline", 1));
    let gone = |replica: &Replica| replica.workspace.read(|view| view.at(&new).is_none());
    assert_eq!((clerk.text(&known, "company"), gone(&clerk)), ("云隙".into(), true), "nothing of it is left");
    assert_eq!(clerk.workspace.read(|view| member::name(&view, &rep.workspace.me())), "李明", "who asked is known");
    assert_eq!(requests(&clerk), []);
    // Who, when and why stand in the history.
    let line = wait(clerk.workspace.leaf(&Look::default(), None, 1)).unwrap().lines.remove(0);
    assert_eq!((line.why.as_str(), line.by, line.at), ("decline", Some(clerk.workspace.me()), Some(NOW.instant)));
    assert_eq!(line.reason.as_deref(), Some("已有人跟进"));
    // The same file asks for nothing any more.
    clerk.import(&text);
    assert_eq!((requests(&clerk), clerk.text(&known, "company")), (vec![], "云隙".into()));

    // The answer reaches who asked, and a third one who never sees the request; nothing is in dispute.
    let third = Replica::join(&clerk.full(), "赵可", 3);
    assert_eq!((third.text(&known, "company"), gone(&third)), ("云隙".into(), true));
    rep.import(&clerk.full());
    assert_eq!((rep.text(&known, "company"), gone(&rep)), ("云隙".into(), true));
    for (from, to) in [(&rep, &clerk), (&third, &clerk), (&clerk, &third), (&clerk, &rep)] {
        to.import(&from.full());
    }
    assert_eq!((clerk.conflicts(), rep.conflicts(), third.conflicts()), (0, 0, 0));
    assert_eq!(clerk.fingerprint(), rep.fingerprint());
    assert_eq!(clerk.fingerprint(), third.fingerprint());
    let told = wait(rep.workspace.leaf(&Look::default(), None, 20)).unwrap().lines;
    assert!(told.iter().any(|line| line.reason.as_deref() == Some("已有人跟进")));
}

#[test]
fn declining_can_be_taken_back_and_spares_what_others_built_on() {
    let (clerk, rep) = team();
    let (one, two) = (lead(&rep, "程屿"), lead(&rep, "陆晚"));
    clerk.import(&file(&rep, &parcel(&rep, &[&one, &two], false, None), true));
    clerk.edit(&one, "note", "见过");
    let request = requests(&clerk).remove(0);
    let done = wait(clerk.workspace.decline(&request, "", NOW)).unwrap();
    assert!(done.whole.contains(&one) && !done.whole.contains(&two), "it is named as kept: {:?}", done.whole);
    assert_eq!((clerk.text(&one, "name"), clerk.text(&one, "note")), ("程屿".into(), "见过".into()));
    assert!(clerk.workspace.read(|view| view.at(&two).is_none()));
    wait(clerk.workspace.undo(NOW)).unwrap();
    assert_eq!(clerk.text(&two, "name"), "陆晚");
    let line = wait(clerk.workspace.leaf(&Look::default(), None, 2)).unwrap().lines.remove(1);
    assert_eq!((line.why.as_str(), line.reason), ("decline", None));
}

#[test]
fn an_answer_that_cannot_be_written_leaves_the_request_waiting() {
    use cove::app::{Workspace, workspace::Chance};
    use cove::store::{Faulty, Memory};
    let (clerk, rep) = team();
    let one = lead(&rep, "程屿");
    clerk.import(&file(&rep, &parcel(&rep, &[&one], false, None), true));
    let storage: Faulty<Memory> = Faulty::new(clerk.storage.clone());
    let chance: Chance = crate::replica::seeded(5);
    let workspace = wait(Workspace::open(storage.clone(), chance)).unwrap().unwrap();
    let request = wait(workspace.requests()).unwrap().remove(0);
    let _ = storage.clone().failing(storage.calls(), StoreFault::Full);
    let refused = wait(workspace.accept(&request, NOW)).expect_err("the disk is full");
    assert_eq!(refused, Fault::Store(StoreError::Full));
    assert_eq!(wait(workspace.requests()).unwrap(), std::slice::from_ref(&request));
    // Declining reads before it writes, and fails at whichever call.
    for call in 0.. {
        let _ = storage.clone().failing(storage.calls() + call, StoreFault::Full);
        let declined = wait(workspace.decline(&request, "", NOW));
        if declined.is_ok() {
            assert!(call > 2, "nothing was refused");
            break;
        }
        assert_eq!(declined, Err(Fault::Store(StoreError::Full)));
        assert_eq!(wait(workspace.requests()).unwrap(), std::slice::from_ref(&request));
    }
    assert_eq!(wait(workspace.requests()).unwrap(), []);
}

/// Values that are found again wherever they turn up.
fn marked(record: usize, field: &str, turn: usize) -> String {
    format!("r{record}-{field}-{turn}!")
}

const FIELDS: [&str; 4] = ["name", "company", "title", "note"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Complaint 25: whatever was written, a share holds of it what its scope names and nothing else.
    #[test]
    fn nothing_leaves_that_is_not_named(
        acts in prop::collection::vec((0..4usize, 0..4usize, any::<bool>()), 1..24),
        records in prop::collection::btree_set(0..4usize, 0..4),
        fields in prop::option::of(prop::collection::btree_set(0..4usize, 1..4)),
        request in any::<bool>(),
    ) {
        let wang = Replica::found("王芳", 1);
        let leads: Vec<Ref> = (0..4).map(|n| {
            wang.create("lead", &[("source", "expo".into()), ("name", marked(n, "name", 999).into())])
        }).collect();
        let mut written: BTreeSet<(usize, usize, usize)> = (0..4).map(|n| (n, 0, 999)).collect();
        for (turn, (record, field, undo)) in acts.into_iter().enumerate() {
            wang.edit(&leads[record], FIELDS[field], marked(record, FIELDS[field], turn));
            written.insert((record, field, turn));
            if undo {
                wait(wang.workspace.undo(NOW)).unwrap();
            }
        }
        let chosen: Vec<&Ref> = records.iter().map(|n| &leads[*n]).collect();
        let named: Option<Vec<&str>> = fields.as_ref().map(|fields| fields.iter().map(|n| FIELDS[*n]).collect());
        let text = file(&wang, &parcel(&wang, &chosen, false, named.as_deref()), request);
        let parts = share::read(text.as_bytes()).unwrap().parts;
        let of_leads = parts.iter().filter(|part| part.text().contains("\"lead\""));
        let parts: String = of_leads.map(|part| part.text()).collect();
        for (record, field, turn) in written {
            let goes = records.contains(&record) && fields.as_ref().is_none_or(|fields| fields.contains(&field));
            prop_assert_eq!(text.contains(&marked(record, FIELDS[field], turn)), goes, "{}-{}-{}", record, field, turn);
        }
        for (n, at) in leads.iter().enumerate() {
            prop_assert!(records.contains(&n) || !text.contains(&*at.id), "a record's id leaks");
        }
        if let Some(fields) = &fields {
            for (n, field) in FIELDS.iter().enumerate() {
                prop_assert!(fields.contains(&n) || !parts.contains(&format!("\"{field}\"")), "{} leaks", field);
            }
        }
        // It shows what it names, as it stands here, and no conflict that there is none of.
        let li = Replica::join(&wang.full(), "李明", 2);
        li.import(&text);
        prop_assert_eq!((li.conflicts(), li.workspace.read(|view| view.state().counts().parts)), (0, 0));
    }
}

#[test]
fn only_people_who_wrote_it_are_named() {
    let (wang, li) = team();
    let one = lead(&wang, "程屿");
    li.import(&wang.full());
    li.edit(&one, "title", "总经理");
    wang.import(&li.full());
    let zhao = Replica::join(&wang.full(), "赵可", 3);
    wang.import(&zhao.full());
    let text = share_of(&wang, &[&one]);
    assert!(text.contains("李明") && text.contains("王芳") && !text.contains("赵可"));
    let value: Value = "总经理".into();
    assert!(text.contains(&value.canonical()));
}

#[test]
fn the_fields_of_ones_own_go_along_with_what_they_say() {
    let (wang, li) = team();
    let field = |of: &str, name: &str, kind: &str| {
        let made = wang.create("custom_field", &[("of", of.into()), ("name", name.into()), ("kind", kind.into())]);
        (cove::crm::custom::tables::register(&made.id), made)
    };
    let (fuel, made) = field("lead", "燃料", "choice");
    let gas = wang.create("custom_option", &[("field", made.link()), ("name", "天然气".into())]);
    let (secret, _) = field("lead", "底价", "text");
    field("opportunity", "交货期", "text");
    let one = lead(&wang, "程屿");
    wang.edit(&one, &fuel, &*gas.id);
    wang.edit(&one, &secret, "90 万");
    // Of some fields only their own, and nothing of other tables.
    let text = file(&wang, &parcel(&wang, &[&one], false, Some(&["name", &fuel])), false);
    assert!(text.contains("燃料") && text.contains("天然气"));
    assert!(!text.contains("底价") && !text.contains("90 万") && !text.contains("交货期"));
    li.import(&text);
    let read = |key: &str| {
        li.workspace.read(|view| {
            let field = view.table("lead").and_then(|table| table.field(key))?;
            let value = view.at(&one)?.value(field, &NOW).into_owned();
            Some(field.kind.choice(value.as_text()?)?.label.to_owned())
        })
    };
    assert!(read(&fuel).is_some_and(|label| label.ends_with("天然气")), "{:?}", read(&fuel));
    assert!(li.workspace.read(|view| view.table("lead").and_then(|table| table.field(&secret)).is_none()));
    // With a request of his own nothing is asked about what a field is.
    li.edit(&one, "company", "云隙");
    let asked = file(&li, &parcel(&li, &[&one], false, None), true);
    wang.import(&asked);
    let asks: Vec<String> =
        requests(&wang).iter().flat_map(|request| &request.asks).map(|ask| ask.at.entity.to_string()).collect();
    assert_eq!(asks, ["lead", "member"], "and who he is");
    // Everything together is as it would have been.
    li.import(&wang.full());
    wang.import(&li.delta_to(&wang));
    assert_eq!(li.fingerprint(), wang.fingerprint());
}
