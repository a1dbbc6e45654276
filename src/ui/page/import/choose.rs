//! Where a table comes from: a file, dropped or chosen, or pasted text; and how it is read.

use super::Desk;
use crate::app::sheet::{Encoding, Owner, Settings, Unreadable, mapping};
use crate::crm::entity;
use crate::i18n::key;
use crate::ui::component::{self, Button, Checkbox, Choice, FileDrop, Select, TextArea};
use crate::ui::icon::{Glyph, Icon};
use leptos::prelude::*;

/// The place for files, and the field for pasted rows.
#[component]
pub(super) fn Choose(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let pasted = RwSignal::new(String::new());
    view! {
        <FileDrop
            glyph=Glyph::Table
            title=session.label(key::IMPORT_DROP)
            detail=session.label(key::IMPORT_DROP_KINDS)
            choose=session.label(key::IMPORT_CHOOSE)
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            busy=Signal::derive(move || desk.reading.with(Option::is_some))
            on_files=UnsyncCallback::new(move |files| desk.take_files(files))
        />
        <details class="import-paste">
            <summary><span class="link">{session.label(key::IMPORT_PASTE)}</span></summary>
            <div class="stack">
                <component::Field label=session.label(key::IMPORT_PASTE_LABEL)>
                    <TextArea value=pasted/>
                </component::Field>
                <Button
                    label=session.label(key::IMPORT_PASTE_READ)
                    on_click=move |_| {
                        let text = pasted.get_untracked();
                        if !text.trim().is_empty() {
                            desk.take(untrack(|| session.t(key::IMPORT_PASTED)), text.into_bytes());
                        }
                    }
                />
            </div>
        </details>
    }
}

/// The file that was chosen, and how it is read.
#[component]
pub(super) fn Chosen(desk: Desk, ready: Memo<bool>) -> impl IntoView {
    let session = desk.session;
    let name = move || desk.file.with(|file| file.as_ref().map(|(name, _)| name.clone()).unwrap_or_default());
    let size = move || {
        desk.import.with(|import| {
            import.as_ref().map(|import| {
                let (rows, columns) = (import.sheet.rows.len(), import.sheet.width);
                session.tw(key::IMPORT_SIZE, &[("rows", rows.into()), ("columns", columns.into())])
            })
        })
    };
    let waiting = move || {
        let count = desk.waiting.with(Vec::len);
        (count > 0).then(|| session.tw(key::IMPORT_WAITING, &[("n", count.into())]))
    };
    let encoding = RwSignal::new(String::new());
    Effect::new(move |_| encoding.set(desk.encoding.get().map_or("", Encoding::name).to_owned()));
    let found = move || desk.import.with(|import| import.as_ref().map(|import| import.sheet.encoding.name()));
    let encodings = Signal::derive(move || {
        let auto = session.tw(key::IMPORT_ENCODING_AUTO, &[("name", found().unwrap_or("?").into())]);
        let all = Encoding::ALL.iter().map(|encoding| Choice::new(encoding.name(), encoding.name()));
        std::iter::once(Choice::new("", auto)).chain(all).collect::<Vec<_>>()
    });
    let read_as = move |name: String| {
        desk.encoding.set(Encoding::ALL.into_iter().find(|encoding| encoding.name() == name));
        let table = desk.import.with_untracked(|import| import.as_ref().map(|import| import.mapping.table));
        desk.read_again(table);
    };
    view! {
        <div class="import-file">
            <Icon glyph=Glyph::Table/>
            <b class="import-name">{name}</b>
            <span class="meta">{size}</span>
            <span class="meta">{waiting}</span>
        </div>
        <div class="import-options">
            <component::Field label=session.label(key::IMPORT_ENCODING)>
                <Select value=encoding choices=encodings on_change=read_as/>
            </component::Field>
            <Show when=move || ready.get()>
                <Options desk=desk/>
            </Show>
        </div>
    }
}

/// What becomes of the rows, besides what their columns say.
#[component]
fn Options(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let table = Memo::new(move |_| {
        desk.import.with(|import| import.as_ref().map(|import| import.mapping.table.key).unwrap_or_default())
    });
    let target = RwSignal::new(String::new());
    Effect::new(move |_| target.set(table.get().to_owned()));
    let targets = Signal::derive(move || {
        let tables = mapping::IMPORTED.iter().filter_map(|key| entity(key));
        tables.map(|table| Choice::new(table.key, session.t(table.plural))).collect::<Vec<_>>()
    });
    let settings = desk.import.with_untracked(|import| import.as_ref().map(|import| import.settings.clone()));
    let settings = settings.unwrap_or_default();
    let owner = RwSignal::new(if settings.owner == Owner::Nobody { "nobody" } else { "me" }.to_owned());
    let owners = Signal::derive(move || {
        vec![
            Choice::new("me", session.t(key::IMPORT_OWNER_ME)),
            Choice::new("nobody", session.t(key::IMPORT_OWNER_NOBODY)),
        ]
    });
    let blank = settings.unreadable == Unreadable::LeaveBlank;
    let unreadable = RwSignal::new(if blank { "blank" } else { "row" }.to_owned());
    let unreadables = Signal::derive(move || {
        vec![
            Choice::new("row", session.t(key::IMPORT_UNREADABLE_ROW)),
            Choice::new("blank", session.t(key::IMPORT_UNREADABLE_BLANK)),
        ]
    });
    let keep = RwSignal::new(settings.keep_duplicates);
    let set = move |change: &dyn Fn(&mut Settings)| {
        desk.import.update(|import| {
            if let Some(import) = import {
                change(&mut import.settings);
            }
        });
    };
    view! {
        <component::Field label=session.label(key::IMPORT_AS)>
            <Select value=target choices=targets on_change=move |key: String| desk.read_again(entity(&key))/>
        </component::Field>
        <component::Field label=session.label(key::IMPORT_OWNER)>
            <Select
                value=owner
                choices=owners
                on_change=move |word: String| set(&|settings| {
                    settings.owner = if word == "nobody" { Owner::Nobody } else { Owner::Me };
                })
            />
        </component::Field>
        <component::Field label=session.label(key::IMPORT_UNREADABLE)>
            <Select
                value=unreadable
                choices=unreadables
                on_change=move |word: String| set(&|settings| {
                    settings.unreadable =
                        if word == "blank" { Unreadable::LeaveBlank } else { Unreadable::LeaveOutRow };
                })
            />
        </component::Field>
        <Checkbox
            checked=keep
            label=session.label(key::IMPORT_KEEP_DUPLICATES)
            on_change=move |keep| set(&|settings| settings.keep_duplicates = keep)
        />
    }
}
