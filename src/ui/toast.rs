//! Toasts: what just happened, said once and kept in the activity list.
//!
//! A toast of something done offers Undo and leaves after a while; one of something that failed is
//! read out at once and stays until it is dismissed. Undo takes back the newest act, so only the
//! newest toast offers it: a newer one of something done takes the place of the older.

use leptos::prelude::*;
use std::collections::VecDeque;

/// How many entries the activity list keeps.
const KEPT: usize = 100;

/// What just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// The sentence.
    pub text: String,
    /// Whether it went well.
    pub outcome: Outcome,
}

/// How an act ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was done and can be taken back.
    Done,
    /// It is worth knowing, and there is nothing to take back.
    Noted,
    /// It was not done.
    Failed,
}

impl Toast {
    /// Something was done; offers Undo.
    #[must_use]
    pub fn done(text: impl Into<String>) -> Toast {
        Toast { text: text.into(), outcome: Outcome::Done }
    }

    /// Something is worth knowing; leaves by itself.
    #[must_use]
    pub fn noted(text: impl Into<String>) -> Toast {
        Toast { text: text.into(), outcome: Outcome::Noted }
    }

    /// Something was refused or failed; stays until dismissed.
    #[must_use]
    pub fn failed(text: impl Into<String>) -> Toast {
        Toast { text: text.into(), outcome: Outcome::Failed }
    }
}

/// A toast on its way, told from its likes by its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Counts the toasts of this session from 1.
    pub number: u64,
    /// What it says.
    pub toast: Toast,
    /// When it was said, milliseconds since 1970 UTC.
    pub at: i64,
}

/// The toasts of a session: those on the screen and those that were. `Copy`.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Shown>>,
    past: RwSignal<VecDeque<Shown>>,
    count: StoredValue<u64>,
}

impl Toasts {
    /// No toasts yet.
    #[must_use]
    pub fn new() -> Toasts {
        Toasts {
            shown: RwSignal::new(Vec::new()),
            past: RwSignal::new(VecDeque::new()),
            count: StoredValue::new(0),
        }
    }

    /// Says what happened.
    pub fn show(self, toast: Toast) {
        let mut number = 0;
        self.count.update_value(|count| {
            *count += 1;
            number = *count;
        });
        let shown = Shown { number, toast, at: crate::platform::now().instant };
        self.past.update(|past| {
            past.push_front(shown.clone());
            past.truncate(KEPT);
        });
        self.shown.update(|list| {
            if shown.toast.outcome != Outcome::Failed {
                list.retain(|other| other.toast.outcome == Outcome::Failed);
            }
            list.push(shown);
        });
    }

    /// Takes a toast off the screen.
    pub fn dismiss(self, number: u64) {
        self.shown.update(|list| list.retain(|shown| shown.number != number));
    }

    /// The toasts on the screen, oldest first; reactive.
    #[must_use]
    pub fn shown(self) -> Vec<Shown> {
        self.shown.get()
    }

    /// What was said in this session, newest first; reactive.
    #[must_use]
    pub fn past(self) -> Vec<Shown> {
        self.past.with(|past| past.iter().cloned().collect())
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}
