//! The keymap: which keys a person chose for which shortcut, what is switched off, and what a press
//! means by it.

use super::{Shortcut, shortcuts};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Chords that browsers keep for themselves, by their key: new window, tab, print, reload, address …
const BROWSER: &str = "nptwlrq";
/// Chords that every text knows: copy, cut, paste, select all.
const TEXT: &str = "acvx";

/// A person's own keys, kept in the browser.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Keymap {
    /// Whether all shortcuts of signs alone are off.
    quiet: bool,
    /// Those that are off by themselves, by id.
    off: BTreeSet<String>,
    /// Keys chosen for a shortcut, by its id.
    keys: BTreeMap<String, String>,
}

/// What keys mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// This shortcut.
    Shortcut(&'static Shortcut),
    /// The beginning of one or several.
    Beginning,
    /// None.
    Nothing,
}

/// Why keys cannot be given to a shortcut. The `Display` is a message key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyFault {
    /// Neither one or two signs nor a chord of `Mod` and a sign.
    #[error("shortcut-unfit")]
    Unfit,
    /// They are the browser's, or those of every text.
    #[error("shortcut-reserved")]
    Reserved,
    /// Another shortcut of the same place has them.
    #[error("shortcut-taken")]
    Taken(&'static Shortcut),
}

impl Keymap {
    /// Reads what was kept. What does not fit any more, such as keys that a newer version uses itself,
    /// is left out.
    #[must_use]
    pub fn read(text: &str) -> Keymap {
        let kept: Keymap = serde_json::from_str(text).unwrap_or_default();
        let mut map = Keymap { quiet: kept.quiet, off: kept.off, keys: BTreeMap::new() };
        for (id, keys) in kept.keys {
            if let Some(shortcut) = shortcuts().iter().find(|shortcut| shortcut.id == id) {
                // Refused keys leave the default in place.
                let _ = map.give(shortcut, &keys);
            }
        }
        map
    }

    /// What is to be kept.
    #[must_use]
    pub fn write(&self) -> Option<String> {
        serde_json::to_string(self).ok().filter(|_| *self != Keymap::default())
    }

    /// The keys of a shortcut, also while it is off.
    #[must_use]
    pub fn keys<'a>(&'a self, shortcut: &'a Shortcut) -> &'a str {
        self.keys.get(&shortcut.id).unwrap_or(&shortcut.keys)
    }

    /// The keys that run a shortcut now, the chosen ones first.
    pub fn live<'a>(&'a self, shortcut: &'a Shortcut) -> impl Iterator<Item = &'a str> {
        let own = Some(self.keys(shortcut)).filter(|_| self.is_on(shortcut) && !(self.quiet && shortcut.is_plain()));
        own.into_iter().chain(Some(shortcut.also)).filter(|keys| !keys.is_empty())
    }

    /// Whether shortcuts of signs alone are heard at all.
    #[must_use]
    pub fn hears_letters(&self) -> bool {
        !self.quiet
    }

    /// Switches all shortcuts of signs alone on or off.
    pub fn hear_letters(&mut self, on: bool) {
        self.quiet = !on;
    }

    /// Whether a shortcut is on by itself.
    #[must_use]
    pub fn is_on(&self, shortcut: &Shortcut) -> bool {
        !self.off.contains(&shortcut.id)
    }

    /// Switches a shortcut on or off.
    pub fn switch(&mut self, shortcut: &Shortcut, on: bool) {
        if on {
            self.off.remove(&shortcut.id);
        } else {
            self.off.insert(shortcut.id.clone());
        }
    }

    /// Whether everything is as it was at first.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Keymap::default()
    }

    /// Gives a shortcut other keys. Keys of a shortcut that is off count as used: it may come back.
    ///
    /// # Errors
    /// Why they cannot be used; then nothing changed.
    pub fn give(&mut self, shortcut: &Shortcut, keys: &str) -> Result<(), KeyFault> {
        if is_reserved(keys) || is_text(keys) {
            return Err(KeyFault::Reserved);
        }
        if !is_plain(keys) && !is_chord(keys) || keys.split(' ').count() > 2 {
            return Err(KeyFault::Unfit);
        }
        let clashes = |other: &&Shortcut| {
            other.id != shortcut.id
                && other.meets(shortcut)
                && (clash(self.keys(other), keys) || clash(other.also, keys))
        };
        if let Some(other) = shortcuts().iter().find(clashes) {
            return Err(KeyFault::Taken(other));
        }
        if keys == shortcut.keys {
            self.keys.remove(&shortcut.id);
        } else {
            self.keys.insert(shortcut.id.clone(), keys.to_owned());
        }
        Ok(())
    }

    /// What the keys pressed mean among shortcuts that can be heard.
    #[must_use]
    pub fn find(&self, pressed: &str, among: impl Iterator<Item = &'static Shortcut>) -> Found {
        let mut found = Found::Nothing;
        for shortcut in among {
            for keys in self.live(shortcut) {
                if keys == pressed {
                    return Found::Shortcut(shortcut);
                }
                if begins(pressed, keys) {
                    found = Found::Beginning;
                }
            }
        }
        found
    }
}

/// Whether keys are signs alone, without a modifier: `?`, `g l`.
pub(super) fn is_plain(keys: &str) -> bool {
    !keys.is_empty() && keys.split(' ').all(|step| step.chars().count() == 1)
}

/// Whether keys are `Mod` and a sign.
fn is_chord(keys: &str) -> bool {
    modified(keys).is_some()
}

/// The sign that is pressed with `Mod`.
fn modified(keys: &str) -> Option<char> {
    let rest = keys.strip_prefix("Mod+")?;
    let mut signs = rest.strip_prefix("Shift+").unwrap_or(rest).chars();
    signs.next().filter(|_| signs.next().is_none())
}

/// Whether browsers keep the keys for themselves.
pub(super) fn is_reserved(keys: &str) -> bool {
    modified(keys).is_some_and(|sign| BROWSER.contains(sign))
}

fn is_text(keys: &str) -> bool {
    modified(keys).is_some_and(|sign| TEXT.contains(sign))
}

/// Whether one of both is the other, or the beginning of it, so that one could never be heard.
pub(super) fn clash(one: &str, other: &str) -> bool {
    !one.is_empty() && !other.is_empty() && (one == other || begins(one, other) || begins(other, one))
}

fn begins(keys: &str, longer: &str) -> bool {
    longer.strip_prefix(keys).is_some_and(|rest| rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::shortcut::{Act, shortcut};

    fn of(act: Act) -> &'static Shortcut {
        shortcut(act).unwrap()
    }

    #[track_caller]
    fn check(map: &Keymap, pressed: &str, expect: Option<Act>) {
        let found = match map.find(pressed, shortcuts().iter()) {
            Found::Shortcut(found) => Some(found.act),
            _ => None,
        };
        assert_eq!(found, expect, "{pressed}");
    }

    #[test]
    fn sequences_are_heard_step_by_step() {
        let map = Keymap::default();
        assert_eq!(map.find("g", shortcuts().iter()), Found::Beginning);
        check(&map, "g l", Some(Act::List("leads")));
        check(&map, "l", None);
        check(&map, "g ?", None);
        check(&map, "/", Some(Act::Search));
        check(&map, "Mod+k", Some(Act::Search));
    }

    #[test]
    fn a_shortcut_takes_other_keys_and_lets_go_of_its_own() {
        let mut map = Keymap::default();
        map.give(of(Act::Edit), "m").unwrap();
        check(&map, "m", Some(Act::Edit));
        check(&map, "e", None);
        // In lists, F2 edits the cell.
        assert_eq!(map.find("F2", [of(Act::Edit)].into_iter()), Found::Shortcut(of(Act::Edit)));
        map.give(of(Act::Help), "Mod+h").unwrap();
        check(&map, "Mod+h", Some(Act::Help));
        assert_eq!(Keymap::read(&map.write().unwrap()), map);
        map.give(of(Act::Edit), "e").unwrap();
        map.give(of(Act::Help), "?").unwrap();
        assert_eq!(map.write(), None);
    }

    #[test]
    fn keys_that_cannot_be_used_are_refused() {
        let mut map = Keymap::default();
        let taken = |act| Err(KeyFault::Taken(of(act)));
        for (keys, refused) in [
            ("?", taken(Act::Help)),
            ("g", taken(Act::Go("#/"))),
            ("f", taken(Act::Run("command-log"))),
            ("Mod+k", taken(Act::Search)),
            ("Mod+n", Err(KeyFault::Reserved)),
            ("Mod+Shift+t", Err(KeyFault::Reserved)),
            ("Mod+c", Err(KeyFault::Reserved)),
            ("Enter", Err(KeyFault::Unfit)),
            ("F5", Err(KeyFault::Unfit)),
            ("", Err(KeyFault::Unfit)),
            ("u v w", Err(KeyFault::Unfit)),
            ("u Mod+b", Err(KeyFault::Unfit)),
            // In lists only, where nothing is edited.
            ("j", Ok(())),
        ] {
            assert_eq!(map.give(of(Act::Edit), keys), refused, "{keys}");
        }
        map.switch(of(Act::Help), false);
        assert_eq!(map.give(of(Act::Edit), "?"), taken(Act::Help));
    }

    #[test]
    fn letters_are_off_one_by_one_or_all_at_once() {
        let mut map = Keymap::default();
        map.switch(of(Act::Edit), false);
        check(&map, "e", None);
        // In lists, F2 edits the cell.
        assert_eq!(map.find("F2", [of(Act::Edit)].into_iter()), Found::Shortcut(of(Act::Edit)));
        check(&map, "x", Some(Act::Select));
        map.hear_letters(false);
        check(&map, "x", None);
        assert_eq!(map.find("g", shortcuts().iter()), Found::Nothing);
        check(&map, "Mod+z", Some(Act::Undo));
        map.hear_letters(true);
        map.switch(of(Act::Edit), true);
        assert!(map.is_default());
    }

    #[test]
    fn what_was_kept_badly_is_left_out() {
        let kept = r#"{"keys":{"edit":"?","gone":"m","help":"Mod+n","select":"y"},"later":1}"#;
        let map = Keymap::read(kept);
        assert_eq!(map.keys(of(Act::Edit)), "e");
        assert_eq!(map.keys(of(Act::Select)), "y");
        assert_eq!(Keymap::read("nonsense"), Keymap::default());
    }
}
