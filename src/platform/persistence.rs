//! Whether the browser may throw our data away when room is short. Asking can open a question to the
//! person that stays open for ever, so [`persist`] belongs behind a click and its answer is never awaited
//! by anything else.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether the data is safe from being thrown away; `None` where the browser cannot say.
pub async fn is_persisted() -> Option<bool> {
    call("persisted").await
}

/// Asks the browser to keep the data; `None` where it cannot be asked. Only from a click.
pub async fn persist() -> Option<bool> {
    call("persist").await
}

async fn call(method: &str) -> Option<bool> {
    let get = |object: &JsValue, key: &str| Reflect::get(object, &key.into()).ok();
    let manager = get(&get(&js_sys::global(), "navigator")?, "storage")?;
    let promise = get(&manager, method)?.dyn_into::<Function>().ok()?.call0(&manager).ok()?;
    JsFuture::from(promise.dyn_into::<Promise>().ok()?).await.ok()?.as_bool()
}
