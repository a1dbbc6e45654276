//! Assignment by rules: the rules in their order, and the plan of what would happen now: who would get what, and
//! what would stay and why (F30). Carrying it out does exactly what is shown.

use crate::crm::assign_rule::ASSIGN_RULE;
use crate::crm::assign_rule::plan::{Plan, Share, Stay, carry_out, plan};
use crate::crm::schema::Kind;
use crate::crm::{Field, Rec, Ref};
use crate::i18n::{Arg, key};
use crate::ui::component::{Button, ButtonVariant, Checkbox, EmptyState, LinkButton, Note, Tone};
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use leptos::prelude::*;

/// How many leads are listed; the others are counted.
const LISTED: usize = 100;

/// The page.
#[component]
pub fn AssignPage() -> impl IntoView {
    let session = session();
    // Whether leads that their owners neglect are given to others.
    let untouched = RwSignal::new(false);
    let planned = Memo::new(move |_| session.read(|view| plan(&view, &session.now(), untouched.get())));
    let busy = RwSignal::new(false);
    let count = move || planned.with(|plan| plan.shares.len());
    let go = move |_| {
        busy.set(true);
        let (now, neglected) = untrack(|| (session.now(), untouched.get()));
        session.act(
            "assign.rules",
            key::DONE_ASSIGN_RULES,
            // Planned anew from what is there when it is written.
            move |view| carry_out(view, &plan(view, &now, neglected), &now),
            move |_| {
                let _ = busy.try_set(false);
            },
        );
    };
    let new = Route::New(&ASSIGN_RULE, Vec::new()).href();
    let any = Memo::new(move |_| planned.with(|plan| !plan.rules.is_empty()));
    let waits = Memo::new(move |_| planned.with(|plan| plan.shares.len() + plan.left.len()));
    let verdict = move || match (waits.get(), count()) {
        (0, _) => session.t(key::ASSIGN_NOBODY_WAITS),
        (all, some) => session.tw(key::ASSIGN_VERDICT, &[("n", some.into()), ("all", all.into())]),
    };
    view! {
        <div class="assign">
            <header class="page-header">
                <h1 tabindex="-1">{session.label(key::NAV_ASSIGN)}</h1>
                <p class="meta grow">{session.label(key::ASSIGN_LEAD)}</p>
                <LinkButton label=session.label(key::ASSIGN_NEW) href=new/>
                <Show when=move || count() != 0>
                    <Button
                        label=move || session.tw(key::ASSIGN_GO, &[("n", Arg::from(count()))])
                        variant=ButtonVariant::Primary
                        busy=busy
                        on_click=go
                    />
                </Show>
            </header>
            <div class="assign-columns">
                <section class="stack" aria-labelledby="assign-rules">
                    <h2 id="assign-rules">{session.label(key::ASSIGN_RULES)}</h2>
                    <Show
                        when=move || any.get()
                        fallback=move || view! {
                            <EmptyState title=session.label(key::ASSIGN_NO_RULES) text=session.hint(key::ASSIGN_NO_RULES_WHY)/>
                        }
                    >
                        <ol class="assign-rules">
                            {move || planned.with(|plan| plan.rules.iter().map(|rule| line(session, rule)).collect_view())}
                        </ol>
                    </Show>
                </section>
                <section class="stack" aria-labelledby="assign-plan">
                    <h2 id="assign-plan">{session.label(key::ASSIGN_PLAN)}</h2>
                    <p class="secondary" role="status">{verdict}</p>
                    <Checkbox label=session.label(key::ASSIGN_UNTOUCHED) checked=untouched/>
                    {move || planned.with(|plan| shares(session, plan))}
                    {move || planned.with(|plan| left(session, plan))}
                </section>
            </div>
        </div>
    }
}

/// What a record is called, as a link.
fn name(session: Session, at: &Ref) -> AnyView {
    let title = session.read(|view| view.name_of(at));
    view! { <a class="link" href=Route::of(at).href()>{title}</a> }.into_any()
}

/// The fields of one group of a rule that say something, as words.
fn said(session: Session, rec: &Rec<'_>, group: &str) -> String {
    let (lang, now) = (session.lang.get(), session.now());
    let word = |field: &'static Field| {
        let text = present::field(lang, rec, field, &now);
        let plain = matches!(field.kind, Kind::Choice(_) | Kind::Link(_));
        match (text.is_empty(), plain) {
            (true, _) => None,
            (_, true) => Some(text),
            _ => Some(format!("{} {text}", session.t(field.label))),
        }
    };
    let fields = rec.table.fields.iter().filter(|field| field.group == group);
    fields.filter_map(word).collect::<Vec<_>>().join(" · ")
}

/// A rule: what it asks for, whom it means, how many it would assign.
fn line(session: Session, (at, count): &(Ref, usize)) -> Option<impl IntoView + use<>> {
    let (when, whom) = session.read(|view| {
        let rec = view.at(at)?;
        Some((said(session, &rec, "group-when"), said(session, &rec, "group-whom")))
    })?;
    let when = if when.is_empty() { session.t(key::ASSIGN_ANY) } else { when };
    let whom = if whom.is_empty() { session.t(key::ASSIGN_EVERYBODY) } else { whom };
    let count = session.tw(key::ASSIGN_COUNT, &[("n", (*count).into())]);
    Some(view! {
        <li>
            <span class="spread">{name(session, at)}<span class="meta">{count}</span></span>
            <span class="secondary">{when}" → "{whom}</span>
        </li>
    })
}

/// Who would get what.
fn shares(session: Session, plan: &Plan) -> Option<AnyView> {
    let more = plan.shares.len().saturating_sub(LISTED);
    let row = |share: &Share| {
        let note = (share.overruled > 0).then(|| {
            view! { <span class="meta">{session.tw(key::ASSIGN_OVERRULED, &[("n", share.overruled.into())])}</span> }
        });
        view! {
            <tr>
                <th scope="row">{name(session, &share.lead)}</th>
                <td>{name(session, &share.to)}</td>
                <td>{name(session, &share.rule)}" "{note}</td>
            </tr>
        }
    };
    let rows = plan.shares.iter().take(LISTED).map(row).collect_view();
    (!plan.shares.is_empty()).then(|| {
        view! {
            <table class="assign-plan">
                <thead>
                    <tr>
                        <th scope="col">{session.t(key::ASSIGN_WHAT)}</th>
                        <th scope="col">{session.t(key::ASSIGN_WHO)}</th>
                        <th scope="col">{session.t(key::ASSIGN_WHY)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {(more > 0).then(|| view! { <p class="meta">{session.tw(key::ASSIGN_MORE, &[("n", more.into())])}</p> })}
        }
        .into_any()
    })
}

/// What would stay, by reason.
fn left(session: Session, plan: &Plan) -> Option<AnyView> {
    let mut reasons: Vec<(&Stay, Vec<&Ref>)> = Vec::new();
    for (lead, why) in &plan.left {
        match reasons.iter_mut().find(|(reason, _)| *reason == why) {
            Some((_, leads)) => leads.push(lead),
            None => reasons.push((why, vec![lead])),
        }
    }
    let reason = |(why, leads): (&Stay, Vec<&Ref>)| {
        let n = ("n", Arg::from(leads.len()));
        let words = match why {
            Stay::NoRule => session.tw(key::ASSIGN_LEFT_NO_RULE, &[n]),
            Stay::Queued(rule) => {
                let pool = session.read(|view| {
                    view.at(rule)?.get("queue").and_then(|link| view.follow(link)).map(|pool| pool.title())
                });
                session.tw(key::ASSIGN_LEFT_QUEUED, &[n, ("pool", pool.unwrap_or_default().into())])
            }
            Stay::Nobody(rule) => {
                let rule = session.read(|view| view.name_of(rule));
                session.tw(key::ASSIGN_LEFT_NOBODY, &[n, ("rule", rule.into())])
            }
        };
        let names = leads.iter().take(6).map(|at| view! { <li>{name(session, at)}</li> }).collect_view();
        view! { <Note tone=Tone::Warn><p>{words}</p><ul class="cluster">{names}</ul></Note> }
    };
    (!reasons.is_empty()).then(|| reasons.into_iter().map(reason).collect_view().into_any())
}
