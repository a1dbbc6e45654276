//! The short way for files: what a state tells of changes without the history behind it.
//!
//! It can tell only where each device has one chain, held without a hole. A chain hash names all that came
//! before it, so changes that hang together are held if the last of them is. Of all else [`Frontier::sift`]
//! and [`Frontier::lacking`] say that only the history knows; then the long way is gone.

use super::change::DeviceId;
use super::entry::Entry;
use super::frontier::Frontier;
use super::hash::{Hash, prefix};
use super::shape::Head;
use std::collections::BTreeMap;

/// Changes, sorted out by a state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sifted {
    /// Those that are not held, in an order in which they can be applied.
    pub fresh: Vec<Entry>,
    /// The others are held if these are: device, seq and chain hash.
    pub if_held: BTreeMap<(DeviceId, u64), Hash>,
}

/// What somebody lacks who last showed some heads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacking {
    /// What is held: the vector then.
    pub heads: BTreeMap<DeviceId, Head>,
    /// Per device, the greatest seq that they have.
    pub base: BTreeMap<DeviceId, u64>,
    /// How many changes they lack.
    pub count: u64,
    /// So it is if the first one that they lack has this parent.
    pub parents: BTreeMap<DeviceId, Hash>,
}

impl Frontier {
    /// Whether each device has one chain, held whole and without a hole, and no parts are held. Then the vector
    /// is where the chains end.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.forks.is_empty() && self.gaps.is_empty() && self.incomplete.is_empty() && self.part_count == 0
    }

    /// Which of these changes are not held; `None` if only the history can tell.
    #[must_use]
    pub fn sift<'a>(&self, entries: impl Iterator<Item = &'a Entry>) -> Option<Sifted> {
        if !self.is_plain() {
            return None;
        }
        let mut chains: BTreeMap<(DeviceId, u64), &Entry> = BTreeMap::new();
        for entry in entries {
            let known = *chains.entry((entry.d, entry.s)).or_insert(entry);
            if known.c != entry.c {
                return None;
            }
        }
        let mut sifted = Sifted::default();
        for (&(d, s), entry) in &chains {
            let Some(head) = self.vector.get(&d).filter(|head| s <= head.s) else {
                sifted.fresh.push((*entry).clone());
                continue;
            };
            let next = chains.get(&(d, s + 1)).filter(|next| s < head.s && next.parent == entry.c);
            if next.is_none() && entry.c != head.h {
                sifted.if_held.insert((d, s), entry.c);
            }
        }
        // Causes before effects, as far as the clock tells; at least each chain in its order.
        sifted.fresh.sort_by_key(|entry| (entry.l, entry.d, entry.s));
        Some(sifted)
    }

    /// What somebody lacks who last showed these heads (section 7); `None` if only the history can tell.
    #[must_use]
    pub fn lacking(&self, heads: &BTreeMap<DeviceId, Head>) -> Option<Lacking> {
        if !self.is_plain() {
            return None;
        }
        let mut lacking = Lacking { heads: self.vector.clone(), ..Lacking::default() };
        for (name, head) in heads {
            let mine = self.vector.get(name).copied();
            match mine {
                Some(mine) if head.s < mine.s => {
                    lacking.base.insert(*name, head.s);
                    lacking.parents.insert(*name, head.h);
                }
                Some(mine) if *head == mine => drop(lacking.base.insert(*name, mine.s)),
                // They have what is not here, unless they call something that is by another name.
                _ if self.prefixes.contains(DeviceId(prefix(&head.h))) => return None,
                Some(mine) if head.s > mine.s => drop(lacking.base.insert(*name, mine.s)),
                _ => {}
            }
        }
        let lacks = |(name, head): (&DeviceId, &Head)| head.s - lacking.base.get(name).copied().unwrap_or_default();
        lacking.count = self.vector.iter().map(lacks).sum();
        Some(lacking)
    }
}

impl Lacking {
    /// Whether they lack a change that is held.
    #[must_use]
    pub fn lacks(&self, entry: &Entry) -> bool {
        entry.s > self.base.get(&entry.d).copied().unwrap_or_default()
    }

    /// Whether a change that they lack shows that all is as it was taken to be.
    #[must_use]
    pub fn agrees(&self, entry: &Entry) -> bool {
        let first = |s: &u64| entry.s == s + 1;
        let parent = self.parents.get(&entry.d).filter(|_| self.base.get(&entry.d).is_some_and(first));
        parent.is_none_or(|parent| *parent == entry.parent)
    }
}
