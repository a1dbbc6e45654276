//! The agenda and the late list. The margin line of the ledger runs through the agenda, and the line of
//! this moment crosses it.

use super::line::{Deed, Facts, Subject, hour, state};
use crate::crm::schema::Kind;
use crate::crm::today::{Item, Today};
use crate::i18n::{Arg, format, key};
use crate::ledger::order::sort_by_key;
use crate::ui::session::{Session, session};
use leptos::prelude::*;

/// A line of the agenda.
#[derive(Clone, PartialEq)]
struct Entry {
    /// When, milliseconds since 1970 UTC; `i64::MAX` for any time of the day.
    when: i64,
    facts: Facts,
    done: bool,
}

/// What was done today and what is due, in the order of the hours.
fn entries(session: Session, page: &Today) -> Vec<Entry> {
    let now = session.now();
    let done = page.done.iter().chain(&page.logged).filter_map(|at| {
        let (when, facts) = session.read(|view| {
            let rec = view.at(at)?;
            Some((happened(&rec)?, Facts::of(&rec)))
        })?;
        (now.date_of(when) == now.today()).then_some(Entry { when, facts, done: true })
    });
    let due = page
        .due
        .iter()
        .filter_map(|item| Some(Entry { when: hour(&item.due), facts: Facts::at(session, &item.at)?, done: false }));
    let mut entries: Vec<Entry> = done.chain(due).collect();
    sort_by_key(&mut entries, |entry| (entry.when, !entry.done));
    entries
}

/// When a record happened or was finished: the latest instant written in it.
fn happened(rec: &crate::crm::Rec<'_>) -> Option<i64> {
    let fields = rec.table.fields.iter().filter(|field| field.is_stored() && matches!(field.kind, Kind::Instant));
    fields.filter_map(|field| rec.get(field.key)?.as_at()).max()
}

/// The day from morning to evening.
#[component]
pub(super) fn Agenda(page: Memo<Today>, minute: RwSignal<i64>) -> impl IntoView {
    let session = session();
    let entries = Memo::new(move |_| page.with(|page| entries(session, page)));
    let open = move || page.with(|page| page.due.len());
    let lines = move || {
        minute.track();
        let now = session.now();
        let entries = entries.get();
        let before = entries.iter().take_while(|entry| entry.when <= now.instant).count();
        let mut lines: Vec<AnyView> = entries.into_iter().map(|entry| line(session, entry)).collect();
        lines.insert(before, now_line(session));
        lines
    };
    view! {
        <section class="agenda" aria-labelledby="agenda-title">
            <header class="block-heading">
                <h2 id="agenda-title">{session.label(key::TODAY_AGENDA)}</h2>
                <span class="tertiary numeric">{move || format::number(open() as i64)}</span>
            </header>
            <ol class="agenda-lines">{lines}</ol>
            {move || entries.with(Vec::is_empty).then(|| view! { <Nothing page=page/> })}
        </section>
    }
}

fn line(session: Session, entry: Entry) -> AnyView {
    let clock = match format::local(entry.when, session.now().offset).filter(|_| entry.when != i64::MAX) {
        Some(at) => format::time(at.time()),
        None => session.t(key::TODAY_ANY_TIME),
    };
    let end = if entry.done {
        state(session, &entry.facts.at)
    } else {
        Some(view! { <Deed facts=entry.facts.clone()/> }.into_any())
    };
    view! {
        <li class="agenda-line" class:done=entry.done>
            <span class="agenda-time">{clock}</span>
            <span class="agenda-node" aria-hidden="true"></span>
            <Subject facts=entry.facts/>
            <span class="line-end">{end}</span>
        </li>
    }
    .into_any()
}

/// The line of this moment.
fn now_line(session: Session) -> AnyView {
    let now = session.now();
    let clock = format::local(now.instant, now.offset).map(|at| format::time(at.time())).unwrap_or_default();
    view! {
        <li class="agenda-now">
            <span class="visually-hidden">{session.tw(key::TODAY_NOW, &[("time", (&clock).into())])}</span>
            <span class="agenda-time" aria-hidden="true">{clock.clone()}</span>
        </li>
    }
    .into_any()
}

/// A day without plans: what comes next.
#[component]
fn Nothing(page: Memo<Today>) -> impl IntoView {
    let session = session();
    let next = move || {
        let item = page.with(|page| page.ahead.first().cloned())?;
        let title = Facts::at(session, &item.at)?.title;
        let day = format::day(session.lang.get(), item.due.day, session.now().today());
        Some(session.tw(key::TODAY_AGENDA_NEXT, &[("title", title.into()), ("day", day.into())]))
    };
    view! {
        <p class="today-nothing">
            {session.label(key::TODAY_AGENDA_EMPTY)} " " {next}
        </p>
    }
}

/// What is late, the oldest first.
#[component]
pub(super) fn Late(page: Memo<Today>) -> impl IntoView {
    let session = session();
    let count = Memo::new(move |_| page.with(|page| page.late.len()));
    let lines = move || {
        let late = page.with(|page| page.late.clone());
        late.into_iter().filter_map(|item| late_line(session, item)).collect_view()
    };
    let section = move || {
        view! {
            <section class="late-list" aria-labelledby="late-title">
                <header class="block-heading">
                    <h2 id="late-title" class="late">{session.label(key::TODAY_LATE)}</h2>
                    <span class="tertiary numeric">{move || format::number(count.get() as i64)}</span>
                    <span class="end tertiary">{session.label(key::TODAY_LATE_ORDER)}</span>
                </header>
                <ul>{lines}</ul>
            </section>
        }
    };
    move || (count.get() > 0).then(section)
}

fn late_line(session: Session, item: Item) -> Option<AnyView> {
    let facts = Facts::at(session, &item.at)?;
    let days = session.tw(key::TODAY_LATE_DAYS, &[("n", Arg::from(-item.due.days))]);
    Some(
        view! {
            <li class="late-line">
                <span class="late numeric">{days}</span>
                <Subject facts=facts.clone()/>
                <span class="line-end"><Deed facts=facts/></span>
            </li>
        }
        .into_any(),
    )
}
