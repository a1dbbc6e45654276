//! The keys of a record page: `f` logs, `e` edits, and each command's own letter runs it. A letter
//! fires neither in a text nor while an input method composes nor behind a dialog (U5).

use super::header::start;
use super::subject::{Subject, actions};
use crate::crm::Scope;
use crate::crm::command::Command;
use crate::ui::key::{Press, in_text, letters_on};
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Listens as long as the page stands.
pub(super) fn listen(subject: Subject, asking: RwSignal<Option<&'static Command>>, on_log: Callback<()>) {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let Some(press) = Press::of(event).filter(|_| !event.default_prevented()) else { return };
        if in_text(event) || !letters_on() || has("dialog[open]") || press.plain().chars().count() != 1 {
            return;
        }
        if press.plain() == "e" {
            if let Some(first) = find(".fact-value, .fact-edit") {
                first.click();
                event.prevent_default();
            }
            return;
        }
        let pressed = press.plain().chars().next();
        let action = untrack(|| subject.read(actions)).unwrap_or_default();
        let Some(action) = action.into_iter().find(|action| action.command.key == pressed) else { return };
        event.prevent_default();
        match action.refusal {
            Some(refusal) => {
                let reason = untrack(|| subject.session.refusal(&refusal));
                subject.session.toasts.show(crate::ui::toast::Toast::failed(reason));
            }
            None if action.command.scope == Scope::Followed => on_log.run(()),
            None => start(subject, asking, action.command),
        }
    });
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
}

fn has(selector: &str) -> bool {
    document().query_selector(selector).ok().flatten().is_some()
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(&format!("main :is({selector})")).ok().flatten()?.dyn_into().ok()
}
