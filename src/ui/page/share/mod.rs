//! Share & merge: files out to colleagues, files in with a preview, and the conflicts that are open.

mod brought;
mod disputes;
mod outgoing;

use crate::app::{Document, Idb, Preview, ShareFault, Workspace};
use crate::crm::entity;
use crate::i18n::key;
use crate::platform;
use crate::ui::component::{FileDrop, Note, NoteVoice, Tone};
use crate::ui::frame::catch_focus;
use crate::ui::icon::Glyph;
use crate::ui::session::{Session, session};
use crate::ui::toast::Toast;
use brought::Brought;
use disputes::Disputes;
use leptos::prelude::*;
use leptos::task::spawn_local;
use outgoing::Outgoing;
use web_sys::File;

/// The most bytes of a file: section 2 of the format.
const MAX_BYTES: u64 = 1 << 30;

/// The bytes of a file.
///
/// # Errors
/// The key of a message.
pub async fn bytes_of(file: &File) -> Result<Vec<u8>, String> {
    let read = platform::read(file, MAX_BYTES, |_, _| {}).await;
    read.map_err(|_| key::FILE_IO)?.ok_or_else(|| key::FILE_TOO_LARGE.to_owned())
}

/// What the parts of the page share. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    /// The files that were read and wait for a decision, with what they are called.
    preview: RwSignal<Option<(Preview, Vec<String>)>, LocalStorage>,
    /// Why files could not be read or merged: name of the file and key of a message.
    problems: RwSignal<Vec<(String, String)>>,
    busy: RwSignal<bool>,
}

impl Desk {
    /// Reads files and shows what they would bring. Nothing is written.
    fn look(self, files: Vec<File>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problems.set(Vec::new());
        // Taken now: the page, or all that is open, may be gone when the files are read.
        let workspace = self.session.workspace();
        spawn_local(async move {
            let (mut documents, mut names) = (Vec::new(), Vec::new());
            for file in files {
                match read_one(&workspace, &file).await {
                    Ok(document) => {
                        documents.push(document);
                        names.push(file.name());
                    }
                    Err(key) => self.complain(file.name(), key),
                }
            }
            // The first paint says that work is under way; folding comes after it.
            platform::pause().await;
            if !documents.is_empty() {
                match workspace.preview(documents).await {
                    Ok(preview) => self.preview.set(Some((preview, names))),
                    Err(fault) => self.complain(String::new(), fault.key()),
                }
            }
            self.busy.set(false);
        });
    }

    /// Writes what the preview showed.
    fn merge(self) {
        let Some((preview, _)) = self.preview.get_untracked().filter(|_| !self.busy.get_untracked()) else { return };
        self.busy.set(true);
        let workspace = self.session.workspace();
        spawn_local(async move {
            let (fresh, conflicts) = (preview.fresh, preview.conflicts);
            match workspace.merge(preview, self.session.now().instant).await {
                Ok(()) => {
                    self.preview.set(None);
                    self.session.changed();
                    catch_focus();
                    let args = [("changes", fresh.into()), ("conflicts", conflicts.into())];
                    self.session.toasts.show(Toast::noted(untrack(|| self.session.tw(key::DONE_MERGE, &args))));
                }
                Err(fault) => self.complain(String::new(), fault.key()),
            }
            self.busy.set(false);
        });
    }

    /// Lays the files aside, unless they are being merged.
    fn discard(self) {
        if !self.busy.get_untracked() {
            self.preview.set(None);
            catch_focus();
        }
    }

    fn complain(self, file: String, key: String) {
        self.problems.update(|problems| problems.push((file, key)));
    }
}

/// Reads one file; the error is the key of a message.
async fn read_one(workspace: &Workspace<Idb>, file: &File) -> Result<Document, String> {
    let bytes = bytes_of(file).await?;
    workspace.read_file(&bytes).map_err(|error| ShareFault::File(error).key())
}

/// The page.
#[component]
pub fn SharePage() -> impl IntoView {
    let session = session();
    let desk = Desk {
        session,
        preview: RwSignal::new_local(None),
        problems: RwSignal::new(Vec::new()),
        busy: RwSignal::new(false),
    };
    let problems = move || {
        let one = |(file, key): (String, String)| {
            view! {
                <Note tone=Tone::Danger voice=NoteVoice::Alert>
                    <span>{(!file.is_empty()).then(|| view! { <b>{file}</b>" " })} {session.t(&key)}</span>
                </Note>
            }
        };
        desk.problems.get().into_iter().map(one).collect_view()
    };
    let main = move || match desk.preview.get() {
        Some((preview, names)) => view! { <Brought desk=desk preview=preview names=names/> }.into_any(),
        None => view! { <Disputes session=session/> }.into_any(),
    };
    view! {
        <div class="share">
            <div class="share-side">
                <h1 class="share-title" tabindex="-1">{move || session.t(key::SHARE_TITLE)}</h1>
                <FileDrop
                    glyph=Glyph::Import
                    title=move || session.t(key::SHARE_DROP)
                    detail=move || session.t(key::SHARE_DROP_KINDS)
                    choose=move || session.t(key::SHARE_CHOOSE)
                    accept=".json,.gz,.cove,application/json"
                    busy=desk.busy
                    on_files=UnsyncCallback::new(move |files| desk.look(files))
                />
                <Outgoing session=session/>
                <Note tone=Tone::Info>{move || session.t(key::SHARE_HOW)}</Note>
            </div>
            <div class="share-main">
                <div class="stack">{problems}</div>
                {main}
            </div>
        </div>
    }
}

/// What an entity of the ledger is called; a word of its own where this version does not know it.
fn entity_name(session: Session, key: &str) -> String {
    entity(key).map_or_else(|| key.to_owned(), |table| session.t(table.label))
}
