//! The entity tables are whole: every label is a message, every name is unique, every choice readable.

use cove::crm::{self, Entity, Field, Kind, input};
use cove::i18n;
use cove::ledger::Value;
use std::collections::BTreeSet;

fn fields() -> impl Iterator<Item = (&'static Entity, &'static Field)> {
    crm::entities().iter().flat_map(|table| table.fields.iter().map(move |field| (*table, field)))
}

fn unique(what: &str, names: impl Iterator<Item = &'static str>) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(seen.insert(name), "{what} {name} twice");
    }
}

#[test]
fn every_label_is_a_message() {
    let mut keys: Vec<&str> = Vec::new();
    for table in crm::entities() {
        keys.extend([table.label, table.plural]);
        keys.extend(table.area);
    }
    for (_, field) in fields() {
        keys.push(field.label);
        keys.extend(Some(field.group).filter(|_| field.is_shown()));
        if let Kind::Choice(choices) = field.kind {
            keys.extend(choices.iter().map(|choice| choice.label));
        }
    }
    for command in crm::commands() {
        keys.extend([command.label, command.done]);
        for arg in command.args {
            keys.push(arg.label);
            if let Kind::Choice(choices) = arg.kind {
                keys.extend(choices.iter().map(|choice| choice.label));
            }
        }
    }
    for key in keys {
        assert!(i18n::has(key), "no message {key}");
    }
}

#[test]
fn names_are_unique() {
    unique("entity", crm::entities().iter().map(|table| table.key));
    unique("slug", crm::entities().iter().map(|table| table.slug));
    unique("command", crm::commands().map(|command| command.id));
    for table in crm::entities() {
        unique(table.key, table.fields.iter().map(|field| field.key));
        let keys: Vec<char> = crm::commands_for(table).filter_map(|command| command.key).collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{}: {keys:?}", table.key);
    }
}

#[test]
fn tables_name_fields_they_have() {
    for table in crm::entities() {
        let named = table.title.iter().chain(table.subtitle).chain(table.status.iter()).chain([&table.sort.0]);
        for key in named {
            assert!(table.field(key).is_some(), "{} has no field {key}", table.key);
        }
        if let Some(status) = table.status {
            assert!(matches!(table.field(status).map(|field| field.kind), Some(Kind::Choice(_))), "{}", table.key);
        }
        for field in table.fields.iter().filter(|field| matches!(field.kind, Kind::Link(_))) {
            let Kind::Link(to) = field.kind else { continue };
            assert!(to.iter().all(|key| crm::entity(key).is_some()), "{}.{}", table.key, field.key);
        }
    }
}

#[test]
fn every_word_for_a_choice_is_read_as_that_choice() {
    for (table, field) in fields().filter(|(_, field)| field.is_stored()) {
        let Kind::Choice(choices) = field.kind else { continue };
        unique(field.key, choices.iter().map(|choice| choice.key));
        for choice in choices {
            let en = i18n::text(i18n::Lang::En, choice.label);
            let zh = i18n::text(i18n::Lang::Zh, choice.label);
            for word in choice.synonyms.iter().copied().chain([choice.key, &en, &zh]) {
                let read = input::parse(field, word, "CNY");
                assert_eq!(read, Ok(Value::from(choice.key)), "{}.{}: {word}", table.key, field.key);
                assert!(!choice.synonyms.contains(&word) || word == word.to_lowercase(), "{word} is not lower case");
            }
        }
    }
}

#[test]
fn synonyms_of_headings_are_lower_case_and_unambiguous() {
    for table in crm::entities() {
        let stored: Vec<&Field> = table.fields.iter().filter(|field| field.is_stored()).collect();
        unique(table.key, stored.iter().flat_map(|field| field.synonyms.iter().copied()));
        for word in stored.iter().flat_map(|field| field.synonyms) {
            assert_eq!(*word, word.to_lowercase(), "{}", table.key);
        }
    }
}
