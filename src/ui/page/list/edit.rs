//! The editor of one cell, over it: what was there or what was typed, saved by Enter, Tab and leaving,
//! reverted by Escape. It closes only when the store took the write, so nothing typed is lost.

use super::List;
use super::rows::Place;
use crate::crm::schema::Kind;
use crate::crm::{Ref, record};
use crate::i18n::key;
use crate::ledger::Value;
use crate::ui::component::{self, GridEdit, GridHelm, GridMove};
use crate::ui::field::{Entry, FieldInput, focus_inside, leaves};
use crate::ui::key::Press;
use crate::ui::shortcut::keyboard;
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// Whether a cell can be edited; what keeps it from that is said to who typed there.
pub(super) fn can_edit(list: List, edit: &GridEdit) -> bool {
    let refusal = untrack(|| {
        list.session.read(|view| {
            let rec = view.get(list.table.key, &edit.row)?;
            let may = record::may_edit(&rec, &edit.column, &Value::Bool(true));
            may.and_then(|_| (rec.table.guard)(&rec, &list.session.now())).err()
        })
    });
    if let Some(refusal) = &refusal
        && edit.typed.is_some()
    {
        list.announce.polite(untrack(|| list.session.refusal(refusal)));
    }
    refusal.is_none()
}

/// The editor, while a cell is being edited.
#[component]
pub(super) fn CellEditor(
    list: List,
    editing: RwSignal<Option<GridEdit>>,
    helm: GridHelm,
    place: Place,
) -> impl IntoView {
    let editor = move || {
        let edit = editing.get()?;
        let field = list.table.field(&edit.column)?;
        let at = Ref::new(list.table.key, &edit.row);
        let entry = untrack(|| list.session.read(|view| Some(Entry::of(list.session, field, &view.at(&at)?))))?;
        let before = entry.text.get_untracked();
        let is_text = !matches!(
            field.kind,
            Kind::Choice(_)
                | Kind::Bool
                | Kind::Rating(_)
                | Kind::Tags
                | Kind::Choices(_)
                | Kind::Link(_)
                | Kind::Date
                | Kind::When
                | Kind::Instant
        );
        let typed = edit.typed.filter(|_| is_text);
        let select = typed.is_none();
        if let Some(typed) = typed {
            entry.text.set(typed);
        }
        let name = untrack(|| list.session.title_untracked(&at));
        Some(
            view! { <Editor list=list at=at name=name entry=entry before=before select=select editing=editing helm=helm place=place/> },
        )
    };
    view! { {editor} }
}

#[component]
fn Editor(
    list: List,
    at: Ref,
    /// What the record is called.
    name: String,
    entry: Entry,
    /// The text before anything was typed.
    before: String,
    /// Whether what is there is selected, to be typed over.
    select: bool,
    editing: RwSignal<Option<GridEdit>>,
    helm: GridHelm,
    place: Place,
) -> impl IntoView {
    let session = list.session;
    let node = NodeRef::<html::Div>::new();
    let saving = RwSignal::new(false);
    let by_pointer = StoredValue::new(false);
    Effect::new(move |_| {
        let Some(node) = node.get() else { return };
        let _ = node.show_popover();
        // One frame later the control has its text, which is to be selected.
        request_animation_frame(move || {
            focus_inside(&node);
            let control = document().active_element();
            let Some(input) = control.and_then(|control| control.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
                return;
            };
            if select {
                input.select();
            } else {
                // Refused by inputs that have no caret, such as dates.
                let end = u32::try_from(input.value().len()).unwrap_or(u32::MAX);
                let _ = input.set_selection_range(end, end);
            }
        });
    });
    let close = move |then: Option<GridMove>| {
        let _ = editing.try_set(None);
        if let Some(then) = then {
            helm.steer(then);
        }
    };
    let row = at.id.to_string();
    let save = Callback::new(move |then: Option<GridMove>| {
        // An editor that is taken out of the page loses the focus when nothing of it is left.
        if saving.try_get_untracked().unwrap_or(true) {
            return;
        }
        if entry.text.with_untracked(|text| *text == before) {
            saving.set(true);
            close(then);
            return;
        }
        if let Some(value) = entry.read(session) {
            saving.set(true);
            let row = row.clone();
            session.edit(at.clone(), entry.field.key, value, move |done| {
                let _ = saving.try_set(false);
                if done.is_ok() && editing.try_get_untracked().is_some() {
                    let _ = saving.try_set(true);
                    place.follow(&row);
                    close(then);
                }
            });
        }
    });
    let keyboard = keyboard();
    let multiline = matches!(entry.field.kind, Kind::LongText | Kind::Formula);
    let on_escape = move |event: ev::KeyboardEvent| {
        if leaves(&event) {
            saving.set(true);
            close(Some(GridMove::Here));
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        by_pointer.set_value(false);
        let Some(press) = Press::of(&event).filter(|_| !event.default_prevented()) else { return };
        let plain = press.plain();
        if keyboard.asks(&event, crate::app::shortcut::Act::Submit) || (press.is("Enter") && !multiline) {
            save.run(Some(GridMove::Here));
        } else if plain == "Tab" && node.get_untracked().is_some_and(|node| is_end(&node, press.shift)) {
            save.run(Some(if press.shift { GridMove::Left } else { GridMove::Right }));
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_leave = move |event: ev::FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
        let inside =
            node.try_get_untracked().flatten().is_some_and(|node| node.contains(next.as_ref()) && next.is_some());
        if !inside && document().has_focus().unwrap_or(true) {
            let _ = save.try_run(None);
        }
    };
    // A choice made with the pointer is final; arrows pass over choices that are not meant.
    let chosen = Callback::new(move |_: String| {
        let is_final = matches!(entry.field.kind, Kind::Link(_))
            || (by_pointer.get_value() && matches!(entry.field.kind, Kind::Choice(_) | Kind::Bool | Kind::Rating(_)));
        if is_final {
            save.run(Some(GridMove::Here));
        }
    });
    let label = move || {
        let field = session.t(entry.field.label);
        session.tw(key::CELL_EDIT, &[("field", field.into()), ("title", name.clone().into())])
    };
    view! {
        <div
            node_ref=node
            class="cell-editor"
            class:tall=multiline
            popover="manual"
            role="group"
            aria-label=label
            aria-busy=move || saving.get().then_some("true")
            on:keydown:capture=on_escape
            on:keydown=on_key
            on:focusout=on_leave
            on:pointerdown=move |_| by_pointer.set_value(true)
        >
            <component::Field
                label=move || session.t(entry.field.label)
                error=Signal::derive(move || entry.complaint(session))
                required=entry.field.required
            >
                <FieldInput entry=entry on_change=chosen/>
            </component::Field>
        </div>
    }
}

/// Whether the focus is on the last control of an editor (the first, where it goes back).
fn is_end(editor: &web_sys::Element, back: bool) -> bool {
    let controls = editor.query_selector_all("input, select, textarea, button:not([tabindex=\"-1\"])");
    let Ok(controls) = controls else { return true };
    let end = controls.item(if back { 0 } else { controls.length().saturating_sub(1) });
    let active = document().active_element();
    end.zip(active).is_none_or(|(end, active)| end.is_same_node(Some(&active)))
}
