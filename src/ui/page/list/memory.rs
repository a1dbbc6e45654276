//! What a list remembers of each visit: how far it was scrolled and which row was active, so that the
//! Back button leads to the same place (U24).
//!
//! A visit is a step of the browser's history, and bears its name in `history.state`. Going to the same
//! address anew is another step, so it starts at the top.

use leptos::prelude::*;
use std::collections::HashMap;
use wasm_bindgen::JsValue;

/// What was seen of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Visit {
    /// How far it was scrolled, in CSS pixels.
    pub top: f64,
    /// The row that was active.
    pub row: usize,
    /// Whether a record was opened from here.
    pub left: bool,
}

/// The visits of this page's life. Provide it above the pages; `Copy`.
#[derive(Clone, Copy)]
pub struct ListMemory {
    visits: StoredValue<HashMap<String, Visit>>,
}

impl ListMemory {
    /// No visits yet.
    #[must_use]
    pub fn new() -> ListMemory {
        ListMemory { visits: StoredValue::new(HashMap::new()) }
    }

    /// What was seen at this step of the history.
    pub(super) fn visit(self, step: &str) -> Option<Visit> {
        self.visits.with_value(|visits| visits.get(step).copied())
    }

    /// Remembers what is seen at a step.
    pub(super) fn remember(self, step: &str, change: impl FnOnce(&mut Visit)) {
        let _ = self.visits.try_update_value(|visits| change(visits.entry(step.to_owned()).or_default()));
    }
}

impl Default for ListMemory {
    fn default() -> Self {
        ListMemory::new()
    }
}

/// The name of this step of the history; it gets one where it has none.
pub(super) fn step() -> String {
    let Ok(history) = window().history() else { return String::new() };
    if let Some(name) = history.state().ok().and_then(|state| state.as_string()) {
        return name;
    }
    let name = js_sys::Date::now().to_string();
    // A browser may refuse too many in a short time; then this step is not remembered.
    let _ = history.replace_state_with_url(&JsValue::from_str(&name), "", None);
    name
}
