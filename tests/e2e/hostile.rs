//! X2, X3: words made to run as script, to break out of where they stand or to look like somebody else go into
//! every text by form, table, file and paste. Nothing runs, nothing is refused by the policy, for nothing of it
//! became markup; and every word stays as it was written.

use crate::browser::{Browser, Person};
use crate::engine::{Need, lacks};
use crate::site::{Site, scratch};
use crate::team::Colleague;
use cove::app::share;
use cove::crm::Book;
use cove::i18n::{Lang, key, text_with};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// Every word calls this if it runs, and that is a complaint of the story.
const HIT: &str = "window.hit = () => (window.__violations ??= []).push('a hostile word ran as script');
    window.alert = window.hit;";

/// The words.
fn words() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile.json");
    let words: Vec<String> = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    assert!(words.len() >= 200);
    words
}

/// Links on the page that go where they must not, or take the page along.
const LINKS: &str = "return [...document.querySelectorAll('a[href]')].filter((link) =>
        !['http:', 'https:', 'mailto:', 'tel:', 'blob:'].includes(link.protocol)
        || (link.origin !== location.origin && link.protocol.startsWith('http') && !/noopener/.test(link.rel)))
    .map((link) => link.outerHTML)";

/// Elements that only a word could have made.
const MADE: &str = "return [...document.querySelectorAll('script:not([src]), iframe, object, embed, marquee, math, [onerror], [onload], [onfocus], [onmouseover]')]
    .map((element) => element.outerHTML)";

impl Browser {
    async fn assert_harmless(&self, place: &str) {
        for script in [LINKS, MADE] {
            let found: Vec<String> = self.run(script, vec![]).await;
            assert!(found.is_empty(), "{place}: {found:?}");
        }
        let refused: Vec<String> = self.run("return window.__violations ?? []", vec![]).await;
        assert!(refused.is_empty(), "{place}: {refused:?}");
    }

    /// Shows a list from its first row to its last.
    async fn scroll_through(&self) {
        let down = "const body = document.querySelector('.grid-body') ?? document.scrollingElement;
            const box = [body, document.querySelector('main'), document.scrollingElement]
                .find((one) => one && one.scrollHeight > one.clientHeight + 1);
            if (!box) return true;
            const before = box.scrollTop; box.scrollTop += box.clientHeight * 0.9; return box.scrollTop === before;";
        for _ in 0..100 {
            if self.run(down, vec![]).await {
                return;
            }
            self.settle().await;
        }
        panic!("the list has no end");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_words_stay_words() {
    if lacks(Need::FirstScript) {
        return;
    }
    let (site, words) = (Site::start(), words());
    let person = Colleague::arrive(&site, Lang::Zh, Person { before: HIT, ..Person::default() }).await;
    let browser = &person.browser;
    // The name of person and company, and every text of a form.
    person.begin(&words[3], &words[5]).await;
    browser.assert_harmless("the first page").await;
    browser.go("#/leads/new").await;
    for (at, (field, name)) in browser.all("textbox").await.into_iter().enumerate() {
        let word = &words[at * 7 % words.len()];
        if name.contains(&person.label("name")) || field.tag_name().await.unwrap() == "textarea" {
            field.send_keys(word).await.unwrap();
        }
    }
    browser.fill("textbox", &person.label("company"), &words[0]).await;
    let source = browser.find("combobox", &person.label("source")).await;
    browser.pick(&source, &person.t("choice-source-expo")).await;
    browser.press("Mod+Enter").await;
    browser.find("heading", &words[0]).await;
    browser.assert_harmless("a record made by form").await;

    // A table with all of them, in each column that is a text.
    let table = scratch("hostile").join("<img src=x onerror=hit()>.csv");
    let mut writer = csv::Writer::from_path(&table).unwrap();
    writer.write_record(["姓名", "公司", "职务", "备注"]).unwrap();
    for (at, word) in words.iter().enumerate() {
        let other = |step: usize| &words[(at + step) % words.len()];
        writer.write_record([&format!("第{at}位 {word}"), other(1), other(2), other(3)]).unwrap();
    }
    writer.flush().unwrap();
    browser.go("#/import").await;
    browser.upload(&person.t(key::IMPORT_CHOOSE), &[&table]).await;
    browser.sees("对应列").await;
    let leads = browser.all("radio").await.into_iter().find(|(_, name)| *name == person.t("entity-leads"));
    if let Some((leads, _)) = leads {
        leads.click().await.unwrap();
    }
    browser
        .wait("all rows are checked", async || person.figure(key::IMPORT_NEW).await == words.len().to_string())
        .await;
    browser.assert_harmless("columns").await;
    for step in [key::IMPORT_STEP_RULES, key::IMPORT_STEP_CHECK] {
        let next = text_with(Lang::Zh, key::IMPORT_NEXT, &[("step", person.t(step).into())]);
        browser.click("button", &next).await;
        browser.assert_harmless("the steps of an import").await;
    }
    browser.click("button", &text_with(Lang::Zh, key::IMPORT_WRITE, &[("n", words.len().into())])).await;
    person.lists("#/leads", &(words.len() + 1).to_string()).await;
    walk(browser).await;

    // What is pasted, and what is looked for.
    browser.go("#/capture").await;
    let paste: String = words.iter().step_by(9).map(|word| format!("{word}\n")).collect();
    crate::wizard::hand_over(browser, "main", "paste", &paste, "").await;
    browser.settle().await;
    browser.assert_harmless("what was pasted").await;
    browser.press("Mod+k").await;
    browser.find("combobox", &person.t(key::PALETTE_TITLE)).await;
    browser.type_text("<img src=x onerror=hit()>").await;
    browser.settle().await;
    browser.assert_harmless("the palette").await;
    browser.press("Escape").await;

    // The file carries all of it as it was, and a colleague opens it.
    let file = person.export_all().await;
    let document = share::read(&std::fs::read(&file).unwrap()).unwrap();
    let book = Book::new(share::look_into(&document));
    let view = book.view("");
    let companies: std::collections::BTreeSet<String> =
        view.records("lead").map(|lead| lead.text("company").to_owned()).collect();
    let mut lost: Vec<&String> = words.iter().filter(|word| !companies.contains(word.trim())).collect();
    // A table hands out what may be a formula behind a mark, which reading takes away.
    lost.retain(|word| !word.starts_with('\''));
    assert!(lost.is_empty(), "{lost:?}");
    let li = Colleague::arrive(&site, Lang::En, Person { before: HIT, ..Person::default() }).await;
    li.join(&file, &words[9]).await;
    walk(&li.browser).await;
    li.browser.go("#/history").await;
    li.browser.settle().await;
    li.browser.assert_harmless("the history").await;
    assert_eq!(li.browser.complaints().await, Vec::<String>::new());
    // And this is how it would be noticed.
    let _: Value = li.browser.run("hit()", vec![]).await;
    assert_eq!(li.browser.complaints().await.len(), 1);
    li.browser.close_anyway().await;
    person.browser.close().await;
}

/// Shows the list and every tenth record.
async fn walk(browser: &Browser) {
    for route in ["#/leads", "#/leads?as=board", "#/leads?group=company"] {
        browser.go(route).await;
        browser.scroll_through().await;
        browser.assert_harmless(route).await;
    }
    browser.go("#/leads").await;
    let links = "return [...new Set([...document.querySelectorAll('a[href^=\"#/leads/\"]')]
        .map((link) => link.getAttribute('href')).filter((href) => !/new|\\?/.test(href)))]";
    let links: Vec<String> = browser.run(links, vec![]).await;
    assert!(links.len() > 5, "{links:?}");
    for link in &links {
        browser.go(link).await;
        browser.assert_harmless(link).await;
    }
}

/// What Google's evaluator finds in the policy; under 40 is certain, above is what depends on the server.
#[test]
fn the_policy_has_no_finding() {
    let script = "
        const { CspEvaluator } = require('./csp_evaluator/dist/evaluator.js');
        const { CspParser } = require('./csp_evaluator/dist/parser.js');
        const [page] = process.argv.slice(1);
        const policy = require('fs').readFileSync(page, 'utf8').match(/Content-Security-Policy\" content=\"([^\"]*)\"/)[1];
        const { csp } = new CspParser(policy);
        console.log(JSON.stringify(new CspEvaluator(csp).evaluate().map(({ severity, directive, value }) => [severity, directive, value])));";
    let modules = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/node_modules");
    let page = crate::site::folder().join("index.html");
    let output = Command::new("node").arg("-e").arg(script).arg(page).current_dir(modules).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    // A host that lets others upload scripts to its origin undoes any policy of that origin.
    assert_eq!(found, json!([[50, "script-src", "'self'"]]));
}
