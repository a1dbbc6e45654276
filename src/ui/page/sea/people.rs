//! What everybody holds: against the limit, how much of it is tended, and what the limits should be (F19, F21).

use super::name;
use crate::app::{Filter, Query, Test};
use crate::crm::Ref;
use crate::crm::capacity_rule::limit::{Adjusted, Holding, Holdings, Load, adjust, adjusted, imbalance};
use crate::crm::customer::CUSTOMER;
use crate::crm::member::{MEMBER, Role, role_of};
use crate::i18n::{Arg, format, key};
use crate::ledger::Value;
use crate::ledger::order::sort_by_key;
use crate::ui::component::{Bar, Button, ButtonVariant, Field, NumberInput, Tone};
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use leptos::prelude::*;

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    at: Ref,
    load: Load,
    most: Option<usize>,
    should: Option<Adjusted>,
}

fn rows(session: Session) -> Vec<Row> {
    let now = session.now();
    session.read(|view| {
        let (should, holdings) = (adjusted(&view, &now), Holdings::of(&view, &now));
        let mut rows: Vec<Row> = view
            .records(MEMBER.key)
            .filter(|who| who.get("active").and_then(Value::as_bool) != Some(false))
            .map(|who| {
                let Holding { limit, load, .. } = holdings.get(who.id);
                Row {
                    at: who.at(),
                    load,
                    most: limit.most,
                    should: should.iter().find(|one| one.member == who.at()).cloned(),
                }
            })
            // Who neither sells nor holds anything has no part in it.
            .filter(|row| {
                row.load.held + row.load.spared > 0
                    || view.at(&row.at).is_some_and(|who| who.text("role") == Role::Rep.key())
            })
            .collect();
        sort_by_key(&mut rows, |row| (usize::MAX - row.load.held, row.at.clone()));
        rows
    })
}

/// What everybody holds.
#[component]
pub(super) fn People() -> impl IntoView {
    let session = session();
    let rows = Memo::new(move |_| rows(session));
    let may = Memo::new(move |_| session.read(|view| role_of(&view).leads()));
    let busy = RwSignal::new(false);
    let due = move || rows.with(|rows| rows.iter().filter(|row| row.should.is_some()).count());
    let apply = move |_| {
        busy.set(true);
        let now = untrack(|| session.now());
        session.act(
            "capacity.adjust",
            key::DONE_CAPACITY_ADJUST,
            move |view| Ok(adjust(view, &adjusted(view, &now))),
            move |_| {
                let _ = busy.try_set(false);
            },
        );
    };
    let n = |count: usize| Arg::from(i64::try_from(count).unwrap_or(i64::MAX));
    let number = |count: usize| format::number(i64::try_from(count).unwrap_or(i64::MAX));
    let line = move |row: Row, top: usize| {
        let all = row.load.held + row.load.spared;
        let mine =
            Query { filters: vec![Filter::one("owner", Test::AnyOf(vec![row.at.id.to_string()]))], ..Query::default() };
        let share = row.load.held as f64 / row.most.unwrap_or(top).max(1) as f64;
        let full = row.most.is_some_and(|most| row.load.held >= most);
        let most = row.most.map(|most| view! { <span class="tertiary">{format!(" / {}", number(most))}</span> });
        let tended =
            (row.load.tended * 100).checked_div(all).map_or_else(|| "–".to_owned(), |share| format!("{share}%"));
        let should = row.should.map(|one| {
            let words = [
                ("from", n(one.from)),
                ("to", n(one.to)),
                ("won", n(one.won)),
                ("tended", one.tended.map_or(Arg::from("none"), n)),
            ];
            session.tw(key::SEA_SHOULD, &words)
        });
        view! {
            <tr>
                <th scope="row">{name(session, &row.at)}</th>
                <td class="figure-first">
                    <span class="figure-bar">
                        <Bar share=share tone=if full { Tone::Warn } else { Tone::Accent }/>
                        <a href=Route::List(&CUSTOMER, mine).href()><b class="numeric">{number(row.load.held)}</b></a>
                        {most}
                    </span>
                </td>
                <td class="num">{number(row.load.locked)}</td>
                <td class="num">{number(row.load.spared)}</td>
                <td class="num">{number(row.load.lapsing)}</td>
                <td class="num">{tended}</td>
                <td class="secondary">{should}</td>
            </tr>
        }
    };
    // What another limit would mean, before anybody makes it a rule.
    let tried = RwSignal::new(String::new());
    let verdict = move || {
        let most: usize = tried.with(|text| text.trim().parse().ok())?;
        let over = rows.with(|rows| {
            let over = rows.iter().filter_map(|row| Some((row.at.clone(), row.load.held.checked_sub(most)?)));
            over.filter(|(_, over)| *over > 0).collect::<Vec<_>>()
        });
        let who = session.read(|view| {
            let named = over.iter().map(|(at, over)| format!("{} {}", view.name_of(at), number(*over)));
            named.collect::<Vec<_>>().join(" · ")
        });
        let all = over.iter().map(|(_, over)| over).sum::<usize>();
        Some(session.tw(key::TRIAL_OVER, &[("people", n(over.len())), ("n", n(all)), ("who", who.into())]))
    };
    let body = move || {
        let rows = rows.get();
        let top = rows.iter().map(|row| row.load.held).max().unwrap_or_default();
        rows.into_iter().map(|row| line(row, top)).collect_view()
    };
    view! {
        <section class="sea-rules" aria-labelledby="sea-people">
            <header class="block-heading">
                <h2 id="sea-people">{session.label(key::SEA_PEOPLE)}</h2>
                <span class="meta">{move || session.tw(key::SEA_IMBALANCE, &[("n", n(rows.with(|rows| imbalance(rows.iter().map(|row| row.load.held + row.load.spared).collect()))))])}</span>
                <span class="end">
                    <Show when=move || may.get() && due() != 0>
                        <Button
                            label=move || session.tw(key::SEA_ADJUST, &[("n", n(due()))])
                            variant=ButtonVariant::Primary
                            busy=busy
                            on_click=apply
                        />
                    </Show>
                </span>
            </header>
            <div class="sea-try">
                <Field label=session.label(key::TRIAL_MOST)><NumberInput value=tried whole=true/></Field>
                <p class="secondary" role="status">{verdict}</p>
            </div>
            <div class="sea-scroll">
                <table class="report">
                    <thead>
                        <tr>
                            <th scope="col">{session.label(key::ENTITY_MEMBER)}</th>
                            <th scope="col">{session.label(key::SEA_HELD)}</th>
                            <th scope="col" class="num">{session.label(key::CUSTOMER_LOCKED)}</th>
                            <th scope="col" class="num">{session.label(key::SEA_SPARED)}</th>
                            <th scope="col" class="num">{session.label(key::SEA_LAPSING)}</th>
                            <th scope="col" class="num">{session.label(key::SEA_TENDED)}</th>
                            <th scope="col">{session.label(key::SEA_SHOULD_BE)}</th>
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        </section>
    }
}
