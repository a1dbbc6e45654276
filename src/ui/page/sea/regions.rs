//! The tree of regions: how many customers lie in each, who works there, and what is a part of what (F11).

use super::china::China;
use crate::app::{Filter, Query, Test};
use crate::crm::customer::CUSTOMER;
use crate::crm::region::REGION;
use crate::crm::region::tree::{Census, Tree};
use crate::crm::{Ref, member};
use crate::i18n::{Lang, format, key};
use crate::ui::component::{Button, EmptyState, LinkButton};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// A region as the tree shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    id: String,
    title: String,
    /// What lists call it.
    called: String,
    customers: usize,
    people: String,
}

/// The regions by what they lie in; the largest lie in nothing.
type Parts = BTreeMap<String, Vec<Row>>;

/// The regions.
#[component]
pub(super) fn Regions() -> impl IntoView {
    let session = session();
    let parts = Memo::new(move |_| parts(session));
    let staff = Memo::new(move |_| session.read(|view| member::role_of(&view).is_staff()));
    let taking = RwSignal::new(false);
    let body = move || {
        if parts.with(BTreeMap::is_empty) {
            let (title, text) = (session.label(key::REGIONS_NONE), session.hint(key::REGIONS_NONE_WHY));
            return view! { <EmptyState title=title text=text/> }.into_any();
        }
        level(session, parts, String::new(), staff)
    };
    let new = Route::New(&REGION, Vec::new()).href();
    view! {
        <section class="sea-rules" aria-labelledby="regions-title">
            <header class="block-heading">
                <h2 id="regions-title">{session.label(REGION.plural)}</h2>
                <Show when=move || staff.get()>
                    <span class="end cluster">
                        <Button label=session.label(key::REGIONS_CHINA) on_click=move |_| taking.set(true)/>
                        <LinkButton label=session.label(key::REGIONS_NEW) href=new.clone() icon=Glyph::Plus/>
                    </span>
                </Show>
            </header>
            <p class="meta">{session.label(key::REGIONS_WHAT)}</p>
            {body}
            <China open=taking/>
        </section>
    }
}

fn parts(session: Session) -> Parts {
    let comma = if session.lang.get() == Lang::Zh { "、" } else { ", " };
    session.read(|view| {
        let (tree, census) = (Tree::of(&view), Census::of(&view));
        let mut parts = Parts::new();
        for (at, [title, called], parent) in tree.outline() {
            let row = Row {
                id: at.id.to_string(),
                title: title.to_owned(),
                called: called.to_owned(),
                customers: census.customers(&at.id),
                people: census.people(&at.id).join(comma),
            };
            parts.entry(parent.map(|parent| parent.id.to_string()).unwrap_or_default()).or_default().push(row);
        }
        parts
    })
}

/// The regions that lie in one, each opened by its button.
fn level(session: Session, parts: Memo<Parts>, of: String, staff: Memo<bool>) -> AnyView {
    let rows = Memo::new(move |_| parts.with(|parts| parts.get(&of).cloned().unwrap_or_default()));
    let line = move |row: Row| {
        let id = StoredValue::new(row.id.clone());
        let now = Memo::new(move |before: Option<&Row>| {
            let found = rows.with(|rows| id.with_value(|id| rows.iter().find(|row| row.id == *id).cloned()));
            found.unwrap_or_else(|| before.unwrap_or(&row).clone())
        });
        let open = RwSignal::new(false);
        let has_parts = Memo::new(move |_| parts.with(|parts| id.with_value(|id| parts.contains_key(id))));
        let title = move || now.with(|row| row.title.clone());
        let customers = move || {
            let (called, count) = now.with(|row| (row.called.clone(), row.customers));
            if count == 0 {
                return view! { <span class="meta numeric">"0"</span> }.into_any();
            }
            let query = Query { filters: vec![Filter::one("within", Test::AnyOf(vec![called]))], ..Query::default() };
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            let words = session.tw(key::REGIONS_CUSTOMERS, &[("n", count.into())]);
            view! {
                <a class="link numeric" href=Route::List(&CUSTOMER, query).href() aria-label=words>
                    {format::number(count)}
                </a>
            }
            .into_any()
        };
        let toggle = move || {
            has_parts.get().then(|| {
                view! {
                    <button
                        type="button"
                        class="region-toggle"
                        aria-expanded=move || if open.get() { "true" } else { "false" }
                        aria-label=title
                        on:click=move |_| open.update(|open| *open = !*open)
                    >
                        <Icon glyph=Glyph::ChevronDown size=IconSize::Small/>
                    </button>
                }
            })
        };
        let address = id.with_value(|id| Route::of(&Ref::new(REGION.key, id)).href());
        let part = move || Route::New(&REGION, vec![("parent".to_owned(), id.get_value())]).href();
        view! {
            <li>
                <div class="region">
                    <span class="region-fold">{toggle}</span>
                    <a class="link ellipsis" href=address>{title}</a>
                    <span class="meta ellipsis grow">{move || now.with(|row| row.people.clone())}</span>
                    {customers}
                    <Show when=move || staff.get()>
                        <a class="button ghost inline square" href=part() aria-label=move || session.tw(key::REGIONS_PART, &[("region", title().into())])>
                            <Icon glyph=Glyph::Plus size=IconSize::Small/>
                        </a>
                    </Show>
                </div>
                {move || open.get().then(|| level(session, parts, id.get_value(), staff))}
            </li>
        }
    };
    view! { <ul class="regions"><For each=move || rows.get() key=|row| row.id.clone() children=line/></ul> }.into_any()
}
