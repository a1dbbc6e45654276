//! Care for one's data: the checkup of an installation, a part for somebody, a request and its answer, files
//! from wherever they are dropped.

use crate::browser::Person;
use crate::engine::{Need, lacks};
use crate::site::{Site, folder};
use crate::team::Colleague;
use crate::wizard::hand_over;
use cove::app::share;
use cove::crm::Book;
use cove::i18n::{Lang, key, text_with};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A browser that keeps no promises: no storage manager, and no service worker.
const BARE: &str = "for (const name of ['storage', 'serviceWorker'])
    Object.defineProperty(Navigator.prototype, name, { value: undefined });";

/// One that is nearly full, and that keeps the data when it is asked.
const FULL: &str = "navigator.storage.estimate = async () => ({ usage: 81e6, quota: 100e6 });
    let kept = false;
    navigator.storage.persisted = async () => kept;
    navigator.storage.persist = async () => (kept = true);";

/// A clock that can be put forward.
const CLOCK: &str = "const now = Date.now;
    Date.now = () => now() + Number(localStorage.getItem('days') ?? 0) * 86400000;";

impl Colleague {
    /// Opens the checkup and waits until it has looked at everything.
    async fn check_up(&self) {
        self.browser.go("#/checkup").await;
        self.browser.sees(&self.t(key::CHECKUP_SEALS)).await;
        self.browser
            .wait("it has looked at everything", async || self.browser.all("progressbar").await.is_empty())
            .await;
    }

    /// How a line of the checkup stands: the word for tests.
    async fn verdict(&self, name: &str) -> String {
        let script = "return [...document.querySelectorAll('.checkup-line')]
            .find((line) => line.querySelector('.checkup-name').innerText === arguments[0])?.dataset.verdict ?? ''";
        self.browser.run(script, vec![json!(self.t(name))]).await
    }

    async fn assert_verdicts(&self, expect: &[(&str, &str)]) {
        for (name, verdict) in expect {
            assert_eq!(self.verdict(name).await, *verdict, "{name}");
        }
    }

    /// The device of this installation, from the checkup.
    pub(crate) async fn device(&self) -> String {
        self.check_up().await;
        let script = "return [...document.querySelectorAll('.checkup-line')]
            .find((line) => line.querySelector('.checkup-name').innerText === arguments[0])
            .querySelector('.checkup-value').innerText";
        self.browser.run(script, vec![json!(self.t(key::CHECKUP_DEVICE))]).await
    }

    /// Takes a file that was handed out to a place of its own.
    pub(crate) async fn take(&self, ending: &str) -> PathBuf {
        let file = self.browser.downloaded(ending).await;
        let own = crate::site::scratch("taken").join(file.file_name().unwrap());
        std::fs::rename(file, &own).unwrap();
        own
    }

    pub(crate) async fn merge_any(&self) {
        self.browser.sees(&self.t(key::SHARE_NOT_WRITTEN)).await;
        let verb = text_with(self.lang, key::SHARE_MERGE, &[("n", 2_usize.into())]);
        self.browser.click("button", verb.split('2').next().unwrap()).await;
        self.browser.find("region", &self.t(key::MERGED_TITLE)).await;
    }

    /// Runs a command from the palette.
    pub(crate) async fn command(&self, label: &str) {
        let label = self.t(label);
        self.browser.press("Mod+k").await;
        let open = "return document.activeElement.matches('dialog[open] [role=combobox]')";
        self.browser.wait("the palette opens", async || self.browser.run(open, vec![]).await).await;
        self.browser.type_text(&format!(">{label}")).await;
        let chosen =
            "return document.querySelector('dialog[open] [aria-selected=true]')?.innerText.includes(arguments[0])";
        let chosen = async || self.browser.run::<Option<bool>>(chosen, vec![json!(label)]).await == Some(true);
        self.browser.wait("the command is chosen", chosen).await;
        self.browser.press("Enter").await;
    }

    pub(crate) async fn reload(&self) {
        self.browser.reload().await;
        self.opened().await;
    }
}

/// P12, P14, P15: the checkup reads a release at two mounts, in browsers that have everything, little, and
/// no room.
#[tokio::test(flavor = "multi_thread")]
async fn the_checkup_says_how_this_installation_stands() {
    if lacks(Need::DevTools) {
        return;
    }
    let well = [
        (key::CHECKUP_VERSION, "told"),
        (key::CHECKUP_SECURE, "pass"),
        (key::CHECKUP_POLICY, "pass"),
        (key::CHECKUP_MARKUP, "pass"),
        (key::CHECKUP_INTEGRITY, "pass"),
        (key::CHECKUP_STORE, "pass"),
        (key::CHECKUP_READABLE, "pass"),
        (key::CHECKUP_SAME, "pass"),
        (key::CHECKUP_SEALS, "pass"),
        (key::CHECKUP_CONFLICTS, "pass"),
        (key::CHECKUP_AHEAD, "pass"),
    ];
    let plain = [(key::CHECKUP_ORIGIN, "pass"), (key::CHECKUP_OFFLINE, "pass"), (key::CHECKUP_ROOM, "pass")];
    let bare = [
        (key::CHECKUP_ORIGIN, "warn"),
        (key::CHECKUP_OFFLINE, "absent"),
        (key::CHECKUP_ROOM, "absent"),
        (key::CHECKUP_PERSISTED, "absent"),
    ];
    let full = [(key::CHECKUP_ORIGIN, "warn"), (key::CHECKUP_ROOM, "warn"), (key::CHECKUP_PERSISTED, "warn")];
    for (lang, width, mount, before, expect) in [
        (Lang::En, 1280, "/", "", &plain[..]),
        (Lang::Zh, 390, "/crm/", BARE, &bare[..]),
        (Lang::Zh, 1280, "/a/b/crm/", FULL, &full[..]),
    ] {
        let site = Site::start_with(&folder(), &["--mount", mount]);
        let height = if width < 600 { 844 } else { 800 };
        let person = Colleague::arrive(&site, lang, Person { width, height, before, ..Person::default() }).await;
        person.begin("王芳", "澄海仪器").await;
        person.add_lead("程屿", "云隙传动").await;
        if before != BARE {
            crate::offline::kept(&person.browser).await;
        }
        person.check_up().await;
        person.assert_verdicts(&well).await;
        person.assert_verdicts(expect).await;
        person.browser.assert_accessible("the checkup").await;
        if before == FULL {
            person.browser.click("button", &person.t(key::CHECKUP_PERSIST)).await;
            person.browser.sees(&person.t(key::CHECKUP_KEPT)).await;
            assert_eq!(person.verdict(key::CHECKUP_PERSISTED).await, "pass");
        }
        if width > 600 {
            let grant = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
            person.browser.devtools("Browser.grantPermissions", grant).await;
            person.browser.click("button", &person.t(key::CHECKUP_COPY)).await;
            person.browser.sees(&person.t(key::CHECKUP_COPIED)).await;
            let read = "const done = arguments[0]; navigator.clipboard.readText().then(done, done)";
            let copied: String = person.browser.driver.execute_async(read, vec![]).await.unwrap().convert().unwrap();
            for line in [key::CHECKUP_POLICY, key::CHECKUP_DEVICE, key::CHECKUP_SEALS] {
                assert!(copied.contains(&person.t(line)), "{copied}");
            }
        }
        person.browser.close().await;
    }
}

/// The checkup finds a page whose policy a host has dropped, and damage in the store.
#[tokio::test(flavor = "multi_thread")]
async fn the_checkup_finds_what_is_wrong() {
    if lacks(Need::DevTools) {
        return;
    }
    let site = Site::start();
    // The policy is asked for by header and by the page; what the browser enforces is what counts.
    for lang in Lang::ALL {
        let person = Colleague::arrive(&site, lang, Person { before: CLOCK, ..Person::default() }).await;
        person.browser.devtools("Page.setBypassCSP", json!({"enabled": true})).await;
        person.browser.open("").await;
        person.begin("王芳", "澄海仪器").await;
        let days = async |days: u32| {
            let _: Value = person.browser.run("localStorage.setItem('days', arguments[0])", vec![json!(days)]).await;
            person.reload().await;
        };
        days(3).await;
        let lead = person.add_lead("程屿", "云隙传动").await;
        person.edit("title", "总经理").await;
        days(0).await;
        person.check_up().await;
        person.assert_verdicts(&[(key::CHECKUP_POLICY, "fail"), (key::CHECKUP_MARKUP, "warn")]).await;
        person.assert_verdicts(&[(key::CHECKUP_AHEAD, "warn"), (key::CHECKUP_SAME, "pass")]).await;
        person.browser.assert_accessible("a checkup with complaints").await;

        // What a clock ahead has made is shown, and said wherever it stands.
        person.browser.click("link", &person.t(key::CHECKUP_AHEAD_SHOW)).await;
        person.browser.find("heading", &person.t(key::HISTORY_TITLE)).await;
        person.browser.sees(&person.t(key::HISTORY_AHEAD)).await;
        person.browser.assert_accessible("a history with a wrong clock").await;
        person.browser.go(&lead).await;
        person.browser.sees(&person.t(key::HISTORY_AHEAD)).await;
        person.browser.assert_accessible("a timeline with a wrong clock").await;
        // Without a policy Chromium has nothing to refuse; what it says of that is no complaint of the story.
        person.browser.close_anyway().await;
    }
}

fn read(file: &Path) -> (String, Book) {
    let bytes = std::fs::read(file).unwrap();
    let document = share::read(&bytes).expect("the file is sound");
    (String::from_utf8(bytes).unwrap(), Book::new(share::look_into(&document)))
}

/// F128, F129, section 8: a rep asks for two leads of a list, without a field of theirs; the clerk accepts; and
/// the answer reaches the rep as a file.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_goes_to_the_clerk_and_its_answer_comes_back() {
    let site = Site::start();
    for (lang, other) in [(Lang::Zh, Lang::En), (Lang::En, Lang::Zh)] {
        let clerk = Colleague::arrive(&site, lang, Person::default()).await;
        clerk.begin("赵可", "澄海仪器").await;
        let rep = Colleague::arrive(&site, other, Person::default()).await;
        rep.join(&clerk.export_all().await, "李明").await;
        for name in ["程屿", "陆晚", "何敏"] {
            rep.add_lead(name, "云隙传动").await;
        }
        rep.edit("title", "底价 90 万").await;

        // Two of the three, by the list.
        rep.browser.go("#/leads").await;
        rep.browser.sees("何敏").await;
        let tick = "[...document.querySelectorAll('[role=row]')].filter((row) => /陆晚|何敏/.test(row.innerText))
            .forEach((row) => row.querySelector('input[type=checkbox]').click())";
        let _: Value = rep.browser.run(tick, vec![]).await;
        rep.browser.click("button", &rep.t(key::BULK_MORE)).await;
        rep.browser.click("menuitem", &rep.t(key::PARCEL_OPEN)).await;
        rep.browser.find("heading", &rep.t(key::PARCEL_TITLE)).await;
        rep.browser.sees(&text_with(other, key::PARCEL_PICKED, &[("n", 2_usize.into())])).await;
        rep.browser.click("switch", &rep.t(key::PARCEL_SOME)).await;
        rep.browser.click("checkbox", &rep.label("title")).await;
        rep.browser.click("radio", &rep.t(key::FILE_KIND_REQUEST)).await;
        rep.browser.assert_accessible("a part for somebody").await;
        rep.browser.click("button", &rep.t(key::PARCEL_MAKE)).await;
        let file = rep.take("-request.cove.json").await;
        let (text, book) = read(&file);
        let leads: Vec<String> = book.view("").records("lead").map(|lead| lead.title()).collect();
        assert_eq!(leads.len(), 2);
        assert!(!text.contains("程屿") && !text.contains("底价"), "something leaks");

        clerk.choose(&[&file]).await;
        clerk.browser.find("heading", &text_with(lang, key::REQUEST_OF, &[("name", "李明".into())])).await;
        clerk.browser.sees(&clerk.t(key::SHARE_IS_REQUEST)).await;
        clerk.browser.assert_accessible("the preview of a request").await;
        clerk.merge_any().await;
        clerk.browser.find("region", &clerk.t(key::REQUESTS_TITLE)).await;
        clerk.browser.sees("何敏").await;
        clerk.browser.assert_accessible("a request that waits").await;
        clerk.browser.click("button", &clerk.t(key::REQUEST_ACCEPT)).await;
        clerk
            .browser
            .wait("it is answered", async || {
                !clerk.browser.all("region").await.iter().any(|(_, name)| *name == clerk.t(key::REQUESTS_TITLE))
            })
            .await;
        clerk.lists("#/leads", "2").await;
        clerk.browser.go("#/history").await;
        clerk.browser.sees(&clerk.t(key::WHY_ACCEPT)).await;

        // The answer, and then everything: both have the same.
        rep.choose(&[&clerk.export_all().await]).await;
        rep.merge_any().await;
        clerk.choose(&[&rep.export_all().await]).await;
        clerk.merge_any().await;
        clerk.lists("#/leads", "3").await;
        rep.choose(&[&clerk.export_all().await]).await;
        rep.browser.go("#/share").await;
        assert_eq!(clerk.fingerprint_after_reload().await, rep.fingerprint_after_reload().await);
        clerk.browser.close().await;
        rep.browser.close().await;
    }
}

/// F128: the clerk declines for a reason; nothing of the request is left, and who asked reads why.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_declined_for_a_reason() {
    let site = Site::start();
    for (lang, width) in [(Lang::Zh, 1280), (Lang::En, 390)] {
        let height = if width < 600 { 844 } else { 800 };
        let clerk = Colleague::arrive(&site, lang, Person { width, height, ..Person::default() }).await;
        clerk.begin("赵可", "澄海仪器").await;
        let rep = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
        rep.join(&clerk.export_all().await, "李明").await;
        rep.add_lead("程屿", "云隙传动").await;
        rep.command(key::PARCEL_OPEN).await;
        rep.browser.find("heading", &rep.t(key::PARCEL_TITLE)).await;
        rep.browser.click("radio", &rep.t(key::FILE_KIND_REQUEST)).await;
        rep.browser.click("button", &rep.t(key::PARCEL_MAKE)).await;
        clerk.choose(&[&rep.take("-request.cove.json").await]).await;
        clerk.merge_any().await;
        clerk.browser.find("region", &clerk.t(key::REQUESTS_TITLE)).await;
        clerk.browser.go("#/leads").await;
        clerk.browser.sees("程屿").await;

        clerk.browser.go("#/share").await;
        clerk.browser.click("button", &clerk.t(key::REQUEST_DECLINE)).await;
        let title = text_with(lang, key::REQUEST_DECLINE_OF, &[("name", "李明".into())]);
        let dialog = clerk.browser.find("dialog", &title).await;
        clerk.browser.assert_accessible("the reason of declining").await;
        clerk.browser.fill("textbox", &clerk.t(key::REQUEST_REASON), "已有人跟进").await;
        let decline = clerk.browser.find_in(Some(&dialog), "button", &clerk.t(key::REQUEST_DECLINE)).await;
        decline.click().await.unwrap();
        clerk
            .browser
            .wait("it is answered", async || {
                !clerk.browser.all("region").await.iter().any(|(_, name)| *name == clerk.t(key::REQUESTS_TITLE))
            })
            .await;
        let gone = async |person: &Colleague| {
            person.browser.wait("the lead is gone", async || person.listed("#/leads").await.is_empty()).await;
        };
        gone(&clerk).await;
        rep.choose(&[&clerk.export_all().await]).await;
        rep.merge_any().await;
        gone(&rep).await;
        for person in [&clerk, &rep] {
            person.browser.go("#/history").await;
            person.browser.sees(&person.t(key::WHY_DECLINE)).await;
            person.browser.sees(&text_with(person.lang, key::HISTORY_REASON, &[("reason", "已有人跟进".into())])).await;
        }
        clerk.browser.close().await;
        rep.browser.close().await;
    }
}

/// All of one person's records, and one record with what belongs to it, by keyboard and by its page's menu.
#[tokio::test(flavor = "multi_thread")]
async fn a_record_and_a_persons_records_are_shared() {
    let site = Site::start();
    let wang = Colleague::arrive(&site, Lang::Zh, Person { width: 390, height: 844, ..Person::default() }).await;
    wang.begin("王芳", "澄海仪器").await;
    wang.add_lead("程屿", "云隙传动").await;
    wang.add_lead("陆晚", "苏州澜芯").await;
    wang.reload().await;
    wang.browser.click("button", &wang.t(key::RECORD_MORE)).await;
    wang.browser.click("menuitem", &wang.t(key::PARCEL_OPEN)).await;
    wang.browser.find("heading", &wang.t(key::PARCEL_TITLE)).await;
    wang.browser.assert_accessible("one record").await;
    wang.browser.click("button", &wang.t(key::PARCEL_MAKE)).await;
    let (text, _) = read(&wang.take("-share.cove.json").await);
    assert!(text.contains("陆晚") && !text.contains("程屿"));
    // Nothing was picked: the page asks whose records.
    wang.reload().await;
    wang.browser.go("#/parcel").await;
    wang.browser.sees(&wang.t(key::PARCEL_NONE)).await;
    wang.browser.assert_accessible("nothing chosen").await;
    let choice = wang.browser.find("combobox", &wang.t(key::PARCEL_RECORDS)).await;
    let all = text_with(Lang::Zh, key::PARCEL_OF, &[("name", "王芳".into())]);
    wang.browser.pick(&choice, &all).await;
    wang.browser.click("button", &wang.t(key::PARCEL_MAKE)).await;
    let (text, book) = read(&wang.take("-share.cove.json").await);
    assert!(text.contains("陆晚") && text.contains("程屿"));
    assert_eq!(book.view("").records("lead").count(), 2);
    wang.browser.close().await;
}

/// Wherever a file is dropped or pasted, the share page says what it would bring.
#[tokio::test(flavor = "multi_thread")]
async fn files_are_taken_on_every_page() {
    let site = Site::start();
    let wang = Colleague::arrive(&site, Lang::En, Person::default()).await;
    wang.begin("王芳", "澄海仪器").await;
    wang.add_lead("程屿", "云隙传动").await;
    let text = std::fs::read_to_string(wang.export_all().await).unwrap();
    for (route, kind, name) in [
        ("#/leads", "drop", "team.cove.json"),
        ("#/import", "drop", "team.cove.json"),
        ("#/history", "paste", ""),
        ("#/", "paste", "team.cove.json"),
        ("#/share", "drop", "team.cove.json"),
    ] {
        wang.browser.go(route).await;
        hand_over(&wang.browser, "main", kind, &text, name).await;
        wang.browser.sees(&wang.t(key::SHARE_NOT_WRITTEN)).await;
        assert_eq!(wang.browser.hash().await, "#/share", "{kind} on {route}");
        wang.browser.click("button", &wang.t(key::SHARE_DISCARD)).await;
    }
    // Other words are no file of ours, and a table dropped where tables are read is none either.
    wang.browser.go("#/leads").await;
    hand_over(&wang.browser, "main", "paste", "{\"a\": 1}", "").await;
    wang.browser.go("#/import").await;
    hand_over(&wang.browser, "main h1", "drop", "name\n程屿\n", "leads.csv").await;
    wang.browser.settle().await;
    assert_eq!(wang.browser.hash().await, "#/import");
    wang.browser.close().await;
}

/// A line of the history opens by keyboard, and one sees where one is.
#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_the_history_opens_by_keyboard() {
    let site = Site::start();
    let person = Person { before: crate::keyboard::NO_MOUSE, ..Person::default() };
    let browser = crate::browser::Browser::start_as(&site, person).await;
    browser.enter_demo().await;
    browser.go("#/history").await;
    browser.tab_to("button: 1").await;
    let ring = "const style = getComputedStyle(document.activeElement);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2";
    browser.wait("the focus is to be seen", async || browser.run(ring, vec![]).await).await;
    browser.press("Enter").await;
    browser.find("dialog", "").await;
    browser.sees(&cove::i18n::text(Lang::En, key::HISTORY_BACK)).await;
    browser.press("Escape").await;
    browser.wait("it closes", async || browser.all("dialog").await.is_empty()).await;
    browser.focused("button: ").await;
    browser.close().await;
}
