//! Where a table comes from: a file, dropped or chosen, or pasted text; and how it is read.

use super::desk::Desk;
use crate::app::sheet::text::DELIMITERS;
use crate::app::sheet::{Encoding, Options, Origin, mapping};
use crate::crm::entity;
use crate::i18n::{format, key};
use crate::platform;
use crate::ui::component::{self, Button, Choice, FileDrop, Select, TextArea};
use crate::ui::icon::{Glyph, Icon};
use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The place for files, and the field for pasted rows.
#[component]
pub(super) fn Choose(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let text = RwSignal::new(String::new());
    let paste = EventListener::new(&document(), "paste", move |event| {
        if let Some(event) = event.dyn_ref::<web_sys::ClipboardEvent>() {
            let files = platform::pasted(event, &untrack(|| session.t(key::IMPORT_PASTED)), |_| true);
            if !files.is_empty() {
                desk.take_files(files);
            }
        }
    });
    // It lives as long as this part of the page.
    let _paste = StoredValue::new_local(paste);
    view! {
        <FileDrop
            glyph=Glyph::Table
            title=session.label(key::IMPORT_DROP)
            detail=session.label(key::IMPORT_DROP_KINDS)
            choose=session.label(key::IMPORT_CHOOSE)
            accept=".csv,.tsv,.txt,.xlsx,.json,text/csv,text/plain,application/json,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            busy=Signal::derive(move || desk.is_busy())
            on_files=UnsyncCallback::new(move |files| desk.take_files(files))
        />
        <details class="import-paste">
            <summary><span class="link">{session.label(key::IMPORT_PASTE)}</span></summary>
            <div class="stack">
                <component::Field label=session.label(key::IMPORT_PASTE_LABEL)>
                    <TextArea value=text/>
                </component::Field>
                <Button
                    label=session.label(key::IMPORT_PASTE_READ)
                    on_click=move |_| {
                        let text = text.get_untracked();
                        if !text.trim().is_empty() {
                            desk.take_text(&untrack(|| session.t(key::IMPORT_PASTED)), &text);
                        }
                    }
                />
            </div>
        </details>
    }
}

/// A choice in the bar of the file, with its word in the same frame.
#[component]
fn Pick(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] current: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    on_change: Callback<String>,
) -> impl IntoView {
    let value = RwSignal::new(String::new());
    Effect::new(move |_| value.set(current.get()));
    view! {
        <span class="import-pick">
            <span aria-hidden="true">{label}</span>
            <Select
                value=value
                choices=choices
                label=Signal::derive(move || Some(label.get()))
                compact=true
                on_change=on_change
            />
        </span>
    }
}

/// The file that was chosen, and how it is read.
#[component]
pub(super) fn Chosen(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let name = move || desk.file.with(|file| file.as_ref().map(web_sys::File::name).unwrap_or_default());
    let size = move || {
        desk.found.with(|found| {
            found.as_ref().map(|found| {
                session.tw(key::IMPORT_SIZE, &[("rows", found.rows.into()), ("columns", found.width.into())])
            })
        })
    };
    #[expect(clippy::cast_possible_truncation, reason = "a size in KB")]
    let bytes = move || {
        let size = desk.file.with(|file| file.as_ref().map_or(0.0, |file| file.size()));
        format!("{} KB", format::number((size / 1024.0).ceil() as i64))
    };
    let waiting = move || {
        let count = desk.waiting.with(Vec::len);
        (count > 0).then(|| session.tw(key::IMPORT_WAITING, &[("n", count.into())]))
    };
    // Who made the file, where that is known by its headings.
    let program = move || {
        let program = desk.found.with(|found| found.as_ref().and_then(|found| found.program.clone()));
        program.map(|program| session.tw(key::IMPORT_PROGRAM, &[("program", session.t(&program).into())]))
    };
    view! {
        <div class="import-file">
            <Icon glyph=Glyph::Table/>
            <b class="import-name">{name}</b>
            <span class="meta">{size}</span>
            <span class="meta">{bytes}</span>
            <span class="meta import-program">{program}</span>
            <span class="meta">{waiting}</span>
            <span class="grow"></span>
            <Reading desk=desk/>
        </div>
    }
}

/// How the file is read: as it was found out, or as a person says.
#[component]
fn Reading(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let read = move |change: &dyn Fn(&mut Options)| {
        desk.options.update(|options| change(options));
        desk.read(false);
    };
    let origin = Memo::new(move |_| desk.found.with(|found| found.as_ref().map(|found| found.origin.clone())));
    // What was refused as text may be read in another encoding.
    let kind = Memo::new(move |_| match origin.get() {
        Some(Origin::Workbook { .. }) => "workbook",
        Some(Origin::Text { .. }) => "text",
        Some(Origin::Answers) => "answers",
        None if desk.problem.with(Option::is_some) => "refused",
        None => "",
    });
    let encoding = Signal::derive(move || {
        let found = match origin.get() {
            Some(Origin::Text { encoding, .. }) => Some(encoding),
            _ => desk.options.with(|options| options.encoding),
        };
        found.map_or("", Encoding::name).to_owned()
    });
    let encodings = Signal::derive(move || {
        let unknown = encoding.with(String::is_empty).then(|| Choice::new("", "?"));
        let all = Encoding::ALL.iter().map(|encoding| Choice::new(encoding.name(), encoding.name()));
        unknown.into_iter().chain(all).collect::<Vec<_>>()
    });
    let delimiter = Signal::derive(move || match origin.get() {
        Some(Origin::Text { delimiter, .. }) => delimiter.to_string(),
        _ => String::new(),
    });
    let delimiters = Signal::derive(move || {
        let named = |delimiter: char| match delimiter {
            ',' => session.t(key::IMPORT_COMMA),
            ';' => session.t(key::IMPORT_SEMICOLON),
            '\t' => session.t(key::IMPORT_TAB),
            other => other.to_string(),
        };
        DELIMITERS.iter().map(|delimiter| Choice::new(delimiter.to_string(), named(*delimiter))).collect::<Vec<_>>()
    });
    let sheet = Signal::derive(move || match origin.get() {
        Some(Origin::Workbook { sheet, .. }) => sheet.to_string(),
        _ => String::new(),
    });
    let sheets = Signal::derive(move || match origin.get() {
        Some(Origin::Workbook { sheets, .. }) => {
            sheets.into_iter().enumerate().map(|(at, name)| Choice::new(at.to_string(), name)).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    });
    let head = Signal::derive(move || {
        desk.found.with(|found| found.as_ref().map(|found| found.head.to_string()).unwrap_or_default())
    });
    let heads = Signal::derive(move || {
        let top = desk.found.with(|found| found.as_ref().map(|found| found.top.clone()).unwrap_or_default());
        let row = |row: usize| Choice::new(row.to_string(), session.tw(key::IMPORT_HEAD_ROW, &[("n", row.into())]));
        let none = Choice::new("0", session.t(key::IMPORT_HEAD_NONE));
        top.into_iter().map(row).chain([none]).collect::<Vec<_>>()
    });
    let target = Signal::derive(move || desk.plan.with(|plan| plan.entity.clone()));
    let targets = Signal::derive(move || {
        let tables = mapping::IMPORTED.iter().filter_map(|key| entity(key));
        tables.map(|table| Choice::new(table.key, session.t(table.plural))).collect::<Vec<_>>()
    });
    let by_encoding = move || {
        view! {
            <Pick
                label=session.label(key::IMPORT_ENCODING)
                current=encoding
                choices=encodings
                on_change=Callback::new(move |name: String| {
                    let chosen = Encoding::ALL.into_iter().find(|encoding| encoding.name() == name);
                    read(&|options| options.encoding = chosen);
                })
            />
        }
    };
    let by_text = move || {
        view! {
            {by_encoding()}
            <Pick
                label=session.label(key::IMPORT_DELIMITER)
                current=delimiter
                choices=delimiters
                on_change=Callback::new(move |text: String| read(&|options| options.delimiter = text.chars().next()))
            />
        }
    };
    let by_sheet = move || {
        view! {
            <Pick
                label=session.label(key::IMPORT_SHEET)
                current=sheet
                choices=sheets
                on_change=Callback::new(move |text: String| {
                    read(&|options| (options.sheet, options.heading) = (text.parse().ok(), None));
                })
            />
        }
    };
    let rest = move || {
        view! {
            <Pick
                label=session.label(key::IMPORT_HEAD)
                current=head
                choices=heads
                on_change=Callback::new(move |text: String| read(&|options| options.heading = text.parse().ok()))
            />
            <Pick
                label=session.label(key::IMPORT_AS)
                current=target
                choices=targets
                on_change=Callback::new(move |key: String| desk.become_entity(key))
            />
        }
    };
    move || match kind.get() {
        "text" => view! { {by_text()} {rest()} }.into_any(),
        "workbook" => view! { {by_sheet()} {rest()} }.into_any(),
        "answers" => view! {
            <Pick
                label=session.label(key::IMPORT_AS)
                current=target
                choices=targets
                on_change=Callback::new(move |key: String| desk.become_entity(key))
            />
        }
        .into_any(),
        "refused" => by_encoding().into_any(),
        _ => ().into_any(),
    }
}
