//! Which browser the stories run in, how each is started, and what its driver cannot do.
//!
//! `ENGINE` chooses: `chromium` unless said, `firefox`, `webkit`. A story asks for what not every driver has
//! ([`lacks`]), and where it is missing it says so and ends: a story that did not run is never silent.

mod bidi;
mod chromium;
mod firefox;
mod webkit;

use crate::browser::Person;
use bidi::Bidi;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use thirtyfour::prelude::*;

/// The three engines there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// The engine of this run.
pub(crate) fn engine() -> Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    *ENGINE.get_or_init(|| match std::env::var("ENGINE").as_deref() {
        Err(_) | Ok("" | "chromium") => Engine::Chromium,
        Ok("firefox") => Engine::Firefox,
        Ok("webkit") => Engine::WebKit,
        Ok(other) => panic!("ENGINE={other}: there are chromium, firefox and webkit"),
    })
}

/// What a story may need that not every driver has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// DevTools: requests held back, quotas, permissions, scripts switched off.
    DevTools,
    /// A script that runs before the page's own.
    FirstScript,
    /// A console that can be read.
    Console,
    /// Caches that are found again after another was deleted.
    Caches,
    /// A browser whose processes and files the harness knows.
    Profile,
}

impl Need {
    /// Why a driver does not have it; `None` where it does.
    const fn missing(self, engine: Engine) -> Option<&'static str> {
        match (self, engine) {
            (Need::DevTools, Engine::Firefox | Engine::WebKit) => Some("only Chromium has DevTools commands"),
            (Need::FirstScript, Engine::WebKit) => Some("WebKitGTK's driver runs no script before the page's own"),
            (Need::Console, Engine::WebKit) => Some("WebKitGTK's driver has no log of the console and of requests"),
            (Need::Caches, Engine::WebKit) => {
                Some("WebKitGTK's driver keeps caches in memory and loses what is in all when one is deleted")
            }
            (Need::Profile, Engine::Firefox | Engine::WebKit) => Some("only Chromium's files on disk are known here"),
            _ => None,
        }
    }
}

/// Whether the engine of this run lacks something; then the story says so and is to end.
#[track_caller]
pub(crate) fn lacks(need: Need) -> bool {
    let reason = need.missing(engine());
    if let Some(reason) = reason {
        let story = std::thread::current().name().unwrap_or_default().to_owned();
        // Not a macro: those are captured, and of a passing test nobody sees them.
        let _ = writeln!(std::io::stderr(), "SKIPPED in {:?}: {story}: {reason}", engine());
    }
    reason.is_some()
}

/// A browser that was started.
pub(crate) struct Started {
    pub(crate) driver: WebDriver,
    /// What it tells beside the driver; Firefox alone.
    pub(crate) bidi: Option<Bidi>,
    /// What ends with it: its driver, and a screen of its own.
    pub(crate) _processes: Vec<Process>,
}

/// Starts the engine of this run for that person, with `script` before the page's own wherever it can be.
pub(crate) async fn start(person: &Person, profile: &Path, downloads: &Path, script: &str) -> Started {
    match engine() {
        Engine::Chromium => chromium::start(person, profile, downloads, script).await,
        Engine::Firefox => firefox::start(person, profile, downloads, script).await,
        Engine::WebKit => webkit::start(person, downloads).await,
    }
}

/// A process of the harness, at the head of a group of its own; it stops when dropped, and with it whatever it has
/// started: a driver that is killed leaves its browser behind.
pub(crate) struct Process(Child);

impl Process {
    /// Starts a command and reads its output until `find` makes something of a line.
    fn start<T>(command: &mut Command, find: impl Fn(&str) -> Option<T>) -> (Process, T) {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("{name}: {error} (make setup-tests installs it)"));
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let found = lines.by_ref().map_while(Result::ok).find_map(|line| find(&line));
        let found = found.unwrap_or_else(|| panic!("{name} does not say where it is"));
        // Whatever else it prints must find a reader, or it would stop at a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        (Process(child), found)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = self.0.wait();
    }
}
