//! Copy and paste as spreadsheets do: rows and columns as text with tabs between.

use super::List;
use super::lines::Line;
use crate::app::paste::{block, to_block};
use crate::crm::schema::{Field, Kind};
use crate::crm::{Now, Rec, Ref};
use crate::i18n::format;
use crate::ledger::Value;
use crate::ui::field::text;
use crate::ui::present;
use leptos::prelude::*;
use std::sync::Arc;

/// A block that was pasted: onto which records and fields, and what.
#[derive(Clone)]
pub(super) struct Pasted {
    pub refs: Vec<Ref>,
    pub fields: Vec<&'static Field>,
    pub text: String,
}

/// What is copied: the ticked rows under their heads, else the cell or the row that has the focus.
pub(super) fn copied(list: List, line: Option<&Line>, column: Option<usize>) -> Option<String> {
    let fields = columns(list);
    let ticked = list.selection.targets();
    let (refs, fields, headed) = match (ticked.is_empty(), line?, column) {
        (false, ..) => (ticked, fields, true),
        (true, Line::Row(at), Some(column)) => (vec![at.clone()], vec![*fields.get(column)?], false),
        (true, Line::Row(at), None) => (vec![at.clone()], fields, false),
        (true, Line::Head(_), _) => return None,
    };
    Some(written(list, &refs, &fields, headed))
}

/// These records as a block, with the heads of the columns above if wanted.
pub(super) fn written(list: List, refs: &[Ref], fields: &[&'static Field], headed: bool) -> String {
    let session = list.session;
    let now = session.now();
    let heads = headed.then(|| fields.iter().map(|field| session.t(field.label)).collect());
    let rows = session.read(|view| {
        let row = |rec: Rec<'_>| fields.iter().map(|field| cell(list, &rec, field, &now)).collect();
        refs.iter().filter_map(|at| view.at(at)).map(row).collect::<Vec<_>>()
    });
    to_block(&heads.into_iter().chain(rows).collect::<Vec<_>>())
}

/// The fields of the columns, in order; untracked.
pub(super) fn columns(list: List) -> Vec<&'static Field> {
    list.query.with_untracked(|query| query.columns(list.table).into_iter().map(|column| column.0).collect())
}

/// A cell as spreadsheets read it, and as pasting reads it back: plain numbers and ISO days, words for the rest.
fn cell(list: List, rec: &Rec<'_>, field: &'static Field, now: &Now) -> String {
    let value = rec.value(field, now);
    match (&*value, field.kind) {
        (Value::At(instant), _) => {
            let at = format::local(*instant, now.offset);
            at.map(|at| at.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default()
        }
        (Value::Date(_) | Value::Int(_) | Value::Money(..), _) | (Value::List(_), Kind::Tags) => {
            text::write(field.kind, &value, now)
        }
        _ => present::value(list.session.lang.get_untracked(), rec, field.kind, &value, now),
    }
}

/// Where a pasted text falls: from the focused cell on, to the right and down. One single cell falls on
/// every ticked row, where the focused row is among them.
pub(super) fn pasted(
    list: List,
    lines: &Arc<Vec<Line>>,
    line: usize,
    column: Option<usize>,
    text: String,
) -> Option<Pasted> {
    let fields: Vec<&'static Field> = columns(list).into_iter().skip(column.unwrap_or_default()).collect();
    let rows = lines.iter().skip(line).filter_map(|line| match line {
        Line::Row(at) => Some(at.clone()),
        Line::Head(_) => None,
    });
    let rows: Vec<Ref> = rows.collect();
    let ticked = untrack(|| list.selection.targets());
    let cells = block(&text);
    let is_one = cells.len() == 1 && cells[0].len() == 1 && column.is_some();
    if is_one && rows.first().is_some_and(|first| ticked.contains(first)) {
        let text = to_block(&vec![cells[0].clone(); ticked.len()]);
        return Some(Pasted { refs: ticked, fields: fields.into_iter().take(1).collect(), text });
    }
    (!rows.is_empty() && !text.trim().is_empty()).then_some(Pasted { refs: rows, fields, text })
}
