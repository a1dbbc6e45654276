//! What shortcuts do on a record: edit it, and run each command that has keys.

use super::header::start;
use super::subject::{Subject, actions};
use crate::app::shortcut::Act;
use crate::crm::command::Command;
use crate::crm::{Scope, commands_for};
use crate::ui::shortcut::keyboard;
use crate::ui::toast::Toast;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Does what shortcuts ask for as long as the page stands.
pub(super) fn hear(subject: Subject, asking: RwSignal<Option<&'static Command>>, on_log: Callback<()>) {
    let keyboard = keyboard();
    keyboard.on(Act::Edit, || {
        if let Some(first) = find(".fact-value, .fact-edit") {
            first.click();
        }
    });
    for command in commands_for(subject.table).filter(|command| command.key.is_some()) {
        keyboard.on(Act::Run(command.label), move || {
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

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(&format!("main :is({selector})")).ok().flatten()?.dyn_into().ok()
}
