//! The preview of a pasted block: what would change and what cannot, before anything is written.

use super::List;
use super::clipboard::Pasted;
use crate::app::Paste;
use crate::app::paste::{Cell, Trouble};
use crate::i18n::{Arg, key};
use crate::ui::component::{Button, ButtonVariant, Dialog, GridHelm, GridMove, Note, Tone};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::present;
use leptos::prelude::*;

/// How many cells the preview lists.
const LISTED: usize = 200;

/// The dialog, while something was pasted.
#[component]
pub(super) fn PastePreview(list: List, pasted: RwSignal<Option<Pasted>>, helm: GridHelm) -> impl IntoView {
    let session = list.session;
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    Effect::new(move |_| open.set(pasted.with(Option::is_some)));
    let paste = Memo::new(move |_| {
        pasted.with(|pasted| {
            let pasted = pasted.as_ref()?;
            let now = session.now();
            Some(session.read(|view| Paste::plan(&view, &pasted.refs, &pasted.fields, &pasted.text, &now)))
        })
    });
    let changes = Memo::new(move |_| paste.with(|paste| paste.as_ref().map(Paste::changes).unwrap_or_default()));
    let apply = move |_| {
        let Some(paste) = paste.get_untracked().filter(|_| changes.get_untracked() > 0) else { return };
        busy.set(true);
        session.act(
            "edit",
            key::DONE_PASTE,
            move |view| paste.edits(view),
            move |done| {
                let _ = busy.try_set(false);
                if done.is_ok() {
                    let _ = open.try_set(false);
                }
            },
        );
    };
    let footer = move || {
        view! {
            <Button label=session.label(key::CANCEL) on_click=move |_| open.set(false)/>
            <Button
                label=move || session.tw(key::PASTE_APPLY, &[("n", Arg::from(changes.get()))])
                variant=ButtonVariant::Primary
                busy=busy
                on_click=apply
            />
        }
    };
    view! {
        <Dialog
            open=open
            title=session.label(key::PASTE_TITLE)
            close_label=session.label(key::CLOSE)
            footer=footer
            on_close=move |()| {
                pasted.set(None);
                helm.steer(GridMove::Here);
            }
            class:wide=true
        >
            {move || paste.get().map(|paste| view! { <Plan list=list paste=paste/> })}
        </Dialog>
    }
}

/// What a block would do, cell by cell, troubles first.
#[component]
fn Plan(list: List, paste: Paste) -> impl IntoView {
    let session = list.session;
    let (changes, beyond) = (paste.changes(), paste.beyond);
    let troubles = paste.cells.len() - changes;
    let said = move |word, n: usize| session.tw(word, &[("n", Arg::from(n))]);
    let mut cells = paste.cells;
    cells.sort_by_key(|cell| cell.after.is_ok());
    let more = cells.len().saturating_sub(LISTED);
    let (same, wide) = (paste.same, paste.wide);
    let row = move |cell: Cell| view! { <Row list=list cell=cell/> };
    let notes = [
        (beyond > 0).then(move || said(key::PASTE_BEYOND, beyond)),
        (wide > 0).then(move || said(key::PASTE_WIDE, wide)),
    ];
    let notes = notes.into_iter().flatten().map(|note| view! { <Note tone=Tone::Info>{note}</Note> }).collect_view();
    view! {
        <div class="stack gap-12">
            <p>
                <b>{said(key::PASTE_CHANGES, changes)}</b>
                {(troubles > 0).then(|| view! { " · " <b class="late">{said(key::PASTE_TROUBLES, troubles)}</b> })}
                {(same > 0).then(|| view! { " · " {said(key::PASTE_SAME, same)} })}
            </p>
            {notes}
            <table class="paste-cells">
                <thead>
                    <tr>
                        <th scope="col">{session.t(list.table.label)}</th>
                        <th scope="col">{session.t(key::LIST_FILTER_FIELD)}</th>
                        <th scope="col">{session.t(key::PASTE_BEFORE)}</th>
                        <th scope="col">{session.t(key::PASTE_AFTER)}</th>
                    </tr>
                </thead>
                <tbody>{cells.into_iter().take(LISTED).map(row).collect_view()}</tbody>
            </table>
            {(more > 0).then(|| view! { <p class="meta">{said(key::PASTE_MORE, more)}</p> })}
        </div>
    }
}

#[component]
fn Row(list: List, cell: Cell) -> impl IntoView {
    let session = list.session;
    let (lang, now) = (session.lang.get(), session.now());
    let Cell { at, field, text, before, after } = cell;
    let field = list.table.field(field);
    let (title, before) = session.read(|view| {
        let before = field.map(|field| present::seen(lang, &view, field.kind, &before, &now));
        (view.name_of(&at), before.unwrap_or_default())
    });
    let after = match after {
        Ok(value) => {
            let kind = field.map(|field| field.kind);
            let words = kind.map(|kind| session.read(|view| present::seen(lang, &view, kind, &value, &now)));
            let words = words.filter(|words| !words.is_empty()).unwrap_or_else(|| "—".to_owned());
            view! { <td><b>{words}</b></td> }.into_any()
        }
        Err(trouble) => {
            let why = match trouble {
                Trouble::Invalid(invalid) => session.t(&invalid.to_string()),
                Trouble::Refused(refusal) => session.refusal(&refusal),
            };
            view! {
                <td class="trouble">
                    <s>{text}</s>
                    <span class="meta"><Icon glyph=Glyph::Warning size=IconSize::Tiny/>" "{why}</span>
                </td>
            }
            .into_any()
        }
    };
    view! {
        <tr>
            <th scope="row">{title}</th>
            <td>{field.map(|field| session.t(field.label))}</td>
            <td class="before">{if before.is_empty() { "—".to_owned() } else { before }}</td>
            {after}
        </tr>
    }
}
