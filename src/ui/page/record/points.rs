//! Contact points: every phone, e-mail address and messenger name of a record, each a line of its own
//! that can be added, changed and taken away without touching the others.

use super::conflict::{Conflict, Conflicts};
use super::editor::{Edit, Editor, focus_row};
use super::subject::Subject;
use crate::crm::input;
use crate::crm::schema::{Field, Kind};
use crate::crm::{Edits, Rec, Ref, record};
use crate::i18n::key;
use crate::ledger::Value;
use crate::ui::component::{ButtonSize, IconButton};
use crate::ui::draft::FieldDraft;
use crate::ui::field::Entry;
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::present;
use leptos::{html, prelude::*};

/// A contact point as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The record of the line.
    pub at: Ref,
    /// The number, address or name.
    pub value: String,
    /// Where it is used, such as "mobile"; may be empty.
    pub label: String,
    /// The link that calls or writes to it, if one can be opened.
    pub href: Option<String>,
    /// What it was changed to by people who did not see each other's change.
    pub conflicts: Vec<Conflict>,
}

impl Point {
    /// The points of a kind, the primary first.
    #[must_use]
    pub fn all(subject: Subject, rec: &Rec<'_>, kind: &str) -> Vec<Point> {
        let (lang, now) = (subject.session.lang.get(), subject.session.now());
        let read = |point: Rec<'_>| {
            let value = point.text("value").to_owned();
            let label = point.table.field("label").map(|field| present::field(lang, &point, field, &now));
            let conflicts = point.table.field("value").map(|field| Conflict::of_field(subject, field, &point, &now));
            Point {
                at: point.at(),
                href: call(kind, &value),
                label: label.unwrap_or_default(),
                value,
                conflicts: conflicts.unwrap_or_default(),
            }
        };
        rec.points(kind).into_iter().map(read).collect()
    }
}

/// The link that calls or writes to a point. Only `tel:` and `mailto:` with harmless characters.
#[must_use]
pub fn call(kind: &str, value: &str) -> Option<String> {
    match kind {
        "phone" => {
            // What follows an "x" is an extension, which a dialler takes after a pause.
            let number = value.split(['x', 'X', '#']).next().unwrap_or_default();
            let dial: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            (dial.len() >= 3).then(|| format!("tel:{dial}"))
        }
        "email" => {
            let plain = |c: char| c.is_alphanumeric() || "@.-_+".contains(c);
            (value.contains('@') && value.chars().all(plain)).then(|| format!("mailto:{value}"))
        }
        _ => None,
    }
}

/// The points of one kind, with the ways to add, change and take away.
#[component]
pub fn Points(
    /// The record.
    subject: Subject,
    /// The field of the table that stands for them.
    field: &'static Field,
    /// Their kind.
    kind: &'static str,
) -> impl IntoView {
    let session = subject.session;
    let points = Memo::new(move |_| subject.read(|rec, _| Point::all(subject, rec, kind)).unwrap_or_default());
    let editing = RwSignal::new(None::<Edit>);
    let coming = RwSignal::new(None::<String>);
    let row = NodeRef::<html::Div>::new();
    let label = move || session.t(field.label);
    // The edit outlives the button that asked for it.
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let draft = StoredValue::new(FieldDraft::of(session, &subject.at(), &format!("+{kind}")));
    let begin = move || Edit::begin(Entry::new(session, field), draft.get_value());
    let close = Callback::new(move |refocus: bool| {
        editing.set(None);
        if refocus {
            focus_row(row);
        }
    });
    let save = Callback::new(move |value: Value| {
        let Some(edit) = editing.get_untracked() else { return };
        coming.set(value.as_text().map(str::to_owned));
        let (at, first) = (subject.at(), points.with_untracked(Vec::is_empty));
        let edits = move |_: &crate::crm::View<'_>| {
            let mut edits = Edits::new();
            input::add_point(&mut edits, &at.entity, &at.id, kind, None, value.clone(), first);
            Ok(edits)
        };
        let settle = edit.settle(editing, row);
        session.act("edit", key::DONE_POINT_ADD, edits, move |done| {
            let _ = coming.try_set(None);
            settle(done);
        });
    });
    let start = Callback::new(move |()| {
        editing.set(Some(owner.with_value(|owner| owner.with(begin))));
        focus_row(row);
    });
    // What was typed here and never saved is there again.
    if draft.with_value(|draft| draft.text().is_some()) {
        editing.set(Some(begin()).filter(|edit| edit.restored.get_untracked()));
    }
    let name = Signal::derive(move || session.tw(key::POINT_ADD_KIND, &[("field", label().into())]));
    let list = move || {
        let points = points.get();
        let last = points.len();
        let line = move |(at, point): (usize, Point)| {
            // Another one is added beside the last.
            let more = (at + 1 == last).then_some((start, name));
            view! { <PointLine subject=subject field=field point=point more=more/> }
        };
        points.into_iter().enumerate().map(line).collect_view()
    };
    let none = move || points.with(Vec::is_empty) && coming.with(Option::is_none);
    view! {
        <div class="fact" data-field=field.key node_ref=row>
            <dt>{label}</dt>
            <dd class="points">
                {list}
                {move || coming.get().map(|text| view! { <div class="point"><span class="numeric">{text}</span></div> })}
                {move || {
                    if let Some(edit) = editing.get() {
                        view! { <Editor edit=edit row=row save=save close=close/> }.into_any()
                    } else if none() {
                        view! {
                            <button type="button" class="fact-value blank" on:click=move |_| start.run(())>
                                <span class="fact-text">"—"</span>
                                <span class="visually-hidden">", "{name}</span>
                                <Icon glyph=Glyph::Plus size=IconSize::Small/>
                            </button>
                        }
                        .into_any()
                    } else {
                        ().into_any()
                    }
                }}
            </dd>
        </div>
    }
}

/// One point: the link that uses it, and the ways to change it.
#[component]
fn PointLine(
    subject: Subject,
    field: &'static Field,
    point: Point,
    /// How another one is added, and what that is called.
    more: Option<(Callback<()>, Signal<String>)>,
) -> impl IntoView {
    let session = subject.session;
    let editing = RwSignal::new(None::<Edit>);
    let coming = RwSignal::new(None::<String>);
    let row = NodeRef::<html::Div>::new();
    let point = StoredValue::new(point);
    let value = move || point.with_value(|point| point.value.clone());
    let at = move || point.with_value(|point| point.at.clone());
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let draft = StoredValue::new(FieldDraft::of(session, &subject.at(), &at().id));
    let begin = move || {
        let entry = Entry::new(session, field);
        entry.text.set(value());
        Edit::begin(entry, draft.get_value())
    };
    let close = Callback::new(move |refocus: bool| {
        editing.set(None);
        if refocus {
            focus_row(row);
        }
    });
    let save = Callback::new(move |typed: Value| {
        let Some(edit) = editing.get_untracked() else { return };
        coming.set(typed.as_text().map(str::to_owned));
        let settle = edit.settle(editing, row);
        session.edit(at(), "value", typed, move |done| {
            let _ = coming.try_set(None);
            settle(done);
        });
    });
    if draft.with_value(|draft| draft.text().is_some()) {
        editing.set(Some(begin()).filter(|edit| edit.restored.get_untracked()));
    }
    let remove = move |_| {
        let at = at();
        session.act("edit", key::DONE_POINT_REMOVE, move |_| Ok(record::delete(std::slice::from_ref(&at))), |_| {});
    };
    let start = move |_| {
        editing.set(Some(owner.with_value(|owner| owner.with(begin))));
        focus_row(row);
    };
    let face = move || {
        let Point { at, value: text, label, href, conflicts } = point.get_value();
        let text = coming.get().unwrap_or(text);
        let line = record::table_of(&at).ok().map(|table| Subject::new(session, table, at));
        // A long address breaks before its host, if it must.
        let parts = match text.split_once('@') {
            Some((name, host)) => view! { <span>{name.to_owned()}<wbr/>{format!("@{host}")}</span> }.into_any(),
            None => text.clone().into_any(),
        };
        let text = match href {
            Some(href) => view! { <a class="link numeric" href=href rel="noopener noreferrer">{parts}</a> }.into_any(),
            None => view! { <span class="numeric">{parts}</span> }.into_any(),
        };
        let more = more.map(|(start, name)| {
            view! {
                <IconButton
                    label=name
                    glyph=Glyph::Plus
                    size=ButtonSize::Inline
                    on_click=move |_| start.run(())
                />
            }
        });
        view! {
            {text}
            {(!label.is_empty()).then(|| view! { <span class="meta">{label}</span> })}
            <span class="point-tools">
                {more}
                <IconButton
                    label=move || session.tw(key::FACT_EDIT, &[("field", value().into())])
                    glyph=Glyph::Pencil
                    size=ButtonSize::Inline
                    on_click=start
                />
                <IconButton
                    label=move || session.tw(key::POINT_REMOVE, &[("value", value().into())])
                    glyph=Glyph::Close
                    size=ButtonSize::Inline
                    on_click=remove
                />
            </span>
            {line.map(|line| view! { <Conflicts subject=line conflicts=conflicts kind=Kind::Text/> })}
        }
    };
    view! {
        <div class="point" node_ref=row>
            {move || match editing.get() {
                Some(edit) => view! { <Editor edit=edit row=row save=save close=close/> }.into_any(),
                None => face().into_any(),
            }}
        </div>
    }
}
