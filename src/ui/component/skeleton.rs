//! Skeleton: grey lines where text will stand, in the place and height of the text, so that
//! nothing jumps when it comes.

use leptos::prelude::*;

/// Lines of text that are on their way.
#[component]
pub fn Skeleton(
    /// How many lines.
    #[prop(default = 2)]
    lines: usize,
    /// What is loading, in words.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{label}</span>
            {(0..lines).map(|_| view! { <i></i> }).collect_view()}
        </div>
    }
}
