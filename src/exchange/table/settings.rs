//! What a person chooses for an import, besides what its columns mean.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a person chose for an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Who owns what no column gives an owner.
    pub owner: Owner,
    /// Values of fields where a row has none, as a person would type them; of links the record's id.
    pub defaults: BTreeMap<String, String>,
    /// By which field a row is known to be there already; by name and what goes with it if by none.
    pub key: Option<String>,
    /// What becomes of a row that is there already.
    pub known: Rule,
    /// The same for single fields of records that are completed or overwritten, by key.
    pub rules: BTreeMap<String, Rule>,
    /// What becomes of a row that is not there yet.
    pub fresh: Fresh,
    /// What becomes of a row with a cell that cannot be read.
    pub unreadable: Unreadable,
    /// What becomes of a name that nobody has, by the key of the field that links.
    pub unknown: BTreeMap<String, Unknown>,
}

/// Who owns imported records.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owner {
    /// The member who imports.
    #[default]
    Me,
    /// Nobody: leads are unassigned (F2).
    Nobody,
    /// This member.
    Member(String),
}

/// What becomes of a row that is there already, or of one of its fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// What is there stays as it is.
    #[default]
    Keep,
    /// What is blank is filled.
    Fill,
    /// What the row says is written; what it leaves blank stays.
    Overwrite,
    /// The row becomes a record of its own.
    Add,
}

/// What becomes of a row that is not there yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fresh {
    /// It becomes a record.
    #[default]
    Create,
    /// It is left out: the import only updates.
    LeaveOut,
}

/// What becomes of a row with a cell that cannot be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// The row is left out.
    #[default]
    LeaveOutRow,
    /// The cell is left blank.
    LeaveBlank,
}

/// What becomes of a name that no record has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unknown {
    /// A record of that name is created.
    Create,
    /// The link is left blank; an owner is then the one chosen for the import.
    LeaveBlank,
    /// The row is left out.
    LeaveOutRow,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            owner: Owner::Me,
            // A source must be given (F75), and a table often has none.
            defaults: BTreeMap::from([("source".to_owned(), "other".to_owned())]),
            key: None,
            known: Rule::Keep,
            rules: BTreeMap::new(),
            fresh: Fresh::Create,
            unreadable: Unreadable::LeaveOutRow,
            unknown: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// What becomes of a field of a record that is there already.
    #[must_use]
    pub fn rule(&self, field: &str) -> Rule {
        self.rules.get(field).copied().filter(|_| self.updates()).unwrap_or(self.known)
    }

    /// Whether records that are there already are written.
    #[must_use]
    pub fn updates(&self) -> bool {
        matches!(self.known, Rule::Fill | Rule::Overwrite)
    }

    /// What becomes of a name that nobody has: companies and pools are created, people are not.
    #[must_use]
    pub fn unknown(&self, field: &str, to: &[&str]) -> Unknown {
        let made = to.iter().any(|key| matches!(*key, "customer" | "pool"));
        let usual = if made { Unknown::Create } else { Unknown::LeaveBlank };
        self.unknown.get(field).copied().unwrap_or(usual)
    }
}
