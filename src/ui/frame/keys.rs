//! The keys that work on every page: search, undo and redo, the records before and after. A letter alone fires neither in a text
//! nor while an input method composes nor behind a dialog (U5).

use super::neighbours::{Standing, leaf};
use crate::ui::key::{Press, in_text, letters_on};
use crate::ui::session::Session;
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// Listens for the frame's keys as long as the frame stands.
pub(super) fn listen(session: Session, search: RwSignal<bool>, standing: Memo<Option<Standing>>) {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let Some(press) = Press::of(event).filter(|_| !event.default_prevented()) else { return };
        let writing = in_text(event);
        if press.is("Mod+k") {
            search.update(|open| *open = !*open);
        } else if behind_dialog() || writing {
            // In a text, undo and redo belong to the text.
            return;
        } else if press.plain() == "/" && letters_on() {
            search.set(true);
        } else if press.is("Mod+ArrowUp") || press.is("Mod+ArrowDown") {
            leaf(session, standing.get_untracked(), press.key == "ArrowDown");
        } else if press.is("Mod+z") {
            session.undo(false);
        } else if press.is("Mod+Shift+z") || press.is("Mod+y") {
            session.undo(true);
        } else {
            return;
        }
        event.prevent_default();
    });
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
}

/// Whether a dialog lies over the page.
fn behind_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}
