//! Combobox and listbox: the focus stays in the box, and `aria-activedescendant` tells what is active.

use super::Row;
use crate::browser::Browser;
use crate::site::Site;

const PALETTE: &[Row] = &[
    ("Enter", "combobox Search or run a command → option New Lead", "expanded, “”, in dialog Search or run a command"),
    ("ArrowDown", "combobox Search → option New Pool", "expanded, “”, in dialog Search or run a command"),
    ("ArrowUp", "combobox Search → option New Lead", "expanded, “”, in dialog Search or run a command"),
    ("ArrowUp", "combobox Search → option New Registration", "expanded, “”, in dialog Search or run a command"),
    ("ArrowDown", "combobox Search → option New Lead", "expanded, “”, in dialog Search or run a command"),
    ("“zzzz”", "combobox Search", "collapsed, “zzzz”, in dialog Search or run a command"),
    ("Mod+a “wensley”", "combobox Search → option Wensley", "expanded, “wensley”, in dialog Search or run a command"),
    ("Home", "combobox Search → option Wensley", "expanded, “wensley”, in dialog Search or run a command"),
    // What belongs to the list is no tab stop; what stands beside it is.
    ("Tab", "button Close search", "in dialog Search or run a command"),
    ("Tab", "button > commands", "not pressed, in dialog Search or run a command"),
    (
        "Shift+Tab Shift+Tab",
        "combobox Search → option Wensley",
        "expanded, “wensley”, in dialog Search or run a command",
    ),
    ("Shift+Tab", "button # numbers", "not pressed, in dialog Search or run a command"),
    ("Escape", "button Search, or type a command", ""),
];

const LINK: &[Row] = &[
    ("ArrowDown", "combobox Company", "expanded, “”"),
    ("ArrowDown", "combobox Company → option Fernhill Sensors Ltd", "expanded, “”"),
    ("ArrowUp", "combobox Company → option Ravensworth Foods Ltd", "expanded, “”"),
    ("ArrowDown", "combobox Company → option Fernhill Sensors Ltd", "expanded, “”"),
    ("Escape", "combobox Company", "collapsed, “”"),
    ("ArrowUp", "combobox Company", "expanded, “”"),
    ("ArrowUp", "combobox Company → option Ravensworth Foods Ltd", "expanded, “”"),
    ("Escape", "combobox Company", "collapsed, “”"),
    // Escape closes first and clears second.
    ("“wensley”", "combobox Company → option Wensley Lighting Ltd", "expanded, “wensley”"),
    ("Escape", "combobox Company", "collapsed, “wensley”"),
    ("Escape", "combobox Company", "collapsed, “”"),
    ("“wensley”", "combobox Company → option Wensley Lighting Ltd", "expanded, “wensley”"),
    ("Enter", "combobox Company", "collapsed, “Wensley Lighting Ltd”"),
    ("Escape", "combobox Company", "collapsed, “”"),
    // Leaving takes what is active, and what was only typed it forgets.
    ("“wensley”", "combobox Company → option Wensley Lighting Ltd", "expanded, “wensley”"),
    ("Tab", "textbox Job title", "“”"),
    ("Shift+Tab", "combobox Company", "collapsed, “Wensley Lighting Ltd”"),
    ("Mod+a “zzzz”", "combobox Company → option New Customer “zzzz”", "expanded, “zzzz”"),
    ("Escape", "combobox Company", "collapsed, “zzzz”"),
    ("Tab", "textbox Job title", "“”"),
    ("Shift+Tab", "combobox Company", "collapsed, “Wensley Lighting Ltd”"),
];

/// In an editor in place Escape leaves it, and what stood there stays.
#[rustfmt::skip]
const IN_PLACE: &[Row] = &[
    ("Enter", "combobox Company", "collapsed, “Trentham Fabrics Ltd”"),
    ("Escape", "link Trentham Fabrics Ltd", "with tip Tom Becker · Wed 4 Nov 15:38"),
    ("Tab Enter", "combobox Company", "collapsed, “Trentham Fabrics Ltd”"),
    ("ArrowDown", "combobox Company", "expanded, “Trentham Fabrics Ltd”"),
    ("Escape", "combobox Company", "collapsed, “Trentham Fabrics Ltd”"),
    ("Escape", "link Trentham Fabrics Ltd", "with tip Tom Becker · Wed 4 Nov 15:38"),
];

#[tokio::test(flavor = "multi_thread")]
async fn patterns_combobox() {
    let site = Site::start();
    let browser = Browser::of_keys(&site).await;
    browser.tab_to("button: Search, or").await;
    browser.follows("combobox of the palette", PALETTE).await;
    browser.go("#/contacts/new").await;
    browser.tab_to("input:").await;
    browser.press("Tab").await;
    browser.follows("combobox", LINK).await;
    browser.go("#/contacts").await;
    browser.press("j").await;
    browser.focused("div: Marta Singh").await;
    browser.press("Enter").await;
    browser.focused("h1: Marta Singh").await;
    browser.tab_to("button: Change Company").await;
    browser.follows("combobox in place", IN_PLACE).await;
    browser.close().await;
}

const SELECT: &[Row] = &[
    ("ArrowDown", "combobox By field", "“Source”"),
    ("ArrowUp", "combobox By field", "“Status”"),
    ("ArrowUp", "combobox By field", "“Status”"),
    ("End", "combobox By field", "“Why returned”"),
    ("ArrowDown", "combobox By field", "“Why returned”"),
    ("Home", "combobox By field", "“Status”"),
    ("s", "combobox By field", "“Source”"),
];

#[tokio::test(flavor = "multi_thread")]
async fn patterns_listbox() {
    let site = Site::start();
    let browser = Browser::of_keys(&site).await;
    browser.go("#/leads?as=board~status").await;
    browser.tab_to("select:").await;
    browser.follows("listbox", SELECT).await;
    browser.close().await;
}
