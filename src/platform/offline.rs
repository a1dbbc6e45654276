//! Working without a network: the service worker (`public/sw.js`) keeps the published files, and a new
//! version of them waits until somebody wants it. Where there are no service workers, the app works as long
//! as it can be loaded.

use gloo::events::EventListener;
use gloo::timers::callback::Interval;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    RegistrationOptions, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
    ServiceWorkerUpdateViaCache,
};

/// How often a page that stays open asks for a new version, in milliseconds.
const EACH_MS: u32 = 3_600_000;

/// What becomes of the published files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// A new version has been fetched whole, and waits.
    Waiting,
    /// A new version has taken over, here or by another tab: the page is to be loaded again.
    TakenOver,
}

/// The link to the service worker; it ends when dropped.
pub struct Offline {
    registration: ServiceWorkerRegistration,
    _listeners: Vec<EventListener>,
    _clock: Interval,
}

impl Offline {
    /// Lets the service worker keep the files, and tells of new versions. `None` where the browser has no
    /// service workers or refuses them.
    pub async fn keep(tell: impl Fn(News) + 'static) -> Option<Offline> {
        let container = container()?;
        let options = RegistrationOptions::new();
        options.set_update_via_cache(ServiceWorkerUpdateViaCache::None);
        // Where one has the page already it is not registered again: that would call back one that is leaving.
        let had = container.controller().is_some();
        let registered = match container.controller() {
            Some(_) => container.get_registration(),
            None => container.register_with_options("sw.js", &options),
        };
        let registration: ServiceWorkerRegistration = JsFuture::from(registered).await.ok()?.dyn_into().ok()?;
        let tell: Rc<dyn Fn(News)> = Rc::new(tell);
        let looked = (registration.clone(), container.clone());
        let is_waiting = move || looked.0.waiting().is_some() && looked.1.controller().is_some();
        if had && is_waiting() {
            tell(News::Waiting);
        }

        // The first service worker of all takes over too, and changes nothing.
        let ran = Cell::new(container.controller().is_some());
        let taken = tell.clone();
        let took_over = EventListener::new(&container, "controllerchange", move |_| {
            if ran.replace(true) {
                taken(News::TakenOver);
            }
        });
        let source = registration.clone();
        let found = EventListener::new(&registration, "updatefound", move |_| {
            // The first of all is no news; WebKit says that it waits when it has the page already.
            let Some(worker) = source.installing().filter(|_| source.active().is_some()) else { return };
            let (tell, is_waiting) = (tell.clone(), is_waiting.clone());
            let watch = EventListener::new(&worker.clone(), "statechange", move |_| {
                if worker.state() == ServiceWorkerState::Installed && is_waiting() {
                    tell(News::Waiting);
                }
            });
            // It lives as long as the service worker that it listens to.
            watch.forget();
        });
        let (shown, hourly) = (registration.clone(), registration.clone());
        let back = super::on_visibility(move |hidden| {
            if !hidden {
                look(&shown);
            }
        });
        Some(Offline {
            registration,
            _listeners: [Some(took_over), Some(found), back].into_iter().flatten().collect(),
            _clock: Interval::new(EACH_MS, move || look(&hourly)),
        })
    }

    /// Lets the version that waits take over, in all tabs.
    pub fn take_over(&self) {
        if let Some(waiting) = self.registration.waiting() {
            // It is gone if another tab was faster.
            let _ = waiting.post_message(&JsValue::from_str("take over"));
        }
    }
}

/// Asks for a new version; nothing happens without a network.
fn look(registration: &ServiceWorkerRegistration) {
    if let Ok(promise) = registration.update() {
        wasm_bindgen_futures::spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}

/// The browser's service workers; it may have none, as in a private window.
fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let found = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    found.dyn_into().ok()
}
