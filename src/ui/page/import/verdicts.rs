//! What every row becomes: the counts, and what is wrong, like with like.

use super::Desk;
use crate::app::sheet::{Problem, Report};
use crate::i18n::{format, key};
use crate::ledger::order::sort_by_key;
use crate::ui::component::Tone;
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;

/// How many problems are listed; the rest is counted.
const LISTED: usize = 200;
/// How many rows of a problem are named.
const NAMED: usize = 3;

/// The counts and the list of problems.
#[component]
pub(super) fn Verdicts(desk: Desk) -> impl IntoView {
    let (session, report) = (desk.session, desk.report);
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
                    <dd>{format::number(count as i64)}</dd>
                </div>
            }
        };
        figures.map(figure).collect_view()
    };
    let problems = move || {
        let alike = report.with(|report| alike(&report.problems));
        (!alike.is_empty()).then(|| {
            let more = alike.len().saturating_sub(LISTED);
            let line = |(problem, rows): (Problem, Vec<usize>)| {
                let field = problem.field.map(|label| view! { <b>{session.t(label)}</b>" · " });
                let named = rows.iter().take(NAMED).map(usize::to_string).collect::<Vec<_>>().join(", ");
                let args = [("rows", named.into()), ("n", rows.len().into())];
                let which = if rows.len() > NAMED { key::IMPORT_ROWS_MORE } else { key::IMPORT_ROWS_NAMED };
                view! {
                    <li class:wrong=!problem.reason.is_warning()>
                        <span class="meta">{session.tw(which, &args)}</span>
                        <span>{field}{session.t(&problem.reason.to_string())}</span>
                        <span class="import-cell">{problem.cell}</span>
                    </li>
                }
            };
            view! {
                <h3 class="block-heading">{session.tw(key::IMPORT_PROBLEMS, &[("n", alike.len().into())])}</h3>
                <ul class="import-problems">{alike.into_iter().take(LISTED).map(line).collect_view()}</ul>
                {(more > 0).then(|| view! { <p class="meta">{session.tw(key::SHARE_MORE, &[("n", more.into())])}</p> })}
            }
        })
    };
    view! {
        <section class="import-check" aria-label=session.label(key::IMPORT_CHECK)>
            <h2 class="block-heading">{session.label(key::IMPORT_CHECK)}</h2>
            <dl class="figures">{figures}</dl>
            {problems}
        </section>
    }
}

/// Problems that read the same, each once, with their rows; what leaves out a row comes first.
fn alike(problems: &[Problem]) -> Vec<(Problem, Vec<usize>)> {
    let mut places = std::collections::HashMap::new();
    let mut alike: Vec<(Problem, Vec<usize>)> = Vec::new();
    for problem in problems {
        let place = *places.entry((problem.field, problem.reason, &problem.cell)).or_insert(alike.len());
        match alike.get_mut(place) {
            Some((_, rows)) => rows.push(problem.row),
            None => alike.push((problem.clone(), vec![problem.row])),
        }
    }
    sort_by_key(&mut alike, |(problem, _)| problem.reason.is_warning());
    alike
}
