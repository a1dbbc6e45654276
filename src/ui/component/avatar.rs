//! Avatar: the first character of a name on a ground that follows the name, so that a person is
//! recognised down a column. The name itself stands beside it or is given for assistive technology.

use leptos::prelude::*;

use super::Tone;

/// How large an avatar is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// 20 px, in rows.
    #[default]
    Small,
    /// 24 px, in panels.
    Medium,
    /// 28 px, in the top bar.
    Large,
    /// 44 px and square, in a record's header.
    Record,
}

impl AvatarSize {
    const fn class(self) -> &'static str {
        match self {
            Self::Small => "",
            Self::Medium => "medium",
            Self::Large => "large",
            Self::Record => "plate serif",
        }
    }
}

/// The first character of a name on a coloured ground.
#[component]
pub fn Avatar(
    /// The whole name; may be empty for nobody.
    #[prop(into)]
    name: Signal<String>,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
    /// Whether the name is read aloud here, because it stands nowhere beside.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let tone = move || name.with(|name| tone_of(name).class());
    view! {
        <span
            class=move || format!("avatar {} {}", size.class(), tone())
            role=named.then_some("img")
            aria-label=move || named.then(|| name.get())
            aria-hidden=(!named).then_some("true")
        >
            {move || name.with(|name| initial(name))}
        </span>
    }
}

/// The first letter or 汉字 of a name.
fn initial(name: &str) -> String {
    name.chars().find(|c| c.is_alphanumeric()).map_or_else(|| "·".to_owned(), |c| c.to_uppercase().collect())
}

/// The ground of a name: stable across sessions and languages, never the red of danger.
fn tone_of(name: &str) -> Tone {
    const GROUNDS: [Tone; 5] = [Tone::Accent, Tone::Info, Tone::Violet, Tone::Warn, Tone::Success];
    if name.is_empty() {
        return Tone::Neutral;
    }
    let hash = name.bytes().fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
    GROUNDS[(hash >> 8) as usize % GROUNDS.len()]
}
