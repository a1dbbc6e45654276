//! Setting aside: what a follow-up that leads nowhere offers in the same form (F78).

use super::command::{Command, Refusal};
use super::schema::{Entity, Field};

/// How a record is set aside together with the follow-up that says that it leads nowhere (F78).
#[derive(Debug)]
pub struct Aside {
    /// The results after which it is offered.
    pub after: &'static [&'static str],
    /// The id of the command that does it.
    pub command: &'static str,
    /// What it asks for. The first says why: without it nothing is set aside.
    pub asks: &'static [Field],
}

impl Aside {
    /// The command that does it.
    ///
    /// # Errors
    /// `refused-unknown` if there is none of this name.
    pub fn command(&self) -> Result<&'static Command, Refusal> {
        super::command(self.command).ok_or_else(|| Refusal::new("refused-unknown"))
    }
}

impl Entity {
    /// How a record is set aside after this result, if it is.
    #[must_use]
    pub fn aside_after(&self, result: &str) -> Option<&'static Aside> {
        self.aside.filter(|aside| aside.after.contains(&result))
    }
}
