//! A row written over a record that is there already: field by field, by the rule chosen for each. A blank
//! cell never takes anything away, and what only commands may change stays.

use super::known::Links;
use super::row::Draft;
use super::settings::{Rule, Settings};
use crate::crm::input;
use crate::crm::schema::{Field, Kind};
use crate::crm::{Edits, Rec};
use crate::ledger::Value;

/// Whether a row would change a record. Names lead where `links` says, or to what is still to be made.
pub(super) fn changes(rec: &Rec<'_>, draft: &Draft, links: &Links, settings: &Settings) -> bool {
    let own = draft.fields.iter().filter_map(|(key, value)| Some((rec.table.field(key)?, value)));
    fields(rec, own, settings).next().is_some()
        || draft.links.iter().any(|named| {
            let to = links.find(named.to, &named.name).map_or(Value::Null, |(link, _)| link.clone());
            writes(rec, named.field, &to, settings.rule(named.field.key))
        })
        || points(rec, draft, settings).next().is_some()
}

/// Writes what a row changes of a record.
pub(super) fn write(edits: &mut Edits, rec: &Rec<'_>, draft: &Draft, settings: &Settings) {
    let own = draft.fields.iter().filter_map(|(key, value)| Some((rec.table.field(key)?, value)));
    for (field, value) in fields(rec, own, settings) {
        input::write(edits, rec.table.key, rec.id, Some(rec), field, value.clone());
    }
    for point in points(rec, draft, settings) {
        let value = Value::from(point.value);
        match point.over {
            Some(line) => edits.set("contact_point", &line, "value", value),
            None => {
                input::add_point(edits, rec.table.key, rec.id, point.kind, point.label, value, point.primary);
            }
        }
    }
}

/// The fields of a row that a record takes.
fn fields<'a>(
    rec: &'a Rec<'_>,
    own: impl Iterator<Item = (&'static Field, &'a Value)> + 'a,
    settings: &'a Settings,
) -> impl Iterator<Item = (&'static Field, &'a Value)> + 'a {
    own.filter(|(field, value)| writes(rec, field, value, settings.rule(field.key)))
}

/// Whether a record takes a value. A link to a record that is still to be made differs from any.
fn writes(rec: &Rec<'_>, field: &Field, value: &Value, rule: Rule) -> bool {
    if !field.is_editable() {
        return false;
    }
    let has = match field.kind {
        Kind::Tags | Kind::Choices(_) => Value::List(rec.tags(field.key).into_iter().map(Value::from).collect()),
        _ => rec.get(field.key).cloned().unwrap_or(Value::Null),
    };
    let differs = match (&has, value) {
        (Value::List(has), Value::List(given)) => {
            has.iter().any(|tag| !given.contains(tag)) || given.iter().any(|tag| !has.contains(tag))
        }
        (has, given) => has != given || given.is_empty(),
    };
    match rule {
        Rule::Fill => has.is_empty(),
        Rule::Overwrite => differs,
        Rule::Keep | Rule::Add => false,
    }
}

/// A contact point that a record takes.
struct Point<'a> {
    kind: &'static str,
    label: Option<&'static str>,
    value: &'a str,
    /// The line it is written over; none if it is added.
    over: Option<String>,
    primary: bool,
}

/// The contact points of a row that a record takes: to fill, those of a kind it has none of; to overwrite,
/// each that it has not, over the first of the same label, and further ones beside.
fn points<'a>(rec: &Rec<'_>, draft: &'a Draft, settings: &Settings) -> impl Iterator<Item = Point<'a>> {
    let mut taken: Vec<String> = Vec::new();
    let mut added: Vec<&str> = Vec::new();
    let mut points = Vec::new();
    for (kind, label, value) in &draft.points {
        let field = rec.table.fields.iter().find(|field| matches!(field.kind, Kind::Point(own) if own == *kind));
        let Some(field) = field.filter(|field| field.is_editable()) else { continue };
        let has = rec.points(kind);
        if has.iter().any(|point| point.text("value") == value) {
            continue;
        }
        let over = match settings.rule(field.key) {
            Rule::Fill if has.is_empty() => None,
            Rule::Overwrite => has
                .iter()
                .find(|point| {
                    label.is_none_or(|label| point.text("label") == label) && !taken.contains(&point.id.to_owned())
                })
                .map(|point| point.id.to_owned()),
            _ => continue,
        };
        taken.extend(over.clone());
        let primary = has.is_empty() && !added.contains(kind);
        added.push(kind);
        points.push(Point { kind, label: *label, value, over, primary });
    }
    points.into_iter()
}
