//! Other keys for a shortcut: press them, see them, save them; what cannot be used says why.

use super::{keyboard, label, modifier};
use crate::app::shortcut::{KeyFault, Shortcut};
use crate::i18n::key;
use crate::ui::component::{self, Button, ButtonVariant, Dialog, KeyInput};
use crate::ui::key as keys;
use crate::ui::session::session;
use crate::ui::toast::Toast;
use leptos::prelude::*;

/// Why keys were not taken.
#[derive(Clone)]
enum Complaint {
    /// None were pressed.
    Nothing,
    /// They cannot be used.
    Refused(KeyFault),
}

/// The dialog in which keys are pressed.
#[component]
pub(super) fn Capture(
    /// The shortcut whose keys are being changed; the dialog is open while there is one.
    changing: RwSignal<Option<&'static Shortcut>>,
) -> impl IntoView {
    let session = session();
    let keyboard = keyboard();
    let open = RwSignal::new(false);
    let pressed = RwSignal::new(String::new());
    let complaint = RwSignal::new(None::<Complaint>);
    Effect::new(move |_| {
        open.set(changing.with(Option::is_some));
        pressed.set(String::new());
    });
    Effect::new(move |_| {
        pressed.track();
        complaint.set(None);
    });
    let name = move || changing.get().map(|shortcut| label(session, shortcut)).unwrap_or_default();
    let save = Callback::new(move |()| {
        let Some(shortcut) = changing.get_untracked() else { return };
        let keys = pressed.get_untracked();
        if keys.is_empty() {
            return complaint.set(Some(Complaint::Nothing));
        }
        if let Some(Err(fault)) = keyboard.change(|map| map.give(shortcut, &keys)) {
            return complaint.set(Some(Complaint::Refused(fault)));
        }
        let spelled = keys.split(' ').map(keys::label).collect::<Vec<_>>().join(" ");
        let words =
            untrack(|| session.tw(key::DONE_SHORTCUT_GIVE, &[("label", name().into()), ("keys", spelled.into())]));
        session.toasts.show(Toast::noted(words));
        open.set(false);
    });
    let why = move || {
        complaint.get().map(|complaint| match complaint {
            Complaint::Nothing => session.t(key::SHORTCUT_NONE),
            Complaint::Refused(KeyFault::Reserved) => session.t(key::SHORTCUT_RESERVED),
            Complaint::Refused(KeyFault::Unfit) => session.tw(key::SHORTCUT_UNFIT, &[("mod", modifier().into())]),
            Complaint::Refused(KeyFault::Taken(other)) => {
                session.tw(key::SHORTCUT_TAKEN, &[("label", label(session, other).into())])
            }
        })
    };
    let footer = move || {
        view! {
            <Button label=session.label(key::CANCEL) on_click=move |_| open.set(false)/>
            <Button
                label=session.label(key::FORM_SAVE)
                variant=ButtonVariant::Primary
                on_click=move |_| save.run(())
            />
        }
    };
    view! {
        <Dialog
            open=open
            title=move || session.tw(key::SHORTCUT_CHANGE_NAMED, &[("label", name().into())])
            close_label=session.label(key::CLOSE)
            footer=footer
            on_close=move |()| changing.set(None)
        >
            <component::Field
                label=session.label(key::SHORTCUT_PRESS)
                hint=session.hint(key::SHORTCUT_PRESS_WHY)
                error=Signal::derive(why)
            >
                <KeyInput value=pressed on_submit=save/>
            </component::Field>
        </Dialog>
    }
}
