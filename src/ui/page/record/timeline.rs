//! The timeline of a record: what was logged about it, what is to be done, and its creation, newest
//! first along the margin line.
//!
//! What belongs on it is read from the tables: every entity that says what it is about.

use super::composer::method_glyph;
use super::subject::Subject;
use crate::app::checkup::is_ahead;
use crate::crm::next::{ABOUT, is_about};
use crate::crm::schema::{Kind, Now};
use crate::crm::{Entity, Rec, Ref, entities, story};
use crate::i18n::{format, key};
use crate::ledger::Value;
use crate::ledger::order::sort_by;
use crate::ui::component::{Button, Chip, Choice, ChoiceChips, Timeline, TimelineEntry, Tone};
use crate::ui::frame::glyph_of;
use crate::ui::icon::Glyph;
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::state::{State, state_of};
use chrono::Datelike;
use leptos::prelude::*;

/// How many entries are drawn at first, and how many more at a time.
const PAGE: usize = 50;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
struct Event {
    /// The entity of the record that tells it; empty for the creation of the subject.
    kind: &'static str,
    /// The record that tells it.
    at: Ref,
    instant: i64,
    day: String,
    time: String,
    iso: String,
    icon: Glyph,
    who: String,
    /// What was done, as a word, such as the method.
    how: String,
    /// A bold title that opens the record, for records that have one beside their text.
    title: String,
    state: Option<&'static crate::crm::Choice>,
    chips: Vec<(String, Tone)>,
    text: String,
}

/// Tables whose records stand on the timeline of this one.
fn tables(of: &'static Entity) -> Vec<&'static Entity> {
    entities().iter().copied().filter(|table| is_about(table, of)).collect()
}

fn events(subject: Subject, rec: &Rec<'_>, now: &Now) -> Vec<Event> {
    let subjects = story::subjects(rec);
    let mut events: Vec<Event> = tables(subject.table)
        .into_iter()
        .flat_map(|table| {
            let about = |told: &Rec<'_>| told.get(ABOUT).and_then(|link| rec.view.follow(link)).map(|to| to.at());
            let of = |at: &Ref| {
                let mut list = rec.view.linking(table.key, at);
                list.retain(|told| about(told).as_ref() == Some(at));
                let other = (*at != rec.at()).then(|| rec.view.name_of(at)).filter(|name| !name.is_empty());
                list.into_iter().map(move |told| (told, other.clone()))
            };
            subjects.iter().flat_map(of).collect::<Vec<_>>()
        })
        .map(|(told, other)| {
            let mut event = tell(subject, &told, now);
            // What was said to another whose story goes on here says to whom.
            event.chips.extend(other.map(|name| (name, Tone::Neutral)));
            event
        })
        .collect();
    let (created, by) = rec.created();
    if let Some(instant) = created {
        let ahead = is_ahead(created, now.instant);
        let lang = subject.session.lang.get();
        let mut event = Event::blank("", rec.at(), instant, Glyph::Plus);
        event.who = present::author(lang, &rec.view, by);
        event.how = subject.session.t(key::TIMELINE_CREATED);
        event.warn_of_clock(subject, ahead);
        event.date(subject, now);
        events.push(event);
    }
    sort_by(&mut events, |a, b| b.instant.cmp(&a.instant).then_with(|| b.at.cmp(&a.at)));
    events
}

/// Tells a record as an event, by the types of its fields.
fn tell(subject: Subject, rec: &Rec<'_>, now: &Now) -> Event {
    let lang = subject.session.lang.get();
    let table = rec.table;
    let stored = || table.fields.iter().filter(|field| field.is_stored());
    let instant = stored()
        .filter(|field| matches!(field.kind, Kind::Instant))
        .find_map(|field| rec.get(field.key)?.as_at())
        .or(rec.created().0)
        .unwrap_or_default();
    let mut event = Event::blank(table.key, rec.at(), instant, glyph_of(table));
    let owner = rec.get("owner").and_then(|link| rec.view.follow(link)).map(|owner| owner.title());
    event.who =
        owner.filter(|name| !name.is_empty()).unwrap_or_else(|| present::author(lang, &rec.view, rec.created().1));
    event.state = state_of(rec, now);
    for field in stored().filter(|field| Some(field.key) != table.status) {
        match (field.kind, rec.get(field.key)) {
            (Kind::Choice(choices), Some(Value::Text(chosen))) => {
                let word = present::choice(lang, choices, chosen);
                match method_glyph(chosen).filter(|_| event.how.is_empty() && event.state.is_none()) {
                    Some(glyph) => {
                        event.icon = glyph;
                        event.how = word;
                    }
                    None => event.chips.push((word, Tone::Neutral)),
                }
            }
            (Kind::Date | Kind::When, Some(value)) => {
                let words = present::value(lang, rec, field.kind, value, now);
                event.chips.push((format!("{} {words}", subject.session.t(field.label)), Tone::Info));
            }
            (Kind::LongText, Some(Value::Text(text))) if event.text.is_empty() => event.text = text.clone(),
            _ => {}
        }
    }
    event.warn_of_clock(subject, is_ahead(rec.created().0, now.instant));
    let title = rec.title();
    if title != event.text {
        event.title = title;
    }
    event.date(subject, now);
    event
}

impl Event {
    fn blank(kind: &'static str, at: Ref, instant: i64, icon: Glyph) -> Event {
        Event {
            kind,
            at,
            instant,
            day: String::new(),
            time: String::new(),
            iso: String::new(),
            icon,
            who: String::new(),
            how: String::new(),
            title: String::new(),
            state: None,
            chips: Vec::new(),
            text: String::new(),
        }
    }

    /// Says that the clock of whoever wrote it is ahead, so that its place here may be wrong.
    fn warn_of_clock(&mut self, subject: Subject, ahead: bool) {
        self.chips.extend(ahead.then(|| (subject.session.t(key::HISTORY_AHEAD), Tone::Warn)));
    }

    /// Writes day and time as the margin shows them.
    fn date(&mut self, subject: Subject, now: &Now) {
        let lang = subject.session.lang.get();
        let today = now.today();
        let Some(local) = format::local(self.instant, now.offset) else { return };
        let day = local.date_naive();
        self.day = format::margin(lang, day, today);
        self.time = if day.year() == today.year() {
            format!("{} {}", format::weekday_short(lang, day), format::time(local.time()))
        } else {
            format::time(local.time())
        };
        self.iso = local.to_rfc3339();
    }
}

/// What happened with a record.
#[component]
pub fn RecordTimeline(
    /// The record.
    subject: Subject,
) -> impl IntoView {
    let session = subject.session;
    let all = Memo::new(move |_| subject.read(|rec, now| events(subject, rec, now)).unwrap_or_default());
    let only = RwSignal::new(String::new());
    let drawn = RwSignal::new(PAGE);
    let kinds = Signal::derive(move || {
        let count = |kind: &str| all.with(|all| all.iter().filter(|event| event.kind == kind).count());
        let total = all.with(Vec::len);
        let mut choices = vec![Choice::new("", session.tw(key::TIMELINE_ALL, &[("count", total.into())]))];
        for table in tables(subject.table) {
            let count = count(table.key);
            if count > 0 {
                let words = session
                    .tw(key::TIMELINE_KIND, &[("kind", session.t(table.plural).into()), ("count", count.into())]);
                choices.push(Choice::new(table.key, words));
            }
        }
        choices
    });
    let fitting = Memo::new(move |_| {
        let only = only.get();
        all.with(|all| all.iter().filter(|event| only.is_empty() || event.kind == only).cloned().collect::<Vec<_>>())
    });
    let shown = move || fitting.with(|list| list.iter().take(drawn.get()).cloned().collect::<Vec<_>>());
    let more = move || fitting.with(Vec::len).saturating_sub(drawn.get());
    view! {
        <div class="timeline-head" hidden=move || kinds.with(Vec::len) < 3>
            <ChoiceChips
                value=only
                label=session.label(key::TIMELINE_FILTER)
                label_hidden=true
                choices=kinds
            />
        </div>
        <Timeline label=session.label(key::TIMELINE_LABEL)>
            <For each=shown key=|event| (event.at.clone(), event.text.clone(), event.state.map(|choice| choice.key), event.chips.clone(), event.who.clone(), event.day.clone(), event.how.clone()) let(event)>
                <EventLine event=event/>
            </For>
        </Timeline>
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

/// One entry of the timeline.
#[component]
fn EventLine(event: Event) -> impl IntoView {
    let Event { at, day, time, iso, icon, who, how, title, state, chips, text, kind, .. } = event;
    let href = Route::of(&at).href();
    let state = state.map(|choice| view! { <State choice=choice/> });
    let title = (!title.is_empty() && !kind.is_empty()).then(|| view! { <a class="link" href=href>{title}</a> });
    let how = (!how.is_empty()).then(|| view! { <span class="secondary">{how}</span> });
    let chips = chips.into_iter().map(|(word, tone)| view! { <Chip label=word tone=tone small=true/> }).collect_view();
    view! {
        <TimelineEntry date=day time=Some(time) datetime=Some(iso) icon=icon>
            <p class="timeline-title">{state}{title}<b>{who}</b>{how}{chips}</p>
            {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
        </TimelineEntry>
    }
}
