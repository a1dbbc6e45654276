//! What shortcuts do on a record: edit it, and run each command that has keys.

use super::Shown;
use super::header::start;
use super::subject::{Subject, actions, refusal};
use crate::app::shortcut::Act;
use crate::crm::command::Command;
use crate::crm::{Scope, View, commands_for, record};
use crate::i18n::key;
use crate::ui::frame::go;
use crate::ui::route::Route;
use crate::ui::shortcut::keyboard;
use crate::ui::toast::Toast;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Does what shortcuts ask for as long as the page stands.
pub(super) fn hear(subject: Subject, shown: Shown, asking: RwSignal<Option<&'static Command>>, on_log: Callback<()>) {
    let keyboard = keyboard();
    keyboard.on(Act::Edit, || {
        if let Some(first) = find(".fact-value, .fact-edit") {
            first.click();
        }
    });
    keyboard.on(Act::Past, move || {
        let focus = document().active_element();
        let fact = focus.and_then(|focus| focus.closest(".fact[data-field]").ok().flatten());
        shown.history_of(&fact.and_then(|fact| fact.get_attribute("data-field")).unwrap_or_default());
    });
    keyboard.about(Signal::derive(move || subject.read(|rec, _| rec.title()).unwrap_or_default()));
    keyboard.on(Act::Share, move || share(subject));
    keyboard.on(Act::Delete, move || delete(subject));
    for command in commands_for(subject.table) {
        let refused = Signal::derive(move || subject.read(|rec, now| refusal(rec, now, command)).flatten().is_some());
        keyboard.on_unless(Act::Run(command.label), refused, move || {
            let action = untrack(|| subject.read(actions)).unwrap_or_default().into_iter();
            let Some(action) = action.into_iter().find(|action| action.command.id == command.id) else { return };
            match action.refusal {
                Some(refusal) => {
                    let reason = untrack(|| subject.session.refusal(&refusal));
                    subject.session.toasts.show(Toast::failed(reason));
                }
                None if command.scope == Scope::Followed => on_log.run(()),
                None => start(subject, asking, command),
            }
        });
    }
}

/// Hands the record out as a file for somebody.
pub(super) fn share(subject: Subject) {
    let at = subject.at();
    go(&Route::Parcel(format!("of={}/{}", at.entity, at.id)));
}

/// Deletes the record.
pub(super) fn delete(subject: Subject) {
    let at = subject.at();
    let now = untrack(|| subject.session.now());
    let make = move |view: &View<'_>| record::remove(view, std::slice::from_ref(&at), &now);
    subject.session.act("delete", key::DONE_DELETE, make, |_| {});
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(&format!("main :is({selector})")).ok().flatten()?.dyn_into().ok()
}
