//! Reminding while the app is open: what falls due at its hour, and once a day what is due without one, as notices of
//! the system (F85). Somebody switches them on in the settings; of several tabs one reminds.

use super::frame::go;
use super::route::Route;
use super::session::Session;
use crate::crm::remind::{Reminders, remind};
use crate::crm::today::Item;
use crate::i18n::{Arg, format, key};
use crate::platform::{self, Leave, Notice, Turn, pref, set_pref};
use leptos::prelude::*;
use std::time::Duration;

/// How often it looks.
const TICK: Duration = Duration::from_secs(20);

/// A minute in milliseconds.
const MINUTE: i64 = 60_000;

/// The preference that holds whether somebody wants to be reminded.
const WANTED: &str = "remind";

/// The preference that holds the day and the workspace of which the day's work was told.
const TOLD: &str = "reminded";

/// Whether somebody wants to be reminded and the browser lets us.
#[must_use]
pub fn is_wanted() -> bool {
    pref(WANTED).is_some() && platform::leave() == Leave::Given
}

/// Notes whether somebody wants to be reminded.
pub fn want(wanted: bool) {
    set_pref(WANTED, wanted.then_some("on"));
}

/// Reminds from now on, as long as the workspace is open.
pub fn begin(session: Session) {
    let turn = StoredValue::new_local(None::<Turn>);
    let since = StoredValue::new(session.now().instant);
    let look = move || {
        let now = session.now();
        let Some(before) = since.try_get_value() else { return };
        if !is_wanted() {
            return since.set_value(now.instant);
        }
        // Nobody stands in line who does not want anything.
        if turn.try_with_value(Option::is_none) == Some(true) {
            turn.set_value(Some(Turn::wait(&format!("remind {}", session.key()))));
        }
        if !turn.with_value(|turn| turn.as_ref().is_some_and(Turn::has_come)) {
            return since.set_value(now.instant);
        }
        let day = format!("{} {}", now.today(), session.key());
        let told = pref(TOLD).filter(|told| *told == day).map(|_| now.today());
        // What has an hour falls due by the minute.
        if told.is_some() && now.instant / MINUTE == before / MINUTE {
            return;
        }
        since.set_value(now.instant);
        if told.is_none() {
            set_pref(TOLD, Some(&day));
        }
        untrack(|| {
            let found = session.read(|view| remind(&view, view.me(), before, told, &now));
            tell(session, &found);
        });
    };
    if let Ok(handle) = set_interval_with_handle(look, TICK) {
        on_cleanup(move || handle.clear());
    }
}

fn tell(session: Session, found: &Reminders) {
    for item in &found.due {
        let clock = item.due.at.and_then(|at| format::local(at, session.now().offset));
        let clock = clock.map(|at| format::time(at.time())).unwrap_or_default();
        let title = session.tw(key::REMIND_NOW, &[("time", clock.into()), ("title", named(session, item).into())]);
        let text = session.read(|view| view.at(&item.at).map(|rec| rec.subtitle().join(" · "))).unwrap_or_default();
        show(title, text, &item.at.id, Route::of(&item.at));
    }
    if !found.today.is_empty() {
        let title = session.tw(key::REMIND_TODAY, &[("n", Arg::from(found.today.len()))]);
        let names: Vec<String> = found.today.iter().take(3).map(|item| named(session, item)).collect();
        show(title, names.join("\n"), "today", Route::Today);
    }
}

fn named(session: Session, item: &Item) -> String {
    session.title_untracked(&item.at)
}

fn show(title: String, text: String, about: &str, to: Route) {
    Notice { title, text, about: about.to_owned() }.show(move || go(&to));
}
