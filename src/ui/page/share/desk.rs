//! The desk of the share page: the files that came, what is being done with them, and what they would
//! bring. It only says what is to be done; the helper does it.

use crate::app::job::{Progress, Step};
use crate::app::{Answer, Brought, Job};
use crate::i18n::{Arg, key};
use crate::ui::frame::catch_focus;
use crate::ui::helper::{Helper, Trouble, step_words};
use crate::ui::session::Session;
use crate::ui::toast::Toast;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use web_sys::File;

/// What the parts of the page share. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) session: Session,
    /// What is being done, while there is work.
    pub(super) work: RwSignal<Option<Work>>,
    /// Files that were not read, and why.
    pub(super) refused: RwSignal<Vec<Refused>, LocalStorage>,
    /// Why the rest could not be done: the key of a message.
    pub(super) problem: RwSignal<Option<String>>,
    /// What the files would bring; they wait for a decision.
    pub(super) brought: RwSignal<Option<Rc<Brought>>, LocalStorage>,
    /// What was merged last.
    pub(super) merged: RwSignal<Option<Rc<Brought>>, LocalStorage>,
    /// Keeps the files of the preview.
    helper: StoredValue<Option<Rc<Helper>>, LocalStorage>,
    /// Moves on whenever what is under way is no longer wanted.
    turn: StoredValue<u32>,
}

/// What is being done.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Work {
    /// With which file, by name, its number, and how many there are.
    file: Option<(String, usize, usize)>,
    progress: Option<Progress>,
    /// How much of all of it is done, 0 to 1.
    pub(super) share: Option<f64>,
}

/// A file that was not read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Refused {
    pub(super) file: File,
    /// The key of the message that says why.
    pub(super) key: String,
}

impl Refused {
    /// Whether a passphrase is all that is missing.
    pub(super) fn is_sealed(&self) -> bool {
        self.key == key::FILE_SEALED || self.is_locked()
    }

    /// Whether the passphrase that was tried did not open it.
    pub(super) fn is_locked(&self) -> bool {
        self.key == key::FILE_CANNOT_OPEN
    }
}

/// How much of the bar belongs to reading; the rest to comparing.
const READING: f64 = 0.7;

impl Desk {
    pub(super) fn new(session: Session) -> Desk {
        let desk = Desk {
            session,
            work: RwSignal::new(None),
            refused: RwSignal::new_local(Vec::new()),
            problem: RwSignal::new(None),
            brought: RwSignal::new_local(None),
            merged: RwSignal::new_local(None),
            helper: StoredValue::new_local(None),
            turn: StoredValue::new(0),
        };
        on_cleanup(move || {
            // A merge goes on to its end; whatever else was begun, nobody waits for any more.
            let merging = desk.work.try_with_untracked(|work| work.as_ref().is_some_and(Work::is_merge));
            if !merging.unwrap_or_default() {
                desk.stop();
            }
        });
        desk
    }

    pub(super) fn is_busy(self) -> bool {
        self.work.with(Option::is_some)
    }

    /// Reads files and shows what they, and those that wait already, would bring. Nothing is written.
    pub(super) fn look(self, files: Vec<File>) {
        if !files.is_empty() && self.work.with_untracked(Option::is_none) {
            self.refused.set(Vec::new());
            self.read(files.into_iter().map(|file| (file, None)).collect());
        }
    }

    /// Tries to open a sealed file.
    pub(super) fn unseal(self, file: File, passphrase: String) {
        self.leave_out(&file);
        self.read(vec![(file, Some(passphrase))]);
    }

    /// Leaves out a file that was not read.
    pub(super) fn leave_out(self, file: &File) {
        self.refused.update(|refused| refused.retain(|other| other.file != *file));
        catch_focus();
    }

    fn read(self, files: Vec<(File, Option<String>)>) {
        if self.work.with_untracked(Option::is_some) {
            return;
        }
        self.problem.set(None);
        self.merged.set(None);
        self.work.set(Some(Work { file: None, progress: None, share: None }));
        spawn_local(async move {
            match self.read_all(files).await {
                Ok(Some(brought)) => self.settle(move || self.brought.set(Some(Rc::new(brought)))),
                Ok(None) => self.settle(|| ()),
                Err(trouble) => self.fail(trouble),
            }
        });
    }

    async fn read_all(self, files: Vec<(File, Option<String>)>) -> Result<Option<Brought>, Trouble> {
        let helper = self.helper().await?;
        let of = files.len();
        let total = files.iter().map(|(file, _)| file.size()).sum::<f64>().max(1.0);
        let (mut before, mut read) = (0.0, 0);
        for (at, (file, passphrase)) in files.into_iter().enumerate() {
            let (name, size, sealed) = (file.name(), file.size(), passphrase.is_some());
            let named = (name.clone(), at + 1, of);
            let tell = move |progress: Progress| {
                let share = READING * (before + size * share_of_file(&progress, sealed)) / total;
                self.tell(Work { file: Some(named.clone()), progress: Some(progress), share: Some(share) });
            };
            match helper.ask(&Job::Read { name, passphrase }, Some(&file), tell).await {
                Ok(_) => read += 1,
                Err(Trouble::Failed(key)) if key != key::WORKER_FAILED => {
                    let _ = self.refused.try_update(|refused| refused.push(Refused { file, key }));
                }
                Err(trouble) => return Err(trouble),
            }
            before += size;
        }
        if read == 0 {
            return Ok(None);
        }
        let tell = move |progress: Progress| {
            let share = progress.share.map(|share| READING + (1.0 - READING) * share);
            self.tell(Work { file: None, progress: Some(progress), share });
        };
        match helper.ask(&Job::Preview, None, tell).await? {
            (Answer::Preview(brought), _) => Ok(Some(*brought)),
            _ => Ok(None),
        }
    }

    /// The helper that keeps the files, started if there is none.
    async fn helper(self) -> Result<Rc<Helper>, Trouble> {
        if let Some(helper) = self.helper.try_get_value().flatten() {
            return Ok(helper);
        }
        let turn = self.turn.try_get_value();
        let helper = Rc::new(self.session.helper().await?);
        // It was cancelled, or the page was left, while the helper started.
        if turn.is_none() || self.turn.try_get_value() != turn {
            return Err(Trouble::Stopped);
        }
        let _ = self.helper.try_set_value(Some(helper.clone()));
        Ok(helper)
    }

    /// Writes what the preview showed.
    pub(super) fn merge(self) {
        let Some(brought) = self.brought.get_untracked().filter(|_| self.work.with_untracked(Option::is_none)) else {
            return;
        };
        let Some(helper) = self.helper.get_value() else { return };
        let now = self.session.now().instant;
        let progress = Some(Progress { step: Step::Merging, share: None });
        self.problem.set(None);
        self.work.set(Some(Work { file: None, progress, share: None }));
        let tell = move |progress: Progress| {
            self.tell(Work { file: None, progress: Some(progress), share: progress.share });
        };
        spawn_local(async move {
            match helper.ask(&Job::Merge(now), None, tell).await {
                Ok(_) => {
                    self.session.catch_up().await;
                    self.came(&brought);
                }
                Err(trouble) => self.fail(trouble),
            }
        });
    }

    /// Says that what was brought is here.
    fn came(self, brought: &Rc<Brought>) {
        let args = [("changes", Arg::from(brought.fresh)), ("conflicts", brought.conflicts.into())];
        self.session.toasts.show(Toast::noted(untrack(|| self.session.tw(key::DONE_MERGE, &args))));
        self.settle(|| {
            self.clear();
            self.merged.set(Some(brought.clone()));
        });
    }

    /// Lays the files aside, unless they are being merged.
    pub(super) fn discard(self) {
        if self.work.with_untracked(Option::is_none) {
            self.clear();
            catch_focus();
        }
    }

    /// Stops whatever is under way. A merge whose commit was faster than this is told of as merged.
    pub(super) fn cancel(self) {
        let merging = self.work.with_untracked(|work| work.as_ref().is_some_and(Work::is_merge));
        let brought = self.brought.get_untracked().filter(|_| merging);
        self.clear();
        self.work.set(None);
        catch_focus();
        spawn_local(async move {
            match brought {
                // This waits for the transaction to end, one way or the other.
                Some(brought) if self.session.catch_up().await => self.came(&brought),
                _ => {
                    let said = untrack(|| self.session.t(key::SHARE_CANCELLED));
                    self.session.toasts.show(Toast::noted(said));
                }
            }
        });
    }

    /// What would change on a record of the preview, given to `then`.
    pub(super) fn record(
        self,
        entity: String,
        id: String,
        then: impl FnOnce(Vec<crate::app::brought::FieldChange>) + 'static,
    ) {
        let Some(helper) = self.helper.get_value() else { return };
        spawn_local(async move {
            match helper.ask(&Job::Record(entity, id), None, |_| ()).await {
                Ok((Answer::Record(changes), _)) => then(changes),
                Ok(_) | Err(Trouble::Stopped) => {}
                Err(trouble) => self.fail(trouble),
            }
        });
    }

    fn fail(self, trouble: Trouble) {
        let broken = trouble.is_broken();
        if let Trouble::Failed(key) = trouble {
            self.settle(move || {
                // What a dead worker kept is gone; the files are where they came from.
                if broken {
                    self.clear();
                }
                self.problem.set(Some(key));
            });
        }
    }

    /// Ends the work, if the page is still there to be told.
    fn settle(self, end: impl FnOnce()) {
        if self.work.try_set(None).is_none() {
            end();
            catch_focus();
        }
    }

    fn tell(self, work: Work) {
        // What was cancelled has nothing more to say, and nobody looks once the page is left.
        if self.work.try_with_untracked(Option::is_some) == Some(true) {
            self.work.set(Some(work));
        }
    }

    fn clear(self) {
        self.stop();
        self.brought.set(None);
        self.refused.set(Vec::new());
    }

    fn stop(self) {
        let _ = self.turn.try_update_value(|turn| *turn += 1);
        if let Some(helper) = self.helper.try_update_value(Option::take).flatten() {
            helper.stop();
        }
    }
}

impl Work {
    fn is_merge(&self) -> bool {
        self.progress.is_some_and(|progress| progress.step == Step::Merging)
    }

    /// What is being done, in words.
    pub(super) fn words(&self, session: Session) -> String {
        let Some(progress) = &self.progress else { return session.t(key::WORK_STARTING) };
        let (name, at, of) = self.file.clone().unwrap_or_default();
        let args = [("file", Arg::from(name)), ("at", at.into()), ("of", of.into())];
        session.tw(step_words(progress.step), &args)
    }
}

/// How much of the work on one file is done.
fn share_of_file(progress: &Progress, sealed: bool) -> f64 {
    let share = progress.share.unwrap_or_default();
    let unsealed = if sealed { 0.5 } else { 0.2 };
    match progress.step {
        Step::Reading => 0.2 * share,
        Step::Unsealing => 0.2 + 0.3 * share,
        _ => unsealed + (1.0 - unsealed) * share,
    }
}
