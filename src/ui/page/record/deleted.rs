//! The page of a record that was deleted: what it was, who deleted it, who wrote to it meanwhile, and
//! the way to bring it back.

use super::history::RecordHistory;
use crate::crm::schema::{Entity, Now};
use crate::crm::{Ref, View, record};
use crate::i18n::key;
use crate::ledger::order::sort;
use crate::ledger::{Record, Value};
use crate::ui::component::{Button, ButtonVariant, Note, Tone};
use crate::ui::icon::Glyph;
use crate::ui::present;
use crate::ui::session::{Session, session};
use leptos::prelude::*;

/// What is known of a deleted record.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Deleted {
    pub at: Ref,
    title: String,
    who: String,
    when: String,
    /// Who wrote to it without having seen that it was deleted.
    meanwhile: Vec<String>,
}

impl Deleted {
    /// The record of this name, if it was deleted.
    pub(super) fn find(session: Session, view: &View<'_>, table: &Entity, id: &str, now: &Now) -> Option<Deleted> {
        let lang = session.lang.get();
        let id = view.state().representative(table.key, id);
        let record = view.state().record(table.key, id).filter(|record| record.is_deleted())?;
        let write = record.live("_deleted").first()?;
        let mut meanwhile: Vec<String> = unseen(record).map(|member| present::author(lang, view, member)).collect();
        sort(&mut meanwhile);
        meanwhile.dedup();
        Some(Deleted {
            at: Ref::new(table.key, id),
            title: title(view, table, record),
            who: present::author(lang, view, write.stamp.m.as_deref()),
            when: write.stamp.t.map(|at| present::moment(lang, at, now)).unwrap_or_default(),
            meanwhile,
        })
    }
}

/// The authors of writes later than the deletion: it cannot have seen them.
fn unseen(record: &Record) -> impl Iterator<Item = Option<&str>> {
    let deleted = record.live("_deleted").first().map_or(u64::MAX, |write| write.stamp.l);
    let deleter = record.live("_deleted").first().map(|write| write.stamp.dot);
    record
        .fields()
        .filter(|(name, _)| !name.starts_with('_'))
        .flat_map(|(_, live)| live)
        .filter(move |write| write.stamp.l >= deleted && Some(write.stamp.dot) != deleter)
        .map(|write| write.stamp.m.as_deref())
}

/// What the record was called.
fn title(view: &View<'_>, table: &Entity, record: &Record) -> String {
    let texts = table.title.iter().filter_map(|field| match record.get(field)? {
        Value::Text(text) => Some(text.clone()),
        link @ Value::Link(..) => view.follow(link).map(|to| to.title()),
        _ => None,
    });
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

/// The page.
#[component]
pub(super) fn DeletedPage(
    /// What is known of the record.
    deleted: Deleted,
) -> impl IntoView {
    let session = session();
    let Deleted { at, title, who, when, meanwhile } = deleted;
    let history = crate::crm::entity(&at.entity).map(|table| {
        let field = RwSignal::new(String::new());
        view! {
            <h2>{session.label(key::RECORD_HISTORY)}</h2>
            <RecordHistory table=table at=at.clone() field=field/>
        }
    });
    let heading = (!title.is_empty()).then(|| title.clone());
    let restore = move |_| {
        let at = at.clone();
        session.act("restore", key::DONE_RESTORE, move |_| Ok(record::restore(std::slice::from_ref(&at))), |_| {});
    };
    let note = (!meanwhile.is_empty()).then(|| {
        let names = meanwhile.join(", ");
        view! {
            <Note tone=Tone::Warn>
                {move || session.tw(key::DELETED_MEANWHILE, &[("names", names.clone().into())])}
            </Note>
        }
    });
    view! {
        <div class="page-body narrow stack">
            <h1 tabindex="-1">{move || heading.clone().unwrap_or_else(|| session.t(key::DELETED_TITLE))}</h1>
            <p>{move || session.tw(key::DELETED_BY, &[("name", who.clone().into()), ("when", when.clone().into())])}</p>
            {note}
            <p>
                <Button
                    label=session.label(key::DELETED_RESTORE)
                    variant=ButtonVariant::Primary
                    icon=Glyph::Undo
                    on_click=restore
                />
            </p>
            {history}
        </div>
    }
}
