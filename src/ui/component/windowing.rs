//! Windowing: of a long list only the rows near the viewport are in the document, at most sixty on
//! any usual screen, whether there are a hundred rows or a hundred thousand. Rows have one height,
//! a token of the style sheet, so that touch, density and a larger default font size are followed.

use std::ops::Range;

use leptos::{html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};

/// As many rows as are kept in the document while the viewport shows fewer.
const MOST: usize = 59;

/// The height of a row, as a token of the style sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowHeight {
    /// One line, as low as can be read.
    Compact,
    /// One line.
    #[default]
    Single,
    /// One line with air.
    Roomy,
    /// Two lines, or a card of two lines on a phone.
    Double,
}

impl RowHeight {
    const fn token(self) -> &'static str {
        match self {
            Self::Compact => "--row-compact",
            Self::Single => "--row",
            Self::Roomy => "--row-roomy",
            Self::Double => "--row-double",
        }
    }
}

/// What a windowed list needs to know to draw itself.
#[derive(Clone, Copy)]
pub(super) struct Windowing {
    /// The box that scrolls.
    pub scroller: NodeRef<html::Div>,
    /// The rows to draw.
    pub range: Memo<Range<usize>>,
    /// The height of one row, in pixels.
    pub row: Signal<f64>,
    /// The height of the viewport, in pixels.
    pub viewport: Signal<f64>,
    /// How far it is scrolled, in pixels; kept by the page to come back to.
    pub scroll: RwSignal<f64>,
}

impl Windowing {
    /// Windows a list of `count` rows, starting where `scroll` was left.
    pub(super) fn new(count: Signal<usize>, height: Signal<RowHeight>, scroll: Option<RwSignal<f64>>) -> Self {
        let scroller = NodeRef::<html::Div>::new();
        let scroll = scroll.unwrap_or_else(|| RwSignal::new(0.0));
        let row = RwSignal::new(40.0);
        let viewport = RwSignal::new(0.0);
        let range = Memo::new(move |_| visible(scroll.get(), viewport.get(), row.get(), count.get()));
        let resume = scroll.get_untracked();

        Effect::new(move |_| {
            let Some(node) = scroller.get() else { return };
            let measured = node.clone();
            let measure = move || {
                // The list may be gone when a late measurement arrives.
                let Some(height) = height.try_get_untracked() else { return };
                let _ = row.try_set(token_in_pixels(&measured, height.token()).unwrap_or(40.0));
                let _ = viewport.try_set(f64::from(measured.client_height()));
            };
            measure();
            observe_size(&node, measure);
            // The rows give the box its height first; only then can it scroll there.
            request_animation_frame(move || {
                if resume > 0.0 {
                    node.set_scroll_top(pixel(resume));
                }
            });
        });
        Effect::new(move |_| {
            if let Some(high) = scroller.get().and_then(|node| token_in_pixels(&node, height.get().token())) {
                row.set(high);
            }
        });
        Self { scroller, range, row: row.into(), viewport: viewport.into(), scroll }
    }

    /// The box scrolled.
    pub(super) fn scrolled(self) {
        if let Some(node) = self.scroller.get_untracked() {
            self.scroll.set(f64::from(node.scroll_top()));
        }
    }

    /// Scrolls just so far that a row is whole in sight, below a sticky head of the given height.
    pub(super) fn reveal(self, index: usize, head: f64) {
        let Some(node) = self.scroller.get_untracked() else { return };
        let row = self.row.get_untracked();
        #[expect(clippy::cast_precision_loss, reason = "a list has far fewer than 2^52 rows")]
        let top = index as f64 * row;
        let (from, to) = (self.scroll.get_untracked(), self.viewport.get_untracked() - head);
        if top < from {
            node.set_scroll_top(pixel(top));
        } else if top + row > from + to {
            node.set_scroll_top(pixel(top + row - to));
        }
        self.scrolled();
    }
}

/// The rows in sight and some on both sides, so that a quick scroll shows no gap.
fn visible(scroll: f64, viewport: f64, row: f64, count: usize) -> Range<usize> {
    let seen = whole((viewport / row).ceil()) + 1;
    let margin = (MOST.saturating_sub(seen) / 2).clamp(2, 10);
    let first = whole((scroll / row).floor()).min(count.saturating_sub(seen));
    first.saturating_sub(margin)..(first + seen + margin).min(count)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels over a row's height, never below 0"
)]
fn whole(rows: f64) -> usize {
    rows.max(0.0) as usize
}

#[expect(clippy::cast_possible_truncation, reason = "browsers limit boxes to far less than 2^31 pixels")]
fn pixel(length: f64) -> i32 {
    length.round() as i32
}

/// A length token of the style sheet, given in rem, in pixels at the reader's font size.
fn token_in_pixels(node: &web_sys::Element, token: &str) -> Option<f64> {
    let window = web_sys::window()?;
    let value = |element: &web_sys::Element, property: &str| {
        window.get_computed_style(element).ok()??.get_property_value(property).ok()
    };
    let root: f64 = value(&document().document_element()?, "font-size")?.strip_suffix("px")?.parse().ok()?;
    let rem: f64 = value(node, token)?.trim().strip_suffix("rem")?.parse().ok()?;
    Some(rem * root)
}

/// Calls back whenever the element's box changes, until the owner is gone.
fn observe_size(node: &web_sys::Element, changed: impl Fn() + 'static) {
    let callback = Closure::<dyn FnMut()>::new(changed);
    if let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) {
        observer.observe(node);
        let kept = StoredValue::new_local((observer, callback));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
    }
}
