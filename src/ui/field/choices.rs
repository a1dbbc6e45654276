//! The editor of several choices: each a chip that is ticked.

use super::form::Entry;
use crate::crm::schema::Choice;
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::session::session;
use leptos::prelude::*;

/// Edits several choices, kept as text with commas between their keys.
#[component]
pub(super) fn ChoicesInput(
    /// The field being filled in.
    entry: Entry,
    /// What is offered.
    table: &'static [Choice],
    /// Called with the new text.
    on_change: Callback<String>,
) -> impl IntoView {
    let session = session();
    let chosen = move || {
        let split = |text: &String| text.split(", ").filter(|key| !key.is_empty()).map(str::to_owned).collect();
        entry.text.with(split)
    };
    let toggle = move |key: &'static str| {
        let mut keys: Vec<String> = untrack(chosen);
        match keys.iter().position(|own| own == key) {
            Some(at) => drop(keys.remove(at)),
            None => keys.push(key.to_owned()),
        }
        // In the order of the table, so that the same choice is the same text.
        keys.sort_by_key(|own| table.iter().position(|choice| choice.key == own));
        let text = keys.join(", ");
        entry.text.set(text.clone());
        on_change.run(text);
    };
    let chip = move |choice: &'static Choice| {
        let is_chosen = Signal::derive(move || chosen().iter().any(|key: &String| key == choice.key));
        view! {
            <label class="choice" class:chosen=is_chosen hidden=move || choice.retired && !is_chosen.get()>
                <input type="checkbox" prop:checked=is_chosen on:change=move |_| toggle(choice.key)/>
                <Icon glyph=Glyph::Check size=IconSize::Tiny/>
                <span>{move || session.t(choice.label)}</span>
            </label>
        }
    };
    view! {
        <div class="choice-chips pill" role="group" aria-label=move || session.t(entry.field.label)>
            {table.iter().map(chip).collect_view()}
        </div>
    }
}
