//! The filter builder: which field, how it is compared, and with what. A popover beside the button, a
//! sheet from below on a phone.

use super::List;
use super::condition::{label, offers, operator_named, parts, test};
use crate::app::query::tests_for;
use crate::app::{Filter, Test};
use crate::crm::schema::{Field, Kind};
use crate::i18n::key;
use crate::ui::component::{
    self, Button, ButtonVariant, Choice, DateInput, IconButton, NumberInput, Select, TextInput, TextKind,
};
use crate::ui::icon::Glyph;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// What is being built. `Copy`.
#[derive(Clone, Copy)]
struct Draft {
    field: RwSignal<String>,
    test: RwSignal<String>,
    picked: RwSignal<Vec<String>>,
    typed: RwSignal<String>,
}

impl Draft {
    fn new() -> Draft {
        Draft {
            field: RwSignal::new(String::new()),
            test: RwSignal::new(String::new()),
            picked: RwSignal::new(Vec::new()),
            typed: RwSignal::new(String::new()),
        }
    }

    /// Starts from a filter, or from nothing.
    fn load(self, filter: Option<&Filter>) {
        let (name, typed) = filter.map(|filter| parts(&filter.test)).unwrap_or_default();
        let picked = match filter.map(|filter| &filter.test) {
            Some(Test::AnyOf(keys)) => keys.clone(),
            _ => Vec::new(),
        };
        self.field.set(filter.map(|filter| filter.field.clone()).unwrap_or_default());
        self.test.set(name.to_owned());
        self.picked.set(picked);
        self.typed.set(typed);
    }

    /// Another field: compared in its first way, with nothing yet.
    fn begin(self, field: Option<&Field>) {
        let first = field.and_then(|field| tests_for(field.kind).first()).copied().unwrap_or_default();
        self.test.set(first.to_owned());
        self.picked.set(Vec::new());
        self.typed.set(String::new());
    }

    /// The filter, once it is whole; reactive.
    fn filter(self) -> Option<Filter> {
        let name = self.test.get();
        let test = self.picked.with(|picked| self.typed.with(|typed| test(&name, picked, typed)))?;
        Some(Filter { field: self.field.get(), test })
    }
}

/// The popover of the filter builder. It shows by its node; `editing` says which filter it changes.
#[component]
pub(super) fn Builder(list: List, editing: RwSignal<Option<usize>>, popover: NodeRef<html::Div>) -> impl IntoView {
    let session = list.session;
    let draft = Draft::new();
    let open = RwSignal::new(false);
    let hide = move || {
        if let Some(popover) = popover.get_untracked() {
            let _ = popover.hide_popover();
        }
    };
    let toggled = move |event: ev::Event| {
        let shows = popover.get_untracked().is_some_and(|popover| popover.matches(":popover-open").unwrap_or(false));
        open.set(shows);
        if shows {
            let at = editing.get_untracked();
            draft.load(list.query.with_untracked(|query| at.and_then(|at| query.filters.get(at).cloned())).as_ref());
            request_animation_frame(focus_first);
        }
        event.stop_propagation();
    };
    let apply = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Some(filter) = untrack(move || draft.filter()) else { return };
        let at = editing.get_untracked();
        hide();
        list.show(|query| match at.filter(|at| *at < query.filters.len()) {
            Some(at) => query.filters[at] = filter,
            None => query.filters.push(filter),
        });
    };
    let form = move || {
        view! {
            <header class="filter-head">
                <h2>{session.label(key::LIST_FILTER_ADD)}</h2>
                <IconButton label=session.label(key::CLOSE) glyph=Glyph::Close on_click=move |_| hide()/>
            </header>
            <form class="stack gap-12" on:submit=apply>
                <FieldChoice list=list draft=draft/>
                <Comparison list=list draft=draft/>
                <div class="filter-actions">
                    <Button
                        label=session.label(key::LIST_FILTER_APPLY)
                        variant=ButtonVariant::Primary
                        submit=true
                    />
                </div>
            </form>
        }
    };
    view! {
        <div
            node_ref=popover
            class="filter-popover"
            popover="auto"
            role="dialog"
            aria-label=session.label(key::LIST_FILTER_ADD)
            on:toggle=toggled
        >
            {move || open.get().then(form)}
        </div>
    }
}

/// Which field the filter looks at.
#[component]
fn FieldChoice(list: List, draft: Draft) -> impl IntoView {
    let session = list.session;
    let choices = move || {
        let fields = list.table.fields.iter().filter(|field| field.is_shown());
        fields.map(|field| Choice::new(field.key, session.t(field.label))).collect::<Vec<_>>()
    };
    view! {
        <component::Field label=session.label(key::LIST_FILTER_FIELD)>
            <Select
                value=draft.field
                choices=Signal::derive(choices)
                placeholder=session.hint(key::LIST_FILTER_CHOOSE)
                on_change=move |chosen: String| draft.begin(list.table.field(&chosen))
            />
        </component::Field>
    }
}

/// How the field is compared, and with what.
#[component]
fn Comparison(list: List, draft: Draft) -> impl IntoView {
    let session = list.session;
    let field = Memo::new_with_compare(
        move |_| draft.field.with(|key| list.table.field(key)),
        |before: Option<&Option<&'static Field>>, after| {
            before.copied().flatten().map(|field| field.key) != after.copied().flatten().map(|field| field.key)
        },
    );
    let operators = move || {
        let names = field.get().map(|field| tests_for(field.kind)).unwrap_or_default();
        names.iter().map(|name| Choice::new(*name, session.t(operator_named(name)))).collect::<Vec<_>>()
    };
    let editor = move || {
        let field = field.get()?;
        let label = session.hint(key::FILTER_VALUE);
        let value = draft.typed;
        Some(match draft.test.get().as_str() {
            "any" => view! { <Picker list=list field=field draft=draft/> }.into_any(),
            "has" => view! { <TextInput value=value label=label kind=TextKind::Text/> }.into_any(),
            "min" | "max" => view! { <NumberInput value=value label=label whole=true/> }.into_any(),
            "since" | "until" => view! { <DateInput value=value label=label/> }.into_any(),
            _ => ().into_any(),
        })
    };
    move || {
        field.get().map(|_| {
            view! {
                <Select
                    value=draft.test
                    choices=Signal::derive(operators)
                    label=session.hint(key::LIST_FILTER)
                    on_change=move |_| draft.typed.set(String::new())
                />
                {editor}
            }
        })
    }
}

/// The values of a field to tick; typing narrows long lists.
#[component]
fn Picker(list: List, field: &'static Field, draft: Draft) -> impl IntoView {
    let session = list.session;
    let typed = RwSignal::new(String::new());
    let is_long = match field.kind {
        Kind::Choice(choices) => choices.len() > 8,
        Kind::Bool => false,
        _ => true,
    };
    // What is ticked stays in sight, whatever is typed.
    let shown = Memo::new(move |_| {
        let mut shown: Vec<(String, String)> = draft
            .picked
            .with_untracked(|picked| picked.iter().map(|key| (key.clone(), label(session, field, key))).collect());
        for offer in typed.with(|typed| offers(list, field, typed.trim())) {
            if !shown.iter().any(|(key, _)| *key == offer.0) {
                shown.push(offer);
            }
        }
        if !is_long {
            shown = offers(list, field, "");
        }
        shown
    });
    let tick = move |key: &str, on: bool| {
        draft.picked.update(|picked| {
            picked.retain(|own| own != key);
            if on {
                picked.push(key.to_owned());
            }
        });
    };
    let rows = move || {
        let row = |(value, name): (String, String)| {
            let own = value.clone();
            let ticked = move || draft.picked.with(|picked| picked.contains(&own));
            view! {
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=ticked
                        on:change:target=move |event| tick(&value, event.target().checked())
                    />
                    <span>{name}</span>
                </label>
            }
        };
        shown.get().into_iter().map(row).collect_view()
    };
    view! {
        {is_long
            .then(|| {
                view! {
                    <TextInput
                        value=typed
                        kind=TextKind::Search
                        label=session.hint(key::SEARCH_OPEN)
                        placeholder=session.hint(key::SEARCH_OPEN)
                    />
                }
            })}
        <fieldset class="filter-values">
            <legend class="visually-hidden">{session.label(key::FILTER_VALUES)}</legend>
            {rows}
            {move || {
                shown
                    .with(Vec::is_empty)
                    .then(|| view! { <p class="meta">{session.t(key::FILTER_NONE_FOUND)}</p> })
            }}
        </fieldset>
    }
}

/// Puts the focus on the first control of the popover.
fn focus_first() {
    let found = document().query_selector(".filter-popover :is(select, input)").ok().flatten();
    if let Some(control) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = control.focus();
    }
}
