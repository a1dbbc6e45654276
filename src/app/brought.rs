//! A preview as plain words and numbers: what the worker, which folded the files, tells the page, which
//! never sees them.

use super::preview::{Account, FileFacts, Preview};
use super::workspace::Workspace;
use crate::crm::{Book, Ref, View};
use crate::ledger::{Record, Value};
use crate::store::Storage;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many records of a kind are named; the rest is counted. A page could show more, nobody reads them.
const NAMED: usize = 20_000;

/// What files would bring.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// The files and what they are called.
    pub files: Vec<(String, FileFacts)>,
    /// Changes not yet held.
    pub fresh: usize,
    /// Changes in the files that are held already.
    pub known: usize,
    /// Records that would appear.
    pub created: Named,
    /// Records of which fields would change.
    pub changed: Named,
    /// Records that would disappear.
    pub removed: Named,
    /// Records with new conflicts.
    pub disputed: Named,
    /// How many conflicts would be new.
    pub conflicts: usize,
    /// Each person's changes: what is here, what comes, what is missing.
    pub accounts: Vec<Account>,
    /// Changes put aside because of an absurd clock.
    pub quarantined: u64,
    /// Ops of a newer version: kept, without effect here.
    pub unknown: u64,
    /// What the members are called of whom this speaks.
    pub people: BTreeMap<String, String>,
}

/// Records by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub records: Vec<NamedRecord>,
}

/// A record by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedRecord {
    /// Its entity.
    pub entity: String,
    /// Its id.
    pub id: String,
    /// What it is called; may be empty.
    pub title: String,
}

/// A field of a record before and after. Links stand as the titles of where they lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field, as the ledger names it.
    pub field: String,
    /// The values it has, the winner first, each as canonical JSON.
    pub before: Vec<String>,
    /// The values it would have.
    pub after: Vec<String>,
}

impl Brought {
    /// Whether merging would change nothing at all.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        let records = [&self.created, &self.changed, &self.removed, &self.disputed];
        self.fresh == 0 && records.iter().all(|named| named.count == 0)
    }
}

impl<S: Storage> Workspace<S> {
    /// The preview of files that are called so, in their order.
    #[must_use]
    pub fn brought(&self, preview: &Preview, names: &[String]) -> Brought {
        let after = preview.after().view("");
        self.read(|before| {
            let named = |refs: &mut dyn Iterator<Item = &Ref>| {
                let mut named = Named::default();
                for at in refs {
                    named.count += 1;
                    if named.count <= NAMED {
                        // What goes has its title here, what comes there.
                        let title = after.at(at).or_else(|| before.at(at)).map(|rec| rec.title());
                        let (entity, id) = (at.entity.to_string(), at.id.to_string());
                        named.records.push(NamedRecord { entity, id, title: title.unwrap_or_default() });
                    }
                }
                named
            };
            let members = preview.files.iter().filter_map(|file| file.member.as_deref());
            let members = members.chain(preview.accounts.iter().filter_map(|account| account.member.as_deref()));
            Brought {
                files: names.iter().cloned().zip(preview.files.iter().cloned()).collect(),
                fresh: preview.fresh,
                known: preview.known,
                created: named(&mut preview.created.iter()),
                changed: named(&mut preview.changed.iter().map(|(at, _)| at)),
                removed: named(&mut preview.removed.iter()),
                disputed: named(&mut preview.disputed.iter()),
                conflicts: preview.conflicts,
                accounts: preview.accounts.clone(),
                quarantined: preview.quarantined,
                unknown: preview.unknown,
                people: members.map(|id| (id.to_owned(), preview.name(id))).collect(),
            }
        })
    }

    /// What would change on one record, in the order of its table.
    #[must_use]
    pub fn field_changes(&self, preview: &Preview, at: &Ref) -> Vec<FieldChange> {
        self.read(|before| compare(&before, preview.after(), at))
    }
}

fn compare(before: &View<'_>, after: &Book, at: &Ref) -> Vec<FieldChange> {
    let after = after.view("");
    let old = before.state().record(&at.entity, &at.id);
    let new = after.state().record(&at.entity, &at.id);
    let names = |record: Option<&Record>| -> Vec<String> {
        record.into_iter().flat_map(|record| record.fields().map(|(field, _)| field.to_owned())).collect()
    };
    let fields: BTreeSet<String> = names(old).into_iter().chain(names(new)).collect();
    let values = |record: Option<&Record>, field: &str, view: &View<'_>| -> Vec<String> {
        let live = record.map(|record| record.live(field)).unwrap_or_default();
        let mut values: Vec<String> = Vec::new();
        for write in live {
            let value = told(&write.value, view).canonical();
            if !values.contains(&value) {
                values.push(value);
            }
        }
        values
    };
    let change = |field: String| {
        let (before, after) = (values(old, &field, before), values(new, &field, &after));
        (before != after).then_some(FieldChange { field, before, after })
    };
    let mut changes: Vec<FieldChange> = fields.into_iter().filter_map(change).collect();
    let table = after.table(&at.entity);
    let place = |change: &FieldChange| {
        let own = change.field.split(':').next().unwrap_or_default();
        table.and_then(|table| table.fields.iter().position(|field| field.key == own)).unwrap_or(usize::MAX)
    };
    changes.sort_by_key(place);
    changes
}

/// A value with titles in the place of links.
fn told(value: &Value, view: &View<'_>) -> Value {
    match value {
        Value::Link(..) => Value::Text(view.follow(value).map(|to| to.title()).unwrap_or_default()),
        Value::List(items) => Value::List(items.iter().map(|item| told(item, view)).collect()),
        other => other.clone(),
    }
}
