//! Share & merge: files out to colleagues, files in with a preview, and the conflicts that are open.

mod brought;
mod disputes;
mod drop_zone;
mod outgoing;

use crate::app::Document;
use crate::app::{Preview, ShareFault, share};
use crate::crm::entity;
use crate::i18n::key;
use crate::platform;
use crate::ui::component::{Note, NoteVoice, Tone};
use crate::ui::session::{Session, session};
use crate::ui::toast::Toast;
use brought::Brought;
use disputes::Disputes;
use drop_zone::DropZone;
use leptos::prelude::*;
use leptos::task::spawn_local;
use outgoing::Outgoing;
use web_sys::File;

/// What the parts of the page share. `Copy`.
#[derive(Clone, Copy)]
struct Desk {
    session: Session,
    /// The files that were read and wait for a decision.
    preview: RwSignal<Option<Preview>, LocalStorage>,
    /// Why files could not be read or merged: name of the file and sentence.
    problems: RwSignal<Vec<(String, String)>>,
    busy: RwSignal<bool>,
}

impl Desk {
    /// Reads files and shows what they would bring. Nothing is written.
    fn look(self, files: Vec<File>) {
        if files.is_empty() || self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problems.set(Vec::new());
        spawn_local(async move {
            let mut documents: Vec<Document> = Vec::new();
            for file in files {
                match read_one(&file).await {
                    Ok(document) => documents.push(document),
                    Err(key) => self.complain(file.name(), &key),
                }
            }
            // The first paint says that work is under way; folding comes after it.
            platform::pause().await;
            if !documents.is_empty() {
                match self.session.workspace().preview(documents).await {
                    Ok(preview) => self.preview.set(Some(preview)),
                    Err(fault) => self.complain(String::new(), &fault.key()),
                }
            }
            self.busy.set(false);
        });
    }

    /// Writes what the preview showed.
    fn merge(self) {
        let Some(preview) = self.preview.get_untracked().filter(|_| !self.busy.get_untracked()) else { return };
        self.busy.set(true);
        spawn_local(async move {
            let (fresh, conflicts) = (preview.fresh, preview.conflicts);
            match self.session.workspace().merge(preview, self.session.now().instant).await {
                Ok(()) => {
                    self.preview.set(None);
                    self.session.changed();
                    let args = [("changes", fresh.into()), ("conflicts", conflicts.into())];
                    self.session.toasts.show(Toast::noted(untrack(|| self.session.tw(key::DONE_MERGE, &args))));
                }
                Err(fault) => self.complain(String::new(), &fault.key()),
            }
            self.busy.set(false);
        });
    }

    fn complain(self, file: String, key: &str) {
        let sentence = untrack(|| self.session.t(key));
        self.problems.update(|problems| problems.push((file, sentence)));
    }
}

/// Reads one file; the error is the key of a message.
async fn read_one(file: &File) -> Result<Document, String> {
    let bytes = platform::read(file, |_, _| {}).await.map_err(|_| "file-io".to_owned())?;
    share::read(&bytes).map_err(|error| ShareFault::File(error).key())
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
        let one = |(file, sentence): (String, String)| {
            view! {
                <Note tone=Tone::Danger voice=NoteVoice::Alert>
                    {(!file.is_empty()).then(|| view! { <b>{file}</b>" " })}
                    {sentence}
                </Note>
            }
        };
        desk.problems.get().into_iter().map(one).collect_view()
    };
    let main = move || match desk.preview.get() {
        Some(preview) => view! { <Brought desk=desk preview=preview/> }.into_any(),
        None => view! { <Disputes session=session/> }.into_any(),
    };
    view! {
        <div class="share">
            <div class="share-side">
                <h1 class="share-title" tabindex="-1">{move || session.t(key::SHARE_TITLE)}</h1>
                <DropZone desk=desk/>
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
