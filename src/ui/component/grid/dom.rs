//! What a grid asks of the page's elements: where the focus goes, and on what an event fell.

use crate::ui::component::windowing::Windowing;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// The rows of a page, one kept for orientation.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a viewport over a row's height")]
pub(super) fn pages(windowing: Windowing, head: f64) -> usize {
    ((windowing.viewport.get_untracked() - head) / windowing.row.get_untracked() - 1.0).max(1.0) as usize
}

/// Moves the focus without scrolling: the grid has already scrolled as far as is right.
pub(super) fn focus_quietly(element: Option<web_sys::Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Whether an event fell on a control of a row, which then answers it itself.
pub(super) fn on_control(event: &ev::MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest("a, button, input, label, select, textarea").ok().flatten().is_some())
}

/// Whether an event fell on a layer that was opened from a cell, such as the menu of a column.
pub(super) fn in_layer(event: &ev::KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest("[popover], dialog").ok().flatten().is_some())
}

/// The number of the cell an event fell on, within its row.
pub(super) fn cell_of(event: &ev::MouseEvent) -> Option<usize> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(".cell").ok()??.id().rsplit_once('-')?.1.parse().ok()
}

/// Presses the control of the focused cell; says whether there was one.
pub(super) fn press_control(cell: Option<web_sys::Element>) -> bool {
    let control = cell.and_then(|cell| cell.query_selector("a[href], button, input, select").ok().flatten());
    let Some(control) = control.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return false;
    };
    control.click();
    true
}
