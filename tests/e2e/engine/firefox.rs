//! Debian's Firefox ESR, with geckodriver and a BiDi connection for what the older protocol does not have.

use super::bidi::Bidi;
use super::{Process, Started};
use crate::browser::Person;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use thirtyfour::prelude::*;

pub(super) async fn start(person: &Person, profile: &Path, downloads: &Path, script: &str) -> Started {
    let mut command = Command::new("geckodriver");
    let command = command.args(["--port=0", "--websocket-port=0", "--log=info"]).env("TZ", "Asia/Shanghai");
    let port = |line: &str| line.split_once("Listening on 127.0.0.1:").map(|(_, port)| port.trim().to_owned());
    let (process, port) = Process::start(command, port);
    let url = format!("http://127.0.0.1:{port}");
    let driver = WebDriver::new(&url, capabilities(person, profile, downloads)).await.expect("Firefox starts");
    let socket = driver.handle().capabilities().get("webSocketUrl").and_then(Value::as_str).map(str::to_owned);
    let bidi = Bidi::connect(&socket.expect("geckodriver names its BiDi connection")).await;
    let tree = bidi.send("browsingContext.getTree", json!({})).await;
    let viewport = json!({"width": person.width, "height": person.height});
    let context = &tree["contexts"][0]["context"];
    bidi.send("browsingContext.setViewport", json!({"context": context, "viewport": viewport})).await;
    let function = format!("() => {{ if (/^(http|file):/.test(location.protocol)) {{ {script} }} }}");
    bidi.send("script.addPreloadScript", json!({"functionDeclaration": function})).await;
    bidi.send("session.subscribe", json!({"events": ["log.entryAdded", "network.beforeRequestSent"]})).await;
    Started { driver, bidi: Some(bidi), _processes: vec![process] }
}

fn capabilities(person: &Person, profile: &Path, downloads: &Path) -> Capabilities {
    let mut capabilities = Capabilities::new();
    let args = ["-headless".to_owned(), "-profile".to_owned(), profile.display().to_string()];
    let preferences = json!({
        "intl.accept_languages": person.lang,
        "ui.systemUsesDarkTheme": i32::from(person.dark),
        "ui.prefersReducedMotion": 1,
        "browser.privatebrowsing.autostart": person.private,
        "browser.download.folderList": 2,
        "browser.download.dir": downloads,
        "browser.download.useDownloadDir": true,
        "browser.download.alwaysOpenPanel": false,
        // Nobody outside is asked for anything, and no name outside is looked up.
        "network.dns.disabled": false,
        "network.dns.localDomains": "localhost",
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": 9,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": 9,
        "network.proxy.no_proxies_on": "localhost, 127.0.0.1",
        // Where the page leaves a slash alone, it would open a search of the browser's own, which keeps the keys.
        "accessibility.typeaheadfind.manual": false,
        "browser.shell.checkDefaultBrowser": false,
        "datareporting.policy.dataSubmissionEnabled": false,
    });
    let options = json!({"binary": "/usr/bin/firefox-esr", "args": args, "prefs": preferences});
    capabilities.set("moz:firefoxOptions", options).unwrap();
    capabilities.set("webSocketUrl", true).unwrap();
    capabilities
}
