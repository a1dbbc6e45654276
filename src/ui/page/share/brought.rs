//! What files would bring, before anything is written.

use super::desk::Desk;
use super::records::Records;
use crate::app::Brought;
use crate::app::FileKind as Kind;
use crate::app::preview::{Account, FileFacts, News};
use crate::i18n::{Arg, Lang, key};
use crate::ui::component::{BarPart, Button, ButtonVariant, Chip, Note, StackedBar, Tone};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::present;
use crate::ui::session::Session;
use leptos::{html, prelude::*};
use std::rc::Rc;

/// The preview, and the decision.
#[component]
pub(super) fn Preview(desk: Desk, brought: Rc<Brought>) -> impl IntoView {
    let session = desk.session;
    // What came in is said, and seen where the page is narrow. A question that waits keeps the focus.
    let section = NodeRef::<html::Section>::new();
    Effect::new(move |_| {
        if let Some(section) = section.get().filter(|_| desk.refused.with_untracked(Vec::is_empty)) {
            let _ = section.focus();
        }
    });
    let file = |(name, facts): (String, FileFacts)| {
        let who = facts.member.as_deref().and_then(|id| named(&brought, id));
        view! { <OneFile session=session name=name facts=facts who=who/> }
    };
    let files = brought.files.iter().cloned().map(file).collect_view();
    let figures = [
        (Glyph::Plus, Tone::Success, key::SHARE_NEW, brought.created.count),
        (Glyph::Pencil, Tone::Neutral, key::SHARE_CHANGED, brought.changed.count),
        (Glyph::Trash, Tone::Neutral, key::SHARE_REMOVED, brought.removed.count),
        (Glyph::Fork, Tone::Warn, key::SHARE_CONFLICTS, brought.conflicts),
        (Glyph::Check, Tone::Neutral, key::SHARE_KNOWN, brought.known),
    ];
    let figures = figures.map(|(glyph, tone, word, count)| {
        view! {
            <div class=format!("figure {}", if count > 0 { tone.class() } else { Tone::Neutral.class() })>
                <dt><Icon glyph=glyph/>{session.t(word)}</dt>
                <dd>{count}</dd>
            </div>
        }
    });
    let (quarantined, unknown) = (brought.quarantined as usize, brought.unknown as usize);
    let notes = [(key::SHARE_QUARANTINED, Tone::Warn, quarantined), (key::SHARE_UNKNOWN, Tone::Info, unknown)];
    let notes = notes.into_iter().filter(|(.., count)| *count > 0).map(move |(word, tone, count)| {
        view! { <Note tone=tone>{session.tw(word, &[("n", count.into())])}</Note> }
    });
    let nothing = brought.is_nothing();
    let verb = if nothing { key::SHARE_MERGE_NOTHING } else { key::SHARE_MERGE };
    let merge = session.tw(verb, &[("n", brought.fresh.into())]);
    let point = session.tw(key::SHARE_RESTORE_POINT, &[("name", whose(session, &brought).into())]);
    let busy = Signal::derive(move || desk.is_busy());
    view! {
        <section class="brought" tabindex="-1" aria-label=session.t(key::SHARE_PREVIEW) node_ref=section>
            <ul class="brought-files">{files}</ul>
            <dl class="figures">{figures.collect_view()}</dl>
            {notes.collect_view()}
            <Accounts session=session brought=brought.clone()/>
            {(!nothing).then(|| view! { <Records desk=desk brought=brought.clone()/> })}
        </section>
        <div class="action-footer">
            <span class="meta grow">{point}</span>
            <Button label=session.t(key::SHARE_DISCARD) on_click=move |_| desk.discard()/>
            <Button label=merge variant=ButtonVariant::Primary busy=busy on_click=move |_| desk.merge()/>
        </div>
    }
}

/// What a member is called, if that is known.
fn named(brought: &Brought, id: &str) -> Option<String> {
    brought.people.get(id).filter(|name| !name.is_empty()).cloned()
}

/// Whose files these are, in one phrase.
pub(super) fn whose(session: Session, brought: &Brought) -> String {
    let mut names: Vec<String> = Vec::new();
    for (_, facts) in &brought.files {
        let name = facts.member.as_deref().and_then(|id| named(brought, id));
        let name = name.unwrap_or_else(|| session.t(key::SHARE_SOMEONE));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join(if session.lang.get_untracked() == Lang::Zh { "、" } else { ", " })
}

/// One file: whose it is, what it says of itself, and whether it brings anything.
#[component]
fn OneFile(session: Session, name: String, facts: FileFacts, who: Option<String>) -> impl IntoView {
    let kind = session.t(match facts.kind {
        Kind::Full => key::FILE_KIND_FULL,
        Kind::Delta => key::FILE_KIND_DELTA,
        Kind::Share => key::FILE_KIND_SHARE,
        Kind::Request => key::FILE_KIND_REQUEST,
    });
    let words = if facts.kind == Kind::Request { key::REQUEST_OF } else { key::SHARE_FILE_OF };
    let heading = match who {
        Some(who) => session.tw(words, &[("name", who.into())]),
        None => session.t(key::SHARE_FILE_MERGED),
    };
    let when = facts.made_at.map(|at| present::moment(session.lang.get(), at, &session.now()));
    let args: [(&str, Arg<'_>); 2] = [("when", when.unwrap_or_default().into()), ("n", facts.changes.into())];
    let news = match facts.news {
        News::Fresh(count) => session.tw(key::SHARE_NEWS_FRESH, &[("n", count.into())]),
        News::Nothing => session.t(key::SHARE_NEWS_NOTHING),
        News::Older => session.t(key::SHARE_NEWS_OLDER),
        News::Repeat => session.t(key::SHARE_NEWS_REPEAT),
    };
    let about = match facts.kind {
        Kind::Share => Some(key::SHARE_IS_PART),
        Kind::Request => Some(key::SHARE_IS_REQUEST),
        Kind::Full | Kind::Delta => None,
    };
    view! {
        <li class="brought-file">
            <Icon glyph=Glyph::File/>
            <div>
                <h2>
                    {heading}" "
                    <Chip label=session.t(key::SHARE_CHECKED) tone=Tone::Success icon=Glyph::Check small=true/>
                    " "
                    <Chip label=session.t(key::SHARE_NOT_WRITTEN) outline=true small=true/>
                </h2>
                <p class="meta">{name}" · "{kind}" · "{session.tw(key::SHARE_FILE_FACTS, &args)}</p>
                <p>{news}</p>
                {about.map(|about| view! { <p class="secondary">{session.t(about)}</p> })}
            </div>
        </li>
    }
}

/// Each person's ledger: what is here, what comes, what is missing.
#[component]
fn Accounts(session: Session, brought: Rc<Brought>) -> impl IntoView {
    let accounts = brought.accounts.clone();
    let widest = accounts.iter().map(|account| account.after.max(gap_end(account))).max().unwrap_or(1).max(1);
    let lacking = accounts.iter().any(|account| !account.gaps.is_empty());
    let row = move |account: Account| {
        let who = account.member.as_deref().and_then(|id| named(&brought, id));
        let who = who.unwrap_or_else(|| session.t(key::SHARE_SOMEONE));
        let share = |count: u64| count as f64 / widest as f64;
        let missing = gap_end(&account).saturating_sub(account.after);
        let parts = [
            BarPart { share: share(account.before), tone: Tone::Grey, hatched: false },
            BarPart { share: share(account.after.saturating_sub(account.before)), tone: Tone::Accent, hatched: false },
            BarPart { share: share(missing), tone: Tone::Danger, hatched: true },
        ];
        let parts = parts.into_iter().filter(|part| part.share > 0.0).collect::<Vec<_>>();
        let gaps: Vec<String> = account
            .gaps
            .iter()
            .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") })
            .collect();
        let words = if gaps.is_empty() {
            let args = [("before", (account.before as usize).into()), ("after", (account.after as usize).into())];
            session.tw(if account.after > account.before { key::SHARE_ACCOUNT_NEW } else { key::SHARE_ACCOUNT }, &args)
        } else {
            session.tw(key::SHARE_ACCOUNT_GAP, &[("name", who.clone().into()), ("gaps", gaps.join(", ").into())])
        };
        let missing = !gaps.is_empty();
        view! {
            <li class="account" class:lacking=missing>
                <span class="account-name">{who}</span>
                <StackedBar label=words.clone() parts=parts/>
                <span class="account-words" class:late=missing>{words}</span>
            </li>
        }
    };
    view! {
        <h3 class="block-heading">{session.t(key::SHARE_ACCOUNTS)}</h3>
        <ul class="accounts">{accounts.into_iter().map(row).collect_view()}</ul>
        {lacking.then(|| view! { <Note tone=Tone::Warn>{session.t(key::SHARE_GAP_WHY)}</Note> })}
    }
}

fn gap_end(account: &Account) -> u64 {
    account.gaps.last().map_or(0, |(_, to)| *to)
}
