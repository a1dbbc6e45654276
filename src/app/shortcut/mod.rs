//! The shortcuts: one table of what can be done by keyboard, where, and with which keys (U4, U5).
//!
//! Handlers, buttons, the palette, the help sheet and the settings all read it; nothing else names a key.
//! What has no keys of its own is reached through the palette. What an entity adds (its letter, its
//! commands) stands in its own table. Keys are written as the steps of a sequence with a blank between,
//! each a chord: `Mod+k`, `?`, `g l`. `Mod` is ⌘ on Apple systems and Ctrl elsewhere.

mod keymap;
mod told;

pub use keymap::{Found, KeyFault, Keymap};

use super::query::Density;
use told::{creations, deeds, places};

use std::sync::LazyLock;

/// Something that can be done by keyboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// Stable name, under which a person's own keys are kept.
    pub id: String,
    /// What it does.
    pub act: Act,
    /// Where it acts.
    pub scope: Scope,
    /// The keys, unless a person chose others; empty for none.
    pub keys: String,
    /// Further keys that always do the same; empty for none.
    pub also: &'static str,
    /// Message key of its label.
    pub label: &'static str,
    /// An argument of the label: its name, and the message key of its word.
    pub of: Option<(&'static str, &'static str)>,
    /// The entities on whose records a deed is done; empty for all.
    on: Vec<&'static str>,
}

/// What a shortcut does. The page that can do it now says so; where none can, it is neither listed nor
/// heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Shows the shortcuts that act here.
    Help,
    /// Opens the palette, which finds everything. Its chord works in texts and over dialogs too.
    Search,
    /// Takes back the last act.
    Undo,
    /// Does again what was taken back.
    Redo,
    /// Closes what lies on top, or leaves a field as it was.
    Close,
    /// Makes a backup file.
    Backup,
    /// Makes a calendar file of what is to be done.
    Calendar,
    /// Sets a restore point.
    Point,
    /// Speaks the other language.
    Language,
    /// Shows these colours, by their word.
    Theme(&'static str),
    /// Switches the shortcuts of signs alone on or off.
    Letters,
    /// Goes to a place, by its address.
    Go(&'static str),
    /// Goes to the list of an entity, by its slug.
    List(&'static str),
    /// Begins a new record of an entity, by its slug.
    New(&'static str),
    /// The next row.
    Down,
    /// The row before.
    Up,
    /// Opens the row.
    Open,
    /// Shows the record of the row beside the list.
    Peek,
    /// Ticks the row.
    Select,
    /// Ticks rows one after another.
    Extend,
    /// Ticks all rows.
    SelectAll,
    /// Edits the cell.
    EditCell,
    /// Copies rows or a cell.
    Copy,
    /// Lays what was copied over the cells.
    Paste,
    /// Adds words to the ticked rows.
    Tag,
    /// Edits a field of the ticked rows.
    EditMany,
    /// Copies the ticked rows.
    CopyMany,
    /// Unticks all rows.
    Clear,
    /// Shows the list with another face, by its word.
    Face(&'static str),
    /// Makes the rows of the list so high.
    Density(Density),
    /// Writes the list as a file, by the ending of its name.
    Export(&'static str),
    /// The tab before.
    TabBefore,
    /// The next tab.
    TabAfter,
    /// The record before this one in its list.
    Before,
    /// The next record of the list.
    After,
    /// Edits.
    Edit,
    /// Shows the history of the field that has the focus, or of the record.
    Past,
    /// Runs the command of this label. Commands that are called the same are one shortcut.
    Run(&'static str),
    /// Hands records out as a file for somebody.
    Share,
    /// Deletes records.
    Delete,
    /// Saves what is being written.
    Submit,
    /// Opens what was found in another tab.
    Aside,
    /// Chooses an answer to what is asked, by its place.
    Answer(usize),
    /// Settles what is asked as chosen.
    Settle,
}

/// Where a shortcut acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// On every page.
    Everywhere,
    /// In lists.
    List,
    /// On the page of a record.
    Record,
    /// On records: on the page of one, and on those ticked in a list.
    Deed,
    /// Where a conflict is settled.
    Dispute,
    /// While something is written.
    Writing,
    /// In the palette.
    Palette,
}

impl Scope {
    /// Every scope, in the order of the help sheet.
    const ALL: [Scope; 7] =
        [Scope::Everywhere, Scope::List, Scope::Record, Scope::Deed, Scope::Dispute, Scope::Writing, Scope::Palette];

    /// Message key of its name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Scope::Everywhere => "shortcut-scope-everywhere",
            Scope::List => "shortcut-scope-list",
            Scope::Record => "shortcut-scope-record",
            Scope::Deed => "shortcut-scope-deed",
            Scope::Dispute => "shortcut-scope-dispute",
            Scope::Writing => "shortcut-scope-writing",
            Scope::Palette => "shortcut-scope-palette",
        }
    }

    /// Whether a place can be in both.
    fn meets(self, other: Scope) -> bool {
        let deed = |one, other| one == Scope::Deed && matches!(other, Scope::List | Scope::Record);
        self == other || self.min(other) == Scope::Everywhere || deed(self, other) || deed(other, self)
    }
}

impl Act {
    /// Whether the palette offers it where it can be done: moving about is done by keys alone.
    #[must_use]
    pub const fn is_command(self) -> bool {
        !matches!(self, Act::Search | Act::Close | Act::Down | Act::Up | Act::Select | Act::Answer(_) | Act::Settle)
    }

    /// The address an act leads to, if it leads to one.
    #[must_use]
    pub fn address(self) -> Option<String> {
        match self {
            Act::Go(address) => Some(address.to_owned()),
            Act::List(slug) => Some(format!("#/{slug}")),
            Act::New(slug) => Some(format!("#/{slug}/new")),
            _ => None,
        }
    }
}

impl Shortcut {
    fn new(id: impl Into<String>, act: Act, scope: Scope, keys: impl Into<String>, label: &'static str) -> Shortcut {
        Shortcut { id: id.into(), act, scope, keys: keys.into(), also: "", label, of: None, on: Vec::new() }
    }

    fn of(self, name: &'static str, word: &'static str) -> Shortcut {
        Shortcut { of: Some((name, word)), ..self }
    }

    fn on(self, on: Vec<&'static str>) -> Shortcut {
        Shortcut { on, ..self }
    }

    /// Whether it is made of signs alone. Such a shortcut can be switched off and given other keys
    /// (WCAG 2.1.4), and is not heard where signs are text.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        keymap::is_plain(&self.keys)
    }

    /// Whether both can be heard at one place.
    fn meets(&self, other: &Shortcut) -> bool {
        let apart = !self.on.is_empty() && !other.on.is_empty() && self.on.iter().all(|key| !other.on.contains(key));
        self.scope.meets(other.scope) && !apart
    }
}

/// What every page, list, record and form has: name, act, where, keys, further keys, label.
const GENERAL: &[(&str, Act, Scope, &str, &str, &str)] = &[
    ("help", Act::Help, Scope::Everywhere, "?", "", "shortcut-help"),
    ("search", Act::Search, Scope::Everywhere, "/", "Mod+k", "shortcut-search"),
    ("undo", Act::Undo, Scope::Everywhere, "Mod+z", "", "undo"),
    ("redo", Act::Redo, Scope::Everywhere, "Mod+Shift+z", "Mod+y", "redo"),
    ("backup", Act::Backup, Scope::Everywhere, "", "", "safety-backup"),
    ("calendar", Act::Calendar, Scope::Everywhere, "", "", "calendar-file"),
    ("point", Act::Point, Scope::Everywhere, "", "", "backups-set"),
    ("language", Act::Language, Scope::Everywhere, "", "", "shortcut-language"),
    ("letters", Act::Letters, Scope::Everywhere, "", "", "shortcut-letters-turn"),
    ("close", Act::Close, Scope::Everywhere, "Escape", "", "shortcut-close"),
    ("down", Act::Down, Scope::List, "j", "ArrowDown", "shortcut-down"),
    ("up", Act::Up, Scope::List, "k", "ArrowUp", "shortcut-up"),
    ("open", Act::Open, Scope::List, "Enter", "", "shortcut-open"),
    ("peek", Act::Peek, Scope::List, "Space", "", "shortcut-peek"),
    ("select", Act::Select, Scope::List, "x", "", "shortcut-select"),
    ("extend", Act::Extend, Scope::List, "Shift+ArrowDown", "", "shortcut-extend"),
    ("select-all", Act::SelectAll, Scope::List, "Mod+a", "", "shortcut-select-all"),
    ("cell", Act::EditCell, Scope::List, "F2", "", "shortcut-edit-cell"),
    ("copy", Act::Copy, Scope::List, "Mod+c", "", "shortcut-copy"),
    ("paste", Act::Paste, Scope::List, "Mod+v", "", "shortcut-paste"),
    ("tag", Act::Tag, Scope::List, "t", "", "shortcut-tag"),
    ("many.edit", Act::EditMany, Scope::List, "", "", "bulk-edit"),
    ("many.copy", Act::CopyMany, Scope::List, "", "", "bulk-copy"),
    ("many.clear", Act::Clear, Scope::List, "", "", "select-clear"),
    ("tab-before", Act::TabBefore, Scope::Everywhere, "[", "", "shortcut-tab-before"),
    ("tab-after", Act::TabAfter, Scope::Everywhere, "]", "", "shortcut-tab-after"),
    ("edit", Act::Edit, Scope::Record, "e", "F2", "shortcut-edit"),
    ("past", Act::Past, Scope::Record, "h", "", "shortcut-past"),
    ("before", Act::Before, Scope::Record, "Mod+ArrowUp", "", "record-before"),
    ("after", Act::After, Scope::Record, "Mod+ArrowDown", "", "record-after"),
    ("share", Act::Share, Scope::Deed, "", "", "parcel-open"),
    ("delete", Act::Delete, Scope::Deed, "", "", "record-delete"),
    ("answer-1", Act::Answer(0), Scope::Dispute, "1", "", "shortcut-answer-1"),
    ("answer-2", Act::Answer(1), Scope::Dispute, "2", "", "shortcut-answer-2"),
    ("answer-3", Act::Answer(2), Scope::Dispute, "3", "", "shortcut-answer-3"),
    ("answer-4", Act::Answer(3), Scope::Dispute, "4", "", "shortcut-answer-4"),
    ("settle", Act::Settle, Scope::Dispute, "Enter", "", "shortcut-settle"),
    ("submit", Act::Submit, Scope::Writing, "Mod+Enter", "", "shortcut-submit"),
    ("aside", Act::Aside, Scope::Palette, "Mod+Enter", "", "shortcut-aside"),
];

/// All shortcuts, in the order of the help sheet.
pub fn shortcuts() -> &'static [Shortcut] {
    static ALL: LazyLock<Vec<Shortcut>> = LazyLock::new(|| {
        let general = GENERAL.iter().map(|&(id, act, scope, keys, also, label)| Shortcut {
            also,
            ..Shortcut::new(id, act, scope, keys, label)
        });
        let mut rest = general.chain(looks()).chain(places()).chain(creations()).collect::<Vec<_>>();
        // What is deleted or handed out comes after what is done to it.
        let last = rest.iter().position(|shortcut| shortcut.scope == Scope::Deed).unwrap_or(rest.len());
        rest.splice(last..last, deeds());
        let mut all = Vec::with_capacity(rest.len());
        for scope in Scope::ALL {
            all.extend(rest.extract_if(.., |shortcut| shortcut.scope == scope));
        }
        all
    });
    &ALL
}

/// The shortcut of an act.
#[must_use]
pub fn shortcut(act: Act) -> Option<&'static Shortcut> {
    shortcuts().iter().find(|shortcut| shortcut.act == act)
}

/// How things look: colours, faces and rows of lists, files of them.
fn looks() -> impl Iterator<Item = Shortcut> {
    let look = |id: &str, act, scope, label, (name, word)| Shortcut::new(id, act, scope, "", label).of(name, word);
    let theme = move |(word, label)| {
        look(&format!("theme.{word}"), Act::Theme(word), Scope::Everywhere, "shortcut-theme", ("theme", label))
    };
    let face = move |(word, label)| {
        look(&format!("face.{word}"), Act::Face(word), Scope::List, "shortcut-face", ("face", label))
    };
    let density = move |(density, label): (Density, _)| {
        let id = format!("density.{}", density.key());
        look(&id, Act::Density(density), Scope::List, "shortcut-density", ("density", label))
    };
    let export = move |(ending, label)| {
        look(&format!("export.{ending}"), Act::Export(ending), Scope::List, "shortcut-export", ("form", label))
    };
    let themes = [("light", "theme-light"), ("dark", "theme-dark"), ("system", "theme-system")];
    let faces = [("table", "face-table"), ("board", "face-board"), ("calendar", "face-calendar")];
    let densities =
        [(Density::Compact, "density-compact"), (Density::Normal, "density-normal"), (Density::Roomy, "density-roomy")];
    let exports = [("xlsx", "export-xlsx"), ("csv", "export-csv")];
    let themes = themes.into_iter().map(theme).chain(faces.into_iter().map(face));
    themes.chain(densities.into_iter().map(density)).chain(exports.into_iter().map(export))
}

/// What is wrong with a table of shortcuts: names or keys used twice where both can be heard, and keys
/// that are the browser's.
#[must_use]
pub fn mistakes(table: &[Shortcut]) -> Vec<String> {
    let mut mistakes = Vec::new();
    for (at, one) in table.iter().enumerate() {
        for keys in [one.keys.as_str(), one.also] {
            if keymap::is_reserved(keys) {
                mistakes.push(format!("{}: {keys} is the browser's", one.id));
            }
        }
        for other in &table[at + 1..] {
            if one.id == other.id || one.act == other.act {
                mistakes.push(format!("{} stands twice", one.id));
            }
            let clash = |(a, b)| keymap::clash(a, b);
            let pairs = [
                (&*one.keys, &*other.keys),
                (&*one.keys, other.also),
                (one.also, &*other.keys),
                (one.also, other.also),
            ];
            if one.meets(other) && pairs.into_iter().any(clash) {
                mistakes.push(format!("{} and {} have the same keys", one.id, other.id));
            }
        }
    }
    mistakes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crm::commands;
    use crate::i18n;

    fn one(id: &str, scope: Scope, keys: &str) -> Shortcut {
        let act = Act::Go(Box::leak(id.to_owned().into_boxed_str()));
        Shortcut::new(id, act, scope, keys, "undo")
    }

    #[track_caller]
    fn check(table: &[Shortcut], expect: &[&str]) {
        assert_eq!(mistakes(table), expect);
    }

    #[test]
    fn the_table_is_sound() {
        check(shortcuts(), &[]);
        for command in commands() {
            assert!(shortcut(Act::Run(command.label)).is_some(), "{}", command.id);
        }
        assert_eq!(shortcut(Act::New("leads")).map(|new| &*new.keys), Some("c l"));
        assert_eq!(shortcut(Act::List("customers")).map(|list| &*list.keys), Some("g a"));
    }

    /// The message keys of a table that name no message, in either language.
    fn untranslated(table: &[Shortcut]) -> Vec<&'static str> {
        let words = table.iter().flat_map(|one| [Some(one.label), one.of.map(|of| of.1), Some(one.scope.label())]);
        words.flatten().filter(|word| !i18n::has(word)).collect()
    }

    #[test]
    fn every_label_is_a_message() {
        assert_eq!(untranslated(shortcuts()), Vec::<&str>::new());
        let nameless = Shortcut { label: "shortcut-nobody-wrote", ..one("a", Scope::List, "j") };
        assert_eq!(untranslated(&[nameless.of("place", "nowhere")]), ["shortcut-nobody-wrote", "nowhere"]);
    }

    /// Commands that the palette would show at one place under one name.
    fn namesakes(table: &[Shortcut]) -> Vec<String> {
        let name = |lang, one: &Shortcut| match one.of {
            Some((name, word)) => i18n::text_with(lang, one.label, &[(name, i18n::text(lang, word).into())]),
            None => i18n::text(lang, one.label),
        };
        let mut found = Vec::new();
        let shown: Vec<&Shortcut> = table.iter().filter(|one| one.act.is_command()).collect();
        for (at, one) in shown.iter().enumerate() {
            for other in shown[at + 1..].iter().filter(|other| one.meets(other)) {
                let same = i18n::Lang::ALL.into_iter().filter(|lang| name(*lang, one) == name(*lang, other));
                found.extend(same.map(|lang| format!("{} and {}: {}", one.id, other.id, name(lang, one))));
            }
        }
        found
    }

    #[test]
    fn no_two_commands_have_one_name() {
        assert_eq!(namesakes(shortcuts()), Vec::<String>::new());
        let twins = [one("a", Scope::List, ""), one("b", Scope::Everywhere, ""), one("c", Scope::Record, "")];
        assert_eq!(namesakes(&twins[..2]), ["a and b: Undo", "a and b: 撤销"]);
        assert_eq!(namesakes(&[twins[0].clone(), twins[2].clone()]), Vec::<String>::new());
    }

    #[test]
    fn what_has_no_keys_is_neither_heard_nor_in_the_way() {
        check(&[one("a", Scope::List, ""), one("b", Scope::List, "")], &[]);
        let backup = shortcut(Act::Backup).unwrap();
        assert!(!backup.is_plain() && Keymap::default().live(backup).next().is_none());
    }

    #[test]
    fn the_same_keys_at_one_place_are_a_mistake() {
        let both = ["a and b have the same keys"];
        check(&[one("a", Scope::List, "j"), one("b", Scope::List, "j")], &both);
        check(&[one("a", Scope::Everywhere, "j"), one("b", Scope::Record, "j")], &both);
        check(&[one("a", Scope::Deed, "j"), one("b", Scope::List, "j")], &both);
        check(&[one("a", Scope::Everywhere, "g"), one("b", Scope::List, "g l")], &both);
        check(&[Shortcut { also: "j", ..one("a", Scope::List, "x") }, one("b", Scope::List, "j")], &both);
        check(&[one("a", Scope::List, "j"), one("b", Scope::Record, "j")], &[]);
        check(&[one("a", Scope::List, "g a"), one("b", Scope::List, "g b")], &[]);
        let deed = |id, on| one(id, Scope::Deed, "d").on(vec![on]);
        check(&[deed("a", "tree"), deed("b", "bush")], &[]);
        check(&[deed("a", "tree"), deed("b", "tree")], &both);
        check(&[one("a", Scope::List, "j"), one("a", Scope::List, "k")], &["a stands twice"]);
    }

    #[test]
    fn the_browsers_keys_are_a_mistake() {
        for keys in ["Mod+n", "Mod+t", "Mod+w", "Mod+l", "Mod+r", "Mod+p", "Mod+Shift+n"] {
            check(&[one("a", Scope::List, keys)], &[&format!("a: {keys} is the browser's")]);
        }
        check(&[one("a", Scope::List, "n")], &[]);
    }
}
