//! The trial of a rule: what would lie in the sea if it were so, before anybody saves it (features.md F17).

use super::regime::{Lapse, Regime, Rule, Spared};
use crate::crm::customer::facts::Facts;
use crate::crm::schema::{DAY, Now};
use crate::crm::view::{Ref, View};
use crate::ledger::order::sort_by_key;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a rule would do now if it had long been in effect.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// The customers that would lie in the sea and have an owner today, by id.
    pub taken: Vec<Arc<str>>,
    /// Those that lie there already, by the rules as they are.
    pub already: usize,
    /// Of those it would take, how many each reason spares.
    pub spared: BTreeMap<Spared, usize>,
    /// How many more a registration protects.
    pub protected: usize,
    /// Who would lose how many, who would lose most first.
    pub owners: Vec<(Arc<str>, usize)>,
    /// How many days its count stands at, in equal bands: all it means, and those of them it would take.
    pub ages: Vec<(usize, usize)>,
    /// How many days a band has.
    pub band: i64,
}

/// How many bands of days are told apart.
const BANDS: i64 = 15;

/// Tries a rule, in the place of another if it is a change of that.
#[must_use]
pub fn trial(view: &View<'_>, draft: &Rule, replaces: Option<&Ref>, now: &Now) -> Trial {
    let regime = Regime::of(view);
    let draft = Rule { since: None, ..draft.clone() };
    let mut then = (*regime).clone();
    then.rules.retain(|rule| Some(&rule.at) != replaces);
    then.rules.push(draft.clone());
    let mut trial = Trial { band: (draft.days * 3 / BANDS).max(3), ..Trial::default() };
    trial.ages = vec![(0, 0); BANDS as usize];
    let mut owners: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    let is_over = |lapse: Option<Lapse<'_>>| lapse.is_some_and(|lapse| lapse.at <= now.instant);
    Facts::all(view, |id, facts| {
        let Some(owner) = &facts.owner else { return };
        if is_over(regime.lapse(facts, now)) {
            trial.already += 1;
            return;
        }
        let meant = draft.means(facts, regime.home(facts).map(|sea| &sea.at));
        let days =
            draft.begins(facts, now).filter(|_| meant).map(|from| (now.instant.saturating_sub(from) / DAY).max(0));
        let taken = is_over(then.lapse(facts, now));
        if let Some(band) = days.and_then(|days| trial.ages.get_mut(((days / trial.band).min(BANDS - 1)) as usize)) {
            band.0 += 1;
            band.1 += usize::from(taken);
        }
        if taken {
            trial.taken.push(id.clone());
            *owners.entry(owner.clone()).or_default() += 1;
        } else if days.is_some_and(|days| days >= draft.days) {
            match draft.spares(facts) {
                Some(why) => *trial.spared.entry(why).or_default() += 1,
                None => trial.protected += usize::from(facts.protected.is_some_and(|until| until > now.instant)),
            }
        }
    });
    trial.owners = owners.into_iter().collect();
    sort_by_key(&mut trial.owners, |(owner, count)| (usize::MAX - count, owner.clone()));
    trial
}
