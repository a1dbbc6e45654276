//! Places: what a route is called, under what it stands, and which glyph it bears. Sidebar, bottom
//! bar, breadcrumb and window title all ask here, so that a place has one name.

use crate::crm::{Entity, Ref, entities, org};
use crate::i18n::key;
use crate::ui::icon::Glyph;
use crate::ui::route::Route;
use crate::ui::session::Session;
use leptos::prelude::*;

/// A step of the way to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Crumb {
    /// What it is called.
    pub label: String,
    /// Where it leads; nowhere for a menu group.
    pub href: Option<String>,
}

/// The menu groups and the entities in each that the workspace uses, in menu order.
#[must_use]
pub(super) fn areas(session: Session) -> Memo<Vec<(&'static str, Vec<&'static str>)>> {
    Memo::new(move |_| {
        let mut areas: Vec<(&'static str, Vec<&'static str>)> = Vec::new();
        for (table, area) in listed(session).into_iter().filter_map(|table| Some((table, table.area?))) {
            match areas.iter_mut().find(|(name, _)| *name == area) {
                Some((_, tables)) => tables.push(table.key),
                None => areas.push((area, vec![table.key])),
            }
        }
        areas
    })
}

/// The entities that stand in the menus.
pub(super) fn listed(session: Session) -> Vec<&'static Entity> {
    let listed = entities().iter().copied().filter(|table| table.area.is_some());
    session.read(|view| listed.filter(|table| org::uses(&view, table.key)).collect())
}

/// The plain list of an entity.
#[must_use]
pub(super) fn list_of(table: &'static Entity) -> Route {
    Route::List(table, crate::app::Query::default())
}

/// The glyph of an entity, by the name in its table.
#[must_use]
pub(crate) fn glyph_of(table: &Entity) -> Glyph {
    glyph_named(table.icon)
}

/// The glyph of a name in a table, such as `follow-up`; a document where there is none.
#[must_use]
pub(crate) fn glyph_named(name: &str) -> Glyph {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let found = Glyph::ALL.iter().find(|glyph| format!("{glyph:?}").eq_ignore_ascii_case(&plain));
    found.copied().unwrap_or(Glyph::Document)
}

/// The page where the records of an entity are dealt with together.
pub(super) fn desk_of(table: &Entity) -> Option<Route> {
    table.desk.map(Route::parse)
}

/// The glyph of such a page.
pub(super) fn desk_glyph(route: &Route) -> Glyph {
    match route {
        Route::Capture => Glyph::Download,
        Route::Sea(_) => Glyph::Pool,
        _ => Glyph::Swap,
    }
}

/// What a place is called; reactive on language and records.
#[must_use]
pub(super) fn name(session: Session, route: &Route) -> String {
    match route {
        Route::Today => session.t(key::NAV_TODAY),
        Route::List(table, _) => session.t(table.plural),
        Route::Record(table, id, _) => {
            let title = session.read(|view| {
                let at = Ref::new(table.key, id);
                view.at(&at).map(|rec| rec.title()).or_else(|| Some(view.name_of(&at)).filter(|name| !name.is_empty()))
            });
            title.unwrap_or_else(|| session.t(key::NAV_UNKNOWN))
        }
        Route::New(table, _) => session.tw(key::NAV_NEW, &[("entity", session.t(table.label).into())]),
        Route::Share => session.t(key::NAV_SHARE),
        Route::Parcel(_) => session.t(key::NAV_PARCEL),
        Route::Backups => session.t(key::NAV_BACKUPS),
        Route::Checkup => session.t(key::NAV_CHECKUP),
        Route::History(_) => session.t(key::NAV_HISTORY),
        Route::Conflicts => session.t(key::NAV_CONFLICTS),
        Route::Duplicates(_) => session.t(key::NAV_DUPLICATES),
        Route::Assign => session.t(key::NAV_ASSIGN),
        Route::Sea(_) => session.t(key::NAV_SEA),
        Route::Analysis(_) => session.t(key::NAV_ANALYSIS),
        Route::Problems => session.t(key::NAV_PROBLEMS),
        Route::Capture => session.t(key::NAV_CAPTURE),
        Route::Import => session.t(key::NAV_IMPORT),
        Route::Settings => session.t(key::NAV_SETTINGS),
        Route::Fields(_) => session.t(key::NAV_FIELDS),
        Route::Privacy => session.t(key::NAV_PRIVACY),
        Route::Unknown(_) => session.t(key::NAV_UNKNOWN),
    }
}

/// The steps that lead to a place, the place itself last. `back` is the list last shown, so that the
/// way back leads to the same view.
#[must_use]
pub(super) fn trail(session: Session, route: &Route, back: Option<&Route>) -> Vec<Crumb> {
    let mut trail = Vec::new();
    let mut step = |label: String, href: Option<String>| trail.push(Crumb { label, href });
    match route {
        Route::List(table, _) => step_area(session, table, &mut step),
        Route::Record(table, ..) | Route::New(table, _) => {
            step_area(session, table, &mut step);
            let list = match back {
                Some(list @ Route::List(last, _)) if last.key == table.key => list.href(),
                _ if table.area.is_none() => desk_of(table).unwrap_or_else(|| list_of(table)).href(),
                _ => list_of(table).href(),
            };
            step(session.t(table.plural), Some(list));
        }
        Route::Parcel(_) => {
            step(session.t(key::NAV_DATA), None);
            step(session.t(key::NAV_SHARE), Some(Route::Share.href()));
        }
        Route::Share
        | Route::History(_)
        | Route::Conflicts
        | Route::Duplicates(_)
        | Route::Problems
        | Route::Import
        | Route::Backups
        | Route::Checkup => step(session.t(key::NAV_DATA), None),
        Route::Fields(_) => step(session.t(key::NAV_SETTINGS), Some(Route::Settings.href())),
        _ => {}
    }
    step(name(session, route), None);
    trail
}

fn step_area(session: Session, table: &Entity, step: &mut impl FnMut(String, Option<String>)) {
    if let Some(area) = table.area {
        step(session.t(area), None);
    }
}
