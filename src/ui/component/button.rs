//! Button: does something here. A link that looks like one goes somewhere.

use leptos::{ev, html, prelude::*};

use super::{Tip, TipHandle, unique_id};
use crate::ui::{
    icon::{Glyph, Icon, IconSize},
    key,
};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonVariant {
    /// An edge and a word: most buttons.
    #[default]
    Neutral,
    /// Filled with the accent: the thing this page is for, at most one per view.
    Primary,
    /// Without an edge, beside a stronger button.
    Ghost,
    /// Red words: takes away, and can be undone.
    Danger,
    /// Filled with red: takes away for good, only in a dialog that asks.
    Destructive,
    /// Looks like a link but acts here.
    Link,
}

impl ButtonVariant {
    const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "",
            Self::Primary => "primary",
            Self::Ghost => "ghost",
            Self::Danger => "danger",
            Self::Destructive => "destructive",
            Self::Link => "plain",
        }
    }
}

/// How high a button is; all grow to a thumb's size on touch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonSize {
    /// 32 px.
    #[default]
    Normal,
    /// 28 px, in bars.
    Compact,
    /// 24 px, inside rows and panels.
    Inline,
}

impl ButtonSize {
    const fn class(self) -> &'static str {
        match self {
            Self::Normal => "",
            Self::Compact => "compact",
            Self::Inline => "inline",
        }
    }
}

/// The class list of anything that looks like a button.
pub(super) fn button_class(variant: ButtonVariant, size: ButtonSize, more: &str) -> String {
    let mut class = String::from("button");
    for part in [variant.class(), size.class(), more] {
        if !part.is_empty() {
            class.push(' ');
            class.push_str(part);
        }
    }
    class
}

/// Why a button cannot be used now. It stays in the tab order, so that everyone can learn why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What the button says instead: the date from which it can be used, or the reason in brief.
    pub label: String,
    /// The rule that refuses, told beside the button on hover and focus.
    pub rule: String,
}

/// A button with a word.
///
/// ```ignore
/// <Button label=move || t.save() variant=ButtonVariant::Primary shortcut="Mod+Enter" on_click=save/>
/// ```
#[component]
pub fn Button(
    /// What it does, as a verb.
    #[prop(into)]
    label: Signal<String>,
    /// How much it asks for attention.
    #[prop(optional)]
    variant: ButtonVariant,
    /// How high it is.
    #[prop(optional)]
    size: ButtonSize,
    /// A glyph before the word.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// The chord that does the same, such as `Mod+Enter`; shown, not listened to.
    #[prop(optional, into)]
    shortcut: Signal<Option<String>>,
    /// When set, the button cannot be used and says why.
    #[prop(optional, into)]
    refused: Signal<Option<Refused>>,
    /// Work is under way: the button keeps its place and ignores clicks.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// For a button that stays down: whether it is down.
    #[prop(optional, into)]
    pressed: Signal<Option<bool>>,
    /// Whether Enter in a field of its form presses it.
    #[prop(optional)]
    submit: bool,
    /// What happens.
    #[prop(optional, into)]
    on_click: Option<Callback<ev::MouseEvent>>,
    /// The element, for moving focus to it.
    #[prop(optional)]
    node_ref: NodeRef<html::Button>,
) -> impl IntoView {
    let tip = TipHandle::default();
    let tip_id = unique_id("rule");
    let is_refused = Signal::derive(move || refused.with(Option::is_some));
    let described_by = {
        let tip_id = tip_id.clone();
        move || is_refused.get().then(|| tip_id.clone())
    };
    let press = move |event: ev::MouseEvent| {
        if is_refused.get_untracked() {
            event.prevent_default();
            tip.show();
        } else if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_click) = on_click {
            on_click.run(event);
        }
    };
    let refusal = move |refused: Refused| {
        view! {
            <Icon glyph=Glyph::Lock size=IconSize::Small/>
            <span class="visually-hidden">{label}" "</span>
            <span>{refused.label}</span>
            <Tip handle=tip id=tip_id.clone() text=refused.rule/>
        }
    };
    let face = move || {
        view! {
            {icon.map(|glyph| view! { <Icon glyph=glyph size=IconSize::Small/> })}
            <span>{label}</span>
            {move || shortcut.get().map(|chord| view! { <Keys chord=chord/> })}
        }
    };
    view! {
        <button
            node_ref=node_ref
            type=if submit { "submit" } else { "button" }
            class=button_class(variant, size, "")
            class:refused=is_refused
            aria-disabled=move || is_refused.get().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            aria-pressed=move || pressed.get().map(|pressed| if pressed { "true" } else { "false" })
            aria-describedby=described_by
            on:click=press
            on:pointerenter=move |event| tip.enter(&event)
            on:pointerleave=move |_| tip.hide()
            on:focus=move |_| tip.show()
            on:blur=move |_| tip.hide()
            on:keydown=move |event| tip.keydown(&event)
        >
            {move || match refused.get() {
                Some(refused) => refusal(refused).into_any(),
                None => face().into_any(),
            }}
        </button>
    }
}

/// A link that looks like a button: it goes somewhere, so it can be opened in a new tab.
#[component]
pub fn LinkButton(
    /// Where it leads, by what the reader finds there.
    #[prop(into)]
    label: Signal<String>,
    /// The address.
    #[prop(into)]
    href: Signal<String>,
    /// How much it asks for attention.
    #[prop(optional)]
    variant: ButtonVariant,
    /// How high it is.
    #[prop(optional)]
    size: ButtonSize,
    /// A glyph before the word.
    #[prop(optional, into)]
    icon: Option<Glyph>,
) -> impl IntoView {
    view! {
        <a class=button_class(variant, size, "") href=href>
            {icon.map(|glyph| view! { <Icon glyph=glyph size=IconSize::Small/> })}
            <span>{label}</span>
        </a>
    }
}

/// A shortcut as keys of this platform, each step of a sequence a key of its own. Hidden from
/// assistive technology, which reads shortcuts from the help sheet.
#[component]
pub fn Keys(
    /// The keys, such as `Mod+k` or `g l`.
    #[prop(into)]
    chord: Signal<String>,
) -> impl IntoView {
    move || chord.get().split(' ').map(|step| view! { <kbd aria-hidden="true">{key::label(step)}</kbd> }).collect_view()
}
