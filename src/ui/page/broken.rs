//! A workspace that cannot be opened: what is wrong, and a file of whatever can still be read.

use super::welcome::LanguageSwitch;
use crate::i18n::{self, Lang, key};
use crate::ui::component::{Button, ButtonVariant, Note, NoteVoice, Tone};
use crate::ui::icon::{BrandMark, Glyph};
use leptos::prelude::*;

/// The page in place of a workspace that cannot be opened.
#[component]
pub fn BrokenPage(
    /// The language.
    lang: RwSignal<Lang>,
    /// What the workspace is called; may be empty.
    name: String,
    /// Message key of why it cannot be opened.
    why: String,
    /// Why the last step did not work.
    #[prop(into)]
    problem: Signal<Option<String>>,
    /// Whether a step is under way.
    #[prop(into)]
    busy: Signal<bool>,
    /// Saves what can be read.
    save: Callback<()>,
    /// Leads to the first run; the workspace stays where it is.
    another: Callback<()>,
) -> impl IntoView {
    let t = move |key: &str| i18n::text(lang.get(), key);
    let title = move || {
        let name = if name.is_empty() { t(key::SETTINGS_UNNAMED) } else { name.clone() };
        i18n::text_with(lang.get(), key::BROKEN_TITLE, &[("name", name.into())])
    };
    view! {
        <main class="welcome">
            <div class="broken">
                <header class="welcome-head">
                    <BrandMark/>
                    <b>{move || t(key::APP_NAME)}</b>
                    <LanguageSwitch lang=lang/>
                </header>
                <h1 class="broken-title" tabindex="-1">{title}</h1>
                <Note tone=Tone::Warn>{move || t(&why)}</Note>
                <p class="welcome-lead">{move || t(key::BROKEN_WHY)}</p>
                {move || problem.get().map(|text| view! { <Note tone=Tone::Danger voice=NoteVoice::Alert>{text}</Note> })}
                <div class="cluster">
                    <Button
                        label=move || t(key::BROKEN_SAVE)
                        variant=ButtonVariant::Primary
                        icon=Glyph::Download
                        busy=busy
                        on_click=move |_| save.run(())
                    />
                    <Button label=move || t(key::BROKEN_AGAIN) on_click=|_| drop(window().location().reload())/>
                    <Button label=move || t(key::SETTINGS_ANOTHER) on_click=move |_| another.run(())/>
                </div>
            </div>
        </main>
    }
}
