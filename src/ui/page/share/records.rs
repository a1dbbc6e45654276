//! What files would change, record by record, and of each record the fields, before and after. The worker
//! keeps the records; the page asks for the one that is looked at.

use super::desk::Desk;
use super::entity_name;
use crate::app::Brought;
use crate::app::brought::{FieldChange, Named, NamedRecord};
use crate::crm::schema::Kind;
use crate::i18n::key;
use crate::ledger::{Json, Value};
use crate::ui::component::{RowHeight, Tab, Tabs, VirtualList};
use crate::ui::present;
use crate::ui::session::Session;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// The records by what would become of them, and the one that is looked at.
#[component]
pub(super) fn Records(desk: Desk, brought: Rc<Brought>) -> impl IntoView {
    let session = desk.session;
    let kinds = [
        (key::SHARE_NEW, &brought.created),
        (key::SHARE_CHANGED, &brought.changed),
        (key::SHARE_REMOVED, &brought.removed),
        (key::SHARE_CONFLICTS, &brought.disputed),
    ];
    let kinds: Vec<(&'static str, Named)> =
        kinds.into_iter().filter(|(_, named)| named.count > 0).map(|(word, named)| (word, named.clone())).collect();
    let tabs: Vec<Tab> =
        kinds.iter().map(|(word, named)| Tab::new(*word, session.t(word)).count(named.count.to_string())).collect();
    // What changed is what people look for; what is new, they will see anyway.
    let first = kinds.iter().find(|(word, _)| *word != key::SHARE_NEW).or(kinds.first());
    let current = RwSignal::new(first.map(|(word, _)| (*word).to_owned()).unwrap_or_default());
    let chosen = RwSignal::new(None::<NamedRecord>);
    let changes = RwSignal::new(None::<Vec<FieldChange>>);
    let choose = move |record: NamedRecord| {
        changes.set(None);
        chosen.set(Some(record.clone()));
        desk.record(record.entity.clone(), record.id.clone(), move |found| {
            // Another record may have been chosen meanwhile, or the page left.
            if chosen.try_with_untracked(|chosen| chosen.as_ref() == Some(&record)) == Some(true) {
                changes.set(Some(found));
            }
        });
    };
    let kinds = StoredValue::new(kinds);
    let panel = move |word: String| {
        let named =
            kinds.with_value(|kinds| kinds.iter().find(|(own, _)| *own == word).map(|(_, named)| named.clone()));
        let named = named.unwrap_or_default();
        let rest = named.count - named.records.len();
        let few = named.records.len() < 8;
        let row = move |record: NamedRecord| {
            let (kind, title) = (entity_name(session, &record.entity), record.title.clone());
            let title = if title.is_empty() { kind.clone() } else { title };
            let own = record.clone();
            let is_chosen = move || chosen.with(|chosen| chosen.as_ref() == Some(&own));
            view! {
                <button
                    type="button"
                    class="brought-record"
                    aria-pressed=move || if is_chosen() { "true" } else { "false" }
                    on:click=move |_| choose(record.clone())
                >
                    <span>{title}</span>
                    <span class="meta">{kind}</span>
                </button>
            }
        };
        view! {
            <div class="brought-browser">
                <div class="brought-records" class:few=few>
                    <VirtualList
                        label=session.t(key::SHARE_RECORDS)
                        items=Signal::stored(Arc::new(named.records))
                        item=row
                        height=RowHeight::Single
                    />
                    {(rest > 0).then(|| view! { <p class="meta">{session.tw(key::SHARE_MORE, &[("n", rest.into())])}</p> })}
                </div>
                <Detail session=session chosen=chosen changes=changes/>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="brought-kinds">
            <Tabs label=session.t(key::SHARE_RECORDS) tabs=Signal::stored(tabs) current=current panel=panel/>
        </div>
    }
}

/// The fields of the record that is looked at.
#[component]
fn Detail(
    session: Session,
    chosen: RwSignal<Option<NamedRecord>>,
    changes: RwSignal<Option<Vec<FieldChange>>>,
) -> impl IntoView {
    move || {
        let Some(record) = chosen.get() else {
            return view! { <p class="brought-detail meta">{session.t(key::SHARE_RECORD_CHOOSE)}</p> }.into_any();
        };
        let kind = entity_name(session, &record.entity);
        let title = if record.title.is_empty() { kind.clone() } else { record.title.clone() };
        let rows = changes.get().map(|changes| {
            let known = changes.into_iter().filter_map(|change| row(session, &record.entity, change));
            known.collect_view()
        });
        view! {
            <section class="brought-detail" tabindex="0" aria-label=title.clone() aria-live="polite">
                <h4>{title.clone()}" "<span class="meta">{kind}</span></h4>
                <dl>{rows}</dl>
            </section>
        }
        .into_any()
    }
}

/// One field: before, and after. Nothing of a field that only says where a line belongs.
fn row(session: Session, table: &str, change: FieldChange) -> Option<impl IntoView + use<>> {
    let (own, element) = change.field.split_once(':').unwrap_or((&change.field, ""));
    let field = session.table_of(table).and_then(|table| table.field(own));
    let label = match own {
        "_parent" => return None,
        "_deleted" => session.t(key::SHARE_FIELD_DELETED),
        "_alias" => session.t(key::SHARE_FIELD_ALIAS),
        _ => field.map_or_else(|| own.to_owned(), |field| session.t(field.label)),
    };
    let kind = field.map_or(Kind::Text, |field| field.kind);
    let element = present::element(session.lang.get_untracked(), kind, element);
    let label = if element.is_empty() { label } else { format!("{label} · {element}") };
    let side = |values: &[String]| {
        let words: Vec<String> = values.iter().map(|text| words(session, kind, text)).collect();
        words.join(" / ")
    };
    let (before, after) = (side(&change.before), side(&change.after));
    let disputed = change.after.len() > 1;
    Some(view! {
        <div class="brought-field">
            <dt>{label}</dt>
            <dd>
                {(!change.before.is_empty()).then(|| view! {
                    <del><span class="visually-hidden">{session.t(key::SHARE_BEFORE)}" "</span>{before}</del>
                    <span aria-hidden="true">" → "</span>
                })}
                <ins class:disputed=disputed>
                    <span class="visually-hidden">{session.t(key::SHARE_AFTER)}" "</span>{after}
                </ins>
            </dd>
        </div>
    })
}

/// A value as a person reads it. Links came as titles.
fn words(session: Session, kind: Kind, text: &str) -> String {
    let value = Json::parse(text).map(Value::from_json).unwrap_or(Value::Null);
    let words = match (kind, &value) {
        (kind, Value::Bool(true)) if kind.is_set() => session.t(key::CONFLICT_TAG_ON),
        (kind, _) if kind.is_set() => session.t(key::CONFLICT_TAG_OFF),
        _ => present::unlinked(session.lang.get_untracked(), kind, &value, &session.now()),
    };
    if words.is_empty() { session.t(key::CONFLICT_BLANK) } else { words }
}
