//! The editor of a link: finds a record by typing, or makes a new one on the spot.

use super::form::Entry;
use super::text;
use crate::app::Query;
use crate::crm::duplicate::{Degree, Match, Traits};
use crate::crm::schema::{Field, Kind};
use crate::crm::{Entity, Rec, Ref, entity};
use crate::i18n::key;
use crate::ledger::Value;
use crate::ui::component::{Choice, Combobox};
use crate::ui::lazy::lazy;
use crate::ui::session::{Session, session};
use leptos::prelude::*;

/// How many records are offered.
const OFFERED: usize = 50;

/// How many that are like a new one are offered instead.
const KNOWN: usize = 3;

/// Finds a record of some entities.
#[component]
pub(super) fn LinkInput(
    /// The field being filled in; its text names the record.
    entry: Entry,
    /// The entities it may lead to.
    entities: &'static [&'static str],
    /// Called with the new text.
    on_change: Callback<String>,
) -> impl IntoView {
    let session = session();
    let tables: Vec<&'static Entity> = entities.iter().filter_map(|key| entity(key)).collect();
    let many = tables.len() > 1;
    let fresh = entry.field.fresh;
    let maker = tables.iter().copied().find_map(|table| title_field(table, fresh).map(|title| (table, title)));
    let tables = StoredValue::new(tables);
    let chosen = RwSignal::new(None::<Choice>);
    // What the text names shows in the box, also when a draft or another tab wrote it.
    Effect::new(move |_| {
        let shown = entry.text.with(|text| match text::to_fresh(text) {
            Some(name) => Some(Choice::new(text.clone(), name.to_owned())),
            None => {
                text::to_ref(text).and_then(|at| session.read(|view| view.at(&at).map(|rec| face(session, &rec, many))))
            }
        });
        chosen.set(shown);
    });
    let write = move |choice: Option<Choice>| {
        let text = choice.map(|choice| choice.value).unwrap_or_default();
        entry.text.set(text.clone());
        on_change.run(text);
    };
    let source = move |typed: String| {
        let found = tables.with_value(|tables| offers(session, tables, &typed, many));
        async move { found }
    };
    let empty_text = session.label(key::LINK_NONE);
    let count_text = move |count: usize| session.tw(key::LINK_FOUND, &[("count", count.into())]);
    let clear_label = session.label(key::LINK_CLEAR);
    let placeholder = session.hint(key::LINK_SEARCH);
    match maker {
        Some((table, title)) => {
            let create_text = move |typed: String| {
                session.tw(key::LINK_CREATE, &[("entity", session.t(table.label).into()), ("title", typed.into())])
            };
            let create = move |typed: String| {
                if fresh {
                    let text = text::fresh(typed.trim());
                    entry.text.set(text.clone());
                    on_change.run(text);
                    return;
                }
                let args = [(title.key.to_owned(), Value::from(typed))].into();
                session.create(table, args, move |done| {
                    if let Some(at) = done.ok().and_then(|done| done.created.into_iter().next()) {
                        let text = text::link(&at);
                        let _ = entry.text.try_set(text.clone());
                        let _ = on_change.try_run(text);
                    }
                });
            };
            view! {
                <Combobox
                    value=chosen
                    source=source
                    empty_text=empty_text
                    count_text=count_text
                    clear_label=clear_label
                    placeholder=placeholder
                    create_text=create_text
                    on_create=create
                    on_change=write
                />
                {fresh.then(|| known(entry, table, title.key, on_change))}
            }
            .into_any()
        }
        None => view! {
            <Combobox
                value=chosen
                source=source
                empty_text=empty_text
                count_text=count_text
                clear_label=clear_label
                placeholder=placeholder
                on_change=write
            />
        }
        .into_any(),
    }
}

/// The one field that suffices to create a record of this entity; `None` if it needs more, or is not
/// made by hand. Where a command makes the record (`fresh`), it sees to the rest.
fn title_field(table: &'static Entity, fresh: bool) -> Option<&'static Field> {
    table.area?;
    let title = table.field(table.title.first()?)?;
    let alone = table.fields.iter().all(|field| !field.required || field.key == title.key);
    ((alone || fresh) && matches!(title.kind, Kind::Text)).then_some(title)
}

lazy! {
    /// [`Known`], which compares and is seldom wanted.
    fn known(entry: Entry, table: &'static Entity, title: &'static str, on_change: Callback<String>) as known_part in record {
        view! { <Known entry=entry table=table title=title on_change=on_change/> }
    }
}

/// What a link that asks for a new record should say before: whether there is one like it. The surest is taken at
/// once, as making a second of what exists is the commoner mistake.
#[component]
fn Known(entry: Entry, table: &'static Entity, title: &'static str, on_change: Callback<String>) -> impl IntoView {
    let session = session();
    let ready = session.prepared();
    let found = Memo::new(move |_| {
        let name = entry.text.with(|text| text::to_fresh(text).map(str::to_owned)).filter(|_| ready.get());
        let Some(name) = name else { return Vec::new() };
        let args = [(title.to_owned(), Value::from(name))].into();
        let mut found = session.alike(|view| Traits::of_args(view, table, &args), None, KNOWN);
        found.retain(|found| *found.at.entity == *table.key);
        found
    });
    let take = move |at: &Ref| {
        let text = text::link(at);
        entry.text.set(text.clone());
        on_change.run(text);
    };
    let looked = StoredValue::new(false);
    Effect::new(move |_| {
        if ready.get() && !looked.get_value() {
            looked.set_value(true);
            let sure = found.with_untracked(|found| {
                found.first().filter(|found| found.degree <= Degree::Likely).map(|found| found.at.clone())
            });
            if let Some(at) = sure {
                take(&at);
            }
        }
    });
    let entity = move || session.t(table.label);
    let words = move || {
        entry.text.with(|text| match text::to_fresh(text) {
            Some(name) => session.tw(key::LINK_FRESH, &[("entity", entity().into()), ("title", name.into())]),
            None if text.is_empty() => String::new(),
            None => session.tw(key::LINK_KNOWN, &[("entity", entity().into())]),
        })
    };
    let offer = move |found: Match| {
        let face = session.read(|view| view.at(&found.at).map(|rec| face(session, &rec, false)))?;
        let parts = [face.label, face.detail];
        let name = parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · ");
        let label = session.tw(key::LINK_TAKE, &[("title", name.into())]);
        Some(view! { <button type="button" class="link" on:click=move |_| take(&found.at)>{label}</button> })
    };
    view! {
        <p class="meta cluster" role="status">
            <span>{words}</span>
            {move || found.get().into_iter().filter_map(offer).collect_view()}
        </p>
    }
}

/// The records that fit what was typed; without it, those a list would show first.
fn offers(session: Session, tables: &[&'static Entity], typed: &str, many: bool) -> Vec<Choice> {
    let query = Query { search: typed.trim().to_owned(), ..Query::default() };
    let workspace = session.workspace();
    let now = session.now();
    let share = OFFERED.div_ceil(tables.len().max(1));
    let found: Vec<Ref> =
        tables.iter().flat_map(|table| workspace.ask(table, &query, &now).refs.into_iter().take(share)).collect();
    workspace.read(|view| found.iter().filter_map(|at| view.at(at)).map(|rec| face(session, &rec, many)).collect())
}

/// A record as an option: its title, and what tells it from its namesakes.
fn face(session: Session, rec: &Rec<'_>, many: bool) -> Choice {
    let kind = many.then(|| crate::i18n::text(session.lang.get_untracked(), rec.table.label));
    let detail: Vec<String> = kind.into_iter().chain(rec.subtitle()).collect();
    Choice::new(text::link(&rec.at()), rec.title()).detail(detail.join(" · "))
}
