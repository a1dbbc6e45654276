//! Filter chip: one condition of a list in three cells, field · operator · value. The chip opens
//! the condition for editing, the cross takes it away.

use leptos::{ev, html, prelude::*};

use crate::ui::icon::{Glyph, Icon, IconSize};

/// One condition of a list.
#[component]
pub fn FilterChip(
    /// The field.
    #[prop(into)]
    field: Signal<String>,
    /// The operator, such as `≥` or `is`.
    #[prop(into)]
    operator: Signal<String>,
    /// The value.
    #[prop(into)]
    value: Signal<String>,
    /// Called to edit it.
    #[prop(optional, into)]
    on_edit: Option<Callback<ev::MouseEvent>>,
    /// The name of the cross, such as "Remove the filter".
    #[prop(into)]
    remove_label: Signal<String>,
    /// Called to take it away.
    #[prop(into)]
    on_remove: Callback<ev::MouseEvent>,
    /// The button that edits, for moving focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Button>,
) -> impl IntoView {
    view! {
        <span class="filter-chip">
            <button
                node_ref=node_ref
                type="button"
                on:click=move |event| {
                    if let Some(on_edit) = on_edit {
                        on_edit.run(event);
                    }
                }
            >
                <span>{field}</span>
                " "
                {move || Some(operator.get()).filter(|word| !word.is_empty()).map(|word| view! { <span>{word}</span> " " })}
                <span class="filter-chip-value">{value}</span>
            </button>
            <button
                type="button"
                aria-label=move || format!("{} {}", remove_label.get(), field.get())
                on:click=move |event| on_remove.run(event)
            >
                <Icon glyph=Glyph::Close size=IconSize::Tiny/>
            </button>
        </span>
    }
}
