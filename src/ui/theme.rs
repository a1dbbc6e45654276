//! Appearance and language as this browser remembers them. `boot.js` reads the same two settings
//! before the first paint, so nothing flashes.

use crate::i18n::Lang;
use crate::platform::set_pref;
use leptos::prelude::*;

/// Which colours are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// What the system prefers.
    #[default]
    System,
    /// Ink on paper.
    Light,
    /// Paper on ink.
    Dark,
}

impl Theme {
    /// Every theme, in the order of menus.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The word `boot.js` and the style sheet know it by; none for the system's.
    const fn word(self) -> Option<&'static str> {
        match self {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }

    /// The theme of a word of the shortcuts.
    #[must_use]
    pub fn of_word(word: &str) -> Theme {
        Theme::ALL.into_iter().find(|theme| theme.word() == Some(word)).unwrap_or_default()
    }

    /// The theme of this page.
    #[must_use]
    pub fn current() -> Theme {
        let shown = root().and_then(|root| root.get_attribute("data-theme"));
        Theme::ALL.into_iter().find(|theme| theme.word() == shown.as_deref()).unwrap_or_default()
    }

    /// Shows this theme, now and at the next start.
    pub fn choose(self) {
        if let Some(root) = root() {
            // Neither call can fail: the attribute's name is a valid one.
            let _ = match self.word() {
                Some(word) => root.set_attribute("data-theme", word),
                None => root.remove_attribute("data-theme"),
            };
        }
        set_pref("theme", self.word());
    }
}

/// Speaks this language at the next start too.
pub fn remember_language(lang: Lang) {
    set_pref("lang", Some(lang.tag()));
}

fn root() -> Option<web_sys::Element> {
    document().document_element()
}
