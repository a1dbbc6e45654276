//! What each column of a table means: a field, a labelled contact point, part of a name, or nothing.

use super::read::Sheet;
use crate::crm::contact_point::LABELS;
use crate::crm::input;
use crate::crm::schema::{Entity, Field, Kind, entities, entity};
use serde::{Deserialize, Serialize};

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Nothing: it is left out.
    Nothing,
    /// A field of the entity, by key.
    Field(&'static str),
    /// A contact point of a kind with a label (a key of [`LABELS`]).
    Point(&'static str, &'static str),
    /// The given name; joined with the family name to the field `name`.
    GivenName,
    /// The family name.
    FamilyName,
    /// The id of a record that is there already, as an export wrote it.
    Id,
}

impl Target {
    /// The meaning as one word, for the wire and for memory.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Target::Nothing => String::new(),
            Target::Field(key) => format!("field {key}"),
            Target::Point(kind, label) => format!("point {kind} {label}"),
            Target::GivenName => "given".to_owned(),
            Target::FamilyName => "family".to_owned(),
            Target::Id => "id".to_owned(),
        }
    }

    /// The meaning of a word for an entity; nothing if there is none.
    #[must_use]
    pub fn of(table: &'static Entity, word: &str) -> Target {
        targets(table).into_iter().find(|target| target.word() == word).unwrap_or(Target::Nothing)
    }
}

/// Why a column is taken to mean something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// Its heading says so.
    Heading,
    /// Its cells look so.
    Content,
    /// A table of the same headings was read so.
    Memory,
    /// Nothing speaks for a meaning.
    Nothing,
}

/// The meaning of every column, for one entity.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// What the rows become.
    pub table: &'static Entity,
    /// The meaning of each column.
    pub columns: Vec<Target>,
}

/// The entities that a table can be imported as.
pub const IMPORTED: [&str; 4] = ["lead", "customer", "contact", "opportunity"];

/// Headings of the id that an export writes.
const ID: &[&str] = &["record id", "记录编号"];

/// Headings of given and family names.
const GIVEN: &[&str] = &["first name", "firstname", "given name", "forename", "名"];
const FAMILY: &[&str] = &["last name", "lastname", "family name", "surname", "姓", "姓氏"];

/// Headings of phones that tell their label without naming it.
const TELLING: &[(&str, &str)] = &[
    ("mobile", "mobile"),
    ("mobile phone", "mobile"),
    ("cell", "mobile"),
    ("cell phone", "mobile"),
    ("手机", "mobile"),
    ("手机号", "mobile"),
    ("手机号码", "mobile"),
    ("座机", "work"),
    ("固定电话", "work"),
    ("传真", "fax"),
    ("fax", "fax"),
];

impl Mapping {
    /// The meaning that the headings of a sheet suggest. No field is given to two columns.
    #[must_use]
    pub fn guess(table: &'static Entity, sheet: &Sheet) -> Mapping {
        let mut columns = vec![Target::Nothing; sheet.width];
        let known = sheet.known.as_ref().filter(|known| known.entity == table.key);
        let known = |column: usize| known.and_then(|known| *known.columns.get(column)?);
        for (column, slot) in columns.iter_mut().enumerate() {
            *slot = known(column).unwrap_or(Target::Nothing);
        }
        for (heading, column) in sheet.heading.iter().zip(0..) {
            // What is known of a table says more than its headings.
            if known(column).is_some() {
                continue;
            }
            let target = target(table, heading);
            let free = is_shared(table, target) || !columns.contains(&target);
            if let (true, Some(slot)) = (free, columns.get_mut(column)) {
                *slot = target;
            }
        }
        for (column, slot) in (0..).zip(&mut columns).filter(|(_, slot)| **slot == Target::Nothing) {
            *slot = known(column).unwrap_or_else(|| look(table, sheet, column));
        }
        // A whole name makes its parts needless.
        if columns.contains(&Target::Field("name")) {
            for slot in columns.iter_mut().filter(|slot| matches!(slot, Target::GivenName | Target::FamilyName)) {
                *slot = Target::Nothing;
            }
        }
        Mapping { table, columns }
    }

    /// The meaning of the entity of which most columns are understood.
    #[must_use]
    pub fn best(sheet: &Sheet) -> Mapping {
        if let Some(table) = sheet.known.as_ref().and_then(|known| entity(known.entity)) {
            return Mapping::guess(table, sheet);
        }
        // Of several that fit alike the first is taken.
        let tables = IMPORTED.iter().rev().filter_map(|key| entity(key));
        let mappings = tables.map(|table| Mapping::guess(table, sheet));
        let understood =
            |mapping: &Mapping| mapping.columns.iter().filter(|target| **target != Target::Nothing).count();
        let best = mappings.max_by_key(understood);
        best.unwrap_or_else(|| Mapping { table: entities()[0], columns: Vec::new() })
    }

    /// Whether some column gives this field a value.
    #[must_use]
    pub fn gives(&self, field: &Field) -> bool {
        self.columns.iter().any(|target| match (target, field.kind) {
            (Target::Field(key), _) => *key == field.key,
            (Target::Point(kind, _), Kind::Point(own)) => *kind == own,
            (Target::GivenName | Target::FamilyName, _) => field.key == "name",
            _ => false,
        })
    }
}

/// Everything a column of an entity's table can mean, for a menu.
#[must_use]
pub fn targets(table: &'static Entity) -> Vec<Target> {
    let mut all = vec![Target::Nothing, Target::Id];
    for field in table.fields.iter().filter(|field| is_imported(field)) {
        all.push(Target::Field(field.key));
        match field.kind {
            Kind::Point(kind @ ("phone" | "email")) => {
                all.extend(LABELS.iter().map(|label| Target::Point(kind, label.key)));
            }
            _ if field.key == "name" && has_person(table) => all.extend([Target::GivenName, Target::FamilyName]),
            _ => {}
        }
    }
    all
}

/// Whether several columns may have this meaning.
pub(super) fn is_shared(table: &Entity, target: Target) -> bool {
    match target {
        Target::Nothing | Target::Point(..) => true,
        Target::Field(key) => matches!(table.field(key).map(|field| field.kind), Some(Kind::Point(_) | Kind::Tags)),
        Target::GivenName | Target::FamilyName | Target::Id => false,
    }
}

/// What a column means by its cells: addresses and phones can be told without a heading.
fn look(table: &'static Entity, sheet: &Sheet, column: usize) -> Target {
    // A heading that says something else is believed.
    if sheet.heading.get(column).is_some_and(|heading| !heading.is_empty()) {
        return Target::Nothing;
    }
    let samples = sheet.samples(column, 20);
    let is_like = |field: &&Field| match field.kind {
        Kind::Point("email") => samples.iter().all(|cell| input::parse(field, cell, "").is_ok()),
        Kind::Point("phone") => samples.iter().all(|cell| is_phone(cell)),
        _ => false,
    };
    let found = table.fields.iter().filter(|field| is_imported(field)).find(is_like);
    found.filter(|_| !samples.is_empty()).map_or(Target::Nothing, |field| Target::Field(field.key))
}

/// Whether a cell is a phone number and nothing else.
fn is_phone(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    (7..=15).contains(&digits) && cell.chars().all(|c| c.is_ascii_digit() || " +-()".contains(c))
}

/// Whether a column may give a field its value.
fn is_imported(field: &Field) -> bool {
    field.is_stored() && !field.synonyms.is_empty()
}

/// Whether records are people, whose names have two parts.
pub(super) fn has_person(table: &Entity) -> bool {
    table.person
}

/// What a heading means for an entity.
fn target(table: &'static Entity, heading: &str) -> Target {
    let heading = plain(heading);
    if ID.contains(&heading.as_str()) {
        return Target::Id;
    }
    if has_person(table) {
        if GIVEN.contains(&heading.as_str()) {
            return Target::GivenName;
        }
        if FAMILY.contains(&heading.as_str()) {
            return Target::FamilyName;
        }
    }
    let named = |field: &&Field| field.synonyms.iter().any(|word| plain(word) == heading);
    let imported = || table.fields.iter().filter(|field| is_imported(field));
    if let Some(field) = imported().find(named) {
        let telling = TELLING.iter().find(|(word, _)| *word == heading);
        return match (field.kind, telling) {
            (Kind::Point(kind), Some((_, label))) => Target::Point(kind, label),
            _ => Target::Field(field.key),
        };
    }
    imported().find_map(|field| point(field, &heading)).unwrap_or(Target::Nothing)
}

/// Reads "email work", "Work e-mail", "家庭电话" or "phone 2" as a contact point with a label.
fn point(field: &Field, heading: &str) -> Option<Target> {
    let Kind::Point(kind) = field.kind else { return None };
    for word in field.synonyms.iter().map(|word| plain(word)) {
        let beside = heading.strip_prefix(&word).or_else(|| heading.strip_suffix(&word)).map(str::trim);
        let Some(beside) = beside.filter(|beside| !beside.is_empty()) else { continue };
        if beside.chars().all(|c| c.is_ascii_digit()) {
            return Some(Target::Field(field.key));
        }
        let label = LABELS.iter().find(|label| label.key == beside || label.synonyms.contains(&beside));
        if let Some(label) = label {
            return Some(Target::Point(kind, label.key));
        }
    }
    (kind == "phone")
        .then(|| TELLING.iter().find(|(word, _)| *word == heading))
        .flatten()
        .map(|(_, label)| Target::Point(kind, label))
}

/// Whether a text is a heading that some entity knows.
#[must_use]
pub fn is_known_heading(text: &str) -> bool {
    let known = |table: &'static Entity| target(table, text) != Target::Nothing;
    entities().iter().copied().filter(|table| IMPORTED.contains(&table.key)).any(known)
}

/// A heading as it is compared: lower case, half width, without underscores, units and stars.
fn plain(heading: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '_' | '-' | '/' | '.' | ':' | '*' | '#' | '·' | '\u{3000}' | '\u{a0}' => ' ',
        other => other,
    };
    let narrowed: String = heading.chars().map(narrow).flat_map(char::to_lowercase).collect();
    // (万), (必填), [kg]: what stands in brackets behind a heading is no part of its name.
    let bare = match narrowed.split_once(['(', '[']) {
        Some((before, _)) if !before.trim().is_empty() => before,
        _ => &narrowed,
    };
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}
