//! The steps of a path: a funnel in which each step says how many came, stayed and went on, and how long it takes.
//! The step that holds them longest is named.

use super::{bar, count, figure, nothing};
use crate::app::analysis::{Ask, Step, Steps, steps};
use crate::i18n::{Arg, format, key};
use crate::ui::component::{Chip, Tone};
use crate::ui::session::{Session, session};
use crate::ui::state::State;
use leptos::prelude::*;

/// The steps.
#[component]
pub(super) fn Walked(
    /// What is asked.
    ask: Ask,
) -> impl IntoView {
    let session = session();
    let walked = Memo::new(move |_| {
        let now = session.now();
        session.read(|view| steps(&view, &ask, &now))
    });
    move || {
        walked.with(|walked| {
            let most = walked.steps.first().and_then(|step| count(&step.reached)).unwrap_or_default();
            if most == 0 {
                return nothing(session);
            }
            view! {
                {stands_out(session, walked)}
                {table(session, &ask, walked, most)}
            }
            .into_any()
        })
    }
}

/// Where records stay longest, in a sentence.
fn stands_out(session: Session, walked: &Steps) -> Option<AnyView> {
    let step = walked.steps.get(walked.bottleneck?)?;
    let args: [(&str, Arg<'_>); 3] = [
        ("step", session.t(step.choice.label).into()),
        ("days", format::tenths(step.days?).into()),
        ("n", step.stays.into()),
    ];
    Some(view! { <p class="analysis-finding">{session.tw(key::ANALYSIS_BOTTLENECK_IS, &args)}</p> }.into_any())
}

fn table(session: Session, ask: &Ask, walked: &Steps, most: usize) -> AnyView {
    let labels = [key::ANALYSIS_HERE, key::ANALYSIS_ONWARD, key::ANALYSIS_DAYS].map(|key| session.t(key));
    let row = |(at, step): (usize, &Step)| {
        let slow = walked.bottleneck == Some(at);
        let days = step.days.map_or_else(|| "–".to_owned(), format::tenths);
        let onward = step.onward.as_ref().map(|cell| figure(ask, cell));
        let [here, on, stay] = labels.clone();
        view! {
            <tr class:slow=slow>
                <th scope="row">
                    <State choice=step.choice/>
                    {slow.then(|| view! { <Chip label=session.label(key::ANALYSIS_BOTTLENECK) tone=Tone::Warn/> })}
                </th>
                <td class="figure-first">{bar(ask, &step.reached, None, most)}</td>
                <td class="num" data-label=here>{figure(ask, &step.here)}</td>
                <td class="num" data-label=on>{onward}</td>
                <td class="num" data-label=stay>{days}</td>
            </tr>
        }
    };
    let heads = labels.clone().map(|label| view! { <th scope="col" class="num">{label}</th> });
    view! {
        <table class="report">
            <caption class="visually-hidden">{session.t(ask.report.asks)}</caption>
            <thead>
                <tr>
                    <th scope="col">{session.t(key::ANALYSIS_STEP)}</th>
                    <th scope="col">{session.t(key::ANALYSIS_REACHED)}</th>
                    {heads.into_iter().collect_view()}
                </tr>
            </thead>
            <tbody>{walked.steps.iter().enumerate().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}
