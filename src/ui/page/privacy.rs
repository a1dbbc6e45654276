//! The privacy page: where the data is, who has it, and what roles can and cannot do (X1, X12).

use crate::i18n::key;
use crate::ui::session::session;
use leptos::prelude::*;

/// What the page says, heading by heading.
const PARTS: &[(&str, &str)] = &[
    (key::PRIVACY_WHERE, key::PRIVACY_WHERE_TEXT),
    (key::PRIVACY_NOBODY, key::PRIVACY_NOBODY_TEXT),
    (key::PRIVACY_FILES, key::PRIVACY_FILES_TEXT),
    (key::PRIVACY_ROLES, key::PRIVACY_ROLES_TEXT),
    (key::PRIVACY_ERASE, key::PRIVACY_ERASE_TEXT),
];

/// What leaves this browser: nothing, unless somebody exports it.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let session = session();
    let part = move |(heading, text): &(&'static str, &'static str)| {
        let (heading, text) = (*heading, *text);
        view! {
            <section>
                <h2>{move || session.t(heading)}</h2>
                <p class="prose">{move || session.t(text)}</p>
            </section>
        }
    };
    view! {
        <div class="page-body narrow stack">
            <h1 tabindex="-1">{session.label(key::PRIVACY_TITLE)}</h1>
            {PARTS.iter().map(part).collect_view()}
        </div>
    }
}
