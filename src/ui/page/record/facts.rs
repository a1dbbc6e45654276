//! Facts: the fields of a record in their groups, each edited in place.
//!
//! A click, Enter, F2 or `e` opens the editor; Enter or leaving it saves, Escape reverts. The editor
//! closes only when the store took the write, so nothing typed is lost to a refusal. A field in
//! conflict shows every value with its author right there.

use super::conflict::{Conflict, Conflicts};
use super::points::Points;
use super::subject::Subject;
use crate::app::shortcut::Act;
use crate::crm::input;
use crate::crm::schema::{Field, Kind, Now};
use crate::crm::{Rec, view};
use crate::i18n::key;
use crate::ledger::Value;
use crate::ui::component::{self, Chip, Fold, Tip, TipHandle};
use crate::ui::field::{Entry, FieldInput, focus_inside};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::key::Press;
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::shortcut::keyboard;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// Which groups of fields stand in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    All,
    /// Those that say how to reach somebody.
    Reach,
    /// All others.
    Own,
}

/// The fields of a record, by group.
#[component]
pub fn Facts(
    /// The record.
    subject: Subject,
    /// Which of them.
    part: Part,
) -> impl IntoView {
    let session = subject.session;
    let mut groups = groups(subject.table.fields);
    groups.retain(|(_, fields)| {
        let reach = fields.iter().any(|field| matches!(field.kind, Kind::Point(_)));
        part == Part::All || reach == (part == Part::Reach)
    });
    let fold = move |(group, fields): (&'static str, Vec<&'static Field>)| {
        let rows = fields.into_iter().map(move |field| match field.kind {
            Kind::Point(kind) => view! { <Points subject=subject field=field kind=kind/> }.into_any(),
            _ => view! { <Fact subject=subject field=field/> }.into_any(),
        });
        view! {
            <Fold title=move || session.t(group)>
                <dl class="facts">{rows.collect_view()}</dl>
            </Fold>
        }
    };
    view! {
        {(part != Part::Reach).then(|| view! { <OtherConflicts subject=subject/> })}
        {groups.into_iter().map(fold).collect_view()}
    }
}

/// The groups of a table in the order of their first field.
fn groups(fields: &'static [Field]) -> Vec<(&'static str, Vec<&'static Field>)> {
    let mut groups: Vec<(&'static str, Vec<&'static Field>)> = Vec::new();
    for field in fields.iter().filter(|field| field.is_shown()) {
        match groups.iter_mut().find(|(group, _)| *group == field.group) {
            Some((_, list)) => list.push(field),
            None => groups.push((field.group, vec![field])),
        }
    }
    groups
}

/// What a fact shows.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    text: String,
    /// Where its value leads, if it leads anywhere.
    href: Option<String>,
    /// Whether `href` leaves the application.
    leaves: bool,
    tags: Vec<String>,
    credit: String,
    conflicts: Vec<Conflict>,
}

fn look(subject: Subject, field: &'static Field, rec: &Rec<'_>, now: &Now) -> Shown {
    let lang = subject.session.lang.get();
    let value = rec.value(field, now);
    let (href, leaves) = match (&*value, field.kind) {
        (link @ Value::Link(..), _) => (rec.view.follow(link).map(|to| Route::of(&to.at()).href()), false),
        (Value::Text(text), Kind::Url) => (web_address(text), true),
        _ => (None, false),
    };
    let tags = match (&*value, field.kind) {
        (Value::List(items), Kind::Tags) => items.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let latest = rec.record.live(field.key).first();
    let text = present::value(lang, rec, field.kind, &value, now);
    // The scheme of an address says nothing, and the column is narrow.
    let bare = text.strip_prefix("https://").filter(|_| leaves).map(|rest| rest.trim_end_matches('/').to_owned());
    Shown {
        text: bare.unwrap_or(text),
        href,
        leaves,
        tags,
        credit: latest.map(|write| subject.credit(rec, &write.stamp, now)).unwrap_or_default(),
        conflicts: Conflict::of_field(subject, field, rec, now),
    }
}

/// The address of a web page that may be opened; what an old file holds is checked again here.
fn web_address(text: &str) -> Option<String> {
    let checked = input::parse(&Field::new("url", Kind::Url, ""), text, "").ok()?;
    checked.as_text().map(str::to_owned)
}

/// One field: its label and its value, edited in place.
#[component]
fn Fact(subject: Subject, field: &'static Field) -> impl IntoView {
    let session = subject.session;
    let shown = Memo::new(move |_| subject.read(|rec, now| look(subject, field, rec, now)));
    let editing = RwSignal::new(None::<Entry>);
    let row = NodeRef::<html::Div>::new();
    let tip = TipHandle::default();
    let label = move || session.t(field.label);

    // The entry outlives the face whose button asked for it.
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let open = Callback::new(move |()| {
        let make = || untrack(|| subject.read(|rec, _| Entry::of(session, field, rec)));
        editing.set(owner.with_value(|owner| owner.with(make)));
        request_animation_frame(move || {
            if let Some(row) = row.get_untracked() {
                focus_inside(&row);
            }
        });
    });
    let close = Callback::new(move |refocus: bool| {
        editing.set(None);
        if refocus {
            request_animation_frame(move || {
                if let Some(row) = row.get_untracked() {
                    focus_inside(&row);
                }
            });
        }
    });
    // What nobody can fill in here and has nothing to say is left out.
    let mute = |shown: &Shown| shown.text.is_empty() && shown.conflicts.is_empty();
    let hidden = move || !field.is_editable() && shown.with(|shown| shown.as_ref().is_none_or(mute));
    let face = move || {
        shown.get().map(|shown| {
            view! {
                <Face shown=shown.clone() field=field label=Signal::derive(label) open=open tip=tip/>
                <Conflicts subject=subject conflicts=shown.conflicts kind=field.kind/>
            }
        })
    };
    view! {
        <div
            class="fact"
            class:editing=move || editing.with(Option::is_some)
            class:forked=move || shown.with(|shown| shown.as_ref().is_some_and(|shown| !shown.conflicts.is_empty()))
            hidden=hidden
            node_ref=row
            on:pointerenter=move |event| tip.enter(&event)
            on:pointerleave=move |_| tip.hide()
            on:focusin=move |_| tip.show()
            on:focusout=move |_| tip.hide()
            on:keydown=move |event| tip.keydown(&event)
        >
            <dt>{label}</dt>
            <dd>
                {move || match editing.get() {
                    Some(entry) => {
                        view! { <FactEditor subject=subject entry=entry row=row close=close/> }.into_any()
                    }
                    None => face().into_any(),
                }}
            </dd>
        </div>
    }
}

/// A value as it is read, with the way to change it.
#[component]
fn Face(
    shown: Shown,
    field: &'static Field,
    label: Signal<String>,
    open: Callback<()>,
    tip: TipHandle,
) -> impl IntoView {
    let session = crate::ui::session::session();
    let editable = field.is_editable();
    let Shown { text, href, leaves, tags, credit, .. } = shown;
    let blank = text.is_empty();
    let words = if tags.is_empty() {
        view! { <span class="fact-text">{if blank { "—".to_owned() } else { text.clone() }}</span> }.into_any()
    } else {
        let chips = tags.into_iter().map(|tag| view! { <Chip label=tag small=true/> }).collect_view();
        view! { <span class="fact-text cluster">{chips}</span> }.into_any()
    };
    let linked = href.is_some();
    let words = match href {
        Some(href) if leaves => view! {
            <a class="link fact-link" href=href target="_blank" rel="noopener noreferrer">{words}<Icon glyph=Glyph::External size=IconSize::Tiny/></a>
        }
        .into_any(),
        Some(href) => view! { <a class="link fact-link" href=href>{words}</a> }.into_any(),
        None => words,
    };
    let name = move || session.tw(key::FACT_EDIT, &[("field", label.get().into())]);
    let keyboard = keyboard();
    let on_key = move |event: ev::KeyboardEvent| {
        if keyboard.asks(&event, Act::Edit) {
            event.prevent_default();
            event.stop_propagation();
            open.run(());
        }
    };
    let pencil = view! { <Icon glyph=Glyph::Pencil size=IconSize::Small/> };
    let face = match (editable, linked) {
        (false, _) => words,
        (true, true) => view! {
            {words}
            <button type="button" class="fact-edit" aria-label=name on:click=move |_| open.run(()) on:keydown=on_key>
                {pencil}
            </button>
        }
        .into_any(),
        (true, false) => view! {
            <button type="button" class="fact-value" class:blank=blank on:click=move |_| open.run(()) on:keydown=on_key>
                {words}
                <span class="visually-hidden">", "{name}</span>
                {pencil}
            </button>
        }
        .into_any(),
    };
    // Who changed it is told beside it; all who ever did, in the history, which has a tab of its own, so
    // that this way there needs no tab stop.
    let page = use_context::<super::Shown>().filter(|_| !credit.is_empty());
    let history = page.map(|page| {
        view! {
            <button
                type="button"
                class="fact-history"
                tabindex="-1"
                aria-label=move || session.tw(key::FACT_HISTORY, &[("field", label.get().into())])
                on:click=move |_| page.history_of(field.key)
            >
                <Icon glyph=Glyph::History size=IconSize::Small/>
            </button>
        }
    });
    view! {
        {face}
        {history}
        {(!credit.is_empty()).then(|| view! { <Tip handle=tip text=credit/> })}
    }
}

/// The editor of one field, in place of its value.
#[component]
fn FactEditor(
    subject: Subject,
    entry: Entry,
    row: NodeRef<html::Div>,
    /// Called when it is over, with whether the focus should go back to the row.
    close: Callback<bool>,
) -> impl IntoView {
    let session = subject.session;
    let before = entry.text.get_untracked();
    let saving = RwSignal::new(false);
    let by_pointer = StoredValue::new(false);
    let save = move |refocus: bool| {
        // An editor that is taken out of the page loses the focus when nothing of it is left.
        if saving.try_get_untracked().unwrap_or(true) {
            return;
        }
        if entry.text.with_untracked(|text| *text == before) {
            close.run(refocus);
            return;
        }
        if let Some(value) = entry.read(session) {
            saving.set(true);
            session.edit(subject.at(), entry.field.key, value, move |done| {
                let _ = saving.try_set(false);
                if done.is_ok() {
                    let _ = close.try_run(refocus);
                }
            });
        }
    };
    let save = Callback::new(save);
    let keyboard = keyboard();
    let multiline = matches!(entry.field.kind, Kind::LongText);
    let on_key = move |event: ev::KeyboardEvent| {
        by_pointer.set_value(false);
        let Some(press) = Press::of(&event).filter(|_| !event.default_prevented()) else { return };
        if press.is("Escape") {
            saving.set(true);
            close.run(true);
        } else if keyboard.asks(&event, Act::Submit) || (press.is("Enter") && !multiline) {
            save.run(true);
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    };
    // Leaving the row saves; moving inside it does not.
    let on_leave = move |event: ev::FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
        let inside = row.try_get_untracked().flatten().is_some_and(|row| row.contains(next.as_ref()) && next.is_some());
        if !inside && document().has_focus().unwrap_or(true) {
            let _ = save.try_run(false);
        }
    };
    // A choice made with the pointer is final; arrows pass over choices that are not meant.
    let chosen = Callback::new(move |_: String| {
        let final_choice = matches!(entry.field.kind, Kind::Link(_))
            || (by_pointer.get_value() && matches!(entry.field.kind, Kind::Choice(_) | Kind::Bool | Kind::Rating(_)));
        if final_choice {
            save.run(true);
        }
    });
    view! {
        <div
            class="fact-editor"
            aria-busy=move || saving.get().then_some("true")
            on:keydown=on_key
            on:focusout=on_leave
            on:pointerdown=move |_| by_pointer.set_value(true)
        >
            <component::Field
                label=move || session.t(entry.field.label)
                error=Signal::derive(move || entry.complaint(session))
                required=entry.field.required
            >
                <FieldInput entry=entry on_change=chosen/>
            </component::Field>
        </div>
    }
}

/// Conflicts of ledger fields that the table does not list: they too must not stay unseen.
#[component]
fn OtherConflicts(subject: Subject) -> impl IntoView {
    let session = subject.session;
    let others = Memo::new(move |_| {
        subject
            .read(|rec, now| {
                let listed = |name: &str| {
                    subject.table.fields.iter().filter(|field| field.is_shown()).any(|field| {
                        field.key == name || name.strip_prefix(field.key).is_some_and(|rest| rest.starts_with(':'))
                    })
                };
                view::conflicted(rec.record)
                    .into_keys()
                    .filter(|name| !name.starts_with('_') && !listed(name))
                    .map(|name| {
                        let field = subject.table.field(name);
                        let label = field.map_or_else(|| name.to_owned(), |field| subject.session.t(field.label));
                        let kind = field.map_or(Kind::Text, |field| field.kind);
                        (label, Conflict::of_name(subject, name, kind, rec, now))
                    })
                    .collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    move || {
        let list = others.get();
        (!list.is_empty()).then(|| {
            let rows = list.into_iter().map(|(name, conflict)| {
                view! {
                    <div class="fact forked">
                        <dt>{name}</dt>
                        <dd><Conflicts subject=subject conflicts=vec![conflict] kind=Kind::Text/></dd>
                    </div>
                }
            });
            view! {
                <section class="facts-other">
                    <h2>{session.t(key::CONFLICT_OTHER)}</h2>
                    <dl class="facts">{rows.collect_view()}</dl>
                </section>
            }
        })
    }
}
