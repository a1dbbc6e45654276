//! The data-safety pill: always in sight it says that the data is in this browser only, and how old
//! the last backup is. Its words lead to the checkup; its button makes a backup file with one click. After a
//! week or fifty changes it asks for one, in a toast once a day. A demo or a practice copy is nobody's data and never asks.

use super::FrameActions;
use crate::app::share::Backup;
use crate::crm::schema::DAY;
use crate::i18n::{Arg, key};
use crate::platform::{pref, set_pref};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use crate::ui::toast::Toast;
use leptos::prelude::*;

/// How the data stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Safety {
    /// Nothing was ever changed here.
    Empty,
    /// The last backup is recent enough.
    Safe,
    /// It is time for one.
    Due,
}

/// Whether a backup is due: after seven days or fifty changes (U25).
#[must_use]
pub(super) fn safety(backup: &Backup, now: i64) -> Safety {
    let old = backup.last.is_none_or(|last| now - last >= 7 * DAY);
    match backup.changes_since {
        0 if backup.last.is_none() => Safety::Empty,
        50.. => Safety::Due,
        1.. if old && backup.last.is_some() => Safety::Due,
        _ => Safety::Safe,
    }
}

/// What the pill says in its second line.
fn words(session: Session, backup: &Backup) -> String {
    let now = session.now();
    let changes = || session.tw(key::SAFETY_CHANGES, &[("n", Arg::from(backup.changes_since))]);
    match (safety(backup, now.instant), backup.last) {
        _ if session.is_aside() => session.t(key::SAFETY_DEMO),
        (Safety::Empty, _) => session.t(key::SAFETY_NONE_NEEDED),
        (Safety::Due, _) => format!("{} · {}", session.t(key::SAFETY_DUE), changes()),
        (Safety::Safe, None) => session.t(key::SAFETY_NEVER),
        (Safety::Safe, Some(last)) => match now.today().signed_duration_since(now.date_of(last)).num_days() {
            days @ 1.. => session.tw(key::SAFETY_DAYS, &[("n", days.into())]),
            _ => session.t(key::SAFETY_TODAY),
        },
    }
}

/// Sets a restore point, perhaps with a name, and says so.
pub fn set_point(session: Session, name: String) {
    leptos::task::spawn_local(async move {
        let set = session.workspace().set_point(&name, session.now().instant).await;
        let toast = untrack(|| match set {
            Ok(()) if name.trim().is_empty() => Toast::noted(session.t(key::DONE_POINT)),
            Ok(()) => Toast::noted(session.tw(key::DONE_POINT_NAMED, &[("name", name.trim().to_owned().into())])),
            Err(error) => Toast::failed(session.t(&error.to_string())),
        });
        session.toasts.show(toast);
        session.wake();
    });
}

/// The pill at the foot of the sidebar.
#[component]
pub(super) fn SafetyPill(
    /// Whether only the glyph shows.
    mini: Signal<bool>,
) -> impl IntoView {
    let session = session();
    let actions = expect_context::<FrameActions>();
    let backup = Memo::new(move |_| session.read(|_| session.workspace().backup()));
    let due = move || !session.is_aside() && backup.with(|backup| safety(backup, session.now().instant)) == Safety::Due;
    let second = move || backup.with(|backup| words(session, backup));
    view! {
        <div class="safety" class:due=due>
            <a class="safety-text" href=Route::Checkup.href() title=session.label(key::SAFETY_CHECKUP)>
                <Icon glyph=Glyph::Save/>
                <span>
                    <b>{session.label(key::SAFETY_TITLE)}</b>
                    <span class="meta">{second}</span>
                </span>
            </a>
            <button
                type="button"
                class="safety-do"
                aria-label=session.label(key::SAFETY_BACKUP)
                title=move || {
                    let state = mini.get().then(|| format!("{} · {} · ", session.t(key::SAFETY_TITLE), second()));
                    format!("{}{}", state.unwrap_or_default(), session.t(key::SAFETY_BACKUP))
                }
                on:click=move |_| actions.backup.run(())
            >
                <Icon glyph=Glyph::Download size=IconSize::Small/>
            </button>
        </div>
    }
}

/// Asks for a backup once a day, while one is due.
pub(super) fn nudge(session: Session) {
    Effect::new(move |_| {
        let (backup, now) = (session.backup(), session.now());
        let day = format!("{} {}", now.today(), session.workspace().id());
        if session.is_aside()
            || safety(&backup, now.instant) != Safety::Due
            || pref(NUDGED).is_some_and(|last| last == day)
        {
            return;
        }
        set_pref(NUDGED, Some(&day));
        let words = untrack(|| session.tw(key::SAFETY_NUDGE, &[("n", Arg::from(backup.changes_since))]));
        session.toasts.show(Toast::due(words));
    });
}

/// The day and the workspace of the last nudge.
const NUDGED: &str = "nudged";
