//! Two people at odds on several fields and on a delete: settled in the workbench each way, found again in
//! the history, and what a file brought taken back for everyone.

use crate::browser::Person;
use crate::site::Site;
use crate::team::Colleague;
use cove::i18n::{Lang, key};

#[tokio::test(flavor = "multi_thread")]
async fn conflicts_are_settled_and_what_a_file_brought_is_taken_back() {
    let site = Site::start();
    let wang = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    wang.begin("王芳", "澄海仪器").await;
    let lead = wang.add_lead("程屿", "杭州云隙").await;
    let gone = wang.add_lead("何敏", "合肥初晴").await;
    let li = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    li.join(&wang.export_all().await, "李明").await;

    for (person, company, title, name) in [(&wang, "云隙传动", "经理", "程屿甲"), (&li, "云隙精密", "总监", "程屿乙")]
    {
        person.browser.go(&lead).await;
        person.edit("company", company).await;
        person.edit("title", title).await;
        person.edit("name", name).await;
        person.browser.go(&gone).await;
    }
    li.edit("title", "采购").await;
    wang.browser.click("button", &wang.t(key::RECORD_MORE)).await;
    wang.browser.click("menuitem", &wang.t(key::RECORD_DELETE)).await;
    wang.browser.find("heading", "何敏").await;
    let file = li.export_all().await;
    wang.merge(&file, 1, 2, 4).await;
    let file = wang.export("导出李明还没有的改动").await;
    li.merge(&file, 0, 1, 4).await;

    // One by its value, one typed, two by a rule.
    wang.lists("#/conflicts", "4").await;
    wang.browser.go("#/conflicts").await;
    wang.browser.assert_accessible("the conflicts").await;
    wang.browser.sees("分开前的值，各方都见过").await;
    wang.browser.press("j").await;
    wang.browser.sees("2 / 4").await;
    wang.browser.press("k").await;
    wang.browser.sees("1 / 4").await;
    wang.browser.click("radio", "云隙传动").await;
    wang.browser.click("button", "裁定").await;
    wang.browser.sees("1 / 3").await;
    wang.browser.fill("textbox", &wang.label("name"), "程屿（工博会）").await;
    wang.browser.press("Enter").await;
    wang.browser.sees("1 / 2").await;
    let rule = wang.browser.find("combobox", &wang.t(key::RULE_LABEL)).await;
    wang.browser.pick(&rule, "以李明写的为准").await;
    wang.browser.sees("可裁定 2 处，余 0 处由你决定。").await;
    wang.browser.click("button", "裁定 2 处").await;
    wang.browser.sees(&wang.t(key::SHARE_CALM)).await;
    wang.lists("#/conflicts", "").await;

    // One act, so one step back and forth. What was settled is not open again: it is as it was shown before.
    for (keys, leads) in [("Mod+z", "1"), ("Mod+Shift+z", "2")] {
        wang.browser.press(keys).await;
        wang.browser.wait("the leads", async || wang.listed("#/leads").await == leads).await;
    }
    let file = wang.export("导出李明还没有的改动").await;
    li.merge(&file, 1, 1, 0).await;
    assert_eq!(li.fingerprint().await, wang.fingerprint().await);

    // The values that lost, and the record as it stood at first.
    li.browser.go(&lead).await;
    for text in ["云隙传动", "总监", "程屿（工博会）"] {
        li.browser.sees(text).await;
    }
    li.browser.click("tab", &li.t(key::RECORD_HISTORY)).await;
    for text in ["云隙精密", "经理", "程屿甲"] {
        li.browser.sees(text).await;
    }
    li.browser.assert_accessible("the history of a record").await;
    let field = li.browser.find("combobox", &li.t(key::HISTORY_FIELD)).await;
    li.browser.pick(&field, &li.label("company")).await;
    li.browser.settle().await;
    let then = li.browser.all("button").await;
    let (first, _) = then.iter().rfind(|(_, name)| *name == li.t(key::AS_OF_SHOW)).expect("a way to the first moment");
    first.click().await.unwrap();
    let past = li.browser.find("region", &li.t(key::AS_OF_LABEL)).await;
    li.browser.find_in(Some(&past), "cell", "杭州云隙").await;
    li.browser.find_in(Some(&past), "cell", "云隙传动").await;
    li.browser.assert_accessible("a record as it stood").await;

    // What Li's file brought goes for everyone, but for what was settled since.
    wang.browser.go("#/history").await;
    wang.browser.assert_accessible("the history").await;
    wang.browser.click("button", &wang.t(key::HISTORY_POINT_OPEN)).await;
    wang.browser.sees(&wang.t(key::HISTORY_BACK)).await;
    wang.browser.sees("后来改过的人").await;
    wang.browser.assert_accessible("what taking back would do").await;
    wang.browser.click("button", &wang.t(key::HISTORY_UNDO_FOR_ALL)).await;
    wang.browser.sees("已撤回").await;
    wang.browser.go(&gone).await;
    wang.browser.find("heading", "何敏").await;
    let text: String = wang.browser.run("return document.querySelector('main').innerText", vec![]).await;
    assert!(!text.contains("采购"), "{text}");
    let file = wang.export("导出李明还没有的改动").await;
    li.merge(&file, 0, 1, 0).await;
    assert_eq!(li.fingerprint().await, wang.fingerprint().await);
    wang.browser.press("Mod+z").await;
    wang.browser.go(&gone).await;
    wang.browser.sees("采购").await;
    wang.browser.close().await;
    li.browser.close().await;
}
