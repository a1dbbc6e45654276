//! One row of a table as the values of a record, with everything that is wrong with it.

use super::known::{Links, makes};
use super::known_program::Known;
use super::mapping::{Mapping, Target};
use super::read::Row;
use super::report::{Problem, Reason};
use super::settings::{Settings, Unknown};
use crate::crm::command::Args;
use crate::crm::input;
use crate::crm::schema::{Field, Kind};
use crate::ledger::Value;

/// What a row becomes.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// The id of the record it was once, if it says so.
    pub(super) id: Option<String>,
    /// The values of fields, contact points and the company left out.
    pub(super) fields: Args,
    /// Kind, label and value of contact points.
    pub(super) points: Vec<(&'static str, Option<&'static str>, String)>,
    /// What its links are to lead to, by name.
    pub(super) links: Vec<Named>,
}

/// A link to a record by its name.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) field: &'static Field,
    /// The entities it may lead to.
    pub(super) to: &'static [&'static str],
    /// The name as written.
    pub(super) name: String,
}

/// What a row is read with.
pub(super) struct Reader<'a> {
    pub(super) mapping: &'a Mapping,
    pub(super) settings: &'a Settings,
    pub(super) currency: &'a str,
    /// Minutes east of UTC of the zone times are read in.
    pub(super) offset: i32,
    pub(super) links: &'a Links,
    /// What is known of the table beforehand.
    pub(super) known: Option<&'a Known>,
}

impl Reader<'_> {
    /// Reads a row. Every cell that is wrong is named in `problems` and left out of the draft.
    pub(super) fn read(&self, row: &Row, problems: &mut Vec<Problem>) -> Draft {
        let mut draft = Draft::default();
        let (mut given, mut family) = ("", "");
        let cells = row.cells.iter().zip(&self.mapping.columns).enumerate();
        for (column, (cell, target)) in cells.filter(|(_, (cell, _))| !cell.is_empty()) {
            let cell =
                self.known.and_then(|known| known.word(self.mapping.table, column, *target, cell)).unwrap_or(cell);
            if cell.is_empty() {
                continue;
            }
            let mut wrong = |field: &'static Field, reason| {
                let instead = matches!(reason, Reason::Invalid(_)).then(|| suggestion(field, cell, self.currency));
                problems.push(Problem {
                    row: row.number,
                    column: Some(column),
                    field: Some(field.label),
                    reason,
                    cell: excerpt(cell),
                    instead: instead.flatten(),
                });
            };
            match *target {
                Target::Nothing => {}
                Target::Id => draft.id = Some(cell.to_owned()),
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
                        draft.add_points(field, kind, Some(label), cell, &mut |reason| wrong(field, reason));
                    }
                }
                Target::Field(key) => {
                    let Some(field) = self.mapping.table.field(key) else { continue };
                    self.read_field(&mut draft, field, cell, &mut |reason| wrong(field, reason));
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
            Kind::Link(to) => self.read_link(draft, field, to, cell, wrong),
            Kind::When | Kind::Instant if let Some(at) = input::local_time(cell, self.offset) => {
                draft.fields.insert(field.key.to_owned(), Value::At(at));
            }
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

impl Reader<'_> {
    /// Reads the name of a record. One that is not there yet is created when the row is written, if a name is
    /// enough for that.
    fn read_link(
        &self,
        draft: &mut Draft,
        field: &'static Field,
        to: &'static [&'static str],
        cell: &str,
        wrong: &mut dyn FnMut(Reason),
    ) {
        let is_member = to.contains(&"member");
        let found = self.links.find(to, cell);
        if found.is_some_and(|(_, shared)| *shared) {
            wrong(Reason::Ambiguous);
        }
        match (found, self.settings.unknown(field.key, to)) {
            (Some((link, _)), _) if is_member => {
                draft.fields.insert(field.key.to_owned(), link.clone());
            }
            (None, Unknown::LeaveOutRow) => wrong(Reason::Unknown),
            (None, _) if is_member => wrong(Reason::NoMember),
            (None, Unknown::LeaveBlank) => wrong(Reason::NoRecord),
            (None, Unknown::Create) if makes(to).is_none() => wrong(Reason::NoRecord),
            _ => draft.links.push(Named { field, to, name: cell.to_owned() }),
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
                Ok(_) => match self.points.iter_mut().find(|(own, _, known)| *own == kind && known == value) {
                    // An export names a point twice: as the first of all, and under its label.
                    Some((_, known, _)) => *known = known.or(label),
                    None => self.points.push((kind, label, value.to_owned())),
                },
                Err(invalid) => wrong(Reason::Invalid(invalid)),
            }
        }
    }

    /// The text of a field, empty if it has none.
    pub(super) fn text(&self, field: &str) -> &str {
        self.fields.get(field).and_then(Value::as_text).unwrap_or_default()
    }
}

/// What a cell that cannot be read may have been meant to say: what is no part of a value is left out.
fn suggestion(field: &Field, cell: &str, currency: &str) -> Option<String> {
    let mended: String = match field.kind {
        Kind::Int | Kind::Decimal(_) | Kind::Rating(_) | Kind::Money => {
            cell.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '万' | '亿')).collect()
        }
        // Letters that look like digits.
        Kind::Point("phone") => cell
            .chars()
            .map(|c| match c {
                'o' | 'O' => '0',
                'l' | 'I' => '1',
                other => other,
            })
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect(),
        Kind::Point("email") => cell
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| match c {
                '＠' => '@',
                '。' | '，' | ',' => '.',
                other => other,
            })
            .collect(),
        Kind::Date | Kind::When => day_first(cell)?,
        _ => return None,
    };
    (!mended.is_empty() && mended != cell && input::parse(field, &mended, currency).is_ok()).then_some(mended)
}

/// A date that begins with the day or the month, where only one of them can be meant.
fn day_first(cell: &str) -> Option<String> {
    let parts: Vec<u32> = cell.split(['/', '.', '-']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [first, second, year] = parts[..] else { return None };
    let (month, day) = match (first, second) {
        (1..=12, 13..=31) => (first, second),
        (13..=31, 1..=12) => (second, first),
        _ => return None,
    };
    Some(format!("{year:04}-{month:02}-{day:02}"))
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
