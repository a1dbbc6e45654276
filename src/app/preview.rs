//! What files would bring, before anything is written.

use super::ordinary::Ordinary;
use super::share::{Seen, ShareFault, instant};
use super::workspace::Workspace;
use crate::crm::{Book, Ref, member};
use crate::exchange::{Document, Kind, Limits, Union, Watch};
use crate::ledger::hash::Hash;
use crate::ledger::shape::Ranges;
use crate::ledger::{DeviceId, Json, Record, State};
use crate::store::Storage;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// What files would bring.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The files, checked.
    pub files: Vec<FileFacts>,
    /// Changes not yet held, and changes held already.
    pub fresh: usize,
    /// Changes in the files that are held already.
    pub known: usize,
    /// Records that would appear.
    pub created: Vec<Ref>,
    /// Records of which fields would change, and which.
    pub changed: Vec<(Ref, Vec<String>)>,
    /// Records that would disappear, by delete or purge.
    pub removed: Vec<Ref>,
    /// Conflicts that would be new.
    pub conflicts: usize,
    /// The records these are on, each once.
    pub disputed: Vec<Ref>,
    /// Each person's changes: what is here, what comes, what is missing.
    pub accounts: Vec<Account>,
    /// Changes put aside because of an absurd clock.
    pub quarantined: u64,
    /// Ops of a newer version: kept, without effect here.
    pub unknown: u64,
    pub(super) documents: Vec<Document>,
    pub(super) after: Book,
    /// What the store held then.
    pub(super) revision: u64,
    /// All of it with the files, if it had to be read.
    pub(super) gathered: Option<Gathered>,
}

/// Files, taken to what is held.
#[derive(Clone, Debug)]
pub(super) struct Gathered {
    pub(super) union: Union,
    /// How many changes and parts it held before.
    held: usize,
    held_parts: usize,
    /// A change of this device is not ours: the profile was copied.
    pub(super) copied: bool,
    /// How many changes and parts of each file were new, or came fuller.
    fresh: Vec<usize>,
}

/// What a checked file says of itself, and what of it is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileFacts {
    /// What it carries.
    pub kind: Kind,
    /// The member who wrote it; `None` if it was written by a merge.
    pub member: Option<String>,
    /// When it was made, milliseconds since 1970 UTC.
    pub made_at: Option<i64>,
    /// How many changes it carries, whole or in part.
    pub changes: usize,
    /// What is to be said of its news.
    pub news: News,
}

/// Whether a file brings anything, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum News {
    /// This many changes that neither we nor an earlier one of the files hold.
    Fresh(usize),
    /// All of it is held already.
    Nothing,
    /// All of it is held already, and a newer file of the same installation was read before.
    Older,
    /// It is one of the other files once more.
    Repeat,
}

/// One installation's changes before and after an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The installation (or branch).
    pub device: String,
    /// The member who works there, if known.
    pub member: Option<String>,
    /// The greatest change held without a hole before the import.
    pub before: u64,
    /// The same after it.
    pub after: u64,
    /// Changes still missing afterwards.
    pub gaps: Ranges,
}

impl<S: Storage> Workspace<S> {
    /// What these files would bring. Writes nothing.
    ///
    /// # Errors
    /// `workspace` if a file is of another workspace; what kept the store from being read.
    pub async fn preview(&self, documents: Vec<Document>) -> Result<Preview, ShareFault> {
        self.preview_watched(documents, &|_| ()).await
    }

    /// The same, telling how far it is.
    ///
    /// # Errors
    /// As [`Workspace::preview`].
    pub async fn preview_watched(&self, documents: Vec<Document>, watch: Watch<'_>) -> Result<Preview, ShareFault> {
        self.preview_folded(documents, None, watch).await
    }

    /// The same; what is held and the files may be folded already.
    pub(super) async fn preview_folded(
        &self,
        documents: Vec<Document>,
        folded: Option<Book>,
        watch: Watch<'_>,
    ) -> Result<Preview, ShareFault> {
        // Reading what is held, each file, folding and comparing are about equally long steps.
        let steps = documents.len() as f64 + 3.0;
        let revision = self.journal.revision();
        let ordinary = self.ordinary(&documents).await?;
        let gathered = self.gather(&documents, ordinary.as_ref(), &|at| watch(at / steps)).await?;
        let (union, seen) = (&gathered.union, self.seen().await?);
        let brought: usize = documents.iter().map(|document| document.changes.len()).sum();
        let facts = documents.iter().zip(&gathered.fresh).enumerate().map(|(at, (document, fresh))| {
            let from = document.envelope.from.as_ref();
            let newest = from.and_then(|from| Some(&*seen.get(&from.device)?.made_at));
            FileFacts {
                kind: document.envelope.kind,
                member: from.map(|from| from.member.clone()),
                made_at: instant(&document.envelope.made_at),
                changes: document.changes.len() + partly(document),
                news: match *fresh {
                    fresh @ 1.. => News::Fresh(fresh),
                    _ if documents[..at].iter().any(|other| other.hash == document.hash) => News::Repeat,
                    // Times are spelled so that they sort as text.
                    _ if newest.is_some_and(|newest| newest > document.envelope.made_at.as_str()) => News::Older,
                    _ => News::Nothing,
                },
            }
        });
        let files = facts.collect();
        watch((steps - 2.0) / steps);
        let (after, touched) = match ordinary {
            Some(ordinary) => (ordinary.after, Some(ordinary.touched)),
            None => (folded.unwrap_or_else(|| Book::new(union.history.fold())), None),
        };
        watch((steps - 1.0) / steps);
        let fresh = union.history.changes().len() - gathered.held;
        let fresh_parts = union.history.parts().count().saturating_sub(gathered.held_parts);
        let inner = self.inner.borrow();
        let before = inner.book.state();
        let mut preview = Preview {
            files,
            fresh: fresh + fresh_parts,
            known: brought.saturating_sub(fresh),
            created: Vec::new(),
            changed: Vec::new(),
            removed: Vec::new(),
            conflicts: 0,
            disputed: Vec::new(),
            accounts: accounts(before, after.state(), union, &seen),
            quarantined: after.state().frontier().quarantined().saturating_sub(before.frontier().quarantined()),
            unknown: after.state().frontier().unknown_ops().saturating_sub(before.frontier().unknown_ops()),
            documents,
            after,
            revision,
            gathered: touched.is_none().then_some(gathered),
        };
        preview.compare(before, touched);
        Ok(preview)
    }

    /// Takes files to what is held, or to nothing if only what is new in them counts; told is how many.
    ///
    /// # Errors
    /// `workspace` if a file is of another workspace; what kept the store from being read.
    pub(super) async fn gather(
        &self,
        documents: &[Document],
        ordinary: Option<&Ordinary>,
        tell: Watch<'_>,
    ) -> Result<Gathered, ShareFault> {
        let mut union = if ordinary.is_some() { self.carried().await? } else { self.union().await? };
        let own = self.device();
        let count = |union: &Union| (union.history.changes().len(), union.history.parts().count());
        let (held, held_parts) = count(&union);
        let (mut copied, mut fresh) = (false, Vec::with_capacity(documents.len()));
        for (at, document) in documents.iter().enumerate() {
            tell(at as f64 + 1.0);
            let before = count(&union);
            let news = news_of(document, ordinary);
            let mut mine = news.changes.iter().filter(|entry| entry.d == own);
            copied |= mine.any(|entry| union.history.get(&entry.c).is_none());
            // A change may also be known and come fuller; of parts, the union cannot tell that.
            let fuller = union.add(news, &Limits::default())? && document.parts.is_empty();
            let after = count(&union);
            let new = (after.0 + after.1).saturating_sub(before.0 + before.1);
            fresh.push(new.max(usize::from(fuller)));
        }
        Ok(Gathered { union, held, held_parts, copied, fresh })
    }
}

impl Preview {
    /// Compares with what is held: the records that were touched, or all if that is not known.
    fn compare(&mut self, before: &State, touched: Option<Vec<Ref>>) {
        let after = self.after.state();
        let all = || after.differing(before).into_iter().map(|(entity, id)| Ref { entity, id }).collect();
        for at in touched.unwrap_or_else(all) {
            let old = before.record(&at.entity, &at.id);
            let deleted = after.is_deleted(&(at.entity.clone(), at.id.clone()));
            match old.map(Record::is_deleted) {
                None if deleted => {}
                None => self.created.push(at),
                Some(true) if !deleted => self.created.push(at),
                Some(false) if deleted => self.removed.push(at),
                Some(_) => {
                    let differs = |(field, live): &(&str, &[_])| old.is_none_or(|old| old.live(field) != *live);
                    let new = after.record(&at.entity, &at.id).into_iter().flat_map(Record::fields);
                    let fields: Vec<String> = new.filter(differs).map(|(field, _)| field.to_owned()).collect();
                    if !fields.is_empty() {
                        self.changed.push((at, fields));
                    }
                }
            }
        }
        let gone = |(entity, id): &&(String, String)| before.record(entity, id).is_some_and(|old| !old.is_deleted());
        self.removed.extend(after.purged().iter().filter(gone).map(|(entity, id)| Ref::new(entity, id)));
        let known: BTreeSet<_> = before.conflicts().into_iter().collect();
        let conflicts = after.conflicts().into_iter().filter(|conflict| !known.contains(conflict));
        self.disputed = conflicts.map(|conflict| Ref { entity: conflict.e, id: conflict.id }).collect();
        self.conflicts = self.disputed.len();
        // They come sorted by record.
        self.disputed.dedup();
    }

    /// The records as they would be.
    #[must_use]
    pub fn after(&self) -> &Book {
        &self.after
    }

    /// What a member is called: as the records have it or, where a file names people it has no records of,
    /// as the file does. Empty if nobody knows.
    #[must_use]
    pub fn name(&self, id: &str) -> String {
        let known = member::name(&self.after.view(""), id);
        if !known.is_empty() {
            return known;
        }
        let named = self.documents.iter().filter_map(|document| document.envelope.members.get(id));
        let name = |json: &Json| Some(json.as_map()?.get("name")?.as_str()?.to_owned());
        named.filter_map(name).next().unwrap_or_default()
    }

    /// The files, to be looked at together with others.
    #[must_use]
    pub fn into_documents(self) -> Vec<Document> {
        self.documents
    }
}

/// How many changes a document carries parts of.
fn partly(document: &Document) -> usize {
    document.parts.iter().map(|part| (part.d, part.s, part.c)).collect::<BTreeSet<_>>().len()
}

/// A file without the changes that are known to be held.
pub(super) fn news_of(document: &Document, ordinary: Option<&Ordinary>) -> Document {
    let Some(ordinary) = ordinary else { return document.clone() };
    let fresh: HashSet<Hash> = ordinary.fresh.iter().map(|entry| entry.c).collect();
    let changes = document.changes.iter().filter(|entry| fresh.contains(&entry.c)).cloned().collect();
    Document { changes, envelope: document.envelope.clone(), parts: Vec::new(), hash: document.hash }
}

/// Each installation's changes before and after. The union need hold no more than the news.
fn accounts(before: &State, after: &State, union: &Union, seen: &BTreeMap<DeviceId, Seen>) -> Vec<Account> {
    let (old, new) = (before.frontier().vector(), after.frontier().vector());
    let devices: BTreeSet<DeviceId> = new.keys().chain(after.frontier().gaps().keys()).copied().collect();
    let member = |device: &DeviceId| {
        let known = union.devices.get(device).and_then(|json| Some(json.as_map()?.get("m")?.as_str()?.to_owned()));
        let known = known.or_else(|| seen.get(device).map(|seen| seen.member.clone()));
        known.or_else(|| union.history.changes().iter().find(|entry| entry.d == *device)?.change().m)
    };
    let one = |device: DeviceId| Account {
        device: device.to_string(),
        member: member(&device),
        before: old.get(&device).map_or(0, |head| head.s),
        after: new.get(&device).map_or(0, |head| head.s),
        gaps: after.frontier().gaps().get(&device).cloned().unwrap_or_default(),
    };
    devices.into_iter().map(one).collect()
}
