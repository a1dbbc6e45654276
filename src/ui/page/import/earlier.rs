//! One's own imports so far, each with the way back.

use super::Desk;
use crate::app::{Imported, Query};
use crate::crm::entities;
use crate::i18n::{Lang, key};
use crate::ledger::order::sort_by_key;
use crate::ui::component::{Button, ButtonSize, LinkButton};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::present;
use crate::ui::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many imports are listed.
const LISTED: usize = 20;

/// The list; nothing where there is none.
#[component]
pub(super) fn Earlier(desk: Desk) -> impl IntoView {
    let session = desk.session;
    move || {
        session.read(|_| ());
        let imports: Vec<Imported> = session.workspace().imports().into_iter().take(LISTED).collect();
        (!imports.is_empty()).then(|| {
            view! {
                <section class="import-earlier" aria-label=session.t(key::IMPORT_EARLIER)>
                    <h2 class="block-heading">{session.t(key::IMPORT_EARLIER)}</h2>
                    <ul>{imports.into_iter().map(|import| view! { <One desk=desk import=import/> }).collect_view()}</ul>
                </section>
            }
        })
    }
}

#[component]
fn One(desk: Desk, import: Imported) -> impl IntoView {
    let session = desk.session;
    let count = |key: &str| import.records.iter().filter(|at| &*at.entity == key).count();
    let mut kinds: Vec<_> =
        entities().iter().map(|table| (count(table.key), *table)).filter(|kind| kind.0 > 0).collect();
    sort_by_key(&mut kinds, |(count, _)| std::cmp::Reverse(*count));
    let href = kinds.first().map(|(_, table)| Route::List(table, Query::default()).href()).unwrap_or_default();
    let words: Vec<String> =
        kinds.iter().map(|(count, table)| format!("{} {count}", session.t(table.plural))).collect();
    let when = import.at.map(|at| present::moment(session.lang.get(), at, &session.now())).unwrap_or_default();
    let edited: Vec<String> = session.read(|view| {
        let told = |(member, count): (&String, &usize)| {
            let name = present::author(session.lang.get(), &view, Some(member));
            session.tw(key::HISTORY_SINCE_ONE, &[("name", name.into()), ("n", (*count).into())])
        };
        import.edited.iter().map(told).collect()
    });
    let edited = (!edited.is_empty()).then(|| {
        let people = edited.join(if session.lang.get() == Lang::Zh { "、" } else { ", " });
        view! { <span class="meta late">{session.tw(key::IMPORT_EDITED, &[("people", people.into())])}</span> }
    });
    let busy = RwSignal::new(false);
    let take_back = move |_| {
        let (import, workspace, now) = (import.clone(), session.workspace(), session.now());
        busy.set(true);
        spawn_local(async move {
            let taken = workspace.take_back(&import, now).await;
            desk.say(taken, key::DONE_IMPORT_UNDO, import.records.len());
        });
    };
    view! {
        <li class="share-row">
            <Icon glyph=Glyph::Table/>
            <span class="share-row-text">
                <span>{words.join(" · ")}</span>
                <span class="meta">{when}</span>
                {edited}
            </span>
            <LinkButton label=session.t(key::IMPORT_SHOW) size=ButtonSize::Compact href=href/>
            <Button label=session.t(key::IMPORT_UNDO) size=ButtonSize::Compact busy=busy on_click=take_back/>
        </li>
    }
}
