//! Generic parts name no entity: what a lead is stands in `crm` and nowhere else.

use crate::source::Source;
use crate::{assert_tidy, check};

/// The parts that must work for any entity.
const GENERIC: [&str; 6] =
    ["src/app", "src/store", "src/ui/component", "src/ui/page/list", "src/ui/page/record", "src/ui/page/form"];

fn names(source: &Source) -> Vec<String> {
    if !GENERIC.iter().any(|part| source.is_in(part) || source.path == format!("{part}.rs")) {
        return Vec::new();
    }
    // Tests of a generic part need an example.
    if source.path.ends_with("/tests.rs") || source.path.ends_with("/testing.rs") {
        return Vec::new();
    }
    // Members and attachments are no matter of the CRM alone: the ledger and its files know who writes, the store and
    // its bundles what is attached to a record of whatever entity.
    let entities = || {
        let all = cove::crm::ENTITIES.iter().map(|entity| entity.key);
        all.filter(|entity| !["member", "attachment"].contains(entity))
    };
    let mut places = Vec::new();
    for entity in entities() {
        places.extend(source.occurrences(&format!("crm::{entity}"), &format!("names the entity {entity}")));
    }
    for literal in &source.strings {
        let first = literal.value.split(['.', '-', ':']).next().unwrap_or_default();
        if entities().any(|entity| entity == first || format!("{entity}s") == first) {
            places.push(source.at(literal.start, &format!("names an entity: \"{}\"", literal.value)));
        }
    }
    places
}

#[test]
fn generic_parts_name_no_entity() {
    assert_tidy("a generic part names an entity: read its table instead", names);
}

#[test]
fn the_rule_catches_names() {
    let sample = "use crate::crm::lead::LEAD;\nlet a = \"customer\";\nlet b = \"leading\";\nrun(\"lead.assign\");\n";
    check(names, "src/app/a.rs", sample, &[1, 2, 4]);
    check(names, "src/ui/page/list/row.rs", "text(\"contact-name\")", &[1]);
    check(names, "src/ui/page/lead.rs", sample, &[]);
}
