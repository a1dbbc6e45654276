//! Select: one of a short, known list, by the platform's own picker.

use leptos::{html, prelude::*};

use super::{Choice, field::field_context, tell};
use crate::ui::icon::{Glyph, Icon, IconSize};

/// One of a list of choices.
#[component]
pub fn Select(
    /// The value of the chosen one, in both directions; empty when none is chosen.
    value: RwSignal<String>,
    /// What may be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The words for "nothing chosen"; without them there is always a choice.
    #[prop(optional, into)]
    placeholder: Signal<Option<String>>,
    /// The accessible name, when no `Field` gives one.
    #[prop(optional, into)]
    label: Signal<Option<String>>,
    /// Whether it can be read but not changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it has the height of a row's control.
    #[prop(optional)]
    compact: bool,
    /// Called with the new value.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// The element, for moving focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Select>,
) -> impl IntoView {
    let field = field_context();
    view! {
        <span class="select" class:compact=compact>
            <select
                node_ref=node_ref
                id=field.id
                class="input"
                class:unset=move || value.with(String::is_empty)
                aria-label=move || label.get()
                aria-describedby=move || field.described_by.get()
                aria-invalid=move || field.invalid.get().then_some("true")
                aria-required=move || field.required.get().then_some("true")
                disabled=disabled
                on:change:target=move |event| {
                    value.set(event.target().value());
                    tell(on_change, event.target().value());
                }
            >
                {move || {
                    let empty = placeholder.get().map(|label| Choice::new("", label));
                    empty.into_iter().chain(choices.get()).map(|choice| {
                        let own = choice.value.clone();
                        view! {
                            <option value=choice.value prop:selected=move || value.with(|value| *value == own)>
                                {choice.label}
                            </option>
                        }
                    }).collect_view()
                }}
            </select>
            <Icon glyph=Glyph::ChevronDown size=IconSize::Small/>
        </span>
    }
}
