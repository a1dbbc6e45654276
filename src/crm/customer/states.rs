//! What may happen to a customer in which place: the only table of legal steps (features.md section 3).

use super::place::Place;
use crate::crm::machine::{self, Who};

/// What happens to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// Somebody takes it out of the sea.
    Claim,
    /// It is given to an owner, or another one.
    Assign,
    /// Its owner gives it back to the sea.
    Return,
    /// It goes to another pool.
    Move,
    /// Its owner keeps it from all rules.
    Lock,
    /// Its owner lets the rules have it again.
    Unlock,
}

/// A legal step of a customer.
pub type Step = machine::Step<Place, Event>;

/// Every legal step. What lies in the sea is in the hands of who keeps the pool.
#[rustfmt::skip]
pub static STEPS: &[Step] = {
    use Event::{Assign, Claim, Lock, Move, Return, Unlock};
    use Place::{Held, Locked, Sea};
    use Who::{Anyone, Holder};
    const fn step(from: Place, event: Event, to: Place, who: Who) -> Step {
        Step { from, event, to, who }
    }
    &[
        step(Sea,    Claim,  Held,   Anyone),
        step(Sea,    Assign, Held,   Holder),
        step(Sea,    Move,   Sea,    Holder),
        step(Held,   Assign, Held,   Holder),
        step(Held,   Return, Sea,    Holder),
        step(Held,   Move,   Held,   Holder),
        step(Held,   Lock,   Locked, Holder),
        step(Locked, Unlock, Held,   Holder),
        step(Locked, Assign, Held,   Holder),
        step(Locked, Move,   Locked, Holder),
    ]
};
