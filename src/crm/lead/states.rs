//! The states of a lead and the only table of legal transitions (features.md section 3).
//!
//! Stored is the *stage*. The *state* is what people see: a lead that is pending or followed but has no
//! owner is unassigned, which is computed, so that it can never contradict the owner.

use crate::crm::machine::{self, Who};
use crate::crm::member::Role;
use crate::crm::schema::{Choice, Mark};
use crate::crm::view::Rec;

/// A state of a lead, in the order of list tabs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 未分配: nobody's.
    Unassigned,
    /// 待处理: has an owner, no result yet.
    Pending,
    /// 跟进中: has a result.
    Following,
    /// 无效: unreachable or unfit, may come back.
    Invalid,
    /// 已转换: became a customer.
    Converted,
    /// 已作废: junk.
    Voided,
}

/// What happens to a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// Somebody gives it to an owner.
    Assign,
    /// Somebody takes it.
    Claim,
    /// A follow-up is logged.
    Log,
    /// Its owner gives it back to the pool.
    Return,
    /// It goes to another pool.
    Move,
    /// It is found unreachable or unfit.
    Park,
    /// It is taken up again.
    Reopen,
    /// It becomes a customer.
    Convert,
    /// It is thrown away.
    Void,
    /// It is taken back out of the bin.
    Restore,
}

/// Where an event leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum To {
    /// To this state.
    State(State),
    /// To the state before it was voided.
    Before,
}

/// A legal step of a lead.
pub type Step = machine::Step<State, Event, To>;

/// Every legal step. Anything else is refused.
#[rustfmt::skip]
pub static STEPS: &[Step] = {
    use Event::{Assign, Claim, Convert, Log, Move, Park, Reopen, Restore, Return, Void};
    use State::{Converted, Following, Invalid, Pending, Unassigned, Voided};
    use Who::{Admin, Anyone, Holder};
    const fn step(from: State, event: Event, to: State, who: Who) -> Step {
        Step { from, event, to: To::State(to), who }
    }
    &[
        step(Unassigned, Assign,  Pending,    Holder),
        step(Unassigned, Claim,   Pending,    Anyone),
        step(Unassigned, Move,    Unassigned, Holder),
        step(Unassigned, Void,    Voided,     Holder),
        step(Pending,    Assign,  Pending,    Holder),
        step(Pending,    Log,     Following,  Anyone),
        step(Pending,    Return,  Unassigned, Holder),
        step(Pending,    Park,    Invalid,    Holder),
        step(Pending,    Convert, Converted,  Holder),
        step(Pending,    Void,    Voided,     Holder),
        step(Following,  Assign,  Following,  Holder),
        step(Following,  Log,     Following,  Anyone),
        step(Following,  Return,  Unassigned, Holder),
        step(Following,  Park,    Invalid,    Holder),
        step(Following,  Convert, Converted,  Holder),
        step(Following,  Void,    Voided,     Holder),
        step(Invalid,    Assign,  Invalid,    Holder),
        step(Invalid,    Log,     Following,  Anyone),
        step(Invalid,    Reopen,  Following,  Holder),
        step(Invalid,    Return,  Unassigned, Holder),
        step(Invalid,    Void,    Voided,     Holder),
        Step { from: Voided, event: Restore, to: To::Before, who: Admin },
    ]
};

/// What the rules say of a stage that was written over another. Whose the lead was then is not looked at: that an owner
/// may be wrong about it is an ordinary conflict.
#[must_use]
pub fn step(from: &str, to: &str, role: Role) -> Option<&'static str> {
    let (from, to) = (State::of_stage(from), State::of_stage(to));
    let leads = |rule: &&Step| {
        let there = match rule.to {
            To::State(state) => state.stage() == to.stage(),
            To::Before => !matches!(to, State::Voided | State::Converted),
        };
        rule.from.stage() == from.stage() && there
    };
    let known: Vec<&Step> = STEPS.iter().filter(leads).collect();
    let may = |rule: &&Step| rule.who != Who::Admin || role == Role::Admin;
    match known.is_empty() {
        _ if from == to => None,
        true => Some("problem-no-way"),
        false => (!known.iter().any(may)).then_some("problem-admin"),
    }
}

/// The stored stages as choices.
pub static STAGES: &[Choice] = &CHOICES;

const CHOICES: [Choice; 5] = [
    Choice::new("pending", "choice-lead-pending").mark(Mark::Waiting).synonyms(&[
        "new",
        "unassigned",
        "未分配",
        "open",
        "待处理",
        "新线索",
        "待跟进",
        "to do",
    ]),
    Choice::new("following", "choice-lead-following").mark(Mark::Working).synonyms(&[
        "working",
        "contacted",
        "in progress",
        "qualified",
        "跟进中",
        "跟进",
    ]),
    Choice::new("invalid", "choice-lead-invalid").mark(Mark::Parked).synonyms(&[
        "unqualified",
        "unreachable",
        "lost",
        "无效",
        "无效线索",
    ]),
    Choice::new("converted", "choice-lead-converted").mark(Mark::Done).synonyms(&[
        "won",
        "已转换",
        "已转化",
        "已转客户",
    ]),
    Choice::new("voided", "choice-lead-voided").mark(Mark::Void).synonyms(&["junk", "void", "已作废", "作废"]),
];

/// The six states as choices.
pub static STATES: &[Choice] = &[
    Choice::new("unassigned", "choice-lead-unassigned").mark(Mark::Nobody),
    CHOICES[0],
    CHOICES[1],
    CHOICES[2],
    CHOICES[3],
    CHOICES[4],
];

impl State {
    /// All states, in the order of list tabs.
    pub const ALL: [State; 6] =
        [State::Unassigned, State::Pending, State::Following, State::Invalid, State::Converted, State::Voided];

    /// The key of the state, as a choice.
    #[must_use]
    pub fn key(self) -> &'static str {
        if self == State::Unassigned { "unassigned" } else { self.stage() }
    }

    /// The stage that is stored for the state.
    #[must_use]
    pub fn stage(self) -> &'static str {
        match self {
            State::Unassigned | State::Pending => "pending",
            State::Following => "following",
            State::Invalid => "invalid",
            State::Converted => "converted",
            State::Voided => "voided",
        }
    }

    /// The state that a stored stage stands for; one that is blank or of a newer version waits.
    #[must_use]
    pub fn of_stage(stage: &str) -> State {
        State::ALL.into_iter().skip(1).find(|state| state.stage() == stage).unwrap_or(State::Pending)
    }

    /// The state of a lead.
    #[must_use]
    pub fn of(lead: &Rec<'_>) -> State {
        match State::of_stage(lead.text("stage")) {
            State::Pending | State::Following if lead.get("owner").is_none() => State::Unassigned,
            state => state,
        }
    }
}
