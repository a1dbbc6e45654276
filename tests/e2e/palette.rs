//! The palette by keyboard alone: one box finds records and runs commands, those of the page and of what is
//! ticked among them (U3, U19); and the peek, which shows the record of a row beside its list (U12, U24).

use crate::browser::{Browser, Person};
use crate::site::Site;
use cove::i18n::{Lang, key, text};
use serde_json::Value;

impl Browser {
    /// Opens the palette and waits until it takes words.
    async fn palette(&self) {
        self.press("Mod+k").await;
        self.focused("input: Search or run a command").await;
    }

    /// The names of the groups that the palette shows, each with its options.
    async fn groups(&self) -> Vec<(String, Vec<String>)> {
        let script =
            "return [...document.querySelectorAll('dialog[open] [role=listbox] > [role=group]')].map((group) =>
            [group.getAttribute('aria-label'), [...group.querySelectorAll('[role=option]')].map((option) =>
                option.innerText.replace(/\\s+/g, ' ').trim())])";
        self.run(script, vec![]).await
    }

    /// The option that Enter would choose, as assistive technology is told.
    async fn chosen(&self) -> String {
        let script = "const id = document.activeElement.getAttribute('aria-activedescendant');
            const option = id && document.getElementById(id);
            return option?.getAttribute('aria-selected') === 'true' ? option.innerText.replace(/\\s+/g, ' ').trim() : ''";
        self.run(script, vec![]).await
    }

    async fn value(&self) -> String {
        self.run("return document.activeElement.value ?? ''", vec![]).await
    }

    /// Writes into the palette and waits until the option that Enter would choose begins so.
    #[track_caller]
    pub(crate) fn ask<'a>(&'a self, words: &'a str, wanted: &'a str) -> impl Future<Output = ()> + 'a {
        let is_it = async move || self.chosen().await.starts_with(wanted) && self.value().await == words;
        let waiting = self.wait(wanted, is_it);
        async move {
            self.press("Mod+a").await;
            self.type_text(words).await;
            waiting.await;
        }
    }

    #[track_caller]
    fn closed_over<'a>(&'a self, focus: &'a str) -> impl Future<Output = ()> + 'a {
        let focused = self.focused(focus);
        async move {
            let open = "return !!document.querySelector('dialog[open]')";
            self.wait("the dialog closes", async || !self.run::<bool>(open, vec![]).await).await;
            focused.await;
        }
    }

    async fn keyboard_demo(site: &Site) -> Browser {
        let person = Person { before: crate::keyboard::NO_MOUSE, ..Person::default() };
        let browser = Browser::start_as(site, person).await;
        browser.enter_demo().await;
        browser
    }
}

fn group<'a>(groups: &'a [(String, Vec<String>)], name: &str) -> &'a [String] {
    groups.iter().find(|(own, _)| own == name).map_or(&[], |(_, options)| options)
}

#[tokio::test(flavor = "multi_thread")]
async fn palette_finds_records_by_whatever_is_typed() {
    let site = Site::start();
    let browser = Browser::keyboard_demo(&site).await;
    browser.palette().await;
    browser.assert_accessible("the palette before anything was typed").await;
    let first = browser.groups().await;
    assert!(group(&first, "Opened last").is_empty(), "{first:?}");
    assert!(group(&first, "Suggested").iter().any(|option| option.starts_with("New Lead")), "{first:?}");

    // The focus stays in the box, the arrows go round, and every step is told.
    let top = browser.chosen().await;
    browser.press("ArrowDown").await;
    browser.wait("the next is chosen", async || browser.chosen().await != top).await;
    browser.press("ArrowUp").await;
    browser.press("ArrowUp").await;
    let options: usize = first.iter().map(|(_, options)| options.len()).sum();
    let last = group(&first, &first.last().unwrap().0).last().unwrap().clone();
    browser.wait("the last is chosen", async || browser.chosen().await == last).await;
    assert!(options > 4, "{first:?}");
    browser.focused("input: Search or run a command").await;
    browser.press("Escape").await;
    browser.closed_over("h1: Tuesday").await;

    browser.palette().await;
    browser.ask("wensley lighting", "Wensley Lighting").await;
    browser.assert_accessible("the palette with what it found").await;
    let marked: String = browser.run("return document.querySelector('.search-hit mark').innerText", vec![]).await;
    assert_eq!(marked, "Wensley");
    browser.press("Enter").await;
    browser.closed_over("h1: Wensley Lighting Ltd").await;
    let record = browser.hash().await;

    // What was opened last comes first, but for what is here.
    browser.press("g").await;
    browser.press("d").await;
    browser.focused("h1: Tuesday").await;
    browser.palette().await;
    browser.wait("it is remembered", async || browser.chosen().await.starts_with("Wensley Lighting")).await;
    let second: Vec<_> = browser.driver.windows().await.unwrap();
    browser.press("Mod+Enter").await;
    browser.wait("another tab opens", async || browser.driver.windows().await.unwrap().len() > second.len()).await;
    browser.closed_over("h1: Tuesday").await;
    let tabs = browser.driver.windows().await.unwrap();
    let own = browser.driver.window().await.unwrap();
    let other = tabs.into_iter().find(|tab| !second.contains(tab)).unwrap();
    browser.driver.switch_to_window(other).await.unwrap();
    browser.wait("it shows the record", async || browser.hash().await == record).await;
    browser.driver.close_window().await.unwrap();
    browser.driver.switch_to_window(own).await.unwrap();

    // Signs narrow: people, numbers; what is not there is said.
    browser.palette().await;
    browser.ask("@leila", "Leila Morgan").await;
    let people = browser.groups().await;
    assert!(people.iter().all(|(name, _)| ["Leads", "Contacts", "Colleagues"].contains(&name.as_str())), "{people:?}");
    browser.press("Enter").await;
    browser.closed_over("h1: Leila Morgan").await;
    browser.press("g").await;
    browser.press("d").await;
    browser.focused("h1: Tuesday").await;
    browser.palette().await;
    browser.ask("@", "Leila Morgan").await;
    assert_eq!(group(&browser.groups().await, "Opened last").len(), 1);
    browser.ask("#0000", "").await;
    let numbers = browser.groups().await;
    assert!(numbers.iter().all(|(name, _)| name != "Commands"), "{numbers:?}");
    browser.ask("#leila", "").await;
    browser.sees("Type some digits of a phone or a number.").await;
    browser.ask("zzzz", "").await;
    browser.sees("Nothing found for “zzzz”.").await;
    browser.assert_accessible("the palette that found nothing").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn palette_runs_what_the_page_can_do() {
    let site = Site::start();
    let browser = Browser::keyboard_demo(&site).await;

    // By either language, spoken or written.
    browser.palette().await;
    browser.ask("> xjxs", "New Lead").await;
    browser.assert_accessible("the palette with commands").await;
    browser.press("Enter").await;
    browser.closed_over("h1: New Lead").await;
    browser.palette().await;
    browser.ask("gtl", "Go to Leads").await;
    let keys: String = browser.run("return document.querySelector('.search-hit .search-keys').innerText", vec![]).await;
    assert_eq!(keys.split_whitespace().collect::<String>(), "GL");
    browser.press("Enter").await;
    browser.closed_over("h1: Leads").await;
    browser.palette().await;
    browser.ask(">dark", "Appearance: Dark").await;
    browser.press("Enter").await;
    let theme = "return document.documentElement.dataset.theme === 'dark'";
    browser.wait("it is dark", async || browser.run(theme, vec![]).await).await;

    // On what is ticked.
    browser.press("j").await;
    browser.focused("div: Leila Morgan").await;
    browser.press("x").await;
    browser.sees("1 selected").await;
    browser.palette().await;
    let deeds = browser.groups().await;
    assert!(group(&deeds, "With “1 selected”").iter().any(|option| option.starts_with("Assign")), "{deeds:?}");
    browser.ask(">assign", "Assign").await;
    browser.press("Enter").await;
    browser.find("dialog", "Assign").await;
    browser.press("Escape").await;
    browser.closed_over("div: Leila Morgan").await;
    browser.palette().await;
    browser.ask(">row height compact", "Row height: Compact").await;
    browser.press("Enter").await;
    browser.wait("the rows are low", async || browser.hash().await.contains("rows=compact")).await;
    browser.palette().await;
    browser.ask(">clear", "Clear selection").await;
    browser.press("Enter").await;
    browser.wait("nothing is ticked", async || !browser.text("main").await.contains("selected")).await;

    // On the record at hand, and back.
    browser.press("Enter").await;
    browser.focused("h1: Leila Morgan").await;
    browser.palette().await;
    let deeds = browser.groups().await;
    assert!(!group(&deeds, "With “Leila Morgan”").is_empty(), "{deeds:?}");
    browser.ask(">delete", "Delete").await;
    browser.press("Enter").await;
    browser.wait("it is deleted", async || browser.text("main").await.contains("deleted")).await;
    browser.palette().await;
    browser.ask(">undo", "Undo").await;
    browser.press("Enter").await;
    browser.wait("it is back", async || browser.text("h1").await == "Leila Morgan").await;

    // The language changes under it, and each is found in the other.
    browser.palette().await;
    browser.ask(">中文", "Switch to Chinese").await;
    browser.press("Enter").await;
    browser
        .wait("it is Chinese", async || browser.run("return document.documentElement.lang === 'zh-CN'", vec![]).await)
        .await;
    browser.press("Mod+k").await;
    browser.focused("input: 搜索或执行命令").await;
    browser.ask("new lead", "新建线索").await;
    browser.ask("beifenwei", "备份为文件").await;
    browser.ask("切换到英文", "切换到英文").await;
    browser.press("Enter").await;
    browser
        .wait("it is English", async || browser.run("return document.documentElement.lang === 'en'", vec![]).await)
        .await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn palette_on_a_phone_is_a_sheet_for_fingers() {
    let site = Site::start();
    for lang in Lang::ALL {
        let person = Person { lang: lang.tag(), width: 390, height: 844, ..Person::default() };
        let browser = Browser::start_as(&site, person).await;
        browser.open("?now=1795488120000&zone=480&seed=2026").await;
        browser.click("button", &text(lang, key::WELCOME_OPEN_DEMO)).await;
        browser.wait("the demo opens", async || !browser.all("navigation").await.is_empty()).await;
        browser.click("button", &text(lang, key::PALETTE_OPEN)).await;
        let sheet = browser.find("dialog", &text(lang, key::PALETTE_TITLE)).await;
        let size = sheet.rect().await.unwrap();
        let [width, height]: [f64; 2] = browser.run("return [innerWidth, innerHeight]", vec![]).await;
        // WebKitGTK rounds its units down.
        assert!(size.width == width && (height - 1.0..=height).contains(&size.height), "{size:?}");
        browser.assert_accessible("the palette on a phone").await;
        browser.click("button", &format!("> {}", text(lang, key::PALETTE_FOR_COMMANDS))).await;
        let many = "return document.querySelectorAll('dialog[open] [role=option]').length > 20";
        browser.wait("the commands are listed", async || browser.run(many, vec![]).await).await;
        let small = "return [...document.querySelectorAll('dialog[open] :is([role=option], button, input)')]
            .filter((target) => target.checkVisibility({ visibilityProperty: true }) && !target.closest('.visually-hidden'))
            .map((target) => [target.innerText, target.getBoundingClientRect().height])
            .filter(([, height]) => height < 44)";
        let small: Vec<(String, f64)> = browser.run(small, vec![]).await;
        assert_eq!(small, [], "targets below 44 px");
        browser.type_text("privacy").await;
        browser.wait("it is found", async || browser.chosen().await.contains(&text(lang, key::NAV_PRIVACY))).await;
        browser.run::<Value>("document.querySelector('dialog[open] [role=option]').click()", vec![]).await;
        browser.wait("it is there", async || browser.hash().await == "#/privacy").await;
        browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn peek_follows_the_row_and_stands_in_the_address() {
    let site = Site::start();
    let browser = Browser::keyboard_demo(&site).await;
    browser.press("g").await;
    browser.press("l").await;
    browser.focused("h1: Leads").await;
    browser.press("j").await;
    browser.focused("div: Leila Morgan").await;
    browser.press("Space").await;
    browser.find("complementary", "Peek: Leila Morgan").await;
    browser.find("heading", "Leila Morgan").await;
    browser.focused("div: Leila Morgan").await;
    browser.assert_accessible("a peek").await;
    assert!(browser.hash().await.starts_with("#/leads?peek="));
    browser.press("j").await;
    browser.focused("div: Adam Larsen").await;
    browser.find("complementary", "Peek: Adam Larsen").await;
    browser.find("heading", "Adam Larsen").await;
    let grace = browser.hash().await;

    // Escape closes it and the row keeps the focus; Back and Forward restore what was.
    browser.press("Escape").await;
    browser.wait("it is closed", async || browser.hash().await == "#/leads").await;
    browser.focused("div: Adam Larsen").await;
    browser.driver.forward().await.unwrap();
    browser.find("complementary", "Peek: Adam Larsen").await;
    assert_eq!(browser.hash().await, grace);

    // What the keyboard does is done to the record shown.
    browser.press("f").await;
    browser.find("dialog", "Log follow-up").await;
    browser.focused("textarea:").await;
    browser.press("Escape").await;
    browser.closed_over("div: Adam Larsen").await;

    // Enter opens it in full, and the way back leads to the same row and peek, also after a reload.
    browser.press("Enter").await;
    browser.focused("h1: Adam Larsen").await;
    browser.driver.back().await.unwrap();
    browser.find("complementary", "Peek: Adam Larsen").await;
    browser.focused("div: Adam Larsen").await;
    browser.reload().await;
    browser.find("complementary", "Peek: Adam Larsen").await;
    browser.find("row", "Adam Larsen").await;
    browser.settle().await;
    browser.press("k").await;
    browser.focused("div: Adam Larsen").await;
    browser.press("k").await;
    browser.find("complementary", "Peek: Leila Morgan").await;
    browser.press("Space").await;
    browser.wait("it is closed", async || browser.hash().await == "#/leads").await;
    assert!(browser.all("complementary").await.iter().all(|(_, name)| !name.starts_with("Peek")));
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn peek_on_a_phone_is_a_sheet() {
    let site = Site::start();
    let browser = Browser::start_as(&site, Person { width: 390, height: 844, ..Person::default() }).await;
    browser.enter_demo().await;
    browser.go("#/leads").await;
    browser.tab_to("a: Leila Morgan").await;
    browser.press("Space").await;
    let sheet = browser.find("dialog", "Peek: Leila Morgan").await;
    browser.find_in(Some(&sheet), "heading", "Leila Morgan").await;
    browser.assert_accessible("a peek on a phone").await;
    browser.press("Escape").await;
    browser.closed_over("a: Leila Morgan").await;
    browser.wait("the address is the list's", async || browser.hash().await == "#/leads").await;
    let script = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth";
    assert!(browser.run::<bool>(script, vec![]).await);
    browser.close().await;
}
