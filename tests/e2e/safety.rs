//! When things go wrong with what is stored: a workspace that cannot be opened gives out what can be read,
//! a backup is asked for in time, and it arrives also where the disk is full.

use crate::browser::Person;
use crate::engine::{Engine, Need, engine, lacks};
use crate::site::Site;
use crate::team::Colleague;
use cove::app::share;
use cove::crm::Book;
use cove::i18n::{Lang, key, text_with};
use serde_json::{Value, json};
use std::path::Path;

/// Changes a stored value of the workspace: `arguments` are the table, the place of the key among its
/// keys (from the end if negative), and the text to put there, nothing for torn bytes.
const SPOIL: &str = "const [table, at, text, done] = arguments;
    indexedDB.databases().then(([{ name }]) => {
        indexedDB.open(name).onsuccess = ({ target: { result: database } }) => {
            const store = database.transaction(table, 'readwrite').objectStore(table);
            store.getAllKeys().onsuccess = ({ target: { result: keys } }) => {
                const key = typeof at === 'string' ? at : keys.at(at);
                store.get(key).onsuccess = ({ target: { result: value } }) => {
                    const old = new TextDecoder().decode(value);
                    const bytes = text === null ? value.slice(0, value.length / 2)
                        : new TextEncoder().encode(old.replace(text[0], text[1]));
                    store.put(bytes, key).onsuccess = () => { database.close(); done(key); };
                };
            };
        };
    });";

impl Colleague {
    async fn spoil(&self, table: &str, at: Value, text: Value) {
        let args = vec![json!(table), at, text];
        self.browser.driver.execute_async(SPOIL, args).await.unwrap();
    }

    /// Saves what can be read of the workspace that does not open. Gives its leads' names.
    async fn rescue(&self, why: &str) -> Vec<String> {
        self.browser.reload().await;
        let title = text_with(self.lang, key::BROKEN_TITLE, &[("name", "澄海仪器".into())]);
        self.browser.find("heading", &title).await;
        self.browser.sees(&self.t(why)).await;
        self.browser.assert_accessible("a broken workspace").await;
        self.browser.click("button", &self.t(key::BROKEN_SAVE)).await;
        let file = self.browser.downloaded("-rescued.cove.json").await;
        let names = leads(&file);
        // The file opens as any other, beside the workspace that stays as it is.
        self.browser.click("button", &self.t(key::SETTINGS_ANOTHER)).await;
        self.browser.click("radio", &self.t(key::WELCOME_FILE)).await;
        self.browser.upload(&self.t(key::WELCOME_CHOOSE_FILE), &[&file]).await;
        self.browser.click("radio", "王芳").await;
        self.browser.click("button", &self.t(key::WELCOME_JOIN)).await;
        self.opened().await;
        self.browser.go("#/leads").await;
        for name in &names {
            self.browser.sees(name).await;
        }
        names
    }
}

fn leads(file: &Path) -> Vec<String> {
    let document = share::read(&std::fs::read(file).unwrap()).expect("the file is sound");
    let book = Book::new(share::look_into(&document));
    let mut names: Vec<String> = book.view("").records("lead").map(|lead| lead.title()).collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_workspace_gives_out_what_can_be_read() {
    let site = Site::start();
    // A torn chunk in the middle, one at the end, and a head of a newer version, which loses nothing.
    let cases = [
        (Lang::En, 1280, "log", json!(-2), Value::Null, "store-corrupt", vec!["何敏", "程屿"]),
        (Lang::Zh, 390, "log", json!(-1), Value::Null, "store-corrupt", vec!["程屿", "陆晚"]),
        (
            Lang::Zh,
            1280,
            "meta",
            json!("head"),
            json!(["\"v\":1", "\"v\":2"]),
            "store-newer",
            vec!["何敏", "程屿", "陆晚"],
        ),
    ];
    for (lang, width, table, at, text, why, left) in cases {
        let height = if width < 600 { 844 } else { 800 };
        let person = Colleague::arrive(&site, lang, Person { width, height, ..Person::default() }).await;
        person.begin("王芳", "澄海仪器").await;
        for name in ["程屿", "陆晚", "何敏"] {
            person.add_lead(name, "").await;
        }
        person.spoil(table, at, text).await;
        assert_eq!(person.rescue(why).await, left, "{table}");
        person.browser.close().await;
    }
}

/// A clock that can be put forward.
const CLOCK: &str = "const now = Date.now;
    Date.now = () => now() + Number(localStorage.getItem('days') ?? 0) * 86400000;";

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_asked_for_once_a_day_and_made_from_there() {
    // Days pass before the page looks.
    if lacks(Need::FirstScript) {
        return;
    }
    let site = Site::start();
    for lang in Lang::ALL {
        let person = Colleague::arrive(&site, lang, Person { before: CLOCK, ..Person::default() }).await;
        person.begin("王芳", "澄海仪器").await;
        person.add_lead("程屿", "云隙传动").await;
        person.export_all().await;
        person.add_lead("陆晚", "云隙传动").await;
        let nudge = text_with(lang, key::SAFETY_NUDGE, &[("n", 1_usize.into())]);
        let later = async |days: u32| {
            let _: Value = person.browser.run("localStorage.setItem('days', arguments[0])", vec![json!(days)]).await;
            person.browser.reload().await;
            person.opened().await;
            person.browser.settle().await;
            person
                .browser
                .run::<bool>("return document.body.innerText.includes(arguments[0])", vec![json!(nudge)])
                .await
        };
        assert!(!later(6).await, "not before a week");
        assert!(later(8).await, "after a week");
        person.browser.sees(&person.t(key::SAFETY_DUE)).await;
        person.browser.assert_accessible("a backup is due").await;
        assert!(!later(8).await, "once a day");
        assert!(later(9).await, "again on the next day");
        let messages = person.browser.find("region", &person.t(key::TOASTS_LABEL)).await;
        let button = person.browser.find_in(Some(&messages), "button", &person.t(key::SAFETY_BACKUP)).await;
        button.click().await.unwrap();
        let file = person.browser.downloaded(".cove.json").await;
        assert_eq!(leads(&file), ["程屿", "陆晚"]);
        person.browser.sees(&person.t(key::SAFETY_TODAY)).await;
        assert!(!later(10).await, "it was made");
        person.browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_arrives_also_on_a_full_disk() {
    let site = Site::start();
    for lang in Lang::ALL {
        let before = crate::bad_input::FULL_DISK;
        let person = Colleague::arrive(&site, lang, Person { before, ..Person::default() }).await;
        person.begin("王芳", "澄海仪器").await;
        person.add_lead("程屿", "云隙传动").await;
        let _: Value = person.browser.run("window.diskIsFull = true", vec![]).await;
        person.browser.click("button", &person.t(key::SAFETY_BACKUP)).await;
        let file = person.browser.downloaded(".cove.json").await;
        assert_eq!(leads(&file), ["程屿"]);
        let name = file.file_name().unwrap().to_str().unwrap();
        person.browser.sees(&text_with(lang, key::DONE_EXPORT, &[("file", name.into())])).await;
        person.browser.sees(&person.t(key::SAFETY_TODAY)).await;
        // The note was not stored, so it is asked for again rather than believed to be there.
        person.browser.reload().await;
        person.opened().await;
        person.browser.sees(&person.t(key::SAFETY_NEVER)).await;
        person.browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_day_for_the_next_contact_is_kept() {
    let site = Site::start();
    for (lang, width) in [(Lang::En, 1280), (Lang::Zh, 390)] {
        let height = if width < 600 { 844 } else { 800 };
        let person = Colleague::arrive(&site, lang, Person { width, height, ..Person::default() }).await;
        person.begin("王芳", "澄海仪器").await;
        let lead = person.add_lead("程屿", "云隙传动").await;
        if width < 600 {
            person.browser.click("button", &person.t("command-log")).await;
        }
        person.browser.click("button", &person.t(key::NEXT_OTHER)).await;
        person.browser.assert_accessible("another day").await;
        // In what order WebKitGTK takes the parts of a date is not told by the page.
        if width > 600 && engine() != Engine::WebKit {
            let focus = "document.querySelector('input[type=date]').focus()";
            let _: Value = person.browser.run(focus, vec![]).await;
            let typed = if engine() == Engine::Firefox { "2031-03-15" } else { "03152031" };
            person.browser.type_text(typed).await;
        } else {
            // A phone shows a picker of its own, which hands over the date.
            let pick = "const input = document.querySelector('input[type=date]'); input.value = '2031-03-15';
                input.dispatchEvent(new Event('input', { bubbles: true }));
                input.dispatchEvent(new Event('change', { bubbles: true }))";
            let _: Value = person.browser.run(pick, vec![]).await;
        }
        person
            .browser
            .wait("the date is there", async || {
                person.browser.run::<String>("return document.querySelector('input[type=date]').value", vec![]).await
                    == "2031-03-15"
            })
            .await;
        let words = "document.querySelector('.composer textarea').focus()";
        let _: Value = person.browser.run(words, vec![]).await;
        person.browser.type_text("明年再谈").await;
        person.browser.press("Mod+Enter").await;
        // The composer names the day as well: only the timeline shows that it was saved.
        person.browser.sees("明年再谈").await;
        let day = cove::i18n::format::date(
            lang,
            chrono::NaiveDate::from_ymd_opt(2031, 3, 15).unwrap(),
            chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(),
        );
        person.browser.sees(&day).await;
        person.browser.reload().await;
        person.browser.go(&lead).await;
        person.browser.sees("明年再谈").await;
        person.browser.sees(&day).await;
        person.browser.close().await;
    }
}

/// Who logs and goes on at once leaves the page while the store still writes.
#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_is_left_while_it_saves_takes_nothing_along() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::En, Person::default()).await;
    person.begin("Ann Lee", "Harbour Pumps").await;
    let lead = person.add_lead("Bob Stone", "Moss & Stone").await;
    let browser = &person.browser;
    browser.fill("textbox", &person.t("follow-up-content"), "Wants three pumps").await;
    let script = "[...document.querySelectorAll('.composer button')].at(-1).click(); location.hash = '#/customers'";
    browser.run::<()>(script, vec![]).await;
    browser.find("heading", &person.t("entity-customers")).await;
    person.lists("#/follow-ups", "1").await;
    browser.go(&lead).await;
    browser.sees("Wants three pumps").await;
    person.browser.close().await;
}
