//! Fold: a group that opens and closes, by the native `<details>`.

use leptos::prelude::*;

use crate::ui::icon::{Glyph, Icon, IconSize};

/// A group under a title that opens and closes.
#[component]
pub fn Fold(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// A word at the right, such as a count.
    #[prop(optional, into)]
    meta: Signal<Option<String>>,
    /// Whether it is open at first.
    #[prop(default = true)]
    open: bool,
    /// The group.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="fold" open=open>
            <summary>
                <Icon glyph=Glyph::ChevronDown size=IconSize::Small/>
                <b>{title}</b>
                {move || meta.get().map(|meta| view! { <span class="meta">{meta}</span> })}
            </summary>
            <div class="fold-body">{children()}</div>
        </details>
    }
}
