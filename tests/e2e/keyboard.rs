//! The main walk by keyboard alone: from the first run to a logged follow-up and back, with the mouse
//! forbidden and the focus never lost (A4, A8); and what open tabs and a change of language owe to
//! whoever is in the middle of something.

use crate::browser::{Browser, Person};
use crate::engine::{Engine, engine};
use crate::site::Site;
use serde_json::json;
use std::time::{Duration, Instant};

/// Any pointer that does something is a mistake of the story.
pub(crate) const NO_MOUSE: &str = "
    for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'wheel'])
        addEventListener(kind, (event) => event.isTrusted && console.error(`the mouse was used: ${kind}`), true);";

/// Tuesday 2026-11-24, 10:42 in Shanghai.
const PINNED: &str = "?now=1795488120000&zone=480&seed=2026";

/// Where the focus is, as `tag: name`, where the name is its label, its text or its value.
const FOCUS: &str = "
    const at = document.activeElement;
    const name = at.getAttribute('aria-label') || at.value || at.innerText || '';
    return `${at.tagName.toLowerCase()}: ${name.replace(/\\s+/g, ' ').replace(/ ,/g, ',').trim()}`;";

impl Browser {
    /// Where the focus is, as tag and name.
    pub(crate) async fn focus(&self) -> String {
        self.run(FOCUS, vec![]).await
    }

    /// Waits until the focus is on an element whose tag and name begin so.
    #[track_caller]
    pub(crate) fn focused<'a>(&'a self, wanted: &'a str) -> impl Future<Output = ()> + 'a {
        self.wait(wanted, async move || self.focus().await.starts_with(wanted))
    }

    /// Tabs until the focus is on an element whose tag and name begin so.
    pub(crate) async fn tab_to(&self, wanted: &str) {
        let mut met = Vec::new();
        for _ in 0..200 {
            let here = self.focus().await;
            if here.starts_with(wanted) {
                return;
            }
            // Past the last element a browser without a window has nothing to show, and Firefox's is never back in
            // the page: there a person comes in again at the top.
            if here.starts_with("body: ") && engine() == Engine::Firefox {
                let _: serde_json::Value =
                    self.run("window.focus(); document.querySelector('.skip-link')?.focus()", vec![]).await;
            }
            met.push(here);
            self.press("Tab").await;
        }
        panic!("Tab never reaches “{wanted}”, only {met:#?}");
    }

    /// Opens the pinned demo by keyboard.
    pub(crate) async fn enter_demo(&self) {
        self.open(PINNED).await;
        self.find("button", "Open the demo").await;
        self.tab_to("button: Open the demo").await;
        self.press("Enter").await;
        self.focused("h1: Tuesday").await;
    }

    pub(crate) async fn hash(&self) -> String {
        self.run("return location.hash", vec![]).await
    }

    async fn heading(&self) -> String {
        self.text("h1").await
    }

    /// The text of the first element that fits, empty if there is none.
    pub(crate) async fn text(&self, selector: &str) -> String {
        self.run("return document.querySelector(arguments[0])?.innerText ?? ''", vec![json!(selector)]).await
    }
}

/// A2, U12, U13: everything of the first story without a mouse.
#[tokio::test(flavor = "multi_thread")]
async fn keyboard_walks_from_the_first_run_to_a_follow_up_and_back() {
    let site = Site::start();
    let browser = Browser::start_as(&site, Person { before: NO_MOUSE, ..Person::default() }).await;
    browser.enter_demo().await;
    browser.assert_accessible("today").await;

    // The list: one tab stop, arrows inside, Enter opens.
    browser.run::<serde_json::Value>("document.querySelector('.skip-link').focus()", vec![]).await;
    browser.tab_to("a: Leads").await;
    browser.press("Enter").await;
    browser.focused("h1: Leads").await;
    browser.tab_to("div: Leila Morgan").await;
    browser.press("ArrowDown").await;
    browser.focused("div: Adam Larsen").await;
    browser.press("End").await;
    let last = "const row = document.activeElement?.closest('[role=row]');
        return !!row && row.ariaRowIndex === document.querySelector('[aria-rowcount]').ariaRowCount";
    browser.wait("the last row has the focus", async || browser.run(last, vec![]).await).await;
    browser.press("Home").await;
    browser.focused("div: Leila Morgan").await;
    for key in ["ArrowRight", "ArrowRight", "End"] {
        browser.press(key).await;
    }
    let last = "const rows = [...document.querySelectorAll('.grid-body > .grid-row')];
        rows.sort((a, b) => a.ariaRowIndex - b.ariaRowIndex);
        return [...rows[0].querySelectorAll('.cell')].pop().innerText";
    let last: String = browser.run(last, vec![]).await;
    browser.focused(&format!("div: {last}")).await;
    for key in ["Home", "ArrowLeft", "Shift+Space", "Shift+ArrowDown"] {
        browser.press(key).await;
    }
    browser.sees("2 selected").await;
    browser.press("Shift+Space").await;
    browser.press("ArrowDown").await;
    browser.press("ArrowDown").await;
    browser.focused("div: George Novak").await;
    browser.press("Enter").await;
    browser.focused("h1: George Novak").await;

    // Back finds the row; leafing through keeps to the list.
    let record = browser.hash().await;
    browser.driver.back().await.unwrap();
    browser.focused("div: George Novak").await;
    browser.press("Enter").await;
    browser.focused("h1: George Novak").await;
    assert_eq!(browser.hash().await, record);
    browser.press("Mod+ArrowDown").await;
    browser.focused("h1: Daniel Hansen").await;
    browser.press("Mod+ArrowUp").await;
    browser.focused("h1: George Novak").await;

    // Editing in place: Escape reverts, Enter saves, leaving saves and moves on.
    browser.press("e").await;
    browser.focused("input: George Novak").await;
    browser.type_text(" never").await;
    browser.press("Escape").await;
    browser.focused("button: George Novak,").await;
    browser.press("Enter").await;
    browser.focused("input: George Novak").await;
    browser.press("End").await;
    browser.type_text(" II").await;
    browser.press("Enter").await;
    browser.focused("button: George Novak II,").await;
    browser.press("F2").await;
    browser.focused("input: George Novak II").await;
    browser.press("End").await;
    browser.type_text("I").await;
    browser.press("Tab").await;
    browser.focused("button: Heathcote").await;
    browser.sees("George Novak III").await;
    browser.assert_accessible("a record just edited").await;

    // Undo and redo, said without a button that would undo the undoing.
    browser.press("Mod+z").await;
    browser.wait("the last edit is taken back", async || browser.heading().await == "George Novak II").await;
    browser.press("Mod+z").await;
    browser.wait("the first edit is taken back", async || browser.heading().await == "George Novak").await;
    browser.press("Mod+Shift+z").await;
    browser.wait("it is done again", async || browser.heading().await == "George Novak II").await;

    // A follow-up in three interactions. The Enter that confirms 汉字 is not one.
    browser.press("f").await;
    browser.focused("textarea:").await;
    browser.type_text("Sends the samples").await;
    browser.press("Mod+Enter").await;
    browser.sees("Sends the samples").await;
    browser.wait("the state follows", async || browser.text(".record-title").await.contains("Following")).await;

    // Search, and the way out of it.
    browser.press("Mod+k").await;
    browser.focused("input: Search or run a command").await;
    browser.ask("wensley lighting", "Wensley Lighting").await;
    browser.press("Enter").await;
    browser.focused("h1: Wensley Lighting Ltd").await;
    browser.press("Mod+k").await;
    browser.focused("input: Search or run a command").await;
    browser.press("Escape").await;
    browser.focused("h1: Wensley Lighting Ltd").await;

    // A menu gives the focus back; a form keeps its draft.
    browser.tab_to("button: New").await;
    browser.press("Enter").await;
    browser.wait("the menu takes the focus", async || browser.focus().await.contains("Lead")).await;
    browser.press("Escape").await;
    browser.focused("button: New").await;
    browser.press("Enter").await;
    browser.wait("the menu takes the focus", async || browser.focus().await.contains("Lead")).await;
    browser.press("Enter").await;
    browser.focused("h1: New Lead").await;
    browser.tab_to("input:").await;
    browser.type_text("Draft Person").await;
    browser.driver.back().await.unwrap();
    browser.focused("h1: Wensley Lighting Ltd").await;
    browser.driver.forward().await.unwrap();
    browser.focused("h1: New Lead").await;
    browser.tab_to("input: Draft Person").await;
    browser.press("Mod+Enter").await;
    browser.wait("the summary takes the focus", async || browser.focus().await != "input: Draft Person").await;
    assert_ne!(browser.focus().await, "body: ", "the focus is on what is wrong");
    browser.close().await;
}

/// An Enter that belongs to an input method submits nothing (facts, search, composer).
#[tokio::test(flavor = "multi_thread")]
async fn keyboard_leaves_the_input_methods_enter_alone() {
    let site = Site::start();
    let browser = Browser::start(&site).await;
    browser.enter_demo().await;
    browser.go("#/leads").await;
    browser.tab_to("div: Leila Morgan").await;
    browser.press("Enter").await;
    browser.focused("h1: Leila Morgan").await;
    browser.press("e").await;
    browser.focused("input: Leila Morgan").await;
    let composing = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
        { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true }))";
    browser.run::<serde_json::Value>(composing, vec![]).await;
    browser.settle().await;
    browser.focused("input: Leila Morgan").await;
    browser.press("Escape").await;
    browser.focused("button: Leila Morgan,").await;
    browser.close().await;
}

/// U24, F13: what one tab writes the other shows within half a second.
#[tokio::test(flavor = "multi_thread")]
async fn keyboard_edits_appear_in_another_tab() {
    let site = Site::start();
    let browser = Browser::start(&site).await;
    browser.enter_demo().await;
    browser.go("#/leads").await;
    browser.tab_to("div: Leila Morgan").await;
    browser.press("Enter").await;
    browser.focused("h1: Leila Morgan").await;
    let record = browser.hash().await;
    let first = browser.driver.window().await.unwrap();
    let second = browser.driver.new_tab().await.unwrap();
    browser.driver.switch_to_window(second.clone()).await.unwrap();
    browser.open(&format!("{PINNED}{record}")).await;
    browser.sees("Leila Morgan").await;
    // The second tab notes when the name arrives; both read the same clock.
    let watch = "window.__seen = 0; new MutationObserver(() => {
            if (!window.__seen && document.querySelector('h1')?.innerText === 'Samir M') window.__seen = Date.now();
        }).observe(document, { subtree: true, childList: true, characterData: true })";
    browser.run::<serde_json::Value>(watch, vec![]).await;
    browser.driver.switch_to_window(first).await.unwrap();
    browser.press("e").await;
    browser.focused("input: Leila Morgan").await;
    browser.press("Mod+a").await;
    browser.type_text("Samir M").await;
    browser.press("Enter").await;
    browser.wait("the first tab shows it", async || browser.heading().await == "Samir M").await;
    let saved: i64 = browser.run("return Date.now()", vec![]).await;
    browser.driver.switch_to_window(second).await.unwrap();
    let deadline = Instant::now() + Duration::from_secs(5);
    let mut seen = 0;
    while seen == 0 && Instant::now() < deadline {
        seen = browser.run("return window.__seen", vec![]).await;
    }
    assert!(seen > 0, "the other tab never shows the edit");
    assert!(seen - saved <= 500, "the other tab shows the edit after {} ms", seen - saved);
    browser.close().await;
}

/// U22: another language is there at once, and what was typed stays.
#[tokio::test(flavor = "multi_thread")]
async fn keyboard_changes_language_without_losing_a_form() {
    let site = Site::start();
    let browser = Browser::start(&site).await;
    browser.enter_demo().await;
    browser.go("#/leads/new").await;
    browser.focused("h1: New Lead").await;
    browser.tab_to("input:").await;
    browser.type_text("Half a name").await;
    browser.run::<serde_json::Value>("document.querySelector('.topbar-you button').focus()", vec![]).await;
    browser.press("Enter").await;
    let in_menu = "return document.activeElement.getAttribute('role')?.startsWith('menuitem') ?? false";
    browser.wait("the menu takes the focus", async || browser.run(in_menu, vec![]).await).await;
    let mut steps = 0;
    while !browser.focus().await.contains("中文") {
        steps += 1;
        assert!(steps < 12, "the menu offers 中文");
        browser.press("ArrowDown").await;
    }
    browser.press("Enter").await;
    browser.wait("the heading is Chinese", async || browser.heading().await.contains("线索")).await;
    let page: serde_json::Value =
        browser.run("return [document.documentElement.lang, document.querySelector('main input').value]", vec![]).await;
    assert_eq!(page, json!(["zh-CN", "Half a name"]));
    browser.assert_accessible("a form in another language").await;
    browser.close().await;
}
