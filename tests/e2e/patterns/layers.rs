//! What lies above the page: menus, dialogs, alert dialogs, panels.

use super::Row;
use crate::browser::Browser;
use crate::site::Site;

const MENU: &[Row] = &[
    ("Enter", "menuitem Lead", "in menu New"),
    ("ArrowDown", "menuitem Pool", "in menu New"),
    ("ArrowUp", "menuitem Lead", "in menu New"),
    ("ArrowUp", "menuitem Task", "in menu New"),
    ("ArrowDown", "menuitem Lead", "in menu New"),
    ("End", "menuitem Task", "in menu New"),
    ("Home", "menuitem Lead", "in menu New"),
    // A letter goes to the next that begins with it, and round.
    ("c", "menuitem Customer", "in menu New"),
    ("c", "menuitem Contact", "in menu New"),
    ("c c", "menuitem Customer", "in menu New"),
    ("Escape", "button New", "collapsed"),
    ("Space", "menuitem Lead", "in menu New"),
    ("Escape", "button New", "collapsed"),
    ("ArrowDown", "menuitem Lead", "in menu New"),
    ("Escape", "button New", "collapsed"),
    ("ArrowUp", "menuitem Task", "in menu New"),
    ("Tab", "button Sarah Whitfield", "collapsed"),
];

/// Items that are states: what is so is told, and choosing closes.
#[rustfmt::skip]
const STATES: &[Row] = &[
    ("Enter", "menuitem Working as", "in menu Sarah Whitfield: language and appearance"),
    ("ArrowDown", "menuitemradio English", "checked, in menu Sarah Whitfield: language and appearance"),
    ("d", "menuitemradio Dark", "not checked, in menu Sarah Whitfield: language and appearance"),
    ("Enter", "button Sarah Whitfield", "collapsed"),
    ("Enter d", "menuitemradio Dark", "checked, in menu Sarah Whitfield: language and appearance"),
    ("Space", "button Sarah Whitfield", "collapsed"),
];

#[tokio::test(flavor = "multi_thread")]
async fn patterns_menu_button() {
    let site = Site::start();
    let browser = Browser::of_keys(&site).await;
    browser.tab_to("button: New").await;
    browser.follows("menu button", MENU).await;
    browser.follows("menu of states", STATES).await;
    browser.close().await;
}

const DIALOG: &[Row] = &[
    ("Enter", "menuitem Save as …", "in menu View"),
    ("Enter", "textbox Name", "“”, in dialog Save as …"),
    ("Tab", "radio Only me", "checked, in dialog Save as …"),
    ("ArrowDown", "radio", "checked, in dialog Save as …"),
    ("ArrowUp", "radio Only me", "checked, in dialog Save as …"),
    ("Tab", "checkbox Begin with this view", "not checked, in dialog Save as …"),
    ("Space", "checkbox Begin with this view", "checked, in dialog Save as …"),
    ("Tab", "button Cancel", "in dialog Save as …"),
    ("Tab", "button Save", "in dialog Save as …"),
    ("Tab", "button Close", "in dialog Save as …, with tip Close"),
    ("Tab", "textbox Name", "“”, in dialog Save as …"),
    ("Shift+Tab", "button Close", "in dialog Save as …, with tip Close"),
    ("Shift+Tab", "button Save", "in dialog Save as …"),
    ("Escape", "button View", "collapsed"),
    ("Enter Enter", "textbox Name", "“”, in dialog Save as …"),
    ("Shift+Tab", "button Close", "in dialog Save as …, with tip Close"),
    ("Enter", "button View", "collapsed"),
];

/// What a page lays beside a button is no wall: Tab leads on, and Escape back.
const ORDER: &[Row] = &[
    ("Enter", "combobox Field", "“Score”, in dialog Order"),
    ("Tab", "combobox Direction", "“descending”, in dialog Order"),
    ("Escape", "button Order", "collapsed"),
    ("Space", "combobox Field", "“Score”, in dialog Order"),
    ("Shift+Tab", "button Order", "expanded, with dialog Order"),
    ("Enter", "button Order", "collapsed"),
];

/// The focus begins in the first condition, or at what can be set.
const OTHERS: &[Row] = &[
    ("Enter", "combobox Field", "“Choose a field …”, in dialog Filter"),
    ("Escape", "button Filter", "collapsed"),
    ("Tab Tab", "button Columns", "collapsed"),
    ("Enter", "radio Compact", "not checked, in dialog Columns"),
    ("Escape", "button Columns", "collapsed"),
];

#[tokio::test(flavor = "multi_thread")]
async fn patterns_dialog() {
    let site = Site::start();
    let browser = Browser::of_keys(&site).await;
    browser.go("#/leads").await;
    browser.tab_to("button: View").await;
    browser.follows("dialog", DIALOG).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn patterns_panel() {
    let site = Site::start();
    let browser = Browser::of_keys(&site).await;
    browser.go("#/leads").await;
    browser.tab_to("button: Order").await;
    browser.follows("panel", ORDER).await;
    browser.press("Shift+Tab").await;
    browser.follows("other panels", OTHERS).await;
    browser.close().await;
}

const ALERT: &[Row] = &[
    ("Enter", "button Cancel", "in alertdialog Erase “Chenghai Instruments”"),
    ("Tab", "button Erase for good", "in alertdialog Erase “Chenghai Instruments”"),
    ("Tab", "button Close", "in alertdialog Erase “Chenghai Instruments”, with tip Close"),
    ("Tab", "textbox Type “Chenghai Instruments”", "“”, in alertdialog Erase “Chenghai Instruments”"),
    ("Tab", "button Cancel", "in alertdialog Erase “Chenghai Instruments”"),
    ("Shift+Tab", "textbox Type “Chenghai Instruments”", "“”, in alertdialog Erase “Chenghai Instruments”"),
    ("Escape", "button Erase “Chenghai Instruments”", ""),
    ("Enter", "button Cancel", "in alertdialog Erase “Chenghai Instruments”"),
    ("Enter", "button Erase “Chenghai Instruments”", ""),
];

#[tokio::test(flavor = "multi_thread")]
async fn patterns_alert_dialog() {
    let site = Site::start();
    let browser = Browser::of_keys(&site).await;
    browser.go("#/settings").await;
    browser.tab_to("button: Erase “").await;
    browser.follows("alertdialog", ALERT).await;
    browser.close().await;
}
