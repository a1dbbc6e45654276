//! The story of a record: what was said about it, and about those whose story goes on with it.
//!
//! What was said about a lead stands on the timeline of the customer it became; what is said to a contact or about
//! an opportunity, on that of their customer (F6, F138). Nothing is copied for that: a link that
//! [carries](super::Field::carries) is enough, so what a colleague wrote to the lead meanwhile arrives there too.

use super::schema::{Kind, entities};
use super::view::{Rec, Ref};

/// The records where the story of a record goes on.
pub fn heirs(rec: &Rec<'_>) -> impl Iterator<Item = Ref> {
    let carriers = rec.table.fields.iter().filter(|field| field.carries);
    carriers.filter_map(|field| rec.view.follow(rec.get(field.key)?)).map(|to| to.at())
}

/// The record, and the records whose story goes on with it.
#[must_use]
pub fn subjects(rec: &Rec<'_>) -> Vec<Ref> {
    let own = rec.at();
    let mut all = vec![own.clone()];
    for table in entities() {
        let here = |kind: Kind| matches!(kind, Kind::Link(to) if to.contains(&&*own.entity));
        let carriers = || table.fields.iter().filter(|field| field.carries && here(field.kind));
        if carriers().next().is_none() {
            continue;
        }
        for from in rec.view.linking(table.key, &own) {
            let leads_here = carriers().any(|field| {
                from.get(field.key).and_then(|link| rec.view.follow(link)).is_some_and(|to| to.at() == own)
            });
            if leads_here && !all.contains(&from.at()) {
                all.push(from.at());
            }
        }
    }
    all
}

/// The follow-ups of a record's story, in no particular order.
#[must_use]
pub fn follow_ups<'a>(rec: &Rec<'a>) -> Vec<Rec<'a>> {
    subjects(rec).iter().flat_map(|at| rec.view.linking("follow_up", at)).collect()
}
