//! What a field of the program is called here, in both languages.

use super::Row;
use crate::crm::Edits;
use crate::crm::custom::CUSTOM_FIELD;
use crate::crm::custom::tables::{builtin, builtin_id};
use crate::i18n::{Lang, key, text};
use crate::ledger::Value;
use crate::ui::component::{self, Button, ButtonVariant, Dialog, TextInput};
use crate::ui::session::session;
use leptos::prelude::*;

/// Asks for the names. Blank ones are those of the program.
#[component]
pub(super) fn Rename(
    /// The field that is called otherwise; the dialog is open while there is one.
    renaming: RwSignal<Option<Row>>,
) -> impl IntoView {
    let session = session();
    let (open, own, english) = (RwSignal::new(false), RwSignal::new(String::new()), RwSignal::new(String::new()));
    // What the program calls it.
    let usual = RwSignal::new("");
    Effect::new(move |_| {
        let row = renaming.get();
        if let Some(row) = &row {
            let (name, name_en) = untrack(|| {
                session.read(|view| {
                    let about = view.get(CUSTOM_FIELD.key, &builtin_id(row.of, row.key));
                    let said = |field: &str| about.as_ref().map(|rec| rec.text(field).to_owned()).unwrap_or_default();
                    (said("name"), said("name_en"))
                })
            });
            own.set(name);
            english.set(name_en);
            let plain = crate::crm::entity(row.of).and_then(|table| table.field(row.key));
            usual.set(plain.map_or("", |field| field.label));
        }
        open.set(row.is_some());
    });
    let save = move || {
        let Some(row) = renaming.get_untracked() else { return };
        let said = |text: String| if text.trim().is_empty() { Value::Null } else { Value::from(text.trim()) };
        let names = [("name", said(own.get_untracked())), ("name_en", said(english.get_untracked()))];
        let make = move |_: &crate::crm::View<'_>| {
            let mut edits = Edits::new();
            builtin(&mut edits, row.of, row.key, &names);
            Ok(edits)
        };
        session.act("edit", key::DONE_FIELD_RENAMED, make, move |done| {
            if done.is_ok() {
                let _ = open.try_set(false);
            }
        });
    };
    let title = move || session.tw(key::FIELDS_RENAME, &[("field", session.t(usual.get()).into())]);
    let footer = move || {
        view! {
            <Button label=session.label(key::CANCEL) on_click=move |_| open.set(false)/>
            <Button label=session.label(key::FORM_SAVE) variant=ButtonVariant::Primary on_click=move |_| save()/>
        }
    };
    let hint = move |lang: Lang| Signal::derive(move || Some(text(lang, usual.get())));
    view! {
        <Dialog
            open=open
            title=title
            close_label=session.label(key::CLOSE)
            footer=footer
            on_close=move |()| renaming.set(None)
        >
            <form
                class="stack"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    save();
                }
            >
                <p class="meta">{session.label(key::FIELDS_RENAME_WHY)}</p>
                <component::Field label=session.label(key::CUSTOM_NAME)>
                    <TextInput value=own placeholder=hint(Lang::Zh)/>
                </component::Field>
                <component::Field label=session.label(key::CUSTOM_NAME_EN)>
                    <TextInput value=english placeholder=hint(Lang::En)/>
                </component::Field>
                <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
            </form>
        </Dialog>
    }
}
