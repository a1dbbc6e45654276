//! Customers that are somebody's and those that are nobody's: a countdown, the sea, a claim refused for want of room, and
//! registrations that meet at the clerk's.

use crate::browser::Person;
use crate::site::{Site, scratch};
use crate::team::Colleague;
use cove::app::query::ME;
use cove::app::{Choosing, Filter, Query, Test, Who, Workspace, share};
use cove::crm::{Now, entity, record};
use cove::i18n::{Lang, key, text_with};
use cove::store::Memory;
use futures_util::FutureExt;
use serde_json::{Value, json};
use std::cell::Cell;
use std::path::{Path, PathBuf};

/// Tuesday 2026-11-24, 10:42 in Shanghai.
const PINNED: &str = "?now=1795488120000&zone=480&seed=2026";

impl Colleague {
    /// Chooses in a dialog: the option of a combobox.
    async fn choose_in(&self, dialog: &str, field: &str, option: &str) {
        let dialog = self.browser.find("dialog", dialog).await;
        let field = self.browser.find_in(Some(&dialog), "combobox", &self.t(field)).await;
        self.browser.pick(&field, &self.t(option)).await;
    }

    /// Runs a command of the open record from its header or its menu.
    async fn run(&self, command: &str) {
        let label = self.t(command);
        let all = self.browser.all("button").await;
        match all.into_iter().find(|(_, name)| *name == label) {
            Some((button, _)) => button.click().await.unwrap(),
            None => {
                self.browser.click("button", &self.t(key::RECORD_MORE)).await;
                self.browser.click("menuitem", &label).await;
            }
        }
    }

    /// Presses the button of a dialog.
    async fn confirm(&self, dialog: &str) {
        let open = self.browser.find("dialog", dialog).await;
        self.browser.find_in(Some(&open), "button", dialog).await.click().await.unwrap();
    }

    /// How many customers one holds oneself, as the meter says.
    async fn held(&self) -> usize {
        let script = "return document.querySelector('.sea-own b')?.innerText ?? ''";
        self.browser
            .wait("the meter is there", async || !self.browser.run::<String>(script, vec![]).await.is_empty())
            .await;
        self.browser.run::<String>(script, vec![]).await.parse().unwrap()
    }

    /// The buttons that take something out of the sea, and whether they may.
    async fn claims(&self) -> Vec<(String, bool)> {
        let script = "return [...document.querySelectorAll('.sea-claim button')]
            .map((button) => [button.getAttribute('aria-label'), button.getAttribute('aria-disabled') !== 'true'])";
        self.browser.run(script, vec![]).await
    }

    async fn register(&self, name: &str) {
        self.browser.go("#/registrations/new").await;
        self.browser.fill("textbox", &self.t("registration-name"), name).await;
        let class = self.browser.find("combobox", &self.t("registration-class")).await;
        self.browser.pick(&class, &self.t("choice-class-b")).await;
        self.browser.press("Mod+Enter").await;
        self.browser.find("heading", name).await;
        self.run("command-registration-submit").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lapses_is_claimed_until_ones_room_is_full_and_one_is_given_back_for_it() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    let browser = &person.browser;
    browser.open(PINNED).await;
    browser.click("button", &person.t(key::WELCOME_OPEN_DEMO)).await;
    person.opened().await;
    // The day counts down.
    browser.click("link", &person.t("choice-lapse-soon")).await;
    browser.sees(&text_with(Lang::Zh, key::FOOTER_SHOWN, &[("n", 5_usize.into())])).await;
    browser.go("#/sea").await;
    browser.find("heading", &person.t(key::NAV_SEA)).await;
    browser.assert_accessible("the sea").await;
    let held = person.held().await;
    let claims = person.claims().await;
    assert!(claims.iter().any(|(_, may)| *may) && claims.iter().any(|(_, may)| !*may), "{claims:?}");
    // A rule is tried, and takes nothing yet.
    browser.go("#/sea/rules").await;
    browser.fill("textbox", &person.t(key::RECYCLE_DAYS), "5").await;
    let verdict = "return document.querySelector('.sea-verdict strong')?.innerText ?? ''";
    browser
        .wait("the trial says what it would take", async || {
            let said: String = browser.run(verdict, vec![]).await;
            said.chars().any(|c| ('1'..='9').contains(&c))
        })
        .await;
    // So is another limit.
    browser.fill("textbox", &person.t(key::TRIAL_MOST), "1").await;
    browser.sees("已有客户不会被收走").await;
    browser.assert_accessible("the rules").await;
    // As many as are held are all that may be held.
    browser.click("link", "标准私海容量").await;
    let most = person.t("capacity-most");
    browser.click("button", &text_with(Lang::Zh, key::FACT_EDIT, &[("field", most.clone().into())])).await;
    browser.fill("textbox", &most, &held.to_string()).await;
    browser.press("Enter").await;
    browser.settle().await;
    browser.go("#/sea").await;
    browser.wait("nothing may be claimed", async || person.claims().await.iter().all(|(_, may)| !*may)).await;
    browser.sees(&person.t(key::SEA_CLAIM_NOT)).await;
    // One is given back.
    let mine = Query {
        filters: vec![
            Filter::one("owner", Test::AnyOf(vec![ME.to_owned()])),
            Filter::one("place", Test::AnyOf(vec!["held".to_owned()])),
            Filter::one("won_last", Test::Blank),
        ],
        ..Query::default()
    };
    browser.go(&format!("#/customers?{}", mine.to_address())).await;
    let first = "document.querySelector('[role=row] a[href^=\"#/customers/\"]').click()";
    browser
        .wait("a customer is there", async || {
            browser.run::<bool>("return !!document.querySelector('[role=row] a[href^=\"#/customers/\"]')", vec![]).await
        })
        .await;
    let _: Value = browser.run(first, vec![]).await;
    let back = person.t("command-customer-return");
    browser
        .wait("its page is there", async || {
            browser.all("button").await.iter().any(|(_, name)| *name == person.t(key::RECORD_MORE))
        })
        .await;
    person.run("command-customer-return").await;
    person.choose_in(&back, "lead-return-reason", "choice-return-capacity").await;
    person.confirm(&back).await;
    browser.sees(&person.t(key::UNDO)).await;
    browser.settle().await;
    browser.go("#/sea").await;
    assert_eq!(person.held().await, held - 1);
    let claims = person.claims().await;
    let (name, _) = claims.iter().find(|(_, may)| *may).expect("one may be claimed").clone();
    browser.click("button", &name).await;
    browser.wait("it is claimed", async || person.claims().await.iter().all(|(own, _)| *own != name)).await;
    assert_eq!(person.held().await, held);
    person.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_registration_that_is_refused_is_contested_and_shared() {
    let site = Site::start();
    let chief = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    chief.begin("王芳", "澄海仪器").await;
    chief.register("嘉兴澄云水处理有限公司").await;
    chief.browser.sees(&chief.t("choice-registration-protected")).await;
    chief.browser.assert_accessible("a registration").await;
    let rep = Colleague::arrive(&site, Lang::Zh, Person { width: 390, height: 844, ..Person::default() }).await;
    rep.join(&chief.export_all().await, "李明").await;
    rep.register("嘉兴澄云水处理").await;
    rep.browser.sees(&rep.t("choice-verdict-blocked")).await;
    rep.run("command-registration-appeal").await;
    let dialog = rep.t("command-registration-appeal");
    let open = rep.browser.find("dialog", &dialog).await;
    let why = rep.browser.find_in(Some(&open), "textbox", &rep.t("registration-appeal")).await;
    why.send_keys("总经理是我们的老关系").await.unwrap();
    rep.browser.assert_accessible("an appeal").await;
    rep.confirm(&dialog).await;
    rep.browser.sees(&rep.t("choice-registration-appealing")).await;
    let file = rep.export_all().await;
    chief.choose(&[&file]).await;
    chief.merge_any().await;
    // The day of the chief names it.
    chief.browser.go("#/").await;
    chief.browser.click("link", &chief.t("choice-near-review")).await;
    chief.browser.click("link", "嘉兴澄云水处理").await;
    chief.browser.sees("总经理是我们的老关系").await;
    // What each claims stands beside the other.
    let sides = chief.browser.find("region", &chief.t(key::SIDES_TITLE)).await;
    for who in ["李明", "王芳"] {
        chief.browser.find_in(Some(&sides), "heading", who).await;
    }
    chief.browser.assert_accessible("both sides of an appeal").await;
    chief.run("command-registration-share").await;
    let dialog = chief.t("command-registration-share");
    let open = chief.browser.find("dialog", &dialog).await;
    let why = chief.browser.find_in(Some(&open), "textbox", &chief.t("registration-decision")).await;
    why.send_keys("双方一起跟进").await.unwrap();
    chief.confirm(&dialog).await;
    chief.browser.sees(&chief.t("choice-registration-shared")).await;
    let file = chief.export_all().await;
    rep.choose(&[&file]).await;
    rep.merge_any().await;
    rep.browser.go("#/registrations").await;
    rep.browser.sees(&rep.t("choice-registration-shared")).await;
    chief.browser.close().await;
    rep.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rep_looks_at_so_many_of_a_pool_in_a_day() {
    let site = Site::start();
    let chief = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    chief.begin("王芳", "澄海仪器").await;
    chief.browser.go("#/pools/new?holds=customers").await;
    chief.browser.fill("textbox", &chief.t("pool-name"), "华东公海").await;
    chief.browser.fill("textbox", &chief.t("pool-views"), "1").await;
    chief.browser.press("Mod+Enter").await;
    chief.browser.find("heading", "华东公海").await;
    let pool: String = chief.browser.run("return location.hash.split('/').pop()", vec![]).await;
    let mut routes = Vec::new();
    for name in ["嘉兴澄云水处理", "浙江华远包装"] {
        routes.push(chief.add("customer", &format!("?pool={pool}"), &[("name", name)], name).await);
    }
    let rep = Colleague::arrive(&site, Lang::Zh, Person { width: 390, height: 844, ..Person::default() }).await;
    rep.join(&chief.export_all().await, "李明").await;
    let claim = rep.t(key::VEILED_CLAIM);
    rep.browser.go(&routes[0]).await;
    rep.browser.find("heading", "嘉兴澄云水处理").await;
    assert!(rep.browser.all("link").await.iter().all(|(_, name)| *name != claim), "the first of the day is seen");
    rep.browser.go(&routes[1]).await;
    rep.browser.find("link", &claim).await;
    rep.browser.assert_accessible("one too many of a pool").await;
    // What was seen today may be seen again; what is claimed is one's own.
    rep.browser.go(&routes[0]).await;
    rep.browser
        .wait("it is seen again", async || rep.browser.all("link").await.iter().all(|(_, name)| *name != claim))
        .await;
    rep.browser.go(&routes[1]).await;
    rep.browser.click("link", &claim).await;
    let name = format!("{}: 浙江华远包装", rep.t(key::COMMAND_LEAD_CLAIM));
    rep.browser.click("button", &name).await;
    rep.browser.wait("it is claimed", async || rep.claims().await.iter().all(|(own, _)| *own != name)).await;
    rep.browser.go(&routes[1]).await;
    rep.browser.find("heading", "浙江华远包装").await;
    rep.browser.wait("it is seen", async || rep.browser.all("link").await.iter().all(|(_, name)| *name != claim)).await;
    chief.browser.close().await;
    rep.browser.close().await;
}

/// A request of somebody who joined by a file and registers one company.
fn request(file: &Path, number: u64, company: &str) -> PathBuf {
    let now = Now { instant: 1_795_488_120_000, offset: 480 };
    let document = share::read(&std::fs::read(file).unwrap()).expect("a sound file");
    let seed = Cell::new(number * 7_919 + 1);
    let chance = Box::new(move || {
        seed.set(seed.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
        seed.get()
    });
    let who = Who::New(format!("业务员 {number}"));
    let joined = Workspace::join(Memory::default(), document, who, now, chance);
    let workspace = joined.now_or_never().expect("memory never waits").expect("it joins");
    let args = [("name", company.into()), ("class", "a".into())]
        .map(|(field, value): (&str, cove::ledger::Value)| (field.to_owned(), value));
    let table = entity("registration").expect("a table");
    let made = workspace.act(now, "create", |view| Ok(record::create(view, table, &args.clone().into(), &now)?.0));
    let made = made.now_or_never().expect("memory never waits").expect("it is written").created[0].clone();
    let chosen = workspace.chosen(&Choosing { records: vec![made], owner: None, related: false });
    let parcel = workspace.parcel(&chosen, &[]);
    let export = workspace.export_parcel(&parcel, true, now.instant).now_or_never().expect("memory never waits");
    let path = scratch("request").join(format!("{number}-request.cove.json"));
    std::fs::write(&path, export.expect("it is written").text).unwrap();
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clerk_takes_in_eleven_request_files_at_once() {
    let site = Site::start();
    let clerk = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    clerk.begin("高雯", "澄海仪器").await;
    clerk.register("苏州澜芯半导体有限公司").await;
    clerk.browser.sees(&clerk.t("choice-registration-protected")).await;
    let everything = clerk.export_all().await;
    let company = |n: u64| match n {
        4 => "苏州澜芯半导体".to_owned(),
        _ => format!(
            "{}阀业集团有限公司",
            ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子"][n as usize - 1]
        ),
    };
    let files: Vec<PathBuf> = (1..=11).map(|n| request(&everything, n, &company(n))).collect();
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    clerk.choose(&files).await;
    clerk.merge_any().await;
    clerk.browser.click("button", &text_with(Lang::Zh, key::REQUESTS_ACCEPT_ALL, &[("n", 11_usize.into())])).await;
    clerk
        .browser
        .wait("all are answered", async || {
            !clerk.browser.all("region").await.iter().any(|(_, name)| *name == clerk.t(key::REQUESTS_TITLE))
        })
        .await;
    clerk.browser.go("#/registrations?tab=draft").await;
    clerk.browser.sees("甲阀业集团有限公司").await;
    let tick = "[...document.querySelectorAll('[role=row] input[type=checkbox]')].filter((box) => box.closest('[role=row]').innerText.includes(arguments[0]))
        .forEach((box) => box.click())";
    for word in ["阀业集团", "澜芯半导体"] {
        let _: Value = clerk.browser.run(tick, vec![json!(word)]).await;
    }
    clerk.browser.click("button", &clerk.t("command-registration-submit")).await;
    clerk.browser.wait("all are handed in", async || clerk.listed("#/registrations").await == "12").await;
    clerk.browser.go("#/registrations?tab=protected").await;
    clerk.browser.sees(&text_with(Lang::Zh, key::FOOTER_SHOWN, &[("n", 11_usize.into())])).await;
    clerk.browser.go("#/registrations?tab=rejected").await;
    clerk.browser.sees("业务员 4").await;
    clerk.browser.close().await;
}
