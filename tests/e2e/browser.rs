//! A Chromium of its own, watched from its first request to its last.

use crate::site::{Site, scratch};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use thirtyfour::common::command::Command as WebDriverCommand;
use thirtyfour::prelude::*;

/// How long a step may take before the test fails; generous, for slow machines.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// The hash of the style by which the checkup tries the policy; nothing else has it.
const CHECKUP: &str = "sha256-4hmNkne+346K1jN5RzgD1C8R+8PGYnwcbiTDSO++gUU=";

const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-search-engine-choice-screen",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

/// Who sits at the browser, and with what.
#[derive(Clone)]
pub(crate) struct Person {
    /// The language the browser asks for: `en` or `zh-CN`.
    pub(crate) lang: &'static str,
    /// Viewport width in CSS pixels.
    pub(crate) width: u32,
    /// Viewport height in CSS pixels.
    pub(crate) height: u32,
    /// Whether the system prefers dark.
    pub(crate) dark: bool,
    /// The folder of the browser profile; a new one unless given, to come back to an old one.
    pub(crate) profile: Option<PathBuf>,
    /// Further command line flags.
    pub(crate) flags: Vec<&'static str>,
    /// Script that runs before the page's own, in every document.
    pub(crate) before: &'static str,
}

impl Default for Person {
    fn default() -> Self {
        Person { lang: "en", width: 1280, height: 800, dark: false, profile: None, flags: Vec::new(), before: "" }
    }
}

/// A browser with one profile, one download folder and a log of what went wrong.
pub(crate) struct Browser {
    // Dropped in this order: the session ends before its driver is stopped.
    pub(crate) driver: WebDriver,
    _process: Process,
    address: String,
    origin: String,
    /// The profile's folder.
    pub(crate) profile: PathBuf,
    downloads: PathBuf,
    closed: bool,
}

impl Browser {
    /// A browser for an English speaker at a desktop.
    pub(crate) async fn start(site: &Site) -> Browser {
        Browser::start_as(site, Person::default()).await
    }

    /// A browser for that person.
    pub(crate) async fn start_as(site: &Site, person: Person) -> Browser {
        let (process, url) = Process::start();
        let profile = person.profile.clone().unwrap_or_else(|| scratch("profile"));
        let downloads = scratch("downloads");
        let driver = WebDriver::new(&url, capabilities(&person, &profile, &downloads)).await.expect("Chromium starts");
        let cdp = async |method: &str, params: Value| {
            driver.cdp().send_raw(method, params).await.unwrap_or_else(|error| panic!("{method}: {error}"));
        };
        let mobile = person.width < 600;
        cdp(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": person.width, "height": person.height, "deviceScaleFactor": if mobile { 2 } else { 1 }, "mobile": mobile}),
        )
        .await;
        cdp(
            "Emulation.setEmulatedMedia",
            json!({"features": [
                {"name": "prefers-color-scheme", "value": if person.dark { "dark" } else { "light" }},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ]}),
        )
        .await;
        let watch = "addEventListener('securitypolicyviolation', (event) => (window.__violations ??= []).push(\
            `${event.effectiveDirective} refused ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`));";
        cdp("Page.addScriptToEvaluateOnNewDocument", json!({"source": format!("{watch}{}", person.before)})).await;
        Browser {
            driver,
            _process: process,
            address: site.address.clone(),
            origin: site.origin().to_owned(),
            profile,
            downloads,
            closed: false,
        }
    }

    /// Opens the page at a route such as `#/leads` and waits until the app stands.
    pub(crate) async fn open(&self, route: &str) {
        self.goto(&format!("{}{route}", self.address)).await;
        self.wait("the app mounts", async || self.boot_state().await == "done").await;
    }

    /// Goes to any address and waits for its load event only.
    pub(crate) async fn goto(&self, url: &str) {
        self.driver.goto(url).await.unwrap_or_else(|error| panic!("{url}: {error}"));
    }

    /// Follows a route within the open page.
    pub(crate) async fn go_unsettled(&self, route: &str) {
        let _: Value = self.run("location.hash = arguments[0]", vec![json!(route)]).await;
    }

    /// Follows a route within the open page and waits until it has settled.
    pub(crate) async fn go(&self, route: &str) {
        self.go_unsettled(route).await;
        self.settle().await;
    }

    /// Waits until the page has a heading and has not changed for some frames.
    pub(crate) async fn settle(&self) {
        let quiet = "const done = arguments[0]; let frames = 0;
            const observer = new MutationObserver(() => { frames = 0; });
            observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
            const look = () => {
                frames = document.querySelector('h1') ? frames + 1 : 0;
                if (frames < 6) requestAnimationFrame(look);
                else { observer.disconnect(); done(true); }
            };
            look();";
        self.driver
            .execute_async(quiet, vec![])
            .await
            .unwrap_or_else(|error| panic!("the page does not settle: {error}"));
    }

    /// How far boot.js has come: `started`, `done` or `failed`.
    pub(crate) async fn boot_state(&self) -> String {
        self.run("return document.documentElement.dataset.boot ?? ''", vec![]).await
    }

    /// Runs a script in the page and reads its result.
    pub(crate) async fn run<T: serde::de::DeserializeOwned>(&self, script: &str, args: Vec<Value>) -> T {
        let result = self.driver.execute(script, args).await.unwrap_or_else(|error| panic!("{script}: {error}"));
        result.convert().unwrap()
    }

    /// Sends a DevTools command.
    pub(crate) async fn devtools(&self, method: &str, params: Value) -> Value {
        self.driver.cdp().send_raw(method, params).await.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Waits until a condition holds, looking about fifty times a second.
    #[track_caller]
    pub(crate) fn wait<'a>(
        &'a self,
        what: &'a str,
        mut condition: impl AsyncFnMut() -> bool + 'a,
    ) -> impl Future<Output = ()> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let start = Instant::now();
            while !condition().await {
                if start.elapsed() > PATIENCE {
                    let text: String = self.run("return document.body?.innerText ?? ''", vec![]).await;
                    panic!("{caller}: in vain waited that {what}; the page says:\n{text}");
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }

    /// Waits until the page shows a text.
    #[track_caller]
    pub(crate) fn sees<'a>(&'a self, text: &'a str) -> impl Future<Output = ()> + 'a {
        let seen = "return (document.body?.innerText ?? '').includes(arguments[0])";
        self.wait(text, async move || self.run(seen, vec![json!(text)]).await)
    }

    /// Presses keys, such as `Enter`, `Mod+k` or `Control+Shift+Z`, where the focus is.
    pub(crate) async fn press(&self, keys: &str) {
        let parts: Vec<&str> = keys.split('+').collect();
        let (key, modifiers) = parts.split_last().unwrap();
        let held: Vec<char> = modifiers.iter().map(|name| code(name)).collect();
        let mut chain = self.driver.action_chain();
        for modifier in &held {
            chain = chain.key_down(*modifier);
        }
        chain = chain.key_down(code(key)).key_up(code(key));
        for modifier in held.iter().rev() {
            chain = chain.key_up(*modifier);
        }
        chain.perform().await.unwrap();
    }

    /// Types text where the focus is.
    pub(crate) async fn type_text(&self, text: &str) {
        self.driver.active_element().await.unwrap().send_keys(text).await.unwrap();
    }

    /// Waits for a finished download whose name ends so, and returns its path.
    #[track_caller]
    pub(crate) fn downloaded<'a>(&'a self, ending: &'a str) -> impl Future<Output = PathBuf> + 'a {
        let find = move || {
            let entries = std::fs::read_dir(&self.downloads).unwrap();
            entries.map(|entry| entry.unwrap().path()).find(|path| path.to_string_lossy().ends_with(ending))
        };
        let waiting = self.wait("a download arrives", async move || find().is_some());
        async move {
            waiting.await;
            find().unwrap()
        }
    }

    /// A picture of the viewport.
    pub(crate) async fn screenshot(&self, path: &Path) {
        self.driver.screenshot(path).await.unwrap();
    }

    /// What no story may cause; reading empties the logs.
    pub(crate) async fn complaints(&self) -> Vec<String> {
        let mut complaints: Vec<String> = self.run("return window.__violations ?? []", vec![]).await;
        for entry in self.log("browser").await {
            let message = entry["message"].as_str().unwrap_or_default();
            // Chromium knows sharing on phones only; the header names it for those.
            let known = message.contains("Unrecognized feature: 'web-share'") || message.contains(CHECKUP);
            if matches!(entry["level"].as_str(), Some("SEVERE" | "WARNING")) && !known {
                complaints.push(format!("console: {message}"));
            }
        }
        for entry in self.log("performance").await {
            let message: Value = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
            let (method, url) = (&message["message"]["method"], &message["message"]["params"]["request"]["url"]);
            let url = url.as_str().unwrap_or_default();
            let travels = ["http", "ws", "ftp"].iter().any(|scheme| url.starts_with(scheme));
            if method == "Network.requestWillBeSent" && travels && !url.starts_with(&format!("{}/", self.origin)) {
                complaints.push(format!("request to another origin: {url}"));
            }
        }
        let cookies = self.driver.get_all_cookies().await.unwrap_or_default();
        complaints.extend(cookies.iter().map(|cookie| format!("cookie: {}", cookie.name)));
        complaints
    }

    async fn log(&self, kind: &str) -> Vec<Value> {
        let response = self.driver.cmd(WebDriverCommand::GetLog(kind.into())).await.unwrap();
        response.value().unwrap()
    }

    /// Ends the story: nothing may have gone wrong on the way.
    pub(crate) async fn close(mut self) -> PathBuf {
        self.closed = true;
        let complaints = self.complaints().await;
        assert!(complaints.is_empty(), "the browser complains:\n{}", complaints.join("\n"));
        self.driver.clone().quit().await.unwrap();
        self.profile.clone()
    }

    /// Lets go of a browser that is gone.
    pub(crate) fn abandon(mut self) {
        self.closed = true;
        // Its session ends with the driver; asking for that would wait for an answer.
        let _ = self.driver.clone().leak();
    }

    /// Ends a story that was meant to go wrong.
    pub(crate) async fn close_anyway(mut self) {
        self.closed = true;
        self.driver.clone().quit().await.unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        assert!(self.closed || std::thread::panicking(), "a story ends with close(), which reads the logs");
    }
}

fn capabilities(person: &Person, profile: &Path, downloads: &Path) -> thirtyfour::ChromeCapabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let lang = [format!("--lang={}", person.lang), format!("--accept-lang={}", person.lang)];
    let own =
        [format!("--user-data-dir={}", profile.display()), format!("--window-size={},{}", person.width, person.height)];
    let flags = FLAGS.iter().chain(&person.flags).map(|flag| (*flag).to_owned());
    for flag in flags.chain(lang).chain(own) {
        capabilities.add_arg(&flag).unwrap();
    }
    capabilities.set_binary("/usr/bin/chromium").unwrap();
    let preferences = json!({
        "download.default_directory": downloads,
        "download.prompt_for_download": false,
        "intl.accept_languages": person.lang,
    });
    capabilities.add_experimental_option("prefs", preferences).unwrap();
    capabilities.set("goog:loggingPrefs", json!({"browser": "ALL", "performance": "ALL"})).unwrap();
    capabilities
}

/// A chromedriver of its own; it stops when dropped.
struct Process(Child);

impl Process {
    fn start() -> (Process, String) {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .env("TZ", "Asia/Shanghai")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed (make setup-tests)");
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                line.split_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_owned())
            })
            .expect("chromedriver says its port");
        // Whatever else it prints must find a reader, or it would stop at a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        (Process(child), format!("http://127.0.0.1:{port}"))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The WebDriver code of a key named as in `KeyboardEvent.key`; `Mod` is Control here.
fn code(name: &str) -> char {
    match name {
        "Mod" | "Control" => '\u{e009}',
        "Shift" => '\u{e008}',
        "Alt" => '\u{e00a}',
        "Enter" => '\u{e007}',
        "Escape" => '\u{e00c}',
        "Tab" => '\u{e004}',
        "Backspace" => '\u{e003}',
        "Delete" => '\u{e017}',
        "Space" => ' ',
        "ArrowLeft" => '\u{e012}',
        "ArrowUp" => '\u{e013}',
        "ArrowRight" => '\u{e014}',
        "ArrowDown" => '\u{e015}',
        "Home" => '\u{e011}',
        "End" => '\u{e010}',
        "PageUp" => '\u{e00e}',
        "PageDown" => '\u{e00f}',
        "F2" => '\u{e032}',
        "F4" => '\u{e034}',
        key => {
            let mut characters = key.chars();
            let (first, rest) = (characters.next(), characters.next());
            first.filter(|_| rest.is_none()).unwrap_or_else(|| panic!("there is no key {key}"))
        }
    }
}
