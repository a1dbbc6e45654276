//! Capture as a rep works with it: a card from the clipboard becomes a lead, and a form of one's own, put on another
//! site, brings answers into a pool.

use crate::browser::{Browser, Person};
use crate::site::{Site, scratch};
use crate::team::Colleague;
use cove::i18n::{Lang, key, text_with};
use serde_json::{Value, json};
use std::path::PathBuf;

impl Colleague {
    /// Puts a text into the box of the capture page.
    async fn paste_text(&self, text: &str) {
        self.browser.go("#/capture").await;
        let set = "const box = document.querySelector('.capture textarea'); box.focus(); box.value = arguments[0];
            box.dispatchEvent(new InputEvent('input', { bubbles: true }));";
        let _: Value = self.browser.run(set, vec![json!(text)]).await;
    }

    /// Makes a form and hands out its page, which moves to a place of its own.
    async fn make_form(&self, filled: &str, title: &str) -> PathBuf {
        let table = cove::crm::entity("lead_form").unwrap();
        self.browser.go(&format!("#/lead-forms/new{filled}")).await;
        let label = |field: &str| self.t(table.field(field).unwrap().label);
        self.browser.fill("textbox", &label("name"), title).await;
        self.browser.fill("textbox", &label("campaign"), "秋季工博会").await;
        self.browser.fill("textbox", &label("mail"), "wang@chenghai.example").await;
        for (field, choice) in
            [("source", "choice-source-web".to_owned()), ("language", format!("choice-form-{}", &self.lang.tag()[..2]))]
        {
            let list = self.browser.find("combobox", &label(field)).await;
            self.browser.pick(&list, &self.t(&choice)).await;
        }
        self.browser.press("Mod+Enter").await;
        self.browser.find("heading", title).await;
        self.browser.go("#/capture").await;
        self.browser.assert_accessible("the forms").await;
        let save = text_with(self.lang, key::CAPTURE_SAVE_PAGE, &[("title", title.into())]);
        self.browser.click("button", &save).await;
        let file = self.browser.downloaded(".html").await;
        let own = scratch("site").join(file.file_name().unwrap());
        std::fs::rename(file, &own).unwrap();
        own
    }
}

/// Fills in the page of a form, as a visitor does. Gives the code.
async fn answer(browser: &Browser, person: &Colleague, name: &str, phone: &str) -> String {
    browser.fill("textbox", &person.label("name"), name).await;
    browser.fill("textbox", &person.label("phone"), phone).await;
    browser.click("button", &person.t("form-page-send")).await;
    browser.find("heading", &person.t("form-page-thanks")).await;
    browser.run("return document.getElementById('code').value", vec![]).await
}

/// The page is opened as a file, in a browser of its own: it needs nothing from anywhere.
#[tokio::test(flavor = "multi_thread")]
async fn a_form_on_another_site_brings_answers_into_a_pool() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    person.begin("王芳", "澄海仪器").await;
    let pool = person.add("pool", "", &[("name", "官网")], "官网").await;
    let id = pool.rsplit('/').next().unwrap();
    let page = person.make_form(&format!("?pool={id}"), "样机预约").await;

    let visitor =
        Browser::start_as(&site, Person { lang: "zh-CN", width: 390, height: 844, ..Person::default() }).await;
    visitor.goto(&format!("file://{}", page.display())).await;
    visitor.find("heading", "样机预约").await;
    visitor.assert_accessible("the page of a form").await;
    // Blank and without a way to be reached it does not go.
    visitor.click("button", &person.t("form-page-send")).await;
    visitor.sees(&person.t("form-page-required")).await;
    visitor.sees(&person.t("form-page-one")).await;
    visitor.assert_accessible("what is wrong with a form").await;
    let focus: String = visitor.run("return document.activeElement.id", vec![]).await;
    assert_eq!(focus, "name");
    let first = answer(&visitor, &person, "高雯 <b>", "13800138000").await;
    visitor.assert_accessible("an answer to hand over").await;
    let mail: String = visitor.run("return document.getElementById('mail').href", vec![]).await;
    assert!(mail.starts_with("mailto:wang@chenghai.example?") && mail.contains(&first), "{mail}");
    visitor.click("button", &person.t("form-page-save")).await;
    let saved = visitor.downloaded(".json").await;
    let overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(visitor.run::<i64>(overflow, vec![]).await, 0);
    visitor.click("button", &person.t("form-page-again")).await;
    let second = answer(&visitor, &person, "何敏", "13600136000").await;
    assert_ne!(first, second);

    // A whole chat with both codes, one of them torn as well.
    let torn = &second[..second.len() - 4];
    person.paste_text(&format!("客户发来的：\n{first}\n这个断了 {torn}\n{second}\n收到")).await;
    person.browser.sees(&person.t(key::CAPTURE_ANSWERS)).await;
    person.browser.click("button", &person.t(key::CAPTURE_ANSWERS_GO)).await;
    person.counts(key::IMPORT_NEW, "2").await;
    person.browser.sees("第 2 条不完整").await;
    person.browser.sees("来自采集表单").await;
    person.browser.assert_accessible("answers to import").await;
    person.to_check().await;
    person.browser.click("button", &person.write_rows(2)).await;
    person.browser.find("region", &person.t(key::IMPORT_DONE)).await;
    person.browser.go(&pool).await;
    person.browser.find("link", "高雯 <b>").await;
    person.browser.click("link", "何敏").await;
    person.browser.sees("秋季工博会").await;

    // The file of the first answer brings nothing new.
    person.browser.go("#/import").await;
    person.browser.upload(&person.t(key::IMPORT_CHOOSE), &[&saved]).await;
    person.counts(key::IMPORT_DUPLICATES, "1").await;
    visitor.close().await;
    person.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_becomes_a_lead_and_a_known_one_is_told() {
    let site = Site::start();
    for lang in Lang::ALL {
        let person = Colleague::arrive(&site, lang, Person::default()).await;
        person.begin("王芳", "澄海仪器").await;
        for round in 0..2 {
            person
                .paste_text("程屿 采购总监\n杭州云隙传动有限公司\n手机：13800138000 电话：0571-88886666\n周四来访")
                .await;
            person.browser.sees("0571-88886666").await;
            person.browser.assert_accessible("what was found").await;
            person.browser.click("button", &person.t(key::CAPTURE_GO)).await;
            person.browser.find("textbox", &person.label("company")).await;
            if round == 1 {
                // It may be there already, which the form says before anything is saved.
                person.browser.find("button", &person.t(key::FORM_SAVE_ANYWAY)).await;
                break;
            }
            let source = person.browser.find("combobox", &person.label("source")).await;
            person.browser.pick(&source, &person.t("choice-source-expo")).await;
            person.browser.press("Mod+Enter").await;
            person.browser.find("heading", "程屿").await;
            for text in ["杭州云隙传动有限公司", "采购总监", "13800138000", "0571-88886666", "周四来访"]
            {
                person.browser.sees(text).await;
            }
        }
        person.browser.close().await;
    }
}

/// What another program wrote is named, and its deals come in with their companies.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_another_program_is_known() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::En, Person::default()).await;
    person.begin("Kim", "Brightwater").await;
    person.browser.go("#/import").await;
    let file = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/tables/atomic-crm.json"));
    person.browser.upload(&person.t(key::IMPORT_CHOOSE), &[&file]).await;
    person.browser.sees("from Atomic CRM").await;
    let sheets = person.browser.find("combobox", &person.t(key::IMPORT_SHEET)).await;
    person.browser.pick(&sheets, "deals").await;
    person.counts(key::IMPORT_COMPANIES, "2").await;
    person.browser.assert_accessible("a file of another program").await;
    person.to_check().await;
    person.browser.click("button", &person.write_rows(2)).await;
    person.browser.find("region", &person.t(key::IMPORT_DONE)).await;
    person.lists("#/opportunities", "2").await;
    person.lists("#/customers", "2").await;
    person.browser.close().await;
}
