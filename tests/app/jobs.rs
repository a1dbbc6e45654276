//! Jobs on files, as the worker does them: every answer, every refusal, and what is left when the work is
//! cut off in the middle.

use crate::replica::{NOW, Replica, seeded, wait};
use cove::app::job::{Desk, Outside, Progress, Step};
use cove::app::preview::News;
use cove::app::{Answer, Brought, Job, Who, Workspace, share};
use cove::exchange::{Code, packed, sealed};
use cove::i18n::{self, Lang};
use cove::store::{Fault, Faulty, Memory, Storage, StoreError};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Databases in memory, as another tab finds them, and chance from a seed.
#[derive(Clone, Default)]
pub(crate) struct Shelf {
    databases: Rc<RefCell<BTreeMap<String, Faulty<Memory>>>>,
    drawn: Rc<Cell<u64>>,
}

impl Outside for Shelf {
    type Storage = Faulty<Memory>;
    type File = Vec<Vec<u8>>;

    async fn database(&self, name: &str) -> Result<Faulty<Memory>, StoreError> {
        let mut databases = self.databases.borrow_mut();
        Ok(databases.entry(name.to_owned()).or_insert_with(|| Faulty::new(Memory::default())).clone())
    }

    fn chance(&self) -> u64 {
        self.drawn.set(self.drawn.get() + 1);
        seeded(self.drawn.get())()
    }

    fn say(&self, lang: &str, key: &str) -> String {
        i18n::text(Lang::parse(lang).unwrap_or_default(), key)
    }
}

/// A desk, and what it told on the way.
pub(crate) struct Worker {
    desk: Desk<Shelf>,
    shelf: Shelf,
    told: Rc<RefCell<Vec<Progress>>>,
}

impl Worker {
    fn new() -> Worker {
        let shelf = Shelf::default();
        Worker { desk: Desk::new(shelf.clone()), shelf, told: Rc::default() }
    }

    /// A worker beside the page of an installation, with its workspace open.
    pub(crate) fn beside(replica: &Replica) -> Worker {
        Worker::on(Faulty::new(replica.storage.clone()))
    }

    pub(crate) fn on(storage: Faulty<Memory>) -> Worker {
        let mut worker = Worker::new();
        worker.shelf.databases.borrow_mut().insert("own".into(), storage);
        let _ = worker.run(Job::Open("own".into()), "");
        worker
    }

    pub(crate) fn with(&mut self, job: Job, bytes: &[u8]) -> (Answer, Vec<u8>) {
        // As it travels: every job and answer is a text on the wire.
        let job = serde_json::from_str(&serde_json::to_string(&job).expect("a text")).expect("the same job");
        let told = self.told.clone();
        let watch = move |progress| told.borrow_mut().push(progress);
        let (answer, file) = wait(self.desk.run(job, bytes, &watch));
        let text = serde_json::to_string(&answer).expect("a text");
        (serde_json::from_str(&text).expect("the same answer"), file.concat())
    }

    fn run(&mut self, job: Job, file: &str) -> Answer {
        self.with(job, file.as_bytes()).0
    }

    fn read(&mut self, name: &str, bytes: &[u8], passphrase: Option<&str>) -> Answer {
        self.with(Job::Read { name: name.into(), passphrase: passphrase.map(str::to_owned) }, bytes).0
    }

    fn preview(&mut self) -> Brought {
        match self.run(Job::Preview, "") {
            Answer::Preview(brought) => *brought,
            other => panic!("no preview: {other:?}"),
        }
    }

    fn export(&mut self, to: Option<u64>, passphrase: Option<&str>) -> (String, Vec<u8>) {
        let passphrase = passphrase.map(str::to_owned);
        match self.with(Job::Export { to, passphrase, now: NOW.instant }, b"") {
            (Answer::File { name, .. }, bytes) => (name, bytes),
            other => panic!("no file: {other:?}"),
        }
    }

    pub(crate) fn storage(&self, name: &str) -> Faulty<Memory> {
        self.shelf.databases.borrow()[name].clone()
    }

    /// The steps that were told of, each once, in order.
    pub(crate) fn steps(&self) -> Vec<Step> {
        let mut steps: Vec<Step> = self.told.borrow().iter().map(|progress| progress.step).collect();
        steps.dedup();
        steps
    }
}

pub(crate) fn failed(key: &str) -> Answer {
    Answer::Failed(key.to_owned())
}

/// 王芳 and 李明 of one team, each with a change the other lacks.
fn team() -> (Replica, Replica, cove::crm::Ref) {
    let wang = Replica::found("王芳", 1);
    let lead = wang.create("lead", &[("source", "expo".into()), ("name", "程屿".into()), ("company", "云隙".into())]);
    let li = Replica::join(&wang.full(), "李明", 2);
    wang.edit(&lead, "company", "云隙传动");
    li.edit(&lead, "company", "云隙精密");
    li.edit(&lead, "title", "总经理");
    (wang, li, lead)
}

#[test]
fn what_the_worker_merges_reaches_the_page_as_from_another_tab() {
    let (wang, li, lead) = team();
    let mut worker = Worker::beside(&wang);
    assert_eq!(worker.read("li.cove.json", li.full().as_bytes(), None), Answer::Done);
    let before = wait(wang.storage.revision()).unwrap();
    let brought = worker.preview();
    assert_eq!(wait(wang.storage.revision()).unwrap(), before, "a preview writes nothing");
    assert_eq!((brought.fresh, brought.conflicts, brought.created.count, brought.changed.count), (3, 1, 1, 1));
    assert_eq!(brought.created.records[0].title, "李明");
    assert_eq!((brought.changed.records[0].title.as_str(), brought.disputed.count), ("程屿", 1));
    let (name, facts) = &brought.files[0];
    let by = facts.member.as_ref().and_then(|id| brought.people.get(id));
    assert_eq!((name.as_str(), by.map(String::as_str), facts.news), ("li.cove.json", Some("李明"), News::Fresh(3)));

    let Answer::Record(fields) = worker.run(Job::Record("lead".into(), lead.id.to_string()), "") else {
        panic!("no record");
    };
    let fields: Vec<(&str, Vec<String>, Vec<String>)> =
        fields.iter().map(|change| (&*change.field, change.before.clone(), change.after.clone())).collect();
    let quoted = |words: &[&str]| words.iter().map(|word| format!("{word:?}")).collect::<Vec<_>>();
    assert_eq!(fields.len(), 2, "{fields:?}");
    assert!(fields.contains(&("title", vec![], quoted(&["总经理"]))), "{fields:?}");
    let company = fields.iter().find(|(field, ..)| *field == "company").unwrap();
    assert_eq!((company.1.clone(), company.2.len()), (quoted(&["云隙传动"]), 2));

    // The page writes meanwhile; nothing of it is lost.
    wang.edit(&lead, "note", "周四上门");
    assert_eq!(worker.run(Job::Merge(NOW.instant), ""), Answer::Done);
    assert_eq!(wang.text(&lead, "title"), "", "the page has not looked yet");
    assert!(wait(wang.workspace.refresh()).unwrap());
    assert_eq!((wang.text(&lead, "title"), wang.text(&lead, "note")), ("总经理".into(), "周四上门".into()));
    assert_eq!(wang.conflicts(), 1);
    assert_eq!(worker.steps(), [Step::Checking, Step::Comparing, Step::Merging]);
    let fingerprint = wang.fingerprint();
    assert_eq!(wang.reopen().fingerprint(), fingerprint);
}

#[test]
fn a_merge_and_a_join_tell_how_far_they_are() {
    let (wang, li, _) = team();
    let mut worker = Worker::beside(&wang);
    worker.read("a", li.full().as_bytes(), None);
    worker.preview();
    worker.told.borrow_mut().clear();
    assert_eq!(worker.run(Job::Merge(NOW.instant), ""), Answer::Done);
    let shares = |worker: &Worker| worker.told.borrow().iter().map(|told| told.share.unwrap()).collect::<Vec<f64>>();
    assert!(shares(&worker).is_sorted() && shares(&worker).len() > 3);
    worker.told.borrow_mut().clear();
    worker.run(Job::Look { passphrase: None }, &wang.full());
    worker.told.borrow_mut().clear();
    let join = Job::Join { database: "new".into(), who: Who::New("赵可".into()), now: (NOW.instant, NOW.offset) };
    assert_eq!(worker.run(join, ""), Answer::Done);
    assert!(shares(&worker).is_sorted() && shares(&worker).len() > 5);
}

#[test]
fn a_parcel_is_written_plain_and_sealed() {
    let (wang, _, lead) = team();
    let choosing = cove::app::Choosing { records: vec![lead], ..cove::app::Choosing::default() };
    let parcel = wang.workspace.parcel(&wang.workspace.chosen(&choosing), &[]);
    let mut worker = Worker::beside(&wang);
    for (request, passphrase, ending) in [
        (false, None, "-share.cove.json"),
        (true, None, "-request.cove.json"),
        (true, Some("小湾 2026"), "-request.cove"),
    ] {
        let passphrase = passphrase.map(str::to_owned);
        let job = Job::Parcel { parcel: parcel.clone(), request, passphrase: passphrase.clone(), now: NOW.instant };
        let (answer, bytes) = worker.with(job, b"");
        let Answer::File { name, changes: 3 } = answer else { panic!("no file: {answer:?}") };
        assert!(name.ends_with(ending), "{name}");
        assert_eq!(worker.read(&name, &bytes, passphrase.as_deref()), Answer::Done);
    }
}

#[test]
fn a_checkup_is_made_off_the_page() {
    let (wang, ..) = team();
    let mut worker = Worker::beside(&wang);
    match worker.run(Job::Checkup(NOW.instant), "") {
        Answer::Checkup(found) => assert!(found.readable && found.same && found.seals && found.store.is_none()),
        other => panic!("no checkup: {other:?}"),
    }
    assert_eq!(worker.steps(), [Step::Looking]);
}

#[test]
fn files_that_bring_nothing_say_why() {
    let (wang, li, lead) = team();
    let old = li.full();
    let mut worker = Worker::beside(&wang);
    for (name, file) in [("a", &old), ("b", &old)] {
        assert_eq!(worker.read(name, file.as_bytes(), None), Answer::Done);
    }
    let news = |brought: &Brought| brought.files.iter().map(|(_, facts)| facts.news).collect::<Vec<_>>();
    assert_eq!(news(&worker.preview()), [News::Fresh(3), News::Repeat]);
    // Further files come beside those that wait.
    assert_eq!(worker.read("c", wang.full().as_bytes(), None), Answer::Done);
    let brought = worker.preview();
    assert_eq!(news(&brought), [News::Fresh(3), News::Repeat, News::Nothing]);
    assert_eq!(brought.files.iter().map(|(name, _)| &**name).collect::<String>(), "abc");
    assert_eq!(worker.run(Job::Merge(NOW.instant), ""), Answer::Done);

    // A newer file of the same installation, then the old one again.
    li.edit(&lead, "title", "董事长");
    let newer = wait(li.workspace.export_full(NOW.instant + 60_000)).unwrap().text;
    assert_eq!(worker.read("d", newer.as_bytes(), None), Answer::Done);
    assert_eq!(news(&worker.preview()), [News::Fresh(1)]);
    assert_eq!(worker.run(Job::Merge(NOW.instant), ""), Answer::Done);
    assert_eq!(worker.read("a", old.as_bytes(), None), Answer::Done);
    let brought = worker.preview();
    assert_eq!(news(&brought), [News::Older]);
    assert!(brought.is_nothing());
}

#[test]
fn gaps_are_named_by_person() {
    let (wang, li, lead) = team();
    let mut worker = Worker::beside(&wang);
    assert_eq!(worker.read("first", li.full().as_bytes(), None), Answer::Done);
    worker.preview();
    assert_eq!(worker.run(Job::Merge(NOW.instant), ""), Answer::Done);
    // What 李明 wrote next went to 高雯 alone, and so is not in the file after it.
    for word in ["一", "二", "三"] {
        li.edit(&lead, "title", word);
    }
    let gao = Replica::join(&li.full(), "高雯", 3);
    li.import(&gao.full());
    li.edit(&lead, "title", "四");
    let late = li.delta_to(&gao);
    let mut other = Worker::beside(&wang);
    assert_eq!(other.read("late", late.as_bytes(), None), Answer::Done);
    let brought = other.preview();
    let account = brought.accounts.iter().find(|account| !account.gaps.is_empty());
    let who = account.and_then(|account| Some((&*brought.people[account.member.as_ref()?], account.gaps.len())));
    assert_eq!(who, Some(("李明", 1)), "{:?}", brought.accounts);
}

/// Every refusal of a file arrives as the key of its message; those of limits that take a gigabyte to reach
/// are left to the reader's own tests.
#[test]
fn every_refusal_has_its_message() {
    let (wang, li, _) = team();
    let file = li.full();
    let change = |from: &str, to: &str| signed(&file.replacen(from, to, 1));
    // A delta need not contain its heads, so that what is wrong with a change comes to light.
    let delta = file.replacen("\"kind\":\"full\"", "\"kind\":\"delta\"", 1);
    let gz = packed::gzipped(file.as_bytes());
    let passphrase = sealed::seal(file.as_bytes(), "小湾", [1; 16], &|_| ());
    let bomb = packed::gzipped(&vec![b' '; 4 << 20]);
    let kept = format!("{{\"a\":{}1{},{}", "[".repeat(70), "]".repeat(70), &file[1..]);
    let cases: Vec<(Code, Vec<u8>)> = vec![
        (Code::Ratio, bomb),
        (Code::Gzip, gz[..gz.len() - 1].to_vec()),
        (Code::Encoding, b"\xff".to_vec()),
        (Code::Json, file.as_bytes()[..file.len() / 2].to_vec()),
        (Code::DuplicateKey, file.replacen("{\"base\"", "{\"base\":{},\"base\"", 1).into_bytes()),
        (Code::Number, file.replacen("\"base\":{}", "\"base\":{\"a\":1.5}", 1).into_bytes()),
        (Code::Depth, kept.into_bytes()),
        (Code::String, file.replacen("\"base\":{}", &format!("\"base\":\"{}\"", "a".repeat(2 << 20)), 1).into_bytes()),
        (Code::Format, b"{}".to_vec()),
        (Code::Newer, file.replacen("cove-exchange/1", "cove-exchange/2", 1).into_bytes()),
        (Code::Hash, file.replacen("程屿", "程雨", 1).into_bytes()),
        (Code::Envelope, change("\"kind\":\"full\"", "\"kind\":\"half\"")),
        (Code::Change, change("\"l\":1,", "\"l\":0,")),
        (Code::Part, change("\"parts\":[]", "\"parts\":[{}]")),
        (Code::Chain, change("\"s\":1,", &format!("\"p\":\"{}\",\"s\":1,", "0".repeat(64)))),
        (Code::Limit, signed(&delta.replacen("\"set\":{", &format!("\"set\":{{{}", wide()), 1))),
        (Code::Workspace, Replica::found("赵可", 9).full().into_bytes()),
        (Code::Sealed, passphrase),
    ];
    let mut worker = Worker::beside(&wang);
    let before = wait(wang.storage.revision()).unwrap();
    for (code, bytes) in cases {
        let key = format!("file-{}", code.as_str().replace('_', "-"));
        assert_eq!(worker.read("bad", &bytes, None), failed(&key), "{code}");
        if code != Code::Workspace {
            assert_eq!(Worker::new().with(Job::Look { passphrase: None }, &bytes).0, failed(&key), "{code}");
        }
    }
    assert_eq!(worker.read("bad", b"no header", Some("小湾")), failed("file-sealed-header"));
    assert_eq!(wait(wang.storage.revision()).unwrap(), before);
    // The good one beside them still comes.
    assert_eq!(worker.read("good", file.as_bytes(), None), Answer::Done);
    assert_eq!(worker.preview().files.len(), 1);
    assert_eq!(Worker::new().run(Job::Preview, ""), failed("store-closed"), "no workspace is open");
}

/// More fields than one write may have.
fn wide() -> String {
    (0..1_001).map(|n| format!("\"f{n}\":1,")).collect()
}

/// A document with the hash of what it says.
fn signed(text: &str) -> Vec<u8> {
    use cove::ledger::{Json, hash};
    let Ok(Json::Map(mut map)) = Json::parse(text) else { panic!("no object") };
    map.remove("hash");
    let hash = hash::hex(&hash::hash(&Json::Map(map.clone()).canonical()));
    map.insert("hash".into(), Json::Str(hash));
    Json::Map(map).canonical().into_bytes()
}

#[test]
fn a_sealed_file_opens_with_its_passphrase_alone() {
    let (wang, li, lead) = team();
    let mut worker = Worker::beside(&li);
    let (name, bytes) = worker.export(None, Some("小湾 2026"));
    assert!(name.ends_with(".cove"), "{name}");
    // The key is made first, for the file goes out sealed piece by piece.
    assert_eq!(worker.steps(), [Step::Packing, Step::Sealing, Step::Packing]);
    assert_eq!(worker.shelf.drawn.get(), 2, "the salt is drawn");

    let mut other = Worker::beside(&wang);
    assert_eq!(other.read("sealed", &bytes, None), failed("file-sealed"));
    assert_eq!(other.read("sealed", &bytes, Some("小湾")), failed("file-cannot-open"));
    assert_eq!(other.read("sealed", &bytes, Some("小湾 2026")), Answer::Done);
    assert_eq!(other.preview().fresh, 3);
    assert!(other.steps().contains(&Step::Unsealing));
    assert_eq!(other.run(Job::Merge(NOW.instant), ""), Answer::Done);
    wait(wang.workspace.refresh()).unwrap();
    assert_eq!(wang.text(&lead, "title"), "总经理");

    // A delta is sealed alike, and holds less.
    let delta = other.export(Some(li.workspace.device().0), Some("小湾 2026")).1;
    let opened = sealed::open(&delta, "小湾 2026", &Default::default(), &|_| ()).unwrap();
    assert_eq!(share::read(&opened).unwrap().changes.len(), 1);
}

#[test]
fn a_newcomer_looks_and_joins() {
    let (wang, _, lead) = team();
    let mut worker = Worker::new();
    let Answer::Opened(opened) = worker.run(Job::Look { passphrase: None }, &wang.full()) else {
        panic!("not opened");
    };
    assert_eq!((opened.name.as_str(), opened.records, opened.members.len()), ("澄海仪器", 1, 1));
    assert!(worker.shelf.databases.borrow().is_empty(), "looking makes no database");
    let who = Who::New("高雯".into());
    let join = Job::Join { database: "new".into(), who, now: (NOW.instant, NOW.offset) };
    assert_eq!(worker.run(join, ""), Answer::Done);
    let storage = worker.shelf.databases.borrow()["new"].clone();
    let joined = wait(Workspace::open(storage, seeded(5))).unwrap().unwrap();
    assert_eq!(joined.read(|view| view.at(&lead).map(|lead| lead.title())).as_deref(), Some("程屿"));
    assert_eq!(joined.read(|view| view.get("member", view.me()).map(|me| me.title())).as_deref(), Some("高雯"));
}

/// A copy holds the same records, is its own workspace, and neither takes the other's files.
#[test]
fn a_practice_copy_is_a_workspace_of_its_own() {
    let (wang, _, lead) = team();
    let before = wang.fingerprint();
    let mut worker = Worker::beside(&wang);
    let practise = |database: &str| Job::Practise {
        database: database.into(),
        name: "澄海仪器（练习）".into(),
        now: (NOW.instant, NOW.offset),
    };
    assert_eq!(worker.run(practise("copy"), ""), Answer::Done);
    let storage = worker.storage("copy");
    let copy = wait(Workspace::open(storage.clone(), seeded(5))).unwrap().unwrap();
    assert!(copy.is_practice() && !wang.workspace.is_practice());
    assert_eq!(copy.read(|view| cove::crm::org::name(&view)), "澄海仪器（练习）");
    assert_eq!(copy.me(), wang.workspace.me(), "the same person works there");
    assert_eq!(
        copy.read(|view| view.at(&lead).map(|lead| lead.text("company").to_owned())).as_deref(),
        Some("云隙传动")
    );
    assert_eq!(wait(copy.colleagues()).unwrap(), [], "nobody has sent it");
    assert_eq!((wang.fingerprint(), wang.text(&lead, "company")), (before, "云隙传动".to_owned()));

    // Files of either are foreign to the other.
    let file = Worker::on(storage).export(None, None).1;
    assert_eq!(worker.read("copy.cove.json", &file, None), failed("file-workspace"));
    let mut beside = Worker::on(worker.storage("copy"));
    assert_eq!(beside.read("wang.cove.json", wang.full().as_bytes(), None), failed("file-workspace"));

    // On a disk that is full at whatever call nothing is half begun.
    let mut failures = 0;
    for call in 0.. {
        let full = Faulty::new(Memory::default()).failing(call, Fault::Full);
        worker.shelf.databases.borrow_mut().insert("full".into(), full.clone());
        let answer = worker.run(practise("full"), "");
        if full.calls() <= call {
            break;
        }
        if answer != Answer::Done {
            failures += 1;
            assert!(wait(Workspace::open(full, seeded(6))).unwrap().is_none(), "call {call}");
        }
    }
    assert!(failures >= 3, "{failures}");
}

/// Stopping the worker is the end of everything it would still do. At whatever call of the store that
/// happens, either nothing has changed or all of it has.
#[test]
fn cut_off_anywhere_nothing_is_half_merged() {
    let (mut cut, mut merged) = (0, 0);
    for fault in [Fault::Killed, Fault::KilledAfter] {
        for call in 0.. {
            let (wang, li, lead) = team();
            let before = wang.fingerprint();
            let revision = wait(wang.storage.revision()).unwrap();
            let storage = Faulty::new(wang.storage.clone());
            let mut worker = Worker::on(storage.clone());
            let opened = storage.calls();
            let storage = storage.failing(opened + call, fault);
            worker.read("li", li.full().as_bytes(), None);
            worker.run(Job::Preview, "");
            assert_eq!(wait(wang.storage.revision()).unwrap(), revision, "{fault:?} {call}: a preview writes nothing");
            let answer = worker.run(Job::Merge(NOW.instant), "");
            if storage.calls() <= opened + call {
                break;
            }
            let wang = wang.reopen();
            match wang.text(&lead, "title").as_str() {
                "" => {
                    cut += 1;
                    assert_eq!(wang.fingerprint(), before, "{fault:?} {call}");
                    assert_eq!(wait(wang.storage.revision()).unwrap(), revision, "{fault:?} {call}");
                }
                _ => {
                    merged += 1;
                    assert_eq!((wang.conflicts(), answer == failed("store-closed")), (1, false), "{fault:?} {call}");
                }
            }
        }
    }
    assert!(cut > 4 && merged > 0, "{cut} {merged}");
}

#[test]
fn a_demo_is_played_by_the_worker_and_opened_by_the_page() {
    let mut worker = Worker::new();
    let job = |database: &str| Job::Demo {
        database: database.into(),
        lang: "zh".into(),
        seed: 2026,
        now: (NOW.instant, NOW.offset),
    };
    assert_eq!(worker.run(job("demo"), ""), Answer::Done);
    let opened = wait(Workspace::open(worker.storage("demo"), seeded(4))).expect("it opens").expect("it is there");
    assert!(opened.read(|view| view.records("lead").count()) > 20);
    assert_eq!(opened.added(), [], "all of it is the story's");
    // With the disk full there is a message, and nothing is left half begun.
    let full = Faulty::new(Memory::default()).failing(1, Fault::Full);
    worker.shelf.databases.borrow_mut().insert("full".into(), full);
    assert_eq!(worker.run(job("full"), ""), Answer::Failed("store-full".into()));
    assert!(wait(Workspace::open(worker.storage("full"), seeded(5))).expect("it can be read").is_none());
}
