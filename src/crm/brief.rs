//! The brief: what to know before a call, on one desk: what was said last, what was promised, what is known, what
//! nobody asked yet, and what to say (F98).

use super::due::Due;
use super::member::role_of;
use super::next::next;
use super::schema::{Entity, Field, Kind, Now};
use super::script::{SCRIPT, script_for};
use super::story::follow_ups;
use super::story::heirs;
use super::view::{Rec, Ref};
use crate::ledger::Value;

/// What to know before a call.
#[derive(Clone, Debug)]
pub struct Brief {
    /// The last talk.
    pub last: Option<Ref>,
    /// What was promised and is still to be done, by its day.
    pub promised: Vec<(Ref, Option<Due>)>,
    /// What is known, each with the record that says so: the one that is called about, then those where its story
    /// goes on.
    pub known: Vec<(Ref, &'static Field)>,
    /// The questions nobody answered yet.
    pub open: Vec<&'static Field>,
    /// What to say.
    pub script: Option<Ref>,
    /// Where there is none and the member who looks may write one: what it would be a record of.
    pub wanting: Option<&'static Entity>,
}

/// The brief for a call about a record.
#[must_use]
pub fn brief(rec: &Rec<'_>, now: &Now) -> Brief {
    let when = |told: &Rec<'_>| told.get("at").and_then(Value::as_at);
    let last = follow_ups(rec).into_iter().max_by_key(|told| (when(told), told.at()));
    let told = |rec: &Rec<'_>| {
        let known = |field: &&'static Field| field.brief && !rec.value(field, now).is_empty();
        let at = rec.at();
        rec.table.fields.iter().filter(known).map(move |field| (at.clone(), field)).collect::<Vec<_>>()
    };
    let mut known = told(rec);
    for heir in heirs(rec).filter_map(|at| rec.view.at(&at)) {
        known.extend(told(&heir));
    }
    // A question that was answered with yes or no is no news before a call.
    known.retain(|(_, field)| !matches!(field.kind, Kind::Bool));
    let unanswered =
        |field: &&'static Field| field.brief && matches!(field.kind, Kind::Bool) && rec.get(field.key).is_none();
    let script = script_for(rec).map(|script| script.at());
    let writes = role_of(&rec.view).is_staff() && rec.table.field("stage").is_some();
    Brief {
        last: last.map(|told| told.at()),
        promised: next(rec, now).open,
        known,
        open: rec.table.fields.iter().filter(unanswered).collect(),
        wanting: (writes && script.is_none()).then_some(&SCRIPT),
        script,
    }
}
