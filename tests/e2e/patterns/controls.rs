//! Tabs, disclosure, switch, radio group, tooltip.

use super::Row;
use crate::browser::Browser;
use crate::site::Site;

const TABS: &[Row] = &[
    ("ArrowRight", "tab History", "selected"),
    ("ArrowRight", "tab Timeline", "selected"),
    ("ArrowLeft", "tab History", "selected"),
    ("Home", "tab Timeline", "selected"),
    ("End", "tab History", "selected"),
    ("Tab", "tabpanel History", ""),
    ("Shift+Tab", "tab History", "selected"),
];

const DISCLOSURE: &[Row] = &[
    ("Enter", "summary Basics", "collapsed"),
    ("Enter", "summary Basics", "expanded"),
    ("Space", "summary Basics", "collapsed"),
    ("Space", "summary Basics", "expanded"),
];

const TOOLTIP: &[Row] = &[
    ("Tab", "button Redo", "disabled, with tip Redo"),
    ("Shift+Tab", "button Undo", "disabled, with tip Undo"),
    ("Escape", "button Undo", "disabled"),
    ("Tab", "button Redo", "disabled, with tip Redo"),
    ("Tab", "button New", "collapsed"),
];

#[tokio::test(flavor = "multi_thread")]
async fn patterns_tabs_disclosure_and_tooltip() {
    let site = Site::start();
    let browser = Browser::of_keys(&site).await;
    browser.tab_to("button: Undo").await;
    browser.follows("tooltip", TOOLTIP).await;
    browser.go("#/leads").await;
    browser.press("j").await;
    browser.focused("div: Leila Morgan").await;
    browser.press("Enter").await;
    browser.focused("h1: Leila Morgan").await;
    browser.tab_to("summary: Basics").await;
    browser.follows("disclosure", DISCLOSURE).await;
    browser.tab_to("button: Timeline").await;
    browser.follows("tabs", TABS).await;
    browser.close().await;
}

const SWITCH: &[Row] = &[
    ("Space", "switch Protect files with a passphrase", "checked"),
    ("Space", "switch Protect files with a passphrase", "not checked"),
    ("Enter", "switch Protect files with a passphrase", "not checked"),
];

const RADIOS: &[Row] = &[
    ("ArrowRight", "radio Board", "checked"),
    ("ArrowDown", "radio Calendar", "checked"),
    ("ArrowRight", "radio Table", "checked"),
    ("ArrowLeft", "radio Calendar", "checked"),
    ("ArrowUp", "radio Board", "checked"),
];

#[tokio::test(flavor = "multi_thread")]
async fn patterns_switch_and_radio_group() {
    let site = Site::start();
    let browser = Browser::of_keys(&site).await;
    browser.go("#/share").await;
    browser.tab_to("input: on").await;
    browser.follows("switch", SWITCH).await;
    browser.go("#/leads").await;
    browser.tab_to("input: table").await;
    browser.follows("radio group", RADIOS).await;
    browser.close().await;
}
