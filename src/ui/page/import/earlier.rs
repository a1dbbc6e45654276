//! One's own imports so far, each with the way back.

use super::desk::Desk;
use crate::app::Query;
use crate::app::table::wire::{PastImport, TableAnswer, TableJob};
use crate::crm::entity;
use crate::i18n::{Lang, key};
use crate::ui::component::{Button, ButtonSize, LinkButton};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::present;
use crate::ui::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many imports are listed.
const LISTED: usize = 20;

/// The list; nothing where there is none. The helper looks for them: that goes through every record.
#[component]
pub(super) fn Earlier(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let imports = RwSignal::new(Vec::<PastImport>::new());
    Effect::new(move |_| {
        session.read(|_| ());
        spawn_local(async move {
            if let Ok((TableAnswer::Imports(past), _)) = desk.ask(TableJob::Imports, None).await {
                let _ = imports.try_set(past);
            }
        });
    });
    move || {
        let imports = imports.get();
        (!imports.is_empty()).then(|| {
            let imports = imports.into_iter().take(LISTED);
            view! {
                <section class="import-earlier" aria-label=session.t(key::IMPORT_EARLIER)>
                    <h2 class="block-heading">{session.t(key::IMPORT_EARLIER)}</h2>
                    <ul>{imports.map(|import| view! { <One desk=desk import=import/> }).collect_view()}</ul>
                </section>
            }
        })
    }
}

#[component]
fn One(desk: Desk, import: PastImport) -> impl IntoView {
    let session = desk.session;
    let kinds: Vec<_> = import.kinds.iter().filter_map(|(key, count)| Some((entity(key)?, *count))).collect();
    let href = kinds.first().map(|(table, _)| Route::List(table, Query::default()).href()).unwrap_or_default();
    let words: Vec<String> =
        kinds.iter().map(|(table, count)| format!("{} {count}", session.t(table.plural))).collect();
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
        busy.set(true);
        desk.take_back(import.batch.clone(), move || {
            let _ = busy.try_set(false);
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
