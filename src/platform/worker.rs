//! The worker: a second program beside the page, on a thread of its own, started when there is heavy work
//! and stopped when it is done or no longer wanted. Here are both ends of the wire between the two; what
//! travels on it are words, and files by reference.
//!
//! Everything the worker says is a list: what it is (`ready`, `progress`, `answer`, `failed`), a text, and
//! perhaps a file.

use super::file::Pieces;
use gloo::events::EventListener;
use js_sys::{Array, Function, Promise};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, DedicatedWorkerGlobalScope, Event, MessageEvent, RequestInit, Response, WorkerOptions, WorkerType,
};

/// Why no answer will come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// It was stopped from here.
    Stopped,
    /// It could not be loaded, or it died.
    Failed,
}

/// A worker, seen from the page. Dropping stops it.
pub struct Worker {
    shared: Rc<Shared>,
    _listeners: [EventListener; 2],
}

struct Shared {
    worker: web_sys::Worker,
    /// Set once there is nobody left to ask.
    gone: Cell<Option<Gone>>,
    /// What settles the promise of the answer that is waited for.
    waiting: RefCell<Option<(Function, Function)>>,
    /// Told of progress meanwhile.
    progress: RefCell<Box<dyn Fn(String)>>,
}

impl Worker {
    /// Starts the worker that the page names, and waits until it can be asked.
    ///
    /// # Errors
    /// It cannot be loaded.
    pub async fn start() -> Result<Worker, Gone> {
        let url = named().await.ok_or(Gone::Failed)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = web_sys::Worker::new_with_options(&url, &options).map_err(|_| Gone::Failed)?;
        let shared = Rc::new(Shared {
            worker,
            gone: Cell::new(None),
            waiting: RefCell::default(),
            progress: RefCell::new(Box::new(|_| ())),
        });
        let (heard, failed) = (shared.clone(), shared.clone());
        let hear = move |event: &Event| {
            let said: Array = event.unchecked_ref::<MessageEvent>().data().unchecked_into();
            match said.get(0).as_string().as_deref() {
                Some("progress") => (heard.progress.borrow())(said.get(1).as_string().unwrap_or_default()),
                Some("failed") => heard.end(Gone::Failed),
                _ => heard.settle(Ok(said)),
            }
        };
        let listeners = [
            EventListener::new(&shared.worker, "message", hear),
            EventListener::new(&shared.worker, "error", move |_| failed.end(Gone::Failed)),
        ];
        let worker = Worker { shared, _listeners: listeners };
        worker.answer().await?;
        Ok(worker)
    }

    /// Asks, and waits for the answer: a text, and perhaps a file. One thing at a time.
    ///
    /// # Errors
    /// The worker is gone.
    pub async fn ask(
        &self,
        text: &str,
        file: Option<&Blob>,
        progress: impl Fn(String) + 'static,
    ) -> Result<(String, Option<Blob>), Gone> {
        drop(self.shared.progress.replace(Box::new(progress)));
        // What cannot be sent is a file that went away.
        let sent = self.shared.worker.post_message(&Array::of2(&text.into(), &file.into()));
        sent.map_err(|_| Gone::Failed)?;
        let said = self.answer().await;
        drop(self.shared.progress.replace(Box::new(|_| ())));
        let said = said?;
        Ok((said.get(1).as_string().unwrap_or_default(), said.get(2).dyn_into().ok()))
    }

    /// Stops it in the middle of whatever it does. Who waits for an answer is told.
    pub fn stop(&self) {
        self.shared.end(Gone::Stopped);
    }

    async fn answer(&self) -> Result<Array, Gone> {
        let shared = &self.shared;
        let promise = Promise::new(&mut |resolve, reject| {
            shared.waiting.replace(Some((resolve, reject)));
        });
        if let Some(gone) = shared.gone.get() {
            return Err(gone);
        }
        let said = JsFuture::from(promise).await;
        said.map(JsValue::unchecked_into).map_err(|_| shared.gone.get().unwrap_or(Gone::Failed))
    }
}

impl Shared {
    fn settle(&self, said: Result<Array, JsValue>) {
        if let Some((resolve, reject)) = self.waiting.take() {
            // Settling a promise cannot fail.
            let _ = match said {
                Ok(said) => resolve.call1(&JsValue::NULL, &said),
                Err(reason) => reject.call1(&JsValue::NULL, &reason),
            };
        }
    }

    fn end(&self, gone: Gone) {
        if self.gone.get().is_none() {
            self.gone.set(Some(gone));
            self.worker.terminate();
            self.settle(Err(JsValue::NULL));
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The address of the worker that the page names. Workers are started without a look at what they are, so
/// that look is taken here; the worker's own script does the same for what it loads.
async fn named() -> Option<String> {
    let window = web_sys::window()?;
    let script = window.document()?.query_selector("script[data-worker]").ok()??;
    let url = script.get_attribute("data-worker")?;
    let check = RequestInit::new();
    check.set_integrity(&script.get_attribute("data-worker-integrity").unwrap_or_default());
    let response = JsFuture::from(window.fetch_with_str_and_init(&url, &check)).await.ok()?;
    response.dyn_into::<Response>().ok()?.ok().then_some(url)
}

/// The worker's own end of the wire.
#[derive(Clone)]
pub struct Wire(DedicatedWorkerGlobalScope);

impl Wire {
    /// Listens for as long as the worker lives; `hear` gets each text and file. The page may ask from now on.
    pub fn open(hear: impl Fn(Wire, String, Option<Blob>) + 'static) {
        let wire = Wire(js_sys::global().unchecked_into());
        let own = wire.clone();
        let listen = move |event: &Event| {
            let asked: Array = event.unchecked_ref::<MessageEvent>().data().unchecked_into();
            hear(own.clone(), asked.get(0).as_string().unwrap_or_default(), asked.get(1).dyn_into().ok());
        };
        EventListener::new(&wire.0, "message", listen).forget();
        wire.say("ready", "", &JsValue::NULL);
    }

    /// Says how far it is.
    pub fn progress(&self, text: &str) {
        self.say("progress", text, &JsValue::NULL);
    }

    /// Answers what was asked, with the file that belongs to the answer, if one does.
    pub fn answer(&self, text: &str, file: &Pieces) {
        // Where there is no memory for the file, its absence says so.
        self.say("answer", text, &file.whole().into());
    }

    fn say(&self, what: &str, text: &str, file: &JsValue) {
        // Words and files can always be sent.
        let _ = self.0.post_message(&Array::of3(&what.into(), &text.into(), file));
    }
}
