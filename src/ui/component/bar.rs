//! Bars: a share of a whole, several shares side by side, and work under way. Solid is so already,
//! hatched is promised, missing or hypothetical.

use leptos::{ev, prelude::*};

use super::{Button, ButtonVariant, Tone};

/// One share of a whole, as a thin bar.
#[component]
pub fn Bar(
    /// The share, 0 to 1.
    #[prop(into)]
    share: Signal<f64>,
    /// What it says in words; without it the bar is decoration beside a figure.
    #[prop(optional, into)]
    label: Signal<Option<String>>,
    /// What it means.
    #[prop(default = Tone::Accent.into(), into)]
    tone: Signal<Tone>,
) -> impl IntoView {
    view! {
        <span
            class=move || format!("bar {}", tone.get().class())
            role=move || label.with(Option::is_some).then_some("img")
            aria-label=move || label.get()
            aria-hidden=move || label.with(Option::is_none).then_some("true")
        >
            <i style:width=move || percent(share.get())></i>
        </span>
    }
}

/// One part of a stacked bar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BarPart {
    /// The share of the whole, 0 to 1.
    pub share: f64,
    /// What it means.
    pub tone: Tone,
    /// Whether it is promised, missing or hypothetical.
    pub hatched: bool,
}

/// Several shares side by side.
#[component]
pub fn StackedBar(
    /// What it says in words.
    #[prop(into)]
    label: Signal<String>,
    /// The parts, from the left.
    #[prop(into)]
    parts: Signal<Vec<BarPart>>,
    /// Where a mark crosses the bar, such as the pace of the quarter, 0 to 1.
    #[prop(optional, into)]
    mark: Signal<Option<f64>>,
) -> impl IntoView {
    let segments = move || {
        let segment = |part: BarPart| {
            view! { <i class=part.tone.class() class:hatched=part.hatched style:width=percent(part.share)></i> }
        };
        parts.get().into_iter().map(segment).collect_view()
    };
    view! {
        <span class="stacked-bar" role="img" aria-label=label>
            {segments}
            {move || mark.get().map(|mark| view! { <b style:left=percent(mark)></b> })}
        </span>
    }
}

/// Work under way: what is being done, how far it is, and a way out.
#[component]
pub fn Progress(
    /// What is being done, with its count: "Writing 812 of 1,284".
    #[prop(into)]
    label: Signal<String>,
    /// How far, 0 to 1; `None` while it is not known.
    #[prop(into)]
    done: Signal<Option<f64>>,
    /// The words of the way out.
    #[prop(optional, into)]
    cancel_label: Signal<String>,
    /// Called to stop; shows the way out.
    #[prop(optional, into)]
    on_cancel: Option<Callback<ev::MouseEvent>>,
) -> impl IntoView {
    let share = move || done.get().unwrap_or(0.0).clamp(0.0, 1.0);
    view! {
        <div class="progress">
            <div class="spread">
                <span class="numeric">{label}</span>
                {on_cancel
                    .map(|on_cancel| {
                        view! { <Button label=cancel_label variant=ButtonVariant::Link on_click=on_cancel/> }
                    })}
            </div>
            <div
                class="bar tone-accent"
                class:unknown=move || done.get().is_none()
                role="progressbar"
                aria-label=label
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=move || done.get().map(|_| format!("{:.0}", share() * 100.0))
            >
                <i style:width=move || percent(share())></i>
            </div>
        </div>
    }
}

/// A share as the width CSS wants.
fn percent(share: f64) -> String {
    format!("{:.2}%", share.clamp(0.0, 1.0) * 100.0)
}
