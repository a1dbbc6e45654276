//! How much of one's own room is taken, in ticks, and what a day and a week bring.

use crate::crm::capacity_rule::limit::{Load, limit, load};
use crate::crm::customer::CUSTOMER;
use crate::crm::{Ref, pool};
use crate::i18n::{Arg, format, key};
use crate::ledger::Value;
use crate::ui::component::{Bar, TickMeter, Tone};
use crate::ui::session::{Session, session};
use leptos::prelude::*;

/// Above this many no tick could be seen.
const TICKS: u32 = 120;

/// What is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Told {
    load: Load,
    most: Option<usize>,
    most_locked: Option<usize>,
    claimed: usize,
    per_day: Option<i64>,
}

fn tell(session: Session, at: &Ref) -> Told {
    let now = session.now();
    session.read(|view| {
        let limit = limit(&view, view.me());
        let pool = view.at(at);
        Told {
            load: load(&view, view.me(), &limit, &now),
            most: limit.most,
            most_locked: limit.most_locked,
            claimed: pool.map_or(0, |pool| pool::rules::claimed_today(&view, CUSTOMER.key, &pool, &now)),
            per_day: pool.and_then(|pool| pool.get(pool::fields::PER_DAY.key).and_then(Value::as_int)),
        }
    })
}

fn ticks(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The strip above a pool.
#[component]
pub(super) fn Meter(
    /// The pool.
    pool: Ref,
) -> impl IntoView {
    let session = session();
    let told = Memo::new(move |_| tell(session, &pool));
    let count = |count: usize| Arg::from(i64::try_from(count).unwrap_or(i64::MAX));
    let out_of = |count: usize, most: Option<i64>| {
        let most = most.map(|most| view! { <span class="tertiary">{format!(" / {}", format::number(most))}</span> });
        view! { <b class="numeric">{format::number(i64::try_from(count).unwrap_or(i64::MAX))}</b>{most} }
    };
    let words = Signal::derive(move || {
        let told = told.get();
        session.tw(
            key::SEA_METER,
            &[
                ("held", count(told.load.held)),
                ("most", told.most.map_or(Arg::from("none"), count)),
                ("locked", count(told.load.locked)),
            ],
        )
    });
    let meter = move || {
        let told = told.get();
        let most = told.most?;
        let (total, used, locked) = (ticks(most), ticks(told.load.held), ticks(told.load.locked));
        let tone = if told.load.held >= most { Tone::Warn } else { Tone::Accent };
        Some(if total.max(used) <= TICKS {
            view! { <TickMeter label=words total=total used=used locked=locked tone=tone wide=true/> }.into_any()
        } else {
            let share = f64::from(used) / f64::from(total.max(1));
            view! { <Bar share=share label=Signal::derive(move || Some(words.get())) tone=tone/> }.into_any()
        })
    };
    let legend = move || {
        let told = told.get();
        let free = told.most.map(|most| most.saturating_sub(told.load.held));
        let item =
            |class: &'static str, words: String| view! { <span class="sea-key"><i class=class></i>{words}</span> };
        let locked = match told.most_locked {
            Some(most) => session.tw(key::SEA_LOCKED_OF, &[("n", count(told.load.locked)), ("most", count(most))]),
            None => session.tw(key::SEA_LOCKED, &[("n", count(told.load.locked))]),
        };
        let taken = told.load.held.saturating_sub(told.load.locked);
        view! {
            {item("locked", locked)}
            {item("used", session.tw(key::SEA_TAKEN, &[("n", count(taken))]))}
            {free.map(|free| item("free", session.tw(key::SEA_FREE, &[("n", count(free))])))}
            {(told.load.spared > 0).then(|| view! {
                <span>{session.tw(key::SEA_SPARED_WON, &[("n", count(told.load.spared))])}</span>
            })}
        }
    };
    view! {
        <section class="sea-meter" aria-label=session.label(key::SEA_MINE)>
            <div class="sea-own">
                <span class="meta">{session.label(key::SEA_MINE)}</span>
                <span class="figure">
                    {move || {
                        let told = told.get();
                        out_of(told.load.held, told.most.and_then(|most| i64::try_from(most).ok()))
                    }}
                </span>
            </div>
            <div class="sea-ticks">
                {meter}
                <div class="cluster meta">{legend}</div>
            </div>
            <dl class="sea-today">
                <div>
                    <dt class="meta">{session.label(key::SEA_CLAIMED)}</dt>
                    <dd>{move || told.with(|told| out_of(told.claimed, told.per_day))}</dd>
                </div>
                <div>
                    <dt class="meta">{session.label(key::SEA_LAPSING)}</dt>
                    <dd class:warn=move || told.with(|told| told.load.lapsing > 0)>
                        {move || told.with(|told| out_of(told.load.lapsing, None))}
                    </dd>
                </div>
            </dl>
        </section>
    }
}
