//! Notices of the system, which are seen outside the page. Whether they may be shown is for the person to say, and
//! asked only behind a click.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

/// Whether notices may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// This browser has none, or none for this page.
    Absent,
    /// The person, or the browser for them, said no.
    Denied,
    /// Nobody was asked yet.
    Open,
    /// They may.
    Given,
}

/// What a notice says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// In large.
    pub title: String,
    /// Below it; may be empty.
    pub text: String,
    /// What it is about: a later notice of the same takes its place.
    pub about: String,
}

/// Whether notices may be shown.
#[must_use]
pub fn leave() -> Leave {
    if !Reflect::has(&js_sys::global(), &"Notification".into()).unwrap_or_default() {
        return Leave::Absent;
    }
    match Notification::permission() {
        NotificationPermission::Granted => Leave::Given,
        NotificationPermission::Denied => Leave::Denied,
        _ => Leave::Open,
    }
}

/// Asks whether notices may be shown. Only from a click.
pub async fn seek_leave() -> Leave {
    if leave() == Leave::Open
        && let Ok(asked) = Notification::request_permission()
    {
        // Whatever came of it, the browser says how it stands.
        let _ = JsFuture::from(asked).await;
    }
    leave()
}

impl Notice {
    /// Shows it; `follow` is called when somebody clicks it. Some browsers of phones show none from a page, and then
    /// nothing happens.
    pub fn show(&self, follow: impl FnOnce() + 'static) {
        let options = NotificationOptions::new();
        options.set_body(&self.text);
        options.set_tag(&self.about);
        let Ok(shown) = Notification::new_with_options(&self.title, &options) else { return };
        let own = shown.clone();
        let follow = Closure::once_into_js(move || {
            // The page may be behind others.
            let _ = web_sys::window().map(|window| window.focus());
            own.close();
            follow();
        });
        shown.set_onclick(follow.dyn_ref());
    }
}
