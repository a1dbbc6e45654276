//! A workspace: the team's data in one store, as one member works on it.
//!
//! Reads are synchronous and come from memory. Every write is one change in one transaction: the
//! edits are made from the state as seen, the store takes the change only if no other tab was faster
//! (else they are made anew from the newer state), and only what the store took is shown.

use super::query::{Query, Rows};
use super::share::{BACKUP, Saved};
use super::undo::{Step, UndoStack};
use crate::crm::command::{Args, Command};
use crate::crm::custom::serial::Numbering;
use crate::crm::custom::tables::Tables;
use crate::crm::duplicate::{self, Match, Traits};
use crate::crm::search::{self, Hit, SearchIndex};
use crate::crm::{Book, Edits, Entity, Now, Ref, Refusal, View, record};
use crate::ledger::change::HeaderFault;
use crate::ledger::entry::Excess;
use crate::ledger::{Change, DeviceId, Dot, Entry, Json, Next, Op, State};
use crate::store::{Extras, Journal, Storage, StoreError};
use futures_util::lock::Mutex;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// The team's data in one store, as one member works on it.
pub struct Workspace<S: Storage> {
    pub(super) journal: Journal<S>,
    pub(super) inner: RefCell<Inner>,
    /// Made when it is first asked, or before in slices.
    index: RefCell<SearchIndex>,
    /// One write at a time; reads never wait.
    pub(super) writing: Mutex<()>,
    pub(super) chance: Chance,
}

/// Where random bits come from: the browser, or a seed in tests.
pub type Chance = Box<dyn Fn() -> u64>;

/// What is held in memory. Borrowed only between awaits.
pub(super) struct Inner {
    pub(super) book: Book,
    pub(super) me: String,
    pub(super) undo: UndoStack,
    /// The last backup, if there was one.
    pub(super) saved: Option<Saved>,
    /// The last change of a demo's story; what comes after it a visitor did.
    pub(super) story: Option<Dot>,
}

/// What an act did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// The act's label: a command id or one of the generic names (`create`, `edit` …).
    pub why: String,
    /// The changes it was written as; none if there was nothing to write.
    pub dots: Vec<Dot>,
    /// The records it created, in the order of the edits.
    pub created: Vec<Ref>,
    /// The records it wrote, created ones included.
    pub touched: Vec<Ref>,
    /// When something was taken back: the records that stayed whole, for somebody wrote to them since.
    pub whole: Vec<Ref>,
}

/// Why an act was not carried out. Nothing was written and nothing is lost.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The rules say no; the message says what to do.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store could not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The setting that holds the id of the member who works here.
pub(super) const ME: &str = "me";
/// The setting that holds the last change of a demo's story.
pub(super) const STORY: &str = "story";
/// The setting that holds what can be taken back.
pub(super) const UNDO: &str = "undo";
/// How many records are made ready for search at once.
const SLICE: usize = 1_000;
/// How many records may stay unpacked when nobody looks: some hundred bytes each.
const UNPACKED: usize = 150_000;
/// How many ops one change carries at most; the format allows ten times that.
const MOST: usize = 10_000;

/// How edits are made from what is seen. By reference: writing is long, and one copy of it is enough.
type MakeEdits<'a> = &'a dyn Fn(&View<'_>) -> Result<Edits, Refusal>;
/// How ops are made from what is held, as the change of this dot and these random bits.
type MakeOps<'a> = &'a dyn Fn(&Inner, Dot, u32) -> Result<Vec<Op>, Refusal>;
/// How an act is noted in the list of what can be taken back.
pub(super) type NoteUndo<'a> = &'a dyn Fn(&mut UndoStack, &Done);

/// What a change is labelled with, besides what it does.
#[derive(Clone, Debug, Default)]
pub(super) struct Label {
    pub(super) why: String,
    pub(super) batch: Option<String>,
    pub(super) notes: BTreeMap<String, Json>,
    /// Who acts, if not the member who works here: for the demo's past.
    pub(super) member: Option<String>,
}

impl Label {
    pub(super) fn new(why: &str) -> Label {
        Label { why: why.to_owned(), ..Label::default() }
    }
}

impl<S: Storage> Workspace<S> {
    /// Opens the workspace of a storage; `None` if there is none in it yet.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn open(storage: S, chance: Chance) -> Result<Option<Self>, StoreError> {
        let Some((journal, state)) = Journal::open(storage).await? else { return Ok(None) };
        let me = journal.setting(ME).await?.unwrap_or_default();
        let undo = journal.setting(UNDO).await?.and_then(|text| serde_json::from_str::<UndoStack>(&text).ok());
        let saved = journal.setting(BACKUP).await?.and_then(|text| serde_json::from_str::<Saved>(&text).ok());
        let workspace = Workspace::of(journal, state, me, undo.unwrap_or_default(), chance);
        let story = workspace.journal.setting(STORY).await?.and_then(|dot| dot.parse().ok());
        {
            let mut inner = workspace.inner.borrow_mut();
            (inner.saved, inner.story) = (saved, story);
        }
        Ok(Some(workspace))
    }

    pub(super) fn of(journal: Journal<S>, state: State, me: String, undo: UndoStack, chance: Chance) -> Self {
        let inner = RefCell::new(Inner { book: Book::new(state), me, undo, saved: None, story: None });
        Workspace { journal, inner, index: RefCell::default(), writing: Mutex::new(()), chance }
    }

    /// Reads records.
    pub fn read<T>(&self, look: impl FnOnce(View<'_>) -> T) -> T {
        let inner = self.inner.borrow();
        look(inner.book.view(&inner.me))
    }

    /// The id of the member who works here.
    #[must_use]
    pub fn me(&self) -> String {
        self.inner.borrow().me.clone()
    }

    /// The id of the workspace.
    #[must_use]
    pub fn id(&self) -> String {
        self.journal.workspace()
    }

    /// This installation.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.journal.device()
    }

    /// The rows of a list.
    #[must_use]
    pub fn ask(&self, table: &'static Entity, query: &Query, now: &Now) -> Rows {
        if !query.search.is_empty() {
            while self.prepare() {}
        }
        self.read(|view| query.ask(&view, table, &self.index.borrow(), now))
    }

    /// The records of these entities (of all, if none is named) that match what was typed, best first.
    #[must_use]
    pub fn find(&self, typed: &str, among: &[&str], limit: usize) -> Vec<Hit> {
        while self.prepare() {}
        self.read(|view| self.index.borrow().search(&view, &search::Query::new(typed), among, limit))
    }

    /// The records that may be the same as what is read so, the surest first (F29). `own` is that record itself,
    /// if it exists. Compared is what is [prepared](Workspace::prepare) so far.
    #[must_use]
    pub fn alike(&self, read: impl FnOnce(&View<'_>) -> Traits, own: Option<&Ref>, limit: usize) -> Vec<Match> {
        self.read(|view| duplicate::find(&view, &self.index.borrow(), &read(&view), own, limit))
    }

    /// Makes a slice of what search needs, some milliseconds long. Says whether more follows. Call it when
    /// idle, so that the first search need not wait for all of it.
    pub fn prepare(&self) -> bool {
        self.read(|view| self.index.borrow_mut().grow(&view, SLICE))
    }

    /// Runs a command on records.
    ///
    /// # Errors
    /// The command's refusal, or what kept the store from taking the change.
    pub async fn run(&self, command: &Command, targets: &[Ref], args: &Args, now: Now) -> Result<Done, Fault> {
        self.act(now, command.id, |view| {
            for at in targets {
                (command.allowed)(view, at, &now)?;
            }
            let edits = (command.run)(view, targets, args, &now)?;
            record::complete(view, targets, &edits, &now)?;
            Ok(edits)
        })
        .await
    }

    /// Writes edits as one change under a label, and remembers it for undo.
    ///
    /// `make` is called again if another tab wrote first, so it must depend on the view alone.
    ///
    /// # Errors
    /// The refusal of `make`, or what kept the store from taking the change.
    pub async fn act(
        &self,
        now: Now,
        why: &str,
        make: impl Fn(&View<'_>) -> Result<Edits, Refusal>,
    ) -> Result<Done, Fault> {
        self.act_as(now, &Label::new(why), &make).await
    }

    /// [`Workspace::act`] under any label.
    pub(super) async fn act_as(&self, now: Now, label: &Label, make: MakeEdits<'_>) -> Result<Done, Fault> {
        let _turn = self.writing.lock().await;
        self.write_edits(now, label, &remember, make).await
    }

    /// What would be taken back (or, `again`, done again) next: its label and what it was done to.
    #[must_use]
    pub fn next_undo(&self, again: bool) -> Option<Step> {
        self.inner.borrow().undo.next(again).cloned()
    }

    /// Takes back the last act: a change made of the inverse writes (format, section 9). Fields that were
    /// overwritten since stay.
    ///
    /// # Errors
    /// What kept the store from taking the change.
    pub async fn undo(&self, now: Now) -> Result<Done, Fault> {
        self.turn(now, false).await
    }

    /// Does again what was taken back last.
    ///
    /// # Errors
    /// As [`Workspace::undo`].
    pub async fn redo(&self, now: Now) -> Result<Done, Fault> {
        self.turn(now, true).await
    }

    async fn turn(&self, now: Now, again: bool) -> Result<Done, Fault> {
        let _turn = self.writing.lock().await;
        if self.next_undo(again).is_none() {
            return Ok(Done::default());
        }
        let (why, undone) = (if again { "redo" } else { "undo" }, self.inner.borrow().undo.dots(again));
        let note = |undo: &mut UndoStack, done: &Done| undo.turn(again, &done.dots);
        if undone.is_empty() {
            // Taking it back wrote nothing, and so does doing it again.
            return self.write(now, &Label::new(why), &note, &|_, _, _| Ok(Vec::new())).await;
        }
        self.take_back_acts(now, why, &undone, &note).await
    }

    /// Writes edits as one change. The caller holds the turn.
    pub(super) async fn write_edits(
        &self,
        now: Now,
        label: &Label,
        note: NoteUndo<'_>,
        make: MakeEdits<'_>,
    ) -> Result<Done, Fault> {
        self.write(now, label, note, &|inner, dot, suffix| {
            let view = inner.book.view(&inner.me);
            let mut edits = make(&view)?;
            Numbering::default().give(&view, &mut edits, &now);
            Ok(edits.ops(inner.book.state(), dot, suffix))
        })
        .await
    }

    /// Writes ops as one change, or as several of one commit if one could not hold them: the one way
    /// anything is written by a person. `note` notes the act in the list of what can be taken back.
    pub(super) async fn write(
        &self,
        now: Now,
        label: &Label,
        note: NoteUndo<'_>,
        make: MakeOps<'_>,
    ) -> Result<Done, Fault> {
        loop {
            let mut done = Done { why: label.why.clone(), ..Done::default() };
            let mut entries = Vec::new();
            {
                let inner = self.inner.borrow();
                let device = self.journal.device();
                let mut next = inner.book.state().frontier().next(device);
                let suffix = ((self.chance)() >> 32) as u32;
                let ops = make(&inner, Dot { name: device, s: next.s }, suffix)?;
                done.created = created(&ops, inner.book.state());
                for ops in ops.chunks(MOST) {
                    let entry = compose(next, device, suffix, label, &inner.me, now.instant, ops.to_vec())?;
                    next = Next::behind(&entry);
                    entries.push(entry);
                }
            }
            if self.store(&entries, &mut done, note, Extras::default()).await? {
                return Ok(done);
            }
        }
    }

    /// Writes changes and the list of what can be taken back in one commit, and shows them. Says no if
    /// another tab was faster: its changes are shown then, and these have to be made anew. The caller holds
    /// the turn.
    pub(super) async fn store(
        &self,
        entries: &[Entry],
        done: &mut Done,
        note: NoteUndo<'_>,
        mut extras: Extras,
    ) -> Result<bool, StoreError> {
        done.dots = entries.iter().map(|entry| Dot { name: entry.d, s: entry.s }).collect();
        let mut undo = self.inner.borrow().undo.clone();
        note(&mut undo, done);
        let text = serde_json::to_string(&undo).ok();
        if entries.is_empty() {
            // Only what can be taken back may have changed: losing that with the page loses no data.
            let _ = self.journal.set(UNDO, text).await;
            self.inner.borrow_mut().undo = undo;
            return Ok(true);
        }
        extras.settings.push((UNDO.to_owned(), text));
        match self.journal.append(entries, &[], extras).await {
            Err(StoreError::Moved) => self.catch_up().await.map(|_| false),
            Err(error) => Err(error),
            Ok(()) => {
                self.inner.borrow_mut().undo = undo;
                done.touched = self.take(entries).await?;
                Ok(true)
            }
        }
    }

    /// Takes changes that the store holds into what is shown.
    pub(super) async fn take(&self, entries: &[Entry]) -> Result<Vec<Ref>, StoreError> {
        let applied = {
            let mut inner = self.inner.borrow_mut();
            let applied = inner.book.apply(entries);
            if let Ok(refs) = &applied {
                // Which fields search reads may be others now.
                if refs.iter().any(Tables::depend_on) {
                    self.index.take();
                }
                self.index.borrow_mut().update(&inner.book.view(&inner.me), refs);
            }
            applied
        };
        match applied {
            Ok(refs) => Ok(refs),
            Err(_) => {
                // They are saved; what is shown can only lag behind, until the next write or message.
                let _ = self.refold().await;
                Ok(entries.iter().flat_map(|entry| written(&entry.change().ops)).collect())
            }
        }
    }

    /// Makes everything in memory anew from the store.
    pub(super) async fn refold(&self) -> Result<(), StoreError> {
        let state = self.journal.boot().await.inspect_err(|_| self.journal.distrust())?;
        self.show(Book::new(state));
        Ok(())
    }

    /// Shows another book from now on, which must be that of everything this tab knows to be stored.
    pub(super) fn show(&self, book: Book) {
        self.inner.borrow_mut().book = book;
        self.index.take();
    }

    /// [`Workspace::tidy`], if very much came at once: whoever opens the store next would read long.
    pub(super) async fn pack_much(&self) {
        if self.journal.is_far_behind() {
            // If it fails, reading takes long once.
            let _ = self.tidy().await;
        }
    }

    /// Groups small stored pieces into large ones and packs the state, in memory too, so that the next start
    /// is quick; does nothing while there is little to gain. Call it when idle: it works in slices, between which
    /// writes and reads have their turn.
    ///
    /// # Errors
    /// What kept the store from it. All can be ignored: nothing happened, and the next call tries again.
    pub async fn tidy(&self) -> Result<(), StoreError> {
        let mut packing = {
            let _turn = self.writing.lock().await;
            self.inner.borrow_mut().book.rest(UNPACKED);
            if self.journal.is_loose() {
                self.journal.compact().await?;
            }
            if !self.journal.is_behind() {
                return Ok(());
            }
            self.journal.begin_packing().await?
        };
        loop {
            let _turn = self.writing.lock().await;
            let more = packing.pack(self.inner.borrow().book.state())?;
            self.journal.store(&mut packing).await?;
            if !more {
                return Ok(());
            }
        }
    }
}

/// Notes an act as the last one that can be taken back.
pub(super) fn remember(undo: &mut UndoStack, done: &Done) {
    if !done.dots.is_empty() {
        undo.push(Step::new(&done.why, &done.dots));
    }
}

/// The next change of a device, at its place in the chain. The label's member may be a placeholder of
/// the change itself.
///
/// # Errors
/// A refusal if other programs could not read the change as it is meant: a text, a list or a tag beyond
/// the limits of the format.
pub(super) fn compose(
    next: Next,
    device: DeviceId,
    suffix: u32,
    label: &Label,
    me: &str,
    at: i64,
    ops: Vec<Op>,
) -> Result<Entry, Fault> {
    let member = label.member.as_deref().unwrap_or(me);
    let change = Change {
        d: device,
        s: next.s,
        l: next.l,
        t: Some(at),
        m: Some(Edits::id(member, Dot { name: device, s: next.s }, suffix)),
        why: Some(label.why.clone()),
        batch: label.batch.clone(),
        ops,
        notes: label.notes.clone(),
    };
    let entry = match Entry::new(&change, next.parent) {
        Err(HeaderFault::Key(key)) => return Err(StoreError::Aborted { cause: key.to_owned() }.into()),
        entry => entry.ok(),
    };
    let readable = |entry: &Entry| Excess::of(&change.ops).is_none() && entry.change() == change;
    Ok(entry.filter(readable).ok_or_else(|| Refusal::new("refused-too-long"))?)
}

/// The records that ops write.
fn written(ops: &[Op]) -> Vec<Ref> {
    let sets = ops.iter().filter_map(|op| if let Op::Set(set) = op { Some(Ref::new(&set.e, &set.id)) } else { None });
    sets.collect()
}

/// The records that ops write and the state does not have, each once.
pub(super) fn created(ops: &[Op], state: &State) -> Vec<Ref> {
    let mut created: Vec<Ref> = Vec::new();
    let mut met = std::collections::HashSet::new();
    for at in written(ops) {
        if state.record(&at.entity, &at.id).is_none() && met.insert(at.clone()) {
            created.push(at);
        }
    }
    created
}
