//! The keys of the workbench: `j` and `k` go on and back, numbers choose an answer, Enter settles, `x`
//! selects for a rule. A letter fires neither in a text nor behind a dialog (U5).

use super::{Bench, Dispute, OTHER};
use crate::ui::key::{Press, in_text, letters_on};
use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// Listens as long as the page stands.
pub(super) fn listen(bench: Bench, current: Memo<Option<Dispute>>, settle: Callback<()>) {
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let Some(press) = Press::of(event).filter(|_| !event.default_prevented()) else { return };
        if document().query_selector("dialog[open]").ok().flatten().is_some() {
            return;
        }
        let Some(dispute) = current.try_get_untracked().flatten() else { return };
        if press.is("Enter") {
            // What is itself pressed by Enter stays so; in a field of one line Enter settles.
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let pressed =
                target.is_some_and(|target| matches!(&*target.tag_name(), "BUTTON" | "A" | "SELECT" | "TEXTAREA"));
            if !pressed {
                event.prevent_default();
                settle.run(());
            }
            return;
        }
        if in_text(event) || !letters_on() {
            return;
        }
        let sides = dispute.sides.len();
        match press.plain() {
            "j" => bench.step(1),
            "k" => bench.step(-1),
            "x" => bench.toggle(&dispute.name()),
            digit => match digit.parse::<usize>() {
                Ok(side @ 1..) if side <= sides => bench.picked.set((side - 1).to_string()),
                Ok(side) if side == sides + 1 => focus_other(bench),
                _ => return,
            },
        }
        event.prevent_default();
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
