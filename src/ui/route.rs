//! Routes: what the part of the address after `#` means, and back.
//!
//! Everything stands in the hash, so one HTML file works at any path of any host, and neither record
//! ids nor searches ever reach a server's log.

use crate::app::query::{Query, escape, table_by_slug, unescape};
use crate::app::{Aspect, Look};
use crate::crm::{Entity, Ref};

/// A place in the application.
#[derive(Clone, Debug)]
pub enum Route {
    /// The day's work: `#/`.
    Today,
    /// A list with its view: `#/leads?tab=following`.
    List(&'static Entity, Query),
    /// A record, and how it is looked at: `#/leads/<id>?tab=history`.
    Record(&'static Entity, String, Aspect),
    /// The create form, perhaps with a link filled in: `#/contacts/new?customer=<id>`.
    New(&'static Entity, Vec<(String, String)>),
    /// Files out and in, conflicts: `#/share`.
    Share,
    /// Some records for somebody: `#/parcel?owner=<member>`, `?of=<entity>/<id>`, or those that were picked
    /// last.
    Parcel(String),
    /// What everybody did: `#/history?by=<member>`.
    History(Look),
    /// The conflicts that are open: `#/conflicts`.
    Conflicts,
    /// What may be the same: `#/duplicates?of=<entity>`, or `?pick=<entity>/<id>,<id>` side by side.
    Duplicates(String),
    /// Who gets the leads that wait: `#/assign`.
    Assign,
    /// What is nobody's, of one pool, or the rules: `#/sea/<pool>`, `#/sea/rules`.
    Sea(String),
    /// What the records come to: `#/analysis?of=leads.conversion&by=owner`.
    Analysis(String),
    /// Steps that rules refuse and files brought all the same: `#/problems`.
    Problems,
    /// What comes from outside as text or by forms: `#/capture`.
    Capture,
    /// Tables in: `#/import`.
    Import,
    /// Backup files and restore points: `#/backups`.
    Backups,
    /// Whether all is well here: `#/checkup`.
    Checkup,
    /// Language, appearance, workspaces: `#/settings`.
    Settings,
    /// The fields of a kind of record: `#/fields/leads`.
    Fields(String),
    /// What leaves this browser (nothing): `#/privacy`.
    Privacy,
    /// Nothing of ours.
    Unknown(String),
}

impl PartialEq for Route {
    fn eq(&self, other: &Self) -> bool {
        self.href() == other.href()
    }
}

impl Route {
    /// The place a hash names.
    #[must_use]
    pub fn parse(hash: &str) -> Route {
        let address = hash.trim_start_matches('#').trim_start_matches('/');
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let mut words = path.split('/').filter(|word| !word.is_empty()).map(unescape);
        let Some(first) = words.next() else { return Route::Today };
        match (first.as_str(), words.next().as_deref()) {
            ("share", None) => Route::Share,
            ("parcel", None) => Route::Parcel(query.to_owned()),
            ("backups", None) => Route::Backups,
            ("checkup", None) => Route::Checkup,
            ("history", None) => Route::History(Look::from_address(query)),
            ("conflicts", None) => Route::Conflicts,
            ("duplicates", None) => Route::Duplicates(query.to_owned()),
            ("assign", None) => Route::Assign,
            ("sea", pool) => Route::Sea(pool.unwrap_or_default().to_owned()),
            ("analysis", None) => Route::Analysis(query.to_owned()),
            ("problems", None) => Route::Problems,
            ("capture", None) => Route::Capture,
            ("import", None) => Route::Import,
            ("settings", None) => Route::Settings,
            ("fields", of) => Route::Fields(of.unwrap_or_default().to_owned()),
            ("privacy", None) => Route::Privacy,
            (slug, rest) => match (table_by_slug(slug), rest) {
                (Some(table), None) => Route::List(table, Query::from_address(query)),
                (Some(table), Some("new")) => Route::New(
                    table,
                    query
                        .split('&')
                        .filter_map(|part| part.split_once('='))
                        .map(|(key, value)| (unescape(key), unescape(value)))
                        .collect(),
                ),
                (Some(table), Some(id)) => Route::Record(table, id.to_owned(), Aspect::from_address(query)),
                (None, _) => Route::Unknown(hash.to_owned()),
            },
        }
    }

    /// The hash that names this place.
    #[must_use]
    pub fn href(&self) -> String {
        match self {
            Route::Today => "#/".to_owned(),
            Route::List(table, query) => marked(table.slug, &query.to_address()),
            Route::Record(table, id, aspect) => marked(&format!("{}/{}", table.slug, escape(id)), &aspect.to_address()),
            Route::New(table, filled) => {
                let parts: Vec<String> =
                    filled.iter().map(|(key, value)| format!("{}={}", escape(key), escape(value))).collect();
                marked(&format!("{}/new", table.slug), &parts.join("&"))
            }
            Route::Share => "#/share".to_owned(),
            Route::Parcel(what) => marked("parcel", what),
            Route::History(look) => marked("history", &look.to_address()),
            Route::Backups => "#/backups".to_owned(),
            Route::Checkup => "#/checkup".to_owned(),
            Route::Conflicts => "#/conflicts".to_owned(),
            Route::Duplicates(what) => marked("duplicates", what),
            Route::Assign => "#/assign".to_owned(),
            Route::Sea(pool) if pool.is_empty() => "#/sea".to_owned(),
            Route::Sea(pool) => format!("#/sea/{}", escape(pool)),
            Route::Analysis(what) => marked("analysis", what),
            Route::Problems => "#/problems".to_owned(),
            Route::Capture => "#/capture".to_owned(),
            Route::Import => "#/import".to_owned(),
            Route::Settings => "#/settings".to_owned(),
            Route::Fields(of) if of.is_empty() => "#/fields".to_owned(),
            Route::Fields(of) => format!("#/fields/{}", escape(of)),
            Route::Privacy => "#/privacy".to_owned(),
            Route::Unknown(hash) => hash.clone(),
        }
    }

    /// The place of a record.
    #[must_use]
    pub fn of(at: &Ref) -> Route {
        crate::crm::entity(&at.entity).map_or_else(
            || Route::Unknown(String::new()),
            |table| Route::Record(table, at.id.to_string(), Aspect::default()),
        )
    }
}

/// The hash of a place and of how it is looked at.
fn marked(place: &str, query: &str) -> String {
    let mark = if query.is_empty() { "" } else { "?" };
    format!("#/{place}{mark}{query}")
}
