//! Combobox: finds one of many by typing, after the WAI-ARIA combobox pattern with a listbox.
//! The focus stays in the input and the active option is told by `aria-activedescendant`; Escape
//! closes first and clears second. Options come from a closure that may take its time: an answer to
//! an old question is dropped.

use std::{future::Future, time::Duration};

use leptos::{ev, html, prelude::*};
use wasm_bindgen_futures::spawn_local;

use super::{Choice, field::field_context, unique_id, use_announcer};
use crate::ui::{
    icon::{Glyph, Icon, IconSize},
    key::Press,
};

/// Typing rests this long before the source is asked.
const REST: Duration = Duration::from_millis(80);

/// Finds one of many by typing.
///
/// ```ignore
/// <Field label="Owner">
///     <Combobox value=owner source=move |text| async move { members_like(&text) }
///         empty_text="Nobody by that name" clear_label="Clear" count_text=|n| format!("{n} found")/>
/// </Field>
/// ```
#[component]
pub fn Combobox<S, F>(
    /// The chosen one, in both directions.
    value: RwSignal<Option<Choice>>,
    /// Answers what was typed; empty text asks for the likeliest ones. At most 50 are shown.
    source: S,
    /// Says that nothing was found.
    #[prop(into)]
    empty_text: Signal<String>,
    /// Says how many were found, for assistive technology.
    #[prop(into)]
    count_text: Callback<usize, String>,
    /// The name of the cross that clears.
    #[prop(into)]
    clear_label: Signal<String>,
    /// The accessible name, when no `Field` gives one.
    #[prop(optional, into)]
    label: Signal<Option<String>>,
    /// An example of what to write.
    #[prop(optional, into)]
    placeholder: Signal<Option<String>>,
    /// The words that offer to make what was typed, such as "New contact “Lin”"; with `on_create`.
    #[prop(optional, into)]
    create_text: Option<Callback<String, String>>,
    /// Called with what was typed, to make it.
    #[prop(optional, into)]
    on_create: Option<Callback<String>>,
    /// Called after a choice or a clearing.
    #[prop(optional, into)]
    on_change: Option<Callback<Option<Choice>>>,
    /// The element, for moving focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView
where
    S: Fn(String) -> F + Send + Sync + 'static,
    F: Future<Output = Vec<Choice>> + 'static,
{
    let field = field_context();
    let announce = use_announcer();
    let popup = NodeRef::<html::Div>::new();
    let list_id = unique_id("options");
    let option_id = StoredValue::new(list_id.clone());
    let option_id = move |at: usize| option_id.with_value(|list| format!("{list}-{at}"));

    let text = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let options = RwSignal::new(Vec::<Entry>::new());
    let active = RwSignal::new(None::<usize>);
    let asked = StoredValue::new(0_u32);
    let source = StoredValue::new(source);

    // What was chosen elsewhere shows here, and leaving without choosing shows it again.
    let settle =
        move || text.set(value.with_untracked(|value| value.as_ref().map_or_else(String::new, |v| v.label.clone())));
    Effect::new(move |_| {
        value.track();
        settle();
    });
    let hide = move || {
        open.set(false);
        active.set(None);
        if let Some(popup) = popup.get_untracked() {
            let _ = popup.hide_popover();
        }
    };
    let ask = move |typed: String| {
        let question = asked.get_value().wrapping_add(1);
        asked.set_value(question);
        set_timeout(
            move || {
                if asked.try_get_value() != Some(question) {
                    return;
                }
                let Some(answer) = source.try_with_value(|source| source(typed.clone())) else { return };
                spawn_local(async move {
                    let found = answer.await;
                    if asked.try_get_value() != Some(question) {
                        return;
                    }
                    announce.polite(if found.is_empty() {
                        empty_text.get_untracked()
                    } else {
                        count_text.run(found.len())
                    });
                    let mut entries: Vec<_> = found.into_iter().take(50).map(Entry::Found).collect();
                    if on_create.is_some() && !typed.trim().is_empty() {
                        entries.push(Entry::Create(typed.trim().to_owned()));
                    }
                    active.set((!typed.is_empty() && !entries.is_empty()).then_some(0));
                    options.set(entries);
                    open.set(true);
                    if let Some(popup) = popup.get_untracked() {
                        let _ = popup.show_popover();
                    }
                });
            },
            REST,
        );
    };
    let choose = move |chosen: Option<Choice>| {
        value.set(chosen.clone());
        if let Some(on_change) = on_change {
            on_change.run(chosen);
        }
    };
    let take = move |at: usize| {
        let Some(entry) = options.with_untracked(|options| options.get(at).cloned()) else { return };
        hide();
        match entry {
            Entry::Found(choice) => choose(Some(choice)),
            Entry::Create(typed) => {
                if let Some(on_create) = on_create {
                    on_create.run(typed);
                }
            }
        }
    };
    let clear = move || {
        text.set(String::new());
        choose(None);
    };
    let move_to = move |at: usize| {
        active.set(Some(at));
        if let Some(option) = document().get_element_by_id(&option_id(at)) {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    };
    let keydown = move |event: ev::KeyboardEvent| {
        let Some(press) = Press::of(&event) else { return };
        let last = options.with_untracked(Vec::len).checked_sub(1);
        let at = active.get_untracked();
        match (press.plain(), open.get_untracked()) {
            ("ArrowDown" | "ArrowUp", false) => ask(String::new()),
            ("ArrowDown", true) => {
                if let Some(last) = last {
                    move_to(at.map_or(0, |at| if at == last { 0 } else { at + 1 }));
                }
            }
            ("ArrowUp", true) => {
                if let Some(last) = last {
                    move_to(at.map_or(last, |at| if at == 0 { last } else { at - 1 }));
                }
            }
            ("Enter", true) if at.is_some() => take(at.unwrap_or_default()),
            ("Escape", true) => hide(),
            ("Escape", false) if text.with_untracked(|text| !text.is_empty()) => clear(),
            ("Tab", true) => {
                // Leaving takes what is active, as a select does; nothing active leaves it as it was.
                if let Some(at) = at {
                    take(at);
                }
                return hide();
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let input = move |typed: String| {
        text.set(typed.clone());
        ask(typed);
    };
    let leave = move |_| {
        // Blur also comes while the input is being taken out of the page.
        if open.try_get_untracked().is_none() {
            return;
        }
        asked.update_value(|asked| *asked = asked.wrapping_add(1));
        hide();
        if text.with_untracked(|text| text.trim().is_empty()) && value.with_untracked(Option::is_some) {
            choose(None);
        }
        settle();
    };
    let rows = move || {
        let row = |(at, entry): (usize, Entry)| {
            let chosen = match &entry {
                Entry::Found(choice) => {
                    value.with(|value| value.as_ref().is_some_and(|value| value.value == choice.value))
                }
                Entry::Create(_) => false,
            };
            view! {
                <div
                    class="option"
                    class:active=move || active.get() == Some(at)
                    id=option_id(at)
                    role="option"
                    aria-selected=if chosen { "true" } else { "false" }
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| take(at)
                >
                    {entry.face(create_text)}
                    {chosen.then(|| view! { <Icon glyph=Glyph::Check size=IconSize::Small/> })}
                </div>
            }
        };
        options.get().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <span class="combobox">
            <input
                node_ref=node_ref
                id=field.id
                class="input"
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=list_id.clone()
                aria-activedescendant=move || active.get().filter(|_| open.get()).map(option_id)
                aria-label=move || label.get()
                aria-describedby=move || field.described_by.get()
                aria-invalid=move || field.invalid.get().then_some("true")
                aria-required=move || field.required.get().then_some("true")
                placeholder=move || placeholder.get()
                prop:value=text
                on:input:target=move |event| input(event.target().value())
                on:click=move |_| if !open.get_untracked() { ask(String::new()) }
                on:keydown=keydown
                on:blur=leave
            />
            {move || {
                text.with(|text| !text.is_empty())
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="combobox-clear"
                                tabindex="-1"
                                aria-label=clear_label
                                on:mousedown=|event| event.prevent_default()
                                on:click=move |_| clear()
                            >
                                <Icon glyph=Glyph::Close size=IconSize::Small/>
                            </button>
                        }
                    })
            }}
            <Icon glyph=Glyph::ChevronDown size=IconSize::Small/>
            <div node_ref=popup class="options" popover="manual">
                <div id=list_id.clone() role="listbox" aria-label=move || label.get() aria-labelledby=field.label_id>
                    {rows}
                </div>
                {move || {
                    options.with(Vec::is_empty).then(|| view! { <p class="option tertiary">{empty_text}</p> })
                }}
            </div>
        </span>
    }
}

/// A row of the list: something found, or the offer to make what was typed.
#[derive(Clone)]
enum Entry {
    Found(Choice),
    Create(String),
}

impl Entry {
    fn face(self, create_text: Option<Callback<String, String>>) -> AnyView {
        match self {
            Self::Found(choice) => view! {
                {choice.icon.map(|glyph| view! { <Icon glyph=glyph/> })}
                <span class="option-label">{choice.label}</span>
                <span class="option-detail">{choice.detail}</span>
            }
            .into_any(),
            Self::Create(typed) => view! {
                <Icon glyph=Glyph::Plus/>
                <span class="option-label">
                    {create_text.map_or(typed.clone(), |create_text| create_text.run(typed))}
                </span>
            }
            .into_any(),
        }
    }
}
