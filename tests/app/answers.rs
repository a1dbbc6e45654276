//! Answers to lead forms from the text that came to the leads: pool, campaign and source of the form, each answer
//! once, torn and foreign ones told.

use crate::jobs::Worker;
use crate::replica::{NOW, Replica, wait};
use cove::app::answer::{Answer, Found};
use cove::app::sheet::{Counts, Fate, Options, Origin};
use cove::app::table::wire::{Plan, TableAnswer, TableJob};
use cove::crm::Ref;
use cove::ledger::Value;
use std::collections::BTreeMap;

fn answer(form: &Ref, id: &str, fields: &[(&str, &str)]) -> Answer {
    let fields = fields.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
    Answer { form: form.id.to_string(), id: id.into(), at: "2026-11-24T02:42:00Z".into(), fields: fields.collect() }
}

fn form(replica: &Replica) -> (Ref, Ref) {
    let pool = replica.create("pool", &[("name", "官网".into())]);
    let fields: [(&str, Value); 4] = [
        ("name", "样机预约".into()),
        ("source", "web".into()),
        ("campaign", "秋季工博会".into()),
        ("pool", pool.link()),
    ];
    (replica.create("lead_form", &fields), pool)
}

/// The plan that the wizard begins with.
fn plan(worker: &mut Worker, text: &str) -> (cove::app::table::wire::Found, Plan) {
    let found = worker.read_table(text.as_bytes(), Options::default());
    let guess = &found.guesses[0];
    let plan = Plan {
        entity: guess.entity.clone(),
        columns: guess.columns.iter().map(|(word, _)| word.clone()).collect(),
        now: (NOW.instant, NOW.offset),
        ..Plan::default()
    };
    (found, plan)
}

#[test]
fn answers_become_leads_of_the_pool_and_each_answer_once() {
    let wang = Replica::found("王芳", 1);
    let (form, pool) = form(&wang);
    let one = answer(&form, "a1", &[("name", "高雯"), ("phone", "13800138000"), ("note", "想看样机"), ("color", "蓝")]);
    let two = answer(&form, "a2", &[("name", "何敏"), ("email", "he@chuqing.example"), ("industry", "food")]);
    let other = answer(&Ref::new("lead_form", "zz.9.z"), "a3", &[("name", "外人")]);
    let torn = one.code();
    let torn = &torn[..torn.len() - 9];
    let mail = format!("王芳你好：\n\n> {}\n\n{torn}\n谢谢\n{}\n{}\n", one.code(), two.code(), other.code());

    let mut worker = Worker::beside(&wang);
    let (found, chosen) = plan(&mut worker, &mail);
    assert_eq!(
        (found.origin.clone(), found.rows, found.program.as_deref()),
        (Origin::Answers, 2, Some("program-answers"))
    );
    let left: Vec<_> = found.left.iter().map(|left| (&*left.reason, left.number, left.what.as_str())).collect();
    assert_eq!(left, [("answers-torn", 2, "COVE1.eyJhdCI6IjIwMjYtMT"), ("answers-foreign", 4, "外人")]);
    assert_eq!(chosen.entity, "lead");
    assert_eq!(worker.check(&chosen).counts, Counts { rows: 2, new: 2, ..Counts::default() });
    worker.table(TableJob::Write((NOW.instant, NOW.offset)), b"");
    wait(wang.workspace.refresh()).unwrap();
    wait(wang.workspace.recall()).unwrap();

    let leads: BTreeMap<String, Ref> =
        wang.workspace.read(|view| view.records("lead").map(|rec| (rec.title(), rec.at())).collect());
    assert_eq!(leads.keys().collect::<Vec<_>>(), ["何敏", "高雯"]);
    let gao = &leads["高雯"];
    for (field, value) in [
        ("campaign", "秋季工博会"),
        ("source", "web"),
        ("answer", "a1"),
        ("note", "想看样机\ncolor: 蓝"),
        ("status", "unassigned"),
    ] {
        assert_eq!(wang.text(gao, field), value, "{field}");
    }
    assert_eq!(wang.text(&leads["何敏"], "industry"), "food");
    let (lies, owner) = wang.workspace.read(|view| {
        let rec = view.at(gao).unwrap();
        (rec.get("pool").cloned(), rec.get("owner").cloned())
    });
    assert_eq!((lies, owner.filter(|owner| !owner.is_empty())), (Some(pool.link()), None));

    // The same mail again, and a code twice in one text.
    let (_, again) = plan(&mut worker, &mail);
    assert_eq!(worker.check(&again).counts, Counts { rows: 2, duplicate: 2, ..Counts::default() });
    // Also after somebody mended the lead.
    wang.edit(gao, "name", "高文");
    let three = answer(&form, "a4", &[("name", "沈亦舟"), ("phone", "13700137000")]);
    let (_, mended) = plan(&mut worker, &format!("{}{}{}", one.code(), three.code(), three.code()));
    assert_eq!(worker.check(&mended).counts, Counts { rows: 3, new: 1, duplicate: 2, ..Counts::default() });
    assert_eq!(worker.rows(Some(Fate::Duplicate)).iter().map(|row| row.of.as_str()).collect::<Vec<_>>(), ["高文", ""]);

    // One step of undo takes all of them back.
    wait(wang.workspace.undo(NOW)).unwrap();
    wait(wang.workspace.undo(NOW)).unwrap();
    assert_eq!(wang.workspace.read(|view| view.count("lead")), 0);
}

#[test]
fn files_of_answers_are_taken_and_what_holds_none_is_refused() {
    let wang = Replica::found("王芳", 1);
    let (form, _) = form(&wang);
    let one = answer(&form, "a1", &[("name", "高雯"), ("wechat", "gaowen")]);
    let two = answer(&form, "a2", &[("name", "何敏")]);
    let mut worker = Worker::beside(&wang);
    for (text, rows) in [(one.json(), 1), (format!("[{},{}]", one.json(), two.json()), 2)] {
        assert_eq!(plan(&mut worker, &text).0.rows, rows);
    }
    let refused = |row| TableAnswer::Refused("table-answers-none".into(), row);
    let read = || TableJob::Read(Options::default());
    assert_eq!(worker.table(read(), b"COVE1.abc COVE1.def.01234567").0, refused(2));
    // A form that was made since the worker last looked is known.
    let late = wang.create("lead_form", &[("name", "二号".into()), ("source", "expo".into())]);
    assert_eq!(plan(&mut worker, &answer(&late, "a9", &[("name", "程屿")]).code()).0.rows, 1);
    assert_eq!(cove::app::answer::find(&one.code()), [Found::Answer(one)]);
}
