//! Two sides of what people disagree about, one beside the other: what each rests on, and what each did.

use super::subject::Subject;
use crate::crm::sides::Side;
use crate::crm::{Now, Rec, Ref};
use crate::i18n::{format, key};
use crate::ui::component::Avatar;
use crate::ui::frame::glyph_of;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::present;
use crate::ui::route::Route;
use leptos::prelude::*;

/// How much of what a side did is listed.
const LISTED: usize = 12;

/// A side in words.
#[derive(Clone, Debug, PartialEq)]
struct Told {
    who: String,
    /// What it rests on: its kind, its name and its address.
    rests: (String, String, String),
    said: Vec<(&'static str, String)>,
    did: Vec<Act>,
    more: usize,
}

/// Something a side did.
#[derive(Clone, Debug, PartialEq)]
struct Act {
    glyph: crate::ui::icon::Glyph,
    kind: &'static str,
    day: String,
    title: String,
    href: String,
}

/// The sides, above the story; nothing where nobody disagrees.
#[component]
pub(super) fn Sides(
    /// The record.
    subject: Subject,
) -> impl IntoView {
    let session = subject.session;
    let told = Memo::new(move |_| {
        let tell = |rec: &Rec<'_>, now: &Now| {
            let sides = (rec.table.sides)(rec, now);
            sides.iter().filter_map(|side| words(subject, rec, side, now)).collect::<Vec<_>>()
        };
        subject.read(tell).unwrap_or_default()
    });
    let fact = move |(label, words): (&'static str, String)| {
        view! { <div><dt>{session.t(label)}</dt><dd>{words}</dd></div> }
    };
    let act = move |act: Act| {
        view! {
            <li>
                <Icon glyph=act.glyph size=IconSize::Small/>
                <a class="link" href=act.href>
                    <span class="visually-hidden">{session.t(act.kind)}" "</span>
                    {act.title}
                </a>
                <span class="meta numeric">{act.day}</span>
            </li>
        }
    };
    let column = move |told: Told| {
        let (kind, name, href) = told.rests;
        let none = told.did.is_empty().then(|| view! { <p class="meta">{session.t(key::SIDES_NOTHING)}</p> });
        let more = (told.more > 0).then(|| {
            view! { <p class="meta">{session.tw(key::SIDES_MORE, &[("n", told.more.into())])}</p> }
        });
        view! {
            <article class="side">
                <header>
                    <Avatar name=told.who.clone()/>
                    <h2>{told.who}</h2>
                    <span class="meta">{kind}" "<a class="link" href=href>{name}</a></span>
                </header>
                <dl>{told.said.into_iter().map(fact).collect_view()}</dl>
                <h3 class="meta">{session.t(key::SIDES_DID)}</h3>
                {none}
                <ul>{told.did.into_iter().map(act).collect_view()}</ul>
                {more}
            </article>
        }
    };
    move || {
        let told = told.get();
        (told.len() > 1).then(|| {
            view! {
                <section class="sides-pair" aria-label=session.label(key::SIDES_TITLE)>
                    {told.into_iter().map(column).collect_view()}
                </section>
            }
        })
    }
}

fn words(subject: Subject, rec: &Rec<'_>, side: &Side, now: &Now) -> Option<Told> {
    let (lang, view) = (subject.session.lang.get(), rec.view);
    let rests = view.at(&side.at)?;
    let who = side.who.as_ref().map(|who| view.name_of(who)).filter(|name| !name.is_empty());
    let said = side.said.iter().filter_map(|key| rests.table.field(key));
    let did = side.did.iter().filter_map(|at| view.at(at)).map(|done| act(subject, &done, now));
    Some(Told {
        who: who.unwrap_or_else(|| subject.session.t(key::AUTHOR_UNKNOWN)),
        rests: (subject.session.t(rests.table.label), rests.title(), Route::of(&side.at).href()),
        said: said.map(|field| (field.label, present::field(lang, &rests, field, now))).collect(),
        did: did.take(LISTED).collect(),
        more: side.did.len().saturating_sub(LISTED),
    })
}

fn act(subject: Subject, done: &Rec<'_>, now: &Now) -> Act {
    let lang = subject.session.lang.get();
    let at = done.get("at").and_then(crate::ledger::Value::as_at).or(done.created().0);
    let about = done.get("about").and_then(crate::ledger::Value::as_link).map(|(entity, id)| Ref::new(entity, id));
    Act {
        glyph: glyph_of(done.table),
        kind: done.table.label,
        day: at.map(|at| format::day(lang, now.date_of(at), now.today())).unwrap_or_default(),
        title: done.title(),
        // What was said stands on the page of what it was said about.
        href: Route::of(&about.unwrap_or_else(|| done.at())).href(),
    }
}
