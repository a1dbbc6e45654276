//! What was looked at closely today, as this browser remembers it: by ids, for one day.

use super::session::Session;
use crate::crm::veil::Veil;
use crate::platform::{pref, set_pref};

/// Whether a record may be looked at: it was already today, or the day's share is not used up. Then it is noted.
#[must_use]
pub fn may_look(session: Session, veil: &Veil, id: &str) -> bool {
    let name = format!("looked.{}.{}", session.key(), veil.pool.id);
    let today = session.now().today().to_string();
    let kept = pref(&name).unwrap_or_default();
    let mut ids: Vec<&str> = kept.strip_prefix(&*today).map(|ids| ids.split_whitespace().collect()).unwrap_or_default();
    if ids.contains(&id) {
        return true;
    }
    if ids.len() >= veil.per_day {
        return false;
    }
    ids.push(id);
    set_pref(&name, Some(&format!("{today} {}", ids.join(" "))));
    true
}
