//! Import: a table comes in. Choose a file, say what its columns mean and what becomes of its rows, see what
//! every row would do, and only then write, as one batch that can be taken back, now or later.

mod choose;
mod columns;
mod desk;
mod earlier;
mod outlook;
mod report;
mod rows;
mod rules;

use crate::app::job::Step;
use crate::i18n::{Arg, key};
use crate::ui::component::{Button, ButtonSize, ButtonVariant, Note, NoteVoice, Progress, Refused, Tone};
use crate::ui::helper::step_words;
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::session::session;
use choose::{Choose, Chosen};
use columns::Columns;
pub use desk::bring;
use desk::{Desk, Stage};
use earlier::Earlier;
use leptos::prelude::*;
use outlook::Outlook;
use report::WrittenReport;
use rows::Rows;
use rules::Rules;

/// The stages and their words, in order.
const STAGES: [(Stage, &str); 5] = [
    (Stage::Choose, key::IMPORT_STEP_CHOOSE),
    (Stage::Columns, key::IMPORT_STEP_COLUMNS),
    (Stage::Rules, key::IMPORT_STEP_RULES),
    (Stage::Check, key::IMPORT_STEP_CHECK),
    (Stage::Written, key::IMPORT_STEP_WRITTEN),
];

/// The page.
#[component]
pub fn ImportPage() -> impl IntoView {
    let session = session();
    let desk = Desk::new(session);
    desk.take_brought();
    let problem = move || {
        desk.problem.get().map(|(key, row)| {
            let sentence = session.tw(&key, &[("row", Arg::from(row))]);
            view! {
                <Note tone=Tone::Danger voice=NoteVoice::Alert>
                    <span>{sentence}</span>
                    <Button
                        label=session.label(key::IMPORT_OTHER)
                        size=ButtonSize::Compact
                        on_click=move |_| desk.next()
                    />
                </Note>
            }
        })
    };
    let chosen = Memo::new(move |_| desk.file.with(Option::is_some));
    let stage = Memo::new(move |_| if desk.found.with(Option::is_some) { desk.stage.get() } else { Stage::Choose });
    let body = move || match stage.get() {
        Stage::Choose => ().into_any(),
        Stage::Columns => view! { <div class="import-dry"><Columns desk=desk/><Outlook desk=desk/></div> }.into_any(),
        Stage::Rules => view! { <div class="import-dry"><Rules desk=desk/><Outlook desk=desk/></div> }.into_any(),
        Stage::Check => view! { <Rows desk=desk/> }.into_any(),
        Stage::Written => view! { <WrittenReport desk=desk/> }.into_any(),
    };
    view! {
        <div class="import">
            <div class="import-head">
                <h1 class="visually-hidden" tabindex="-1">{session.label(key::IMPORT_TITLE)}</h1>
                <Steps desk=desk stage=stage/>
            </div>
            <div class="import-scroll">
                <Show when=move || chosen.get() fallback=move || view! { <Choose desk=desk/> <Earlier desk=desk/> }>
                    <Chosen desk=desk/>
                </Show>
                {problem}
                {body}
            </div>
            <Show when=move || stage.get() != Stage::Choose || desk.work.with(Option::is_some)>
                <Decision desk=desk stage=stage/>
            </Show>
        </div>
    }
}

/// Where one is, with the way back and forth.
#[component]
fn Steps(desk: Desk, stage: Memo<Stage>) -> impl IntoView {
    let session = desk.session;
    let step = move |(at, (own, word)): (usize, (Stage, &'static str))| {
        let is_current = Signal::derive(move || stage.get() == own);
        let is_past = Signal::derive(move || stage.get() > own);
        // Between columns and check one goes freely; the ends are decisions.
        let is_open = move || {
            let middle = Stage::Columns..=Stage::Check;
            middle.contains(&own) && middle.contains(&stage.get()) && !is_current.get()
        };
        let mark = move || match is_past.get() {
            true => view! { <Icon glyph=Glyph::Check size=IconSize::Tiny/> }.into_any(),
            false => (at + 1).into_any(),
        };
        let face = move || view! { <span class="step-mark" aria-hidden="true">{mark}</span>{session.label(word)} };
        view! {
            <li class="step" class:past=is_past aria-current=move || is_current.get().then_some("step")>
                {move || match is_open() {
                    true => view! { <button type="button" class="step-face" on:click=move |_| desk.go(own)>{face}</button> }.into_any(),
                    false => view! { <span class="step-face">{face}</span> }.into_any(),
                }}
            </li>
        }
    };
    view! {
        <nav aria-label=session.label(key::IMPORT_STEPS)>
            <ol class="steps">{STAGES.into_iter().enumerate().map(step).collect_view()}</ol>
        </nav>
    }
}

/// What comes next, and how far the work is.
#[component]
fn Decision(desk: Desk, stage: Memo<Stage>) -> impl IntoView {
    let session = desk.session;
    let busy = Signal::derive(move || desk.work.with(Option::is_some));
    let at = move |by: isize| {
        let own = STAGES.iter().position(|(own, _)| *own == stage.get())?;
        STAGES.get(own.checked_add_signed(by)?).copied()
    };
    let lacks = Signal::derive(move || desk.checked.with(|checked| !checked.lacking.is_empty()));
    let refused = Signal::derive(move || {
        let nothing = desk.checked.with(|checked| checked.counts.rows > 0 && checked.writes == 0);
        let refused = || Refused { label: session.t(key::IMPORT_NONE), rule: session.t(key::IMPORT_NONE_WHY) };
        (nothing && !busy.get()).then(refused)
    });
    let words = Signal::derive(move || {
        let step = desk.work.get().map(|work| work.step);
        step.map(|step| session.tw(step_words(step), &[("of", 0_usize.into())])).unwrap_or_default()
    });
    let share = Signal::derive(move || desk.work.get().and_then(|work| work.share));
    // A check of a small table is over before one could read what it says.
    let shown = Memo::new(move |_| {
        desk.work.get().is_some_and(|work| work.step != Step::Checking || work.share.is_some_and(|share| share > 0.0))
    });
    let told = move || match shown.get() {
        true => view! {
            <Progress
                label=words
                done=share
                cancel_label=session.label(key::SHARE_CANCEL)
                on_cancel=move |_| desk.cancel()
            />
        }
        .into_any(),
        false => session.t(key::IMPORT_UNDOABLE).into_any(),
    };
    let write = move || session.tw(key::IMPORT_WRITE, &[("n", desk.checked.with(|checked| checked.writes).into())]);
    let next = move || {
        let word = at(1).map(|(_, word)| session.t(word)).unwrap_or_default();
        session.tw(key::IMPORT_NEXT, &[("step", word.into())])
    };
    let buttons = move || {
        match stage.get() {
        Stage::Choose | Stage::Written => ().into_any(),
        Stage::Check => view! {
            <Button label=write variant=ButtonVariant::Primary busy=busy refused=refused on_click=move |_| desk.write()/>
        }
        .into_any(),
        _ => view! {
            <Button
                label=next
                variant=if lacks.get() { ButtonVariant::Neutral } else { ButtonVariant::Primary }
                on_click=move |_| {
                    if let Some((next, _)) = untrack(|| at(1)) {
                        desk.go(next);
                    }
                }
            />
        }
        .into_any(),
    }
    };
    view! {
        <div class="action-footer">
            <span class="meta grow">{told}</span>
            {move || {
                let stage = stage.get();
                (Stage::Columns..=Stage::Check).contains(&stage).then(|| view! {
                    <Button
                        label=session.label(key::IMPORT_DISCARD)
                        variant=ButtonVariant::Ghost
                        on_click=move |_| {
                            if !untrack(|| desk.is_busy()) {
                                desk.next();
                            }
                        }
                    />
                    {(stage > Stage::Columns).then(|| view! {
                        <Button
                            label=session.label(key::IMPORT_BACK)
                            on_click=move |_| {
                                if let Some((before, _)) = untrack(|| at(-1)) {
                                    desk.go(before);
                                }
                            }
                        />
                    })}
                })
            }}
            {buttons}
        </div>
    }
}
