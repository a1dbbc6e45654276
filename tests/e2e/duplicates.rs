//! Duplicates: told while typing, seen beside the record, merged side by side, taken back, told apart (F29).

use crate::browser::Person;
use crate::site::Site;
use crate::team::Colleague;
use cove::i18n::{Lang, key, text_with};

#[tokio::test(flavor = "multi_thread")]
async fn one_company_is_made_of_two() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    let browser = &person.browser;
    person.begin("王芳", "澄海仪器").await;
    let name = person.t("customer-name");
    let similar = text_with(Lang::Zh, key::DUPLICATE_SIMILAR, &[("n", 1_usize.into())]);

    // The form of the second says that there is a first, whatever it is called in full.
    browser.go("#/customers/new").await;
    browser.fill("textbox", &name, "杭州云隙传动有限公司").await;
    browser.press("Mod+Enter").await;
    browser.find("heading", "杭州云隙传动有限公司").await;
    browser.go("#/customers/new").await;
    browser.fill("textbox", &name, "雲隙傳動").await;
    browser.sees(&similar).await;
    browser.find("link", "杭州云隙传动有限公司").await;
    browser.assert_accessible("a form that knows better").await;
    browser.click("button", &person.t(key::FORM_SAVE_ANYWAY)).await;
    browser.find("heading", "雲隙傳動").await;

    // Beside the record stands what may be the same; both become one, which has the name that was chosen.
    browser.sees(&similar).await;
    browser.click("link", &person.t(key::DUPLICATE_COMPARE)).await;
    browser.find("table", "").await;
    browser.assert_accessible("records side by side").await;
    browser.click("radio", "雲隙傳動").await;
    let merge = text_with(Lang::Zh, key::DUPLICATES_MERGE, &[("n", 2_usize.into())]);
    browser.click("button", &merge).await;
    browser.find("heading", "雲隙傳動").await;
    browser.wait("one is left", async || person.listed("#/customers").await == "1").await;
    browser.press("Mod+z").await;
    browser.wait("both are back", async || person.listed("#/customers").await == "2").await;

    // The workbench finds them over all data. Told apart, they are not asked about again.
    browser.go("#/duplicates?of=customer").await;
    browser.sees("杭州云隙传动有限公司").await;
    browser.assert_accessible("the duplicate workbench").await;
    browser.click("button", &person.t(key::DUPLICATES_APART)).await;
    browser.sees(&person.t(key::DUPLICATES_NONE)).await;
    browser.reload().await;
    person.opened().await;
    browser.sees(&person.t(key::DUPLICATES_NONE)).await;
    person.browser.close().await;
}
