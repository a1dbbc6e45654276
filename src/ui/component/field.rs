//! Field: a label, a control, a hint and an error, tied together for everyone. The control inside
//! finds its id and its descriptions through the context, so no page wires ids by hand.

use leptos::{context::Provider, prelude::*};

use super::unique_id;
use crate::ui::icon::{Glyph, Icon, IconSize};

/// What a control learns from the field around it.
#[derive(Clone)]
pub(super) struct FieldContext {
    /// The id the label points to.
    pub id: String,
    /// The id of the label itself, for parts that are named by it.
    pub label_id: Option<String>,
    /// The ids of hint and error that are shown now.
    pub described_by: Signal<Option<String>>,
    /// Whether an error is shown.
    pub invalid: Signal<bool>,
    /// Whether the field must be filled.
    pub required: Signal<bool>,
}

/// What a control puts on its element: from the field around it, or its own when it stands alone.
pub(super) fn field_context() -> FieldContext {
    use_context::<FieldContext>().unwrap_or_else(|| FieldContext {
        id: unique_id("control"),
        label_id: None,
        described_by: Signal::default(),
        invalid: Signal::default(),
        required: Signal::default(),
    })
}

/// A labelled control with a hint and an error.
///
/// ```ignore
/// <Field label=move || t.phone() error=phone_error>
///     <TextInput value=phone kind=TextKind::Phone/>
/// </Field>
/// ```
#[component]
pub fn Field(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// A sentence that helps, below the control.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// A sentence that says how to mend it; its presence makes the control invalid.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it must be filled; told to assistive technology.
    #[prop(optional, into)]
    required: Signal<bool>,
    /// A word after the label, such as "optional" or "required".
    #[prop(optional, into)]
    note: Signal<Option<String>>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let id = unique_id("field");
    let (label_id, hint_id, error_id) = (format!("{id}-label"), format!("{id}-hint"), format!("{id}-error"));
    let described_by = Signal::derive({
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || {
            let ids = [(hint, &hint_id), (error, &error_id)];
            let shown: Vec<_> =
                ids.iter().filter(|(text, _)| text.with(Option::is_some)).map(|(_, id)| id.as_str()).collect();
            (!shown.is_empty()).then(|| shown.join(" "))
        }
    });
    let invalid = Signal::derive(move || error.with(Option::is_some));
    let context = FieldContext { id: id.clone(), label_id: Some(label_id.clone()), described_by, invalid, required };
    view! {
        <div class="field">
            <label class="field-label" for=id id=label_id>
                {label}
                {move || note.get().map(|note| view! { <span class="meta">{note}</span> })}
            </label>
            <Provider value=context>{children()}</Provider>
            {move || hint.get().map(|hint| view! { <p class="field-hint" id=hint_id.clone()>{hint}</p> })}
            {move || error.get().map(|error| view! { <FieldError id=error_id.clone() text=error/> })}
        </div>
    }
}

/// The sentence under a control that says how to mend it.
#[component]
pub fn FieldError(
    /// The id for `aria-describedby`.
    id: String,
    /// The sentence.
    text: String,
) -> impl IntoView {
    view! {
        <p class="field-error" id=id>
            <Icon glyph=Glyph::Warning size=IconSize::Tiny/>
            {text}
        </p>
    }
}
