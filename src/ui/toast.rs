//! Toasts: what just happened, said once and kept in the activity list.
//!
//! The session says what happened through [`Toasts`]; [`ToastRegion`] shows it in the page. A toast of
//! something done offers Undo, which takes back the newest act: so only the newest toast offers it.

use super::component::{self, use_toaster};
use super::renewal::renewal;
use super::session::{Session, session};
use super::shortcut::{Keyboard, keyboard};
use crate::app::shortcut::Act;
use crate::i18n::key;
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
    /// A backup is due, and can be made from here.
    Due,
    /// There is a new version of the app, and it can be had from here.
    Renewal,
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

    /// A backup is due; offers to make one.
    #[must_use]
    pub fn due(text: impl Into<String>) -> Toast {
        Toast { text: text.into(), outcome: Outcome::Due }
    }

    /// There is a new version; offers it, and stays until it is accepted or dismissed.
    #[must_use]
    pub fn renewal(text: impl Into<String>) -> Toast {
        Toast { text: text.into(), outcome: Outcome::Renewal }
    }

    /// Something was refused or failed; stays until dismissed.
    #[must_use]
    pub fn failed(text: impl Into<String>) -> Toast {
        Toast { text: text.into(), outcome: Outcome::Failed }
    }
}

/// An entry of the activity list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Counts the entries of this session from 1.
    pub number: u64,
    /// What was said.
    pub toast: Toast,
    /// When, milliseconds since 1970 UTC.
    pub at: i64,
}

/// What a session said, newest first. `Copy`.
#[derive(Clone, Copy)]
pub struct Toasts {
    said: RwSignal<VecDeque<Said>>,
    /// Whether the address may pin the clock.
    demo: bool,
}

impl Toasts {
    /// Nothing said yet, in a demo or in a workspace.
    #[must_use]
    pub fn new(demo: bool) -> Toasts {
        Toasts { said: RwSignal::new(VecDeque::new()), demo }
    }

    /// Says what happened.
    pub fn show(self, toast: Toast) {
        let at = super::session::clock(self.demo).instant;
        self.said.update(|said| {
            let number = said.front().map_or(1, |last| last.number + 1);
            said.push_front(Said { number, toast, at });
            said.truncate(KEPT);
        });
    }

    /// What was said in this session, newest first; reactive. This is the activity list.
    #[must_use]
    pub fn said(self) -> Vec<Said> {
        self.said.with(|said| said.iter().cloned().collect())
    }
}

/// The place where toasts show; once per page, below `provide_toaster` and `provide_announcer`.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let session = session();
    let toaster = use_toaster();
    let keyboard = keyboard();
    Effect::new(move |shown: Option<u64>| {
        let shown = shown.unwrap_or(0);
        let said = session.toasts.said;
        let fresh: Vec<Said> = said.with(|said| said.iter().take_while(|said| said.number > shown).cloned().collect());
        for said in fresh.iter().rev() {
            toaster.show(untrack(|| face(session, keyboard, &said.toast)));
        }
        fresh.first().map_or(shown, |newest| newest.number)
    });
    view! { <component::Toasts label=session.label(key::TOASTS_LABEL) close_label=session.label(key::CLOSE)/> }
}

fn face(session: Session, keyboard: Keyboard, toast: &Toast) -> component::Toast {
    let undo = keyboard.keys(Act::Undo).unwrap_or_default();
    match toast.outcome {
        Outcome::Done => component::Toast::new(toast.text.clone()).action(session.t(key::UNDO), undo, move || {
            session.undo(false);
        }),
        Outcome::Due => {
            component::Toast::new(toast.text.clone())
                .action(session.t(key::SAFETY_BACKUP), "", move || session.back_up())
        }
        Outcome::Renewal => {
            let renewal = renewal();
            component::Toast::new(toast.text.clone())
                .action(session.t(key::RENEWAL_ACCEPT), "", move || renewal.accept())
                .lasting()
        }
        Outcome::Noted => component::Toast::new(toast.text.clone()),
        Outcome::Failed => component::Toast::failure(toast.text.clone()),
    }
}
