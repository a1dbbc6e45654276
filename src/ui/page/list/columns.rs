//! The panel of columns: which are there, in which order, which stay at the left, how high the rows are.

use super::column::{pin, shift, toggle};
use super::{List, later};
use crate::app::Density;
use crate::crm::schema::Field;
use crate::i18n::{Arg, key};
use crate::ui::component::{Button, ButtonSize, ButtonVariant, ChipLook, Choice, ChoiceChips, IconButton, PanelButton};
use crate::ui::icon::Glyph;
use leptos::prelude::*;

/// The button of the panel.
#[component]
pub(super) fn ColumnsButton(list: List) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <PanelButton
            label=list.session.label(key::COLUMNS)
            icon=Glyph::Columns
            open=open
            close_label=list.session.label(key::CLOSE)
            panel=move || later::columns(list)
        />
    }
}

/// The panel.
#[component]
pub(super) fn Columns(list: List) -> impl IntoView {
    let List { session, table, query, .. } = list;
    let shown = Memo::new(move |_| {
        query.with(|query| query.columns(table).into_iter().map(|(field, _, pinned)| (field.key, pinned)).collect())
    });
    let hidden = move || {
        let shown: Vec<(&str, bool)> = shown.get();
        let rest = table.fields.iter().filter(|field| field.is_shown());
        rest.filter(|field| shown.iter().all(|(key, _)| *key != field.key)).collect::<Vec<_>>()
    };
    let rows = move || {
        let fields = shown.get().into_iter().filter_map(|(key, pinned)| Some((table.field(key)?, pinned)));
        fields.map(|(field, pinned)| view! { <ShownRow list=list field=field pinned=pinned/> }).collect_view()
    };
    let others = move || {
        let row = |field: &'static Field| {
            view! {
                <li class="column-row">
                    <Tick list=list field=field on=false/>
                </li>
            }
        };
        hidden().into_iter().map(row).collect_view()
    };
    let density = RwSignal::new(query.with_untracked(|query| query.density.key().to_owned()));
    let densities = move || {
        let choice = |density: Density| {
            let word = match density {
                Density::Compact => key::DENSITY_COMPACT,
                Density::Normal => key::DENSITY_NORMAL,
                Density::Roomy => key::DENSITY_ROOMY,
            };
            Choice::new(density.key(), session.t(word))
        };
        Density::ALL.map(choice).to_vec()
    };
    let changed = move || query.with(|query| !query.columns.is_empty());
    view! {
        <div class="stack gap-12">
            <ChoiceChips
                value=density
                label=session.label(key::DENSITY)
                label_hidden=true
                choices=Signal::derive(densities)
                look=ChipLook::Segment
                on_change=move |word: String| {
                    list.tune(|query| query.density = Density::of_key(&word).unwrap_or_default());
                }
            />
            <ul class="column-list" aria-label=session.label(key::COLUMNS_SHOWN)>{rows}</ul>
            <ul class="column-list" aria-label=session.label(key::COLUMNS_HIDDEN)>{others}</ul>
            {move || {
                changed()
                    .then(|| {
                        view! {
                            <Button
                                label=session.label(key::COLUMNS_RESET)
                                variant=ButtonVariant::Link
                                size=ButtonSize::Compact
                                on_click=move |_| list.tune(|query| query.columns.clear())
                            />
                        }
                    })
            }}
        </div>
    }
}

/// A column that is there, with what moves it. Dragging does what the arrows do.
#[component]
fn ShownRow(list: List, field: &'static Field, pinned: bool) -> impl IntoView {
    let session = list.session;
    let name = move |word| Signal::derive(move || session.tw(word, &[("field", session.t(field.label).into())]));
    let word = if pinned { key::COLUMN_UNPIN_NAMED } else { key::COLUMN_PIN_NAMED };
    let over = move |dragged: &str| {
        let places = list.query.with_untracked(|query| query.spelled_columns(list.table));
        let place = |key: &str| places.iter().position(|column| column.field == key);
        if let (Some(from), Some(to)) = (place(dragged), place(field.key)) {
            shift(list, dragged, to.cast_signed() - from.cast_signed());
        }
    };
    view! {
        <li
            class="column-row"
            class:pinned=pinned
            draggable="true"
            on:dragstart=move |event| {
                if let Some(data) = event.data_transfer() {
                    let _ = data.set_data("text/plain", field.key);
                }
            }
            on:dragover=|event| event.prevent_default()
            on:drop=move |event| {
                event.prevent_default();
                if let Some(key) = event.data_transfer().and_then(|data| data.get_data("text/plain").ok()) {
                    over(&key);
                }
            }
        >
            <Tick list=list field=field on=true/>
            <IconButton
                label=name(key::COLUMN_UP_NAMED)
                glyph=Glyph::ChevronUp
                size=ButtonSize::Inline
                on_click=move |_| move_keeping_focus(list, field, -1)
            />
            <IconButton
                label=name(key::COLUMN_DOWN_NAMED)
                glyph=Glyph::ChevronDown
                size=ButtonSize::Inline
                on_click=move |_| move_keeping_focus(list, field, 1)
            />
            <IconButton
                label=name(word)
                glyph=Glyph::Pin
                size=ButtonSize::Inline
                pressed=Signal::stored(Some(pinned))
                on_click=move |_| {
                    pin(list, field.key);
                    focus_again(field, 2);
                }
            />
        </li>
    }
}

fn move_keeping_focus(list: List, field: &'static Field, by: isize) {
    shift(list, field.key, by);
    focus_again(field, usize::from(by > 0));
    let places = list.query.with_untracked(|query| query.columns(list.table));
    if let Some(at) = places.iter().position(|column| column.0.key == field.key) {
        let session = list.session;
        let words = [
            ("field", Arg::from(session.t(field.label))),
            ("n", Arg::from(at + 1)),
            ("total", Arg::from(places.len())),
        ];
        list.announce.polite(untrack(|| session.tw(key::COLUMN_MOVED, &words)));
    }
}

/// Gives the focus back to a button of a row that was drawn anew.
fn focus_again(field: &'static Field, button: usize) {
    use wasm_bindgen::JsCast;
    request_animation_frame(move || {
        let row = document().get_element_by_id(&format!("column-{}", field.key));
        let row = row.and_then(|tick| tick.closest(".column-row").ok().flatten());
        let found = row.and_then(|row| row.query_selector_all("button").ok()?.item(u32::try_from(button).ok()?));
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = found.focus();
        }
    });
}

/// The box that shows or hides a column.
#[component]
fn Tick(list: List, field: &'static Field, on: bool) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                id=format!("column-{}", field.key)
                prop:checked=on
                on:change=move |_| toggle(list, field.key)
            />
            <span>{move || list.session.t(field.label)}</span>
        </label>
    }
}
