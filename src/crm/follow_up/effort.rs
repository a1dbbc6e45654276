//! What the effort of a follow-up came to: the deal it was made for, and its share of what that brought in (F93).

use super::fields::ABOUT;
use crate::crm::opportunity::OPPORTUNITY;
use crate::crm::story::{follow_ups, heirs};
use crate::crm::view::Rec;
use crate::ledger::Value;

/// The deal a follow-up was made for: the one it is about, or that came of what it is about.
fn deal<'a>(talk: &Rec<'a>) -> Option<Rec<'a>> {
    let about = talk.view.follow(talk.get(ABOUT.key)?)?;
    if about.table.key == OPPORTUNITY.key {
        return Some(about);
    }
    let mut came = heirs(&about).filter(|at| *at.entity == *OPPORTUNITY.key);
    came.next().and_then(|at| talk.view.at(&at))
}

/// Where the deal came from, or what the follow-up is about.
#[must_use]
pub fn source<'a>(talk: &Rec<'a>) -> Option<&'a str> {
    let of = |rec: &Rec<'a>| Some(rec.text("source")).filter(|source| !source.is_empty());
    deal(talk).as_ref().and_then(of).or_else(|| of(&talk.view.follow(talk.get(ABOUT.key)?)?))
}

/// How the deal stands; `None` if there is none.
#[must_use]
pub fn outcome<'a>(talk: &Rec<'a>) -> Option<&'a str> {
    Some(deal(talk)?.text("stage")).filter(|stage| !stage.is_empty())
}

/// The share of a follow-up in the amount of a deal that was won: all that were made for it have the same, and
/// together they have all of it.
#[must_use]
pub fn earned(talk: &Rec<'_>) -> Value {
    let share = || {
        let deal = deal(talk).filter(|deal| deal.text("stage") == "won")?;
        let Some(Value::Money(minor, currency)) = deal.get("amount") else { return None };
        let mut all: Vec<&str> = follow_ups(&deal).iter().map(|one| one.id).collect();
        all.sort_unstable();
        let (count, nth) = (i128::try_from(all.len()).ok()?, all.iter().position(|id| *id == talk.id)?);
        let (minor, nth) = (i128::from(*minor), i128::try_from(nth).ok()?);
        // What cannot be divided goes to one of them or another, so that nothing is lost.
        let share = minor * (nth + 1) / count - minor * nth / count;
        Some(Value::Money(i64::try_from(share).ok()?, currency.clone()))
    };
    share().unwrap_or(Value::Null)
}
