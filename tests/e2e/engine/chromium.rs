//! Debian's Chromium, with chromedriver.

use super::{Process, Started};
use crate::browser::Person;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use thirtyfour::prelude::*;

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

pub(super) async fn start(person: &Person, profile: &Path, downloads: &Path, script: &str) -> Started {
    let mut command = Command::new("chromedriver");
    let port =
        |line: &str| line.split_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_owned());
    let (process, port) = Process::start(command.arg("--port=0").env("TZ", "Asia/Shanghai"), port);
    let url = format!("http://127.0.0.1:{port}");
    let driver = WebDriver::new(&url, capabilities(person, profile, downloads)).await.expect("Chromium starts");
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
    // What the profile says of downloads is not for private windows.
    cdp("Page.setDownloadBehavior", json!({"behavior": "allow", "downloadPath": downloads})).await;
    cdp("Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).await;
    Started { driver, bidi: None, _processes: vec![process] }
}

fn capabilities(person: &Person, profile: &Path, downloads: &Path) -> thirtyfour::ChromeCapabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let lang = [format!("--lang={}", person.lang), format!("--accept-lang={}", person.lang)];
    let own =
        [format!("--user-data-dir={}", profile.display()), format!("--window-size={},{}", person.width, person.height)];
    let private = person.private.then(|| "--incognito".to_owned());
    for flag in FLAGS.map(str::to_owned).into_iter().chain(lang).chain(own).chain(private) {
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
