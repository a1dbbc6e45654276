//! The page of an address that leads nowhere: says so, and where to go on.

use crate::i18n::key;
use crate::ui::component::LinkButton;
use crate::ui::route::Route;
use crate::ui::session::session;
use leptos::prelude::*;

/// Nothing is here.
#[component]
pub fn MissingPage() -> impl IntoView {
    let session = session();
    view! {
        <div class="page-body narrow stack">
            <h1 tabindex="-1">{session.label(key::MISSING_TITLE)}</h1>
            <p>{session.label(key::MISSING_TEXT)}</p>
            <p><LinkButton label=session.label(key::MISSING_BACK) href=Route::Today.href()/></p>
        </div>
    }
}
