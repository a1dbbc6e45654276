//! How the page starts, wherever it is put, and what it says when it cannot.

use crate::browser::{Browser, Person};
use crate::engine::{Need, lacks};
use crate::site::{Site, folder, scratch};
use crate::team::Colleague;
use cove::app::share;
use cove::crm::Book;
use cove::i18n::{Lang, text};
use serde_json::json;
use std::path::PathBuf;
use std::process::Command;

/// P1: the same folder works at any mount, with the policy as header or from the page alone.
#[tokio::test(flavor = "multi_thread")]
async fn the_app_mounts_anywhere() {
    for options in [&[][..], &["--mount", "/crm/"], &["--mount", "/a/b/crm/"], &["--no-header-csp"]] {
        let site = Site::start_with(&folder(), options);
        let browser = Browser::start(&site).await;
        browser.open("").await;
        browser.settle().await;
        browser.assert_accessible("the first page").await;
        browser.close().await;
    }
}

/// Q2: the shell stands before wasm arrives, in the reader's language, and gives way to the app.
#[tokio::test(flavor = "multi_thread")]
async fn the_shell_stands_before_wasm() {
    if lacks(Need::DevTools) {
        return;
    }
    let site = Site::start();
    for (lang, opening, title) in [("en", "Opening…", "Cove CRM"), ("zh-CN", "正在打开…", "小湾 CRM")] {
        let browser = Browser::start_as(&site, Person { lang, ..Person::default() }).await;
        browser.devtools("Fetch.enable", json!({"patterns": [{"urlPattern": "*.wasm"}]})).await;
        browser.goto(&site.address).await;
        browser.sees(opening).await;
        assert_eq!(browser.driver.title().await.unwrap(), title);
        let shown: String = browser.run("return document.querySelector('.brand').innerText", vec![]).await;
        assert_eq!(shown, title);
        assert_eq!(browser.run::<String>("return document.documentElement.lang", vec![]).await, lang);
        browser.assert_accessible("the shell").await;
        browser.devtools("Fetch.disable", json!({})).await;
        browser.wait("the app mounts", async || browser.boot_state().await == "done").await;
        let left: usize = browser.run("return document.querySelectorAll('#shell, #failure').length", vec![]).await;
        assert_eq!(left, 0, "the shell gives way");
        browser.close().await;
    }
}

/// The stored theme is there before the first paint, the stored language wins over the browser's, and
/// both belong to this mount only.
#[tokio::test(flavor = "multi_thread")]
async fn settings_of_this_mount_apply_before_paint() {
    let site = Site::start_with(&folder(), &["--mount", "/a/crm/"]);
    let browser = Browser::start(&site).await;
    browser.open("").await;
    let store = "for (const [key, value] of Object.entries(arguments[0])) localStorage.setItem(key, value)";
    let settings = json!({"cove:/a/crm/:theme": "dark", "cove:/a/crm/:lang": "zh", "cove:/:theme": "light"});
    let _: serde_json::Value = browser.run(store, vec![settings]).await;
    browser.open("").await;
    let state = "return [document.documentElement.dataset.theme, document.documentElement.lang]";
    assert_eq!(browser.run::<[String; 2]>(state, vec![]).await, ["dark", "zh-CN"]);
    browser.close().await;
}

/// P13: opens the page as that person and expects one of the failure sheets, in both languages.
async fn check_failure(site: &Site, person: Person, url: &str, english: &str, chinese: &str) {
    let browser = Browser::start_as(site, person).await;
    browser.goto(url).await;
    browser.sees(english).await;
    browser.sees(chinese).await;
    assert!(!browser.run::<bool>("return document.body.innerText.includes('Opening…')", vec![]).await);
    browser.close_anyway().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_wasm_it_says_so() {
    if lacks(Need::FirstScript) {
        return;
    }
    let site = Site::start();
    let person = Person { before: "delete window.WebAssembly;", ..Person::default() };
    check_failure(&site, person, &site.address, "Update the browser", "请更新浏览器").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_database_it_says_so() {
    if lacks(Need::FirstScript) {
        return;
    }
    let site = Site::start();
    let before = "Object.defineProperty(window, 'indexedDB', { value: undefined });";
    let person = Person { before, ..Person::default() };
    check_failure(&site, person, &site.address, "Leave private browsing", "请退出无痕模式").await;
}

/// The policy of the page forbids nothing that it needs; a host may send one that does.
#[tokio::test(flavor = "multi_thread")]
async fn behind_a_stricter_policy_it_says_so_and_hands_out_the_raw_data() {
    for lang in Lang::ALL {
        let release = copy_of_release();
        let site = Site::start_with(&release, &[]);
        let person = Colleague::arrive(&site, lang, Person::default()).await;
        person.begin("王芳", "澄海仪器").await;
        person.add_lead("程屿", "云隙传动").await;
        crate::offline::kept(&person.browser).await;
        // The page as it is now, of a host that forbids wasm.
        let page = std::fs::read_to_string(release.join("index.html")).unwrap();
        std::fs::write(release.join("strict.html"), page.replacen(" 'wasm-unsafe-eval'", "", 1)).unwrap();
        person.browser.goto(&format!("{}strict.html", site.address)).await;
        person.browser.sees("sends a stricter content security policy").await;
        person.browser.sees("服务器发送了更严格的内容安全策略").await;
        person.browser.assert_accessible("a start that failed").await;
        let name = format!("{} · {}", text(Lang::En, "failure-save"), text(Lang::Zh, "failure-save"));
        person.browser.click("button", &name).await;
        let raw = person.browser.downloaded(".cove-raw.json").await;
        let out = scratch("rescued").join("rescued.cove.json");
        let rescue = Command::new(env!("CARGO_BIN_EXE_cove-file")).arg("rescue").arg(raw).arg("-o").arg(&out).status();
        assert!(rescue.unwrap().success());
        let document = share::read(&std::fs::read(&out).unwrap()).unwrap();
        let book = Book::new(share::look_into(&document));
        assert_eq!(book.view("").records("lead").map(|lead| lead.title()).collect::<Vec<_>>(), ["程屿"]);
        person.browser.close_anyway().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_frame_it_refuses() {
    // A header would stop the frame by itself; the page must do so on hosts that send none.
    let folder = copy_of_release();
    std::fs::write(folder.join("frame.html"), "<iframe width=900 height=700 src=index.html></iframe>").unwrap();
    let site = Site::start_with(&folder, &["--no-header-csp"]);
    let browser = Browser::start(&site).await;
    browser.goto(&format!("{}frame.html", site.address)).await;
    browser.driver.enter_frame(0).await.unwrap();
    browser.sees("does not run inside another page").await;
    browser.sees("请在单独的窗口中打开").await;
    browser.close_anyway().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn opened_as_a_file_it_says_so() {
    let site = Site::start();
    let url = format!("file://{}/index.html", folder().display());
    let browser = Browser::start(&site).await;
    browser.goto(&url).await;
    // Chromium loads neither style nor script with integrity from a file: the plain page has to say it too.
    browser.sees("was opened as a file").await;
    browser.sees("文件打开").await;
    browser.close_anyway().await;
}

/// A host that hands out other bytes than were published starts nothing.
#[tokio::test(flavor = "multi_thread")]
async fn tampered_parts_do_not_run() {
    for part in ["cove_bg-", "cove-"] {
        let folder = copy_with_flipped_byte(part);
        let site = Site::start_with(&folder, &[]);
        check_failure(&site, Person::default(), &site.address, "not the part that was published", "与发布的内容不一致")
            .await;
    }
}

/// The gates of every story can fail: each kind of wrong is noticed.
#[tokio::test(flavor = "multi_thread")]
async fn the_gates_can_fail() {
    if lacks(Need::Console) {
        return;
    }
    let site = Site::start();
    let browser = Browser::start(&site).await;
    browser.open("").await;
    assert_eq!(browser.complaints().await, Vec::<String>::new());

    let _: serde_json::Value = browser.run("document.body.setAttribute('style', 'color: red')", vec![]).await;
    let _: serde_json::Value = browser.run("document.cookie = 'a=b'", vec![]).await;
    let _: serde_json::Value = browser.run("fetch('http://localhost:9/').catch(() => {})", vec![]).await;
    browser
        .wait("the violations arrive", async || {
            browser.run::<usize>("return window.__violations?.length ?? 0", vec![]).await >= 2
        })
        .await;
    let complaints = browser.complaints().await.join("\n");
    for expected in ["style-src-attr refused", "connect-src refused http://localhost:9/", "console: ", "cookie: a"] {
        assert!(complaints.contains(expected), "{expected} is not in:\n{complaints}");
    }

    let _: serde_json::Value = browser.run("document.body.append(document.createElement('img'))", vec![]).await;
    let barriers = browser.barriers().await.join("\n");
    assert!(barriers.contains("image-alt (critical)"), "{barriers}");

    // The policy refuses foreign requests before they leave, so the last gate is tried on a bare page.
    browser.goto("data:text/html,<img src=http://127.0.0.1:44449/pixel.png>").await;
    let complaints = browser.complaints().await.join("\n");
    assert!(complaints.contains("request to another origin: http://127.0.0.1:44449/pixel.png"), "{complaints}");
    browser.close_anyway().await;
}

/// A copy of the release whose file of that prefix differs in its last byte.
pub(crate) fn copy_with_flipped_byte(prefix: &str) -> PathBuf {
    let target = copy_of_release();
    let entries = std::fs::read_dir(&target).unwrap().map(|entry| entry.unwrap());
    let path =
        entries.map(|entry| entry.path()).find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(prefix));
    let path = path.unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&path, bytes).unwrap();
    target
}

/// The release's files without their compressed siblings, so that changed bytes are what is served.
pub(crate) fn copy_of_release() -> PathBuf {
    let target = scratch("release");
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_file() && !name.ends_with(".br") && !name.ends_with(".gz") {
            std::fs::copy(&path, target.join(name)).unwrap();
        }
    }
    std::fs::create_dir(target.join("icons")).unwrap();
    for entry in std::fs::read_dir(folder().join("icons")).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, target.join("icons").join(path.file_name().unwrap())).unwrap();
    }
    target
}
