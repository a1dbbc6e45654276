//! The composer: a follow-up is a method, some words, a result and when to be in touch again.
//!
//! It is the one form of a command that is laid out by hand, because it is used fifty times a day:
//! `f`, type, `Mod+Enter`. What it asks still comes from the command's arguments, by their type: the
//! first choice is the method, the second the result, the text the content, the date the next contact, the number how
//! long it took. After a result that leads nowhere it asks why the record should be set aside (F78).

use super::brief::CallBrief;
use super::subject::Subject;
use crate::app::shortcut::Act;
use crate::crm::command::Command;
use crate::crm::schema::{Field, Kind};
use crate::crm::{Ref, Scope, entities, entity};
use crate::i18n::{format, key};
use crate::ui::component::{self, Button, ButtonVariant, ChipLook, Choice, ChoiceChips, Dialog, FieldError, TextArea};
use crate::ui::draft::Draft;
use crate::ui::field::{Entry, FieldInput, Form, WhenInput};
use crate::ui::icon::Glyph;
use crate::ui::session::{Session, session};
use crate::ui::shortcut::keyboard;
use chrono::{Datelike, NaiveDate, TimeDelta};
use leptos::{html, prelude::*};

/// The command that logs a follow-up.
#[must_use]
pub fn log_command() -> Option<&'static Command> {
    let mut commands = entities().iter().flat_map(|table| table.commands.iter());
    commands.find(|command| command.scope == Scope::Followed)
}

/// The glyph of a way to be in touch.
#[must_use]
pub fn method_glyph(key: &str) -> Option<Glyph> {
    Some(match key {
        "call" => Glyph::Phone,
        "email" => Glyph::Mail,
        "visit" => Glyph::Visit,
        "sms" => Glyph::Sms,
        "wechat" => Glyph::Chat,
        "meeting" => Glyph::Meeting,
        _ => return None,
    })
}

/// The parts of the command's form, by their type.
#[derive(Clone, Copy)]
struct Parts {
    method: Option<&'static Field>,
    result: Option<&'static Field>,
    content: Option<&'static Field>,
    next: Option<&'static Field>,
    minutes: Option<&'static Field>,
}

impl Parts {
    fn of(command: &'static Command) -> Parts {
        let mut choices = command.args.iter().filter(|field| matches!(field.kind, Kind::Choice(_)));
        let find = |wanted: fn(&Kind) -> bool| command.args.iter().find(|field| wanted(&field.kind));
        Parts {
            method: choices.next(),
            result: choices.next(),
            content: find(|kind| matches!(kind, Kind::LongText | Kind::Text)),
            next: find(|kind| matches!(kind, Kind::When)),
            minutes: find(|kind| matches!(kind, Kind::Int)),
        }
    }
}

/// The composer of follow-ups on some records.
#[component]
pub fn Composer(
    /// What the follow-up is about.
    targets: Vec<Ref>,
    /// Called when it was logged.
    #[prop(optional, into)]
    on_done: Option<Callback<()>>,
    /// The field of its words, for moving the focus there.
    #[prop(optional)]
    words: NodeRef<html::Textarea>,
) -> impl IntoView {
    let command = log_command()?;
    let session = session();
    let parts = Parts::of(command);
    let keyboard = keyboard();
    keyboard.heard_in_place(Act::Submit);
    let table = targets.first().and_then(|at| entity(&at.entity));
    let aside = table
        .and_then(|table| table.aside)
        .filter(|_| targets.iter().all(|at| Some(&*at.entity) == table.map(|table| table.key)));
    let form = Form::new(session, "log", command.args.iter().chain(aside.map(|aside| aside.asks).unwrap_or_default()));
    let targets = StoredValue::new(targets);
    let name = targets.with_value(|targets| {
        targets.iter().map(|at| format!("{}/{}", at.entity, at.id)).collect::<Vec<_>>().join("+")
    });
    // The first way to be in touch is chosen until another is.
    if let Some(method) = parts.method.and_then(|field| form.entry(field.key))
        && let Kind::Choice([first, ..]) = method.field.kind
    {
        method.text.set(first.key.to_owned());
    }
    let draft = Draft::keep(session, &format!("log {name}"), form);
    let busy = RwSignal::new(false);
    let submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        let Some(args) = form.read(session) else { return };
        busy.set(true);
        session.run(command, targets.get_value(), args, move |done| {
            let _ = busy.try_set(false);
            match done {
                Ok(_) => {
                    draft.forget();
                    let method = parts.method.map(|field| field.key);
                    for entry in form.entries().iter().filter(|entry| Some(entry.field.key) != method) {
                        let _ = entry.text.try_set(String::new());
                    }
                    if let Some(on_done) = on_done {
                        let _ = on_done.try_run(());
                    }
                }
                Err(fault) => form.fault(fault),
            }
        });
    });
    let choices = move |field: &'static Field, glyphs: bool| {
        Signal::derive(move || {
            let Kind::Choice(table) = field.kind else { return Vec::new() };
            let one = |choice: &crate::crm::Choice| {
                let face = Choice::new(choice.key, session.t(choice.label));
                match method_glyph(choice.key).filter(|_| glyphs) {
                    Some(glyph) => face.icon(glyph),
                    None => face,
                }
            };
            table.iter().map(one).collect::<Vec<_>>()
        })
    };
    let chips = move |field: &'static Field, look: ChipLook, glyphs: bool| {
        form.entry(field.key).map(|entry| {
            view! {
                <ChoiceChips
                    value=entry.text
                    label=move || session.t(field.label)
                    label_hidden=glyphs
                    choices=choices(field, glyphs)
                    look=look
                    clearable=!glyphs
                />
            }
        })
    };
    let content = parts.content.and_then(|field| form.entry(field.key)).map(|entry| {
        view! {
            <TextArea
                value=entry.text
                label=Signal::derive(move || Some(session.t(entry.field.label)))
                placeholder=session.hint(key::LOG_PLACEHOLDER)
                rows=2
                bare=true
                on_submit=submit
                node_ref=words
            />
            {move || entry.complaint(session).map(|text| view! { <FieldError id="log-error".to_owned() text=text/> })}
        }
    });
    let result = parts.result.and_then(|field| form.entry(field.key)).map(|entry| entry.text);
    let offered = Memo::new(move |_| {
        let found = table?.aside_after(&result?.get())?;
        let (command, now) = (found.command().ok()?, session.now());
        let may = |at: &Ref| session.read(|view| (command.allowed)(&view, at, &now).is_ok());
        targets.with_value(|targets| targets.iter().all(may)).then_some(command.label)
    });
    let why = aside.and_then(|aside| form.entry(aside.asks.first()?.key));
    let is_set_aside =
        Signal::derive(move || offered.get().is_some() && why.is_some_and(|why| !why.text.with(String::is_empty)));
    let set_aside = move || {
        let (label, aside) = (offered.get()?, aside?);
        let asked = move |field: &'static Field| {
            let entry = form.entry(field.key)?;
            Some(match field.kind {
                Kind::Choice(_) => view! {
                    <ChoiceChips value=entry.text label=move || session.t(label) choices=choices(field, false) clearable=true/>
                }
                .into_any(),
                _ => view! {
                    <Show when=move || is_set_aside.get()>
                        <component::Field label=move || session.t(field.label)><FieldInput entry=entry/></component::Field>
                    </Show>
                }
                .into_any(),
            })
        };
        Some(view! { <div class="composer-aside">{aside.asks.iter().filter_map(asked).collect_view()}</div> })
    };
    Some(view! {
        <section class="composer" aria-label=move || session.t(command.label)>
            <div class="composer-head">{parts.method.map(|field| chips(field, ChipLook::Flat, true))}</div>
            {content}
            <div class="composer-foot">
                {parts.result.map(|field| chips(field, ChipLook::Pill, false))}
                {set_aside}
                {parts.next.and_then(|field| form.entry(field.key)).map(|entry| {
                    view! {
                        <Show when=move || !is_set_aside.get()>
                            <NextPicks value=entry.text label=entry.field.label/>
                        </Show>
                    }
                })}
                {parts.minutes.and_then(|field| form.entry(field.key)).map(|entry| view! { <Minutes entry=entry/> })}
                <Button
                    label=session.label(key::LOG_SUBMIT)
                    variant=ButtonVariant::Primary
                    shortcut=Signal::derive(move || keyboard.keys(Act::Submit))
                    busy=busy
                    on_click=move |_| submit.run(())
                />
            </div>
        </section>
    })
}

/// How long it took, asked on demand.
#[component]
fn Minutes(entry: Entry) -> impl IntoView {
    let session = session();
    let asked = RwSignal::new(!entry.text.with_untracked(String::is_empty));
    let label = move || session.t(entry.field.label);
    move || {
        if asked.get() {
            let error = Signal::derive(move || entry.complaint(session));
            view! {
                <component::Field label=label error=error>
                    <FieldInput entry=entry/>
                </component::Field>
            }
            .into_any()
        } else {
            view! {
                <component::IconButton
                    label=label
                    glyph=Glyph::Clock
                    variant=ButtonVariant::Neutral
                    size=component::ButtonSize::Compact
                    on_click=move |_| asked.set(true)
                />
            }
            .into_any()
        }
    }
}

/// When to be in touch again: a few usual days, or any other.
#[component]
fn NextPicks(value: RwSignal<String>, label: &'static str) -> impl IntoView {
    let session = session();
    let other = RwSignal::new(false);
    let choices = Signal::derive(move || {
        let today = session.now().today();
        let mut choices = quick_days(session, today);
        let chosen = value.get();
        // Another day shows as a choice of its own once it was picked.
        let (day, time) = chosen.split_once('T').unwrap_or((&chosen, ""));
        if let Ok(day) = day.parse::<NaiveDate>()
            && choices.iter().all(|choice| choice.value != chosen)
        {
            let words = format!("{} {time}", format::date(session.lang.get(), day, today));
            choices.push(Choice::new(chosen.clone(), words.trim().to_owned()));
        }
        choices
    });
    view! {
        <div class="next-picks">
            <ChoiceChips value=value label=move || session.t(label) choices=choices clearable=true/>
            {move || {
                if other.get() {
                    let name = session.hint(key::NEXT_OTHER);
                    view! { <WhenInput value=value label=name/> }.into_any()
                } else {
                    view! {
                        <component::IconButton
                            label=session.label(key::NEXT_OTHER)
                            glyph=Glyph::Calendar
                            variant=ButtonVariant::Neutral
                            size=component::ButtonSize::Compact
                            on_click=move |_| other.set(true)
                        />
                    }
                    .into_any()
                }
            }}
        </div>
    }
}

/// Tomorrow, in three days, next Monday; each day once.
pub(super) fn quick_days(session: Session, today: NaiveDate) -> Vec<Choice> {
    let to_monday = 7 - i64::from(today.weekday().num_days_from_monday());
    let days = [(1, key::NEXT_TOMORROW), (3, key::NEXT_THREE_DAYS), (to_monday, key::NEXT_MONDAY)];
    let mut choices: Vec<Choice> = Vec::new();
    for (ahead, label) in days {
        let Some(day) = today.checked_add_signed(TimeDelta::days(ahead)) else { continue };
        if choices.iter().all(|choice| choice.value != day.to_string()) {
            choices.push(Choice::new(day.to_string(), session.t(label)));
        }
    }
    choices
}

/// The composer as a dialog, a sheet on a phone; for lists, and where the page has no room for it.
#[component]
pub fn LogDialog(
    /// Whether it is open, in both directions.
    open: RwSignal<bool>,
    /// What the follow-up is about; asked at each opening.
    #[prop(into)]
    targets: Signal<Vec<Ref>>,
) -> impl IntoView {
    let session = session();
    let title = move || {
        let label = log_command().map(|command| session.t(command.label)).unwrap_or_default();
        let titles: Vec<String> =
            targets.with(|targets| targets.iter().map(|at| session.title_untracked(at)).collect());
        match titles.as_slice() {
            [one] => format!("{label} · {one}"),
            _ => label,
        }
    };
    let words = NodeRef::<html::Textarea>::new();
    // What was said comes first, after the dialog has put the focus on its first control.
    Effect::new(move |_| {
        if let Some(words) = words.get() {
            request_animation_frame(move || request_animation_frame(move || drop(words.focus())));
        }
    });
    view! {
        <Dialog open=open title=title close_label=session.label(key::CLOSE)>
            {match targets.get_untracked().as_slice() {
                [one] => Some(view! { <CallBrief at=one.clone()/> }),
                _ => None,
            }}
            <Composer targets=targets.get_untracked() on_done=move |()| open.set(false) words=words/>
        </Dialog>
    }
}

/// Composes on the record of a page.
#[component]
pub fn RecordComposer(
    /// The record.
    subject: Subject,
    /// The field of its words.
    words: NodeRef<html::Textarea>,
) -> impl IntoView {
    view! {
        <CallBrief at=subject.at()/>
        <Composer targets=vec![subject.at()] words=words/>
    }
}
