//! What may be the same as a record, or as what is being written: each with what tells so, how it stands and
//! whose it is. More is not shown of records that may be others' (F29).

use crate::crm::duplicate::{Degree, Match, Traits};
use crate::crm::{Entity, Rec, Ref, View};
use crate::i18n::{Arg, key};
use crate::platform;
use crate::ui::component::{Avatar, LinkButton, Note, Tone};
use crate::ui::field::Form;
use crate::ui::frame::glyph_of;
use crate::ui::icon::{Icon, IconSize};
use crate::ui::page::duplicates::side_by_side;
use crate::ui::page::record::subject::Subject;
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use crate::ui::state::{State, state_of};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How many are shown.
const SHOWN: usize = 4;
/// So long nothing is typed or written before anything is compared.
const REST: Duration = Duration::from_millis(300);

/// What may be the same as what a form says so far.
#[must_use]
pub fn alike_in(form: Form, table: &'static Entity) -> ReadSignal<Vec<Match>> {
    let session = session();
    let find = move || {
        let args = form.glance(session);
        session.alike(|view| Traits::of_args(view, table, &args), None, SHOWN)
    };
    at_rest(session, move || drop(form.typed()), find)
}

/// What is found once nothing that `watch` reads has changed for a while, and the page has nothing better to do:
/// among very many records it takes longer than a keystroke may.
fn at_rest(
    session: Session,
    watch: impl Fn() + 'static,
    find: impl Fn() -> Vec<Match> + Copy + 'static,
) -> ReadSignal<Vec<Match>> {
    let (found, set) = signal(Vec::new());
    let ready = session.prepared();
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        watch();
        let own = turn.get_value().wrapping_add(1);
        turn.set_value(own);
        if !ready.get() {
            return;
        }
        let look = async move {
            platform::idle().await;
            // Somebody went on meanwhile, or elsewhere.
            if turn.try_get_value() != Some(own) {
                return;
            }
            let fresh = untrack(find);
            if found.with_untracked(|found| *found != fresh) {
                set.set(fresh);
            }
        };
        set_timeout(move || spawn_local(look), REST);
    });
    found
}

/// The note above a form.
#[component]
pub fn AlikeNote(found: ReadSignal<Vec<Match>>) -> impl IntoView {
    let session = session();
    let any = Memo::new(move |_| found.with(|found| !found.is_empty()));
    let tone = Signal::derive(move || {
        let sure = found.with(|found| found.iter().any(|found| found.degree <= Degree::Likely));
        if sure { Tone::Warn } else { Tone::Info }
    });
    view! {
        <div class="alike-note" role="status">
            <Show when=move || any.get()>
                <Note tone=tone>
                    <p>{move || session.tw(key::DUPLICATE_SIMILAR, &[("n", Arg::from(found.with(Vec::len)))])}</p>
                    <ul class="alike">{move || found.get().into_iter().map(|found| line(session, found)).collect_view()}</ul>
                </Note>
            </Show>
        </div>
    }
}

/// The block beside a record.
#[component]
pub fn AlikeBlock(subject: Subject) -> impl IntoView {
    let session = subject.session;
    let find = move || {
        let at = subject.at();
        let read = |view: &View<'_>| view.at(&at).map(|rec| Traits::of(&rec)).unwrap_or_default();
        let mut found = session.alike(read, Some(&at), SHOWN);
        found.retain(|found| found.degree <= Degree::Likely);
        found
    };
    let found = at_rest(session, move || session.read(|_| ()), find);
    // Records of one kind can be made one.
    let mergeable = move || {
        let at = subject.at();
        let others = found.with(|found| found.iter().map(|found| found.at.clone()).collect::<Vec<Ref>>());
        let mut of = vec![at.clone()];
        of.extend(others.into_iter().filter(|other| other.entity == at.entity));
        (of.len() > 1).then_some(of)
    };
    let any = Memo::new(move |_| found.with(|found| !found.is_empty()));
    view! {
        <Show when=move || any.get()>
            <section class="aside-block related">
                <h2 class="block-heading">
                    <span>{move || session.tw(key::DUPLICATE_SIMILAR, &[("n", Arg::from(found.with(Vec::len)))])}</span>
                </h2>
                <ul class="alike">{move || found.get().into_iter().map(|found| line(session, found)).collect_view()}</ul>
                {move || mergeable().map(|of| view! { <LinkButton label=session.label(key::DUPLICATE_COMPARE) href=side_by_side(&of).href()/> })}
            </section>
        </Show>
    }
}

/// One record that may be the same.
fn line(session: Session, found: Match) -> impl IntoView {
    let lang = session.lang.get();
    let now = session.now();
    let clues = found.clues.iter().map(|clue| session.t(clue.label())).collect::<Vec<_>>().join(", ");
    let why = format!("{}: {clues}", session.t(found.degree.label()));
    let look = |rec: Rec<'_>| {
        let owner = rec.table.field("owner").map(|field| present::field(lang, &rec, field, &now));
        let owner = owner.map(|name| if name.is_empty() { Err(session.t(key::DUPLICATE_NOBODY)) } else { Ok(name) });
        (glyph_of(rec.table), rec.title(), state_of(&rec, &now), owner)
    };
    let (glyph, title, state, owner) = session.read(|view| view.at(&found.at).map(look))?;
    let owner = owner.map(|owner| match owner {
        Ok(name) => view! { <span class="cluster"><Avatar name=name.clone()/><span class="meta">{name}</span></span> }
            .into_any(),
        Err(nobody) => view! { <span class="meta">{nobody}</span> }.into_any(),
    });
    Some(view! {
        <li>
            <Icon glyph=glyph size=IconSize::Small/>
            <a class="link" href=Route::of(&found.at).href()>{title}</a>
            {state.map(|choice| view! { <State choice=choice/> })}
            {owner}
            <span class="meta">{why}</span>
        </li>
    })
}
