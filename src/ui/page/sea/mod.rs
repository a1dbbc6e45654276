//! The public sea: what lies in each pool, who may take it and when, how much of one's own room is taken, and what the
//! rules would do if they were others (F17–F21).

mod china;
mod lying;
mod meter;
mod people;
mod regions;
mod rules;
mod terms;
mod trial;

use crate::crm::member::role_of;
use crate::crm::pool::POOL;
use crate::crm::recycle_rule::regime::Regime;
use crate::crm::region::REGION;
use crate::crm::{Ref, pool};
use crate::i18n::{format, key};
use crate::ui::component::{EmptyState, LinkButton, Tab, TabLinks};
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use leptos::prelude::*;
use lying::Lying;
use meter::Meter;
use people::People;
use regions::Regions;
use rules::Rules;
use terms::TermsTrial;
use trial::Simulator;

/// The word of the rules in the address, where that of a pool may stand.
const RULES: &str = "rules";
/// The word of the regions there.
const REGIONS: &str = "regions";

/// The page.
#[component]
pub fn SeaPage() -> impl IntoView {
    let session = session();
    let word = Memo::new(move |_| {
        session.route.with(|route| match route {
            Route::Sea(word) => word.clone(),
            _ => String::new(),
        })
    });
    let pools = Memo::new(move |_| pools(session));
    let current = Memo::new(move |_| {
        let first = || pools.with(|pools| pools.first().map(|pool| pool.id.clone()));
        Some(word.get()).filter(|word| !word.is_empty()).or_else(first).unwrap_or_else(|| RULES.to_owned())
    });
    let tabs = Signal::derive(move || {
        let pool = |pool: &PoolTab| {
            let href = Route::Sea(pool.id.clone()).href();
            Tab::new(pool.id.clone(), pool.title.clone()).href(href).count(format::number(pool.count))
        };
        let rules = Tab::new(RULES, session.t(key::SEA_RULES)).href(Route::Sea(RULES.to_owned()).href());
        let mut tabs: Vec<Tab> = pools.with(|pools| pools.iter().map(pool).collect());
        tabs.push(rules);
        let href = Route::Sea(REGIONS.to_owned()).href();
        tabs.push(Tab::new(REGIONS, session.t(REGION.plural)).href(href));
        tabs
    });
    let leads = Memo::new(move |_| session.read(|view| role_of(&view).is_staff()));
    let body = move || {
        let id = current.get();
        if id == RULES {
            return view! {
                <div class="sea-columns">
                    <div class="sea-main"><Rules/><People/></div>
                    <aside class="sea-aside"><Simulator/><TermsTrial/></aside>
                </div>
            }
            .into_any();
        }
        if id == REGIONS {
            return view! { <Regions/> }.into_any();
        }
        let at = Ref::new(POOL.key, &id);
        let aside = leads.get().then(|| view! { <aside class="sea-aside"><Simulator/></aside> });
        view! {
            <Meter pool=at.clone()/>
            <div class="sea-columns">
                <div class="sea-main"><Lying pool=at/></div>
                {aside}
            </div>
        }
        .into_any()
    };
    let none = move || pools.with(Vec::is_empty) && current.with(|current| current == RULES);
    let new = Route::New(&POOL, vec![("holds".to_owned(), "customers".to_owned())]).href();
    view! {
        <div class="sea">
            <header class="page-header">
                <h1 tabindex="-1">{session.label(key::NAV_SEA)}</h1>
                <p class="meta grow">{session.label(key::SEA_WHAT)}</p>
                <LinkButton label=session.label(key::SEA_NEW_POOL) href=new/>
            </header>
            <TabLinks label=session.label(key::SEA_POOLS) tabs=tabs current=current/>
            <div class="sea-body">
                <Show when=none>
                    <EmptyState title=session.label(key::SEA_NO_POOLS) text=session.hint(key::SEA_NO_POOLS_WHY)/>
                </Show>
                {body}
            </div>
        </div>
    }
}

/// A pool as a tab.
#[derive(Clone, Debug, PartialEq, Eq)]
struct PoolTab {
    id: String,
    title: String,
    count: i64,
}

/// The pools for customers, by name.
fn pools(session: Session) -> Vec<PoolTab> {
    let now = session.now();
    session.read(|view| {
        let seas = Regime::of(&view).seas.iter().filter_map(|sea| view.at(&sea.at)).collect::<Vec<_>>();
        let tab = |pool: crate::crm::Rec<'_>| PoolTab {
            id: pool.id.to_owned(),
            title: pool.title(),
            count: i64::try_from(pool::rules::lying(&pool, &now).len()).unwrap_or(i64::MAX),
        };
        seas.into_iter().map(tab).collect()
    })
}

/// What a record is called, as a link.
fn name(session: Session, at: &Ref) -> AnyView {
    let title = session.read(|view| view.name_of(at));
    view! { <a class="link" href=Route::of(at).href()>{title}</a> }.into_any()
}
