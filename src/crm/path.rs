//! The path of a record: the steps its state leads through from beginning to end, where it stands on them,
//! and what leads to each.

use super::moves::{Move, moves};
use super::record;
use super::schema::{Choice, Field, Kind, Now};
use super::view::{Rec, Ref, View};
use crate::ledger::Value;
use crate::ledger::order::sort_by_key;

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
    /// Since how many days it stands where it stands, if that is known.
    pub days: Option<i64>,
    /// The nearest state, from where it stands onwards, for which fields are blank that must not be, and these: name and
    /// message key of the label.
    pub lacks: Option<(&'static Choice, Vec<(&'static str, &'static str)>)>,
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
    let steps: Vec<Step> = field.path.iter().enumerate().filter_map(|(nth, key)| step(key, Some(nth))).collect();
    let beside = choices.iter().filter(|choice| !field.path.contains(&choice.key));
    let exits = beside.filter_map(|choice| step(choice.key, None));
    let exits = exits.filter(|step| step.place == Place::Current || step.way.is_some());
    let exits: Vec<Step> = exits.collect();
    let here = steps.iter().chain(&exits).filter(|step| step.place == Place::Current);
    let ahead = steps.iter().filter(|step| step.place == Place::Ahead).chain(&exits);
    let lacking = |step: &Step| {
        let fields = record::lacking(&rec, step.choice.key, now);
        (step.choice, fields.into_iter().map(|field| (field.key, field.label)).collect::<Vec<_>>())
    };
    let lacks = here.chain(ahead).map(lacking).find(|(_, fields)| !fields.is_empty());
    Some(Path { steps, exits, days: days(&rec, field, own, now), lacks })
}

/// The days since a record came to where it stands: since the step began or, where that is not noted, since the
/// state was written.
fn days(rec: &Rec<'_>, field: &Field, own: &str, now: &Now) -> Option<i64> {
    let noted = || rec.get(since(field, own)?)?.as_at();
    let written = || rec.record.live(field.key).first().filter(|_| field.is_stored())?.stamp.t;
    let begun = noted().or_else(written)?;
    Some((now.today() - now.date_of(begun)).num_days()).filter(|days| *days >= 0)
}

/// The field that holds since when a record stands at a step of the path of a state.
fn since(field: &Field, step: &str) -> Option<&'static str> {
    field.since.get(field.path.iter().position(|key| *key == step)?).copied()
}

/// The furthest step of its path a record ever came to, as far as it is noted; for computed fields.
#[must_use]
pub fn furthest(_: &View<'_>, rec: &Rec<'_>, now: &Now) -> Value {
    let Some(field) = rec.table.status.and_then(|key| rec.table.field(key)) else { return Value::Null };
    let value = rec.value(field, now);
    let stands = field.path.iter().position(|key| value.as_text() == Some(key));
    // Whether it stands at the end of the path is all there is to know: what closes a record otherwise may note a time
    // there, too.
    let before = field.since.split_last().map_or(&[][..], |(_, before)| before);
    let begun = before.iter().rposition(|key| rec.get(key).is_some());
    stands.max(begun).and_then(|step| field.path.get(step)).map_or(Value::Null, |key| Value::from(*key))
}

/// A time that a record spent at a step of its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The step, by its number on the path.
    pub step: usize,
    /// When it began, milliseconds since 1970 UTC.
    pub from: i64,
    /// When the next began; the moment somebody looks, where the record is still there; `None` where it went beside
    /// the path and nobody noted when.
    pub until: Option<i64>,
}

/// The times a record spent at the steps of its path, in their order. Of a step it came back to only the last is
/// known; of one it was at before these times were noted, none.
#[must_use]
pub fn stays(rec: &Rec<'_>, field: &Field, now: &Now) -> Vec<Stay> {
    let begun = field.since.iter().enumerate().filter_map(|(step, key)| Some((rec.get(key)?.as_at()?, step)));
    let mut begun: Vec<(i64, usize)> = begun.collect();
    sort_by_key(&mut begun, |begun| *begun);
    let value = rec.value(field, now);
    let stands = field.path.iter().position(|key| value.as_text() == Some(key));
    let stay = |(nth, (from, step)): (usize, &(i64, usize))| {
        let next = begun.get(nth + 1).map(|(next, _)| *next);
        let until = next.or_else(|| (stands == Some(*step)).then_some(now.instant.max(*from)));
        Stay { step: *step, from: *from, until }
    };
    begun.iter().enumerate().map(stay).collect()
}
