//! Global search: one box over all entities, on every page. A combobox that keeps the focus in its
//! input above a list of results by entity (APG); Enter opens, Escape closes.

use super::place::{glyph_of, listed};
use crate::app::Query;
use crate::crm::{Entity, Ref, search};
use crate::i18n::{Arg, key};
use crate::ledger::order::sort_by_key;
use crate::ui::component::{Dialog, DialogKind, use_announcer};
use crate::ui::highlight::Highlight;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::key::Press;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use crate::ui::state::{State, state_of};
use leptos::{ev, prelude::*};

/// How many results of one entity are shown before "all".
const PER_ENTITY: usize = 6;

/// What can be chosen.
#[derive(Clone)]
enum Hit {
    /// A record.
    Record(Ref),
    /// The list of all that fit.
    All,
}

/// The results of one entity.
#[derive(Clone)]
struct Group {
    table: &'static Entity,
    /// The place of its first hit among the hits of all groups.
    first: usize,
    hits: Vec<Hit>,
}

impl Group {
    /// Where a hit leads.
    fn route(&self, hit: &Hit, words: &str) -> Route {
        match hit {
            Hit::Record(at) => Route::of(at),
            Hit::All => Route::List(self.table, Query { search: words.to_owned(), ..Query::default() }),
        }
    }
}

/// What fits the words, by entity, the entity of the best fit first. The same index answers as in
/// lists: 汉字, pinyin and initials.
fn find(session: Session, words: &str) -> Vec<Group> {
    let workspace = session.workspace();
    let mut found: Vec<_> = listed()
        .map(|table| (workspace.find(words, &[table.key], PER_ENTITY + 1), table))
        .filter(|(hits, _)| !hits.is_empty())
        .collect();
    sort_by_key(&mut found, |(hits, _)| hits.first().map(|hit| hit.rank));
    let mut next = 0;
    let group = |(found, table): (Vec<search::Hit>, &'static Entity)| {
        let more = found.len() > PER_ENTITY;
        let mut hits: Vec<Hit> = found.into_iter().take(PER_ENTITY).map(|hit| Hit::Record(hit.at)).collect();
        if more {
            hits.push(Hit::All);
        }
        let first = next;
        next += hits.len();
        Group { table, first, hits }
    };
    found.into_iter().map(group).collect()
}

/// The search dialog. It lives as long as the frame and shows while `open`.
#[component]
pub(super) fn Search(
    /// Whether it shows.
    open: RwSignal<bool>,
) -> impl IntoView {
    let session = session();
    view! {
        <Dialog
            open=open
            kind=DialogKind::Palette
            title=session.label(key::SEARCH_TITLE)
            close_label=session.label(key::SEARCH_CLOSE)
        >
            <SearchBox open=open/>
        </Dialog>
    }
}

/// The box and its results, made anew each time the dialog opens.
#[component]
fn SearchBox(
    /// Whether the dialog shows.
    open: RwSignal<bool>,
) -> impl IntoView {
    let session = session();
    let announce = use_announcer();
    let words = RwSignal::new(String::new());
    let active = RwSignal::new(0usize);
    let groups = Memo::new_with_compare(move |_| find(session, words.get().trim()), |_: Option<&Vec<Group>>, _| true);
    let count = move || groups.with(|groups| groups.iter().map(|group| group.hits.len()).sum::<usize>());
    Effect::new(move |_| {
        let found = count();
        if words.with(|words| !words.trim().is_empty()) {
            announce.polite(session.tw(key::SEARCH_FOUND, &[("n", Arg::from(found))]));
        }
    });
    let choose = move || {
        let (at, words) = (active.get_untracked(), words.with_untracked(|words| words.trim().to_owned()));
        let route = groups.with_untracked(|groups| {
            let group = groups.iter().rfind(|group| group.first <= at)?;
            Some(group.route(group.hits.get(at - group.first)?, &words))
        });
        if let Some(route) = route {
            open.set(false);
            super::go(&route);
        }
    };
    let keys = move |event: ev::KeyboardEvent| {
        let Some(press) = Press::of(&event) else { return };
        let (count, at) = (untrack(count), active.get_untracked());
        match press.plain() {
            "ArrowDown" if count > 0 => active.set((at + 1) % count),
            "ArrowUp" if count > 0 => active.set((at + count - 1) % count),
            "Enter" => choose(),
            _ => return,
        }
        event.prevent_default();
        reveal(active.get_untracked());
    };
    let results = move || {
        let words = words.with_untracked(|words| words.trim().to_owned());
        let groups = groups.get();
        groups
            .into_iter()
            .map(|group| view! { <Results group=group words=words.clone() active=active open=open/> })
            .collect_view()
    };
    let any = move || count() > 0;
    let nothing = move || words.with(|words| !words.trim().is_empty()) && !any();
    view! {
        <div class="search-line">
            <Icon glyph=Glyph::Search/>
            <input
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                enterkeyhint="search"
                aria-autocomplete="list"
                aria-expanded=move || if any() { "true" } else { "false" }
                aria-controls="search-results"
                aria-activedescendant=move || any().then(|| id_of(active.get()))
                aria-label=session.label(key::SEARCH_TITLE)
                placeholder=session.label(key::SEARCH_PLACEHOLDER)
                on:input:target=move |event| {
                    active.set(0);
                    words.set(event.target().value());
                }
                on:keydown=keys
            />
            <button type="button" class="search-escape" on:click=move |_| open.set(false)>
                <kbd>"Esc"</kbd>
            </button>
        </div>
        <div
            class="search-results"
            id="search-results"
            role="listbox"
            aria-label=session.label(key::SEARCH_TITLE)
        >
            {results}
        </div>
        <p class="search-note meta" class:nothing=nothing>
            {move || {
                if nothing() {
                    words.with(|words| session.tw(key::SEARCH_NONE, &[("words", words.trim().into())]))
                } else {
                    session.t(key::SEARCH_HINT)
                }
            }}
        </p>
    }
}

/// The results of one entity under its name.
#[component]
fn Results(
    /// The results.
    group: Group,
    /// What was searched for.
    words: String,
    /// Which result Enter opens.
    active: RwSignal<usize>,
    /// Whether the dialog shows.
    open: RwSignal<bool>,
) -> impl IntoView {
    let session = session();
    let table = group.table;
    let options = group
        .hits
        .iter()
        .enumerate()
        .map(|(at, hit)| {
            let at = group.first + at;
            let route = group.route(hit, &words);
            let face = match hit {
                Hit::Record(of) => view! { <HitFace at=of.clone() words=words.clone()/> }.into_any(),
                Hit::All => {
                    let all = move || session.tw(key::SEARCH_ALL, &[("entities", session.t(table.plural).into())]);
                    view! { <Icon glyph=Glyph::ArrowRight/><span class="link">{all}</span> }.into_any()
                }
            };
            view! {
                <div
                    class="search-hit"
                    id=id_of(at)
                    role="option"
                    aria-selected=move || if active.get() == at { "true" } else { "false" }
                    on:pointermove=move |_| active.set(at)
                    on:click=move |_| {
                        open.set(false);
                        super::go(&route);
                    }
                >
                    {face}
                </div>
            }
        })
        .collect_view();
    view! {
        <div role="group" aria-label=move || session.t(table.plural)>
            <p class="search-group" aria-hidden="true">{move || session.t(table.plural)}</p>
            {options}
        </div>
    }
}

/// A record as search shows it: glyph, title, subtitle, state.
#[component]
fn HitFace(
    /// The record.
    at: Ref,
    /// What was searched for.
    words: String,
) -> impl IntoView {
    let session = session();
    let now = session.now();
    session.read(|view| {
        let rec = view.at(&at)?;
        let subtitle = rec.subtitle().join(" · ");
        Some(view! {
            <Icon glyph=glyph_of(rec.table)/>
            <span class="search-title ellipsis"><Highlight text=rec.title() words=words.clone()/></span>
            <span class="search-detail ellipsis"><Highlight text=subtitle words=words/></span>
            {state_of(&rec, &now).map(|choice| view! { <span class="search-state"><State choice=choice/></span> })}
        })
    })
}

/// The id of the option at this place.
fn id_of(at: usize) -> String {
    format!("search-hit-{at}")
}

/// Scrolls an option into sight.
fn reveal(at: usize) {
    request_animation_frame(move || {
        if let Some(option) = document().get_element_by_id(&id_of(at)) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}
