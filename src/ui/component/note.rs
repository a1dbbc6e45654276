//! Note: a sentence that stands out: good to know, look out, did not work. It says what happened
//! and what to do, and may carry one action.

use leptos::prelude::*;

use super::Tone;
use crate::ui::icon::{Glyph, Icon, IconSize};

/// How a note reaches assistive technology.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoteVoice {
    /// It is part of the page.
    #[default]
    Silent,
    /// It is read when the reader pauses.
    Polite,
    /// It is read at once: something failed.
    Alert,
}

/// A sentence that stands out.
#[component]
pub fn Note(
    /// What it means: info, success, warn or danger.
    #[prop(into)]
    tone: Signal<Tone>,
    /// How it is read.
    #[prop(optional)]
    voice: NoteVoice,
    /// The sentence, and after it at most one link or button.
    children: Children,
) -> impl IntoView {
    let glyph = Signal::derive(move || match tone.get() {
        Tone::Warn | Tone::Danger => Glyph::Warning,
        Tone::Success | Tone::Accent => Glyph::Check,
        _ => Glyph::Info,
    });
    let role = match voice {
        NoteVoice::Silent => None,
        NoteVoice::Polite => Some("status"),
        NoteVoice::Alert => Some("alert"),
    };
    view! {
        <div class=move || format!("note {}", tone.get().class()) role=role>
            <Icon glyph=glyph size=IconSize::Small/>
            <div class="note-body">{children()}</div>
        </div>
    }
}
