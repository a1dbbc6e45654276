//! What every engine shows in every run: the start, the demo, and a workspace on its way from one browser to
//! another and past a server that is gone.

use crate::browser::Person;
use crate::offline::kept;
use crate::site::{Site, folder};
use crate::team::Colleague;
use cove::i18n::{Lang, key};

#[tokio::test(flavor = "multi_thread")]
async fn smoke_of_the_demo() {
    for (lang, options) in [(Lang::En, &["--mount", "/a/b/crm/"][..]), (Lang::Zh, &["--no-header-csp"])] {
        let site = Site::start_with(&folder(), options);
        let person = Colleague::arrive(&site, lang, Person::default()).await;
        person.browser.find("button", &person.t(key::WELCOME_OPEN_DEMO)).await;
        person.browser.assert_accessible("the first page").await;
        person.browser.click("button", &person.t(key::WELCOME_OPEN_DEMO)).await;
        person.opened().await;
        for route in ["#/", "#/leads", "#/opportunities?as=board", "#/customers", "#/sea", "#/settings"] {
            person.browser.go(route).await;
            person.browser.assert_accessible(route).await;
        }
        person.browser.go("#/leads").await;
        person.browser.press("Mod+k").await;
        person.browser.find("combobox", &person.t(key::PALETTE_TITLE)).await;
        person.browser.press("Escape").await;
        person.browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn smoke_of_a_journey() {
    let site = Site::start();
    let wang = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    wang.begin("王芳", "澄海仪器").await;
    let lead = wang.add_lead("程屿", "杭州云隙精密传动有限公司").await;
    wang.browser.fill("textbox", "跟进内容", "样机参数已确认，周四上门").await;
    wang.browser.click("button", &wang.t(key::LOG_SUBMIT)).await;
    wang.browser.sees("跟进中").await;
    wang.browser.assert_accessible("a record").await;
    wang.browser.reload().await;
    wang.opened().await;
    wang.browser.go(&lead).await;
    wang.browser.sees("样机参数已确认，周四上门").await;
    let file = wang.export_all().await;

    let li = Colleague::arrive(&site, Lang::En, Person::default()).await;
    li.join(&file, "Li Ming").await;
    li.browser.go(&lead).await;
    li.edit("company", "Yunxi").await;
    let file = li.export_all().await;
    wang.merge(&file, 1, 1, 0).await;
    assert_eq!(wang.fingerprint().await, li.fingerprint().await);

    // With the server gone, everything goes on.
    kept(&wang.browser).await;
    drop(site);
    wang.browser.reload().await;
    wang.opened().await;
    wang.browser.go(&lead).await;
    wang.browser.sees("Yunxi").await;
    wang.browser.close_anyway().await;
    li.browser.close_anyway().await;
}
