//! A conflict, shown where it is: the margin line forks, and each side says what, who and when.

use super::subject::Subject;
use crate::crm::schema::{Field, Kind, Now};
use crate::crm::{Rec, record};
use crate::i18n::key;
use crate::ledger::Value;
use crate::ui::component::{Button, ButtonSize};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::present;
use leptos::prelude::*;

/// A ledger field written differently by people who did not see each other's write.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The field's name in the ledger.
    pub name: String,
    /// The different values, the provisional winner first.
    pub sides: Vec<Side>,
}

/// One value of a conflict.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// What was written.
    pub value: Value,
    /// The same as a person reads it.
    pub text: String,
    /// Who wrote it, and when.
    pub credit: String,
}

impl Conflict {
    /// The conflicts of a table's field: its own, and for a set one per element.
    #[must_use]
    pub fn of_field(subject: Subject, field: &Field, rec: &Rec<'_>, now: &Now) -> Vec<Conflict> {
        let elements = rec.record.fields().map(|(name, _)| name).filter(|name| match field.kind {
            kind if kind.is_set() => name.strip_prefix(field.key).is_some_and(|rest| rest.starts_with(':')),
            _ => *name == field.key,
        });
        elements
            .map(|name| Conflict::of_name(subject, name, field.kind, rec, now))
            .filter(|conflict| conflict.sides.len() > 1)
            .collect()
    }

    /// The values a ledger field of any name has; one if it is settled.
    #[must_use]
    pub fn of_name(subject: Subject, name: &str, kind: Kind, rec: &Rec<'_>, now: &Now) -> Conflict {
        let lang = subject.session.lang.get();
        let mut sides: Vec<Side> = Vec::new();
        for write in rec.record.live(name) {
            let credit = subject.credit(rec, &write.stamp, now);
            match sides.iter_mut().find(|side| side.value == write.value) {
                Some(side) => side.credit = format!("{}; {credit}", side.credit),
                None => {
                    let text = present::value(lang, rec, kind, &write.value, now);
                    sides.push(Side { value: write.value.clone(), text, credit });
                }
            }
        }
        Conflict { name: name.to_owned(), sides }
    }
}

/// The sides of conflicts, each with a button that settles it.
#[component]
pub fn Conflicts(
    /// The record.
    subject: Subject,
    /// The conflicts of one field.
    conflicts: Vec<Conflict>,
    /// The type of that field.
    kind: Kind,
) -> impl IntoView {
    let session = subject.session;
    let one = move |conflict: Conflict| {
        let lang = session.lang.get();
        let element = conflict.name.split_once(':').map(|(_, element)| present::element(lang, kind, element));
        let name = StoredValue::new(conflict.name);
        let count = conflict.sides.len();
        let side = move |side: Side| {
            let text = match (kind, &side.value) {
                (kind, Value::Bool(true)) if kind.is_set() => session.t(key::CONFLICT_TAG_ON),
                (kind, _) if kind.is_set() => session.t(key::CONFLICT_TAG_OFF),
                _ if side.text.is_empty() => session.t(key::CONFLICT_BLANK),
                _ => side.text,
            };
            let value = side.value;
            let keep = move |_| {
                let (at, value) = (subject.at(), value.clone());
                let now = session.now();
                let edits = move |view: &crate::crm::View<'_>| {
                    record::guard(view, &at, &now)?;
                    Ok(record::resolve(&at, &name.get_value(), value.clone()))
                };
                session.act("resolve", key::DONE_RESOLVE, edits, |_| {});
            };
            let label = session.t(key::CONFLICT_KEEP);
            view! {
                <li class="fork-side">
                    <span class="fork-value">{text.clone()}</span>
                    <span class="meta">{side.credit}</span>
                    <Button label=label size=ButtonSize::Inline on_click=keep attr:aria-label=session.tw(key::CONFLICT_KEEP_VALUE, &[("value", text.into())])/>
                </li>
            }
        };
        view! {
            <div class="fork">
                <p class="fork-title">
                    <Icon glyph=Glyph::Fork size=IconSize::Small/>
                    {element.map(|element| view! { <b>{element}</b>" " })}
                    {session.tw(key::CONFLICT_TITLE, &[("count", count.into())])}
                </p>
                <ul>{conflict.sides.into_iter().map(side).collect_view()}</ul>
            </div>
        }
    };
    conflicts.into_iter().map(one).collect_view()
}
