//! What a field of the program is called here, in both languages, and in which states it must be filled in.

use super::Row;
use crate::crm::Edits;
use crate::crm::custom::tables::{builtin, builtin_id, can_need};
use crate::crm::custom::{CUSTOM_FIELD, DEAL_STAGES, LEAD_STATES};
use crate::crm::input;
use crate::crm::schema::{Field, Kind};
use crate::i18n::{Lang, key, text};
use crate::ledger::Value;
use crate::ui::component::{self, Button, ButtonVariant, CheckChips, Choice, Dialog, TextInput};
use crate::ui::session::session;
use leptos::prelude::*;

/// Asks for the names, of which blank ones are those of the program, and for the states.
#[component]
pub(super) fn Rename(
    /// The field that is called otherwise; the dialog is open while there is one.
    renaming: RwSignal<Option<Row>>,
) -> impl IntoView {
    let session = session();
    let open = RwSignal::new(false);
    let [own, english, states] = [(); 3].map(|()| RwSignal::new(String::new()));
    // The field that says in which states it is needed, where it can be.
    let stated = RwSignal::new(None::<&'static Field>);
    // What the program calls it.
    let usual = RwSignal::new("");
    Effect::new(move |_| {
        let row = renaming.get();
        if let Some(row) = &row {
            let plain = crate::crm::entity(row.of).and_then(|table| table.field(row.key));
            let asks =
                [LEAD_STATES, DEAL_STAGES].iter().find(|field| field.only.is_some_and(|(_, of)| of.contains(&row.of)));
            let asks = asks.filter(|_| plain.is_some_and(can_need));
            let (name, name_en, needed) = untrack(|| {
                session.read(|view| {
                    let about = view.get(CUSTOM_FIELD.key, &builtin_id(row.of, row.key));
                    let said = |field: &str| about.as_ref().map(|rec| rec.text(field).to_owned()).unwrap_or_default();
                    let needed = about.as_ref().zip(asks).map(|(rec, field)| rec.tags(field.key));
                    let needed = needed.into_iter().flatten().collect::<Vec<_>>().join(", ");
                    (said("name"), said("name_en"), needed)
                })
            });
            own.set(name);
            english.set(name_en);
            states.set(needed);
            stated.set(asks);
            usual.set(plain.map_or("", |field| field.label));
        }
        open.set(row.is_some());
    });
    let save = move || {
        let Some(row) = renaming.get_untracked() else { return };
        let said = |text: String| if text.trim().is_empty() { Value::Null } else { Value::from(text.trim()) };
        let names = [("name", said(own.get_untracked())), ("name_en", said(english.get_untracked()))];
        let needed: Vec<Value> =
            states.with_untracked(|states| states.split(", ").filter(|key| !key.is_empty()).map(Value::from).collect());
        let make = move |view: &crate::crm::View<'_>| {
            let mut edits = Edits::new();
            builtin(&mut edits, row.of, row.key, &names);
            if let Some(field) = stated.get_untracked() {
                let id = builtin_id(row.of, row.key);
                let about = view.get(CUSTOM_FIELD.key, &id);
                input::write(&mut edits, CUSTOM_FIELD.key, &id, about.as_ref(), field, Value::List(needed.clone()));
            }
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
                {move || {
                    stated.get().map(|field| {
                        let choices = Signal::derive(move || {
                            let Kind::Choices(choices) = field.kind else { return Vec::new() };
                            choices.iter().map(|choice| Choice::new(choice.key, session.t(choice.label))).collect()
                        });
                        view! {
                            <component::Field label=session.label(field.label)>
                                <CheckChips value=states label=session.label(field.label) choices=choices/>
                            </component::Field>
                        }
                    })
                }}
                <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
            </form>
        </Dialog>
    }
}
