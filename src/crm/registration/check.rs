//! The check of a registration: who has the same customer already (F125). It is made when a registration is handed in,
//! in the act that stores it.

use super::REGISTRATION;
use super::register::Register;
use super::states::State;
use super::template::Terms;
use crate::crm::contact::CONTACT;
use crate::crm::customer::CUSTOMER;
use crate::crm::customer::place::{Place, last_holder};
use crate::crm::duplicate::{self, Clue, Degree, Traits};
use crate::crm::lead::LEAD;
use crate::crm::lead::states::State as LeadState;
use crate::crm::schema::{Choice, Now};
use crate::crm::story::heirs;
use crate::crm::view::{Rec, Ref};
use crate::ledger::Value;
use crate::ledger::order::sort_by_key;

/// What the check says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nobody has it.
    Pass,
    /// Somebody may have it.
    Suspected,
    /// Somebody has it.
    Blocked,
}

/// The verdicts as choices.
pub static VERDICTS: &[Choice] = &[
    Choice::new("pass", "choice-verdict-pass").synonyms(&["passed", "通过", "未发现重复", "nobody has it"]),
    Choice::new("suspected", "choice-verdict-suspected").synonyms(&[
        "suspected",
        "疑似",
        "疑似重复",
        "somebody may have it",
        "疑似已有同事跟进",
    ]),
    Choice::new("blocked", "choice-verdict-blocked").synonyms(&[
        "blocked",
        "重复",
        "已被占用",
        "somebody has it",
        "已有同事在跟进",
    ]),
];

/// What of a colleague's is, or may be, the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The customer, lead or registration.
    pub at: Ref,
    /// What both have in common.
    pub clues: Vec<Clue>,
    /// How sure it is.
    pub degree: Degree,
    /// What follows from it.
    pub verdict: Verdict,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What follows.
    pub verdict: Verdict,
    /// How sure the surest hit is, 0 to 100.
    pub score: i64,
    /// What colleagues have, what weighs most first.
    pub hits: Vec<Hit>,
    /// The customer it is about: the rep's own already, or public.
    pub customer: Option<Ref>,
}

impl Verdict {
    /// The key of the choice.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Suspected => "suspected",
            Verdict::Blocked => "blocked",
        }
    }

    /// The state it leads to.
    #[must_use]
    pub fn state(self) -> State {
        match self {
            Verdict::Pass => State::Protected,
            Verdict::Suspected => State::Suspected,
            Verdict::Blocked => State::Rejected,
        }
    }
}

/// How many points a degree gives.
fn points(degree: Degree) -> i64 {
    match degree {
        Degree::Certain => 100,
        Degree::Likely => 80,
        Degree::Possible => 50,
    }
}

/// Checks a registration for the member it belongs to.
#[must_use]
pub fn check(rec: &Rec<'_>, terms: &Terms, now: &Now) -> Check {
    let (view, traits, own) = (&rec.view, Traits::of(rec), rec.at());
    let mine = rec.get("owner").and_then(Value::as_link).map(|(_, id)| id.to_owned()).unwrap_or_default();
    let mut check = Check { verdict: Verdict::Pass, score: 0, hits: Vec::new(), customer: None };
    for at in duplicate::candidates(view, &traits, &[CUSTOMER.key, CONTACT.key, LEAD.key, REGISTRATION.key]) {
        let Some(met) = view.at(&at).filter(|met| met.at() != own) else { continue };
        let Some((degree, clues)) = traits.compare(&Traits::of(&met)) else { continue };
        if clues.iter().all(|clue| terms.ignores.contains(clue)) {
            continue;
        }
        // Whom somebody there can be reached by says something of the customer, but not that it is the same.
        let customer = (met.table.key == CONTACT.key).then(|| heirs(&met).next().and_then(|at| view.at(&at)));
        let (other, degree) = match customer {
            Some(Some(customer)) => (customer, degree.max(Degree::Possible)),
            Some(None) => continue,
            None => (met, degree),
        };
        match weigh(rec, &other, &mine, degree, now) {
            Weight::Nothing => {}
            Weight::Ours => check.customer = check.customer.or(Some(other.at())),
            Weight::Theirs(verdict) => check.hits.push(Hit { at: other.at(), clues, degree, verdict }),
        }
    }
    sort_by_key(&mut check.hits, |hit| (std::cmp::Reverse(hit.verdict), hit.degree, hit.at.clone()));
    if let Some(worst) = check.hits.first() {
        (check.verdict, check.score) = (worst.verdict, points(worst.degree));
    }
    check
}

/// What another record means for a registration.
enum Weight {
    Nothing,
    /// It is the customer, and the rep's to have.
    Ours,
    /// A colleague has it.
    Theirs(Verdict),
}

fn weigh(rec: &Rec<'_>, other: &Rec<'_>, mine: &str, degree: Degree, now: &Now) -> Weight {
    let sure = degree <= Degree::Likely;
    let theirs = |if_sure: Verdict| Weight::Theirs(if sure { if_sure } else { Verdict::Suspected });
    let holder = |other: &Rec<'_>| other.value_of("owner", now).as_link().map(|(_, id)| id.to_owned());
    let project = rec.text("subject") == "project";
    match other.table.key {
        // A project is registered with a customer that may well be a colleague's.
        "customer" if project => {
            if sure {
                Weight::Ours
            } else {
                Weight::Nothing
            }
        }
        "customer" => match Place::of(other, now) {
            Place::Sea if sure => Weight::Ours,
            Place::Sea => Weight::Nothing,
            _ if last_holder(other) == Some(mine) => {
                if sure {
                    Weight::Ours
                } else {
                    Weight::Nothing
                }
            }
            _ => theirs(Verdict::Blocked),
        },
        "lead" if project => Weight::Nothing,
        "lead" => {
            let at_work = matches!(LeadState::of(other), LeadState::Pending | LeadState::Following);
            let colleague = holder(other).is_some_and(|id| id != mine);
            if at_work && colleague && sure { Weight::Theirs(Verdict::Suspected) } else { Weight::Nothing }
        }
        _ => {
            let colleague = holder(other).is_some_and(|id| id != mine);
            let alike = rec.text("subject") == other.text("subject") && (!project || same_project(rec, other));
            let state = Register::of(&rec.view).state(other.id, now);
            match state {
                _ if !colleague || !alike => Weight::Nothing,
                Some(State::Protected | State::Won) => theirs(Verdict::Blocked),
                Some(State::Suspected | State::Appealing | State::Shared) if sure => Weight::Theirs(Verdict::Suspected),
                _ => Weight::Nothing,
            }
        }
    }
}

/// Whether two registrations mean the same project.
#[must_use]
pub fn same_project(one: &Rec<'_>, other: &Rec<'_>) -> bool {
    let plain = |rec: &Rec<'_>| -> String {
        rec.text("project").chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (one, other) = (plain(one), plain(other));
    !one.is_empty() && (one.contains(&other) || other.contains(&one)) && !other.is_empty()
}
