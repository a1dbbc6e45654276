//! The faces of a view: rows, cards in columns, days. Which of them a list can have follows from its fields.

use super::List;
use crate::app::shortcut::Act;
use crate::app::{Density, Face};
use crate::crm::Entity;
use crate::crm::schema::{Field, Kind};
use crate::i18n::key;
use crate::ledger::order::sort_by_key;
use crate::ui::component::{ChipLook, Choice, ChoiceChips, MenuItem, Select};
use crate::ui::icon::Glyph;
use crate::ui::shortcut::keyboard;
use leptos::prelude::*;

/// The fields by which cards stand in columns: the state first, then every other choice.
pub(super) fn board_fields(table: &'static Entity) -> Vec<&'static Field> {
    let choices = table.fields.iter().filter(|field| field.is_shown() && matches!(field.kind, Kind::Choice(_)));
    let mut fields: Vec<&'static Field> = choices.collect();
    sort_by_key(&mut fields, |field| (table.status != Some(field.key), !field.is_editable()));
    fields
}

/// The fields by which records stand on days: what can be moved first.
pub(super) fn day_fields(table: &'static Entity) -> Vec<&'static Field> {
    let is_day = |field: &&'static Field| matches!(field.kind, Kind::Date | Kind::When | Kind::Instant);
    let mut fields: Vec<&'static Field> = table.fields.iter().filter(|field| field.is_shown()).filter(is_day).collect();
    sort_by_key(&mut fields, |field| !field.is_editable());
    fields
}

/// The field by which a face lays out its records, among these; the first where it names none.
pub(super) fn laid_by(fields: &[&'static Field], key: &str) -> Option<&'static Field> {
    fields.iter().copied().find(|field| field.key == key).or_else(|| fields.first().copied())
}

/// The word of a face.
fn word(face: &Face) -> &'static str {
    match face {
        Face::Table => "table",
        Face::Board(_) => "board",
        Face::Calendar(_) => "calendar",
    }
}

/// The faces a list can have: word, label, glyph.
fn faces(table: &'static Entity) -> Vec<(&'static str, &'static str, Glyph)> {
    let mut faces = vec![("table", key::FACE_TABLE, Glyph::Table)];
    if !board_fields(table).is_empty() {
        faces.push(("board", key::FACE_BOARD, Glyph::Board));
    }
    if !day_fields(table).is_empty() {
        faces.push(("calendar", key::FACE_CALENDAR, Glyph::Calendar));
    }
    faces
}

/// Shows the view with another face where a shortcut asks for it.
pub(super) fn hear(list: List) {
    for (word, ..) in faces(list.table) {
        let other = Signal::derive(move || list.query.with(|query| self::word(&query.face) != word));
        keyboard().on_while(Act::Face(word), other, move || turn(list, word));
    }
    for density in Density::ALL {
        let can = move || list.query.with(|query| query.face == Face::Table && query.density != density);
        keyboard().on_while(Act::Density(density), Signal::derive(can), move || {
            list.tune(|query| query.density = density);
        });
    }
}

/// Shows the view with another face.
fn turn(list: List, word: &str) {
    list.show(|query| {
        query.limits.clear();
        query.face = match word {
            "board" => Face::Board(String::new()),
            "calendar" => Face::Calendar(String::new()),
            _ => Face::Table,
        };
    });
}

/// The faces as items of a menu, where there is no room for the switch.
pub(super) fn face_items(list: List) -> Vec<MenuItem> {
    let own = list.query.with_untracked(|query| word(&query.face));
    let item = |(word, label, glyph): (&'static str, &'static str, Glyph)| {
        MenuItem::new(untrack(|| list.session.t(label)), move || turn(list, word)).icon(glyph).checked(word == own)
    };
    faces(list.table).into_iter().map(item).collect()
}

/// The switch between the faces.
#[component]
pub(super) fn FaceSwitch(list: List) -> impl IntoView {
    let List { session, table, query, .. } = list;
    let value = RwSignal::new(String::new());
    Effect::new(move |_| value.set(query.with(|query| word(&query.face).to_owned())));
    let choices = move || {
        let choice =
            |(word, label, glyph): (&'static str, &'static str, Glyph)| Choice::new(word, session.t(label)).icon(glyph);
        faces(table).into_iter().map(choice).collect::<Vec<_>>()
    };
    let change = move |word: String| turn(list, &word);
    view! {
        <ChoiceChips
            value=value
            label=session.label(key::FACE)
            label_hidden=true
            choices=Signal::derive(choices)
            look=ChipLook::Segment
            icons_only=true
            on_change=change
        />
    }
}

/// The field by which a board or a calendar lays out its records.
#[component]
pub(super) fn FaceField(list: List) -> impl IntoView {
    let List { session, table, query, .. } = list;
    let fields = move || match query.with(|query| query.face.clone()) {
        Face::Table => (Vec::new(), String::new()),
        Face::Board(key) => (board_fields(table), key),
        Face::Calendar(key) => (day_fields(table), key),
    };
    let value = RwSignal::new(String::new());
    Effect::new(move |_| {
        let (fields, key) = fields();
        value.set(laid_by(&fields, &key).map(|field| field.key.to_owned()).unwrap_or_default());
    });
    let choices = move || {
        let (fields, _) = fields();
        fields.into_iter().map(|field| Choice::new(field.key, session.t(field.label))).collect::<Vec<_>>()
    };
    let change = move |key: String| {
        list.show(|query| {
            query.limits.clear();
            if let Face::Board(field) | Face::Calendar(field) = &mut query.face {
                *field = key;
            }
        });
    };
    let is_there = Memo::new(move |_| query.with(|query| query.face != Face::Table));
    move || {
        is_there.get().then(|| {
            view! {
                <Select
                    value=value
                    choices=Signal::derive(choices)
                    label=session.hint(key::FACE_BY)
                    compact=true
                    on_change=change
                />
            }
        })
    }
}
