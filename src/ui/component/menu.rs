//! Menu button: a button that opens a list of actions, after the WAI-ARIA menu button pattern.
//! The menu lies in the top layer; on a phone it is a sheet from below.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::{ButtonSize, ButtonVariant, Keys, button_class, unique_id};
use crate::ui::{
    icon::{Glyph, Icon, IconSize},
    key::Press,
};

/// One action of a menu.
#[derive(Clone)]
pub struct MenuItem {
    /// The words.
    pub label: String,
    /// A glyph before them.
    pub icon: Option<Glyph>,
    /// The chord that does the same, such as `a` or `Mod+Enter`; empty for none.
    pub shortcut: String,
    /// Whether it takes something away; drawn in red.
    pub danger: bool,
    /// Why it cannot be used now; it stays reachable so that the reason can be read.
    pub refused: Option<String>,
    /// For an item that is one of several states: whether it is the current one.
    pub checked: Option<bool>,
    /// Whether a line stands above it.
    pub divided: bool,
    /// What happens.
    pub run: Callback<()>,
}

impl MenuItem {
    /// An action with words alone.
    pub fn new(label: impl Into<String>, run: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            label: label.into(),
            icon: None,
            shortcut: String::new(),
            danger: false,
            refused: None,
            checked: None,
            divided: false,
            run: Callback::new(move |()| run()),
        }
    }

    /// The same with a glyph.
    #[must_use]
    pub fn icon(self, icon: Glyph) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// The same with the chord that does it.
    #[must_use]
    pub fn shortcut(self, chord: impl Into<String>) -> Self {
        Self { shortcut: chord.into(), ..self }
    }

    /// The same, drawn as one that takes something away.
    #[must_use]
    pub fn danger(self) -> Self {
        Self { danger: true, ..self }
    }

    /// The same, refused for a reason.
    #[must_use]
    pub fn refused(self, reason: Option<String>) -> Self {
        Self { refused: reason, ..self }
    }

    /// The same as one of several states.
    #[must_use]
    pub fn checked(self, checked: bool) -> Self {
        Self { checked: Some(checked), ..self }
    }

    /// The same below a line.
    #[must_use]
    pub fn divided(self) -> Self {
        Self { divided: true, ..self }
    }
}

/// A button that opens a list of actions.
#[component]
pub fn MenuButton(
    /// What the menu is for; shown, or read aloud when `icon_only`.
    #[prop(into)]
    label: Signal<String>,
    /// The actions; asked again at each opening.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// A glyph before the word.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// Whether only the glyph is shown.
    #[prop(optional)]
    icon_only: bool,
    /// How much the button asks for attention.
    #[prop(optional)]
    variant: ButtonVariant,
    /// How high the button is.
    #[prop(optional)]
    size: ButtonSize,
    /// Whether it stands inside a part that is one tab stop, and is none itself; the part takes the focus back.
    #[prop(optional)]
    inner: bool,
    /// What the button shows instead of glyph and word, such as an avatar.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let menu = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let open = RwSignal::new(false);
    let id = unique_id("menu");

    let show = move |first: bool| {
        open.set(true);
        if let Some(menu) = menu.get_untracked() {
            let _ = menu.show_popover();
            request_animation_frame(move || {
                let entries = entries(&menu);
                focus(if first { entries.first() } else { entries.last() });
            });
        }
    };
    let hide = move |give_back: bool| {
        open.set(false);
        if let Some(menu) = menu.get_untracked() {
            let _ = menu.hide_popover();
        }
        if give_back {
            let opener = button.get_untracked().map(web_sys::HtmlElement::from);
            let part = opener.as_ref().filter(|_| inner).and_then(|opener| opener.parent_element());
            let part = part.and_then(|part| part.closest("[tabindex]").ok().flatten());
            focus(part.and_then(|part| part.dyn_into().ok()).or(opener).as_ref());
        }
    };
    let on_button_key = move |event: ev::KeyboardEvent| {
        let Some(press) = Press::of(&event) else { return };
        match press.plain() {
            "ArrowDown" => show(true),
            "ArrowUp" => show(false),
            _ => return,
        }
        event.prevent_default();
    };
    let on_menu_key = move |event: ev::KeyboardEvent| {
        let (Some(press), Some(menu)) = (Press::of(&event), menu.get_untracked()) else { return };
        let entries = entries(&menu);
        let at = active_index(&entries);
        let last = entries.len().saturating_sub(1);
        let to = match press.plain() {
            "ArrowDown" => at.map_or(0, |at| if at == last { 0 } else { at + 1 }),
            "ArrowUp" => at.map_or(last, |at| if at == 0 { last } else { at - 1 }),
            "Home" | "PageUp" => 0,
            "End" | "PageDown" => last,
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                return hide(true);
            }
            "Tab" => return hide(true),
            letter if letter.chars().count() == 1 => match by_letter(&entries, at, letter) {
                Some(to) => to,
                None => return,
            },
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        focus(entries.get(to));
    };
    // The scrim of a sheet is the menu element itself, outside its rows.
    let on_scrim = move |event: ev::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if menu.get_untracked().is_some_and(|menu| menu.is_same_node(target.as_ref())) {
            event.prevent_default();
            hide(true);
        }
    };
    // Clicking elsewhere, or moving focus elsewhere, closes without taking focus back.
    let on_focus_out = move |event: ev::FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<web_sys::Node>().ok());
        // It also comes while the menu is being taken out of the page.
        if !open.try_get_untracked().unwrap_or_default() {
            return;
        }
        let inside = |node: &web_sys::Node| {
            menu.get_untracked().is_some_and(|menu| menu.contains(Some(node)))
                || button.get_untracked().is_some_and(|button| button.contains(Some(node)))
        };
        if !next.as_ref().is_some_and(inside) {
            hide(false);
        }
    };
    let list = move || {
        open.get().then(|| {
            let row = |item: MenuItem| view! { <MenuRow item=item close=Callback::new(move |()| hide(true))/> };
            items.get_untracked().into_iter().map(row).collect_view()
        })
    };
    let face = match children {
        Some(children) => children().into_any(),
        None => view! {
            {icon.map(|glyph| view! { <Icon glyph=glyph size=if icon_only { IconSize::Normal } else { IconSize::Small }/> })}
            <span class:visually-hidden=icon_only>{label}</span>
            {(!icon_only && icon.is_none()).then(|| view! { <Icon glyph=Glyph::ChevronDown size=IconSize::Small/> })}
        }
        .into_any(),
    };
    view! {
        <span class="menu-anchor" on:focusout=on_focus_out>
            <button
                node_ref=button
                type="button"
                class=button_class(variant, size, if icon_only { "square" } else { "" })
                aria-label=move || icon_only.then(|| label.get())
                tabindex=inner.then_some("-1")
                aria-haspopup="menu"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                aria-controls=id.clone()
                on:click=move |_| if open.get_untracked() { hide(true) } else { show(true) }
                on:keydown=on_button_key
            >
                {face}
            </button>
            <div
                node_ref=menu
                id=id.clone()
                class="menu"
                popover="manual"
                role="menu"
                aria-label=label
                tabindex="-1"
                on:keydown=on_menu_key
                on:mousedown=on_scrim
            >
                {list}
            </div>
        </span>
    }
}

/// One row of a menu.
#[component]
fn MenuRow(item: MenuItem, close: Callback<()>) -> impl IntoView {
    let MenuItem { label, icon, shortcut, danger, refused, checked, divided, run } = item;
    let is_refused = refused.is_some();
    let press = move |_| {
        if !is_refused {
            // Close first: what runs may open a dialog, and focus should return to the button.
            close.run(());
            run.run(());
        }
    };
    view! {
        {divided.then(|| view! { <hr role="separator"/> })}
        <button
            type="button"
            class="menu-item"
            class:danger=danger
            role=if checked.is_some() { "menuitemradio" } else { "menuitem" }
            aria-checked=checked.map(|checked| if checked { "true" } else { "false" })
            aria-disabled=is_refused.then_some("true")
            tabindex="-1"
            on:click=press
            on:pointermove=|event| {
                focus(event.current_target().and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok()).as_ref());
            }
        >
            {icon.map(|glyph| view! { <Icon glyph=glyph/> })}
            <span class="menu-label">
                {label}
                {refused.map(|reason| view! { <span class="meta">{reason}</span> })}
            </span>
            {checked.unwrap_or(false).then(|| view! { <Icon glyph=Glyph::Check size=IconSize::Small/> })}
            {(!shortcut.is_empty()).then(|| view! { <Keys chord=shortcut/> })}
        </button>
    }
}

/// The rows of a menu, in order.
fn entries(menu: &web_sys::Element) -> Vec<web_sys::HtmlElement> {
    let Ok(found) = menu.query_selector_all("[role^=menuitem]") else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)).filter_map(|node| node.dyn_into().ok()).collect()
}

/// Which row has the focus.
fn active_index(entries: &[web_sys::HtmlElement]) -> Option<usize> {
    let active = document().active_element()?;
    entries.iter().position(|entry| entry.is_same_node(Some(&active)))
}

/// The next row whose words start with the letter, from the focused one on.
fn by_letter(entries: &[web_sys::HtmlElement], at: Option<usize>, letter: &str) -> Option<usize> {
    let start = at.map_or(0, |at| at + 1);
    (0..entries.len())
        .map(|step| (start + step) % entries.len())
        .find(|to| entries[*to].text_content().unwrap_or_default().trim().to_lowercase().starts_with(letter))
}

fn focus(element: Option<&web_sys::HtmlElement>) {
    if let Some(element) = element {
        let _ = element.focus();
    }
}
