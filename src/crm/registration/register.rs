//! The register: all registrations with what tells their customers, so that of several made apart for the same one the
//! earliest is seen to hold (features.md rule c). The others ask for a decision until somebody made one.

use super::REGISTRATION;
use super::check::same_project;
use super::states::State;
use super::template::Terms;
use crate::crm::customer::facts::Facts;
use crate::crm::duplicate::{Degree, Traits};
use crate::crm::schema::Now;
use crate::crm::view::{Rec, View};
use crate::ledger::{Dot, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// All registrations that are or were protected.
#[derive(Clone, Debug, Default)]
pub struct Register {
    entries: HashMap<Arc<str>, Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    stage: State,
    /// Until when it protects, and since when.
    from: Option<i64>,
    until: Option<i64>,
    /// When something was won from its customer last.
    won: Option<i64>,
    /// Who protects the same, and since which act; earlier ones only.
    earlier: Vec<Arc<str>>,
}

impl Register {
    /// The register of the tables as they are.
    #[must_use]
    pub fn of(view: &View<'_>) -> Arc<Register> {
        view.whole(&[], || Register::read(view))
    }

    fn read(view: &View<'_>) -> Register {
        let all: Vec<Rec<'_>> = view.records(REGISTRATION.key).collect();
        let protected = |rec: &&Rec<'_>| State::of_stage(rec.text("stage")) == State::Protected;
        let rivals: Vec<(&Rec<'_>, Traits, (u64, Dot, &str))> =
            all.iter().filter(protected).filter_map(|rec| Some((rec, Traits::of(rec), act(rec)?))).collect();
        let mut register = Register::default();
        for rec in &all {
            let at = |field: &str| rec.get(field).and_then(Value::as_at);
            let customer = rec.get("customer").and_then(|link| view.follow(link));
            let mut entry = Entry {
                stage: State::of_stage(rec.text("stage")),
                from: at("protected_from"),
                until: at("protected_to"),
                won: customer.and_then(|customer| Facts::of(&customer).won),
                earlier: Vec::new(),
            };
            // What somebody decided after looking at both stands.
            let open = rec.get("decided_at").is_none() && entry.stage == State::Protected;
            if let Some((_, traits, act)) = rivals.iter().find(|(own, ..)| open && own.id == rec.id) {
                let terms = Terms::of(rec);
                let before = rivals.iter().filter(|(other, theirs, their_act)| {
                    their_act < act && rival(rec, other) && same(&terms, (rec, traits), (other, theirs))
                });
                entry.earlier = before.map(|(other, ..)| other.id.into()).collect();
            }
            register.entries.insert(rec.id.into(), entry);
        }
        register
    }

    /// The state of a registration.
    #[must_use]
    pub fn state(&self, id: &str, now: &Now) -> Option<State> {
        let entry = self.entries.get(id)?;
        if entry.stage != State::Protected {
            return Some(entry.stage);
        }
        let won = entry.won.zip(entry.from).is_some_and(|(won, from)| won >= from);
        let runs = |entry: &Entry| entry.until.is_none_or(|until| until > now.instant);
        Some(match () {
            () if won => State::Won,
            () if !runs(entry) => State::Expired,
            () if self.rivals(id, now).next().is_some() => State::Suspected,
            () => State::Protected,
        })
    }

    /// The registrations of colleagues that protect the same and are earlier.
    pub fn rivals(&self, id: &str, now: &Now) -> impl Iterator<Item = &Arc<str>> {
        let earlier = self.entries.get(id).into_iter().flat_map(|entry| &entry.earlier);
        let instant = now.instant;
        earlier.filter(move |id| {
            self.entries.get(*id).is_some_and(|entry| entry.until.is_none_or(|until| until > instant))
        })
    }
}

/// The act by which a registration became protected, in the order of the ledger.
fn act<'a>(rec: &Rec<'a>) -> Option<(u64, Dot, &'a str)> {
    rec.record.live("protected_from").first().map(|write| (write.stamp.l, write.stamp.dot, rec.id))
}

/// Whether two registrations are of two people and of the same kind.
fn rival(one: &Rec<'_>, other: &Rec<'_>) -> bool {
    one.id != other.id && one.get("owner") != other.get("owner") && one.text("subject") == other.text("subject")
}

/// Whether two registrations are about the same.
fn same(terms: &Terms, (one, traits): (&Rec<'_>, &Traits), (other, theirs): (&Rec<'_>, &Traits)) -> bool {
    let customer = |rec: &Rec<'_>| rec.get("customer").and_then(|link| rec.view.follow(link)).map(|at| at.at());
    let company = customer(one).is_some() && customer(one) == customer(other)
        || traits.compare(theirs).is_some_and(|(degree, clues)| {
            degree <= Degree::Likely && !clues.iter().all(|clue| terms.ignores.contains(clue))
        });
    company && (one.text("subject") != "project" || same_project(one, other))
}
