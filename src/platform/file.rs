//! Files in and out: what was chosen or dropped, read in pieces, and downloads.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, ClipboardEvent, DragEvent, EventTarget, File, FileList, HtmlAnchorElement, HtmlInputElement,
    HtmlTextAreaElement, Url, Window,
};

/// How much is read between two reports of progress, in bytes.
const PIECE: u32 = 4 << 20;

/// How long a download may take to begin. Safari starts some time after the click.
const GRACE_MS: u32 = 60_000;

/// The files chosen in a file input, which is emptied so that the same file can be chosen again.
#[must_use]
pub fn chosen(input: &HtmlInputElement) -> Vec<File> {
    let files = list(input.files());
    input.set_value("");
    files
}

/// The files dropped onto the page.
#[must_use]
pub fn dropped(event: &DragEvent) -> Vec<File> {
    list(event.data_transfer().and_then(|data| data.files()))
}

/// What was pasted: files, or a text that fits as a file of the name given. A paste into a field is the
/// field's own.
#[must_use]
pub fn pasted(event: &ClipboardEvent, name: &str, fits: impl Fn(&str) -> bool) -> Vec<File> {
    let in_field = |target: EventTarget| match target.dyn_ref::<HtmlInputElement>() {
        Some(input) => !matches!(input.type_().as_str(), "checkbox" | "radio" | "file" | "button"),
        None => target.dyn_ref::<HtmlTextAreaElement>().is_some(),
    };
    let Some(data) = event.clipboard_data().filter(|_| !event.target().is_some_and(in_field)) else {
        return Vec::new();
    };
    let files = list(data.files());
    if !files.is_empty() {
        return files;
    }
    let text = data.get_data("text/plain").unwrap_or_default();
    // A blank at the end or the beginning of a row is an empty cell.
    let text = text.trim_matches(['\r', '\n']);
    if text.trim().is_empty() || !fits(text.trim()) {
        return Vec::new();
    }
    let file = File::new_with_str_sequence(&js_sys::Array::of1(&text.into()), name);
    file.into_iter().filter(|file| file.size() > 0.0).collect()
}

/// Keeps the browser from opening a file that was dropped beside the place for it, which would leave
/// the page, and hands it to `take` instead. Lasts as long as what it returns.
pub fn keep_page(window: &Window, take: impl Fn(Vec<File>) + 'static) -> [EventListener; 2] {
    let take = std::rc::Rc::new(take);
    ["dragover", "drop"].map(|kind| {
        let take = take.clone();
        EventListener::new_with_options(window, kind, EventListenerOptions::enable_prevent_default(), move |event| {
            let Some(event) = event.dyn_ref::<DragEvent>() else { return };
            let data = event.data_transfer();
            // What fell on a place of its own was taken there.
            let taken = event.default_prevented();
            if data.is_some_and(|data| data.types().includes(&JsValue::from("Files"), 0)) {
                event.prevent_default();
                let files = if kind == "drop" && !taken { dropped(event) } else { Vec::new() };
                if !files.is_empty() {
                    take(files);
                }
            }
        })
    })
}

fn list(files: Option<FileList>) -> Vec<File> {
    files.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect()).unwrap_or_default()
}

/// Reads a file whole, in pieces, telling before each how many bytes of how many are read. `None` if it
/// is over the limit, or there is no memory for it.
///
/// # Errors
/// What the browser says, for example that the file changed or went away meanwhile.
pub async fn read(file: &Blob, limit: u64, progress: impl Fn(u64, u64)) -> Result<Option<Vec<u8>>, String> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in bytes")]
    let size = file.size() as u64;
    let mut bytes = Vec::new();
    if size > limit || usize::try_from(size).map_or(true, |size| bytes.try_reserve_exact(size).is_err()) {
        return Ok(None);
    }
    let mut at = 0.0;
    while (bytes.len() as u64) < size {
        progress(bytes.len() as u64, size);
        let piece = file.slice_with_f64_and_f64(at, at + f64::from(PIECE)).map_err(said)?;
        let buffer = JsFuture::from(piece.array_buffer()).await.map_err(said)?;
        let piece = Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>());
        if piece.length() == 0 {
            return Err(String::new());
        }
        bytes.extend(piece.to_vec());
        at += f64::from(PIECE);
    }
    progress(size, size);
    Ok(Some(bytes))
}

/// Hands bytes to the browser as a download under a name.
///
/// # Errors
/// What the browser says.
pub fn download(name: &str, bytes: &[u8], mime: &str) -> Result<(), String> {
    offer(name, &blob(bytes, mime)?)
}

/// Bytes as a file of the browser's, which is handed on without being copied.
///
/// # Errors
/// What the browser says, for example that there is no memory for it.
pub fn blob(bytes: &[u8], mime: &str) -> Result<Blob, String> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let content = js_sys::Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence_and_options(&content, &options).map_err(said)
}

/// A file that grows piece by piece, each of which is the browser's at once: none stays in the program's
/// memory, which never becomes smaller.
#[derive(Default)]
pub struct Pieces {
    pieces: js_sys::Array,
    /// There was no memory for one.
    lacks: bool,
}

impl Extend<Vec<u8>> for Pieces {
    fn extend<T: IntoIterator<Item = Vec<u8>>>(&mut self, pieces: T) {
        for piece in pieces {
            match blob(&piece, "") {
                Ok(piece) => drop(self.pieces.push(&piece)),
                Err(_) => self.lacks = true,
            }
        }
    }
}

impl Pieces {
    /// The file; `None` if nothing was written, or there was no memory for it.
    #[must_use]
    pub fn whole(&self) -> Option<Blob> {
        let whole = (self.pieces.length() > 0 && !self.lacks).then(|| Blob::new_with_blob_sequence(&self.pieces));
        whole?.ok()
    }
}

/// An address of bytes that this page holds, until it is dropped.
#[derive(Debug)]
pub struct Address(String);

impl Address {
    /// The address of bytes of a type.
    ///
    /// # Errors
    /// What the browser says, for example that there is no memory for it.
    pub fn of(bytes: &[u8], mime: &str) -> Result<Address, String> {
        Url::create_object_url_with_blob(&blob(bytes, mime)?).map(Address).map_err(said)
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for Address {
    fn drop(&mut self) {
        // What was opened by it in another tab is held there.
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// Hands a file to the browser as a download under a name.
///
/// # Errors
/// What the browser says.
pub fn offer(name: &str, file: &Blob) -> Result<(), String> {
    let url = Url::create_object_url_with_blob(file).map_err(said)?;
    let document = web_sys::window().and_then(|window| window.document()).ok_or_else(String::new)?;
    let anchor: HtmlAnchorElement = document.create_element("a").map_err(said)?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    Timeout::new(GRACE_MS, move || drop(Url::revoke_object_url(&url))).forget();
    Ok(())
}

/// What an error says of itself.
fn said(error: JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message())).unwrap_or_default()
}
