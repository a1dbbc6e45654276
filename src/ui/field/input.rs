//! The editor of a field, by its type.

use super::form::Entry;
use super::link::LinkInput;
use super::tags::TagsInput;
use crate::crm::custom::formula::functions;
use crate::crm::schema::Kind;
use crate::i18n::{format, key};
use crate::ledger::order::sort_by_key;
use crate::ui::component::{
    CheckChips, Choice, ChoiceChips, DateInput, DateKind, NumberInput, Select, TextArea, TextInput, TextKind,
};
use crate::ui::session::session;
use leptos::prelude::*;

/// The editor of a field. It stands in a [`crate::ui::component::Field`], which gives it label,
/// complaint and id.
#[component]
pub fn FieldInput(
    /// The field being filled in.
    entry: Entry,
    /// Called when the value is left changed: on blur, Enter or choice.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// Called on `Mod+Enter` in a field of several lines, where Enter starts a new one.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
) -> impl IntoView {
    let session = session();
    let field = entry.field;
    let value = entry.text;
    let name = move || session.t(field.label);
    let changed = Callback::new(move |text: String| {
        entry.fault.set(None);
        if let Some(on_change) = on_change {
            on_change.run(text);
        }
    });
    let line = move |kind: TextKind| view! { <TextInput value=value kind=kind on_change=changed/> }.into_any();
    match field.kind {
        Kind::Text => match field.offers {
            Some(offers) => {
                let offers =
                    Memo::new(move |_| value.with(|typed| offered(session.read(|view| offers(&view)), typed.trim())));
                view! { <TextInput value=value offers=offers on_change=changed/> }.into_any()
            }
            None => line(TextKind::Text),
        },
        Kind::Url => line(TextKind::Url),
        Kind::Phone | Kind::Point("phone") => line(TextKind::Phone),
        Kind::Email | Kind::Point("email") => line(TextKind::Email),
        Kind::Point(_) => line(TextKind::Text),
        Kind::Formula => {
            let names = functions().collect::<Vec<_>>().join(", ");
            view! {
                <TextArea value=value on_change=changed/>
                <p class="meta">{move || session.tw(key::CUSTOM_FORMULA_HINT, &[("names", names.clone().into())])}</p>
            }
            .into_any()
        }
        Kind::LongText => match on_submit {
            Some(on_submit) => view! { <TextArea value=value on_change=changed on_submit=on_submit/> }.into_any(),
            None => view! { <TextArea value=value on_change=changed/> }.into_any(),
        },
        Kind::Int => view! { <NumberInput value=value whole=true on_change=changed/> }.into_any(),
        Kind::Decimal(_) => view! { <NumberInput value=value on_change=changed/> }.into_any(),
        Kind::Money => {
            let sign = entry.currency.with_value(|currency| format::currency_sign(currency).to_owned());
            view! { <NumberInput value=value prefix=Some(sign) on_change=changed/> }.into_any()
        }
        Kind::Date => view! { <DateInput value=value on_change=changed/> }.into_any(),
        Kind::When => view! { <WhenInput value=value on_change=changed/> }.into_any(),
        Kind::Instant => view! { <DateInput value=value kind=DateKind::DayAndTime on_change=changed/> }.into_any(),
        Kind::Bool => {
            let choices = Signal::derive(move || {
                vec![Choice::new("true", session.t(key::YES)), Choice::new("false", session.t(key::NO))]
            });
            view! {
                <ChoiceChips
                    value=value
                    label=Signal::derive(name)
                    label_hidden=true
                    choices=choices
                    clearable=true
                    on_change=changed
                />
            }
            .into_any()
        }
        Kind::Rating(max) => {
            let choices = Signal::derive(move || {
                (0..=max).map(|points| Choice::new(points.to_string(), points.to_string())).collect::<Vec<_>>()
            });
            view! {
                <ChoiceChips
                    value=value
                    label=Signal::derive(name)
                    label_hidden=true
                    choices=choices
                    clearable=true
                    on_change=changed
                />
            }
            .into_any()
        }
        Kind::Choice(table) => {
            let choices = Signal::derive(move || {
                let stored = value.get();
                let offered = table.iter().filter(|choice| !choice.retired || choice.key == stored);
                let mut choices: Vec<Choice> =
                    offered.map(|choice| Choice::new(choice.key, session.t(choice.label))).collect();
                // What a newer version stored is offered as it is, so that looking does not change it.
                if !stored.is_empty() && table.iter().all(|choice| choice.key != stored) {
                    choices.push(Choice::new(stored.clone(), stored));
                }
                choices
            });
            let none = session.hint(key::CHOICE_NONE);
            view! { <Select value=value choices=choices placeholder=none on_change=changed/> }.into_any()
        }
        Kind::Choices(table) => {
            // What is no longer offered stays where it was chosen.
            let choices = Memo::new(move |_| {
                let chosen = |key: &str| value.with(|text| text.split(", ").any(|own| own == key));
                let offered = table.iter().filter(|choice| !choice.retired || chosen(choice.key));
                offered.map(|choice| Choice::new(choice.key, session.t(choice.label))).collect::<Vec<_>>()
            });
            let label = Signal::derive(name);
            view! { <CheckChips value=value label=label choices=choices on_change=changed/> }.into_any()
        }
        Kind::Tags => view! { <TagsInput entry=entry on_change=changed/> }.into_any(),
        Kind::Link(entities) => view! { <LinkInput entry=entry entities=entities on_change=changed/> }.into_any(),
    }
}

/// What is offered for what was typed so far, the shortest first.
fn offered(mut offers: Vec<String>, typed: &str) -> Vec<String> {
    const MOST: usize = 20;
    offers.retain(|offer| !typed.is_empty() && offer.contains(typed) && offer != typed);
    sort_by_key(&mut offers, String::len);
    offers.truncate(MOST);
    offers
}

/// A day and, where the hour matters, the time.
#[component]
pub fn WhenInput(
    /// The day, or day and time, as [`super::text`] writes them.
    value: RwSignal<String>,
    /// The accessible name of the day, when no `Field` gives one.
    #[prop(optional, into)]
    label: Signal<Option<String>>,
    /// Called when a whole day or time was chosen or removed.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let session = session();
    let parts = |text: &str| match text.split_once('T') {
        Some((day, time)) => (day.to_owned(), time.to_owned()),
        None => (text.to_owned(), String::new()),
    };
    let (day, time) = parts(&value.get_untracked());
    let (day, time) = (RwSignal::new(day), RwSignal::new(time));
    Effect::new(move |_| {
        let (new_day, new_time) = value.with(|text| parts(text));
        day.set(new_day);
        time.set(new_time);
    });
    let changed = Callback::new(move |_: String| {
        let (day, time) = (day.get_untracked(), time.get_untracked());
        let text = if day.is_empty() || time.is_empty() { day } else { format!("{day}T{time}") };
        value.set(text.clone());
        if let Some(on_change) = on_change {
            on_change.run(text);
        }
    });
    view! {
        <span class="when">
            <DateInput value=day label=label on_change=changed/>
            <input
                class="input numeric"
                type="time"
                aria-label=session.label(key::WHEN_TIME)
                disabled=move || day.with(String::is_empty)
                prop:value=time
                on:change:target=move |event| {
                    time.set(event.target().value());
                    changed.run(String::new());
                }
            />
        </span>
    }
}
