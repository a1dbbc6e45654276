//! Key input: shows the keys that are pressed in it, up to two steps. It takes no text, so no input
//! method composes in it. Backspace empties it; Tab, Enter and Escape keep their meaning.

use leptos::{ev, prelude::*};

use super::{field::field_context, tell};
use crate::ui::key::{Press, label};

/// The most steps of a sequence.
const STEPS: usize = 2;

/// A field for keys.
#[component]
pub fn KeyInput(
    /// The keys as shortcuts are written, `Mod+k` or `g l`, in both directions.
    value: RwSignal<String>,
    /// Called on Enter.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
) -> impl IntoView {
    let field = field_context();
    let press = move |event: ev::KeyboardEvent| {
        let Some(press) = Press::of(&event) else { return };
        match (press.plain(), press.chord()) {
            ("Tab" | "Escape", _) | (_, None) => return,
            ("Enter", _) => tell(on_submit, ()),
            ("Backspace", _) => value.set(String::new()),
            (_, Some(chord)) => value.update(|keys| {
                let steps = keys.split(' ').filter(|step| !step.is_empty()).count();
                *keys = if steps == 0 || steps == STEPS { chord } else { format!("{keys} {chord}") };
            }),
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let spelled = move || value.with(|keys| keys.split(' ').map(label).collect::<Vec<_>>().join(" "));
    view! {
        <input
            class="input key-input"
            readonly
            autofocus
            id=field.id
            aria-describedby=move || field.described_by.get()
            aria-invalid=move || field.invalid.get().then_some("true")
            prop:value=spelled
            on:keydown=press
        />
    }
}
