//! The calendar: the records of a view on the days of a date field, as a month or as an agenda. A record
//! moves to another day by dragging, and in the agenda by its date; its hour stays.

use super::List;
use super::face::{day_fields, laid_by};
use crate::app::Face;
use crate::crm::schema::Field;
use crate::crm::{Ref, due};
use crate::i18n::{Arg, format, key};
use crate::ledger::Value;
use crate::ui::component::{Button, ButtonSize, ChipLook, Choice, ChoiceChips, DateInput, IconButton};
use crate::ui::icon::Glyph;
use crate::ui::media::{PHONE, media};
use crate::ui::route::Route;
use crate::ui::state::{StateGlyph, state_of};
use chrono::{Datelike, Days, Months, NaiveDate};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// How many records a day of the month shows.
const SHOWN: usize = 3;

/// A record on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Event {
    at: Ref,
    /// The instant, where the hour matters: milliseconds since 1970 UTC.
    instant: Option<i64>,
}

/// The calendar as its parts share it. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    list: List,
    field: &'static Field,
    /// The first day of the month that is shown.
    month: RwSignal<NaiveDate>,
    days: Memo<BTreeMap<NaiveDate, Vec<Event>>>,
    /// `month` or `agenda`.
    mode: RwSignal<String>,
}

/// The calendar of a view.
#[component]
pub(super) fn Calendar(list: List) -> impl IntoView {
    let by = Memo::new(move |_| match list.query.with(|query| query.face.clone()) {
        Face::Calendar(key) => laid_by(&day_fields(list.table), &key).map(|field| field.key),
        _ => None,
    });
    let phone = media(PHONE);
    let today = list.session.now().today();
    let month = RwSignal::new(today.with_day(1).unwrap_or(today));
    let mode = RwSignal::new(if phone.get_untracked() { "agenda" } else { "month" }.to_owned());
    move || {
        let field = by.get().and_then(|key| list.table.field(key));
        field.map(|field| {
            let days = Memo::new(move |_| days(list, field));
            view! { <Sheet desk=Desk { list, field, month, days, mode }/> }
        })
    }
}

/// The records of the view by day, timed ones in their order after the others.
fn days(list: List, field: &'static Field) -> BTreeMap<NaiveDate, Vec<Event>> {
    let (session, now) = (list.session, list.session.now());
    let mut days: BTreeMap<NaiveDate, Vec<Event>> = BTreeMap::new();
    list.rows.with(|rows| {
        session.read(|view| {
            for at in &rows.refs {
                let value = view.at(at).map(|rec| rec.value(field, &now).into_owned());
                if let Some((day, instant)) = value.and_then(|value| due::read(&value, &now)) {
                    days.entry(day).or_default().push(Event { at: at.clone(), instant });
                }
            }
        });
    });
    for events in days.values_mut() {
        events.sort_by_key(|event| event.instant);
    }
    days
}

impl Desk {
    /// Moves a record to another day.
    fn bring(self, id: &str, to: NaiveDate) {
        let found = self.days.with_untracked(|days| {
            days.iter().find_map(|(day, events)| Some((*day, events.iter().find(|event| *event.at.id == *id)?.clone())))
        });
        let Some((day, event)) = found.filter(|(day, _)| *day != to) else { return };
        let value = match event.instant {
            Some(at) => Value::At(at + (to - day).num_milliseconds()),
            None => Value::Date(to),
        };
        self.list.session.edit(event.at, self.field.key, value, |_| {});
    }

    fn turn(self, months: i32) {
        self.month.update(|month| {
            let by = Months::new(months.unsigned_abs());
            let to = if months < 0 { month.checked_sub_months(by) } else { month.checked_add_months(by) };
            *month = to.unwrap_or(*month);
        });
        let session = self.list.session;
        let name = format::month(session.lang.get_untracked(), self.month.get_untracked());
        self.list.announce.polite(name);
    }
}

/// The head with the month, and the month or the agenda below.
#[component]
fn Sheet(desk: Desk) -> impl IntoView {
    let session = desk.list.session;
    let modes = move || {
        vec![
            Choice::new("month", session.t(key::CALENDAR_MONTH)),
            Choice::new("agenda", session.t(key::CALENDAR_AGENDA)),
        ]
    };
    let today = move |_| {
        let today = session.now().today();
        desk.month.set(today.with_day(1).unwrap_or(today));
    };
    let undated = move || {
        let dated: usize = desk.days.with(|days| days.values().map(Vec::len).sum());
        let without = desk.list.rows.with(|rows| rows.refs.len()) - dated;
        (without > 0).then(|| {
            let words = [("n", Arg::from(without)), ("field", session.t(desk.field.label).into())];
            view! { <span class="meta">{session.tw(key::CALENDAR_UNDATED, &words)}</span> }
        })
    };
    let body = move || match desk.mode.with(|mode| mode == "agenda") {
        true => view! { <Agenda desk=desk/> }.into_any(),
        false => view! { <Month desk=desk/> }.into_any(),
    };
    view! {
        <section class="calendar" aria-label=move || session.t(desk.field.label)>
            <header class="calendar-head">
                <IconButton
                    label=session.label(key::CALENDAR_BEFORE)
                    glyph=Glyph::ChevronLeft
                    size=ButtonSize::Compact
                    on_click=move |_| desk.turn(-1)
                />
                <IconButton
                    label=session.label(key::CALENDAR_AFTER)
                    glyph=Glyph::ChevronRight
                    size=ButtonSize::Compact
                    on_click=move |_| desk.turn(1)
                />
                <h2>{move || format::month(session.lang.get(), desk.month.get())}</h2>
                <Button label=session.label(key::DAY_TODAY) size=ButtonSize::Compact on_click=today/>
                {undated}
                <span class="grow"></span>
                <ChoiceChips
                    value=desk.mode
                    label=session.label(key::CALENDAR_MODE)
                    label_hidden=true
                    choices=Signal::derive(modes)
                    look=ChipLook::Segment
                />
            </header>
            {body}
        </section>
    }
}

/// The weeks of the month, Monday to Sunday.
#[component]
fn Month(desk: Desk) -> impl IntoView {
    let session = desk.list.session;
    let weeks = move || {
        let month = desk.month.get();
        let first = month - Days::new(month.weekday().num_days_from_monday().into());
        let next = month + Months::new(1);
        let week = |first: NaiveDate| {
            let day = |n| view! { <Day desk=desk day=first + Days::new(n) month=month/> };
            view! { <tr>{(0..7).map(day).collect_view()}</tr> }
        };
        (0..6).map(|n| first + Days::new(7 * n)).filter(|first| *first < next).map(week).collect_view()
    };
    let heads = move || {
        let monday = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
        let lang = session.lang.get();
        let head = |n| {
            let day = monday + Days::new(n);
            view! { <th scope="col" abbr=format::weekday(lang, day)>{format::weekday_short(lang, day)}</th> }
        };
        (0..7).map(head).collect_view()
    };
    view! {
        <div class="calendar-body">
            <table class="calendar-month">
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{weeks}</tbody>
            </table>
        </div>
    }
}

/// A day of the month with its first records.
#[component]
fn Day(desk: Desk, day: NaiveDate, month: NaiveDate) -> impl IntoView {
    let session = desk.list.session;
    let over = RwSignal::new(false);
    let events = Memo::new(move |_| desk.days.with(|days| days.get(&day).cloned().unwrap_or_default()));
    let entry = move |event: Event| view! { <li><Entry desk=desk event=event/></li> };
    let entries = move || events.get().into_iter().take(SHOWN).map(entry).collect_view();
    let more = move || {
        let more = events.with(Vec::len).saturating_sub(SHOWN);
        (more > 0).then(|| {
            view! {
                <button
                    type="button"
                    class="link calendar-more"
                    on:click=move |_| {
                        desk.month.set(day.with_day(1).unwrap_or(day));
                        desk.mode.set("agenda".to_owned());
                        request_animation_frame(move || show_day(day));
                    }
                >
                    {session.tw(key::CALENDAR_MORE, &[("n", Arg::from(more))])}
                </button>
            }
        })
    };
    let is_today = move || session.now().today() == day;
    view! {
        <td
            class:outside=day.month() != month.month()
            class:today=is_today
            class:over=over
            on:dragover=move |event| {
                if desk.field.is_editable() {
                    event.prevent_default();
                    over.set(true);
                }
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                if let Some(id) = event.data_transfer().and_then(|data| data.get_data("text/plain").ok()) {
                    desk.bring(&id, day);
                }
            }
        >
            <time datetime=day.to_string() aria-current=move || is_today().then_some("date")>{day.day()}</time>
            <ul>{entries}</ul>
            {more}
        </td>
    }
}

/// A record as a line of a day; its link leads to it.
#[component]
fn Entry(desk: Desk, event: Event) -> impl IntoView {
    let session = desk.list.session;
    let Event { at, instant } = event;
    let id = at.id.to_string();
    let now = session.now();
    let clock = instant.and_then(|at| format::local(at, now.offset)).map(|at| format::time(at.time()));
    let face = move |at: &Ref| {
        session.read(|view| {
            let rec = view.at(at)?;
            let state = state_of(&rec, &now).filter(|state| state.mark.is_some());
            Some((rec.title(), state))
        })
    };
    let (title, state) = face(&at).unwrap_or_default();
    view! {
        <a
            class="calendar-entry"
            href=Route::of(&at).href()
            draggable=if desk.field.is_editable() { "true" } else { "false" }
            on:dragstart=move |event| {
                if let Some(data) = event.data_transfer() {
                    let _ = data.set_data("text/plain", &id);
                }
            }
        >
            {state.map(|choice| view! { <StateGlyph choice=choice/> })}
            {clock.map(|clock| view! { <span class="meta numeric">{clock}</span> })}
            <span class="ellipsis">{if title.is_empty() { "—".to_owned() } else { title }}</span>
        </a>
    }
}

/// The days of the month that have records, one below the other.
#[component]
fn Agenda(desk: Desk) -> impl IntoView {
    let session = desk.list.session;
    let days = move || {
        let (month, today) = (desk.month.get(), session.now().today());
        let next = month + Months::new(1);
        desk.days.with(|days| {
            days.range(month..next)
                .map(|(day, events)| {
                    let day = *day;
                    let row = |event: &Event| view! { <AgendaRow desk=desk day=day event=event.clone()/> };
                    view! {
                        <section class="agenda-day" class:today=day == today>
                            <h3 id=day_id(day) tabindex="-1">{format::day(session.lang.get(), day, today)}</h3>
                            <ul>{events.iter().map(row).collect_view()}</ul>
                        </section>
                    }
                })
                .collect_view()
        })
    };
    let empty = move || {
        let month = desk.month.get();
        let any = desk.days.with(|days| days.range(month..month + Months::new(1)).next().is_some());
        (!any).then(|| view! { <p class="meta calendar-empty">{session.t(key::CALENDAR_EMPTY)}</p> })
    };
    view! { <div class="calendar-body agenda-days">{empty} {days}</div> }
}

/// A record of the agenda, with its day to change.
#[component]
fn AgendaRow(desk: Desk, day: NaiveDate, event: Event) -> impl IntoView {
    let session = desk.list.session;
    let id = event.at.id.to_string();
    let (subtitle, title) = session
        .read(|view| view.at(&event.at).map(|rec| (rec.subtitle().join(" · "), rec.title())).unwrap_or_default());
    let label = move || Some(session.tw(key::CALENDAR_MOVE, &[("title", title.clone().into())]));
    let value = RwSignal::new(day.to_string());
    let bring = move |text: String| {
        if let Ok(to) = text.parse() {
            desk.bring(&id, to);
        }
    };
    view! {
        <li class="agenda-row">
            <Entry desk=desk event=event/>
            <span class="meta ellipsis">{subtitle}</span>
            {desk
                .field
                .is_editable()
                .then(|| view! { <DateInput value=value label=Signal::derive(label) compact=true on_change=bring/> })}
        </li>
    }
}

fn day_id(day: NaiveDate) -> String {
    format!("day-{day}")
}

/// Moves the focus to the heading of a day.
fn show_day(day: NaiveDate) {
    use wasm_bindgen::JsCast;
    let heading = document().get_element_by_id(&day_id(day));
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = heading.focus();
    }
}
