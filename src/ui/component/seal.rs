//! Seal: a stamp for facts that are signed, won, lost, voided or archived. A state in progress is
//! never a seal.

use leptos::prelude::*;

use super::Tone;

/// A stamp.
#[component]
pub fn Seal(
    /// The word, two or three 汉字 or one English word.
    #[prop(into)]
    label: Signal<String>,
    /// What it means; neutral draws it in grey.
    #[prop(default = Tone::Accent.into(), into)]
    tone: Signal<Tone>,
    /// Whether it is tilted, as in a record's header and nowhere else.
    #[prop(optional)]
    tilted: bool,
    /// Whether it reads downwards, as on a phone.
    #[prop(optional)]
    vertical: bool,
) -> impl IntoView {
    view! {
        <span class=move || format!("seal {}", tone.get().class()) class:tilted=tilted class:vertical=vertical>
            {label}
        </span>
    }
}
