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
    /// The changes it was last written as, spelled as dots.
    pub dots: Vec<String>,
    /// Changes that came and went since: earlier doings and undoings of it, and of acts after it. With
    /// them set aside it can be taken back as if they had never been.
    #[serde(default)]
    past: Vec<String>,
}

impl Step {
    /// The step of an act.
    #[must_use]
    pub fn new(why: &str, dots: &[Dot]) -> Step {
        Step { why: why.to_owned(), dots: dots.iter().map(Dot::to_string).collect(), past: Vec::new() }
    }

    /// All its changes, those it was last written as and those that came and went.
    fn all(&self) -> impl Iterator<Item = &String> {
        self.dots.iter().chain(&self.past)
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
        let gone: Vec<String> =
            self.undone.drain(..).flat_map(|step| step.all().cloned().collect::<Vec<_>>()).collect();
        if let Some(last) = self.done.last_mut() {
            last.past.extend(gone);
        }
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

    /// The changes to take back so that the next act is taken back (or, `again`, done again).
    #[must_use]
    pub fn dots(&self, again: bool) -> Vec<Dot> {
        let parse = |dot: &String| dot.parse().ok();
        match self.next(again) {
            None => Vec::new(),
            // What acts before it wrote when they were taken back and done again, after this one was taken back, came and
            // went just so.
            Some(step) if again => {
                let own: Vec<Dot> = step.dots.iter().filter_map(parse).collect();
                let since = |dot: &Dot| own.first().is_some_and(|own| own.name == dot.name && own.s < dot.s);
                let later = self.done.iter().flat_map(Step::all).filter_map(parse).filter(since);
                own.iter().copied().chain(later).collect()
            }
            Some(step) => step.all().chain(self.undone.iter().flat_map(Step::all)).filter_map(parse).collect(),
        }
    }

    /// Notes that the next act was taken back (or done again) by the changes of these dots.
    pub fn turn(&mut self, again: bool, dots: &[Dot]) {
        let (from, to) = if again { (&mut self.undone, &mut self.done) } else { (&mut self.done, &mut self.undone) };
        if let Some(mut step) = from.pop() {
            step.past.append(&mut step.dots);
            step.dots = dots.iter().map(Dot::to_string).collect();
            to.push(step);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::DeviceId;

    fn step(s: u64) -> Step {
        Step::new("edit", &[Dot { name: DeviceId(1), s }])
    }

    fn dots(of: &[u64]) -> Vec<Dot> {
        of.iter().map(|&s| Dot { name: DeviceId(1), s }).collect()
    }

    #[test]
    fn a_new_act_forgets_what_was_taken_back() {
        let mut stack = UndoStack::default();
        stack.push(step(1));
        stack.turn(false, &dots(&[2]));
        assert_eq!(stack.dots(true), dots(&[2]));
        stack.push(step(3));
        assert_eq!(stack.next(true), None);
        assert_eq!(stack.dots(false), dots(&[3]));
    }

    #[test]
    fn doing_again_sets_aside_what_came_and_went_since() {
        let mut stack = UndoStack::default();
        stack.push(step(1));
        stack.push(step(2));
        stack.turn(false, &dots(&[3]));
        stack.turn(false, &dots(&[4]));
        assert_eq!(stack.dots(true), dots(&[4]));
        stack.turn(true, &dots(&[5]));
        // The first was taken back by 4 and done again by 5, both after the second was taken back by 3.
        assert_eq!(stack.dots(true), dots(&[3, 5, 4]));
    }

    #[test]
    fn taking_back_an_act_sets_aside_what_came_and_went_after_it() {
        let mut stack = UndoStack::default();
        stack.push(step(1));
        stack.push(step(2));
        stack.turn(false, &dots(&[3]));
        assert_eq!(stack.dots(false), dots(&[1, 3, 2]));
        stack.push(step(4));
        stack.turn(false, &dots(&[5]));
        assert_eq!(stack.dots(false), dots(&[1, 3, 2, 5, 4]));
    }
}
