//! Which changes are looked for: a filter of the history, and its address.

use crate::app::query::{escape, unescape};
use crate::ledger::Change;

/// What kind of act a change is, by its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Something new.
    Created,
    /// Fields typed by hand.
    Edited,
    /// Records deleted.
    Deleted,
    /// Records brought back, conflicts settled.
    Settled,
    /// A table imported.
    Imported,
    /// Something taken back or done again.
    TakenBack,
    /// A command of an entity.
    Acted,
}

impl Sort {
    /// All sorts.
    pub const ALL: [Sort; 7] =
        [Sort::Created, Sort::Edited, Sort::Acted, Sort::Deleted, Sort::Settled, Sort::Imported, Sort::TakenBack];

    /// Its word in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Sort::Created => "created",
            Sort::Edited => "edited",
            Sort::Deleted => "deleted",
            Sort::Settled => "settled",
            Sort::Imported => "imported",
            Sort::TakenBack => "undone",
            Sort::Acted => "acted",
        }
    }

    /// The sort of a label.
    #[must_use]
    pub fn of(why: &str) -> Sort {
        match why {
            "create" | "found" | "join" => Sort::Created,
            "edit" => Sort::Edited,
            "delete" => Sort::Deleted,
            "restore" | "resolve" | "accept" | "decline" => Sort::Settled,
            "import" => Sort::Imported,
            "undo" | "redo" | "revert" => Sort::TakenBack,
            _ => Sort::Acted,
        }
    }
}

/// Which changes are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Only by this member.
    pub by: Option<String>,
    /// Only acts of this sort.
    pub sort: Option<Sort>,
    /// Only changes that wrote a record of this entity.
    pub entity: Option<String>,
    /// Only changes made at this instant or later, by their authors' clocks.
    pub from: Option<i64>,
    /// Only changes made before this instant.
    pub until: Option<i64>,
}

impl Look {
    /// The address of what is looked for, without a mark before it; empty for everything.
    #[must_use]
    pub fn to_address(&self) -> String {
        let number = |number: Option<i64>| number.map(|number| number.to_string());
        let parts = [
            ("by", self.by.clone()),
            ("kind", self.sort.map(|sort| sort.word().to_owned())),
            ("of", self.entity.clone()),
            ("from", number(self.from)),
            ("until", number(self.until)),
        ];
        let parts = parts.into_iter().filter_map(|(key, value)| Some(format!("{key}={}", escape(&value?))));
        parts.collect::<Vec<_>>().join("&")
    }

    /// What an address looks for. What it does not know is left out.
    #[must_use]
    pub fn from_address(address: &str) -> Look {
        let mut look = Look::default();
        for (key, value) in address.split('&').filter_map(|part| part.split_once('=')) {
            let value = unescape(value);
            match key {
                "by" => look.by = Some(value),
                "kind" => look.sort = Sort::ALL.into_iter().find(|sort| sort.word() == value),
                "of" => look.entity = Some(value),
                "from" => look.from = value.parse().ok(),
                "until" => look.until = value.parse().ok(),
                _ => {}
            }
        }
        look
    }

    /// Whether a text may hold what is looked for, before it is read.
    pub(super) fn worth(&self, text: &str) -> bool {
        let has = |key: &str, word: &Option<String>| {
            word.as_ref().is_none_or(|word| text.contains(&format!("\"{key}\":\"{word}\"")))
        };
        has("m", &self.by) && has("e", &self.entity)
    }

    pub(super) fn fits(&self, change: &Change) -> bool {
        let why = change.why.as_deref().unwrap_or_default();
        let of_entity = |entity: &String| change.ops.iter().any(|op| op.target().0 == entity);
        self.by.as_ref().is_none_or(|by| change.m.as_ref() == Some(by))
            && self.sort.is_none_or(|sort| Sort::of(why) == sort)
            && self.entity.as_ref().is_none_or(of_entity)
            && self.from.is_none_or(|from| change.t.is_some_and(|at| at >= from))
            && self.until.is_none_or(|until| change.t.is_some_and(|at| at < until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(look: &Look, address: &str) {
        assert_eq!(look.to_address(), address);
        assert_eq!(Look::from_address(address), *look);
    }

    #[test]
    fn an_address_says_what_is_looked_for() {
        check(&Look::default(), "");
        for sort in Sort::ALL {
            check(&Look { sort: Some(sort), ..Look::default() }, &format!("kind={}", sort.word()));
        }
        let look = Look { by: Some("a.1".into()), entity: Some("e".into()), from: Some(5), until: Some(7), sort: None };
        check(&look, "by=a.1&of=e&from=5&until=7");
        assert_eq!(Look::from_address("kind=other&new=1&from=x"), Look::default());
    }
}
