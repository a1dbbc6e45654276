//! How a workspace is left: another is opened, or it is erased, perhaps after some of it was carried on.

use super::{Stage, Start};
use crate::app::{Idb, Storage, StoreError, Workspace};
use crate::i18n::{self, key};
use crate::platform;
use crate::ui::page::leave::Keep;
use crate::ui::session::{Session, clock};
use crate::ui::shelf::{Entry, Shelf};
use crate::ui::toast::Toast;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use wasm_bindgen::JsValue;

impl Start {
    /// Begins a workspace with records of the demo. Only once it is there, the demo is erased, if so
    /// wished.
    pub(super) fn keep(self, session: Session, demo: Entry, keep: Keep) {
        let from = session.workspace();
        self.step(move || async move {
            let say = move |key: String| self.t(&key);
            let founder = self.founder(keep.name, keep.company);
            let entry = Entry::fresh();
            let storage = Idb::open(&entry.database(), retired).await.map_err(|error| say(error.to_string()))?;
            let chance = Box::new(platform::random_u64);
            let made = Workspace::carry(storage, &founder, &from, &keep.plan, clock(false), chance).await;
            let workspace = made.map_err(|fault| say(fault.to_string()))?;
            // From now on it is found again, whatever becomes of this page.
            Shelf::load().put(entry.clone());
            let count = [("n", keep.plan.taken.len().into())];
            let mut news = Toast::done(i18n::text_with(self.lang.get_untracked(), key::LEAVE_DONE, &count));
            if keep.erase {
                match wipe(&demo).await {
                    Ok(()) => Shelf::load().remove(&demo.key),
                    Err(error) => news = Toast::failed(say(error.to_string())),
                }
            }
            self.news.set_value(Some(news));
            leave_address();
            self.show(workspace, entry);
            Ok(())
        });
    }
}

thread_local! {
    /// Whether this page itself erases a database, perhaps the one that is open here.
    static ERASING: Cell<bool> = const { Cell::new(false) };
}

/// Another tab upgrades or erases the database: this page can only be loaded again.
pub(super) fn retired() {
    if ERASING.get() {
        return;
    }
    // The page may be closing; then there is nothing to load again.
    let _ = window().location().reload();
}

/// Leaves the route of a workspace that is left, and the demo that a link asked for.
pub(super) fn leave_address() {
    let (location, history) = (window().location(), window().history());
    let (Ok(path), Ok(history)) = (location.pathname(), history) else { return };
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("{path}#/")));
}

/// Erases a workspace's database and nothing else.
async fn wipe(entry: &Entry) -> Result<(), StoreError> {
    ERASING.set(true);
    let wiped = match Idb::open(&entry.database(), || {}).await {
        Ok(storage) => storage.wipe().await,
        Err(error) => Err(error),
    };
    ERASING.set(false);
    wiped
}

/// Erases a workspace; if it is the one that is open, then begins anew.
pub(super) fn erase(start: Start, session: Session, entry: Entry) {
    spawn_local(async move {
        match wipe(&entry).await {
            Ok(()) => {
                Shelf::load().remove(&entry.key);
                if entry.key == session.key() {
                    leave_address();
                    start.stage.set(Stage::Welcome);
                } else {
                    session.wake();
                }
            }
            Err(error) => session.toasts.show(Toast::failed(start.t(&error.to_string()))),
        }
    });
}
