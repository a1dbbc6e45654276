//! The brief before a call, folded above the composer: what was said last, what was promised, what is known and
//! what to ask, what to say (F98).

use crate::crm::Ref;
use crate::crm::brief::{Brief, brief};
use crate::i18n::{format, key};
use crate::ui::component::Fold;
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use leptos::prelude::*;

/// The brief about a record.
#[component]
pub(super) fn CallBrief(
    /// The record.
    at: Ref,
) -> impl IntoView {
    let session = session();
    let told = Memo::new(move |_| tell(session, &at));
    let meta = Signal::derive(move || told.with(|told| told.as_ref().and_then(|told| told.when.clone())));
    view! {
        <div class="brief">
            <Fold title=session.label(key::BRIEF_TITLE) meta=meta open=false>
                {move || told.get().map(draw)}
            </Fold>
        </div>
    }
}

/// A line of the brief: what it is about, and what is said.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    about: String,
    said: Vec<Said>,
}

/// Words, perhaps with an address.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    words: String,
    href: Option<String>,
}

/// The brief in words.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    /// When somebody talked last.
    when: Option<String>,
    lines: Vec<Line>,
    /// The script, or where one is written by who may.
    script: Option<(String, String)>,
    /// Where a script is written.
    write: Option<String>,
}

fn tell(session: Session, at: &Ref) -> Option<Told> {
    let (lang, now) = (session.lang.get(), session.now());
    session.read(|view| {
        let rec = view.at(at)?;
        let Brief { last, promised, known, open, script, wanting } = brief(&rec, &now);
        let mut lines = Vec::new();
        let last = last.and_then(|at| view.at(&at));
        let instant = last.as_ref().and_then(|told| told.get("at")?.as_at());
        let when = instant.map(|at| present::moment(lang, at, &now));
        if let Some(told) = &last {
            let who = told.get("owner").and_then(|link| view.follow(link)).map(|owner| owner.title());
            let head: Vec<String> = when.iter().cloned().chain(who).collect();
            let words = format!("{} — {}", head.join(" · "), told.title());
            lines.push(Line { about: session.t(key::BRIEF_LAST), said: vec![Said { words, href: None }] });
        }
        let promise = |(at, due): (Ref, Option<crate::crm::due::Due>)| {
            let task = view.at(&at)?;
            let day = due.map(|due| format!(" · {}", format::due(lang, due.day, now.today()))).unwrap_or_default();
            Some(Said { words: format!("{}{day}", task.title()), href: Some(Route::of(&at).href()) })
        };
        let promised: Vec<Said> = promised.into_iter().filter_map(promise).collect();
        lines.extend((!promised.is_empty()).then(|| Line { about: session.t(key::BRIEF_PROMISED), said: promised }));
        for (of, field) in known {
            let Some(of) = view.at(&of) else { continue };
            let words = present::field(lang, &of, field, &now);
            let from = (of.at() != *at).then(|| of.title());
            let words = from.map_or(words.clone(), |from| format!("{words} ({from})"));
            lines.push(Line { about: session.t(field.label), said: vec![Said { words, href: None }] });
        }
        let ask: Vec<String> = open.into_iter().map(|field| session.t(field.label)).collect();
        let ask = (!ask.is_empty()).then(|| Said { words: ask.join(" · "), href: None });
        lines.extend(ask.map(|ask| Line { about: session.t(key::BRIEF_ASK), said: vec![ask] }));
        let script = script.and_then(|at| view.at(&at)).map(|script| (script.title(), script.text("text").to_owned()));
        let write = wanting.map(|table| Route::New(table, Vec::new()).href());
        Some(Told { when, lines, script, write })
    })
}

fn draw(told: Told) -> AnyView {
    let session = session();
    let Told { lines, script, write, .. } = told;
    let blank = lines.is_empty() && script.is_none();
    let said = |said: Said| match said.href {
        Some(href) => view! { <a class="link" href=href>{said.words}</a> }.into_any(),
        None => view! { <span>{said.words}</span> }.into_any(),
    };
    let line = |line: Line| {
        view! {
            <div>
                <dt>{line.about}</dt>
                <dd>{line.said.into_iter().map(said).collect_view()}</dd>
            </div>
        }
    };
    view! {
        {blank.then(|| view! { <p class="secondary">{session.t(key::BRIEF_NOTHING)}</p> })}
        <dl class="brief-lines">{lines.into_iter().map(line).collect_view()}</dl>
        {script.map(|(title, text)| {
            view! {
                <section class="brief-script">
                    <h3>{title}</h3>
                    <p>{text}</p>
                </section>
            }
        })}
        {write.map(|href| view! { <a class="link meta" href=href>{session.t(key::BRIEF_WRITE)}</a> })}
    }
    .into_any()
}
