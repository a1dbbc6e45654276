//! Who did what, what stood there before, how it was then, and the way back for oneself and for everyone.

use crate::replica::{NOW, Replica, wait};
use crate::tables;
use cove::app::history::{Look, Sort, Standing};
use cove::app::{Line, Rule, dispute};
use cove::crm::{Now, Ref, record};
use cove::ledger::{Record, Value};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn lines(replica: &Replica, look: &Look) -> Vec<Line> {
    wait(replica.workspace.leaf(look, None, 50)).expect("it is read").lines
}

fn whys(replica: &Replica, look: &Look) -> Vec<String> {
    lines(replica, look).into_iter().map(|line| line.why).collect()
}

fn lead(replica: &Replica, name: &str) -> Ref {
    replica.create("lead", &[("source", "expo".into()), ("name", name.into())])
}

/// The number of the last change with this label.
fn last(replica: &Replica, why: &str) -> u64 {
    lines(replica, &Look::default()).iter().find(|line| line.why == why).expect("it is listed").number
}

/// What people see of a record.
fn values(record: Option<&Record>) -> Vec<(String, Vec<Value>)> {
    let fields = record.into_iter().flat_map(Record::fields);
    fields.map(|(field, live)| (field.to_owned(), live.iter().map(|write| write.value.clone()).collect())).collect()
}

#[test]
fn a_line_says_who_when_why_and_what_became_of_it() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "高雯");
    wang.edit(&at, "company", "云隙");
    wang.edit(&at, "company", "云隙传动");
    let all = lines(&wang, &Look::default());
    assert_eq!(whys(&wang, &Look::default()), ["edit", "edit", "create", "found"]);
    let [now, before, made, _] = all.as_slice() else { panic!("four lines") };
    assert_eq!((now.at, now.mine, now.count, now.file), (Some(NOW.instant), true, 1, None));
    assert_eq!(now.by, Some(wang.workspace.me()));
    assert_eq!((now.stand, before.stand, before.wrote), (1, 0, 1));
    assert!(made.stand > 1);
    let told = wait(wang.workspace.details(now.number)).unwrap().unwrap();
    let wrote = &told.only().unwrap().fields[0];
    assert_eq!(
        (wrote.field.as_str(), &wrote.before, &wrote.after),
        ("company", &vec!["云隙".into()], &"云隙传动".into())
    );
    assert_eq!(wrote.standing, Standing::Stands);
    let told = wait(wang.workspace.details(before.number)).unwrap().unwrap();
    assert_eq!(told.only().unwrap().fields[0].standing, Standing::Overwritten);
}

#[test]
fn a_filter_leaves_what_fits() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "高雯");
    wang.edit(&at, "company", "云隙");
    let li = Replica::join(&wang.full(), "李明", 2);
    li.create("customer", &[("name", "苏州澜芯".into())]);
    let by = |id: String| Look { by: Some(id), ..Look::default() };
    let sort = |sort: Sort| Look { sort: Some(sort), ..Look::default() };
    let entity = |key: &str| Look { entity: Some(key.to_owned()), ..Look::default() };
    let after = |from: i64| Look { from: Some(from), ..Look::default() };
    let until = |until: i64| Look { until: Some(until), ..Look::default() };
    for (look, expect) in [
        (by(li.workspace.me()), vec!["create", "join"]),
        (by(wang.workspace.me()), vec!["edit", "create", "found"]),
        (sort(Sort::Edited), vec!["edit"]),
        (sort(Sort::Acted), vec![]),
        (entity("lead"), vec!["edit", "create"]),
        (entity("customer"), vec!["create"]),
        (after(NOW.instant + 1), vec![]),
        (until(NOW.instant + 1), vec!["create", "join", "edit", "create", "found"]),
    ] {
        assert_eq!(whys(&li, &look), expect, "{look:?}");
    }
    let files: Vec<Option<u64>> = lines(&li, &Look::default()).iter().map(|line| line.file).collect();
    assert_eq!(files, [None, None, Some(0), Some(0), Some(0)]);
}

#[test]
fn leaves_follow_each_other_to_the_beginning() {
    let wang = Replica::found("王芳", 1);
    tables::import(&wang);
    let at = lead(&wang, "高雯");
    for n in 0..1_100 {
        wang.edit(&at, "company", format!("云隙 {n}"));
    }
    let (mut from, mut numbers) = (None, Vec::new());
    loop {
        let leaf = wait(wang.workspace.leaf(&Look::default(), from, 50)).unwrap();
        numbers.extend(leaf.lines.iter().map(|line| line.number));
        from = leaf.next;
        if from.is_none() {
            break;
        }
    }
    let count = numbers.len() as u64;
    assert_eq!(numbers, (1..=count).rev().collect::<Vec<_>>());
    assert_eq!(wait(wang.workspace.chronicle(&at)).unwrap().lines.len(), 1_101);
}

#[test]
fn a_record_is_shown_as_it_stood_then() {
    let wang = Replica::found("王芳", 1);
    let at =
        wang.create("lead", &[("source", "expo".into()), ("name", "高雯".into()), ("phone", "13800000000".into())]);
    let later = Now { instant: NOW.instant + 60_000, ..NOW };
    wait(wang.workspace.act(later, "edit", |view| record::edit(view, &at, "name", "高文".into()))).unwrap();
    wait(wang.workspace.act(later, "delete", |_| Ok(record::delete(std::slice::from_ref(&at))))).unwrap();
    let chronicle = wait(wang.workspace.chronicle(&at)).unwrap();
    let name = |line: usize| chronicle.as_of(line).view("").at(&at).map(|rec| rec.title());
    assert_eq!([name(0), name(1), name(2)], [None, Some("高文".to_owned()), Some("高雯".to_owned())]);
    assert_eq!(chronicle.as_of(2).view("").at(&at).and_then(|rec| rec.point("phone")), Some("13800000000"));
    let line_at = |after: i64| chronicle.line_at(NOW.instant + after);
    assert_eq!([line_at(-1), line_at(0), line_at(59_999), line_at(60_000)], [None, Some(2), Some(2), Some(0)]);
}

#[test]
fn an_old_act_of_ones_own_is_taken_back_and_what_came_later_stays() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "高雯");
    let edits = |view: &cove::crm::View<'_>| {
        let mut edits = record::edit(view, &at, "company", "云隙".into())?;
        edits.set("lead", &at.id, "title", "经理");
        Ok(edits)
    };
    wait(wang.workspace.act(NOW, "edit", edits)).unwrap();
    let number = last(&wang, "edit");
    wang.edit(&at, "title", "总经理");
    let reversal = wait(wang.workspace.reversal(number..=number)).unwrap();
    assert_eq!(
        (reversal.turns.len(), &*reversal.turns[0].fields),
        (1, &[("company".to_owned(), "云隙".into(), Value::Null)][..])
    );
    assert_eq!(reversal.stays, [(at.clone(), "title".to_owned())]);
    let done = wait(wang.workspace.revert(number..=number, NOW)).unwrap();
    assert_eq!(
        (done.why.as_str(), wang.text(&at, "company"), wang.text(&at, "title")),
        ("undo", String::new(), "总经理".to_owned())
    );
    wait(wang.workspace.undo(NOW)).unwrap();
    assert_eq!(wang.text(&at, "company"), "云隙");
}

#[test]
fn what_a_file_brought_is_taken_back_for_everyone() {
    let wang = Replica::found("王芳", 1);
    let at = lead(&wang, "高雯");
    let li = Replica::join(&wang.full(), "李明", 2);
    li.edit(&at, "company", "云隙");
    li.edit(&at, "title", "经理");
    let new = lead(&li, "程屿");
    let other = lead(&li, "何敏");
    wang.import(&li.full());
    wang.edit(&at, "title", "总经理");
    wang.edit(&other, "title", "采购");
    let before = wang.fingerprint();

    let marks = wait(wang.workspace.marks()).unwrap();
    let mark = marks.last().unwrap();
    assert_eq!((mark.members.as_slice(), mark.until - mark.count), (&[li.workspace.me()][..], 5));
    let numbers = mark.count + 1..=mark.until;
    let reversal = wait(wang.workspace.reversal(numbers.clone())).unwrap();
    // The people of a file stay: their changes name them.
    assert_eq!((reversal.changes, reversal.whole.as_slice()), (4, std::slice::from_ref(&other)));
    assert_eq!(reversal.since.get(&wang.workspace.me()), Some(&2));
    assert!(reversal.turns.iter().any(|turn| turn.at == new && turn.deleted));
    let done = wait(wang.workspace.revert(numbers, NOW)).unwrap();
    assert_eq!((done.why.as_str(), done.whole.as_slice()), ("revert", std::slice::from_ref(&other)));
    assert!(wang.workspace.read(|view| view.at(&new).is_none() && view.at(&other).is_some()));
    assert_eq!((wang.text(&at, "company"), wang.text(&at, "title")), (String::new(), "总经理".to_owned()));
    assert_eq!(whys(&wang, &Look::default())[0], "revert");

    // It is for everyone, and an act like any other.
    li.import(&wang.full());
    assert!(li.workspace.read(|view| view.at(&new).is_none()));
    assert_eq!(li.fingerprint(), wang.fingerprint());
    wait(wang.workspace.undo(NOW)).unwrap();
    assert!(wang.workspace.read(|view| view.at(&new).is_some()));
    assert_eq!(wang.text(&at, "company"), "云隙");
    assert_ne!(wang.fingerprint(), before, "nothing is removed from the ledger");
}

#[test]
fn taking_back_an_import_leaves_no_record_half_empty() {
    let wang = Replica::found("王芳", 1);
    tables::import(&wang);
    let contacts = |replica: &Replica| -> Vec<Ref> {
        replica.workspace.read(|view| view.records("contact").map(|rec| rec.at()).collect())
    };
    let ann = contacts(&wang)[0].clone();
    let li = Replica::join(&wang.full(), "李明", 2);
    li.edit(&ann, "title", "总监");
    wang.import(&li.full());

    let import = &wang.workspace.imports()[0];
    assert_eq!(import.edited.iter().collect::<Vec<_>>(), [(&li.workspace.me(), &1)]);

    let done = wait(wang.workspace.undo(NOW)).unwrap();
    assert!(done.whole.contains(&ann), "{:?}", done.whole);
    assert_eq!(contacts(&wang), std::slice::from_ref(&ann));
    let full = |view: cove::crm::View<'_>| {
        let rec = view.at(&ann).expect("it stayed");
        let company = rec.get("customer").and_then(|link| view.follow(link)).map(|to| to.title());
        (rec.title(), company, rec.point("email").map(str::to_owned), rec.text("title").to_owned())
    };
    let expect = ("Ann Lee".to_owned(), Some("Acme".to_owned()), Some("ann@acme.test".to_owned()), "总监".to_owned());
    assert_eq!(wang.workspace.read(full), expect);
    assert_eq!(wang.conflicts(), 0);
    wait(wang.workspace.redo(NOW)).unwrap();
    assert_eq!(contacts(&wang).len(), 2);
}

#[test]
fn an_import_is_a_mark_and_one_batch() {
    let wang = Replica::found("王芳", 1);
    let before = lead(&wang, "高雯");
    let (import, report) = tables::long_import(&wang.workspace);
    wait(wang.workspace.import_table(&import, &report, NOW, None, async |_, _| {})).unwrap();
    lead(&wang, "程屿");
    let mark = wait(wang.workspace.marks()).unwrap().pop().unwrap();
    assert!(mark.members.is_empty());
    for number in mark.count + 1..=mark.until {
        assert_eq!(wait(wang.workspace.batch_around(number)).unwrap(), mark.count + 1..=mark.until);
    }
    assert_eq!(wait(wang.workspace.batch_around(mark.count)).unwrap(), mark.count..=mark.count);
    wait(wang.workspace.revert(mark.count + 1..=mark.until, NOW)).unwrap();
    let counts = wang.workspace.read(|view| (view.records("contact").count(), view.at(&before).is_some()));
    assert_eq!(counts, (0, true));
}

/// Both write the same fields, and one deletes what the other edits.
fn at_odds() -> (Replica, Replica, Ref, Ref) {
    let wang = Replica::found("王芳", 1);
    let (at, gone) = (lead(&wang, "高雯"), lead(&wang, "程屿"));
    wang.edit(&at, "company", "云隙");
    let li = Replica::join(&wang.full(), "李明", 2);
    let later = Now { instant: NOW.instant + 5, ..NOW };
    wang.edit(&at, "company", "云隙传动");
    wang.edit(&at, "title", "经理");
    wait(wang.workspace.act(NOW, "delete", |_| Ok(record::delete(std::slice::from_ref(&gone)))))
        .expect("it is written");
    wait(li.workspace.act(later, "edit", |view| record::edit(view, &at, "company", "云隙精密".into())))
        .expect("it is written");
    wait(li.workspace.act(later, "edit", |view| {
        let mut edits = record::edit(view, &at, "note", "见过".into())?;
        edits.set("lead", &at.id, "title", Value::Null);
        Ok(edits)
    }))
    .expect("it is written");
    li.edit(&gone, "title", "采购");
    wang.import(&li.full());
    li.import(&wang.full());
    (wang, li, at, gone)
}

#[test]
fn rules_answer_what_they_decide() {
    let (wang, li, ..) = at_odds();
    let disputes = wang.workspace.read(|view| dispute::disputes(&view));
    let answers = |rule: &Rule| -> Vec<Option<String>> {
        let name = |dispute: &dispute::Dispute, at: usize| format!("{:?}", dispute.sides[at].answer);
        let mut named: Vec<_> = disputes
            .iter()
            .map(|dispute| (dispute.matter.clone(), rule.choose(dispute).map(|at| name(dispute, at))))
            .collect();
        named.sort();
        named.into_iter().map(|(_, answer)| answer).collect()
    };
    let of = |texts: [Option<&str>; 3]| texts.map(|text| text.map(str::to_owned)).to_vec();
    let (mine, theirs) = ("Value(Text(\"云隙传动\"))", "Value(Text(\"云隙精密\"))");
    for (rule, expect) in [
        (Rule::Of(wang.workspace.me()), [Some("Delete"), Some(mine), Some("Value(Text(\"经理\"))")]),
        (Rule::Of(li.workspace.me()), [Some("Restore"), Some(theirs), Some("Value(Null)")]),
        (Rule::Of("nobody".to_owned()), [None, None, None]),
        (Rule::Newest, [None, Some(theirs), Some("Value(Null)")]),
        (Rule::Filled, [Some("Restore"), None, Some("Value(Text(\"经理\"))")]),
    ] {
        assert_eq!(answers(&rule), of(expect), "{rule:?}");
    }
}

#[test]
fn many_disputes_are_settled_as_one_act_and_the_losing_values_stay_in_the_history() {
    let (wang, li, at, gone) = at_odds();
    let disputes = wang.workspace.read(|view| dispute::disputes(&view));
    let rule = Rule::Of(li.workspace.me());
    let answers: Vec<_> =
        disputes.iter().map(|d| (d.clone(), d.sides[rule.choose(d).unwrap()].answer.clone())).collect();
    wait(wang.workspace.settle(&answers, Now { instant: NOW.instant + 10, ..NOW })).unwrap();
    assert_eq!((wang.conflicts(), wang.text(&at, "company")), (0, "云隙精密".to_owned()));
    assert_eq!(wang.text(&gone, "title"), "采购");
    li.import(&wang.full());
    assert_eq!((li.conflicts(), li.fingerprint()), (0, wang.fingerprint()));
    let chronicle = wait(li.workspace.chronicle(&at)).unwrap();
    let settled =
        chronicle.lines.iter().flat_map(|line| &line.records[0].fields).find(|wrote| wrote.field == "company").unwrap();
    assert_eq!(
        BTreeSet::from_iter(settled.before.iter().filter_map(Value::as_text)),
        BTreeSet::from(["云隙传动", "云隙精密"])
    );
    wait(wang.workspace.undo(NOW)).unwrap();
    assert!(wang.workspace.read(|view| view.at(&gone).is_none()), "one act, so one step back");
}

/// The only dispute there is.
fn only_dispute(replica: &Replica) -> dispute::Dispute {
    let mut disputes = replica.workspace.read(|view| dispute::disputes(&view));
    assert_eq!(disputes.len(), 1, "{disputes:?}");
    disputes.remove(0)
}

#[test]
fn a_line_left_behind_is_deleted_too_or_brings_back_what_it_belongs_to() {
    for (answer, there) in [(dispute::Answer::Delete, false), (dispute::Answer::Restore, true)] {
        let wang = Replica::found("王芳", 1);
        let at = lead(&wang, "高雯");
        let li = Replica::join(&wang.full(), "李明", 2);
        wait(wang.workspace.act(NOW, "delete", |_| Ok(record::delete(std::slice::from_ref(&at))))).unwrap();
        let point = |_: &cove::crm::View<'_>| {
            let mut edits = cove::crm::Edits::new();
            let id = edits.create();
            edits.set("contact_point", &id, "_parent", at.link());
            edits.set("contact_point", &id, "kind", "phone");
            edits.set("contact_point", &id, "value", "13800000000");
            Ok(edits)
        };
        wait(li.workspace.act(NOW, "edit", point)).unwrap();
        wang.import(&li.full());
        let dispute = only_dispute(&wang);
        assert_eq!(dispute.matter, dispute::Matter::Orphan(at.clone()));
        assert!(dispute.sides.iter().any(|side| side.answer == answer));
        wait(wang.workspace.settle(&[(dispute, answer)], NOW)).unwrap();
        assert_eq!((wang.conflicts(), wang.workspace.read(|view| view.at(&at).is_some())), (0, there));
    }
}

#[test]
fn two_duplicates_of_one_record_are_a_dispute_like_any_other() {
    let wang = Replica::found("王芳", 1);
    let [at, one, two] = ["高雯", "高文", "高雯雯"].map(|name| lead(&wang, name));
    let li = Replica::join(&wang.full(), "李明", 2);
    for (replica, to) in [(&wang, &one), (&li, &two)] {
        wait(replica.workspace.act(NOW, "resolve", |_| Ok(record::resolve(&at, "_alias", to.link())))).unwrap();
    }
    wang.import(&li.full());
    let dispute = only_dispute(&wang);
    assert_eq!(dispute.matter, dispute::Matter::Field("_alias".to_owned()));
    let rule = Rule::Of(li.workspace.me());
    let answer = dispute.sides[rule.choose(&dispute).unwrap()].answer.clone();
    wait(wang.workspace.settle(&[(dispute, answer)], NOW)).unwrap();
    assert_eq!(wang.workspace.read(|view| view.at(&at).map(|rec| rec.at())), Some(two));
    assert_eq!(wang.conflicts(), 0);
}

#[test]
fn a_dispute_knows_the_last_value_both_had_seen() {
    let (wang, _, at, _) = at_odds();
    let disputes = wang.workspace.read(|view| dispute::disputes(&view));
    let company =
        disputes.iter().find(|d| d.at == at && d.matter == dispute::Matter::Field("company".to_owned())).unwrap();
    let roots = wait(wang.workspace.roots(company)).unwrap();
    assert_eq!(roots.common.map(|(value, _)| value), Some("云隙".into()));
    assert_eq!(roots.seen, [vec!["云隙".into()], vec!["云隙".into()]]);
    let title = disputes.iter().find(|d| d.matter == dispute::Matter::Field("title".to_owned())).unwrap();
    assert_eq!(wait(wang.workspace.roots(title)).unwrap().common, None);
}

const FIELDS: [&str; 3] = ["company", "title", "note"];

/// What a few people do in any order: (what, who, which record, which field and value).
fn play(steps: &[(u8, u8, u8, u8)]) -> (Vec<Replica>, Vec<Ref>) {
    let wang = Replica::found("王芳", 1);
    let records: Vec<Ref> = ["高雯", "程屿", "何敏"].map(|name| lead(&wang, name)).into();
    let li = Replica::join(&wang.full(), "李明", 2);
    let all = vec![wang, li];
    for (n, (what, who, which, with)) in steps.iter().enumerate() {
        let (who, other) = (&all[usize::from(*who) % 2], &all[(usize::from(*who) + 1) % 2]);
        let at = &records[usize::from(*which) % records.len()];
        let now = Now { instant: NOW.instant + n as i64 * i64::from(*with % 3), ..NOW };
        let field = FIELDS[usize::from(*with) % FIELDS.len()];
        match what % 8 {
            0..=3 => drop(wait(
                who.workspace.act(now, "edit", |view| record::edit(view, at, field, format!("{with}").into())),
            )),
            4 => drop(wait(who.workspace.act(now, "delete", |_| Ok(record::delete(std::slice::from_ref(at)))))),
            5 => drop(wait(who.workspace.act(now, "restore", |_| Ok(record::restore(std::slice::from_ref(at)))))),
            6 => drop(wait(who.workspace.undo(now))),
            _ => drop(who.import(&other.full())),
        }
    }
    (all, records)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// The past read backwards folds to what the state shows, and the last moment of a record is now.
    #[test]
    fn as_of_now_is_the_state(steps in proptest::collection::vec(any::<(u8, u8, u8, u8)>(), 0..30)) {
        let (all, records) = play(&steps);
        for replica in &all {
            for at in &records {
                let chronicle = wait(replica.workspace.chronicle(at)).unwrap();
                let then = chronicle.as_of(0);
                let now = replica.workspace.read(|view| values(view.state().record(&at.entity, &at.id)));
                prop_assert_eq!(values(then.state().record(&at.entity, &at.id)), now);
            }
        }
    }

    /// What a preview of an undo says is what the undo does, and nothing else changes.
    #[test]
    fn a_preview_of_an_undo_is_what_it_does(
        steps in proptest::collection::vec(any::<(u8, u8, u8, u8)>(), 1..25),
        from in any::<u16>(),
        length in 0_u64..4,
    ) {
        let (all, _) = play(&steps);
        let replica = &all[0];
        let count = lines(replica, &Look::default())[0].number;
        let first = 2 + u64::from(from) % (count - 1);
        let numbers = first..=(first + length).min(count);
        let shown = |replica: &Replica| replica.workspace.read(|view| {
            let state = view.state();
            let all = state.entities().flat_map(|e| state.records(e).map(move |(id, rec)| (Ref::new(e, id), values(Some(rec)))));
            all.collect::<std::collections::BTreeMap<_, _>>()
        });
        let mut expect = shown(replica);
        let reversal = wait(replica.workspace.reversal(numbers.clone())).unwrap();
        for turn in &reversal.turns {
            let record = expect.get_mut(&turn.at).unwrap();
            let mut set = |field: &str, value: &Value| {
                record.retain(|(name, _)| name != field);
                record.push((field.to_owned(), vec![value.clone()]));
                record.sort_by(|a, b| a.0.cmp(&b.0));
            };
            turn.fields.iter().for_each(|(field, _, then)| set(field, then));
            if turn.deleted {
                set("_deleted", &Value::Bool(true));
            }
        }
        let done = wait(replica.workspace.revert(numbers, NOW)).unwrap();
        prop_assert_eq!(done.dots.is_empty(), reversal.is_empty());
        prop_assert_eq!(done.whole, reversal.whole);
        prop_assert_eq!(shown(replica), expect);
    }
}
