//! Facts: the fields of a record in their groups, each edited in place.
//!
//! A click, Enter, F2 or `e` opens the editor ([`Editor`]). Who changed a field last is told beside it, and
//! below its editor, from where its history can be had too. A field in conflict shows every value with its
//! author right there.

use super::conflict::{Conflict, Conflicts};
use super::editor::{Edit, Editor, focus_row};
use super::points::{Points, call};
use super::subject::Subject;
use crate::app::shortcut::Act;
use crate::crm::input;
use crate::crm::schema::{Field, Kind, Now, Reason};
use crate::crm::{Choice, Rec, view};
use crate::i18n::key;
use crate::ledger::Value;
use crate::ui::component::{Chip, Fold, Tip, TipHandle};
use crate::ui::draft::FieldDraft;
use crate::ui::field::Entry;
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::shortcut::keyboard;
use crate::ui::state::State;
use leptos::{ev, html, prelude::*};
use std::borrow::Cow;

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
    /// What a figure is made of.
    reasons: Vec<Reason>,
    /// What was found out and bears a mark.
    found: Option<&'static Choice>,
    credit: String,
    conflicts: Vec<Conflict>,
}

/// What a fact shows; `coming` is the value that is being saved.
fn look(subject: Subject, field: &'static Field, rec: &Rec<'_>, now: &Now, coming: Option<Value>) -> Shown {
    let lang = subject.session.lang.get();
    let value = coming.map_or_else(|| rec.value(field, now), Cow::Owned);
    let (href, leaves) = match (&*value, field.kind) {
        (link @ Value::Link(..), _) => (rec.view.follow(link).map(|to| Route::of(&to.at()).href()), false),
        (Value::Text(text), Kind::Url) => (web_address(text), true),
        (Value::Text(text), Kind::Email) => (call("email", text), false),
        (Value::Text(text), Kind::Phone) => (call("phone", text), false),
        _ => (None, false),
    };
    let tags = match (&*value, field.kind) {
        (Value::List(items), kind) if kind.is_set() => {
            items.iter().filter_map(Value::as_text).map(|item| present::element(lang, kind, item)).collect()
        }
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
        found: found(field, &value),
        reasons: field.explain.map(|explain| explain(rec, now)).unwrap_or_default(),
        credit: latest.map(|write| subject.credit(rec, &write.stamp, now)).unwrap_or_default(),
        conflicts: Conflict::of_field(subject, field, rec, now),
    }
}

/// What a computed choice says, where it bears a mark: it calls for more than its word.
fn found(field: &Field, value: &Value) -> Option<&'static Choice> {
    let Kind::Choice(choices) = field.kind else { return None };
    let choice = choices.iter().find(|choice| value.as_text() == Some(choice.key))?;
    (!field.is_stored() && choice.mark.is_some()).then_some(choice)
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
    let coming = RwSignal::new(None::<Value>);
    let shown = Memo::new(move |_| subject.read(|rec, now| look(subject, field, rec, now, coming.get())));
    let editing = RwSignal::new(None::<Edit>);
    let row = NodeRef::<html::Div>::new();
    let tip = TipHandle::default();
    let label = move || session.t(field.label);

    // The edit outlives the face whose button asked for it.
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let draft = StoredValue::new(FieldDraft::of(session, &subject.at(), field.key));
    let begin = move || {
        let entry = untrack(|| subject.read(|rec, _| Entry::of(session, field, rec)))?;
        Some(Edit::begin(entry, draft.get_value()))
    };
    let open = Callback::new(move |()| {
        let begun = owner.with_value(|owner| owner.with(begin));
        // What is on its way to the store is not unsaved.
        if let Some(edit) = begun.filter(|_| coming.with_untracked(Option::is_some)) {
            edit.restored.set(false);
        }
        editing.set(begun);
        focus_row(row);
    });
    let close = Callback::new(move |refocus: bool| {
        editing.set(None);
        if refocus {
            focus_row(row);
        }
    });
    let save = Callback::new(move |value: Value| {
        let Some(edit) = editing.get_untracked() else { return };
        coming.set(Some(value.clone()));
        let settle = edit.settle(editing, row);
        session.edit(subject.at(), field.key, value, move |done| {
            let _ = coming.try_set(None);
            settle(done);
        });
    });
    // What was typed here and never saved is there again.
    if field.is_editable() && draft.with_value(|draft| draft.text().is_some()) {
        editing.set(begin().filter(|edit| edit.restored.get_untracked()));
    }
    // What nobody can fill in here and has nothing to say is left out.
    let mute = |shown: &Shown| shown.text.is_empty() && shown.conflicts.is_empty();
    let editable = Memo::new(move |_| {
        field.is_editable() && subject.read(|rec, now| (rec.table.guard)(rec, now).is_ok()).unwrap_or_default()
    });
    let asked = Memo::new(move |_| {
        editable.get() && subject.read(|rec, _| field.suits(|other| rec.text(other).to_owned())).unwrap_or_default()
    });
    let hidden = move || !asked.get() && shown.with(|shown| shown.as_ref().is_none_or(mute));
    let face = move || {
        shown.get().map(|shown| {
            view! {
                <Face shown=shown.clone() field=field editable=editable.get() label=Signal::derive(label) open=open tip=tip/>
                <Conflicts subject=subject conflicts=shown.conflicts kind=field.kind/>
            }
        })
    };
    view! {
        <div
            class="fact"
            data-field=field.key
            class:editing=move || editing.with(Option::is_some)
            class:forked=move || shown.with(|shown| shown.as_ref().is_some_and(|shown| !shown.conflicts.is_empty()))
            hidden=hidden
            aria-busy=move || coming.with(Option::is_some).then_some("true")
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
                    Some(edit) => {
                        let foot = move || view! { <Trace shown=shown field=field edit=edit close=close/> };
                        view! { <Editor edit=edit row=row save=save close=close foot=foot/> }.into_any()
                    }
                    None => face().into_any(),
                }}
            </dd>
        </div>
    }
}

/// A figure that opens to show what it is made of.
#[component]
fn Reasons(total: String, reasons: Vec<Reason>) -> impl IntoView {
    let session = crate::ui::session::session();
    let line = move |reason: Reason| {
        view! {
            <li>
                <span>{session.t(reason.label)}</span>
                <span class="numeric">{format!("{} / {}", reason.points, reason.of)}</span>
            </li>
        }
    };
    view! {
        <details class="fact-reasons">
            <summary>
                {total}
                <span class="visually-hidden">", "{session.label(key::FACT_REASONS)}</span>
            </summary>
            <ul>{reasons.into_iter().map(line).collect_view()}</ul>
        </details>
    }
}

/// A value as it is read, with the way to change it.
#[component]
fn Face(
    shown: Shown,
    field: &'static Field,
    editable: bool,
    label: Signal<String>,
    open: Callback<()>,
    tip: TipHandle,
) -> impl IntoView {
    let session = crate::ui::session::session();
    let Shown { text, href, leaves, tags, reasons, found, credit, .. } = shown;
    let blank = text.is_empty();
    let words = if tags.is_empty() {
        let words = match found {
            Some(choice) => view! { <State choice=choice/> }.into_any(),
            None => if blank { "—".to_owned() } else { text.clone() }.into_any(),
        };
        view! { <span class="fact-text">{words}</span> }.into_any()
    } else {
        let chips = tags.into_iter().map(|tag| view! { <Chip label=tag small=true/> }).collect_view();
        view! { <span class="fact-text cluster">{chips}</span> }.into_any()
    };
    let words = if reasons.is_empty() { words } else { view! { <Reasons total=text reasons=reasons/> }.into_any() };
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
    // Who changed it is told beside it; all who ever did, in its history. A key leads there from what has the
    // focus, so that this way needs a tab stop only where there is nothing else.
    let page = use_context::<super::Shown>().filter(|_| !credit.is_empty());
    let history = page.map(|page| {
        view! {
            <button
                type="button"
                class="fact-history"
                tabindex=(editable || linked).then_some("-1")
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

/// Below an editor: who changed the field last, and the way to its history.
#[component]
fn Trace(shown: Memo<Option<Shown>>, field: &'static Field, edit: Edit, close: Callback<bool>) -> impl IntoView {
    let session = crate::ui::session::session();
    let page = use_context::<super::Shown>();
    let credit = move || shown.with(|shown| shown.as_ref().map(|shown| shown.credit.clone())).unwrap_or_default();
    let name = move || session.tw(key::FACT_HISTORY, &[("field", session.t(field.label).into())]);
    let look = move |page: super::Shown| {
        if edit.is_unchanged() {
            close.run(false);
        }
        page.history_of(field.key);
    };
    move || {
        let credit = credit();
        (!credit.is_empty()).then(|| {
            let way = page.map(|page| {
                view! {
                    <button type="button" class="link" tabindex="-1" aria-label=name on:click=move |_| look(page)>
                        {session.label(key::RECORD_HISTORY)}
                    </button>
                }
            });
            view! {
                <div>{credit}{way}</div>
            }
        })
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
