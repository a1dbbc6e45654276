//! Leaving the demo: what a visitor added to it can go on in a workspace of their own (U2).

use crate::crm::copy::{Left, Plan};
use crate::i18n::{Arg, key};
use crate::ui::component::{self, Button, ButtonVariant, Checkbox, Dialog, Note, NoteVoice, TextInput, Tone};
use crate::ui::session::session;
use leptos::{html, prelude::*};

/// How many of the records that stay behind are named.
const NAMED: usize = 5;

/// Who keeps the records, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// What is copied.
    pub plan: Plan,
    /// The founder's name.
    pub name: String,
    /// What the company is called; may be empty.
    pub company: String,
    /// Whether the demo is erased afterwards.
    pub erase: bool,
}

/// What the dialog asks of the application around it.
#[derive(Clone, Copy)]
pub struct LeaveActions {
    /// Begins a workspace with the records.
    pub keep: Callback<Keep>,
    /// Erases the demo with all that is in it.
    pub erase: Callback<()>,
}

/// Asks what becomes of the records that were added to the demo.
#[component]
pub fn LeaveDemo(
    /// What would be copied; the dialog is open while there is a plan.
    leaving: RwSignal<Option<Plan>>,
    /// What it asks of the application.
    actions: LeaveActions,
    /// Why the last step did not work.
    #[prop(into)]
    problem: Signal<Option<String>>,
    /// Whether a step is under way.
    #[prop(into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let session = session();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(leaving.with(Option::is_some)));
    let (name, company) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let erase = RwSignal::new(true);
    let unnamed = RwSignal::new(false);
    let field = NodeRef::<html::Input>::new();
    let plan = Memo::new(move |_| leaving.get().unwrap_or_default());
    let count = move || plan.with(|plan| plan.taken.len());
    let keep = move || {
        let named = name.with_untracked(|name| name.trim().to_owned());
        unnamed.set(named.is_empty());
        if named.is_empty() {
            if let Some(field) = field.get_untracked() {
                let _ = field.focus();
            }
        } else if !busy.get_untracked() {
            let company = company.with_untracked(|company| company.trim().to_owned());
            actions.keep.run(Keep { plan: plan.get_untracked(), name: named, company, erase: erase.get_untracked() });
        }
    };
    let footer = move || {
        view! {
            <span class="start">
                <Button
                    label=session.label(key::LEAVE_ERASE)
                    variant=ButtonVariant::Danger
                    on_click=move |_| {
                        leaving.set(None);
                        actions.erase.run(());
                    }
                />
            </span>
            <Button label=session.label(key::CANCEL) on_click=move |_| open.set(false)/>
            {(count() > 0).then(|| {
                view! {
                    <Button
                        label=move || session.tw(key::LEAVE_KEEP, &[("n", Arg::from(count()))])
                        variant=ButtonVariant::Primary
                        busy=busy
                        on_click=move |_| keep()
                    />
                }
            })}
        }
    };
    let complaint = Signal::derive(move || {
        (unnamed.get() && name.with(|name| name.trim().is_empty())).then(|| session.t(key::WELCOME_NAME_MISSING))
    });
    let form = move || {
        view! {
            <form
                class="stack"
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    keep();
                }
            >
                <component::Field
                    label=session.label(key::WELCOME_WHO)
                    hint=session.hint(key::WELCOME_WHO_WHY)
                    error=complaint
                    required=true
                >
                    <TextInput value=name autocomplete="name" node_ref=field/>
                </component::Field>
                <component::Field
                    label=session.label(key::WELCOME_COMPANY)
                    note=session.hint(key::WELCOME_OPTIONAL)
                >
                    <TextInput value=company autocomplete="organization"/>
                </component::Field>
                <Checkbox checked=erase label=session.label(key::LEAVE_ERASE_AFTER)/>
                <button type="submit" class="visually-hidden" tabindex="-1" aria-hidden="true"></button>
            </form>
        }
    };
    view! {
        <Dialog
            open=open
            title=session.label(key::LEAVE_TITLE)
            close_label=session.label(key::CLOSE)
            footer=footer
            on_close=move |()| leaving.set(None)
        >
            {move || (count() > 0).then(|| view! { <p>{session.tw(key::LEAVE_WHY, &[("n", Arg::from(count()))])}</p> })}
            {move || plan.with(|plan| (!plan.left.is_empty()).then(|| view! { <StaysBehind left=plan.left.clone()/> }))}
            {move || (count() > 0).then(form)}
            {move || problem.get().map(|text| view! { <Note tone=Tone::Danger voice=NoteVoice::Alert>{text}</Note> })}
        </Dialog>
    }
}

/// Names what cannot come along, and why.
#[component]
fn StaysBehind(left: Vec<Left>) -> impl IntoView {
    let session = session();
    let line = move |one: &Left| {
        let words = [("title", Arg::from(one.title.clone())), ("of", Arg::from(one.of.clone()))];
        view! { <li>{session.tw(key::LEAVE_LEFT_ONE, &words)}</li> }
    };
    let more = left.len().saturating_sub(NAMED);
    view! {
        <Note tone=Tone::Warn>
            <p>{session.tw(key::LEAVE_LEFT, &[("n", Arg::from(left.len()))])}</p>
            <ul>
                {left.iter().take(NAMED).map(line).collect_view()}
                {(more > 0).then(|| view! { <li>{session.tw(key::LEAVE_LEFT_MORE, &[("n", Arg::from(more))])}</li> })}
            </ul>
        </Note>
    }
}
