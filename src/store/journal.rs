//! The journal: everything one workspace holds in one storage. Changes stand in order of arrival,
//! numbered from 1, in chunks under the number of their last change; beside them the packed state,
//! parts of shares, restore points and settings of this installation.
//!
//! Knows the ledger and no CRM. Every write that matters is one guarded commit: it succeeds only if
//! no other tab wrote since this one last looked, so a seq is never given out twice, and nothing is
//! held before it is durable. The caller keeps the state and applies to it what the journal took.
//! Calls that write must not overlap within a tab; if they do, one of them is told [`StoreError::Moved`].

use super::chunk::{self, FULL, damaged};
use super::head::{HEAD, Head};
use super::restore::RestorePoint;
use super::setting;
use super::storage::{Keys, Storage, StoreError, Table, Write, number_key};
use crate::ledger::apply::{NeedsRefold, Touched};
use crate::ledger::{DeviceId, Entry, History, Part, State};
use std::cell::RefCell;

/// How many chunks or segments are read at once: at most some megabytes.
pub(super) const PAGE: usize = 16;

/// How many small chunks may gather before they are worth grouping.
const LOOSE: u64 = 200;

/// A workspace in a storage, as one tab knows it.
pub struct Journal<S> {
    pub(super) storage: S,
    known: RefCell<Known>,
}

/// What this tab last saw.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) revision: u64,
    pub(super) head: Head,
    /// The caller's state was folded since the last generation of segments, so more may differ from them
    /// than what the log since then names.
    pub(super) adrift: bool,
}

/// Written in the same commit, beside changes and parts.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    /// Settings: key and new value, `None` to remove.
    pub settings: Vec<(String, Option<String>)>,
    /// The name and time of a restore point that lies before these changes.
    pub restore: Option<RestorePoint>,
    /// A new device id, once the old one is known to be used elsewhere.
    pub device: Option<DeviceId>,
}

/// What other tabs wrote since this one last looked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// New changes in order of arrival.
    pub entries: Vec<Entry>,
    /// More happened than new changes (an import, a purge): [`Journal::refold`] is needed.
    pub refold: bool,
}

impl<S: Storage> Journal<S> {
    /// Begins a journal in an empty storage.
    ///
    /// # Errors
    /// [`StoreError::Moved`] if there is one already.
    pub async fn create(storage: S, workspace: &str, device: DeviceId) -> Result<Self, StoreError> {
        let head = Head::new(workspace.to_owned(), device);
        let known = Known { revision: 0, head: head.clone(), adrift: false };
        let journal = Journal { storage, known: RefCell::new(known) };
        journal.commit(head, Vec::new(), &[]).await?;
        Ok(journal)
    }

    /// Opens the journal of a storage and reads its state; `None` if the storage is empty.
    ///
    /// # Errors
    /// [`StoreError::Newer`] if a newer version wrote it, [`StoreError::Corrupt`] if changes cannot be
    /// read; both leave [`salvage`](super::salvage()).
    pub async fn open(storage: S) -> Result<Option<(Self, State)>, StoreError> {
        let revision = storage.revision().await?;
        let Some(bytes) = storage.get(Table::Meta, HEAD).await? else {
            return Ok(None);
        };
        let known = Known { revision, head: Head::read(&bytes)?, adrift: false };
        let journal = Journal { storage, known: RefCell::new(known) };
        let state = journal.boot().await?;
        Ok(Some((journal, state)))
    }

    /// The workspace.
    #[must_use]
    pub fn workspace(&self) -> String {
        self.known.borrow().head.workspace.clone()
    }

    /// The device of this installation.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.known.borrow().head.device
    }

    /// How many changes this tab knows of.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.known.borrow().head.count
    }

    /// What moves with every write that this tab knows of.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.known.borrow().revision
    }

    /// The storage underneath.
    #[must_use]
    pub fn storage(&self) -> &S {
        &self.storage
    }

    /// Adds changes that are not yet held, and parts, in one durable commit. They are saved once this
    /// returns, not before; then the caller applies them to its state.
    ///
    /// # Errors
    /// [`StoreError::Moved`] if another tab wrote: take its [`News`] and make the changes anew. After
    /// [`StoreError::Lost`] it is unknown whether they were saved: open the journal again to see.
    pub async fn append(&self, entries: &[Entry], parts: &[Part], extras: Extras) -> Result<(), StoreError> {
        if entries.iter().any(|entry| !entry.purges().is_empty()) {
            return self.append_purge(entries, parts, extras).await;
        }
        let mut head = self.known.borrow().head.clone();
        let mut writes = extras.writes(&mut head, entries.len() as u64);
        head.count += entries.len() as u64;
        let added = writes.len();
        writes.extend(chunks(head.count, entries));
        head.loose += (writes.len() - added) as u64;
        if !parts.is_empty() {
            writes.push(head.turn());
            writes.extend(part_chunks(head.epoch, parts));
        }
        self.commit(head, writes, entries).await
    }

    /// A purge erases what it names from every change held, so all of them must be looked at.
    async fn append_purge(&self, entries: &[Entry], parts: &[Part], extras: Extras) -> Result<(), StoreError> {
        let mut merged = self.history().await?;
        merged.extend(entries.iter().cloned(), parts.iter().cloned());
        self.import(&merged, extras).await
    }

    /// Makes the journal hold exactly this history, in one durable commit. It must be that of
    /// [`Journal::history`] with changes and parts added.
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub async fn import(&self, merged: &History, extras: Extras) -> Result<(), StoreError> {
        let mut head = self.known.borrow().head.clone();
        let before = usize::try_from(head.count).unwrap_or(usize::MAX);
        let entries = merged.changes();
        let fresh = (entries.len() as u64).saturating_sub(head.count);
        let mut writes = extras.writes(&mut head, fresh);
        let loose = self.since(head.packed).await?;
        let known = entries.get(before - loose.len().min(before)..before);
        // Whether anything else happens than that changes come in at the end.
        let mut turns = known != Some(&loose[..]);
        writes.push(Write::Delete(Table::Log, after(head.packed)));
        let mut end = 0;
        for group in entries.chunks(FULL) {
            end += group.len() as u64;
            let last = usize::try_from(end).unwrap_or(usize::MAX);
            let stored = end <= head.packed;
            if stored && merged.is_rewritten(last - group.len()..last) {
                turns = true;
                writes.push(Write::Delete(
                    Table::Log,
                    Keys { until: number_key(end + 1), ..after(end - group.len() as u64) },
                ));
            } else if stored {
                continue;
            }
            writes.extend(chunks(end, group));
        }
        head.count = end;
        head.packed = end - end % FULL as u64;
        head.loose = 0;
        let parts: Vec<Part> = merged.parts().cloned().collect();
        if turns || parts != self.parts().await? {
            writes.push(head.turn());
            writes.push(Write::Delete(Table::Inbox, Keys::all()));
            writes.extend(part_chunks(head.epoch, &parts));
        }
        self.commit(head, writes, entries.get(before..).unwrap_or_default()).await?;
        self.learn(Known { adrift: true, ..self.known() });
        Ok(())
    }

    /// What other tabs wrote since this one last looked; from now on this tab knows it, so the caller
    /// must take it into its state.
    ///
    /// # Errors
    /// [`StoreError::Closed`] if the workspace was erased meanwhile.
    pub async fn news(&self) -> Result<News, StoreError> {
        let revision = self.storage.revision().await?;
        let before = self.known();
        if revision == before.revision {
            return Ok(News::default());
        }
        let mut head = self.read_head().await?;
        // Where much came and is packed, the segments are read sooner than the changes.
        let refold = head.epoch != before.head.epoch || head.folded > before.head.count + FULL as u64;
        // Another tab packed the same state, however it came by it.
        let adrift = before.adrift && head.generation == before.head.generation;
        let mut news = News { entries: Vec::new(), refold };
        if !refold {
            head.count = self.read(before.head.count, |entries| news.entries.extend(entries)).await?;
            self.learn(Known { revision, head, adrift });
        }
        Ok(news)
    }

    /// The state of everything in the storage, folded anew. From now on this tab knows all of it.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if changes cannot be read.
    pub async fn refold(&self) -> Result<State, StoreError> {
        let revision = self.storage.revision().await?;
        let mut head = self.read_head().await?;
        let history = self.history().await?;
        head.count = history.changes().len() as u64;
        self.learn(Known { revision, head, adrift: true });
        Ok(history.fold())
    }

    /// Hands on the changes from the last one back to the first, until `take` says that it has enough.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if they cannot be read.
    pub async fn back(&self, mut take: impl FnMut(Entry) -> bool) -> Result<(), StoreError> {
        let mut until = self.count();
        while until > 0 {
            let (first, entries) = self.page(until, &|_| true).await?;
            if entries.into_iter().rev().any(|(_, entry)| take(entry)) {
                return Ok(());
            }
            until = first;
        }
        Ok(())
    }

    /// Everything held, for export, timeline and the preview of an import.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if something cannot be read.
    pub async fn history(&self) -> Result<History, StoreError> {
        let mut history = History::new();
        let mut entries = Vec::new();
        self.read(0, |chunk| entries.extend(chunk)).await?;
        history.extend(entries, self.parts().await?);
        Ok(history)
    }

    /// The parts held, in order of arrival.
    async fn parts(&self) -> Result<Vec<Part>, StoreError> {
        let mut parts = Vec::new();
        for (key, bytes) in self.storage.scan(Table::Inbox, &Keys::all(), usize::MAX).await? {
            parts.extend(chunk::unpack_parts(&bytes).ok_or_else(|| damaged(Table::Inbox, &key))?);
        }
        Ok(parts)
    }

    /// The changes behind a number, in order of arrival: what came since a [`RestorePoint`].
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if they cannot be read.
    pub async fn since(&self, number: u64) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::new();
        self.read(number, |chunk| entries.extend(chunk)).await?;
        Ok(entries)
    }

    /// The changes up to a number that may be worth reading, each with its number, in order of arrival; and
    /// the number before the first of this page. A page is what one full chunk holds, so whoever reads the
    /// history from its end unpacks each chunk once, and those of which not even the text is worth it
    /// are not parsed.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if they cannot be read.
    pub async fn page(&self, until: u64, worth: &dyn Fn(&str) -> bool) -> Result<(u64, Vec<(u64, Entry)>), StoreError> {
        let first = until.saturating_sub(1) / FULL as u64 * FULL as u64;
        let mut found = Vec::new();
        let (mut last, mut keys) = (first, after(first));
        while last < until {
            let limit = if last < self.known().head.packed { 1 } else { PAGE };
            let chunks = self.storage.scan(Table::Log, &keys, limit).await?;
            let Some((key, _)) = chunks.last() else { break };
            keys = keys.after(key);
            for (key, bytes) in &chunks {
                let damaged = || damaged(Table::Log, key);
                let text = chunk::gunzip(bytes).ok_or_else(damaged)?;
                let end: u64 = key.parse().ok().ok_or_else(damaged)?;
                if worth(&text) && last < until {
                    let entries = chunk::parse(&text).ok_or_else(damaged)?;
                    let before = end.checked_sub(entries.len() as u64).ok_or_else(damaged)?;
                    let numbered = (before + 1..).zip(entries);
                    let fresh = numbered.filter(|(number, _)| (last + 1..=until).contains(number));
                    found.extend(fresh.filter(|(_, entry)| worth(entry.text())));
                }
                last = end;
            }
        }
        Ok((first, found))
    }

    /// Whether so many small chunks gathered that [`Journal::compact`] is worth its while.
    #[must_use]
    pub fn is_loose(&self) -> bool {
        self.known.borrow().head.loose >= LOOSE
    }

    /// Groups the small chunks at the end into full ones. Call it when idle; if it fails, nothing
    /// happened.
    ///
    /// # Errors
    /// As [`Journal::append`]; all can be ignored.
    pub async fn compact(&self) -> Result<(), StoreError> {
        let mut head = self.known.borrow().head.clone();
        let tail = self.since(head.packed).await?;
        if head.packed + tail.len() as u64 != head.count {
            return Err(StoreError::Moved);
        }
        let mut writes = vec![Write::Delete(Table::Log, after(head.packed))];
        let mut end = head.packed;
        for group in tail.chunks(FULL) {
            end += group.len() as u64;
            writes.extend(chunks(end, group));
        }
        head.packed = end - end % FULL as u64;
        head.loose = 0;
        self.commit(head, writes, &[]).await
    }

    /// What this tab shows is not what it has taken: the next write is refused with [`StoreError::Moved`],
    /// and the next [`Journal::news`] asks for a refold.
    pub fn distrust(&self) {
        let mut known = self.known.borrow_mut();
        (known.revision, known.head.epoch) = (u64::MAX, u64::MAX);
    }

    pub(super) fn known(&self) -> Known {
        self.known.borrow().clone()
    }

    pub(super) fn learn(&self, known: Known) {
        self.known.replace(known);
    }

    pub(super) async fn read_head(&self) -> Result<Head, StoreError> {
        Head::read(&self.storage.get(Table::Meta, HEAD).await?.ok_or(StoreError::Closed)?)
    }

    /// Hands on the changes behind a number, in order, and says the number of the last one.
    ///
    /// Another tab may regroup chunks between two pages. As each stands under its last number, the next
    /// page then begins with one that reaches back, and what is known of it is skipped.
    pub(super) async fn read(&self, number: u64, mut take: impl FnMut(Vec<Entry>)) -> Result<u64, StoreError> {
        let mut last = number;
        let mut keys = after(number);
        loop {
            let page = self.storage.scan(Table::Log, &keys, PAGE).await?;
            let Some((key, _)) = page.last() else {
                return Ok(last);
            };
            keys = keys.after(key);
            for (key, bytes) in &page {
                let (end, fresh) = join(last, key, bytes).ok_or_else(|| damaged(Table::Log, key))?;
                take(fresh);
                last = end;
            }
        }
    }

    /// Writes the head with the rest, and moves on if that was taken. `entries` are the changes that it
    /// adds at the end.
    pub(super) async fn commit(&self, head: Head, mut writes: Vec<Write>, entries: &[Entry]) -> Result<(), StoreError> {
        let before = self.known();
        writes.push(Write::Put(Table::Meta, HEAD.to_owned(), head.write()));
        let guard = Some(before.revision);
        let revision = match self.storage.commit(guard, &writes).await {
            // Perhaps it was applied and only the answer was lost; then the guard keeps the second try
            // from applying it again, and the log tells whose change came first.
            Err(StoreError::Lost) => match self.storage.commit(guard, &writes).await {
                Err(StoreError::Moved)
                    if !entries.is_empty() && self.since(before.head.count).await?.starts_with(entries) =>
                {
                    before.revision + 1
                }
                done => done?,
            },
            done => done?,
        };
        self.learn(Known { revision, head, ..before });
        Ok(())
    }
}

impl News {
    /// Takes the new changes into a state. Gives the records they wrote.
    ///
    /// # Errors
    /// [`NeedsRefold`]: [`Journal::refold`] makes the state anew.
    pub fn apply(&self, state: &mut State) -> Result<Touched, NeedsRefold> {
        if self.refold {
            return Err(NeedsRefold);
        }
        let mut touched = Touched::new();
        for entry in &self.entries {
            touched.extend(state.apply(entry)?);
        }
        Ok(touched)
    }
}

impl Extras {
    /// The writes beside so many new changes.
    fn writes(self, head: &mut Head, fresh: u64) -> Vec<Write> {
        if let Some(device) = self.device {
            head.device = device;
        }
        let mut writes: Vec<Write> =
            self.settings.into_iter().map(|(key, value)| setting::write(&key, value)).collect();
        writes.extend(self.restore.map(|point| point.write(head.count, head.count + fresh)));
        writes
    }
}

/// The keys of the chunks that reach behind a number.
fn after(number: u64) -> Keys {
    Keys { from: number_key(number + 1), ..Keys::all() }
}

/// The changes of a chunk that come behind `last`, and the number of its last one.
fn join(last: u64, key: &str, bytes: &[u8]) -> Option<(u64, Vec<Entry>)> {
    let mut entries = chunk::unpack(bytes)?;
    let end: u64 = key.parse().ok()?;
    let before = end.checked_sub(entries.len() as u64).filter(|before| *before <= last && last < end)?;
    entries.drain(..usize::try_from(last - before).ok()?);
    Some((end, entries))
}

/// The writes of changes of which the last has this number.
fn chunks(end: u64, entries: &[Entry]) -> impl Iterator<Item = Write> {
    let mut at = end - entries.len() as u64;
    chunk::groups(entries).map(move |group| {
        at += group.len() as u64;
        Write::Put(Table::Log, number_key(at), chunk::pack(group))
    })
}

fn part_chunks(epoch: u64, parts: &[Part]) -> impl Iterator<Item = Write> {
    let key = move |n: usize| format!("{}-{n:06}", number_key(epoch));
    parts.chunks(FULL).enumerate().map(move |(n, group)| Write::Put(Table::Inbox, key(n), chunk::pack_parts(group)))
}
