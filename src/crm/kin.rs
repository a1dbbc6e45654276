//! Kin: which records belong together when some of them travel.
//!
//! A record goes with its lines and with the duplicates it stands for; without them it would not be what
//! people see. What else leads to it (its contacts, what was said about it) goes along if so wished. It is
//! all read from the tables.

use super::member::MEMBER;
use super::schema::{Kind, entities, entity};
use super::view::{Ref, View};
use crate::ledger::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The field that says whose a record is.
const OWNER: &str = "owner";

/// These records as they are seen, with what leads to them, and what leads to that. Records that stand in
/// no menu (members, settings) belong to everybody and lead nowhere.
#[must_use]
pub fn related(view: &View<'_>, which: &[Ref]) -> BTreeSet<Ref> {
    let mut found: BTreeSet<Ref> = seen(view, which);
    let mut next: Vec<Ref> = found.iter().cloned().collect();
    while let Some(at) = next.pop() {
        let listed = entities().iter().filter(|table| table.area.is_some());
        for rec in listed.flat_map(|table| view.linking(table.key, &at)) {
            if found.insert(rec.at()) {
                next.push(rec.at());
            }
        }
    }
    found
}

/// These records as they are seen: a duplicate by the one that stands for it, and none that is deleted.
#[must_use]
pub fn seen(view: &View<'_>, which: &[Ref]) -> BTreeSet<Ref> {
    which.iter().filter_map(|at| Some(view.at(at)?.at())).collect()
}

/// The records of the ledger that these are made of: themselves, their duplicates, and the lines of all,
/// those deleted among them too.
#[must_use]
pub fn whole(view: &View<'_>, which: &BTreeSet<Ref>) -> BTreeSet<Ref> {
    let state = view.state();
    let mut all: BTreeSet<Ref> = BTreeSet::new();
    let mut next: Vec<Ref> = which.iter().cloned().collect();
    while let Some(at) = next.pop() {
        if !all.insert(at.clone()) {
            continue;
        }
        let members = state.members(&at.entity, &at.id).into_iter();
        next.extend(members.chain(state.lines(&at.entity, &at.id)).map(|(entity, id)| Ref { entity, id }));
    }
    all
}

/// Whether a line goes along where of some entities only some fields go: one that is shown as a field of its
/// parent goes where that field does, and any other stays.
#[must_use]
pub fn goes(view: &View<'_>, line: &Ref, fields: &BTreeMap<String, BTreeSet<String>>) -> bool {
    let Some(record) = view.state().record(&line.entity, &line.id) else { return true };
    let Some((table, fields)) = record.parent().and_then(|(of, _)| Some((entity(of)?, fields.get(of)?))) else {
        return true;
    };
    let kind = record.get("kind").and_then(Value::as_text);
    let shown = table.fields.iter().find(|field| matches!(field.kind, Kind::Point(of) if Some(of) == kind));
    shown.is_some_and(|field| fields.contains(field.key))
}

/// The members that these fields of records name, and the one who looks. They have to be known by name
/// wherever the records are.
#[must_use]
pub fn people(view: &View<'_>, records: &BTreeSet<Ref>, goes: impl Fn(&Ref, &str) -> bool) -> BTreeSet<Ref> {
    let found = records.iter().filter_map(|at| Some((at, view.state().record(&at.entity, &at.id)?)));
    let fields = found.flat_map(|(at, record)| record.fields().map(move |(field, live)| (at, field, live)));
    let writes = fields.filter(|(at, field, _)| goes(at, field)).flat_map(|(.., live)| live);
    let named = writes
        .filter_map(|write| write.value.as_link())
        .filter(|(entity, _)| *entity == MEMBER.key)
        .map(|(entity, id)| Ref::new(entity, id));
    named.chain([Ref::new(MEMBER.key, view.me())]).collect()
}

/// The records of a member.
#[must_use]
pub fn owned(view: &View<'_>, member: &str) -> Vec<Ref> {
    let member = Ref::new(MEMBER.key, member);
    let tables = entities().iter().filter(|table| {
        let owner = table.field(OWNER).filter(|field| matches!(field.kind, Kind::Link(_)));
        table.area.is_some() && owner.is_some()
    });
    let records = tables.flat_map(|table| view.linking(table.key, &member));
    records.filter(|rec| rec.get(OWNER) == Some(&member.link())).map(|rec| rec.at()).collect()
}
