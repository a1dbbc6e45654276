//! One cell of a list: a field's value as a row shows it. States get their mark, people their avatar,
//! dates that are due their weight; everything else is its text.

use crate::crm::schema::{Field, Kind};
use crate::crm::{Now, Rec, due};
use crate::i18n::{Lang, format, key, text};
use crate::ledger::Value;
use crate::ui::component::Avatar;
use crate::ui::highlight::Highlight;
use crate::ui::present;
use crate::ui::state::{State, state_of};
use leptos::prelude::*;

/// The cell of a field.
pub(super) fn cell(lang: Lang, rec: &Rec<'_>, field: &'static Field, now: &Now, words: &str) -> AnyView {
    if rec.table.status == Some(field.key)
        && let Some(choice) = state_of(rec, now)
    {
        return view! { <State choice=choice/> }.into_any();
    }
    let value = rec.value(field, now);
    match &*value {
        Value::Null => view! { <span class="blank" aria-hidden="true">"—"</span> }.into_any(),
        Value::Link(entity, _) if is_person(rec, entity) => person(lang, rec, field, now),
        Value::Date(_) | Value::At(_) => date(lang, rec, field, &value, now),
        Value::Text(text) if field.search => {
            view! { <span class="ellipsis"><Highlight text=text.clone() words=words.to_owned()/></span> }.into_any()
        }
        _ => view! { <span class="ellipsis">{present::value(lang, rec, field.kind, &value, now)}</span> }.into_any(),
    }
}

/// Whether values of this type are figures, which stand at the right of their column.
pub(super) fn is_figure(kind: Kind) -> bool {
    kind.is_number()
}

/// When a record is due, for the second line of a card: `None` if it is not.
pub(super) fn due_words(lang: Lang, rec: &Rec<'_>, now: &Now) -> Option<(String, bool)> {
    let due = due::of(rec, now)?;
    Some((format::due(lang, due.day, now.today()), due.days < 0))
}

/// Whether records of this entity are the people of the workspace: those the viewer is one of.
fn is_person(rec: &Rec<'_>, entity: &str) -> bool {
    rec.view.my_link().as_link().is_some_and(|(own, _)| own == entity)
}

fn person(lang: Lang, rec: &Rec<'_>, field: &Field, now: &Now) -> AnyView {
    let name = present::field(lang, rec, field, now);
    if name.is_empty() {
        return view! { <span class="blank" aria-hidden="true">"—"</span> }.into_any();
    }
    view! { <span class="person"><Avatar name=name.clone()/><span class="ellipsis">{name}</span></span> }.into_any()
}

/// A date: late ones in words and red, today's in weight, an instant with its time where it is near.
fn date(lang: Lang, rec: &Rec<'_>, field: &Field, value: &Value, now: &Now) -> AnyView {
    let Some((day, instant)) = due::read(value, now) else { return ().into_any() };
    let due = due::of(rec, now).filter(|due| field.is_editable() && due.day == day && due.at == instant);
    let clock = instant.and_then(|at| format::local(at, now.offset)).map(|at| format::time(at.time()));
    match due {
        Some(due) if due.days < 0 => {
            view! { <span class="late">{format::due(lang, day, now.today())}</span> }.into_any()
        }
        Some(due) if due.days == 0 => {
            let clock = clock.map(|clock| format!(" {clock}"));
            view! { <b>{text(lang, key::DAY_TODAY)}{clock}</b> }.into_any()
        }
        _ => format::day(lang, day, now.today()).into_any(),
    }
}
