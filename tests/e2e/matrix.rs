//! Every page × language × theme × width, in a demo whose clock and seed are pinned: accessible in CI and
//! `make audit`, photographed by `make pictures`.

use crate::browser::{Browser, Person};
use crate::site::Site;
use cove::i18n::{Lang, key, text};
use serde_json::json;
use std::path::Path;

/// Tuesday 2026-11-24, 10:42 in Shanghai.
const PINNED: &str = "?now=1795488120000&zone=480&seed=2026";

/// What is looked at, eight ways.
fn persons() -> Vec<Person> {
    let mut persons = Vec::new();
    for lang in ["en", "zh-CN"] {
        for dark in [false, true] {
            for (width, height) in [(1280, 800), (390, 844)] {
                persons.push(Person { lang, dark, width, height, ..Person::default() });
            }
        }
    }
    persons
}

/// The routes, by the name of their pictures; `…/first` is the first record of that list.
fn routes() -> Vec<String> {
    let mut routes = vec![String::new()];
    for entity in cove::crm::ENTITIES.iter().filter(|entity| entity.area.is_some()) {
        routes.extend(["", "/first", "/new"].map(|part| format!("{}{part}", entity.slug)));
    }
    routes.extend(
        [
            "share",
            "parcel",
            "history",
            "conflicts",
            "duplicates",
            "assign",
            "sea",
            "sea/rules",
            "recycle-rules/first",
            "capacity-rules/first",
            "analysis?of=customers.holding",
            "analysis",
            "problems",
            "analysis?of=leads.effort",
            "analysis?of=opportunities.steps",
            "analysis?of=opportunities.closed",
            "capture",
            "import",
            "backups",
            "checkup",
            "settings",
            "fields/customers",
            "own-fields/new",
            "privacy",
            "no-such-page",
        ]
        .map(str::to_owned),
    );
    // The other faces of a list, and groups.
    routes.extend(
        ["leads?group=source&rows=compact", "leads?as=board", "opportunities?as=board", "tasks?as=calendar"]
            .map(str::to_owned),
    );
    routes
}

/// Opens the demo as that person and shows every page to `look`, under a name such as
/// `leads-first-zh-dark-390`.
async fn walk(person: Person, mut look: impl AsyncFnMut(&Browser, &str)) {
    let (lang, dark, width) = (Lang::parse(person.lang).unwrap(), person.dark, person.width);
    let variant = format!("{}-{}-{width}", &lang.tag()[..2], if dark { "dark" } else { "light" });
    let site = Site::start();
    let browser = Browser::start_as(&site, person).await;
    browser.open(PINNED).await;
    browser.find("button", &text(lang, key::WELCOME_OPEN_DEMO)).await;
    browser.settle().await;
    look(&browser, &format!("welcome-{variant}")).await;
    browser.click("button", &text(lang, key::WELCOME_OPEN_DEMO)).await;
    browser.wait("the demo opens", async || !browser.all("navigation").await.is_empty()).await;
    for route in routes() {
        let hash = match route.strip_suffix("/first") {
            Some(list) => {
                browser.go(&format!("#/{list}")).await;
                let script = "return [...document.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'))
                    .find((href) => href.startsWith(arguments[0]) && !/\\/new\\b/.test(href)) ?? ''";
                browser.run(script, vec![json!(format!("#/{list}/"))]).await
            }
            None => format!("#/{route}"),
        };
        assert!(!hash.is_empty(), "{route}: the list links no record");
        browser.go(&hash).await;
        let name = if route.is_empty() { "today" } else { &route };
        look(&browser, &format!("{}-{variant}", name.replace(['/', '?', '&', '='], "-"))).await;
    }
    // What lies over a list: a record beside it, then the palette as it opens, and with something typed.
    browser.go("#/leads").await;
    let first = "return document.querySelector('a[href^=\"#/leads/\"]').getAttribute('href').split('/').pop()";
    let first: String = browser.run(first, vec![]).await;
    browser.go(&format!("#/leads?peek={first}")).await;
    look(&browser, &format!("leads-peek-{variant}")).await;
    browser.go("#/customers").await;
    browser.press("Mod+k").await;
    browser.find("combobox", &text(lang, key::PALETTE_TITLE)).await;
    browser.settle().await;
    look(&browser, &format!("palette-{variant}")).await;
    browser.type_text(if lang == Lang::Zh { "hz" } else { "le" }).await;
    browser.settle().await;
    look(&browser, &format!("palette-found-{variant}")).await;
    browser.close().await;
}

/// A1: no page has a barrier, in both languages, themes and widths.
async fn assert_no_barriers(persons: Vec<Person>) {
    let mut barriers = Vec::new();
    for person in persons {
        walk(person, async |browser, name| {
            for barrier in browser.barriers().await {
                barriers.push(format!("{name}: {barrier}"));
            }
            let overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            let overflow: i64 = browser.run(overflow, vec![]).await;
            if overflow > 0 {
                barriers.push(format!("{name}: the page scrolls sideways by {overflow} px"));
            }
        })
        .await;
    }
    assert!(barriers.is_empty(), "{}", barriers.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_accessible() {
    let opposite = [("en", false, 1280), ("zh-CN", true, 390)];
    let chosen = persons().into_iter().filter(|one| opposite.contains(&(one.lang, one.dark, one.width)));
    assert_no_barriers(chosen.collect()).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes; make audit runs it"]
async fn audit_of_the_whole_matrix() {
    assert_no_barriers(persons()).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes and checks nothing; make pictures runs it"]
async fn pictures_of_every_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pictures");
    std::fs::create_dir_all(&folder).unwrap();
    for person in persons() {
        walk(person, async |browser, name| browser.screenshot(&folder.join(format!("{name}.png"))).await).await;
    }
}
