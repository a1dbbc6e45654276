//! Timeline: what happened, newest first, along the margin line of the ledger. Dates stand to the
//! left of the line, aligned to it; each entry has a node; small changes collapse to a dot.

use leptos::prelude::*;

use super::Tone;
use crate::ui::icon::{Glyph, Icon, IconSize};

/// The line and its entries.
#[component]
pub fn Timeline(
    /// What the list is called.
    #[prop(into)]
    label: Signal<String>,
    /// `TimelineEntry`s, or a `For` of them.
    children: Children,
) -> impl IntoView {
    view! { <ol class="timeline" aria-label=label>{children()}</ol> }
}

/// One thing that happened.
#[component]
pub fn TimelineEntry(
    /// The day, or "pinned".
    #[prop(optional, into)]
    date: Signal<String>,
    /// Weekday and time, below the day.
    #[prop(optional, into)]
    time: Signal<Option<String>>,
    /// The same moment for machines, ISO.
    #[prop(optional, into)]
    datetime: Signal<Option<String>>,
    /// The glyph in the node; without one the entry is a dot, as for collapsed changes.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// The tone of the node; accent for what is pinned.
    #[prop(default = Tone::Neutral.into(), into)]
    tone: Signal<Tone>,
    /// What happened: a first line with `class="timeline-title"`, then text.
    children: Children,
) -> impl IntoView {
    view! {
        <li class=move || format!("timeline-entry {}", tone.get().class())>
            <time class="timeline-date" datetime=move || datetime.get()>
                <b>{date}</b>
                {move || time.get().map(|time| view! { <span>{time}</span> })}
            </time>
            <span class="timeline-node" class:dot=icon.is_none()>
                {icon.map(|glyph| view! { <Icon glyph=glyph size=IconSize::Tiny/> })}
            </span>
            <div class="timeline-body">{children()}</div>
        </li>
    }
}
