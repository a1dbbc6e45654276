//! What came and is no preview yet: work under way, files that were refused, sealed files that wait for
//! their passphrase; and, after a merge, what came of it.

use super::desk::{Desk, Refused};
use crate::i18n::key;
use crate::ui::component::{
    Button, ButtonSize, ButtonVariant, Field, Note, NoteVoice, PassphraseInput, Progress, Tone,
};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::route::Route;
use leptos::{html, prelude::*, task::spawn_local};
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// Work, refusals and questions.
#[component]
pub(super) fn Arrivals(desk: Desk) -> impl IntoView {
    let session = desk.session;
    // Where the page is narrow, what happens stands far below the place where files are dropped.
    let here = NodeRef::<html::Div>::new();
    let active = Memo::new(move |_| (desk.is_busy(), desk.refused.with(Vec::len), desk.problem.with(Option::is_some)));
    Effect::new(move |_| {
        if let Some(here) = here.get().filter(|_| active.get() != (false, 0, false)) {
            request_animation_frame(move || show(&here));
        }
    });
    let words = move || desk.work.with(|work| work.as_ref().map(|work| work.words(session)).unwrap_or_default());
    let share = Signal::derive(move || desk.work.with(|work| work.as_ref().and_then(|work| work.share)));
    let refused = move || {
        let one = |refused: Refused| {
            if refused.is_sealed() {
                view! { <Sealed desk=desk refused=refused/> }.into_any()
            } else {
                view! { <Unread desk=desk refused=refused/> }.into_any()
            }
        };
        desk.refused.get().into_iter().map(one).collect_view()
    };
    let problem = move || {
        let key = desk.problem.get()?;
        Some(view! { <Note tone=Tone::Danger voice=NoteVoice::Alert>{session.t(&key)}</Note> })
    };
    view! {
        <div class="stack share-arrivals" node_ref=here>
            <Show when=move || desk.is_busy()>
                <Progress
                    label=words
                    done=share
                    cancel_label=session.label(key::SHARE_CANCEL)
                    on_cancel=move |_| desk.cancel()
                />
            </Show>
            {problem}
            {refused}
        </div>
    }
}

/// Scrolls just so far that an element is in sight.
fn show(element: &web_sys::Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// A file that was refused: why, and what to do.
#[component]
fn Unread(desk: Desk, refused: Refused) -> impl IntoView {
    let session = desk.session;
    let foreign = refused.key == key::FILE_WORKSPACE;
    view! {
        <Note tone=Tone::Danger voice=NoteVoice::Alert>
            <span><b>{refused.file.name()}</b>" "{move || session.t(&refused.key)}</span>
            {foreign.then(|| view! {
                <a class="link" href=Route::Settings.href()>{session.label(key::SHARE_OTHER_WORKSPACES)}</a>
            })}
        </Note>
    }
}

/// A sealed file: asks for its passphrase, as often as it takes.
#[component]
fn Sealed(desk: Desk, refused: Refused) -> impl IntoView {
    let session = desk.session;
    let (name, locked) = (refused.file.name(), refused.is_locked());
    let passphrase = RwSignal::new(String::new());
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    // It is wrong until it is changed.
    let error =
        Signal::derive(move || (locked && passphrase.with(String::is_empty)).then(|| session.t(key::FILE_CANNOT_OPEN)));
    let file = StoredValue::new_local(refused.file);
    view! {
        <form
            class="sealed"
            on:submit=move |event| {
                event.prevent_default();
                if !passphrase.with_untracked(String::is_empty) {
                    desk.unseal(file.get_value(), passphrase.get_untracked());
                }
            }
        >
            <p class="sealed-name"><Icon glyph=Glyph::Lock/><b>{name.clone()}</b></p>
            <p class="secondary">{session.label(key::FILE_SEALED)}</p>
            <Field
                label=move || session.tw(key::SHARE_PASSPHRASE_OF, &[("file", name.clone().into())])
                error=error
                required=true
            >
                <PassphraseInput
                    value=passphrase
                    show=session.label(key::PASSPHRASE_SHOW)
                    autocomplete="current-password"
                    node_ref=input
                />
            </Field>
            <div class="row">
                <Button
                    label=session.label(key::SHARE_UNSEAL)
                    variant=ButtonVariant::Primary
                    size=ButtonSize::Compact
                    busy=Signal::derive(move || desk.is_busy())
                    submit=true
                />
                <Button
                    label=session.label(key::SHARE_LEAVE_OUT)
                    size=ButtonSize::Compact
                    on_click=move |_| desk.leave_out(&file.get_value())
                />
            </div>
        </form>
    }
}

/// What the last merge brought.
#[component]
pub(super) fn Merged(desk: Desk) -> impl IntoView {
    let session = desk.session;
    // It is said, and seen where the page is narrow.
    let section = NodeRef::<html::Section>::new();
    Effect::new(move |_| {
        if let Some(section) = section.get() {
            let _ = section.focus();
        }
    });
    // Whether it brought steps that the rules refuse is told once it is known.
    let problems = RwSignal::new(0_usize);
    Effect::new(move |_| {
        if desk.merged.with(Option::is_some) {
            let workspace = session.workspace();
            spawn_local(async move {
                let found = workspace.problems().await.map(|problems| problems.len());
                let _ = problems.try_set(found.unwrap_or_default());
            });
        }
    });
    let refused = move || {
        let n = problems.get();
        (n > 0).then(|| {
            view! {
                <p>
                    <a class="link" href=Route::Problems.href()>{session.tw(key::PROBLEMS_FOUND, &[("n", n.into())])}</a>
                </p>
            }
        })
    };
    move || {
        let brought = desk.merged.get()?;
        let parts = [
            (key::MERGED_NEW, brought.created.count),
            (key::MERGED_CHANGED, brought.changed.count),
            (key::MERGED_REMOVED, brought.removed.count),
            (key::MERGED_CONFLICTS, brought.disputed.count),
        ];
        let parts = parts.into_iter().filter(|(_, count)| *count > 0);
        let parts: Vec<String> = parts.map(|(key, count)| session.tw(key, &[("n", count.into())])).collect();
        let nothing = parts.is_empty();
        let words = if nothing { session.t(key::MERGED_NOTHING) } else { parts.join(" · ") };
        let point = session.tw(key::MERGED_RESTORE_POINT, &[("name", super::brought::whose(session, &brought).into())]);
        Some(view! {
            <section class="merged" tabindex="-1" aria-label=session.t(key::MERGED_TITLE) node_ref=section>
                <Icon glyph=Glyph::Check/>
                <div>
                    <h2>{session.t(key::MERGED_TITLE)}</h2>
                    <p>{words}</p>
                    {refused}
                    {(!nothing).then(|| view! { <p class="meta">{point}</p> })}
                </div>
                <Button
                    label=session.t(key::MERGED_DISMISS)
                    size=ButtonSize::Compact
                    on_click=move |_| {
                        desk.merged.set(None);
                        crate::ui::frame::catch_focus();
                    }
                />
            </section>
        })
    }
}
