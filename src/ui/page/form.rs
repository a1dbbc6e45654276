//! The create form of any entity: what matters first, the rest on demand, and a draft that is kept
//! until the record is saved or the draft thrown away.

use super::record::alike::{AlikeNote, alike_in};
use crate::app::shortcut::Act;
use crate::crm::Entity;
use crate::crm::duplicate::{Degree, Match};
use crate::crm::input;
use crate::crm::schema::{Field, Kind};
use crate::i18n::key;
use crate::ledger::hash;
use crate::ui::component::{Button, ButtonVariant, Fold, Note, Tone};
use crate::ui::draft::Draft;
use crate::ui::field::{ErrorSummary, FieldRow, Form, text};
use crate::ui::frame::{go_quietly, landing};
use crate::ui::route::Route;
use crate::ui::session::session;
use crate::ui::shortcut::keyboard;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The create form.
#[component]
pub fn FormPage(
    /// What is made.
    table: &'static Entity,
    /// Fields filled in by the address, such as the customer of a new contact.
    filled: Vec<(String, String)>,
) -> impl IntoView {
    let session = session();
    let table = session.table(table);
    let keyboard = keyboard();
    keyboard.heard_in_place(Act::Submit);
    let form = Form::new(session, "new", asked(table));
    let given = given(table, filled);
    let name = draft_name(table, &given);
    let given = StoredValue::new(given);
    let begun = landing().is_begun();
    form.fill(&given.get_value());
    let draft = Draft::keep(session, &name, form);
    // What the address says holds over what a draft says.
    form.fill(&given.get_value());
    let attempts = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    let alike = alike_in(form, table);
    // One of the same kind that is likely the same: then this is to be meant.
    let meant = Signal::derive(move || {
        let same = |found: &Match| found.degree <= Degree::Likely && *found.at.entity == *table.key;
        session.t(if alike.with(|alike| alike.iter().any(same)) { key::FORM_SAVE_ANYWAY } else { key::FORM_SAVE })
    });
    let restored = RwSignal::new(draft.restored);

    let submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        let Some(args) = form.read(session) else {
            attempts.update(|attempts| *attempts += 1);
            return;
        };
        busy.set(true);
        session.create(table, args, move |done| {
            let _ = busy.try_set(false);
            match done {
                Ok(done) => {
                    draft.close();
                    // What was made for another record is seen beside it.
                    if begun {
                        back();
                    } else if let Some(at) = done.created.iter().find(|at| *at.entity == *table.key) {
                        // Back leads to where the form was called from, not to a blank form.
                        go_quietly(session, Route::of(at));
                    }
                }
                Err(fault) => {
                    form.fault(fault);
                    let _ = attempts.try_update(|attempts| *attempts += 1);
                }
            }
        });
    });
    let discard = move |_| {
        for entry in form.entries() {
            entry.text.set(String::new());
            entry.fault.set(None);
        }
        form.fill(&given.get_value());
        draft.forget();
        restored.set(false);
        attempts.set(0);
    };
    let rows = |quick: bool| {
        let entries = form.entries().into_iter().filter(move |entry| entry.field.quick == quick);
        let row =
            |entry| view! { <FieldRow entry=entry form=form.name hidden=Signal::derive(move || !form.suits(entry))/> };
        entries.map(row).collect::<Vec<_>>()
    };
    let (first, rest) = (rows(true), rows(false));
    let filled_rest =
        form.entries().iter().any(|entry| !entry.field.quick && !entry.text.with_untracked(String::is_empty));
    let count = rest.len();
    view! {
        <form
            class="page-form"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                submit.run(());
            }
            on:keydown=move |event| {
                if keyboard.asks(&event, Act::Submit) {
                    event.prevent_default();
                    submit.run(());
                }
            }
        >
            <div class="page-body narrow stack">
                <h1 tabindex="-1">
                    {move || session.tw(key::FORM_TITLE, &[("entity", session.t(table.label).into())])}
                </h1>
                {move || {
                    restored
                        .get()
                        .then(|| {
                            view! {
                                <Note tone=Tone::Info>
                                    <span>{session.t(key::FORM_RESTORED)}</span>
                                    <Button
                                        label=session.label(key::FORM_DISCARD)
                                        variant=ButtonVariant::Link
                                        on_click=discard
                                    />
                                </Note>
                            }
                        })
                }}
                <ErrorSummary form=form attempts=attempts/>
                <div class="form-grid">{first}</div>
                {(count > 0)
                    .then(|| {
                        view! {
                            <Fold
                                title=session.label(key::FORM_MORE)
                                meta=Signal::derive(move || {
                                    Some(session.tw(key::FORM_MORE_COUNT, &[("count", count.into())]))
                                })
                                open=filled_rest
                            >
                                <div class="form-grid">{rest}</div>
                            </Fold>
                        }
                    })}
            </div>
            // In sight wherever the form is scrolled to.
            <AlikeNote found=alike/>
            <div class="action-footer">
                <Button label=session.label(key::CANCEL) on_click=move |_| back()/>
                <Button
                    label=meant
                    variant=ButtonVariant::Primary
                    shortcut=Signal::derive(move || keyboard.keys(Act::Submit))
                    busy=busy
                    submit=true
                />
            </div>
        </form>
    }
}

/// Back to where the form was called from. Leaving keeps the draft; that is why there is nothing to ask.
fn back() {
    if let Ok(history) = window().history() {
        let _ = history.back();
    }
}

/// The fields a create form asks for: those that a person types, the quick ones first.
fn asked(table: &'static Entity) -> impl Iterator<Item = &'static Field> {
    let typed = |field: &&Field| field.is_stored() && (!field.managed || field.required || field.quick);
    let quick = table.fields.iter().filter(typed).filter(|field| field.quick);
    quick.chain(table.fields.iter().filter(typed).filter(|field| !field.quick))
}

/// What the draft is kept under. What was written elsewhere and brought here is no part of what was begun by hand.
fn draft_name(table: &Entity, given: &BTreeMap<String, String>) -> String {
    let name = format!("new {}", table.key);
    let brought = table.title.iter().any(|key| given.contains_key(*key)) || given.len() > 2;
    let told = || given.iter().map(|(key, text)| format!("{key}={text};")).collect::<String>();
    if brought { format!("{name} {}", &hash::hex(&hash::hash(&told()))[..16]) } else { name }
}

/// What the address fills in. A link is given by its id alone, a choice by its key or one of its words.
fn given(table: &'static Entity, filled: Vec<(String, String)>) -> BTreeMap<String, String> {
    let session = session();
    let read = |(key, value): (String, String)| {
        let field = table.field(&key)?;
        let text = match field.kind {
            Kind::Link(entities) => untrack(|| session.read(|view| text::link_by_id(&view, entities, &value)))?,
            Kind::Choice(_) => input::parse(field, &value, "").ok()?.as_text()?.to_owned(),
            _ => value,
        };
        Some((key, text))
    };
    filled.into_iter().filter_map(read).collect()
}
