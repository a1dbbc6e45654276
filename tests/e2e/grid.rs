//! Lists as tables people work in: cells edited, copied and pasted, columns and orders, by keyboard alone;
//! and views that are built, saved and found again, on a board and in a calendar.

use crate::browser::{Browser, Person};
use crate::keyboard::NO_MOUSE;
use crate::site::Site;
use crate::wizard::hand_over;
use serde_json::{Value, json};

/// Tuesday 2026-11-24, 10:42 in Shanghai.
const PINNED: &str = "?now=1795488120000&zone=480&seed=2026";

impl Browser {
    /// What a press of `Mod+c` here would put on the clipboard.
    async fn copied(&self) -> String {
        hand_over(self, "", "copy", "", "").await
    }

    /// Pastes a text here.
    async fn paste(&self, text: &str) {
        hand_over(self, "", "paste", text, "").await;
    }

    /// How many rows of the table are in the document.
    async fn drawn(&self) -> usize {
        self.run("return document.querySelectorAll('.grid-body > .grid-row').length", vec![]).await
    }

    /// Chooses an option of a select by its words, as typing them does.
    async fn choose_option(&self, name: &str, option: &str) {
        let select = self.find("combobox", name).await;
        select.focus().await.unwrap();
        self.type_text(option).await;
        let chosen = "return document.activeElement.selectedOptions[0].text";
        self.wait(option, async || self.run::<String>(chosen, vec![]).await == option).await;
    }

    /// Opens the pinned demo.
    async fn open_demo(&self) {
        self.open(PINNED).await;
        self.click("button", "Open the demo").await;
        self.wait("the demo opens", async || !self.all("navigation").await.is_empty()).await;
    }

    /// Waits until the whole text of the focused input is selected.
    async fn selected(&self) {
        let script = "const { selectionStart, selectionEnd, value } = document.activeElement;
            return selectionStart === 0 && selectionEnd === value.length && value.length > 0";
        self.wait("the text is selected", async || self.run(script, vec![]).await).await;
    }

    /// Waits until the address says so.
    async fn address_has(&self, part: &str) {
        self.wait(part, async || self.hash().await.contains(part)).await;
    }

    /// The words of a table's cells in this column of the rows in sight.
    async fn column(&self, nth: usize) -> Vec<String> {
        let script = "return [...document.querySelectorAll('.grid-body > .grid-row')]
            .sort((a, b) => a.ariaRowIndex - b.ariaRowIndex)
            .map((row) => row.querySelectorAll('.cell')[arguments[0]]?.innerText.trim() ?? '')";
        self.run(script, vec![json!(nth)]).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_is_worked_in_by_keyboard_alone() {
    let site = Site::start();
    let browser = Browser::start_as(&site, Person { before: NO_MOUSE, ..Person::default() }).await;
    browser.enter_demo().await;
    for key in ["g", "l"] {
        browser.press(key).await;
    }
    browser.focused("h1: Leads").await;
    assert!(browser.drawn().await <= 60);
    browser.press("j").await;
    browser.focused("div: Leila Morgan").await;
    for key in ["ArrowRight", "ArrowRight", "ArrowRight"] {
        browser.press(key).await;
    }
    let company = browser.column(2).await[0].clone();
    browser.focused(&format!("div: {company}")).await;

    // Typing begins, Escape reverts; F2 begins, Enter saves; undo takes it back.
    browser.press("9").await;
    browser.focused("input: 9").await;
    browser.type_text(" Lives").await;
    browser.assert_accessible("a cell being edited").await;
    browser.press("Escape").await;
    browser.focused(&format!("div: {company}")).await;
    browser.press("F2").await;
    browser.focused(&format!("input: {company}")).await;
    // What is there is selected, to be typed over.
    browser.selected().await;
    browser.press("Delete").await;
    browser.type_text("Nine Lives Ltd").await;
    browser.press("Enter").await;
    browser.focused("div: Nine Lives Ltd").await;
    assert_eq!(browser.copied().await.trim_end(), "Nine Lives Ltd");
    // Tab saves and moves on.
    browser.press("Enter").await;
    browser.focused("input: Nine Lives Ltd").await;
    browser.selected().await;
    browser.press("Delete").await;
    browser.type_text("Ten Lives Ltd").await;
    browser.press("Tab").await;
    browser.wait("it is saved", async || browser.column(2).await[0] == "Ten Lives Ltd").await;
    browser.press("ArrowLeft").await;
    browser.focused("div: Ten Lives Ltd").await;

    // A block from a spreadsheet: what cannot be read is told, and nothing is written before it was seen.
    browser.press("ArrowLeft").await;
    browser.focused("div: Leila Morgan").await;
    browser.paste("Samir M.\tAlpha Ltd\r\n\tBeta Ltd\r\n").await;
    browser.find("dialog", "Paste into the table").await;
    browser.sees("3 cells will change").await;
    browser.sees("1 stays as it is").await;
    browser.assert_accessible("the preview of a paste").await;
    browser.tab_to("button: Change 3 cells").await;
    browser.press("Enter").await;
    browser.sees("2 entries changed").await;
    assert_eq!(browser.column(2).await[..2], ["Alpha Ltd", "Beta Ltd"]);
    browser.press("Mod+z").await;
    browser.wait("it is taken back", async || browser.column(2).await[0] == "Ten Lives Ltd").await;

    // The head: width, place, order, menu.
    browser.press("ArrowUp").await;
    browser.focused("div: Name").await;
    browser.press("Shift+ArrowRight").await;
    browser.address_has("cols=name~144").await;
    browser.press("ArrowRight").await;
    browser.focused("div: Company").await;
    browser.press("Mod+ArrowRight").await;
    browser.address_has("cols=name~144,status,company").await;
    browser.focused("div: Company").await;
    browser.press("Enter").await;
    browser.address_has("sort=company").await;
    browser.focused("div: Company").await;
    browser.press("ArrowLeft").await;
    browser.focused("div: Status").await;
    browser.press("Shift+Enter").await;
    browser.address_has("sort=company,status").await;
    // The head is drawn anew with its place in the order, and has the focus again.
    let drawn = "const head = document.activeElement;
        return head?.getAttribute('aria-sort') === 'ascending' && head.innerText.startsWith('Status')";
    browser.wait("the head says so", async || browser.run(drawn, vec![]).await).await;
    browser.settle().await;
    browser.press("Alt+ArrowDown").await;
    browser.focused("button: Sort ascending").await;
    browser.assert_accessible("the menu of a column").await;
    browser.type_text("g").await;
    browser.focused("button: Group by this").await;
    browser.press("Enter").await;
    browser.address_has("group=status").await;

    // Groups: folded by Enter, and what is folded is gone from the rows.
    let rows = browser.drawn().await;
    browser.run::<Value>("document.querySelector('.skip-link').focus()", vec![]).await;
    browser.press("j").await;
    browser.focused("div: Unassigned").await;
    browser.assert_accessible("a list in groups").await;
    browser.press("Enter").await;
    browser
        .wait("it is folded", async || {
            browser.run("return !!document.querySelector('.group-toggle[aria-expanded=false]')", vec![]).await
        })
        .await;
    assert!(browser.drawn().await <= rows.max(60));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_is_built_saved_and_found_again() {
    let site = Site::start();
    let browser = Browser::start(&site).await;
    browser.open_demo().await;
    browser.go("#/leads").await;

    // Any of two conditions, one with a date that moves with the day.
    browser.click("button", "Filter").await;
    browser.find("dialog", "Filter").await;
    browser.choose_option("Field", "Source").await;
    browser.click("checkbox", "Trade show").await;
    browser.click("button", "Condition").await;
    browser.assert_accessible("the filter builder").await;
    browser.click("radio", "Any of").await;
    let script = "const rows = document.querySelectorAll('.filter-row select'); rows[rows.length - 1].focus()";
    let _: Value = browser.run(script, vec![]).await;
    browser.type_text("Last follow-up").await;
    browser.wait("operators are offered", async || browser.all("combobox").await.len() >= 5).await;
    let script = "const rows = document.querySelectorAll('.filter-row:last-child select'); rows[1].focus()";
    let _: Value = browser.run(script, vec![]).await;
    browser.type_text("not for").await;
    browser.click("button", "Apply").await;
    browser.address_has("g=any/2+source~any~expo+last_follow_up~idle~15").await;
    browser.sees("Last follow-up not for 15 days").await;

    // Saved, with a name; changed, it says so, and takes the change back.
    browser.click("button", "Save view").await;
    browser.fill("textbox", "Name", "Cold from the show").await;
    browser.click("radio", "Everybody in this workspace").await;
    browser.assert_accessible("a view being saved").await;
    browser.click("button", "Save").await;
    browser.address_has("v=").await;
    let saved = browser.hash().await;
    browser.click("button", "Clear filters").await;
    browser.sees("View changed").await;
    browser.click("button", "Reset").await;
    browser.wait("it is as saved", async || browser.hash().await == saved).await;
    browser.wait("nothing is said", async || !browser.text("main").await.contains("View changed")).await;

    // The default: the plain address leads to it, and "all" to the plain list.
    browser.click("button", "View").await;
    browser.click("menuitem", "Begin with this view").await;
    browser.sees("The list now begins otherwise").await;
    browser.go("#/customers").await;
    browser.go("#/leads").await;
    browser.wait("the default shows", async || browser.hash().await == saved).await;
    let (all, _) = browser.all("link").await.into_iter().find(|(_, name)| name.starts_with("All")).unwrap();
    all.click().await.unwrap();
    browser.wait("the plain list shows", async || browser.hash().await == "#/leads?v=").await;

    // Its address alone shows it in another tab, exactly.
    browser.goto(&format!("{}{PINNED}{saved}", site.address)).await;
    browser.sees("Last follow-up not for 15 days").await;
    assert_eq!(browser.hash().await, saved);
    browser.click("button", "View").await;
    browser.click("menuitem", "Delete view").await;
    browser.sees("View deleted").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_records_are_changed_by_one_act() {
    let site = Site::start();
    let browser = Browser::start(&site).await;
    browser.open_demo().await;
    browser.go("#/leads").await;
    browser.click("checkbox", "Select all").await;
    browser.click("button", "Edit field").await;
    browser.find("dialog", "Edit a field of all selected").await;
    browser.choose_option("Field", "Region").await;
    browser.fill("textbox", "Region", "Nordics").await;
    browser.assert_accessible("a field of many").await;
    let count: usize =
        browser.run("return Number(document.querySelector('.bulk-bar b').innerText.split(' ')[0])", vec![]).await;
    browser.click("button", &format!("Change {count} entries")).await;
    browser.sees(&format!("{count} entries changed")).await;
    browser.go("#/leads?f=region~is~Nordics").await;
    browser.sees(&format!("{count} in all")).await;
    browser.press("Mod+z").await;
    browser.sees("Nothing fits these filters").await;
    browser.close().await;
}

/// U11: a card moves by keyboard, and by rules: what a state asks for is asked.
#[tokio::test(flavor = "multi_thread")]
async fn a_card_is_lifted_and_dropped_by_keyboard() {
    let site = Site::start();
    let browser = Browser::start_as(&site, Person { before: NO_MOUSE, ..Person::default() }).await;
    browser.enter_demo().await;
    browser.go("#/tasks?as=board~priority").await;
    browser.assert_accessible("a board").await;
    let titles = "return [...document.querySelectorAll('.board-column')].map((column) =>
        [...column.querySelectorAll('.board-card .row-link')].map((link) => link.innerText))";
    let before: Vec<Vec<String>> = browser.run(titles, vec![]).await;
    let from = before.iter().position(|cards| !cards.is_empty()).unwrap();
    let card = before[from][0].clone();
    let to = if from + 1 < before.len() { from + 1 } else { from - 1 };
    let _: Value =
        browser.run("document.querySelector('.board-card[tabindex=\"0\"], .board-card').focus()", vec![]).await;
    browser.press("Space").await;
    browser.press(if to > from { "ArrowRight" } else { "ArrowLeft" }).await;
    browser.press("Escape").await;
    assert_eq!(browser.run::<Vec<Vec<String>>>(titles, vec![]).await, before, "Escape leaves it");
    browser.press("Space").await;
    browser.press(if to > from { "ArrowRight" } else { "ArrowLeft" }).await;
    browser.press("Space").await;
    browser
        .wait("it is there", async || browser.run::<Vec<Vec<String>>>(titles, vec![]).await[to].contains(&card))
        .await;
    browser.focused(&format!("div: {card}")).await;

    // A state is reached by its command, which asks why.
    browser.go("#/leads?as=board~status").await;
    let _: Value = browser.run("document.querySelector('.board-column[aria-label^=Pending] .board-card, .board-column[aria-label^=Following] .board-card').focus()", vec![]).await;
    browser.press("Space").await;
    for _ in 0..5 {
        browser.press("ArrowRight").await;
    }
    browser.press("ArrowLeft").await;
    browser.press("Space").await;
    browser.find("dialog", "").await;
    browser.assert_accessible("what a state asks").await;
    browser.press("Escape").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_calendar_shows_the_days_and_moves_what_is_on_them() {
    let site = Site::start();
    let browser = Browser::start(&site).await;
    browser.open_demo().await;
    browser.go("#/tasks?as=calendar~due").await;
    browser.sees("November 2026").await;
    browser.assert_accessible("a month").await;
    browser.click("radio", "Agenda").await;
    browser.assert_accessible("an agenda").await;
    let (title, day): (String, String) = browser
        .run("const row = document.querySelector('.agenda-row'); return [row.querySelector('a').innerText, row.querySelector('input').value]", vec![])
        .await;
    let script = "const input = document.querySelector('.agenda-row input'); input.value = '2026-11-29';
        input.dispatchEvent(new Event('input', { bubbles: true })); input.dispatchEvent(new Event('change', { bubbles: true }))";
    let _: Value = browser.run(script, vec![]).await;
    let on = "return document.getElementById('day-2026-11-29')?.closest('section').innerText ?? ''";
    assert_ne!(day, "2026-11-29");
    browser.wait("it moved", async || browser.run::<String>(on, vec![]).await.contains(&title)).await;
    browser.click("button", "Next month").await;
    browser.sees("December 2026").await;
    browser.close().await;
}

/// U23: on a phone the same views are cards, columns to swipe and an agenda; nothing scrolls the page
/// sideways, also at 320 px.
#[tokio::test(flavor = "multi_thread")]
async fn views_fit_a_phone() {
    let site = Site::start();
    for width in [390, 320] {
        let browser = Browser::start_as(&site, Person { width, height: 844, ..Person::default() }).await;
        browser.open_demo().await;
        for route in ["#/leads", "#/leads?group=source", "#/leads?as=board~status", "#/tasks?as=calendar~due"] {
            browser.go(route).await;
            let wide: i32 = browser.run("return document.documentElement.scrollWidth - innerWidth", vec![]).await;
            assert!(wide <= 0, "{route} is {wide} px too wide at {width}");
            let wider = "return [...document.querySelectorAll('main, main *')].filter((box) =>
                box.getBoundingClientRect().right > innerWidth + 1 && !box.closest('.tabs, .board, .page-footer'))
                .map((box) => box.className || box.tagName)";
            let wider: Vec<String> = browser.run(wider, vec![]).await;
            assert!(wider.is_empty(), "{route} at {width}: {wider:?}");
            browser.assert_accessible(route).await;
        }
        browser.close().await;
    }
}
