//! Tip: the word of a glyph or the rule behind a refusal, beside a control on hover and on focus.
//! Escape puts it away, the pointer may rest on it (WCAG 1.4.13), and what it says also reaches
//! assistive technology by another way: a tip is never the only source.

use leptos::{ev, html, prelude::*};

use crate::ui::key::Press;

/// Shows and hides one tip. A copy goes to each listener of the control.
#[derive(Clone, Copy, Default)]
pub struct TipHandle {
    node: NodeRef<html::Span>,
}

impl TipHandle {
    /// Puts the tip beside its control. Without a text there is nothing to show.
    pub fn show(self) {
        if let Some(node) = self.node.get_untracked() {
            // Showing a shown popover is refused by the browser, and that is fine.
            let _ = node.show_popover();
        }
    }

    /// The pointer came; fingers have no hover.
    pub fn enter(self, event: &ev::PointerEvent) {
        if event.pointer_type() != "touch" {
            self.show();
        }
    }

    /// Takes the tip away.
    pub fn hide(self) {
        // Blur also comes while the control is being taken out of the page.
        if let Some(node) = self.node.try_get_untracked().flatten() {
            let _ = node.hide_popover();
        }
    }

    /// Escape takes the tip away and does nothing else.
    pub fn keydown(self, event: &ev::KeyboardEvent) {
        if Press::of(event).is_some_and(|press| press.is("Escape")) {
            self.hide();
        }
    }
}

/// The tip itself, a child of its control, in the top layer so that no scrolling box cuts it off.
/// It is hidden from the reading order; an id lets the control be described by it.
#[component]
pub fn Tip(
    /// Its controls.
    handle: TipHandle,
    /// What it says.
    #[prop(into)]
    text: Signal<String>,
    /// The id for `aria-describedby`.
    #[prop(optional, into)]
    id: Option<String>,
) -> impl IntoView {
    view! {
        <span class="tip" node_ref=handle.node id=id popover="manual" aria-hidden="true">
            {text}
        </span>
    }
}
