//! Whether the page can be seen. A page that is hidden may never come back, so it is the moment to
//! keep drafts; one that is shown again should look for news.

use gloo::events::EventListener;

/// Whether the page is hidden now.
#[must_use]
pub fn is_hidden() -> bool {
    web_sys::window().and_then(|window| window.document()).is_some_and(|document| document.hidden())
}

/// Calls `tell` with [`is_hidden`] whenever that changes, until the answer is dropped.
#[must_use]
pub fn on_visibility(tell: impl Fn(bool) + 'static) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    Some(EventListener::new(&document, "visibilitychange", move |_| tell(is_hidden())))
}
