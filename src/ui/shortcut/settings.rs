//! The settings of shortcuts: letters on or off, all at once or one by one, and other keys (WCAG 2.1.4).

use super::capture::Capture;
use super::sheet::KeyCaps;
use super::{keyboard, label, modifier};
use crate::app::shortcut::{Keymap, Scope, Shortcut, shortcuts};
use crate::i18n::key;
use crate::ui::component::{Button, ButtonSize, Fold, Switch};
use crate::ui::icon::Glyph;
use crate::ui::session::session;
use crate::ui::toast::Toast;
use leptos::prelude::*;

/// The section of the settings page.
#[component]
pub fn ShortcutSettings() -> impl IntoView {
    let session = session();
    let keyboard = keyboard();
    let letters = RwSignal::new(true);
    Effect::new(move |_| letters.set(keyboard.map.with(Keymap::hears_letters)));
    let changing = RwSignal::new(None::<&'static Shortcut>);
    let changed = Memo::new(move |_| keyboard.map.with(|map| !map.is_default()));
    let reset = move |_| {
        keyboard.change(|map| *map = Keymap::default());
        session.toasts.show(Toast::noted(untrack(|| session.t(key::DONE_SHORTCUT_RESET))));
    };
    let mut groups: Vec<(Scope, Vec<&'static Shortcut>)> = Vec::new();
    for shortcut in shortcuts().iter().filter(|shortcut| shortcut.is_plain()) {
        match groups.last_mut().filter(|(scope, _)| *scope == shortcut.scope) {
            Some((_, list)) => list.push(shortcut),
            None => groups.push((shortcut.scope, vec![shortcut])),
        }
    }
    let count = groups.iter().map(|(_, list)| list.len()).sum::<usize>();
    let group = move |(scope, list): (Scope, Vec<&'static Shortcut>)| {
        let rows = list.into_iter().map(|shortcut| view! { <Row shortcut=shortcut changing=changing/> }).collect_view();
        view! {
            <section class="shortcut-group">
                <h3>{move || session.t(scope.label())}</h3>
                <ul>{rows}</ul>
            </section>
        }
    };
    view! {
        <section>
            <h2>{session.label(key::SHORTCUT_TITLE)}</h2>
            <div class="setting">
                <Switch
                    checked=letters
                    label=session.label(key::SHORTCUT_LETTERS)
                    on_change=move |on| {
                        keyboard.change(|map| map.hear_letters(on));
                    }
                />
            </div>
            <p class="meta">{move || session.tw(key::SHORTCUT_LETTERS_WHY, &[("mod", modifier().into())])}</p>
            <div class="cluster shortcut-tools">
                <Button
                    label=session.label(key::SHORTCUT_HELP)
                    icon=Glyph::Keyboard
                    shortcut=Signal::derive(move || keyboard.keys(crate::app::shortcut::Act::Help))
                    on_click=move |_| keyboard.help()
                />
                {move || {
                    changed.get().then(|| view! { <Button label=session.label(key::SHORTCUT_RESET) on_click=reset/> })
                }}
            </div>
            <Fold
                title=session.label(key::SHORTCUT_SINGLE)
                meta=Signal::derive(move || Some(crate::i18n::format::number(i64::try_from(count).unwrap_or_default())))
                open=false
            >
                {groups.into_iter().map(group).collect_view()}
            </Fold>
            <Capture changing=changing/>
        </section>
    }
}

/// A shortcut: its name, its keys, other keys, on or off.
#[component]
fn Row(
    /// The shortcut.
    shortcut: &'static Shortcut,
    /// The shortcut whose keys are being changed.
    changing: RwSignal<Option<&'static Shortcut>>,
) -> impl IntoView {
    let session = session();
    let keyboard = keyboard();
    let name = move || label(session, shortcut);
    let on = RwSignal::new(true);
    Effect::new(move |_| on.set(keyboard.map.with(|map| map.is_on(shortcut))));
    view! {
        <li class="shortcut">
            <span class="grow">{name}</span>
            <KeyCaps keyboard=keyboard shortcut=shortcut/>
            <Button
                label=session.label(key::SHORTCUT_CHANGE)
                size=ButtonSize::Compact
                on_click=move |_| changing.set(Some(shortcut))
                attr:aria-label=move || session.tw(key::SHORTCUT_CHANGE_NAMED, &[("label", name().into())])
            />
            <Switch
                checked=on
                label=move || session.tw(key::SHORTCUT_SWITCH, &[("label", name().into())])
                label_hidden=true
                on_change=move |on| {
                    keyboard.change(|map| map.switch(shortcut, on));
                }
            />
        </li>
    }
}
