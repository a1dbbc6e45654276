//! Tick meter: one tick is one thing. Capacities and daily minimums are counted, not estimated
//! from a smooth bar.

use leptos::prelude::*;

use super::Tone;

/// Counted ticks: locked ones in ink, used ones in the tone, free ones in outline.
#[component]
pub fn TickMeter(
    /// What is counted and how it stands, in words: "46 of 50 customers, 5 locked".
    #[prop(into)]
    label: Signal<String>,
    /// How many there are room for. Above 200 no tick could be seen: use a `Bar`.
    #[prop(into)]
    total: Signal<u32>,
    /// How many are used, the locked ones among them.
    #[prop(into)]
    used: Signal<u32>,
    /// How many of the used ones are locked.
    #[prop(optional, into)]
    locked: Signal<u32>,
    /// What the used ones mean.
    #[prop(default = Tone::Accent.into(), into)]
    tone: Signal<Tone>,
    /// Whether the ticks share the whole width.
    #[prop(optional)]
    wide: bool,
    /// Whether it is five small ticks or so on a card, such as the age of a deal in its stage.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let ticks = move || {
        let (used, locked) = (used.get(), locked.get());
        let kind = move |index: u32| match index {
            index if index < locked => "locked",
            index if index < used => "used",
            _ => "free",
        };
        (0..total.get().max(used).min(200)).map(|index| view! { <i class=kind(index)></i> }).collect_view()
    };
    view! {
        <span
            class=move || format!("tick-meter {}", tone.get().class())
            class:wide=wide
            class:small=small
            role="img"
            aria-label=label
        >
            {ticks}
        </span>
    }
}
