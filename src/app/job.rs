//! Jobs: the heavy work on files, as values.
//!
//! Reading, unsealing, folding and comparing a colleague's file, merging it, and writing and sealing files
//! of one's own takes seconds where much is held. So the page only says what is to be done: a [`Job`] goes
//! to a worker, [`Progress`] and one [`Answer`] come back. The worker opens the database as another tab
//! would, so what it commits reaches the page as what another tab wrote. Stopping it stops the work: before
//! the commit not a byte has changed, and the commit is one transaction.
//!
//! A [`Desk`] is the side that does the work. It keeps what was read between jobs, so that a preview and
//! the merge after it read each file once.

mod begin;

use super::agenda::Days;
use super::birth::Who;
use super::brought::{Brought, FieldChange};
use super::checkup::{self, Checkup};
use super::pieces::Pieces;
use super::preview::Preview;
use super::share::{self, ShareFault};
use super::table::wire::Export;
use super::table::{self, TableDesk};
use super::workspace::{Fault, Workspace};
use crate::crm::{Book, Ref};
use crate::exchange::bundle::Files;
use crate::exchange::sealed::{self, Seal};
use crate::exchange::{Code, Document, Limits, Parcel};
use crate::ledger::DeviceId;
use crate::ledger::json::Sink as _;
use crate::store::{Storage, StoreError};
use serde::{Deserialize, Serialize};

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// Opens the workspace of this database; all other jobs but [`Job::Look`], [`Job::Join`]
    /// and [`Job::Demo`] need it.
    Open(String),
    /// Reads a file of this workspace and keeps it for the preview.
    Read {
        /// What it is called.
        name: String,
        /// What opens it, if it is sealed.
        passphrase: Option<String>,
    },
    /// Says what the files that were read would bring.
    Preview,
    /// Says what would change on one record of the preview: its entity and id.
    Record(String, String),
    /// Writes what the preview showed. The time is this.
    Merge(i64),
    /// Writes a file.
    Export {
        /// The installation it is a delta for; none for a full file.
        to: Option<u64>,
        /// What seals it.
        passphrase: Option<String>,
        /// The time.
        now: i64,
    },
    /// Writes a file with the attachments it speaks of: a bundle. The time is `now`.
    Bundle {
        /// The installation it is a delta for; none for a full file.
        to: Option<u64>,
        /// The time.
        now: i64,
    },
    /// Writes some records, or some fields of them, as a file.
    Parcel {
        /// What goes into it.
        parcel: Parcel,
        /// Whether it asks for an answer.
        request: bool,
        /// What seals it.
        passphrase: Option<String>,
        /// The time.
        now: i64,
    },
    /// Looks whether all is well with what is held. The time is this.
    Checkup(i64),
    /// Reads a file of a workspace that is not in this browser, for who may want to join it.
    Look {
        /// What opens it, if it is sealed.
        passphrase: Option<String>,
    },
    /// Begins a demo: its story is long, and none of the first load's business.
    Demo {
        /// The new database.
        database: String,
        /// The language of its story.
        lang: String,
        /// What its chances are drawn from.
        seed: u64,
        /// The time: milliseconds since 1970 UTC, and minutes east of UTC.
        now: (i64, i32),
    },
    /// Begins a practice copy of the open workspace.
    Practise {
        /// The new database.
        database: String,
        /// What it is called.
        name: String,
        /// The time: milliseconds since 1970 UTC, and minutes east of UTC.
        now: (i64, i32),
    },
    /// Does something with a table: a [`TableJob`](super::table::wire::TableJob) as text.
    Table(String),
    /// Writes a file of records.
    Records(Export),
    /// Writes the calendar of a member, in the words of a language.
    Calendar(Days),
    /// Joins the workspace of the file that was looked at.
    Join {
        /// The new database.
        database: String,
        /// Who joins.
        who: Who,
        /// The time: milliseconds since 1970 UTC, and minutes east of UTC.
        now: (i64, i32),
    },
}

/// What came of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is done; there is nothing to tell.
    Done,
    /// What the files would bring.
    Preview(Box<Brought>),
    /// What would change on a record.
    Record(Vec<FieldChange>),
    /// A file was written; its bytes come beside the answer.
    File {
        /// What to call it.
        name: String,
        /// How many changes, or records, it carries.
        changes: usize,
    },
    /// What a file holds by itself.
    Opened(Opened),
    /// How what is held stands.
    Checkup(Box<Checkup>),
    /// What came of a job on a table: a [`TableAnswer`](super::table::wire::TableAnswer) as text.
    Table(String),
    /// It could not be done, and nothing was written: the key of a message that says what to do.
    Failed(String),
}

/// What a file holds by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// What the workspace is called.
    pub name: String,
    /// How many records it holds.
    pub records: usize,
    /// Its members: id and name.
    pub members: Vec<(String, String)>,
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// The bytes of a file are read.
    Reading,
    /// The key of a sealed file is made.
    Unsealing,
    /// A file is checked.
    Checking,
    /// Files are compared with what is held.
    Comparing,
    /// What came is written.
    Merging,
    /// A file is put together.
    Packing,
    /// The key for sealing a file is made.
    Sealing,
    /// What is held is looked through.
    Looking,
    /// The rows of a table are written.
    Writing,
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// How much of it, 0 to 1; not known of what the store does in one go.
    pub share: Option<f64>,
}

/// What a desk cannot have by itself: databases, room for files, chance and words.
#[expect(async_fn_in_trait, reason = "one thread: futures need not be Send")]
pub trait Outside: Clone + 'static {
    /// Where workspaces are kept.
    type Storage: Storage + Clone;
    /// Where the pieces of a file go that is written.
    type File: Default + Extend<Vec<u8>>;

    /// Opens or makes the database of a name.
    ///
    /// # Errors
    /// What keeps it from being opened.
    async fn database(&self, name: &str) -> Result<Self::Storage, StoreError>;

    /// Random bits.
    fn chance(&self) -> u64;

    /// A message of a language, by the tag of the language and the key of the message.
    fn say(&self, lang: &str, key: &str) -> String;
}

/// Where jobs are done, one after the other.
pub struct Desk<O: Outside> {
    outside: O,
    workspace: Option<Workspace<O::Storage>>,
    /// The files that were read since the last preview, and what they are called.
    documents: Vec<Document>,
    names: Vec<String>,
    /// What the file holds by itself that somebody may join.
    looked: Option<Book>,
    preview: Option<Preview>,
    table: TableDesk,
    /// The attachments of the bundles that were read.
    pub(super) files: Files,
    /// The file that belongs to the next answer.
    pub(super) written: O::File,
}

/// Told how far a job is.
pub(super) type Watch<'a> = &'a dyn Fn(Progress);

impl<O: Outside> Desk<O> {
    /// An empty desk.
    pub fn new(outside: O) -> Self {
        Desk {
            outside,
            workspace: None,
            documents: Vec::new(),
            names: Vec::new(),
            looked: None,
            preview: None,
            table: TableDesk::default(),
            files: Files::new(),
            written: O::File::default(),
        }
    }

    /// Does a job. `bytes` are those of the file it is about. Gives the answer and the file that belongs to
    /// it; both are empty for most jobs.
    pub async fn run(&mut self, job: Job, bytes: &[u8], watch: Watch<'_>) -> (Answer, O::File) {
        let done = match job {
            Job::Open(database) => self.open(&database).await,
            Job::Read { name, passphrase } => self.read(name, bytes, passphrase.as_deref(), watch).await,
            Job::Preview => self.preview(watch).await,
            Job::Record(entity, id) => Ok(self.record(&Ref::new(&entity, &id))),
            Job::Merge(now) => self.merge(now, watch).await,
            Job::Export { to, passphrase, now } => {
                self.export(to.map(DeviceId), passphrase.as_deref(), now, watch).await
            }
            Job::Bundle { to, now } => self.bundle(to.map(DeviceId), now, watch).await,
            Job::Parcel { parcel, request, passphrase, now } => {
                self.parcel(&parcel, request, passphrase.as_deref(), now, watch).await
            }
            Job::Checkup(now) => self.checkup(now, watch).await,
            Job::Look { passphrase } => self.look(bytes, passphrase.as_deref(), watch),
            Job::Demo { database, lang, seed, now } => self.demo(&database, &lang, seed, now).await,
            Job::Practise { database, name, now } => self.practise(&database, &name, now, watch).await,
            Job::Table(job) => self.table(&job, bytes, watch).await,
            Job::Records(export) => self.records(&export, watch).await,
            Job::Calendar(days) => self.calendar(&days).await,
            Job::Join { database, who, now } => self.join(&database, who, now, watch).await,
        };
        (done.unwrap_or_else(|fault| Answer::Failed(fault.key())), std::mem::take(&mut self.written))
    }

    async fn open(&mut self, database: &str) -> Result<Answer, ShareFault> {
        let storage = self.outside.database(database).await?;
        self.workspace = Workspace::open(storage, self.random()).await?;
        self.opened().map(|_| Answer::Done)
    }

    /// The open workspace. It is gone where another tab erased it meanwhile.
    pub(super) fn opened(&self) -> Result<&Workspace<O::Storage>, ShareFault> {
        self.workspace.as_ref().ok_or(ShareFault::Store(StoreError::Closed))
    }

    fn random(&self) -> super::workspace::Chance {
        let outside = self.outside.clone();
        Box::new(move || outside.chance())
    }

    async fn read(
        &mut self,
        name: String,
        bytes: &[u8],
        passphrase: Option<&str>,
        watch: Watch<'_>,
    ) -> Result<Answer, ShareFault> {
        let document = document(&self.unpack(bytes)?, passphrase, watch)?;
        let own = self.opened()?.id();
        if document.envelope.workspace != own {
            return Err(Code::Workspace.because(&document.envelope.workspace).into());
        }
        self.documents.push(document);
        self.names.push(name);
        Ok(Answer::Done)
    }

    async fn preview(&mut self, watch: Watch<'_>) -> Result<Answer, ShareFault> {
        let mut documents = self.preview.take().map(Preview::into_documents).unwrap_or_default();
        documents.append(&mut self.documents);
        // Files that cannot be taken together are all laid aside.
        let names = std::mem::take(&mut self.names);
        let workspace = self.opened()?;
        // The page may have written since this desk last looked.
        workspace.refresh().await?;
        let tell = |share| watch(Progress { step: Step::Comparing, share: Some(share) });
        let preview = workspace.preview_watched(documents, &tell).await?;
        // What the records here speak of already waits for no merge. Whatever finds no room, the merge tells.
        let _ = workspace.keep(&self.files).await;
        let brought = workspace.brought(&preview, &names);
        (self.names, self.preview) = (names, Some(preview));
        Ok(Answer::Preview(Box::new(brought)))
    }

    fn record(&self, at: &Ref) -> Answer {
        let changes = self.workspace.as_ref().zip(self.preview.as_ref());
        Answer::Record(changes.map(|(workspace, preview)| workspace.field_changes(preview, at)).unwrap_or_default())
    }

    async fn merge(&mut self, now: i64, watch: Watch<'_>) -> Result<Answer, ShareFault> {
        let tell = |share| watch(Progress { step: Step::Merging, share: Some(share) });
        tell(0.0);
        if let Some(preview) = &self.preview {
            let workspace = self.opened()?;
            workspace.merge_watched(preview, now, &tell).await?;
            workspace.pack_much().await;
            if workspace.keep(&self.files).await.is_err() {
                return Ok(Answer::Failed("attachments-not-kept".to_owned()));
            }
        }
        // Only now: what failed can be tried again.
        self.preview = None;
        self.names.clear();
        self.files.clear();
        Ok(Answer::Done)
    }

    async fn export(
        &mut self,
        to: Option<DeviceId>,
        passphrase: Option<&str>,
        now: i64,
        watch: Watch<'_>,
    ) -> Result<Answer, ShareFault> {
        watch(Progress { step: Step::Packing, share: None });
        let workspace = self.opened()?;
        workspace.refresh().await?;
        let Some(to) = to else {
            let tell = |share| watch(Progress { step: Step::Packing, share: Some(share) });
            let seal = passphrase.map(|passphrase| self.seal(passphrase, watch));
            let (file, changes) = workspace.write_full(now, || Pieces::new(seal.as_ref()), &tell).await?;
            let name = file_name(workspace.file_name(now), seal.is_some());
            self.written = file.finish();
            return Ok(Answer::File { name, changes });
        };
        let file = workspace.export_delta(to, now).await?;
        Ok(self.write(file, passphrase, watch))
    }

    async fn parcel(
        &mut self,
        parcel: &Parcel,
        request: bool,
        passphrase: Option<&str>,
        now: i64,
        watch: Watch<'_>,
    ) -> Result<Answer, ShareFault> {
        watch(Progress { step: Step::Packing, share: None });
        let workspace = self.opened()?;
        workspace.refresh().await?;
        let file = workspace.export_parcel(parcel, request, now).await?;
        Ok(self.write(file, passphrase, watch))
    }

    async fn checkup(&self, now: i64, watch: Watch<'_>) -> Result<Answer, ShareFault> {
        let tell = |share| watch(Progress { step: Step::Looking, share: Some(share) });
        let workspace = self.opened()?;
        workspace.refresh().await?;
        let mut checkup = workspace.checkup(now, &tell).await?;
        checkup.seals = checkup::seals(self.salt());
        Ok(Answer::Checkup(Box::new(checkup)))
    }

    fn salt(&self) -> [u8; 16] {
        let mut salt = [0; 16];
        salt[..8].copy_from_slice(&self.outside.chance().to_le_bytes());
        salt[8..].copy_from_slice(&self.outside.chance().to_le_bytes());
        salt
    }

    /// Keeps a file for whoever asked for it, sealed if so wished.
    fn write(&mut self, file: share::Export, passphrase: Option<&str>, watch: Watch<'_>) -> Answer {
        let seal = passphrase.map(|passphrase| self.seal(passphrase, watch));
        let mut pieces = Pieces::new(seal.as_ref());
        pieces.put(&file.text);
        self.written = pieces.finish();
        Answer::File { name: file_name(file.name, seal.is_some()), changes: file.changes }
    }

    fn seal(&self, passphrase: &str, watch: Watch<'_>) -> Seal {
        Seal::new(passphrase, self.salt(), &|share| watch(Progress { step: Step::Sealing, share: Some(share) }))
    }

    async fn table(&mut self, job: &str, bytes: &[u8], watch: Watch<'_>) -> Result<Answer, ShareFault> {
        let workspace = self.workspace.as_ref().ok_or(ShareFault::Store(StoreError::Closed))?;
        let outside = self.outside.clone();
        let words = move |lang: &str, key: &str| outside.say(lang, key);
        let Ok(job) = serde_json::from_str(job) else { return Ok(Answer::Failed("worker-failed".to_owned())) };
        match self.table.run(job, bytes, workspace, &words, watch).await {
            Ok((answer, bytes)) => {
                self.written.extend(Some(bytes).filter(|bytes| !bytes.is_empty()));
                Ok(Answer::Table(serde_json::to_string(&answer).unwrap_or_default()))
            }
            Err(Fault::Store(error)) => Err(error.into()),
            Err(Fault::Refused(refusal)) => Ok(Answer::Failed(refusal.to_string())),
        }
    }

    async fn records(&mut self, export: &Export, watch: Watch<'_>) -> Result<Answer, ShareFault> {
        let workspace = self.opened()?;
        workspace.refresh().await?;
        let words = |lang: &str, key: &str| self.outside.say(lang, key);
        match table::export(export, workspace, &words, watch) {
            Ok((name, changes, bytes)) => {
                self.written.extend([bytes]);
                Ok(Answer::File { name, changes })
            }
            Err(error) => Ok(Answer::Failed(error.to_string())),
        }
    }

    async fn calendar(&mut self, days: &Days) -> Result<Answer, ShareFault> {
        let workspace = self.opened()?;
        workspace.refresh().await?;
        let (name, changes, bytes) = days.write(workspace, &|key| self.outside.say(&days.lang, key));
        self.written.extend([bytes]);
        Ok(Answer::File { name, changes })
    }
}

/// What to call a file: a sealed one is no JSON.
fn file_name(name: String, sealed: bool) -> String {
    name.strip_suffix(".json").filter(|_| sealed).map(str::to_owned).unwrap_or(name)
}

/// Reads a file, plain, gzipped or sealed, with every check of the format.
fn document(bytes: &[u8], passphrase: Option<&str>, watch: Watch<'_>) -> Result<Document, ShareFault> {
    let limits = Limits::default();
    let opened;
    let bytes = match passphrase {
        None => bytes,
        Some(passphrase) => {
            let tell = |share| watch(Progress { step: Step::Unsealing, share: Some(share) });
            opened = sealed::open(bytes, passphrase, &limits, &tell)?;
            &opened
        }
    };
    let tell = |share| watch(Progress { step: Step::Checking, share: Some(share) });
    Ok(Document::read_watched(bytes, &limits, &tell)?)
}
