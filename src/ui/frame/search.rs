//! The dialog of the palette. What it holds is fetched with the pages of records.

use crate::i18n::key;
use crate::ui::component::{Dialog, DialogKind};
use crate::ui::page;
use crate::ui::session::session;
use leptos::prelude::*;

/// The palette's dialog. It lives as long as the frame and shows while `open`.
#[component]
pub(super) fn Search(
    /// Whether it shows.
    open: RwSignal<bool>,
) -> impl IntoView {
    let session = session();
    view! {
        <Dialog
            open=open
            kind=DialogKind::Palette
            title=session.label(key::PALETTE_TITLE)
            close_label=session.label(key::SEARCH_CLOSE)
        >
            {page::palette(open)}
        </Dialog>
    }
}
