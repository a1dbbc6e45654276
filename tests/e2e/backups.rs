//! Backups and restore points: the ways back.

use crate::browser::Person;
use crate::site::Site;
use crate::team::Colleague;
use cove::i18n::{Lang, key, text_with};
use serde_json::json;

/// U25 and section 0: a backup is made, a restore point is gone back to and that is taken back, and a lost
/// browser opens the backup as a new installation.
#[tokio::test(flavor = "multi_thread")]
async fn backups_bring_back_what_was() {
    let site = Site::start();
    for (lang, width) in [(Lang::En, 1280), (Lang::Zh, 390)] {
        let height = if width < 600 { 844 } else { 800 };
        let size = Person { width, height, ..Person::default() };
        let wang = Colleague::arrive(&site, lang, size.clone()).await;
        wang.begin("王芳", "澄海仪器").await;
        wang.add_lead("程屿", "云隙传动").await;
        let li = Colleague::arrive(&site, lang, size.clone()).await;
        li.join(&wang.export_all().await, "李明").await;
        li.add_lead("陆晚", "苏州澜芯").await;
        wang.browser.go("#/backups").await;
        wang.browser.sees(&wang.t(key::BACKUPS_NONE)).await;
        wang.browser.assert_accessible("backups without a point").await;
        wang.choose(&[&li.export_all().await]).await;
        wang.merge_any().await;
        wang.add_lead("何敏", "").await;
        wang.lists("#/leads", "3").await;

        // Back to before the file, with a look at what that does; and back again.
        wang.reload().await;
        wang.browser.go("#/backups").await;
        wang.browser.click("button", &wang.t(key::BACKUPS_BACK)).await;
        let dialog = wang.browser.find("dialog", "").await;
        wang.browser.sees(&wang.t(key::HISTORY_BACK)).await;
        wang.browser.sees("何敏").await;
        wang.browser.assert_accessible("the way back").await;
        wang.browser.find_in(Some(&dialog), "button", &wang.t(key::BACKUPS_BACK)).await.click().await.unwrap();
        wang.browser.wait("it is gone back to", async || wang.listed("#/leads").await == "1").await;
        let messages = wang.browser.find("region", &wang.t(key::TOASTS_LABEL)).await;
        wang.browser.find_in(Some(&messages), "button", &wang.t(key::UNDO)).await.click().await.unwrap();
        wang.browser.wait("it is taken back", async || wang.listed("#/leads").await == "3").await;

        // A backup; then everything is lost.
        wang.browser.go("#/backups").await;
        wang.browser.click("button", &wang.t(key::BACKUPS_MAKE)).await;
        let file = wang.take(".cove.json").await;
        wang.browser.assert_accessible("backups").await;
        let device = wang.device().await;
        wang.browser.go("#/share").await;
        let fingerprint = wang.fingerprint().await;
        wang.browser.go("#/settings").await;
        wang.browser.click("button", &text_with(lang, key::SETTINGS_ERASE_NAMED, &[("name", "澄海仪器".into())])).await;
        let name = text_with(lang, key::SETTINGS_ERASE_TYPE, &[("name", "澄海仪器".into())]);
        wang.browser.fill("textbox", &name, "澄海仪器").await;
        wang.browser.click("button", &wang.t(key::SETTINGS_ERASE_NOW)).await;
        wang.browser.click("radio", &wang.t(key::WELCOME_FILE)).await;
        wang.browser.upload(&wang.t(key::WELCOME_CHOOSE_FILE), &[&file]).await;
        wang.browser.click("radio", "王芳").await;
        wang.browser.click("button", &wang.t(key::WELCOME_JOIN)).await;
        wang.opened().await;
        wang.browser.go("#/share").await;
        wang.browser.wait("it is the same", async || wang.fingerprint().await == fingerprint).await;
        assert_ne!(wang.device().await, device, "a new installation");
        wang.browser.close().await;
        li.browser.close().await;
    }
}

/// A moment is named, from its page and from the palette, and is gone back to.
#[tokio::test(flavor = "multi_thread")]
async fn a_restore_point_is_set_by_hand() {
    let site = Site::start();
    for (lang, width) in [(Lang::Zh, 390), (Lang::En, 1280)] {
        let height = if width < 600 { 844 } else { 800 };
        let wang = Colleague::arrive(&site, lang, Person { width, height, ..Person::default() }).await;
        wang.begin("王芳", "澄海仪器").await;
        wang.add_lead("程屿", "云隙传动").await;
        wang.browser.go("#/backups").await;
        wang.browser.fill("textbox", &wang.t(key::BACKUPS_SET_NAME), "展会之前").await;
        wang.browser.press("Enter").await;
        let named = text_with(lang, key::HISTORY_POINT_NAMED, &[("name", "展会之前".into())]);
        wang.browser.sees(&named).await;
        let back = async || wang.browser.all("button").await.iter().any(|(_, name)| *name == wang.t(key::BACKUPS_BACK));
        assert!(!back().await, "nothing happened since");
        wang.browser.assert_accessible("a point set by hand").await;
        wang.add_lead("何敏", "").await;
        wang.command(key::BACKUPS_SET).await;
        let said =
            "return [...document.querySelectorAll('.toast-message')].some((toast) => toast.innerText === arguments[0])";
        let said = async || wang.browser.run::<bool>(said, vec![json!(wang.t(key::DONE_POINT))]).await;
        wang.browser.wait("it is said", said).await;
        wang.reload().await;
        wang.browser.go("#/history").await;
        wang.browser.sees(&named).await;
        wang.browser.sees(&wang.t(key::HISTORY_POINT_OWN)).await;
        wang.browser.assert_accessible("points set by hand in the history").await;
        wang.browser.go("#/backups").await;
        wang.browser.sees(&wang.t(key::HISTORY_POINT_OWN)).await;
        wang.browser.click("button", &wang.t(key::BACKUPS_BACK)).await;
        let dialog = wang.browser.find("dialog", "").await;
        wang.browser.sees(&wang.t(key::HISTORY_BACK)).await;
        wang.browser.find_in(Some(&dialog), "button", &wang.t(key::BACKUPS_BACK)).await.click().await.unwrap();
        wang.browser.wait("it is gone back to", async || wang.listed("#/leads").await == "1").await;
        wang.browser.press("Mod+z").await;
        wang.browser.wait("it is taken back", async || wang.listed("#/leads").await == "2").await;
        wang.browser.close().await;
    }
}
