//! The files that are attached to a record: added by choosing or dropping, pictures seen in their place, documents
//! opened in a tab of their own (F52).

use super::subject::Subject;
use crate::app::NamedFile;
use crate::crm::attachment::{self, ATTACHMENT, MOST};
use crate::crm::{Ref, record};
use crate::i18n::{format, key};
use crate::ledger::order::sort_by_key;
use crate::platform::{self, Address};
use crate::ui::component::{ButtonSize, IconButton};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::present;
use crate::ui::toast::Toast;
use leptos::task::spawn_local;
use leptos::{html, prelude::*};
use std::sync::Arc;
use web_sys::File;

/// A file as it is listed.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    at: Ref,
    name: String,
    hash: String,
    size: u64,
    /// Who added it, and when, in words.
    who: String,
    when: String,
}

/// What the browser does with files of a name: whether it is a picture, whether it opens in a tab, and the type.
/// Whatever could hold a script is saved, never opened.
fn manner(name: &str) -> (bool, bool, &'static str) {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "png" => (true, true, "image/png"),
        "jpg" | "jpeg" => (true, true, "image/jpeg"),
        "gif" => (true, true, "image/gif"),
        "webp" => (true, true, "image/webp"),
        "avif" => (true, true, "image/avif"),
        "bmp" => (true, true, "image/bmp"),
        "pdf" => (false, true, "application/pdf"),
        _ => (false, false, "application/octet-stream"),
    }
}

/// Where the bytes of a file are.
#[derive(Clone, Debug)]
enum Bytes {
    /// Being read.
    Coming,
    /// Here.
    Here(Arc<Address>),
    /// A colleague has them.
    Missing,
}

/// The files of a record.
#[component]
pub(super) fn Files(subject: Subject) -> impl IntoView {
    let session = subject.session;
    let rows = Memo::new(move |_| {
        let read = |rec: &crate::crm::Rec<'_>, now: &crate::crm::Now| {
            let mut files = rec.view.linking(ATTACHMENT.key, &rec.at());
            sort_by_key(&mut files, |file| std::cmp::Reverse(file.created().0));
            let row = |file: crate::crm::Rec<'_>| {
                let (created, by) = file.created();
                Some(Row {
                    at: file.at(),
                    name: file.title(),
                    hash: attachment::hash(&file)?.to_owned(),
                    size: attachment::size(&file),
                    who: by.map(|member| crate::crm::member::name(&rec.view, member)).unwrap_or_default(),
                    when: created.map(|at| present::moment(session.lang.get(), at, now)).unwrap_or_default(),
                })
            };
            files.into_iter().filter_map(row).collect::<Vec<_>>()
        };
        subject.read(read).unwrap_or_default()
    });
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let take = move |files: Vec<File>| {
        spawn_local(async move {
            let mut read = Vec::<NamedFile>::new();
            for file in files {
                let words = [("file", file.name().into())];
                let complaint = match platform::read(&file, MOST, |_, _| ()).await {
                    Ok(Some(bytes)) => {
                        read.push((file.name(), bytes));
                        continue;
                    }
                    Ok(None) => key::FILES_TOO_BIG,
                    Err(_) => key::FILES_UNREAD,
                };
                session.toasts.show(Toast::failed(untrack(|| session.tw(complaint, &words))));
            }
            if !read.is_empty() {
                session.attach(subject.at(), read);
            }
        });
    };
    view! {
        <section
            class="aside-block related files"
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
            <h2 class="block-heading">
                <span>{session.label(ATTACHMENT.plural)}</span>
                <span class="meta">{move || rows.with(Vec::len)}</span>
                <span class="end">
                    <IconButton
                        label=session.label(key::FILES_ADD)
                        glyph=Glyph::Plus
                        size=ButtonSize::Inline
                        on_click=move |_| {
                            if let Some(input) = input.get_untracked() {
                                input.click();
                            }
                        }
                    />
                </span>
            </h2>
            <input
                type="file"
                multiple
                class="visually-hidden"
                tabindex="-1"
                aria-label=session.label(key::FILES_ADD)
                node_ref=input
                on:change=move |_| {
                    if let Some(input) = input.get_untracked() {
                        take(platform::chosen(&input));
                    }
                }
            />
            <ul>
                <For each=move || rows.get() key=|row| (row.at.clone(), row.name.clone()) let(row)>
                    <Line subject=subject row=row/>
                </For>
            </ul>
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="meta">{session.label(key::FILES_DROP)}</p>
            </Show>
        </section>
    }
}

/// One file.
#[component]
fn Line(subject: Subject, row: Row) -> impl IntoView {
    let session = subject.session;
    let (picture, opens, mime) = manner(&row.name);
    let bytes = RwSignal::new(Bytes::Coming);
    let hash = row.hash.clone();
    // A bundle that is read meanwhile may bring them.
    Effect::new(move |_| {
        session.read(|_| ());
        if matches!(bytes.get_untracked(), Bytes::Here(_)) {
            return;
        }
        let hash = hash.clone();
        spawn_local(async move {
            let found = session.workspace().attached(&hash).await;
            let address = found.ok().flatten().and_then(|bytes| Address::of(&bytes, mime).ok());
            let _ = bytes.try_set(address.map_or(Bytes::Missing, |address| Bytes::Here(Arc::new(address))));
        });
    });
    let at = row.at.clone();
    let remove = move |_| {
        let (at, now) = (at.clone(), untrack(|| session.now()));
        let make = move |view: &crate::crm::View<'_>| record::remove(view, std::slice::from_ref(&at), &now);
        session.act("delete", key::DONE_DETACH, make, |_| ());
    };
    let named = StoredValue::new(row.name.clone());
    let words = move |key: &'static str| Signal::derive(move || session.tw(key, &[("file", named.get_value().into())]));
    let face = move || {
        let name = named.get_value();
        match bytes.get() {
            Bytes::Here(address) => {
                let href = address.as_str().to_owned();
                let image = picture.then(|| view! { <img src=href.clone() alt="" loading="lazy"/> });
                if opens {
                    view! {
                        <a class="link file" href=href target="_blank" rel="noopener" aria-label=words(key::FILES_OPEN)>
                            {image}
                            <span class="ellipsis">{name}</span>
                        </a>
                    }
                    .into_any()
                } else {
                    let file = name.clone();
                    view! {
                        <a class="link file" href=href download=file aria-label=words(key::FILES_SAVE)>
                            <span class="ellipsis">{name}</span>
                        </a>
                    }
                    .into_any()
                }
            }
            _ => view! { <span class="file ellipsis">{name}</span> }.into_any(),
        }
    };
    let about = move || match bytes.get() {
        Bytes::Missing => session.tw(key::FILES_MISSING, &[("name", row.who.clone().into())]),
        _ => [format::size(row.size), row.who.clone(), row.when.clone()].join(" · "),
    };
    view! {
        <li class="file-row">
            <Icon glyph=Glyph::Document size=IconSize::Small/>
            <span class="file-words">
                {face}
                <span class="meta">{about}</span>
            </span>
            <IconButton label=words(key::FILES_REMOVE) glyph=Glyph::Close size=ButtonSize::Inline on_click=remove/>
        </li>
    }
}
