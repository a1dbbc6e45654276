//! The history of a record: every change of every field, with what stood there before and after, the values
//! that lost a conflict too; and the record as it stood at any of those moments.

use crate::app::checkup::is_ahead;
use crate::app::history::Touch;
use crate::app::{Chronicle, Line};
use crate::crm::schema::{Entity, Field, Now};
use crate::crm::{Rec, Ref, View};
use crate::i18n::{Lang, format, key};
use crate::ledger::Value;
use crate::ui::component::{
    Button, ButtonSize, ButtonVariant, Chip, Choice, DateInput, DateKind, IconButton, Note, Select, Skeleton, Timeline,
    TimelineEntry, Tone,
};
use crate::ui::field::text;
use crate::ui::icon::Glyph;
use crate::ui::page::history::words;
use crate::ui::page::history::{Change, Inspect, Inspected, Span};
use crate::ui::present;
use crate::ui::session::{Session, session};
use crate::ui::toast::Toast;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many entries are drawn at first, and how many more at a time.
const PAGE: usize = 50;

/// What the parts share. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    table: &'static Entity,
    at: StoredValue<Ref>,
    chronicle: RwSignal<Option<Arc<Chronicle>>, LocalStorage>,
    /// Only changes of this ledger field; empty for all.
    field: RwSignal<String>,
    /// The line after which the record is shown as it stood.
    then: RwSignal<Option<usize>>,
    open: RwSignal<Option<Inspected>>,
}

/// The history of a record.
#[component]
pub fn RecordHistory(
    /// Its entity.
    table: &'static Entity,
    /// The record, visible or deleted.
    at: Ref,
    /// The field whose history is asked for; empty for all.
    field: RwSignal<String>,
) -> impl IntoView {
    let session = session();
    let desk = Desk {
        session,
        table,
        at: StoredValue::new(at),
        chronicle: RwSignal::new_local(None),
        field,
        then: RwSignal::new(None),
        open: RwSignal::new(None),
    };
    Effect::new(move |_| {
        session.read(|_| ());
        let (workspace, at) = (session.workspace(), desk.at.get_value());
        spawn_local(async move {
            let read = workspace.chronicle(&at).await;
            if desk.chronicle.is_disposed() {
                return;
            }
            match read {
                Ok(chronicle) => {
                    desk.then.set(None);
                    desk.chronicle.set(Some(Arc::new(chronicle)));
                }
                Err(error) => session.toasts.show(Toast::failed(untrack(|| session.t(&error.to_string())))),
            }
        });
    });
    let body = move || match desk.chronicle.get() {
        None => view! { <Skeleton label=session.label(key::HISTORY_READING)/> }.into_any(),
        Some(chronicle) => view! {
            <Head desk=desk/>
            {move || desk.then.get().map(|line| view! { <AsOf desk=desk line=line/> })}
            <Changes desk=desk chronicle=chronicle/>
        }
        .into_any(),
    };
    view! {
        <div class="record-history">
            {body}
            <Inspect session=session open=desk.open/>
        </div>
    }
}

/// Whether a touch is of the field that is asked about. A contact point is the field of its kind.
fn is_of(table: &Entity, own: &Ref, touch: &Touch, name: &str, asked: &str) -> bool {
    if asked.is_empty() {
        return true;
    }
    let base = name.split(':').next().unwrap_or_default();
    let line = touch.at != *own && touch.at.entity != own.entity;
    (base == asked && !line)
        || (line && table.field(asked).is_some_and(|field| matches!(field.kind, crate::crm::schema::Kind::Point(_))))
}

/// Which field, and as of when.
#[component]
fn Head(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let fields = Signal::derive(move || {
        let names: BTreeSet<String> = desk.chronicle.with(|chronicle| {
            let lines = chronicle.iter().flat_map(|chronicle| &chronicle.lines);
            let own = lines
                .flat_map(|line| &line.records)
                .filter(|touch| touch.at.entity == desk.at.with_value(|at| at.entity.clone()));
            own.flat_map(|touch| &touch.fields)
                .map(|wrote| wrote.field.split(':').next().unwrap_or_default().to_owned())
                .collect()
        });
        let mut choices: Vec<Choice> = names
            .into_iter()
            .map(|name| Choice::new(name.clone(), words::field(session, desk.table.key, &name)))
            .collect();
        let asked = desk.field.get();
        if !asked.is_empty() && choices.iter().all(|choice| choice.value != asked) {
            choices.push(Choice::new(asked.clone(), words::field(session, desk.table.key, &asked)));
        }
        choices
    });
    let moment = RwSignal::new(String::new());
    let go = Callback::new(move |typed: String| {
        let field = Field::new("at", crate::crm::schema::Kind::Instant, "");
        let Ok(Value::At(instant)) = text::read(&field, &typed, "", &session.now()) else { return };
        // To the end of the minute that was typed.
        let line =
            desk.chronicle.with_untracked(|chronicle| chronicle.as_ref().and_then(|all| all.line_at(instant + 59_999)));
        match line {
            Some(line) => desk.then.set(Some(line)),
            None => session.toasts.show(Toast::noted(untrack(|| session.t(key::AS_OF_TOO_EARLY)))),
        }
    });
    view! {
        <div class="record-history-head" role="group" aria-label=session.label(key::HISTORY_FILTER)>
            <Select
                value=desk.field
                choices=fields
                label=session.hint(key::HISTORY_FIELD)
                placeholder=session.hint(key::HISTORY_ALL_FIELDS)
                compact=true
            />
            <span class="history-range">
                <span class="meta">{session.label(key::AS_OF_PICK)}</span>
                <DateInput value=moment kind=DateKind::DayAndTime label=session.hint(key::AS_OF_PICK) compact=true on_change=go/>
            </span>
        </div>
    }
}

/// The changes, newest first.
#[component]
fn Changes(desk: Desk, chronicle: Arc<Chronicle>) -> impl IntoView {
    let session = desk.session;
    let drawn = RwSignal::new(PAGE);
    let chronicle = StoredValue::new_local(chronicle);
    let fitting = Memo::new(move |_| {
        let asked = desk.field.get();
        chronicle.with_value(|chronicle| {
            let own = &chronicle.at;
            let fits = |line: &Line| {
                line.records
                    .iter()
                    .any(|touch| touch.fields.iter().any(|wrote| is_of(desk.table, own, touch, &wrote.field, &asked)))
            };
            let lines = chronicle.lines.iter().enumerate().filter(|(_, line)| fits(line));
            lines.map(|(at, line)| (at, line.clone())).collect::<Vec<_>>()
        })
    });
    let shown = move || fitting.with(|all| all.iter().take(drawn.get()).cloned().collect::<Vec<_>>());
    let more = move || fitting.with(Vec::len).saturating_sub(drawn.get());
    let entries =
        move || shown().into_iter().map(|(at, line)| view! { <Entry desk=desk place=at line=line/> }).collect_view();
    view! {
        <Timeline label=session.label(key::HISTORY_LABEL)>{entries}</Timeline>
        {move || {
            (more() > 0)
                .then(|| {
                    view! {
                        <Button
                            label=move || session.tw(key::TIMELINE_MORE, &[("count", more().min(PAGE).into())])
                            on_click=move |_| drawn.update(|drawn| *drawn += PAGE)
                        />
                    }
                })
        }}
    }
}

/// Day and time as the margin shows them, and for machines.
fn margin(lang: Lang, at: Option<i64>, now: &Now) -> (String, Option<String>, Option<String>) {
    let Some(local) = at.and_then(|at| format::local(at, now.offset)) else { return Default::default() };
    let day = format::margin(lang, local.date_naive(), now.today());
    (day, Some(format::time(local.time())), Some(local.to_rfc3339()))
}

#[component]
fn Entry(desk: Desk, place: usize, line: Line) -> impl IntoView {
    let session = desk.session;
    let (lang, now) = (session.lang.get(), session.now());
    let (day, time, iso) = margin(lang, line.at, &now);
    let who = session.read(|view| present::author(lang, &view, line.by.as_deref()));
    let own = desk.at.get_value();
    let asked = desk.field.get();
    let rows = line.records.iter().flat_map(|touch| {
        let all = words::told(session, touch).into_iter();
        let shown = all.filter(|wrote| is_of(desk.table, &own, touch, &wrote.field, &asked));
        shown.filter(|wrote| wrote.field != "_deleted").map(move |wrote| (touch, wrote)).collect::<Vec<_>>()
    });
    let rows = rows.map(|(touch, wrote)| {
        let entity = &*touch.at.entity;
        let (before, after) = session.read(|view| {
            let before = words::values(lang, &view, entity, &wrote.field, &wrote.before, &now);
            (before, words::value(lang, &view, entity, &wrote.field, &wrote.after, &now))
        });
        let mut label = words::field(session, entity, &wrote.field);
        if touch.at.entity != own.entity {
            label = format!("{} · {label}", words::kind(lang, entity));
        }
        let before = (!wrote.replaced.is_empty()).then_some(before);
        view! { <Change label=label before=before after=after fate=words::standing(lang, wrote.standing)/> }
    });
    let rows = rows.collect_view();
    let chips = view! {
        {line.file.is_some().then(|| view! { <Chip label=session.t(key::HISTORY_BY_FILE) tone=Tone::Violet small=true/> })}
        {is_ahead(line.at, now.instant).then(|| view! { <Chip label=session.t(key::HISTORY_AHEAD) tone=Tone::Warn small=true/> })}
        {line.quarantined.then(|| view! { <Chip label=session.t(key::HISTORY_SET_ASIDE) tone=Tone::Warn small=true/> })}
    };
    let number = line.number;
    let look = move |_| desk.open.set(Some(Inspected { first: number, last: number, of: Span::Act }));
    view! {
        <TimelineEntry date=day time=time datetime=iso icon=words::glyph(&line.why)>
            <p class="timeline-title">
                <b>{who}</b>
                <span class="secondary">{words::act(lang, &line.why)}</span>
                {chips}
                <span class="cluster">
                <Button
                    label=session.t(key::AS_OF_SHOW)
                    size=ButtonSize::Inline
                    variant=ButtonVariant::Ghost
                    on_click=move |_| desk.then.set(Some(place))
                />
                <Button
                    label=session.t(key::HISTORY_LOOK)
                    size=ButtonSize::Inline
                    variant=ButtonVariant::Ghost
                    on_click=look
                    attr:aria-haspopup="dialog"
                />
                </span>
            </p>
            <dl class="changes">{rows}</dl>
        </TimelineEntry>
    }
}

/// A field then and now.
#[derive(Clone, Debug, PartialEq)]
struct Then {
    label: &'static str,
    then: String,
    now: String,
}

/// A field of a record as text; what it leads to is called as it is called now.
fn told(lang: Lang, rec: Option<&Rec<'_>>, view: &View<'_>, field: &Field, now: &Now) -> String {
    let Some(rec) = rec else { return String::new() };
    match &*rec.value(field, now) {
        Value::Link(entity, id) => words::record(lang, view, &Ref::new(entity, id)),
        value => present::seen(lang, view, field.kind, value, now),
    }
}

/// The record as it stood after a line, beside what it is now.
#[component]
fn AsOf(desk: Desk, line: usize) -> impl IntoView {
    let session = desk.session;
    let Some(chronicle) = desk.chronicle.get_untracked() else { return ().into_any() };
    let (lang, now) = (session.lang.get(), session.now());
    let book = chronicle.as_of(line);
    let at = desk.at.get_value();
    let past = book.view("");
    let then = past.at(&at);
    let stored = || desk.table.fields.iter().filter(|field| field.is_stored() && field.is_shown());
    let rows: Vec<Then> = session.read(|view| {
        let here = view.at(&at);
        let row = |field: &'static Field| Then {
            label: field.label,
            then: told(lang, then.as_ref(), &view, field, &now),
            now: told(lang, here.as_ref(), &view, field, &now),
        };
        stored().map(row).filter(|row| !row.then.is_empty() || !row.now.is_empty()).collect()
    });
    let gone = then.is_none().then(|| view! { <Note tone=Tone::Warn>{session.t(key::AS_OF_DELETED)}</Note> });
    let differ = rows.iter().filter(|row| row.then != row.now).count();
    let shown = chronicle.lines.get(line);
    let when = shown.and_then(|line| line.at).map(|at| present::moment(lang, at, &now)).unwrap_or_default();
    let (by, why) = shown.map(|line| (line.by.clone(), line.why.clone())).unwrap_or_default();
    let who = session.read(|view| present::author(lang, &view, by.as_deref()));
    let title = session
        .tw(key::AS_OF_TITLE, &[("when", when.into()), ("who", who.into()), ("act", words::act(lang, &why).into())]);
    let oldest = chronicle.lines.len().saturating_sub(1);
    let cell = |text: &str| if text.is_empty() { session.t(key::HISTORY_BLANK) } else { text.to_owned() };
    let row = |row: &Then| {
        let differs = row.then != row.now;
        view! {
            <tr class:differs=differs>
                <th scope="row">{session.t(row.label)}</th>
                <td>{cell(&row.then)}</td>
                <td>{if differs { cell(&row.now) } else { session.t(key::AS_OF_SAME) }}</td>
            </tr>
        }
    };
    let rows = rows.iter().map(row).collect_view();
    view! {
        <section class="as-of" aria-label=session.t(key::AS_OF_LABEL)>
            <div class="as-of-head">
                <h2>{title}</h2>
                <IconButton
                    label=session.t(key::AS_OF_OLDER)
                    glyph=Glyph::ChevronLeft
                    on_click=move |_| desk.then.set(Some((line + 1).min(oldest)))
                />
                <IconButton
                    label=session.t(key::AS_OF_NEWER)
                    glyph=Glyph::ChevronRight
                    on_click=move |_| desk.then.set(Some(line.saturating_sub(1)))
                />
                <Button label=session.t(key::AS_OF_CLOSE) size=ButtonSize::Compact on_click=move |_| desk.then.set(None)/>
            </div>
            {gone}
            <p class="meta" role="status">{session.tw(key::AS_OF_DIFFER, &[("n", differ.into())])}</p>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{session.t(key::HISTORY_FIELD)}</th>
                        <th scope="col">{session.t(key::AS_OF_THEN)}</th>
                        <th scope="col">{session.t(key::AS_OF_NOW)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
