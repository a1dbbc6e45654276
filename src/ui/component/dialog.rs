//! Dialog: the native modal `<dialog>`, so the rest of the page is really inert and Escape works;
//! a sheet from below on a phone. Focus goes to the first thing to fill or the least destructive
//! button, and back to where it came from.

use leptos::{children::ViewFn, ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::{IconButton, tell, unique_id};
use crate::ui::icon::Glyph;
use crate::ui::key::Press;

/// What kind of dialog it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DialogKind {
    /// Something to fill or choose, in the middle.
    #[default]
    Form,
    /// A warning that must be answered; the focus begins at what destroys nothing, and Escape answers the same.
    Alert,
    /// A record beside its list, at the right edge.
    Side,
    /// A palette: wide, near the top, without a title bar; it has a button of its own that closes it.
    Palette,
}

impl DialogKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Form => "dialog",
            Self::Alert => "dialog alert",
            Self::Side => "dialog side",
            Self::Palette => "dialog palette",
        }
    }
}

/// A modal dialog.
///
/// ```ignore
/// let open = RwSignal::new(false);
/// let footer = move || view! { <Button label="Save" variant=ButtonVariant::Primary on_click=save/> };
/// view! { <Dialog open=open title="New lead" close_label="Close" footer=footer> … </Dialog> }
/// ```
#[component]
pub fn Dialog(
    /// Whether it is open, in both directions.
    open: RwSignal<bool>,
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// The name of the cross, such as "Close".
    #[prop(into)]
    close_label: Signal<String>,
    /// What kind.
    #[prop(optional)]
    kind: DialogKind,
    /// The buttons at its foot: the primary one last.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
    /// Called after it closed, however that came.
    #[prop(optional, into)]
    on_close: Option<Callback<()>>,
    /// What it holds; built anew at each opening.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let title_id = unique_id("dialog-title");

    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
            request_animation_frame(move || focus_first(&dialog, kind));
        } else if !open.get_untracked() && dialog.open() {
            dialog.close();
        }
    });
    // Fires for Escape, for our own close and for any other way.
    let closed = move |_| {
        open.set(false);
        rescue_focus();
        tell(on_close, ());
    };
    // Past its last control comes its first, not the browser's.
    let keydown = move |event: ev::KeyboardEvent| {
        let tabs = Press::of(&event).filter(|press| press.plain() == "Tab" && !event.default_prevented());
        let (Some(press), Some(dialog)) = (tabs, node.get_untracked()) else { return };
        let controls = controls(&dialog);
        let (end, start) =
            if press.shift { (controls.first(), controls.last()) } else { (controls.last(), controls.first()) };
        let at_end = end.is_none_or(|end| end.is_same_node(document().active_element().as_deref()));
        if let Some(start) = start.filter(|_| at_end) {
            event.prevent_default();
            let _ = start.focus();
        }
    };
    // Only a press on the dialog element itself, outside its box, is a press on the scrim.
    let scrim = move |event: ev::MouseEvent| {
        let on_scrim = event.target().is_some_and(|target| {
            node.get_untracked().is_some_and(|dialog| {
                target.dyn_ref::<web_sys::Node>().is_some_and(|target| dialog.is_same_node(Some(target)))
            })
        });
        if on_scrim && matches!(kind, DialogKind::Side | DialogKind::Palette) {
            open.set(false);
        }
    };
    let foot = StoredValue::new(footer);
    let content = StoredValue::new(children);
    let labelled_by = title_id.clone();
    view! {
        <dialog
            node_ref=node
            class=kind.class()
            role=(kind == DialogKind::Alert).then_some("alertdialog")
            aria-labelledby=labelled_by
            on:close=closed
            on:keydown=keydown
            on:mousedown=scrim
        >
            {move || {
                open.get()
                    .then(|| {
                        view! {
                            <div class="dialog-box">
                                <div class="dialog-head" class:visually-hidden=kind == DialogKind::Palette>
                                    <h2 id=title_id.clone()>{title}</h2>
                                    {(kind != DialogKind::Palette)
                                        .then(|| {
                                            view! {
                                                <IconButton
                                                    label=close_label
                                                    glyph=Glyph::Close
                                                    on_click=move |_| open.set(false)
                                                />
                                            }
                                        })}
                                </div>
                                <div class="dialog-body">{content.with_value(|content| content())}</div>
                                {foot
                                    .with_value(|foot| {
                                        foot.as_ref().map(|foot| view! { <footer class="dialog-foot">{foot.run()}</footer> })
                                    })}
                            </div>
                        }
                    })
            }}
        </dialog>
    }
}

/// Puts the focus where work begins: what asks for it, else the first field, else the first button
/// that destroys nothing.
fn focus_first(dialog: &web_sys::Element, kind: DialogKind) {
    const FIELDS: &str = ".dialog-body :is(input, select, textarea):not([disabled])";
    const BUTTONS: &str = ".dialog-foot .button:not(.destructive), .dialog-body :is(button, a[href])";
    let order: &[&str] =
        if kind == DialogKind::Alert { &["[autofocus]", BUTTONS, FIELDS] } else { &["[autofocus]", FIELDS, BUTTONS] };
    let found = order.iter().find_map(|selector| dialog.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// What Tab meets in a dialog, in order.
fn controls(dialog: &web_sys::Element) -> Vec<web_sys::HtmlElement> {
    const MET: &str =
        ":is(a[href], button, input, select, textarea, summary, [tabindex]):not([tabindex='-1'], :disabled)";
    let Ok(found) = dialog.query_selector_all(MET) else { return Vec::new() };
    let all = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<web_sys::HtmlElement>().ok());
    all.filter(|control| control.offset_width() > 0).collect()
}

/// When what opened the dialog is gone, the focus must not fall to the body: the page takes it.
fn rescue_focus() {
    request_animation_frame(|| {
        let page = document();
        let lost = page.active_element().is_none_or(|active| active.tag_name() == "BODY");
        let heir = page.query_selector("main[tabindex], h1[tabindex]").ok().flatten();
        if let Some(heir) = heir.filter(|_| lost).and_then(|heir| heir.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = heir.focus();
        }
    });
}
