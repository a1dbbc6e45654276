//! The session: what every page shares. The open workspace, the language, the clock, the toasts.
//!
//! Records live outside the reactive graph. A page reads them through [`Session::read`], which makes
//! the surrounding effect or memo run again whenever the workspace changed; nothing else is reactive
//! about data.

mod attach;
mod ready;

use super::handout::{Handout, Out};
use super::helper::{Helper, Trouble};
use super::route::Route;
use super::shelf::Entry;
use super::toast::{Toast, Toasts};
use super::work::Work;
use crate::app::Idb;
use crate::app::dispute::{Answer, Dispute};
use crate::app::{Backup, Done, Fault, Query, Request, Rows, Workspace};
use crate::crm::command::{Args, Command};
use crate::crm::duplicate::{Match, Traits};
use crate::crm::{Edits, Entity, Now, Ref, Refusal, View, record};
use crate::i18n::{self, Arg, Lang, key};
use crate::ledger::Value;
use crate::platform::{self, Tabs};
use leptos::prelude::*;
use std::ops::RangeInclusive;
use std::pin::Pin;
use std::rc::Rc;

/// What every page shares. `Copy`; get it with [`session`].
#[derive(Clone, Copy)]
pub struct Session {
    workspace: StoredValue<Rc<Workspace<Idb>>, LocalStorage>,
    version: RwSignal<u64>,
    /// The language everything is shown in.
    pub lang: RwSignal<Lang>,
    /// Where we are.
    pub route: RwSignal<Route>,
    /// What the toasts say.
    pub toasts: Toasts,
    /// How far work on many records is.
    pub work: Work,
    /// Whether this is a demo: only there may the address pin the clock.
    pub(super) demo: bool,
    tabs: StoredValue<Tabs, LocalStorage>,
    /// What the workspace is kept in.
    database: StoredValue<String>,
    /// The records that were picked last to be shared.
    pub picked: RwSignal<Vec<Ref>>,
    /// Files that were dropped or pasted somewhere and wait for the page that reads them.
    pub incoming: RwSignal<Vec<web_sys::File>, LocalStorage>,
}

/// Something that is being done.
type Acting = Pin<Box<dyn Future<Output = Result<Done, Fault>>>>;

/// The session of the page around this component.
#[must_use]
pub fn session() -> Session {
    expect_context()
}

/// This moment, in the viewer's zone. A demo's address may pin it (`?now=` in milliseconds, `&zone=` in
/// minutes east of UTC), so that tests and pictures hold still.
#[must_use]
pub fn clock(demo: bool) -> Now {
    let number = |name: &str| window_query(name)?.parse::<i64>().ok();
    let pinned = number("now").filter(|_| demo);
    let zone = number("zone").filter(|_| demo).and_then(|zone| i32::try_from(zone).ok());
    Now { instant: pinned.unwrap_or_else(platform::now_ms), offset: zone.unwrap_or_else(platform::zone_offset_minutes) }
}

/// The seed of a demo: the address's (`&seed=`), or always the same.
#[must_use]
pub fn seed() -> u64 {
    window_query("seed").and_then(|seed| seed.parse().ok()).unwrap_or(2026)
}

/// What the address says of a name.
pub fn window_query(name: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

impl Session {
    /// A session in an open workspace.
    pub fn new(
        workspace: Rc<Workspace<Idb>>,
        lang: RwSignal<Lang>,
        route: RwSignal<Route>,
        entry: &Entry,
        incoming: RwSignal<Vec<web_sys::File>, LocalStorage>,
    ) -> Self {
        let version = RwSignal::new(0);
        let listener = workspace.clone();
        let tabs = Tabs::join(&entry.key, move |_| {
            let workspace = listener.clone();
            leptos::task::spawn_local(async move {
                // What cannot be read now is read before the next write.
                if workspace.refresh_in_slices(platform::pause).await.unwrap_or_default() {
                    version.update(|version| *version += 1);
                }
            });
        });
        let workspace = StoredValue::new_local(workspace);
        let tabs = StoredValue::new_local(tabs);
        let (demo, database) = (entry.demo, StoredValue::new(entry.database()));
        let toasts = Toasts::new(demo);
        let (picked, work) = (RwSignal::new(Vec::new()), Work::new());
        let session = Session { workspace, version, lang, route, toasts, work, demo, tabs, database, picked, incoming };
        session.tidy();
        session
    }

    /// What the workspace is kept under in this browser.
    #[must_use]
    pub fn key(self) -> String {
        let prefix = platform::prefix();
        self.database.with_value(|name| name.strip_prefix(&prefix).unwrap_or(name).to_owned())
    }

    /// The open workspace.
    #[must_use]
    pub fn workspace(self) -> Rc<Workspace<Idb>> {
        self.workspace.get_value()
    }

    /// This moment, in the viewer's zone.
    #[must_use]
    pub fn now(self) -> Now {
        clock(self.demo)
    }

    /// Whether nobody would miss what is held here: a demo, a practice copy.
    #[must_use]
    pub fn is_aside(self) -> bool {
        self.demo || self.workspace().is_practice()
    }

    /// Tells every reader, here and in other tabs, that the workspace changed.
    pub fn changed(self) {
        self.version.update(|version| *version += 1);
        // Nothing, where the workspace was closed while something was written.
        if self.tabs.try_with_value(|tabs| tabs.post("changed")).is_some() {
            self.tidy();
        }
    }

    /// Makes every reader look again, here only: the day has turned.
    pub fn wake(self) {
        self.version.update(|version| *version += 1);
    }

    /// Whether the address pins the clock.
    #[must_use]
    pub fn is_pinned(self) -> bool {
        self.demo && window_query("now").is_some()
    }

    /// When a full file was last written; reactive.
    #[must_use]
    pub fn backup(self) -> Backup {
        self.version.track();
        self.workspace.with_value(|workspace| workspace.backup())
    }

    /// Whether there is something to take back (or, `again`, to do again); reactive.
    #[must_use]
    pub fn can_undo(self, again: bool) -> bool {
        self.version.track();
        self.workspace.with_value(|workspace| workspace.next_undo(again).is_some())
    }

    /// Writes a full file: the backup.
    pub fn back_up(self) {
        Handout::new(self).hand_out(Out::Everything, None);
    }

    /// A helper in this workspace.
    ///
    /// # Errors
    /// It cannot be started, or cannot open the workspace.
    pub async fn helper(self) -> Result<Helper, Trouble> {
        Helper::open(self.database.get_value()).await
    }

    /// Shows what a helper wrote, as if another tab had. Says whether there was anything.
    pub async fn catch_up(self) -> bool {
        // What cannot be read now is read before the next write.
        let Some(workspace) = self.workspace.try_get_value() else { return false };
        let changed = workspace.refresh_in_slices(platform::pause).await.unwrap_or_default();
        if changed {
            self.changed();
        }
        changed
    }

    /// Reads records; reactive on any change of the workspace.
    pub fn read<T>(self, look: impl FnOnce(View<'_>) -> T) -> T {
        self.version.track();
        self.workspace.with_value(|workspace| workspace.read(look))
    }

    /// A table with the fields that the workspace made its own, as it is now.
    #[must_use]
    pub fn table(self, table: &'static Entity) -> &'static Entity {
        untrack(|| self.read(|view| view.table(table.key))).unwrap_or(table)
    }

    /// The table of an entity by its key.
    #[must_use]
    pub fn table_of(self, key: &str) -> Option<&'static Entity> {
        crate::crm::entity(key).map(|table| self.table(table))
    }

    /// The rows of a list; reactive like [`Session::read`].
    #[must_use]
    pub fn rows(self, table: &'static Entity, query: &Query) -> Rows {
        self.version.track();
        let now = self.now();
        self.workspace.with_value(|workspace| workspace.ask(table, query, &now))
    }

    /// The records that may be the same as what is read so; reactive like [`Session::read`].
    #[must_use]
    pub fn alike(self, read: impl FnOnce(&View<'_>) -> Traits, own: Option<&Ref>, limit: usize) -> Vec<Match> {
        self.version.track();
        self.workspace.with_value(|workspace| workspace.alike(read, own, limit))
    }

    /// A message in the current language; reactive on the language.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        i18n::text(self.lang.get(), key)
    }

    /// A message as a signal. All of them have one type, so a word of a page costs no code of its own.
    #[must_use]
    pub fn label(self, key: &'static str) -> Signal<String> {
        Signal::derive(move || self.t(key))
    }

    /// The same for a text that may be absent.
    #[must_use]
    pub fn hint(self, key: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || Some(self.t(key)))
    }

    /// A message with arguments; reactive on the language.
    #[must_use]
    pub fn tw(self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        i18n::text_with(self.lang.get(), key, args)
    }

    /// Why something was refused or failed, in the current language.
    #[must_use]
    pub fn reason(self, fault: &Fault) -> String {
        match fault {
            Fault::Refused(refusal) => self.refusal(refusal),
            Fault::Store(store) => self.t(&store.to_string()),
        }
    }

    /// A refusal in the current language. Arguments that are message keys are themselves shown.
    #[must_use]
    pub fn refusal(self, refusal: &Refusal) -> String {
        let args: Vec<(&str, Arg<'_>)> =
            refusal.args.iter().map(|(name, value)| (*name, Arg::from(self.t(value)))).collect();
        self.tw(refusal.key, &args)
    }

    /// Runs a command and says what happened, with Undo. `then` gets what was done or why not; that has
    /// been said by then.
    pub fn run(
        self,
        command: &'static Command,
        targets: Vec<Ref>,
        args: Args,
        then: impl FnOnce(Result<Done, Fault>) + 'static,
    ) {
        let title = targets.first().map(|at| self.title_untracked(at)).unwrap_or_default();
        let count = targets.len();
        self.spawn(
            move |workspace, now| async move {
                let go_on = async |through| self.work.go_on(through, count).await;
                workspace.run_on(now, command, &targets, &args, go_on).await
            },
            move |_| {
                Toast::done(i18n::text_with(
                    self.lang.get_untracked(),
                    command.done,
                    &[("title", title.into()), ("count", count.into())],
                ))
            },
            then,
        );
    }

    /// Creates a record from the answers of its form.
    pub fn create(self, table: &'static Entity, args: Args, then: impl FnOnce(Result<Done, Fault>) + 'static) {
        self.spawn(
            move |workspace, now| async move {
                workspace.act(now, "create", |view| record::create(view, table, &args, &now).map(|made| made.0)).await
            },
            move |done| {
                let title = done.created.first().map(|at| self.title_untracked(at)).unwrap_or_default();
                Toast::done(i18n::text_with(self.lang.get_untracked(), key::DONE_CREATE, &[("title", title.into())]))
            },
            then,
        );
    }

    /// Writes one field of a record.
    pub fn edit(self, at: Ref, field: &'static str, value: Value, then: impl FnOnce(Result<Done, Fault>) + 'static) {
        self.spawn(
            move |workspace, now| async move {
                let edit = |view: &View<'_>| {
                    record::guard(view, &at, &now)?;
                    record::edit(view, &at, field, value.clone())
                };
                workspace.act(now, "edit", edit).await
            },
            move |done| {
                let title = done.touched.first().map(|at| self.title_untracked(at)).unwrap_or_default();
                Toast::done(i18n::text_with(self.lang.get_untracked(), key::DONE_EDIT, &[("title", title.into())]))
            },
            then,
        );
    }

    /// Writes any edits under a label, saying `done` afterwards.
    pub fn act(
        self,
        why: &'static str,
        done: &'static str,
        make: impl Fn(&View<'_>) -> Result<Edits, Refusal> + 'static,
        then: impl FnOnce(Result<Done, Fault>) + 'static,
    ) {
        self.spawn(
            move |workspace, now| async move { workspace.act(now, why, make).await },
            move |did| {
                let title = did.touched.first().map(|at| self.title_untracked(at)).unwrap_or_default();
                let count = did.touched.len();
                let words = [("title", title.into()), ("count", count.into())];
                Toast::done(i18n::text_with(self.lang.get_untracked(), done, &words))
            },
            then,
        );
    }

    /// Writes edits of many records as one act, made in slices, saying `done` afterwards.
    pub fn act_on(
        self,
        why: &'static str,
        done: &'static str,
        targets: Vec<Ref>,
        make: impl Fn(&View<'_>, &[Ref]) -> Result<Edits, Refusal> + 'static,
        then: impl FnOnce(Result<Done, Fault>) + 'static,
    ) {
        let title = targets.first().map(|at| self.title_untracked(at)).unwrap_or_default();
        let count = targets.len();
        self.spawn(
            move |workspace, now| async move {
                let go_on = async |through| self.work.go_on(through, count).await;
                workspace.act_on(now, why, &targets, &make, go_on).await
            },
            move |_| {
                let words = [("title", title.into()), ("count", count.into())];
                Toast::done(i18n::text_with(self.lang.get_untracked(), done, &words))
            },
            then,
        );
    }

    /// Takes back the last act, or does it again.
    pub fn undo(self, again: bool) {
        self.spawn(
            move |workspace, now| async move {
                if again { workspace.redo(now).await } else { workspace.undo(now).await }
            },
            // Without a button: "undo" after an undo would be a riddle, and both stand in the top bar.
            move |done| match self.stayed(done) {
                Some(stayed) => Toast::noted(stayed),
                None => Toast::noted(i18n::text(
                    self.lang.get_untracked(),
                    if again { key::DONE_REDO } else { key::DONE_UNDO },
                )),
            },
            move |done| {
                if let Ok(done) = done
                    && done.dots.is_empty()
                {
                    let nothing = if again { key::REDO_NOTHING } else { key::UNDO_NOTHING };
                    let said = self.stayed(&done);
                    let said = said.unwrap_or_else(|| i18n::text(self.lang.get_untracked(), nothing));
                    self.toasts.show(Toast::noted(said));
                }
            },
        );
    }

    /// Takes back changes by their numbers, whoever made them.
    pub fn revert(self, numbers: RangeInclusive<u64>, then: impl FnOnce(Result<Done, Fault>) + 'static) {
        self.spawn(
            move |workspace, now| async move { workspace.revert(numbers, now).await },
            move |done| {
                let said = [("n", done.touched.len().into()), ("whole", done.whole.len().into())];
                Toast::done(i18n::text_with(self.lang.get_untracked(), key::DONE_REVERT, &said))
            },
            then,
        );
    }

    /// Settles disputes, each by an answer, as one act.
    pub fn settle(self, answers: Vec<(Dispute, Answer)>, then: impl FnOnce(Result<Done, Fault>) + 'static) {
        let count = answers.len();
        self.spawn(
            move |workspace, now| async move { workspace.settle(&answers, now).await },
            move |_| Toast::done(i18n::text_with(self.lang.get_untracked(), key::DONE_SETTLE, &[("n", count.into())])),
            then,
        );
    }

    /// Accepts what a colleague asks for, or declines it for a reason.
    pub fn answer(self, request: Request, declined: Option<String>, then: impl FnOnce(Result<Done, Fault>) + 'static) {
        let said = if declined.is_some() { key::DONE_DECLINE } else { key::DONE_ACCEPT };
        self.spawn(
            move |workspace, now| async move {
                match declined {
                    None => workspace.accept(&request, now).await,
                    Some(reason) => workspace.decline(&request, &reason, now).await,
                }
            },
            move |done| {
                let count = [("n", done.touched.len().into())];
                Toast::done(i18n::text_with(self.lang.get_untracked(), said, &count))
            },
            then,
        );
    }

    /// What a record is called now, without tracking.
    #[must_use]
    pub fn title_untracked(self, at: &Ref) -> String {
        self.workspace
            .with_value(|workspace| workspace.read(|view| view.at(at).map(|rec| rec.title()).unwrap_or_default()))
    }

    /// What stayed whole when something was taken back, by name; `None` if nothing did.
    fn stayed(self, done: &Done) -> Option<String> {
        let first = done.whole.first()?;
        let title = self.workspace.with_value(|workspace| workspace.read(|view| view.name_of(first)));
        let words = [("n", done.whole.len().into()), ("title", title.into())];
        Some(i18n::text_with(self.lang.get_untracked(), key::UNDO_STAYED, &words))
    }

    fn spawn<F>(
        self,
        act: impl FnOnce(Rc<Workspace<Idb>>, Now) -> F + 'static,
        said: impl FnOnce(&Done) -> Toast + 'static,
        then: impl FnOnce(Result<Done, Fault>) + 'static,
    ) where
        F: Future<Output = Result<Done, Fault>> + 'static,
    {
        let acting = act(self.workspace(), self.now());
        self.follow(Box::pin(acting), Box::new(said), Box::new(then));
    }

    /// Follows an act to its end: one copy of this for all that is acted.
    fn follow(self, acting: Acting, said: Box<dyn FnOnce(&Done) -> Toast>, then: Box<dyn FnOnce(Result<Done, Fault>)>) {
        leptos::task::spawn_local(async move {
            let ended = acting.await;
            // The workspace may have been closed meanwhile: nobody is left to tell.
            if self.workspace.is_disposed() {
                return;
            }
            if self.work.end() {
                self.toasts.show(Toast::noted(i18n::text(self.lang.get_untracked(), key::WORK_STOPPED)));
            }
            match ended {
                Ok(done) => {
                    self.changed();
                    if !done.dots.is_empty() {
                        self.toasts.show(said(&done));
                    }
                    then(Ok(done));
                }
                Err(fault) => {
                    self.toasts.show(Toast::failed(untrack(|| self.reason(&fault))));
                    then(Err(fault));
                }
            }
        });
    }
}
