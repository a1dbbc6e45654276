//! What protects the page: whether the browser really does what our policy asks of it. Asking is not enough,
//! for a host may have dropped a header: something that must be refused is tried.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::future::TimeoutFuture;
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomParser, SupportedType};

/// A style that changes nothing, in the page where the policy allows none. Its hash is in the console's
/// complaint, by which tests know it for what it is.
const STYLE: &str = ".cove-checkup{--refused:0}";
/// Markup that could run, for a parser that runs nothing.
const MARKUP: &str = "<script></script>";
/// How long the browser may take to say that it refused something, in milliseconds.
const PATIENCE_MS: u32 = 1_000;
/// How long what is said by another policy may take after that.
const GRACE_MS: u32 = 100;

/// Whether the page is served in a way that lets it use everything it needs: by TLS, or from this device.
#[must_use]
pub fn is_secure() -> bool {
    Reflect::get(&js_sys::global(), &"isSecureContext".into()).is_ok_and(|secure| secure.is_truthy())
}

/// Whether the content security policy is enforced: a style that it does not allow is refused.
pub async fn refuses_style() -> bool {
    let window = web_sys::window();
    let document = window.as_ref().and_then(|window| window.document());
    let head = document.as_ref().and_then(|document| document.query_selector("head").ok().flatten());
    let style = document.and_then(|document| document.create_element("style").ok());
    let (Some(window), Some(head), Some(style)) = (window, head, style) else { return false };
    style.set_text_content(Some(STYLE));
    let mut listener = None;
    let said = Promise::new(&mut |resolve, _| {
        let hear = move |event: &web_sys::Event| {
            let directive = Reflect::get(event, &"effectiveDirective".into()).ok().and_then(|name| name.as_string());
            if directive.is_some_and(|name| name.starts_with("style-src")) {
                // It is ours, and nobody else's business.
                event.stop_propagation();
                let _ = resolve.call0(&JsValue::NULL);
            }
        };
        let first = EventListenerOptions::run_in_capture_phase();
        listener = Some(EventListener::new_with_options(&window, "securitypolicyviolation", first, hear));
    });
    if head.append_child(&style).is_err() {
        return false;
    }
    let applied = Reflect::get(&style, &"sheet".into()).is_ok_and(|sheet| sheet.is_truthy());
    if !applied {
        // It is listened for until the browser has said so, once for each policy that refuses it (by header
        // and by page), or others would take it for theirs.
        futures_util::future::select(JsFuture::from(said), TimeoutFuture::new(PATIENCE_MS)).await;
        TimeoutFuture::new(GRACE_MS).await;
    }
    style.remove();
    !applied
}

/// Whether trusted types are enforced: markup that could run is refused wherever text becomes markup.
#[must_use]
pub fn refuses_markup() -> bool {
    let parser = DomParser::new().map(|parser| parser.parse_from_string(MARKUP, SupportedType::TextHtml));
    parser.is_ok_and(|parsed| parsed.is_err())
}

/// Whether everything the page loads is named with its hash.
#[must_use]
pub fn checks_integrity() -> bool {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return false };
    let has = |selector: &str, names: &[&str]| {
        let element = document.query_selector(selector).ok().flatten();
        element.is_some_and(|element| {
            names.iter().all(|name| element.get_attribute(name).is_some_and(|hash| hash.starts_with("sha")))
        })
    };
    has("script[data-glue]", &["integrity", "data-glue-integrity", "data-wasm-integrity", "data-worker-integrity"])
        && has("link[rel=stylesheet]", &["integrity"])
}

/// Whether a service worker keeps the page for use without a network; `None` where the browser has none.
pub async fn has_service_worker() -> Option<bool> {
    let get = |object: &JsValue, key: &str| Reflect::get(object, &key.into()).ok();
    let container = get(&get(&js_sys::global(), "navigator")?, "serviceWorker").filter(JsValue::is_object)?;
    let ask = get(&container, "getRegistration")?.dyn_into::<js_sys::Function>().ok()?;
    let promise = ask.call0(&container).ok()?.dyn_into::<Promise>().ok()?;
    let registration = JsFuture::from(promise).await.ok()?;
    Some(get(&registration, "active").is_some_and(|active| active.is_truthy()))
}

/// Puts a text on the clipboard. Says whether the browser took it.
pub async fn copy(text: &str) -> bool {
    let get = |object: &JsValue, key: &str| Reflect::get(object, &key.into()).ok();
    let written = || {
        let clipboard = get(&get(&js_sys::global(), "navigator")?, "clipboard").filter(JsValue::is_object)?;
        let write = get(&clipboard, "writeText")?.dyn_into::<js_sys::Function>().ok()?;
        write.call1(&clipboard, &text.into()).ok()?.dyn_into::<Promise>().ok()
    };
    match written() {
        Some(written) => JsFuture::from(written).await.is_ok(),
        None => false,
    }
}
