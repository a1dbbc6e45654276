//! Media: whether the window meets a media query, as a signal. For what style sheets cannot do
//! alone, such as drawing other elements on a phone.

use gloo::events::EventListener;
use leptos::prelude::*;

/// A window too narrow for columns: phones, and desktops zoomed to 400 %.
pub const PHONE: &str = "(width < 48rem)";

/// Whether the window meets a media query, kept up to date.
#[must_use]
pub fn media(query: &'static str) -> Signal<bool> {
    let Some(list) = window().match_media(query).ok().flatten() else { return Signal::stored(false) };
    let matches = RwSignal::new(list.matches());
    let listener = EventListener::new(&list.clone(), "change", move |_| matches.set(list.matches()));
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
    matches.into()
}
