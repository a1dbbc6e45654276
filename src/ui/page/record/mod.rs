//! The record page: everything about one record, read from its entity's table. It names no entity.
//!
//! Left the fields, in the middle the composer above the timeline, right the related records; on a
//! phone one of the three at a time, with the way to log always in reach.

pub(crate) mod alike;
mod brief;
mod composer;
pub(crate) mod conflict;
mod deleted;
mod editor;
mod facts;
mod files;
mod header;
mod history;
mod keys;
mod next;
mod points;
mod related;
mod sides;
mod stages;
pub(crate) mod subject;
mod timeline;
mod veiled;

pub use composer::{Composer, LogDialog, log_command};

use super::missing::MissingPage;
use crate::app::Aspect;
use crate::app::shortcut::Act;
use crate::crm::command::Command;
use crate::crm::veil::Veil;
use crate::crm::{Entity, Ref};
use crate::i18n::key;
use crate::ui::component::{Button, ButtonVariant, Tab, Tabs};
use crate::ui::frame::go_quietly;
use crate::ui::icon::Glyph;
use crate::ui::looked::may_look;
use crate::ui::media::{PHONE, media};
use crate::ui::route::Route;
use crate::ui::session::session;
use crate::ui::shortcut::keyboard;
use alike::AlikeBlock;
use composer::RecordComposer;
use deleted::{Deleted, DeletedPage};
use facts::{Facts, Part};
use header::{Reach, RecordHeader};
use history::RecordHistory;
use leptos::{html, prelude::*};
use related::{Related, has_related};
use sides::Sides;
use stages::StageBar;
use subject::Subject;
use timeline::RecordTimeline;
use veiled::VeiledPage;

/// How a record stands.
#[derive(Clone, Debug, PartialEq)]
enum Standing {
    /// It is there. A duplicate leads to the record that stands for it.
    Here(Ref),
    /// It is there, and was not to be looked at any more today.
    Veiled(Ref, Veil),
    Deleted(Deleted),
    Missing,
}

/// The part of the page that is shown beside or below the fields, and the field whose history is asked for.
/// The fields find it in the context.
#[derive(Clone, Copy)]
struct Shown {
    part: RwSignal<String>,
    field: RwSignal<String>,
}

impl Shown {
    /// Shows the history of a field.
    fn history_of(self, field: &str) {
        self.field.set(field.to_owned());
        self.part.set("history".to_owned());
    }

    /// Keeps the tab in the address, so that a link, the way back and the next record lead to it. `first` is
    /// the one that needs no word there.
    fn follow_address(self, subject: Subject, first: &'static str) {
        let session = subject.session;
        let asked = Memo::new(move |_| match session.route.get() {
            Route::Record(_, _, aspect) => Some(aspect),
            _ => None,
        });
        Effect::new(move |_| {
            let Some(Aspect { tab, field }) = asked.get() else { return };
            let tab = known(subject.table, &tab).unwrap_or(first);
            if self.part.with_untracked(|part| part != tab) {
                self.part.set(tab.to_owned());
            }
            if self.field.with_untracked(|own| *own != field) {
                self.field.set(field);
            }
        });
        Effect::new(move |before: Option<()>| {
            let (part, field) = (self.part.get(), self.field.get());
            let field = if part == "history" { field } else { String::new() };
            let tab = if part == first { String::new() } else { part };
            if let (Some(()), Route::Record(table, id, aspect)) = (before, session.route.get_untracked())
                && aspect != (Aspect { tab: tab.clone(), field: field.clone() })
            {
                go_quietly(session, Route::Record(table, id, Aspect { tab, field }));
            }
        });
    }
}

/// The tab of this word, if the records of an entity have it.
fn known(table: &'static Entity, word: &str) -> Option<&'static str> {
    let known = ["facts", "timeline", "related", "history"].into_iter().find(|tab| *tab == word)?;
    (known != "related" || has_related(table)).then_some(known)
}

/// In a context: the record stands beside something and has one column, however wide the window is.
#[derive(Clone, Copy)]
pub struct Narrow;

/// The page of a record.
#[component]
pub fn RecordPage(
    /// Its entity.
    table: &'static Entity,
    /// Its id.
    id: String,
) -> impl IntoView {
    let session = session();
    let standing = Memo::new(move |_| {
        let now = session.now();
        session.read(|view| match view.get(table.key, &id) {
            Some(rec) => match (rec.table.veil)(&rec, &now).filter(|veil| !may_look(session, veil, rec.id)) {
                Some(veil) => Standing::Veiled(rec.at(), veil),
                None => Standing::Here(rec.at()),
            },
            None => Deleted::find(session, &view, table, &id, &now).map_or(Standing::Missing, Standing::Deleted),
        })
    });
    move || match standing.get() {
        Standing::Here(at) => view! { <Record subject=Subject::new(session, table, at)/> }.into_any(),
        Standing::Veiled(at, veil) => view! { <VeiledPage at=at veil=veil/> }.into_any(),
        Standing::Deleted(deleted) => view! { <DeletedPage deleted=deleted/> }.into_any(),
        Standing::Missing => view! { <MissingPage/> }.into_any(),
    }
}

/// A record that is there.
#[component]
fn Record(subject: Subject) -> impl IntoView {
    let session = subject.session;
    let beside = use_context::<Narrow>().is_some();
    let phone = if beside { Signal::stored(true) } else { media(PHONE) };
    let asking = RwSignal::new(None::<&'static Command>);
    let logging = RwSignal::new(false);
    let words = NodeRef::<html::Textarea>::new();
    let followed = subject.table.followed;
    let on_log = Callback::new(move |()| match words.get_untracked() {
        Some(words) => {
            let _ = words.focus();
        }
        None => logging.set(true),
    });
    // What nobody can log on has little of a story, so on a phone its fields come first.
    let first = if phone.get_untracked() && !followed { "facts" } else { "timeline" };
    let asked = match session.route.get_untracked() {
        Route::Record(_, _, aspect) if !beside => aspect,
        _ => Aspect::default(),
    };
    let part = known(subject.table, &asked.tab).unwrap_or(first).to_owned();
    let shown = Shown { part: RwSignal::new(part), field: RwSignal::new(asked.field) };
    provide_context(shown);
    keys::hear(subject, shown, asking, on_log);
    if !beside {
        shown.follow_address(subject, first);
    }
    let centre = move |composer: bool| {
        view! {
            <Sides subject=subject/>
            {(composer && followed).then(|| view! { <RecordComposer subject=subject words=words/> })}
            <RecordTimeline subject=subject/>
        }
    };
    let history = move || view! { <RecordHistory table=subject.table at=subject.at() field=shown.field/> };
    let stories = Signal::derive(move || {
        vec![Tab::new("timeline", session.t(key::RECORD_TIMELINE)), Tab::new("history", session.t(key::RECORD_HISTORY))]
    });
    let story = Callback::new(move |tab: String| match tab.as_str() {
        "history" => history().into_any(),
        _ => centre(true).into_any(),
    });
    let columns = move || {
        view! {
            <div class="record-columns">
                <section class="record-facts" aria-label=session.label(key::RECORD_FACTS)>
                    <Facts subject=subject part=Part::Own/>
                </section>
                <section class="record-centre" aria-label=session.label(key::RECORD_TIMELINE)>
                    <Tabs label=session.label(key::RECORD_STORY) tabs=stories current=shown.part panel=story/>
                </section>
                <aside class="record-related" aria-label=session.label(key::RECORD_RELATED)>
                    <Facts subject=subject part=Part::Reach/>
                    <AlikeBlock subject=subject/>
                    <Related subject=subject/>
                </aside>
            </div>
        }
    };
    let tabs = Signal::derive(move || {
        let mut tabs = vec![
            Tab::new("facts", session.t(key::RECORD_FACTS)),
            Tab::new("timeline", session.t(key::RECORD_TIMELINE)),
        ];
        if has_related(subject.table) {
            tabs.push(Tab::new("related", session.t(key::RECORD_RELATED)));
        }
        tabs.push(Tab::new("history", session.t(key::RECORD_HISTORY)));
        tabs
    });
    let panel = Callback::new(move |tab: String| match tab.as_str() {
        "facts" => view! { <AlikeBlock subject=subject/> <Facts subject=subject part=Part::All/> }.into_any(),
        "related" => view! { <Related subject=subject/> }.into_any(),
        "history" => history().into_any(),
        _ => centre(false).into_any(),
    });
    if !beside {
        let step = move |by: usize| {
            let tabs = if phone.get_untracked() { tabs.get_untracked() } else { stories.get_untracked() };
            let at = tabs.iter().position(|tab| shown.part.with_untracked(|part| *part == tab.id)).unwrap_or_default();
            if let Some(tab) = tabs.get((at + tabs.len() + by - 1) % tabs.len().max(1)) {
                shown.part.set(tab.id.clone());
            }
        };
        keyboard().on(Act::TabBefore, move || step(0));
        keyboard().on(Act::TabAfter, move || step(2));
    }
    // A wide page has no tab for what stands beside.
    Effect::new(move |_| {
        if !phone.get() && matches!(&*shown.part.get_untracked(), "facts" | "related") {
            shown.part.set("timeline".to_owned());
        }
    });
    let stacked = move || {
        view! {
            <div class="record-stack">
                <Tabs label=session.label(key::RECORD_PARTS) tabs=tabs current=shown.part panel=panel/>
            </div>
            {followed.then(|| {
                view! {
                    <div class="record-bar">
                        <Reach subject=subject/>
                        <Button
                            label=move || log_command().map(|command| session.t(command.label)).unwrap_or_default()
                            variant=ButtonVariant::Primary
                            icon=Glyph::FollowUp
                            on_click=move |_| logging.set(true)
                        />
                    </div>
                }
            })}
        }
    };
    view! {
        <article class="record" class:phone=phone>
            <RecordHeader subject=subject asking=asking on_log=on_log/>
            <StageBar subject=subject asking=asking on_log=on_log/>
            {move || if phone.get() { stacked().into_any() } else { columns().into_any() }}
            <LogDialog open=logging targets=move || vec![subject.at()]/>
        </article>
    }
}
