//! A browser of its own, watched from its first request to its last.

use crate::engine::{Engine, Started, engine, start};
use crate::site::{Site, scratch};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use thirtyfour::common::command::Command as WebDriverCommand;
use thirtyfour::prelude::*;

/// How long a step may take before the test fails; generous, for slow machines.
pub(crate) const PATIENCE: Duration = Duration::from_secs(15);

/// The hash of the style by which the checkup tries the policy; nothing else has it.
const CHECKUP: &str = "sha256-4hmNkne+346K1jN5RzgD1C8R+8PGYnwcbiTDSO++gUU=";

/// Notes what the policy refuses, and where the console cannot be read, what goes wrong.
const WATCH: &str = "if (!window.__violations) {
        window.__violations = [];
        addEventListener('securitypolicyviolation', (event) => window.__violations.push(
            `${event.effectiveDirective} refused ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`));
    }";

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
    /// Whether the window is a private one.
    pub(crate) private: bool,
    /// Script that runs before the page's own, in every document; in WebKitGTK as soon as the page is there, so
    /// whatever must be first asks for it ([`crate::engine::Need::FirstScript`]).
    pub(crate) before: &'static str,
}

impl Default for Person {
    fn default() -> Self {
        Person { lang: "en", width: 1280, height: 800, dark: false, profile: None, private: false, before: "" }
    }
}

/// A browser with one profile, one download folder and a log of what went wrong.
pub(crate) struct Browser {
    // Dropped in this order: the session ends before its driver is stopped.
    pub(crate) driver: WebDriver,
    started: Started,
    person: Person,
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
        let profile = person.profile.clone().unwrap_or_else(|| scratch("profile"));
        let downloads = scratch("downloads");
        let started = start(&person, &profile, &downloads, &format!("{WATCH}{}", person.before)).await;
        Browser {
            driver: started.driver.clone(),
            started,
            person,
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
        if engine() == Engine::WebKit {
            self.catch_up().await;
        }
    }

    /// What other drivers do before the page's own scripts, and what they tell the browser of the person.
    async fn catch_up(&self) {
        let _: Value = self.run(&format!("{WATCH}{}", self.person.before), vec![]).await;
        let speak = "const name = `cove:${location.pathname.replace(/[^/]*$/, '')}:`;
            if (!location.protocol.startsWith('http') || localStorage.getItem(`${name}lang`)) return false;
            localStorage.setItem(`${name}lang`, arguments[0]);
            if (arguments[1]) localStorage.setItem(`${name}theme`, 'dark');
            return arguments[1] || document.documentElement.lang !== arguments[0];";
        if self.run(speak, vec![json!(self.person.lang), json!(self.person.dark)]).await {
            self.driver.refresh().await.unwrap();
            let _: Value = self.run(&format!("{WATCH}{}", self.person.before), vec![]).await;
        }
    }

    /// Loads the page again, as the key of a browser does.
    pub(crate) async fn reload(&self) {
        // Firefox's driver goes past the service worker, which that key does not.
        if engine() != Engine::Firefox {
            self.driver.refresh().await.unwrap();
            return;
        }
        let _: Value = self.run("window.__before = true; location.reload()", vec![]).await;
        let again = "return !window.__before && document.readyState === 'complete'";
        self.wait("the page is loaded again", async || {
            self.driver.execute(again, vec![]).await.is_ok_and(|is| is.convert().unwrap_or(false))
        })
        .await;
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
                    let focus = self.focus().await;
                    panic!("{caller}: in vain waited that {what}; the focus is on {focus}; the page says:\n{text}");
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }

    /// Waits until the page shows a text.
    #[track_caller]
    pub(crate) fn sees<'a>(&'a self, text: &'a str) -> impl Future<Output = ()> + 'a {
        // What a closed list shows is text to a person, and to some engines only.
        let seen =
            "const chosen = [...document.querySelectorAll('select')].map((list) => list.selectedOptions[0]?.text);
            return [document.body?.innerText ?? '', ...chosen].some((text) => text?.includes(arguments[0]))";
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
            let entries: Vec<PathBuf> =
                std::fs::read_dir(&self.downloads).unwrap().map(|entry| entry.unwrap().path()).collect();
            // Firefox keeps the name free with an empty file, and what has arrived beside it.
            let arrives = |path: &PathBuf| {
                let partial = |other: &PathBuf| {
                    other.to_string_lossy().ends_with(".part") || other.to_string_lossy().ends_with(".wkdownload")
                };
                entries.iter().any(partial) || std::fs::metadata(path).is_ok_and(|data| data.len() == 0)
            };
            let found = entries.iter().find(|path| path.to_string_lossy().ends_with(ending)).cloned();
            found.filter(|path| !arrives(path))
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
        complaints.extend(match engine() {
            Engine::Chromium => self.logged().await,
            Engine::Firefox => self.told().await,
            Engine::WebKit => Vec::new(),
        });
        let cookies = self.driver.get_all_cookies().await.unwrap_or_default();
        complaints.extend(cookies.iter().map(|cookie| format!("cookie: {}", cookie.name)));
        complaints
    }

    /// What stands in the logs of Chromium.
    async fn logged(&self) -> Vec<String> {
        let mut complaints = Vec::new();
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
            if message["message"]["method"] == "Network.requestWillBeSent" {
                complaints.extend(self.foreign(&message["message"]["params"]["request"]["url"]));
            }
        }
        complaints
    }

    /// What Firefox told meanwhile.
    async fn told(&self) -> Vec<String> {
        let Some(bidi) = &self.started.bidi else { return Vec::new() };
        let mut complaints = Vec::new();
        for event in bidi.events().await {
            let params = &event["params"];
            if event["method"] == "network.beforeRequestSent" {
                complaints.extend(self.foreign(&params["request"]["url"]));
            } else if matches!(params["level"].as_str(), Some("error" | "warn")) {
                let text = params["text"].as_str().unwrap_or_default();
                // A page that goes stops fetching, and so does the service worker for it.
                let gone = ["AbortError: ", "Failed to load ‘", "TypeError: NetworkError when"]
                    .iter()
                    .any(|start| text.starts_with(start));
                if !gone && !text.contains(CHECKUP) {
                    let place = &params["stackTrace"]["callFrames"][0]["url"];
                    complaints.push(format!("console: {text} ({})", place.as_str().unwrap_or("nowhere")));
                }
            }
        }
        complaints
    }

    /// The complaint about a request that left the origin.
    fn foreign(&self, url: &Value) -> Option<String> {
        let url = url.as_str().unwrap_or_default();
        let travels = ["http", "ws", "ftp"].iter().any(|scheme| url.starts_with(scheme));
        let away = travels && !url.starts_with(&format!("{}/", self.origin));
        away.then(|| format!("request to another origin: {url}"))
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
