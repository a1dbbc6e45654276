//! From a trade show's table to a customer and a deal: a pool, rules that share it out, a claim, a talk, a conversion
//! that finds the customer known already, stages to the win, and all of it taken back where it went wrong.

use crate::browser::Person;
use crate::site::{Site, scratch};
use crate::team::Colleague;
use cove::i18n::{Lang, key, text_with};

impl Colleague {
    /// Runs a command of the open record from its menu.
    async fn menu(&self, command: &str) {
        self.browser.click("button", &self.t(key::RECORD_MORE)).await;
        self.browser.click("menuitem", &self.t(command)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_a_trade_show_becomes_a_deal() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    let browser = &person.browser;
    person.begin("王芳", "澄海仪器").await;
    person.add("pool", "", &[("name", "工博会")], "工博会").await;
    person.add("customer", "", &[("name", "杭州云隙传动有限公司")], "杭州云隙传动有限公司").await;

    // A table goes straight into the pool.
    let table = scratch("journey").join("工博会.csv");
    std::fs::write(&table, "姓名,公司,手机\n程屿,云隙传动,13800138000\n高雯,苏州澜芯,13900139000\n何敏,合肥初晴,\n")
        .unwrap();
    browser.go("#/import").await;
    browser.upload(&person.t(key::IMPORT_CHOOSE), &[&table]).await;
    let radio = browser.all("radio").await.into_iter().find(|(_, name)| *name == person.t("entity-leads"));
    if let Some((radio, _)) = radio {
        radio.click().await.unwrap();
    }
    let next = |step: &str| text_with(Lang::Zh, key::IMPORT_NEXT, &[("step", person.t(step).into())]);
    browser.click("button", &next(key::IMPORT_STEP_RULES)).await;
    let owner = browser.find("combobox", &person.t(key::IMPORT_OWNER)).await;
    let pool = text_with(Lang::Zh, key::IMPORT_OWNER_POOL, &[("pool", "工博会".into())]);
    browser.pick(&owner, &pool).await;
    browser.click("button", &next(key::IMPORT_STEP_CHECK)).await;
    browser.click("button", &text_with(Lang::Zh, key::IMPORT_WRITE, &[("n", 3_usize.into())])).await;
    browser.find("region", &person.t(key::IMPORT_DONE)).await;
    browser.go("#/pools").await;
    browser.click("link", "工博会").await;
    browser.find("link", "高雯").await;
    browser.assert_accessible("a pool").await;

    // Without a rule nothing is shared out; with one it is said who would get what before anything is written.
    browser.go("#/assign").await;
    browser.sees(&person.t(key::ASSIGN_NO_RULES)).await;
    browser.assert_accessible("no rules").await;
    browser.click("link", &person.t(key::ASSIGN_NEW)).await;
    browser.fill("textbox", &person.t("assign-name"), "都归我").await;
    browser.aim("combobox", &person.t("assign-person")).await;
    browser.type_text("王芳").await;
    browser.find("option", "王芳").await;
    browser.press("ArrowDown").await;
    browser.press("Enter").await;
    browser.press("Mod+Enter").await;
    browser.find("heading", "都归我").await;
    browser.go("#/assign").await;
    browser.sees("3 条待分配线索中将分配 3 条").await;
    browser.assert_accessible("a plan").await;
    browser.click("button", &text_with(Lang::Zh, key::ASSIGN_GO, &[("n", 3_usize.into())])).await;
    browser.sees(&person.t(key::ASSIGN_NOBODY_WAITS)).await;
    browser.press("Mod+z").await;
    browser.sees("3 条待分配线索中将分配 3 条").await;

    // Claimed, talked to, converted: the customer is known already, the contact is new, and so is the deal.
    browser.go("#/leads").await;
    browser.click("link", "程屿").await;
    browser.find("heading", "程屿").await;
    browser.click("button", &person.t("command-lead-claim")).await;
    browser.sees("待处理").await;
    browser.fill("textbox", "跟进内容", "要三台样机").await;
    browser.click("button", &person.t(key::LOG_SUBMIT)).await;
    browser.sees("跟进中").await;
    person.menu("command-lead-convert").await;
    let known = text_with(Lang::Zh, key::LINK_KNOWN, &[("entity", "客户".into())]);
    browser.sees(&known).await;
    browser.assert_accessible("the conversion").await;
    let amount = person.t("opportunity-amount");
    browser.fill("textbox", &amount, "360000").await;
    let dialog = browser.find("dialog", &person.t("command-lead-convert")).await;
    browser.find_in(Some(&dialog), "button", &person.t("command-lead-convert")).await.click().await.unwrap();
    browser.sees("已转换").await;
    person.lists("#/customers", "1").await;
    browser.go("#/customers").await;
    browser.click("link", "杭州云隙传动有限公司").await;
    browser.find("heading", "杭州云隙传动有限公司").await;
    browser.sees("要三台样机").await;
    browser.assert_accessible("a customer with its history").await;

    // The deal goes on by its stages to the win, which asks for what it must know.
    browser.go("#/opportunities").await;
    browser.click("link", "云隙传动").await;
    browser.find("heading", "云隙传动").await;
    browser.sees("360,000").await;
    person.menu("command-opportunity-win").await;
    let dialog = browser.find("dialog", &person.t("command-opportunity-win")).await;
    browser.find_in(Some(&dialog), "button", &person.t("command-opportunity-win")).await.click().await.unwrap();
    browser.sees("赢单").await;
    browser.assert_accessible("a deal that is won").await;

    // All of the conversion is one step back.
    browser.press("Mod+z").await;
    browser.sees("初步接洽").await;
    browser.press("Mod+z").await;
    browser.wait("the deal is gone", async || person.listed("#/opportunities").await.is_empty()).await;
    assert_eq!([person.listed("#/contacts").await, person.listed("#/customers").await], ["", "1"]);
    person.browser.close().await;
}
