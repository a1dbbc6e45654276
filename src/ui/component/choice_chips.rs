//! Choice chips: a radio group drawn as chips, flat buttons, tiles or segments. Arrow keys move
//! within it and it is one tab stop, for the inputs inside are native radios.

use leptos::{ev, prelude::*};

use super::{Choice, tell, unique_id};
use crate::ui::icon::{Glyph, Icon, IconSize};

/// How choice chips are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChipLook {
    /// Outlined pills; the chosen one is soft and bears a check.
    #[default]
    Pill,
    /// Flat, with a glyph; the chosen one is soft. Tiles with the glyph above on a phone.
    Flat,
    /// Joined segments of one frame, such as the switch between table and board.
    Segment,
}

impl ChipLook {
    const fn class(self) -> &'static str {
        match self {
            Self::Pill => "choice-chips pill",
            Self::Flat => "choice-chips flat",
            Self::Segment => "choice-chips segment",
        }
    }
}

/// One of a few, as chips.
#[component]
pub fn ChoiceChips(
    /// The value of the chosen one, in both directions; empty when none is chosen.
    value: RwSignal<String>,
    /// What is asked.
    #[prop(into)]
    label: Signal<String>,
    /// What may be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// How it is drawn.
    #[prop(optional)]
    look: ChipLook,
    /// Whether the label is for assistive technology only.
    #[prop(optional)]
    label_hidden: bool,
    /// Whether only the glyphs of the choices are shown, their words kept for assistive technology.
    #[prop(optional)]
    icons_only: bool,
    /// Whether choosing the chosen one again chooses none.
    #[prop(optional)]
    clearable: bool,
    /// Called with the new value.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let name = unique_id("choice");
    let label_id = format!("{name}-label");
    let choose = move |chosen: String| {
        value.set(chosen.clone());
        tell(on_change, chosen);
    };
    // A radio tells nothing when it is chosen again, so the click is looked at first.
    let unchoose = move |event: ev::MouseEvent, own: &str| {
        if clearable && value.with_untracked(|value| value == own) {
            event.prevent_default();
            choose(String::new());
        }
    };
    let items = move || {
        let name = name.clone();
        let chip = move |choice: Choice| {
            let (own, clicked) = (choice.value.clone(), choice.value.clone());
            let title = icons_only.then(|| choice.label.clone());
            let is_chosen = Signal::derive(move || value.with(|value| *value == own));
            view! {
                <label class="choice" class:chosen=is_chosen title=title>
                    <input
                        type="radio"
                        name=name.clone()
                        value=choice.value
                        prop:checked=is_chosen
                        on:click=move |event| unchoose(event, &clicked)
                        on:change:target=move |event| choose(event.target().value())
                    />
                    {choice.icon.map(|glyph| view! { <Icon glyph=glyph size=IconSize::Small/> })}
                    {(look == ChipLook::Pill && choice.icon.is_none())
                        .then(|| view! { <Icon glyph=Glyph::Check size=IconSize::Tiny/> })}
                    <span class:visually-hidden=icons_only>{choice.label}</span>
                </label>
            }
        };
        choices.get().into_iter().map(chip).collect_view()
    };
    view! {
        <div class=look.class() role="radiogroup" aria-labelledby=label_id>
            <span class="choice-label" class:visually-hidden=label_hidden id=label_id.clone()>{label}</span>
            {items}
        </div>
    }
}
