//! Leaving the demo: what a visitor added goes on in a workspace of their own (U2).

use crate::browser::Person;
use crate::site::Site;
use crate::team::Colleague;
use cove::i18n::{Lang, key, text_with};
use serde_json::{Value, json};

impl Colleague {
    async fn enter_the_demo(&self) {
        self.browser.click("button", &self.t(key::WELCOME_OPEN_DEMO)).await;
        self.opened().await;
    }

    /// Creates a record with the form, from fields by key, and gives its route.
    pub(crate) async fn add(&self, entity: &str, filled: &str, fields: &[(&str, &str)], title: &str) -> String {
        let table = cove::crm::entity(entity).unwrap();
        self.browser.go(&format!("#/{}/new{filled}", table.slug)).await;
        for (field, text) in fields {
            self.browser.fill("textbox", &self.t(table.field(field).unwrap().label), text).await;
        }
        self.browser.press("Mod+Enter").await;
        self.browser.find("heading", title).await;
        self.browser.run("return location.hash", vec![]).await
    }

    /// Logs a follow-up on the record of a route.
    async fn log(&self, route: &str, said: &str) {
        self.browser.go(route).await;
        self.browser.press("f").await;
        self.browser
            .wait("the composer has the focus", async || {
                self.browser.run("return document.activeElement.tagName === 'TEXTAREA'", vec![]).await
            })
            .await;
        self.browser.type_text(said).await;
        self.browser.press("Mod+Enter").await;
        self.browser.wait("it is logged", async || {
            self.browser.run("return [...document.querySelectorAll('.timeline p')].some((p) => p.innerText === arguments[0])", vec![json!(said)]).await
        }).await;
    }

    async fn databases(&self) -> Vec<String> {
        let list = "const done = arguments[0]; indexedDB.databases().then((all) => done(all.map(({ name }) => name)));";
        self.browser.driver.execute_async(list, vec![]).await.unwrap().convert().unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn records_added_to_the_demo_go_on_in_a_workspace_of_ones_own() {
    let site = Site::start();
    for (lang, width) in [(Lang::En, 1280), (Lang::Zh, 390)] {
        let height = if width < 600 { 844 } else { 800 };
        let person = Colleague::arrive(&site, lang, Person { width, height, ..Person::default() }).await;
        person.enter_the_demo().await;
        let customer = person.add("customer", "", &[("name", "苏州澜芯")], "苏州澜芯").await;
        let id = customer.rsplit('/').next().unwrap().to_owned();
        let fields = [("name", "高雯"), ("phone", "13800000000")];
        person.add("contact", &format!("?customer={id}"), &fields, "高雯").await;
        // Of the story: its follow-up cannot come along.
        person.browser.go("#/leads").await;
        let first = "return [...document.querySelectorAll('.list-page a[href^=\"#/leads/\"]')].map((link) =>
            link.getAttribute('href')).find((href) => !href.includes('/new'))";
        let lead: String = person.browser.run(first, vec![]).await;
        if width > 600 {
            person.log(&lead, "约了周四").await;
        }

        person.browser.click("button", &person.t(key::DEMO_ERASE)).await;
        let dialog = person.browser.find("dialog", &person.t(key::LEAVE_TITLE)).await;
        let verb = text_with(lang, key::LEAVE_KEEP, &[("n", 2_usize.into())]);
        person.browser.find("button", &verb).await;
        if width > 600 {
            person.browser.sees(&text_with(lang, key::LEAVE_LEFT, &[("n", 1_usize.into())])).await;
            person.browser.sees("约了周四").await;
        }
        person.browser.assert_accessible("leaving the demo").await;
        // Nothing happens without a name, and Escape leaves the demo as it was.
        person.browser.click("button", &verb).await;
        person.browser.sees(&person.t(key::WELCOME_NAME_MISSING)).await;
        person.browser.press("Escape").await;
        person.browser.go(&customer).await;
        person.browser.find("heading", "苏州澜芯").await;
        drop(dialog);

        person.browser.click("button", &person.t(key::DEMO_ERASE)).await;
        person.browser.fill("textbox", &person.t(key::WELCOME_WHO), "周宁").await;
        person.browser.fill("textbox", &person.t(key::WELCOME_COMPANY), "小湾贸易").await;
        person.browser.click("button", &verb).await;
        person.browser.sees(&text_with(lang, key::LEAVE_DONE, &[("n", 2_usize.into())])).await;
        person
            .browser
            .wait(
                "the demo is erased",
                async || matches!(person.databases().await.as_slice(), [own] if own.contains("ws-")),
            )
            .await;
        person.browser.go("#/contacts").await;
        person.browser.sees("高雯").await;
        if width > 600 {
            person.browser.click("link", "高雯").await;
            person.browser.find("heading", "高雯").await;
            for known in ["周宁", "苏州澜芯", "13800000000"] {
                person.browser.sees(known).await;
            }
            assert_eq!([person.listed("#/contacts").await, person.listed("#/leads").await], ["1", ""]);
        }
        // It is as lasting as anything typed there, and one act to take back.
        person.browser.reload().await;
        person.opened().await;
        person.browser.go("#/import").await;
        person.browser.find("button", &person.t(key::IMPORT_UNDO)).await;
        person.browser.go("#/contacts").await;
        person.browser.sees("高雯").await;
        person.browser.press("Mod+z").await;
        person
            .browser
            .sees(&text_with(lang, key::LIST_EMPTY, &[("entities", person.t("entity-contacts").into())]))
            .await;
        person.browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_left_as_it_was_goes_without_a_question_and_can_be_kept_beside() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::En, Person::default()).await;
    person.enter_the_demo().await;
    person.browser.click("button", &person.t(key::DEMO_ERASE)).await;
    person.browser.find("button", &person.t(key::WELCOME_OPEN_DEMO)).await;
    person.browser.wait("it is erased", async || person.databases().await.is_empty()).await;

    // Kept beside the new workspace; and a full disk changes neither.
    person.browser.open("").await;
    person.enter_the_demo().await;
    person.add("customer", "", &[("name", "Harbour Ltd")], "Harbour Ltd").await;
    person.browser.click("button", &person.t(key::DEMO_ERASE)).await;
    person.browser.fill("textbox", &person.t(key::WELCOME_WHO), "Ann Lee").await;
    person.browser.click("checkbox", &person.t(key::LEAVE_ERASE_AFTER)).await;
    let full = "window.__commit = IDBTransaction.prototype.commit;
        IDBTransaction.prototype.commit = function () {
            Object.defineProperty(this, 'error', { value: new DOMException('', 'QuotaExceededError') });
            this.abort();
        }";
    let _: Value = person.browser.run(full, vec![]).await;
    let verb = text_with(Lang::En, key::LEAVE_KEEP, &[("n", 1_usize.into())]);
    person.browser.click("button", &verb).await;
    person.browser.sees("Not saved: the disk is full").await;
    let _: Value = person.browser.run("IDBTransaction.prototype.commit = window.__commit", vec![]).await;
    person.browser.wait("nothing half begun is left", async || person.databases().await.len() == 1).await;
    person.browser.click("button", &verb).await;
    person.browser.sees(&text_with(Lang::En, key::LEAVE_DONE, &[("n", 1_usize.into())])).await;
    person.lists("#/customers", "1").await;
    assert_eq!(person.databases().await.len(), 2);
    person.browser.go("#/settings").await;
    let rows = "return document.querySelectorAll('.workspace-row').length";
    assert_eq!(person.browser.run::<usize>(rows, vec![]).await, 2);
    person.browser.close().await;
}
