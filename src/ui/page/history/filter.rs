//! What the history shows: whose acts, of which sort, on which records, and when.

use super::{Desk, words};
use crate::app::Look;
use crate::app::history::Sort;
use crate::crm::entities;
use crate::i18n::{format, key};
use crate::ui::component::{Button, ButtonSize, ButtonVariant, Choice, DateInput, Select};
use chrono::{NaiveDate, TimeDelta};
use leptos::prelude::*;

/// The filter row.
#[component]
pub(super) fn FilterRow(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let (by, sort, entity) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (from, until) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    // The day that an instant falls on here; the last day of a range ends it.
    let day = move |instant: Option<i64>, back: i64| {
        let local = instant.and_then(|instant| format::local(instant - back, session.now().offset));
        local.map(|at| at.date_naive().to_string()).unwrap_or_default()
    };
    Effect::new(move |_| {
        let look = desk.look.get();
        by.set(look.by.unwrap_or_default());
        sort.set(look.sort.map(Sort::word).unwrap_or_default().to_owned());
        entity.set(look.entity.unwrap_or_default());
        from.set(day(look.from, 0));
        until.set(day(look.until, 1));
    });
    let start_of = move |text: String, days: i64| {
        let day = text.parse::<NaiveDate>().ok()?.checked_add_signed(TimeDelta::days(days))?;
        let midnight = day.and_hms_opt(0, 0, 0)?.and_utc().timestamp_millis();
        Some(midnight - i64::from(session.now().offset) * 60_000)
    };
    let changed = Callback::new(move |_: String| {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let word = sort.get_untracked();
        desk.look_for(Look {
            by: some(by.get_untracked()),
            sort: Sort::ALL.into_iter().find(|sort| sort.word() == word),
            entity: some(entity.get_untracked()),
            from: start_of(from.get_untracked(), 0),
            until: start_of(until.get_untracked(), 1),
        });
    });
    let people = Signal::derive(move || {
        words::people(session).into_iter().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>()
    });
    let sorts = Signal::derive(move || {
        let lang = session.lang.get();
        Sort::ALL.into_iter().map(|sort| Choice::new(sort.word(), words::sort(lang, sort))).collect::<Vec<_>>()
    });
    let kinds = Signal::derive(move || {
        entities().iter().map(|table| Choice::new(table.key, session.t(table.plural))).collect::<Vec<_>>()
    });
    view! {
        <div class="filter-bar history-filter" role="group" aria-label=session.label(key::HISTORY_FILTER)>
            <Select value=by choices=people label=session.hint(key::HISTORY_WHO) placeholder=session.hint(key::HISTORY_EVERYONE) compact=true on_change=changed/>
            <Select value=sort choices=sorts label=session.hint(key::HISTORY_SORT) placeholder=session.hint(key::HISTORY_ALL_SORTS) compact=true on_change=changed/>
            <Select value=entity choices=kinds label=session.hint(key::HISTORY_KIND) placeholder=session.hint(key::HISTORY_ALL_KINDS) compact=true on_change=changed/>
            <span class="history-range">
                <DateInput value=from label=session.hint(key::HISTORY_FROM) compact=true on_change=changed/>
                <span aria-hidden="true">"–"</span>
                <DateInput value=until label=session.hint(key::HISTORY_UNTIL) compact=true on_change=changed/>
            </span>
            <Show when=move || desk.look.with(|look| *look != Look::default())>
                <Button
                    label=session.label(key::HISTORY_CLEAR)
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Compact
                    on_click=move |_| desk.look_for(Look::default())
                />
            </Show>
        </div>
    }
}
