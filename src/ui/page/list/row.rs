//! One row of a list: on a desktop a line of cells, on a phone a card of two lines. The first cell
//! holds the link to the record; a click anywhere follows it.

use super::List;
use super::cell::{cell, due_words, is_figure};
use crate::crm::schema::Field;
use crate::crm::{Rec, Ref};
use crate::i18n::key;
use crate::ui::frame::go;
use crate::ui::highlight::Highlight;
use crate::ui::route::Route;
use crate::ui::state::{State, rail_of, state_of};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// A row of cells.
#[component]
pub(super) fn Row(
    list: List,
    columns: StoredValue<Vec<&'static Field>>,
    /// Its place in the list.
    at: usize,
    /// The record.
    of: Ref,
    /// Whether it is the one in the tab order.
    active: Signal<bool>,
    /// Called when it becomes the active one.
    enter: Callback<()>,
) -> impl IntoView {
    let List { session, selection, .. } = list;
    let of = StoredValue::new(of);
    let ticked = Memo::new(move |_| of.with_value(|of| selection.has(of)));
    let rail = Memo::new(move |_| read(list, of, |rec| rail_of(rec, &session.now())));
    let title = Memo::new(move |_| read(list, of, |rec| rec.title()));
    let cells = move || {
        let (lang, now) = (session.lang.get(), session.now());
        let words = list.query.with(|query| query.search.clone());
        read(list, of, |rec| {
            let main = main_column(rec, &columns.get_value());
            let cells = columns.get_value().into_iter().enumerate().map(|(place, field)| {
                let face = if place == main {
                    title_link(rec, field, at, active, &words)
                } else {
                    cell(lang, rec, field, &now, &words)
                };
                view! {
                    <div class="grid-cell" class:figure-cell=is_figure(field.kind) class:main-cell=place == main role="gridcell">
                        {face}
                    </div>
                }
            });
            cells.collect::<Vec<_>>()
        })
    };
    let tick = move |event: ev::MouseEvent| {
        if event.shift_key() {
            selection.extend(at);
        } else {
            selection.toggle(at);
        }
    };
    view! {
        <div
            class=move || format!("grid-row {}", rail.get())
            class:selected=ticked
            role="row"
            aria-rowindex=at + 2
            aria-selected=move || if ticked.get() { "true" } else { "false" }
            style=("--at", at.to_string())
            on:click=move |event| follow(&event, of, enter)
            on:focusin=move |_| enter.run(())
        >
            <div class="grid-cell tick-cell" role="gridcell">
                <label class="check">
                    <input
                        type="checkbox"
                        tabindex="-1"
                        prop:checked=ticked
                        on:click=tick
                    />
                    <span class="visually-hidden">
                        {move || session.tw(key::SELECT_ROW, &[("title", title.get().into())])}
                    </span>
                </label>
            </div>
            {cells}
        </div>
    }
}

/// A card: title and state, then what it belongs to and when it is due.
#[component]
pub(super) fn Card(
    list: List,
    /// Its place in the list.
    at: usize,
    /// The record.
    of: Ref,
    /// Whether it is the one in the tab order.
    active: Signal<bool>,
    /// Called when it becomes the active one.
    enter: Callback<()>,
) -> impl IntoView {
    let session = list.session;
    let of = StoredValue::new(of);
    let rail = Memo::new(move |_| read(list, of, |rec| rail_of(rec, &session.now())));
    let face = move || {
        let (lang, now) = (session.lang.get(), session.now());
        let words = list.query.with(|query| query.search.clone());
        of.with_value(|of| session.read(|view| {
            let rec = view.at(of)?;
            let subtitle = rec.subtitle().join(" · ");
            let due = due_words(lang, &rec, &now).map(|(words, late)| view! { <span class:late=late>{words}</span> });
            Some(view! {
                <div class="card-main" role="gridcell">
                    {link(&rec, rec.title(), at, active, &words)}
                    <span class="meta ellipsis"><Highlight text=subtitle words=words/></span>
                </div>
                <div class="card-end" role="gridcell">
                    {state_of(&rec, &now).map(|choice| view! { <State choice=choice/> })}
                    <span class="meta">{due}</span>
                </div>
            })
        }))
    };
    view! {
        <div
            class=move || format!("grid-row card {}", rail.get())
            role="row"
            aria-rowindex=at + 1
            style=("--at", at.to_string())
            on:click=move |event| follow(&event, of, enter)
            on:focusin=move |_| enter.run(())
        >
            {face}
        </div>
    }
}

/// Reads the record of a row; the default where it is gone, for the row goes with it.
fn read<T: Default>(list: List, of: StoredValue<Ref>, look: impl FnOnce(&Rec<'_>) -> T) -> T {
    of.with_value(|of| list.session.read(|view| view.at(of).map(|rec| look(&rec)).unwrap_or_default()))
}

/// The place of the column that bears the link: the first that names the record, else the first.
fn main_column(rec: &Rec<'_>, columns: &[&'static Field]) -> usize {
    columns.iter().position(|field| rec.table.title.contains(&field.key)).unwrap_or_default()
}

fn title_link(rec: &Rec<'_>, field: &'static Field, at: usize, active: Signal<bool>, words: &str) -> AnyView {
    let own = rec.text(field.key).lines().next().unwrap_or_default().to_owned();
    let name = if own.is_empty() { rec.title() } else { own };
    link(rec, name, at, active, words)
}

fn link(rec: &Rec<'_>, name: String, at: usize, active: Signal<bool>, words: &str) -> AnyView {
    let name = if name.is_empty() { "—".to_owned() } else { name };
    view! {
        <a
            class="row-link ellipsis"
            href=Route::of(&rec.at()).href()
            data-row=at.to_string()
            tabindex=move || if active.get() { "0" } else { "-1" }
        >
            <Highlight text=name words=words.to_owned()/>
        </a>
    }
    .into_any()
}

/// Opens the record of a row that was clicked beside its link and its tick.
fn follow(event: &ev::MouseEvent, of: StoredValue<Ref>, enter: Callback<()>) {
    enter.run(());
    let on_control = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|target| target.closest("a, button, input, label").ok().flatten().is_some());
    if !on_control && !event.default_prevented() {
        of.with_value(|of| go(&Route::of(of)));
    }
}
