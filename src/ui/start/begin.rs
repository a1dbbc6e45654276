//! How a workspace begins or is joined from the first run: what the page asks of the application.

use super::Start;
use super::leave::retired;
use crate::app::{Answer, Idb, Job, StoreError, Who, Workspace};
use crate::i18n::key;
use crate::platform;
use crate::ui::helper::{Helper, Trouble};
use crate::ui::page::welcome::{Joiner, WelcomeActions};
use crate::ui::session::{clock, seed};
use crate::ui::shelf::Entry;
use leptos::prelude::*;
use std::rc::Rc;

impl Start {
    /// What the first run asks of the application.
    pub(super) fn actions(self) -> WelcomeActions {
        let say = move |key: String| self.t(&key);
        WelcomeActions {
            explore: Callback::new(move |()| self.step(move || self.explore())),
            start_empty: Callback::new(move |(name, org): (String, String)| {
                self.step(move || async move {
                    let founder = self.founder(name, org);
                    let entry = Entry::fresh();
                    let storage =
                        Idb::open(&entry.database(), retired).await.map_err(|error| say(error.to_string()))?;
                    let made = Workspace::create(storage, &founder, clock(false), Box::new(platform::random_u64)).await;
                    self.show(made.map_err(|fault| say(fault.to_string()))?, entry);
                    Ok(())
                });
            }),
            open_file: UnsyncCallback::new(move |file: web_sys::File| {
                self.lay_aside();
                self.file.set_value(Some(file));
                self.look(None);
            }),
            unseal: Callback::new(move |passphrase: String| self.look(Some(passphrase))),
            cancel: Callback::new(move |()| self.lay_aside()),
            join: Callback::new(move |who: Joiner| {
                self.step(move || async move {
                    let Some(helper) = self.helper.get_value() else { return Ok(()) };
                    let who = match who {
                        Joiner::Member(id) => Who::Member(id),
                        Joiner::New(name) => Who::New(name),
                    };
                    let (entry, now) = (Entry::fresh(), clock(false));
                    let job = Job::Join { database: entry.database(), who, now: (now.instant, now.offset) };
                    let answer = helper.ask(&job, None, move |progress| self.work.set(Some(progress))).await;
                    self.work.set(None);
                    match answer {
                        Ok(_) => self.open(&entry).await.map(drop).map_err(|error| say(error.to_string())),
                        Err(Trouble::Failed(key)) => Err(say(key)),
                        Err(Trouble::Stopped) => Ok(()),
                    }
                });
            }),
        }
    }

    /// Opens the demo in the language of the page, which is made if there is none.
    pub(super) async fn explore(self) -> Result<(), String> {
        let lang = self.lang.get_untracked();
        let entry = Entry::demo(lang);
        let fault = |error: StoreError| self.t(&error.to_string());
        if self.open(&entry).await.map_err(fault)? {
            return Ok(());
        }
        let now = clock(true);
        let job = Job::Demo {
            database: entry.database(),
            lang: Entry::language(lang).to_owned(),
            seed: seed(),
            now: (now.instant, now.offset),
        };
        let told = match Helper::start().await {
            Ok(helper) => helper.ask(&job, None, |_| ()).await,
            Err(trouble) => Err(trouble),
        };
        match told {
            Ok(_) => self.open(&entry).await.map(drop).map_err(fault),
            Err(Trouble::Failed(key)) => Err(self.t(&key)),
            Err(Trouble::Stopped) => Ok(()),
        }
    }

    /// Has the helper look into the chosen file.
    fn look(self, passphrase: Option<String>) {
        self.step(move || async move {
            let Some(file) = self.file.get_value() else { return Ok(()) };
            self.sealed.set(None);
            let tell = move |progress| {
                // What was laid aside meanwhile has nothing more to say.
                if self.helper.with_value(Option::is_some) {
                    self.work.set(Some(progress));
                }
            };
            let answer = match self.helper().await {
                Ok(helper) => helper.ask(&Job::Look { passphrase }, Some(&file), tell).await,
                Err(trouble) => Err(trouble),
            };
            self.work.set(None);
            match answer {
                Ok((Answer::Opened(opened), _)) => self.opened.set(Some(opened)),
                Ok(_) | Err(Trouble::Stopped) => {}
                Err(Trouble::Failed(key)) if key == key::FILE_SEALED => self.sealed.set(Some(false)),
                Err(Trouble::Failed(key)) if key == key::FILE_CANNOT_OPEN => self.sealed.set(Some(true)),
                Err(Trouble::Failed(key)) => {
                    self.lay_aside();
                    return Err(self.t(&key));
                }
            }
            Ok(())
        });
    }

    /// The helper that keeps the file, started if there is none.
    async fn helper(self) -> Result<Rc<Helper>, Trouble> {
        if let Some(helper) = self.helper.get_value() {
            return Ok(helper);
        }
        let helper = Rc::new(Helper::start().await?);
        self.helper.set_value(Some(helper.clone()));
        Ok(helper)
    }

    /// Lets go of the chosen file, and of whoever works on it.
    pub(super) fn lay_aside(self) {
        if let Some(helper) = self.helper.try_update_value(Option::take).flatten() {
            helper.stop();
        }
        self.file.set_value(None);
        self.opened.set(None);
        self.sealed.set(None);
        self.work.set(None);
    }
}
