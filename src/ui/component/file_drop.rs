//! A place to drop files on, with a button for those who do not drag.

use super::Button;
use crate::platform;
use crate::ui::icon::{Glyph, Icon, IconSize};
use leptos::{html, prelude::*};
use web_sys::File;

/// Takes files, dropped or chosen.
#[component]
pub fn FileDrop(
    /// What kind of files they are.
    glyph: Glyph,
    /// What to drop here.
    #[prop(into)]
    title: Signal<String>,
    /// Which files, and what becomes of them.
    #[prop(into)]
    detail: Signal<String>,
    /// What the button says.
    #[prop(into)]
    choose: Signal<String>,
    /// The kinds the browser's dialog offers.
    accept: &'static str,
    /// Whether files are being read.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Told the files; never none.
    on_files: UnsyncCallback<Vec<File>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let take = move |files: Vec<File>| {
        if !files.is_empty() {
            on_files.run(files);
        }
    };
    view! {
        <div
            class="file-drop"
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
            <Icon glyph=glyph size=IconSize::Large/>
            <b>{title}</b>
            <span class="meta">{detail}</span>
            <Button
                label=choose
                busy=busy
                on_click=move |_| {
                    if let Some(input) = input.get_untracked() {
                        input.click();
                    }
                }
            />
            <input
                type="file"
                multiple
                class="visually-hidden"
                tabindex="-1"
                accept=accept
                aria-label=choose
                node_ref=input
                on:change=move |_| {
                    if let Some(input) = input.get_untracked() {
                        take(platform::chosen(&input));
                    }
                }
            />
        </div>
    }
}
