//! Saved views: a list's address under a name, for its owner alone or for everybody.
//!
//! They are records like any other: they travel with files, merge, and can be taken back. "For its owner
//! alone" is order, not secrecy: whoever holds the file has them all.

use super::schema::{Entity, Field, Kind, PLAIN};
use super::{Edits, Rec, View, shared};
use crate::ledger::Value;
use crate::ledger::order::sort_by_cached_key;

/// The table of saved views.
pub static LIST_VIEW: Entity = Entity {
    key: "list_view",
    slug: "list-views",
    label: "entity-list-view",
    plural: "entity-list-views",
    icon: "table",
    fields: FIELDS,
    title: &["name"],
    sort: ("name", false),
    ..PLAIN
};

/// The fields of a saved view.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "list-view-name").required().column(240),
    // The entity it lists, by key.
    Field::new("list", Kind::Text, "list-view-list").column(120),
    // The part of the list's address after the question mark.
    Field::new("address", Kind::Text, "list-view-address"),
    // Whose it is; everybody's if blank.
    shared::OWNER.column(128),
    // The members whose lists begin with it.
    Field::new("first_for", Kind::Tags, "list-view-first-for"),
];

/// A saved view, as the member who looks sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// The record id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The part of the list's address after the question mark.
    pub address: String,
    /// Whether everybody sees it.
    pub shared: bool,
    /// Whether the viewer's list begins with it.
    pub first: bool,
}

impl SavedView {
    /// The saved views of an entity's list, by name: those of everybody and the viewer's own.
    #[must_use]
    pub fn all(view: &View<'_>, list: &str) -> Vec<SavedView> {
        let seen = |rec: &Rec<'_>| {
            let owner = rec.get("owner");
            rec.text("list") == list && owner.is_none_or(|owner| *owner == view.my_link())
        };
        let saved = |rec: Rec<'_>| SavedView {
            id: rec.id.to_owned(),
            name: rec.title(),
            address: rec.text("address").to_owned(),
            shared: rec.get("owner").is_none(),
            first: rec.tags("first_for").contains(view.me()),
        };
        let mut all: Vec<SavedView> = view.records(LIST_VIEW.key).filter(seen).map(saved).collect();
        sort_by_cached_key(&mut all, |saved| (super::pinyin::sort_key(&saved.name), saved.id.clone()));
        all
    }

    /// Saves a new view; with `first`, the viewer's list begins with it.
    #[must_use]
    pub fn create(view: &View<'_>, list: &str, name: &str, address: &str, shared: bool, first: bool) -> Edits {
        let mut edits = Edits::new();
        let id = edits.create();
        edits.set(LIST_VIEW.key, &id, "list", list);
        edits.set(LIST_VIEW.key, &id, "name", name);
        edits.set(LIST_VIEW.key, &id, "address", address);
        edits.set(LIST_VIEW.key, &id, "owner", if shared { Value::Null } else { view.my_link() });
        if first {
            edits.set(LIST_VIEW.key, &id, &format!("first_for:{}", view.me()), true);
            put_last(&mut edits, view, list);
        }
        edits
    }

    /// Saves it anew, as what it is given as.
    #[must_use]
    pub fn write(&self, view: &View<'_>) -> Edits {
        let mut edits = Edits::new();
        let was = SavedView::all(view, view.get(LIST_VIEW.key, &self.id).map_or("", |rec| rec.text("list")));
        let Some(was) = was.into_iter().find(|was| was.id == self.id) else { return edits };
        if was.name != self.name {
            edits.set(LIST_VIEW.key, &self.id, "name", self.name.as_str());
        }
        if was.address != self.address {
            edits.set(LIST_VIEW.key, &self.id, "address", self.address.as_str());
        }
        if was.shared != self.shared {
            let owner = if self.shared { Value::Null } else { view.my_link() };
            edits.set(LIST_VIEW.key, &self.id, "owner", owner);
        }
        edits
    }

    /// Lets the viewer's list of an entity begin with this view; with the plain one if `None`.
    #[must_use]
    pub fn put_first(view: &View<'_>, list: &str, id: Option<&str>) -> Edits {
        let mut edits = Edits::new();
        for saved in SavedView::all(view, list) {
            let first = Some(saved.id.as_str()) == id;
            if saved.first != first {
                edits.set(LIST_VIEW.key, &saved.id, &format!("first_for:{}", view.me()), first);
            }
        }
        edits
    }

    /// Removes it.
    #[must_use]
    pub fn remove(&self) -> Edits {
        let mut edits = Edits::new();
        edits.delete(LIST_VIEW.key, &self.id);
        edits
    }
}

/// No view of these is the first any more.
fn put_last(edits: &mut Edits, view: &View<'_>, list: &str) {
    for saved in SavedView::all(view, list).into_iter().filter(|saved| saved.first) {
        edits.set(LIST_VIEW.key, &saved.id, &format!("first_for:{}", view.me()), false);
    }
}
