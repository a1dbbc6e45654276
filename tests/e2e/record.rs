//! The page of a record: how far it is and what comes next, whose hand was last on a field, tabs with an
//! address, what belongs to it, and that nothing typed in place is ever lost (issue 4, item 4).

use crate::bad_input::FULL_DISK;
use crate::browser::{Browser, Person};
use crate::keyboard::NO_MOUSE;
use crate::site::Site;
use crate::team::Colleague;
use cove::i18n::{Arg, Lang, key, text_with};
use serde_json::{Value, json};

/// Tuesday 2026-11-24, 10:42 in Shanghai.
const PINNED: &str = "?now=1795488120000&zone=480&seed=2026";

impl Browser {
    /// The step where the record stands, as it is read.
    async fn step(&self) -> String {
        self.text(".stage-bar [aria-current=step] .stage-word").await
    }

    /// Waits until the record stands there.
    #[track_caller]
    fn stands<'a>(&'a self, step: &'a str) -> impl Future<Output = ()> + 'a {
        self.wait(step, async move || self.step().await == step)
    }

    /// What has the focus is still there.
    async fn keeps_the_focus(&self) {
        let lost = "return document.activeElement === document.body";
        self.wait("the focus is somewhere", async || !self.run::<bool>(lost, vec![]).await).await;
    }
}

impl Colleague {
    fn message(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        text_with(self.lang, key, args)
    }

    /// The name of the button that edits a field of a lead.
    fn change(&self, field: &str) -> String {
        self.message(key::FACT_EDIT, &[("field", self.label(field).into())])
    }

    /// What stands in the text box of a field of the open record; `None` where it is not edited.
    async fn typed(&self, field: &str) -> Option<String> {
        let script = "return document.querySelector(`.fact[data-field=${arguments[0]}] input`)?.value ?? null";
        self.browser.run(script, vec![json!(field)]).await
    }

    async fn come_again(&self) {
        self.browser.reload().await;
        self.opened().await;
        self.browser.settle().await;
    }
}

/// Somebody in an empty workspace, on the page of a lead.
async fn with_lead(site: &Site, lang: Lang, person: Person) -> (Colleague, String) {
    let somebody = Colleague::arrive(site, lang, person).await;
    somebody.begin("陈思远", "小湾科技").await;
    let lead = somebody.add_lead("林知远", "滨江线束").await;
    (somebody, lead)
}

/// The steps of a lead, by keyboard: a step runs the command that leads there, and asks what it asks.
#[tokio::test(flavor = "multi_thread")]
async fn steps_of_a_record_are_walked_by_keyboard() {
    let site = Site::start();
    let browser = Browser::start_as(&site, Person { before: NO_MOUSE, ..Person::default() }).await;
    browser.enter_demo().await;
    browser.go("#/leads?tab=pending").await;
    browser.wait("leads that wait", async || browser.text(".grid-body").await.contains("To do")).await;
    browser.tab_to("div: ").await;
    browser.press("Enter").await;
    browser.stands("To do").await;
    browser.find("list", &cove::i18n::text(Lang::En, key::STAGE_BAR)).await;
    browser.assert_accessible("a record with steps").await;

    // Logging takes it into work, so the step leads to where a follow-up is written.
    browser.tab_to("button: Following: Log follow-up").await;
    browser.press("Enter").await;
    browser.focused("textarea:").await;
    browser.type_text("Asked for the data sheet").await;
    browser.press("Mod+Enter").await;
    browser.stands("Following").await;

    // An exit asks why; then it stands there, and how far it came is not claimed.
    browser.run::<Value>("document.querySelector('main h1').focus()", vec![]).await;
    browser.tab_to("button: Invalid: ").await;
    browser.press("Enter").await;
    browser.focused("select:").await;
    browser.assert_accessible("a step that asks").await;
    browser.press("ArrowDown").await;
    browser.press("Mod+Enter").await;
    browser.stands("Invalid").await;
    browser.keeps_the_focus().await;
    let passed = "return document.querySelectorAll('.stage.passed, .stage.current').length";
    assert_eq!(browser.run::<usize>(passed, vec![]).await, 0);

    // Back into work by one press; the focus stays on the bar.
    browser.run::<Value>("document.querySelector('main h1').focus()", vec![]).await;
    browser.tab_to("button: Following: ").await;
    browser.press("Enter").await;
    browser.stands("Following").await;
    browser.focused("span: Following").await;
    assert_eq!(browser.run::<usize>(passed, vec![]).await, 3);
    browser.press("Mod+z").await;
    browser.stands("Invalid").await;
    browser.close().await;
}

/// What comes next: a day by one press, and the first open task; a task made for the record leads back.
#[tokio::test(flavor = "multi_thread")]
async fn what_comes_next_stands_in_the_header_and_is_chosen_there() {
    let site = Site::start();
    let (chen, lead) = with_lead(&site, Lang::Zh, Person::default()).await;
    let next = chen.label("next_contact");
    let none = chen.message(key::RECORD_NEXT_NONE, &[("field", next.clone().into())]);
    assert!(chen.browser.text(".record-next").await.contains(&none), "nothing is agreed");
    chen.browser.click("button", &format!("{next}: {}", chen.t(key::NEXT_TOMORROW))).await;
    let said = async || chen.browser.text(".record-next").await;
    chen.browser.wait("a day is set", async || !said().await.contains(&none)).await;
    assert!(said().await.contains(&chen.t(key::DAY_TOMORROW)), "{}", said().await);
    chen.browser.keeps_the_focus().await;

    let task = chen.t(cove::crm::entity("task").unwrap().label);
    chen.browser.click("link", &chen.message(key::RELATED_ADD, &[("entity", task.clone().into())])).await;
    chen.browser.find("heading", &chen.message(key::FORM_TITLE, &[("entity", task.into())])).await;
    let title = chen.t(cove::crm::entity("task").unwrap().field("title").unwrap().label);
    chen.browser.fill("textbox", &title, "寄样品").await;
    chen.browser.press("Mod+Enter").await;
    chen.browser.find("heading", "林知远").await;
    assert_eq!(chen.browser.hash().await, lead, "back where it was begun");
    chen.browser.wait("the task is open", async || said().await.contains("寄样品")).await;
    assert!(chen.browser.text(".record-related").await.contains("寄样品"));
    // The form is no step behind the record.
    chen.browser.driver.back().await.unwrap();
    chen.browser.settle().await;
    assert!(!chen.browser.hash().await.contains("/tasks/new"), "{}", chen.browser.hash().await);

    // Begun by its address alone the form leads to what it made.
    let id = lead.rsplit('/').next().unwrap().to_owned();
    chen.browser.go(&format!("#/tasks/new?about={id}")).await;
    chen.browser.fill("textbox", &title, "再打电话").await;
    chen.browser.press("Mod+Enter").await;
    chen.browser.find("heading", "再打电话").await;
    chen.browser.sees("林知远").await;
    chen.browser.go(&lead).await;
    chen.browser.sees("再打电话").await;
    chen.browser.assert_accessible("a record with tasks").await;
    chen.browser.close().await;
}

/// What is typed in place outlives a reload, going elsewhere, another language and a disk that is full.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_typed_in_place_is_lost() {
    let site = Site::start();
    let (chen, lead) = with_lead(&site, Lang::Zh, Person::default()).await;
    let type_into = async |field: &str, text: &str| {
        chen.browser.click("button", &chen.change(field)).await;
        chen.browser.focused("input:").await;
        chen.browser.press("Mod+a").await;
        chen.browser.type_text(text).await;
    };
    // A reload.
    type_into("company", "滨江精密").await;
    chen.come_again().await;
    chen.browser.sees(&chen.t(key::FACT_UNSAVED)).await;
    assert_eq!(chen.typed("company").await.as_deref(), Some("滨江精密"));
    chen.browser.assert_accessible("a restored edit").await;
    // Elsewhere and back.
    chen.browser.go("#/customers").await;
    chen.browser.go(&lead).await;
    chen.browser.sees(&chen.t(key::FACT_UNSAVED)).await;
    assert_eq!(chen.typed("company").await.as_deref(), Some("滨江精密"));
    // Thrown away, and it is gone for good.
    chen.browser.click("button", &chen.t(key::FACT_REVERT)).await;
    chen.browser.find("button", &chen.change("company")).await;
    chen.come_again().await;
    chen.browser.find("button", &chen.change("company")).await;
    assert!(chen.browser.text(".fact[data-field=company]").await.contains("滨江线束"));

    // The way back, in the middle of a word; then it is saved from where it was restored.
    type_into("title", "采购经").await;
    chen.browser.driver.back().await.unwrap();
    chen.browser.wait("elsewhere", async || chen.browser.hash().await != lead).await;
    chen.browser.driver.forward().await.unwrap();
    chen.browser.sees(&chen.t(key::FACT_UNSAVED)).await;
    assert_eq!(chen.typed("title").await.as_deref(), Some("采购经"));
    chen.browser.click("button", &chen.t(key::FORM_SAVE)).await;
    chen.browser.find("button", &chen.change("title")).await;
    chen.browser.settle().await;
    chen.come_again().await;
    chen.browser.find("button", &chen.change("title")).await;
    assert!(chen.browser.text(".fact[data-field=title]").await.contains("采购经"));

    // A way to reach somebody is typed as safely.
    let add = chen.message(key::POINT_ADD_KIND, &[("field", chen.label("phone").into())]);
    chen.browser.click("button", &add).await;
    chen.browser.focused("input:").await;
    chen.browser.type_text("138 0000 12").await;
    chen.come_again().await;
    chen.browser.sees(&chen.t(key::FACT_UNSAVED)).await;
    assert_eq!(chen.typed("phone").await.as_deref(), Some("138 0000 12"));
    chen.browser.click("button", &chen.t(key::FACT_REVERT)).await;

    // The way to another language leads out of the field, and leaving saves.
    type_into("campaign", "工博会").await;
    chen.browser.run::<Value>("document.querySelector('.topbar-you button').focus()", vec![]).await;
    chen.browser.wait("saved by leaving", async || chen.typed("campaign").await.is_none()).await;
    assert!(chen.browser.text(".fact[data-field=campaign]").await.contains("工博会"));
    chen.browser.close().await;
}

/// The new value shows at once; where the store does not take it, the editor is back with it.
#[tokio::test(flavor = "multi_thread")]
async fn a_value_shows_at_once_and_comes_back_to_hand_where_it_is_not_taken() {
    let site = Site::start();
    let (chen, _) = with_lead(&site, Lang::En, Person { before: FULL_DISK, ..Person::default() }).await;
    // What the store refuses can only have been shown before it answered.
    let watch = "window.diskIsFull = true; window.shown = false;
        const fact = document.querySelector('.fact[data-field=company]');
        new MutationObserver(() => {
            if (!fact.querySelector('input') && fact.innerText.includes('Harbour and Sons')) window.shown = true;
        }).observe(fact, { subtree: true, childList: true, characterData: true });";
    chen.browser.run::<Value>(watch, vec![]).await;
    chen.browser.click("button", &chen.change("company")).await;
    chen.browser.focused("input:").await;
    chen.browser.press("Mod+a").await;
    chen.browser.type_text("Harbour and Sons").await;
    chen.browser.press("Enter").await;
    chen.browser.sees(&chen.t(key::FACT_UNSAVED)).await;
    assert_eq!(chen.typed("company").await.as_deref(), Some("Harbour and Sons"));
    chen.browser.focused("input: Harbour and Sons").await;
    assert!(chen.browser.run::<bool>("return window.shown", vec![]).await, "the new value never showed");
    chen.come_again().await;
    chen.browser.sees(&chen.t(key::FACT_UNSAVED)).await;
    chen.browser.click("button", &chen.t(key::FORM_SAVE)).await;
    chen.browser.find("button", &chen.change("company")).await;
    assert!(chen.browser.text(".fact[data-field=company]").await.contains("Harbour and Sons"));
    chen.browser.close().await;
}

/// The tab stands in the address: a reload, the next record and the way back keep it; and a key leads to the
/// history of the field that has the focus.
#[tokio::test(flavor = "multi_thread")]
async fn tabs_of_a_record_have_an_address() {
    let site = Site::start();
    let phone = Person { width: 390, height: 844, ..Person::default() };
    let browser = Browser::start_as(&site, phone).await;
    browser.open(PINNED).await;
    browser.click("button", "Open the demo").await;
    browser.wait("the demo opens", async || !browser.all("navigation").await.is_empty()).await;
    browser.go("#/customers").await;
    let href = "return document.querySelector('main a.card').getAttribute('href')";
    let record: String = browser.run(href, vec![]).await;
    browser.go(&record).await;
    browser.click("tab", "Related").await;
    browser.wait("its address", async || browser.hash().await == format!("{record}?tab=related")).await;
    browser.assert_accessible("what belongs to a record").await;
    browser.open(&format!("{PINNED}{record}?tab=related")).await;
    browser.wait("the tab", async || browser.text("[role=tab][aria-selected=true]").await == "Related").await;
    // The tabs by their keys, and by the keys that leaf through tabs anywhere.
    browser.run::<Value>("document.querySelector('[role=tab][aria-selected=true]').focus()", vec![]).await;
    browser.press("End").await;
    browser.focused("button: History").await;
    browser.press("ArrowRight").await;
    browser.focused("button: Details").await;
    browser.press("Home").await;
    browser.focused("button: Details").await;
    browser.press("[").await;
    browser.wait("the last tab", async || browser.hash().await.ends_with("?tab=history")).await;
    // The next record keeps it.
    browser.press("Mod+ArrowDown").await;
    let next = async || browser.hash().await;
    browser.wait("another record", async || !next().await.starts_with(&record)).await;
    assert!(next().await.ends_with("?tab=history"), "{}", next().await);
    browser.wait("its tab", async || browser.text("[role=tab][aria-selected=true]").await == "History").await;
    // An address of nobody's making leads to the first tab.
    browser.go(&format!("{record}?tab=nonsense")).await;
    browser.wait("the first tab", async || browser.text("[role=tab][aria-selected=true]").await == "Timeline").await;
    browser.close().await;

    let (chen, lead) = with_lead(&site, Lang::En, Person::default()).await;
    chen.browser.wait("the page", async || !chen.browser.all("tab").await.is_empty()).await;
    let focus = "document.querySelector('.fact[data-field=company] .fact-value').focus()";
    chen.browser.run::<Value>(focus, vec![]).await;
    let tip = "return document.querySelector('.fact[data-field=company] .tip').matches(':popover-open')";
    chen.browser.wait("who wrote it", async || chen.browser.run(tip, vec![]).await).await;
    assert!(chen.browser.text(".fact[data-field=company] .tip").await.starts_with("陈思远"));
    chen.browser.press("h").await;
    let wanted = format!("{lead}?tab=history&field=company");
    chen.browser.wait("its history", async || chen.browser.hash().await == wanted).await;
    let field = chen.browser.find("combobox", &chen.t(key::HISTORY_FIELD)).await;
    assert_eq!(field.value().await.unwrap().as_deref(), Some("company"));
    // Below the editor the same is said for fingers.
    chen.browser.click("button", &chen.change("title")).await;
    chen.browser.focused("input:").await;
    chen.browser.press("Escape").await;
    chen.browser.click("button", &chen.change("company")).await;
    chen.browser.wait("said below", async || chen.browser.text(".fact-foot").await.contains("陈思远")).await;
    chen.browser.close().await;
}
