//! The trial of terms: what the registrations would be under others, before anybody saves them (F123).

use super::REGISTRATION;
use super::check::{Verdict, check};
use super::fields::state;
use super::states::State;
use super::template::{Terms, template_of};
use crate::crm::schema::Now;
use crate::crm::view::{Ref, View};
use crate::ledger::Value;
use crate::ledger::order::sort_by_key;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What other terms would mean now if they had always held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// The registrations that these terms are for and that are protected, how many.
    pub protected: usize,
    /// Those of them whose protection would have run out, by id.
    pub ended: Vec<Arc<str>>,
    /// Those that ran out and would still be protected, by id.
    pub lasting: Vec<Arc<str>>,
    /// Who has more protected than the quota, and how many more, who most first.
    pub over: Vec<(Arc<str>, usize)>,
    /// Those that are held up as duplicates and would pass, by id.
    pub passing: Vec<Arc<str>>,
    /// Those that are protected and lack what would be asked for, how many.
    pub lacking: usize,
}

/// Tries terms in the place of those of a template; of the usual ones, where no template is for a registration.
#[must_use]
pub fn trial(view: &View<'_>, draft: &Terms, template: Option<&Ref>, now: &Now) -> Trial {
    let (mut trial, mut held) = (Trial::default(), BTreeMap::<Arc<str>, usize>::new());
    for rec in view.records(REGISTRATION.key) {
        if template_of(&rec).map(|own| own.at()).as_ref() != template {
            continue;
        }
        let terms = Terms::of(&rec);
        let until = rec.get("protected_to").and_then(Value::as_at);
        let longer = draft.protection(rec.text("class")) - terms.protection(rec.text("class"));
        let runs = until.is_some_and(|until| until.saturating_add(longer) > now.instant);
        match state(&rec, now) {
            State::Protected if runs => {
                trial.protected += 1;
                trial.lacking += usize::from(draft.asks.iter().any(|field| rec.value_of(field, now).is_empty()));
                if let Some((_, rep)) = rec.get("owner").and_then(Value::as_link) {
                    *held.entry(rep.into()).or_default() += 1;
                }
            }
            State::Protected => {
                trial.protected += 1;
                trial.ended.push(rec.id.into());
            }
            State::Expired if runs => trial.lasting.push(rec.id.into()),
            State::Suspected | State::Rejected if rec.get("decided_at").is_none() => {
                let passes = |terms: &Terms| check(&rec, terms, now).verdict == Verdict::Pass;
                if draft.ignores != terms.ignores && !passes(&terms) && passes(draft) {
                    trial.passing.push(rec.id.into());
                }
            }
            _ => {}
        }
    }
    let quota = draft.quota.and_then(|quota| usize::try_from(quota).ok());
    let over = |held: usize| quota.and_then(|quota| held.checked_sub(quota)).filter(|over| *over > 0);
    trial.over = held.into_iter().filter_map(|(rep, held)| Some((rep, over(held)?))).collect();
    sort_by_key(&mut trial.over, |(rep, over)| (usize::MAX - over, rep.clone()));
    trial
}
