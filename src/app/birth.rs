//! How a workspace begins: empty, by opening a colleague's file, or as a demo.

use super::share::{ShareFault, read};
use super::undo::UndoStack;
use super::workspace::{Chance, Fault, Label, ME, STORY, Workspace, compose, created};
use crate::crm::demo::Demo;
use crate::crm::{Book, Edits, Now, member, org};
use crate::exchange::{Document, Watch};
use crate::ledger::{DeviceId, Dot, Entry, State};
use crate::store::{Extras, Journal, Storage, StoreError};
use serde::{Deserialize, Serialize};

/// How the id of a practice copy begins.
const PRACTICE: &str = "practice";

/// Who opens someone's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Who {
    /// A member the file knows, by id.
    Member(String),
    /// Somebody new, by name.
    New(String),
}

impl<S: Storage + Clone> Workspace<S> {
    /// Begins an empty workspace. Its creator is its admin, whatever they do in sales.
    ///
    /// # Errors
    /// What kept the store from taking it.
    pub async fn create(storage: S, founder: &org::Founder, now: Now, chance: Chance) -> Result<Self, Fault> {
        whole(storage, async |storage| {
            let id = format!("w-{:016x}", chance());
            let journal = Journal::create(storage, &id, DeviceId(chance())).await?;
            let workspace = Workspace::of(journal, State::default(), String::new(), UndoStack::default(), chance);
            let mut edits = Edits::new();
            let me = org::found(&mut edits, founder);
            workspace.introduce("found", me, &edits, now).await?;
            Ok(workspace)
        })
        .await
    }

    /// Joins the workspace of a file, as a new installation.
    ///
    /// # Errors
    /// What kept the store from taking it.
    pub async fn join(storage: S, document: Document, who: Who, now: Now, chance: Chance) -> Result<Self, ShareFault> {
        Workspace::join_watched(storage, document, None, who, now, chance, &|_| ()).await
    }

    /// The same, telling how far it is; the file may be looked into already.
    ///
    /// # Errors
    /// As [`Workspace::join`].
    pub async fn join_watched(
        storage: S,
        document: Document,
        looked: Option<Book>,
        who: Who,
        now: Now,
        chance: Chance,
        watch: Watch<'_>,
    ) -> Result<Self, ShareFault> {
        whole(storage, async |storage| {
            let device = DeviceId(chance());
            let journal = Journal::create(storage, &document.envelope.workspace, device).await?;
            let workspace = Workspace::of(journal, State::default(), String::new(), UndoStack::default(), chance);
            let looked = looked.filter(|_| workspace.read(|view| view.state().frontier().held()) == 0);
            let preview = workspace.preview_folded(vec![document], looked, &|share| watch(share / 2.0)).await?;
            workspace.merge_watched(&preview, now.instant, &|share| watch(0.5 + share / 2.0)).await?;
            match who {
                Who::Member(id) => workspace.become_member(id).await?,
                Who::New(name) => {
                    let mut edits = Edits::new();
                    let me = member::join(&mut edits, &name);
                    workspace.introduce("join", me, &edits, now).await.map_err(store_fault)?;
                }
            }
            Ok(workspace)
        })
        .await
    }

    /// Begins a practice copy: everything that another workspace holds, under an id and a name of its own, so that
    /// neither takes the other's files.
    ///
    /// # Errors
    /// What kept a store from being read or from taking it.
    pub async fn practise<F: Storage>(
        storage: S,
        from: &Workspace<F>,
        name: &str,
        now: Now,
        chance: Chance,
        watch: Watch<'_>,
    ) -> Result<Self, ShareFault> {
        whole(storage, async |storage| {
            let (text, _) = from.write_full(now.instant, String::new, &|_| ()).await?;
            let mut document = read(text.as_bytes())?;
            document.envelope.workspace = format!("{PRACTICE}-{:016x}", chance());
            // Nobody has sent it: there is no colleague to answer.
            document.envelope.from = None;
            let me = Who::Member(from.me());
            let workspace = Workspace::join_watched(storage, document, None, me, now, chance, watch).await?;
            let mut edits = Edits::new();
            edits.set(org::ORG.key, org::ID, "name", name);
            workspace.introduce("edit", from.me(), &edits, now).await.map_err(store_fault)?;
            Ok(workspace)
        })
        .await
    }

    /// Whether it is a practice copy.
    #[must_use]
    pub fn is_practice(&self) -> bool {
        self.id().starts_with(PRACTICE)
    }

    /// Makes this installation the member's.
    ///
    /// # Errors
    /// What kept the store from taking it.
    pub async fn become_member(&self, id: String) -> Result<(), StoreError> {
        self.journal.set(ME, Some(id.clone())).await?;
        self.inner.borrow_mut().me = id;
        Ok(())
    }

    /// Writes the change by which a person appears, as that person.
    async fn introduce(&self, why: &str, placeholder: String, edits: &Edits, now: Now) -> Result<(), Fault> {
        let _turn = self.writing.lock().await;
        let label = Label { member: Some(placeholder), ..Label::new(why) };
        let done = self.write_edits(now, &label, &|_, _| (), &|_| Ok(edits.clone())).await?;
        let me = done.created.iter().find(|at| &*at.entity == member::MEMBER.key);
        if let Some(me) = me {
            self.become_member(me.id.to_string()).await?;
        }
        Ok(())
    }
}

impl<S: Storage + Clone> Workspace<S> {
    /// Begins a demo: one installation, whoever acts in its story. The story is played into an empty storage
    /// and stored in one commit.
    ///
    /// # Errors
    /// What kept the store from taking it.
    pub async fn demo(storage: S, lang: &str, seed: u64, now: Now, chance: Chance) -> Result<Self, Fault> {
        whole(storage, async |storage| {
            let device = DeviceId(chance());
            let journal = Journal::create(storage, &format!("demo-{:016x}", chance()), device).await?;
            let (entries, me) = play(Demo::new(lang, now, seed), device, &chance)?;
            let story = entries.last().map(|last| Dot { name: last.d, s: last.s });
            let settings =
                vec![(ME.to_owned(), Some(me.clone())), (STORY.to_owned(), story.map(|dot| dot.to_string()))];
            journal.append(&entries, &[], Extras { settings, ..Extras::default() }).await?;
            let state = journal.refold().await?;
            let workspace = Workspace::of(journal, state, me, UndoStack::default(), chance);
            workspace.inner.borrow_mut().story = story;
            Ok(workspace)
        })
        .await
    }
}

/// What can be wrong where no rule is asked.
fn store_fault(fault: Fault) -> StoreError {
    match fault {
        Fault::Store(error) => error,
        Fault::Refused(refusal) => StoreError::Aborted { cause: refusal.to_string() },
    }
}

/// Begins a workspace whole or not at all: one that could not begin leaves nothing behind.
pub(super) async fn whole<S: Storage + Clone, T, E>(
    storage: S,
    begin: impl AsyncFnOnce(S) -> Result<T, E>,
) -> Result<T, E> {
    if storage.revision().await != Ok(0) {
        // Something is there already, perhaps begun by another tab: not ours to erase.
        return begin(storage).await;
    }
    let begun = begin(storage.clone()).await;
    if begun.is_err() {
        // What cannot be erased either is opened by nobody.
        let _ = storage.wipe().await;
    }
    begun
}

/// Plays a demo to its end: the changes it makes, and the id of the member who shows it.
fn play(mut demo: Demo, device: DeviceId, chance: &Chance) -> Result<(Vec<Entry>, String), Fault> {
    let mut book = Book::default();
    let mut entries = Vec::new();
    while let Some(step) = demo.next(&book)? {
        let label = Label { batch: step.batch.map(str::to_owned), member: Some(step.member), ..Label::new(step.why) };
        let suffix = (chance() >> 32) as u32;
        let next = book.state().frontier().next(device);
        let ops = step.edits.ops(book.state(), Dot { name: device, s: next.s }, suffix);
        let created = created(&ops, book.state());
        let entry = compose(next, device, suffix, &label, "", step.now.instant, ops)?;
        book.apply(std::slice::from_ref(&entry)).map_err(|fault| StoreError::Aborted { cause: fault.to_string() })?;
        demo.wrote(&created);
        entries.push(entry);
    }
    let me = demo.lead().map(|at| at.id.to_string()).unwrap_or_default();
    Ok((entries, me))
}
