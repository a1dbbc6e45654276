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
use crate::ledger::order::sort;
use crate::ledger::{Glance, Value};
use chrono::Datelike;
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

/// The last numbers given in one act, each with the field and the beginning.
#[derive(Debug, Default)]
pub struct Numbering(Vec<(&'static str, String, u64)>);

/// The records that came later to a number: field, id, and the place among those that have it; sorted.
#[derive(Debug)]
struct Twins(Vec<(&'static str, Arc<str>, usize)>);

/// The serial numbers of an entity.
fn serials(view: &View<'_>, of: &str) -> impl Iterator<Item = &'static Serial> {
    view.table(of).into_iter().flat_map(|table| table.fields).filter_map(|field| field.serial)
}

impl Twins {
    fn of(view: &View<'_>) -> Arc<Twins> {
        view.whole(&[], || Twins::read(view))
    }

    fn read(view: &View<'_>) -> Twins {
        let mut twins = Vec::new();
        for serial in OF.iter().flat_map(|of| serials(view, of.key)) {
            let shown = view.glances(serial.of).filter(Glance::is_shown);
            let mut numbers: Vec<(&str, Arc<str>)> =
                shown.filter_map(|glance| Some((glance.text(serial.field)?, glance.id()))).collect();
            sort(&mut numbers);
            for same in numbers.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
                let came = |id: &str| {
                    let write = view.state().record(serial.of, id)?.live(serial.field).first()?;
                    Some((write.stamp.l, write.stamp.dot))
                };
                let mut order: Vec<_> = same.iter().map(|(_, id)| (came(id), id.clone())).collect();
                sort(&mut order);
                let later = order.into_iter().zip(1..).skip(1);
                twins.extend(later.map(|((_, id), place)| (serial.field, id, place)));
            }
        }
        sort(&mut twins);
        Twins(twins)
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
        let twins = Twins::of(&rec.view);
        let found = twins.0.binary_search_by(|(field, id, _)| (*field, &**id).cmp(&(self.field, rec.id)));
        match found.ok().and_then(|at| twins.0.get(at)) {
            Some((.., place)) => Value::from(format!("{text}-{place}")),
            None => Value::from(text),
        }
    }

    /// What the numbers begin with that the member who looks gives now.
    fn beginning(&self, view: &View<'_>, now: &Now) -> String {
        let today = now.today();
        let me = view.get(MEMBER.key, view.me());
        let said = |field: &str| me.as_ref().map(|me| me.text(field).trim()).filter(|text| !text.is_empty());
        let who = said("code").or_else(|| said("name")).unwrap_or_default();
        let mut beginning = self.prefix.to_owned();
        let (year, month, day) = (u32::try_from(today.year()).unwrap_or_default(), today.month(), today.day());
        for (sign, says, width) in [("[yyyy]", year, 4), ("[yy]", year % 100, 2), ("[mm]", month, 2), ("[dd]", day, 2)]
        {
            if beginning.contains(sign) {
                beginning = beginning.replace(sign, &format!("{says:0width$}"));
            }
        }
        beginning.replace("[who]", who)
    }

    /// The highest number with this beginning, of records that were deleted or merged too; 0 if there is none.
    fn highest(&self, view: &View<'_>, beginning: &str) -> u64 {
        let number = |text: &str| text.strip_prefix(beginning)?.parse().ok();
        let given = view.glances(self.of).filter_map(|glance| number(glance.text(self.field)?));
        given.max().unwrap_or_default()
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
        let known = self.0.iter().position(|(field, own, _)| *field == serial.field && *own == beginning);
        let at = known.unwrap_or_else(|| {
            self.0.push((serial.field, beginning.clone(), serial.highest(view, &beginning)));
            self.0.len() - 1
        });
        let last = self.0.get_mut(at).map_or(1, |(.., last)| {
            *last += 1;
            *last
        });
        format!("{beginning}{last:0digits$}", digits = serial.digits)
    }
}

/// Numbers the records that have no number of a field yet, in the order in which they came to be.
#[must_use]
pub fn number_all(view: &View<'_>, serial: &'static Serial, now: &Now) -> Edits {
    let blank = view.records(serial.of).filter(|rec| rec.text(serial.field).is_empty());
    let mut blank: Vec<(Option<i64>, &str)> = blank.map(|rec| (rec.created().0, rec.id)).collect();
    sort(&mut blank);
    let (mut edits, mut numbering) = (Edits::new(), Numbering::default());
    for (_, id) in blank {
        edits.set(serial.of, id, serial.field, numbering.next(serial, view, now));
    }
    edits
}
