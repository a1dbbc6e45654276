//! Machines of states: what may happen to a record in which state, who may do it, and where it leads
//! (features.md section 3). An entity that has states writes its legal steps down as one table; anything else is
//! refused.

use super::member::Role;

/// Who may do it. Roles are workflow, not security.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Who {
    /// Every member.
    Anyone,
    /// Who has the record in hand, and everyone who is more than a rep.
    Holder,
    /// Managers and admins.
    Manager,
    /// Admins.
    Admin,
}

/// A legal step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step<S, E, T = S> {
    /// The state it starts from.
    pub from: S,
    /// What happens.
    pub event: E,
    /// Where it leads.
    pub to: T,
    /// Who may do it.
    pub who: Who,
}

/// Why a step is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Illegal {
    /// The state knows no such event.
    State,
    /// Another person must do it.
    Holder,
    /// A manager must do it.
    Manager,
    /// An admin must do it.
    Admin,
}

impl Who {
    /// Whether a member of this role, who has the record in hand or not, is meant.
    ///
    /// # Errors
    /// Who is meant instead.
    pub fn means(self, role: Role, holds: bool) -> Result<(), Illegal> {
        match self {
            Who::Holder if !holds && !role.is_staff() => Err(Illegal::Holder),
            Who::Manager if !role.leads() => Err(Illegal::Manager),
            Who::Admin if role != Role::Admin => Err(Illegal::Admin),
            _ => Ok(()),
        }
    }
}

/// The step for an event in a state, if there is one.
#[must_use]
pub fn step<S: PartialEq, E: PartialEq, T>(steps: &[Step<S, E, T>], from: S, event: E) -> Option<&Step<S, E, T>> {
    steps.iter().find(|step| step.from == from && step.event == event)
}

/// Judges an event: where it leads for a member of this role who has the record in hand or not.
///
/// # Errors
/// Why it is refused.
pub fn judge<S: PartialEq, E: PartialEq, T: Copy>(
    steps: &[Step<S, E, T>],
    from: S,
    event: E,
    role: Role,
    holds: bool,
) -> Result<T, Illegal> {
    let step = step(steps, from, event).ok_or(Illegal::State)?;
    step.who.means(role, holds).map(|()| step.to)
}
