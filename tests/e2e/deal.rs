//! What sells: a call that leads nowhere sets its lead aside, a deal knows its people, effort is set against what it
//! brought in, and dates remind somebody whether the app is open or closed.

use crate::browser::{Browser, Person};
use crate::engine::{Need, lacks};
use crate::site::Site;
use crate::team::Colleague;
use cove::app::{Filter, Query, Test};
use cove::i18n::{Arg, Lang, key, text_with};
use serde_json::{Value, json};

/// Tuesday 2026-11-24, 10:42 in Shanghai.
const PINNED: &str = "?now=1795488120000&zone=480&seed=2026";

/// A clock that can be put forward, whose slow hands are quick; and a system that notes the notices it is given, if
/// somebody allows any.
const SYSTEM: &str = "const now = Date.now, every = window.setInterval;
    Date.now = () => now() + Number(localStorage.getItem('minutes') ?? 0) * 60000;
    window.setInterval = (look, wait) => every(look, wait === 20000 ? 100 : wait);
    window.Notification = class {
        static permission = 'default';
        static async requestPermission() { return (this.permission = localStorage.getItem('leave') ?? 'granted'); }
        constructor(title, options) { Object.assign(this, { title, ...options }); (window.notices ??= []).push(this); }
        close() { this.closed = true; }
    };";

/// Writes today, or a moment so many minutes ahead, into the next contact.
const WRITE: &str = "const ahead = arguments[0], at = new Date(Date.now() + (ahead ?? 0) * 60000);
    const two = (number) => String(number).padStart(2, '0');
    const put = (input, value) => { input.value = value;
        for (const kind of ['input', 'change']) input.dispatchEvent(new Event(kind, { bubbles: true })); };
    const row = document.querySelector('.fact[data-field=next_contact]');
    put(row.querySelector('input[type=date]'), `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`);
    if (ahead) put(row.querySelector('input[type=time]'), `${two(at.getHours())}:${two(at.getMinutes())}`);";

/// A browser, or a page, without notices.
const NONE: &str = "delete window.Notification;";

impl Browser {
    /// Somebody follows the last notice.
    async fn follow_notice(&self) {
        self.run::<Value>("window.notices.at(-1).onclick(new Event('click'))", vec![]).await;
    }

    /// Waits until the last notice has this title.
    #[track_caller]
    fn notices<'a>(&'a self, title: &'a str) -> impl Future<Output = ()> + 'a {
        let last = "return window.notices?.at(-1)?.title ?? ''";
        self.wait(title, async move || self.run::<String>(last, vec![]).await == title)
    }

    /// Puts the clock forward.
    async fn pass(&self, minutes: u32) {
        self.run::<Value>("localStorage.setItem('minutes', arguments[0])", vec![json!(minutes)]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_be_reached_is_set_aside_in_the_form_of_the_call() {
    let site = Site::start();
    for (lang, person) in
        [(Lang::En, Person::default()), (Lang::Zh, Person { width: 390, height: 844, ..Person::default() })]
    {
        let person = Colleague::arrive(&site, lang, person).await;
        let browser = &person.browser;
        person.begin("陈思远", "小湾科技").await;
        person.add_lead("林知远", "滨江线束").await;
        if lang == Lang::Zh {
            browser.click("button", &person.t("command-log")).await;
        }
        browser.click("radio", &person.t("choice-result-interested")).await;
        assert!(browser.all("radiogroup").await.iter().all(|(_, name)| *name != person.t("command-lead-park")));
        browser.click("radio", &person.t("choice-result-no-answer")).await;
        let aside = browser.find("radiogroup", &person.t("command-lead-park")).await;
        browser.assert_accessible("a call that may set aside").await;
        let reason = browser.find_in(Some(&aside), "radio", &person.t("choice-invalid-unreachable")).await;
        reason.click().await.unwrap();
        // What is set aside is tried again, not contacted next.
        browser.sees(&person.t("lead-revisit-on")).await;
        assert!(browser.all("radio").await.iter().all(|(_, name)| *name != person.t(key::NEXT_TOMORROW)));
        browser.click("button", &person.t("follow-up-minutes")).await;
        browser.fill("textbox", &person.t("follow-up-minutes"), "5").await;
        browser.click("button", &person.t(key::LOG_SUBMIT)).await;
        browser.sees(&person.t("choice-lead-invalid")).await;
        // One act: taken back as one.
        browser.click("button", &person.t(key::UNDO)).await;
        browser.sees(&person.t("choice-lead-pending")).await;
        person.browser.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deal_names_its_people_and_says_whether_one_is_for_us() {
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::Zh, Person::default()).await;
    let browser = &person.browser;
    browser.open(PINNED).await;
    browser.click("button", &person.t(key::WELCOME_OPEN_DEMO)).await;
    person.opened().await;
    // A deal that nobody is known to decide about.
    let filters = vec![Filter::one("deciders", Test::AnyOf(vec!["missing".into()]))];
    let query = Query { filters, ..Query::default() };
    browser.go(&format!("#/opportunities?{}", query.to_address())).await;
    let first = "return [...document.querySelectorAll('.grid-body a')][0]?.getAttribute('href') ?? ''";
    browser.wait("a deal", async || !browser.run::<String>(first, vec![]).await.is_empty()).await;
    let deal: String = browser.run(first, vec![]).await;
    browser.go(&deal).await;
    browser.sees(&person.t("choice-deciders-missing")).await;
    let add = text_with(Lang::Zh, key::RELATED_ADD, &[("entity", person.t("entity-stakeholder").into())]);
    browser.click("link", &add).await;
    let contact = browser.find("combobox", &person.t("entity-contact")).await;
    contact.send_keys("李").await.unwrap();
    let found = "return Boolean(document.querySelector('[role=listbox] [role=option]'))";
    browser.wait("somebody is found", async || browser.run(found, vec![]).await).await;
    browser.press("ArrowDown").await;
    browser.press("Enter").await;
    for (field, choice) in
        [("stakeholder-role", "choice-decision-decider"), ("stakeholder-stance", "choice-stance-for")]
    {
        let select = browser.find("combobox", &person.t(field)).await;
        browser.pick(&select, &person.t(choice)).await;
    }
    browser.assert_accessible("a new stakeholder").await;
    browser.press("Mod+Enter").await;
    // Back on the deal, which says so.
    browser.wait("the deal", async || browser.run::<String>("return location.hash", vec![]).await == deal).await;
    let says = "return document.querySelector('.fact[data-field=deciders]')?.innerText ?? ''";
    let for_us = person.t("choice-deciders-for-us");
    browser.wait(&for_us, async || browser.run::<String>(says, vec![]).await.contains(&for_us)).await;
    browser.assert_accessible("a deal with people").await;

    // What the effort brought in opens the very follow-ups.
    browser.go("#/analysis?of=follow-ups.return").await;
    browser.sees(&person.t("report-earned-hour")).await;
    browser.assert_accessible("return on effort").await;
    let row = "const row = document.querySelector('table.report tbody tr');
        const link = row?.querySelector('td a'); return link ? [link.innerText, link.getAttribute('href')] : ['', '']";
    let [count, href]: [String; 2] = browser.run(row, vec![]).await;
    browser.go(&href).await;
    browser.sees(&text_with(Lang::Zh, key::FOOTER_SHOWN, &[("n", count.parse::<usize>().unwrap().into())])).await;
    person.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_reminded_while_the_app_is_open() {
    // The clock is quick from the page's first look on.
    if lacks(Need::FirstScript) {
        return;
    }
    let site = Site::start();
    let person = Colleague::arrive(&site, Lang::En, Person { before: SYSTEM, ..Person::default() }).await;
    let browser = &person.browser;
    person.begin("Ann Lee", "Harbour Pumps").await;
    let lead = person.add_lead("Bob Stone", "Moss & Stone").await;
    // One thing today at no hour; a quarter of an hour from now another will be due.
    let set = async |minutes: Option<i64>| {
        let field = [("field", person.label("next_contact").into())];
        browser.click("button", &text_with(Lang::En, key::FACT_EDIT, &field)).await;
        browser.run::<Value>(WRITE, vec![json!(minutes)]).await;
        browser.press("Enter").await;
        browser.settle().await;
    };
    set(None).await;
    browser.go("#/settings").await;
    // Nobody was asked before somebody said so.
    let leave = "return Notification.permission";
    assert_eq!(browser.run::<String>(leave, vec![]).await, "default");
    browser.click("switch", &person.t(key::REMIND_SWITCH)).await;
    browser.notices(&text_with(Lang::En, key::REMIND_TODAY, &[("n", Arg::from(1_usize))])).await;
    browser.follow_notice().await;
    browser.wait("Today", async || browser.run::<String>("return location.hash", vec![]).await == "#/").await;
    browser.go(&lead).await;
    set(Some(15)).await;
    browser.go("#/").await;
    browser.pass(16).await;
    let title = "return window.notices?.at(-1)?.title ?? ''";
    let named = async || browser.run::<String>(title, vec![]).await.ends_with("Bob Stone");
    browser.wait("the lead is due", named).await;
    browser.follow_notice().await;
    browser.find("heading", "Bob Stone").await;
    let count = "return window.notices.length";
    assert_eq!(browser.run::<usize>(count, vec![]).await, 2, "each is told once");
    person.browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nothing_can_be_shown_a_sentence_says_so_and_the_calendar_goes_along() {
    let site = Site::start();
    let denied = "localStorage.setItem('leave', 'denied');";
    for (lang, before, says) in
        [(Lang::En, NONE.to_owned(), key::REMIND_ABSENT), (Lang::Zh, format!("{SYSTEM}{denied}"), key::REMIND_DENIED)]
    {
        let before: &'static str = Box::leak(before.into_boxed_str());
        let person = Colleague::arrive(&site, lang, Person { before, ..Person::default() }).await;
        let browser = &person.browser;
        person.begin("Ann Lee", "Harbour Pumps").await;
        person.add_lead("林知远", "滨江线束").await;
        let next = person.label("next_contact");
        browser.click("button", &format!("{next}: {}", person.t(key::NEXT_TOMORROW))).await;
        browser.settle().await;
        browser.go("#/settings").await;
        browser.click("switch", &person.t(key::REMIND_SWITCH)).await;
        browser.sees(&person.t(says)).await;
        let on = "return document.querySelector('[role=switch]').checked";
        browser.wait("the switch is off", async || !browser.run::<bool>(on, vec![]).await).await;
        browser.assert_accessible("settings without notices").await;
        browser.go("#/").await;
        browser.click("button", &person.t(key::CALENDAR_FILE)).await;
        let file = browser.downloaded(".ics").await;
        let text = std::fs::read_to_string(file).unwrap();
        assert!(text.replace("\r\n ", "").contains(&format!("SUMMARY:{next} · 林知远\r\n")), "{text}");
        person.browser.close().await;
    }
}
