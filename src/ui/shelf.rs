//! The shelf: the workspaces of this browser, each in a database of its own, and which was open last.

use super::recent::forget;
use crate::i18n::Lang;
use crate::platform::{pref, prefix, random_u64, set_pref};
use serde::{Deserialize, Serialize};

/// A workspace of this browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is kept under.
    pub key: String,
    /// What it was called when it was last open.
    pub name: String,
    /// Whether it is a demo.
    pub demo: bool,
}

impl Entry {
    /// A new workspace.
    #[must_use]
    pub fn fresh() -> Entry {
        Entry { key: format!("ws-{:016x}", random_u64()), name: String::new(), demo: false }
    }

    /// The demo of a language.
    #[must_use]
    pub fn demo(lang: Lang) -> Entry {
        Entry { key: format!("demo-{}", Entry::language(lang)), name: String::new(), demo: true }
    }

    /// The key of a language in the records of a workspace.
    #[must_use]
    pub fn language(lang: Lang) -> &'static str {
        if lang == Lang::Zh { "zh" } else { "en" }
    }

    /// The name of its database.
    #[must_use]
    pub fn database(&self) -> String {
        format!("{}{}", prefix(), self.key)
    }
}

/// The workspaces of this browser, the one open last first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shelf {
    /// The workspaces.
    pub entries: Vec<Entry>,
    /// Whether the first of them is to be opened at the next start.
    open: bool,
}

const SHELF: &str = "workspaces";

impl Shelf {
    /// The shelf as this browser remembers it.
    #[must_use]
    pub fn load() -> Shelf {
        pref(SHELF).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// The workspace to open at the start.
    #[must_use]
    pub fn current(&self) -> Option<Entry> {
        self.entries.first().filter(|_| self.open).cloned()
    }

    /// Puts a workspace first: it is open now.
    pub fn put(mut self, entry: Entry) {
        self.entries.retain(|other| other.key != entry.key);
        self.entries.insert(0, entry);
        self.open = true;
        self.save();
    }

    /// Puts a workspace behind the one that is opened at the start: a guest. The first of all is none.
    pub fn put_behind(mut self, entry: Entry) {
        if self.current().is_none_or(|first| first.key == entry.key) {
            return self.put(entry);
        }
        self.entries.retain(|other| other.key != entry.key);
        self.entries.push(entry);
        self.save();
    }

    /// Forgets a workspace that was erased.
    pub fn remove(mut self, key: &str) {
        self.open &= self.entries.first().is_some_and(|first| first.key != key);
        self.entries.retain(|entry| entry.key != key);
        forget(key);
        self.save();
    }

    /// Opens none at the next start: the first run is asked for.
    pub fn leave(mut self) {
        self.open = false;
        self.save();
    }

    fn save(&self) {
        set_pref(SHELF, serde_json::to_string(self).ok().as_deref());
    }
}
