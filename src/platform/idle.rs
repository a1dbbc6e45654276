//! Waiting: for the browser to be idle, or just long enough to let it paint.

use gloo::timers::future::TimeoutFuture;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The longest wait for idle time, in milliseconds.
const PATIENCE_MS: u32 = 5_000;

/// The wait where a browser cannot tell when it is idle (Safari), in milliseconds.
const GUESS_MS: u32 = 200;

/// Waits until the browser has nothing better to do, or has been busy for too long.
pub async fn idle() {
    let window = js_sys::global();
    let request = Reflect::get(&window, &"requestIdleCallback".into()).map(JsValue::dyn_into::<Function>);
    let Ok(Ok(request)) = request else {
        return TimeoutFuture::new(GUESS_MS).await;
    };
    let promise = Promise::new(&mut |resolve, _| {
        let options = Object::new();
        let set = Reflect::set(&options, &"timeout".into(), &PATIENCE_MS.into());
        if set.and_then(|_| request.call2(&window, &resolve, &options)).is_err() {
            // Then it is idle now, as far as anyone can tell.
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    // The promise is never rejected.
    let _ = JsFuture::from(promise).await;
}

/// Lets the browser paint and answer the person: to be awaited between slices of long work.
pub async fn pause() {
    TimeoutFuture::new(0).await;
}
