//! Terms tried on the registrations: what they would be under others, before anybody saves a template.

use super::name;
use crate::crm::command::Args;
use crate::crm::member::{MEMBER, role_of};
use crate::crm::registration::REGISTRATION;
use crate::crm::registration::template::{REGISTRATION_TEMPLATE, Terms};
use crate::crm::registration::trial::{Trial, trial};
use crate::crm::schema::Field;
use crate::crm::{Edits, Ref, Refusal, View, record};
use crate::i18n::{Arg, format, key};
use crate::ledger::Value;
use crate::ui::component::{self, Bar, Button, ButtonVariant, Chip, Choice, Fold, LinkButton, Select};
use crate::ui::field::{FieldRow, Form};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The name of the form.
const FORM: &str = "terms";
/// How many records are named.
const LISTED: usize = 100;

fn n(count: usize) -> Arg<'static> {
    Arg::from(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The fields that say terms.
fn fields() -> impl Iterator<Item = &'static Field> {
    REGISTRATION_TEMPLATE.fields.iter().filter(|field| field.group != "group-basics")
}

/// The template of an id; none stands for the usual terms.
fn template(of: &str) -> Option<Ref> {
    (!of.is_empty()).then(|| Ref::new(REGISTRATION_TEMPLATE.key, of))
}

/// The trial.
#[component]
pub(super) fn TermsTrial() -> impl IntoView {
    let session = session();
    let (of, form) = (RwSignal::new(String::new()), Form::new(session, FORM, fields()));
    let templates = Signal::derive(move || {
        session.read(|view| {
            let templates = view.records(REGISTRATION_TEMPLATE.key);
            templates.map(|rec| Choice::new(rec.id.to_owned(), rec.title())).collect::<Vec<_>>()
        })
    });
    let choose = Callback::new(move |id: String| {
        let said = session.workspace().read(|view| {
            let rec = template(&id).and_then(|at| view.at(&at));
            let said = |field: &Field| rec.as_ref().and_then(|rec| rec.get(field.key).cloned()).unwrap_or(Value::Null);
            fields().map(|field| (field.key.to_owned(), said(field))).collect::<Args>()
        });
        form.say(session, &said);
    });
    let found = Memo::new(move |_| {
        let (template, _) = (template(&of.get()), form.typed());
        let (said, now) = (form.glance(session), session.now());
        let draft = Terms::said(|field| said.get(field).cloned());
        session.read(|view| trial(&view, &draft, template.as_ref(), &now))
    });
    let rows = move |group: &'static str| {
        let entries = form.entries().into_iter().filter(move |entry| entry.field.group == group);
        entries.map(|entry| view! { <FieldRow entry=entry form=FORM/> }).collect_view()
    };
    view! {
        <section class="trial" aria-labelledby="terms-title">
            <header class="block-heading">
                <h2 id="terms-title" class="cluster"><Icon glyph=Glyph::Pulse/>{session.label(key::TERMS_TITLE)}</h2>
                <span class="end"><Chip label=session.label(key::TRIAL_NOTHING_CHANGES)/></span>
            </header>
            <div class="trial-choices">
                <component::Field label=session.label(REGISTRATION_TEMPLATE.label)>
                    <Select value=of choices=templates placeholder=session.hint(key::TERMS_USUAL) on_change=choose/>
                </component::Field>
                {rows("group-terms")}
            </div>
            <Fold title=session.label(key::GROUP_ASKED) open=false>
                <div class="trial-choices">{rows("group-asked")}</div>
            </Fold>
            <Fold title=session.label(key::GROUP_MATCHED) open=false>
                <div class="trial-choices">{rows("group-matched")}</div>
            </Fold>
            {move || found.with(|trial| verdict(session, trial))}
            <Actions of=of form=form/>
        </section>
    }
}

/// What would be so, in words, with the records each figure counts.
fn verdict(session: Session, trial: &Trial) -> AnyView {
    let words = [
        ("protected", n(trial.protected)),
        ("ended", n(trial.ended.len())),
        ("lasting", n(trial.lasting.len())),
        ("passing", n(trial.passing.len())),
        ("lacking", n(trial.lacking)),
    ];
    let over: usize = trial.over.iter().map(|(_, over)| over).sum();
    let top = trial.over.first().map_or(1, |(_, over)| *over);
    let rep = |(rep, over): &(Arc<str>, usize)| {
        view! {
            <li>
                <span class="ellipsis">{name(session, &Ref::new(MEMBER.key, rep))}</span>
                <Bar share=*over as f64 / top as f64/>
                <b class="numeric">{format::number(i64::try_from(*over).unwrap_or(i64::MAX))}</b>
            </li>
        }
    };
    let reps = trial.over.iter().take(8).map(rep).collect_view();
    let list = |title: &'static str, ids: &[Arc<str>]| {
        let names =
            ids.iter().take(LISTED).map(|id| view! { <li>{name(session, &Ref::new(REGISTRATION.key, id))}</li> });
        let names = names.collect_view();
        let title = session.tw(title, &[("n", n(ids.len()))]);
        (!ids.is_empty()).then(|| view! { <Fold title=title open=false><ul class="trial-taken">{names}</ul></Fold> })
    };
    view! {
        <p class="sea-verdict" role="status">
            {session.tw(key::TERMS_IF, &words)}
            <strong>{session.tw(key::TERMS_THEN, &words)}</strong>
        </p>
        <p class="meta">{session.tw(key::TERMS_ALSO, &words)}</p>
        {(over > 0).then(|| view! { <p class="meta">{session.tw(key::TERMS_OVER, &[("n", n(over))])}</p><ul class="trial-owners">{reps}</ul> })}
        {list(key::TERMS_ENDED, &trial.ended)}
        {list(key::TERMS_LASTING, &trial.lasting)}
        {list(key::TERMS_PASSING, &trial.passing)}
    }
    .into_any()
}

/// Saving them.
#[component]
fn Actions(of: RwSignal<String>, form: Form) -> impl IntoView {
    let session = session();
    let may = Memo::new(move |_| session.read(|view| role_of(&view).is_staff()));
    let busy = RwSignal::new(false);
    let save = move |_| {
        let (Some(at), Some(said)) = (template(&of.get_untracked()), form.read(session)) else { return };
        busy.set(true);
        session.act(
            "edit",
            key::DONE_EDIT,
            move |view| changes(view, &at, &said),
            move |_| {
                let _ = busy.try_set(false);
            },
        );
    };
    let keep = move || {
        if !may.get() {
            return None;
        }
        if of.with(String::is_empty) {
            let filled: BTreeMap<String, String> = form.typed();
            let href = Route::New(&REGISTRATION_TEMPLATE, filled.into_iter().collect()).href();
            return Some(view! { <LinkButton label=session.label(key::TERMS_MAKE) href=href/> }.into_any());
        }
        Some(
            view! {
                <Button label=session.label(key::TERMS_SAVE) variant=ButtonVariant::Primary busy=busy on_click=save/>
            }
            .into_any(),
        )
    };
    view! { <div class="cluster trial-actions">{keep}</div> }
}

/// What differs from what a template says.
fn changes(view: &View<'_>, at: &Ref, said: &Args) -> Result<Edits, Refusal> {
    let mut edits = Edits::new();
    let rec = view.at(at).ok_or_else(|| Refusal::new(key::REFUSED_GONE))?;
    for (field, value) in said {
        let now = rec.get(field).cloned().unwrap_or(Value::Null);
        if now != *value && !(now.is_empty() && value.is_empty()) {
            record::write(&mut edits, view, at, field, value.clone())?;
        }
    }
    Ok(edits)
}
