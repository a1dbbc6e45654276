//! Chip: a short fact on a soft ground. It does nothing; chips that do are `ChoiceChips` and
//! `FilterChip`.

use leptos::{ev, prelude::*};

use super::Tone;
use crate::ui::icon::{Glyph, Icon, IconSize};

/// A short fact.
#[component]
pub fn Chip(
    /// The fact.
    #[prop(into)]
    label: Signal<String>,
    /// What it means.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// A glyph before the words.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// Whether it is an outline only: not so yet, or of no weight.
    #[prop(optional)]
    outline: bool,
    /// Whether it stands inside a line of text.
    #[prop(optional)]
    small: bool,
    /// The name of the button that takes it away; with `on_remove`.
    #[prop(optional, into)]
    remove_label: Signal<String>,
    /// Called when it is taken away; shows the button.
    #[prop(optional, into)]
    on_remove: Option<Callback<ev::MouseEvent>>,
) -> impl IntoView {
    view! {
        <span class=move || format!("chip {}", tone.get().class()) class:outline=outline class:small=small>
            {icon.map(|glyph| view! { <Icon glyph=glyph size=IconSize::Tiny/> })}
            {label}
            {on_remove
                .map(|on_remove| {
                    view! {
                        <button
                            type="button"
                            class="chip-remove"
                            aria-label=remove_label
                            on:click=move |event| on_remove.run(event)
                        >
                            <Icon glyph=Glyph::Close size=IconSize::Tiny/>
                        </button>
                    }
                })}
        </span>
    }
}
