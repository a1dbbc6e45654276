//! The path of a record: the steps its state leads through from beginning to end, where it stands on them,
//! and what leads to each.

use super::moves::{Move, moves};
use super::schema::{Choice, Field, Kind, Now};
use super::view::{Rec, Ref, View};

/// A state on the path of a record, or beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The state.
    pub choice: &'static Choice,
    /// Where it lies, seen from where the record stands.
    pub place: Place,
    /// How the record can be brought there now, by the member who looks.
    pub way: Option<Move>,
}

/// Where a state lies, seen from where a record stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Behind it.
    Passed,
    /// There it stands.
    Current,
    /// Before it, or not to be told from where it stands.
    Ahead,
}

/// The path of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// The states beside them: where it stands, and those it can be brought to.
    pub exits: Vec<Step>,
    /// Since how many days it stands where it stands; unknown for a state that is computed.
    pub days: Option<i64>,
}

/// The path of a record; `None` where its states have no order.
#[must_use]
pub fn path(view: &View<'_>, at: &Ref, now: &Now) -> Option<Path> {
    let rec = view.at(at)?;
    let field = rec.table.field(rec.table.status?).filter(|field| !field.path.is_empty())?;
    let Kind::Choice(choices) = field.kind else { return None };
    let value = rec.value(field, now);
    let own = value.as_text().unwrap_or_default();
    let stands = field.path.iter().position(|key| *key == own);
    let ways = moves(view, at, field, now);
    let step = |key: &str, nth: Option<usize>| {
        let place = match (key == own, nth, stands) {
            (true, ..) => Place::Current,
            (_, Some(nth), Some(stands)) if nth < stands => Place::Passed,
            _ => Place::Ahead,
        };
        let way = ways.iter().find(|(to, _)| *to == key).map(|(_, way)| *way);
        Some(Step { choice: choices.iter().find(|choice| choice.key == key)?, place, way })
    };
    let steps = field.path.iter().enumerate().filter_map(|(nth, key)| step(key, Some(nth))).collect();
    let beside = choices.iter().filter(|choice| !field.path.contains(&choice.key));
    let exits = beside.filter_map(|choice| step(choice.key, None));
    let exits = exits.filter(|step| step.place == Place::Current || step.way.is_some()).collect();
    Some(Path { steps, exits, days: days(&rec, field, now) })
}

/// The days since a state was written.
fn days(rec: &Rec<'_>, field: &Field, now: &Now) -> Option<i64> {
    let written = rec.record.live(field.key).first()?.stamp.t?;
    Some((now.today() - now.date_of(written)).num_days()).filter(|days| field.is_stored() && *days >= 0)
}
