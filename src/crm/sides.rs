//! Sides: what two people disagree about, one beside the other, for whoever decides (F31, F126).

use super::schema::{Field, Kind, Now};
use super::story::follow_ups;
use super::view::{Rec, Ref};
use crate::ledger::Value;
use crate::ledger::order::sort_by_key;

/// One side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The member who stands on it.
    pub who: Option<Ref>,
    /// What it rests on: a customer held, a registration, a lead.
    pub at: Ref,
    /// What speaks for it, by the keys of the fields that say so.
    pub said: Vec<&'static str>,
    /// What the member did there, the newest first.
    pub did: Vec<Ref>,
}

/// The side that a member takes with a record: what these fields of it say, and what the member did about another.
#[must_use]
pub fn side(rec: &Rec<'_>, who: Option<&str>, fields: &[&str], about: Option<&Rec<'_>>, now: &Now) -> Side {
    let said = |field: &&Field| fields.contains(&field.key) && !rec.value(field, now).is_empty();
    let mut did = who.zip(about).map(|(who, about)| work(about, who)).unwrap_or_default();
    did.retain(|at| *at != rec.at());
    Side {
        who: who.map(|id| Ref::new("member", id)),
        at: rec.at(),
        said: rec.table.fields.iter().filter(said).map(|field| field.key).collect(),
        did,
    }
}

/// What a member did about a record: follow-ups of its story, and whatever else of theirs leads there.
fn work(rec: &Rec<'_>, who: &str) -> Vec<Ref> {
    let owns = |rec: &Rec<'_>| rec.get("owner").and_then(Value::as_link).is_some_and(|(_, id)| id == who);
    let wrote = |rec: &Rec<'_>| rec.created().1 == Some(who);
    let mut all: Vec<Rec<'_>> = follow_ups(rec).into_iter().filter(wrote).collect();
    let links = |field: &Field| matches!(field.kind, Kind::Link(to) if to.contains(&rec.table.key));
    for table in rec.view.tables().filter(|table| table.area.is_some() && table.field("owner").is_some()) {
        if table.fields.iter().any(links) {
            all.extend(rec.view.linking(table.key, &rec.at()).into_iter().filter(owns));
        }
    }
    let when = |rec: &Rec<'_>| rec.get("at").and_then(Value::as_at).or(rec.created().0);
    sort_by_key(&mut all, |rec| (std::cmp::Reverse(when(rec)), rec.at()));
    let mut all: Vec<Ref> = all.iter().map(Rec::at).collect();
    all.dedup();
    all
}
