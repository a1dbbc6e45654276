//! Handing out: files for colleagues and the backup, written by the helper and given to the browser as a
//! download.

use super::component::Progress as ProgressBar;
use super::helper::{Helper, Trouble, step_words};
use super::session::Session;
use super::toast::Toast;
use crate::app::agenda::Days;
use crate::app::job::Progress;
use crate::app::{Answer, Job, Parcel, ShareFault};
use crate::i18n::key;
use crate::ledger::DeviceId;
use crate::platform;
use leptos::prelude::*;
use std::rc::Rc;
use web_sys::Blob;

/// What goes into a file.
#[derive(Clone, Debug)]
pub enum Out {
    /// Everything: the backup.
    Everything,
    /// What an installation has not shown us to have.
    Lacking(DeviceId),
    /// One of these, with the attachments it speaks of; none stands for everything.
    Bundle(Option<DeviceId>),
    /// What the member who looks has to do, as a calendar.
    Calendar,
    /// Some records, and whether it asks for an answer.
    Parcel(Parcel, bool),
}

/// Work on a file that is being written: how far it is, and whom to stop. `Copy`.
#[derive(Clone, Copy)]
pub struct Handout {
    session: Session,
    /// How far it is, while there is work.
    pub progress: RwSignal<Option<Progress>>,
    helper: StoredValue<Option<Rc<Helper>>, LocalStorage>,
}

/// A file that was written.
struct Written {
    name: String,
    changes: usize,
    file: Blob,
}

impl Handout {
    /// Nothing to do yet.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Handout { session, progress: RwSignal::new(None), helper: StoredValue::new_local(None) }
    }

    /// Writes a file and hands it out. A passphrase seals it.
    pub fn hand_out(self, what: Out, passphrase: Option<String>) {
        if self.progress.with_untracked(Option::is_some) {
            return;
        }
        self.tell(Progress { step: crate::app::job::Step::Packing, share: None });
        let (session, workspace, now) = (self.session, self.session.workspace(), self.session.now().instant);
        leptos::task::spawn_local(async move {
            let everything = matches!(what, Out::Everything | Out::Bundle(None));
            let written = match self.write(what, passphrase.clone(), now).await {
                // Without the worker the page writes it itself: a backup must be had at any time.
                Err(trouble) if trouble.is_broken() && everything && passphrase.is_none() => self.write_here(now).await,
                written => written,
            };
            let _ = self.progress.try_set(None);
            let said = match written {
                Ok(Written { name, changes, file }) => match platform::offer(&name, &file) {
                    Ok(()) => {
                        if everything {
                            workspace.backed_up(changes, now).await;
                        }
                        Toast::noted(untrack(|| session.tw(key::DONE_EXPORT, &[("file", name.into())])))
                    }
                    Err(_) => Toast::failed(untrack(|| session.t(key::DOWNLOAD_FAILED))),
                },
                Err(Trouble::Stopped) => return,
                Err(Trouble::Failed(key)) => Toast::failed(untrack(|| session.t(&key))),
            };
            session.toasts.show(said);
            session.changed();
        });
    }

    /// Stops the work. No file is handed out.
    pub fn cancel(self) {
        if let Some(helper) = self.helper.try_update_value(Option::take).flatten() {
            helper.stop();
        }
        self.progress.set(None);
    }

    async fn write(self, what: Out, passphrase: Option<String>, now: i64) -> Result<Written, Trouble> {
        let helper = Rc::new(self.session.helper().await?);
        // It was cancelled meanwhile; where only the page was left, the file is still wanted.
        if self.progress.try_get_untracked() == Some(None) {
            return Err(Trouble::Stopped);
        }
        let _ = self.helper.try_set_value(Some(helper.clone()));
        let job = match what {
            Out::Everything => Job::Export { to: None, passphrase, now },
            Out::Lacking(device) => Job::Export { to: Some(device.0), passphrase, now },
            Out::Bundle(to) => Job::Bundle { to: to.map(|device| device.0), now },
            Out::Calendar => Job::Calendar(self.days()),
            Out::Parcel(parcel, request) => Job::Parcel { parcel, request, passphrase, now },
        };
        let answer = helper.ask(&job, None, move |progress| self.tell(progress)).await;
        let _ = self.helper.try_set_value(None);
        match answer? {
            (Answer::File { name, changes }, Some(file)) => Ok(Written { name, changes, file }),
            _ => Err(Trouble::Failed(key::DOWNLOAD_FAILED.to_owned())),
        }
    }

    fn days(self) -> Days {
        let (session, now) = (self.session, self.session.now());
        Days {
            member: untrack(|| session.read(|view| view.me().to_owned())),
            lang: session.lang.get_untracked().tag().to_owned(),
            now: (now.instant, now.offset),
        }
    }

    async fn write_here(self, now: i64) -> Result<Written, Trouble> {
        let made = self.session.workspace().export_full(now).await;
        let file = made.map_err(|error| Trouble::Failed(ShareFault::Store(error).key()))?;
        let blob = platform::blob(file.text.as_bytes(), "application/json");
        let blob = blob.map_err(|_| Trouble::Failed(key::DOWNLOAD_FAILED.to_owned()))?;
        Ok(Written { name: file.name, changes: file.changes, file: blob })
    }

    fn tell(self, progress: Progress) {
        // Nobody looks once the page is left.
        let _ = self.progress.try_set(Some(progress));
    }
}

/// How far a file is that is being written, with the way out.
#[component]
pub fn HandoutProgress(
    /// The work.
    handout: Handout,
) -> impl IntoView {
    let session = handout.session;
    let words = move || {
        let step = handout.progress.get().map(|progress| step_words(progress.step));
        step.map(|step| session.t(step)).unwrap_or_default()
    };
    let share = Signal::derive(move || handout.progress.get().and_then(|progress| progress.share));
    view! {
        <Show when=move || handout.progress.with(Option::is_some)>
            <ProgressBar
                label=words
                done=share
                cancel_label=session.label(key::SHARE_CANCEL)
                on_cancel=move |_| handout.cancel()
            />
        </Show>
    }
}
