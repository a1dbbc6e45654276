//! Share & merge: files out to colleagues, files in with a preview, and the conflicts that are open.

mod arrivals;
mod brought;
mod desk;
mod disputes;
mod outgoing;
mod records;
mod requests;

use crate::crm::entity;
use crate::i18n::key;
use crate::ui::component::{FileDrop, Note, Tone};
use crate::ui::icon::Glyph;
use crate::ui::session::{Session, session};
use arrivals::{Arrivals, Merged};
use brought::Preview;
use desk::Desk;
use disputes::Disputes;
use leptos::prelude::*;
use outgoing::Outgoing;
use requests::Requests;

/// The page. Files may be dropped anywhere, and pasted as files or as text: the frame hands them over.
#[component]
pub fn SharePage() -> impl IntoView {
    let session = session();
    let desk = Desk::new(session);
    // What was dropped or pasted anywhere, here or on the page before.
    Effect::new(move |_| {
        let files = session.incoming.get();
        if !files.is_empty() {
            session.incoming.set(Vec::new());
            desk.look(files);
        }
    });
    let over = RwSignal::new(false);
    let main = move || match desk.brought.get() {
        Some(brought) => view! { <Preview desk=desk brought=brought/> }.into_any(),
        None => view! { <Requests session=session/> <Disputes session=session/> }.into_any(),
    };
    view! {
        <div
            class="share"
            class:over=over
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |_| over.set(false)
        >
            <div class="share-side">
                <h1 class="share-title" tabindex="-1">{session.label(key::SHARE_TITLE)}</h1>
                <FileDrop
                    glyph=Glyph::Import
                    title=session.label(key::SHARE_DROP)
                    detail=session.label(key::SHARE_DROP_KINDS)
                    choose=session.label(key::SHARE_CHOOSE)
                    accept=".json,.gz,.cove,.zip,application/json"
                    busy=Signal::derive(move || desk.is_busy())
                    on_files=UnsyncCallback::new(move |files| desk.look(files))
                />
                <Outgoing session=session/>
                <Note tone=Tone::Info>{session.label(key::SHARE_HOW)}</Note>
            </div>
            <div class="share-main">
                <Arrivals desk=desk/>
                <Merged desk=desk/>
                {main}
            </div>
        </div>
    }
}

/// What an entity of the ledger is called; a word of its own where this version does not know it.
fn entity_name(session: Session, key: &str) -> String {
    entity(key).map_or_else(|| key.to_owned(), |table| session.t(table.label))
}
