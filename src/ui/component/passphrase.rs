//! Passphrase input: hidden while typed, shown when asked. Pasting and password managers work.

use leptos::{html, prelude::*};

use super::{Checkbox, field::field_context};

/// A passphrase, and a tick that shows it.
#[component]
pub fn PassphraseInput(
    /// The passphrase, in both directions.
    value: RwSignal<String>,
    /// The words of the tick.
    #[prop(into)]
    show: Signal<String>,
    /// Whether it is shown, in both directions.
    #[prop(optional)]
    shown: RwSignal<bool>,
    /// What a password manager may do: `current-password` or `new-password`.
    autocomplete: &'static str,
    /// The element, for moving focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let field = field_context();
    view! {
        <input
            node_ref=node_ref
            id=field.id
            class="input"
            type=move || if shown.get() { "text" } else { "password" }
            autocomplete=autocomplete
            autocapitalize="off"
            spellcheck="false"
            aria-describedby=move || field.described_by.get()
            aria-invalid=move || field.invalid.get().then_some("true")
            aria-required=move || field.required.get().then_some("true")
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
        />
        <Checkbox checked=shown label=show/>
    }
}
