//! A report that divides: a row for each part with its bar and figures, and what stands out.

use super::{bar, count, figure, nothing, number, share_words};
use crate::app::analysis::{Ask, Cell, Division, Row, divide};
use crate::crm::report::{How, Shape};
use crate::i18n::{Arg, key};
use crate::ui::present;
use crate::ui::session::{Session, session};
use leptos::prelude::*;

/// How many parts are shown; the others are counted.
const SHOWN: usize = 200;

/// The report.
#[component]
pub(super) fn Divided(
    /// What is asked.
    ask: Ask,
) -> impl IntoView {
    let session = session();
    let division = Memo::new(move |_| {
        let now = session.now();
        session.read(|view| divide(&view, &ask, &now))
    });
    move || {
        division.with(|division| {
            if division.most == 0 {
                return nothing(session);
            }
            view! {
                {stands_out(session, &ask, division)}
                {table(session, &ask, division)}
            }
            .into_any()
        })
    }
}

/// The parts with the largest and the smallest share, in a sentence.
fn stands_out(session: Session, ask: &Ask, division: &Division) -> Option<AnyView> {
    let (finding, by) = (division.finding()?, ask.by?);
    let Shape::Division { measures, .. } = ask.report.shape else { return None };
    let told = |at: usize| {
        let row = division.rows.get(at)?;
        Some((present::group(session, by, &row.value), share_words(session, &row.cells.get(finding.measure)?.amount)))
    };
    let ((best, high), (worst, low)) = (told(finding.best)?, told(finding.worst)?);
    let measure = session.t(measures.get(finding.measure)?.label);
    let args: [(&str, Arg<'_>); 5] = [
        ("measure", measure.into()),
        ("best", best.into()),
        ("high", high.into()),
        ("worst", worst.into()),
        ("low", low.into()),
    ];
    Some(view! { <p class="analysis-finding">{session.tw(key::ANALYSIS_FINDING, &args)}</p> }.into_any())
}

fn table(session: Session, ask: &Ask, division: &Division) -> Option<AnyView> {
    let Shape::Division { measures, .. } = ask.report.shape else { return None };
    let by = ask.by?;
    // The part of the bar that is so already: that of the first share of the whole.
    let part = measures.iter().find_map(|measure| match measure.how {
        How::Share { part, whole: 0 } => Some(part),
        _ => None,
    });
    let labels: Vec<String> = measures.iter().map(|measure| session.t(measure.label)).collect();
    let legend = part.and_then(|part| labels.get(part)).map(|word| {
        view! { <span class="figure-legend"><i aria-hidden="true"></i>{word.clone()}</span> }
    });
    let heads =
        labels.iter().skip(1).map(|label| view! { <th scope="col" class="num">{label.clone()}</th> }).collect_view();
    let cells = |cells: &[Cell], drawn: bool| {
        let first = cells.first().map(|cell| {
            let part = part.and_then(|part| count(cells.get(part)?));
            bar(ask, cell, part, if drawn { division.most } else { 0 })
        });
        let rest = cells.iter().skip(1).zip(labels.iter().skip(1)).map(|(cell, label)| {
            view! { <td class="num" data-label=label.clone()>{figure(ask, cell)}</td> }
        });
        view! { <td class="figure-first">{first}</td> {rest.collect_view()} }
    };
    let row = |row: &Row| {
        view! {
            <tr>
                <th scope="row">{present::group(session, by, &row.value)}</th>
                {cells(&row.cells, true)}
            </tr>
        }
    };
    let more = division.rows.len().saturating_sub(SHOWN);
    Some(view! {
        <table class="report">
            <caption class="visually-hidden">{session.t(ask.report.asks)}</caption>
            <thead>
                <tr>
                    <th scope="col">{session.t(by.label)}</th>
                    <th scope="col">{labels.first().cloned()}" "{legend}</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{division.rows.iter().take(SHOWN).map(row).collect_view()}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{session.t(key::ANALYSIS_TOTAL)}</th>
                    {cells(&division.total, false)}
                </tr>
            </tfoot>
        </table>
        {(more > 0).then(|| view! { <p class="meta">{session.tw(key::ANALYSIS_MORE, &[("n", number(more).into())])}</p> })}
    }
    .into_any())
}
