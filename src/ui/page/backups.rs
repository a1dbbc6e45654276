//! Backups: a file of everything to keep elsewhere, the moments one can go back to, and what to do with a
//! backup file when it is needed.

use super::history::{Inspect, Inspected, Span, words};
use crate::app::history::Mark;
use crate::i18n::key;
use crate::ui::component::{Button, ButtonSize, ButtonVariant, EmptyState, Field, LinkButton, TextInput};
use crate::ui::frame::set_point;
use crate::ui::handout::{Handout, HandoutProgress, Out};
use crate::ui::icon::{Glyph, Icon, IconSize};
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::sealing::{Seal, Sealing};
use crate::ui::session::{Session, session};
use crate::ui::toast::Toast;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many restore points are listed: older ones stand in the history.
const LISTED: usize = 50;

/// The page.
#[component]
pub fn BackupsPage(
    /// Leads to the first run, where a file is opened as a workspace of its own.
    another: Callback<()>,
) -> impl IntoView {
    let session = session();
    view! {
        <div class="page-body narrow settings backups">
            <h1 tabindex="-1">{session.label(key::BACKUPS_TITLE)}</h1>
            <File session=session/>
            <Points session=session/>
            <section class="stack">
                <h2>{session.label(key::BACKUPS_RESTORE)}</h2>
                <p>{session.label(key::BACKUPS_RESTORE_HERE)}</p>
                <p>
                    <LinkButton
                        label=session.label(key::BACKUPS_RESTORE_MERGE)
                        href=Route::Share.href()
                        icon=Glyph::Share
                    />
                </p>
                <p>{session.label(key::BACKUPS_RESTORE_NEW)}</p>
                <p>
                    <Button
                        label=session.label(key::BACKUPS_RESTORE_OPEN)
                        icon=Glyph::File
                        on_click=move |_| another.run(())
                    />
                </p>
            </section>
        </div>
    }
}

/// The backup file: when the last was made, and another.
#[component]
fn File(session: Session) -> impl IntoView {
    let (handout, seal) = (Handout::new(session), Seal::plain());
    let never = Memo::new(move |_| session.backup().last.is_none());
    let make = move |_| {
        if let Ok(passphrase) = seal.passphrase() {
            handout.hand_out(Out::Everything, passphrase);
        }
    };
    view! {
        <section class="stack">
            <h2>{session.label(key::BACKUPS_FILE)}</h2>
            <p class="backups-last" class:never=never><Icon glyph=Glyph::Save/>{move || last_backup(session)}</p>
            <p class="secondary">{session.label(key::BACKUPS_FILE_WHY)}</p>
            <Sealing session=session seal=seal/>
            <HandoutProgress handout=handout/>
            <p>
                <Button
                    label=session.label(key::BACKUPS_MAKE)
                    variant=ButtonVariant::Primary
                    icon=Glyph::Download
                    busy=Signal::derive(move || handout.progress.with(Option::is_some))
                    on_click=make
                />
            </p>
        </section>
    }
}

/// When the last backup was made, and how much was changed since; reactive.
pub(super) fn last_backup(session: Session) -> String {
    let (backup, lang) = (session.backup(), session.lang.get());
    let since = ("n", backup.changes_since.into());
    match backup.last {
        Some(at) => {
            let when = present::moment(lang, at, &session.now());
            session.tw(key::BACKUPS_LAST, &[("when", when.into()), since])
        }
        None => session.tw(key::BACKUPS_NEVER, &[since]),
    }
}

/// The restore points, the newest first.
#[component]
fn Points(session: Session) -> impl IntoView {
    let marks = RwSignal::new(Vec::<Mark>::new());
    let open = RwSignal::new(None::<Inspected>);
    Effect::new(move |_| {
        session.read(|_| ());
        spawn_local(async move {
            match session.workspace().marks().await {
                // Where everything came by one file there is nothing to go back to.
                Ok(found) => drop(marks.try_set(found.into_iter().rev().filter(|mark| mark.count > 0).collect())),
                Err(error) => session.toasts.show(Toast::failed(untrack(|| session.t(&error.to_string())))),
            }
        });
    });
    let row = move |mark: Mark| view! { <Point session=session mark=mark open=open/> };
    let list = move || marks.get().into_iter().take(LISTED).map(row).collect_view();
    view! {
        <section>
            <h2>{session.label(key::BACKUPS_POINTS)}</h2>
            <p class="secondary">{session.label(key::BACKUPS_POINTS_WHY)}</p>
            <SetPoint session=session/>
            <Show
                when=move || marks.with(|marks| !marks.is_empty())
                fallback=move || view! {
                    <EmptyState title=session.label(key::BACKUPS_NONE) text=session.hint(key::BACKUPS_NONE_WHY)/>
                }
            >
                <ul class="backups-points">{list}</ul>
            </Show>
            <Inspect session=session open=open/>
        </section>
    }
}

/// Sets a restore point, with a name if one is given.
#[component]
fn SetPoint(session: Session) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let set = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        set_point(session, name.get_untracked());
        name.set(String::new());
    };
    view! {
        <form class="backups-set" on:submit=set>
            <Field label=session.label(key::BACKUPS_SET_NAME)>
                <TextInput value=name/>
            </Field>
            <Button label=session.label(key::BACKUPS_SET) icon=Glyph::Pin submit=true/>
        </form>
    }
}

/// A restore point: what it is called, when, how much came since, and the way back.
#[component]
fn Point(session: Session, mark: Mark, open: RwSignal<Option<Inspected>>) -> impl IntoView {
    let when = present::moment(session.lang.get(), mark.at, &session.now());
    let since = session.workspace().last().saturating_sub(mark.count);
    let (title, facts) = (words::point(session, &mark), words::point_facts(session, &mark, since));
    let first = mark.count + 1;
    let back = (since > 0).then(|| {
        view! {
            <Button
                label=session.t(key::BACKUPS_BACK)
                size=ButtonSize::Compact
                on_click=move |_| {
                    let last = session.workspace().last();
                    open.set(Some(Inspected { first, last, of: Span::Since }));
                }
                attr:aria-haspopup="dialog"
                attr:aria-label=session.tw(key::BACKUPS_BACK_TO, &[("when", when.into())])
            />
        }
    });
    view! {
        <li>
            <Icon glyph=if mark.name.is_some() { Glyph::Pin } else { Glyph::Clock } size=IconSize::Small/>
            <span class="backups-words">
                <b>{title}</b>
                <span class="meta">{facts}</span>
            </span>
            {back}
        </li>
    }
}
