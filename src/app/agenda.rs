//! The agenda of a member as a file, for calendars outside.

use super::workspace::Workspace;
use crate::crm::Now;
use crate::exchange::{calendar, table::write::Say};
use crate::store::Storage;
use serde::{Deserialize, Serialize};

/// Whose days are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// The id of the member.
    pub member: String,
    /// The language of its words.
    pub lang: String,
    /// The time: milliseconds since 1970 UTC, and minutes east of UTC.
    pub now: (i64, i32),
}

impl Days {
    /// Writes the file. Gives its name, how many events it has, and its bytes.
    #[must_use]
    pub fn write<S: Storage>(&self, workspace: &Workspace<S>, say: Say<'_>) -> (String, usize, Vec<u8>) {
        let now = Now { instant: self.now.0, offset: self.now.1 };
        let (bytes, count) = workspace.read(|view| calendar::write(&view, &self.member, &now, say));
        (format!("{}-{}.ics", say("calendar-name"), now.today()), count, bytes)
    }
}
