//! The limit of what a person may hold, how much of it is taken, and what it should be by how the person works. All of
//! it is a function of the state and the time (features.md rule a).

use super::CAPACITY_RULE;
use crate::crm::Edits;
use crate::crm::command::Refusal;
use crate::crm::customer::CUSTOMER;
use crate::crm::customer::facts::Facts;
use crate::crm::customer::place::Standing;
use crate::crm::member::{self, MEMBER};
use crate::crm::opportunity::OPPORTUNITY;
use crate::crm::opportunity::stages::Stage;
use crate::crm::recycle_rule::regime::Regime;
use crate::crm::region::works_within;
use crate::crm::schema::{DAY, Now};
use crate::crm::view::{Rec, Ref, View};
use crate::ledger::Value;
use crate::ledger::order::sort_by_key;

/// Over how many days deals count as won lately.
const QUARTER: i64 = 90;
/// Over how many days customers count as looked after lately.
const MONTH: i64 = 30;

/// How much a person may hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limit {
    /// The rule that says so; no rule, no limit.
    pub rule: Option<Ref>,
    /// How many customers at most.
    pub most: Option<usize>,
    /// How many of them locked at most.
    pub most_locked: Option<usize>,
    /// Whether those that were won do not count.
    pub spare_won: bool,
}

/// How much a person holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Customers that count, locked ones included.
    pub held: usize,
    /// Locked ones.
    pub locked: usize,
    /// Won ones that do not count.
    pub spared: usize,
    /// Those that lapse within a week.
    pub lapsing: usize,
    /// Those followed up within the last 30 days, of all that are held.
    pub tended: usize,
}

/// What a person's limit should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjusted {
    /// The person.
    pub member: Ref,
    /// The rule that says so.
    pub rule: Ref,
    /// The limit as it is.
    pub from: usize,
    /// As it should be.
    pub to: usize,
    /// Deals won within the last 90 days.
    pub won: usize,
    /// How many of a hundred customers held were followed up within the last 30 days; `None` if none is held.
    pub tended: Option<usize>,
}

fn number(rule: &Rec<'_>, field: &str) -> Option<usize> {
    rule.get(field)?.as_int().and_then(|number| usize::try_from(number).ok())
}

/// How near a rule is to a member: 0 for one that was adjusted for the person; `None` if it means somebody else.
fn nearness(rule: &Rec<'_>, who: &Rec<'_>) -> Option<usize> {
    let plain = |text: &str| text.trim().to_lowercase();
    let (team, region) = (plain(rule.text("team")), plain(rule.text("region")));
    match rule.get("person") {
        Some(link) => (rule.view.follow(link)?.id == who.id).then(|| usize::from(rule.get("by").is_none())),
        None if !team.is_empty() => (team == plain(who.text("team"))).then_some(2),
        None if !region.is_empty() => works_within(who, &region).then_some(3),
        None => Some(4),
    }
}

/// The rules that mean a member, the nearest first; among equals the one with the smaller id.
fn rules_for<'a>(view: &View<'a>, who: &Rec<'_>) -> Vec<Rec<'a>> {
    let rules = view.records(CAPACITY_RULE.key).filter_map(|rule| Some((nearness(&rule, who)?, rule)));
    let mut rules: Vec<(usize, Rec<'a>)> = rules.collect();
    sort_by_key(&mut rules, |(near, rule)| (*near, rule.id));
    rules.into_iter().map(|(_, rule)| rule).collect()
}

/// The limit of a member.
#[must_use]
pub fn limit(view: &View<'_>, member: &str) -> Limit {
    let Some(rule) = view.get(MEMBER.key, member).and_then(|who| rules_for(view, &who).into_iter().next()) else {
        return Limit::default();
    };
    Limit {
        rule: Some(rule.at()),
        most: number(&rule, "most"),
        most_locked: number(&rule, "most_locked"),
        spare_won: rule.get("spare_won").and_then(Value::as_bool) == Some(true),
    }
}

impl Load {
    /// Counts a customer that is held.
    fn add(&mut self, facts: &Facts, standing: &Standing, limit: &Limit, now: &Now) {
        let spared = limit.spare_won && facts.won.is_some();
        self.held += usize::from(!spared);
        self.spared += usize::from(spared);
        self.locked += usize::from(standing.locked);
        self.lapsing += usize::from(standing.lapses.is_some_and(|at| at <= now.instant.saturating_add(7 * DAY)));
        self.tended += usize::from(facts.touched.is_some_and(|at| at > now.instant.saturating_sub(MONTH * DAY)));
    }
}

/// How much a member holds, those that were won apart if the limit says so.
#[must_use]
pub fn load(view: &View<'_>, member: &str, limit: &Limit, now: &Now) -> Load {
    let (mut load, regime) = (Load::default(), Regime::of(view));
    for rec in view.linking(CUSTOMER.key, &Ref::new(MEMBER.key, member)) {
        let facts = Facts::of(&rec);
        let standing = Standing::read(&facts, &regime, now);
        if facts.owner.as_deref() == Some(member) && !standing.at_sea {
            load.add(&facts, &standing, limit, now);
        }
    }
    load
}

/// What a member may hold and holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    member: String,
    /// The limit.
    pub limit: Limit,
    /// How much of it is taken.
    pub load: Load,
}

/// What everybody may hold and holds.
#[derive(Clone, Debug)]
pub struct Holdings(Vec<Holding>);

impl Holdings {
    /// Of all members, read in one pass over the customers.
    #[must_use]
    pub fn of(view: &View<'_>, now: &Now) -> Holdings {
        let one =
            |who: Rec<'_>| Holding { limit: limit(view, who.id), member: who.id.to_owned(), load: Load::default() };
        let (mut all, regime): (Vec<Holding>, _) = (view.records(MEMBER.key).map(one).collect(), Regime::of(view));
        Facts::all(view, |_, facts| {
            let Some(owner) = facts.owner.as_deref() else { return };
            let held = all.binary_search_by_key(&owner, |holding| &holding.member);
            if let Some(held) = held.ok().and_then(|at| all.get_mut(at)) {
                let standing = Standing::read(facts, &regime, now);
                if !standing.at_sea {
                    held.load.add(facts, &standing, &held.limit, now);
                }
            }
        });
        Holdings(all)
    }

    /// Of a member.
    #[must_use]
    pub fn get(&self, member: &str) -> Holding {
        let found = self.0.binary_search_by_key(&member, |holding| &holding.member);
        found.ok().and_then(|at| self.0.get(at)).cloned().unwrap_or_default()
    }
}

/// Refuses to give a member so many customers more than his limit allows.
///
/// # Errors
/// `refused-capacity`, which says how many are held, how many may be, and by which rule.
pub fn room(view: &View<'_>, member: &str, more: usize, now: &Now) -> Result<(), Refusal> {
    let limit = limit(view, member);
    let Some(most) = limit.most.filter(|_| more > 0) else { return Ok(()) };
    let held = load(view, member, &limit, now).held;
    if held + more <= most {
        return Ok(());
    }
    Err(refusal(view, "refused-capacity", member, &limit, held, most))
}

/// Refuses to lock so many customers more than a member's limit allows.
///
/// # Errors
/// `refused-capacity-locked`, likewise.
pub fn room_to_lock(view: &View<'_>, member: &str, more: usize, now: &Now) -> Result<(), Refusal> {
    let limit = limit(view, member);
    let Some(most) = limit.most_locked else { return Ok(()) };
    let locked = load(view, member, &limit, now).locked;
    if locked + more <= most {
        return Ok(());
    }
    Err(refusal(view, "refused-capacity-locked", member, &limit, locked, most))
}

fn refusal(view: &View<'_>, key: &'static str, member: &str, limit: &Limit, held: usize, most: usize) -> Refusal {
    let rule = limit.rule.as_ref().map(|rule| view.name_of(rule)).unwrap_or_default();
    let who = if member == view.me() { "me" } else { "other" };
    Refusal::new(key)
        .with("who", who)
        .with("name", member::name(view, member))
        .with("held", held.to_string())
        .with("most", most.to_string())
        .with("rule", rule)
}

/// What the limits of people should be by the rules that let them grow and shrink, of those where it is another than
/// it is (F21).
#[must_use]
pub fn adjusted(view: &View<'_>, now: &Now) -> Vec<Adjusted> {
    let grows = |rule: &Rec<'_>| number(rule, "per_won").is_some() || number(rule, "slow_below").is_some();
    let holdings = Holdings::of(view, now);
    let one = |who: Rec<'_>| {
        let own = rules_for(view, &who).into_iter().find(|rule| rule.get("by").is_none());
        let rule = own.filter(grows)?;
        let Holding { limit, load, .. } = holdings.get(who.id);
        let all = load.held + load.spared;
        let tended = (load.tended * 100).checked_div(all);
        let won = won_lately(view, &who, now);
        let base = number(&rule, "most").unwrap_or_default();
        let grown = base.saturating_add(number(&rule, "per_won").unwrap_or_default().saturating_mul(won));
        let slow = number(&rule, "slow_below").is_some_and(|bar| tended.is_some_and(|tended| tended < bar));
        let minus = if slow { base * number(&rule, "slow_minus").unwrap_or_default().min(100) / 100 } else { 0 };
        let ceiling = number(&rule, "ceiling").unwrap_or(usize::MAX);
        let to = grown.saturating_sub(minus).min(ceiling).max(number(&rule, "floor").unwrap_or_default());
        let from = limit.most.unwrap_or(base);
        (from != to).then(|| Adjusted { member: who.at(), rule: rule.at(), from, to, won, tended })
    };
    let active = view.records(MEMBER.key).filter(|who| who.get("active").and_then(Value::as_bool) != Some(false));
    active.filter_map(one).collect()
}

fn won_lately(view: &View<'_>, who: &Rec<'_>, now: &Now) -> usize {
    let lately = |deal: &Rec<'_>| {
        let closed = deal.get("closed_at").and_then(Value::as_at);
        deal.get("owner") == Some(&who.at().link())
            && Stage::of(deal) == Stage::Won
            && closed.is_some_and(|at| at <= now.instant && at > now.instant.saturating_sub(QUARTER * DAY))
    };
    view.linking(OPPORTUNITY.key, &who.at()).iter().filter(|deal| lately(deal)).count()
}

/// Writes what the limits should be: a rule for each person, which names the one it follows from.
#[must_use]
pub fn adjust(view: &View<'_>, all: &[Adjusted]) -> Edits {
    let mut edits = Edits::new();
    for one in all {
        let derived = |rule: &Rec<'_>| rule.get("by").is_some() && rule.get("person") == Some(&one.member.link());
        let own = view.records(CAPACITY_RULE.key).find(derived);
        let id = own.as_ref().map_or_else(|| edits.create(), |rule| rule.id.to_owned());
        let most = i64::try_from(one.to).unwrap_or(i64::MAX);
        if own.is_none() {
            edits.set(CAPACITY_RULE.key, &id, "person", one.member.link());
            if let Some(rule) = view.at(&one.rule) {
                for field in ["most_locked", "spare_won"] {
                    if let Some(value) = rule.get(field) {
                        edits.set(CAPACITY_RULE.key, &id, field, value.clone());
                    }
                }
            }
        }
        edits.set(CAPACITY_RULE.key, &id, "most", most);
        edits.set(CAPACITY_RULE.key, &id, "by", one.rule.link());
    }
    edits
}

/// How unevenly customers are shared among people who hold so many each: 0 where all hold the same, towards 100 where
/// one holds all (the coefficient of Gini, in percent).
#[must_use]
pub fn imbalance(mut held: Vec<usize>) -> usize {
    held.sort_unstable();
    let (count, all) = (held.len(), held.iter().sum::<usize>());
    let spread: usize = held.iter().enumerate().map(|(at, held)| (2 * at + 1) * held).sum();
    (100 * spread).checked_div(count * all).map_or(0, |share| share.saturating_sub(100))
}

#[cfg(test)]
mod tests {
    use super::imbalance;

    #[track_caller]
    fn check(held: &[usize], expect: usize) {
        assert_eq!(imbalance(held.to_vec()), expect, "{held:?}");
    }

    #[test]
    fn imbalance_is_none_where_all_hold_the_same() {
        check(&[], 0);
        check(&[0, 0], 0);
        check(&[5], 0);
        check(&[5, 5, 5], 0);
        check(&[10, 0], 50);
        check(&[0, 0, 0, 12], 75);
        check(&[3, 1, 2], 22);
    }
}
