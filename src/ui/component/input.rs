//! Inputs that hold text: one line, several lines, a date, a number. Each stands in a `Field`, or
//! alone with a `label` for assistive technology.

use leptos::{ev, html, prelude::*};

use super::{field::field_context, tell, unique_id};
use crate::app::shortcut::Act;
use crate::ui::shortcut::keyboard;

/// What a line of text is, so that the right keyboard and the right memory come up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// Any text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A phone number, in figures that line up.
    Phone,
    /// A web address.
    Url,
    /// A search term.
    Search,
    /// A passphrase; pasting and password managers work.
    Passphrase,
    /// A code or number of a document, in the face for codes.
    Code,
}

impl TextKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Text | Self::Code => "text",
            Self::Email => "email",
            Self::Phone => "tel",
            Self::Url => "url",
            Self::Search => "search",
            Self::Passphrase => "password",
        }
    }
}

/// One line of text.
#[component]
pub fn TextInput(
    /// The text, in both directions.
    value: RwSignal<String>,
    /// What the text is.
    #[prop(optional)]
    kind: TextKind,
    /// The accessible name, when no `Field` gives one.
    #[prop(optional, into)]
    label: Signal<Option<String>>,
    /// An example of what to write; never the only label.
    #[prop(optional, into)]
    placeholder: Signal<Option<String>>,
    /// What is offered while it is typed.
    #[prop(optional, into)]
    offers: Signal<Vec<String>>,
    /// What the browser may fill in; `off` unless said otherwise.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it can be read but not changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it has the height of a row's control.
    #[prop(optional)]
    compact: bool,
    /// Called when the text is left changed: on blur or Enter.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// The element, for moving focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let field = field_context();
    let list = unique_id("offers");
    let offered = list.clone();
    view! {
        <input
            node_ref=node_ref
            id=field.id
            class="input"
            class:compact=compact
            class:mono=kind == TextKind::Code
            class:numeric=kind == TextKind::Phone
            type=kind.input_type()
            autocomplete=autocomplete
            placeholder=move || placeholder.get()
            list=move || (!offers.with(Vec::is_empty)).then(|| offered.clone())
            aria-label=move || label.get()
            aria-describedby=move || field.described_by.get()
            aria-invalid=move || field.invalid.get().then_some("true")
            aria-required=move || field.required.get().then_some("true")
            disabled=disabled
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
            on:change:target=move |event| {
                tell(on_change, event.target().value());
            }
        />
        {move || {
            let offers = offers.get();
            (!offers.is_empty())
                .then(|| {
                    let options = offers.into_iter().map(|offer| view! { <option value=offer></option> });
                    view! { <datalist id=list.clone()>{options.collect_view()}</datalist> }
                })
        }}
    }
}

/// Several lines of text; grows with what is written.
#[component]
pub fn TextArea(
    /// The text, in both directions.
    value: RwSignal<String>,
    /// The accessible name, when no `Field` gives one.
    #[prop(optional, into)]
    label: Signal<Option<String>>,
    /// An example of what to write; never the only label.
    #[prop(optional, into)]
    placeholder: Signal<Option<String>>,
    /// The least number of lines shown.
    #[prop(default = 3)]
    rows: u32,
    /// Whether it has no edge of its own, inside a box that has one.
    #[prop(optional)]
    bare: bool,
    /// Called on the keys that save, `Mod+Enter`.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
    /// Called when the text is left changed.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// The element, for moving focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Textarea>,
) -> impl IntoView {
    let field = field_context();
    let keyboard = keyboard();
    let submit = move |event: ev::KeyboardEvent| {
        if let Some(on_submit) = on_submit.filter(|_| keyboard.asks(&event, Act::Submit)) {
            event.prevent_default();
            on_submit.run(());
        }
    };
    view! {
        <textarea
            node_ref=node_ref
            id=field.id
            class="input area"
            class:bare=bare
            rows=rows
            autocomplete="off"
            placeholder=move || placeholder.get()
            aria-label=move || label.get()
            aria-describedby=move || field.described_by.get()
            aria-invalid=move || field.invalid.get().then_some("true")
            aria-required=move || field.required.get().then_some("true")
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
            on:change:target=move |event| {
                tell(on_change, event.target().value());
            }
            on:keydown=submit
        ></textarea>
    }
}

/// Which part of time a date input asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateKind {
    /// A day: `2026-11-26`.
    #[default]
    Day,
    /// A day and a time: `2026-11-26T14:00`.
    DayAndTime,
    /// A time of day: `14:00`.
    Time,
    /// A month: `2026-11`.
    Month,
}

/// A date or a time, by the browser's own picker. The value is ISO text, empty when none.
#[component]
pub fn DateInput(
    /// The ISO text, in both directions.
    value: RwSignal<String>,
    /// Which part of time.
    #[prop(optional)]
    kind: DateKind,
    /// The accessible name, when no `Field` gives one.
    #[prop(optional, into)]
    label: Signal<Option<String>>,
    /// The first allowed value.
    #[prop(optional, into)]
    min: Signal<Option<String>>,
    /// The last allowed value.
    #[prop(optional, into)]
    max: Signal<Option<String>>,
    /// Whether it has the height of a row's control.
    #[prop(optional)]
    compact: bool,
    /// Called when a whole date was chosen or removed.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// The element, for moving focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let field = field_context();
    let input_type = match kind {
        DateKind::Day => "date",
        DateKind::DayAndTime => "datetime-local",
        DateKind::Time => "time",
        DateKind::Month => "month",
    };
    view! {
        <input
            node_ref=node_ref
            id=field.id
            class="input numeric"
            class:compact=compact
            type=input_type
            min=move || min.get()
            max=move || max.get()
            aria-label=move || label.get()
            aria-describedby=move || field.described_by.get()
            aria-invalid=move || field.invalid.get().then_some("true")
            aria-required=move || field.required.get().then_some("true")
            prop:value=value
            on:input:target=move |event| value.set(event.target().value())
            on:change:target=move |event| {
                tell(on_change, event.target().value());
            }
        />
    }
}

/// A number, typed as text so that no wheel or arrow changes it by accident and the page may read
/// `1,240` and `1.2万` as it likes.
#[component]
pub fn NumberInput(
    /// The text of the number, in both directions.
    value: RwSignal<String>,
    /// The accessible name, when no `Field` gives one.
    #[prop(optional, into)]
    label: Signal<Option<String>>,
    /// What is counted, shown before the figure: a currency sign.
    #[prop(optional, into)]
    prefix: Signal<Option<String>>,
    /// What is counted, shown after the figure: days, pieces, %.
    #[prop(optional, into)]
    unit: Signal<Option<String>>,
    /// Whether only whole numbers make sense.
    #[prop(optional)]
    whole: bool,
    /// Called when the text is left changed.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
    /// The element, for moving focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let field = field_context();
    view! {
        <span class="input affixed numeric">
            {move || prefix.get().map(|prefix| view! { <span class="tertiary">{prefix}</span> })}
            <input
                node_ref=node_ref
                id=field.id
                type="text"
                autocomplete="off"
                inputmode=if whole { "numeric" } else { "decimal" }
                aria-label=move || label.get()
                aria-describedby=move || field.described_by.get()
                aria-invalid=move || field.invalid.get().then_some("true")
                aria-required=move || field.required.get().then_some("true")
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
                on:change:target=move |event| {
                    tell(on_change, event.target().value());
                }
            />
            {move || unit.get().map(|unit| view! { <span class="tertiary">{unit}</span> })}
        </span>
    }
}
