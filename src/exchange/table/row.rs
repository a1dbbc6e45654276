//! One row of a table as the values of a record, with everything that is wrong with it.

use super::import::{Problem, Reason};
use super::mapping::{Mapping, Target};
use super::read::Row;
use crate::crm::command::Args;
use crate::crm::input;
use crate::crm::schema::{Field, Kind};
use crate::crm::search::fold;
use crate::ledger::Value;
use std::collections::HashMap;

/// What a row becomes.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The values of fields, contact points and the company left out.
    pub(super) fields: Args,
    /// Kind, label and value of contact points.
    pub(super) points: Vec<(&'static str, Option<&'static str>, String)>,
    /// The field that links to a company, and the company's name as written.
    pub(super) company: Option<(&'static Field, String)>,
}

/// What a row is read with.
pub(super) struct Reader<'a> {
    pub(super) mapping: &'a Mapping,
    pub(super) currency: &'a str,
    /// Members by folded name.
    pub(super) members: &'a HashMap<String, Value>,
}

impl Reader<'_> {
    /// Reads a row. Every cell that is wrong is named in `problems` and left out of the draft.
    pub(super) fn read(&self, row: &Row, problems: &mut Vec<Problem>) -> Draft {
        let mut draft = Draft::default();
        let (mut given, mut family) = ("", "");
        let cells = row.cells.iter().zip(&self.mapping.columns).enumerate();
        for (column, (cell, target)) in cells.filter(|(_, (cell, _))| !cell.is_empty()) {
            let mut wrong = |field: Option<&'static str>, reason| {
                problems.push(Problem { row: row.number, column: Some(column), field, reason, cell: excerpt(cell) });
            };
            match *target {
                Target::Nothing => {}
                Target::GivenName => given = cell,
                Target::FamilyName => family = cell,
                Target::Point(kind, label) => {
                    let field = self
                        .mapping
                        .table
                        .fields
                        .iter()
                        .find(|field| matches!(field.kind, Kind::Point(own) if own == kind));
                    if let Some(field) = field {
                        draft
                            .add_points(field, kind, Some(label), cell, &mut |reason| wrong(Some(field.label), reason));
                    }
                }
                Target::Field(key) => {
                    let Some(field) = self.mapping.table.field(key) else { continue };
                    self.read_field(&mut draft, field, cell, &mut |reason| wrong(Some(field.label), reason));
                }
            }
        }
        if !given.is_empty() || !family.is_empty() {
            draft.fields.insert("name".to_owned(), Value::from(full_name(given, family)));
        }
        draft
    }

    fn read_field(&self, draft: &mut Draft, field: &'static Field, cell: &str, wrong: &mut dyn FnMut(Reason)) {
        match field.kind {
            Kind::Link(to) if to.contains(&"member") => match self.members.get(&fold(cell)) {
                Some(member) => {
                    draft.fields.insert(field.key.to_owned(), member.clone());
                }
                None => wrong(Reason::NoMember),
            },
            Kind::Link(_) => draft.company = Some((field, cell.to_owned())),
            Kind::Point(kind) => draft.add_points(field, kind, None, cell, wrong),
            // Several columns of tags add up.
            Kind::Tags => {
                let mut tags = match draft.fields.remove(field.key) {
                    Some(Value::List(tags)) => tags,
                    _ => Vec::new(),
                };
                if let Ok(Value::List(more)) = input::parse(field, cell, self.currency) {
                    tags.extend(more);
                }
                // A tag is a name in the ledger, and such names are bounded.
                if tags.iter().filter_map(Value::as_text).any(|tag| tag.chars().count() > 200) {
                    return wrong(Reason::TagTooLong);
                }
                draft.fields.insert(field.key.to_owned(), Value::List(tags));
            }
            _ => match input::parse(field, cell, self.currency) {
                Ok(value) => {
                    draft.fields.insert(field.key.to_owned(), value);
                }
                Err(invalid) => wrong(Reason::Invalid(invalid)),
            },
        }
    }
}

impl Draft {
    /// Adds the contact points of a cell, which may hold several, parted by commas or the like.
    fn add_points(
        &mut self,
        field: &Field,
        kind: &'static str,
        label: Option<&'static str>,
        cell: &str,
        wrong: &mut dyn FnMut(Reason),
    ) {
        for value in cell.split([',', ';', '，', '；', '、', '\n']).map(str::trim).filter(|value| !value.is_empty())
        {
            match input::parse(field, value, "") {
                Ok(_) if self.points.iter().any(|(own, _, known)| *own == kind && known == value) => {}
                Ok(_) => self.points.push((kind, label, value.to_owned())),
                Err(invalid) => wrong(Reason::Invalid(invalid)),
            }
        }
    }

    /// The text of a field, empty if it has none.
    pub(super) fn text(&self, field: &str) -> &str {
        self.fields.get(field).and_then(Value::as_text).unwrap_or_default()
    }
}

/// A whole name of two parts: 汉字 in their order without a space, others the Western way.
fn full_name(given: &str, family: &str) -> String {
    let is_chinese = |text: &str| text.chars().any(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
    if is_chinese(family) || family.is_empty() && is_chinese(given) {
        format!("{family}{given}")
    } else {
        format!("{given} {family}").trim().to_owned()
    }
}

/// The beginning of a cell, short enough to show.
fn excerpt(cell: &str) -> String {
    let mut short: String = cell.chars().take(60).collect();
    if short.len() < cell.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_in_their_own_order() {
        assert_eq!(full_name("Shelley", "Kerluke"), "Shelley Kerluke");
        assert_eq!(full_name("芳", "王"), "王芳");
        assert_eq!(full_name("", "王"), "王");
        assert_eq!(full_name("Cher", ""), "Cher");
    }
}
