//! Work on many records: how far it is, and the way to stop it (U8, U18).

use super::component::{Dialog, DialogKind, Progress};
use super::session::session;
use crate::app::bulk::SLICE;
use crate::i18n::key;
use crate::platform::pause;
use leptos::prelude::*;

/// The work under way. `Copy`; the session has it.
#[derive(Clone, Copy)]
pub struct Work {
    /// How many of how many records are done.
    at: RwSignal<Option<(usize, usize)>>,
    stopped: RwSignal<bool>,
}

impl Work {
    pub(super) fn new() -> Work {
        Work { at: RwSignal::new(None), stopped: RwSignal::new(false) }
    }

    /// So many of so many records are done. Says whether to go on. Little work is not told of.
    pub(super) async fn go_on(self, through: usize, total: usize) -> bool {
        if total <= SLICE {
            return true;
        }
        let _ = self.at.try_set(Some((through, total)));
        pause().await;
        !self.stopped.try_get_untracked().unwrap_or(true)
    }

    /// It is over. Says whether it was stopped.
    pub(super) fn end(self) -> bool {
        let _ = self.at.try_set(None);
        self.stopped.try_update(std::mem::take).unwrap_or_default()
    }
}

/// The dialog that shows how far work is, while there is any.
#[component]
pub fn WorkDialog() -> impl IntoView {
    let session = session();
    let Work { at, stopped } = session.work;
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(at.with(Option::is_some)));
    let label = move || {
        let (through, total) = at.get().unwrap_or_default();
        session.tw(key::WORK_DONE, &[("n", through.into()), ("total", total.into())])
    };
    #[expect(clippy::cast_precision_loss, reason = "a list has far fewer than 2^52 records")]
    let share = move || at.get().map(|(through, total)| through as f64 / total.max(1) as f64);
    let label = Signal::derive(label);
    view! {
        <Dialog
            open=open
            title=session.label(key::WORK_TITLE)
            close_label=session.label(key::CANCEL)
            kind=DialogKind::Alert
            on_close=move |()| if at.with_untracked(Option::is_some) { stopped.set(true) }
        >
            <Progress
                label=label
                done=Signal::derive(share)
                cancel_label=session.label(key::CANCEL)
                on_cancel=move |_| stopped.set(true)
            />
        </Dialog>
    }
}
