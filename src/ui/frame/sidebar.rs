//! The sidebar: every list by menu group with its count, the data pages, the settings, and at the
//! foot the data-safety pill. It reads the tables and names no entity.

use super::place::{areas, desk_glyph, desk_of, glyph_of, list_of, name};
use super::safety::SafetyPill;
use crate::app::{Look, dispute};
use crate::crm::{Entity, entity};
use crate::i18n::{format, key};
use crate::ui::icon::{BrandMark, Glyph, Icon};
use crate::ui::route::Route;
use crate::ui::session::session;
use crate::ui::state::is_void;
use leptos::prelude::*;

/// The sidebar of wide windows.
#[component]
pub(super) fn Sidebar(
    /// Whether only the glyphs show.
    mini: Signal<bool>,
    /// How many things wait today.
    waiting: Signal<usize>,
) -> impl IntoView {
    let session = session();
    let conflicts = Memo::new(move |_| session.read(|view| dispute::disputes(&view).len()));
    let areas = areas(session);
    let group = move |(area, tables): (&'static str, Vec<&'static str>)| {
        view! {
            <NavGroup label=Signal::derive(move || session.t(area))>
                {tables.into_iter().filter_map(entity).map(|table| view! { <EntityItem table=table mini=mini/> {desk_of(table).map(|route| view! { <NavItem glyph=desk_glyph(&route) route=route mini=mini/> })} }).collect_view()}
            </NavGroup>
        }
    };
    let groups = move || areas.get().into_iter().map(group).collect_view();
    view! {
        <aside class="sidebar" aria-label=session.label(key::APP_NAME)>
            <a class="brand" href=Route::Today.href() aria-label=session.label(key::APP_NAME)>
                <BrandMark/>
                <b>{session.label(key::APP_NAME)}</b>
            </a>
            <nav class="nav" aria-label=session.label(key::NAV_MAIN)>
                <NavItem route=Route::Today glyph=Glyph::Today mini=mini count=Signal::derive(move || Some(waiting.get()))/>
                {groups}
                <NavGroup label=session.label(key::NAV_INSIGHT)>
                    <NavItem route=Route::Analysis(String::new()) glyph=Glyph::Chart mini=mini/>
                </NavGroup>
                <NavGroup label=session.label(key::NAV_DATA)>
                    <NavItem route=Route::Import glyph=Glyph::Import mini=mini/>
                    <NavItem route=Route::Share glyph=Glyph::Share mini=mini/>
                    <Show when=move || conflicts.get() != 0>
                        <NavItem route=Route::Conflicts glyph=Glyph::Fork mini=mini count=Signal::derive(move || Some(conflicts.get()))/>
                    </Show>
                    <NavItem route=Route::Duplicates(String::new()) glyph=Glyph::Twins mini=mini/>
                    <NavItem route=Route::Problems glyph=Glyph::Warning mini=mini/>
                    <NavItem route=Route::History(Look::default()) glyph=Glyph::History mini=mini/>
                    <NavItem route=Route::Backups glyph=Glyph::Save mini=mini/>
                    <NavItem route=Route::Checkup glyph=Glyph::Shield mini=mini/>
                </NavGroup>
                <div class="nav-gap"></div>
                <NavItem route=Route::Settings glyph=Glyph::Settings mini=mini/>
            </nav>
            <SafetyPill mini=mini/>
        </aside>
    }
}

/// The entries of one menu group under its name.
#[component]
fn NavGroup(
    /// The name.
    #[prop(into)]
    label: Signal<String>,
    /// The entries.
    children: Children,
) -> impl IntoView {
    view! {
        <div role="group" aria-label=label>
            <p class="nav-group" aria-hidden="true">{label}</p>
            {children()}
        </div>
    }
}

/// The entry of an entity's list, with the number of its records.
#[component]
fn EntityItem(
    /// The entity.
    table: &'static Entity,
    /// Whether only the glyph shows.
    mini: Signal<bool>,
) -> impl IntoView {
    let session = session();
    let count = Memo::new(move |_| {
        let now = session.now();
        Some(session.read(|view| view.records(table.key).filter(|rec| !is_void(rec, &now)).count()))
    });
    view! { <NavItem route=list_of(table) glyph=glyph_of(table) mini=mini count=count/> }
}

/// An entry of the sidebar.
#[component]
fn NavItem(
    /// Where it leads.
    route: Route,
    /// Its glyph.
    glyph: Glyph,
    /// Whether only the glyph shows.
    mini: Signal<bool>,
    /// A number after its name; none while it is zero.
    #[prop(optional, into)]
    count: Signal<Option<usize>>,
) -> impl IntoView {
    let session = session();
    let href = route.href();
    let label = {
        let route = route.clone();
        Memo::new(move |_| name(session, &route))
    };
    let current = Memo::new(move |_| session.route.with(|here| is_under(here, &route)));
    let count = move || {
        let count = count.get().filter(|count| *count > 0)?;
        Some(format::number(i64::try_from(count).unwrap_or(i64::MAX)))
    };
    view! {
        <a
            class="nav-item"
            href=href
            aria-current=move || current.get().then_some("page")
            title=move || mini.get().then(|| label.get())
        >
            <Icon glyph=glyph/>
            <span class="nav-label">{label}</span>
            {move || count().map(|count| view! { <span class="nav-count">{count}</span> })}
        </a>
    }
}

/// Whether a place is this entry or stands below it.
#[must_use]
pub(super) fn is_under(here: &Route, entry: &Route) -> bool {
    match (here, entry) {
        (Route::List(table, _) | Route::Record(table, ..) | Route::New(table, _), Route::List(of, _)) => {
            table.key == of.key
        }
        (Route::History(_), Route::History(_))
        | (Route::Analysis(_), Route::Analysis(_))
        | (Route::Parcel(_), Route::Share) => true,
        _ => here == entry,
    }
}
