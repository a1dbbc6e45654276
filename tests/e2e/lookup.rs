//! Finding elements by role and accessible name, and checking pages with axe.
//!
//! Both use axe-core, whose roles and names follow the standards in every engine. It is injected by
//! WebDriver, past the page's policy, and never ships.

use crate::browser::Browser;
use crate::engine::{Engine, engine};
use serde_json::{Value, json};
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;

/// The elements of a role that assistive technology meets, and their names. `arguments`: role, scope.
const BY_ROLE: &str = "
    const [role, scope] = arguments;
    axe.teardown();
    axe.setup(document);
    const { aria, dom, text } = axe.commons;
    const found = [...(scope ?? document).querySelectorAll('*')]
        .filter((element) => aria.getRole(element) === role && dom.isVisibleToScreenReaders(element))
        .map((element) => [element, text.accessibleText(element).replace(/\\s+/g, ' ').trim()]);
    axe.teardown();
    return found;";

/// Everything axe finds wrong, as text a developer can act on.
const CHECK: &str = "
    const done = arguments[0];
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.map(({ id, impact, help, nodes }) =>
            `${id} (${impact}): ${help}` + nodes.map(({ target, html, failureSummary }) =>
                `\\n    ${target.join(' ')}\\n        ${html}\\n        ${failureSummary.replace(/\\s+/g, ' ')}`).join(''))),
        (error) => done([`axe failed: ${error}`]));";

impl Browser {
    /// Waits for the one element of that role and name. A name that fits exactly goes before one that
    /// only contains the words.
    #[track_caller]
    pub(crate) fn find<'a>(&'a self, role: &'a str, name: &'a str) -> impl Future<Output = WebElement> + 'a {
        self.find_in(None, role, name)
    }

    /// [`Browser::find`] below an element.
    #[track_caller]
    pub(crate) fn find_in<'a>(
        &'a self,
        scope: Option<&'a WebElement>,
        role: &'a str,
        name: &'a str,
    ) -> impl Future<Output = WebElement> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let start = std::time::Instant::now();
            loop {
                let all = self.all_in(scope, role).await;
                let exact: Vec<_> = all.iter().filter(|(_, found)| found == name).collect();
                let loose: Vec<_> = all.iter().filter(|(_, found)| found.contains(name)).collect();
                let matches = if exact.is_empty() { loose } else { exact };
                if let [(element, _)] = matches.as_slice() {
                    return element.clone();
                }
                if start.elapsed() > crate::browser::PATIENCE {
                    let names: Vec<&str> = all.iter().map(|(_, name)| name.as_str()).collect();
                    panic!("{caller}: {} of {role} “{name}”; there are: {names:?}", matches.len());
                }
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        }
    }

    /// All elements of a role right now, with their names.
    pub(crate) async fn all(&self, role: &str) -> Vec<(WebElement, String)> {
        self.all_in(None, role).await
    }

    /// [`Browser::all`] below an element.
    pub(crate) async fn all_in(&self, scope: Option<&WebElement>, role: &str) -> Vec<(WebElement, String)> {
        self.inject_axe().await;
        let scope = scope.map_or(Value::Null, |scope| scope.to_json().unwrap());
        // A page that redraws meanwhile leaves nothing to hold: the caller looks again.
        let Ok(found) = self.driver.execute(BY_ROLE, vec![json!(role), scope]).await else { return Vec::new() };
        let pairs: Vec<(Value, String)> = found.convert().unwrap_or_default();
        let element = |value| WebElement::from_json(value, self.driver.handle().clone()).unwrap();
        pairs.into_iter().map(|(value, name)| (element(value), name)).collect()
    }

    /// Waits for an element and clicks it.
    #[track_caller]
    pub(crate) fn click<'a>(&'a self, role: &'a str, name: &'a str) -> impl Future<Output = ()> + 'a {
        let caller = std::panic::Location::caller();
        let found = self.find(role, name);
        async move {
            let mut element = found.await;
            while let Err(error) = press(&element).await {
                // Drawn anew meanwhile, it is another one.
                let stale = matches!(*error, WebDriverErrorInner::StaleElementReference(_));
                assert!(stale, "{caller}: click {role} “{name}”: {error}");
                element = self.find(role, name).await;
            }
        }
    }

    /// Waits for a field and replaces its text.
    #[track_caller]
    pub(crate) fn fill<'a>(&'a self, role: &'a str, name: &'a str, text: &'a str) -> impl Future<Output = ()> + 'a {
        let caller = std::panic::Location::caller();
        let found = self.find(role, name);
        async move {
            let field = found.await;
            press(&field).await.unwrap_or_else(|error| panic!("{caller}: click {role} “{name}”: {error}"));
            self.press("Mod+a").await;
            // Some drivers refuse to type nothing.
            if text.is_empty() {
                self.press("Delete").await;
            } else {
                // A line ends by its key: WebKitGTK's driver leaves the sign out.
                let typed = text.replace('\n', "\u{e007}");
                field.send_keys(typed).await.unwrap_or_else(|error| panic!("{caller}: fill “{name}”: {error}"));
            }
        }
    }

    /// Picks an option of a field. It keeps the focus, as it does for a person; geckodriver takes it away.
    pub(crate) async fn pick(&self, field: &WebElement, option: &str) {
        let found = self.find_in(Some(field), "option", option).await;
        press(&found).await.unwrap_or_else(|error| panic!("pick “{option}”: {error}"));
        if engine() == Engine::Firefox {
            let focus = "arguments[0].isConnected && arguments[0].focus()";
            let _: Value = self.run(focus, vec![field.to_json().unwrap()]).await;
        }
    }

    /// Gives files to the file field with that label.
    pub(crate) async fn upload(&self, label: &str, files: &[&std::path::Path]) {
        let script = "return [...document.querySelectorAll('input[type=file]')].find((input) =>
            (input.getAttribute('aria-label') ?? [...input.labels].map((label) => label.innerText).join(' ')).includes(arguments[0]))";
        self.wait(label, async || self.driver.execute(script, vec![json!(label)]).await.unwrap().element().is_ok())
            .await;
        let field = self.driver.execute(script, vec![json!(label)]).await.unwrap().element().unwrap();
        let paths: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
        field.send_keys(paths.join("\n")).await.unwrap();
    }

    /// Everything axe finds wrong with the page as it stands.
    pub(crate) async fn barriers(&self) -> Vec<String> {
        self.inject_axe().await;
        self.driver.execute_async(CHECK, vec![]).await.unwrap().convert().unwrap()
    }

    /// The page as it stands must have no barrier.
    #[track_caller]
    pub(crate) fn assert_accessible<'a>(&'a self, place: &'a str) -> impl Future<Output = ()> + 'a {
        let caller = std::panic::Location::caller();
        async move {
            let barriers = self.barriers().await;
            assert!(barriers.is_empty(), "{caller}: {place} has barriers:\n{}", barriers.join("\n"));
        }
    }

    pub(crate) async fn inject_axe(&self) {
        if !self.run::<bool>("return typeof axe === 'object'", vec![]).await {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/node_modules/axe-core/axe.min.js");
            let source = std::fs::read_to_string(path).expect("axe-core is installed (make setup)");
            self.driver.execute(source, vec![]).await.unwrap();
        }
    }
}

/// Clicks an element as soon as it is in sight and nothing lies over it any more.
async fn press(element: &WebElement) -> WebDriverResult<()> {
    let start = std::time::Instant::now();
    loop {
        // WebKitGTK's driver scrolls into the window, not out from below a bar in it.
        if engine() == Engine::WebKit {
            let scroll = "arguments[0].scrollIntoView({ block: 'center', inline: 'nearest' })";
            element.handle().execute(scroll, vec![element.to_json()?]).await?;
        }
        match element.click().await {
            Err(error) if is_in_the_way(&error) && start.elapsed() < crate::browser::PATIENCE => {}
            result => return result,
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

fn is_in_the_way(error: &WebDriverError) -> bool {
    use WebDriverErrorInner::{ElementClickIntercepted, ElementNotInteractable};
    matches!(**error, ElementClickIntercepted(_) | ElementNotInteractable(_))
}
