//! Regions: China's are taken in, a customer's words find their place among them, and what counts them leads to the
//! customers. A customer of a colleague's is read, and changed only by who works on it.

use crate::browser::Person;
use crate::site::Site;
use crate::team::Colleague;
use cove::i18n::{Lang, key, text_with};

#[tokio::test(flavor = "multi_thread")]
async fn chinas_regions_are_taken_in_and_lead_to_their_customers() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    let browser = &person.browser;
    person.begin("王芳", "澄海仪器").await;
    person.add("customer", "", &[("name", "嘉兴澄云水处理"), ("region", "浙江嘉兴")], "嘉兴澄云水处理").await;
    person.add("customer", "", &[("name", "南京浦镇机车"), ("region", "南京")], "南京浦镇机车").await;
    browser.go("#/sea").await;
    browser.click("link", &person.t("entity-regions")).await;
    browser.sees(&person.t(key::REGIONS_NONE)).await;
    browser.assert_accessible("no regions").await;
    browser.click("button", &person.t(key::REGIONS_CHINA)).await;
    let dialog = browser.find("dialog", &person.t(key::REGIONS_CHINA)).await;
    browser.find_in(Some(&dialog), "radio", &person.t(key::REGIONS_CITIES)).await.click().await.unwrap();
    browser.find_in(Some(&dialog), "checkbox", "江苏").await.click().await.unwrap();
    browser.assert_accessible("which regions").await;
    // Eight areas, thirty-four provinces, thirteen cities.
    let take = text_with(Lang::Zh, key::REGIONS_TAKE, &[("n", 55_usize.into())]);
    browser.find_in(Some(&dialog), "button", &take).await.click().await.unwrap();
    browser.sees(&person.t(key::DONE_REGIONS)).await;
    browser.settle().await;
    // The tree is opened by its buttons, and counts what lies in each.
    browser.click("button", "华东").await;
    browser.click("button", "江苏").await;
    browser.find("link", "南京").await;
    browser.assert_accessible("the tree of regions").await;
    let two = text_with(Lang::Zh, key::REGIONS_CUSTOMERS, &[("n", 2_usize.into())]);
    browser.click("link", &two).await;
    for name in ["嘉兴澄云水处理", "南京浦镇机车"] {
        browser.find("link", name).await;
    }
    // One's own are made below them, and offered where a region is written.
    browser.go("#/sea/regions").await;
    browser.click("button", "华东").await;
    browser.click("link", &text_with(Lang::Zh, key::REGIONS_PART, &[("region", "浙江".into())])).await;
    browser.fill("textbox", &format!("{}{}", person.t("region-name"), person.t(key::FIELD_REQUIRED)), "杭嘉湖").await;
    browser.press("Mod+Enter").await;
    browser.find("heading", "杭嘉湖").await;
    browser.go("#/customers/new").await;
    browser.fill("textbox", &person.t("field-region"), "杭嘉").await;
    let offers = "return [...document.querySelectorAll('datalist option')].map((option) => option.value)";
    browser.wait("it is offered", async || browser.run::<Vec<String>>(offers, vec![]).await == ["浙江 杭嘉湖"]).await;
    person.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_reads_a_customer_cannot_change_it_until_he_works_on_it() {
    let site = Site::start();
    let chief = Colleague::arrive(&site, Lang::En, Person::default()).await;
    chief.begin("Fang Wang", "Chenghai").await;
    chief.browser.go("#/members").await;
    chief.browser.find("link", "Fang Wang").await;
    let script = "return document.querySelector('a[href^=\"#/members/\"]').hash.split('/').pop()";
    let me: String = chief.browser.run(script, vec![]).await;
    let owner = format!("?owner={me}");
    let route = chief.add("customer", &owner, &[("name", "Nordlicht GmbH")], "Nordlicht GmbH").await;
    let edit = text_with(Lang::En, key::FACT_EDIT, &[("field", chief.t("field-region").into())]);
    let editable = async |who: &Colleague| who.browser.all("button").await.iter().any(|(_, name)| name.contains(&edit));
    assert!(editable(&chief).await, "it is one's own");
    let rep = Colleague::arrive(&site, Lang::En, Person::default()).await;
    rep.join(&chief.export_all().await, "Ke Zhao").await;
    rep.browser.go(&route).await;
    rep.browser.find("heading", "Nordlicht GmbH").await;
    rep.browser.sees("Fang Wang").await;
    assert!(!editable(&rep).await, "it is another's");
    rep.browser.assert_accessible("a colleague's customer").await;
    // Deleting it is refused, with who to ask.
    rep.browser.click("button", &rep.t(key::RECORD_MORE)).await;
    rep.browser.click("menuitem", &rep.t(key::RECORD_DELETE)).await;
    let refusal = text_with(Lang::En, key::REFUSED_CUSTOMER_EDIT, &[("name", "Fang Wang".into())]);
    rep.browser.sees(&refusal).await;
    chief.browser.close().await;
    rep.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_terms_of_registration_are_tried_before_they_hold() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    let browser = &person.browser;
    browser.open("?now=1795488120000&zone=480&seed=2026").await;
    browser.click("button", &person.t(key::WELCOME_OPEN_DEMO)).await;
    person.opened().await;
    browser.go("#/sea/rules").await;
    let list = browser.find("combobox", &person.t("entity-registration-template")).await;
    browser.find_in(Some(&list), "option", "通用报备模板").await.click().await.unwrap();
    for class in ["a", "b", "c", "d"] {
        browser.fill("textbox", &person.t(&format!("template-days-{class}")), "0").await;
    }
    // Nothing is protected for no days at all.
    let said = "return document.querySelectorAll('.sea-verdict strong')[1]?.innerText ?? ''";
    browser
        .wait("all would have run out", async || {
            let said: String = browser.run(said, vec![]).await;
            said.chars().any(|c| ('1'..='9').contains(&c))
        })
        .await;
    browser.assert_accessible("terms tried").await;
    browser.click("button", &person.t(key::TERMS_SAVE)).await;
    browser.sees(&person.t(key::UNDO)).await;
    person.browser.close().await;
}
