//! Copying records of one workspace into another.
//!
//! A copy is a new record. Its lines (contact points) come along; links among the copied stay links, a
//! link to oneself leads to oneself there, and links to what stays behind are left out. What cannot be
//! without such a link stays behind itself, and is named before anybody decides.

use super::Edits;
use super::schema::{Field, Kind, entities};
use super::view::{Rec, Ref, View};
use crate::ledger::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The field by which a line names what it is a line of.
const PARENT: &str = "_parent";

/// What would be copied, and what stays behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The records that are copied.
    pub taken: Vec<Ref>,
    /// Their lines.
    lines: Vec<Ref>,
    /// What was asked for and stays behind.
    pub left: Vec<Left>,
}

/// A record that stays behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The record.
    pub at: Ref,
    /// What it is called.
    pub title: String,
    /// What it belongs to, which stays behind too.
    pub of: String,
}

impl Plan {
    /// Plans a copy of these records.
    #[must_use]
    pub fn new(from: &View<'_>, which: &[Ref]) -> Plan {
        let mut taken: BTreeSet<Ref> = which.iter().filter_map(|at| Some(from.at(at)?.at())).collect();
        let mut left = Vec::new();
        // Whatever belongs to a record that stays has to stay as well, and so on.
        loop {
            let bound = |at: &Ref| Some((from.at(at)?, anchor(from, &from.at(at)?, &taken)?));
            let stays: Vec<(Rec<'_>, Ref)> = taken.iter().filter_map(bound).collect();
            if stays.is_empty() {
                break;
            }
            for (rec, of) in stays {
                let of = from.at(&of).map(|of| of.title()).unwrap_or_default();
                taken.remove(&rec.at());
                left.push(Left { at: rec.at(), title: rec.title(), of });
            }
        }
        let tables = entities().iter().filter(|table| table.field(PARENT).is_some());
        let lines = tables.flat_map(|table| taken.iter().flat_map(|at| from.linking(table.key, at)));
        // A line that leads to what stays behind would say nothing there.
        let lines = lines.filter(|line| !taken.contains(&line.at()) && anchor(from, line, &taken).is_none());
        let lines: BTreeSet<Ref> = lines.map(|line| line.at()).collect();
        Plan { taken: taken.into_iter().collect(), lines: lines.into_iter().collect(), left }
    }

    /// The edits that create the copies in another workspace, as the member who looks there.
    #[must_use]
    pub fn edits(&self, from: &View<'_>, to: &View<'_>) -> Edits {
        let mut edits = Edits::new();
        let all: Vec<&Ref> = self.taken.iter().chain(&self.lines).collect();
        let new: BTreeMap<&Ref, String> = all.iter().map(|at| (*at, edits.create())).collect();
        let link = |entity: &str, id: &str| {
            let at = from.get(entity, id)?.at();
            if at.link() == from.my_link() {
                return Some(to.my_link());
            }
            new.get(&at).map(|id| Value::Link(entity.to_owned(), id.clone()))
        };
        let translate = |value: &Value| match value {
            Value::Link(entity, id) => link(entity, id),
            Value::List(items) if items.iter().any(|item| item.as_link().is_some()) => {
                let kept = items.iter().filter_map(|item| match item.as_link() {
                    Some((entity, id)) => link(entity, id),
                    None => Some(item.clone()),
                });
                Some(Value::List(kept.collect()))
            }
            other => Some(other.clone()),
        };
        for at in all {
            let (Some(rec), Some(id)) = (from.at(at), new.get(at)) else { continue };
            for (name, value) in values(&rec) {
                if let Some(value) = translate(&value) {
                    edits.set(&at.entity, id, &name, value);
                }
            }
        }
        edits
    }
}

/// What a record cannot be without and that is not among the taken.
fn anchor(from: &View<'_>, rec: &Rec<'_>, taken: &BTreeSet<Ref>) -> Option<Ref> {
    let bound = |field: &&Field| field.required && field.is_stored() && matches!(field.kind, Kind::Link(_));
    let mut links = rec.table.fields.iter().filter(bound).filter_map(|field| from.follow(rec.get(field.key)?));
    links.find(|to| !taken.contains(&to.at()) && to.at().link() != from.my_link()).map(|to| to.at())
}

/// What is stored of a record, as it is seen: with what its duplicates fill in, and with fields of newer
/// versions, but nothing the ledger keeps for itself.
fn values(rec: &Rec<'_>) -> BTreeMap<String, Value> {
    let own = rec.record.fields().map(|(name, _)| name);
    let names = own.chain(rec.table.fields.iter().map(|field| field.key));
    let names = names.filter(|name| !name.starts_with('_') || *name == PARENT);
    let mut values: BTreeMap<String, Value> =
        names.filter_map(|name| Some((name.to_owned(), rec.get(name)?.clone()))).collect();
    for field in rec.table.fields.iter().filter(|field| field.kind.is_set()) {
        values.extend(rec.tags(field.key).into_iter().map(|tag| (format!("{}:{tag}", field.key), true.into())));
    }
    // An element that was taken off says nothing about a new record.
    values.retain(|name, value| !(name.contains(':') && *value == Value::Bool(false)));
    values
}
