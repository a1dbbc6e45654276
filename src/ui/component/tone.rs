//! Tones: what a colour means. A part sets the class, the style sheet knows the colours; a tone
//! never stands alone, a word or a shape says the same.

/// The meaning a part is coloured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// No meaning.
    #[default]
    Neutral,
    /// Resting, waiting for nobody.
    Grey,
    /// In work, chosen.
    Accent,
    /// Won, kept, converted.
    Success,
    /// Due soon, unsure.
    Warn,
    /// Late, voided, rejected, lost; nothing else.
    Danger,
    /// Sent, a hint.
    Info,
    /// Unreachable, or a colleague's.
    Violet,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Self; 8] =
        [Self::Neutral, Self::Grey, Self::Accent, Self::Success, Self::Warn, Self::Danger, Self::Info, Self::Violet];

    /// The class that gives a part this tone.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "tone-neutral",
            Self::Grey => "tone-grey",
            Self::Accent => "tone-accent",
            Self::Success => "tone-success",
            Self::Warn => "tone-warn",
            Self::Danger => "tone-danger",
            Self::Info => "tone-info",
            Self::Violet => "tone-violet",
        }
    }
}
