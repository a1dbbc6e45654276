//! The duplicate workbench: which records may be the same, cluster by cluster, side by side, and one of them
//! made of several (F29). Everything comes from the entities' tables; nothing here names one.

mod compare;

use crate::crm::duplicate::{Cluster, Sieve, is_told};
use crate::crm::{Entity, Ref, entities, entity};
use crate::i18n::{Arg, format, key};
use crate::platform;
use crate::ui::component::{Bar, EmptyState, LinkButton, Tab, TabLinks};
use crate::ui::page::history::words;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use compare::Compare;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many records are sorted between two breaths of the page.
const SLICE: usize = 400;

/// What an address asks for: an entity's duplicates (`of=lead`), or some records side by side
/// (`pick=lead/<id>,<id>`).
#[derive(Clone, Debug)]
enum Asked {
    All(&'static Entity),
    These(Vec<Ref>),
}

/// The entities whose duplicates are looked for.
fn told() -> impl Iterator<Item = &'static Entity> {
    entities().iter().copied().filter(|table| table.area.is_some() && is_told(table))
}

impl Asked {
    fn read(address: &str) -> Option<Asked> {
        if let Some((key, ids)) = address.strip_prefix("pick=").and_then(|picked| picked.split_once('/')) {
            let table = entity(key)?;
            return Some(Asked::These(ids.split(',').map(|id| Ref::new(table.key, id)).collect()));
        }
        let key = address.strip_prefix("of=");
        told().find(|table| key.is_none_or(|key| key == table.key)).map(Asked::All)
    }
}

/// The address of some records side by side.
#[must_use]
pub fn side_by_side(of: &[Ref]) -> Route {
    let ids: Vec<&str> = of.iter().map(|at| &*at.id).collect();
    let entity = of.first().map(|at| &*at.entity).unwrap_or_default();
    Route::Duplicates(format!("pick={entity}/{}", ids.join(",")))
}

/// The page.
#[component]
pub fn DuplicatesPage(
    /// What is asked for.
    address: String,
) -> impl IntoView {
    let session = session();
    let asked = Asked::read(&address);
    let title = session.label(key::NAV_DUPLICATES);
    let body = match asked {
        Some(Asked::All(table)) => view! { <All table=table/> }.into_any(),
        Some(Asked::These(of)) => {
            // Whoever chose them goes back to where they were chosen.
            let done = Callback::new(move |keep: Option<Ref>| match keep {
                Some(keep) => crate::ui::frame::go_quietly(session, Route::of(&keep)),
                None => drop(window().history().map(|history| history.back())),
            });
            let of = Signal::stored(of);
            view! { <div class="duplicates-one"><Compare of=of done=done/></div> }.into_any()
        }
        None => ().into_any(),
    };
    view! {
        <div class="duplicates">
            <header class="page-header">
                <h1 tabindex="-1">{title}</h1>
                <p class="meta grow">{session.label(key::DUPLICATES_LEAD)}</p>
            </header>
            {body}
        </div>
    }
}

/// What is known of an entity's duplicates so far.
#[derive(Clone, Copy)]
struct Found {
    session: Session,
    table: &'static Entity,
    clusters: RwSignal<Vec<Cluster>>,
    /// How many records were looked at, while that is going on.
    busy: RwSignal<Option<usize>>,
    place: RwSignal<usize>,
}

impl Found {
    /// Looks through all records, a slice at a time.
    fn look(self) {
        self.busy.set(Some(0));
        let workspace = self.session.workspace();
        spawn_local(async move {
            let mut sieve = Sieve::new(self.table);
            loop {
                let more = workspace.read(|view| sieve.grow(&view, SLICE));
                if self.busy.try_set(Some(sieve.len())).is_some() {
                    // The page is gone.
                    return;
                }
                if !more {
                    let clusters = workspace.read(|view| sieve.clusters(&view));
                    let _ = (self.clusters.try_set(clusters), self.busy.try_set(None));
                    return;
                }
                platform::pause().await;
            }
        });
    }

    fn current(self) -> Vec<Ref> {
        self.clusters.with(|all| {
            let place = self.place.get().min(all.len().saturating_sub(1));
            all.get(place).map(|cluster| cluster.of.clone()).unwrap_or_default()
        })
    }
}

/// All clusters of an entity, one of them side by side.
#[component]
fn All(table: &'static Entity) -> impl IntoView {
    let session = session();
    let (clusters, busy) = (RwSignal::new(Vec::new()), RwSignal::new(Some(0)));
    let found = Found { session, table, clusters, busy, place: RwSignal::new(0) };
    found.look();
    let tabs = Signal::derive(move || {
        let tab = |table: &'static Entity| {
            Tab::new(table.key, session.t(table.plural)).href(Route::Duplicates(format!("of={}", table.key)).href())
        };
        told().map(tab).collect::<Vec<_>>()
    });
    let total = Memo::new(move |_| session.read(|view| view.records(table.key).count()));
    // What was merged or told apart leaves the list; the next one takes its place.
    let done = Callback::new(move |_: Option<Ref>| {
        let shown = untrack(|| found.current());
        clusters.update(|all| all.retain(|cluster| cluster.of != shown));
    });
    let none = Memo::new(move |_| clusters.with(Vec::is_empty));
    let body = move || match (busy.get(), none.get()) {
        (Some(looked), _) => {
            let words =
                move || session.tw(key::DUPLICATES_LOOKING, &[("n", Arg::from(looked)), ("of", total.get().into())]);
            #[expect(clippy::cast_precision_loss, reason = "a share of a bar")]
            let share = looked as f64 / total.get_untracked().max(1) as f64;
            view! {
                <div class="page-body narrow stack">
                    <p class="meta">{words}</p>
                    <Bar share=Signal::stored(share)/>
                </div>
            }
            .into_any()
        }
        (None, true) => view! {
            <EmptyState title=session.label(key::DUPLICATES_NONE) text=session.hint(key::DUPLICATES_NONE_WHY)>
                <LinkButton
                    label=move || session.t(table.plural)
                    href=Route::List(table, crate::app::Query::default()).href()
                />
            </EmptyState>
        }
        .into_any(),
        (None, false) => view! {
            <div class="conflicts-columns">
                <List found=found/>
                <Compare of=Signal::derive(move || found.current()) done=done/>
            </div>
        }
        .into_any(),
    };
    view! {
        <TabLinks label=session.label(key::DUPLICATES_KINDS) tabs=tabs current=Signal::stored(table.key.to_owned())/>
        {body}
    }
}

/// The clusters, the surest first.
#[component]
fn List(found: Found) -> impl IntoView {
    let session = found.session;
    let item = move |(place, cluster): (usize, Cluster)| {
        let current = move || found.place.get() == place;
        let names = {
            let of = cluster.of.clone();
            move || {
                session.read(|view| {
                    let names = of.iter().map(|at| words::record(session.lang.get(), &view, at));
                    names.collect::<Vec<_>>().join(" · ")
                })
            }
        };
        let detail = move || {
            let clues = cluster.clues.iter().map(|clue| session.t(clue.label())).collect::<Vec<_>>();
            let count = format::number(i64::try_from(cluster.of.len()).unwrap_or_default());
            format!("{count} · {} · {}", session.t(cluster.degree.label()), clues.join(", "))
        };
        view! {
            <li class="conflicts-item" class:current=current>
                <button type="button" aria-current=move || current().then_some("true") on:click=move |_| found.place.set(place)>
                    <span class="ellipsis">{names}</span>
                    <span class="meta ellipsis">{detail}</span>
                </button>
            </li>
        }
    };
    let items = move || found.clusters.get().into_iter().enumerate().map(item).collect_view();
    view! { <ul class="conflicts-list" aria-label=session.label(key::DUPLICATES_LIST)>{items}</ul> }
}
