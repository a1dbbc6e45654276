//! Contact points: every phone, e-mail address and messenger name of a record, each a line of its own
//! that can be added, changed and taken away without touching the others.

use super::conflict::{Conflict, Conflicts};
use super::subject::Subject;
use crate::crm::input;
use crate::crm::schema::{Field, Kind};
use crate::crm::{Edits, Rec, Ref, record};
use crate::i18n::key;
use crate::ledger::Value;
use crate::ui::component::{self, ButtonSize, IconButton};
use crate::ui::field::{Entry, FieldInput, focus_inside};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::key::Press;
use crate::ui::present;
use leptos::{ev, html, prelude::*};

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
    let adding = RwSignal::new(false);
    let label = move || session.t(field.label);
    let add = move |value: Value| {
        let (at, first) = (subject.at(), points.with_untracked(Vec::is_empty));
        let edits = move |_: &crate::crm::View<'_>| {
            let mut edits = Edits::new();
            input::add_point(&mut edits, &at.entity, &at.id, kind, None, value.clone(), first);
            Ok(edits)
        };
        session.act("edit", key::DONE_POINT_ADD, edits, |_| {});
        adding.set(false);
    };
    let row = NodeRef::<html::Div>::new();
    let start = Callback::new(move |()| {
        adding.set(true);
        focus_soon(row);
    });
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
    let none = move || points.with(Vec::is_empty);
    view! {
        <div class="fact" node_ref=row>
            <dt>{label}</dt>
            <dd class="points">
                {list}
                {move || {
                    if adding.get() {
                        let entry = Entry::new(session, field);
                        let close = Callback::new(move |_| adding.set(false));
                        view! { <PointEditor entry=entry save=Callback::new(add) close=close/> }.into_any()
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
    let editing = RwSignal::new(false);
    let row = NodeRef::<html::Div>::new();
    let point = StoredValue::new(point);
    let value = move || point.with_value(|point| point.value.clone());
    let at = move || point.with_value(|point| point.at.clone());
    let save = move |value: Value| {
        session.edit(at(), "value", value, |_| {});
        editing.set(false);
    };
    let remove = move |_| {
        let at = at();
        session.act("edit", key::DONE_POINT_REMOVE, move |_| Ok(record::delete(std::slice::from_ref(&at))), |_| {});
    };
    let start = move |_| {
        editing.set(true);
        focus_soon(row);
    };
    let face = move || {
        let Point { at, value: text, label, href, conflicts } = point.get_value();
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
            {move || {
                if editing.get() {
                    let entry = Entry::new(session, field);
                    entry.text.set(value());
                    let close = Callback::new(move |_| editing.set(false));
                    view! { <PointEditor entry=entry save=Callback::new(save) close=close/> }.into_any()
                } else {
                    face().into_any()
                }
            }}
        </div>
    }
}

/// The editor of a point: Enter or leaving it saves, Escape reverts.
#[component]
fn PointEditor(entry: Entry, save: Callback<Value>, close: Callback<()>) -> impl IntoView {
    let session = crate::ui::session::session();
    let before = entry.text.get_untracked();
    let over = StoredValue::new(false);
    let finish = Callback::new(move |()| {
        // An editor that is taken out of the page loses the focus when nothing of it is left.
        if over.try_get_value().unwrap_or(true) {
            return;
        }
        let unchanged = entry.text.with_untracked(|text| text.trim().is_empty() || *text == before);
        let value = if unchanged { None } else { entry.read(session) };
        if unchanged || value.is_some() {
            over.set_value(true);
        }
        match value {
            Some(value) => save.run(value),
            None if unchanged => close.run(()),
            None => {}
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(press) = Press::of(&event) else { return };
        if press.is("Escape") {
            over.set_value(true);
            close.run(());
        } else if press.is("Enter") {
            finish.run(());
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <div class="fact-editor" on:keydown=on_key on:focusout=move |_| {
            let _ = finish.try_run(());
        }>
            <component::Field
                label=move || session.t(entry.field.label)
                error=Signal::derive(move || entry.complaint(session))
            >
                <FieldInput entry=entry/>
            </component::Field>
        </div>
    }
}

/// Moves the focus into an element once what it holds was drawn.
fn focus_soon(holder: NodeRef<html::Div>) {
    request_animation_frame(move || {
        let input = holder.get_untracked().and_then(|holder| holder.query_selector(".fact-editor").ok().flatten());
        if let Some(input) = input {
            focus_inside(&input);
        }
    });
}
