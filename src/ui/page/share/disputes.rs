//! The records in conflict, the first of them by name, and the way to the workbench that settles them.

use crate::app::dispute;
use crate::crm::Ref;
use crate::i18n::key;
use crate::ui::component::{ButtonVariant, EmptyState, LinkButton};
use crate::ui::icon::Glyph;
use crate::ui::page::history::words;
use crate::ui::route::Route;
use crate::ui::session::Session;
use leptos::prelude::*;

/// How many records are named.
const NAMED: usize = 8;

/// The list.
#[component]
pub(super) fn Disputes(session: Session) -> impl IntoView {
    let records = Memo::new(move |_| {
        let disputes = session.read(|view| dispute::disputes(&view));
        disputes.chunk_by(|a, b| a.at == b.at).map(|of| (of[0].at.clone(), of.len())).collect::<Vec<_>>()
    });
    let count = move || records.with(Vec::len);
    let list = move || {
        let named = |(at, count): (Ref, usize)| {
            let lang = session.lang.get();
            let name = session.read(|view| words::record(lang, &view, &at));
            view! {
                <li class="dispute">
                    <h3><a class="link" href=Route::of(&at).href()>{name}</a></h3>
                    <span class="meta">
                        {words::kind(lang, &at.entity)} " · " {session.tw(key::CONFLICTS_COUNT, &[("n", count.into())])}
                    </span>
                </li>
            }
        };
        records.get().into_iter().take(NAMED).map(named).collect_view()
    };
    let rest = move || Some(count().saturating_sub(NAMED)).filter(|rest| *rest > 0);
    view! {
        <section class="disputes" aria-label=session.label(key::SHARE_CONFLICTS)>
            <Show
                when=move || count() != 0
                fallback=move || view! {
                    <EmptyState
                        title=session.label(key::SHARE_CALM)
                        text=session.hint(key::SHARE_CALM_WHY)
                    />
                }
            >
                <h2>{move || session.tw(key::SHARE_OPEN_CONFLICTS, &[("n", count().into())])}</h2>
                <p class="meta">{session.label(key::SHARE_CONFLICTS_WHY)}</p>
                <ul class="dispute-list">{list}</ul>
                {move || rest().map(|rest| view! { <p class="meta">{session.tw(key::SHARE_MORE, &[("n", rest.into())])}</p> })}
                <p>
                    <LinkButton
                        label=session.label(key::CONFLICTS_OPEN)
                        variant=ButtonVariant::Primary
                        icon=Glyph::Fork
                        href=Route::Conflicts.href()
                    />
                </p>
            </Show>
        </section>
    }
}
