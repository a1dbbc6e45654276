//! The view as a file: exactly the rows the list shows, in its columns or with everything that is known. The
//! helper writes it, so that a long list keeps the page free.

use super::List;
use super::clipboard::columns;
use crate::app::job::Progress;
use crate::app::sheet::card;
use crate::app::shortcut::Act;
use crate::app::table::wire::{self, Form};
use crate::app::{Answer, Job};
use crate::i18n::key;
use crate::platform;
use crate::ui::component::{Button, ButtonSize, ButtonVariant, MenuButton, MenuItem};
use crate::ui::helper::{Helper, Trouble, step_words};
use crate::ui::icon::Glyph;
use crate::ui::shortcut::keyboard;
use crate::ui::toast::Toast;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// The menu of files, or how far the one that was asked for is.
#[component]
pub(super) fn ExportMenu(list: List) -> impl IntoView {
    let session = list.session;
    let work = RwSignal::new(None::<Progress>);
    let helper = StoredValue::new_local(None::<Rc<Helper>>);
    let stop = move || {
        if let Some(helper) = helper.try_update_value(Option::take).flatten() {
            helper.stop();
        }
        let _ = work.try_set(None);
    };
    on_cleanup(stop);
    let start = move |form: Form, whole: bool| {
        let now = session.now();
        let export = wire::Export {
            entity: list.table.key.to_owned(),
            query: list.query.with_untracked(crate::app::Query::to_address),
            form,
            fields: if whole { Vec::new() } else { columns(list).iter().map(|field| field.key.to_owned()).collect() },
            lang: session.lang.get_untracked().tag().to_owned(),
            now: (now.instant, now.offset),
        };
        work.set(Some(Progress { step: crate::app::job::Step::Packing, share: None }));
        spawn_local(async move {
            let written = write(list, export, work, helper).await;
            let _ = helper.try_set_value(None);
            let _ = work.try_set(None);
            let said = match written {
                Ok((name, rows)) => {
                    Toast::noted(untrack(|| session.tw(key::DONE_TABLE, &[("file", name.into()), ("n", rows.into())])))
                }
                Err(Trouble::Failed(key)) => Toast::failed(untrack(|| session.t(&key))),
                Err(Trouble::Stopped) => return,
            };
            session.toasts.show(said);
        });
    };
    for (ending, form) in [("xlsx", Form::Xlsx), ("csv", Form::Csv)] {
        let idle = Signal::derive(move || work.with(Option::is_none));
        keyboard().on_while(Act::Export(ending), idle, move || start(form, false));
    }
    let items = Signal::derive(move || {
        let item = |word: &str, form: Form, whole: bool| {
            MenuItem::new(session.t(word), move || start(form, whole)).icon(Glyph::Table)
        };
        let mut items = vec![
            item(key::EXPORT_XLSX, Form::Xlsx, false),
            item(key::EXPORT_CSV, Form::Csv, false),
            item(key::EXPORT_XLSX_ALL, Form::Xlsx, true).divided(),
            item(key::EXPORT_CSV_ALL, Form::Csv, true),
        ];
        if card::has_cards(list.table) {
            items.push(item(key::EXPORT_CARDS, Form::Card, true).icon(Glyph::Contact).divided());
        }
        items
    });
    let words = move || {
        let progress = work.get()?;
        let share = progress.share.map(|share| format!(" {:.0} %", share * 100.0)).unwrap_or_default();
        Some(format!("{}{share}", session.t(step_words(progress.step))))
    };
    let busy = Memo::new(move |_| work.with(Option::is_some));
    move || match busy.get() {
        true => view! {
            <span class="export" role="status">
                <span class="meta">{words}</span>
                <Button
                    label=session.label(key::SHARE_CANCEL)
                    variant=ButtonVariant::Link
                    size=ButtonSize::Inline
                    on_click=move |_| stop()
                />
            </span>
        }
        .into_any(),
        false => view! {
            <span class="export">
                <MenuButton
                    label=session.label(key::EXPORT)
                    icon=Glyph::Export
                    variant=ButtonVariant::Ghost
                    size=ButtonSize::Compact
                    items=items
                />
            </span>
        }
        .into_any(),
    }
}

/// Has the file written and hands it out. Gives its name and how many rows it has.
async fn write(
    list: List,
    export: wire::Export,
    work: RwSignal<Option<Progress>>,
    keep: StoredValue<Option<Rc<Helper>>, LocalStorage>,
) -> Result<(String, usize), Trouble> {
    let helper = Rc::new(list.session.helper().await?);
    // It was cancelled meanwhile, or the page was left.
    if work.try_get_untracked().flatten().is_none() {
        return Err(Trouble::Stopped);
    }
    let _ = keep.try_set_value(Some(helper.clone()));
    let tell = move |progress| {
        let _ = work.try_set(Some(progress));
    };
    let failed = |key: &str| Trouble::Failed(key.to_owned());
    match helper.ask(&Job::Records(export), None, tell).await? {
        (Answer::File { name, changes }, Some(file)) => {
            platform::offer(&name, &file).map_err(|_| failed(key::DOWNLOAD_FAILED))?;
            Ok((name, changes))
        }
        _ => Err(failed(key::DOWNLOAD_FAILED)),
    }
}
