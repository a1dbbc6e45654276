//! Two people, one table and some files: from a real import to one fingerprint on both sides.

use crate::browser::Person;
use crate::site::Site;
use crate::team::Colleague;
use cove::app::share;
use cove::crm::{Book, Rec};
use cove::i18n::{Lang, key};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

#[tokio::test(flavor = "multi_thread")]
async fn a_team_shares_by_files() {
    let site = Site::start();
    let wang = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    wang.begin("王芳", "澄海仪器").await;
    import(&wang, &table()).await;

    // Somebody of the table, found by a part of the name.
    wang.browser.press("Mod+k").await;
    wang.browser.find("combobox", &wang.t(key::PALETTE_TITLE)).await;
    wang.browser.type_text("lley ker").await;
    wang.browser.sees("Shelley Kerluke").await;
    wang.browser.press("Enter").await;
    wang.browser.find("heading", "Shelley Kerluke").await;
    for text in ["Gottlieb and Sons", "Shelley_Kerluke47@hotmail.com", "1-955-371-0847 x371"] {
        wang.browser.sees(text).await;
    }

    // A lead of one's own, and the first follow-up.
    let lead = wang.add_lead("程屿", "杭州云隙精密传动有限公司").await;
    wang.browser.sees("待处理").await;
    wang.browser.fill("textbox", "跟进内容", "样机参数已确认，周四上门").await;
    wang.browser.click("button", &wang.t(key::LOG_SUBMIT)).await;
    wang.browser.sees("跟进中").await;

    let file = wang.export_all().await;
    assert_whole(&file);

    let li = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    li.browser.click("radio", &li.t(key::WELCOME_FILE)).await;
    li.browser.upload(&li.t(key::WELCOME_CHOOSE_FILE), &[&file]).await;
    li.browser.sees("「澄海仪器」").await;
    li.browser.assert_accessible("an opened file").await;
    li.browser.click("radio", &li.t(key::WELCOME_SOMEBODY_NEW)).await;
    li.browser.fill("textbox", &li.t(key::WELCOME_WHO), "李明").await;
    li.browser.click("button", &li.t(key::WELCOME_JOIN)).await;
    li.opened().await;
    li.lists("#/contacts", "500").await;

    // The same field, and different ones.
    for (person, company, field, value) in
        [(&wang, "云隙传动", "title", "总经理"), (&li, "云隙精密", "name", "程屿（工博会）")]
    {
        person.browser.go(&lead).await;
        person.edit("company", company).await;
        person.edit(field, value).await;
    }
    let file = li.export_all().await;
    wang.merge(&file, 1, 1, 1).await;
    let file = wang.export("导出李明还没有的改动").await;
    li.merge(&file, 0, 1, 1).await;
    for person in [&wang, &li] {
        person.browser.sees("1 条记录有冲突").await;
        person.browser.assert_accessible("the conflict").await;
        person.browser.go(&lead).await;
        person.browser.sees("总经理").await;
        person.browser.find("heading", "程屿（工博会）").await;
        person.browser.go("#/share").await;
    }
    assert_eq!(wang.fingerprint().await, li.fingerprint().await);

    // One decision, on one side; the other learns it from a file.
    li.browser.go("#/conflicts").await;
    li.browser.click("radio", "云隙传动").await;
    li.browser.press("Enter").await;
    li.browser.sees(&li.t(key::SHARE_CALM)).await;
    let file = li.export("导出王芳还没有的改动").await;
    wang.merge(&file, 0, 1, 0).await;
    wang.browser.sees(&wang.t(key::SHARE_CALM)).await;
    let fingerprint = wang.fingerprint().await;
    assert_eq!(li.fingerprint().await, fingerprint);
    for person in [&wang, &li] {
        assert_eq!(state_of(&person.export_all().await), fingerprint);
        assert_eq!(person.fingerprint_after_reload().await, fingerprint);
        person.lists("#/contacts", "500").await;
        person.browser.go(&lead).await;
        for text in ["云隙传动", "总经理", "跟进中", "样机参数已确认，周四上门"] {
            person.browser.sees(text).await;
        }
    }

    // The import goes, whatever came after it stays.
    wang.browser.go("#/import").await;
    wang.browser.click("button", &wang.t(key::IMPORT_UNDO)).await;
    wang.browser.sees("已撤销导入，删去 555 条记录").await;
    wang.browser.settle().await;
    let left = ["#/contacts", "#/customers", "#/leads"].map(|route| wang.listed(route));
    assert_eq!(futures_util::future::join_all(left).await, ["", "", "1"]);
    wang.browser.go(&lead).await;
    wang.browser.sees("样机参数已确认，周四上门").await;
    wang.browser.close().await;
    li.browser.close().await;
}

/// Imports the contacts and sees them arrive.
async fn import(person: &Colleague, table: &Path) {
    person.browser.go("#/import").await;
    person.browser.assert_accessible("the import page").await;
    person.browser.upload(&person.t(key::IMPORT_CHOOSE), &[table]).await;
    person.browser.sees("对应列").await;
    person.browser.wait("all rows are checked", async || person.figure(key::IMPORT_NEW).await == "500").await;
    person.browser.assert_accessible("the columns").await;
    let counts = [(key::IMPORT_ROWS, "500"), (key::IMPORT_NEW, "500"), (key::IMPORT_COMPANIES, "55")];
    for (word, count) in counts.into_iter().chain([(key::IMPORT_DUPLICATES, "0"), (key::IMPORT_WRONG, "0")]) {
        assert_eq!(person.figure(word).await, count, "{word}");
    }
    person.browser.click("button", "下一步：合并规则").await;
    person.browser.assert_accessible("the rules").await;
    person.browser.click("button", "下一步：预检").await;
    person.browser.sees("已显示 50 / 500").await;
    person.browser.assert_accessible("the dry run").await;
    person.browser.click("button", "导入 500 行").await;
    person.browser.sees("已导入 500 行").await;
    person.browser.assert_accessible("the report").await;
    person.browser.click("button", &person.t(key::IMPORT_ANOTHER)).await;
    person.browser.sees("联系人 500 · 客户 55").await;
    person.lists("#/contacts", "500").await;
    person.lists("#/customers", "55").await;
}

fn table() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tables/atomic-crm-contacts.csv")
}

/// Every cell of the table is in the file that the browser handed out, in a record of its row.
fn assert_whole(file: &Path) {
    let document = share::read(&std::fs::read(file).unwrap()).unwrap();
    let book = Book::new(share::look_into(&document));
    let view = book.view("");
    let mut contacts: Vec<Rec<'_>> = view.records("contact").collect();
    assert_eq!(contacts.len(), 500);
    let mut table = csv::Reader::from_path(table()).unwrap();
    let heading = table.headers().unwrap().clone();
    for row in table.records() {
        let row = row.unwrap();
        let cell = |name: &str| &row[heading.iter().position(|own| own == name).unwrap()];
        let cells = |names: [&str; 3]| -> BTreeSet<String> {
            names.iter().map(|name| cell(name).to_owned()).filter(|text| !text.is_empty()).collect()
        };
        let is_it = |rec: &Rec<'_>| {
            let points = |kind| rec.points(kind).iter().map(|point| point.text("value").to_owned()).collect();
            let tags: Vec<&str> = rec.tags("tags").into_iter().collect();
            let mut wanted: Vec<&str> = cell("tags").split(", ").filter(|tag| !tag.is_empty()).collect();
            wanted.sort_unstable();
            rec.title() == format!("{} {}", cell("first_name"), cell("last_name"))
                && rec.get("customer").and_then(|link| view.follow(link)).unwrap().title() == cell("company_name")
                && rec.text("title") == cell("title")
                && rec.text("background") == cell("background")
                && cells(["email_work", "email_home", "email_other"]) == points("email")
                && cells(["phone_work", "phone_home", "phone_other"]) == points("phone")
                && tags == wanted
        };
        let at = contacts.iter().position(is_it).unwrap_or_else(|| panic!("not there: {row:?}"));
        contacts.swap_remove(at);
    }
    assert!(contacts.is_empty());
    assert_eq!(view.records("customer").count(), 55);
}

/// What `cove-file state` says of a file.
fn state_of(file: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_cove-file")).arg("state").arg(file).output().unwrap();
    assert!(output.status.success());
    let state: Value = serde_json::from_slice(&output.stdout).unwrap();
    state["hash"].as_str().unwrap().to_owned()
}
