//! Check chips: several of a few, each a chip that is ticked.

use super::{Choice, tell};
use crate::ledger::order::sort_by_key;
use crate::ui::icon::{Glyph, Icon, IconSize};
use leptos::prelude::*;

/// Several of a few, as chips. Arrow keys move nowhere: each is a check box of its own.
#[component]
pub fn CheckChips(
    /// The chosen ones, in the order of the choices, with commas between them; in both directions.
    value: RwSignal<String>,
    /// What is asked.
    #[prop(into)]
    label: Signal<String>,
    /// What may be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Called with the new value.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let chosen = move || -> Vec<String> {
        value.with(|text| text.split(',').map(|key| key.trim().to_owned()).filter(|key| !key.is_empty()).collect())
    };
    let toggle = move |key: &str| {
        let mut keys = untrack(chosen);
        match keys.iter().position(|own| own == key) {
            Some(at) => drop(keys.remove(at)),
            None => keys.push(key.to_owned()),
        }
        let place = |own: &String| choices.with_untracked(|all| all.iter().position(|choice| choice.value == *own));
        sort_by_key(&mut keys, place);
        let text = keys.join(", ");
        value.set(text.clone());
        tell(on_change, text);
    };
    let chip = move |choice: Choice| {
        let (own, key) = (choice.value.clone(), choice.value);
        let is_chosen = Signal::derive(move || chosen().contains(&own));
        view! {
            <label class="choice" class:chosen=is_chosen>
                <input type="checkbox" prop:checked=is_chosen on:change=move |_| toggle(&key)/>
                <Icon glyph=Glyph::Check size=IconSize::Tiny/>
                <span>{choice.label}</span>
            </label>
        }
    };
    view! {
        <div class="choice-chips pill" role="group" aria-label=label>
            {move || choices.get().into_iter().map(chip).collect_view()}
        </div>
    }
}
