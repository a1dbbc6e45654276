//! What can be taken back: one's own acts, newest last, as the dots of the changes they were written as.
//!
//! Taking back is a change like any other (format, section 9), so doing it again is taking back the
//! taking back, and nothing is ever removed from the ledger.

use crate::ledger::Dot;
use serde::{Deserialize, Serialize};

/// How many acts are remembered.
const DEPTH: usize = 500;

/// An act that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The act's label.
    pub why: String,
    /// What it was done to, as it was called then.
    pub title: String,
    /// The changes it was written as, spelled as dots.
    pub dots: Vec<String>,
}

impl Step {
    /// The step of an act.
    #[must_use]
    pub fn new(why: &str, title: String, dots: &[Dot]) -> Step {
        Step { why: why.to_owned(), title, dots: dots.iter().map(Dot::to_string).collect() }
    }

    /// Its changes.
    #[must_use]
    pub fn dots(&self) -> Vec<Dot> {
        self.dots.iter().filter_map(|dot| dot.parse().ok()).collect()
    }
}

/// The acts that can be taken back, and those taken back that can be done again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoStack {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl UndoStack {
    /// Remembers a new act; what was taken back before cannot be done again any more.
    pub fn push(&mut self, step: Step) {
        self.undone.clear();
        self.done.push(step);
        if self.done.len() > DEPTH {
            self.done.remove(0);
        }
    }

    /// The act that would be taken back (or, `again`, done again) next.
    #[must_use]
    pub fn next(&self, again: bool) -> Option<&Step> {
        if again { self.undone.last() } else { self.done.last() }
    }

    /// Notes that the next act was taken back (or done again) by the changes of these dots.
    pub fn turn(&mut self, again: bool, dots: &[Dot]) {
        let (from, to) = if again { (&mut self.undone, &mut self.done) } else { (&mut self.done, &mut self.undone) };
        if let Some(step) = from.pop() {
            to.push(Step { dots: dots.iter().map(Dot::to_string).collect(), ..step });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::DeviceId;

    fn step(s: u64) -> Step {
        Step::new("edit", String::new(), &[Dot { name: DeviceId(1), s }])
    }

    #[test]
    fn a_new_act_forgets_what_was_taken_back() {
        let mut stack = UndoStack::default();
        stack.push(step(1));
        stack.turn(false, &step(2).dots());
        assert_eq!(stack.next(true), Some(&step(2)));
        stack.push(step(3));
        assert_eq!(stack.next(true), None);
        assert_eq!(stack.next(false), Some(&step(3)));
    }
}
