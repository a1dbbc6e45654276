//! What stories of several people share: beginning, files handed over, what the pages say.

use crate::browser::{Browser, Person};
use crate::site::{Site, scratch};
use cove::i18n::{Lang, key, text, text_with};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Somebody at a browser of their own, who reads one language.
pub(crate) struct Colleague {
    pub(crate) browser: Browser,
    pub(crate) lang: Lang,
}

impl Colleague {
    /// Opens the page for the first time.
    pub(crate) async fn arrive(site: &Site, lang: Lang, person: Person) -> Colleague {
        let browser = Browser::start_as(site, Person { lang: lang.tag(), ..person }).await;
        browser.open("").await;
        Colleague { browser, lang }
    }

    /// A message in this person's language.
    pub(crate) fn t(&self, key: &str) -> String {
        text(self.lang, key)
    }

    /// What a field of a lead is called.
    pub(crate) fn label(&self, field: &str) -> String {
        self.t(cove::crm::entity("lead").unwrap().field(field).unwrap().label)
    }

    /// Begins an empty workspace.
    pub(crate) async fn begin(&self, name: &str, company: &str) {
        self.browser.click("radio", &self.t(key::WELCOME_EMPTY)).await;
        self.browser.fill("textbox", &self.t(key::WELCOME_WHO), name).await;
        self.browser.fill("textbox", &self.t(key::WELCOME_COMPANY), company).await;
        self.browser.click("button", &self.t(key::WELCOME_START)).await;
        self.opened().await;
    }

    /// Waits for an open workspace.
    pub(crate) async fn opened(&self) {
        self.browser.wait("the workspace opens", async || !self.browser.all("navigation").await.is_empty()).await;
    }

    /// Opens a colleague's file as somebody new.
    pub(crate) async fn join(&self, file: &Path, name: &str) {
        self.browser.click("radio", &self.t(key::WELCOME_FILE)).await;
        self.browser.upload(&self.t(key::WELCOME_CHOOSE_FILE), &[file]).await;
        self.browser.click("radio", &self.t(key::WELCOME_SOMEBODY_NEW)).await;
        self.browser.fill("textbox", &self.t(key::WELCOME_WHO), name).await;
        self.browser.click("button", &self.t(key::WELCOME_JOIN)).await;
        self.opened().await;
    }

    /// Creates a lead with the form and stays on its page, whose route it returns.
    pub(crate) async fn add_lead(&self, name: &str, company: &str) -> String {
        self.fill_lead(name, company).await;
        self.browser.press("Mod+Enter").await;
        self.browser.find("heading", name).await;
        self.browser.run("return location.hash", vec![]).await
    }

    /// Fills the form of a new lead.
    pub(crate) async fn fill_lead(&self, name: &str, company: &str) {
        self.browser.go("#/leads/new").await;
        self.browser.fill("textbox", &self.label("name"), name).await;
        self.browser.fill("textbox", &self.label("company"), company).await;
        let source = self.browser.find("combobox", &self.label("source")).await;
        self.browser.pick(&source, &self.t("choice-source-expo")).await;
    }

    /// Changes a field of the open record in place.
    pub(crate) async fn edit(&self, field: &str, value: &str) {
        let label = self.label(field);
        self.browser.click("button", &text_with(self.lang, key::FACT_EDIT, &[("field", label.clone().into())])).await;
        self.browser.fill("textbox", &label, value).await;
        self.browser.press("Enter").await;
        self.browser.sees(value).await;
        self.browser.settle().await;
    }

    /// Hands out a file by the button of that name, and takes it to a place of its own.
    pub(crate) async fn export(&self, button: &str) -> PathBuf {
        self.browser.go("#/share").await;
        self.browser.click("button", button).await;
        let file = self.browser.downloaded(".cove.json").await;
        let own = scratch("handed-over").join(file.file_name().unwrap());
        std::fs::rename(file, &own).unwrap();
        own
    }

    /// Hands out everything.
    pub(crate) async fn export_all(&self) -> PathBuf {
        self.export(&self.t(key::SHARE_EXPORT_ALL)).await
    }

    /// Chooses files on the share page.
    pub(crate) async fn choose(&self, files: &[&Path]) {
        self.browser.go("#/share").await;
        self.browser.upload(&self.t(key::SHARE_CHOOSE), files).await;
    }

    /// Reads a file, checks what its preview counts, and merges it.
    pub(crate) async fn merge(&self, file: &Path, created: usize, changed: usize, conflicts: usize) {
        self.choose(&[file]).await;
        self.browser.sees(&self.t(key::SHARE_NOT_WRITTEN)).await;
        let counts = [(key::SHARE_NEW, created), (key::SHARE_CHANGED, changed), (key::SHARE_CONFLICTS, conflicts)];
        for (word, count) in counts {
            assert_eq!(self.figure(word).await, count.to_string(), "{word}");
        }
        self.browser.assert_accessible("the preview").await;
        let fingerprint = self.fingerprint().await;
        let verb = text_with(self.lang, key::SHARE_MERGE, &[("n", 2_usize.into())]);
        self.browser.click("button", verb.split('2').next().unwrap()).await;
        self.browser
            .wait("the files are merged", async || {
                self.figure(key::SHARE_NEW).await.is_empty() && self.fingerprint().await != fingerprint
            })
            .await;
    }

    /// A number of the figures on the page.
    pub(crate) async fn figure(&self, word: &str) -> String {
        let script = "return [...document.querySelectorAll('dl > div')]
            .find((figure) => figure.querySelector('dt').innerText === arguments[0])?.querySelector('dd').innerText ?? ''";
        self.browser.run(script, vec![json!(self.t(word))]).await
    }

    /// How many records a list has, as the navigation says; it says nothing of none.
    pub(crate) async fn listed(&self, route: &str) -> String {
        let script = "return document.querySelector(`nav a[href=\"${arguments[0]}\"] .nav-count`)?.innerText ?? ''";
        self.browser.run(script, vec![json!(route)]).await
    }

    /// Waits until a list has so many records, as the navigation says.
    pub(crate) async fn lists(&self, route: &str, count: &str) {
        self.browser.wait(&format!("{route} has {count:?}"), async || self.listed(route).await == count).await;
    }

    /// The fingerprint of everything held, from the share page.
    pub(crate) async fn fingerprint(&self) -> String {
        let script = "return document.querySelector('[data-fingerprint]')?.dataset.fingerprint ?? ''";
        // It goes while another is made: what was seen counts.
        let mut seen = String::new();
        let look = async || {
            seen = self.browser.run(script, vec![]).await;
            !seen.is_empty()
        };
        self.browser.wait("the fingerprint is there", look).await;
        seen
    }

    /// The fingerprint after everything was read again from the store.
    pub(crate) async fn fingerprint_after_reload(&self) -> String {
        self.browser.reload().await;
        self.opened().await;
        self.browser.go("#/share").await;
        self.fingerprint().await
    }
}
