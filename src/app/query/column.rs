//! Columns: which fields a table shows, in which order, how wide, and which stay while it scrolls.

use super::Query;
use crate::crm::Entity;
use crate::crm::schema::{Field, Kind};

/// The least width of a column, in CSS pixels.
pub const NARROWEST: u16 = 56;
/// The greatest width of a column, in CSS pixels.
pub const WIDEST: u16 = 640;
/// The width of a column that its table gives none, in CSS pixels.
const USUAL: u16 = 128;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The field's key.
    pub field: String,
    /// Its width in CSS pixels; as its table says if `None`.
    pub width: Option<u16>,
    /// Whether it stays at the left while the others scroll.
    pub pinned: bool,
}

impl Shown {
    /// A column as wide as its table says.
    #[must_use]
    pub fn new(field: &str) -> Shown {
        Shown { field: field.to_owned(), width: None, pinned: false }
    }
}

impl Query {
    /// The columns that are shown, pinned ones first, with their widths in CSS pixels.
    #[must_use]
    pub fn columns(&self, table: &'static Entity) -> Vec<(&'static Field, u16, bool)> {
        let chosen: Vec<Shown> = self.spelled_columns(table);
        let column = |shown: &Shown| {
            let field = table.field(&shown.field)?;
            let width = shown.width.or(field.column).unwrap_or(USUAL).clamp(NARROWEST, WIDEST);
            Some((field, width, shown.pinned))
        };
        let mut columns: Vec<_> = chosen.iter().filter(|shown| shown.pinned).filter_map(column).collect();
        columns.extend(chosen.iter().filter(|shown| !shown.pinned).filter_map(column));
        columns
    }

    /// The columns as an address spells them, the table's own spelled out: what a change begins from.
    #[must_use]
    pub fn spelled_columns(&self, table: &'static Entity) -> Vec<Shown> {
        let known = |shown: &&Shown| table.field(&shown.field).is_some();
        let chosen: Vec<Shown> = self.columns.iter().filter(known).cloned().collect();
        if chosen.is_empty() { usual(table).into_iter().map(|field| Shown::new(field.key)).collect() } else { chosen }
    }

    /// Changes the columns; what comes out as the table's own is spelled no more.
    pub fn change_columns(&mut self, table: &'static Entity, change: impl FnOnce(&mut Vec<Shown>)) {
        let mut columns = self.spelled_columns(table);
        change(&mut columns);
        let plain: Vec<Shown> = Query::default().spelled_columns(table);
        self.columns = if columns == plain { Vec::new() } else { columns };
    }
}

/// The columns of a table that nobody changed. What names a record comes first and bears the link to it.
fn usual(table: &'static Entity) -> Vec<&'static Field> {
    let mut fields: Vec<_> = table.columns().collect();
    let names = |key: &&str| fields.iter().position(|field| field.key == *key);
    if let Some(main) = table.title.iter().find_map(names) {
        fields[..=main].rotate_right(1);
    }
    fields
}

/// Whether records can be grouped by fields of this type: where several have the same value.
#[must_use]
pub fn can_group(kind: Kind) -> bool {
    match kind {
        Kind::Choice(_) | Kind::Bool | Kind::Link(_) | Kind::Rating(_) | Kind::Text => true,
        Kind::Date | Kind::When | Kind::Instant => true,
        Kind::LongText | Kind::Formula | Kind::Url | Kind::Email | Kind::Phone | Kind::Point(_) => false,
        Kind::Int | Kind::Decimal(_) | Kind::Money | Kind::Tags | Kind::Choices(_) => false,
    }
}
