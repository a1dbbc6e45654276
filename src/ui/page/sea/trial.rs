//! The simulator: what would lie in the sea if a rule were so, before anybody saves it.

use super::name;
use crate::crm::customer::CUSTOMER;
use crate::crm::customer::fields::LEVELS;
use crate::crm::member::{MEMBER, role_of};
use crate::crm::recycle_rule::RECYCLE_RULE;
use crate::crm::recycle_rule::fields::REASONS;
use crate::crm::recycle_rule::regime::{self, Regime, Rule, Spared};
use crate::crm::recycle_rule::trial::{Trial, trial};
use crate::crm::{Edits, Ref, View, record};
use crate::i18n::{Arg, format, key};
use crate::ledger::Value;
use crate::ui::component::{
    Bar, Button, ButtonVariant, CheckChips, Chip, Choice, Field, Fold, LinkButton, NumberInput, Select,
};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use leptos::prelude::*;

/// The longest span the slider offers, in days.
const LONGEST: i64 = 120;
/// How many customers are named.
const LISTED: usize = 100;

/// What is tried.
#[derive(Clone, Copy)]
struct Draft {
    /// The rule it changes, by id; empty for a new one.
    of: RwSignal<String>,
    reason: RwSignal<String>,
    days: RwSignal<String>,
    /// With commas between them.
    levels: RwSignal<String>,
    pool: RwSignal<String>,
}

impl Draft {
    fn new() -> Draft {
        let text = |text: &str| RwSignal::new(text.to_owned());
        Draft { of: text(""), reason: text("untouched"), days: text("10"), levels: text(""), pool: text("") }
    }

    /// Says what a rule says.
    fn fill(self, view: &View<'_>, id: &str) {
        let Some(rule) = view.get(RECYCLE_RULE.key, id).and_then(|rec| Rule::of(&rec)) else { return };
        self.reason.set(rule.reason.to_owned());
        self.days.set(rule.days.to_string());
        self.levels.set(rule.levels.join(", "));
        self.pool.set(rule.pool.map(|pool| pool.id.to_string()).unwrap_or_default());
    }

    fn days(self) -> Option<i64> {
        self.days.get().trim().parse().ok().filter(|days| (0..=36_500).contains(days))
    }

    /// The rule it stands for, and the one it replaces.
    fn rule(self, view: &View<'_>) -> Option<(Rule, Option<Ref>)> {
        let days = self.days()?;
        let of = self.of.get();
        let old = view.get(RECYCLE_RULE.key, &of).and_then(|rec| Rule::of(&rec));
        let pool = Some(self.pool.get()).filter(|id| !id.is_empty()).map(|id| Ref::new("pool", &id));
        let replaces = old.as_ref().map(|rule| rule.at.clone());
        let base = old.unwrap_or_else(|| Rule {
            at: Ref::new(RECYCLE_RULE.key, ""),
            reason: "",
            days,
            pool: None,
            levels: Vec::new(),
            since: None,
            spare_won: true,
            spare_open: true,
            to: None,
        });
        let levels = self.levels.get().split(", ").filter(|level| !level.is_empty()).map(str::to_owned).collect();
        let reason = regime::reason(&self.reason.get())?;
        Some((Rule { reason, days, levels, pool, ..base }, replaces))
    }

    /// What it says, by field.
    fn said(self) -> [(&'static str, String); 4] {
        [
            ("reason", self.reason.get_untracked()),
            ("days", self.days.get_untracked()),
            ("levels", self.levels.get_untracked()),
            ("pool", self.pool.get_untracked()),
        ]
    }

    /// Writes it over the rule it changes.
    fn write(self, view: &View<'_>, at: &Ref) -> Result<Edits, crate::crm::Refusal> {
        let mut edits = Edits::new();
        for (field, said) in self.said() {
            let value = match field {
                _ if said.is_empty() => Value::Null,
                "days" => said.trim().parse().map_or(Value::Null, Value::Int),
                "levels" => Value::List(said.split(", ").map(Value::from).collect()),
                "pool" => Ref::new("pool", &said).link(),
                _ => Value::from(said),
            };
            let now = view.at(at).map_or(Value::Null, |rule| match field {
                "levels" => Value::List(rule.tags(field).into_iter().map(Value::from).collect()),
                _ => rule.get(field).cloned().unwrap_or(Value::Null),
            });
            if now != value && !(now.is_empty() && value.is_empty()) {
                record::write(&mut edits, view, at, field, value)?;
            }
        }
        Ok(edits)
    }
}

fn n(count: usize) -> Arg<'static> {
    Arg::from(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The simulator.
#[component]
pub(super) fn Simulator() -> impl IntoView {
    let session = session();
    let draft = Draft::new();
    let found = Memo::new(move |_| {
        let now = session.now();
        session.read(|view| {
            let (rule, replaces) = draft.rule(&view)?;
            Some(trial(&view, &rule, replaces.as_ref(), &now))
        })
    });
    let verdict = move || {
        found.get().map(|trial| {
            let days = draft.days().unwrap_or_default();
            view! {
                <p class="sea-verdict" role="status">
                    {session.tw(key::TRIAL_IF, &[("n", days.into())])}
                    " "
                    <strong>{session.tw(key::TRIAL_THEN, &[("n", n(trial.taken.len()))])}</strong>
                </p>
                <p class="meta">{spared(session, &trial)}</p>
            }
        })
    };
    view! {
        <section class="trial" aria-labelledby="trial-title">
            <header class="block-heading">
                <h2 id="trial-title" class="cluster"><Icon glyph=Glyph::Pulse/>{session.label(key::TRIAL_TITLE)}</h2>
                <span class="end"><Chip label=session.label(key::TRIAL_NOTHING_CHANGES)/></span>
            </header>
            <Choices draft=draft/>
            {verdict}
            {move || found.get().map(|trial| ages(session, &trial, draft))}
            {move || found.get().map(|trial| owners(session, &trial))}
            {move || found.get().map(|trial| taken(session, &trial))}
            <Actions draft=draft/>
        </section>
    }
}

/// What the rule says, to be changed.
#[component]
fn Choices(draft: Draft) -> impl IntoView {
    let session = session();
    let rules = Signal::derive(move || {
        session.read(|view| {
            let rules = Regime::of(&view).rules.iter().map(|rule| rule.at.clone()).collect::<Vec<_>>();
            rules.iter().map(|at| Choice::new(at.id.to_string(), view.name_of(at))).collect::<Vec<_>>()
        })
    });
    let words = move |choices: &'static [crate::crm::Choice]| {
        Signal::derive(move || choices.iter().map(|own| Choice::new(own.key, session.t(own.label))).collect::<Vec<_>>())
    };
    let pools = Signal::derive(move || {
        session.read(|view| {
            let seas = Regime::of(&view).seas.iter().map(|sea| sea.at.clone()).collect::<Vec<_>>();
            seas.iter().map(|at| Choice::new(at.id.to_string(), view.name_of(at))).collect::<Vec<_>>()
        })
    });
    let slide =
        move || draft.days.with(|days| days.trim().parse::<i64>().unwrap_or_default().clamp(0, LONGEST).to_string());
    let fill = Callback::new(move |id: String| session.workspace().read(|view| draft.fill(&view, &id)));
    view! {
        <div class="trial-choices">
            <Field label=session.label(key::TRIAL_OF)>
                <Select value=draft.of choices=rules placeholder=session.hint(key::TRIAL_NEW) on_change=fill/>
            </Field>
            <Field label=session.label(key::RECYCLE_REASON)>
                <Select value=draft.reason choices=words(REASONS)/>
            </Field>
            <Field label=session.label(key::RECYCLE_DAYS)>
                <NumberInput value=draft.days whole=true/>
            </Field>
            <Field label=session.label(key::RECYCLE_LEVELS)>
                <CheckChips value=draft.levels label=session.label(key::RECYCLE_LEVELS) choices=words(LEVELS)/>
            </Field>
            <Show when=move || pools.with(|pools| pools.len() > 1)>
                <Field label=session.label(key::RECYCLE_POOL)>
                    <Select value=draft.pool choices=pools placeholder=session.hint(key::TRIAL_ALL)/>
                </Field>
            </Show>
            <input
                class="trial-slider"
                type="range"
                min="0"
                max=LONGEST
                aria-label=session.label(key::RECYCLE_DAYS)
                prop:value=slide
                on:input:target=move |event| draft.days.set(event.target().value())
            />
        </div>
    }
}

/// What would be spared and what lies in the sea already.
fn spared(session: Session, trial: &Trial) -> String {
    let of = |why: Spared| n(trial.spared.get(&why).copied().unwrap_or_default());
    session.tw(
        key::TRIAL_SPARED,
        &[
            ("already", n(trial.already)),
            ("locked", of(Spared::Locked)),
            ("protected", n(trial.protected)),
            ("open", of(Spared::Open)),
            ("won", of(Spared::Won)),
        ],
    )
}

/// How many customers stand at how many days: those that would be taken solid, the others in outline.
fn ages(session: Session, trial: &Trial, draft: Draft) -> AnyView {
    let top = trial.ages.iter().map(|(all, _)| *all).max().unwrap_or_default().max(1);
    let band = |(at, (all, taken)): (usize, &(usize, usize))| {
        let from = trial.band * i64::try_from(at).unwrap_or_default();
        let share = |count: usize| format!("{:.1}%", count as f64 * 100.0 / top as f64);
        let said = session.tw(key::TRIAL_BAND, &[("from", from.into()), ("n", n(*all)), ("taken", n(*taken))]);
        view! {
            <span class="trial-band" role="img" aria-label=said>
                <i class="rest" style:height=share(all.saturating_sub(*taken))></i>
                <i style:height=share(*taken)></i>
            </span>
        }
    };
    let last = trial.band * i64::try_from(trial.ages.len()).unwrap_or_default().saturating_sub(1);
    view! {
        <figure class="trial-ages">
            <div class="trial-bands">{trial.ages.iter().enumerate().map(band).collect_view()}</div>
            <figcaption class="spread meta">
                <span>{session.tw(key::TRIAL_AGES, &[("reason", draft.reason.get().into())])}</span>
                <span class="numeric">{format!("{}+", format::number(last))}</span>
            </figcaption>
        </figure>
    }
    .into_any()
}

/// Who would lose how many.
fn owners(session: Session, trial: &Trial) -> Option<AnyView> {
    let top = trial.owners.first()?.1.max(1);
    let line = |(owner, count): &(std::sync::Arc<str>, usize)| {
        let share = *count as f64 / top as f64;
        view! {
            <li>
                <span class="ellipsis">{name(session, &Ref::new(MEMBER.key, owner))}</span>
                <Bar share=share/>
                <b class="numeric">{format::number(i64::try_from(*count).unwrap_or(i64::MAX))}</b>
            </li>
        }
    };
    let lines = trial.owners.iter().take(8).map(line).collect_view();
    Some(view! { <ul class="trial-owners">{lines}</ul> }.into_any())
}

/// The customers it would take.
fn taken(session: Session, trial: &Trial) -> Option<AnyView> {
    let more = trial.taken.len().saturating_sub(LISTED);
    let names =
        trial.taken.iter().take(LISTED).map(|id| view! { <li>{name(session, &Ref::new(CUSTOMER.key, id))}</li> });
    let names = names.collect_view();
    let title = session.tw(key::TRIAL_SHOW, &[("n", n(trial.taken.len()))]);
    (!trial.taken.is_empty()).then(|| {
        view! {
            <Fold title=title open=false>
                <ul class="trial-taken">{names}</ul>
                {(more > 0).then(|| view! { <p class="meta">{session.tw(key::SEA_MORE, &[("n", n(more))])}</p> })}
            </Fold>
        }
        .into_any()
    })
}

/// Saving it.
#[component]
fn Actions(draft: Draft) -> impl IntoView {
    let session = session();
    let may = Memo::new(move |_| session.read(|view| role_of(&view).is_staff()));
    let busy = RwSignal::new(false);
    let save = move |_| {
        let at = Ref::new(RECYCLE_RULE.key, &draft.of.get_untracked());
        busy.set(true);
        session.act(
            "edit",
            key::DONE_EDIT,
            move |view| draft.write(view, &at),
            move |_| {
                let _ = busy.try_set(false);
            },
        );
    };
    let keep = move || {
        if !may.get() {
            return None;
        }
        if draft.of.with(String::is_empty) {
            let filled = [
                ("reason", draft.reason.get()),
                ("days", draft.days.get()),
                ("levels", draft.levels.get()),
                ("pool", draft.pool.get()),
            ];
            let filled = filled.into_iter().filter(|(_, said)| !said.is_empty());
            let filled = filled.map(|(field, said)| (field.to_owned(), said)).collect();
            let href = Route::New(&RECYCLE_RULE, filled).href();
            return Some(view! { <LinkButton label=session.label(key::TRIAL_MAKE) href=href/> }.into_any());
        }
        Some(
            view! {
                <Button label=session.label(key::TRIAL_SAVE) variant=ButtonVariant::Primary busy=busy on_click=save/>
            }
            .into_any(),
        )
    };
    view! { <div class="cluster trial-actions">{keep}</div> }
}
