//! Announcements: the page's one polite live region. What changes without a change of focus, such
//! as a sort or the number of results, is said here once.

use leptos::prelude::*;

/// Says things to assistive technology. `Copy`; get it with [`announcer`].
#[derive(Clone, Copy)]
pub struct Announcer {
    said: RwSignal<String>,
}

/// The announcer of the frame around this component.
#[must_use]
pub fn announcer() -> Announcer {
    expect_context()
}

impl Announcer {
    pub(super) fn new() -> Announcer {
        Announcer { said: RwSignal::new(String::new()) }
    }

    /// Says a sentence. The same sentence again is said again: a space is added to make it differ.
    pub fn say(self, sentence: impl Into<String>) {
        let mut sentence = sentence.into();
        if self.said.with_untracked(|said| *said == sentence) {
            sentence.push('\u{a0}');
        }
        self.said.set(sentence);
    }
}

/// The live region itself.
#[component]
pub(super) fn LiveRegion(
    /// What speaks.
    announcer: Announcer,
) -> impl IntoView {
    view! { <div class="visually-hidden" role="status" aria-live="polite">{announcer.said}</div> }
}
