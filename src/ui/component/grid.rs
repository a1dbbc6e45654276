//! Grid: a table of records that may be very long, after the WAI-ARIA grid pattern. It is one tab
//! stop. Focus stands on a row and steps into its cells: ↑ ↓ Page keys move by rows, → enters the
//! cells, ← leaves them, Home and End go to the ends of the row (of the grid with Mod, or while a
//! row is focused), nothing wraps. Enter opens, Shift+Space selects, Shift+↑ ↓ extends, Mod+A
//! selects all. Controls inside cells must have `tabindex="-1"`: Enter in a cell presses them.

use std::{collections::HashSet, sync::Arc};

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    Column, Rail, RowHeight, Sort, Tone,
    column::{least, tracks},
    unique_id,
    windowing::Windowing,
};
use crate::ui::{
    icon::{Glyph, Icon, IconSize},
    key::Press,
};

/// The height of the head row, in pixels at the default font size.
const HEAD: f64 = 32.0;

/// Which rows are chosen, by key, and the words of the boxes that choose them.
#[derive(Clone, Copy)]
pub struct Selection {
    /// The keys of the chosen rows.
    pub keys: RwSignal<HashSet<String>>,
    /// The words for "select this row" and "select all".
    pub labels: Signal<(String, String)>,
}

/// Where the focus stands: on a row, or in one of its cells. Row 0 is the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    row: usize,
    cell: Option<usize>,
}

/// What a page does in its grid from outside, as by its shortcuts. `Copy`.
#[derive(Clone, Copy)]
pub struct GridHelm(StoredValue<Option<Callback<GridMove>>>);

/// A move in a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GridMove {
    /// To the next row; from elsewhere on the page to the row that had the focus last.
    Down,
    /// To the row before.
    Up,
    /// Ticks the row, or unticks it.
    Select,
}

impl GridHelm {
    /// The helm of a grid that is still to come.
    #[must_use]
    pub fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// Makes a move.
    pub fn steer(self, to: GridMove) {
        if let Some(steer) = self.0.try_get_value().flatten() {
            steer.run(to);
        }
    }
}

impl Default for GridHelm {
    fn default() -> Self {
        Self::new()
    }
}

/// A table of records.
///
/// The rows are cheap values, such as ids behind an `Arc`; `cells` draws the one in sight. A click
/// on a row opens it, unless it falls on a control of the row.
#[component]
pub fn Grid<T, C>(
    /// What the table holds.
    #[prop(into)]
    label: Signal<String>,
    /// Its columns.
    #[prop(into)]
    columns: Signal<Vec<Column>>,
    /// Its rows, in order.
    #[prop(into)]
    rows: Signal<Arc<Vec<T>>>,
    /// The key of a row, for selection.
    key: fn(&T) -> String,
    /// Draws the cells of a row, one for each column.
    cells: C,
    /// The rail at the left edge of a row.
    #[prop(optional, into)]
    rail: Option<Callback<T, (Rail, Tone)>>,
    /// The height of a row.
    #[prop(optional)]
    height: RowHeight,
    /// The index of the row that has or would have the focus, in both directions.
    #[prop(optional)]
    active: Option<RwSignal<usize>>,
    /// How far it is scrolled, in pixels; a page keeps it to come back to.
    #[prop(optional)]
    scroll: Option<RwSignal<f64>>,
    /// Which rows are chosen; without it rows cannot be.
    #[prop(optional, into)]
    selection: Option<Selection>,
    /// The way to move in it from outside.
    #[prop(optional)]
    helm: Option<GridHelm>,
    /// Called to open a row.
    #[prop(optional, into)]
    on_open: Option<Callback<T>>,
    /// Called with the key of a column whose head was pressed.
    #[prop(optional, into)]
    on_sort: Option<Callback<String>>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    C: Fn(&T) -> Vec<AnyView> + Send + Sync + 'static,
{
    let count = Signal::derive(move || rows.with(|rows| rows.len()));
    let windowing = Windowing::new(count, height, scroll);
    let active = active.unwrap_or_else(|| RwSignal::new(0));
    let cell = RwSignal::new(None::<usize>);
    let in_head = RwSignal::new(false);
    let anchor = StoredValue::new(None::<usize>);
    let id = StoredValue::new(unique_id("grid"));
    let cells = StoredValue::new(cells);
    let first_cell = usize::from(selection.is_some());

    let key_at = move |index: usize| rows.with_untracked(|rows| rows.get(index).map(key));
    let place = move || Place { row: if in_head.get() { 0 } else { active.get() + 1 }, cell: cell.get() };
    let tab_index = move |own: Place| if place() == own { "0" } else { "-1" };
    let element_id = move |place: Place| {
        id.with_value(|id| match place.cell {
            Some(cell) => format!("{id}-{}-{cell}", place.row),
            None => format!("{id}-{}", place.row),
        })
    };
    let go = move |to: Place| {
        in_head.set(to.row == 0);
        cell.set(to.cell);
        if let Some(index) = to.row.checked_sub(1) {
            active.set(index);
            windowing.reveal(index, HEAD);
        }
        // The row may only now come into the document.
        request_animation_frame(move || {
            focus_quietly(document().get_element_by_id(&element_id(to)));
        });
    };
    let choose = move |from: usize, to: usize, on: bool| {
        let Some(selection) = selection else { return };
        let keys: Vec<_> = (from.min(to)..=from.max(to)).filter_map(key_at).collect();
        selection.keys.update(|chosen| {
            for key in keys {
                if on {
                    chosen.insert(key);
                } else {
                    chosen.remove(&key);
                }
            }
        });
    };
    let is_chosen = move |index: usize| {
        let chosen =
            |selection: Selection| key_at(index).is_some_and(|key| selection.keys.with(|keys| keys.contains(&key)));
        selection.is_some_and(chosen)
    };
    let toggle = move |index: usize, extend: bool| {
        let on = !untrack(|| is_chosen(index));
        let from = anchor.get_value().filter(|_| extend).unwrap_or(index);
        choose(from, index, on || extend);
        anchor.set_value(Some(index));
    };
    let all_chosen = move || {
        let count = count.get();
        selection.is_some_and(|selection| count > 0 && selection.keys.with(HashSet::len) >= count)
    };
    let toggle_all = move || match (selection, untrack(all_chosen)) {
        (Some(selection), true) => selection.keys.set(HashSet::new()),
        _ => choose(0, count.get_untracked().saturating_sub(1), true),
    };
    let open = move |index: usize| {
        let item = rows.with_untracked(|rows| rows.get(index).cloned());
        if let (Some(on_open), Some(item)) = (on_open, item) {
            on_open.run(item);
        }
    };
    let sort = move |at: usize| {
        let column = columns.with_untracked(|columns| columns.get(at.wrapping_sub(first_cell)).cloned());
        if let (Some(on_sort), Some(column)) = (on_sort, column)
            && column.sort != Sort::Never
        {
            on_sort.run(column.key);
        }
    };

    let keydown = move |event: ev::KeyboardEvent| {
        let Some(press) = Press::of(&event) else { return };
        let count = count.get_untracked();
        let at = untrack(place);
        let last_cell = columns.with_untracked(Vec::len) + first_cell - 1;
        let page = pages(windowing);
        let top = usize::from(at.cell.is_none() && count > 0);
        let to = match (press.key.as_str(), press.primary, press.shift) {
            ("ArrowDown", false, false) => Place { row: (at.row + 1).min(count), ..at },
            ("ArrowUp", false, false) => Place { row: at.row.saturating_sub(1).max(top), ..at },
            ("PageDown", false, _) => Place { row: (at.row + page).min(count), ..at },
            ("PageUp", false, _) => Place { row: at.row.saturating_sub(page).max(1), ..at },
            ("ArrowRight", false, _) => Place { cell: Some(at.cell.map_or(0, |cell| (cell + 1).min(last_cell))), ..at },
            ("ArrowLeft", false, _) => {
                Place { cell: at.cell.and_then(|cell| cell.checked_sub(1)), row: at.row.max(top) }
            }
            ("Home", true, _) => Place { row: 1, cell: at.cell.map(|_| 0) },
            ("End", true, _) => Place { row: count, cell: at.cell.map(|_| last_cell) },
            ("Home", false, _) if at.cell.is_some() => Place { cell: Some(0), ..at },
            ("End", false, _) if at.cell.is_some() => Place { cell: Some(last_cell), ..at },
            ("Home", false, _) => Place { row: 1, cell: None },
            ("End", false, _) => Place { row: count, cell: None },
            ("ArrowDown" | "ArrowUp", false, true) if at.row > 0 => {
                let to = if press.key == "ArrowDown" { (at.row + 1).min(count) } else { (at.row - 1).max(1) };
                choose(at.row - 1, to - 1, true);
                anchor.set_value(Some(to - 1));
                Place { row: to, ..at }
            }
            ("a", true, _) if selection.is_some() => {
                choose(0, count.saturating_sub(1), true);
                at
            }
            (" ", false, true) if at.row > 0 => {
                toggle(at.row - 1, false);
                at
            }
            ("Enter", false, _) if at.row == 0 => {
                sort(at.cell.unwrap_or_default());
                at
            }
            ("Enter", false, _) => {
                if !press_control(&element_id(at), at) {
                    open(at.row - 1);
                }
                event.prevent_default();
                return;
            }
            _ => return,
        };
        event.prevent_default();
        go(to);
    };

    let steer = move |to: GridMove| {
        let (count, row) = (count.get_untracked(), active.get_untracked());
        let inside = windowing
            .scroller
            .get_untracked()
            .is_some_and(|node| node.contains(document().active_element().as_deref()));
        if count == 0 {
            return;
        }
        let to = match to {
            GridMove::Select => {
                toggle(row, false);
                row
            }
            _ if !inside || in_head.get_untracked() => row,
            GridMove::Down => (row + 1).min(count - 1),
            GridMove::Up => row.saturating_sub(1),
        };
        go(Place { row: to + 1, cell: cell.get_untracked() });
    };
    if let Some(helm) = helm {
        helm.0.set_value(Some(Callback::new(steer)));
    }

    // A row that is scrolled out, filtered away or deleted takes the focus with it. The grid then
    // takes it itself and gives it back when the row returns, so that it never falls to the body.
    let is_drawn = move || windowing.range.with(|range| range.contains(&active.get()));
    let within = StoredValue::new(false);
    let recover = move || {
        request_animation_frame(move || {
            let Some(node) = windowing.scroller.try_get_untracked().flatten() else { return };
            let holder = document().active_element();
            let on_grid = holder.as_ref().is_some_and(|holder| holder.is_same_node(Some(&node)));
            let fallen = within.get_value() && holder.is_none_or(|holder| holder.tag_name() == "BODY");
            if untrack(is_drawn) && (on_grid || fallen) {
                focus_quietly(document().get_element_by_id(&element_id(untrack(place))));
            } else if fallen {
                focus_quietly(Some(node.into()));
            }
        });
    };
    let focus_out = move |event: ev::FocusEvent| {
        let left = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        request_animation_frame(move || {
            let Some(node) = windowing.scroller.try_get_untracked().flatten() else { return };
            // A control that was taken out of the page did not give the focus away.
            if left.is_none_or(|left| left.is_connected()) {
                within.set_value(node.contains(document().active_element().as_deref()));
            }
        });
    };
    Effect::new(move |_| {
        windowing.range.track();
        let count = count.get();
        active.maybe_update(|active| {
            let last = count.saturating_sub(1);
            let beyond = *active > last;
            *active = last.min(*active);
            beyond
        });
        recover();
    });
    let drawn = move || windowing.range.get().collect::<Vec<_>>();
    let body_height = move || {
        #[expect(clippy::cast_precision_loss, reason = "a list has far fewer than 2^52 rows")]
        let rows = count.get() as f64;
        format!("{}px", rows * windowing.row.get())
    };
    let row = move |index: usize| {
        let item = Memo::new(move |_| rows.with(|rows| rows.get(index).cloned()));
        let own = Place { row: index + 1, cell: None };
        let at = move |cell: usize| Place { cell: Some(cell), ..own };
        let contents = move || {
            let ends = columns.with(|columns| columns.iter().map(|column| column.end).collect::<Vec<_>>());
            let drawn = item.get().map(|item| cells.with_value(|cells| cells(&item))).unwrap_or_default();
            let cell = |(place, (view, end)): (usize, (AnyView, bool))| {
                let place = at(place + first_cell);
                view! {
                    <div class="cell" class:end=end role="gridcell" id=element_id(place) tabindex=move || tab_index(place)>
                        {view}
                    </div>
                }
            };
            drawn.into_iter().zip(ends).enumerate().map(cell).collect_view()
        };
        let check = move |selection: Selection| {
            view! {
                <div class="cell" role="gridcell" id=element_id(at(0)) tabindex=move || tab_index(at(0))>
                    <label class="check">
                        <input
                            type="checkbox"
                            tabindex="-1"
                            aria-label=move || selection.labels.with(|(one, _)| one.clone())
                            prop:checked=move || is_chosen(index)
                            on:click=move |event| toggle(index, event.shift_key())
                        />
                    </label>
                </div>
            }
        };
        let line = move || {
            item.get().zip(rail).map(|(item, rail)| {
                let (kind, tone) = rail.run(item);
                view! { <span class=kind.class(tone)></span> }
            })
        };
        #[expect(clippy::cast_precision_loss, reason = "a list has far fewer than 2^52 rows")]
        let top = move || format!("translateY({}px)", index as f64 * windowing.row.get());
        view! {
            <div
                class="grid-row"
                class:selected=move || is_chosen(index)
                role="row"
                id=element_id(own)
                aria-rowindex=index + 2
                aria-selected=move || selection.map(|_| if is_chosen(index) { "true" } else { "false" })
                tabindex=move || tab_index(own)
                style:transform=top
                on:click=move |event| {
                    if !on_control(&event) {
                        active.set(index);
                        open(index);
                    }
                }
            >
                {line}
                {selection.map(check)}
                {contents}
            </div>
        }
    };
    let head_check = move |selection: Selection| {
        let own = Place { row: 0, cell: Some(0) };
        let some = move || selection.keys.with(|keys| !keys.is_empty()) && !all_chosen();
        view! {
            <div class="cell" role="columnheader" id=element_id(own) tabindex=move || tab_index(own)>
                <label class="check">
                    <input
                        type="checkbox"
                        tabindex="-1"
                        aria-label=move || selection.labels.with(|(_, all)| all.clone())
                        prop:checked=all_chosen
                        prop:indeterminate=some
                        on:change=move |_| toggle_all()
                    />
                </label>
            </div>
        }
    };
    let heads = move || {
        let head = |(at, column): (usize, Column)| {
            let own = Place { row: 0, cell: Some(at + first_cell) };
            let sorted = column.sort;
            let (aria, glyph) = match sorted {
                Sort::Never => (None, None),
                Sort::Possible => (Some("none"), None),
                Sort::Ascending => (Some("ascending"), Some(Glyph::ArrowUp)),
                Sort::Descending => (Some("descending"), Some(Glyph::ArrowDown)),
            };
            view! {
                <div
                    class="cell"
                    class:end=column.end
                    class:sortable=sorted != Sort::Never
                    role="columnheader"
                    id=element_id(own)
                    aria-sort=aria
                    tabindex=move || tab_index(own)
                    on:click=move |_| sort(at + first_cell)
                >
                    <span class="ellipsis">{column.label}</span>
                    {glyph.map(|glyph| view! { <Icon glyph=glyph size=IconSize::Tiny/> })}
                </div>
            }
        };
        columns.get().into_iter().enumerate().map(head).collect_view()
    };
    view! {
        <div
            class="grid"
            node_ref=windowing.scroller
            role="grid"
            aria-label=label
            aria-rowcount=move || count.get() + 1
            aria-colcount=move || columns.with(Vec::len) + first_cell
            aria-multiselectable=selection.map(|_| "true")
            style=("--columns", move || tracks(&columns.get(), selection.is_some()))
            style=("--least", move || least(&columns.get(), selection.is_some()))
            style=("--row-height", move || format!("{}px", windowing.row.get()))
            tabindex=move || if is_drawn() || count.get() == 0 { "-1" } else { "0" }
            on:scroll=move |_| windowing.scrolled()
            on:keydown=keydown
            on:focusin=move |_| within.set_value(true)
            on:focusout=focus_out
        >
            <div class="grid-head" role="rowgroup">
                <div class="grid-row" role="row" aria-rowindex="1">
                    {selection.map(head_check)}
                    {heads}
                </div>
            </div>
            <div class="grid-body" role="rowgroup" style:height=body_height>
                <For each=drawn key=|index| *index let(index)>
                    {row(index)}
                </For>
            </div>
        </div>
    }
}

/// The rows of a page, one kept for orientation.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a viewport over a row's height")]
fn pages(windowing: Windowing) -> usize {
    ((windowing.viewport.get_untracked() - HEAD) / windowing.row.get_untracked() - 1.0).max(1.0) as usize
}

/// Moves the focus without scrolling: the grid has already scrolled as far as is right.
fn focus_quietly(element: Option<web_sys::Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Whether an event fell on a control of a row, which then answers it itself.
fn on_control(event: &ev::MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.closest("a, button, input, label, select, textarea").ok().flatten().is_some())
}

/// Presses the control of the focused cell; says whether there was one.
fn press_control(id: &str, place: Place) -> bool {
    let cell = document().get_element_by_id(id).filter(|_| place.cell.is_some());
    let control = cell.and_then(|cell| cell.query_selector("a[href], button, input, select").ok().flatten());
    let Some(control) = control.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return false;
    };
    control.click();
    true
}
