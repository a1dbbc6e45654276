//! What is no good is refused, in both languages, with a sentence that says what to do; and nothing
//! that was there, or was being typed, is lost.

use crate::browser::{Browser, Person};
use crate::engine::{Need, lacks};
use crate::site::{Site, scratch};
use crate::team::Colleague;
use cove::i18n::{Lang, key};
use serde_json::{Value, json};
use std::path::PathBuf;

/// A file that a person may choose by mistake, and the message about it.
struct Bad {
    name: &'static str,
    bytes: Vec<u8>,
    message: &'static str,
}

impl Bad {
    fn new(name: &'static str, bytes: impl Into<Vec<u8>>, message: &'static str) -> Bad {
        Bad { name, bytes: bytes.into(), message }
    }

    fn save(&self) -> PathBuf {
        let path = scratch("bad").join(self.name);
        std::fs::write(&path, &self.bytes).unwrap();
        path
    }
}

/// A sound file of some workspace.
fn sound() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/exchange/01-first/a.json")).unwrap()
}

fn bad_files() -> Vec<Bad> {
    let sound = || String::from_utf8(sound()).unwrap();
    let (changed, newer) = (sound().replace("Ltd", "AG"), sound().replace("cove-exchange/1", "cove-exchange/2"));
    let sealed = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/exchange/sealed.cove")).unwrap();
    vec![
        Bad::new("empty.cove.json", "", key::FILE_JSON),
        Bad::new("notes.json", "周四上门，带样机", key::FILE_JSON),
        Bad::new("cut-off.cove.json", &sound()[..sound().len() / 2], key::FILE_JSON),
        Bad::new("package.json", r#"{"name":"left-pad","version":"1.0.0"}"#, key::FILE_FORMAT),
        Bad::new("newer.cove.json", newer, key::FILE_NEWER),
        Bad::new("changed.cove.json", changed, key::FILE_HASH),
        Bad::new("picture.json", b"\x89PNG\r\n\x1a\n\0\0", key::FILE_ENCODING),
        Bad::new("sealed.cove", sealed, key::FILE_SEALED),
    ]
}

fn bad_tables() -> Vec<Bad> {
    let wide = format!("{}\n{}\n", vec!["c"; 10_000].join(","), vec!["1"; 10_000].join(","));
    let mut cut = "姓名,公司\n王芳,杭州云隙\n李明,".as_bytes().to_vec();
    cut.extend([0xe6, 0x9d]);
    vec![
        Bad::new("empty.csv", "", "table-empty"),
        Bad::new("heading.csv", "姓名,公司\n", "table-no-rows"),
        Bad::new("wide.csv", wide, "table-too-many-columns"),
        Bad::new("cut.csv", cut, "table-encoding"),
        Bad::new("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "table-workbook"),
        Bad::new("book.xlsx", b"PK\x03\x04 a workbook", "table-damaged"),
        Bad::new("colleague.csv", sound(), "table-json"),
        Bad::new("quote.csv", "姓名,公司\n王芳,\"杭州\n李明,上海\n", "table-open-quote"),
    ]
}

impl Colleague {
    /// Waits for a message; its arguments may stand anywhere.
    async fn reads(&self, message: &str, what: &str) {
        let row = cove::i18n::text_with(self.lang, message, &[("row", 7_usize.into())]);
        for part in row.split('7') {
            self.browser
                .wait(&format!("{what}: {part}"), async || {
                    self.browser
                        .run("return document.body.innerText.includes(arguments[0])", vec![json!(part.trim())])
                        .await
                })
                .await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_file_begins_no_workspace() {
    let site = Site::start();
    for lang in Lang::ALL {
        let person = Colleague::arrive(&site, lang, Person::default()).await;
        person.browser.click("radio", &person.t(key::WELCOME_FILE)).await;
        for bad in bad_files() {
            person.browser.upload(&person.t(key::WELCOME_CHOOSE_FILE), &[&bad.save()]).await;
            person.reads(bad.message, bad.name).await;
            assert_eq!(databases(&person.browser).await, 0, "{}", bad.name);
        }
        let several = [Bad::new("a.json", sound(), ""), Bad::new("b.json", sound(), "")].map(|bad| bad.save());
        person.browser.upload(&person.t(key::WELCOME_CHOOSE_FILE), &[&several[0], &several[1]]).await;
        person.reads(key::WELCOME_ONE_FILE, "several files").await;
        person.browser.assert_accessible("a refused file").await;
        person.browser.open("").await;
        person.browser.find("radio", &person.t(key::WELCOME_EMPTY)).await;
        person.browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_files_change_nothing_and_good_ones_beside_them_are_shown() {
    let site = Site::start();
    for lang in Lang::ALL {
        let person = Colleague::arrive(&site, lang, Person::default()).await;
        person.begin("王芳", "澄海仪器").await;
        let lead = person.add_lead("程屿", "云隙传动").await;
        let file = person.export_all().await;
        let before = person.fingerprint().await;
        for bad in bad_files().into_iter().chain([Bad::new("other.cove.json", sound(), key::FILE_WORKSPACE)]) {
            person.choose(&[&bad.save()]).await;
            person.browser.sees(bad.name).await;
            person.reads(bad.message, bad.name).await;
        }
        person.browser.assert_accessible("a refused file").await;

        // Eleven files at once: the good ones come to the preview, the others are named.
        let bad: Vec<PathBuf> = bad_files().iter().map(Bad::save).collect();
        let all: Vec<_> = bad.iter().chain([&file, &file, &file]).map(PathBuf::as_path).collect();
        person.choose(&all).await;
        person.browser.sees(&person.t(key::SHARE_NOT_WRITTEN)).await;
        assert_eq!(person.figure(key::SHARE_NEW).await, "0");
        for bad in bad_files() {
            person.browser.sees(bad.name).await;
        }
        person.browser.click("button", &person.t(key::SHARE_DISCARD)).await;

        assert_eq!(person.fingerprint_after_reload().await, before);
        person.browser.go(&lead).await;
        person.browser.find("heading", "程屿").await;
        person.browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_tables_change_nothing() {
    let site = Site::start();
    for lang in Lang::ALL {
        let person = Colleague::arrive(&site, lang, Person::default()).await;
        person.begin("王芳", "澄海仪器").await;
        person.add_lead("程屿", "云隙传动").await;
        person.browser.go("#/share").await;
        let before = person.fingerprint().await;
        person.browser.go("#/import").await;
        for bad in bad_tables() {
            person.browser.upload(&person.t(key::IMPORT_CHOOSE), &[&bad.save()]).await;
            person.reads(bad.message, bad.name).await;
            person.browser.click("button", &person.t(key::IMPORT_OTHER)).await;
        }
        assert_eq!(person.fingerprint_after_reload().await, before);
        person.browser.close().await;
    }
}

/// Two tables at once: each is decided for itself. Of a ragged one the good rows arrive.
#[tokio::test(flavor = "multi_thread")]
async fn ragged_rows_are_named_and_the_rest_arrives() {
    let site = Site::start();
    for lang in Lang::ALL {
        let person = Colleague::arrive(&site, lang, Person::default()).await;
        person.begin("王芳", "澄海仪器").await;
        let table =
            "姓名,公司,电话\n高雯,苏州澜芯,13800000000\n沈亦舟,合肥初晴\n何敏,一,二,三,四\n姜予安,南京,不是电话\n";
        let (ragged, empty) = (Bad::new("名片.csv", table, "table-row-ragged"), Bad::new("空.csv", "", "table-empty"));
        person.browser.go("#/import").await;
        person.browser.upload(&person.t(key::IMPORT_CHOOSE), &[&ragged.save(), &empty.save()]).await;
        person.browser.wait("all rows are checked", async || person.figure(key::IMPORT_WRONG).await == "3").await;
        assert_eq!(person.figure(key::IMPORT_NEW).await, "1");
        person.browser.click("button", &person.t(key::IMPORT_MEND)).await;
        person.reads(ragged.message, ragged.name).await;
        person.browser.assert_accessible("rows left out").await;
        let verb = cove::i18n::text_with(lang, key::IMPORT_WRITE, &[("n", 1_usize.into())]);
        person.browser.click("button", &verb).await;
        person.browser.click("button", &person.t(key::IMPORT_NEXT_FILE)).await;
        person.reads(empty.message, empty.name).await;
        person.browser.click("button", &person.t(key::IMPORT_OTHER)).await;
        person.browser.find("button", &person.t(key::IMPORT_UNDO)).await;
        let lists = ["#/leads", "#/contacts"].map(|route| person.listed(route));
        let listed: String = futures_util::future::join_all(lists).await.concat();
        assert_eq!(listed, "1");
        person.browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_storage_the_form_of_the_first_run_is_kept() {
    let site = Site::start();
    let before = "IDBFactory.prototype.open = () => { throw new DOMException('blocked', 'SecurityError'); };";
    for lang in Lang::ALL {
        let person = Colleague::arrive(&site, lang, Person { before, ..Person::default() }).await;
        person.browser.click("radio", &person.t(key::WELCOME_EMPTY)).await;
        person.browser.fill("textbox", &person.t(key::WELCOME_WHO), "王芳").await;
        person.browser.click("button", &person.t(key::WELCOME_START)).await;
        person.reads("store-missing", "no storage").await;
        assert_eq!(value_of(&person, &person.t(key::WELCOME_WHO)).await, "王芳");
        person.browser.close().await;
    }
}

/// A disk that fills up later: the browser asks for the room only at times, so it cannot be told. As a
/// real one, it takes every write and refuses the commit.
pub(crate) const FULL_DISK: &str = "const commit = IDBTransaction.prototype.commit;
    IDBTransaction.prototype.commit = function () {
        if (!window.diskIsFull) return commit.call(this);
        Object.defineProperty(this, 'error', { value: new DOMException('', 'QuotaExceededError') });
        this.abort();
    };";

#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_nothing_is_half_written() {
    if lacks(Need::DevTools) {
        return;
    }
    let site = Site::start();
    for lang in Lang::ALL {
        let person = Colleague::arrive(&site, lang, Person { before: FULL_DISK, ..Person::default() }).await;
        room(&person.browser, Some(1)).await;
        person.browser.click("radio", &person.t(key::WELCOME_EMPTY)).await;
        person.browser.fill("textbox", &person.t(key::WELCOME_WHO), "王芳").await;
        person.browser.click("button", &person.t(key::WELCOME_START)).await;
        person.reads("store-full", "the first run").await;
        assert_eq!(value_of(&person, &person.t(key::WELCOME_WHO)).await, "王芳");
        room(&person.browser, None).await;
        person.browser.click("button", &person.t(key::WELCOME_START)).await;
        person.opened().await;
        person.add_lead("程屿", "云隙传动").await;
        person.browser.go("#/share").await;
        let before = person.fingerprint().await;

        person.fill_lead("高雯", "苏州澜芯").await;
        let _: Value = person.browser.run("window.diskIsFull = true", vec![]).await;
        person.browser.press("Mod+Enter").await;
        person.reads("store-full", "a form").await;
        assert_eq!(value_of(&person, &person.label("name")).await, "高雯");
        assert_eq!(person.fingerprint_after_reload().await, before);

        // With room again, the draft is still there and is saved.
        person.browser.go("#/leads/new").await;
        assert_eq!(value_of(&person, &person.label("name")).await, "高雯");
        person.browser.press("Mod+Enter").await;
        person.browser.find("heading", "高雯").await;
        person.browser.close().await;
    }
}

/// How much the browser lets the page store; nothing given, what the disk has.
async fn room(browser: &Browser, bytes: Option<u64>) {
    let origin: String = browser.run("return location.origin", vec![]).await;
    let params = bytes.map_or(json!({"origin": origin}), |bytes| json!({"origin": origin, "quotaSize": bytes}));
    browser.devtools("Storage.overrideQuotaForOrigin", params).await;
}

async fn value_of(person: &Colleague, label: &str) -> String {
    let field = person.browser.find("textbox", label).await;
    field.prop("value").await.unwrap().unwrap_or_default()
}

async fn databases(browser: &Browser) -> u64 {
    let count = "const done = arguments[0]; indexedDB.databases().then((all) => done(all.length));";
    let count: Value = browser.driver.execute_async(count, vec![]).await.unwrap().convert().unwrap();
    count.as_u64().unwrap()
}
