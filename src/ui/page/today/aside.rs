//! The side column: what waits for an owner, the next days, and what was said last.

use super::line::Facts;
use crate::app::query::ME;
use crate::app::{Filter, Query, Test};
use crate::crm::member::role_of;
use crate::crm::schema::Kind;
use crate::crm::today::{Call, Item, Today, calling};
use crate::crm::{Entity, Mark, Ref, entities};
use crate::i18n::{format, key};
use crate::ui::component::{Avatar, Button, ButtonSize, ButtonVariant};
use crate::ui::frame::glyph_of;
use crate::ui::handout::{Handout, Out};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use crate::ui::state::{StateGlyph, states};
use leptos::prelude::*;

/// How many lines a block shows.
const SHOWN: usize = 8;

/// The records that wait for an owner, by entity; nothing where none does.
#[component]
pub(super) fn Unassigned() -> impl IntoView {
    let session = session();
    let found = Memo::new(move |_| unassigned(session));
    let lines = move || {
        let line = |(table, tab, count): (&'static str, &'static str, usize)| {
            let table = crate::crm::entity(table)?;
            let query = Query { tab: Some(tab.to_owned()), ..Query::default() };
            Some(view! {
                <li class="aside-line">
                    <Icon glyph=glyph_of(table)/>
                    <a class="line-title" href=Route::List(table, query).href()>{session.t(table.plural)}</a>
                    <b class="numeric">{format::number(count as i64)}</b>
                </li>
            })
        };
        found.get().into_iter().filter_map(line).collect_view()
    };
    move || {
        (!found.with(Vec::is_empty)).then(|| {
            view! {
                <section class="aside-block">
                    <h2 class="block-heading">{session.t(key::TODAY_UNASSIGNED)}</h2>
                    <ul>{lines}</ul>
                </section>
            }
        })
    }
}

/// How many records are in a state that is nobody's: entity, state, number.
fn unassigned(session: Session) -> Vec<(&'static str, &'static str, usize)> {
    let nobody = |table: &'static Entity| {
        states(table).iter().filter(|choice| choice.mark == Some(Mark::Nobody)).map(move |choice| (table, choice.key))
    };
    entities()
        .iter()
        .copied()
        .flat_map(nobody)
        .map(|(table, state)| {
            let query = Query { tab: Some(state.to_owned()), ..Query::default() };
            (table.key, state, session.rows(table, &query).refs.len())
        })
        .filter(|(_, _, count)| *count > 0)
        .collect()
}

/// The records that call for attention, by what they call for: those of the member who looks, or everybody's for who
/// looks after others; nothing where none does.
#[component]
pub(super) fn Calling() -> impl IntoView {
    let session = session();
    let found = Memo::new(move |_| calls(session));
    let line = move |(table, field, choice, count): Call| {
        let table = crate::crm::entity(table)?;
        let Kind::Choice(choices) = table.field(field)?.kind else { return None };
        let choice = choices.iter().find(|own| own.key == choice)?;
        let href = Route::List(table, asking(session, field, choice.key)).href();
        Some(view! {
            <li class="aside-line">
                <StateGlyph choice=choice/>
                <a class="line-title" href=href>{session.t(choice.label)}</a>
                <b class="numeric">{format::number(count as i64)}</b>
            </li>
        })
    };
    let block = move |of: &[Call]| {
        let (table, field, ..) = of.first()?;
        let title = session.t(crate::crm::entity(table)?.field(field)?.label);
        Some(view! {
            <section class="aside-block">
                <h2 class="block-heading">{title}</h2>
                <ul>{of.iter().copied().filter_map(line).collect_view()}</ul>
            </section>
        })
    };
    move || found.with(|found| found.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter_map(block).collect_view())
}

/// The list of records that call for something.
fn asking(session: Session, field: &str, choice: &str) -> Query {
    let all = session.read(|view| role_of(&view).is_staff());
    let mut filters = vec![Filter::one(field, Test::AnyOf(vec![choice.to_owned()]))];
    if !all {
        filters.push(Filter::one("owner", Test::AnyOf(vec![ME.to_owned()])));
    }
    Query { filters, ..Query::default() }
}

/// What records call for.
fn calls(session: Session) -> Vec<Call> {
    let now = session.now();
    session.read(|view| {
        let mine = (!role_of(&view).is_staff()).then(|| view.me());
        calling(&view, mine, &now)
    })
}

/// What is due within the next days.
#[component]
pub(super) fn Ahead(page: Memo<Today>) -> impl IntoView {
    let session = session();
    let line = move |item: Item| {
        let facts = Facts::at(session, &item.at)?;
        let day = format::day(session.lang.get(), item.due.day, session.now().today());
        Some(view! {
            <li class="aside-line">
                <Icon glyph=facts.glyph/>
                <a class="line-title ellipsis" href=Route::of(&facts.at).href()>{facts.title}</a>
                <span class="tertiary nowrap">{day}</span>
            </li>
        })
    };
    let lines = move || page.with(|page| page.ahead.clone()).into_iter().take(SHOWN).filter_map(line).collect_view();
    move || {
        let count = page.with(|page| page.ahead.len());
        (count > 0).then(|| {
            view! {
                <section class="aside-block">
                    <header class="block-heading">
                        <h2>{session.t(key::TODAY_UPCOMING)}</h2>
                        <span class="tertiary numeric">{format::number(count as i64)}</span>
                    </header>
                    <ul>{lines}</ul>
                </section>
            }
        })
    }
}

/// What is to be done as a calendar file, for when the app is closed.
#[component]
pub(super) fn TakeAlong() -> impl IntoView {
    let session = session();
    view! {
        <p class="aside-block">
            <Button
                label=session.label(key::CALENDAR_FILE)
                icon=Glyph::Calendar
                variant=ButtonVariant::Link
                size=ButtonSize::Compact
                on_click=move |_| Handout::new(session).hand_out(Out::Calendar, None)
                attr:title=session.label(key::CALENDAR_WHY)
            />
        </p>
    }
}

/// What was said last, newest first, with a way to whom it was said.
#[component]
pub(super) fn Logged(page: Memo<Today>) -> impl IntoView {
    let session = session();
    let lines = move || {
        let logged = page.with(|page| page.logged.clone());
        logged.into_iter().take(SHOWN).filter_map(|at| said(session, &at)).collect_view()
    };
    move || {
        (!page.with(|page| page.logged.is_empty())).then(|| {
            view! {
                <section class="aside-block">
                    <h2 class="block-heading">{session.t(key::TODAY_RECENT)}</h2>
                    <ul>{lines}</ul>
                </section>
            }
        })
    }
}

/// A follow-up in two lines: to whom and when, then what.
fn said(session: Session, at: &Ref) -> Option<AnyView> {
    let (lang, now) = (session.lang.get(), session.now());
    session.read(|view| {
        let rec = view.at(at)?;
        let about = rec.table.subtitle.iter().find_map(|field| view.follow(rec.get(field)?))?;
        let when = rec.table.fields.iter().find_map(|field| rec.get(field.key)?.as_at());
        let when = when.map(|at| present::moment(lang, at, &now)).unwrap_or_default();
        Some(
            view! {
                <li class="said">
                    <Avatar name=about.title()/>
                    <span class="line-text">
                        <span class="spread">
                            <a class="line-title ellipsis" href=Route::of(&about.at()).href()>{about.title()}</a>
                            <span class="tertiary nowrap">{when}</span>
                        </span>
                        <span class="said-words">{rec.title()}</span>
                    </span>
                </li>
            }
            .into_any(),
        )
    })
}
