//! Empty state: one sentence why, one action, one sample. Where a filter left nothing, one line
//! that offers to clear it.

use leptos::prelude::*;

use crate::ui::icon::{Glyph, Icon};

/// A list or page with nothing in it yet.
#[component]
pub fn EmptyState(
    /// What is not here, as a title.
    #[prop(into)]
    title: Signal<String>,
    /// One sentence: what it is for, or why there is none.
    #[prop(optional, into)]
    text: Signal<Option<String>>,
    /// The actions: one primary button, at most one other, and a quiet line with `class="meta"`.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty-state">
            <Drawing/>
            <h2 class="empty-title">{title}</h2>
            {move || text.get().map(|text| view! { <p class="secondary">{text}</p> })}
            {children.map(|children| view! { <div class="empty-actions">{children()}</div> })}
        </div>
    }
}

/// A list that a filter left empty.
#[component]
pub fn FilteredEmpty(
    /// The sentence: nothing meets these conditions.
    #[prop(into)]
    text: Signal<String>,
    /// The way out, a button that clears the conditions.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="filtered-empty">
            <Icon glyph=Glyph::Filter/>
            <span class="grow">{text}</span>
            {children()}
        </div>
    }
}

/// An open page of the ledger: ruled lines, two with a mark, and the pen on the third.
#[component]
fn Drawing() -> impl IntoView {
    view! {
        <svg class="empty-drawing" width="72" height="44" viewBox="0 0 72 44" aria-hidden="true" focusable="false">
            <path class="rule" d="M4 8h64M4 22h64M4 36h64"></path>
            <path class="stub" d="M4 8h3M4 22h3"></path>
            <path class="stub written" d="M4 36h3"></path>
            <path class="line written" d="M14 36h25"></path>
            <path class="pen" d="M39 36.5l1-4 10.5-16.5 3.2 2L43.2 34.5zM48.5 19l3.2 2"></path>
        </svg>
    }
}
