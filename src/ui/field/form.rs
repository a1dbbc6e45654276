//! Fields being filled in: entries, the form they stand in, and the summary of what is wrong.

use super::{FieldInput, text};
use crate::app::Fault;
use crate::crm::command::Args;
use crate::crm::input::{self, Invalid};
use crate::crm::schema::{Field, Kind};
use crate::crm::{Rec, Refusal};
use crate::i18n::key;
use crate::ledger::Value;
use crate::ledger::order::gather;
use crate::ui::component;
use crate::ui::key::Press;
use crate::ui::session::{Session, session};
use leptos::{ev, prelude::*};
use std::collections::BTreeMap;

/// One field being filled in. `Copy`.
#[derive(Clone, Copy)]
pub struct Entry {
    /// The field.
    pub field: &'static Field,
    /// What was typed so far.
    pub text: RwSignal<String>,
    /// What is wrong with it, once somebody looked.
    pub fault: RwSignal<Option<Problem>>,
    /// The currency of an amount.
    pub currency: StoredValue<String>,
}

/// What is wrong with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It cannot be read.
    Invalid(Invalid),
    /// The rules say no, for example because it is blank.
    Refused(Refusal),
}

impl Entry {
    /// A blank entry.
    #[must_use]
    pub fn new(session: Session, field: &'static Field) -> Entry {
        Entry {
            field,
            text: RwSignal::new(String::new()),
            fault: RwSignal::new(None),
            currency: StoredValue::new(untrack(|| session.read(|view| input::currency(&view)))),
        }
    }

    /// The entry of a field of a record, as it stands now.
    #[must_use]
    pub fn of(session: Session, field: &'static Field, rec: &Rec<'_>) -> Entry {
        let now = session.now();
        let value = rec.value(field, &now);
        let currency = match &*value {
            Value::Money(_, currency) => currency.clone(),
            _ => input::currency(&rec.view),
        };
        Entry {
            field,
            text: RwSignal::new(text::write(field.kind, &value, &now)),
            fault: RwSignal::new(None),
            currency: StoredValue::new(currency),
        }
    }

    /// Reads what was typed; remembers what is wrong with it.
    pub fn read(self, session: Session) -> Option<Value> {
        let read = self.text.with_untracked(|text| {
            self.currency.with_value(|currency| text::read(self.field, text, currency, &session.now()))
        });
        let problem = match &read {
            Err(invalid) => Some(Problem::Invalid(*invalid)),
            Ok(value) if self.field.required && value.is_empty() => {
                Some(Problem::Refused(Refusal::new(key::REFUSED_REQUIRED).with("field", self.field.label)))
            }
            Ok(_) => None,
        };
        let good = problem.is_none();
        self.fault.set(problem);
        read.ok().filter(|_| good)
    }

    /// The sentence about what is wrong, in the current language; reactive.
    #[must_use]
    pub fn complaint(self, session: Session) -> Option<String> {
        self.fault.get().map(|problem| match problem {
            Problem::Invalid(invalid) => session.t(&invalid.to_string()),
            Problem::Refused(refusal) => session.refusal(&refusal),
        })
    }

    /// The id of its element, for links from the summary.
    #[must_use]
    pub fn anchor(self, form: &str) -> String {
        format!("{form}-{}", self.field.key)
    }
}

/// Several fields being filled in together. `Copy`.
#[derive(Clone, Copy)]
pub struct Form {
    entries: StoredValue<Vec<Entry>>,
    /// Distinguishes the elements of this form from those of others on the page.
    pub name: &'static str,
}

impl Form {
    /// A blank form of these fields.
    #[must_use]
    pub fn new(session: Session, name: &'static str, fields: impl IntoIterator<Item = &'static Field>) -> Form {
        let entries = fields.into_iter().map(|field| Entry::new(session, field)).collect();
        Form { entries: StoredValue::new(entries), name }
    }

    /// Its entries, in order; none once its page was left, as while the store still writes what it said.
    #[must_use]
    pub fn entries(self) -> Vec<Entry> {
        self.entries.try_get_value().unwrap_or_default()
    }

    /// The entry of a field.
    #[must_use]
    pub fn entry(self, key: &str) -> Option<Entry> {
        self.entries.try_with_value(|entries| entries.iter().copied().find(|entry| entry.field.key == key)).flatten()
    }

    /// What was typed, by field, without blanks; reactive. This is what a draft keeps.
    #[must_use]
    pub fn typed(self) -> BTreeMap<String, String> {
        let entries = self.entries();
        let typed = entries.iter().map(|entry| (entry.field.key.to_owned(), entry.text.get()));
        gather(typed.filter(|(_, text)| !text.trim().is_empty()))
    }

    /// The same without tracking.
    #[must_use]
    pub fn typed_untracked(self) -> BTreeMap<String, String> {
        untrack(|| self.typed())
    }

    /// Fills in texts by field; others are left as they are.
    pub fn fill(self, texts: &BTreeMap<String, String>) {
        for entry in self.entries() {
            if let Some(text) = texts.get(entry.field.key) {
                entry.text.set(text.clone());
            }
        }
    }

    /// Fills in values by field; those that are not among them are left as they are.
    pub fn say(self, session: Session, values: &Args) {
        let now = session.now();
        for entry in self.entries() {
            let Some(value) = values.get(entry.field.key) else { continue };
            if let Value::Money(_, currency) = value {
                entry.currency.set_value(currency.clone());
            }
            let text = match value {
                Value::Text(name) if entry.field.fresh => text::fresh(name),
                value => text::write(entry.field.kind, value, &now),
            };
            entry.text.set(text);
        }
    }

    /// Whether a field is asked, by what the others say; reactive.
    #[must_use]
    pub fn suits(self, entry: Entry) -> bool {
        entry.field.suits(|other| self.entry(other).map(|other| other.text.get()).unwrap_or_default())
    }

    /// Reads every entry that is asked. `None` if any is wrong; the faults then say which.
    pub fn read(self, session: Session) -> Option<Args> {
        let entries = self.entries().into_iter().filter(|entry| untrack(|| self.suits(*entry)));
        let read: Vec<(Entry, Option<Value>)> = entries.map(|entry| (entry, entry.read(session))).collect();
        read.into_iter().map(|(entry, value)| Some((entry.field.key.to_owned(), value?))).collect()
    }

    /// What can be read of it so far, without saying what is wrong.
    #[must_use]
    pub fn glance(self, session: Session) -> Args {
        let read = |entry: Entry| {
            let text = entry.text.get_untracked();
            let value = entry.currency.with_value(|currency| text::read(entry.field, &text, currency, &session.now()));
            Some((entry.field.key.to_owned(), value.ok()?))
        };
        gather(self.entries().into_iter().filter_map(read))
    }

    /// Notes why the form was refused at the entry it is about. What is about none was said in a toast.
    pub fn fault(self, fault: Fault) {
        let Fault::Refused(refusal) = fault else { return };
        let entry = refusal.field.and_then(|key| self.entry(key));
        if let Some(entry) = entry {
            let _ = entry.fault.try_set(Some(Problem::Refused(refusal)));
        }
    }

    /// The entries that are wrong; reactive.
    #[must_use]
    pub fn faulty(self) -> Vec<Entry> {
        self.entries().into_iter().filter(|entry| entry.fault.with(Option::is_some)).collect()
    }
}

/// One field of a form: label, editor, complaint.
#[component]
pub fn FieldRow(
    /// The field being filled in.
    entry: Entry,
    /// The name of its form.
    form: &'static str,
    /// Whether it is not asked as long as others say what they say.
    #[prop(optional, into)]
    hidden: Signal<bool>,
) -> impl IntoView {
    let session = session();
    let note = move || entry.field.required.then(|| session.t(key::FIELD_REQUIRED));
    let wide = matches!(entry.field.kind, Kind::LongText | Kind::Formula) || entry.field.kind.is_set();
    view! {
        <div class="form-field" class:wide=wide hidden=hidden id=entry.anchor(form)>
            <component::Field
                label=move || session.t(entry.field.label)
                required=entry.field.required
                note=Signal::derive(note)
                error=Signal::derive(move || entry.complaint(session))
            >
                <FieldInput entry=entry/>
            </component::Field>
        </div>
    }
}

/// What is wrong in a form, with a way to each place. Takes the focus when it appears, so that it is
/// read out and the way on is short.
#[component]
pub fn ErrorSummary(
    /// The form.
    form: Form,
    /// Counts the attempts to submit: each attempt that fails moves the focus here.
    attempts: RwSignal<u32>,
) -> impl IntoView {
    let session = session();
    let node = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if attempts.get() > 0
            && let Some(node) = node.get()
        {
            let _ = node.focus();
        }
    });
    let list = move || {
        let faulty = form.faulty();
        (!faulty.is_empty() && attempts.get() > 0).then(|| {
            let count = faulty.len();
            view! {
                <div class="error-summary" role="alert" tabindex="-1" node_ref=node>
                    <h2>{move || session.tw(key::FORM_ERRORS, &[("count", count.into())])}</h2>
                    <ul>
                        {faulty
                            .into_iter()
                            .map(|entry| {
                                view! {
                                    <li>
                                        <button
                                            type="button"
                                            class="link"
                                            on:click=move |_| {
                                                if let Some(row) = document().get_element_by_id(&entry.anchor(form.name)) {
                                                    focus_inside(&row);
                                                }
                                            }
                                        >
                                            {move || session.t(entry.field.label)}
                                        </button>
                                        ": "
                                        {move || entry.complaint(session)}
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                </div>
            }
        })
    };
    view! { {list} }
}

/// Whether a press is the Escape that leaves an editor in place. In a combobox the first one only closes its list, and
/// what stands there is not cleared by the second but stays as it was.
pub(crate) fn leaves(event: &ev::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let lists = target.is_some_and(|target| target.get_attribute("aria-expanded").as_deref() == Some("true"));
    Press::of(event).is_some_and(|press| press.is("Escape")) && !lists
}

/// Moves the focus to the first control inside an element.
pub(crate) fn focus_inside(holder: &web_sys::Element) {
    use wasm_bindgen::JsCast;
    let control = holder.query_selector("input, select, textarea, button, a[href], [tabindex]").ok().flatten();
    if let Some(control) = control.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = control.focus();
    }
}
