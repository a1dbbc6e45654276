//! Analysis: what the records come to by source, person, month …, and how they fare on their path. Each figure is a
//! link to the list of the very records it counts; each bar stands in the row of its figures (F36, F86, F87).

mod divided;
mod walked;

use crate::app::Query;
use crate::app::analysis::{Amount, Ask, Cell, Span, Whose};
use crate::crm::report::Shape;
use crate::i18n::{Arg, format, key};
use crate::ui::component::{Choice, EmptyState, Select, Tab, TabLinks};
use crate::ui::frame::go_quietly;
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use divided::Divided;
use leptos::prelude::*;
use walked::Walked;

/// The page.
#[component]
pub fn AnalysisPage() -> impl IntoView {
    let session = session();
    let ask = Memo::new(move |_| {
        session.route.with(|route| match route {
            Route::Analysis(address) => session.read(|view| Ask::from_address(address, &view)),
            _ => session.read(|view| Ask::from_address("", &view)),
        })
    });
    let tabs = Signal::derive(move || {
        let now = ask.get();
        let tab = |usual: Ask| {
            let (span, whose) = now.map_or((usual.span, usual.whose), |ask| (ask.span, ask.whose));
            let href = Route::Analysis(Ask { span, whose, ..usual }.to_address()).href();
            Tab::new(usual.word(), session.t(usual.report.label)).href(href)
        };
        session.read(|view| Ask::all(&view).collect::<Vec<_>>()).into_iter().map(tab).collect::<Vec<_>>()
    });
    let current = Signal::derive(move || ask.get().map(|ask| ask.word()).unwrap_or_default());
    let asks = move || ask.get().map(|ask| session.t(ask.report.asks));
    let body = move || {
        ask.get().map(|ask| match ask.report.shape {
            Shape::Division { .. } => view! { <Divided ask=ask/> }.into_any(),
            Shape::Steps => view! { <Walked ask=ask/> }.into_any(),
        })
    };
    view! {
        <div class="analysis">
            <header class="page-header">
                <h1 tabindex="-1">{session.label(key::NAV_ANALYSIS)}</h1>
                <p class="meta grow">{asks}</p>
                <Choices ask=ask/>
            </header>
            <TabLinks label=session.label(key::ANALYSIS_REPORTS) tabs=tabs current=current/>
            <div class="analysis-body">{body}</div>
        </div>
    }
}

/// By what it is divided, from when, and whose.
#[component]
fn Choices(
    /// What is asked.
    ask: Memo<Option<Ask>>,
) -> impl IntoView {
    let session = session();
    let (by, span, whose) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    Effect::new(move |_| {
        if let Some(ask) = ask.get() {
            by.set(ask.by.map(|field| field.key.to_owned()).unwrap_or_default());
            span.set(ask.span.word());
            whose.set(ask.whose.word().to_owned());
        }
    });
    let changed = Callback::new(move |_: String| {
        let Some(ask) = ask.get_untracked() else { return };
        let (by, whose) = (by.get_untracked(), whose.get_untracked());
        let asked = Ask {
            by: ask.parts().find(|field| field.key == by).or(ask.by),
            span: Span::of_word(&span.get_untracked()).unwrap_or(ask.span),
            whose: Whose::ALL.into_iter().find(|other| other.word() == whose).unwrap_or(ask.whose),
            ..ask
        };
        go_quietly(session, Route::Analysis(asked.to_address()));
    });
    let parts = Signal::derive(move || {
        let fields = ask.get().into_iter().flat_map(|ask| ask.parts());
        fields.map(|field| Choice::new(field.key, session.t(field.label))).collect::<Vec<_>>()
    });
    let spans = Signal::derive(move || {
        Span::OFFERED.into_iter().map(|span| Choice::new(span.word(), span_words(session, span))).collect::<Vec<_>>()
    });
    let people = Signal::derive(move || {
        let word = |whose: Whose| match whose {
            Whose::All => session.t(key::ANALYSIS_ALL),
            Whose::Team => session.t(key::ANALYSIS_TEAM),
            Whose::Mine => session.t(key::ANALYSIS_MINE),
        };
        Whose::ALL.into_iter().map(|whose| Choice::new(whose.word(), word(whose))).collect::<Vec<_>>()
    });
    view! {
        <div class="cluster" role="group" aria-label=session.label(key::ANALYSIS_CHOICES)>
            <Show when=move || parts.with(|parts| !parts.is_empty())>
                <Select value=by choices=parts label=session.hint(key::ANALYSIS_BY) compact=true on_change=changed/>
            </Show>
            <Select value=span choices=spans label=session.hint(key::ANALYSIS_WHEN) compact=true on_change=changed/>
            <Select value=whose choices=people label=session.hint(key::ANALYSIS_WHOSE) compact=true on_change=changed/>
        </div>
    }
}

/// A span of time in words.
fn span_words(session: Session, span: Span) -> String {
    match span {
        Span::Last(days) => session.tw(key::ANALYSIS_LAST, &[("n", i64::from(days).into())]),
        Span::Period(period) => session.t(&format!("period-{}", period.key())),
        Span::Ever => session.t(key::ANALYSIS_EVER),
    }
}

/// A figure in words.
fn words(amount: &Amount) -> String {
    match amount {
        Amount::Count(count) => number(*count),
        Amount::Share(_, 0) | Amount::Median(None) => "–".to_owned(),
        Amount::Share(part, whole) => format!("{}%", (part * 200 + whole) / (whole * 2)),
        Amount::Median(Some(tenths)) => format::tenths(*tenths),
        Amount::Sum(sums) | Amount::Rate(sums) if sums.is_empty() => "–".to_owned(),
        Amount::Sum(sums) | Amount::Rate(sums) => present::sums(sums),
        Amount::Total(0) => "–".to_owned(),
        Amount::Total(total) => format::number(*total),
    }
}

fn number(count: usize) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// How many records a count has; nothing for another figure.
fn count(cell: &Cell) -> Option<usize> {
    match cell.amount {
        Amount::Count(count) => Some(count),
        _ => None,
    }
}

/// Where a figure leads: to the list of its records.
fn href(ask: &Ask, query: &Query) -> String {
    Route::List(ask.table, query.clone()).href()
}

/// A figure, which opens its records where there are any.
fn figure(ask: &Ask, cell: &Cell) -> AnyView {
    let words = words(&cell.amount);
    let any = match &cell.amount {
        Amount::Count(count) | Amount::Share(count, _) => *count > 0,
        Amount::Median(tenths) => tenths.is_some(),
        Amount::Sum(sums) | Amount::Rate(sums) => !sums.is_empty(),
        Amount::Total(total) => *total > 0,
    };
    if any {
        view! { <a href=href(ask, &cell.query)>{words}</a> }.into_any()
    } else {
        view! { <span class="none">{words}</span> }.into_any()
    }
}

/// A count as the length of a bar with the count behind it; `part` of it is so already, the rest is not.
fn bar(ask: &Ask, cell: &Cell, part: Option<usize>, most: usize) -> AnyView {
    let all = count(cell).unwrap_or_default();
    let of = |count: usize| if most == 0 { "0".to_owned() } else { format!("{}%", count as f64 * 100.0 / most as f64) };
    let part = part.unwrap_or(all).min(all);
    view! {
        <span class="figure-bar">
            <span class="figure-track" aria-hidden="true">
                <i style:width=of(part)></i>
                <i class="rest" style:width=of(all - part)></i>
            </span>
            {figure(ask, cell)}
        </span>
    }
    .into_any()
}

/// Nothing to look at in this span.
fn nothing(session: Session) -> AnyView {
    view! { <EmptyState title=session.label(key::ANALYSIS_EMPTY) text=session.hint(key::ANALYSIS_EMPTY_WHY)/> }
        .into_any()
}

/// A share in words: so many of a hundred, of how many.
fn share_words(session: Session, amount: &Amount) -> String {
    let whole = if let Amount::Share(_, whole) = amount { *whole } else { 0 };
    session.tw(key::ANALYSIS_SHARE, &[("share", words(amount).into()), ("n", Arg::from(whole))])
}
