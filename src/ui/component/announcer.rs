//! Announcer: the two live regions of the page, one polite and one assertive. Whatever changes
//! without moving the focus (a sort, a count, an undo, a save) is told here.

use std::time::Duration;

use leptos::prelude::*;

/// Speaks through the live regions. Copies speak through the same ones.
#[derive(Clone, Copy)]
pub struct Announce {
    polite: RwSignal<String>,
    assertive: RwSignal<String>,
}

impl Announce {
    /// Says it when the reader pauses.
    pub fn polite(self, text: impl Into<String>) {
        say(self.polite, text.into());
    }

    /// Says it at once: something failed or needs an answer.
    pub fn assertive(self, text: impl Into<String>) {
        say(self.assertive, text.into());
    }
}

/// Empties the region first, so that the same words twice are read twice.
fn say(region: RwSignal<String>, text: String) {
    region.set(String::new());
    set_timeout(
        move || {
            // The page may be gone by now.
            let _ = region.try_set(text);
        },
        Duration::from_millis(60),
    );
}

/// Makes the announcer of this page and gives it to everything below.
pub fn provide_announcer() -> Announce {
    let announce = Announce { polite: RwSignal::new(String::new()), assertive: RwSignal::new(String::new()) };
    provide_context(announce);
    announce
}

/// The announcer of this page; one that nobody hears where none was provided.
#[must_use]
pub fn use_announcer() -> Announce {
    use_context()
        .unwrap_or_else(|| Announce { polite: RwSignal::new(String::new()), assertive: RwSignal::new(String::new()) })
}

/// The live regions; once per page, after `provide_announcer`.
#[component]
pub fn Announcer() -> impl IntoView {
    let announce = use_announcer();
    view! {
        <div class="visually-hidden" role="status" aria-live="polite">{announce.polite}</div>
        <div class="visually-hidden" role="alert" aria-live="assertive">{announce.assertive}</div>
    }
}
