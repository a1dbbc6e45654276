//! Who may take what from a pool. All of it is a function of the state and the time (features.md rule a).

use super::POOL;
use super::fields::{COOLING, PER_DAY};
use super::member::POOL_MEMBER;
use crate::crm::command::Refusal;
use crate::crm::lead::LEAD;
use crate::crm::lead::states::State;
use crate::crm::member::{MEMBER, role_of};
use crate::crm::schema::{DAY, Now};
use crate::crm::view::{Rec, Ref, View};
use crate::ledger::Value;
use chrono::DateTime;

/// The pool a lead lies in.
#[must_use]
pub fn of<'a>(lead: &Rec<'a>) -> Option<Rec<'a>> {
    lead.view.follow(lead.get(POOL.key)?)
}

/// Whether the member who looks keeps a pool.
#[must_use]
pub fn keeps(view: &View<'_>, pool: &Rec<'_>) -> bool {
    pool.get("keeper").and_then(Value::as_link).is_some_and(|(_, member)| member == view.me())
}

/// Refuses a claim that the pool's rules do not allow.
///
/// # Errors
/// `refused-pool-member` for who is not among its members, `refused-pool-region` for who works elsewhere, `refused-pool-cooling` for who gave the lead back lately,
/// `refused-pool-limit` if the day's share has been claimed.
pub fn may_claim(view: &View<'_>, lead: &Rec<'_>, already: usize, now: &Now) -> Result<(), Refusal> {
    let Some(pool) = of(lead) else { return Ok(()) };
    let named = |refusal: Refusal| refusal.with("pool", pool.title());
    let looks_after = role_of(view).is_staff() || keeps(view, &pool);
    let mut members = view.linking(POOL_MEMBER.key, &pool.at()).into_iter().peekable();
    let me = view.my_link();
    if members.peek().is_some() && !looks_after && !members.any(|seat| seat.get("member") == Some(&me)) {
        return Err(named(Refusal::new("refused-pool-member")));
    }
    let place = |rec: &Rec<'_>| rec.text("region").trim().to_lowercase();
    let here = place(&pool);
    let mine = view.get(MEMBER.key, view.me()).map(|me| place(&me)).unwrap_or_default();
    if !here.is_empty() && mine != here && !looks_after {
        return Err(named(Refusal::new("refused-pool-region")).with("region", pool.text("region")));
    }
    if let Some(free) = free_from(view, lead, &pool).filter(|free| *free > now.instant) {
        let day = DateTime::from_timestamp_millis(free).map(|_| now.date_of(free).to_string()).unwrap_or_default();
        return Err(named(Refusal::new("refused-pool-cooling")).with("day", day));
    }
    let limit = pool.get(PER_DAY.key).and_then(Value::as_int).and_then(|limit| usize::try_from(limit).ok());
    if let Some(limit) = limit.filter(|limit| claimed_today(view, &pool, now) + already >= *limit) {
        return Err(named(Refusal::new("refused-pool-limit")).with("limit", limit.to_string()));
    }
    Ok(())
}

/// From when the member who looks may claim a lead that he gave back himself.
fn free_from(view: &View<'_>, lead: &Rec<'_>, pool: &Rec<'_>) -> Option<i64> {
    let days = pool.get(COOLING.key).and_then(Value::as_int).filter(|days| *days > 0)?;
    let (_, last) = lead.get("last_owner")?.as_link()?;
    let since = lead.get("pool_since")?.as_at()?;
    (last == view.me()).then(|| since.saturating_add(days.saturating_mul(DAY)))
}

/// How many leads the member who looks has claimed from a pool today, also those he gave back since.
fn claimed_today(view: &View<'_>, pool: &Rec<'_>, now: &Now) -> usize {
    let me = view.my_link();
    let today = |at: Option<&Value>| at.and_then(Value::as_at).is_some_and(|at| now.date_of(at) == now.today());
    let mine = view.linking(LEAD.key, &Ref::new(MEMBER.key, view.me()));
    let claimed = mine.iter().filter(|lead| {
        let his = lead.get("owner") == Some(&me) || lead.get("last_owner") == Some(&me);
        let from = lead.get("pool_before").and_then(|link| view.follow(link)).is_some_and(|from| from.id == pool.id);
        his && from && today(lead.get("claimed_at"))
    });
    claimed.count()
}

/// The leads that wait in a pool.
pub fn leads<'a>(view: &View<'a>, pool: &Ref) -> impl Iterator<Item = Rec<'a>> {
    let found = view.linking(LEAD.key, pool);
    let own = pool.clone();
    found
        .into_iter()
        .filter(move |lead| State::of(lead) == State::Unassigned && of(lead).is_some_and(|pool| pool.at() == own))
}

/// How many leads wait in a pool.
#[must_use]
pub fn waiting(view: &View<'_>, pool: &Ref) -> usize {
    leads(view, pool).count()
}

/// Since when the lead waits that has waited longest.
#[must_use]
pub fn oldest(view: &View<'_>, pool: &Ref) -> Option<i64> {
    leads(view, pool).filter_map(|lead| lead.get("pool_since").and_then(Value::as_at).or(lead.created().0)).min()
}
