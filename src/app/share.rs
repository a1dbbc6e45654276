//! Sharing: files out to colleagues, files in with a preview, and who has seen what.
//!
//! Import is two steps. [`Workspace::preview`] folds the files with what is here in memory and says what
//! would change; [`Workspace::merge`] then writes it in one transaction, behind a restore point. Between
//! the two not a byte is written.

use super::parcel;
use super::preview::{Gathered, Preview};
use super::workspace::{Fault, Workspace};
use crate::crm::{member, org};
use crate::exchange::report::state_hash;
use crate::exchange::union::keep;
use crate::exchange::{Code, Document, FileError, Limits, Origin, Union, Watch};
use crate::ledger::json::Sink;
use crate::ledger::order::gather;
use crate::ledger::shape::Head;
use crate::ledger::{DeviceId, Json, State, hash};
use crate::store::{Extras, RestorePoint, Storage, StoreError};
use chrono::{DateTime, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

/// A file to hand to a colleague or to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// What to call it.
    pub name: String,
    /// Its content.
    pub text: String,
    /// How many changes it carries.
    pub changes: usize,
}

/// Another installation of the team, as its last file showed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// The installation.
    pub device: DeviceId,
    /// The member who works there.
    pub member: String,
    /// When its last file was made, milliseconds since 1970 UTC.
    pub made_at: Option<i64>,
    /// About how many of our changes it has not seen.
    pub unseen: u64,
}

/// When a full file was last written, and how much was changed since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backup {
    /// Milliseconds since 1970 UTC.
    pub last: Option<i64>,
    /// Changes made here or merged since.
    pub changes_since: usize,
}

/// Why files could not be previewed or merged. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ShareFault {
    /// A file is refused; the code says why.
    #[error(transparent)]
    File(#[from] FileError),
    /// The store could not take or give it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl ShareFault {
    /// The key of the message that says what to do next.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            ShareFault::File(error) => format!("file-{}", error.code.as_str().replace('_', "-")),
            ShareFault::Store(error) => error.to_string(),
        }
    }
}

/// Reads a file, with every check of the format.
///
/// # Errors
/// The first check that fails.
pub fn read(bytes: &[u8]) -> Result<Document, FileError> {
    Document::read(bytes, &Limits::default())
}

/// What a checked file holds by itself: its state.
#[must_use]
pub fn look_into(document: &Document) -> State {
    let mut union = Union::default();
    // One document alone is of one workspace and within the limits it was read with.
    let _ = union.add(document.clone(), &Limits::default());
    union.history.fold()
}

/// What an installation's last file showed: kept as a setting under its device.
const SEEN: &str = "seen/";
/// What files carried besides changes: devices, members, unknown keys.
const ENVELOPE: &str = "envelope";
/// When a full file was last written, and how many changes were held then.
pub(super) const BACKUP: &str = "backup";

/// The last full file written.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Saved {
    at: i64,
    count: u64,
}

impl<S: Storage> Workspace<S> {
    /// The hash of everything held, as `cove-file state` prints it of a full file. Two colleagues who see
    /// the same hash have the same data.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn fingerprint(&self) -> Result<String, StoreError> {
        let carried = self.carried().await?;
        let inner = self.inner.borrow();
        Ok(hash::hex(&state_hash(inner.book.state(), &self.id(), carried.unknown_keys())))
    }

    /// Everything held, as the union of all files ever read and all changes made here.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn union(&self) -> Result<Union, StoreError> {
        let mut union = self.carried().await?;
        union.history = self.journal.history().await?;
        Ok(union)
    }

    /// What files carried besides changes and parts.
    pub(super) async fn carried(&self) -> Result<Union, StoreError> {
        let mut union = Union::of(self.id());
        if let Some(Ok(Json::Map(mut map))) = self.journal.setting(ENVELOPE).await?.map(|text| Json::parse(&text)) {
            let mut take = |key: &str| if let Some(Json::Map(map)) = map.remove(key) { map } else { BTreeMap::new() };
            union.devices = gather(take("devices").into_iter().filter_map(|(id, json)| Some((id.parse().ok()?, json))));
            union.members = take("members");
            for (key, values) in take("kept") {
                let values = values.as_list().into_iter().flatten().map(Json::canonical);
                union.kept.insert(key, gather(values));
            }
        }
        Ok(union)
    }

    /// A full file: everything held. It is the backup, and what a new colleague opens.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn export_full(&self, now: i64) -> Result<Export, StoreError> {
        let (text, changes) = self.write_full(now, String::new, &|_| ()).await?;
        Ok(Export { name: self.file_name(now), text, changes })
    }

    /// The same, written piece by piece into what `begin` gives; told is how far it is. Gives also the number
    /// of changes.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn write_full<T: Sink>(
        &self,
        now: i64,
        begin: impl Fn() -> T,
        watch: Watch<'_>,
    ) -> Result<(T, usize), StoreError> {
        let mut sink = begin();
        if let Some(changes) = self.write_plain(now, &mut sink, watch).await? {
            return Ok((sink, changes));
        }
        let union = self.with_people(self.union().await?, now);
        let mut sink = begin();
        union.write_full_to(Some(self.origin()), &stamp(now), &mut sink);
        Ok((sink, union.history.changes().len()))
    }

    /// Notes that a full file of this many changes is in the person's hands: from now on the next backup is counted. On a full
    /// disk the note is lost with the page, the file is not.
    pub async fn backed_up(&self, changes: usize, now: i64) {
        let note = Saved { at: now, count: changes as u64 };
        self.inner.borrow_mut().saved = Some(note);
        let _ = self.journal.set(BACKUP, serde_json::to_string(&note).ok()).await;
    }

    /// A delta: what an installation has not shown us to have.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn export_delta(&self, to: DeviceId, now: i64) -> Result<Export, StoreError> {
        let heads = self.seen().await?.remove(&to).map(|seen| seen.heads).unwrap_or_default();
        if let Some((lacking, entries)) = self.lacking(&heads).await? {
            let union = self.with_people(self.carried().await?, now);
            let (text, _) =
                union.write_lacking(lacking.heads, lacking.base, &entries, Some(self.origin()), &stamp(now));
            return Ok(Export { name: self.file_name(now), text, changes: entries.len() });
        }
        let union = self.with_people(self.union().await?, now);
        let (known, _) = union.history.known_to(&heads);
        let changes = union.history.changes().len() - known.len();
        let (text, _) = union.write_delta(&heads, Some(self.origin()), &stamp(now));
        Ok(Export { name: self.file_name(now), text, changes })
    }

    /// When a full file was last written, and how much was changed since.
    #[must_use]
    pub fn backup(&self) -> Backup {
        let inner = self.inner.borrow();
        let held = inner.book.state().frontier().held();
        let count = inner.saved.map_or(0, |saved| saved.count);
        Backup {
            last: inner.saved.map(|saved| saved.at),
            changes_since: usize::try_from(held.saturating_sub(count)).unwrap_or(usize::MAX),
        }
    }

    /// The other installations of the team whose files were read here.
    ///
    /// # Errors
    /// What kept the store from being read.
    pub async fn colleagues(&self) -> Result<Vec<Colleague>, StoreError> {
        let seen = self.seen().await?;
        let inner = self.inner.borrow();
        let vector = inner.book.state().frontier().vector();
        let unseen = |heads: &BTreeMap<DeviceId, Head>| {
            let missing = |(name, head): (&DeviceId, &Head)| head.s.saturating_sub(heads.get(name).map_or(0, |h| h.s));
            vector.iter().map(missing).sum()
        };
        let one = |(device, seen): (DeviceId, Seen)| Colleague {
            device,
            unseen: unseen(&seen.heads),
            member: seen.member,
            made_at: instant(&seen.made_at),
        };
        Ok(seen.into_iter().map(one).collect())
    }

    /// Reads a colleague's file, with every check of the format.
    ///
    /// # Errors
    /// The first check that fails; `workspace` if it is of another workspace.
    pub fn read_file(&self, bytes: &[u8]) -> Result<Document, FileError> {
        let document = read(bytes)?;
        if document.envelope.workspace != self.id() {
            return Err(Code::Workspace.because(&document.envelope.workspace));
        }
        Ok(document)
    }

    /// Writes what a preview showed, in one transaction behind a restore point.
    ///
    /// # Errors
    /// What kept the store from taking it; then not a byte has changed.
    pub async fn merge(&self, preview: impl Borrow<Preview>, now: i64) -> Result<(), ShareFault> {
        self.merge_watched(preview.borrow(), now, &|_| ()).await
    }

    /// The same, telling how far it is.
    ///
    /// # Errors
    /// As [`Workspace::merge`].
    pub async fn merge_watched(&self, preview: &Preview, now: i64, watch: Watch<'_>) -> Result<(), ShareFault> {
        let _turn = self.writing.lock().await;
        // Reading what is held, taking in each file, writing and folding are about equally long steps.
        let steps = preview.documents.len() as f64 + 3.0;
        loop {
            // What was written here since the preview counts too, so nothing can be lost.
            let revision = self.journal.revision();
            let known = preview.gathered.as_ref().filter(|_| revision == preview.revision);
            let ordinary = if known.is_some() { None } else { self.ordinary(&preview.documents).await? };
            let anew;
            let Gathered { union, copied, .. } = match known {
                Some(gathered) => gathered,
                None => {
                    anew = self.gather(&preview.documents, ordinary.as_ref(), &|at| watch(at / steps)).await?;
                    &anew
                }
            };
            let mut settings = Vec::new();
            for Document { envelope, .. } in &preview.documents {
                if let Some(from) = &envelope.from {
                    let (member, made_at) = (from.member.clone(), envelope.made_at.clone());
                    let seen = Seen { member, made_at, heads: envelope.heads.clone() };
                    settings.push((format!("{SEEN}{}", from.device), Some(seen.write())));
                }
            }
            settings.push((ENVELOPE.to_owned(), Some(envelope(union))));
            settings.extend(preview.documents.iter().filter_map(|document| parcel::kept(document, union)));
            let names: BTreeSet<&str> = gather(preview.files.iter().filter_map(|file| file.member.as_deref()));
            let restore = RestorePoint::new(names.into_iter().collect::<Vec<_>>().join(" "), now);
            // Both halves of a copied profile take new ids.
            let device = copied.then(|| DeviceId((self.chance)()));
            let extras = Extras { settings, restore: Some(restore), device };
            watch((steps - 2.0) / steps);
            let written = match &ordinary {
                Some(ordinary) => self.journal.append(&ordinary.fresh, &[], extras).await,
                None => self.journal.import(&union.history, extras).await,
            };
            match written {
                Err(StoreError::Moved) => {
                    self.catch_up().await?;
                }
                Err(error) => return Err(error.into()),
                Ok(()) => {
                    watch((steps - 1.0) / steps);
                    match ordinary {
                        Some(ordinary) => drop(self.take(&ordinary.fresh).await?),
                        None if revision == preview.revision => self.show(preview.after.clone()),
                        // It is saved; what is shown can only lag behind, until the next write or message.
                        None => drop(self.refold().await),
                    }
                    return Ok(());
                }
            }
        }
    }

    /// What the last file of each other installation showed.
    pub(super) async fn seen(&self) -> Result<BTreeMap<DeviceId, Seen>, StoreError> {
        let all = self.journal.settings(SEEN).await?;
        let read = |(key, text): (String, String)| Some((key.strip_prefix(SEEN)?.parse().ok()?, Seen::read(&text)?));
        Ok(gather(all.into_iter().filter_map(read).filter(|(device, _)| *device != self.device())))
    }

    pub(super) fn origin(&self) -> Origin {
        Origin { member: self.me(), device: self.device() }
    }

    /// The union with the members' names as they are called here, and this device.
    pub(super) fn with_people(&self, mut union: Union, now: i64) -> Union {
        self.read(|view| {
            for person in member::people(&view) {
                let entry = [("at".to_owned(), Json::Int(person.since)), ("name".to_owned(), Json::Str(person.name))];
                keep(&mut union.members, person.id, Json::Map(entry.into()));
            }
        });
        let entry = [("at".to_owned(), Json::Int(now)), ("m".to_owned(), Json::Str(self.me()))];
        union.devices.insert(self.device(), Json::Map(entry.into()));
        union
    }

    /// `<organisation>-<member>-<month><day>.cove.json`, without what file systems refuse.
    pub(super) fn file_name(&self, now: i64) -> String {
        let (org, me) = self.read(|view| (org::name(&view), member::name(&view, view.me())));
        let day = DateTime::from_timestamp_millis(now).unwrap_or_default().format("%m%d").to_string();
        let plain = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
        let words = [org, me, day].into_iter().filter(|word| !word.is_empty());
        let name = words.map(|word| word.chars().map(plain).collect::<String>()).collect::<Vec<_>>().join("-");
        format!("{name}.cove.json")
    }
}

/// What an installation's last file showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) member: String,
    pub(super) made_at: String,
    pub(super) heads: BTreeMap<DeviceId, Head>,
}

impl Seen {
    fn write(&self) -> String {
        let head = |(name, head): (&DeviceId, &Head)| {
            let head =
                [("h".to_owned(), Json::Str(hash::hex(&head.h))), ("s".to_owned(), Json::Int(head.s.cast_signed()))];
            (name.to_string(), Json::Map(head.into()))
        };
        let map = [
            ("heads".to_owned(), Json::Map(gather(self.heads.iter().map(head)))),
            ("made_at".to_owned(), Json::Str(self.made_at.clone())),
            ("member".to_owned(), Json::Str(self.member.clone())),
        ];
        Json::Map(map.into()).canonical()
    }

    fn read(text: &str) -> Option<Seen> {
        let json = Json::parse(text).ok()?;
        let map = json.as_map()?;
        let head = |(name, head): (&String, &Json)| {
            let map = head.as_map()?;
            let s = u64::try_from(map.get("s")?.as_int()?).ok()?;
            Some((name.parse().ok()?, Head { s, h: hash::unhex(map.get("h")?.as_str()?)? }))
        };
        Some(Seen {
            member: map.get("member")?.as_str()?.to_owned(),
            made_at: map.get("made_at")?.as_str()?.to_owned(),
            heads: gather(map.get("heads")?.as_map()?.iter().filter_map(head)),
        })
    }
}

/// What files carried besides changes, as a setting.
fn envelope(union: &Union) -> String {
    let kept = union.kept.iter().map(|(key, values)| {
        let values = values.iter().filter_map(|text| Json::parse(text).ok()).collect();
        (key.clone(), Json::List(values))
    });
    let devices = gather(union.devices.iter().map(|(id, json)| (id.to_string(), json.clone())));
    let map = [
        ("devices".to_owned(), Json::Map(devices)),
        ("kept".to_owned(), Json::Map(gather(kept))),
        ("members".to_owned(), Json::Map(union.members.clone())),
    ];
    Json::Map(map.into()).canonical()
}

/// How the envelope spells a wall time.
const STAMP: &str = "%Y-%m-%dT%H:%M:%SZ";

/// A wall time as the envelope spells it.
pub(super) fn stamp(now: i64) -> String {
    DateTime::from_timestamp_millis(now).unwrap_or_default().format(STAMP).to_string()
}

/// The wall time that the envelope spells.
pub(super) fn instant(stamp: &str) -> Option<i64> {
    Some(NaiveDateTime::parse_from_str(stamp, STAMP).ok()?.and_utc().timestamp_millis())
}

impl From<ShareFault> for Fault {
    fn from(fault: ShareFault) -> Self {
        match fault {
            ShareFault::Store(error) => Fault::Store(error),
            ShareFault::File(error) => Fault::Store(StoreError::Aborted { cause: error.to_string() }),
        }
    }
}
