//! Without a network, and from one version of the app to the next.

use crate::browser::{Browser, Person};
use crate::engine::{Need, lacks};
use crate::site::{Site, folder};
use crate::start::{copy_of_release, copy_with_flipped_byte};
use crate::team::Colleague;
use cove::i18n::{Lang, key, text_with};
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// What the service worker is: `none`, `installing`, `waiting`, `active`, and whether it has the page.
const STATE: &str = "const done = arguments[0];
    navigator.serviceWorker.getRegistration().then((found) => done([
      found?.waiting ? 'waiting' : found?.installing ? 'installing' : found?.active?.state ?? 'none',
      String(Boolean(navigator.serviceWorker.controller)),
    ]));";

async fn state(browser: &Browser) -> [String; 2] {
    let state = browser.driver.execute_async(STATE, vec![]).await.unwrap();
    state.convert().unwrap()
}

/// Waits until the service worker has kept the files.
pub(crate) async fn kept(browser: &Browser) {
    browser.wait("the files are kept", async || state(browser).await == ["activated", "true"]).await;
}

/// P2: after one visit the whole app works with the server gone, pages that were never opened included.
#[tokio::test(flavor = "multi_thread")]
async fn without_a_network_everything_works() {
    for (lang, mount) in [(Lang::Zh, "/"), (Lang::En, "/a/crm/")] {
        let site = Site::start_with(&folder(), &["--mount", mount]);
        let person = Colleague::arrive(&site, lang, Person::default()).await;
        person.begin("王芳", "澄海仪器").await;
        kept(&person.browser).await;
        let address = site.address.clone();
        drop(site);
        person.browser.goto(&format!("{address}?from=a-link")).await;
        person.opened().await;
        person.add_lead("程屿", "云隙传动").await;
        let file = person.export_all().await;
        assert!(std::fs::read_to_string(&file).unwrap().contains("云隙传动"));
        person.choose(&[&file]).await;
        person.browser.sees(&person.t(key::SHARE_NOT_WRITTEN)).await;
        person.browser.reload().await;
        person.opened().await;
        person.browser.go("#/leads").await;
        person.browser.sees("程屿").await;
        // What is no file of ours fails as it should, and the console says so.
        person.browser.close_anyway().await;
    }
}

/// P3: a version of which one file is not what was published is not kept, and the one before stays.
#[tokio::test(flavor = "multi_thread")]
async fn a_tampered_version_is_not_kept() {
    let site = Site::start_with(&copy_with_flipped_byte("split_settings-"), &[]);
    let person = Colleague::arrive(&site, Lang::En, Person::default()).await;
    person.begin("Anna", "Brightwater").await;
    person.browser.wait("the service worker gives up", async || state(&person.browser).await[0] == "none").await;
    let caches: Vec<String> = names(&person.browser).await;
    assert_eq!(caches, Vec::<String>::new());
    // The part itself is refused too, and says what to do.
    person.browser.go_unsettled("#/settings").await;
    person.browser.sees(&person.t(key::LAZY_MISSING)).await;
    person.browser.assert_accessible("a part that is missing").await;
    person.browser.close_anyway().await;
}

/// P4, P6: a new version waits, is accepted in one tab and then runs in both, with the data of before; a
/// tab in which somebody writes is left alone; what others store on the origin stays.
#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_comes_when_it_is_wanted() {
    let release = copy_of_release();
    let site = Site::start_with(&release, &[]);
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    person.begin("王芳", "澄海仪器").await;
    person.add_lead("程屿", "云隙传动").await;
    kept(&person.browser).await;
    strangers_come(&person.browser).await;
    let first = person.browser.driver.window().await.unwrap();
    let second = person.browser.driver.new_tab().await.unwrap();
    person.browser.driver.switch_to_window(second.clone()).await.unwrap();
    person.browser.open("#/leads/new").await;
    person.opened().await;
    person.browser.fill("textbox", &person.label("name"), "高雯").await;

    publish(&release, 2);
    person.browser.driver.switch_to_window(first.clone()).await.unwrap();
    let look = "navigator.serviceWorker.getRegistration().then((found) => found.update())";
    let _: serde_json::Value = person.browser.run(look, vec![]).await;
    person.browser.sees(&person.t(key::RENEWAL_WAITING)).await;
    assert_eq!(release_of(&person.browser).await, "", "nothing reloads by itself");
    person.browser.assert_accessible("a new version is offered").await;
    person.browser.click("button", &person.t(key::RENEWAL_ACCEPT)).await;
    person.browser.wait("the new version runs", async || release_of(&person.browser).await == "2").await;
    person.opened().await;
    person.browser.go("#/leads").await;
    person.browser.sees("程屿").await;

    person.browser.driver.switch_to_window(second).await.unwrap();
    person.browser.sees(&person.t(key::RENEWAL_TAKEN_OVER)).await;
    assert_eq!(release_of(&person.browser).await, "", "who writes is left alone");
    person.browser.click("button", &person.t(key::RENEWAL_ACCEPT)).await;
    person.browser.wait("the new version runs", async || release_of(&person.browser).await == "2").await;
    let typed = "return document.querySelector('main form input')?.value ?? ''";
    person
        .browser
        .wait("the draft is there", async || person.browser.run::<String>(typed, vec![]).await == "高雯")
        .await;

    strangers_are_there(&person.browser).await;
    let left = names(&person.browser).await;
    assert_eq!(left.iter().filter(|name| name.starts_with("cove:/:files:")).count(), 2, "{left:?}");
    person.browser.close().await;
}

/// P7: the way back removes service worker and files, and leaves the data.
#[tokio::test(flavor = "multi_thread")]
async fn the_way_back_leaves_the_data() {
    let release = copy_of_release();
    let site = Site::start_with(&release, &[]);
    let person = Colleague::arrive(&site, Lang::En, Person::default()).await;
    person.begin("Anna", "Brightwater").await;
    person.add_lead("Ola Nordmann", "Fjord AS").await;
    kept(&person.browser).await;
    strangers_come(&person.browser).await;
    let off = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/sw-off.js");
    std::fs::copy(off, release.join("sw.js")).unwrap();
    person.browser.reload().await;
    person.opened().await;
    let own = async || names(&person.browser).await.iter().filter(|name| name.starts_with("cove:/:")).count();
    person.browser.wait("nothing is kept", async || own().await == 0).await;
    person.browser.reload().await;
    person.opened().await;
    person.browser.wait("it is gone", async || state(&person.browser).await == ["none", "false"]).await;
    person.browser.go("#/leads").await;
    person.browser.sees("Ola Nordmann").await;
    strangers_are_there(&person.browser).await;
    person.browser.close_anyway().await;
}

/// P6: erasing every workspace of this browser leaves nothing of it, and everything of others on the origin.
#[tokio::test(flavor = "multi_thread")]
async fn erasing_everything_leaves_what_others_keep_here() {
    let site = Site::start_with(&folder(), &["--mount", "/crm/"]);
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    let browser = &person.browser;
    strangers_come(browser).await;
    person.begin("王芳", "小湾贸易").await;
    person.add_lead("程屿", "云隙传动").await;
    browser.open("?demo=zh").await;
    person.opened().await;
    browser.open("#/settings").await;
    person.opened().await;
    let own = "const done = arguments[0]; indexedDB.databases().then((all) =>
        done(all.filter(({ name }) => name.startsWith('cove:/crm/:')).length));";
    let own = async || -> usize { browser.driver.execute_async(own, vec![]).await.unwrap().convert().unwrap() };
    assert_eq!(own().await, 2);
    // That of the demo that is not open, then one's own.
    for (name, left) in [(org_of_the_demo(browser).await, 1), ("小湾贸易".to_owned(), 0)] {
        browser.go("#/settings").await;
        browser
            .click("button", &text_with(Lang::Zh, key::SETTINGS_ERASE_NAMED, &[("name", name.as_str().into())]))
            .await;
        let field = text_with(Lang::Zh, key::SETTINGS_ERASE_TYPE, &[("name", name.as_str().into())]);
        browser.fill("textbox", &field, &name).await;
        browser.click("button", &person.t(key::SETTINGS_ERASE_NOW)).await;
        browser.wait("it is erased", async || own().await == left).await;
    }
    browser.find("button", &person.t(key::WELCOME_OPEN_DEMO)).await;
    strangers_are_there(browser).await;
    person.browser.close().await;
}

/// What the demo in the list of workspaces is called.
async fn org_of_the_demo(browser: &Browser) -> String {
    let name =
        "return [...document.querySelectorAll('.workspace-row')].map((row) => row.querySelector('.grow').innerText)
        .find((name) => name !== '小湾贸易') ?? ''";
    browser.wait("the demo is listed", async || !browser.run::<String>(name, vec![]).await.is_empty()).await;
    browser.run(name, vec![]).await
}

/// Others on the same origin keep something: an app that knows nothing of us, and ours in another folder.
async fn strangers_come(browser: &Browser) {
    let come = "const done = arguments[0];
        const database = (name) => new Promise((resolve, reject) => {
            const request = indexedDB.open(name, 3);
            request.onupgradeneeded = () => request.result.createObjectStore('log').put(new Uint8Array([7]), 1);
            request.onsuccess = () => { request.result.close(); resolve(); };
            request.onerror = () => reject(request.error);
        });
        localStorage.setItem('theirs', 'theirs'); localStorage.setItem('cove:/other/:workspaces', '{}');
        Promise.all([
            database('theirs'), database('cove:/other/:ws-1'),
            ...['theirs', 'cove:/other/:files:1'].map((name) =>
                caches.open(name).then((cache) => cache.put('/theirs', new Response('theirs')))),
        ]).then(() => done(''), (error) => done(String(error)));";
    let wrong: String = browser.driver.execute_async(come, vec![]).await.unwrap().convert().unwrap();
    assert_eq!(wrong, "");
}

/// All of that is as it was.
async fn strangers_are_there(browser: &Browser) {
    let found = if lacks(Need::Caches) { "caches.has(name)" } else { "caches.match('/theirs', { cacheName: name })" };
    let look = "const done = arguments[0];
        const database = (name) => new Promise((resolve, reject) => {
            const request = indexedDB.open(name);
            request.onsuccess = ({ target: { result: found } }) => {
                if (found.version !== 3) { found.close(); resolve(`${name}: made anew`); return; }
                found.transaction('log').objectStore('log').get(1).onsuccess = ({ target: { result } }) => {
                    found.close(); resolve(result?.[0] === 7 ? '' : `${name}: changed`);
                };
            };
            request.onerror = () => reject(request.error);
        });
        const cached = (name) => FOUND.then((found) => found ? '' : `${name}: gone`);
        const kept = (name, text) => localStorage.getItem(name) === text ? '' : `${name}: gone`;
        Promise.all([
            database('theirs'), database('cove:/other/:ws-1'), cached('theirs'), cached('cove:/other/:files:1'),
            kept('theirs', 'theirs'), kept('cove:/other/:workspaces', '{}'),
        ]).then((all) => done(all.join('')), (error) => done(String(error)));";
    let wrong: String =
        browser.driver.execute_async(&*look.replace("FOUND", found), vec![]).await.unwrap().convert().unwrap();
    assert_eq!(wrong, "");
}

/// P8: what an installed app is made of is there, in the sizes that the manifest states.
#[test]
fn the_manifest_names_what_there_is() {
    let text = std::fs::read_to_string(folder().join("manifest.webmanifest")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    let list = |name: &str| manifest[name].as_array().unwrap().clone();
    for picture in list("icons").iter().chain(&list("screenshots")).filter(|one| one["type"] == "image/png") {
        let bytes = std::fs::read(folder().join(picture["src"].as_str().unwrap())).unwrap();
        let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!(picture["sizes"], format!("{}x{}", side(16), side(20)), "{picture}");
    }
    assert_eq!(list("shortcuts").len(), 3);
    assert!(list("screenshots").iter().any(|one| one["form_factor"] == "narrow"));
}

/// A file that the system opens with the installed app is shown as one that was dropped.
#[tokio::test(flavor = "multi_thread")]
async fn a_file_opened_with_the_app_says_what_it_would_bring() {
    if lacks(Need::FirstScript) {
        return;
    }
    let site = Site::start();
    let before = "Object.defineProperty(window, 'launchQueue', { value: { setConsumer: (take) => { window.__open = take; } } });";
    let person = Colleague::arrive(&site, Lang::Zh, Person { before, ..Person::default() }).await;
    person.begin("王芳", "澄海仪器").await;
    person.add_lead("程屿", "云隙传动").await;
    let text = std::fs::read_to_string(person.export_all().await).unwrap();
    // It comes before anything is open, and waits.
    person.browser.reload().await;
    let open = "__open({ files: [{ getFile: async () => new File([arguments[0]], 'team.cove.json') }] })";
    let _: serde_json::Value = person.browser.run(open, vec![serde_json::json!(text)]).await;
    person.browser.sees(&person.t(key::SHARE_NOT_WRITTEN)).await;
    person.browser.close().await;
}

/// The names of all caches of the origin.
async fn names(browser: &Browser) -> Vec<String> {
    let script = "const done = arguments[0]; caches.keys().then(done);";
    browser.driver.execute_async(script, vec![]).await.unwrap().convert().unwrap()
}

/// What the page says of its release; the published one says nothing.
async fn release_of(browser: &Browser) -> String {
    browser.run("return document.documentElement?.dataset.release ?? ''", vec![]).await
}

/// Publishes the release anew, with a page that says which it is.
fn publish(release: &Path, number: usize) {
    let (page, worker) = (release.join("index.html"), release.join("sw.js"));
    let text = std::fs::read_to_string(&page).unwrap();
    let newer = text.replacen("<html lang=\"en\">", &format!("<html lang=\"en\" data-release=\"{number}\">"), 1);
    assert_ne!(newer, text);
    let script = std::fs::read_to_string(&worker).unwrap();
    let fresh = script.replace(&integrity(&text), &integrity(&newer));
    assert_ne!(fresh, script, "the service worker names the page's hash");
    let version = fresh.replacen("const VERSION = \"", &format!("const VERSION = \"{number}-"), 1);
    std::fs::write(page, newer).unwrap();
    std::fs::write(worker, version).unwrap();
}

fn integrity(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text.as_bytes());
    let bits: String = digest.iter().map(|byte| format!("{byte:08b}")).collect();
    let padded = format!("{bits}00");
    let digits = (0..padded.len() / 6).map(|at| DIGITS[usize::from_str_radix(&padded[at * 6..][..6], 2).unwrap()]);
    format!("sha256-{}=", digits.map(char::from).collect::<String>())
}
