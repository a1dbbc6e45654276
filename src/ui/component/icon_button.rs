//! Icon button: a glyph alone, whose word is its accessible name and its tip.

use leptos::{ev, html, prelude::*};

use super::{ButtonSize, ButtonVariant, Tip, TipHandle, button_class};
use crate::ui::icon::{Glyph, Icon};

/// A button with a glyph and no visible word.
#[component]
pub fn IconButton(
    /// What it does; read aloud and shown as a tip.
    #[prop(into)]
    label: Signal<String>,
    /// The glyph.
    #[prop(into)]
    glyph: Signal<Glyph>,
    /// How much it asks for attention; ghost unless said otherwise.
    #[prop(default = ButtonVariant::Ghost)]
    variant: ButtonVariant,
    /// How large it is.
    #[prop(optional)]
    size: ButtonSize,
    /// Whether it has nothing to do now, such as undo on a fresh page.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// For a button that stays down: whether it is down.
    #[prop(optional, into)]
    pressed: Signal<Option<bool>>,
    /// What happens.
    #[prop(optional, into)]
    on_click: Option<Callback<ev::MouseEvent>>,
    /// The element, for moving focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Button>,
) -> impl IntoView {
    let tip = TipHandle::default();
    let press = move |event: ev::MouseEvent| {
        if let Some(on_click) = on_click.filter(|_| !disabled.get_untracked()) {
            on_click.run(event);
        }
    };
    view! {
        <button
            node_ref=node_ref
            type="button"
            class=button_class(variant, size, "square")
            aria-label=label
            aria-disabled=move || disabled.get().then_some("true")
            aria-pressed=move || pressed.get().map(|pressed| if pressed { "true" } else { "false" })
            on:click=press
            on:pointerenter=move |event| tip.enter(&event)
            on:pointerleave=move |_| tip.hide()
            on:focus=move |_| tip.show()
            on:blur=move |_| tip.hide()
            on:keydown=move |event| tip.keydown(&event)
        >
            <Icon glyph=glyph/>
            <Tip handle=tip text=label/>
        </button>
    }
}
