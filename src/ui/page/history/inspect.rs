//! One act, looked at: what it wrote and what stood there before, what taking it back would do, and the
//! button that does it. What is a colleague's is taken back for everyone, and says so.

use super::row::subject;
use super::words;
use crate::app::checkup::is_ahead;
use crate::app::history::{Touch, Turn};
use crate::app::{Line, Reversal};
use crate::crm::Ref;
use crate::i18n::{Lang, key};
use crate::ui::component::{Button, ButtonVariant, Chip, Dialog, DialogKind, Note, Skeleton, Tone};
use crate::ui::icon::Glyph;
use crate::ui::present;
use crate::ui::route::Route;
use crate::ui::session::Session;
use crate::ui::toast::Toast;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many records are listed.
const LISTED: usize = 40;

/// The changes that are looked at, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// The first.
    pub first: u64,
    /// The last.
    pub last: u64,
    /// What they are together.
    pub of: Span,
}

/// What changes that are looked at are together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// One act, with the rest of its batch.
    Act,
    /// All that one file or table brought.
    File,
    /// All since a restore point.
    Since,
}

/// What was found out about it.
#[derive(Clone)]
struct Found {
    numbers: Inspected,
    line: Option<Line>,
    reversal: Reversal,
}

/// The dialog beside the list.
#[component]
pub fn Inspect(session: Session, open: RwSignal<Option<Inspected>>) -> impl IntoView {
    let shown = RwSignal::new(false);
    let found = RwSignal::new(None::<Found>);
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        let Some(asked) = open.get() else { return };
        found.set(None);
        shown.set(true);
        let workspace = session.workspace();
        spawn_local(async move {
            let read = async {
                let mut numbers = asked;
                // Only part of a batch may have been read so far.
                if asked.of == Span::Act {
                    let batch = workspace.batch_around(asked.last).await?;
                    (numbers.first, numbers.last) = (*batch.start(), *batch.end());
                }
                let line = workspace.details(numbers.last).await?.filter(|_| asked.of == Span::Act);
                let reversal = workspace.reversal(numbers.first..=numbers.last).await?;
                Ok::<_, crate::app::StoreError>(Found { numbers, line, reversal })
            };
            match read.await {
                Ok(read) if open.try_get_untracked() == Some(Some(asked)) => found.set(Some(read)),
                Ok(_) => {}
                Err(error) => session.toasts.show(Toast::failed(untrack(|| session.t(&error.to_string())))),
            }
        });
    });
    let own = move || {
        let me = session.workspace().me();
        found.with(|found| found.as_ref().is_some_and(|found| found.reversal.by.iter().all(|by| *by == me)))
    };
    let verb = move || match open.get().map(|asked| asked.of) {
        Some(Span::Since) => key::BACKUPS_BACK,
        _ if own() => key::HISTORY_UNDO,
        _ => key::HISTORY_UNDO_FOR_ALL,
    };
    let undo = move |_| {
        let Some(numbers) = found.with_untracked(|found| found.as_ref().map(|found| found.numbers)) else { return };
        busy.set(true);
        session.revert(numbers.first..=numbers.last, move |_| {
            let _ = busy.try_set(false);
            let _ = shown.try_set(false);
        });
    };
    let footer = move || {
        let nothing = found.with(|found| found.as_ref().is_none_or(|found| found.reversal.is_empty()));
        (!nothing).then(|| {
            view! {
                <Button
                    label=move || session.t(verb())
                    icon=Glyph::Undo
                    variant=ButtonVariant::Danger
                    busy=busy
                    on_click=undo
                />
            }
        })
    };
    let title = move || match found.get() {
        Some(Found { line: Some(line), reversal, .. }) => {
            let lang = session.lang.get();
            let who = session.read(|view| present::author(lang, &view, line.by.as_deref()));
            let records = if reversal.changes > 1 { line.count.max(2) } else { line.count };
            let what = if reversal.changes > 1 {
                session.tw(key::HISTORY_CHANGES, &[("n", reversal.changes.into())])
            } else {
                subject(session, &line, records)
            };
            let act = words::act(lang, &line.why);
            session.tw(key::HISTORY_ACT, &[("who", who.into()), ("act", act.into()), ("what", what.into())])
        }
        Some(Found { numbers, .. }) => {
            let count = usize::try_from(numbers.last + 1 - numbers.first).unwrap_or(usize::MAX);
            let words = if numbers.of == Span::Since { key::BACKUPS_SINCE } else { key::HISTORY_CAME };
            session.tw(words, &[("n", count.into())])
        }
        None => session.t(key::HISTORY_TITLE),
    };
    let body = move || match found.get() {
        None => view! { <Skeleton label=session.label(key::HISTORY_READING)/> }.into_any(),
        Some(found) => view! { <Facts session=session found=found/> }.into_any(),
    };
    view! {
        <Dialog
            open=shown
            kind=DialogKind::Side
            title=title
            close_label=session.label(key::CLOSE)
            footer=footer
            on_close=move |()| open.set(None)
        >
            {body}
        </Dialog>
    }
}

#[component]
fn Facts(session: Session, found: Found) -> impl IntoView {
    let Found { line, reversal, .. } = found;
    let single = reversal.changes <= 1;
    let when = line.as_ref().and_then(|line| line.at).map(|at| present::moment(session.lang.get(), at, &session.now()));
    let aside = line.as_ref().is_some_and(|line| line.quarantined).then(|| {
        view! { <Note tone=Tone::Warn>{session.t(key::HISTORY_SET_ASIDE_WHY)}</Note> }
    });
    let now = session.now().instant;
    let ahead = line.as_ref().is_some_and(|line| is_ahead(line.at, now)).then(|| {
        view! { <Note tone=Tone::Warn>{session.t(key::HISTORY_AHEAD_WHY)}</Note> }
    });
    let reason = line.as_ref().and_then(|line| line.reason.clone());
    let reason = reason.map(|reason| {
        view! { <p>{session.tw(key::HISTORY_REASON, &[("reason", reason.into())])}</p> }
    });
    let count = line.as_ref().map_or(0, |line| line.count);
    let records = line.filter(|_| single).map(|line| {
        let rest = line.count.saturating_sub(LISTED);
        let list = line.records.into_iter().take(LISTED).map(|touch| view! { <Wrote session=session touch=touch/> });
        view! {
            <ul class="history-records">{list.collect_view()}</ul>
            {(rest > 0).then(|| view! { <p class="meta">{session.tw(key::SHARE_MORE, &[("n", rest.into())])}</p> })}
        }
    });
    view! {
        <div class="stack history-facts">
            <p class="meta">
                {when}
                {(count > 1).then(|| format!(" · {}", session.tw(key::HISTORY_RECORDS, &[("n", count.into())])))}
            </p>
            {reason}
            {aside}
            {ahead}
            {records}
            <TakingBack session=session reversal=reversal/>
        </div>
    }
}

/// A record with what was written to it.
#[component]
pub(super) fn Wrote(session: Session, touch: Touch) -> impl IntoView {
    let (lang, now) = (session.lang.get(), session.now());
    let entity = touch.at.entity.clone();
    let row = |wrote: &crate::app::history::Wrote| {
        let (before, after) = session.read(|view| {
            let before = words::values(lang, &view, &entity, &wrote.field, &wrote.before, &now);
            (before, words::value(lang, &view, &entity, &wrote.field, &wrote.after, &now))
        });
        let fate = words::standing(lang, wrote.standing);
        let before = (!wrote.replaced.is_empty()).then_some(before);
        view! { <Change label=words::field(session, &entity, &wrote.field) before=before after=after fate=fate/> }
    };
    view! {
        <li>
            <RecordName session=session at=touch.at.clone()/>
            <dl class="changes">{words::told(session, &touch).into_iter().map(row).collect_view()}</dl>
        </li>
    }
}

/// A field's value before and after.
#[component]
pub(crate) fn Change(label: String, before: Option<String>, after: String, fate: Option<String>) -> impl IntoView {
    let session = crate::ui::session::session();
    view! {
        <div class="change">
            <dt>{label}</dt>
            <dd>
                {before.map(|before| view! {
                    <span class="visually-hidden">{session.t(key::HISTORY_BEFORE)}" "</span>
                    <del>{before}</del>
                    " "
                    <span aria-hidden="true">"→"</span>
                    <span class="visually-hidden">{session.t(key::HISTORY_AFTER)}</span>
                    " "
                })}
                <ins>{after}</ins>
                {fate.map(|fate| view! { " "<Chip label=fate small=true/> })}
            </dd>
        </div>
    }
}

/// A record by name, with the way to it.
#[component]
fn RecordName(session: Session, at: Ref) -> impl IntoView {
    let lang = session.lang.get();
    let (name, there) = session.read(|view| (words::record(lang, &view, &at), view.at(&at).is_some()));
    let kind = words::kind(lang, &at.entity);
    let kind = (kind != name).then(|| view! { " "<span class="meta">{kind}</span> });
    let name = if there {
        view! { <a class="link" href=Route::of(&at).href()>{name}</a> }.into_any()
    } else {
        view! { <b>{name}</b> }.into_any()
    };
    view! { <p>{name}{kind}</p> }
}

/// What taking it back would do.
#[component]
fn TakingBack(session: Session, reversal: Reversal) -> impl IntoView {
    let lang = session.lang.get();
    let Reversal { turns, stays, whole, since, .. } = reversal;
    if turns.is_empty() && whole.is_empty() {
        return view! { <p class="secondary">{session.t(key::HISTORY_NOTHING_LEFT)}</p> }.into_any();
    }
    let deleted = turns.iter().filter(|turn| turn.deleted).count();
    let comma = if lang == Lang::Zh { "、" } else { ", " };
    let people: Vec<String> = session.read(|view| {
        since
            .iter()
            .map(|(member, count)| {
                let name = present::author(lang, &view, Some(member));
                session.tw(key::HISTORY_SINCE_ONE, &[("name", name.into()), ("n", (*count).into())])
            })
            .collect()
    });
    let names: Vec<String> =
        session.read(|view| whole.iter().take(10).map(|at| words::record(lang, &view, at)).collect());
    let would = (!turns.is_empty()).then(|| {
        let args = [("n", (turns.len() - deleted).into()), ("deleted", deleted.into())];
        view! { <p>{session.tw(key::HISTORY_WOULD, &args)}</p> }
    });
    let stay = (!stays.is_empty()).then(|| {
        view! { <p class="secondary">{session.tw(key::HISTORY_STAYS, &[("n", stays.len().into())])}</p> }
    });
    let kept = (!whole.is_empty()).then(|| {
        let args = [("n", whole.len().into()), ("names", names.join(comma).into())];
        view! { <Note tone=Tone::Warn>{session.tw(key::HISTORY_WHOLE, &args)}</Note> }
    });
    let by = (!people.is_empty()).then(|| {
        view! { <p class="secondary">{session.tw(key::HISTORY_SINCE, &[("people", people.join(comma).into())])}</p> }
    });
    let rest = turns.len().saturating_sub(LISTED);
    let list = turns.into_iter().take(LISTED).map(|turn| view! { <Back session=session turn=turn/> }).collect_view();
    view! {
        <section class="stack history-back">
            <h3>{session.t(key::HISTORY_BACK)}</h3>
            {would}
            {stay}
            {kept}
            {by}
            <ul class="history-records">{list}</ul>
            {(rest > 0).then(|| view! { <p class="meta">{session.tw(key::SHARE_MORE, &[("n", rest.into())])}</p> })}
        </section>
    }
    .into_any()
}

/// A record with what taking back would write to it.
#[component]
fn Back(session: Session, turn: Turn) -> impl IntoView {
    let (lang, now) = (session.lang.get(), session.now());
    let Turn { at, deleted, fields } = turn;
    let entity = at.entity.clone();
    let row = |(field, now_shown, then): (String, crate::ledger::Value, crate::ledger::Value)| {
        let (before, after) = session.read(|view| {
            let words = |value| words::value(lang, &view, &entity, &field, value, &now);
            (words(&now_shown), words(&then))
        });
        view! { <Change label=words::field(session, &entity, &field) before=Some(before) after=after fate=None/> }
    };
    let rows = fields.into_iter().map(row).collect_view();
    view! {
        <li>
            <RecordName session=session at=at/>
            {deleted.then(|| view! { <p class="secondary">{session.t(key::HISTORY_WOULD_DELETE)}</p> })}
            <dl class="changes">{rows}</dl>
        </li>
    }
}
