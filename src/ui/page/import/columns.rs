//! What each column means: its heading, some of its cells, and a menu of fields.

use super::Desk;
use crate::app::sheet::mapping::{Target, targets};
use crate::crm::contact_point::LABELS;
use crate::crm::schema::Entity;
use crate::i18n::key;
use crate::ui::component::{Choice, Select};
use crate::ui::session::Session;
use leptos::prelude::*;

/// The columns of the table.
#[component]
pub(super) fn Columns(desk: Desk) -> impl IntoView {
    let session = desk.session;
    // Made anew for another file or entity, not for another meaning of one column.
    let shape = Memo::new(move |_| {
        desk.import.with(|import| {
            import.as_ref().map(|import| (import.mapping.table.key, import.sheet.heading.clone(), import.sheet.width))
        })
    });
    let rows = move || {
        shape.track();
        let (table, width) = desk.import.with_untracked(|import| {
            import.as_ref().map_or((None, 0), |import| (Some(import.mapping.table), import.sheet.width))
        });
        table.map(|table| {
            (0..width).map(|column| view! { <Column desk=desk table=table column=column/> }).collect_view()
        })
    };
    view! {
        <section aria-label=session.label(key::IMPORT_COLUMNS)>
            <h2 class="block-heading">{session.label(key::IMPORT_COLUMNS)}</h2>
            <div class="import-columns" role="table" aria-label=session.label(key::IMPORT_COLUMNS)>
                <div class="import-column head" role="row">
                    <span role="columnheader">{session.label(key::IMPORT_COLUMN)}</span>
                    <span role="columnheader">{session.label(key::IMPORT_SAMPLES)}</span>
                    <span role="columnheader">{session.label(key::IMPORT_MEANS)}</span>
                </div>
                {rows}
            </div>
        </section>
    }
}

#[component]
fn Column(desk: Desk, table: &'static Entity, column: usize) -> impl IntoView {
    let session = desk.session;
    let (heading, samples, target) = desk.import.with_untracked(|import| {
        import.as_ref().map_or((None, String::new(), Target::Nothing), |import| {
            let target = import.mapping.columns.get(column).copied().unwrap_or(Target::Nothing);
            (import.sheet.heading.get(column).cloned(), import.sheet.samples(column, 3).join(" · "), target)
        })
    });
    let value = RwSignal::new(word(target));
    let used = move || value.with(|value| *value != word(Target::Nothing));
    let choices = Signal::derive(move || {
        targets(table)
            .into_iter()
            .map(|target| Choice::new(word(target), name(session, table, target)))
            .collect::<Vec<_>>()
    });
    let choose = move |chosen: String| {
        let target = targets(table).into_iter().find(|target| word(*target) == chosen).unwrap_or(Target::Nothing);
        desk.import.update(|import| {
            if let Some(slot) = import.as_mut().and_then(|import| import.mapping.columns.get_mut(column)) {
                *slot = target;
            }
        });
    };
    let heading = heading.filter(|heading| !heading.is_empty());
    let heading = StoredValue::new(heading);
    let title =
        move || heading.get_value().unwrap_or_else(|| session.tw(key::IMPORT_COLUMN_N, &[("n", (column + 1).into())]));
    view! {
        <div class="import-column" class:unused=move || !used() role="row">
            <span class="import-heading" role="cell">{title}</span>
            <span class="import-samples" role="cell" title=samples.clone()>{samples.clone()}</span>
            <span role="cell">
                <Select
                    value=value
                    choices=choices
                    label=Signal::derive(move || Some(session.tw(key::IMPORT_MEANING_OF, &[("column", title().into())])))
                    compact=true
                    on_change=choose
                />
            </span>
        </div>
    }
}

/// A meaning as the value of an option.
fn word(target: Target) -> String {
    match target {
        Target::Nothing => String::new(),
        Target::Field(key) => format!("field {key}"),
        Target::Point(kind, label) => format!("point {kind} {label}"),
        Target::GivenName => "given".to_owned(),
        Target::FamilyName => "family".to_owned(),
    }
}

/// A meaning as a person reads it.
fn name(session: Session, table: &'static Entity, target: Target) -> String {
    let field = |key: &str| table.field(key).map(|field| session.t(field.label)).unwrap_or_default();
    match target {
        Target::Nothing => session.t(key::IMPORT_NOTHING),
        Target::Field(key) => field(key),
        Target::Point(kind, label) => {
            let word = LABELS.iter().find(|choice| choice.key == label).map(|choice| session.t(choice.label));
            format!("{} · {}", field(kind), word.unwrap_or_default())
        }
        Target::GivenName => session.t(key::IMPORT_GIVEN_NAME),
        Target::FamilyName => session.t(key::IMPORT_FAMILY_NAME),
    }
}
