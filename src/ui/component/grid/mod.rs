//! Grid: a table of records that may be very long, after the WAI-ARIA grid pattern. It is one tab
//! stop. Focus stands on a row and steps into its cells: ↑ ↓ Page keys move by rows, → enters the
//! cells, ← leaves them, Home and End go to the ends of the row (of the grid with Mod, or while a
//! row is focused), nothing wraps. Enter opens, Shift+Space selects, Shift+↑ ↓ extends, Mod+A
//! selects all. Controls inside cells must have `tabindex="-1"`: Enter in a cell presses them.
//!
//! In a cell that can be edited, Enter, F2 and typing begin to edit it. The editor stands outside of
//! the grid, anchored at the cell ([`GridEdit`]), so that it outlives the drawing of rows. In the
//! head, Enter sorts (with Shift as a further order), Alt+↓ opens the menu of the column, Shift+← →
//! change its width and Mod+← → its place.
//!
//! A row without a key is the heading of those below it: one cell across all columns.
mod acts;
mod chosen;
mod dom;
mod head;
mod place;

use leptos::{ev, prelude::*};
use std::sync::Arc;
use wasm_bindgen::JsCast;

use super::{
    Column, Rail, RowHeight, Sort, Tone,
    column::{least, lefts, tracks},
    unique_id,
    windowing::Windowing,
};
use crate::ui::key::Press;
pub use acts::{ColumnActs, GridEdit, GridHelm, GridMove, Selection};
use chosen::Chosen;
use dom::{cell_of, focus_quietly, in_layer, on_control, pages, press_control};
use head::{Head, HeadCheck};
use place::Place;

/// The height of the head row, in pixels at the default font size.
const HEAD: f64 = 32.0;

/// A table of records. The rows are cheap values, such as ids behind an `Arc`; `cells` draws the one in sight. A click
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
    /// The key of a row; none for a heading, which cannot be chosen.
    key: fn(&T) -> Option<String>,
    /// Draws the cells of a row, one for each column; of a heading the only one.
    cells: C,
    /// The rail at the left edge of a row.
    #[prop(optional, into)]
    rail: Option<Callback<T, (Rail, Tone)>>,
    /// The height of a row.
    #[prop(default = RowHeight::Single.into(), into)]
    height: Signal<RowHeight>,
    /// The index of the row that has or would have the focus, in both directions.
    #[prop(optional)]
    active: Option<RwSignal<usize>>,
    /// The cell of that row in which the focus stands, in both directions; the box to tick counts.
    #[prop(optional)]
    cell: Option<RwSignal<Option<usize>>>,
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
    /// What can be done with the columns.
    #[prop(optional)]
    acts: Option<ColumnActs>,
    /// The cell that is being edited.
    #[prop(optional, into)]
    editing: Signal<Option<GridEdit>>,
    /// Called to edit a cell. Says no where it cannot be.
    #[prop(optional, into)]
    on_edit: Option<Callback<GridEdit, bool>>,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    C: Fn(&T) -> Vec<AnyView> + Send + Sync + 'static,
{
    let count = Signal::derive(move || rows.with(|rows| rows.len()));
    let windowing = Windowing::new(count, height, scroll);
    let active = active.unwrap_or_else(|| RwSignal::new(0));
    let cell = cell.unwrap_or_else(|| RwSignal::new(None));
    let in_head = RwSignal::new(false);
    let id = StoredValue::new(unique_id("grid"));
    let cells = StoredValue::new(cells);
    let first_cell = usize::from(selection.is_some());

    let key_at = move |index: usize| rows.with_untracked(|rows| rows.get(index).and_then(key));
    let count_of_keys = Memo::new(move |_| rows.with(|rows| rows.iter().filter(|row| key(row).is_some()).count()));
    let chosen = Chosen::new(selection, Callback::new(key_at), count_of_keys.into());
    let place = move || Place { row: if in_head.get() { 0 } else { active.get() + 1 }, cell: cell.get() };
    let tab_index = move |own: Place| if place() == own { "0" } else { "-1" };
    let element_id = move |place: Place| {
        id.with_value(|id| match place.cell {
            Some(cell) => format!("{id}-{}-{cell}", place.row),
            None => format!("{id}-{}", place.row),
        })
    };
    // The line above a group has one cell, which stands for each.
    let element = move |place: Place| {
        let found = |place| document().get_element_by_id(&element_id(place));
        found(place).or_else(|| found(Place { cell: place.cell.map(|_| 0), ..place }))
    };
    let go = move |to: Place| {
        in_head.set(to.row == 0);
        cell.set(to.cell);
        if let Some(index) = to.row.checked_sub(1) {
            active.set(index);
            windowing.reveal(index, HEAD);
        }
        // The row may only now come into the document.
        request_animation_frame(move || focus_quietly(element(to)));
    };
    let open = move |index: usize| {
        let item = rows.with_untracked(|rows| rows.get(index).cloned());
        if let (Some(on_open), Some(item)) = (on_open, item) {
            on_open.run(item);
        }
    };
    let column_at = move |cell: Option<usize>| {
        let at = cell?.checked_sub(first_cell)?;
        columns.with_untracked(|columns| columns.get(at).cloned())
    };
    let sort = move |at: usize, further: bool| {
        if let (Some(acts), Some(column)) = (acts, column_at(Some(at)))
            && column.sort != Sort::Never
        {
            acts.sort.run((column.key, further));
        }
    };
    let edit = move |place: Place, typed: Option<String>| {
        let row = place.row.checked_sub(1).and_then(key_at);
        let (Some(on_edit), Some(row), Some(column)) = (on_edit, row, column_at(place.cell)) else { return false };
        on_edit.run(GridEdit { row, column: column.key, typed })
    };
    // Keys in the head that are about a column. Says whether the press was one.
    let steer_column = move |press: &Press, at: Place| {
        let (Some(acts), Some(column)) = (acts, column_at(at.cell).filter(|_| at.row == 0)) else { return false };
        let by = match press.key.as_str() {
            "ArrowRight" => 1,
            "ArrowLeft" => -1,
            _ => return false,
        };
        match (press.primary, press.shift) {
            (false, true) => acts.resize.run((column.key, column.width + f64::from(by))),
            (true, false) => acts.shift.run((column.key, by as isize)),
            _ => return false,
        }
        true
    };

    let keydown = move |event: ev::KeyboardEvent| {
        let Some(press) = Press::of(&event).filter(|_| !event.default_prevented() && !in_layer(&event)) else { return };
        let count = count.get_untracked();
        let at = untrack(place);
        let opens_menu = press.key == "ArrowDown" && event.alt_key() || press.key == "ContextMenu";
        if at.row == 0 && opens_menu && (at.cell.is_some() && press_control(element(at))) || steer_column(&press, at) {
            event.prevent_default();
            return;
        }
        if press.other {
            return;
        }
        let last_cell = columns.with_untracked(Vec::len) + first_cell - 1;
        if let Some(to) = at.step(&press, count, pages(windowing, HEAD), last_cell) {
            event.prevent_default();
            go(to);
            return;
        }
        let to = match (press.key.as_str(), press.primary, press.shift) {
            ("ArrowDown" | "ArrowUp", false, true) if at.row > 0 => {
                let to = if press.key == "ArrowDown" { (at.row + 1).min(count) } else { (at.row - 1).max(1) };
                chosen.extend(at.row - 1, to - 1);
                Place { row: to, ..at }
            }
            ("a", true, _) if selection.is_some() => {
                chosen.choose(0, count.saturating_sub(1), true);
                at
            }
            (" ", false, true) if at.row > 0 => {
                chosen.toggle(at.row - 1, false);
                at
            }
            ("Enter", false, further) if at.row == 0 => {
                if at.cell == Some(0) && first_cell > 0 {
                    chosen.toggle_all(count);
                } else {
                    sort(at.cell.unwrap_or_default(), further);
                }
                at
            }
            ("Enter", false, _) => {
                let pressed = at.cell.is_some() && press_control(element(at));
                if !(pressed || edit(at, None)) {
                    open(at.row - 1);
                }
                event.prevent_default();
                return;
            }
            ("F2", false, false) if edit(at, None) => {
                event.prevent_default();
                return;
            }
            // The page's single letters act on rows; in a cell, letters are what is written there.
            (sign, false, shift) if sign.chars().count() == 1 && sign != " " && at.row > 0 => {
                if at.cell.is_some() && edit(at, Some(if shift { sign.to_uppercase() } else { sign.to_owned() })) {
                    event.prevent_default();
                    event.stop_propagation();
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        go(to);
    };

    let steer = move |move_to: GridMove| {
        let (count, row) = (count.get_untracked(), active.get_untracked());
        let inside = windowing
            .scroller
            .get_untracked()
            .is_some_and(|node| node.contains(document().active_element().as_deref()));
        if count == 0 {
            return;
        }
        let to = match move_to {
            GridMove::Select => {
                chosen.toggle(row, false);
                row
            }
            GridMove::Here | GridMove::Left | GridMove::Right => row,
            _ if !inside || in_head.get_untracked() => row,
            GridMove::Down => (row + 1).min(count - 1),
            GridMove::Up => row.saturating_sub(1),
        };
        let last = columns.with_untracked(Vec::len) + first_cell - 1;
        let cell = cell.get_untracked().map(|cell| match move_to {
            GridMove::Left => cell.saturating_sub(1),
            GridMove::Right => (cell + 1).min(last),
            _ => cell,
        });
        go(Place { row: to + 1, cell });
    };
    if let Some(helm) = helm {
        helm.0.set_value(Some(Callback::new(steer)));
    }

    // A row that is scrolled out, filtered away or deleted takes the focus with it. The grid then
    // takes it itself and gives it back when the row returns, so that it never falls to the body.
    let is_drawn = move || windowing.range.with(|range| range.contains(&active.get()));
    let within = StoredValue::new(false);
    let recover = move || {
        let Some(node) = windowing.scroller.try_get_untracked().flatten() else { return };
        let holder = document().active_element();
        let on_grid = holder.as_ref().is_some_and(|holder| holder.is_same_node(Some(&node)));
        let fallen = within.get_value() && holder.is_none_or(|holder| holder.tag_name() == "BODY");
        if untrack(is_drawn) && (on_grid || fallen) {
            focus_quietly(element(untrack(place)));
        } else if fallen {
            focus_quietly(Some(node.into()));
        }
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
        request_animation_frame(recover);
    });
    // The focus follows its column to another place; where that is gone, it goes to the one that took its place.
    Effect::new(move |before: Option<Vec<String>>| {
        let keys: Vec<String> = columns.with(|columns| columns.iter().map(|column| column.key.clone()).collect());
        let at = cell.get_untracked().and_then(|cell| cell.checked_sub(first_cell));
        if let (Some(at), Some(before)) = (at, before.filter(|before| *before != keys)) {
            let own = before.get(at).and_then(|own| keys.iter().position(|key| key == own));
            cell.set(Some(own.unwrap_or(at).min(keys.len().saturating_sub(1)) + first_cell));
            if within.get_value() {
                go(untrack(place));
            }
        }
        keys
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
            let Some(item) = item.get() else { return ().into_any() };
            // Cells drawn anew do not take the focus with them; no key may fall into the gap.
            if untrack(|| active.get() == index && cell.get().is_some()) {
                queue_microtask(recover);
            }
            let drawn = cells.with_value(|cells| cells(&item));
            let Some(row_key) = key(&item) else {
                let span = move || columns.with(Vec::len) + first_cell;
                return view! {
                    <div
                        class="cell heading"
                        role="gridcell"
                        aria-colspan=span
                        id=element_id(at(0))
                        tabindex=move || tab_index(Place { row: own.row, cell: place().cell.or(Some(0)) })
                    >
                        {drawn}
                    </div>
                }
                .into_any();
            };
            let columns = columns.get();
            let lefts = lefts(&columns, first_cell > 0);
            let row_key = StoredValue::new(row_key);
            let cell = |(nth, ((view, column), left)): (usize, ((AnyView, Column), Option<String>))| {
                let place = at(nth + first_cell);
                let edited = move || {
                    let is_it =
                        |edit: &GridEdit| edit.column == column.key && row_key.with_value(|key| *key == edit.row);
                    editing.with(|editing| editing.as_ref().is_some_and(is_it))
                };
                view! {
                    <div
                        class="cell"
                        class:end=column.end
                        class:pinned=left.is_some()
                        class:editing=edited
                        role="gridcell"
                        style=("--left", left)
                        id=element_id(place)
                        tabindex=move || tab_index(place)
                    >
                        {view}
                    </div>
                }
            };
            drawn.into_iter().zip(columns).zip(lefts).enumerate().map(cell).collect_view().into_any()
        };
        let has_key = Memo::new(move |_| item.with(|item| item.as_ref().is_some_and(|item| key(item).is_some())));
        let check = move |selection: Selection| {
            view! {
                <div class="cell check-cell" role="gridcell" id=element_id(at(0)) tabindex=move || tab_index(at(0))>
                    <label class="check">
                        <input
                            type="checkbox"
                            tabindex="-1"
                            aria-label=move || selection.labels.with(|(one, _)| one.clone())
                            prop:checked=move || chosen.has(index)
                            on:click=move |event| chosen.toggle(index, event.shift_key())
                        />
                    </label>
                </div>
            }
        };
        let line = move || {
            item.get().zip(rail).filter(|_| has_key.get()).map(|(item, rail)| {
                let (kind, tone) = rail.run(item);
                view! { <span class=kind.class(tone)></span> }
            })
        };
        #[expect(clippy::cast_precision_loss, reason = "a list has far fewer than 2^52 rows")]
        let top = move || format!("translateY({}px)", index as f64 * windowing.row.get());
        view! {
            <div
                class="grid-row"
                class:selected=move || chosen.has(index)
                class:heading=move || !has_key.get()
                role="row"
                id=element_id(own)
                aria-rowindex=index + 2
                aria-selected=move || {
                    selection.filter(|_| has_key.get()).map(|_| if chosen.has(index) { "true" } else { "false" })
                }
                tabindex=move || tab_index(own)
                style:transform=top
                on:click=move |event| {
                    if on_control(&event) {
                        return;
                    }
                    active.set(index);
                    match cell_of(&event).filter(|_| on_edit.is_some() && has_key.get_untracked()) {
                        Some(nth) => go(at(nth)),
                        None => open(index),
                    }
                }
                on:dblclick=move |event| {
                    if !on_control(&event) && !cell_of(&event).is_some_and(|nth| edit(at(nth), None)) {
                        open(index);
                    }
                }
            >
                {line}
                {move || selection.filter(|_| has_key.get()).map(check)}
                {contents}
            </div>
        }
    };
    let head_check = move |selection: Selection| {
        let own = Place { row: 0, cell: Some(0) };
        let tab_index = Signal::derive(move || tab_index(own));
        view! { <HeadCheck id=element_id(own) tab_index=tab_index selection=selection chosen=chosen count=count/> }
    };
    // While the edge of a column is dragged it has this width.
    let dragged = RwSignal::new(None::<(String, f64)>);
    let laid = Signal::derive(move || {
        let mut columns = columns.get();
        if let Some((key, width)) = dragged.get()
            && let Some(column) = columns.iter_mut().find(|column| column.key == key)
        {
            (column.width, column.grows) = (width, false);
        }
        columns
    });
    let heads = move || {
        // As with cells.
        if untrack(|| in_head.get() && cell.get().is_some()) {
            queue_microtask(recover);
        }
        let columns = columns.get();
        let lefts = lefts(&columns, first_cell > 0);
        let head = |(nth, (column, left)): (usize, (Column, Option<String>))| {
            let own = Place { row: 0, cell: Some(nth + first_cell) };
            let tab_index = Signal::derive(move || tab_index(own));
            let sort = Callback::new(move |further: bool| sort(nth + first_cell, further));
            view! { <Head column=column left=left id=element_id(own) tab_index=tab_index sort=sort acts=acts dragged=dragged/> }
        };
        columns.into_iter().zip(lefts).enumerate().map(head).collect_view()
    };
    view! {
        <div
            class="grid"
            class:pins=move || columns.with(|columns| columns.iter().any(|column| column.pinned))
            node_ref=windowing.scroller
            role="grid"
            aria-label=label
            aria-rowcount=move || count.get() + 1
            aria-colcount=move || columns.with(Vec::len) + first_cell
            aria-multiselectable=selection.map(|_| "true")
            style=("--columns", move || tracks(&laid.get(), selection.is_some()))
            style=("--least", move || least(&laid.get(), selection.is_some()))
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
