//! The words of the history: what an act is called, what a field is called, what a value is as text. The
//! history page, the history of a record and the conflicts all read from here.

use crate::app::Line;
use crate::app::history::{Mark, Sort, Standing, Touch, Wrote};
use crate::crm::schema::Kind;
use crate::crm::{Now, Ref, View, entities, entity};
use crate::i18n::{Lang, key, text, text_with};
use crate::ledger::Value;
use crate::ledger::order::sort_by_key;
use crate::ui::icon::Glyph;
use crate::ui::present;
use crate::ui::session::Session;
use leptos::prelude::Get;

/// What an act is called: the name of its command, or a word of its own. A label of a newer version is its
/// own word.
#[must_use]
pub fn act(lang: Lang, why: &str) -> String {
    let own = match why {
        "" => key::WHY_CHANGED,
        "create" => key::WHY_CREATE,
        "edit" => key::WHY_EDIT,
        "delete" => key::WHY_DELETE,
        "restore" => key::WHY_RESTORE,
        "resolve" => key::WHY_RESOLVE,
        "import" => key::WHY_IMPORT,
        "found" => key::WHY_FOUND,
        "join" => key::WHY_JOIN,
        "undo" => key::WHY_UNDO,
        "redo" => key::WHY_REDO,
        "revert" => key::WHY_REVERT,
        "accept" => key::WHY_ACCEPT,
        "decline" => key::WHY_DECLINE,
        "merge" => key::WHY_MERGE,
        "apart" => key::WHY_APART,
        "assign.rules" => key::NAV_ASSIGN,
        "capacity.adjust" => key::ENTITY_CAPACITY_RULES,
        _ => "",
    };
    if !own.is_empty() {
        return text(lang, own);
    }
    let command = entities().iter().flat_map(|table| table.commands).find(|command| command.id == why);
    command.map_or_else(|| why.to_owned(), |command| text(lang, command.label))
}

/// The glyph of an act.
#[must_use]
pub fn glyph(why: &str) -> Glyph {
    match Sort::of(why) {
        Sort::Created => Glyph::Plus,
        Sort::Edited => Glyph::Pencil,
        Sort::Deleted => Glyph::Trash,
        Sort::Settled => Glyph::Check,
        Sort::Imported => Glyph::Table,
        Sort::TakenBack => Glyph::Undo,
        Sort::Acted => Glyph::ArrowRight,
    }
}

/// What a sort of acts is called.
#[must_use]
pub fn sort(lang: Lang, sort: Sort) -> String {
    text(
        lang,
        match sort {
            Sort::Created => key::HISTORY_SORT_CREATED,
            Sort::Edited => key::HISTORY_SORT_EDITED,
            Sort::Deleted => key::HISTORY_SORT_DELETED,
            Sort::Settled => key::HISTORY_SORT_SETTLED,
            Sort::Imported => key::HISTORY_SORT_IMPORTED,
            Sort::TakenBack => key::HISTORY_SORT_TAKEN_BACK,
            Sort::Acted => key::HISTORY_SORT_ACTED,
        },
    )
}

/// What a kind of record is called; its own word where this version does not know it.
#[must_use]
pub fn kind(lang: Lang, entity_key: &str) -> String {
    entity(entity_key).map_or_else(|| entity_key.to_owned(), |table| text(lang, table.label))
}

/// What a record is called, or else what kind of record it is.
#[must_use]
pub fn record(lang: Lang, view: &View<'_>, at: &Ref) -> String {
    let name = view.name_of(at);
    if name.is_empty() { kind(lang, &at.entity) } else { name }
}

/// What a field of the ledger is called.
#[must_use]
pub fn field(session: Session, entity_key: &str, name: &str) -> String {
    let lang = session.lang.get();
    let (base, element) = name.split_once(':').map_or((name, None), |(base, element)| (base, Some(element)));
    let own = session.table_of(entity_key).and_then(|table| table.field(base));
    let label = match base {
        "_deleted" => text(lang, key::FIELD_DELETED),
        "_alias" => text(lang, key::FIELD_ALIAS),
        "_parent" => text(lang, key::FIELD_PARENT),
        _ => own.map_or_else(|| base.to_owned(), |field| text(lang, field.label)),
    };
    match element {
        Some(element) => {
            let element = own.map_or_else(|| element.to_owned(), |field| present::element(lang, field.kind, element));
            text_with(lang, key::FIELD_ELEMENT, &[("field", label.into()), ("element", element.into())])
        }
        None => label,
    }
}

/// The writes to a record in the order of its table. Of a line that was named, the name says it all.
#[must_use]
pub fn told(session: Session, touch: &Touch) -> Vec<&Wrote> {
    let table = session.table_of(&touch.at.entity);
    let place = |wrote: &Wrote| {
        let base = wrote.field.split(':').next().unwrap_or_default();
        table.and_then(|table| table.fields.iter().position(|field| field.key == base)).unwrap_or(usize::MAX)
    };
    let line = touch.fields.iter().any(|wrote| wrote.field == "_parent");
    let names = |wrote: &&Wrote| table.is_some_and(|table| table.title.contains(&&*wrote.field));
    let mut fields: Vec<&Wrote> = touch.fields.iter().filter(|wrote| !line || names(wrote)).collect();
    if fields.is_empty() {
        fields = touch.fields.iter().collect();
    }
    sort_by_key(&mut fields, |wrote| place(wrote));
    fields
}

/// The record that an act is about: the one that others of it lead to, else the first.
#[must_use]
pub fn about(line: &Line) -> Option<&Touch> {
    let links = line.records.iter().flat_map(|touch| &touch.fields).filter_map(|wrote| wrote.after.as_link());
    let links: Vec<(&str, &str)> = links.collect();
    let led_to = |touch: &&Touch| links.contains(&(&*touch.at.entity, &*touch.at.id));
    line.records.iter().find(led_to).or_else(|| line.records.first())
}

/// The fields an act names, each once; the inner ones only where there is nothing else.
#[must_use]
pub fn fields<'a>(session: Session, entity_key: &str, names: impl Iterator<Item = &'a str> + Clone) -> String {
    let shown = names.filter(|name| !name.starts_with('_'));
    let mut labels: Vec<String> = Vec::new();
    for label in shown.map(|name| field(session, entity_key, name)) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels.join(if session.lang.get() == Lang::Zh { "、" } else { ", " })
}

/// A value of a ledger field as text; a dash for none.
#[must_use]
pub fn value(lang: Lang, view: &View<'_>, entity_key: &str, name: &str, value: &Value, now: &Now) -> String {
    let words = match value {
        Value::Bool(truth) if name.contains(':') => {
            text(lang, if *truth { key::CONFLICT_TAG_ON } else { key::CONFLICT_TAG_OFF })
        }
        Value::Link(entity_key, id) => record(lang, view, &Ref::new(entity_key, id)),
        _ => {
            let field = view.table(entity_key).and_then(|table| table.field(name));
            present::seen(lang, view, field.map_or(Kind::Text, |field| field.kind), value, now)
        }
    };
    if words.is_empty() { text(lang, key::HISTORY_BLANK) } else { words }
}

/// Several values, or a dash for none.
#[must_use]
pub fn values(lang: Lang, view: &View<'_>, entity_key: &str, name: &str, all: &[Value], now: &Now) -> String {
    if all.is_empty() {
        return text(lang, key::HISTORY_BLANK);
    }
    all.iter().map(|one| value(lang, view, entity_key, name, one, now)).collect::<Vec<_>>().join(" / ")
}

/// What became of a write, where that is worth saying.
#[must_use]
pub fn standing(lang: Lang, standing: Standing) -> Option<String> {
    let key = match standing {
        Standing::Stands => return None,
        Standing::Disputed => key::STANDING_DISPUTED,
        Standing::Overwritten => key::STANDING_OVERWRITTEN,
        Standing::Without => key::STANDING_WITHOUT,
    };
    Some(text(lang, key))
}

/// What a restore point is called.
#[must_use]
pub fn point(session: Session, mark: &Mark) -> String {
    let lang = session.lang.get();
    match &mark.name {
        Some(name) if name.is_empty() => session.t(key::HISTORY_POINT_OWN),
        Some(name) => session.tw(key::HISTORY_POINT_NAMED, &[("name", name.clone().into())]),
        None if mark.members.is_empty() => session.t(key::HISTORY_POINT_TABLE),
        None => {
            let names: Vec<String> =
                session.read(|view| mark.members.iter().map(|id| present::author(lang, &view, Some(id))).collect());
            let names = names.join(if lang == Lang::Zh { "、" } else { ", " });
            session.tw(key::HISTORY_POINT_FILE, &[("names", names.into())])
        }
    }
}

/// When a restore point was set, how much came with it, and how much since.
#[must_use]
pub fn point_facts(session: Session, mark: &Mark, since: u64) -> String {
    let n = |count: u64| usize::try_from(count).unwrap_or(usize::MAX).into();
    let when = present::moment(session.lang.get(), mark.at, &session.now());
    let facts = [("since", n(since)), ("when", when.into()), ("came", n(mark.until - mark.count))];
    match mark.name {
        Some(_) => session.tw(key::HISTORY_POINT_SINCE, &facts[..2]),
        None => session.tw(key::HISTORY_POINT_FACTS, &facts),
    }
}

/// The members of the workspace, by id, with their names.
#[must_use]
pub fn people(session: Session) -> Vec<(String, String)> {
    session.read(|view| view.records("member").map(|rec| (rec.id.to_owned(), rec.title())).collect())
}
