//! Who may take what from a pool. All of it is a function of the state and the time (features.md rule a).

use super::POOL;
use super::fields::{COOLING, FRESH, PER_DAY};
use super::member::POOL_MEMBER;
use crate::crm::command::Refusal;
use crate::crm::customer::CUSTOMER;
use crate::crm::customer::facts::Facts;
use crate::crm::customer::place::Standing;
use crate::crm::lead::LEAD;
use crate::crm::lead::states::State;
use crate::crm::member::{MEMBER, role_of};
use crate::crm::recycle_rule::regime::{self, Regime};
use crate::crm::region::{covered, works_within};
use crate::crm::schema::{DAY, Now};
use crate::crm::view::{Rec, Ref, View};
use crate::ledger::Value;
use chrono::DateTime;
use std::sync::Arc;

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

/// Something that lies in a pool and that somebody wants to claim.
#[derive(Debug)]
pub struct Lying<'a> {
    /// Its entity.
    pub of: &'static str,
    /// The pool.
    pub pool: Rec<'a>,
    /// Since when it lies there.
    pub since: Option<i64>,
    /// The member who had it last.
    pub last: Option<&'a str>,
}

impl<'a> Lying<'a> {
    /// A lead that lies in a pool.
    #[must_use]
    pub fn lead(lead: &Rec<'a>) -> Option<Lying<'a>> {
        let last = lead.get("last_owner").and_then(Value::as_link).map(|(_, member)| member);
        Some(Lying { of: LEAD.key, pool: of(lead)?, since: lead.get("pool_since").and_then(Value::as_at), last })
    }

    /// From when the member who looks may claim it, and the message that says why not before.
    fn free_from(&self, view: &View<'_>) -> Option<(i64, &'static str)> {
        let after = |field: &str| {
            let days = self.pool.get(field).and_then(Value::as_int).filter(|days| *days > 0)?;
            Some(self.since?.saturating_add(days.saturating_mul(DAY)))
        };
        match self.last {
            Some(last) if last == view.me() => Some((after(COOLING.key)?, "refused-pool-cooling")),
            Some(_) => None,
            None => Some((after(FRESH.key)?, "refused-pool-fresh")),
        }
    }
}

/// Refuses a claim that the pool's rules do not allow to the member who looks, who claims so many others with it.
///
/// # Errors
/// `refused-pool-member` for who is not among its members, `refused-pool-region` for who works elsewhere,
/// `refused-pool-cooling` for who had it lately, `refused-pool-fresh` for what is new there, `refused-pool-limit` if the
/// day's share has been claimed.
pub fn may_claim(view: &View<'_>, what: &Lying<'_>, already: usize, now: &Now) -> Result<(), Refusal> {
    let pool = &what.pool;
    let named = |refusal: Refusal| refusal.with("pool", pool.title());
    let looks_after = role_of(view).is_staff() || keeps(view, pool);
    let mut members = view.linking(POOL_MEMBER.key, &pool.at()).into_iter().peekable();
    let me = view.my_link();
    if members.peek().is_some() && !looks_after && !members.any(|seat| seat.get("member") == Some(&me)) {
        return Err(named(Refusal::new("refused-pool-member")));
    }
    let region = pool.text("region").trim();
    let here = || view.get(MEMBER.key, view.me()).is_some_and(|me| works_within(&me, region) || covered(&me, region));
    if !region.is_empty() && !looks_after && !here() {
        return Err(named(Refusal::new("refused-pool-region")).with("region", region));
    }
    if let Some((free, why)) = what.free_from(view).filter(|(free, _)| *free > now.instant) {
        let day = DateTime::from_timestamp_millis(free).map(|_| now.date_of(free).to_string()).unwrap_or_default();
        return Err(named(Refusal::new(why)).with("day", day));
    }
    let limit = pool.get(PER_DAY.key).and_then(Value::as_int).and_then(|limit| usize::try_from(limit).ok());
    if let Some(limit) = limit.filter(|limit| claimed_today(view, what.of, pool, now) + already >= *limit) {
        return Err(named(Refusal::new("refused-pool-limit")).with("limit", limit.to_string()));
    }
    Ok(())
}

/// How many the member who looks has claimed from a pool today, also those he gave back since.
#[must_use]
pub fn claimed_today(view: &View<'_>, of: &str, pool: &Rec<'_>, now: &Now) -> usize {
    let me = view.my_link();
    let today = |at: Option<&Value>| at.and_then(Value::as_at).is_some_and(|at| now.date_of(at) == now.today());
    let mine = view.linking(of, &Ref::new(MEMBER.key, view.me()));
    let claimed = mine.iter().filter(|rec| {
        let his = rec.get("owner") == Some(&me) || rec.get("last_owner") == Some(&me);
        let from = rec.get("pool_before").and_then(|link| view.follow(link)).is_some_and(|from| from.id == pool.id);
        his && from && today(rec.get("claimed_at"))
    });
    claimed.count()
}

/// What lies in a pool, with since when.
#[must_use]
pub fn lying(pool: &Rec<'_>, now: &Now) -> Vec<(Ref, Option<i64>)> {
    let view = &pool.view;
    if !regime::is_sea(pool) {
        let leads = view
            .linking(LEAD.key, &pool.at())
            .into_iter()
            .filter(|lead| State::of(lead) == State::Unassigned && of(lead).is_some_and(|own| own.id == pool.id));
        let since = |lead: &Rec<'_>| lead.get("pool_since").and_then(Value::as_at).or(lead.created().0);
        return leads.map(|lead| (lead.at(), since(&lead))).collect();
    }
    let (regime, own) = (Regime::of(view), pool.at());
    let entity: Arc<str> = CUSTOMER.key.into();
    let mut found = Vec::new();
    Facts::all(view, |id, facts| {
        let standing = Standing::read(facts, &regime, now);
        if standing.at_sea && standing.pool.as_ref() == Some(&own) {
            found.push((Ref { entity: entity.clone(), id: id.clone() }, standing.since));
        }
    });
    found
}

/// Since when that lies in a pool which has lain there longest.
#[must_use]
pub fn oldest(pool: &Rec<'_>, now: &Now) -> Option<i64> {
    lying(pool, now).into_iter().filter_map(|(_, since)| since).min()
}
