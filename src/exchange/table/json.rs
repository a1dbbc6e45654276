//! JSON to rows: each list of objects in a file is a table, like the sheets of a workbook.
//!
//! What an object has within it becomes columns of its own, what it names by an id is called by its name, and the
//! notes that belong to a row stand in one of its cells.

use super::error::{MAX_CELL, MAX_COLUMNS, MAX_ROWS, TableError};
use super::read::Row;
use serde_json::{Map, Value};

/// The tables of a file.
pub(super) struct Found {
    /// The names of the lists.
    pub(super) sheets: Vec<String>,
    /// Which of them was read.
    pub(super) sheet: usize,
    /// Its rows, the heading first.
    pub(super) rows: Vec<Row>,
}

/// The lists of a file by their names; the name of the only one is empty.
type Lists<'a> = Vec<(&'a str, &'a [Value])>;

/// Reads a list: the one asked for, else the first.
///
/// # Errors
/// [`TableError::Json`] if there is none, or another that says why it is too big.
pub(super) fn rows(text: &str, sheet: Option<usize>) -> Result<Found, TableError> {
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|_| TableError::Json)?;
    let lists: Lists<'_> = match &value {
        Value::Array(list) if is_list(list) => vec![("", list)],
        // What says its format, as a workspace does, is no table.
        Value::Object(map) if !map.contains_key("format") => map
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.as_array()?.as_slice())))
            .filter(|(_, list)| is_list(list))
            .collect(),
        _ => Vec::new(),
    };
    let own: Vec<(&str, &[Value])> =
        lists.iter().copied().filter(|(name, list)| !is_told(&lists, name, list)).collect();
    let at = sheet.unwrap_or_default();
    let (name, list) = *own.get(at).ok_or(TableError::Json)?;
    let rows = flat(&lists, name, list)?;
    Ok(Found { sheets: own.iter().map(|(name, _)| (*name).to_owned()).collect(), sheet: at, rows })
}

/// A cell that is itself a list, as words with commas between them.
pub(super) fn listed(cell: &str) -> Option<String> {
    let Value::Array(list) = serde_json::from_str(cell).ok()? else { return None };
    Some(list.iter().map(said).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(", "))
}

/// Lists that are no tables of ours: who sells, and what is stuck on.
const HELPERS: [&str; 3] = ["sales", "tags", "users"];

fn is_list(list: &[Value]) -> bool {
    !list.is_empty() && list.iter().all(Value::is_object)
}

/// Whether a list only tells more of the rows of others: people who are named by an id, labels, notes.
fn is_told(lists: &Lists<'_>, name: &str, list: &[Value]) -> bool {
    let named = || {
        let id = |own: &&str| format!("{}_id", singular(own));
        let keys = |list: &[Value], key: &str| list.iter().any(|row| row.get(key).is_some());
        lists.iter().any(|(other, rows)| *other != name && keys(rows, &id(&name)))
    };
    HELPERS.contains(&name) && (named() || name == "tags") || parent(lists, name, list).is_some()
}

/// The list to whose rows the rows of this one are notes: they have a text and the id of one of them.
fn parent<'a>(lists: &Lists<'a>, name: &str, list: &[Value]) -> Option<&'a str> {
    let told = list.iter().all(|row| row.get("text").is_some());
    let of = |(other, _): &&(&'a str, &[Value])| {
        *other != name
            && !HELPERS.contains(other)
            && list.iter().all(|row| row.get(format!("{}_id", singular(other))).is_some())
    };
    lists.iter().find(of).filter(|_| told).map(|(other, _)| *other)
}

/// `companies` → `company`, `deals` → `deal`; `sales` stays.
fn singular(name: &str) -> String {
    match name {
        "sales" => "sales".to_owned(),
        name => name
            .strip_suffix("ies")
            .map(|stem| format!("{stem}y"))
            .or_else(|| name.strip_suffix('s').map(str::to_owned))
            .unwrap_or_else(|| name.to_owned()),
    }
}

/// The rows of a list under a heading of all that its objects have.
fn flat(lists: &Lists<'_>, name: &str, list: &[Value]) -> Result<Vec<Row>, TableError> {
    if list.len() >= MAX_ROWS {
        return Err(TableError::TooManyRows);
    }
    let mut heading: Vec<String> = Vec::new();
    let mut rows = Vec::with_capacity(list.len() + 1);
    for (at, object) in list.iter().enumerate() {
        let mut cells: Vec<(String, String)> = Vec::new();
        if let Value::Object(map) = object {
            spread(lists, "", map, &mut cells);
        }
        let mut lines: Vec<String> = Vec::new();
        for (other, notes) in lists.iter().filter(|(other, notes)| parent(lists, other, notes) == Some(name)) {
            let key = format!("{}_id", singular(name));
            let own = notes.iter().filter(|note| note.get(&key).is_some_and(|id| Some(id) == object.get("id")));
            // What is not called a note says what it is.
            let begin = if other.ends_with("notes") { String::new() } else { format!("{other}: ") };
            lines.extend(own.map(|own| format!("{begin}{}", note(own))));
        }
        if !lines.is_empty() {
            cells.push(("notes".to_owned(), lines.join("\n")));
        }
        let mut row = vec![String::new(); heading.len()];
        for (key, text) in cells {
            let column = heading.iter().position(|own| *own == key).unwrap_or_else(|| {
                heading.push(key);
                row.push(String::new());
                heading.len() - 1
            });
            if text.len() > MAX_CELL {
                return Err(TableError::CellTooLong(at + 2));
            }
            if let Some(cell) = row.get_mut(column) {
                text.trim().clone_into(cell);
            }
        }
        if heading.len() > MAX_COLUMNS {
            return Err(TableError::TooManyColumns(at + 2));
        }
        rows.push(Row { number: at + 2, cells: row });
    }
    for row in &mut rows {
        row.cells.resize(heading.len(), String::new());
    }
    rows.insert(0, Row { number: 1, cells: heading });
    Ok(rows)
}

/// A note as a line: its day and its text.
fn note(value: &Value) -> String {
    let text = value.get("text").map(said).unwrap_or_default();
    let day = ["date", "due_date"].iter().find_map(|key| value.get(key)).map(said).unwrap_or_default();
    match day.get(..10) {
        Some(day) => format!("{day} {text}"),
        None => text,
    }
}

/// Puts what an object says into cells, by column.
fn spread(lists: &Lists<'_>, before: &str, map: &Map<String, Value>, cells: &mut Vec<(String, String)>) {
    for (key, value) in map {
        let name = format!("{before}{key}");
        match value {
            Value::Null => {}
            Value::Object(inner) => spread(lists, &format!("{name}_"), inner, cells),
            Value::Array(list) if is_list(list) => labelled(key, list, cells),
            Value::Array(list) => {
                let ids = key.strip_suffix("_ids");
                let words = list.iter().map(|word| {
                    let known = title(lists, ids.unwrap_or(key), word);
                    known.unwrap_or_else(|| said(word))
                });
                let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
                // Of several that a link could lead to, the first is meant.
                match ids {
                    Some(one) => cells.push((one.to_owned(), words.into_iter().next().unwrap_or_default())),
                    None => cells.push((name, words.join(", "))),
                }
            }
            _ => {
                if let Some(one) = key.strip_suffix("_id")
                    && let Some(title) = title(lists, one, value)
                {
                    cells.push((one.to_owned(), title));
                }
                cells.push((name, said(value)));
            }
        }
    }
}

/// A list of values with types, such as e-mail addresses: one column for each type.
fn labelled(key: &str, list: &[Value], cells: &mut Vec<(String, String)>) {
    let stem = singular(key.split('_').next().unwrap_or(key));
    for value in list {
        let label = value.get("type").map(said).unwrap_or_default().to_lowercase();
        let text = value.as_object().and_then(|map| map.iter().find(|(key, _)| *key != "type"));
        let Some((_, text)) = text else { continue };
        let column = if label.is_empty() { stem.clone() } else { format!("{stem}_{label}") };
        match cells.iter_mut().find(|(own, _)| *own == column) {
            Some((_, cell)) => {
                cell.push_str(", ");
                cell.push_str(&said(text));
            }
            None => cells.push((column, said(text))),
        }
    }
}

/// What a record of another list is called, by its id.
fn title(lists: &Lists<'_>, one: &str, id: &Value) -> Option<String> {
    let (_, rows) = lists.iter().find(|(name, _)| singular(name) == singular(one) || *name == one)?;
    let row = rows.iter().find(|row| row.get("id") == Some(id))?;
    let text = |key: &str| row.get(key).map(said).unwrap_or_default();
    let whole = format!("{} {}", text("first_name"), text("last_name"));
    [text("name"), whole.trim().to_owned(), text("title")].into_iter().find(|title| !title.is_empty())
}

fn said(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Object(map) => {
            // A phone of Twenty: its country before its number.
            let part = |key: &str| map.get(key).and_then(Value::as_str).unwrap_or_default();
            let number = format!("{} {}", part("callingCode"), part("number"));
            let first = || map.values().find_map(Value::as_str).unwrap_or_default().to_owned();
            if part("number").is_empty() { first() } else { number.trim().to_owned() }
        }
        other => other.to_string(),
    }
}
