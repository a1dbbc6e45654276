//! What was opened and run last in this workspace, as this browser remembers it: by ids, without a name.

use super::session::Session;
use crate::app::palette::Recents;
use crate::platform::{pref, set_pref};

/// What was opened and run last.
#[must_use]
pub fn recents(session: Session) -> Recents {
    pref(&name(&session.key())).map(|text| Recents::read(&text)).unwrap_or_default()
}

/// Notes something more.
pub fn note(session: Session, change: impl FnOnce(&mut Recents)) {
    let mut recents = recents(session);
    change(&mut recents);
    set_pref(&name(&session.key()), recents.write().as_deref());
}

/// Forgets what was done in a workspace that is gone, by its key.
pub fn forget(workspace: &str) {
    set_pref(&name(workspace), None);
}

fn name(workspace: &str) -> String {
    format!("recent.{workspace}")
}
