//! A browser that is killed while someone works: what it had said was saved is there, and nothing is torn.
//!
//! Every round works in one and the same profile, from the first page to a kill -9 at some moment. Then
//! the browser starts again, writes a backup, and that file is held against what the page had promised.
//! A few rounds run always, `COVE_KILLS` of them in the long run.

mod store;

use crate::browser::{Browser, Person};
use crate::engine::{Need, lacks};
use crate::site::{Site, scratch};
use cove::exchange::{Document, Limits, Union};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Creates a lead as a person would, in one call, and returns once the page shows its record.
const CREATE: &str = "
    const [name, done] = arguments;
    const until = (look) => new Promise((found) => {
        const step = () => { const it = look(); if (it) found(it); else requestAnimationFrame(step); };
        step();
    });
    const field = (label) => [...document.querySelectorAll('main input')]
        .find((input) => [...input.labels].some((found) => found.innerText.trim().startsWith(label)));
    const type = (input, text) => { input.value = text; input.dispatchEvent(new Event('input', { bubbles: true })); };
    location.hash = '#/leads/new';
    until(() => location.hash === '#/leads/new' && field('Name')).then(async () => {
        type(field('Name'), name);
        type(field('Company'), `${name} Ltd`);
        const source = [...document.querySelectorAll('main select')]
            .find((select) => select.labels[0].innerText.startsWith('Source'));
        source.value = [...source.options].find((option) => option.text === 'Referral').value;
        source.dispatchEvent(new Event('change', { bubbles: true }));
        document.querySelector('main form').requestSubmit();
        await until(() => document.querySelector('h1')?.innerText.includes(name));
        done(true);
    });";

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_browser_keeps_what_it_promised() {
    if lacks(Need::Profile) {
        return;
    }
    let rounds = rounds(3);
    let site = Site::start();
    let profile = scratch("killed");
    let browser = Browser::start_as(&site, person(&profile)).await;
    begins_empty(&browser).await;
    browser.close().await;

    let promised = Arc::new(Mutex::new(BTreeSet::<String>::new()));
    let (mut kills, mut extra) = (0, 0);
    for round in 0..rounds {
        let browser = Browser::start_as(&site, person(&profile)).await;
        browser.open("").await;
        workspace_opens(&browser).await;
        let (driver, list) = (browser.driver.clone(), promised.clone());
        let create = async move |number: u32| {
            let name = format!("Lead {round}-{number}");
            let done = driver.execute_async(CREATE, vec![json!(name)]).await;
            done.map(|_| list.lock().unwrap().insert(name))
        };
        create(0).await.unwrap();
        let work = tokio::spawn(async move {
            let mut number = 1;
            while create(number).await.is_ok() {
                number += 1;
            }
        });
        // The one place where time passes unasked: the kill comes when nobody expects it.
        tokio::time::sleep(Duration::from_millis(round * 397 % 1_000)).await;
        Gun::aim(&profile).fire();
        work.await.unwrap();
        kills += 1;
        browser.abandon();

        let browser = Browser::start_as(&site, person(&profile)).await;
        browser.open("").await;
        workspace_opens(&browser).await;
        browser.click("button", "Make a backup file").await;
        let held = leads(&browser.downloaded(".json").await);
        let promised = promised.lock().unwrap().clone();
        assert!(promised.is_subset(&held), "lost: {:?}", promised.difference(&held).collect::<Vec<_>>());
        extra = held.len() - promised.len();
        assert!(extra <= kills, "at most the change that was being saved at each kill is there unpromised");
        browser.close().await;
    }
    println!("{kills} kills, {} promised, {extra} saved but not yet shown", promised.lock().unwrap().len());
}

/// How many rounds are played: so many, or what `COVE_KILLS` says.
fn rounds(few: u64) -> u64 {
    std::env::var("COVE_KILLS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(few)
}

fn person(profile: &Path) -> Person {
    Person { profile: Some(profile.to_owned()), ..Person::default() }
}

async fn begins_empty(browser: &Browser) {
    browser.open("").await;
    browser.click("radio", "Start empty").await;
    browser.fill("textbox", "Who are you?", "Anna").await;
    browser.click("button", "Start").await;
    workspace_opens(browser).await;
}

async fn workspace_opens(browser: &Browser) {
    browser.wait("the workspace opens", async || !browser.all("navigation").await.is_empty()).await;
}

/// The leads of a backup, each whole, in a file that passes every check of the format.
fn leads(path: &Path) -> BTreeSet<String> {
    let document = Document::read(&std::fs::read(path).unwrap(), &Limits::default()).unwrap();
    let mut union = Union::default();
    union.add(document, &Limits::default()).unwrap();
    let state: Value = serde_json::from_str(&union.state_json().0).unwrap();
    let leads = state["records"]["lead"].as_object().cloned().unwrap_or_default();
    let text = |record: &Value, field: &str| record["fields"][field][0]["v"].as_str().unwrap_or_default().to_owned();
    let names = leads.values().map(|record| {
        let name = text(record, "name");
        assert_eq!(text(record, "company"), format!("{name} Ltd"), "a lead is saved whole or not at all");
        name
    });
    names.collect()
}

/// A shell that waits for a word to kill every process of a browser, without warning: to begin a program
/// would take longer than what is to be hit.
struct Gun(std::process::Child);

impl Gun {
    /// Aims at the browser with that profile.
    fn aim(profile: &Path) -> Gun {
        let mark = format!("--user-data-dir={}", profile.display());
        let ours = |entry: &std::fs::DirEntry| {
            let command = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
            command.split(|byte| *byte == 0).any(|argument| argument == mark.as_bytes())
        };
        let ids = std::fs::read_dir("/proc").unwrap().flatten().filter(ours).map(|entry| entry.file_name());
        let mut shell = Command::new("sh");
        shell.args(["-c", "read word; kill -9 $*", "sh"]).args(ids).stdin(Stdio::piped()).stderr(Stdio::null());
        Gun(shell.spawn().unwrap())
    }

    fn fire(mut self) {
        self.0.stdin.take().unwrap().write_all(b"\n").unwrap();
        self.0.wait().unwrap();
    }
}
