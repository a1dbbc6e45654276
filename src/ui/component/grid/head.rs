//! The head of a column: its word, its place in the order, its menu, and the edge that changes its width.

use super::chosen::Chosen;
use super::{Column, ColumnActs, Selection, Sort};
use crate::ui::component::{ButtonSize, ButtonVariant, MenuButton};
use crate::ui::icon::{Glyph, Icon, IconSize};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// The narrowest a column is dragged, in rem.
const NARROWEST: f64 = 3.5;
/// The widest a column is dragged, in rem.
const WIDEST: f64 = 40.0;

/// The head of a column.
#[component]
pub(super) fn Head(
    column: Column,
    /// Where it stays while the others scroll, if it does.
    left: Option<String>,
    id: String,
    tab_index: Signal<&'static str>,
    /// Called to sort by it; as a further order if so told.
    sort: Callback<bool>,
    acts: Option<ColumnActs>,
    /// The column whose edge is dragged, and how wide it is then.
    dragged: RwSignal<Option<(String, f64)>>,
) -> impl IntoView {
    let sorted = column.sort;
    let (aria, glyph) = match sorted {
        Sort::Never => (None, None),
        Sort::Possible => (Some("none"), None),
        Sort::Ascending => (Some("ascending"), Some(Glyph::ArrowUp)),
        Sort::Descending => (Some("descending"), Some(Glyph::ArrowDown)),
    };
    let rank = (column.rank > 1).then(|| view! { <span class="sort-rank">{column.rank}</span> });
    let (key, label) = (StoredValue::new(column.key), column.label);
    let more = move |acts: ColumnActs| {
        view! {
            // What is chosen may draw the head anew before the click has risen to it, so it rises no further.
            <span class="head-menu" on:click=|event| event.stop_propagation()>
                <MenuButton
                    label=acts.menu_label
                    icon=Glyph::ChevronDown
                    icon_only=true
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Inline
                    inner=true
                    items=Signal::derive(move || acts.menu.run(key.get_value()))
                />
            </span>
            <Edge column=key acts=acts dragged=dragged/>
        }
    };
    let press = move |event: ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if target.is_none_or(|target| target.closest(".column-edge").ok().flatten().is_none()) {
            sort.run(event.shift_key());
        }
    };
    view! {
        <div
            class="cell"
            class:end=column.end
            class:pinned=left.is_some()
            class:sortable=sorted != Sort::Never
            role="columnheader"
            id=id
            aria-label=label
            aria-sort=aria
            tabindex=tab_index
            style=("--left", left)
            on:click=press
        >
            <span class="ellipsis">{label.clone()}</span>
            {glyph.map(|glyph| view! { <Icon glyph=glyph size=IconSize::Tiny/> })}
            {rank}
            {acts.map(more)}
        </div>
    }
}

/// The head of the boxes to tick: a box for all rows.
#[component]
pub(super) fn HeadCheck(
    id: String,
    tab_index: Signal<&'static str>,
    selection: Selection,
    chosen: Chosen,
    /// How many rows there are.
    count: Signal<usize>,
) -> impl IntoView {
    let some = move || selection.keys.with(|keys| !keys.is_empty()) && !chosen.is_all();
    view! {
        <div class="cell check-cell" role="columnheader" id=id tabindex=tab_index>
            <label class="check">
                <input
                    type="checkbox"
                    tabindex="-1"
                    aria-label=move || selection.labels.with(|(_, all)| all.clone())
                    prop:checked=move || chosen.is_all()
                    prop:indeterminate=some
                    on:change=move |_| chosen.toggle_all(count.get_untracked())
                />
            </label>
        </div>
    }
}

/// The edge of a column, for the pointer; the keyboard and the menu do the same.
#[component]
fn Edge(column: StoredValue<String>, acts: ColumnActs, dragged: RwSignal<Option<(String, f64)>>) -> impl IntoView {
    // Where the pointer went down, and the width then, in pixels.
    let begun = StoredValue::new(None::<(f64, f64)>);
    let down = move |event: ev::PointerEvent| {
        let Some(edge) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else { return };
        let width = edge.parent_element().map(|cell| cell.get_bounding_client_rect().width()).unwrap_or_default();
        let _ = edge.set_pointer_capture(event.pointer_id());
        begun.set_value(Some((f64::from(event.client_x()), width)));
        event.prevent_default();
    };
    let moved = move |event: ev::PointerEvent| {
        if let Some((from, width)) = begun.get_value() {
            let width = (width + f64::from(event.client_x()) - from) / rem();
            dragged.set(Some((column.get_value(), width.clamp(NARROWEST, WIDEST))));
        }
    };
    let up = move |_| {
        begun.set_value(None);
        if let Some(to) = dragged.try_update(Option::take).flatten() {
            acts.resize.run(to);
        }
    };
    view! {
        <span
            class="column-edge"
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=up
            on:pointercancel=move |_| {
                begun.set_value(None);
                dragged.set(None);
            }
        ></span>
    }
}

/// The pixels of a rem at the reader's font size.
fn rem() -> f64 {
    let style = document().document_element().and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.and_then(|size| size.strip_suffix("px")?.parse().ok()).unwrap_or(16.0)
}
