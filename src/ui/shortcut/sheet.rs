//! The help sheet: exactly the shortcuts that act on the page below it, by place, with the keys they
//! have now.

use super::{Keyboard, keyboard, label};
use crate::app::shortcut::{Act, Scope, Shortcut};
use crate::i18n::key;
use crate::ui::component::{Dialog, LinkButton};
use crate::ui::icon::Glyph;
use crate::ui::key as keys;
use crate::ui::session::session;
use leptos::prelude::*;

/// The sheet; once per page.
#[component]
pub fn ShortcutSheet() -> impl IntoView {
    let session = session();
    let keyboard = keyboard();
    keyboard.on(Act::Help, move || keyboard.help());
    let footer = move || {
        view! {
            <LinkButton
                label=session.label(key::SHORTCUT_TO_SETTINGS)
                href="#/settings"
                icon=Glyph::Settings
                on:click=move |_| keyboard.sheet.set(false)
            />
        }
    };
    view! {
        <Dialog
            open=keyboard.sheet
            title=session.label(key::SHORTCUT_TITLE)
            close_label=session.label(key::CLOSE)
            footer=footer
        >
            <Groups keyboard=keyboard/>
        </Dialog>
    }
}

/// The shortcuts by place. What is true of this page comes before what is true of every page.
#[component]
fn Groups(keyboard: Keyboard) -> impl IntoView {
    let session = session();
    let group = move |(scope, list): (Scope, Vec<&'static Shortcut>)| {
        let row = |shortcut: &'static Shortcut| {
            view! {
                <div class="shortcut">
                    <dt>{label(session, shortcut)}</dt>
                    <dd><KeyCaps keyboard=keyboard shortcut=shortcut/></dd>
                </div>
            }
        };
        view! {
            <section class="shortcut-group">
                <h3>{session.t(scope.label())}</h3>
                <dl>{list.into_iter().map(row).collect_view()}</dl>
            </section>
        }
    };
    move || {
        let mut groups: Vec<(Scope, Vec<&'static Shortcut>)> = Vec::new();
        for shortcut in keyboard.here() {
            match groups.last_mut().filter(|(scope, _)| *scope == shortcut.scope) {
                Some((_, list)) => list.push(shortcut),
                None => groups.push((shortcut.scope, vec![shortcut])),
            }
        }
        if groups.first().is_some_and(|(scope, _)| *scope == Scope::Everywhere) {
            groups.rotate_left(1);
        }
        // It takes the focus, so that arrows scroll what does not fit.
        view! {
            <div
                class="shortcut-groups"
                role="region"
                aria-label=session.t(key::SHORTCUT_TITLE)
                tabindex="0"
                autofocus
            >
                <p class="secondary">{session.t(key::SHORTCUT_HINT)}</p>
                {groups.into_iter().map(group).collect_view()}
            </div>
        }
    }
}

/// The keys of a shortcut as they are now, in words for whoever cannot see them.
#[component]
pub(super) fn KeyCaps(keyboard: Keyboard, shortcut: &'static Shortcut) -> impl IntoView {
    let session = session();
    let caps = move |keys: &str| {
        let cap = |(at, step): (usize, &str)| {
            let then = (at > 0).then(|| view! { <span class="meta">{session.t(key::SHORTCUT_THEN)}</span> });
            view! { {then}<kbd>{keys::label(step)}</kbd> }
        };
        keys.split(' ').enumerate().map(cap).collect_view()
    };
    move || {
        let live: Vec<String> = keyboard.map.with(|map| map.live(shortcut).map(str::to_owned).collect());
        let off = live.is_empty().then(|| view! { <span class="meta">{session.t(key::SHORTCUT_OFF)}</span> });
        let ways = live.iter().enumerate().map(|(at, keys)| {
            let or = (at > 0).then(|| view! { <span class="meta">{session.t(key::SHORTCUT_OR)}</span> });
            view! { {or}{caps(keys)} }
        });
        view! { <span class="key-caps">{ways.collect_view()}{off}</span> }
    }
}
