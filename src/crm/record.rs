//! What can be done to any record: create, edit, delete, restore, settle a conflict.
//!
//! The generic half of the commands; an entity adds its own in `crm/<entity>/commands.rs`.

use super::command::{Args, Refusal};
use super::edit::Edits;
use super::input;
use super::moves::after;
use super::schema::{Entity, Field, Kind, Now, entity};
use super::view::{Rec, Ref, View};
use crate::ledger::Value;

/// Creates a record from the answers of its form. Returns the edits and the placeholder of its id.
///
/// # Errors
/// `refused-required` at the first required field that is blank, and what the entity says if its owner has no room.
pub fn create(view: &View<'_>, table: &'static Entity, args: &Args, now: &Now) -> Result<(Edits, String), Refusal> {
    let table = view.table(table.key).unwrap_or(table);
    let said = |field: &str| args.get(field).and_then(Value::as_text).unwrap_or_default().to_owned();
    for field in table.fields.iter().filter(|field| field.required && field.suits(said)) {
        if args.get(field.key).is_none_or(Value::is_empty) {
            return Err(Refusal::new("refused-required").with("field", field.label).at(field.key));
        }
    }
    if let Some(status) = table.status.and_then(|status| table.field(status)) {
        let state = said(status.key);
        let asked = table.fields.iter().filter(|field| field.needed.contains(&&*state) && field.suits(said));
        if let Some(field) = asked.into_iter().find(|field| args.get(field.key).is_none_or(Value::is_empty)) {
            return Err(needed(field, status, &state));
        }
    }
    let mut edits = Edits::new();
    let id = make(&mut edits, view, table, args, now)?;
    Ok((edits, id))
}

/// Writes a new record with these fields, if its owner has room for it. Returns the placeholder of its id.
///
/// # Errors
/// What the entity says if its owner has none.
pub fn make(edits: &mut Edits, view: &View<'_>, table: &Entity, args: &Args, now: &Now) -> Result<String, Refusal> {
    let id = edits.create();
    add(edits, view, table, &id, args, now);
    if let Some((_, owner)) = edits.value(table.key, &id, "owner").and_then(Value::as_link) {
        (table.room)(view, owner, 1, now)?;
    }
    Ok(id)
}

/// Writes a new record with these fields and what its entity adds on creation. A `Null` is written
/// only for the owner, where it says that nobody shall be.
pub fn add(edits: &mut Edits, view: &View<'_>, table: &Entity, id: &str, args: &Args, now: &Now) {
    let fields = view.table(table.key).map_or(table.fields, |table| table.fields);
    let given = || fields.iter().filter(|field| field.is_stored()).filter_map(|f| Some((f, args.get(f.key)?)));
    let (points, own): (Vec<_>, Vec<_>) = given()
        .filter(|(field, value)| field.key == "owner" || !value.is_empty())
        .partition(|(field, _)| matches!(field.kind, Kind::Point(_)));
    for (field, value) in own {
        input::write(edits, table.key, id, None, field, value.clone());
    }
    (table.on_create)(view, edits, id, now);
    // Points are records of their own: written last, they leave the record's fields in one op.
    for (field, value) in points {
        input::write(edits, table.key, id, None, field, value.clone());
    }
}

/// Writes one field of a record. Also settles a conflict of that field, because the write replaces
/// every live value its author sees.
///
/// # Errors
/// `refused-gone` if the record is not visible any more, and those of [`may_edit`].
pub fn edit(view: &View<'_>, at: &Ref, key: &str, value: Value) -> Result<Edits, Refusal> {
    let mut edits = Edits::new();
    write(&mut edits, view, at, key, value)?;
    Ok(edits)
}

/// [`edit`] as a part of larger edits.
///
/// # Errors
/// As [`edit`].
pub fn write(edits: &mut Edits, view: &View<'_>, at: &Ref, key: &str, value: Value) -> Result<(), Refusal> {
    let rec = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
    let field = may_edit(&rec, key, &value)?;
    input::write(edits, rec.table.key, rec.id, Some(&rec), field, value);
    Ok(())
}

/// The field of this key, if a person may give it this value.
///
/// # Errors
/// `refused-computed` for a field nobody types, `refused-managed` for one that only commands change,
/// `refused-required` if a required field would become blank.
pub fn may_edit(rec: &Rec<'_>, key: &str, value: &Value) -> Result<&'static Field, Refusal> {
    let field =
        rec.table.field(key).filter(|field| field.is_stored()).ok_or_else(|| Refusal::new("refused-computed"))?;
    if field.managed {
        return Err(Refusal::new("refused-managed").with("field", field.label).at(field.key));
    }
    if field.required && value.is_empty() {
        return Err(Refusal::new("refused-required").with("field", field.label).at(field.key));
    }
    Ok(field)
}

/// Refuses to change a record that is a colleague's.
///
/// # Errors
/// What its entity says; `refused-gone` if it is not visible any more.
pub fn guard(view: &View<'_>, at: &Ref, now: &Now) -> Result<(), Refusal> {
    let rec = view.at(at).ok_or_else(|| Refusal::new("refused-gone"))?;
    (rec.table.guard)(&rec, now)
}

/// [`delete`], unless one of them is a colleague's.
///
/// # Errors
/// Those of [`guard`].
pub fn remove(view: &View<'_>, targets: &[Ref], now: &Now) -> Result<Edits, Refusal> {
    targets.iter().filter(|at| view.at(at).is_some()).try_for_each(|at| guard(view, at, now))?;
    Ok(delete(targets))
}

/// The fields of a record that are blank and must not be where its state is this.
#[must_use]
pub fn lacking(rec: &Rec<'_>, state: &str, now: &Now) -> Vec<&'static Field> {
    let said = |field: &str| rec.text(field).to_owned();
    let needed = rec.table.fields.iter().filter(|field| field.needed.contains(&state) && field.suits(said));
    needed.filter(|field| rec.value(field, now).is_empty()).collect()
}

/// Refuses edits that bring a record to a state in which a field must not be blank that is.
///
/// # Errors
/// `refused-needed`, about the first such field.
pub fn complete(view: &View<'_>, targets: &[Ref], edits: &Edits, now: &Now) -> Result<(), Refusal> {
    for rec in targets.iter().filter_map(|at| view.at(at)) {
        let status = rec.table.status.and_then(|status| rec.table.field(status));
        let Some(status) = status.filter(|_| rec.table.fields.iter().any(|field| !field.needed.is_empty())) else {
            continue;
        };
        let Some(book) = after(&rec, edits) else { continue };
        let then = book.view(view.me());
        let Some(copy) = then.at(&rec.at()) else { continue };
        let (before, state) = (rec.value(status, now), copy.value(status, now).into_owned());
        let Some(state) = state.as_text().filter(|_| *before != state) else { continue };
        // What lines of it say is not in the copy.
        let lacks = lacking(&rec, state, now).into_iter().find(|field| copy.value(field, now).is_empty());
        if let Some(field) = lacks {
            return Err(needed(field, status, state));
        }
    }
    Ok(())
}

/// The refusal of a state in which a field must not be blank.
fn needed(field: &Field, status: &Field, state: &str) -> Refusal {
    let choice = status.kind.choice(state).map_or("", |choice| choice.label);
    Refusal::new("refused-needed").with("field", field.label).with("state", choice).at(field.key)
}

/// Settles a conflict of a raw ledger field (also one the table does not list) by writing a value.
#[must_use]
pub fn resolve(at: &Ref, field: &str, value: Value) -> Edits {
    let mut edits = Edits::new();
    edits.set(&at.entity, &at.id, field, value);
    edits
}

/// Deletes records and their lines.
#[must_use]
pub fn delete(targets: &[Ref]) -> Edits {
    let mut edits = Edits::new();
    for at in targets {
        edits.delete(&at.entity, &at.id);
    }
    edits
}

/// Brings deleted records back.
#[must_use]
pub fn restore(targets: &[Ref]) -> Edits {
    let mut edits = Edits::new();
    for at in targets {
        edits.restore(&at.entity, &at.id);
    }
    edits
}

/// The table of a record's entity.
///
/// # Errors
/// `refused-unknown` for an entity of a newer version.
pub fn table_of(at: &Ref) -> Result<&'static Entity, Refusal> {
    entity(&at.entity).ok_or_else(|| Refusal::new("refused-unknown"))
}
