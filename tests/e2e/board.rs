//! The board: the limits of its columns, and cards that lie idle (U11).

use crate::browser::{Browser, Person};
use crate::keyboard::NO_MOUSE;
use crate::site::Site;

/// The demo as it is on that day, nine weeks later.
const LATER: &str = "?now=1800931320000&zone=480&seed=2026";

impl Browser {
    /// How many cards of the column of that name there are, as its button tells.
    async fn count(&self, name: &str) -> u32 {
        let words = format!("Limit of {name}: ");
        let button =
            self.all("button").await.into_iter().find_map(|(_, name)| Some(name.strip_prefix(&words)?.to_owned()));
        let count = button.unwrap_or_else(|| panic!("{words}"));
        count.split(' ').next().unwrap().parse().unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn board_columns_say_when_they_hold_more_than_they_should() {
    let site = Site::start();
    let browser = Browser::start_as(&site, Person { before: NO_MOUSE, ..Person::default() }).await;
    browser.enter_demo().await;
    browser.go("#/leads?as=board~status").await;
    let count = browser.count("Following").await;
    assert!(count > 2, "{count}");
    browser.tab_to("button: Limit of Following").await;
    browser.press("Enter").await;
    browser.focused("input:").await;
    browser.type_text("many").await;
    browser.sees("Write a whole number, or nothing for no limit.").await;
    browser.assert_accessible("a limit that is no number").await;
    browser.press("Mod+a").await;
    browser.type_text(&(count - 2).to_string()).await;
    browser.sees("2 over the limit").await;
    browser.press("Escape").await;
    let words = format!("button: Limit of Following: {count} / {}", count - 2);
    browser.focused(&words).await;
    browser.assert_accessible("a column over its limit").await;
    let limit = format!("limit=following~{}", count - 2);
    assert!(browser.hash().await.contains(&limit), "{}", browser.hash().await);

    // The address keeps it; as many as there are is not too many, and nothing is no limit.
    browser.reload().await;
    browser.sees("2 over the limit").await;
    browser.tab_to("button: Limit of Following").await;
    browser.press("Enter").await;
    browser.focused(&format!("input: {}", count - 2)).await;
    browser.press("Mod+a").await;
    browser.type_text(&count.to_string()).await;
    let over = "return document.querySelector('.board').innerText.includes('over the limit')";
    browser.wait("it is no more over it", async || !browser.run::<bool>(over, vec![]).await).await;
    browser.press("Mod+a").await;
    browser.press("Delete").await;
    browser.wait("there is none", async || !browser.hash().await.contains("limit=")).await;
    browser.press("Escape").await;
    browser.focused(&format!("button: Limit of Following: {count}")).await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn board_cards_say_when_nobody_followed_them_up_for_long() {
    let site = Site::start();
    let browser = Browser::start(&site).await;
    browser.enter_demo().await;
    browser.go("#/leads?as=board~status").await;
    let told = "return [...document.querySelectorAll('.board-card')].map((card) => card.innerText.match(/Idle for (\\d+) days/)?.[1] ?? '')";
    let now: Vec<String> = browser.run(told, vec![]).await;
    assert!(now.iter().any(String::is_empty), "somebody was followed up");
    browser.open(&format!("{LATER}#/leads?as=board~status")).await;
    browser.sees("Idle for").await;
    browser.settle().await;
    let idle = "return [...document.querySelectorAll('.board-column[aria-label^=Following] .board-card')]
        .every((card) => /Idle for \\d\\d days/.test(card.innerText))";
    assert!(browser.run::<bool>(idle, vec![]).await, "{}", browser.text(".board").await);
    let done = "return [...document.querySelectorAll('.board-column[aria-label^=Converted] .board-card')]
        .some((card) => card.innerText.includes('Idle for'))";
    assert!(!browser.run::<bool>(done, vec![]).await, "what is done needs no follow-up");
    browser.assert_accessible("idle cards").await;
    browser.close().await;
}
