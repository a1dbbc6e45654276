//! The editor of a link: finds a record by typing, or makes a new one on the spot.

use super::form::Entry;
use super::text;
use crate::app::Query;
use crate::crm::schema::{Field, Kind};
use crate::crm::{Entity, Rec, Ref, entity};
use crate::i18n::key;
use crate::ledger::Value;
use crate::ui::component::{Choice, Combobox};
use crate::ui::session::{Session, session};
use leptos::prelude::*;

/// How many records are offered.
const OFFERED: usize = 50;

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
    let maker = tables.iter().copied().find_map(|table| title_field(table).map(|title| (table, title)));
    let tables = StoredValue::new(tables);
    let chosen = RwSignal::new(None::<Choice>);
    // What the text names shows in the box, also when a draft or another tab wrote it.
    Effect::new(move |_| {
        let now = entry.text.with(|text| text::to_ref(text));
        let shown = now.and_then(|at| session.read(|view| view.at(&at).map(|rec| face(session, &rec, many))));
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
/// made by hand.
fn title_field(table: &'static Entity) -> Option<&'static Field> {
    table.area?;
    let title = table.field(table.title.first()?)?;
    let alone = table.fields.iter().all(|field| !field.required || field.key == title.key);
    (alone && matches!(title.kind, Kind::Text)).then_some(title)
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
