//! Files in and out by way of the worker: sealed, several at once, pasted, dropped; stopped in the middle;
//! and what the page says where the worker is missing.

use crate::browser::{Browser, Person};
use crate::site::{Site, folder, scratch};
use crate::start::{copy_of_release, copy_with_flipped_byte};
use crate::team::Colleague;
use cove::app::workspace::Chance;
use cove::app::{Who, Workspace, share};
use cove::crm::{Edits, Now};
use cove::i18n::{Lang, key, text_with};
use cove::store::Memory;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

impl Colleague {
    /// Hands out everything, or what somebody lacks, sealed.
    async fn export_sealed(&self, button: &str, passphrase: &str) -> PathBuf {
        self.browser.go("#/share").await;
        self.browser.click("switch", &self.t(key::PROTECT)).await;
        self.browser.fill("textbox", &self.t(key::PROTECT_PASSPHRASE), passphrase).await;
        // Typed once only: a slip would go unnoticed, so no file is handed out yet.
        self.browser.click("button", button).await;
        self.browser.sees(&self.t(key::PROTECT_DIFFERS)).await;
        self.browser.assert_accessible("a passphrase to repeat").await;
        self.browser.fill("textbox", &self.t(key::PROTECT_AGAIN), passphrase).await;
        self.browser.click("button", button).await;
        let file = self.browser.downloaded(".cove").await;
        let own = scratch("sealed").join(file.file_name().unwrap());
        std::fs::rename(file, &own).unwrap();
        own
    }

    /// Waits for the question of a sealed file and answers it.
    async fn unseal(&self, label: &str, passphrase: &str) {
        self.browser.fill("textbox", label, passphrase).await;
        self.browser.click("button", &self.t(key::SHARE_UNSEAL)).await;
    }

    /// Waits for a preview.
    async fn previews(&self) {
        self.browser.sees(&self.t(key::SHARE_NOT_WRITTEN)).await;
    }
}

/// Makes a copy, a paste or a drop, as the browser does, and gives the text that it carries afterwards. `arguments`:
/// where (a selector, or nothing for the focus), what, text, name of a file (or nothing for the text itself).
const HAND_OVER: &str = "
    const [where, kind, text, name] = arguments;
    const data = new DataTransfer();
    if (name) data.items.add(new File([text], name)); else data.setData('text/plain', text);
    const options = { bubbles: true, cancelable: true };
    const event = kind === 'drop'
        ? new DragEvent(kind, { ...options, dataTransfer: data })
        : new ClipboardEvent(kind, { ...options, clipboardData: data });
    // Firefox leaves what a script gives to such an event away.
    if (kind !== 'drop') Object.defineProperty(event, 'clipboardData', { value: data });
    (where ? document.querySelector(where) : document.activeElement).dispatchEvent(event);
    return name ? '' : data.getData('text/plain');";

pub(crate) async fn hand_over(browser: &Browser, place: &str, kind: &str, text: &str, name: &str) -> String {
    browser.run(HAND_OVER, vec![json!(place), json!(kind), json!(text), json!(name)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn sealed_files_go_round_a_team() {
    let site = Site::start_with(&folder(), &["--mount", "/crm/"]);
    let wang = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    wang.begin("王芳", "澄海仪器").await;
    let lead = wang.add_lead("程屿", "云隙传动").await;
    let sealed = wang.export_sealed(&wang.t(key::SHARE_EXPORT_ALL), "小湾 2026").await;
    assert_opens_elsewhere(&sealed, "小湾 2026");

    // Somebody new needs the passphrase, and gets as many tries as it takes.
    let li = Colleague::arrive(&site, Lang::En, Person::default()).await;
    li.browser.click("radio", &li.t(key::WELCOME_FILE)).await;
    li.browser.upload(&li.t(key::WELCOME_CHOOSE_FILE), &[&sealed]).await;
    li.browser.sees(&li.t(key::FILE_SEALED)).await;
    let label = li.t(key::PROTECT_PASSPHRASE);
    li.unseal(&label, "小湾 2025").await;
    li.browser.sees(&li.t(key::FILE_CANNOT_OPEN)).await;
    li.browser.assert_accessible("a wrong passphrase").await;
    li.unseal(&label, "小湾 2026").await;
    li.browser.click("radio", &li.t(key::WELCOME_SOMEBODY_NEW)).await;
    li.browser.fill("textbox", &li.t(key::WELCOME_WHO), "李明").await;
    li.browser.click("button", &li.t(key::WELCOME_JOIN)).await;
    li.opened().await;
    li.browser.go(&lead).await;
    li.edit("title", "总经理").await;

    // Back to the first, who has the whole of it before and after, field by field.
    let sealed = li.export_sealed(&li.t(key::SHARE_EXPORT_ALL), "another one").await;
    let label = text_with(Lang::Zh, key::SHARE_PASSPHRASE_OF, &[("file", file_name(&sealed).into())]);
    wang.choose(&[&sealed]).await;
    wang.unseal(&label, "小湾 2026").await;
    wang.browser.sees(&wang.t(key::FILE_CANNOT_OPEN)).await;
    wang.browser.assert_accessible("a sealed file").await;
    wang.unseal(&label, "another one").await;
    wang.previews().await;
    wang.browser.click("button", "程屿").await;
    let detail = wang.browser.find("region", "程屿").await;
    wang.browser
        .wait("the field is shown", async || detail.text().await.is_ok_and(|text| text.contains("总经理")))
        .await;
    wang.browser.assert_accessible("the preview of a record").await;
    let verb = text_with(Lang::Zh, key::SHARE_MERGE, &[("n", 2_usize.into())]);
    wang.browser.click("button", &verb).await;
    wang.browser.find("region", &wang.t(key::MERGED_TITLE)).await;
    wang.browser.assert_accessible("what was merged").await;
    wang.browser.wait("both have the same", async || wang.fingerprint().await == li.fingerprint().await).await;
    assert_eq!(wang.fingerprint_after_reload().await, li.fingerprint_after_reload().await);
    wang.browser.close().await;
    li.browser.close().await;
}

/// `cove-file` and a script of another language read the same document out of it.
fn assert_opens_elsewhere(sealed: &Path, passphrase: &str) {
    let folder = scratch("opened");
    let (secret, opened) = (folder.join("passphrase"), folder.join("opened.json"));
    std::fs::write(&secret, passphrase).unwrap();
    let mut tool = Command::new(env!("CARGO_BIN_EXE_cove-file"));
    tool.arg("open").arg(sealed).arg("-o").arg(&opened).arg("--passphrase-file").arg(&secret);
    assert!(tool.output().unwrap().status.success());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/open_sealed.mjs");
    let output = Command::new("node").arg(script).arg(sealed).arg(passphrase).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout == std::fs::read(&opened).unwrap());
    assert!(share::read(&output.stdout).is_ok());
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn files_come_by_paste_and_drop_and_say_what_is_new() {
    let site = Site::start_with(&folder(), &["--no-header-csp"]);
    for lang in Lang::ALL {
        let person = Colleague::arrive(&site, lang, Person::default()).await;
        person.begin("王芳", "澄海仪器").await;
        let lead = person.add_lead("程屿", "云隙传动").await;
        let file = person.export_all().await;
        let text = std::fs::read_to_string(&file).unwrap();
        let colleague = joined(&text, 1);
        person.browser.go("#/share").await;
        let before = person.fingerprint().await;

        // What is pasted into a field is the field's own.
        person.browser.click("switch", &person.t(key::PROTECT)).await;
        person.browser.find("textbox", &person.t(key::PROTECT_AGAIN)).await;
        for place in ["input[type=password]", "input[role=switch]"] {
            hand_over(&person.browser, place, "paste", &text, "").await;
        }
        person.previews().await;
        person.browser.wait("it is read", async || person.browser.all("progressbar").await.is_empty()).await;
        let files: usize =
            person.browser.run("return document.querySelectorAll('.brought-files > li').length", vec![]).await;
        assert_eq!(files, 1);
        person.browser.sees(&person.t(key::SHARE_PASTED)).await;
        person.browser.sees(&person.t(key::SHARE_NEWS_NOTHING)).await;
        person.browser.find("button", &person.t(key::SHARE_MERGE_NOTHING)).await;

        // More files come beside those that wait: one twice, and one broken.
        for (name, text) in [("li.cove.json", &*colleague), ("li-again.cove.json", &*colleague), ("cut.json", "{\"a")] {
            hand_over(&person.browser, ".share-main", "drop", text, name).await;
            person.browser.sees(name).await;
            person.browser.wait("it is read", async || person.browser.all("progressbar").await.is_empty()).await;
        }
        person.browser.sees(&person.t(key::FILE_JSON)).await;
        person.browser.sees(&person.t(key::SHARE_NEWS_REPEAT)).await;
        assert_eq!(person.figure(key::SHARE_NEW).await, "2");
        person.browser.assert_accessible("several files").await;
        assert_eq!(person.fingerprint().await, before);
        person.browser.click("button", &person.t(key::SHARE_DISCARD)).await;
        assert_eq!(person.fingerprint_after_reload().await, before);
        person.browser.go(&lead).await;
        person.browser.find("heading", "程屿").await;
        person.browser.close().await;
    }
}

/// Thousands of records stay a list one can scroll; stopping in the middle leaves everything as it was.
#[tokio::test(flavor = "multi_thread")]
async fn a_big_file_can_be_stopped_and_looked_through() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::En, Person::default()).await;
    person.begin("王芳", "澄海仪器").await;
    person.add_lead("程屿", "云隙传动").await;
    let file = person.export_all().await;
    let big = scratch("big").join("big.cove.json");
    std::fs::write(&big, joined(&std::fs::read_to_string(&file).unwrap(), 30_000)).unwrap();
    person.browser.go("#/share").await;
    let before = person.fingerprint().await;

    person.choose(&[&big]).await;
    let cancel = person.t(key::SHARE_CANCEL);
    person
        .browser
        .wait("the work is under way", async || {
            let bars = person.browser.all("progressbar").await;
            let done = match bars.first() {
                Some((bar, _)) => bar.attr("aria-valuenow").await.ok().flatten(),
                None => None,
            };
            done.is_some_and(|done| done != "0")
        })
        .await;
    person.browser.click("button", &cancel).await;
    person.browser.sees(&person.t(key::SHARE_CANCELLED)).await;
    assert!(person.browser.all("progressbar").await.is_empty());
    assert_eq!(person.fingerprint_after_reload().await, before);

    person.choose(&[&big]).await;
    person.previews().await;
    assert_eq!(person.figure(key::SHARE_NEW).await, "30001");
    let list = person.browser.find("list", &person.t(key::SHARE_RECORDS)).await;
    let rows = person.browser.all_in(Some(&list), "listitem").await.len();
    assert!((1..=60).contains(&rows), "{rows} rows are drawn");
    person.browser.click("button", &person.t(key::SHARE_DISCARD)).await;
    assert_eq!(person.fingerprint_after_reload().await, before);
    person.browser.close().await;
}

/// A full file of somebody who joined by this one and wrote so many leads.
fn joined(file: &str, leads: usize) -> String {
    let now = Now { instant: 1_795_488_120_000, offset: 480 };
    let state = std::cell::Cell::new(7_u64);
    let chance: Chance = Box::new(move || {
        state.set(state.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
        state.get()
    });
    let document = share::read(file.as_bytes()).unwrap();
    let made = async {
        let who = Who::New("李明".into());
        let workspace = Workspace::join(Memory::default(), document, who, now, chance).await.unwrap();
        let make = |_: &cove::crm::View<'_>| {
            let mut edits = Edits::new();
            for number in 0..leads {
                let id = edits.create();
                edits.set("lead", &id, "name", format!("线索 {number}"));
                edits.set("lead", &id, "note", "周四上门，带样机。".repeat(20));
            }
            Ok(edits)
        };
        workspace.act(now, "create", make).await.unwrap();
        workspace.export_full(now.instant).await.unwrap().text
    };
    futures_util::future::FutureExt::now_or_never(made).expect("memory never makes anybody wait")
}

/// A worker that cannot be loaded, or is not the one that was published, is named with what to do; the rest
/// of the page goes on, and a backup can be had all the same.
#[tokio::test(flavor = "multi_thread")]
async fn without_its_worker_the_page_says_so_and_goes_on() {
    for (lang, folder) in [(Lang::En, without_worker()), (Lang::Zh, copy_with_flipped_byte("worker_bg-"))] {
        let site = Site::start_with(&folder, &[]);
        let person = Colleague::arrive(&site, lang, Person::default()).await;
        person.begin("王芳", "澄海仪器").await;
        person.add_lead("程屿", "云隙传动").await;
        let file = person.export_all().await;
        assert!(share::read(&std::fs::read(&file).unwrap()).is_ok());
        let before = person.fingerprint().await;
        person.choose(&[&file]).await;
        person.browser.sees(&person.t(key::WORKER_FAILED)).await;
        person.browser.assert_accessible("a worker that failed").await;
        person.add_lead("高雯", "苏州澜芯").await;
        person.browser.go("#/share").await;
        assert_ne!(person.fingerprint_after_reload().await, before);
        // The browser has told its console too.
        person.browser.close_anyway().await;
    }
}

/// A release that lacks the worker's own script.
fn without_worker() -> PathBuf {
    let target = copy_of_release();
    for entry in std::fs::read_dir(&target).unwrap() {
        let path = entry.unwrap().path();
        if file_name(&path).starts_with("work-") {
            std::fs::remove_file(path).unwrap();
        }
    }
    target
}
