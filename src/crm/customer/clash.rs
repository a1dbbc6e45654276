//! Clashes: colleagues at work on a customer that is another's, without anybody having said that they work together
//! (F31). A clash is a reason to ask, never a proof.

use super::facts::Facts;
use crate::crm::collaborator::COLLABORATOR;
use crate::crm::schema::{Choice, DAY, Mark, Now};
use crate::crm::view::Rec;
use crate::ledger::Value;
use crate::ledger::order::gather;
use std::collections::BTreeSet;

/// What clashes.
pub static CLASHES: &[Choice] = &[
    Choice::new("poaching", "choice-clash-poaching")
        .mark(Mark::Waiting)
        .synonyms(&["a colleague follows it up", "同事也在跟进"]),
    Choice::new("double", "choice-clash-double")
        .mark(Mark::Nobody)
        .synonyms(&["a colleague has a deal with it", "同事也有商机"]),
];

/// For how many days what a colleague did is looked at.
const LATELY: i64 = 30;

/// The clash of a customer that somebody holds, and the colleague.
#[must_use]
pub fn clash(rec: &Rec<'_>, now: &Now) -> Option<(&'static str, String)> {
    let facts = Facts::of(rec);
    facts.owner.as_ref()?;
    if facts.dealers.is_empty() && facts.talkers.is_empty() {
        return None;
    }
    let member = |rec: &Rec<'_>, field: &str| rec.get(field).and_then(Value::as_link).map(|(_, id)| id.to_owned());
    let seats = rec.view.linking(COLLABORATOR.key, &rec.at());
    let today = now.today();
    let sits = |seat: &&Rec<'_>| seat.get("until").and_then(Value::as_date).is_none_or(|until| until >= today);
    let with: BTreeSet<String> = gather(seats.iter().filter(sits).filter_map(|seat| member(seat, "member")));
    let stranger = |who: &&std::sync::Arc<str>| !with.contains(&***who);
    if let Some(who) = facts.dealers.iter().find(stranger) {
        return Some(("double", who.to_string()));
    }
    let since = now.instant.saturating_sub(LATELY * DAY);
    let lately = facts.talkers.iter().filter(|(_, at)| *at > since).map(|(who, _)| who);
    lately.into_iter().find(stranger).map(|who| ("poaching", who.to_string()))
}
