//! Panel: a button with a small form of its own, such as the columns of a table. It lies in the top layer
//! beside its button, closes by Escape or a click elsewhere, and is a sheet from below on a phone.

use leptos::{children::ViewFn, ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::{ButtonSize, ButtonVariant, IconButton, button_class, unique_id};
use crate::ui::icon::{Glyph, Icon, IconSize};

/// A button that opens a panel.
#[component]
pub fn PanelButton(
    /// The word of the button, and the name of the panel.
    #[prop(into)]
    label: Signal<String>,
    /// What the button shows instead of the name, such as the state of what the panel sets.
    #[prop(optional, into)]
    face: Option<Signal<String>>,
    /// The glyph before the word.
    icon: Glyph,
    /// Whether the panel is open, in both directions.
    open: RwSignal<bool>,
    /// The name of the cross that closes it on a phone.
    #[prop(into)]
    close_label: Signal<String>,
    /// Whether it needs room for rows of controls.
    #[prop(optional)]
    wide: bool,
    /// What it holds; built anew at each opening.
    #[prop(into)]
    panel: ViewFn,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let id = unique_id("panel");
    let word = face.unwrap_or(label);
    let shows = move || node.get_untracked().is_some_and(|node| node.matches(":popover-open").unwrap_or(false));
    Effect::new(move |_| {
        let (Some(node), open) = (node.get(), open.get()) else { return };
        if open && !shows() {
            // Refused only where it shows already.
            let _ = node.show_popover();
            request_animation_frame(move || focus_first(&node));
        } else if !open && shows() {
            let _ = node.hide_popover();
        }
    });
    let toggled = move |event: ev::Event| {
        // A menu inside tells of its own.
        let own = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if node.get_untracked().is_some_and(|node| node.is_same_node(own.as_ref())) {
            // What it knows already would build its form anew, under the focus.
            open.maybe_update(|open| std::mem::replace(open, shows()) != *open);
        }
    };
    let form = move || {
        let panel = panel.clone();
        open.get().then(move || {
            view! {
                <header class="panel-head">
                    <h2>{label}</h2>
                    <IconButton label=close_label glyph=Glyph::Close on_click=move |_| open.set(false)/>
                </header>
                {panel.run()}
            }
        })
    };
    view! {
        <span class="panel-anchor">
            <button
                type="button"
                class=button_class(ButtonVariant::Ghost, ButtonSize::Compact, "")
                aria-haspopup="dialog"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=id.clone()
                aria-label=move || face.map(|_| format!("{}: {}", label.get(), word.get()))
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon glyph=icon size=IconSize::Small/>
                <span>{word}</span>
            </button>
            <div
                node_ref=node
                id=id.clone()
                class="panel"
                class:wide=wide
                popover="auto"
                role="dialog"
                aria-label=label
                tabindex="-1"
                on:toggle=toggled
            >
                {form}
            </div>
        </span>
    }
}

/// Puts the focus where work begins: in what asks for it, else on the first control below the head, else on the panel,
/// while its form is on the way.
fn focus_first(panel: &web_sys::HtmlElement) {
    let order = ["[data-first]", ".panel-head ~ *"].map(|place| format!("{place} :is(select, input, button, a[href])"));
    let found = order.iter().find_map(|selector| panel.query_selector(selector).ok().flatten());
    let control = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
    let _ = control.as_ref().unwrap_or(panel).focus();
}
