//! The page of a record that is not looked at any more today: what it is called, why, and what can be done.

use crate::crm::Ref;
use crate::crm::veil::Veil;
use crate::i18n::key;
use crate::ui::component::LinkButton;
use crate::ui::route::Route;
use crate::ui::session::session;
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn VeiledPage(
    /// The record.
    at: Ref,
    /// Why.
    veil: Veil,
) -> impl IntoView {
    let session = session();
    let title = move || session.read(|view| view.name_of(&at));
    let pool = veil.pool.clone();
    let why = move || {
        let name = session.read(|view| view.name_of(&pool));
        session.tw(key::VEILED_TEXT, &[("n", veil.per_day.into()), ("place", name.into())])
    };
    let href = Route::Sea(veil.pool.id.to_string()).href();
    view! {
        <div class="page-body narrow stack">
            <h1 tabindex="-1">{title}</h1>
            <p>{why}</p>
            <p><LinkButton label=session.label(key::VEILED_CLAIM) href=href/></p>
            <p class="meta">{session.label(key::VEILED_WHY)}</p>
        </div>
    }
}
