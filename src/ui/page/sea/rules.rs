//! The rules by which customers lapse, those that say how much a person may hold, and the terms of registrations.

use crate::crm::capacity_rule::CAPACITY_RULE;
use crate::crm::recycle_rule::RECYCLE_RULE;
use crate::crm::registration::template::REGISTRATION_TEMPLATE;
use crate::crm::schema::Kind;
use crate::crm::{Entity, Rec};
use crate::i18n::key;
use crate::ledger::Value;
use crate::ledger::order::sort_by_key;
use crate::ui::component::{Chip, EmptyState, LinkButton};
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use leptos::prelude::*;

/// All kinds of rules.
#[component]
pub(super) fn Rules() -> impl IntoView {
    view! {
        <List table=&RECYCLE_RULE none=(key::SEA_NO_RECYCLE, key::SEA_NO_RECYCLE_WHY)/>
        <List table=&CAPACITY_RULE none=(key::SEA_NO_CAPACITY, key::SEA_NO_CAPACITY_WHY)/>
        <List table=&REGISTRATION_TEMPLATE none=(key::SEA_NO_TEMPLATE, key::SEA_NO_TEMPLATE_WHY)/>
    }
}

/// The rules of a kind.
#[component]
fn List(table: &'static Entity, none: (&'static str, &'static str)) -> impl IntoView {
    let session = session();
    let rules = Memo::new(move |_| {
        session.read(|view| {
            let mut rules: Vec<(String, String, bool, String)> =
                view.records(table.key).map(|rule| told(session, &rule)).collect();
            sort_by_key(&mut rules, |(title, ..)| title.clone());
            rules
        })
    });
    let line = move |(title, said, active, href): (String, String, bool, String)| {
        view! {
            <li>
                <span class="spread">
                    <a class="link" href=href>{title}</a>
                    {(!active).then(|| view! { <Chip label=session.label(key::SEA_NOT_IN_USE)/> })}
                </span>
                <span class="secondary">{said}</span>
            </li>
        }
    };
    let body = move || {
        let rules = rules.get();
        if rules.is_empty() {
            return view! { <EmptyState title=session.label(none.0) text=session.hint(none.1)/> }.into_any();
        }
        view! { <ul class="assign-rules">{rules.into_iter().map(line).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="sea-rules" aria-label=session.label(table.plural)>
            <header class="block-heading">
                <h2>{session.label(table.plural)}</h2>
                <span class="end"><LinkButton label=session.label(key::SEA_NEW_RULE) href=Route::New(table, Vec::new()).href()/></span>
            </header>
            {body}
        </section>
    }
}

/// A rule: its name, what it says in words, whether it is in use, and its address.
fn told(session: Session, rule: &Rec<'_>) -> (String, String, bool, String) {
    let (lang, now) = (session.lang.get(), session.now());
    let named = rule.table.title.iter().find(|field| rule.get(field).is_some());
    let fields = rule.table.fields.iter().filter(|field| Some(&field.key) != named && field.key != "active");
    let word = |field: &crate::crm::Field| {
        let text = present::field(lang, rule, field, &now);
        match (field.kind, rule.get(field.key)) {
            _ if text.is_empty() => None,
            (Kind::Bool, Some(Value::Bool(true))) => Some(session.t(field.label)),
            (Kind::Bool, _) => None,
            _ => Some(format!("{} {text}", session.t(field.label))),
        }
    };
    let said = fields.filter_map(word).collect::<Vec<_>>().join(" · ");
    let active = rule.get("active").and_then(Value::as_bool) != Some(false);
    (rule.title(), said, active, Route::of(&rule.at()).href())
}
