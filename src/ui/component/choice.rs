//! A choice: one of several values, as selects, radio groups, chips and comboboxes offer them.

use crate::ui::icon::Glyph;

/// A value with the words that stand for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What is read.
    pub label: String,
    /// What tells it from its namesakes, in a smaller voice; may be empty.
    pub detail: String,
    /// A glyph before the words.
    pub icon: Option<Glyph>,
}

impl Choice {
    /// A choice without detail or glyph.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// The same with a detail.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    /// The same with a glyph.
    #[must_use]
    pub fn icon(self, icon: Glyph) -> Self {
        Self { icon: Some(icon), ..self }
    }
}
