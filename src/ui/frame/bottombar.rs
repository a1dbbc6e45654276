//! The bottom bar of phones: today, two lists, create, and everything else in a sheet.

use super::place::{areas, desk_glyph, desk_of, glyph_of, list_of, name};
use super::safety::SafetyPill;
use super::sidebar::is_under;
use super::topbar::{Undo, create_items};
use crate::app::Look;
use crate::crm::entity;
use crate::i18n::key;
use crate::ui::component::{ButtonVariant, Dialog, MenuButton};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::route::Route;
use crate::ui::session::session;
use crate::ui::shortcut::keyboard;
use leptos::prelude::*;

/// The bar of five.
#[component]
pub(super) fn BottomBar() -> impl IntoView {
    let session = session();
    let more = RwSignal::new(false);
    // The list each menu group begins with; the group of the everyday, which stands last, comes first.
    let areas = areas(session);
    let heads = Memo::new(move |_| {
        let heads = areas.get().into_iter().filter_map(|(_, tables)| tables.first().copied());
        let mut heads: Vec<_> = heads.take(2).collect();
        heads.reverse();
        heads
    });
    let slot = move |at: usize| {
        let table = heads.with(|heads| heads.get(at).copied().and_then(entity));
        table.map(|table| view! { <Slot route=list_of(table) glyph=glyph_of(table)/> })
    };
    view! {
        <nav class="bottombar" aria-label=session.label(key::NAV_PHONE)>
            <Slot route=Route::Today glyph=Glyph::Today/>
            {move || slot(0)}
            <span class="bottombar-add">
                <MenuButton
                    label=session.label(key::CREATE_MENU)
                    icon=Glyph::Plus
                    icon_only=true
                    variant=ButtonVariant::Primary
                    items=Signal::derive(move || create_items(session))
                />
            </span>
            {move || slot(1)}
            <button type="button" aria-haspopup="dialog" on:click=move |_| more.set(true)>
                <Icon glyph=Glyph::More size=IconSize::Large/>
                {session.label(key::NAV_MORE)}
            </button>
        </nav>
        <Dialog
            open=more
            title=session.label(key::NAV_MORE)
            close_label=session.label(key::NAV_CLOSE)
        >
            <MoreSheet open=more/>
        </Dialog>
    }
}

/// A place in the bar.
#[component]
fn Slot(
    /// Where it leads.
    route: Route,
    /// Its glyph.
    glyph: Glyph,
) -> impl IntoView {
    let session = session();
    let href = route.href();
    let place = route.clone();
    view! {
        <a
            href=href
            aria-current=move || session.route.with(|here| is_under(here, &route)).then_some("page")
        >
            <Icon glyph=glyph size=IconSize::Large/>
            {move || name(session, &place)}
        </a>
    }
}

/// Every place, the backup, undo and redo.
#[component]
fn MoreSheet(
    /// Whether the sheet shows.
    open: RwSignal<bool>,
) -> impl IntoView {
    let session = session();
    let keyboard = keyboard();
    let entry = move |route: Route, glyph: Glyph| {
        let href = route.href();
        view! {
            <a class="nav-item" href=href on:click=move |_| open.set(false)>
                <Icon glyph=glyph/>
                <span class="nav-label">{move || name(session, &route)}</span>
            </a>
        }
    };
    let help = move |_| {
        open.set(false);
        keyboard.help();
    };
    let groups = untrack(|| areas(session).get())
        .into_iter()
        .map(|(area, tables)| {
            let entry = |table| {
                let desk = desk_of(table).map(|route| {
                    let glyph = desk_glyph(&route);
                    entry(route, glyph)
                });
                view! { {entry(list_of(table), glyph_of(table))} {desk} }
            };
            let entries = tables.into_iter().filter_map(entity).map(entry).collect_view();
            view! { <p class="nav-group">{move || session.t(area)}</p> {entries} }
        })
        .collect_view();
    view! {
        <nav class="more-sheet" aria-label=session.label(key::NAV_MORE)>
            {groups}
            <p class="nav-group">{session.label(key::NAV_INSIGHT)}</p>
            {entry(Route::Analysis(String::new()), Glyph::Chart)}
            <p class="nav-group">{session.label(key::NAV_DATA)}</p>
            {entry(Route::Import, Glyph::Import)}
            {entry(Route::Share, Glyph::Share)}
            {entry(Route::Conflicts, Glyph::Fork)}
            {entry(Route::Duplicates(String::new()), Glyph::Twins)}
            {entry(Route::Problems, Glyph::Warning)}
            {entry(Route::History(Look::default()), Glyph::History)}
            {entry(Route::Backups, Glyph::Save)}
            {entry(Route::Checkup, Glyph::Shield)}
            {entry(Route::Settings, Glyph::Settings)}
            <button type="button" class="nav-item" on:click=help>
                <Icon glyph=Glyph::Keyboard/>
                <span class="nav-label">{session.label(key::SHORTCUT_TITLE)}</span>
            </button>
        </nav>
        <div class="spread">
            <SafetyPill mini=Signal::stored(false)/>
            <span class="cluster"><Undo again=false/><Undo again=true/></span>
        </div>
    }
}
