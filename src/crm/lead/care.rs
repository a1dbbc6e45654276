//! Care: a lead that was given to somebody and not touched since asks for more and more attention (complaint 8).

use super::states::State;
use crate::crm::computed::last_follow_up;
use crate::crm::schema::{Choice, DAY, Mark, Now};
use crate::crm::view::Rec;
use crate::ledger::Value;

/// What is due in the end: somebody else should have it.
pub const REASSIGN: &str = "reassign";

/// After how many days what is due, the last first.
const STEPS: [(i64, &str); 3] = [(7, REASSIGN), (5, "manager"), (3, "remind")];

/// What an untouched lead asks for.
pub static CARE: &[Choice] = &[
    Choice::new("remind", "choice-care-remind").mark(Mark::Waiting),
    Choice::new("manager", "choice-care-manager").mark(Mark::Waiting),
    Choice::new(REASSIGN, "choice-care-reassign").mark(Mark::Nobody),
];

/// Since how many days nobody has touched a lead that waits for its owner; `None` for any other.
#[must_use]
pub fn untouched(lead: &Rec<'_>, now: &Now) -> Option<i64> {
    if State::of(lead) != State::Pending {
        return None;
    }
    let given = lead.get("owner_since").and_then(Value::as_at).or(lead.created().0)?;
    let since = last_follow_up(lead).map_or(given, |at| at.max(given));
    Some((now.instant.saturating_sub(since) / DAY).max(0))
}

/// What a lead asks for: its owner is reminded, then the manager is told, then somebody else should have it.
#[must_use]
pub fn care(lead: &Rec<'_>, now: &Now) -> Option<&'static str> {
    let days = untouched(lead, now)?;
    STEPS.iter().find(|(least, _)| days >= *least).map(|(_, step)| *step)
}
