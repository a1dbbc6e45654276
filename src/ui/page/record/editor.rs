//! The editor of one field, in place of its value: Enter or leaving it saves, Escape reverts.
//!
//! The new value is shown at once, and the editor comes back if the store did not take it. Until then what
//! was typed is a draft, so that it outlives a refusal, a reload and going elsewhere.

use crate::app::shortcut::Act;
use crate::app::{Done, Fault};
use crate::crm::schema::Kind;
use crate::i18n::key;
use crate::ledger::Value;
use crate::ui::component::{self, Button, ButtonSize, ButtonVariant};
use crate::ui::draft::FieldDraft;
use crate::ui::field::{Entry, FieldInput, Problem, focus_inside, leaves};
use crate::ui::key::Press;
use crate::ui::session::session;
use crate::ui::shortcut::keyboard;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// An edit of a field that is under way. `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Edit {
    pub(super) entry: Entry,
    before: StoredValue<String>,
    draft: StoredValue<FieldDraft>,
    /// Whether it holds what was typed earlier and never saved.
    pub(super) restored: RwSignal<bool>,
}

impl Edit {
    /// An edit that begins with this entry, or with what was typed into it earlier and never saved.
    pub(super) fn begin(entry: Entry, draft: FieldDraft) -> Edit {
        let before = entry.text.get_untracked();
        let kept = draft.text().filter(|kept| *kept != before);
        let restored = RwSignal::new(kept.is_some());
        if let Some(kept) = kept {
            entry.text.set(kept);
        }
        Edit { entry, before: StoredValue::new(before), draft: StoredValue::new(draft), restored }
    }

    /// Whether there is nothing to save. A way to reach somebody is taken away by a button, not by a blank.
    pub(super) fn is_unchanged(self) -> bool {
        let is_point = matches!(self.entry.field.kind, Kind::Point(_));
        self.entry.text.with_untracked(|text| {
            self.before.with_value(|before| text == before) || is_point && text.trim().is_empty()
        })
    }

    fn forget(self) {
        self.draft.with_value(|draft| draft.keep(None));
    }

    /// What is done once the store took the value or refused it: then the editor comes back as it was.
    pub(super) fn settle(
        self,
        editing: RwSignal<Option<Edit>>,
        row: NodeRef<html::Div>,
    ) -> impl FnOnce(Result<Done, Fault>) + 'static {
        let draft = self.draft.get_value();
        move |done| match done {
            Ok(_) => draft.keep(None),
            // A page that was left shows it when somebody comes back.
            Err(fault) if !self.restored.is_disposed() => {
                self.restored.set(true);
                if let Fault::Refused(refusal) = fault {
                    self.entry.fault.set(Some(Problem::Refused(refusal)));
                }
                if editing.with_untracked(Option::is_none) {
                    let focus = document().active_element();
                    let inside = row.get_untracked().is_some_and(|row| row.contains(focus.as_deref()));
                    editing.set(Some(self));
                    if inside {
                        focus_row(row);
                    }
                }
            }
            Err(_) => {}
        }
    }
}

/// Moves the focus to the first control of a row once it stands.
pub(super) fn focus_row(row: NodeRef<html::Div>) {
    request_animation_frame(move || {
        if let Some(row) = row.try_get_untracked().flatten() {
            let editor = row.query_selector(".fact-editor").ok().flatten();
            focus_inside(&editor.unwrap_or_else(|| row.unchecked_into()));
        }
    });
}

/// The editor.
#[component]
pub(super) fn Editor(
    edit: Edit,
    /// What it stands in: moving about inside does not leave it.
    row: NodeRef<html::Div>,
    /// Called with what is to be saved.
    save: Callback<Value>,
    /// Called when it is over, with whether the focus should go back to the row.
    close: Callback<bool>,
    /// What stands below it.
    #[prop(optional, into)]
    foot: ViewFn,
) -> impl IntoView {
    let session = session();
    let Edit { entry, before, draft, restored } = edit;
    let over = StoredValue::new(false);
    let by_pointer = StoredValue::new(false);
    // While the pointer is down inside.
    let pressed = StoredValue::new(false);
    let finish = Callback::new(move |refocus: bool| {
        // An editor that is taken out of the page loses the focus when nothing of it is left.
        if over.try_get_value().unwrap_or(true) {
            return;
        }
        let unchanged = edit.is_unchanged();
        let value = if unchanged { None } else { entry.read(session) };
        if !unchanged && value.is_none() {
            return;
        }
        over.set_value(true);
        match value {
            Some(value) => save.run(value),
            None => edit.forget(),
        }
        close.run(refocus);
    });
    let revert = move || {
        over.set_value(true);
        edit.forget();
        close.run(true);
    };
    Effect::new(move |_| {
        let text = entry.text.get();
        let typed = before.with_value(|before| *before != text).then_some(text);
        draft.with_value(|draft| draft.keep(typed));
    });
    let on_escape = move |event: ev::KeyboardEvent| {
        if leaves(&event) {
            revert();
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let keyboard = keyboard();
    let multiline = matches!(entry.field.kind, Kind::LongText | Kind::Formula);
    let on_key = move |event: ev::KeyboardEvent| {
        by_pointer.set_value(false);
        pressed.set_value(false);
        let Some(press) = Press::of(&event).filter(|_| !event.default_prevented()) else { return };
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let on_button = target.is_some_and(|target| target.closest(".fact-foot").is_ok_and(|foot| foot.is_some()));
        if keyboard.asks(&event, Act::Submit) || (press.is("Enter") && !multiline && !on_button) {
            finish.run(true);
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    };
    // Leaving the row saves; moving inside it does not.
    let on_leave = move |event: ev::FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
        let inside = row.try_get_untracked().flatten().is_some_and(|row| row.contains(next.as_ref()) && next.is_some());
        // Safari takes the focus away from whoever presses a box to tick; it comes back.
        if !inside && pressed.try_get_value().unwrap_or_default() {
            pressed.set_value(false);
            return focus_row(row);
        }
        if !inside && document().has_focus().unwrap_or(true) {
            let _ = finish.try_run(false);
        }
    };
    // A choice made with the pointer is final; arrows pass over choices that are not meant.
    let chosen = Callback::new(move |_: String| {
        let final_choice = matches!(entry.field.kind, Kind::Link(_))
            || (by_pointer.get_value() && matches!(entry.field.kind, Kind::Choice(_) | Kind::Bool | Kind::Rating(_)));
        if final_choice {
            finish.run(true);
        }
    });
    let unsaved = move || {
        view! {
            <div>
                <span>{session.label(key::FACT_UNSAVED)}</span>
                <Button label=session.label(key::FORM_SAVE) size=ButtonSize::Inline on_click=move |_| finish.run(true)/>
                <Button
                    label=session.label(key::FACT_REVERT)
                    size=ButtonSize::Inline
                    variant=ButtonVariant::Ghost
                    on_click=move |_| revert()
                />
            </div>
        }
    };
    view! {
        <div
            class="fact-editor"
            on:keydown:capture=on_escape
            on:keydown=on_key
            on:focusout=on_leave
            on:pointerdown=move |_| {
                by_pointer.set_value(true);
                pressed.set_value(true);
            }
            on:pointerup=move |_| pressed.set_value(false)
            on:pointercancel=move |_| pressed.set_value(false)
        >
            <component::Field
                label=move || session.t(entry.field.label)
                error=Signal::derive(move || entry.complaint(session))
                required=entry.field.required
            >
                <FieldInput entry=entry on_change=chosen/>
            </component::Field>
            <div class="fact-foot meta">
                {move || restored.get().then(unsaved)}
                {foot.run()}
            </div>
        </div>
    }
}
