//! Tabs: as links, when each has an address of its own (views of a list, tabs of a record), or as
//! the WAI-ARIA tabs pattern, when they switch a part of one page.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::{Shape, StateShape, Tone, unique_id};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::key::Press;

/// One tab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tab {
    /// What tells it from the others.
    pub id: String,
    /// The word.
    pub label: String,
    /// How many are in it, already formatted; empty for none.
    pub count: String,
    /// The address, for tabs that are links.
    pub href: String,
    /// The shape and tone of the state it shows.
    pub mark: Option<(Shape, Tone)>,
    /// A glyph before the word.
    pub icon: Option<Glyph>,
}

impl Tab {
    /// A tab with a word alone.
    pub fn new(id: impl Into<String>, label: impl Into<String>) -> Self {
        Self { id: id.into(), label: label.into(), ..Self::default() }
    }

    /// The same with an address.
    #[must_use]
    pub fn href(self, href: impl Into<String>) -> Self {
        Self { href: href.into(), ..self }
    }

    /// The same with a count.
    #[must_use]
    pub fn count(self, count: impl Into<String>) -> Self {
        Self { count: count.into(), ..self }
    }

    /// The same with the mark of a state.
    #[must_use]
    pub fn mark(self, shape: Shape, tone: Tone) -> Self {
        Self { mark: Some((shape, tone)), ..self }
    }

    /// The same with a glyph.
    #[must_use]
    pub fn icon(self, icon: Glyph) -> Self {
        Self { icon: Some(icon), ..self }
    }

    fn face(self) -> impl IntoView {
        view! {
            {self.icon.map(|glyph| view! { <Icon glyph=glyph size=IconSize::Small/> })}
            {self.mark.map(|(shape, tone)| view! { <StateShape shape=shape tone=tone/> })}
            {self.label}
            {(!self.count.is_empty()).then(|| view! { <span class="tab-count">{self.count}</span> })}
        }
    }
}

/// Tabs that are links; the current one is marked for everyone.
#[component]
pub fn TabLinks(
    /// What the tabs choose between.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
    /// The id of the current tab.
    #[prop(into)]
    current: Signal<String>,
) -> impl IntoView {
    let links = move || {
        let link = |tab: Tab| {
            let (href, id) = (tab.href.clone(), tab.id.clone());
            view! {
                <li>
                    <a class="tab" href=href aria-current=move || (current.get() == id).then_some("page")>
                        {tab.face()}
                    </a>
                </li>
            }
        };
        tabs.get().into_iter().map(link).collect_view()
    };
    // Where there is no room for all, the current one is in sight.
    let nav = NodeRef::<html::Nav>::new();
    Effect::new(move |_| {
        current.track();
        if let Some(nav) = nav.get() {
            request_animation_frame(move || bring_into_sight(&nav));
        }
    });
    view! {
        <nav class="tabs" aria-label=label node_ref=nav>
            <ul>{links}</ul>
        </nav>
    }
}

/// Scrolls a row of tabs just so far that the current one is in sight.
fn bring_into_sight(row: &web_sys::Element) {
    let Ok(Some(tab)) = row.query_selector("[aria-current=page]") else { return };
    let (row_box, tab_box) = (row.get_bounding_client_rect(), tab.get_bounding_client_rect());
    let beyond = (tab_box.right() - row_box.right()).max(0.0) - (row_box.left() - tab_box.left()).max(0.0);
    if beyond != 0.0 {
        row.set_scroll_left(row.scroll_left() + beyond.round() as i32);
    }
}

/// Tabs that switch a panel in place: one tab stop, arrows wrap and switch at once, Home and End.
#[component]
pub fn Tabs(
    /// What the tabs choose between.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
    /// The id of the current tab, in both directions.
    current: RwSignal<String>,
    /// Draws the panel of a tab.
    #[prop(into)]
    panel: Callback<String, AnyView>,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let id = StoredValue::new(unique_id("tabs"));
    let tab_id = move |tab: &str| format!("{}-{tab}", id.get_value());
    let panel_id = move || format!("{}-panel", id.get_value());
    let is_current = move |tab: &str| current.with(|current| current == tab);

    let keydown = move |event: ev::KeyboardEvent| {
        let Some(press) = Press::of(&event) else { return };
        let tabs = tabs.get_untracked();
        let Some(at) = tabs.iter().position(|tab| current.with_untracked(|current| *current == tab.id)) else { return };
        let to = match press.plain() {
            "ArrowRight" => (at + 1) % tabs.len(),
            "ArrowLeft" => (at + tabs.len() - 1) % tabs.len(),
            "Home" => 0,
            "End" => tabs.len() - 1,
            _ => return,
        };
        event.prevent_default();
        current.set(tabs[to].id.clone());
        let button = list.get_untracked().and_then(|list| list.children().item(u32::try_from(to).unwrap_or(0)));
        if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = button.focus();
        }
    };
    let buttons = move || {
        let button = |tab: Tab| {
            let (own, id) = (StoredValue::new(tab.id.clone()), tab_id(&tab.id));
            let selected = move || own.with_value(|own| is_current(own));
            view! {
                <button
                    type="button"
                    class="tab"
                    role="tab"
                    id=id
                    aria-selected=move || if selected() { "true" } else { "false" }
                    aria-controls=panel_id()
                    tabindex=move || if selected() { "0" } else { "-1" }
                    on:click=move |_| current.set(own.get_value())
                >
                    {tab.face()}
                </button>
            }
        };
        tabs.get().into_iter().map(button).collect_view()
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label node_ref=list on:keydown=keydown>
            {buttons}
        </div>
        <div
            class="tab-panel"
            role="tabpanel"
            id=panel_id()
            tabindex="0"
            aria-labelledby=move || current.with(|current| tab_id(current))
        >
            {move || panel.run(current.get())}
        </div>
    }
}
