//! The states of a registration and the only table of legal steps (features.md section 3).
//!
//! Stored is the *stage*. That a protection ran out, that the customer was won, and that somebody else registered the
//! same earlier, is read from the time and from the other records.

use crate::crm::machine::{self, Who};
use crate::crm::member::Role;
use crate::crm::schema::{Choice, Mark};

/// A state of a registration, in the order of list tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 草稿: not submitted.
    Draft,
    /// 疑似重复: somebody must look at it.
    Suspected,
    /// 申诉中: its rejection is contested.
    Appealing,
    /// 保护中: nobody else may have the customer.
    Protected,
    /// 共享: its rep works with the one who has the customer.
    Shared,
    /// 已成交: something was won under its protection.
    Won,
    /// 驳回: refused.
    Rejected,
    /// 已过期: its protection ran out.
    Expired,
    /// 已释放: its rep gave it up.
    Released,
}

/// What happens to a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// It is handed in, and checked for duplicates.
    Submit,
    /// A manager lets it pass.
    Approve,
    /// A manager refuses it, or lets the refusal stand.
    Reject,
    /// A manager lets both work with the customer.
    Share,
    /// Its rep contests the refusal.
    Appeal,
    /// A manager makes the protection longer.
    Extend,
    /// Its rep gives it up.
    Release,
}

/// Where an event leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum To {
    /// To this state.
    State(State),
    /// To what the check for duplicates says.
    Verdict,
}

/// A legal step of a registration.
pub type Step = machine::Step<State, Event, To>;

/// Every legal step. Anything else is refused.
#[rustfmt::skip]
pub static STEPS: &[Step] = {
    use Event::{Appeal, Approve, Extend, Reject, Release, Share, Submit};
    use State::{Appealing, Draft, Expired, Protected, Rejected, Released, Shared, Suspected};
    use Who::{Holder, Manager};
    const fn step(from: State, event: Event, to: State, who: Who) -> Step {
        Step { from, event, to: To::State(to), who }
    }
    const fn submit(from: State) -> Step {
        Step { from, event: Submit, to: To::Verdict, who: Holder }
    }
    &[
        submit(Draft),
        submit(Expired),
        submit(Released),
        step(Suspected, Approve, Protected, Manager),
        step(Suspected, Reject,  Rejected,  Manager),
        step(Suspected, Share,   Shared,    Manager),
        step(Suspected, Release, Released,  Holder),
        step(Rejected,  Appeal,  Appealing, Holder),
        step(Appealing, Approve, Protected, Manager),
        step(Appealing, Reject,  Rejected,  Manager),
        step(Appealing, Share,   Shared,    Manager),
        step(Appealing, Release, Released,  Holder),
        step(Protected, Extend,  Protected, Manager),
        step(Protected, Release, Released,  Holder),
        step(Shared,    Release, Released,  Holder),
    ]
};

/// What the rules say of a stage that was written over another.
#[must_use]
pub fn judge(from: &str, to: &str, role: Role) -> Option<&'static str> {
    let (from, to) = (State::of_stage(from), State::of_stage(to));
    let verdicts = [State::Protected, State::Suspected, State::Rejected];
    let leads = |step: &&Step| {
        let there = match step.to {
            To::State(state) => state.stage() == to.stage(),
            To::Verdict => verdicts.contains(&to),
        };
        step.from.stage() == from.stage() && there
    };
    let known: Vec<&Step> = STEPS.iter().filter(leads).collect();
    match known.is_empty() {
        _ if from == to => None,
        true => Some("problem-no-way"),
        false => (!known.iter().any(|step| step.who.means(role, true).is_ok())).then_some("problem-manager"),
    }
}

/// The states as choices.
pub static STATES: &[Choice] = &[
    Choice::new("draft", "choice-registration-draft").mark(Mark::Waiting).synonyms(&["draft", "草稿"]),
    Choice::new("suspected", "choice-registration-suspected").mark(Mark::Waiting).synonyms(&[
        "suspected",
        "疑似重复",
        "to review",
    ]),
    Choice::new("appealing", "choice-registration-appealing").mark(Mark::Waiting).synonyms(&[
        "appeal",
        "申诉中",
        "under appeal",
    ]),
    Choice::new("protected", "choice-registration-protected").mark(Mark::Working).synonyms(&["protected", "保护中"]),
    Choice::new("shared", "choice-registration-shared").mark(Mark::Working).synonyms(&["shared", "共享", "协作"]),
    Choice::new("won", "choice-registration-won").mark(Mark::Done).synonyms(&["won", "已成交"]),
    Choice::new("rejected", "choice-registration-rejected").mark(Mark::Parked).synonyms(&[
        "rejected",
        "驳回",
        "已驳回",
    ]),
    Choice::new("expired", "choice-registration-expired").mark(Mark::Parked).synonyms(&["expired", "已过期"]),
    Choice::new("released", "choice-registration-released").mark(Mark::Parked).synonyms(&[
        "released",
        "已释放",
        "given up",
    ]),
];

impl State {
    /// All states, in the order of list tabs.
    pub const ALL: [State; 9] = [
        State::Draft,
        State::Suspected,
        State::Appealing,
        State::Protected,
        State::Shared,
        State::Won,
        State::Rejected,
        State::Expired,
        State::Released,
    ];

    /// The key of the state, as a choice.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Suspected => "suspected",
            State::Appealing => "appealing",
            State::Protected => "protected",
            State::Shared => "shared",
            State::Won => "won",
            State::Rejected => "rejected",
            State::Expired => "expired",
            State::Released => "released",
        }
    }

    /// The stage that is stored for the state.
    #[must_use]
    pub fn stage(self) -> &'static str {
        match self {
            State::Won | State::Expired => State::Protected.key(),
            other => other.key(),
        }
    }

    /// The state that a stored stage stands for; one that is blank or of a newer version is a draft.
    #[must_use]
    pub fn of_stage(stage: &str) -> State {
        State::ALL.into_iter().find(|state| state.stage() == stage && state.key() == stage).unwrap_or(State::Draft)
    }
}
