//! Debian's WebKitGTK in its MiniBrowser, with WebKitWebDriver and a screen that nobody sees.

use super::{Process, Started};
use crate::browser::Person;
use serde_json::json;
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use thirtyfour::prelude::*;

/// The height of MiniBrowser's bar above the page, in CSS pixels.
const BAR: u32 = 38;

pub(super) async fn start(person: &Person, downloads: &Path) -> Started {
    let mut screen = Command::new("Xvfb");
    let screen = screen.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
    let (screen, display) = Process::start(screen, |line| Some(line.trim().to_owned()));
    // It does not say which port it took, so it is given one that was free a moment ago.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let home = downloads.join("home");
    std::fs::create_dir_all(home.join("config/gtk-3.0")).unwrap();
    // What the page hears as a wish for less motion.
    std::fs::write(home.join("config/gtk-3.0/settings.ini"), "[Settings]\ngtk-enable-animations=0\n").unwrap();
    std::fs::write(home.join("config/user-dirs.dirs"), format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display()))
        .unwrap();
    let process = Command::new("WebKitWebDriver")
        .arg(format!("--port={port}"))
        .env("DISPLAY", format!(":{display}"))
        .env("TZ", "Asia/Shanghai")
        .env("GDK_BACKEND", "x11")
        .env("GTK_A11Y", "none")
        .env("HOME", &home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .expect("WebKitWebDriver is installed (make setup-tests)");
    let process = Process(process);
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < crate::browser::PATIENCE, "WebKitWebDriver does not listen");
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut capabilities = Capabilities::new();
    let options = json!({
        "binary": "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        "args": if person.private { &["--automation", "--private"][..] } else { &["--automation"] },
    });
    capabilities.set("webkitgtk:browserOptions", options).unwrap();
    let driver = WebDriver::new(&format!("http://127.0.0.1:{port}"), capabilities).await.expect("WebKitGTK starts");
    // A window is never narrower than 447 pixels, which is a phone to the page too.
    driver.set_window_rect(0, 0, person.width, person.height + BAR).await.unwrap();
    // The browser ends with its driver, and only then its screen.
    Started { driver, bidi: None, _processes: vec![process, screen] }
}
