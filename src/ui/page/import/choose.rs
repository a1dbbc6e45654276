//! Where a table comes from: a file, dropped or chosen, or pasted text; and how it is read.

use super::{Desk, owner_word, unreadable_word};
use crate::app::sheet::{Encoding, Owner, Unreadable, mapping};
use crate::crm::entity;
use crate::i18n::key;
use crate::platform;
use crate::ui::component::{self, Button, Checkbox, Choice, Select, TextArea};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::toast::Toast;
use leptos::task::spawn_local;
use leptos::{html, prelude::*};
use web_sys::File;

/// The place for the file, and once there is one, how to read it.
#[component]
pub(super) fn Choose(desk: Desk) -> impl IntoView {
    move || {
        if desk.file.with(Option::is_some) {
            view! { <Chosen desk=desk/> }.into_any()
        } else {
            view! { <Zone desk=desk/> }.into_any()
        }
    }
}

#[component]
fn Zone(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let pasted = RwSignal::new(String::new());
    let take = move |files: Vec<File>| {
        let Some(file) = files.into_iter().next() else { return };
        spawn_local(async move {
            match platform::read(&file, |_, _| {}).await {
                Ok(bytes) => desk.take(file.name(), bytes),
                Err(_) => session.toasts.show(Toast::failed(untrack(|| session.t(key::FILE_IO)))),
            }
        });
    };
    view! {
        <div
            class="drop-zone"
            class:over=over
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                take(platform::dropped(&event));
            }
        >
            <Icon glyph=Glyph::Table size=IconSize::Large/>
            <b>{move || session.t(key::IMPORT_DROP)}</b>
            <span class="meta">{move || session.t(key::IMPORT_DROP_KINDS)}</span>
            <Button
                label=move || session.t(key::IMPORT_CHOOSE)
                on_click=move |_| {
                    if let Some(input) = input.get_untracked() {
                        input.click();
                    }
                }
            />
            <input
                type="file"
                class="visually-hidden"
                tabindex="-1"
                accept=".csv,.tsv,.txt,text/csv,text/plain"
                aria-label=move || session.t(key::IMPORT_CHOOSE)
                node_ref=input
                on:change=move |_| {
                    if let Some(input) = input.get_untracked() {
                        take(platform::chosen(&input));
                        input.set_value("");
                    }
                }
            />
        </div>
        <details class="import-paste">
            <summary>{move || session.t(key::IMPORT_PASTE)}</summary>
            <div class="stack">
                <component::Field label=move || session.t(key::IMPORT_PASTE_LABEL)>
                    <TextArea value=pasted/>
                </component::Field>
                <Button
                    label=move || session.t(key::IMPORT_PASTE_READ)
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

#[component]
fn Chosen(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let name = move || desk.file.with(|file| file.as_ref().map(|(name, _)| name.clone()).unwrap_or_default());
    let table = move || desk.import.with(|import| import.as_ref().map(|import| import.mapping.table));
    let target = RwSignal::new(table().map(|table| table.key.to_owned()).unwrap_or_default());
    let targets = Signal::derive(move || {
        let tables = mapping::IMPORTED.iter().filter_map(|key| entity(key));
        tables.map(|table| Choice::new(table.key, session.t(table.plural))).collect::<Vec<_>>()
    });
    let encoding = RwSignal::new(String::new());
    let found = move || desk.import.with(|import| import.as_ref().map(|import| import.sheet.encoding.name()));
    let encodings = Signal::derive(move || {
        let auto = session.tw(key::IMPORT_ENCODING_AUTO, &[("name", found().unwrap_or("?").into())]);
        let all = Encoding::ALL.iter().map(|encoding| Choice::new(encoding.name(), encoding.name()));
        std::iter::once(Choice::new("", auto)).chain(all).collect::<Vec<_>>()
    });
    let owner =
        RwSignal::new(desk.import.with_untracked(|import| {
            import.as_ref().map_or("me", |import| owner_word(&import.settings.owner)).to_owned()
        }));
    let owners = Signal::derive(move || {
        vec![
            Choice::new("me", session.t(key::IMPORT_OWNER_ME)),
            Choice::new("nobody", session.t(key::IMPORT_OWNER_NOBODY)),
        ]
    });
    let unreadable = RwSignal::new(unreadable_word(Unreadable::default()).to_owned());
    let unreadables = Signal::derive(move || {
        vec![
            Choice::new("row", session.t(key::IMPORT_UNREADABLE_ROW)),
            Choice::new("blank", session.t(key::IMPORT_UNREADABLE_BLANK)),
        ]
    });
    let keep = RwSignal::new(false);
    let set = move |change: &dyn Fn(&mut crate::app::sheet::Settings)| {
        desk.import.update(|import| {
            if let Some(import) = import {
                change(&mut import.settings);
            }
        });
    };
    let read_as = move |name: String| {
        desk.encoding.set(Encoding::ALL.into_iter().find(|encoding| encoding.name() == name));
        desk.read_again(entity(&target.get_untracked()));
    };
    view! {
        <div class="import-file">
            <Icon glyph=Glyph::Table/>
            <b class="import-name">{name}</b>
        </div>
        <div class="import-options">
            <component::Field label=move || session.t(key::IMPORT_AS)>
                <Select value=target choices=targets on_change=move |key: String| desk.read_again(entity(&key))/>
            </component::Field>
            <component::Field label=move || session.t(key::IMPORT_ENCODING)>
                <Select value=encoding choices=encodings on_change=read_as/>
            </component::Field>
            <component::Field label=move || session.t(key::IMPORT_OWNER)>
                <Select
                    value=owner
                    choices=owners
                    on_change=move |word: String| set(&|settings| {
                        settings.owner = if word == "nobody" { Owner::Nobody } else { Owner::Me };
                    })
                />
            </component::Field>
            <component::Field label=move || session.t(key::IMPORT_UNREADABLE)>
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
                label=move || session.t(key::IMPORT_KEEP_DUPLICATES)
                on_change=move |keep| set(&|settings| settings.keep_duplicates = keep)
            />
        </div>
    }
}
