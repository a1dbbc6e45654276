//! What files would bring, before anything is written.

use super::{Desk, entity_name};
use crate::app::FileKind as Kind;
use crate::app::Preview;
use crate::app::preview::{Account, FileFacts};
use crate::crm::{Book, Ref, entity, member};
use crate::i18n::{Arg, key};
use crate::ui::component::{BarPart, Button, ButtonVariant, Chip, Fold, Note, StackedBar, Tone};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::present;
use crate::ui::session::Session;
use leptos::{html, prelude::*};

/// How many records of each kind are named; the rest is counted.
const NAMED: usize = 50;

/// The preview, and the decision.
#[component]
pub(super) fn Brought(
    desk: Desk,
    preview: Preview,
    /// What the files are called.
    names: Vec<String>,
) -> impl IntoView {
    let session = desk.session;
    // What came in is said, and seen where the page is narrow.
    let section = NodeRef::<html::Section>::new();
    Effect::new(move |_| {
        if let Some(section) = section.get() {
            let _ = section.focus();
        }
    });
    // Names are read from the state as it would be: new records have none in the present one.
    let book = StoredValue::new_local(Book::new(preview.after().clone()));
    let name = move |id: &str| book.with_value(|book| member::name(&book.view(""), id));
    let title = move |at: &Ref| {
        let title = book.with_value(|book| book.view("").at(at).map(|rec| rec.title()));
        let title = title.or_else(|| session.read(|view| view.at(at).map(|rec| rec.title())));
        title.filter(|title| !title.is_empty()).unwrap_or_else(|| entity_name(session, &at.entity))
    };
    let file = move |(facts, file): (FileFacts, String)| {
        let who = facts.member.as_deref().map(name).filter(|name| !name.is_empty());
        let kind = session.t(match facts.kind {
            Kind::Full => key::FILE_KIND_FULL,
            Kind::Delta => key::FILE_KIND_DELTA,
            Kind::Share => key::FILE_KIND_SHARE,
            Kind::Request => key::FILE_KIND_REQUEST,
        });
        let heading = match who {
            Some(who) => session.tw(key::SHARE_FILE_OF, &[("name", who.into())]),
            None => session.t(key::SHARE_FILE_MERGED),
        };
        let when = facts.made_at.map(|at| present::moment(session.lang.get(), at, &session.now()));
        let args: [(&str, Arg<'_>); 2] = [("when", when.unwrap_or_default().into()), ("n", facts.changes.into())];
        view! {
            <div class="brought-file">
                <Icon glyph=Glyph::File/>
                <div>
                    <h2>
                        {heading}" "
                        <Chip label=session.t(key::SHARE_CHECKED) tone=Tone::Success icon=Glyph::Check small=true/>
                        " "
                        <Chip label=session.t(key::SHARE_NOT_WRITTEN) outline=true small=true/>
                    </h2>
                    <p class="meta">{file}" · "{kind}" · "{session.tw(key::SHARE_FILE_FACTS, &args)}</p>
                </div>
            </div>
        }
    };
    let figures = [
        (Glyph::Plus, Tone::Success, key::SHARE_NEW, preview.created.len()),
        (Glyph::Pencil, Tone::Neutral, key::SHARE_CHANGED, preview.changed.len()),
        (Glyph::Trash, Tone::Neutral, key::SHARE_REMOVED, preview.removed.len()),
        (Glyph::Fork, Tone::Warn, key::SHARE_CONFLICTS, preview.conflicts),
        (Glyph::Check, Tone::Neutral, key::SHARE_KNOWN, preview.known),
        (Glyph::Lock, Tone::Neutral, key::SHARE_QUARANTINED, preview.quarantined as usize),
    ];
    let figures = figures.map(|(glyph, tone, word, count)| {
        view! {
            <div class=format!("figure {}", if count > 0 { tone.class() } else { Tone::Neutral.class() })>
                <dt><Icon glyph=glyph/>{session.t(word)}</dt>
                <dd>{count}</dd>
            </div>
        }
    });
    let lists = [
        (key::SHARE_NEW, plain(&preview.created)),
        (key::SHARE_CHANGED, preview.changed.clone()),
        (key::SHARE_REMOVED, plain(&preview.removed)),
    ];
    let lists = lists.into_iter().filter(|(_, refs)| !refs.is_empty()).map(move |(word, refs)| {
        let heading = format!("{} {}", session.t(word), refs.len());
        let rest = refs.len().saturating_sub(NAMED);
        let names: Vec<_> = refs.iter().take(NAMED).map(|(at, fields)| {
            let mut words = vec![entity_name(session, &at.entity)];
            words.extend(labels(session, at, fields));
            view! { <li>{title(at)}" "<span class="meta">{words.join(" · ")}</span></li> }
        }).collect();
        view! {
            <Fold title=heading open=false>
                <ul class="brought-list">
                    {names}
                    {(rest > 0).then(|| view! { <li class="meta">{session.tw(key::SHARE_MORE, &[("n", rest.into())])}</li> })}
                </ul>
            </Fold>
        }
    }).collect_view();
    let changes = preview.fresh + preview.conflicts + preview.created.len() + preview.changed.len();
    let nothing = changes + preview.removed.len() == 0;
    let verb = if nothing { key::SHARE_MERGE_NOTHING } else { key::SHARE_MERGE };
    let merge = session.tw(verb, &[("n", preview.fresh.into())]);
    let (busy, unknown) = (desk.busy, preview.unknown as usize);
    view! {
        <section class="brought" tabindex="-1" aria-label=session.t(key::SHARE_PREVIEW) node_ref=section>
            <div class="brought-files">{preview.files.clone().into_iter().zip(names).map(file).collect_view()}</div>
            <dl class="figures">{figures.collect_view()}</dl>
            <Accounts desk=desk accounts=preview.accounts.clone() name=Callback::new(move |id: String| name(&id))/>
            {(unknown > 0).then(|| view! {
                <Note tone=Tone::Info>{session.tw(key::SHARE_UNKNOWN, &[("n", unknown.into())])}</Note>
            })}
            {lists}
        </section>
        <div class="action-footer">
            <span class="meta grow">{session.t(key::SHARE_RESTORE_POINT)}</span>
            <Button label=session.t(key::SHARE_DISCARD) on_click=move |_| desk.discard()/>
            <Button label=merge variant=ButtonVariant::Primary busy=busy on_click=move |_| desk.merge()/>
        </div>
    }
}

/// Records of which no field is named.
fn plain(refs: &[Ref]) -> Vec<(Ref, Vec<String>)> {
    refs.iter().map(|at| (at.clone(), Vec::new())).collect()
}

/// What ledger fields of a record are called, each once; those the table does not know are left out.
fn labels(session: Session, at: &Ref, fields: &[String]) -> Vec<String> {
    let table = entity(&at.entity);
    let known = fields.iter().filter_map(|name| table?.field(name.split(':').next()?));
    let mut labels: Vec<String> = known.map(|field| session.t(field.label)).collect();
    labels.dedup();
    labels
}

/// Each person's ledger: what is here, what comes, what is missing.
#[component]
fn Accounts(desk: Desk, accounts: Vec<Account>, name: Callback<String, String>) -> impl IntoView {
    let session = desk.session;
    let widest = accounts.iter().map(|account| account.after.max(gap_end(account))).max().unwrap_or(1).max(1);
    let row = move |account: Account| {
        let who = account.member.clone().map(|id| name.run(id)).filter(|who| !who.is_empty());
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
            <li class="account">
                <span class="account-name">{who}</span>
                <StackedBar label=words.clone() parts=parts/>
                <span class="account-words" class:late=missing>{words}</span>
            </li>
        }
    };
    let lacking = accounts.iter().any(|account| !account.gaps.is_empty());
    view! {
        <h3 class="block-heading">{session.t(key::SHARE_ACCOUNTS)}</h3>
        <ul class="accounts">{accounts.into_iter().map(row).collect_view()}</ul>
        {lacking.then(|| view! { <Note tone=Tone::Warn>{session.t(key::SHARE_GAP_WHY)}</Note> })}
    }
}

fn gap_end(account: &Account) -> u64 {
    account.gaps.last().map_or(0, |(_, to)| *to)
}
