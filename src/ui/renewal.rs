//! New versions of the app. One that waits is offered, never forced: nothing reloads by itself while
//! somebody writes, and who accepts it in one tab has it in all (P4).

use crate::platform::{self, News, Offline};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What becomes of the version that runs here. `Copy`; get it with [`renewal`].
#[derive(Clone, Copy)]
pub struct Renewal {
    offline: StoredValue<Option<Offline>, LocalStorage>,
    news: RwSignal<Option<News>>,
}

/// Keeps the app's files for times without a network, and gives word of new versions to everything below.
pub fn provide_renewal() {
    let renewal = Renewal { offline: StoredValue::new_local(None), news: RwSignal::new(None) };
    provide_context(renewal);
    spawn_local(async move {
        // The page first, its files for later then.
        platform::idle().await;
        let offline = Offline::keep(move |news| renewal.hear(news)).await;
        renewal.offline.set_value(offline);
    });
}

/// The renewal of this page.
#[must_use]
pub fn renewal() -> Renewal {
    expect_context()
}

impl Renewal {
    /// What there is to know of a new version; reactive.
    #[must_use]
    pub fn news(self) -> Option<News> {
        self.news.get()
    }

    /// Changes to the new version, in all tabs.
    pub fn accept(self) {
        match self.news.get_untracked() {
            // Loading again follows when it has taken over.
            Some(News::Waiting) => self.offline.with_value(|offline| offline.iter().for_each(Offline::take_over)),
            _ => reload(),
        }
    }

    fn hear(self, news: News) {
        if news == News::TakenOver && !is_writing() {
            return reload();
        }
        self.news.set(Some(news));
    }
}

fn reload() {
    // Refused only while the page closes.
    let _ = window().location().reload();
}

/// Whether somebody is in the middle of something: a dialog is open, or a field was written in.
fn is_writing() -> bool {
    let script = |selector: &str| document().query_selector_all(selector).ok();
    let open = script("dialog[open]").is_some_and(|found| found.length() > 0);
    let fields = script("main :is(input, textarea)");
    let written = |index: u32| {
        let field = fields.as_ref()?.get(index)?;
        let text = |name: &str| js_sys::Reflect::get(&field, &name.into()).ok()?.as_string();
        Some(text("value") != text("defaultValue"))
    };
    let count = fields.as_ref().map_or(0, web_sys::NodeList::length);
    open || (0..count).any(|index| written(index).unwrap_or_default())
}
