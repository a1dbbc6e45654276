//! Tables of other programs, known by their headings: what their columns mean and what their words are here.

use super::mapping::Target;
use super::program::{LAYOUTS, Layout, Words};
use super::read::Sheet;
use crate::crm::input;
use crate::crm::schema::{Entity, entity};

/// What is known of a table before anybody says what its columns mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Message key of the name of the program, or of whatever else made the table.
    pub program: &'static str,
    /// What its rows become.
    pub entity: &'static str,
    /// The meaning of each column, `None` where its heading is to say it.
    pub columns: Vec<Option<Target>>,
    /// The words of columns, with ours: by column, the field they are for, and the words.
    pub(super) words: Vec<(usize, Target, Words)>,
}

impl Known {
    /// What a cell says in our words, if the column means what it meant there. A word that is one of ours already is
    /// left as it is.
    pub(super) fn word<'a>(&self, table: &Entity, column: usize, target: Target, cell: &'a str) -> Option<&'a str> {
        let (.., words) = self.words.iter().find(|(own, meant, _)| *own == column && *meant == target)?;
        let said = |(theirs, _): &&(&str, &str)| theirs.eq_ignore_ascii_case(cell.trim());
        let own = || match target {
            Target::Field(key) => table.field(key).is_some_and(|field| input::parse(field, cell, "").is_ok()),
            _ => false,
        };
        let found = words.iter().find(said).or_else(|| words.iter().find(|(theirs, _)| *theirs == "*" && !own()));
        found.map(|(_, ours)| *ours)
    }
}

/// Whether a row is the heading of a table that is known.
pub(super) fn is_heading(cells: &[String]) -> bool {
    LAYOUTS.iter().any(|layout| layout.list.is_empty() && fits(layout, cells))
}

/// Recognises a table, joins the columns that belong together, and writes lists within its cells plainly. `list` is
/// the name of its list in a JSON file, empty for other files.
pub(super) fn recognise(sheet: &mut Sheet, list: &str) {
    let Some(layout) = LAYOUTS.iter().find(|layout| layout.list == list && fits(layout, &sheet.heading)) else {
        return;
    };
    let Some(table) = entity(layout.entity) else { return };
    let mut known = Known { program: layout.program, entity: layout.entity, ..Known::default() };
    for (at, heading) in sheet.heading.iter().enumerate() {
        let column = layout.columns.iter().find(|column| plain(column.0) == plain(heading));
        let target = column.map(|column| Target::of(table, column.1));
        // No field is given to two columns.
        let twice =
            target.is_some_and(|target| matches!(target, Target::Field(_)) && known.columns.contains(&Some(target)));
        let shared = target.is_some_and(|target| super::mapping::is_shared(table, target));
        known.columns.push(if twice && !shared { Some(Target::Nothing) } else { target });
        if let (Some(column), Some(target)) = (column, target)
            && !column.2.is_empty()
        {
            known.words.push((at, target, column.2));
        }
    }
    for (own, before) in layout.joins {
        let at = |name: &str| sheet.heading.iter().position(|heading| plain(heading) == plain(name));
        if let (Some(own), Some(before)) = (at(own), at(before)) {
            sheet.rows.iter_mut().for_each(|row| join(&mut row.cells, own, before));
        }
    }
    for cell in sheet.rows.iter_mut().flat_map(|row| &mut row.cells).filter(|cell| cell.starts_with('[')) {
        if let Some(list) = super::json::listed(cell) {
            *cell = list;
        }
    }
    sheet.known = Some(known);
}

/// Puts a cell before another, unless it stands there already.
fn join(cells: &mut [String], own: usize, before: usize) {
    let first = cells.get(before).cloned().unwrap_or_default();
    if let Some(cell) = cells.get_mut(own)
        && !cell.is_empty()
        && !first.is_empty()
        && !cell.starts_with('+')
        && !cell.starts_with(&first)
    {
        *cell = format!("{first} {cell}");
    }
}

fn fits(layout: &Layout, heading: &[String]) -> bool {
    layout.telling.iter().all(|word| heading.iter().any(|heading| plain(heading) == plain(word)))
}

/// A heading as those of programs are compared: lower case, without the star and the bracket of what must be given.
fn plain(heading: &str) -> String {
    let bare = heading.trim().trim_start_matches('*').trim_end_matches('*').trim();
    let bare = ["(*)", "（*）", "(必填)", "（必填）"].iter().find_map(|end| bare.strip_suffix(end)).unwrap_or(bare);
    bare.trim().to_lowercase()
}
