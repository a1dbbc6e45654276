//! Checkbox, switch and radio group: native inputs in the product's drawing.

use leptos::prelude::*;

use super::{Choice, FieldError, tell, unique_id};
use crate::ui::icon::Icon;

/// Yes or no, with its words beside it.
#[component]
pub fn Checkbox(
    /// Whether it is ticked, in both directions.
    checked: RwSignal<bool>,
    /// The words.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the words are for assistive technology only, as in a table.
    #[prop(optional)]
    label_hidden: bool,
    /// Whether some but not all of what it stands for is ticked.
    #[prop(optional, into)]
    mixed: Signal<bool>,
    /// Called with the new state.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=checked
                prop:indeterminate=mixed
                on:change:target=move |event| {
                    checked.set(event.target().checked());
                    tell(on_change, event.target().checked());
                }
            />
            <span class:visually-hidden=label_hidden>{label}</span>
        </label>
    }
}

/// On or off, at once and without a save.
#[component]
pub fn Switch(
    /// Whether it is on, in both directions.
    checked: RwSignal<bool>,
    /// The words, before the switch.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the words are for assistive technology only.
    #[prop(optional)]
    label_hidden: bool,
    /// Called with the new state.
    #[prop(optional, into)]
    on_change: Option<Callback<bool>>,
) -> impl IntoView {
    view! {
        <label class="switch">
            <span class:visually-hidden=label_hidden>{label}</span>
            <input
                type="checkbox"
                role="switch"
                prop:checked=checked
                on:change:target=move |event| {
                    checked.set(event.target().checked());
                    tell(on_change, event.target().checked());
                }
            />
        </label>
    }
}

/// One of a few, all in sight.
#[component]
pub fn RadioGroup(
    /// The value of the chosen one, in both directions.
    value: RwSignal<String>,
    /// What is asked.
    #[prop(into)]
    label: Signal<String>,
    /// What may be chosen; a detail stands below its label.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Whether each choice is a framed card, for choices that carry much.
    #[prop(optional)]
    cards: bool,
    /// A sentence that says how to mend it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Called with the new value.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let name = unique_id("radio");
    let error_id = format!("{name}-error");
    let described_by = {
        let error_id = error_id.clone();
        move || error.with(Option::is_some).then(|| error_id.clone())
    };
    view! {
        <fieldset class="radio-group" class:cards=cards role="radiogroup" aria-describedby=described_by>
            <legend class="field-label">{label}</legend>
            {move || {
                let name = name.clone();
                choices.get().into_iter().map(move |choice| {
                    let own = choice.value.clone();
                    view! {
                        <label class="check">
                            <input
                                type="radio"
                                name=name.clone()
                                value=choice.value
                                prop:checked=move || value.with(|value| *value == own)
                                on:change:target=move |event| {
                                    value.set(event.target().value());
                                    tell(on_change, event.target().value());
                                }
                            />
                            {choice.icon.map(|glyph| view! { <Icon glyph=glyph/> })}
                            <span>
                                {choice.label}
                                {(!choice.detail.is_empty())
                                    .then(|| view! { <span class="meta">{choice.detail}</span> })}
                            </span>
                        </label>
                    }
                }).collect_view()
            }}
            {move || error.get().map(|error| view! { <FieldError id=error_id.clone() text=error/> })}
        </fieldset>
    }
}
