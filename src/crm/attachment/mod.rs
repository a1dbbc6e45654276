//! Attachments: files that belong to a record (F52). The record says what a file is called and which bytes it has, by
//! their hash; the bytes lie in the store beside the ledger, once however often they are attached, and travel in a
//! bundle.

use super::computed::{CREATED_AT, CREATED_BY};
use super::schema::{Entity, Field, Kind, PLAIN};
use super::view::{Rec, Ref, View};
use super::{Edits, shared};
use crate::ledger::Value;
use std::collections::BTreeMap;

/// The most bytes of an attachment: 10 MiB.
pub const MOST: u64 = 10 << 20;

/// The table of attachments.
pub static ATTACHMENT: Entity = Entity {
    key: "attachment",
    slug: "attachments",
    label: "entity-attachment",
    plural: "entity-attachments",
    icon: "document",
    fields: FIELDS,
    title: &["name"],
    subtitle: &["about"],
    sort: ("created_at", true),
    ..PLAIN
};

/// What files can be attached to.
pub static ABOUT: &[&str] = &["lead", "customer", "contact", "opportunity", "registration", "case", "task"];

/// The fields of an attachment.
pub static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "attachment-name").required().column(240),
    Field::new("about", Kind::Link(ABOUT), "field-about").required().managed().column(200),
    Field::new("size", Kind::Int, "attachment-size").managed().column(96),
    Field::new("hash", Kind::Text, "attachment-hash").inner().managed(),
    shared::NOTE.quick(),
    CREATED_AT.column(128),
    CREATED_BY.column(128),
];

/// A file that is attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct New {
    /// What it is called.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
    /// SHA-256 of its bytes, as 64 hexadecimal digits.
    pub hash: String,
}

/// Whether files can be attached to the records of an entity.
#[must_use]
pub fn takes(entity: &str) -> bool {
    ABOUT.contains(&entity)
}

/// Attaches files to a record.
#[must_use]
pub fn attach(about: &Ref, files: &[New]) -> Edits {
    let mut edits = Edits::new();
    for file in files {
        let id = edits.create();
        edits.set(ATTACHMENT.key, &id, "name", file.name.as_str());
        edits.set(ATTACHMENT.key, &id, "about", about.link());
        edits.set(ATTACHMENT.key, &id, "size", i64::try_from(file.size).unwrap_or(i64::MAX));
        edits.set(ATTACHMENT.key, &id, "hash", file.hash.as_str());
    }
    edits
}

/// The hash of an attachment's bytes, if it is one.
#[must_use]
pub fn hash<'a>(rec: &Rec<'a>) -> Option<&'a str> {
    rec.get("hash").and_then(Value::as_text).filter(|hash| is_hash(hash))
}

/// How many bytes an attachment has.
#[must_use]
pub fn size(rec: &Rec<'_>) -> u64 {
    rec.get("size").and_then(Value::as_int).and_then(|size| u64::try_from(size).ok()).unwrap_or_default()
}

/// The bytes that the records speak of: their hashes, and how many bytes each has.
#[must_use]
pub fn wanted(view: &View<'_>) -> BTreeMap<String, u64> {
    view.records(ATTACHMENT.key).filter_map(|rec| Some((hash(&rec)?.to_owned(), size(&rec)))).collect()
}

/// Whether a text is a hash as [`New::hash`] has it.
#[must_use]
pub fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
