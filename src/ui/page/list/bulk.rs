//! What can be done to a selection: the entity's commands from the registry, fields edited, words added,
//! rows copied, and delete. Each is one act with one toast and one step of undo. Nothing asks "are you sure": it can be taken back.

use super::List;
use super::clipboard::{columns, written};
use super::edit_many::{Ask, tags};
use super::later;
use crate::app::shortcut::Act;
use crate::crm::command::{Args, Command};
use crate::crm::duplicate::is_told;
use crate::crm::{Ref, Scope, commands_for, record};
use crate::i18n::{Arg, format, key};
use crate::ui::component::{ButtonVariant, IconButton, MenuButton, MenuItem};
use crate::ui::field::CommandDialog;
use crate::ui::frame::{glyph_named, go};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::page::duplicates::side_by_side;
use crate::ui::route::Route;
use crate::ui::shortcut::keyboard;
use crate::ui::toast::Toast;
use leptos::prelude::*;

/// How many commands stand in the bar; the others are in its menu.
const IN_SIGHT: usize = 3;

/// How many records are merged at once at most.
const MERGED: usize = 6;

/// A command with how many of the selection it may be run on.
type Offer = (&'static Command, usize);

/// The bar over the list while something is ticked.
#[component]
pub(super) fn BulkBar(list: List) -> impl IntoView {
    let List { session, selection, .. } = list;
    let asking = RwSignal::new(None::<&'static Command>);
    let start = move |command: &'static Command| {
        if command.args.is_empty() {
            let targets = untrack(|| allowed(list, command));
            session.run(command, targets, Args::new(), |_| {});
        } else {
            asking.set(Some(command));
        }
    };
    let editing = RwSignal::new(None::<Ask>);
    let targets = Signal::derive(move || asking.get().map(|command| allowed(list, command)).unwrap_or_default());
    let any = Memo::new(move |_| selection.count() > 0);
    let edits = Memo::new(move |_| editing.with(Option::is_some));
    view! {
        {move || any.get().then(|| view! { <Bar list=list start=Callback::new(start) editing=editing/> })}
        <CommandDialog asking=asking targets=targets/>
        {move || edits.get().then(|| later::edit_many(list, editing))}
    }
}

/// Counts, commands, delete, and the way out.
#[component]
fn Bar(list: List, start: Callback<&'static Command>, editing: RwSignal<Option<Ask>>) -> impl IntoView {
    let List { session, rows, selection, .. } = list;
    // What cannot be run on any of the selection is not offered; what fits only some says how many.
    let offers = Memo::new_with_compare(
        move |_| {
            let offer = |command| (command, allowed(list, command).len());
            commands_for(list.table).map(offer).filter(|(_, fit)| *fit > 0).collect::<Vec<Offer>>()
        },
        |_: Option<&Vec<Offer>>, _| true,
    );
    let keyboard = keyboard();
    keyboard.about(Signal::derive(move || session.tw(key::SELECT_COUNT, &[("n", Arg::from(selection.count()))])));
    for command in commands_for(list.table) {
        let offered = move || offers.with(|offers| offers.iter().any(|(offered, _)| offered.id == command.id));
        keyboard.on_while(Act::Run(command.label), Signal::derive(offered), move || start.run(command));
    }
    let name = move |(command, fit): Offer| {
        let label = session.t(command.label);
        if fit == selection.count() { label } else { format!("{label} · {}", format::number(fit as i64)) }
    };
    let delete = move || {
        let targets = untrack(|| selection.targets());
        let now = untrack(|| session.now());
        let make = move |view: &crate::crm::View<'_>, slice: &[Ref]| record::remove(view, slice, &now);
        session.act_on("delete", key::DONE_DELETE, targets, make, |_| {});
    };
    let tag = tags(list);
    let ask_words = move || editing.set(tag.map(Ask::Words));
    keyboard.on_while(Act::Tag, Signal::stored(tag.is_some()), ask_words);
    let copy = move || {
        let text = untrack(|| written(list, &selection.targets(), &columns(list), true));
        let n = selection.ids.with_untracked(std::collections::HashSet::len);
        leptos::task::spawn_local(async move {
            let copied = wasm_bindgen_futures::JsFuture::from(window().navigator().clipboard().write_text(&text)).await;
            let said = if copied.is_ok() { key::COPY_DONE } else { key::COPY_FAILED };
            list.announce.polite(untrack(|| session.tw(said, &[("n", Arg::from(n))])));
            session.toasts.show(Toast::noted(untrack(|| session.tw(said, &[("n", Arg::from(n))]))));
        });
    };
    let share = move || {
        session.picked.set(untrack(|| selection.targets()));
        go(&Route::Parcel(String::new()));
    };
    keyboard.on(Act::Delete, delete);
    keyboard.on(Act::Share, share);
    keyboard.on(Act::CopyMany, copy);
    keyboard.on(Act::EditMany, move || editing.set(Some(Ask::Field)));
    keyboard.on(Act::Clear, move || selection.clear());
    let buttons = move || {
        let button = |offer: Offer| {
            let (command, _) = offer;
            view! {
                <button type="button" class="bulk-action" on:click=move |_| start.run(command)>
                    <Icon glyph=glyph_named(command.icon) size=IconSize::Small/>
                    {name(offer)}
                </button>
            }
        };
        offers.get().into_iter().take(IN_SIGHT).map(button).collect_view()
    };
    let more = move || {
        let item = |offer: Offer| {
            MenuItem::new(name(offer), move || start.run(offer.0))
                .icon(glyph_named(offer.0.icon))
                .shortcut(keyboard.keys(Act::Run(offer.0.label)).unwrap_or_default())
        };
        let mut items: Vec<MenuItem> = offers.get().into_iter().skip(IN_SIGHT).map(item).collect();
        if tag.is_some() {
            let tag = MenuItem::new(session.t(key::BULK_TAG), ask_words).icon(Glyph::Tag);
            items.push(tag.shortcut(keyboard.keys(Act::Tag).unwrap_or_default()));
        }
        items.push(MenuItem::new(session.t(key::BULK_COPY), copy).icon(Glyph::Copy));
        if is_told(list.table) && (2..=MERGED).contains(&selection.count()) {
            let merge = move || go(&side_by_side(&untrack(|| selection.targets())));
            items.push(MenuItem::new(session.t(key::BULK_MERGE), merge).icon(Glyph::Twins));
        }
        items.push(MenuItem::new(session.t(key::PARCEL_OPEN), share).icon(Glyph::Share));
        let delete = MenuItem::new(session.t(key::BULK_DELETE), delete).icon(Glyph::Trash).danger();
        items.push(delete.divided());
        items
    };
    let all = move || {
        let shown = rows.with(|rows| rows.refs.len());
        (!selection.is_all()).then(|| {
            view! {
                <button type="button" class="bulk-action quiet" on:click=move |_| selection.all()>
                    {session.tw(key::SELECT_ALL, &[("n", Arg::from(shown))])}
                </button>
            }
        })
    };
    view! {
        <div class="bulk-bar inverse" role="group" aria-label=session.label(key::BULK_BAR)>
            <b>{move || session.tw(key::SELECT_COUNT, &[("n", Arg::from(selection.count()))])}</b>
            {all}
            <span class="separator"></span>
            {buttons}
            <button type="button" class="bulk-action" on:click=move |_| editing.set(Some(Ask::Field))>
                <Icon glyph=Glyph::Pencil size=IconSize::Small/>
                {session.label(key::BULK_EDIT)}
            </button>
            <MenuButton
                label=session.label(key::BULK_MORE)
                icon=Glyph::More
                icon_only=true
                variant=ButtonVariant::Ghost
                items=Signal::derive(move || untrack(more))
            />
            <span class="separator"></span>
            <IconButton
                label=session.label(key::SELECT_CLEAR)
                glyph=Glyph::Close
                on_click=move |_| selection.clear()
            />
        </div>
    }
}

/// The records of the selection that a command may be run on; reactive.
fn allowed(list: List, command: &Command) -> Vec<Ref> {
    let (targets, now) = (list.selection.targets(), list.session.now());
    if command.scope == Scope::Record && targets.len() > 1 {
        return Vec::new();
    }
    list.session.read(|view| targets.into_iter().filter(|at| (command.allowed)(&view, at, &now).is_ok()).collect())
}
