//! Attachments: kept once by their bytes, brought to colleagues by bundles, and nothing lost where a bundle is damaged,
//! hostile, or larger than the room there is.

use crate::jobs::{Worker, failed};
use crate::replica::{NOW, Replica, seeded, wait};
use cove::app::{Answer, Fault as ActFault, Job, Who};
use cove::crm::Ref;
use cove::crm::attachment::{self, ATTACHMENT};
use cove::exchange::bundle::{self, Bundle, hash_of};
use cove::ledger::json::Sink as _;
use cove::store::{Fault, Faulty, StoreError};
use std::io::Write as _;

/// A picture of one pixel, and what is none.
const DOT: &[u8] = b"\x89PNG\r\n\x1a\n and so on";
const PLAN: &[u8] = b"%PDF-1.7 a plan";

fn attach(replica: &Replica, about: &Ref, name: &str, bytes: &[u8]) -> Ref {
    let done = wait(replica.workspace.attach(about, vec![(name.to_owned(), bytes.to_vec())], NOW)).unwrap();
    done.created.into_iter().next().expect("an attachment")
}

fn bytes_of(replica: &Replica, at: &Ref) -> Option<Vec<u8>> {
    let hash = replica.workspace.read(|view| attachment::hash(&view.at(at).expect("it is there")).map(str::to_owned));
    wait(replica.workspace.attached(&hash.expect("a hash"))).unwrap()
}

fn bundle(replica: &Replica, to: Option<u64>) -> Vec<u8> {
    match Worker::beside(replica).with(Job::Bundle { to, now: NOW.instant }, b"") {
        (Answer::File { name, .. }, bytes) => {
            assert!(name.ends_with(".zip"), "{name}");
            bytes
        }
        other => panic!("no bundle: {other:?}"),
    }
}

/// Takes in what a colleague sent.
fn merge(replica: &Replica, bytes: &[u8]) -> Answer {
    let mut worker = Worker::beside(replica);
    let read = worker.with(Job::Read { name: "小湾.zip".into(), passphrase: None }, bytes).0;
    if read != Answer::Done {
        return read;
    }
    worker.with(Job::Preview, b"");
    let merged = worker.with(Job::Merge(NOW.instant), b"").0;
    wait(replica.workspace.refresh()).unwrap();
    merged
}

#[test]
fn the_same_bytes_are_kept_once_and_found_by_their_hash() {
    let wang = Replica::found("王芳", 1);
    let lead = wang.create("lead", &[("source", "expo".into()), ("name", "程屿".into())]);
    let (one, other) = (attach(&wang, &lead, "铭牌.png", DOT), attach(&wang, &lead, "铭牌 2.png", DOT));
    attach(&wang, &lead, "图纸.pdf", PLAN);
    assert_eq!((bytes_of(&wang, &one).as_deref(), bytes_of(&wang, &other).as_deref()), (Some(DOT), Some(DOT)));
    let wanted = wang.workspace.read(|view| attachment::wanted(&view));
    assert_eq!(wanted, [(hash_of(DOT), DOT.len() as u64), (hash_of(PLAN), PLAN.len() as u64)].into());
    let about = wang.workspace.read(|view| view.linking(ATTACHMENT.key, &lead).len());
    assert_eq!(about, 3);
    // It is one act, which is taken back and done again.
    wait(wang.workspace.undo(NOW)).unwrap();
    assert_eq!(wang.workspace.read(|view| view.linking(ATTACHMENT.key, &lead).len()), 2);
    wait(wang.workspace.redo(NOW)).unwrap();
    assert_eq!(wang.workspace.read(|view| view.linking(ATTACHMENT.key, &lead).len()), 3);
}

#[test]
fn a_bundle_brings_them_and_plain_files_say_that_they_exist() {
    let wang = Replica::found("王芳", 1);
    let lead = wang.create("lead", &[("source", "expo".into()), ("name", "程屿".into())]);
    let dot = attach(&wang, &lead, "铭牌.png", DOT);
    let li = Replica::join(&wang.full(), "李明", 2);
    assert_eq!(bytes_of(&li, &dot), None, "a plain file carries no bytes");
    assert_eq!(merge(&li, &bundle(&wang, None)), Answer::Done);
    assert_eq!(bytes_of(&li, &dot).as_deref(), Some(DOT));
    // A colleague shows which changes he has, not which bytes: a delta has all of these.
    let plan = attach(&wang, &lead, "图纸.pdf", PLAN);
    li.import(&wang.full());
    wang.import(&li.full());
    let delta = bundle(&wang, Some(li.workspace.device().0));
    let (document, files) = bundle::open(&delta).unwrap();
    assert!(document.len() < wang.full().len());
    assert_eq!(files.into_keys().collect::<std::collections::BTreeSet<_>>(), [hash_of(DOT), hash_of(PLAN)].into());
    assert_eq!(merge(&li, &delta), Answer::Done);
    assert_eq!(bytes_of(&li, &plan).as_deref(), Some(PLAN));
    // What nobody speaks of is not kept.
    assert_eq!(merge(&li, &with(&wang, &[(hash_of(b"x"), b"x".to_vec())])), Answer::Done);
    assert_eq!(wait(li.workspace.attached(&hash_of(b"x"))), Ok(None));
}

#[test]
fn who_joins_by_a_bundle_has_them_at_once() {
    let wang = Replica::found("王芳", 1);
    let lead = wang.create("lead", &[("source", "expo".into()), ("name", "程屿".into())]);
    attach(&wang, &lead, "铭牌.png", DOT);
    let mut worker = Worker::beside(&wang);
    let looked = worker.with(Job::Look { passphrase: None }, &bundle(&wang, None)).0;
    assert!(matches!(looked, Answer::Opened(_)), "{looked:?}");
    let join = Job::Join { database: "new".into(), who: Who::New("赵可".into()), now: (NOW.instant, NOW.offset) };
    assert_eq!(worker.with(join, b"").0, Answer::Done);
    let joined = wait(cove::app::Workspace::open(worker.storage("new"), Box::new(|| 7))).unwrap().expect("a workspace");
    assert_eq!(wait(joined.attached(&hash_of(DOT))).unwrap().as_deref(), Some(DOT));
}

/// A bundle of everything, with these attachments whatever their names say.
fn with(replica: &Replica, files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut made: Bundle<Vec<Vec<u8>>> = Bundle::begin();
    made.put(&replica.full());
    files.iter().for_each(|(name, bytes)| made.attach(name, bytes));
    made.finish().expect("a bundle").concat()
}

/// A zip of these entries.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn damaged_and_hostile_bundles_are_refused_or_brought_without_what_is_wrong() {
    let wang = Replica::found("王芳", 1);
    let lead = wang.create("lead", &[("source", "expo".into()), ("name", "程屿".into())]);
    let dot = attach(&wang, &lead, "铭牌.png", DOT);
    let li = Replica::join(&wang.full(), "李明", 2);
    let whole = bundle(&wang, None);
    // Of chance, so that it is as large packed.
    let chance = seeded(1);
    let too_big: Vec<u8> = (0..=attachment::MOST / 8).flat_map(|_| chance().to_le_bytes()).collect();
    let full = wang.full();
    let big = format!("files/{}", hash_of(&too_big));
    for (case, bytes, key) in [
        ("cut", whole[..whole.len() - 30].to_vec(), "file-gzip"),
        ("no document", zip(&[("workbook.xml", b"<x/>")]), "file-gzip"),
        ("another document", zip(&[(bundle::DOCUMENT, b"[]")]), "file-format"),
        ("a bomb", zip(&[(bundle::DOCUMENT, &vec![b' '; 64 << 20])]), "file-ratio"),
        ("an attachment too large", zip(&[(bundle::DOCUMENT, full.as_bytes()), (&big, &too_big)]), "file-too-large"),
    ] {
        match merge(&li, &bytes) {
            Answer::Failed(said) => assert_eq!(said, key, "{case}"),
            other => panic!("{case}: {other:?}"),
        }
    }
    assert_eq!(bytes_of(&li, &dot), None);
    // Bytes that are not what their name says, and names that lead elsewhere, are left out.
    let forged = zip(&[
        (bundle::DOCUMENT, full.as_bytes()),
        (&format!("files/{}", hash_of(DOT)), b"something else"),
        ("../../etc/passwd", b"x"),
        ("files/../x", b"x"),
    ]);
    assert_eq!(merge(&li, &forged), Answer::Done);
    assert_eq!(bytes_of(&li, &dot), None);
    assert_eq!(merge(&li, &whole), Answer::Done);
    assert_eq!(bytes_of(&li, &dot).as_deref(), Some(DOT));
}

#[test]
fn where_there_is_no_room_nothing_is_attached_and_a_merge_says_so() {
    let wang = Replica::found("王芳", 1);
    let lead = wang.create("lead", &[("source", "expo".into()), ("name", "程屿".into())]);
    let open = |storage| wait(cove::app::Workspace::open(storage, Box::new(|| 3))).unwrap().expect("a workspace");
    let probe = Faulty::new(wang.storage.clone());
    drop(open(probe.clone()));
    let page = open(Faulty::new(wang.storage.clone()).failing(probe.calls(), Fault::Full));
    let refused = wait(page.attach(&lead, vec![("铭牌.png".into(), DOT.to_vec())], NOW));
    assert_eq!(refused, Err(ActFault::Store(StoreError::Full)));
    assert_eq!(page.read(|view| view.linking(ATTACHMENT.key, &lead).len()), 0);
    assert_eq!(wait(page.attached(&hash_of(DOT))), Ok(None));

    let before = wang.full();
    attach(&wang, &lead, "铭牌.png", DOT);
    let sent = bundle(&wang, None);
    let mut said = false;
    for call in 0..200 {
        let li = Replica::join(&before, "李明", 2);
        let storage = Faulty::new(li.storage.clone()).failing(call, Fault::Full);
        let mut worker = Worker::on(storage.clone());
        let steps = [Job::Read { name: "小湾.zip".into(), passphrase: None }, Job::Preview, Job::Merge(NOW.instant)];
        let answers = steps.map(|job| worker.with(job, &sent).0);
        if answers[2] == failed("attachments-not-kept") {
            // What they belong to is merged, and the same bundle once more brings them.
            said = true;
            assert_eq!(merge(&li, &sent), Answer::Done);
            assert_eq!(wait(li.workspace.attached(&hash_of(DOT))).unwrap().as_deref(), Some(DOT));
        }
        if storage.calls() <= call {
            break;
        }
    }
    assert!(said, "one of the calls is the one that keeps it");
}

#[test]
fn a_practice_copy_has_the_attachments_too() {
    let wang = Replica::found("王芳", 1);
    let lead = wang.create("lead", &[("source", "expo".into()), ("name", "程屿".into())]);
    attach(&wang, &lead, "铭牌.png", DOT);
    let mut worker = Worker::beside(&wang);
    let practise = Job::Practise { database: "copy".into(), name: "练习".into(), now: (NOW.instant, NOW.offset) };
    assert_eq!(worker.with(practise, b"").0, Answer::Done);
    let copy = wait(cove::app::Workspace::open(worker.storage("copy"), Box::new(|| 7))).unwrap().expect("a workspace");
    assert_eq!(wait(copy.attached(&hash_of(DOT))).unwrap().as_deref(), Some(DOT));
}
