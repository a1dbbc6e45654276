//! What a manager looks at: reports whose figures open their records, steps that the rules refuse, and a rep who goes
//! through a pool one by one with a brief before each call.

use crate::browser::Person;
use crate::site::{Site, scratch};
use crate::team::Colleague;
use cove::app::{Who, Workspace, share};
use cove::crm::{Edits, Now};
use cove::i18n::{Lang, key, text_with};
use cove::store::Memory;
use futures_util::FutureExt;
use std::cell::Cell;
use std::path::{Path, PathBuf};

/// Tuesday 2026-11-24, 10:42 in Shanghai.
const PINNED: &str = "?now=1795488120000&zone=480&seed=2026";

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_divided_and_each_figure_opens_its_records() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    let browser = &person.browser;
    browser.open(PINNED).await;
    browser.click("button", &person.t(key::WELCOME_OPEN_DEMO)).await;
    person.opened().await;
    browser.press("g").await;
    browser.press("r").await;
    browser.find("heading", &person.t(key::NAV_ANALYSIS)).await;
    browser.sees("展会").await;
    browser.assert_accessible("a report").await;
    let by = browser.find("combobox", &person.t(key::ANALYSIS_BY)).await;
    browser.pick(&by, &person.t("field-owner")).await;
    browser.sees("王雨桐").await;
    // The number in the row of a person, and the list behind it.
    let script = "const row = [...document.querySelectorAll('table.report tbody tr')]
        .find((row) => row.querySelector('th').innerText.includes('王雨桐'));
        const link = row?.querySelector('td a'); return link ? [link.innerText, link.getAttribute('href')] : ['', '']";
    let [count, href]: [String; 2] = browser.run(script, vec![]).await;
    assert!(count.parse::<usize>().is_ok_and(|count| count > 0), "{count:?}");
    browser.go(&href).await;
    browser.sees(&text_with(Lang::Zh, key::FOOTER_SHOWN, &[("n", count.parse::<usize>().unwrap().into())])).await;
    // The steps of the deals name the one where they stay longest.
    browser.go("#/analysis?of=opportunities.steps").await;
    browser.sees(&person.t(key::ANALYSIS_BOTTLENECK)).await;
    browser.assert_accessible("the steps").await;
    person.browser.close().await;
}

/// A file by somebody who joined with another program and wrote a state past the rules.
fn forged(file: &Path, name: &str) -> PathBuf {
    let now = Now { instant: 1_795_488_120_000, offset: 480 };
    let document = share::read(&std::fs::read(file).unwrap()).expect("a sound file");
    let seed = Cell::new(7_u64);
    let chance = Box::new(move || {
        seed.set(seed.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
        seed.get()
    });
    let joined = Workspace::join(Memory::default(), document, Who::New(name.into()), now, chance);
    let workspace = joined.now_or_never().expect("memory never waits").expect("it joins");
    let lead = workspace.read(|view| view.records("lead").next().expect("a lead").at());
    let mut edits = Edits::new();
    edits.set("lead", &lead.id, "stage", "following");
    let wrote = workspace.act(now, "edit", |_| Ok(edits.clone())).now_or_never().expect("memory never waits");
    wrote.expect("it is written");
    let export = workspace.export_full(now.instant).now_or_never().expect("memory never waits").expect("it is written");
    let path = scratch("forged").join("forged.cove.json");
    std::fs::write(&path, export.text).unwrap();
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn a_step_that_the_rules_refuse_is_listed_and_put_back() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    let browser = &person.browser;
    person.begin("王芳", "澄海仪器").await;
    person.add_lead("程屿", "云隙传动").await;
    browser.click("button", &person.t(key::RECORD_MORE)).await;
    browser.click("menuitem", &person.t("command-lead-void")).await;
    browser.sees("已作废").await;
    browser.go("#/problems").await;
    browser.sees(&person.t(key::PROBLEMS_NONE)).await;
    let file = forged(&person.export_all().await, "李明");
    person.merge(&file, 1, 1, 0).await;
    browser.click("link", &text_with(Lang::Zh, key::PROBLEMS_FOUND, &[("n", 1_usize.into())])).await;
    browser.sees(&person.t("problem-admin")).await;
    browser.sees("李明").await;
    browser.assert_accessible("a problem").await;
    browser.click("button", &text_with(Lang::Zh, key::PROBLEMS_BACK, &[("from", "已作废".into())])).await;
    browser.sees(&person.t(key::PROBLEMS_NONE)).await;
    browser.click("button", &person.t(key::UNDO)).await;
    browser.sees(&person.t("problem-admin")).await;
    // An admin may also let it stand.
    browser.click("button", &person.t(key::PROBLEMS_STAND)).await;
    browser.sees(&person.t(key::PROBLEMS_NONE)).await;
    person.lists("#/leads", "1").await;
    person.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_claimed_from_a_list_makes_room_for_the_next() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::En, Person::default()).await;
    let browser = &person.browser;
    person.begin("Ann Lee", "Harbour Pumps").await;
    for name in ["Bob Stone", "Cid Moss"] {
        person.add_lead(name, "Moss & Stone").await;
        browser.click("button", &person.t(key::RECORD_MORE)).await;
        browser.click("menuitem", &person.t("command-lead-return")).await;
        let dialog = browser.find("dialog", &person.t("command-lead-return")).await;
        let reason = browser.find_in(Some(&dialog), "combobox", &person.t("lead-return-reason")).await;
        browser.pick(&reason, &person.t("choice-return-region")).await;
        browser.find_in(Some(&dialog), "button", &person.t("command-lead-return")).await.click().await.unwrap();
        browser.sees(&person.t("choice-lead-unassigned")).await;
    }
    browser.go("#/leads?tab=unassigned").await;
    browser.click("link", "Cid Moss").await;
    browser.find("heading", "Cid Moss").await;
    browser.click("button", &person.t("command-lead-claim")).await;
    browser.find("heading", "Bob Stone").await;
    // The last of the list stays open, and the brief says that nobody talked yet, then what was said.
    browser.click("button", &person.t("command-lead-claim")).await;
    browser.sees(&person.t("choice-lead-pending")).await;
    browser.find("heading", "Bob Stone").await;
    let brief = "[...document.querySelectorAll('.brief summary')].at(-1).click()";
    browser.run::<()>(brief, vec![]).await;
    browser.sees(&person.t(key::BRIEF_ASK)).await;
    browser.assert_accessible("the brief").await;
    browser.fill("textbox", &person.t("follow-up-content"), "Wants three pumps").await;
    browser.click("button", &person.t(key::LOG_SUBMIT)).await;
    browser.sees(&person.t(key::BRIEF_LAST)).await;
    person.browser.close().await;
}
