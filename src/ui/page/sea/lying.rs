//! What lies in a pool: each customer with why and since when, and the button that takes it or says why not.

use crate::app::{Filter, Query, Test};
use crate::crm::command::Args;
use crate::crm::customer::CUSTOMER;
use crate::crm::customer::facts::Facts;
use crate::crm::customer::place::{CAUSES, Standing, last_holder};
use crate::crm::{Command, Now, Rec, Ref, Refusal, command, member, pool};
use crate::i18n::{Arg, format, key};
use crate::ledger::order::sort_by_key;
use crate::ui::component::{Button, ButtonSize, EmptyState, Refused};
use crate::ui::frame::catch_focus;
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use leptos::prelude::*;

/// How many are listed; the list shows all.
const LISTED: usize = 100;

/// A customer that lies in the pool.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    at: Ref,
    title: String,
    detail: String,
    level: String,
    cause: String,
    from: String,
    touched: String,
    refused: Option<Refused>,
}

fn rows(session: Session, at: &Ref) -> (Vec<Row>, usize) {
    let now = session.now();
    session.read(|view| {
        let Some(pool) = view.at(at) else { return (Vec::new(), 0) };
        let found = pool::rules::lying(&pool, &now);
        let count = found.len();
        let mut found: Vec<(Option<i64>, Rec<'_>)> =
            found.into_iter().filter_map(|(at, since)| Some((since, view.at(&at)?))).collect();
        // The best first, and of equals the one that came last: it is still remembered.
        let level = |rec: &Rec<'_>| (rec.get("level").is_none(), rec.text("level").to_owned());
        sort_by_key(&mut found, |(since, rec)| (level(rec), std::cmp::Reverse(*since), rec.at()));
        (found.iter().take(LISTED).map(|(_, rec)| row(session, rec, &now)).collect(), count)
    })
}

fn row(session: Session, rec: &Rec<'_>, now: &Now) -> Row {
    let lang = session.lang.get();
    let standing = Standing::of(rec, now);
    let word = |key: &str| rec.table.field(key).map(|field| present::field(lang, rec, field, now)).unwrap_or_default();
    let day = |at: i64| format::day(lang, now.date_of(at), now.today());
    let cause = standing.cause.unwrap_or_default();
    let rule = standing.rule.as_ref().map(|rule| rec.view.name_of(rule));
    let returned = (cause == "returned").then(|| word("return_reason")).filter(|reason| !reason.is_empty());
    let cause = rule.or(returned).unwrap_or_else(|| present::choice(lang, CAUSES, cause));
    let who = last_holder(rec).map(|who| member::name(&rec.view, who)).filter(|who| !who.is_empty());
    let from = [who, standing.since.map(day)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let claim = command("customer.claim").map(|claim| (claim.allowed)(&rec.view, &rec.at(), now));
    Row {
        at: rec.at(),
        title: rec.title(),
        detail: [word("industry"), word("region")]
            .into_iter()
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        level: word("level"),
        cause,
        from,
        touched: Facts::of(rec).touched.map(day).unwrap_or_default(),
        refused: claim.and_then(Result::err).map(|refusal| why_not(session, &refusal)),
    }
}

/// A refusal as a button says it: the day from which it is allowed, or in brief that it is not.
fn why_not(session: Session, refusal: &Refusal) -> Refused {
    let (lang, today) = (session.lang.get(), session.now().today());
    let day = refusal.args.iter().find(|(name, _)| *name == "day").and_then(|(_, day)| day.parse().ok());
    let label = match day.map(|day| format::date(lang, day, today)) {
        Some(day) => session.tw(key::SEA_CLAIM_FROM, &[("day", day.into())]),
        None => session.t(key::SEA_CLAIM_NOT),
    };
    Refused { label, rule: session.refusal(refusal) }
}

/// Takes a customer.
fn claim(session: Session, at: Ref) {
    let Some(claim): Option<&'static Command> = command("customer.claim") else { return };
    session.run(claim, vec![at], Args::new(), |_| catch_focus());
}

/// The list.
#[component]
pub(super) fn Lying(
    /// The pool.
    pool: Ref,
) -> impl IntoView {
    let session = session();
    let all = Route::List(
        &CUSTOMER,
        Query {
            filters: vec![
                Filter::one("place", Test::AnyOf(vec!["sea".to_owned()])),
                Filter::one("belongs_to", Test::AnyOf(vec![pool.id.to_string()])),
            ],
            ..Query::default()
        },
    )
    .href();
    let edit = Route::of(&pool).href();
    let found = Memo::new(move |_| rows(session, &pool));
    let line = move |row: Row| {
        let (at, title) = (row.at.clone(), row.title.clone());
        let label = move || session.t(key::COMMAND_LEAD_CLAIM);
        // What is seen is part of what is heard.
        let why_not = row.refused.as_ref().map(|refused| format!(" · {}", refused.label)).unwrap_or_default();
        let named = move || format!("{}: {title}{why_not}", session.t(key::COMMAND_LEAD_CLAIM));
        view! {
            <tr>
                <th scope="row">
                    <a class="row-link ellipsis" href=Route::of(&row.at).href()>{row.title}</a>
                    <span class="meta ellipsis">{row.detail}</span>
                </th>
                <td class="sea-level">{row.level}</td>
                <td><span class="ellipsis">{row.cause}</span><span class="meta ellipsis">{row.from}</span></td>
                <td class="numeric secondary sea-touched">{row.touched}</td>
                <td class="sea-claim">
                    <Button
                        label=label
                        size=ButtonSize::Compact
                        refused=row.refused
                        attr:aria-label=named
                        on_click=move |_| claim(session, at.clone())
                    />
                </td>
            </tr>
        }
    };
    let table = move || {
        let (rows, count) = found.get();
        if rows.is_empty() {
            return view! {
                <EmptyState title=session.label(key::SEA_EMPTY) text=session.hint(key::SEA_EMPTY_WHY)/>
            }
            .into_any();
        }
        let free = rows.iter().filter(|row| row.refused.is_none()).count();
        let more = count.saturating_sub(rows.len());
        let n = |count: usize| Arg::from(i64::try_from(count).unwrap_or(i64::MAX));
        view! {
            <table class="sea-table">
                <thead>
                    <tr>
                        <th scope="col">{session.t(key::ENTITY_CUSTOMER)}</th>
                        <th scope="col">{session.t(key::CUSTOMER_LEVEL)}</th>
                        <th scope="col">{session.t(key::CUSTOMER_SEA_CAUSE)}</th>
                        <th scope="col" class="sea-touched">{session.t(key::FIELD_LAST_FOLLOW_UP)}</th>
                        <th scope="col"><span class="visually-hidden">{session.t(key::COMMAND_LEAD_CLAIM)}</span></th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(line).collect_view()}</tbody>
            </table>
            <p class="sea-sum" role="status">
                <span>{session.tw(key::SEA_SUM, &[("n", n(count)), ("free", n(free))])}</span>
                {(more > 0).then(|| view! { <span class="meta">{session.tw(key::SEA_MORE, &[("n", n(more))])}</span> })}
            </p>
        }
        .into_any()
    };
    view! {
        <div class="sea-bar">
            <a class="link" href=all>{session.label(key::SEA_AS_LIST)}</a>
            <a class="link" href=edit>{session.label(key::SEA_EDIT_POOL)}</a>
        </div>
        {table}
    }
}
