//! Shortcuts by keyboard alone: the help sheet says what acts here, keys can be changed and switched off,
//! and letters are never heard where they are text (U5).

use crate::browser::{Browser, Person};
use crate::site::Site;
use serde_json::{Value, json};

impl Browser {
    async fn demo(site: &Site) -> Browser {
        let browser = Browser::start_as(site, Person { before: crate::keyboard::NO_MOUSE, ..Person::default() }).await;
        browser.enter_demo().await;
        browser
    }

    /// Opens the help sheet with `?`, reads what it lists by group, and closes it.
    async fn help(&self) -> Vec<(String, Vec<String>)> {
        self.press("?").await;
        self.find("dialog", "Keyboard shortcuts").await;
        self.assert_accessible("the help sheet").await;
        let script = "return [...document.querySelectorAll('dialog[open] section')].map((group) =>
            [group.querySelector('h3').innerText, [...group.querySelectorAll('dl > div')].map((row) =>
                row.querySelector('dt').innerText + ': ' + row.querySelector('dd').innerText.replace(/\\s+/g, ' ').trim())])";
        let groups = self.run(script, vec![]).await;
        self.press("Escape").await;
        self.wait("the sheet closes", async || !self.covered().await).await;
        groups
    }

    async fn covered(&self) -> bool {
        self.run("return !!document.querySelector('dialog[open]')", vec![]).await
    }

    /// Waits until the address is that.
    #[track_caller]
    fn at<'a>(&'a self, hash: &'a str) -> impl Future<Output = ()> + 'a {
        self.wait(hash, async move || self.hash().await == hash)
    }

    /// Presses the keys of a sequence.
    async fn keys(&self, keys: &str) {
        for key in keys.split(' ') {
            self.press(key).await;
        }
    }

    /// Puts the focus on a control by its name, as Tab would.
    pub(crate) async fn aim(&self, role: &str, name: &str) {
        let element = self.find(role, name).await;
        self.driver.execute("arguments[0].focus()", vec![element.to_json().unwrap()]).await.unwrap();
    }
}

fn has(groups: &[(String, Vec<String>)], group: &str, row: &str) -> bool {
    groups.iter().any(|(name, rows)| name == group && rows.iter().any(|own| own == row))
}

#[tokio::test(flavor = "multi_thread")]
async fn shortcuts_are_listed_where_they_act_and_act_where_they_are_listed() {
    let site = Site::start();
    let browser = Browser::demo(&site).await;
    browser.keys("g l").await;
    browser.at("#/leads").await;
    browser.focused("h1: Leads").await;
    let list = browser.help().await;
    assert!(has(&list, "In lists", "Next row: J or ↓"), "{list:?}");
    assert!(has(&list, "Everywhere", "New Lead: C then L"), "{list:?}");
    assert!(!list.iter().any(|(group, _)| group == "On a record"), "{list:?}");

    // Rows by letters; a ticked row can be worked on.
    browser.press("j").await;
    browser.focused("div: Leila Morgan").await;
    browser.press("j").await;
    browser.focused("div: Adam Larsen").await;
    browser.press("k").await;
    browser.focused("div: Leila Morgan").await;
    browser.press("x").await;
    browser.sees("1 selected").await;
    assert!(has(&browser.help().await, "On a record, or on the rows you selected", "Assign: A"));
    browser.press("a").await;
    browser.find("dialog", "Assign").await;
    browser.press("Escape").await;
    browser.press("x").await;
    browser.wait("nothing is ticked", async || !browser.text("main").await.contains("selected")).await;
    browser.press("]").await;
    browser.at("#/leads?tab=unassigned").await;
    browser.settle().await;
    browser.press("[").await;
    browser.at("#/leads").await;

    browser.aim("row", "Leila Morgan").await;
    browser.press("Enter").await;
    browser.focused("h1: Leila Morgan").await;
    let record = browser.help().await;
    assert!(has(&record, "On a record", "Edit: E or F2"), "{record:?}");
    assert!(has(&record, "On a record", "The next record: Ctrl+↓"), "{record:?}");
    assert!(has(&record, "While writing", "Save: Ctrl+↵"), "{record:?}");
    assert!(!record.iter().any(|(group, _)| group == "In lists"), "{record:?}");
    browser.focused("h1: Leila Morgan").await;

    browser.keys("c t").await;
    browser.at("#/tasks/new").await;
    for (keys, hash) in [("g a", "#/customers"), ("g c", "#/contacts"), ("g f", "#/follow-ups"), ("g d", "#/")] {
        browser.keys(keys).await;
        browser.at(hash).await;
        browser.settle().await;
    }
    // A second step that misses does nothing, not even what it would do alone.
    browser.keys("g ?").await;
    browser.settle().await;
    assert!(!browser.covered().await);
    browser.press("/").await;
    browser.focused("input: Search or run a command").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shortcuts_take_other_keys_and_keep_them() {
    let site = Site::start();
    let browser = Browser::demo(&site).await;
    browser.keys("g ,").await;
    browser.focused("h1: Settings").await;
    // The name of a fold is that of its summary.
    let fold = "document.querySelector('.settings .fold > summary').focus()";
    let _: Value = browser.run(fold, vec![]).await;
    browser.press("Enter").await;
    browser.assert_accessible("the settings of shortcuts").await;
    browser.aim("button", "Change keys: Edit").await;
    browser.press("Enter").await;
    browser.focused("input:").await;
    for (keys, refusal) in [
        ("?", "“Show the shortcuts of this page” already uses these keys"),
        ("g", "“Go to Today” already uses these keys"),
        ("f", "“Log follow-up” already uses these keys"),
        ("Mod+p", "The browser uses these keys itself."),
        ("F4", "Use a letter, a digit or a sign"),
    ] {
        browser.press("Backspace").await;
        browser.press(keys).await;
        browser.press("Enter").await;
        browser.sees(refusal).await;
        browser.assert_accessible("refused keys").await;
    }
    browser.press("Backspace").await;
    browser.press("m").await;
    browser.press("Enter").await;
    browser.sees("“Edit” is now M").await;
    browser.focused("button: Change keys: Edit").await;

    browser.reload().await;
    browser.opened_list().await;
    browser.press("j").await;
    browser.focused("div: Leila Morgan").await;
    browser.press("Enter").await;
    browser.focused("h1: Leila Morgan").await;
    assert!(has(&browser.help().await, "On a record", "Edit: M or F2"));
    browser.press("e").await;
    browser.settle().await;
    browser.focused("h1: Leila Morgan").await;
    browser.press("m").await;
    browser.focused("input: Leila Morgan").await;
    browser.press("Escape").await;

    // One off, then all, then everything as at first.
    browser.keys("g ,").await;
    browser.focused("h1: Settings").await;
    let _: Value = browser.run(fold, vec![]).await;
    browser.press("Enter").await;
    browser.aim("switch", "Shortcut “New Task”").await;
    browser.press("Space").await;
    browser.keys("c t").await;
    browser.settle().await;
    assert_eq!(browser.hash().await, "#/settings");
    browser.aim("switch", "Single-letter shortcuts").await;
    browser.press("Space").await;
    browser.reload().await;
    browser.find("switch", "Single-letter shortcuts").await;
    browser.keys("g l ? /").await;
    browser.settle().await;
    assert_eq!((browser.hash().await, browser.covered().await), ("#/settings".to_owned(), false));
    browser.press("Mod+k").await;
    browser.focused("input: Search or run a command").await;
    browser.press("Escape").await;
    // The sheet is still there, by its button.
    browser.aim("button", "Show the shortcuts of this page").await;
    browser.press("Enter").await;
    browser.find("dialog", "Keyboard shortcuts").await;
    browser.press("Escape").await;
    browser.aim("button", "Reset all").await;
    browser.press("Enter").await;
    browser.sees("Shortcuts are as at first").await;
    browser.keys("c t").await;
    browser.at("#/tasks/new").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shortcuts_are_deaf_where_letters_are_text() {
    let site = Site::start();
    let browser = Browser::demo(&site).await;
    browser.keys("c l").await;
    browser.focused("h1: New Lead").await;
    browser.tab_to("input:").await;
    browser.type_text("jxeg?/").await;
    browser.focused("input: jxeg?/").await;
    assert_eq!((browser.hash().await, browser.covered().await), ("#/leads/new".to_owned(), false));
    browser.keys("g d").await;
    browser.focused("input: jxeg?/gd").await;

    // Outside of texts: with modifiers, while an input method composes, behind a dialog.
    let _: Value = browser.run("document.activeElement.blur()", vec![]).await;
    for (key, held) in [("?", "altKey"), ("?", "ctrlKey"), ("/", "metaKey"), ("?", "isComposing")] {
        let script = "document.body.dispatchEvent(new KeyboardEvent('keydown',
            { key: arguments[0], [arguments[1]]: true, bubbles: true, cancelable: true }))";
        let _: Value = browser.run(script, vec![json!(key), json!(held)]).await;
    }
    let safari = "document.body.dispatchEvent(new KeyboardEvent('keydown',
        { key: '?', keyCode: 229, bubbles: true, cancelable: true }))";
    let _: Value = browser.run(safari, vec![]).await;
    browser.settle().await;
    assert!(!browser.covered().await);
    browser.press("?").await;
    browser.find("dialog", "Keyboard shortcuts").await;
    browser.keys("g d").await;
    browser.settle().await;
    assert_eq!(browser.hash().await, "#/leads/new");
    browser.press("Escape").await;
    browser.keys("g d").await;
    browser.at("#/").await;
    browser.close().await;
}

impl Browser {
    /// Waits for the page after a reload and goes to the leads.
    async fn opened_list(&self) {
        self.find("heading", "Settings").await;
        self.keys("g l").await;
        self.focused("h1: Leads").await;
    }
}
