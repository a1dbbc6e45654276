//! What each column means: its heading and some of its cells, a menu of fields, why, and what the check of
//! all rows found in it.

use super::desk::Desk;
use crate::app::sheet::mapping::{Target, targets};
use crate::app::sheet::{Basis, Left, Origin};
use crate::app::table::wire::ColumnFacts;
use crate::crm::contact_point::LABELS;
use crate::crm::schema::Entity;
use crate::i18n::key;
use crate::ui::component::{Choice, Note, Select, Tone};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::present;
use crate::ui::session::Session;
use leptos::prelude::*;

/// The columns of the table.
#[component]
pub(super) fn Columns(desk: Desk) -> impl IntoView {
    let session = desk.session;
    // Made anew for another file or entity, not for another meaning of one column.
    let table = Memo::new(move |_| desk.plan.with(|plan| plan.entity.clone()));
    let rows = move || {
        let width = desk.found.with(|found| found.as_ref().map_or(0, |found| found.width));
        let table = table.with(|key| session.table_of(key));
        table.map(|table| {
            (0..width).map(|column| view! { <Column desk=desk table=table column=column/> }.into_any()).collect_view()
        })
    };
    let remembered = move || {
        let at = desk.found.with(|found| found.as_ref()?.remembered.as_ref().map(|(at, _)| *at));
        at.map(|at| {
            let day = present::moment(session.lang.get(), at, &session.now());
            view! { <Note tone=Tone::Info>{session.tw(key::IMPORT_REMEMBERED, &[("day", day.into())])}</Note> }
        })
    };
    // What of the file could not be taken, each with why.
    let left = move || {
        let left = desk.found.with(|found| found.as_ref().map(|found| found.left.clone()).unwrap_or_default());
        let line = move |left: Left| {
            let words = [("n", left.number.into()), ("what", left.what.into())];
            view! { <li>{session.tw(&left.reason, &words)}</li> }
        };
        (!left.is_empty()).then(move || {
            view! {
                <Note tone=Tone::Warn>
                    <p>{session.tw(key::ANSWERS_LEFT, &[("n", left.len().into())])}</p>
                    <ul class="import-left">{left.into_iter().map(line).collect_view()}</ul>
                </Note>
            }
        })
    };
    let all = move || {
        let rows = desk.found.with(|found| found.as_ref().map_or(0, |found| found.rows));
        session.tw(key::IMPORT_ALL_ROWS, &[("n", rows.into())])
    };
    view! {
        <section class="import-main" aria-label=session.label(key::IMPORT_COLUMNS)>
            {remembered}
            {left}
            <div class="import-columns" role="table" aria-label=session.label(key::IMPORT_COLUMNS)>
                <div class="import-column head" role="row">
                    <span role="columnheader">{session.label(key::IMPORT_COLUMN)}</span>
                    <span role="columnheader">{session.label(key::IMPORT_MEANS)}</span>
                    <span role="columnheader">{session.label(key::IMPORT_BASIS)}</span>
                    <span role="columnheader">{all}</span>
                </div>
                {rows}
            </div>
        </section>
    }
}

#[component]
fn Column(desk: Desk, table: &'static Entity, column: usize) -> impl IntoView {
    let session = desk.session;
    let title = Signal::derive(move || column_name(desk, column));
    let (samples, basis) = desk.found.with_untracked(|found| {
        let found = found.as_ref();
        let samples = found.and_then(|found| found.samples.get(column).cloned()).unwrap_or_default();
        let guess = found.and_then(|found| found.guesses.iter().find(|guess| guess.entity == table.key));
        let guess = guess.and_then(|guess| guess.columns.get(column).cloned());
        (samples, guess.unwrap_or((String::new(), Basis::Nothing)))
    });
    let own = Memo::new(move |_| desk.plan.with(|plan| plan.columns.get(column).cloned().unwrap_or_default()));
    let value = RwSignal::new(own.get_untracked());
    Effect::new(move |_| value.set(own.get()));
    let used = Memo::new(move |_| own.with(|word| !word.is_empty()));
    let choices = Signal::derive(move || {
        let targets = targets(table).into_iter();
        targets.map(|target| Choice::new(target.word(), target_name(session, table, target))).collect::<Vec<_>>()
    });
    let choose = move |chosen: String| {
        desk.plan.update(|plan| {
            if let Some(slot) = plan.columns.get_mut(column) {
                *slot = chosen;
            }
        });
    };
    let why = move || {
        let (guessed, basis) = &basis;
        let guessed = own.with(|own| own == guessed);
        session.t(match (basis, guessed) {
            (Basis::Nothing, true) => return "—".to_owned(),
            (Basis::Heading, true) => key::IMPORT_BASIS_HEADING,
            (Basis::Content, true) => key::IMPORT_BASIS_CONTENT,
            (Basis::Memory, true) => key::IMPORT_BASIS_MEMORY,
            (_, false) => key::IMPORT_BASIS_CHOSEN,
        })
    };
    let facts = Memo::new(move |_| {
        desk.checked.with(|checked| (checked.columns.get(column).copied().unwrap_or_default(), checked.counts.rows))
    });
    view! {
        <div class="import-column" class:unused=move || !used.get() role="row">
            <span class="import-source" role="cell">
                <span class="import-heading">{title}</span>
                <span class="import-samples" title=samples.clone()>{samples.clone()}</span>
            </span>
            <span role="cell">
                <Select
                    value=value
                    choices=choices
                    label=Signal::derive(move || Some(session.tw(key::IMPORT_MEANING_OF, &[("column", title.get().into())])))
                    compact=true
                    on_change=choose
                />
            </span>
            <span class="import-basis" role="cell">{why}</span>
            <span class="import-facts" role="cell">{move || found(session, facts.get(), used.get())}</span>
        </div>
    }
}

/// What the check found in a column.
fn found(session: Session, (facts, rows): (ColumnFacts, usize), used: bool) -> AnyView {
    let fact = |glyph: Option<Glyph>, tone: Tone, word: &str, n: usize| {
        let words = session.tw(word, &[("n", n.into())]);
        let glyph = glyph.map(|glyph| view! { <Icon glyph=glyph size=IconSize::Small/> });
        view! { <span class=format!("import-fact {}", tone.class())>{glyph}{words}</span> }.into_any()
    };
    if facts.wrong > 0 {
        return fact(Some(Glyph::Warning), Tone::Danger, key::IMPORT_CELLS_WRONG, facts.wrong);
    }
    if facts.unknown > 0 {
        return fact(Some(Glyph::Info), Tone::Warn, key::IMPORT_CELLS_UNKNOWN, facts.unknown);
    }
    if used && facts.filled > 0 && facts.filled == rows {
        return fact(Some(Glyph::Check), Tone::Success, key::IMPORT_CELLS_ALL, rows);
    }
    fact((used && facts.filled > 0).then_some(Glyph::Check), Tone::Neutral, key::IMPORT_CELLS_FILLED, facts.filled)
}

/// What a column is called; reactive on the language.
pub(super) fn column_name(desk: Desk, column: usize) -> String {
    let heading = desk.found.with(|found| found.as_ref()?.heading.get(column).cloned());
    let heading = heading.filter(|heading| !heading.is_empty());
    // Answers to forms name their columns by keys.
    let keyed = desk.found.with(|found| found.as_ref().is_some_and(|found| found.origin == Origin::Answers));
    let heading = heading.map(|heading| if keyed { desk.session.t(&heading) } else { heading });
    heading.unwrap_or_else(|| desk.session.tw(key::IMPORT_COLUMN_N, &[("n", (column + 1).into())]))
}

/// A meaning as a person reads it.
pub(super) fn target_name(session: Session, table: &'static Entity, target: Target) -> String {
    let field = |key: &str| table.field(key).map(|field| session.t(field.label)).unwrap_or_default();
    match target {
        Target::Nothing => session.t(key::IMPORT_NOTHING),
        Target::Id => session.t(key::FIELD_RECORD_ID),
        Target::Field(key) => field(key),
        Target::Point(kind, label) => {
            let word = LABELS.iter().find(|choice| choice.key == label).map(|choice| session.t(choice.label));
            format!("{} · {}", field(kind), word.unwrap_or_default())
        }
        Target::GivenName => session.t(key::IMPORT_GIVEN_NAME),
        Target::FamilyName => session.t(key::IMPORT_FAMILY_NAME),
    }
}
