//! Small things on a phone: nothing is cut, every sheet has its cross, and times follow a pinned clock.

use crate::browser::{Browser, Person};
use crate::site::Site;
use cove::i18n::{Lang, key, text};

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_cuts_no_sort_menu_and_closes_the_filter_sheet() {
    let site = Site::start();
    for lang in Lang::ALL {
        let person = Person { lang: lang.tag(), width: 390, height: 844, ..Person::default() };
        let browser = Browser::start_as(&site, person).await;
        browser.open("?now=1795488120000&zone=480&seed=2026").await;
        browser.click("button", &text(lang, key::WELCOME_OPEN_DEMO)).await;
        browser.wait("the demo opens", async || !browser.all("navigation").await.is_empty()).await;
        for table in cove::crm::ENTITIES.iter().filter(|table| table.area.is_some()) {
            browser.go(&format!("#/{}", table.slug)).await;
            // What the menu needs for its longest choice against what it has.
            let cut = "const select = document.querySelector('.filter-bar select');
                const copy = select.cloneNode(true); copy.className = select.className;
                const holder = select.parentElement.cloneNode(false); holder.style.setProperty('flex', 'none');
                holder.style.setProperty('max-width', 'none'); holder.append(copy);
                select.closest('.filter-bar').append(holder);
                const chosen = select.selectedOptions[0].text;
                copy.replaceChildren(new Option(chosen)); const need = copy.offsetWidth; holder.remove();
                return [need, select.offsetWidth, chosen]";
            let (need, has, chosen): (u32, u32, String) = browser.run(cut, vec![]).await;
            assert!(need <= has, "“{chosen}” needs {need} px and has {has}");
        }
        browser.click("button", &text(lang, key::LIST_FILTER)).await;
        let sheet = browser.find("dialog", &text(lang, key::LIST_FILTER)).await;
        browser.assert_accessible("the filter sheet").await;
        browser.find_in(Some(&sheet), "button", &text(lang, key::CLOSE)).await.click().await.unwrap();
        browser.wait("the sheet closes", async || browser.all("dialog").await.is_empty()).await;

        browser.go("#/tasks/new").await;
        let title = text(lang, cove::crm::entity("task").unwrap().field("title").unwrap().label);
        browser.fill("textbox", &title, "寄样机").await;
        browser.press("Mod+Enter").await;
        browser.find("heading", "寄样机").await;
        browser.go("#/settings").await;
        let when: String = browser.run("return document.querySelector('.activity .meta').innerText", vec![]).await;
        assert!(when.ends_with("10:42"), "{when}");
        browser.close().await;
    }
}
