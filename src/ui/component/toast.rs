//! Toasts: what happened, and the way back. A toast stays eight seconds at least, and while it is
//! pointed at, focused or on a hidden page its time stands still; a failure stays until it is
//! dismissed, and so does what waits for an answer. Nothing is lost with a toast: the same step back is in the undo history.

use std::time::Duration;

use leptos::{html, prelude::*};

use super::{IconButton, Keys, use_announcer};
use crate::ui::icon::{Glyph, Icon, IconSize};

/// How long a toast stays, and how often its time is looked at.
const STAY: Duration = Duration::from_secs(8);
const STEP: Duration = Duration::from_millis(250);
/// More than this would cover the page; the oldest goes.
const MOST: usize = 3;

/// What a toast says and offers.
#[derive(Clone)]
pub struct Toast {
    /// What happened.
    pub message: String,
    /// The way back or onwards.
    pub action: Option<ToastAction>,
    /// Whether it tells of a failure: read at once and marked by a shape.
    pub failure: bool,
    /// Whether it stays until it is dismissed.
    pub lasting: bool,
}

/// The one button of a toast.
#[derive(Clone)]
pub struct ToastAction {
    /// The word, such as "Undo".
    pub label: String,
    /// The chord that does the same; empty for none.
    pub shortcut: String,
    /// What happens; the toast then closes.
    pub run: Callback<()>,
}

impl Toast {
    /// A toast that only says what happened.
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), action: None, failure: false, lasting: false }
    }

    /// A toast that tells of a failure.
    pub fn failure(message: impl Into<String>) -> Self {
        Self { failure: true, lasting: true, ..Self::new(message) }
    }

    /// The same, staying until it is dismissed.
    #[must_use]
    pub fn lasting(self) -> Self {
        Self { lasting: true, ..self }
    }

    /// The same with a button.
    #[must_use]
    pub fn action(
        self,
        label: impl Into<String>,
        shortcut: impl Into<String>,
        run: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let run = Callback::new(move |()| run());
        Self { action: Some(ToastAction { label: label.into(), shortcut: shortcut.into(), run }), ..self }
    }
}

/// Shows toasts. Copies show in the same place.
#[derive(Clone, Copy)]
pub struct Toaster {
    shown: RwSignal<Vec<(u32, Toast)>>,
    next: StoredValue<u32>,
}

impl Toaster {
    fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Shows a toast.
    pub fn show(self, toast: Toast) {
        let id = self.next.get_value();
        self.next.set_value(id.wrapping_add(1));
        self.shown.update(|shown| {
            // A way back leads back from the newest act alone; what waits for an answer gives way to the like.
            if toast.action.is_some() {
                shown.retain(|(_, other)| other.action.is_none() || other.lasting && !toast.lasting);
            }
            shown.push((id, toast));
            let surplus = shown.len().saturating_sub(MOST);
            shown.drain(..surplus);
        });
    }

    /// Takes all toasts away, as when the page they speak of is left for good.
    pub fn clear(self) {
        self.shown.set(Vec::new());
    }

    fn close(self, id: u32) {
        // Toasts may outlive the page by a timer step.
        let _ = self.shown.try_update(|shown| shown.retain(|(own, _)| *own != id));
    }
}

/// Makes the toaster of this page and gives it to everything below.
pub fn provide_toaster() -> Toaster {
    let toaster = Toaster::new();
    provide_context(toaster);
    toaster
}

/// The toaster of this page; one that nobody sees where none was provided.
#[must_use]
pub fn use_toaster() -> Toaster {
    use_context().unwrap_or_else(Toaster::new)
}

/// The place where toasts show; once per page, after `provide_toaster` and
/// `provide_announcer`.
#[component]
pub fn Toasts(
    /// The name of the region, such as "Messages".
    #[prop(into)]
    label: Signal<String>,
    /// The name of the cross, such as "Close".
    #[prop(into)]
    close_label: Signal<String>,
) -> impl IntoView {
    let toaster = use_toaster();
    let announce = use_announcer();
    let region = NodeRef::<html::Section>::new();
    // A live region must stand before its words come, so the announcer reads them.
    Effect::new(move |read: Option<Option<u32>>| {
        let last = toaster.shown.with(|shown| shown.last().cloned());
        let read = read.flatten();
        match last {
            Some((id, toast)) if Some(id) != read => {
                if toast.failure {
                    announce.assertive(toast.message);
                } else {
                    announce.polite(toast.message);
                }
                Some(id)
            }
            _ => read,
        }
    });
    // Raised into the top layer anew for each toast, so that it also lies above an open dialog.
    Effect::new(move |_| {
        let any = toaster.shown.with(|shown| !shown.is_empty());
        if let Some(region) = region.get() {
            let _ = region.hide_popover();
            if any {
                let _ = region.show_popover();
            }
        }
    });
    view! {
        <section node_ref=region class="toasts" popover="manual" aria-label=label>
            <For each=move || toaster.shown.get() key=|(id, _)| *id let((id, toast))>
                <ToastBar toast=toast close_label=close_label close=Callback::new(move |()| toaster.close(id))/>
            </For>
        </section>
    }
}

/// One toast.
#[component]
fn ToastBar(toast: Toast, close_label: Signal<String>, close: Callback<()>) -> impl IntoView {
    let held = RwSignal::new(false);
    let left = StoredValue::new(STAY);
    let lasting = toast.lasting;
    let clock = set_interval_with_handle(
        move || {
            if lasting || held.get_untracked() || document().hidden() {
                return;
            }
            left.update_value(|left| *left = left.saturating_sub(STEP));
            if left.get_value().is_zero() {
                close.run(());
            }
        },
        STEP,
    );
    on_cleanup(move || {
        if let Ok(clock) = clock {
            clock.clear();
        }
    });
    let action = toast.action.map(|action| {
        let press = move |_| {
            close.run(());
            action.run.run(());
        };
        view! {
            <button type="button" class="toast-action" on:click=press>
                {action.label}
                {(!action.shortcut.is_empty()).then(|| view! { <Keys chord=action.shortcut/> })}
            </button>
            <span class="separator"></span>
        }
    });
    view! {
        <div
            class="toast inverse"
            on:pointerenter=move |_| held.set(true)
            on:pointerleave=move |_| held.set(false)
            on:focusin=move |_| held.set(true)
            on:focusout=move |_| held.set(false)
        >
            {toast.failure.then(|| view! { <Icon glyph=Glyph::Warning size=IconSize::Small/> })}
            <span class="toast-message">{toast.message}</span>
            {action}
            <IconButton label=close_label glyph=Glyph::Close on_click=move |_| close.run(())/>
        </div>
    }
}
