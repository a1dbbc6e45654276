//! What was written, and what to do next: look at it, take it back, see to the rows that were left out.

use super::desk::Desk;
use super::outlook::FATES;
use crate::app::Query;
use crate::crm::entity;
use crate::i18n::{format, key};
use crate::ui::component::{Button, ButtonVariant, LinkButton};
use crate::ui::icon::Glyph;
use crate::ui::route::Route;
use leptos::prelude::*;

/// The report of an import.
#[component]
pub(super) fn WrittenReport(desk: Desk) -> impl IntoView {
    let session = desk.session;
    move || {
        let counts = desk.written.get()?;
        let figure = |word: &'static str, count: usize| {
            view! { <div class="figure"><dt>{session.t(word)}</dt><dd>{format::number(count as i64)}</dd></div> }
        };
        let figures = FATES.map(|(fate, word, ..)| figure(word, counts.of(fate)));
        let list = desk.plan.with_untracked(|plan| entity(&plan.entity));
        let list = list.map(|table| Route::List(table, Query::default()).href()).unwrap_or_default();
        let next = if desk.waiting.with(Vec::is_empty) { key::IMPORT_ANOTHER } else { key::IMPORT_NEXT_FILE };
        Some(view! {
            <section class="import-report stack" aria-label=session.t(key::IMPORT_DONE)>
                <h2>{session.tw(key::DONE_IMPORT, &[("n", (counts.new + counts.update).into())])}</h2>
                <dl class="figures">{figures.into_iter().collect_view()}{figure(key::IMPORT_COMPANIES, counts.made)}</dl>
                <p class="import-actions">
                    <LinkButton label=session.t(key::IMPORT_SHOW) variant=ButtonVariant::Primary href=list/>
                    <Button label=session.t(next) on_click=move |_| desk.next()/>
                    <Button label=session.t(key::IMPORT_UNDO) icon=Glyph::Undo on_click=move |_| session.undo(false)/>
                    {(counts.wrong > 0).then(|| view! {
                        <Button label=session.t(key::IMPORT_ERRORS_SAVE) icon=Glyph::Export on_click=move |_| desk.save_errors()/>
                    })}
                </p>
            </section>
        })
    }
}
