//! Workspaces beside one's own: the demo behind a link, a practice copy, and a window that keeps nothing.

use crate::browser::{Browser, Person};
use crate::site::{Site, folder};
use crate::team::Colleague;
use cove::i18n::{Lang, key, text, text_with};
use serde_json::{Value, json};

impl Browser {
    /// Waits for the banner of a demo or a practice copy.
    async fn banner(&self, lang: Lang, badge: &str) {
        self.find("complementary", &text(lang, badge)).await;
    }

    async fn workspaces(&self) -> Vec<String> {
        let list = "const done = arguments[0]; indexedDB.databases().then((all) =>
            done(all.map(({ name }) => name.replace(/^cove:.*:/, '')).sort()));";
        self.driver.execute_async(list, vec![]).await.unwrap().convert().unwrap()
    }
}

/// A link opens the demo at once in its language, whatever the browser speaks, on a machine that never saw Cove.
#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_the_demo_at_once() {
    let site = Site::start_with(&folder(), &["--mount", "/crm/"]);
    for (lang, other, word) in [(Lang::En, Lang::Zh, "en"), (Lang::Zh, Lang::En, "zh")] {
        let browser = Browser::start_as(&site, Person { lang: other.tag(), ..Person::default() }).await;
        let link = format!("?demo={word}");
        browser.open(&format!("{link}#/leads")).await;
        browser.banner(lang, key::DEMO_BADGE).await;
        browser.find("heading", &text(lang, "entity-leads")).await;
        assert_eq!(browser.run::<String>("return document.documentElement.lang", vec![]).await, lang.tag());
        browser.assert_accessible("a demo by a link").await;
        let demo = format!("demo-{word}");
        assert_eq!(browser.workspaces().await.join(" "), demo);
        // What was added is there at the second visit: it is the same demo.
        let person = Colleague { browser, lang };
        let lead = person.add_lead("程屿", "云隙传动").await;
        person.browser.open("").await;
        person.opened().await;
        person.browser.open(&format!("{link}{lead}")).await;
        person.browser.find("heading", "程屿").await;
        assert_eq!(person.browser.workspaces().await.join(" "), demo);
        person.browser.close().await;
    }
}

/// Somebody's own workspace is neither touched by such a link nor put behind the demo.
#[tokio::test(flavor = "multi_thread")]
async fn a_link_to_the_demo_leaves_ones_own_alone() {
    let site = Site::start();
    for (lang, word) in [(Lang::En, "zh"), (Lang::Zh, "en")] {
        let wang = Colleague::arrive(&site, lang, Person::default()).await;
        wang.begin("王芳", "澄海仪器").await;
        wang.add_lead("程屿", "云隙传动").await;
        wang.browser.go("#/share").await;
        let fingerprint = wang.fingerprint().await;
        let there = if word == "zh" { Lang::Zh } else { Lang::En };
        for _ in 0..2 {
            wang.browser.open(&format!("?demo={word}#/")).await;
            wang.browser.banner(there, key::DEMO_BADGE).await;
            assert_eq!(wang.browser.workspaces().await.len(), 2);
        }
        // The way home: by the list of workspaces, or by the plain address.
        wang.browser.go("#/settings").await;
        wang.browser.click("button", &text(there, key::SETTINGS_SWITCH)).await;
        wang.browser.wait("one's own opens", async || wang.listed("#/leads").await == "1").await;
        wang.browser.go("#/share").await;
        assert_eq!(wang.fingerprint().await, fingerprint);
        wang.browser.open(&format!("?demo={word}#/")).await;
        wang.browser.banner(there, key::DEMO_BADGE).await;
        wang.browser.open("#/share").await;
        assert_eq!(wang.fingerprint().await, fingerprint);
        assert_eq!(wang.browser.run::<String>("return document.documentElement.lang", vec![]).await, lang.tag());

        // Erased where the link opened it, it does not come back by itself.
        wang.browser.open(&format!("?demo={word}#/")).await;
        wang.browser.click("button", &text(there, key::DEMO_ERASE)).await;
        wang.browser.find("button", &text(there, key::WELCOME_OPEN_DEMO)).await;
        wang.browser.wait("it is erased", async || wang.browser.workspaces().await.len() == 1).await;
        wang.browser.reload().await;
        wang.browser.wait("the page loads", async || wang.browser.boot_state().await == "done").await;
        assert_eq!(wang.browser.workspaces().await.len(), 1);
        wang.browser.close().await;
    }
}

/// The same records to try things out on, plainly marked; nothing goes back from there.
#[tokio::test(flavor = "multi_thread")]
async fn practice_is_done_on_a_copy() {
    let site = Site::start();
    for (lang, width) in [(Lang::En, 1280), (Lang::Zh, 390)] {
        let height = if width < 600 { 844 } else { 800 };
        let wang = Colleague::arrive(&site, lang, Person { width, height, ..Person::default() }).await;
        wang.begin("王芳", "澄海仪器").await;
        let lead = wang.add_lead("程屿", "云隙传动").await;
        wang.browser.go("#/share").await;
        let fingerprint = wang.fingerprint().await;
        let own = wang.export_all().await;

        wang.browser.go("#/settings").await;
        wang.browser.assert_accessible("a practice copy is offered").await;
        wang.browser.click("button", &wang.t(key::SETTINGS_PRACTICE)).await;
        wang.browser.banner(lang, key::PRACTICE_BADGE).await;
        wang.browser.sees(&wang.t(key::PRACTICE_BANNER)).await;
        wang.browser.go(&lead).await;
        wang.browser.sees("云隙传动").await;
        if width > 600 {
            wang.edit("company", "云隙精密").await;
        } else {
            wang.add_lead("陆晚", "苏州澜芯").await;
        }
        wang.browser.assert_accessible("a record of a practice copy").await;
        let copy = wang.export_all().await;
        // A file of one's own is no file of the copy's workspace, nor the other way round.
        let foreign = wang.t("file-workspace");
        wang.choose(&[&own]).await;
        wang.browser.sees(&foreign).await;

        wang.browser.go("#/settings").await;
        let name = text_with(lang, key::SETTINGS_PRACTICE_NAME, &[("name", "澄海仪器".into())]);
        wang.browser.sees(&name).await;
        let offered = wang.browser.all("button").await;
        assert!(offered.iter().all(|(_, name)| *name != wang.t(key::SETTINGS_PRACTICE)), "no copy of a copy");
        wang.browser.click("button", &wang.t(key::SETTINGS_SWITCH)).await;
        wang.browser
            .wait("one's own opens", async || {
                let marks = wang.browser.all("complementary").await;
                !wang.browser.all("navigation").await.is_empty()
                    && marks.iter().all(|(_, name)| *name != wang.t(key::PRACTICE_BADGE))
            })
            .await;
        wang.browser.go(&lead).await;
        wang.browser.sees("云隙传动").await;
        wang.browser.go("#/share").await;
        assert_eq!(wang.fingerprint().await, fingerprint);
        wang.choose(&[&copy]).await;
        wang.browser.sees(&foreign).await;

        // The name that is typed to erase the copy is not that of the original.
        wang.browser.go("#/settings").await;
        let erase = text_with(lang, key::SETTINGS_ERASE_NAMED, &[("name", name.clone().into())]);
        wang.browser.click("button", &erase).await;
        let field = text_with(lang, key::SETTINGS_ERASE_TYPE, &[("name", name.clone().into())]);
        wang.browser.fill("textbox", &field, "澄海仪器").await;
        wang.browser.click("button", &wang.t(key::SETTINGS_ERASE_NOW)).await;
        wang.browser.sees(&wang.t(key::SETTINGS_ERASE_WRONG)).await;
        wang.browser.fill("textbox", &field, &name).await;
        wang.browser.click("button", &wang.t(key::SETTINGS_ERASE_NOW)).await;
        wang.browser.wait("the copy is gone", async || wang.browser.workspaces().await.len() == 1).await;
        // Nobody is sent away for it.
        wang.browser.find("heading", &wang.t(key::SETTINGS_TITLE)).await;
        wang.browser.close().await;
    }
}

/// In a window that keeps nothing the app works as anywhere until it closes. A backup file is what is left, and opens
/// elsewhere.
#[tokio::test(flavor = "multi_thread")]
async fn in_a_private_window_all_works_until_it_closes() {
    let site = Site::start();
    let wang = Colleague::arrive(&site, Lang::Zh, Person { private: true, ..Person::default() }).await;
    wang.begin("王芳", "澄海仪器").await;
    let lead = wang.add_lead("程屿", "云隙传动").await;
    wang.browser.reload().await;
    wang.opened().await;
    wang.browser.go(&lead).await;
    wang.browser.sees("云隙传动").await;
    // Whether storage lasts is told where it is asked.
    wang.browser.go("#/checkup").await;
    wang.browser.sees(&wang.t(key::CHECKUP_PERSISTED)).await;
    wang.browser.assert_accessible("a checkup in a private window").await;
    let file = wang.export_all().await;
    let profile = wang.browser.close().await;

    let later = Person { profile: Some(profile), ..Person::default() };
    let wang = Colleague::arrive(&site, Lang::Zh, later).await;
    wang.browser.find("button", &wang.t(key::WELCOME_OPEN_DEMO)).await;
    assert_eq!(wang.browser.workspaces().await, Vec::<String>::new(), "nothing is left of it");
    let left: Value = wang.browser.run("return localStorage.getItem('cove:/:workspaces')", vec![]).await;
    assert_eq!(left, json!(null));
    wang.join(&file, "李明").await;
    wang.browser.go(&lead).await;
    wang.browser.sees("云隙传动").await;
    wang.browser.close().await;
}
