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
            <h1 tabindex="-1">{move || session.t(key::MISSING_TITLE)}</h1>
            <p>{move || session.t(key::MISSING_TEXT)}</p>
            <p><LinkButton label=move || session.t(key::MISSING_BACK) href=Route::Today.href()/></p>
        </div>
    }
}
