//! The regime: the pools for customers and the rules by which those that are held lapse into them, read once for all
//! customers. What it says of one is a function of that customer's facts and the time (features.md rule a).

use super::RECYCLE_RULE;
use super::fields::REASONS;
use crate::crm::customer::facts::Facts;
use crate::crm::pool::POOL;
use crate::crm::region::REGION;
use crate::crm::region::tree::Tree;
use crate::crm::schema::{DAY, Entity, Now};
use crate::crm::view::{Rec, Ref, View};
use crate::ledger::Value;
use crate::ledger::order::sort_by_key;
use chrono::{Days, NaiveDate};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Pools and rules.
#[derive(Clone, Debug)]
pub struct Regime {
    /// The pools for customers, by id.
    pub seas: Vec<Sea>,
    /// The active rules, by id.
    pub rules: Vec<Rule>,
    homes: Arc<Homes>,
}

/// The pools of regions and product lines: by the place of each in the list, the best first, and which it is for those
/// asked for before, since customers of one region are many.
#[derive(Debug)]
struct Homes {
    tree: Arc<Tree>,
    order: Vec<usize>,
    known: Mutex<HashMap<String, Option<usize>>>,
}

/// A pool for customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sea {
    /// The pool.
    pub at: Ref,
    /// The customers of which region belong to it; those of all others if empty.
    pub region: String,
    /// Those of which product lines; of all if empty.
    pub lines: Vec<String>,
    /// How many days ahead owners are warned.
    pub warn: i64,
}

/// A rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its record.
    pub at: Ref,
    /// What the customer lacks, a key of [`super::fields::REASONS`].
    pub reason: &'static str,
    /// For how many days.
    pub days: i64,
    /// Only customers that belong to this pool.
    pub pool: Option<Ref>,
    /// Only customers of these levels; all if empty.
    pub levels: Vec<String>,
    /// The first day on which it may take something.
    pub since: Option<NaiveDate>,
    /// Whether those that were won are left alone.
    pub spare_won: bool,
    /// Whether those with an open opportunity are left alone.
    pub spare_open: bool,
    /// The pool they lapse into; the one they belong to if `None`.
    pub to: Option<Ref>,
}

/// When a customer lapses and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lapse<'a> {
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// Why, a key of [`super::fields::REASONS`] or `registration`.
    pub reason: &'static str,
    /// The rule; `None` if what protected it ran out.
    pub rule: Option<&'a Rule>,
}

/// Why a rule leaves a customer alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spared {
    /// Its owner locked it.
    Locked,
    /// An opportunity with it is open.
    Open,
    /// Something was won from it.
    Won,
}

/// Days that owners are warned ahead where their pool does not say.
const WARN: i64 = 7;

/// The longest span of a rule, in days.
const LONGEST: i64 = 36_500;

/// Whether a pool is one for customers.
#[must_use]
pub fn is_sea(pool: &Rec<'_>) -> bool {
    pool.text("holds") == "customers"
}

impl Sea {
    fn takes_all(&self) -> bool {
        self.region.is_empty() && self.lines.is_empty()
    }
}

impl Regime {
    /// The regime of the tables as they are.
    #[must_use]
    pub fn of(view: &View<'_>) -> Arc<Regime> {
        static OF: &[&Entity] = &[&RECYCLE_RULE, &POOL, &REGION];
        view.whole(OF, || Regime::read(view))
    }

    fn read(view: &View<'_>) -> Regime {
        let sea = |pool: Rec<'_>| Sea {
            at: pool.at(),
            region: pool.text("region").trim().to_owned(),
            lines: pool.tags("lines").into_iter().map(str::to_owned).collect(),
            warn: pool.get("warn").and_then(Value::as_int).filter(|days| *days >= 0).unwrap_or(WARN),
        };
        let seas: Vec<Sea> = view.records(POOL.key).filter(is_sea).map(sea).collect();
        let active = |rule: &Rec<'_>| rule.get("active").and_then(Value::as_bool) != Some(false);
        let rules = view.records(RECYCLE_RULE.key).filter(active).filter_map(|rule| Rule::of(&rule)).collect();
        let tree = Tree::of(view);
        let mut order: Vec<usize> = (0..seas.len()).collect();
        // A product line says more than a region, and the smaller a region is, the more it says.
        sort_by_key(&mut order, |at| {
            let sea = &seas[*at];
            Reverse((!sea.lines.is_empty(), tree.depth(&sea.region), sea.region.len(), Reverse(sea.at.clone())))
        });
        Regime { seas, rules, homes: Arc::new(Homes { tree, order, known: Mutex::default() }) }
    }

    /// The pool a customer belongs to: the one somebody chose, else that of its product line and region, else the first
    /// that takes all.
    #[must_use]
    pub fn home(&self, facts: &Facts) -> Option<&Sea> {
        let chosen = facts.pool.as_ref().and_then(|pool| self.seas.iter().find(|sea| sea.at == *pool));
        chosen.or_else(|| self.seas.get(self.near(facts)?))
    }

    /// The pool of a region and product lines, by its place.
    fn near(&self, facts: &Facts) -> Option<usize> {
        // Those that take all stand last: where one is first, no pool is for a region or a line.
        let first = self.homes.order.first().copied()?;
        if self.seas[first].takes_all() {
            return Some(first);
        }
        // Those with a product line stand first.
        let lined = !self.seas[first].lines.is_empty() && !facts.lines.is_empty();
        let asked: Cow<'_, str> = if lined {
            format!("{}\n{}", facts.region, facts.lines.join("\n")).into()
        } else {
            (&*facts.region).into()
        };
        let mut known = self.homes.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(&*asked) {
            return *known;
        }
        let covers = |at: &&usize| {
            let sea = &self.seas[**at];
            (sea.lines.is_empty() || sea.lines.iter().any(|line| facts.lines.contains(line)))
                && (sea.region.is_empty() || self.homes.tree.covers(&sea.region, &facts.region))
        };
        let found = self.homes.order.iter().find(covers).copied();
        known.insert(asked.into_owned(), found);
        found
    }

    /// When a customer that somebody holds lapses, the first of all rules; `None` if it never does. What is locked
    /// does not, and what is protected does not before its protection ends.
    #[must_use]
    pub fn lapse(&self, facts: &Facts, now: &Now) -> Option<Lapse<'_>> {
        facts.owner.as_ref()?;
        let spared = facts.locked || facts.open > 0 || facts.won.is_some();
        let ends = facts
            .protected
            .filter(|until| facts.releases && !spared && facts.since.is_none_or(|since| since <= *until));
        let ends = ends.map(|at| Lapse { at, reason: "registration", rule: None });
        let asked = self.rules.iter().any(|rule| rule.pool.is_some());
        let home = asked.then(|| self.home(facts)).flatten().map(|sea| &sea.at);
        let lapses = self.rules.iter().filter_map(|rule| {
            let at = rule.fires(facts, home, now)?;
            Some(Lapse { at: facts.protected.map_or(at, |until| at.max(until)), reason: rule.reason, rule: Some(rule) })
        });
        lapses.chain(ends).min_by_key(|lapse| lapse.at)
    }
}

/// The reason of a key; `None` if there is none such.
#[must_use]
pub fn reason(key: &str) -> Option<&'static str> {
    REASONS.iter().map(|reason| reason.key).find(|reason| *reason == key)
}

/// The levels that a rule names, and the one of an earlier version.
fn levels(rec: &Rec<'_>) -> Vec<String> {
    let named = rec.tags("levels").into_iter().chain(Some(rec.text("level")).filter(|level| !level.is_empty()));
    named.map(str::to_owned).collect()
}

impl Rule {
    /// The rule of a record; `None` if it says too little, or means a pool that is gone.
    #[must_use]
    pub fn of(rec: &Rec<'_>) -> Option<Rule> {
        let pool = |field: &str| match rec.get(field) {
            Some(link) => rec.view.follow(link).map(|pool| Some(pool.at())),
            None => Some(None),
        };
        let spared = |field: &str| rec.get(field).and_then(Value::as_bool) != Some(false);
        Some(Rule {
            at: rec.at(),
            reason: reason(rec.text("reason"))?,
            days: rec.get("days").and_then(Value::as_int).filter(|days| (0..=LONGEST).contains(days))?,
            pool: pool("pool")?,
            levels: levels(rec),
            since: rec.get("since").and_then(Value::as_date),
            spare_won: spared("spare_won"),
            spare_open: spared("spare_open"),
            to: pool("to").flatten(),
        })
    }

    /// When it takes a customer that belongs to a pool, protection aside.
    fn fires(&self, facts: &Facts, home: Option<&Ref>, now: &Now) -> Option<i64> {
        if !self.means(facts, home) || self.spares(facts).is_some() {
            return None;
        }
        let at = self.begins(facts, now)?.saturating_add(self.days * DAY);
        Some(self.since.map_or(at, |day| at.max(now.start_of(day))))
    }

    /// Whether it is about customers of this level and pool.
    #[must_use]
    pub fn means(&self, facts: &Facts, home: Option<&Ref>) -> bool {
        let here = self.pool.as_ref().is_none_or(|pool| Some(pool) == home);
        here && (self.levels.is_empty() || self.levels.contains(&facts.level))
    }

    /// Why it leaves a customer alone.
    #[must_use]
    pub fn spares(&self, facts: &Facts) -> Option<Spared> {
        // A contract that ended says of itself that something was won.
        let won = self.spare_won && facts.won.is_some() && self.reason != "contract_over";
        match () {
            () if facts.locked => Some(Spared::Locked),
            () if self.spare_open && facts.open > 0 => Some(Spared::Open),
            () if won => Some(Spared::Won),
            () => None,
        }
    }

    /// From when its days are counted for a customer, milliseconds since 1970 UTC.
    #[must_use]
    pub fn begins(&self, facts: &Facts, now: &Now) -> Option<i64> {
        let since = facts.since.unwrap_or_default();
        Some(match self.reason {
            "untouched" => since.max(facts.touched.unwrap_or(since)),
            "no_deal" => since.max(facts.dealt.unwrap_or(since)),
            "not_won" => since.max(facts.won.unwrap_or(since)),
            "contract_over" => now.start_of(facts.contract_until?.checked_add_days(Days::new(1))?).max(since),
            _ => return None,
        })
    }
}
