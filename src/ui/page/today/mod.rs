//! Today: what is due and late for the member who looks, what waits for an owner, what comes next and
//! what was said last. It shows what `crm::today` finds and names no entity.

mod agenda;
mod aside;
mod line;

use crate::crm::today::{Today, today};
use crate::crm::{Entity, View, entities};
use crate::i18n::{Arg, format, key};
use crate::ui::component::{ButtonVariant, EmptyState, LinkButton};
use crate::ui::icon::Glyph;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use agenda::{Agenda, Late};
use aside::{Ahead, Calling, Logged, TakeAlong, Unassigned};
use chrono::Datelike;
use leptos::prelude::*;
use std::time::Duration;

/// How often the clock of the page is looked at.
const TICK: Duration = Duration::from_secs(20);

/// How many things are due or late for the member who looks; reactive. The sidebar shows it.
#[must_use]
pub fn waiting(session: Session) -> usize {
    let page = mine(session);
    page.late.len() + page.due.len()
}

/// The day as it stands for the member who looks; reactive.
fn mine(session: Session) -> Today {
    let now = session.now();
    session.read(|view| today(&view, Some(view.me()), &now))
}

/// The page of the day.
#[component]
pub fn TodayPage() -> impl IntoView {
    let session = session();
    let minute = clock(session);
    let page = Memo::new(move |_| {
        minute.track();
        mine(session)
    });
    let is_new = Memo::new(move |_| session.read(|view| first_empty(&view).is_some()));
    let body = move || {
        if is_new.get() {
            view! { <Begin/> }.into_any()
        } else {
            view! {
                <Agenda page=page minute=minute/>
                <Late page=page/>
            }
            .into_any()
        }
    };
    view! {
        <div class="aside-columns today">
            <div class="today-main">
                <DayTitle page=page minute=minute/>
                {body}
            </div>
            <aside>
                <Unassigned/>
                <Calling/>
                <Ahead page=page/>
                <TakeAlong/>
                <Logged page=page/>
            </aside>
        </div>
    }
}

/// The minute of the day, moving on by itself.
fn clock(session: Session) -> RwSignal<i64> {
    let minute = move || session.now().instant / 60_000;
    let clock = RwSignal::new(minute());
    let look = move || {
        let now = minute();
        if clock.try_get_untracked().is_some_and(|before| before != now) {
            clock.set(now);
        }
    };
    if let Ok(handle) = set_interval_with_handle(look, TICK) {
        on_cleanup(move || handle.clear());
    }
    clock
}

/// The day in words, and how it stands.
#[component]
fn DayTitle(page: Memo<Today>, minute: RwSignal<i64>) -> impl IntoView {
    let session = session();
    let day = Memo::new(move |_| {
        minute.track();
        session.now().today()
    });
    let summary = move || {
        let (due, late) = page.with(|page| (page.due.len(), page.late.len()));
        session.tw(key::TODAY_SUMMARY, &[("due", Arg::from(due)), ("late", Arg::from(late))])
    };
    let week = move || {
        let week = day.get().iso_week().week().to_string();
        session.tw(key::TODAY_WEEK, &[("week", week.into())])
    };
    view! {
        <div class="day-title">
            <h1 class="display" tabindex="-1">{move || format::weekday(session.lang.get(), day.get())}</h1>
            <p class="secondary">
                <span>{move || format::long_date(session.lang.get(), day.get())}</span>
                <span class="tertiary">{week}</span>
                <span class="tertiary">{summary}</span>
            </p>
        </div>
    }
}

/// A workspace in which nothing stands yet: how to begin.
#[component]
fn Begin() -> impl IntoView {
    let session = session();
    let first = session.read(|view| first_empty(&view));
    let create = first.map(|table| {
        view! {
            <LinkButton
                label=move || session.tw(key::NAV_NEW, &[("entity", session.t(table.label).into())])
                href=Route::New(table, Vec::new()).href()
                variant=ButtonVariant::Primary
                icon=Glyph::Plus
            />
        }
    });
    view! {
        <EmptyState
            title=session.label(key::TODAY_EMPTY)
            text=session.hint(key::TODAY_EMPTY_WHY)
        >
            {create}
            <LinkButton
                label=session.label(key::LIST_EMPTY_IMPORT)
                href=Route::Import.href()
                icon=Glyph::Import
            />
        </EmptyState>
    }
}

/// The entity to begin with, in a workspace where none of the menus' lists has a record.
fn first_empty(view: &View<'_>) -> Option<&'static Entity> {
    let mut listed = entities().iter().copied().filter(|table| table.area.is_some());
    let is_new = listed.clone().all(|table| view.records(table.key).next().is_none());
    listed.next().filter(|_| is_new)
}
