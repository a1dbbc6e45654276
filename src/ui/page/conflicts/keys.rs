//! What shortcuts do on the workbench: go on and back, choose an answer, select for a rule, settle.

use super::{Bench, Dispute, OTHER};
use crate::app::shortcut::Act;
use crate::ui::shortcut::keyboard;
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// The answers that have keys.
const KEYED: usize = 4;

/// Does what shortcuts ask for as long as the page stands.
pub(super) fn hear(bench: Bench, current: Memo<Option<Dispute>>, settle: Callback<()>) {
    let keyboard = keyboard();
    keyboard.on(Act::Down, move || bench.step(1));
    keyboard.on(Act::Up, move || bench.step(-1));
    keyboard.on(Act::Select, move || {
        if let Some(dispute) = current.get_untracked() {
            bench.toggle(&dispute.name());
        }
    });
    // Behind the answers of others stands one of one's own.
    let sides = Memo::new(move |_| current.with(|dispute| dispute.as_ref().map(|dispute| dispute.sides.len())));
    for answer in 0..KEYED {
        let there = Signal::derive(move || sides.get().is_some_and(|sides| answer <= sides));
        keyboard.on_while(Act::Answer(answer), there, move || {
            if sides.get_untracked() == Some(answer) {
                focus_other(bench);
            } else {
                bench.picked.set(answer.to_string());
            }
        });
    }
    keyboard.heard_in_place(Act::Settle);
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let covered = document().query_selector("dialog[open]").ok().flatten().is_some();
        if event.default_prevented() || covered || !keyboard.asks(event, Act::Settle) {
            return;
        }
        // What is itself pressed by Enter stays so; in a field of one line Enter settles.
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let pressed =
            target.is_some_and(|target| matches!(&*target.tag_name(), "BUTTON" | "A" | "SELECT" | "TEXTAREA"));
        if !pressed && current.try_get_untracked().flatten().is_some() {
            event.prevent_default();
            settle.run(());
        }
    });
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || listener.dispose());
}

/// Chooses an answer of one's own and puts the focus where it is typed.
fn focus_other(bench: Bench) {
    let field = "main .question-other :is(input:not([type=radio]), select, textarea)";
    let found = document().query_selector(field).ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        bench.picked.set(OTHER.to_owned());
        let _ = found.focus();
    }
}
