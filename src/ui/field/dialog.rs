//! The form of a command's arguments, in a dialog.

use super::form::{ErrorSummary, FieldRow, Form};
use crate::app::shortcut::Act;
use crate::crm::Ref;
use crate::crm::command::Command;
use crate::i18n::key;
use crate::ui::component::{Button, ButtonVariant, Dialog};
use crate::ui::session::session;
use crate::ui::shortcut::keyboard;
use leptos::prelude::*;

/// Asks for a command's arguments and runs it; for record pages, lists and menus alike.
#[component]
pub fn CommandDialog(
    /// The command being asked for; the dialog is open while there is one.
    asking: RwSignal<Option<&'static Command>>,
    /// What it will be run on; asked when it runs.
    #[prop(into)]
    targets: Signal<Vec<Ref>>,
    /// Called when it was run.
    #[prop(optional, into)]
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    let session = session();
    let keyboard = keyboard();
    let open = RwSignal::new(false);
    let form = RwSignal::new(None::<(&'static Command, Form)>);
    let attempts = RwSignal::new(0_u32);
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        let command = asking.get();
        attempts.set(0);
        form.set(command.map(|command| {
            let form = Form::new(session, "command", command.args);
            // What stands in one record is said; many have nothing in common.
            if let [at] = &*targets.get_untracked() {
                form.say(session, &untrack(|| session.read(|view| (command.fill)(&view, at, &session.now()))));
            }
            (command, form)
        }));
        open.set(command.is_some());
    });
    let submit = Callback::new(move |()| {
        let Some((command, form)) = form.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        let Some(args) = form.read(session) else {
            attempts.update(|attempts| *attempts += 1);
            return;
        };
        busy.set(true);
        session.run(command, targets.get_untracked(), args, move |done| {
            let _ = busy.try_set(false);
            match done {
                Ok(_) => {
                    let _ = open.try_set(false);
                    if let Some(on_done) = on_done {
                        let _ = on_done.try_run(());
                    }
                }
                Err(fault) => form.fault(fault),
            }
        });
    });
    let label = move || form.get().map(|(command, _)| session.t(command.label)).unwrap_or_default();
    let footer = move || {
        view! {
            <Button label=session.label(key::CANCEL) on_click=move |_| open.set(false)/>
            <Button label=label variant=ButtonVariant::Primary busy=busy on_click=move |_| submit.run(())/>
        }
    };
    let body = move || {
        form.get().map(|(_, form)| {
            let rows = form.entries().into_iter().map(|entry| view! { <FieldRow entry=entry form=form.name/> });
            view! {
                <ErrorSummary form=form attempts=attempts/>
                <div class="form-grid">{rows.collect_view()}</div>
            }
        })
    };
    view! {
        <Dialog
            open=open
            title=label
            close_label=session.label(key::CLOSE)
            footer=footer
            on_close=move |()| asking.set(None)
        >
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    submit.run(());
                }
                on:keydown=move |event| {
                    if keyboard.asks(&event, Act::Submit) {
                        event.prevent_default();
                        submit.run(());
                    }
                }
            >
                {body}
                <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
            </form>
        </Dialog>
    }
}
