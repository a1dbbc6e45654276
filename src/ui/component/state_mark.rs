//! State mark: a state is told by a shape, a word and a rail, and coloured besides. Solid rails are
//! in work, dashed ones nobody's or parked, double ones closed.

use leptos::prelude::*;

use super::Tone;

/// The shape of a state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Nobody's yet.
    DashedRing,
    /// Waiting to be taken up.
    #[default]
    Ring,
    /// A quarter of the way.
    Quarter,
    /// In work; half-way.
    Half,
    /// Three quarters of the way.
    ThreeQuarters,
    /// Nearly there.
    Dot,
    /// Parked, unreachable.
    Bar,
    /// Reached.
    Check,
    /// Voided.
    Crossed,
    /// Unsure: look at it.
    Diamond,
}

impl Shape {
    /// Every shape.
    pub const ALL: [Self; 10] = [
        Self::DashedRing,
        Self::Ring,
        Self::Quarter,
        Self::Half,
        Self::ThreeQuarters,
        Self::Dot,
        Self::Bar,
        Self::Check,
        Self::Crossed,
        Self::Diamond,
    ];

    /// The outline, the filled part and the part cut out, as path data on a 14 px grid.
    const fn paths(self) -> (&'static str, &'static str, &'static str) {
        const RING: &str = "M7 2a5 5 0 1 1 0 10A5 5 0 0 1 7 2Z";
        match self {
            Self::DashedRing | Self::Ring => (RING, "", ""),
            Self::Quarter => (RING, "M7 4.1A2.9 2.9 0 0 1 9.9 7H7z", ""),
            Self::Half => (RING, "M7 4.1a2.9 2.9 0 0 1 0 5.8z", ""),
            Self::ThreeQuarters => (RING, "M7 4.1A2.9 2.9 0 1 1 4.1 7H7z", ""),
            Self::Dot => (RING, "M7 4.1a2.9 2.9 0 1 1 0 5.8 2.9 2.9 0 0 1 0-5.8Z", ""),
            Self::Bar => ("M7 2a5 5 0 1 1 0 10A5 5 0 0 1 7 2ZM4.6 7h4.8", "", ""),
            Self::Check => ("", "M7 1.25a5.75 5.75 0 1 1 0 11.5A5.75 5.75 0 0 1 7 1.25Z", "M4.5 7.1 6.3 8.9 9.5 5.3"),
            Self::Crossed => (
                "M3.25 2h7.5A1.25 1.25 0 0 1 12 3.25v7.5A1.25 1.25 0 0 1 10.75 12h-7.5A1.25 1.25 0 0 1 2 10.75v-7.5A1.25 1.25 0 0 1 3.25 2ZM5 5l4 4M9 5 5 9",
                "",
                "",
            ),
            Self::Diamond => ("M7 1.75 12.25 7 7 12.25 1.75 7z", "", ""),
        }
    }
}

/// The line at the left edge of a row or card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rail {
    /// In work.
    #[default]
    Solid,
    /// Nobody's, or parked.
    Dashed,
    /// Closed.
    Double,
}

impl Rail {
    /// The classes of a rail in a tone, for the element that draws it.
    #[must_use]
    pub fn class(self, tone: Tone) -> String {
        let kind = match self {
            Self::Solid => "rail",
            Self::Dashed => "rail dashed",
            Self::Double => "rail double",
        };
        format!("{kind} {}", tone.class())
    }
}

/// A shape alone, where its word stands elsewhere.
#[component]
pub fn StateShape(
    /// The shape.
    #[prop(into)]
    shape: Signal<Shape>,
    /// What it means.
    #[prop(into)]
    tone: Signal<Tone>,
) -> impl IntoView {
    view! {
        <svg
            class=move || format!("state-shape {}", tone.get().class())
            class:dashed=move || shape.get() == Shape::DashedRing
            viewBox="0 0 14 14"
            aria-hidden="true"
            focusable="false"
        >
            <path d=move || shape.get().paths().0></path>
            <path class="fill" d=move || shape.get().paths().1></path>
            <path class="cut" d=move || shape.get().paths().2></path>
        </svg>
    }
}

/// A shape and its word.
#[component]
pub fn StateMark(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// The shape.
    #[prop(into)]
    shape: Signal<Shape>,
    /// What it means.
    #[prop(into)]
    tone: Signal<Tone>,
) -> impl IntoView {
    view! {
        <span class="state-mark">
            <StateShape shape=shape tone=tone/>
            {label}
        </span>
    }
}
