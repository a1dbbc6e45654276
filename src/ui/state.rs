//! States as they look: which shape, rail and tone a state's mark stands for, in one place for
//! lists, search, Today and records.

use super::component::{Rail, Shape, StateMark, StateShape, Tone};
use super::session::session;
use crate::crm::schema::{Choice, Kind, Mark};
use crate::crm::{Entity, Now, Rec};
use leptos::prelude::*;

/// How a state looks besides its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The shape before the word.
    pub shape: Shape,
    /// The line at the edge of a row.
    pub rail: Rail,
    /// What it means.
    pub tone: Tone,
}

/// How a mark looks.
#[must_use]
pub const fn look(mark: Mark) -> Look {
    let (shape, rail, tone) = match mark {
        Mark::Nobody => (Shape::DashedRing, Rail::Dashed, Tone::Grey),
        Mark::Waiting => (Shape::Ring, Rail::Solid, Tone::Warn),
        Mark::Working => (Shape::Half, Rail::Solid, Tone::Accent),
        Mark::Parked => (Shape::Bar, Rail::Dashed, Tone::Violet),
        Mark::Done => (Shape::Check, Rail::Double, Tone::Success),
        Mark::Void => (Shape::Crossed, Rail::Double, Tone::Grey),
    };
    Look { shape, rail, tone }
}

/// Whether a state is an end: reached or voided, no longer in progress.
#[must_use]
pub fn is_closed(choice: &Choice) -> bool {
    matches!(choice.mark, Some(Mark::Done | Mark::Void))
}

/// Whether a record was voided, so that only its own tab shows it (F7).
#[must_use]
pub fn is_void(rec: &Rec<'_>, now: &Now) -> bool {
    state_of(rec, now).is_some_and(|state| state.mark == Some(Mark::Void))
}

/// The states of an entity; none if it has no status.
#[must_use]
pub fn states(table: &Entity) -> &'static [Choice] {
    match table.status.and_then(|key| table.field(key)).map(|field| field.kind) {
        Some(Kind::Choice(choices)) => choices,
        _ => &[],
    }
}

/// The state a record is in.
#[must_use]
pub fn state_of(rec: &Rec<'_>, now: &Now) -> Option<&'static Choice> {
    let key = rec.table.status?;
    let value = rec.value_of(key, now);
    states(rec.table).iter().find(|choice| Some(choice.key) == value.as_text())
}

/// A state: its shape, where it has one, and its word.
#[component]
pub fn State(
    /// The state.
    choice: &'static Choice,
) -> impl IntoView {
    let session = session();
    let word = move || session.t(choice.label);
    match choice.mark.map(look) {
        Some(look) => view! { <StateMark label=Signal::derive(word) shape=look.shape tone=look.tone/> }.into_any(),
        None => view! { <span>{word}</span> }.into_any(),
    }
}

/// The shape of a state alone, where its word stands elsewhere.
#[component]
pub fn StateGlyph(
    /// The state.
    choice: &'static Choice,
) -> impl IntoView {
    choice.mark.map(look).map(|look| view! { <StateShape shape=look.shape tone=look.tone/> })
}
