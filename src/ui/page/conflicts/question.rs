//! One question: what everybody had seen last, the answers that were given since, and one of one's own.

use super::{Answer, Bench, Dispute, Matter, OTHER, answer, keys, matter};
use crate::app::dispute::{Roots, Side};
use crate::crm::schema::{Field, Kind};
use crate::i18n::key;
use crate::ledger::Stamp;
use crate::ui::component::{self, Avatar, Button, ButtonVariant, IconButton, Keys, Note, Tone};
use crate::ui::field::{Entry, FieldInput};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::page::history::words;
use crate::ui::present;
use crate::ui::session::Session;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The field of the dispute that a person may type a value for.
fn typed(session: Session, dispute: &Dispute) -> Option<&'static Field> {
    let Matter::Field(name) = &dispute.matter else { return None };
    let field = session.table_of(&dispute.at.entity)?.field(name)?;
    (field.is_editable() && !field.kind.is_set() && !matches!(field.kind, Kind::Point(_))).then_some(field)
}

/// Who wrote something, when, and by which act.
fn credit(session: Session, stamp: &Stamp) -> String {
    let lang = session.lang.get();
    let who = session.read(|view| present::author(lang, &view, stamp.m.as_deref()));
    let when = stamp.t.map(|at| present::moment(lang, at, &session.now())).unwrap_or_default();
    let why = words::act(lang, stamp.why.as_deref().unwrap_or_default());
    [who, when, why].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// The question that is asked now.
#[component]
pub(super) fn Question(bench: Bench) -> impl IntoView {
    let session = bench.session;
    let current = Memo::new(move |_| bench.current());
    let roots = RwSignal::new(None::<Roots>);
    let entry = StoredValue::new(None::<Entry>);
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    Effect::new(move |_| {
        let Some(dispute) = current.get() else { return };
        bench.picked.set(String::new());
        roots.set(None);
        let workspace = session.workspace();
        spawn_local(async move {
            // Without its roots a question can still be answered.
            let Ok(found) = workspace.roots(&dispute).await else { return };
            if current.try_get_untracked().flatten().is_some_and(|now| now == dispute) {
                roots.set(Some(found));
            }
        });
    });
    let settle = Callback::new(move |()| {
        let Some(dispute) = current.get_untracked() else { return };
        let picked = bench.picked.get_untracked();
        let chosen = match picked.parse::<usize>() {
            Ok(side) => dispute.sides.get(side).map(|side| side.answer.clone()),
            Err(_) if picked == OTHER => entry.get_value().and_then(|entry| entry.read(session)).map(Answer::Value),
            Err(_) => None,
        };
        if let Some(chosen) = chosen {
            session.settle(vec![(dispute, chosen)], |_| {});
        }
    });
    keys::hear(bench, current, settle);
    let face = move || {
        current.get().map(|dispute| {
            let own = typed(session, &dispute)
                .map(|field| owner.with_value(|owner| owner.with(|| Entry::new(session, field))));
            entry.set_value(own);
            view! { <Sides bench=bench dispute=dispute roots=roots own=own settle=settle/> }
        })
    };
    let last = move || bench.disputes.with(Vec::len).saturating_sub(1);
    view! {
        <section class="question" aria-label=session.label(key::CONFLICTS_QUESTION)>
            <div class="question-body">{face}</div>
            <footer class="action-footer">
                <span class="meta grow">{session.label(key::SHARE_CONFLICTS_WHY)}</span>
                <span class="cluster">
                    <span class="meta numeric">
                        {move || session.tw(key::RECORD_PLACE, &[("n", (bench.place.get().min(last()) + 1).into()), ("total", (last() + 1).into())])}
                    </span>
                    <IconButton label=session.label(key::CONFLICTS_BEFORE) glyph=Glyph::ChevronUp on_click=move |_| bench.step(-1)/>
                    <IconButton label=session.label(key::CONFLICTS_AFTER) glyph=Glyph::ChevronDown on_click=move |_| bench.step(1)/>
                </span>
                <Button
                    label=session.label(key::CONFLICTS_SETTLE)
                    variant=ButtonVariant::Primary
                    shortcut="Enter".to_owned()
                    refused=Signal::derive(move || bench.picked.with(String::is_empty).then(|| component::Refused {
                        label: session.t(key::CONFLICTS_SETTLE),
                        rule: session.t(key::CONFLICTS_CHOOSE),
                    }))
                    on_click=move |_| settle.run(())
                />
            </footer>
        </section>
    }
}

/// The answers of a question.
#[component]
fn Sides(
    bench: Bench,
    dispute: Dispute,
    roots: RwSignal<Option<Roots>>,
    own: Option<Entry>,
    settle: Callback<()>,
) -> impl IntoView {
    let session = bench.session;
    let lang = session.lang.get();
    let (record, asked) =
        session.read(|view| (words::record(lang, &view, &dispute.at), matter(session, &view, &dispute)));
    let name = match &dispute.matter {
        Matter::Field(field) => field.clone(),
        _ => String::new(),
    };
    let of = dispute.at.clone();
    let common = move || {
        let found = roots.get()?;
        let now = session.now();
        Some(match found.common {
            Some((value, stamp)) => {
                let text = session.read(|view| words::value(lang, &view, &of.entity, &name, &value, &now));
                view! {
                    <p class="question-common">
                        <b>{text}</b>
                        <span class="meta">{session.t(key::CONFLICTS_COMMON)}" · "{credit(session, &stamp)}</span>
                    </p>
                }
                .into_any()
            }
            None if name.is_empty() => ().into_any(),
            None => view! {
                <p class="question-common"><span class="meta">{session.t(key::CONFLICTS_NO_COMMON)}</span></p>
            }
            .into_any(),
        })
    };
    let unsure = (!dispute.sure).then(|| view! { <Note tone=Tone::Info>{session.t(key::CONFLICTS_UNSURE)}</Note> });
    let cards = dispute.sides.iter().enumerate().map(|(at, side)| {
        view! { <Card bench=bench dispute=dispute.clone() side=side.clone() at=at roots=roots/> }
    });
    let cards = cards.collect_view();
    let number = dispute.sides.len() + 1;
    let other = own.map(|entry| view! { <Other bench=bench entry=entry number=number settle=settle/> });
    view! {
        <fieldset class="question-sides">
            <legend>
                <span class="question-title">
                    <Icon glyph=Glyph::Fork size=IconSize::Small/>
                    <b>{record}</b>" · "<span>{asked}</span>
                </span>
            </legend>
            {unsure}
            {common}
            <div class="question-cards">{cards}</div>
            {other}
        </fieldset>
    }
}

/// An answer that somebody gave.
#[component]
fn Card(bench: Bench, dispute: Dispute, side: Side, at: usize, roots: RwSignal<Option<Roots>>) -> impl IntoView {
    let session = bench.session;
    let (lang, now) = (session.lang.get(), session.now());
    let me = session.workspace().me();
    let mine = side.stamps.iter().any(|stamp| stamp.m.as_deref() == Some(&*me));
    let whose = session.t(if mine { key::CONFLICTS_MINE } else { key::CONFLICTS_THEIRS });
    let text = session.read(|view| answer(lang, &view, &dispute, &side.answer, &now));
    let first = side.stamps.first().and_then(|stamp| stamp.m.clone());
    let who = session.read(|view| present::author(lang, &view, first.as_deref()));
    let credits = side.stamps.iter().map(|stamp| view! { <span class="meta">{credit(session, stamp)}</span> });
    let credits = credits.collect_view();
    let value = at.to_string();
    let own = value.clone();
    let field = if let Matter::Field(field) = &dispute.matter { field.clone() } else { String::new() };
    let seen = move || {
        let values = roots.get()?.seen.get(at).cloned().filter(|values| !values.is_empty())?;
        let values = session.read(|view| words::values(lang, &view, &dispute.at.entity, &field, &values, &now));
        Some(view! { <span class="meta">{session.tw(key::CONFLICTS_SEEN, &[("value", values.into())])}</span> })
    };
    view! {
        <label class="check question-card" class:mine=mine>
            <input
                type="radio"
                name="answer"
                value=value
                prop:checked=move || bench.picked.with(|picked| *picked == own)
                on:change:target=move |event| bench.picked.set(event.target().value())
            />
            <span class="question-answer">
                <span class="question-whose">{whose}<Keys chord=(at + 1).to_string()/></span>
                <span class="question-value"><Avatar name=who/><b>{text}</b></span>
                {credits}
                {seen}
            </span>
        </label>
    }
}

/// An answer of one's own, with the field's own editor.
#[component]
fn Other(bench: Bench, entry: Entry, number: usize, settle: Callback<()>) -> impl IntoView {
    let session = bench.session;
    let choose = move || bench.picked.set(OTHER.to_owned());
    // Whoever types an answer has chosen to.
    Effect::new(move |before: Option<()>| {
        entry.text.with(|_| ());
        if before.is_some() {
            choose();
        }
    });
    view! {
        <div class="question-other">
            <label class="check">
                <input
                    type="radio"
                    name="answer"
                    value=OTHER
                    prop:checked=move || bench.picked.with(|picked| picked == OTHER)
                    on:change=move |_| choose()
                />
                <span>{session.t(key::CONFLICTS_OTHER)}<Keys chord=number.to_string()/></span>
            </label>
            <component::Field
                label=move || session.t(entry.field.label)
                error=Signal::derive(move || entry.complaint(session))
            >
                <FieldInput entry=entry on_submit=settle/>
            </component::Field>
        </div>
    }
}
