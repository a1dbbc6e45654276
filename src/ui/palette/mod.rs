//! The palette: one box over every record and every command, on every page (U3). A combobox that keeps the
//! focus in its input above a list of groups (APG): Enter opens or runs, `Mod+Enter` opens a record in another
//! tab, Escape closes. What fits, and in which order, is [`crate::app::palette`]'s to say.

mod face;
mod found;

use crate::app::Query;
use crate::app::palette::{Ask, Realm};
use crate::app::shortcut::Act;
use crate::i18n::{Arg, key};
use crate::ui::component::use_announcer;
use crate::ui::frame::go;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::key::{Press, label as key_label};
use crate::ui::recent::note;
use crate::ui::route::Route;
use crate::ui::session::session;
use crate::ui::shortcut::keyboard;
use face::Face;
use found::{Desk, Group, Item, number};
use leptos::{ev, html, prelude::*};
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Typing rests this long before the long texts are read as well.
const REST: Duration = Duration::from_millis(150);

/// The box and what it finds, made anew each time the palette opens.
#[component]
pub fn Palette(
    /// Whether it shows.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (session, keyboard, announce) = (session(), keyboard(), use_announcer());
    let desk = StoredValue::new(Desk::new(session, keyboard));
    let typed = RwSignal::new(String::new());
    let ask = Memo::new(move |_| typed.with(|typed| Ask::read(typed)));
    // What was found in long texts, and for what.
    let late = RwSignal::new((Ask::default(), Vec::new()));
    let active = RwSignal::new(0usize);
    let groups = Memo::new_with_compare(
        move |_| {
            let ask = ask.get();
            let mut groups = desk.with_value(|desk| desk.look(&ask));
            groups.extend(late.with(|(of, late)| if *of == ask { late.clone() } else { Vec::new() }));
            number(&mut groups);
            groups
        },
        |_: Option<&Vec<Group>>, _| true,
    );
    Effect::new(move |_| {
        let asked = ask.get();
        let look_on = move || {
            if ask.try_get_untracked().as_ref() == Some(&asked) && !asked.is_empty() {
                let found = desk.with_value(|desk| desk.look_on(&asked));
                if !found.is_empty() {
                    late.set((asked.clone(), found));
                }
            }
        };
        set_timeout(look_on, REST);
    });
    let count = move || groups.with(|groups| groups.iter().map(|group| group.items.len()).sum::<usize>());
    let asked = move || ask.with(|ask| !ask.is_empty() || ask.realm != Realm::All);
    let found = move || session.tw(key::SEARCH_FOUND, &[("n", Arg::from(count()))]);
    Effect::new(move |_| {
        let found = found();
        if asked() {
            announce.polite(found);
        }
    });
    let choose = move |at: usize, aside: bool| {
        let item = groups.with_untracked(|groups| {
            let group = groups.iter().rfind(|group| group.first <= at)?;
            group.items.get(at - group.first).cloned()
        });
        let Some(item) = item else { return };
        let route = match item {
            Item::Record(at) => Route::of(&at),
            Item::All(table) => {
                let search = ask.with_untracked(|ask| ask.words.clone());
                Route::List(table, Query { search, ..Query::default() })
            }
            Item::Command(command, _) => {
                open.set(false);
                note(session, |recents| recents.run(&command.id));
                // Once the palette is gone and the focus is back where the command acts.
                return request_animation_frame(move || keyboard.run(command.act));
            }
        };
        open.set(false);
        match aside {
            // Where the browser refuses another tab, it says so itself.
            true => drop(window().open_with_url_and_target_and_features(&route.href(), "_blank", "noopener")),
            false => go(&route),
        }
    };
    let keys = move |event: ev::KeyboardEvent| {
        let Some(press) = Press::of(&event) else { return };
        let (count, at) = (untrack(count), active.get_untracked());
        match press.plain() {
            "ArrowDown" if count > 0 => active.set((at + 1) % count),
            "ArrowUp" if count > 0 => active.set((at + count - 1) % count),
            "Enter" => choose(at, false),
            _ if keyboard.asks(&event, Act::Aside) => choose(at, true),
            _ => return,
        }
        event.prevent_default();
        if let Some(at) = active.try_get_untracked() {
            reveal(at);
        }
    };
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        // The part may have come after its dialog.
        if let Some(input) = input.get() {
            request_animation_frame(move || drop(input.focus()));
        }
    });
    let write = move |text: String| {
        active.set(0);
        typed.set(text);
    };
    let results = move || {
        let words = ask.with_untracked(|ask| ask.words.clone());
        let show = |group: Group| view! { <Results group=group words=words.clone() active=active choose=Callback::new(move |(at, aside)| choose(at, aside))/> };
        groups.get().into_iter().map(show).collect_view()
    };
    let any = move || count() > 0;
    let nothing = move || {
        let none = asked() && !any();
        none.then(|| {
            ask.with(|ask| match ask.realm {
                Realm::Numbers if !ask.words.chars().any(char::is_numeric) => session.t(key::PALETTE_DIGITS),
                _ if ask.is_empty() => session.t(key::PALETTE_PLACEHOLDER),
                realm => {
                    let scoped = if realm == Realm::All { "no" } else { "yes" };
                    session.tw(key::PALETTE_NONE, &[("words", (&ask.words).into()), ("scoped", scoped.into())])
                }
            })
        })
    };
    view! {
        <div class="search-line">
            <Icon glyph=Glyph::Search/>
            <input
                node_ref=input
                type="text"
                role="combobox"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="go"
                aria-autocomplete="list"
                aria-expanded=move || if any() { "true" } else { "false" }
                aria-controls="search-results"
                aria-activedescendant=move || any().then(|| id_of(active.get()))
                aria-label=session.label(key::PALETTE_TITLE)
                aria-describedby="search-foot"
                placeholder=session.label(key::PALETTE_PLACEHOLDER)
                prop:value=typed
                on:input:target=move |event| write(event.target().value())
                on:keydown=keys
            />
            <button
                type="button"
                class="search-escape"
                on:click=move |_| open.set(false)
            >
                <kbd aria-hidden="true">{key_label("Escape")}</kbd>
                <Icon glyph=Glyph::Close/>
                <span class="visually-hidden">{session.label(key::SEARCH_CLOSE)}</span>
            </button>
        </div>
        <div
            class="search-results"
            id="search-results"
            role="listbox"
            aria-label=session.label(key::PALETTE_TITLE)
        >
            {results}
        </div>
        {move || nothing().map(|words| view! { <p class="search-nothing secondary">{words}</p> })}
        <Foot
            realm=Signal::derive(move || ask.with(|ask| ask.realm))
            found=Signal::derive(move || asked().then(found))
            on_sign=Callback::new(move |sign: String| {
                let words = ask.with_untracked(|ask| ask.words.clone());
                write(sign + &words);
                if let Some(input) = input.get_untracked() {
                    let _ = input.focus();
                }
            })
        />
    }
}

/// The items of a group under its name.
#[component]
fn Results(
    /// The group.
    group: Group,
    /// What was looked for.
    words: String,
    /// Which item Enter chooses.
    active: RwSignal<usize>,
    /// Chooses an item, perhaps in another tab.
    choose: Callback<(usize, bool)>,
) -> impl IntoView {
    let Group { name, first, items } = group;
    let option = |(nth, item): (usize, Item)| {
        let at = first + nth;
        view! {
            <div
                class="search-hit"
                id=id_of(at)
                role="option"
                aria-selected=move || if active.get() == at { "true" } else { "false" }
                on:pointermove=move |_| {
                    if active.get_untracked() != at {
                        active.set(at);
                    }
                }
                // The focus stays in the box.
                on:mousedown=|event| event.prevent_default()
                on:click=move |event| choose.run((at, event.ctrl_key() || event.meta_key()))
            >
                <Face item=item words=words.clone()/>
            </div>
        }
    };
    let options = items.into_iter().enumerate().map(option).collect_view();
    view! {
        <div role="group" aria-label=name.clone()>
            <p class="search-group" aria-hidden="true">{name.clone()}</p>
            {options}
        </div>
    }
}

/// The foot: what keys and first signs do, and how much was found.
#[component]
fn Foot(
    /// What is looked for.
    realm: Signal<Realm>,
    /// How much was found, in words.
    found: Signal<Option<String>>,
    /// Puts a sign before the words, or takes it away.
    on_sign: Callback<String>,
) -> impl IntoView {
    let (session, keyboard) = (session(), keyboard());
    let key = move |keys: &[&str], word| {
        let caps = keys.iter().map(|keys| view! { <kbd>{key_label(keys)}</kbd> }).collect_view();
        view! { <span class="search-key" aria-hidden="true">{caps}{session.label(word)}</span> }
    };
    let sign = move |own: Realm| {
        let word = match own {
            Realm::Commands | Realm::All => key::PALETTE_FOR_COMMANDS,
            Realm::People => key::PALETTE_FOR_PEOPLE,
            Realm::Numbers => key::PALETTE_FOR_NUMBERS,
        };
        let here = move || realm.get() == own;
        let press = move |_| on_sign.run(if untrack(here) { String::new() } else { own.sign().to_owned() });
        view! {
            <button
                type="button"
                class="search-sign"
                aria-pressed=move || if here() { "true" } else { "false" }
                on:mousedown=|event| event.prevent_default()
                on:click=press
            >
                <kbd>{own.sign()}</kbd>
                " "
                {session.label(word)}
            </button>
        }
    };
    view! {
        <div class="search-foot meta">
            <span class="search-signs" id="search-foot">{Realm::SIGNED.map(sign).collect_view()}</span>
            {key(&["ArrowUp", "ArrowDown"], key::PALETTE_KEY_CHOOSE)}
            {key(&["Enter"], key::PALETTE_KEY_OPEN)}
            {move || keyboard.keys(Act::Aside).map(|keys| key(&[&keys], key::PALETTE_KEY_TAB))}
            <span class="search-count">{move || found.get()}</span>
        </div>
    }
}

/// The id of the option at this place.
fn id_of(at: usize) -> String {
    format!("search-hit-{at}")
}

/// Scrolls an option into sight.
fn reveal(at: usize) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id_of(at));
        if let Some(option) = found.and_then(|found| found.dyn_into::<web_sys::Element>().ok()) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}
