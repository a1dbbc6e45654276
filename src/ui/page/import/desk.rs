//! The desk of the import page: which file, how it is read, what its columns mean, and how far the work is.
//! It only says what is to be done; the helper keeps the table and does it.

use crate::app::Answer;
use crate::app::job::{Progress, Step};
use crate::app::sheet::error::MAX_BYTES;
use crate::app::sheet::{Counts, Options, TableError};
use crate::app::table::wire::{Checked, Found, Plan, TableAnswer, TableJob};
use crate::i18n::key;
use crate::platform;
use crate::ui::frame::catch_focus;
use crate::ui::helper::{Helper, Trouble};
use crate::ui::session::Session;
use crate::ui::toast::Toast;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{Blob, File};

thread_local! {
    /// A text that another page hands over: the import takes it when it opens.
    static BROUGHT: Cell<Option<String>> = const { Cell::new(None) };
}

/// Hands a text over to the import, which takes it when it opens.
pub fn bring(text: String) {
    BROUGHT.set(Some(text));
}

/// Where in the import one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Choosing a file.
    Choose,
    /// Saying what its columns mean.
    Columns,
    /// Saying what becomes of its rows.
    Rules,
    /// Looking at what every row becomes.
    Check,
    /// It is written.
    Written,
}

/// What the parts of the page share. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) session: Session,
    pub(super) stage: RwSignal<Stage>,
    /// The file that was chosen.
    pub(super) file: RwSignal<Option<File>, LocalStorage>,
    /// Files that were chosen together with this one and come after it.
    pub(super) waiting: RwSignal<Vec<File>, LocalStorage>,
    /// How the file is to be read, where that was chosen.
    pub(super) options: RwSignal<Options>,
    /// The table as read.
    pub(super) found: RwSignal<Option<Rc<Found>>, LocalStorage>,
    /// What its columns mean and what becomes of its rows.
    pub(super) plan: RwSignal<Plan>,
    /// What writing it would do.
    pub(super) checked: RwSignal<Checked>,
    /// Moves on with every check, so that what shows rows looks again.
    pub(super) checks: RwSignal<u32>,
    /// What is being done, while there is work.
    pub(super) work: RwSignal<Option<Progress>>,
    /// Why the file is no table: the key of a message, and a row.
    pub(super) problem: RwSignal<Option<(String, usize)>>,
    /// What was written.
    pub(super) written: RwSignal<Option<Counts>>,
    helper: StoredValue<Option<Rc<Helper>>, LocalStorage>,
    /// Moves on whenever what is under way is no longer wanted.
    turn: StoredValue<u32>,
    /// Whether the check that is under way is out of date.
    stale: StoredValue<bool>,
}

impl Desk {
    pub(super) fn new(session: Session) -> Desk {
        let desk = Desk {
            session,
            stage: RwSignal::new(Stage::Choose),
            file: RwSignal::new_local(None),
            waiting: RwSignal::new_local(Vec::new()),
            options: RwSignal::new(Options::default()),
            found: RwSignal::new_local(None),
            plan: RwSignal::new(Plan::default()),
            checked: RwSignal::new(Checked::default()),
            checks: RwSignal::new(0),
            work: RwSignal::new(None),
            problem: RwSignal::new(None),
            written: RwSignal::new(None),
            helper: StoredValue::new_local(None),
            turn: StoredValue::new(0),
            stale: StoredValue::new(false),
        };
        // Checked anew whenever the mapping, a choice or the workspace changes.
        Effect::new(move |_| {
            session.read(|_| ());
            desk.plan.track();
            if desk.found.with(Option::is_some) && desk.stage.get_untracked() != Stage::Written {
                desk.check();
            }
        });
        on_cleanup(move || {
            // What is being written is written to its end; for the rest nobody waits any more.
            if !desk.work.try_get_untracked().flatten().is_some_and(|work| work.step == Step::Writing) {
                desk.stop();
            }
        });
        desk
    }

    /// Whether there is work that must end before something else begins.
    pub(super) fn is_busy(self) -> bool {
        self.work.with(|work| work.is_some_and(|work| work.step != Step::Checking))
    }

    /// Takes files: the first is read, the others wait until it is imported or put aside.
    pub(super) fn take_files(self, files: Vec<File>) {
        if !untrack(|| self.is_busy()) {
            self.waiting.set(files);
            self.next();
        }
    }

    /// Takes text that was pasted.
    pub(super) fn take_text(self, name: &str, text: &str) {
        let file = File::new_with_str_sequence(&js_sys::Array::of1(&text.into()), name);
        self.take_files(file.into_iter().collect());
    }

    /// Takes what another page brought, if it brought anything.
    pub(super) fn take_brought(self) {
        if let Some(text) = BROUGHT.take() {
            self.take_text(&untrack(|| self.session.t(key::IMPORT_PASTED)), &text);
        }
    }

    /// Lays this file aside and reads the next one, if any waits.
    pub(super) fn next(self) {
        self.found.set(None);
        self.problem.set(None);
        self.written.set(None);
        self.checked.set(Checked::default());
        self.options.set(Options::default());
        self.stage.set(Stage::Choose);
        let next = self.waiting.try_update(|waiting| (!waiting.is_empty()).then(|| waiting.remove(0))).flatten();
        self.file.set(next);
        self.read(false);
    }

    /// Reads the file, the first time or in another way. `keep` keeps what was chosen so far.
    pub(super) fn read(self, keep: bool) {
        let Some(file) = self.file.get_untracked() else { return catch_focus() };
        #[expect(clippy::cast_precision_loss, reason = "the limit is small")]
        if file.size() > MAX_BYTES as f64 {
            return self.refuse(TableError::TooBig.to_string(), 0);
        }
        self.problem.set(None);
        self.work.set(Some(Progress { step: Step::Reading, share: None }));
        let job = TableJob::Read(self.options.get_untracked());
        spawn_local(async move {
            let answer = self.ask(job, Some(&file)).await;
            if self.file.try_with_untracked(|own| own.as_ref() == Some(&file)) != Some(true) {
                return;
            }
            match answer {
                Ok((TableAnswer::Found(found), _)) => {
                    self.end();
                    self.show(Rc::new(*found), keep);
                }
                Ok(_) => self.end(),
                Err(trouble) => self.fail(trouble),
            }
        });
    }

    /// Shows a table that was read.
    fn show(self, found: Rc<Found>, keep: bool) {
        if !keep {
            let settings = found.remembered.as_ref().map(|(_, settings)| settings.clone()).unwrap_or_default();
            let guess = found.guesses.first();
            let now = self.session.now();
            self.plan.set(Plan {
                entity: guess.map(|guess| guess.entity.clone()).unwrap_or_default(),
                columns: guess
                    .map(|guess| guess.columns.iter().map(|(word, _)| word.clone()).collect())
                    .unwrap_or_default(),
                settings,
                fixes: Vec::new(),
                now: (now.instant, now.offset),
            });
        }
        self.found.set(Some(found));
        if self.stage.get_untracked() == Stage::Choose {
            self.go(Stage::Columns);
        }
    }

    /// Has the rows become records of another entity.
    pub(super) fn become_entity(self, entity: String) {
        let columns = self.found.with_untracked(|found| {
            let guess = found.as_ref()?.guesses.iter().find(|guess| guess.entity == entity)?;
            Some(guess.columns.iter().map(|(word, _)| word.clone()).collect())
        });
        self.plan.update(|plan| {
            plan.columns = columns.unwrap_or_default();
            plan.entity = entity;
        });
    }

    /// Goes to a stage.
    pub(super) fn go(self, stage: Stage) {
        self.stage.set(stage);
        catch_focus();
    }

    /// Asks what every row would become; once more, if something changed meanwhile.
    fn check(self) {
        if self.work.with_untracked(Option::is_some) {
            return self.stale.set_value(true);
        }
        self.work.set(Some(Progress { step: Step::Checking, share: None }));
        spawn_local(async move {
            loop {
                let Some(plan) = self.plan.try_get_untracked() else { return };
                self.stale.set_value(false);
                match self.ask(TableJob::Check(plan), None).await {
                    Ok((TableAnswer::Checked(checked), _)) => {
                        let _ = self.checked.try_set(checked);
                        let _ = self.checks.try_update(|checks| *checks += 1);
                    }
                    Ok(_) => {}
                    Err(trouble) => return self.fail(trouble),
                }
                if self.stale.try_get_value() != Some(true) {
                    return self.end();
                }
            }
        });
    }

    /// Writes the good rows.
    pub(super) fn write(self) {
        if self.work.with_untracked(Option::is_some) {
            return;
        }
        self.work.set(Some(Progress { step: Step::Writing, share: None }));
        let now = self.session.now();
        spawn_local(async move {
            match self.ask(TableJob::Write((now.instant, now.offset)), None).await {
                Ok((TableAnswer::Written(counts), _)) => self.arrived(counts).await,
                Ok(_) => self.end(),
                Err(trouble) => self.fail(trouble),
            }
        });
    }

    /// Shows what was written, here and in what can be taken back.
    async fn arrived(self, counts: Counts) {
        let _ = self.stage.try_set(Stage::Written);
        self.session.catch_up().await;
        // What cannot be read now is read with the next act.
        let _ = self.session.workspace().recall().await;
        self.session.changed();
        let _ = self.written.try_set(Some(counts));
        self.end();
        let said = untrack(|| self.session.tw(key::DONE_IMPORT, &[("n", (counts.new + counts.update).into())]));
        self.session.toasts.show(Toast::done(said));
        if self.stage.try_get_untracked().is_some() {
            catch_focus();
        }
    }

    /// Stops whatever is under way. What was written faster than this is told of as written.
    pub(super) fn cancel(self) {
        let step = self.work.get_untracked().map(|work| work.step);
        let counts = self.checked.with_untracked(|checked| checked.counts);
        self.stop();
        self.work.set(None);
        let stage = self.stage.get_untracked();
        spawn_local(async move {
            // This waits for the transaction to end, one way or the other.
            if step == Some(Step::Writing) && self.session.catch_up().await {
                return self.arrived(counts).await;
            }
            match stage {
                Stage::Choose => self.next(),
                // Another helper reads the file anew.
                _ => self.read(true),
            }
        });
    }

    /// Takes an import back, told of as so many records gone.
    pub(super) fn take_back(self, batch: String, then: impl FnOnce() + 'static) {
        let now = self.session.now();
        spawn_local(async move {
            let job = TableJob::TakeBack(batch, (now.instant, now.offset));
            match self.ask(job, None).await {
                Ok((TableAnswer::TakenBack(count), _)) => {
                    self.session.catch_up().await;
                    let _ = self.session.workspace().recall().await;
                    self.session.changed();
                    let said = untrack(|| self.session.tw(key::DONE_IMPORT_UNDO, &[("n", count.into())]));
                    self.session.toasts.show(Toast::done(said));
                    then();
                }
                Ok(_) => then(),
                Err(trouble) => {
                    self.fail(trouble);
                    then();
                }
            }
        });
    }

    /// Hands out a file of the rows that were left out.
    pub(super) fn save_errors(self) {
        let lang = self.session.lang.get_untracked().tag().to_owned();
        spawn_local(async move {
            match self.ask(TableJob::Errors(lang), None).await {
                Ok((TableAnswer::File(name), Some(file))) => {
                    if platform::offer(&name, &file).is_err() {
                        let said = untrack(|| self.session.t(key::DOWNLOAD_FAILED));
                        self.session.toasts.show(Toast::failed(said));
                    }
                }
                Ok(_) => {}
                Err(trouble) => self.fail(trouble),
            }
        });
    }

    /// Has a job on the table done. What is no table is said on the page.
    pub(super) async fn ask(self, job: TableJob, file: Option<&File>) -> Result<(TableAnswer, Option<Blob>), Trouble> {
        let helper = self.helper().await?;
        let file = file.map(|file| -> &Blob { file });
        let tell = move |progress: Progress| {
            // What was cancelled has nothing more to say, and nobody looks once the page is left.
            if self.work.try_with_untracked(Option::is_some) == Some(true) {
                self.work.set(Some(progress));
            }
        };
        let (answer, file) = helper.ask(&job.job(), file, tell).await?;
        let Answer::Table(text) = answer else { return Err(Trouble::Stopped) };
        match TableAnswer::read(&text) {
            Some(TableAnswer::Refused(key, row)) => {
                self.refuse(key, row);
                Err(Trouble::Stopped)
            }
            Some(answer) => Ok((answer, file)),
            None => Err(Trouble::Stopped),
        }
    }

    /// The helper that keeps the table, started if there is none.
    async fn helper(self) -> Result<Rc<Helper>, Trouble> {
        if let Some(helper) = self.helper.try_get_value().flatten() {
            return Ok(helper);
        }
        let turn = self.turn.try_get_value();
        let helper = Rc::new(self.session.helper().await?);
        if turn.is_none() || self.turn.try_get_value() != turn {
            return Err(Trouble::Stopped);
        }
        // Two that asked at once share the first one.
        if let Some(other) = self.helper.try_get_value().flatten() {
            return Ok(other);
        }
        let _ = self.helper.try_set_value(Some(helper.clone()));
        Ok(helper)
    }

    fn refuse(self, key: String, row: usize) {
        let _ = self.work.try_set(None);
        let _ = self.found.try_set(None);
        let _ = self.problem.try_set(Some((key, row)));
    }

    fn fail(self, trouble: Trouble) {
        if trouble.is_broken() {
            // What a dead worker kept is gone; the file is where it came from.
            self.stop();
            let _ = self.found.try_set(None);
            let _ = self.stage.try_set(Stage::Choose);
        }
        self.end();
        if let Trouble::Failed(key) = trouble {
            self.session.toasts.show(Toast::failed(untrack(|| self.session.t(&key))));
        }
    }

    /// Ends the work, if the page is still there to be told.
    fn end(self) {
        let _ = self.work.try_set(None);
    }

    fn stop(self) {
        let _ = self.turn.try_update_value(|turn| *turn += 1);
        if let Some(helper) = self.helper.try_update_value(Option::take).flatten() {
            helper.stop();
        }
    }
}
