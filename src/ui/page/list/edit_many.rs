//! One field of all ticked records, given a value at once: which field, and what. Of words, some can be
//! added or taken away while the others stay.

use super::List;
use crate::crm::schema::{Field, Kind};
use crate::crm::{Edits, Ref, View, record};
use crate::i18n::{Arg, key};
use crate::ledger::Value;
use crate::ui::component::{self, Button, ButtonVariant, ChipLook, Choice, ChoiceChips, Dialog, Select};
use crate::ui::field::{Entry, FieldInput};
use leptos::prelude::*;

/// What is asked: any field, or one that was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    Field,
    Words(&'static str),
}

/// The fields that can be given to many: those a person may write.
fn editable(list: List) -> Vec<&'static Field> {
    list.table.fields.iter().filter(|field| field.is_shown() && field.is_editable()).collect()
}

/// The field of words that a list's records are tagged with.
pub(super) fn tags(list: List) -> Option<&'static str> {
    let words = |field: &&Field| matches!(field.kind, Kind::Tags);
    editable(list).into_iter().rev().find(words).map(|field| field.key)
}

/// The dialog, while something is asked.
#[component]
pub(super) fn EditMany(list: List, asking: RwSignal<Option<Ask>>) -> impl IntoView {
    let session = list.session;
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let chosen = RwSignal::new(String::new());
    let how = RwSignal::new("add".to_owned());
    Effect::new(move |_| {
        let asked = asking.get();
        if let Some(ask) = asked {
            chosen.set(match ask {
                Ask::Field => String::new(),
                Ask::Words(key) => key.to_owned(),
            });
            how.set("add".to_owned());
        }
        open.set(asked.is_some());
    });
    let entry = RwSignal::new(None::<Entry>);
    Effect::new(move |_| {
        let field = chosen.with(|key| editable(list).into_iter().find(|field| field.key == key));
        entry.set(field.map(|field| Entry::new(session, field)));
    });
    let submit = move || {
        let Some(entry) = entry.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        let Some(value) = entry.read(session) else { return };
        let (key, how) = (entry.field.key, how.get_untracked());
        let words = entry.field.kind.is_set().then_some(how);
        let now = untrack(|| session.now());
        let make = move |view: &View<'_>, slice: &[Ref]| {
            let mut edits = Edits::new();
            for at in slice {
                record::guard(view, at, &now)?;
                let value = match words.as_deref() {
                    Some(how) if how != "set" => joined(view, at, key, &value, how == "add"),
                    _ => value.clone(),
                };
                record::write(&mut edits, view, at, key, value)?;
            }
            Ok(edits)
        };
        busy.set(true);
        open.set(false);
        let targets = untrack(|| list.selection.targets());
        session.act_on("edit", key::DONE_EDIT_MANY, targets, make, move |_| {
            let _ = busy.try_set(false);
        });
    };
    let footer = move || {
        let n = move || Arg::from(list.selection.count());
        view! {
            <Button label=session.label(key::CANCEL) on_click=move |_| open.set(false)/>
            <Button
                label=move || session.tw(key::EDIT_MANY_APPLY, &[("n", n())])
                variant=ButtonVariant::Primary
                busy=busy
                on_click=move |_| submit()
            />
        }
    };
    let fields = move || {
        editable(list).into_iter().map(|field| Choice::new(field.key, session.t(field.label))).collect::<Vec<_>>()
    };
    let hows = move || {
        [("add", key::EDIT_MANY_ADD), ("drop", key::EDIT_MANY_DROP), ("set", key::EDIT_MANY_SET)]
            .map(|(value, word)| Choice::new(value, session.t(word)))
            .to_vec()
    };
    let editor = move || {
        let entry = entry.get()?;
        Some(view! {
            {entry.field.kind
                .is_set()
                .then(|| {
                    view! {
                        <ChoiceChips
                            value=how
                            label=session.label(key::EDIT_MANY_HOW)
                            label_hidden=true
                            choices=Signal::derive(hows)
                            look=ChipLook::Segment
                        />
                    }
                })}
            <component::Field
                label=move || session.t(entry.field.label)
                error=Signal::derive(move || entry.complaint(session))
                required=entry.field.required
            >
                <FieldInput entry=entry/>
            </component::Field>
        })
    };
    view! {
        <Dialog
            open=open
            title=session.label(key::EDIT_MANY)
            close_label=session.label(key::CLOSE)
            footer=footer
            on_close=move |()| asking.set(None)
        >
            <form
                class="stack gap-12"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit();
                }
            >
                <component::Field label=session.label(key::LIST_FILTER_FIELD)>
                    <Select
                        value=chosen
                        choices=Signal::derive(fields)
                        placeholder=session.hint(key::LIST_FILTER_CHOOSE)
                    />
                </component::Field>
                {editor}
            </form>
        </Dialog>
    }
}

/// The words of a record with these added or taken away.
fn joined(view: &View<'_>, at: &Ref, key: &str, given: &Value, add: bool) -> Value {
    let given: Vec<&str> = match given {
        Value::List(items) => items.iter().filter_map(Value::as_text).collect(),
        _ => Vec::new(),
    };
    let mut words: Vec<&str> = view.at(at).map(|rec| rec.tags(key).into_iter().collect()).unwrap_or_default();
    words.retain(|word| !given.contains(word));
    if add {
        words.extend(given);
    }
    Value::List(words.into_iter().map(Value::from).collect())
}
