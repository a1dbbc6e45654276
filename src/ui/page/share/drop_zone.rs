//! Where colleagues' files come in: dropped, chosen, or pasted.

use super::Desk;
use crate::i18n::key;
use crate::platform;
use crate::ui::component::{Button, ButtonVariant};
use crate::ui::icon::{Glyph, Icon, IconSize};
use leptos::{html, prelude::*};

/// The place to drop files on, with a button for those who do not drag.
#[component]
pub(super) fn DropZone(desk: Desk) -> impl IntoView {
    let session = desk.session;
    let input = NodeRef::<html::Input>::new();
    let over = RwSignal::new(false);
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        if let Some(input) = input.get_untracked() {
            desk.look(platform::chosen(&input));
            // The same file may be chosen again.
            input.set_value("");
        }
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
                desk.look(platform::dropped(&event));
            }
        >
            <Icon glyph=Glyph::Import size=IconSize::Large/>
            <b>{move || session.t(key::SHARE_DROP)}</b>
            <span class="meta">{move || session.t(key::SHARE_DROP_KINDS)}</span>
            <Button
                label=move || session.t(key::SHARE_CHOOSE)
                variant=ButtonVariant::Neutral
                busy=desk.busy
                on_click=choose
            />
            <input
                type="file"
                multiple
                class="visually-hidden"
                tabindex="-1"
                accept=".json,.gz,application/json"
                aria-label=move || session.t(key::SHARE_CHOOSE)
                node_ref=input
                on:change=chosen
            />
        </div>
    }
}
