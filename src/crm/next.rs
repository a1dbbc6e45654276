//! What is to be done next with a record: when somebody will be in touch, and the tasks about it that are
//! open.

use super::due::{self, Due};
use super::schema::{Entity, Field, Kind, Now, entities};
use super::view::{Rec, Ref};
use crate::ledger::order::sort_by_cached_key;

/// What is to be done next with a record.
#[derive(Clone, Debug)]
pub struct Next {
    /// The field that says when it is next due, and what it says; none where nothing more is to be done.
    pub by: Option<(&'static Field, Option<Due>)>,
    /// What is open about it, by its day; what has none comes last.
    pub open: Vec<(Ref, Option<Due>)>,
}

/// What is to be done next with a record.
#[must_use]
pub fn next(rec: &Rec<'_>, now: &Now) -> Next {
    let by = due::field(rec).map(|(field, _)| (field, due::of(rec, now)));
    let tables = entities().iter().filter(|table| due::can_be(table) && is_about(table, rec.table));
    let about = tables.flat_map(|table| rec.view.linking(table.key, &rec.at()));
    let about = about.filter(|task| due::field(task).is_some());
    let about = about.filter(|task| {
        let to = task.get(ABOUT).and_then(|link| rec.view.follow(link));
        to.is_some_and(|to| to.at() == rec.at())
    });
    let mut open: Vec<(Ref, Option<Due>)> = about.map(|task| (task.at(), due::of(&task, now))).collect();
    sort_by_cached_key(&mut open, |(at, due)| (due.is_none(), due.map(|due| due.day), at.clone()));
    Next { by, open }
}

/// The field by which an entity says what it is about.
pub const ABOUT: &str = "about";

/// Whether records of an entity are about records of another.
#[must_use]
pub fn is_about(table: &Entity, of: &Entity) -> bool {
    table.field(ABOUT).is_some_and(|field| matches!(field.kind, Kind::Link(to) if to.contains(&of.key)))
}
