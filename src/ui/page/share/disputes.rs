//! The conflicts that are open: both values, who wrote them, and a button that settles each.

use super::entity_name;
use crate::crm::schema::Kind as FieldKind;
use crate::crm::{Ref, entity, record};
use crate::i18n::key;
use crate::ledger::conflict::Kind;
use crate::ui::component::{Button, ButtonSize, EmptyState};
use crate::ui::page::record::conflict::{Conflict, Conflicts};
use crate::ui::page::record::subject::Subject;
use crate::ui::route::Route;
use crate::ui::session::Session;
use leptos::prelude::*;

/// What is open on one record.
#[derive(Clone, Debug, PartialEq)]
struct Dispute {
    at: Ref,
    title: String,
    /// Ledger fields with several values.
    fields: Vec<String>,
    /// Edited by someone who had not seen that it was deleted.
    deleted: bool,
}

/// The list.
#[component]
pub(super) fn Disputes(session: Session) -> impl IntoView {
    let disputes = Memo::new(move |_| {
        session.read(|view| {
            let mut disputes: Vec<Dispute> = Vec::new();
            for conflict in view.state().conflicts() {
                let at = Ref { entity: conflict.e.clone(), id: conflict.id.clone() };
                if disputes.last().is_none_or(|last| last.at != at) {
                    let title = view.at(&at).map(|rec| rec.title()).unwrap_or_default();
                    disputes.push(Dispute { at, title, fields: Vec::new(), deleted: false });
                }
                let Some(last) = disputes.last_mut() else { continue };
                match conflict.kind {
                    Kind::Value { field, .. } => last.fields.push(field.to_string()),
                    Kind::Deleted { .. } | Kind::Line { .. } => last.deleted = true,
                }
            }
            disputes
        })
    });
    let count = move || disputes.with(Vec::len);
    let list = move || {
        disputes.get().into_iter().map(|dispute| view! { <One session=session dispute=dispute/> }).collect_view()
    };
    view! {
        <section class="disputes" aria-label=move || session.t(key::SHARE_CONFLICTS)>
            <Show
                when=move || count() != 0
                fallback=move || view! {
                    <EmptyState
                        title=move || session.t(key::SHARE_CALM)
                        text=Signal::derive(move || Some(session.t(key::SHARE_CALM_WHY)))
                    />
                }
            >
                <h2>{move || session.tw(key::SHARE_OPEN_CONFLICTS, &[("n", count().into())])}</h2>
                <p class="meta">{move || session.t(key::SHARE_CONFLICTS_WHY)}</p>
                <ul class="dispute-list">{list}</ul>
            </Show>
        </section>
    }
}

#[component]
fn One(session: Session, dispute: Dispute) -> impl IntoView {
    let Dispute { at, title, fields, deleted } = dispute;
    let kind = entity_name(session, &at.entity);
    let title = if title.is_empty() { kind.clone() } else { title };
    let href = Route::of(&at).href();
    let values = entity(&at.entity).map(|table| {
        let subject = Subject::new(session, table, at.clone());
        let one = |name: String| {
            let key = name.split(':').next().unwrap_or_default();
            let field = table.field(key);
            let type_of = field.map_or(FieldKind::Text, |field| field.kind);
            let label = field.map_or_else(|| name.clone(), |field| session.t(field.label));
            let conflict = subject.read(|rec, now| Conflict::of_name(subject, &name, type_of, rec, now));
            view! {
                <div class="dispute-field">
                    <h4>{label}</h4>
                    <Conflicts subject=subject conflicts=conflict.into_iter().collect() kind=type_of/>
                </div>
            }
        };
        fields.into_iter().map(one).collect_view()
    });
    let gone = deleted.then(|| {
        let (keep, drop) = (at.clone(), at.clone());
        let restore = move |_| {
            let at = keep.clone();
            session.act("restore", key::DONE_RESTORE, move |_| Ok(record::restore(std::slice::from_ref(&at))), |_| {});
        };
        let delete = move |_| {
            let at = drop.clone();
            session.act("delete", key::DONE_DELETE, move |_| Ok(record::delete(std::slice::from_ref(&at))), |_| {});
        };
        view! {
            <p>{session.t(key::SHARE_EDITED_MEANWHILE)}</p>
            <div class="row">
                <Button label=session.t(key::SHARE_RESTORE) size=ButtonSize::Compact on_click=restore/>
                <Button label=session.t(key::SHARE_STAY_DELETED) size=ButtonSize::Compact on_click=delete/>
            </div>
        }
    });
    view! {
        <li class="dispute">
            <h3><a class="link" href=href>{title}</a>" "<span class="meta">{kind}</span></h3>
            {values}
            {gone}
        </li>
    }
}
