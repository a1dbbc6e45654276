//! What the palette shows: records and commands in groups, the best group first.

use crate::app::palette::{self, Ask, Fit, Found, Realm, Recents};
use crate::app::shortcut::{Scope, Shortcut};
use crate::crm::search::is_prose;
use crate::crm::{Entity, Ref};
use crate::i18n::{self, Lang, key};
use crate::ledger::order::sort_by_key;
use crate::ui::recent::recents;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::shortcut::{Keyboard, label_in};
use leptos::prelude::*;

/// How many records of one entity are shown before "all".
const PER_ENTITY: usize = 5;
/// How many records are shown before anything was typed.
const RECENT: usize = 6;
/// How many commands are shown beside records.
const COMMANDS: usize = 6;
/// How many commands of each kind are suggested before anything was typed.
const LIKELY: usize = 6;

/// What can be chosen.
#[derive(Clone)]
pub(super) enum Item {
    /// A record.
    Record(Ref),
    /// The list of all that fit.
    All(&'static Entity),
    /// A command, and the name by which it was found if it is not the one it shows.
    Command(&'static Shortcut, Option<String>),
}

/// Items under one name.
#[derive(Clone)]
pub(super) struct Group {
    /// The name.
    pub name: String,
    /// The place of its first item among the items of all groups.
    pub first: usize,
    /// The items.
    pub items: Vec<Item>,
}

/// What is at hand when the palette opens.
pub(super) struct Desk {
    session: Session,
    offered: Vec<&'static Shortcut>,
    /// What each of them is called: label and object, here and in the other languages.
    names: Vec<Vec<String>>,
    recents: Recents,
    /// What deeds are done to, in words.
    subject: Option<String>,
}

impl Desk {
    /// What is at hand now.
    pub(super) fn new(session: Session, keyboard: Keyboard) -> Desk {
        let (offered, subject) = untrack(|| (keyboard.commands(), keyboard.subject()));
        let own = session.lang.get_untracked();
        let names = |shortcut: &&Shortcut| {
            let langs = || std::iter::once(own).chain(Lang::ALL.into_iter().filter(move |lang| *lang != own));
            let objects = langs().filter_map(|lang| shortcut.of.map(|(_, word)| i18n::text(lang, word)));
            langs().map(|lang| label_in(lang, shortcut)).chain(objects).collect()
        };
        let names = offered.iter().map(names).collect();
        Desk { session, offered, names, recents: recents(session), subject }
    }

    /// What fits, without what takes longer to find.
    pub(super) fn look(&self, ask: &Ask) -> Vec<Group> {
        let mut groups = match ask.is_empty() {
            true => self.nothing_typed(ask.realm),
            false => self.typed(ask),
        };
        number(&mut groups);
        groups
    }

    /// What fits of that which takes longer to find.
    pub(super) fn look_on(&self, ask: &Ask) -> Vec<Group> {
        ask.realm
            .tables()
            .filter(|table| is_prose(table))
            .filter_map(|table| self.records(ask, table))
            .map(|found| self.group(found))
            .collect()
    }

    fn records(&self, ask: &Ask, table: &'static Entity) -> Option<Found> {
        palette::records(&self.session.workspace(), ask, table, &self.recents, PER_ENTITY)
    }

    fn typed(&self, ask: &Ask) -> Vec<Group> {
        let tables = ask.realm.tables().filter(|table| !is_prose(table));
        let found = tables.filter_map(|table| self.records(ask, table));
        let mut groups: Vec<(Fit, Group)> = found.map(|found| (found.best, self.group(found))).collect();
        if matches!(ask.realm, Realm::All | Realm::Commands) {
            let lifted = |at: usize| self.offered.get(at).is_some_and(|one| self.recents.ran(&one.id).is_some());
            let found = palette::commands(&self.names, &ask.words, lifted);
            let most = if ask.realm == Realm::All { COMMANDS } else { usize::MAX };
            let item = |found: &palette::Match| {
                let other = self.names.get(found.command)?.get(found.name).filter(|_| found.name > 0);
                // An object stands in the label already.
                let other = other.filter(|other| !self.names[found.command][0].contains(other.as_str()));
                Some(Item::Command(self.offered.get(found.command)?, other.cloned()))
            };
            if let Some(best) = found.first() {
                let items = found.iter().take(most).filter_map(item).collect();
                groups.push((best.fit, self.named(key::PALETTE_COMMANDS, items)));
            }
        }
        sort_by_key(&mut groups, |(best, _)| *best);
        groups.into_iter().map(|(_, group)| group).collect()
    }

    fn nothing_typed(&self, realm: Realm) -> Vec<Group> {
        let mut groups = Vec::new();
        let tables: Vec<&str> = realm.tables().map(|table| table.key).collect();
        if matches!(realm, Realm::All | Realm::People) {
            let here = self.session.route.get_untracked();
            let items = self.session.workspace().read(|view| {
                let seen = self
                    .recents
                    .records()
                    .filter(|at| tables.contains(&&*at.entity) && Route::of(at) != here && view.at(at).is_some());
                seen.take(RECENT).map(Item::Record).collect::<Vec<_>>()
            });
            groups.push(self.named(key::PALETTE_RECENT, items));
        }
        let (most, rest) = match realm {
            Realm::All => (LIKELY, key::PALETTE_LIKELY),
            Realm::Commands => (usize::MAX, key::PALETTE_COMMANDS),
            Realm::People | Realm::Numbers => (0, ""),
        };
        let [hand, others] = palette::likely(&self.offered, &self.recents);
        let items =
            |list: Vec<&'static Shortcut>| list.into_iter().take(most).map(|one| Item::Command(one, None)).collect();
        let mut hand = self.named(Scope::Record.label(), items(hand));
        if let Some(subject) = &self.subject {
            hand.name = untrack(|| self.session.tw(key::PALETTE_ON, &[("subject", subject.into())]));
        }
        groups.push(hand);
        groups.push(self.named(rest, items(others)));
        groups.retain(|group| !group.items.is_empty());
        groups
    }

    fn named(&self, name: &str, items: Vec<Item>) -> Group {
        Group { name: untrack(|| self.session.t(name)), first: 0, items }
    }

    fn group(&self, found: Found) -> Group {
        let mut items: Vec<Item> = found.hits.into_iter().map(Item::Record).collect();
        if found.more && found.table.area.is_some() {
            items.push(Item::All(found.table));
        }
        self.named(found.table.plural, items)
    }
}

/// Numbers the items of all groups.
pub(super) fn number(groups: &mut [Group]) {
    let mut next = 0;
    for group in groups {
        group.first = next;
        next += group.items.len();
    }
}
