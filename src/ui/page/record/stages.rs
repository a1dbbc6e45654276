//! The stage bar: the steps a record's state leads through, those behind it filled, and beside them the
//! exits. Where a command leads to a step, the step runs it.

use super::header::start;
use super::subject::Subject;
use crate::crm::path::{Path, Place, Step, path};
use crate::crm::{Command, Move, Scope};
use crate::i18n::key;
use crate::ledger::Value;
use crate::ui::component::{Button, ButtonSize, Tip, TipHandle};
use crate::ui::frame::catch_focus;
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::state::StateGlyph;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

/// The stage bar; nothing where the states of the record have no order.
#[component]
pub(super) fn StageBar(
    subject: Subject,
    /// The command whose questions are being answered in a dialog.
    asking: RwSignal<Option<&'static Command>>,
    /// Called to log a follow-up.
    on_log: Callback<()>,
) -> impl IntoView {
    let session = subject.session;
    let now = Memo::new(move |_| {
        let moment = session.now();
        session.read(|view| path(&view, &subject.at(), &moment))
    });
    let bring = Callback::new(move |step: Step| match (step.way, subject.table.status) {
        (Some(Move::Run(command)), _) if command.scope == Scope::Followed => on_log.run(()),
        (Some(Move::Run(command)), _) => start(subject, asking, command),
        (Some(Move::Give(command)), Some(field)) => {
            let given = [(field.to_owned(), Value::from(step.choice.key))].into();
            session.run(command, vec![subject.at()], given, |_| {});
        }
        (Some(Move::Write), Some(field)) => {
            session.edit(subject.at(), field, Value::from(step.choice.key), |_| {});
        }
        _ => {}
    });
    // The step that was pressed may be none to press any more.
    Effect::new(move |before: Option<()>| {
        now.track();
        if before.is_some() {
            request_animation_frame(|| request_animation_frame(catch));
        }
    });
    let bar = move |path: Path| {
        let Path { steps, exits, days, lacks } = path;
        let steps = steps.into_iter().map(|step| {
            let place = step.place;
            let days = days.filter(|_| place == Place::Current);
            view! {
                <li
                    class="stage"
                    class:passed=place == Place::Passed
                    class:current=place == Place::Current
                    aria-current=(place == Place::Current).then_some("step")
                >
                    <StepFace subject=subject step=step bring=bring days=days/>
                </li>
            }
        });
        let exits = (!exits.is_empty()).then(|| {
            let exits = exits.into_iter().map(|step| {
                let current = step.place == Place::Current;
                view! {
                    <li class="stage-exit" class:current=current aria-current=current.then_some("step")>
                        <StateGlyph choice=step.choice/>
                        <StepFace subject=subject step=step bring=bring days=days.filter(|_| current)/>
                    </li>
                }
            });
            view! { <ul class="stage-exits" aria-label=session.label(key::STAGE_EXITS)>{exits.collect_view()}</ul> }
        });
        view! {
            <div class="stage-bar">
                <ol class="stages" aria-label=session.label(key::STAGE_BAR)>{steps.collect_view()}</ol>
                {exits}
            </div>
            {lacks.map(|(state, fields)| view! { <Lacks state=state.label fields=fields/> })}
        }
    };
    move || now.get().map(bar)
}

/// What must still be filled in for a state: each is opened by its button.
#[component]
fn Lacks(
    /// Message key of the state.
    state: &'static str,
    /// The fields: name and message key of the label.
    fields: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let session = crate::ui::session::session();
    let shown = use_context::<super::Shown>();
    let list = NodeRef::<html::Ul>::new();
    let one = move |(field, label): (&'static str, &'static str)| {
        let open = move |_| {
            let Some(record) = list.get_untracked().and_then(|list| list.closest(".record").ok().flatten()) else {
                return;
            };
            // On one column the fields are a tab.
            if let Some(shown) = shown.filter(|_| record.class_list().contains("phone")) {
                shown.part.set("facts".to_owned());
            }
            request_animation_frame(move || {
                let place = format!(".fact[data-field='{field}'] button:is(.fact-value, .fact-edit)");
                let edit = record.query_selector(&place).ok().flatten();
                if let Some(edit) = edit.and_then(|edit| edit.dyn_into::<web_sys::HtmlElement>().ok()) {
                    edit.scroll_into_view();
                    edit.click();
                }
            });
        };
        view! { <li><Button label=session.label(label) size=ButtonSize::Inline on_click=open/></li> }
    };
    view! {
        <div class="stage-lacks">
            <Icon glyph=Glyph::Warning size=IconSize::Small/>
            <span>{move || session.tw(key::STAGE_LACKS, &[("state", session.t(state).into())])}</span>
            <ul node_ref=list>{fields.into_iter().map(one).collect_view()}</ul>
        </div>
    }
}

/// A state and, where it can be come to, the button that leads there.
#[component]
fn StepFace(subject: Subject, step: Step, bring: Callback<Step>, days: Option<i64>) -> impl IntoView {
    let session = subject.session;
    let word = session.label(step.choice.label);
    let since = days.map(|days| {
        view! { <span class="meta">{move || session.tw(key::STAGE_DAYS, &[("n", days.into())])}</span> }
    });
    let Some(way) = step.way else {
        return view! { <span class="stage-face" tabindex="-1"><span class="stage-word">{word}</span>{since}</span> }
            .into_any();
    };
    let tip = TipHandle::default();
    let deed = move || match way {
        Move::Run(command) => session.t(command.label),
        Move::Write | Move::Give(_) => session.tw(key::STAGE_MOVE, &[("state", word.get().into())]),
    };
    view! {
        <button
            type="button"
            class="stage-face"
            aria-label=move || format!("{}: {}", word.get(), deed())
            on:click=move |_| bring.run(step)
            on:pointerenter=move |event| tip.enter(&event)
            on:pointerleave=move |_| tip.hide()
            on:focus=move |_| tip.show()
            on:blur=move |_| tip.hide()
            on:keydown=move |event| tip.keydown(&event)
        >
            <span class="stage-word">{word}</span>
            <Tip handle=tip text=Signal::derive(deed)/>
        </button>
    }
    .into_any()
}

/// Moves the focus to where the record stands now, if what had it is gone.
fn catch() {
    if document().active_element().is_some_and(|holder| holder.tag_name() != "BODY") {
        return;
    }
    let step = document().query_selector("main .stage-bar [aria-current] .stage-face").ok().flatten();
    if let Some(step) = step.and_then(|step| step.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = step.focus();
    }
    // An exit is not drawn where there is no room for it.
    catch_focus();
}
