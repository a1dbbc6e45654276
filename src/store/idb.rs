//! A storage in the browser's IndexedDB. One object store per table, string keys, bytes as values,
//! no indexes: one object per row with indexes takes minutes for what packed segments do in seconds.
//!
//! Every commit is one transaction of strict durability. With the disk full, browsers answer each
//! put with success and fail only the commit; and a dropped connection fails every later call on the
//! same handle. So nothing counts before the commit resolved, and a dead handle is never used again:
//! the next call opens a new one. A transaction that the browser leaves hanging is undone after a while.

use super::storage::{Entry, Estimate, Keys, REVISION, Storage, StoreError, Table, Write, read_revision};
use crate::ledger::order::sort;
use futures_util::future::{Either, select};
use gloo::events::EventListener;
use gloo::timers::future::TimeoutFuture;
use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::factory::DBFactory;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use js_sys::Uint8Array;
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::rc::{Rc, Weak};
use std::task::{Poll, Waker};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::EventTarget;

/// The version of the database's shape: raised when [`Table::ALL`] grows, never otherwise. What is
/// in the tables carries a version of its own.
const VERSION: u32 = 1;

/// How long a transaction may take, milliseconds; and how much longer for every MiB it writes.
const PATIENCE: u32 = 30_000;
const PATIENCE_PER_MIB: u32 = 1_000;

/// A database of this origin. Clones share the connection.
#[derive(Clone)]
pub struct Idb(Rc<Shared>);

struct Shared {
    name: String,
    connection: RefCell<Option<Connection>>,
    /// Another tab upgrades or erases the database: no new connection until this page is reloaded.
    retired: Cell<bool>,
    patience: Cell<u32>,
    on_retired: Box<dyn Fn()>,
}

/// An open connection with its listeners; dropping closes it.
struct Connection {
    database: Database,
    /// The database was made by newer code: read only.
    newer: bool,
    _listeners: [EventListener; 2],
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.clone().close();
    }
}

impl Idb {
    /// Opens or makes the database of this name. `on_retired` is called when another tab wants to
    /// upgrade or erase it: this tab has then closed its connection and must be reloaded.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where the browser has no IndexedDB or refuses it.
    pub async fn open(name: &str, on_retired: impl Fn() + 'static) -> Result<Self, StoreError> {
        let (connection, retired) = (RefCell::new(None), Cell::new(false));
        let (patience, on_retired) = (Cell::new(PATIENCE), Box::new(on_retired));
        let shared = Shared { name: name.to_owned(), connection, retired, patience, on_retired };
        let idb = Idb(Rc::new(shared));
        idb.connect().await?;
        Ok(idb)
    }

    /// The names of the databases of this origin that begin with a prefix, in order.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where the browser has no IndexedDB or cannot list.
    pub async fn list(prefix: &str) -> Result<Vec<String>, StoreError> {
        let factory = DBFactory::new().map_err(open_fault)?;
        let listing = factory.databases().map_err(|_| StoreError::Missing)?.await.map_err(fault)?;
        let mut names: Vec<String> = listing.flatten().map(|details| details.name().to_owned()).collect();
        names.retain(|name| name.starts_with(prefix));
        sort(&mut names);
        Ok(names)
    }

    /// Whether the database was made by newer code and can only be read.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.0.connection.borrow().as_ref().is_some_and(|connection| connection.newer)
    }

    /// Waits so many milliseconds for a transaction, and no longer.
    #[must_use]
    pub fn patient(self, patience: u32) -> Self {
        self.0.patience.set(patience);
        self
    }

    /// Closes the connection; the next call opens a new one.
    pub fn close(&self) {
        drop(self.0.connection.take());
    }

    /// The open connection, or a new one.
    async fn connect(&self) -> Result<Database, StoreError> {
        if self.0.retired.get() {
            return Err(StoreError::Closed);
        }
        if let Some(connection) = &*self.0.connection.borrow() {
            return Ok(connection.database.clone());
        }
        let (database, newer) = match open(&self.0.name, Some(VERSION)).await {
            Err(StoreError::Newer) => (open(&self.0.name, None).await?, true),
            opened => (opened?, false),
        };
        let connection = Connection { database: database.clone(), newer, _listeners: self.listen(&database) };
        self.0.connection.replace(Some(connection));
        Ok(database)
    }

    fn listen(&self, database: &Database) -> [EventListener; 2] {
        let shared = Rc::downgrade(&self.0);
        let retire = move |_: &_| {
            let Some(shared) = Weak::upgrade(&shared) else { return };
            shared.retired.set(true);
            // Closing waits for transactions under way, so nothing accepted is lost.
            drop(shared.connection.take());
            (shared.on_retired)();
        };
        let shared = Rc::downgrade(&self.0);
        let lose = move |_: &_| {
            if let Some(shared) = Weak::upgrade(&shared) {
                drop(shared.connection.take());
            }
        };
        let target = database.as_sys();
        [EventListener::new(target, "versionchange", retire), EventListener::new(target, "close", lose)]
    }

    /// Runs work in one transaction, on a new connection if the old one proves dead before it began.
    async fn transact<T>(
        &self,
        tables: &[Table],
        mode: TransactionMode,
        size: usize,
        work: impl AsyncFn(&Transaction<'_>) -> Result<T, Error>,
    ) -> Result<T, StoreError> {
        let names: Vec<&str> = tables.iter().map(|table| table.name()).collect();
        let more = u32::try_from(size >> 20).unwrap_or(u32::MAX).saturating_mul(PATIENCE_PER_MIB);
        let patience = self.0.patience.get().saturating_add(more);
        let mut options = TransactionOptions::new();
        options.set_durability(TransactionDurability::Strict);
        let mut fresh = false;
        loop {
            let database = self.connect().await?;
            let begun = database.transaction(names.as_slice()).with_mode(mode).with_options(options.clone()).build();
            let transaction = match begun.map_err(fault) {
                Err(StoreError::Lost) if !fresh => {
                    fresh = true;
                    self.close();
                    continue;
                }
                begun => begun?,
            };
            let handle = transaction.as_sys().clone();
            let whole = pin!(async {
                match work(&transaction).await {
                    Ok(answer) if mode == TransactionMode::Readwrite => transaction.commit().await.map(|()| answer),
                    done => done,
                }
            });
            let done = match select(whole, TimeoutFuture::new(patience)).await {
                Either::Left((done, _)) => done,
                // What cannot be undone any more has ended this moment, nobody knows how.
                Either::Right(_) if handle.abort().is_err() => return Err(self.after(StoreError::Lost)),
                Either::Right(_) => return Err(StoreError::Slow),
            };
            // The event that ends a transaction does not say why; the transaction itself may.
            return done.map_err(|error| self.after(handle.error().map_or_else(|| fault(error), dom_fault)));
        }
    }

    /// An error of a transaction, seen in the light of what became of the connection.
    fn after(&self, error: StoreError) -> StoreError {
        let gone = self.0.connection.borrow().is_none();
        let error = if gone && matches!(error, StoreError::Aborted { .. }) { StoreError::Lost } else { error };
        if error == StoreError::Lost {
            self.close();
        }
        error
    }
}

impl Storage for Idb {
    async fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let read = async |transaction: &Transaction<'_>| {
            transaction.object_store(table.name())?.get::<JsValue, _, _>(key).primitive()?.await
        };
        let found = self.transact(&[table], TransactionMode::Readonly, 0, read).await?;
        found.map(|value| bytes(value, table, key)).transpose()
    }

    async fn scan(&self, table: Table, keys: &Keys, limit: usize) -> Result<Vec<Entry>, StoreError> {
        if keys.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let limit = u32::try_from(limit).unwrap_or(u32::MAX);
        let read = async |transaction: &Transaction<'_>| {
            let store = transaction.object_store(table.name())?;
            let names =
                store.get_all_keys::<String>().with_query::<String, _>(range(keys)).with_limit(limit).primitive()?;
            let values =
                store.get_all::<JsValue>().with_query::<String, _>(range(keys)).with_limit(limit).primitive()?;
            let names = names.await?.collect::<Result<Vec<_>, _>>()?;
            Ok((names, values.await?.collect::<Result<Vec<_>, _>>()?))
        };
        let (names, values) = self.transact(&[table], TransactionMode::Readonly, 0, read).await?;
        names.into_iter().zip(values).map(|(key, value)| Ok((key.clone(), bytes(value, table, &key)?))).collect()
    }

    async fn commit(&self, guard: Option<u64>, writes: &[Write]) -> Result<u64, StoreError> {
        self.connect().await?;
        if self.is_newer() {
            return Err(StoreError::Newer);
        }
        let mut tables: Vec<Table> = writes.iter().map(Write::table).chain([Table::Meta]).collect();
        sort(&mut tables);
        tables.dedup();
        let write = async |transaction: &Transaction<'_>| {
            let meta = transaction.object_store(Table::Meta.name())?;
            let stored = meta.get::<JsValue, _, _>(REVISION).primitive()?.await?;
            let stored = stored.map(|value| bytes(value, Table::Meta, REVISION)).transpose();
            let current = match stored.and_then(|stored| read_revision(stored.as_deref())) {
                Ok(current) if guard.is_none_or(|guard| guard == current) => current,
                // Nothing is written yet, so this transaction commits nothing.
                Ok(_) => return Ok(Err(StoreError::Moved)),
                Err(error) => return Ok(Err(error)),
            };
            for write in writes {
                apply(transaction, write)?;
            }
            let Some(guard) = guard else { return Ok(Ok(current)) };
            let next = Uint8Array::from((guard + 1).to_string().as_bytes());
            drop(meta.put(JsValue::from(next)).with_key(REVISION).primitive()?);
            Ok(Ok(guard + 1))
        };
        let size = writes.iter().map(|write| if let Write::Put(.., value) = write { value.len() } else { 0 }).sum();
        self.transact(&tables, TransactionMode::Readwrite, size, write).await?
    }

    async fn wipe(&self) -> Result<(), StoreError> {
        self.close();
        let factory = DBFactory::new().map_err(open_fault)?;
        let request = factory.delete_db(&self.0.name).map_err(fault)?;
        let target = request.as_sys().clone();
        unless_blocked(&target, request).await?.map_err(fault)
    }

    async fn estimate(&self) -> Option<Estimate> {
        let get = |object: &JsValue, key: &str| js_sys::Reflect::get(object, &key.into()).ok();
        let manager = get(&get(&js_sys::global(), "navigator")?, "storage")?;
        let estimate = get(&manager, "estimate")?.dyn_into::<js_sys::Function>().ok()?;
        let promise = estimate.call0(&manager).ok()?.dyn_into::<js_sys::Promise>().ok()?;
        let answer = JsFuture::from(promise).await.ok()?;
        let number = |key| get(&answer, key)?.as_f64();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bytes fit, and are no fraction")]
        let estimate = Estimate { usage: number("usage")? as u64, quota: number("quota")? as u64 };
        Some(estimate)
    }
}

/// Sends one write; the transaction's commit tells whether it worked.
fn apply(transaction: &Transaction<'_>, write: &Write) -> Result<(), Error> {
    match write {
        Write::Put(table, key, value) => {
            let value = JsValue::from(Uint8Array::from(value.as_slice()));
            drop(transaction.object_store(table.name())?.put(value).with_key(key.as_str()).primitive()?);
        }
        Write::Delete(table, keys) if !keys.is_empty() => {
            drop(transaction.object_store(table.name())?.delete::<String, _>(range(keys)).primitive()?);
        }
        Write::Delete(..) => {}
    }
    Ok(())
}

/// Opens a database at a version, or at whatever version it has.
async fn open(name: &str, version: Option<u32>) -> Result<Database, StoreError> {
    let Some(version) = version else {
        return Database::open(name).build().map_err(open_fault)?.await.map_err(open_fault);
    };
    let shape = |_, database: Database| {
        let made: Vec<String> = database.object_store_names().collect();
        for table in Table::ALL.into_iter().filter(|table| made.iter().all(|made| made != table.name())) {
            database.create_object_store(table.name()).build()?;
        }
        Ok(())
    };
    let builder = Database::open(name).with_version(version).with_on_upgrade_needed(shape);
    let request = builder.build().map_err(open_fault)?;
    let target = request.as_sys().clone();
    unless_blocked(&target, request).await?.map_err(open_fault)
}

/// Waits for a request, but not for another tab that does not let go of the database.
async fn unless_blocked<F: Future + Unpin>(request: &EventTarget, mut future: F) -> Result<F::Output, StoreError> {
    let blocked = Rc::new(Cell::new(false));
    let waker: Rc<RefCell<Option<Waker>>> = Rc::default();
    let on_blocked = {
        let (blocked, waker) = (blocked.clone(), waker.clone());
        move |_: &_| {
            blocked.set(true);
            if let Some(waker) = waker.take() {
                waker.wake();
            }
        }
    };
    let _listener = EventListener::once(request, "blocked", on_blocked);
    poll_fn(|context| {
        if let Poll::Ready(answer) = Pin::new(&mut future).poll(context) {
            return Poll::Ready(Ok(answer));
        }
        if blocked.get() {
            return Poll::Ready(Err(StoreError::Blocked));
        }
        waker.replace(Some(context.waker().clone()));
        Poll::Pending
    })
    .await
}

fn range(keys: &Keys) -> KeyRange<String> {
    KeyRange::Bound(keys.from.clone(), false, keys.until.clone(), true)
}

fn bytes(value: JsValue, table: Table, key: &str) -> Result<Vec<u8>, StoreError> {
    let array = value.dyn_into::<Uint8Array>();
    array.map(|array| array.to_vec()).map_err(|_| StoreError::Corrupt { what: format!("{}/{key}", table.name()) })
}

fn open_fault(error: OpenDbError) -> StoreError {
    match error {
        // Private windows of some browsers have IndexedDB and refuse to open it.
        OpenDbError::Base(Error::DomException(DomException::InvalidStateError(_))) => StoreError::Missing,
        OpenDbError::Base(error) => fault(error),
        OpenDbError::VersionZero | OpenDbError::UnsupportedEnvironment | OpenDbError::NullFactory => {
            StoreError::Missing
        }
    }
}

fn fault(error: Error) -> StoreError {
    match error {
        Error::DomException(exception) => dom_fault(exception.into()),
        error => StoreError::Aborted { cause: error.to_string() },
    }
}

fn dom_fault(exception: web_sys::DomException) -> StoreError {
    match exception.name().as_str() {
        "QuotaExceededError" => StoreError::Full,
        // A closed handle; and what Safari says when its database process went away.
        "InvalidStateError" | "UnknownError" => StoreError::Lost,
        "VersionError" => StoreError::Newer,
        "SecurityError" => StoreError::Missing,
        "NotFoundError" => StoreError::Corrupt { what: "tables".to_owned() },
        name => StoreError::Aborted { cause: format!("{name}: {}", exception.message()) },
    }
}
