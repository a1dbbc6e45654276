//! Ring: the protection clock. The days that are left stand in an arc that shrinks towards the
//! deadline, with a notch where the reminder falls.

use std::f64::consts::TAU;

use leptos::prelude::*;

use super::Tone;

/// How large a ring is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RingSize {
    /// 32 px, in rows.
    #[default]
    Small,
    /// 44 px, in a record's header.
    Large,
}

/// The days left of a term.
#[component]
pub fn Ring(
    /// What runs out and when, in words.
    #[prop(into)]
    label: Signal<String>,
    /// The days left.
    #[prop(into)]
    left: Signal<u32>,
    /// The days of the whole term.
    #[prop(into)]
    total: Signal<u32>,
    /// With how many days left the reminder falls.
    #[prop(optional, into)]
    remind_at: Signal<Option<u32>>,
    /// What it means; by itself it warns from seven days and alarms from three.
    #[prop(optional, into)]
    tone: Signal<Option<Tone>>,
    /// How large.
    #[prop(optional)]
    size: RingSize,
) -> impl IntoView {
    let (side, stroke) = match size {
        RingSize::Small => (32.0, 2.5),
        RingSize::Large => (44.0, 3.5),
    };
    let centre = side / 2.0;
    let radius = centre - stroke / 2.0 - 0.5;
    let share = move |days: u32| f64::from(days) / f64::from(total.get().max(1));
    let tone = move || {
        tone.get().unwrap_or(match left.get() {
            0..=3 => Tone::Danger,
            4..=7 => Tone::Warn,
            _ => Tone::Accent,
        })
    };
    let arc = move || {
        let round = radius * TAU;
        format!("{:.2} {round:.2}", share(left.get()).min(1.0) * round)
    };
    let notch = move || {
        remind_at.get().map(|days| {
            let (sin, cos) = (share(days) * TAU).sin_cos();
            let at = |distance: f64| format!("{:.1} {:.1}", centre + distance * sin, centre - distance * cos);
            let path = format!("M{}L{}", at(radius - stroke), at(radius + stroke / 2.0 + 0.5));
            view! { <path class="ring-notch" d=path></path> }
        })
    };
    view! {
        <svg
            class=move || format!("ring {}", tone().class())
            class:large=size == RingSize::Large
            width=side
            height=side
            viewBox=format!("0 0 {side} {side}")
            stroke-width=stroke
            role="img"
            aria-label=label
        >
            <circle class="ring-track" cx=centre cy=centre r=radius></circle>
            <circle
                class="ring-arc"
                cx=centre
                cy=centre
                r=radius
                stroke-dasharray=arc
                transform=format!("rotate(-90 {centre} {centre})")
            ></circle>
            {notch}
            <text x=centre y=centre text-anchor="middle" dominant-baseline="central">{left}</text>
        </svg>
    }
}
