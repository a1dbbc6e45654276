//! What is to be done next with a record, in its header: when somebody will be in touch, or a day to choose
//! for it, and the first task that is open.

use super::composer::quick_days;
use super::subject::Subject;
use crate::crm::due::Due;
use crate::crm::next::next;
use crate::crm::{Now, Rec};
use crate::i18n::{Lang, format, key};
use crate::ui::component::{Button, ButtonSize};
use crate::ui::field::text;
use crate::ui::route::Route;
use leptos::prelude::*;

/// What the header says of it.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    /// The field that says when, what it says, and whether that can be chosen here.
    by: Option<(&'static str, &'static str, Option<Day>, bool)>,
    /// The first open task: its address, its title, its day.
    task: Option<(String, String, Option<Day>)>,
    /// How many more are open.
    more: usize,
}

/// A day at which something is due.
#[derive(Clone, Debug, PartialEq)]
struct Day {
    text: String,
    late: bool,
}

impl Day {
    fn of(lang: Lang, due: Due, now: &Now) -> Day {
        let hour =
            due.at.and_then(|at| format::local(at, now.offset)).map(|at| format!(" {}", format::time(at.time())));
        let text = format::due(lang, due.day, now.today());
        Day { text: format!("{text}{}", hour.filter(|_| due.days >= 0).unwrap_or_default()), late: due.days < 0 }
    }
}

fn tell(subject: Subject, rec: &Rec<'_>, now: &Now) -> Told {
    let lang = subject.session.lang.get();
    let next = next(rec, now);
    let day = |due: Option<Due>| due.map(|due| Day::of(lang, due, now));
    let by = next.by.map(|(field, due)| (field.key, field.label, day(due), field.is_editable()));
    let task = next.open.first().and_then(|(at, due)| {
        let task = rec.view.at(at)?;
        Some((Route::of(at).href(), task.title(), day(*due)))
    });
    Told { by, task, more: next.open.len().saturating_sub(1) }
}

/// What is to be done next.
#[component]
pub(super) fn NextUp(subject: Subject) -> impl IntoView {
    let session = subject.session;
    let told = Memo::new(move |_| subject.read(|rec, now| tell(subject, rec, now)));
    let day = |day: Day| view! { <span class="numeric" class:late=day.late>{day.text}</span> };
    let picks = move |field: &'static str, label: &'static str| {
        let pick = move |choice: crate::ui::component::Choice| {
            let (value, word) = (choice.value, StoredValue::new(choice.label));
            let name = move || format!("{}: {}", session.t(label), word.get_value());
            let run = move |_| {
                let Some(field) = subject.table.field(field) else { return };
                let Ok(value) = text::read(field, &value, "", &session.now()) else { return };
                session.edit(subject.at(), field.key, value, |_| crate::ui::frame::catch_focus());
            };
            view! { <Button label=move || word.get_value() size=ButtonSize::Inline attr:aria-label=name on_click=run/> }
        };
        quick_days(session, session.now().today()).into_iter().map(pick).collect_view().into_any()
    };
    move || {
        let Told { by, task, more } = told.get()?;
        let by = by.filter(|(.., due, can_be_set)| due.is_some() || *can_be_set).map(|(field, label, due, _)| {
            let label_words = session.t(label);
            let (label, said) = match due {
                Some(due) => (label_words, day(due).into_any()),
                None => (session.tw(key::RECORD_NEXT_NONE, &[("field", label_words.into())]), picks(field, label)),
            };
            view! { <div class="record-due"><dt>{label}</dt><dd>{said}</dd></div> }
        });
        let task = task.map(|(href, title, due)| {
            let more = (more > 0).then(|| format!(" +{more}"));
            view! {
                <div class="record-due task">
                    <dt>{session.t(key::RECORD_OPEN_TASK)}{more}</dt>
                    <dd>
                        <a class="link ellipsis" href=href>{title}</a>
                        {due.map(day)}
                    </dd>
                </div>
            }
        });
        (by.is_some() || task.is_some()).then(|| view! { <dl class="record-next">{by}{task}</dl> })
    }
}
