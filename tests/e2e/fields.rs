//! Fields of the workspace's own: a lead asks its own questions instead of the usual ones, a customer has what its
//! trade needs, and a colleague who joins has them too.

use crate::browser::Person;
use crate::site::Site;
use crate::team::Colleague;
use cove::i18n::{Lang, key, text_with};

impl Colleague {
    /// Opens the form of a new field of a kind of record.
    async fn new_field(&self, slug: &str, name: &str, kind: &str) {
        self.browser.go(&format!("#/fields/{slug}")).await;
        self.browser.click("link", &self.t(key::FIELDS_NEW)).await;
        // Its English name is called alike.
        let label = format!("{}{}", self.t("custom-name"), self.t(key::FIELD_REQUIRED));
        self.browser.fill("textbox", &label, name).await;
        self.pick("custom-kind", kind).await;
    }

    /// Chooses in a list of a form.
    async fn pick(&self, label: &str, choice: &str) {
        let list = self.browser.find("combobox", &self.t(label)).await;
        self.browser.pick(&list, &self.t(choice)).await;
    }

    /// Saves the form that is open and waits for the page of what it made.
    async fn saved(&self, name: &str) {
        self.browser.press("Mod+Enter").await;
        self.browser.find("heading", name).await;
    }

    /// Ticks or chooses in the place where a field of the open record is edited.
    async fn answer(&self, field: &str, role: &str, choice: &str) {
        let edit = text_with(self.lang, key::FACT_EDIT, &[("field", field.into())]);
        self.browser.click("button", &edit).await;
        self.browser.click(role, choice).await;
        // One of a few is final once it is clicked.
        if role == "checkbox" {
            self.browser.press("Mod+Enter").await;
        }
        self.browser
            .wait("it is saved", async || self.browser.all(role).await.iter().all(|(_, name)| name != choice))
            .await;
        self.browser.settle().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lead_qualifies_by_ones_own_questions() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    let browser = &person.browser;
    person.begin("王芳", "澄海仪器").await;
    browser.go("#/settings").await;
    browser.click("link", &person.t(key::NAV_FIELDS)).await;
    browser.find("heading", &person.t(key::NAV_FIELDS)).await;
    browser.assert_accessible("the fields of leads").await;

    for name in ["有试点车间", "设备已联网"] {
        person.new_field("leads", name, "choice-kind-yes").await;
        person.pick("custom-group", "group-qualify").await;
        browser.assert_accessible("the form of a field").await;
        person.saved(name).await;
    }
    // The usual four need not be asked. The focus stays on the switch that was turned.
    browser.go("#/fields/leads").await;
    for question in ["lead-budget-known", "lead-decider-known", "lead-need-known", "lead-timing-known"] {
        let name = text_with(Lang::Zh, key::FIELDS_USE, &[("field", person.t(question).into())]);
        browser.click("switch", &name).await;
        browser.sees(&person.t(key::DONE_FIELD_UNUSED)).await;
        assert_eq!(
            browser.run::<String>("return document.activeElement.getAttribute('role') ?? ''", vec![]).await,
            "switch"
        );
    }
    browser.assert_accessible("fields that are not used").await;

    person.add_lead("程屿", "云隙传动").await;
    assert!(browser.all("button").await.iter().all(|(_, name)| !name.contains(&person.t("lead-budget-known"))));
    let qualified = person.t("choice-qualified-yes");
    for name in ["有试点车间", "设备已联网"] {
        assert!(!browser.run::<String>("return document.body.innerText", vec![]).await.contains(&qualified));
        person.answer(name, "radio", &person.t(key::YES)).await;
    }
    browser.sees(&qualified).await;
    // One undo takes back one answer, and the advice with it.
    browser.press("Mod+z").await;
    browser
        .wait("it no longer qualifies", async || {
            !browser.run::<String>("return document.body.innerText", vec![]).await.contains(&qualified)
        })
        .await;
    person.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dealer_has_fields_that_an_end_customer_has_not() {
    let site = Site::start();
    let wang = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    let browser = &wang.browser;
    wang.begin("王芳", "澄海仪器").await;

    wang.new_field("customers", "授权产品", "choice-kind-choices").await;
    browser.fill("textbox", &wang.t("custom-options"), "流量计\n压力表\n阀门").await;
    browser.fill("textbox", &wang.t("custom-name-en"), "Licensed for").await;
    browser.click("checkbox", &wang.t("choice-customer-dealer")).await;
    let listed = browser.find("radiogroup", &wang.t("custom-listed")).await;
    browser.find_in(Some(&listed), "radio", &wang.t(key::YES)).await.click().await.unwrap();
    wang.saved("授权产品").await;
    for choice in ["流量计", "压力表", "阀门"] {
        browser.find("link", choice).await;
    }

    browser.go("#/customers/new").await;
    browser.fill("textbox", &wang.t("customer-name"), "浙江华远").await;
    let asked = async || browser.all("checkbox").await.iter().any(|(_, name)| name == "压力表");
    assert!(!asked().await, "not yet known to be a dealer");
    wang.pick("customer-type", "choice-customer-dealer").await;
    browser.click("button", &wang.t(key::FORM_MORE)).await;
    browser.click("checkbox", "压力表").await;
    wang.pick("customer-type", "choice-customer-end").await;
    assert!(!asked().await);
    wang.pick("customer-type", "choice-customer-dealer").await;
    browser.click("checkbox", "阀门").await;
    wang.saved("浙江华远").await;
    browser.sees("压力表").await;
    wang.answer("授权产品", "checkbox", "流量计").await;
    browser.sees("流量计").await;
    browser.assert_accessible("a customer with a field of one's own").await;

    // The list has its column, and filters by it.
    browser.go("#/customers").await;
    browser.find("columnheader", "授权产品").await;
    browser.sees("流量计、压力表、阀门").await;

    // Whoever joins has the field, called as they read.
    let file = wang.export_all().await;
    let li = Colleague::arrive(&site, Lang::En, Person::default()).await;
    li.join(&file, "Li Ming").await;
    li.browser.go("#/customers").await;
    li.browser.find("columnheader", "Licensed for").await;
    li.browser.sees("流量计, 压力表, 阀门").await;
    wang.browser.close().await;
    li.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_workspace_does_without_stands_in_no_menu_and_is_not_lost() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::En, Person::default()).await;
    let browser = &person.browser;
    person.begin("Fang Wang", "Chenghai").await;
    let route = person.add_lead("Ada Lovelace", "Nordlicht GmbH").await;
    browser.go("#/settings").await;
    browser.click("link", &person.t(key::SETTINGS_ORG)).await;
    person.answer(&person.t("org-unused"), "checkbox", &person.t("entity-leads")).await;
    let listed = "return !!document.querySelector('.sidebar a[href=\"#/leads\"]')";
    browser.wait("it left the menu", async || !browser.run::<bool>(listed, vec![]).await).await;
    browser.assert_accessible("a menu without leads").await;
    // Its keys lead nowhere either, and nothing of it is due; what stands in no menu is there all the same.
    browser.go("#/").await;
    browser.press("g").await;
    browser.press("l").await;
    browser.press("g").await;
    browser.press("a").await;
    browser.find("heading", &person.t("entity-customers")).await;
    browser.go(&route).await;
    browser.find("heading", "Ada Lovelace").await;
    person.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn new_customers_are_numbered_and_a_deal_is_quoted_once_its_needs_are_known() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    let browser = &person.browser;
    person.begin("王芳", "澄海仪器").await;
    let old = person.add("customer", "", &[("name", "老客户")], "老客户").await;
    person.new_field("customers", "客户编号", "choice-kind-serial").await;
    browser.fill("textbox", &person.t("custom-prefix"), "KH-").await;
    browser.assert_accessible("the form of a serial number").await;
    person.saved("客户编号").await;
    // Those that were there before are numbered by hand.
    let field: String = browser.run("return location.hash", vec![]).await;
    let route = person.add("customer", "", &[("name", "嘉兴澄云水处理")], "嘉兴澄云水处理").await;
    browser.sees("KH-0001").await;
    browser.go(&field).await;
    browser.click("button", &person.t("command-field-number")).await;
    browser.settle().await;
    browser.go(&old).await;
    browser.sees("KH-0002").await;

    // A field of the program is needed before a deal is quoted.
    browser.go("#/fields/opportunities").await;
    let adapt = text_with(Lang::Zh, key::FIELDS_RENAME, &[("field", person.t("opportunity-needs").into())]);
    browser.click("button", &adapt).await;
    browser.click("checkbox", &person.t("choice-stage-quote")).await;
    browser.assert_accessible("a field is adapted").await;
    browser.click("button", &person.t(key::FORM_SAVE)).await;
    browser.sees(&person.t(key::FIELDS_NEEDED_IN)).await;
    let id = route.rsplit('/').next().unwrap();
    person.add("opportunity", &format!("?customer={id}"), &[("name", "样机两台")], "样机两台").await;
    let stage = person.t("choice-stage-quote");
    let lacks = text_with(Lang::Zh, key::STAGE_LACKS, &[("state", stage.clone().into())]);
    browser.sees(&lacks).await;
    browser.assert_accessible("what is still needed").await;
    let to = text_with(Lang::Zh, key::STAGE_MOVE, &[("state", stage.clone().into())]);
    browser.click("button", &to).await;
    let words = [("field", person.t("opportunity-needs").into()), ("state", stage.clone().into())];
    browser.sees(&text_with(Lang::Zh, "refused-needed", &words)).await;
    // Its button opens the field, by keyboard.
    let button = browser.find("button", &person.t("opportunity-needs")).await;
    button.focus().await.unwrap();
    browser.press("Enter").await;
    browser
        .wait("the field is open", async || {
            browser.run("return document.activeElement.tagName === 'TEXTAREA'", vec![]).await
        })
        .await;
    browser.type_text("两台样机，下月试用").await;
    browser.press("Mod+Enter").await;
    browser
        .wait("nothing is lacking", async || {
            !browser.run::<String>("return document.body.innerText", vec![]).await.contains(&lacks)
        })
        .await;
    browser.settle().await;
    browser.click("button", &to).await;
    browser
        .wait("it is quoted", async || {
            let now = "return document.querySelector('.stage[aria-current]')?.innerText ?? ''";
            browser.run::<String>(now, vec![]).await.contains(&stage)
        })
        .await;
    person.browser.close().await;
}
