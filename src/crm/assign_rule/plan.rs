//! The plan of an assignment: who would get which lead, and what stays and why. What is shown before is what is
//! done after, because both are this plan (F30).
//!
//! Rules are tried in their order; the first that fits decides. Among several people the next turn is that of who
//! got fewest by this rule, or who has fewest leads in hand; among equals the one with the smaller id, so that every
//! device plans the same.

use super::ASSIGN_RULE;
use crate::crm::Edits;
use crate::crm::command::Refusal;
use crate::crm::lead::care::{REASSIGN, care};
use crate::crm::lead::commands::{assign_to, put_into};
use crate::crm::lead::states::State;
use crate::crm::lead::{LEAD, score};
use crate::crm::member::{MEMBER, Role, team_of};
use crate::crm::pool::{self, POOL};
use crate::crm::region::tree::Tree;
use crate::crm::schema::Now;
use crate::crm::view::{Rec, Ref, View};
use crate::ledger::Value;
use crate::ledger::order::sort_by_key;
use std::collections::BTreeMap;

/// A lead and who gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The lead.
    pub lead: Ref,
    /// The member, or the pool from which its team takes it.
    pub to: Ref,
    /// The rule that says so.
    pub rule: Ref,
    /// How many rules after it would have fitted too and said otherwise.
    pub overruled: usize,
}

/// Why a lead stays where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stay {
    /// No rule fits.
    NoRule,
    /// The rule that fits has nobody: all are away, elsewhere, or have enough.
    Nobody(Ref),
    /// It lies in the pool that the rule that fits leads to, and waits there to be claimed.
    Queued(Ref),
}

/// Who would get which lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The leads that would be assigned, the longest waiting first.
    pub shares: Vec<Share>,
    /// Those that would stay.
    pub left: Vec<(Ref, Stay)>,
    /// The active rules, in their order, with how many leads each would assign.
    pub rules: Vec<(Ref, usize)>,
}

/// Plans the assignment of all leads that are nobody's and, if so wished, of those that their owners left untouched
/// for so long that somebody else should have them.
#[must_use]
pub fn plan(view: &View<'_>, now: &Now, untouched: bool) -> Plan {
    let mut rules: Vec<Rec<'_>> = view.records(ASSIGN_RULE.key).filter(|rule| is_active(rule)).collect();
    sort_by_key(&mut rules, |rule| (rule.get("position").and_then(Value::as_int).unwrap_or(i64::MAX), rule.id));
    let mut team = Team::of(view, now);
    let mut waiting: Vec<Rec<'_>> = view
        .records_if(LEAD.key, |glance| untouched || glance.get("owner").is_none_or(|owner| owner.is_empty()))
        .into_iter()
        .filter(|lead| State::of(lead) == State::Unassigned || untouched && care(lead, now) == Some(REASSIGN))
        .collect();
    sort_by_key(&mut waiting, |lead| (lead.get("pool_since").and_then(Value::as_at).or(lead.created().0), lead.id));
    let mut plan = Plan { rules: rules.iter().map(|rule| (rule.at(), 0)).collect(), ..Plan::default() };
    for lead in waiting {
        let fitting: Vec<usize> = (0..rules.len()).filter(|at| fits(&rules[*at], &lead, now)).collect();
        let Some((&first, rest)) = fitting.split_first() else {
            plan.left.push((lead.at(), Stay::NoRule));
            continue;
        };
        let rule = &rules[first];
        let queue = rule.get("queue").and_then(|link| view.follow(link)).map(|pool| pool.at());
        let lies = || lead.get("owner").is_none().then(|| pool::rules::of(&lead)).flatten().map(|pool| pool.at());
        if queue.is_some() && queue == lies() {
            plan.left.push((lead.at(), Stay::Queued(rule.at())));
            continue;
        }
        match queue.or_else(|| team.next(rule, &lead)) {
            Some(to) => {
                let overruled = rest.iter().filter(|at| whom(&rules[**at]) != whom(rule)).count();
                plan.shares.push(Share { lead: lead.at(), to, rule: rule.at(), overruled });
                plan.rules[first].1 += 1;
            }
            None => plan.left.push((lead.at(), Stay::Nobody(rule.at()))),
        }
    }
    plan
}

/// The edits that carry out a plan.
///
/// # Errors
/// Those of assigning a lead by hand.
pub fn carry_out(view: &View<'_>, plan: &Plan, now: &Now) -> Result<Edits, Refusal> {
    let mut edits = Edits::new();
    for share in &plan.shares {
        if *share.to.entity == *POOL.key {
            put_into(&mut edits, view, &share.lead, &share.to.link(), now)?;
            continue;
        }
        assign_to(&mut edits, view, &share.lead, &share.to.link(), now)?;
        edits.set(LEAD.key, &share.lead.id, "assigned_by", share.rule.link());
    }
    Ok(edits)
}

fn is_active(rule: &Rec<'_>) -> bool {
    rule.get("active").and_then(Value::as_bool) != Some(false)
}

/// Whether a lead is what a rule asks for.
fn fits(rule: &Rec<'_>, lead: &Rec<'_>, now: &Now) -> bool {
    let plain = |text: &str| text.trim().to_lowercase();
    let holds = |field: &str, text: &str| plain(text).contains(&plain(rule.text(field)));
    let same = |field: &str| rule.get(field).is_none_or(|wanted| lead.get(field) == Some(wanted));
    let in_pool = rule
        .get("pool")
        .and_then(|link| rule.view.follow(link))
        .is_none_or(|wanted| pool::rules::of(lead).is_some_and(|own| own.id == wanted.id));
    let interest =
        || rule.text("interest").is_empty() || lead.tags("interests").iter().any(|tag| holds("interest", tag));
    let here =
        || rule.text("region").is_empty() || Tree::of(&lead.view).covers(rule.text("region"), lead.text("region"));
    let good = || rule.get("least").and_then(Value::as_int).is_none_or(|least| score::score(lead, now) >= least);
    in_pool && same("industry") && same("source") && here() && interest() && good()
}

/// Whom a rule means: two that mean the same do not contradict each other.
fn whom<'a>(rule: &Rec<'a>) -> (Option<&'a Value>, Option<&'a Value>, &'a str) {
    (rule.get("queue"), rule.get("person"), rule.text("team"))
}

/// The people leads can go to, and what they have.
struct Team {
    people: Vec<Person>,
    /// How many leads a person got by a rule.
    by_rule: BTreeMap<(Ref, Ref), usize>,
}

struct Person {
    at: Ref,
    team: String,
    sells: bool,
    /// Leads in hand: pending or followed.
    load: usize,
}

impl Team {
    fn of(view: &View<'_>, now: &Now) -> Team {
        let here = |member: &Rec<'_>| {
            let away = member.get("away_until").and_then(Value::as_date).is_some_and(|day| day >= now.today());
            member.get("active").and_then(Value::as_bool) != Some(false) && !away
        };
        let mut by_rule: BTreeMap<(Ref, Ref), usize> = BTreeMap::new();
        let mut people = Vec::new();
        for member in view.records(MEMBER.key).filter(here) {
            let at = member.at();
            let mut load = 0;
            for lead in view.linking(LEAD.key, &at).iter().filter(|lead| lead.get("owner") == Some(&at.link())) {
                load += usize::from(matches!(State::of(lead), State::Pending | State::Following));
                if let Some(rule) = lead.get("assigned_by").and_then(|link| view.follow(link)) {
                    *by_rule.entry((rule.at(), at.clone())).or_default() += 1;
                }
            }
            let sells = Role::of_key(member.text("role")) == Role::Rep;
            people.push(Person { at, team: team_of(&member), sells, load });
        }
        Team { people, by_rule }
    }

    /// Who is next by a rule to have a lead: not who has it already. It is counted as given.
    fn next(&mut self, rule: &Rec<'_>, lead: &Rec<'_>) -> Option<Ref> {
        let at = rule.at();
        let owner = lead.get("owner").and_then(|link| rule.view.follow(link)).map(|owner| owner.at());
        let person = rule.get("person").and_then(|link| rule.view.follow(link)).map(|member| member.at());
        let team = rule.text("team").trim().to_lowercase();
        let most = rule.get("most").and_then(Value::as_int).and_then(|most| usize::try_from(most).ok());
        let by_load = rule.text("way") == "load";
        let by_rule = &self.by_rule;
        let got = |who: &Ref| by_rule.get(&(at.clone(), who.clone())).copied().unwrap_or_default();
        let wanted = |who: &&mut Person| match &person {
            Some(person) => who.at == *person,
            None => who.sells && (team.is_empty() || who.team == team),
        };
        let free = |who: &&mut Person| most.is_none_or(|most| who.load < most) && owner.as_ref() != Some(&who.at);
        let next = self.people.iter_mut().filter(wanted).filter(free).min_by_key(|who| {
            let turn = if by_load { who.load } else { got(&who.at) };
            (turn, who.at.clone())
        })?;
        next.load += 1;
        let who = next.at.clone();
        *self.by_rule.entry((at, who.clone())).or_default() += 1;
        Some(who)
    }
}
