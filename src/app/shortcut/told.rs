//! The shortcuts that follow from the entities' tables: where to go, what to create, what to do to records.

use super::{Act, Scope, Shortcut};
use crate::crm::{Command, Scope as Targets, entities};
use crate::ledger::order::sort_by_key;

/// `g` and a letter goes to a place.
pub(super) fn places() -> Vec<Shortcut> {
    let place = |id: &str, act, letter: Option<char>, word| {
        let keys = letter.map(|letter| format!("g {letter}")).unwrap_or_default();
        Shortcut::new(format!("go.{id}"), act, Scope::Everywhere, keys, "shortcut-go").of("place", word)
    };
    let lists = entities().iter().filter(|table| table.area.is_some() || table.person);
    let lists = lists.map(|table| place(table.slug, Act::List(table.slug), table.letter, table.plural));
    let others = [
        place("assign", Act::Go("#/assign"), None, "nav-assign"),
        place("analysis", Act::Go("#/analysis"), Some('r'), "nav-analysis"),
        place("capture", Act::Go("#/capture"), None, "nav-capture"),
        place("import", Act::Go("#/import"), Some('i'), "nav-import"),
        place("share", Act::Go("#/share"), Some('s'), "nav-share"),
        place("conflicts", Act::Go("#/conflicts"), None, "nav-conflicts"),
        place("duplicates", Act::Go("#/duplicates"), None, "nav-duplicates"),
        place("problems", Act::Go("#/problems"), None, "nav-problems"),
        place("history", Act::Go("#/history"), None, "nav-history"),
        place("backups", Act::Go("#/backups"), None, "nav-backups"),
        place("checkup", Act::Go("#/checkup"), None, "nav-checkup"),
        place("settings", Act::Go("#/settings"), Some(','), "nav-settings"),
        place("privacy", Act::Go("#/privacy"), None, "nav-privacy"),
    ];
    std::iter::once(place("today", Act::Go("#/"), Some('d'), "nav-today")).chain(lists).chain(others).collect()
}

/// `c` and a letter begins a record.
pub(super) fn creations() -> impl Iterator<Item = Shortcut> {
    let listed = entities().iter().filter(|table| table.area.is_some());
    listed.map(|table| {
        let keys = table.letter.map(|letter| format!("c {letter}")).unwrap_or_default();
        let new =
            Shortcut::new(format!("new.{}", table.slug), Act::New(table.slug), Scope::Everywhere, keys, "nav-new");
        new.of("entity", table.label)
    })
}

/// What the entities' commands do.
pub(super) fn deeds() -> Vec<Shortcut> {
    let mut deeds: Vec<Shortcut> = Vec::new();
    // What is done to whatever is followed comes first.
    let commands = entities().iter().flat_map(|table| table.commands.iter().map(|command| (table.key, command)));
    let mut commands: Vec<(&'static str, &'static Command)> = commands.collect();
    sort_by_key(&mut commands, |(_, command)| command.scope != Targets::Followed);
    for (own, command) in commands {
        let keys = command.key.map(String::from).unwrap_or_default();
        let on = targets(own, command);
        match deeds.iter_mut().find(|deed| deed.label == command.label && deed.keys == keys) {
            Some(deed) => deed.on.extend(on),
            None => {
                deeds.push(Shortcut::new(command.id, Act::Run(command.label), Scope::Deed, keys, command.label).on(on))
            }
        }
    }
    deeds
}

/// The entities a command is run on.
fn targets(own: &'static str, command: &Command) -> Vec<&'static str> {
    let followed = || entities().iter().filter(|table| table.followed).map(|table| table.key).collect();
    match command.scope {
        Targets::Records | Targets::Record => vec![own],
        Targets::Followed => followed(),
        Targets::Anywhere => Vec::new(),
    }
}
