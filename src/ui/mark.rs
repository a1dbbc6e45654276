//! How a state is drawn: the shape, tone and rail that follow from its mark, and whether it is closed.

use super::component::{Rail, Shape, Tone};
use crate::crm::Mark;

/// How a state is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face {
    /// The shape beside its word.
    pub shape: Shape,
    /// Its tone.
    pub tone: Tone,
    /// The rail of its rows.
    pub rail: Rail,
    /// Whether nothing more is to be done: such a state is sealed in a record's header.
    pub closed: bool,
}

/// The drawing of a mark.
#[must_use]
pub fn face_of(mark: Mark) -> Face {
    let (shape, tone, rail, closed) = match mark {
        Mark::Nobody => (Shape::DashedRing, Tone::Grey, Rail::Dashed, false),
        Mark::Waiting => (Shape::Ring, Tone::Warn, Rail::Solid, false),
        Mark::Working => (Shape::Half, Tone::Accent, Rail::Solid, false),
        Mark::Parked => (Shape::Bar, Tone::Violet, Rail::Dashed, false),
        Mark::Done => (Shape::Check, Tone::Success, Rail::Double, true),
        Mark::Void => (Shape::Crossed, Tone::Grey, Rail::Double, true),
    };
    Face { shape, tone, rail, closed }
}
