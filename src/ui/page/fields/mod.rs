//! The fields of each kind of record: those of the workspace's own, added here, and those of the program, called
//! otherwise or not used (F28).

mod rename;

use crate::crm::custom::tables::{builtin, can_hide};
use crate::crm::custom::{self, CUSTOM_FIELD, OF};
use crate::crm::member::role_of;
use crate::crm::schema::{Entity, Field, Kind, entity};
use crate::crm::{Edits, Ref};
use crate::i18n::{format, key};
use crate::ledger::Value;
use crate::ui::component::{Chip, IconButton, LinkButton, Switch, Tab, TabLinks, Tone};
use crate::ui::icon::Glyph;
use crate::ui::route::Route;
use crate::ui::session::{Session, session};
use leptos::prelude::*;
use rename::Rename;

/// The page.
#[component]
pub fn FieldsPage() -> impl IntoView {
    let session = session();
    let table = Memo::new(move |_| {
        let slug = session.route.with(|route| match route {
            Route::Fields(slug) => slug.clone(),
            _ => String::new(),
        });
        let named = tables().find(|table| table.slug == slug);
        named.or_else(|| tables().next()).map_or("", |table| table.key)
    });
    let tabs = Signal::derive(move || {
        let tab = |table: &'static Entity| {
            let own = session.read(|view| view.table(table.key).map_or(0, |own| own.fields.len() - table.fields.len()));
            let tab = Tab::new(table.key, session.t(table.plural)).href(Route::Fields(table.slug.to_owned()).href());
            if own == 0 { tab } else { tab.count(format::number(i64::try_from(own).unwrap_or(i64::MAX))) }
        };
        tables().map(tab).collect::<Vec<_>>()
    });
    let staff = Memo::new(move |_| session.read(|view| role_of(&view).is_staff()));
    let renaming = RwSignal::new(None::<Row>);
    let new = Signal::derive(move || Route::New(&CUSTOM_FIELD, vec![("of".to_owned(), table.get().to_owned())]).href());
    let rows = Memo::new(move |_| rows(session, table.get()));
    // A line stays what it is while its switch is turned, so that the focus stays on it.
    let line = move |row: Row| {
        let own = Memo::new(move |before: Option<&Row>| {
            let now = rows.with(|rows| rows.iter().find(|other| other.key == row.key).cloned());
            now.unwrap_or_else(|| before.unwrap_or(&row).clone())
        });
        view! { <Line row=own staff=staff renaming=renaming/> }
    };
    view! {
        <div class="fields">
            <header class="page-header">
                <h1 tabindex="-1">{session.label(key::NAV_FIELDS)}</h1>
                <p class="meta grow">{session.label(key::FIELDS_WHAT)}</p>
                <Show when=move || staff.get()>
                    <LinkButton label=session.label(key::FIELDS_NEW) href=new icon=Glyph::Plus/>
                </Show>
            </header>
            <TabLinks label=session.label(key::FIELDS_OF) tabs=tabs current=Signal::derive(move || table.get().to_owned())/>
            <div class="fields-body" tabindex="0" role="group" aria-label=session.label(key::NAV_FIELDS)>
                <table class="fields-table">
                    <thead>
                        <tr>
                            <th scope="col">{session.label(key::ENTITY_CUSTOM_FIELD)}</th>
                            <th scope="col">{session.label(key::CUSTOM_KIND)}</th>
                            <th scope="col" class="wide-only">{session.label(key::CUSTOM_GROUP)}</th>
                            <th scope="col">{session.label(key::FIELDS_USED)}</th>
                        </tr>
                    </thead>
                    <tbody><For each=move || rows.get() key=|row| (row.of, row.key, row.own.clone()) children=line/></tbody>
                </table>
            </div>
            <Rename renaming=renaming/>
        </div>
    }
}

/// The tables that can have fields of their own.
fn tables() -> impl Iterator<Item = &'static Entity> {
    OF.iter().filter_map(|of| entity(of.key))
}

/// A field as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    of: &'static str,
    key: &'static str,
    label: &'static str,
    kind: &'static str,
    group: &'static str,
    /// The record that makes it, if it is the workspace's own.
    own: Option<String>,
    /// Whether it is used, and whether it could be left out.
    used: bool,
    can_hide: bool,
    marks: Vec<&'static str>,
    /// The names in its formula that no field has.
    unknown: String,
}

fn rows(session: Session, of: &'static str) -> Vec<Row> {
    session.read(|view| {
        let (Some(table), Some(plain)) = (view.table(of), entity(of)) else { return Vec::new() };
        let mut records: Vec<(String, String)> =
            view.records(CUSTOM_FIELD.key).map(|rec| (custom::tables::register(rec.id), rec.id.to_owned())).collect();
        let row = |field: &'static Field| {
            let before = plain.field(field.key);
            let made = records.iter().position(|(register, _)| register == field.key);
            let shown = before.unwrap_or(field);
            if !shown.is_shown() || !(shown.is_stored() || shown.formula.is_some()) {
                return None;
            }
            let marks = [
                (field.required, key::CUSTOM_NEEDED),
                (!field.needed.is_empty(), key::FIELDS_NEEDED_IN),
                (field.quick && !field.required, key::CUSTOM_ASKED),
                (field.column.is_some(), key::CUSTOM_LISTED),
            ];
            Some(Row {
                of,
                key: field.key,
                label: field.label,
                kind: match field {
                    Field { formula: Some(_), .. } => key::CHOICE_KIND_FORMULA,
                    Field { serial: Some(_), .. } => key::CHOICE_KIND_SERIAL,
                    _ => kind_word(shown.kind),
                },
                unknown: field.formula.map(|formula| formula.unknown.join(", ")).unwrap_or_default(),
                group: shown.group,
                own: made.map(|at| records.swap_remove(at).1),
                used: field.is_shown(),
                can_hide: before.is_some_and(can_hide),
                marks: marks.into_iter().filter_map(|(holds, word)| holds.then_some(word)).collect(),
            })
        };
        table.fields.iter().filter_map(row).collect()
    })
}

/// The message key of a type's name.
fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => key::CHOICE_KIND_TEXT,
        Kind::LongText => key::CHOICE_KIND_LONG,
        Kind::Formula => key::CHOICE_KIND_FORMULA,
        Kind::Int => key::CHOICE_KIND_NUMBER,
        Kind::Decimal(_) => key::CHOICE_KIND_DECIMAL,
        Kind::Money => key::CHOICE_KIND_MONEY,
        Kind::Date | Kind::When => key::CHOICE_KIND_DATE,
        Kind::Instant => key::CHOICE_KIND_INSTANT,
        Kind::Bool => key::CHOICE_KIND_YES,
        Kind::Rating(_) => key::CHOICE_KIND_RATING,
        Kind::Choice(_) => key::CHOICE_KIND_CHOICE,
        Kind::Choices(_) => key::CHOICE_KIND_CHOICES,
        Kind::Tags => key::CHOICE_KIND_TAGS,
        Kind::Link(["member"]) => key::CHOICE_KIND_PERSON,
        Kind::Link(_) => key::CHOICE_KIND_LINK,
        Kind::Email | Kind::Point("email") => key::CHOICE_KIND_EMAIL,
        Kind::Phone | Kind::Point(_) => key::CHOICE_KIND_PHONE,
        Kind::Url => key::CHOICE_KIND_URL,
    }
}

/// A field with what can be done about it.
#[component]
fn Line(row: Memo<Row>, staff: Memo<bool>, renaming: RwSignal<Option<Row>>) -> impl IntoView {
    let session = session();
    let Row { of, key: name, own, can_hide, .. } = row.get_untracked();
    let title = Signal::derive(move || session.t(row.with(|row| row.label)));
    let face = match &own {
        Some(id) => {
            let href = Route::of(&Ref::new(CUSTOM_FIELD.key, id)).href();
            view! {
                <a class="link" href=href>{title}</a>
                <Chip label=session.label(key::FIELDS_OWN) tone=Tone::Accent small=true/>
            }
            .into_any()
        }
        None => view! { <span>{title}</span> }.into_any(),
    };
    let pencil = own.is_none().then(|| {
        view! {
            <Show when=move || staff.get()>
                <IconButton
                    label=move || session.tw(key::FIELDS_RENAME, &[("field", title.get().into())])
                    glyph=Glyph::Pencil
                    on_click=move |_| renaming.set(Some(row.get_untracked()))
                />
            </Show>
        }
    });
    let checked = RwSignal::new(false);
    Effect::new(move |_| checked.set(row.with(|row| row.used)));
    let turn = move |on: bool| {
        let make = move |_: &crate::crm::View<'_>| {
            let mut edits = Edits::new();
            builtin(&mut edits, of, name, &[("hidden", Value::Bool(!on))]);
            Ok(edits)
        };
        let done = if on { key::DONE_FIELD_USED } else { key::DONE_FIELD_UNUSED };
        session.act("edit", done, make, move |done| {
            if done.is_err() {
                let _ = checked.try_set(!on);
            }
        });
    };
    let used = move || session.t(if row.with(|row| row.used) { key::YES } else { key::NO });
    let switch = can_hide.then(|| {
        let named = move || session.tw(key::FIELDS_USE, &[("field", title.get().into())]);
        view! {
            <Show when=move || staff.get() fallback=used>
                <Switch checked=checked label=Signal::derive(named) label_hidden=true on_change=turn/>
            </Show>
        }
    });
    let marks = move || {
        let chip = |mark| view! { <Chip label=session.label(mark) small=true/> };
        row.with(|row| row.marks.iter().copied().map(chip).collect_view())
    };
    let unknown = move || {
        let names = row.with(|row| row.unknown.clone());
        (!names.is_empty()).then(|| {
            let words = session.tw(key::FIELDS_UNKNOWN, &[("names", names.into())]);
            view! { <Chip label=words tone=Tone::Warn small=true/> }
        })
    };
    view! {
        <tr class:unused=move || row.with(|row| !row.used)>
            <th scope="row"><span class="cluster">{face}<span class="cluster marks">{marks}</span>{unknown}{pencil}</span></th>
            <td class="secondary">{move || session.t(row.with(|row| row.kind))}</td>
            <td class="secondary wide-only">{move || session.t(row.with(|row| row.group))}</td>
            <td>{switch}</td>
        </tr>
    }
}
