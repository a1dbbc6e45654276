//! The filter row: the list's own search box, a chip for each condition, and the button that adds one.
//! On a phone, where there are no column heads, it also offers the sorting.

use super::List;
use super::arrange::ArrangeButton;
use super::columns::ColumnsButton;
use super::condition::words;
use super::face::FaceField;
use super::later;
use super::views::{Changed, Views};
use crate::app::{Face, Filter};
use crate::i18n::key;
use crate::ui::component::{Button, ButtonSize, ButtonVariant, Choice, FilterChip, PanelButton, Select};
use crate::ui::frame::go_quietly;
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::media::{PHONE, media};
use crate::ui::route::Route;
use leptos::prelude::*;
use std::time::Duration;

/// Typing rests this long before the list answers.
const REST: Duration = Duration::from_millis(120);

/// The filter row of a list.
#[component]
pub(super) fn FilterBar(list: List, views: Views) -> impl IntoView {
    let session = list.session;
    let phone = media(PHONE);
    let editing = StoredValue::new(None::<usize>);
    let open = RwSignal::new(false);
    // Its own button adds a filter; a chip changes its own.
    Effect::new(move |_| {
        if !open.get() {
            editing.set_value(None);
        }
    });
    let chips = move || {
        let filters = list.query.with(|query| query.filters.clone());
        let chip = |(at, filter): (usize, Filter)| {
            let words = Memo::new(move |_| words(list, &filter));
            let remove = move |_| {
                list.show(|query| {
                    query.filters.remove(at);
                });
            };
            let edit = move |_| {
                editing.set_value(Some(at));
                open.set(true);
            };
            view! {
                <FilterChip
                    field=move || words.with(|words| words.field.clone())
                    operator=move || words.with(|words| words.operator.clone())
                    value=move || words.with(|words| words.value.clone())
                    on_edit=edit
                    remove_label=move || {
                        session.tw(key::LIST_FILTER_REMOVE, &[("filter", words.with(|words| words.sentence()).into())])
                    }
                    on_remove=remove
                />
            }
        };
        filters.into_iter().enumerate().map(chip).collect_view()
    };
    let narrowed = Memo::new(move |_| list.query.with(|query| !query.filters.is_empty()));
    let clear = move |_| list.show(|query| query.filters.clear());
    let is_table = Memo::new(move |_| list.query.with(|query| query.face == Face::Table));
    view! {
        <div class="filter-bar" role="group" aria-label=session.label(key::LIST_FILTERS)>
            <SearchBox list=list/>
            {move || (phone.get() && is_table.get()).then(|| view! { <SortChoice list=list/> })}
            {chips}
            <span class="filter-button">
                <PanelButton
                    label=session.label(key::LIST_FILTER)
                    icon=Glyph::Filter
                    open=open
                    close_label=session.label(key::CLOSE)
                    wide=true
                    panel=move || later::builder(list, editing.get_value(), open)
                />
            </span>
            {move || {
                narrowed
                    .get()
                    .then(|| {
                        view! {
                            <Button
                                label=session.label(key::LIST_FILTERS_CLEAR)
                                variant=ButtonVariant::Link
                                size=ButtonSize::Compact
                                on_click=clear
                            />
                        }
                    })
            }}
            <span class="filter-end">
                <Changed list=list views=views/>
                {move || {
                    (!phone.get() && is_table.get())
                        .then(|| view! { <ArrangeButton list=list/> <ColumnsButton list=list/> })
                }}
                <FaceField list=list/>
            </span>
        </div>
    }
}

/// The list's search box. What is typed goes to the address without a step in the history.
#[component]
fn SearchBox(list: List) -> impl IntoView {
    let session = list.session;
    let text = RwSignal::new(String::new());
    let sent = StoredValue::new(String::new());
    // The address may change by Back or a link; then the box follows, but never against the typing.
    Effect::new(move |_| {
        let search = list.query.with(|query| query.search.clone());
        if sent.with_value(|sent| *sent != search) || text.with_untracked(String::is_empty) {
            sent.set_value(search.clone());
            text.set(search);
        }
    });
    let send = move || {
        let search = text.get_untracked().trim().to_owned();
        if list.query.with_untracked(|query| query.search != search) {
            sent.set_value(search.clone());
            let mut query = list.query.get_untracked();
            query.search = search;
            go_quietly(session, Route::List(list.table, query));
        }
    };
    let asked = StoredValue::new(0u32);
    let typed = move |typed: String| {
        text.set(typed);
        let question = asked.get_value().wrapping_add(1);
        asked.set_value(question);
        set_timeout(
            move || {
                if asked.try_get_value() == Some(question) {
                    send();
                }
            },
            REST,
        );
    };
    let label = move || session.tw(key::LIST_SEARCH, &[("entities", list.entities().into())]);
    view! {
        <span class="list-search">
            <Icon glyph=Glyph::Search size=IconSize::Small/>
            <input
                type="search"
                class="input compact"
                autocomplete="off"
                spellcheck="false"
                enterkeyhint="search"
                aria-label=label
                placeholder=label
                prop:value=text
                on:input:target=move |event| typed(event.target().value())
                on:change=move |_| send()
            />
        </span>
    }
}

/// By which column the list is sorted, for windows without column heads.
#[component]
fn SortChoice(list: List) -> impl IntoView {
    let session = list.session;
    let spelled = move || {
        let order = list.query.with(|query| query.order(list.table));
        let (field, down) = order.into_iter().next().unwrap_or_default();
        format!("{}{field}", if down { "-" } else { "" })
    };
    let value = RwSignal::new(untrack(spelled));
    Effect::new(move |_| value.set(spelled()));
    let choices = move || {
        let mut fields: Vec<_> = list.table.columns().collect();
        fields.extend(list.table.field(list.table.sort.0).filter(|field| field.column.is_none()));
        let both = |field: &crate::crm::Field| {
            let label = session.t(field.label);
            [Choice::new(field.key, format!("{label} ↑")), Choice::new(format!("-{}", field.key), format!("{label} ↓"))]
        };
        fields.into_iter().flat_map(both).collect::<Vec<_>>()
    };
    let sort = move |chosen: String| {
        let (down, field) = chosen.strip_prefix('-').map_or((false, chosen.as_str()), |field| (true, field));
        list.show(|query| query.sort = vec![(field.to_owned(), down)]);
    };
    view! {
        <Select
            value=value
            choices=Signal::derive(choices)
            label=session.hint(key::LIST_SORT)
            compact=true
            on_change=sort
        />
    }
}
