//! Related records: what the record leads to, then for every entity with a field that leads to this
//! record, the records that do, and a way to add one with that field filled in.

use super::files::Files;
use super::subject::{Subject, is_closed};
use crate::app::{Filter, Query, Test};
use crate::crm::attachment::takes;
use crate::crm::schema::{Field, Kind, Now};
use crate::crm::{Entity, Rec, Scope, due, entities, org};
use crate::i18n::{format, key};
use crate::ledger::order::sort_by_key;
use crate::ui::component::Avatar;
use crate::ui::frame::{glyph_of, landing};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::state::{State, StateGlyph, state_of};
use leptos::prelude::*;

/// How many of a kind are shown before "all …".
const SHOWN: usize = 6;

/// A field of another entity that leads here.
#[derive(Clone, Copy)]
struct Relation {
    table: &'static Entity,
    field: &'static Field,
}

/// The relations of an entity, in menu order. Entities that are logged, not made by a form, stand on
/// the timeline instead; those that every record has, such as an owner's, would only repeat lists.
fn relations(of: &'static Entity) -> Vec<Relation> {
    let logged = |table: &Entity| table.commands.iter().any(|command| command.scope == Scope::Followed);
    entities()
        .iter()
        .copied()
        .filter(|table| !logged(table))
        .flat_map(|table| table.fields.iter().map(move |field| Relation { table, field }))
        .filter(|relation| relation.table.area.is_some() || relation.field.part)
        .filter(|relation| {
            relation.field.is_stored() && relation.field.is_shown() && (!relation.field.managed || of.area.is_some())
        })
        .filter(|relation| matches!(relation.field.kind, Kind::Link(to) if to.contains(&of.key)))
        .collect()
}

/// One related record.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    href: String,
    title: String,
    detail: String,
    state: Option<&'static crate::crm::Choice>,
}

fn row(subject: Subject, rec: &Rec<'_>, relation: Relation, now: &Now) -> Row {
    let lang = subject.session.lang.get();
    // What the subtitle says of this very record needs no saying here.
    let here = subject.at();
    let parts =
        rec.table.subtitle.iter().filter(|key| **key != relation.field.key).filter_map(|key| rec.table.field(key));
    let detail: Vec<String> = parts
        .filter(|field| rec.get(field.key).and_then(|value| value.as_link()).is_none_or(|(_, id)| *id != *here.id))
        .map(|field| present::field(lang, rec, field, now))
        .filter(|text| !text.is_empty())
        .collect();
    // What is called after this very record is told by the rest.
    let called = rec.table.title.first().and_then(|key| rec.get(key)?.as_link()).is_some_and(|(_, id)| *id == *here.id);
    let (title, detail) = match detail.split_first() {
        Some((first, rest)) if called => (first.clone(), rest),
        _ => (rec.title(), &detail[..]),
    };
    Row { href: Route::of(&rec.at()).href(), title, detail: detail.join(" · "), state: state_of(rec, now) }
}

/// The fields of an entity that lead to a record people work on, not to one of themselves.
fn leads(of: &'static Entity) -> impl Iterator<Item = &'static Field> {
    let listed = |key: &str| entities().iter().any(|table| table.key == key && table.area.is_some());
    of.fields.iter().filter(move |field| match field.kind {
        Kind::Link(to) => field.is_stored() && to.iter().any(|key| listed(key)),
        _ => false,
    })
}

/// Whether records of an entity have anything to show here.
#[must_use]
pub fn has_related(of: &'static Entity) -> bool {
    leads(of).next().is_some() || !relations(of).is_empty() || takes(of.key)
}

/// Everything a record leads to and that leads to it, by kind.
#[component]
pub fn Related(
    /// The record.
    subject: Subject,
) -> impl IntoView {
    let up = leads(subject.table).map(|field| view! { <Target subject=subject field=field/> }).collect_view();
    let blocks = relations(subject.table)
        .into_iter()
        .map(|relation| view! { <Block subject=subject relation=relation/> })
        .collect_view();
    view! {
        {up}
        {blocks}
        {takes(subject.table.key).then(|| view! { <Files subject=subject/> })}
    }
}

/// The record a field leads to, with how it stands and when it is due; nothing if it leads nowhere.
#[component]
fn Target(subject: Subject, field: &'static Field) -> impl IntoView {
    let session = subject.session;
    let target = Memo::new(move |_| {
        let look = |rec: &Rec<'_>, now: &Now| {
            let to = rec.view.follow(rec.get(field.key)?)?;
            let due =
                due::of(&to, now).map(|due| (format::due(session.lang.get(), due.day, now.today()), due.days < 0));
            Some((Route::of(&to.at()).href(), to.title(), to.subtitle().join(" · "), state_of(&to, now), due))
        };
        subject.read(look).flatten()
    });
    move || {
        target.get().map(|(href, title, detail, state, due)| {
            let due = due.map(|(words, late)| view! { <span class="meta" class:late=late>{words}</span> });
            view! {
                <section class="aside-block related">
                    <h2 class="block-heading"><span>{session.t(field.label)}</span></h2>
                    <a class="related-row target" href=href>
                        <span class="related-line">
                            <b class="ellipsis">{title}</b>
                            {due}
                        </span>
                        <span class="related-line meta">
                            <span class="ellipsis">{detail}</span>
                            {state.map(|choice| view! { <State choice=choice/> })}
                        </span>
                    </a>
                </section>
            }
        })
    }
}

/// The records of one kind.
#[component]
fn Block(subject: Subject, relation: Relation) -> impl IntoView {
    let session = subject.session;
    let Relation { table, field } = relation;
    let rows = Memo::new(move |_| {
        subject
            .read(|rec, now| {
                let mut list = rec.view.linking(table.key, &rec.at());
                list.retain(|from| {
                    from.get(field.key).and_then(|link| rec.view.follow(link)).is_some_and(|to| to.id == rec.id)
                });
                sort_by_key(&mut list, |from| std::cmp::Reverse(from.created().0));
                let mut rows: Vec<Row> = list.iter().map(|from| row(subject, from, relation, now)).collect();
                // What is still open stands before what is closed.
                sort_by_key(&mut rows, |row| row.state.is_some_and(is_closed));
                rows
            })
            .unwrap_or_default()
    });
    let id = subject.at().id.to_string();
    // What the workspace does without is shown where there is some from before.
    let unused = Memo::new(move |_| !session.read(|view| org::uses(&view, table.key)));
    // What only a command writes cannot be filled in.
    let makes = !field.managed || field.quick;
    let add = Route::New(table, vec![(field.key.to_owned(), id.clone())]).href();
    let filter = Filter::one(field.key, Test::AnyOf(vec![id]));
    let all = Route::List(table, Query { filters: vec![filter], ..Query::default() }).href();
    let landing = landing();
    let person = glyph_of(table) == Glyph::Contact;
    let line = move |row: Row| {
        let Row { href, title, detail, state } = row;
        let before = match state {
            Some(choice) => view! {
                <StateGlyph choice=choice/>
                <span class="visually-hidden">{session.t(choice.label)}" "</span>
            }
            .into_any(),
            None if person => view! { <Avatar name=title.clone()/> }.into_any(),
            None => view! { <Icon glyph=glyph_of(table) size=IconSize::Small/> }.into_any(),
        };
        view! {
            <li>
                <a class="related-row" href=href>
                    {before}
                    <span class="related-title">{title}</span>
                    <span class="meta">{detail}</span>
                </a>
            </li>
        }
    };
    // Where records lead here in two ways, each says which.
    let several = relations(subject.table).iter().filter(|other| other.table.key == table.key).count() > 1;
    let name = move || {
        let words = [("entities", session.t(table.plural).into()), ("field", session.t(field.label).into())];
        if several { session.tw(key::RELATED_AS, &words) } else { session.t(table.plural) }
    };
    view! {
        <section class="aside-block related" hidden=move || unused.get() && rows.with(Vec::is_empty)>
            <h2 class="block-heading">
                <span>{name}</span>
                <span class="meta">{move || rows.with(Vec::len)}</span>
                {makes.then(|| view! {
                    <a
                        class="button ghost inline square end"
                        href=add
                        on:click=move |event| {
                            if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
                                landing.begin();
                            }
                        }
                        aria-label=move || session.tw(key::RELATED_ADD, &[("entity", session.t(table.label).into())])
                    >
                        <Icon glyph=Glyph::Plus size=IconSize::Small/>
                    </a>
                })}
            </h2>
            <ul>
                {move || rows.with(|rows| rows.iter().take(SHOWN).cloned().map(line).collect_view())}
            </ul>
            {move || {
                let count = rows.with(Vec::len);
                let all = all.clone();
                (count > SHOWN)
                    .then(|| {
                        view! {
                            <a class="link meta" href=all>
                                {session.tw(key::RELATED_ALL, &[("count", count.into())])}
                            </a>
                        }
                    })
            }}
        </section>
    }
}
