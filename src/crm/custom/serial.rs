//! Serial numbers: a field that gives every new record the next number (F28).
//!
//! A number is text that is stored when the record is created, and nobody changes it. Two people who work apart can
//! come to the same one; when their files meet, the earlier in the ledger's order keeps it, and the others read with
//! `-2`, `-3` … behind it, the same on every device (features.md rule c).

use super::OF;
use crate::crm::edit::Edits;
use crate::crm::member::MEMBER;
use crate::crm::schema::Now;
use crate::crm::view::{Rec, View};
use crate::ledger::order::sort_by_key;
use crate::ledger::{Dot, Value};
use chrono::Datelike;
use std::collections::HashMap;
use std::sync::Arc;

/// How the numbers of a field are made.
#[derive(Debug, PartialEq, Eq)]
pub struct Serial {
    /// The entity it numbers.
    pub of: &'static str,
    /// The field.
    pub field: &'static str,
    /// What every number begins with, before `[yyyy]`, `[yy]`, `[mm]`, `[dd]` and `[who]` are filled in.
    pub prefix: &'static str,
    /// How many digits follow, at least.
    pub digits: usize,
}

/// The numbers given so far in one act, by field and beginning.
#[derive(Debug, Default)]
pub struct Numbering(HashMap<(&'static str, String), u64>);

/// The numbers of a record: the field, the number, and the write that gave it.
type Numbers = Vec<(&'static str, Arc<str>, (u64, Dot))>;

/// The records that came later to a number, by field and id, with their place among those that have it.
#[derive(Debug, Default)]
struct Twins(HashMap<&'static str, HashMap<Arc<str>, usize>>);

/// The serial numbers of an entity.
fn serials(view: &View<'_>, of: &str) -> impl Iterator<Item = &'static Serial> {
    view.table(of).into_iter().flat_map(|table| table.fields).filter_map(|field| field.serial)
}

/// Shows every number of the records of an entity that are shown.
fn each(view: &View<'_>, of: &'static str, mut look: impl FnMut(&Arc<str>, &'static str, &Arc<str>, (u64, Dot))) {
    let read = |rec: &Rec<'_>| -> Numbers {
        let one = |serial: &'static Serial| {
            let write = rec.record.live(serial.field).first()?;
            let text = write.value.as_text().filter(|text| !text.is_empty())?;
            Some((serial.field, Arc::from(text), (write.stamp.l, write.stamp.dot)))
        };
        serials(view, of).filter_map(one).collect()
    };
    view.facts((of, "serial"), read, |id, numbers: &Numbers| {
        numbers.iter().for_each(|(field, text, at)| look(id, field, text, *at));
    });
}

impl Twins {
    fn of(view: &View<'_>) -> Arc<Twins> {
        view.whole(&[], || {
            let mut twins = Twins::default();
            for of in OF.iter().filter(|of| serials(view, of.key).next().is_some()) {
                let mut met: HashMap<(&'static str, Arc<str>), Vec<((u64, Dot), Arc<str>)>> = HashMap::new();
                each(view, of.key, |id, field, text, at| {
                    met.entry((field, text.clone())).or_default().push((at, id.clone()));
                });
                for ((field, _), mut all) in met.into_iter().filter(|(_, all)| all.len() > 1) {
                    sort_by_key(&mut all, |one| one.clone());
                    let later = all.into_iter().enumerate().skip(1);
                    twins.0.entry(field).or_default().extend(later.map(|(place, (_, id))| (id, place + 1)));
                }
            }
            twins
        })
    }
}

impl Serial {
    /// The number of a record, as it is told from others that came to the same one.
    #[must_use]
    pub fn value(&self, rec: &Rec<'_>) -> Value {
        let text = rec.text(self.field);
        if text.is_empty() {
            return Value::Null;
        }
        match Twins::of(&rec.view).0.get(self.field).and_then(|later| later.get(rec.id)) {
            Some(place) => Value::from(format!("{text}-{place}")),
            None => Value::from(text),
        }
    }

    /// What the numbers begin with that the member who looks gives now.
    fn beginning(&self, view: &View<'_>, now: &Now) -> String {
        let today = now.today();
        let me = view.get(MEMBER.key, view.me());
        let said = |field: &str| me.as_ref().map(|me| me.text(field).trim()).filter(|text| !text.is_empty());
        let who = said("code").or_else(|| said("name")).unwrap_or_default();
        self.prefix
            .replace("[yyyy]", &format!("{:04}", today.year()))
            .replace("[yy]", &format!("{:02}", today.year() % 100))
            .replace("[mm]", &format!("{:02}", today.month()))
            .replace("[dd]", &format!("{:02}", today.day()))
            .replace("[who]", who)
    }

    /// The highest number with this beginning, of records that were deleted or merged too; 0 if there is none.
    fn highest(&self, view: &View<'_>, beginning: &str) -> u64 {
        let number = |text: &str| text.strip_prefix(beginning)?.parse().ok();
        let mut highest = 0;
        each(view, self.of, |_, field, text, _| {
            if field == self.field {
                highest = highest.max(number(text).unwrap_or_default());
            }
        });
        let state = view.state();
        let gone = state.deleted().chain(state.aliases()).filter(|(entity, _)| *entity == self.of);
        let gone = gone.filter_map(|(entity, id)| number(state.record(entity, id)?.get(self.field)?.as_text()?));
        gone.max().unwrap_or_default().max(highest)
    }
}

impl Numbering {
    /// Gives a number to everything these edits create, where a field wants one and has none.
    pub fn give(&mut self, view: &View<'_>, edits: &mut Edits, now: &Now) {
        if OF.iter().all(|of| serials(view, of.key).next().is_none()) {
            return;
        }
        for (entity, id) in edits.creations() {
            for serial in serials(view, &entity) {
                if edits.value(&entity, &id, serial.field).is_none_or(Value::is_empty) {
                    edits.set(&entity, &id, serial.field, self.next(serial, view, now));
                }
            }
        }
    }

    /// The next number of a field.
    fn next(&mut self, serial: &'static Serial, view: &View<'_>, now: &Now) -> String {
        let beginning = serial.beginning(view, now);
        let last = self.0.entry((serial.field, beginning.clone())).or_insert_with(|| serial.highest(view, &beginning));
        *last += 1;
        format!("{beginning}{last:0digits$}", digits = serial.digits)
    }
}

/// Numbers the records that have no number of a field yet, in the order in which they came to be.
#[must_use]
pub fn number_all(view: &View<'_>, serial: &'static Serial, now: &Now) -> Edits {
    let blank = view.records(serial.of).filter(|rec| rec.text(serial.field).is_empty());
    let mut blank: Vec<(Option<i64>, &str)> = blank.map(|rec| (rec.created().0, rec.id)).collect();
    sort_by_key(&mut blank, |one| *one);
    let (mut edits, mut numbering) = (Edits::new(), Numbering::default());
    for (_, id) in blank {
        edits.set(serial.of, id, serial.field, numbering.next(serial, view, now));
    }
    edits
}
