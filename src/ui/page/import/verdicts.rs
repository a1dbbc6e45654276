//! What every row becomes: the counts, and what is wrong, row by row.

use super::Desk;
use crate::app::sheet::{Problem, Report};
use crate::i18n::key;
use crate::ui::component::Tone;
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;

/// How many problems are listed; the rest is counted.
const LISTED: usize = 200;

/// The counts and the list of problems.
#[component]
pub(super) fn Verdicts(desk: Desk, report: RwSignal<Report, LocalStorage>) -> impl IntoView {
    let session = desk.session;
    let figures = move || {
        let counts = report.with(Report::counts);
        let figures = [
            (Glyph::Table, Tone::Neutral, key::IMPORT_ROWS, counts.rows),
            (Glyph::Plus, Tone::Success, key::IMPORT_NEW, counts.new),
            (Glyph::Account, Tone::Neutral, key::IMPORT_COMPANIES, counts.companies),
            (Glyph::Duplicate, Tone::Warn, key::IMPORT_DUPLICATES, counts.duplicate),
            (Glyph::Warning, Tone::Danger, key::IMPORT_WRONG, counts.wrong),
        ];
        let figure = |(glyph, tone, word, count): (Glyph, Tone, &'static str, usize)| {
            view! {
                <div class=format!("figure {}", if count > 0 { tone.class() } else { Tone::Neutral.class() })>
                    <dt><Icon glyph=glyph/>{session.t(word)}</dt>
                    <dd>{crate::i18n::format::number(count as i64)}</dd>
                </div>
            }
        };
        figures.map(figure).collect_view()
    };
    let problems = move || {
        let (list, count) = report
            .with(|report| (report.problems.iter().take(LISTED).cloned().collect::<Vec<_>>(), report.problems.len()));
        (count > 0).then(|| {
            let line = |problem: Problem| {
                let field = problem.field.map(|label| session.t(label)).unwrap_or_default();
                let reason = session.t(&problem.reason.to_string());
                view! {
                    <tr>
                        <td class="n">{problem.row}</td>
                        <td>{field}</td>
                        <td>{reason}</td>
                        <td class="import-cell">{problem.cell}</td>
                    </tr>
                }
            };
            let more = count.saturating_sub(LISTED);
            view! {
                <table class="import-problems">
                    <caption>{session.tw(key::IMPORT_PROBLEMS, &[("n", count.into())])}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{session.t(key::IMPORT_ROW)}</th>
                            <th scope="col">{session.t(key::IMPORT_FIELD)}</th>
                            <th scope="col">{session.t(key::IMPORT_REASON)}</th>
                            <th scope="col">{session.t(key::IMPORT_CELL)}</th>
                        </tr>
                    </thead>
                    <tbody>{list.into_iter().map(line).collect_view()}</tbody>
                </table>
                {(more > 0).then(|| view! { <p class="meta">{session.tw(key::SHARE_MORE, &[("n", more.into())])}</p> })}
            }
        })
    };
    view! {
        <section aria-label=move || session.t(key::IMPORT_CHECK)>
            <h2 class="block-heading">{move || session.t(key::IMPORT_CHECK)}</h2>
            <dl class="figures">{figures}</dl>
            {problems}
        </section>
    }
}
