//! Paste: a block of cells from a spreadsheet, laid over the rows and columns of a list. It is planned
//! first, so that a person sees what would change, and written as one change.

use crate::crm::input::{self, Invalid};
use crate::crm::schema::{Field, Kind, Now};
use crate::crm::{Edits, Rec, Ref, Refusal, View, record};
use crate::exchange::table::formula;
use crate::ledger::Value;
use chrono::{NaiveDateTime, TimeDelta};

/// How many rows a block may have.
const MOST: usize = 5_000;

/// What a block would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paste {
    /// The cells that would change or cannot, row by row.
    pub cells: Vec<Cell>,
    /// How many of its cells say what is there already.
    pub same: usize,
    /// How many of its rows find no row in the list.
    pub beyond: usize,
    /// How many of its columns find no column.
    pub wide: usize,
}

/// A cell of the block on a field of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The record.
    pub at: Ref,
    /// The field's key.
    pub field: &'static str,
    /// What was pasted.
    pub text: String,
    /// The value it would replace.
    pub before: Value,
    /// The value it would become, or why not.
    pub after: Result<Value, Trouble>,
}

/// Why a pasted text does not become a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It cannot be read.
    Invalid(Invalid),
    /// The rules say no.
    Refused(Refusal),
}

/// The cells of a block of text, as spreadsheets put it on the clipboard: tabs between cells, one line for
/// each row, cells with either in them in quotes.
#[must_use]
pub fn block(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let (mut quoted, mut fresh) = (false, true);
    let text = text.replace("\r\n", "\n");
    let mut signs = text.strip_suffix('\n').unwrap_or(&text).chars().peekable();
    while let Some(sign) = signs.next() {
        let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) else { break };
        match sign {
            '"' if quoted && signs.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            '"' if fresh => quoted = true,
            '\t' if !quoted => rows.last_mut().into_iter().for_each(|row| row.push(String::new())),
            '\n' | '\r' if !quoted => rows.push(vec![String::new()]),
            other => cell.push(other),
        }
        fresh = !quoted && matches!(sign, '\t' | '\n' | '\r');
    }
    rows
}

/// Cells as a block of text that spreadsheets take: the inverse of [`block`].
#[must_use]
pub fn to_block(rows: &[Vec<String>]) -> String {
    let cell = |text: &String| {
        let plain = !text.contains(['\t', '\n', '\r']) && !text.starts_with('"');
        if plain { text.clone() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
    };
    let lines = rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("\t"));
    lines.map(|line| line + "\n").collect()
}

impl Paste {
    /// What a block would do to these records and fields, its first cell on the first of both.
    #[must_use]
    pub fn plan(view: &View<'_>, refs: &[Ref], fields: &[&'static Field], text: &str, now: &Now) -> Paste {
        let block = block(text);
        let width = block.iter().map(Vec::len).max().unwrap_or_default();
        let mut paste = Paste {
            beyond: block.len().saturating_sub(refs.len().min(MOST)),
            wide: width.saturating_sub(fields.len()),
            ..Paste::default()
        };
        let currency = input::currency(view);
        for (row, at) in block.iter().zip(refs).take(MOST) {
            let Some(rec) = view.at(at) else { continue };
            for (text, field) in row.iter().zip(fields) {
                let text = formula::unescape(text.trim()).trim();
                let before = rec.value(field, now).into_owned();
                let after = read(view, &rec, field, text, &before, &currency, now);
                if after.as_ref().is_ok_and(|after| *after == before || after.is_empty() && before.is_empty()) {
                    paste.same += 1;
                    continue;
                }
                let (at, text) = (at.clone(), text.to_owned());
                paste.cells.push(Cell { at, field: field.key, text, before, after });
            }
        }
        paste
    }

    /// How many cells would change.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.cells.iter().filter(|cell| cell.after.is_ok()).count()
    }

    /// The edits that change them.
    ///
    /// # Errors
    /// The refusal of the first record that is gone meanwhile.
    pub fn edits(&self, view: &View<'_>) -> Result<Edits, Refusal> {
        let mut edits = Edits::new();
        for cell in &self.cells {
            if let Ok(value) = &cell.after {
                record::write(&mut edits, view, &cell.at, cell.field, value.clone())?;
            }
        }
        Ok(edits)
    }
}

/// Reads one cell as a value of a field.
fn read(
    view: &View<'_>,
    rec: &Rec<'_>,
    field: &Field,
    text: &str,
    before: &Value,
    currency: &str,
    now: &Now,
) -> Result<Value, Trouble> {
    let currency = if let Value::Money(_, own) = before { own } else { currency };
    let value = match field.kind {
        Kind::Link(entities) if !text.is_empty() => link(view, entities, text).ok_or(Invalid::Link),
        Kind::When | Kind::Instant => match moment(text, now) {
            Some(at) => Ok(Value::At(at)),
            None => input::parse(field, text, currency),
        },
        _ => input::parse(field, text, currency),
    };
    // What nobody may write is told first, unless it is what stands there.
    match &value {
        Ok(value) if value == before => {}
        value => {
            let value = value.as_ref().ok().cloned().unwrap_or(Value::Bool(true));
            let may = record::may_edit(rec, field.key, &value);
            may.and_then(|_| (rec.table.guard)(rec, now)).map_err(Trouble::Refused)?;
        }
    }
    value.map_err(Trouble::Invalid)
}

/// The one record of these entities that is called so.
fn link(view: &View<'_>, entities: &[&str], text: &str) -> Option<Value> {
    let name = text.to_lowercase();
    let mut found = entities.iter().flat_map(|key| view.records(key)).filter(|rec| rec.title().to_lowercase() == name);
    found.next().filter(|_| found.next().is_none()).map(|rec| rec.at().link())
}

/// A day with a time in the zone, milliseconds since 1970 UTC.
fn moment(text: &str, now: &Now) -> Option<i64> {
    let text = text.replace('/', "-").replace('T', " ");
    let read = |form: &str| NaiveDateTime::parse_from_str(&text, form).ok();
    let at = read("%Y-%m-%d %H:%M").or_else(|| read("%Y-%m-%d %H:%M:%S"))?;
    Some(at.checked_sub_signed(TimeDelta::minutes(now.offset.into()))?.and_utc().timestamp_millis())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expect: &[&[&str]]) {
        assert_eq!(block(text), expect);
    }

    #[test]
    fn blocks_of_spreadsheets_are_read() {
        check("a\tb\r\nc\td\r\n", &[&["a", "b"], &["c", "d"]]);
        check("a\n\nb\n", &[&["a"], &[""], &["b"]]);
        check("\"two\nlines\"\tb\n", &[&["two\nlines", "b"]]);
        check("\"say \"\"hi\"\"\"\tb", &[&["say \"hi\"", "b"]]);
        check("5\" pipe\tb", &[&["5\" pipe", "b"]]);
        check("", &[&[""]]);
    }

    proptest! {
        #[test]
        fn a_copied_block_is_read_back(rows in prop::collection::vec(prop::collection::vec("[a\"\t\n 汉]{0,5}", 3), 1..4)) {
            prop_assert_eq!(block(&to_block(&rows)), rows);
        }
    }
}
