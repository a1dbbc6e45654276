//! A shelf: the records of one entity. Most lie packed in bundles; those written since lie loose, and hide
//! what is packed under the same id.
//!
//! Links are found from their other end by marks, which may say too much and never too little: whoever
//! finds a record by one looks whether it is so.

use super::bundle::{Bundle, Packer, mark, marks};
use super::order::sort_by_cached_key;
use super::pack::{Ids, piece};
use super::state::Record;
use super::value::Value;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::btree_map::Range;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::iter::Peekable;
use std::ops::Bound;
use std::rc::Rc;
use std::sync::Arc;

/// How many records a bundle holds, more or less. Few in tests, so that there are many bundles.
const BUNDLE: usize = if cfg!(test) { 2 } else { 1000 };
/// How many records may lie loose before they are worth packing.
const LOOSE: usize = 4 * BUNDLE;

/// The records of an entity, by id.
#[derive(Clone, Default)]
pub(super) struct Shelf {
    /// By their ids, of which those of one are all before those of the next. None is empty.
    bundles: Vec<Rc<Bundle>>,
    loose: BTreeMap<Arc<str>, Record>,
    /// Where the links of the loose ones lead, or led.
    loose_links: BTreeSet<(u32, Arc<str>)>,
    /// Where those of the bundles lead, once somebody asked.
    links: OnceCell<Rc<Links>>,
}

/// The links of all bundles.
struct Links {
    /// Mark, and place counted over all bundles; sorted.
    pairs: Vec<(u32, u32)>,
    /// The first place of each bundle.
    starts: Vec<u32>,
}

/// Where a record stands.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    Packed(&'a Bundle, usize),
    Loose(&'a Arc<str>, &'a Record),
}

impl<'a> Place<'a> {
    /// Its id.
    pub(super) fn id(&self) -> Arc<str> {
        match self {
            Place::Packed(bundle, at) => bundle.id(*at),
            Place::Loose(id, _) => (*id).clone(),
        }
    }

    /// The record, which is kept unpacked from now on.
    pub(super) fn open(self) -> Option<(&'a Arc<str>, &'a Record)> {
        match self {
            Place::Packed(bundle, at) => bundle.look(at),
            Place::Loose(id, record) => Some((id, record)),
        }
    }

    /// The record, unpacked for this once.
    pub(super) fn look(self) -> (Arc<str>, Cow<'a, Record>) {
        match self {
            Place::Packed(bundle, at) => match bundle.known(at) {
                Some((id, record)) => (id.clone(), Cow::Borrowed(record)),
                None => {
                    let (id, record) = bundle.unpack(at);
                    (id, Cow::Owned(record))
                }
            },
            Place::Loose(id, record) => (id.clone(), Cow::Borrowed(record)),
        }
    }

    /// The winner of one field.
    pub(super) fn peek(self, field: &str) -> Option<Value> {
        match self {
            Place::Packed(bundle, at) => bundle.peek(at, field),
            Place::Loose(_, record) => record.get(field).cloned(),
        }
    }

    /// The winner of one field, if it is a text.
    pub(super) fn peek_text(self, field: &str) -> Option<&'a str> {
        match self {
            Place::Packed(bundle, at) => bundle.peek_text(at, field),
            Place::Loose(_, record) => record.get(field)?.as_text(),
        }
    }
}

impl Shelf {
    /// A shelf of bundles in any order.
    pub(super) fn new(bundles: Vec<Bundle>) -> Shelf {
        let mut bundles: Vec<Rc<Bundle>> =
            bundles.into_iter().filter(|bundle| bundle.count() > 0).map(Rc::new).collect();
        sort_by_cached_key(&mut bundles, |bundle| bundle.id(0));
        Shelf { bundles, ..Shelf::default() }
    }

    /// A shelf of records in the order of their ids: packed, where they are many.
    pub(super) fn of(entity: &str, count: usize, records: impl Iterator<Item = (Arc<str>, Record)>) -> Shelf {
        let mut shelf = Shelf::default();
        if count < LOOSE {
            records.for_each(|(id, record)| shelf.put(id, record));
            return shelf;
        }
        let (size, mut packer) = (piece(count, BUNDLE), Packer::default());
        for (id, record) in records {
            if packer.count() == size {
                shelf.bundles.extend(Bundle::of(std::mem::take(&mut packer), entity).map(Rc::new));
            }
            packer.put(&id, &record);
        }
        shelf.bundles.extend(Bundle::of(packer, entity).filter(|bundle| bundle.count() > 0).map(Rc::new));
        shelf
    }

    /// Whether no record is there.
    pub(super) fn is_empty(&self) -> bool {
        self.bundles.is_empty() && self.loose.is_empty()
    }

    /// No more records than this are there.
    pub(super) fn size(&self) -> usize {
        self.bundles.iter().map(|bundle| bundle.count()).sum::<usize>() + self.loose.len()
    }

    /// The record of an id, and the id as it is held.
    pub(super) fn get(&self, id: &str) -> Option<(&Arc<str>, &Record)> {
        if let Some(found) = self.loose.get_key_value(id) {
            return Some(found);
        }
        let (bundle, at) = self.seek(id);
        let bundle = self.bundles.get(bundle).filter(|bundle| at < bundle.count() && bundle.order(at, id).is_eq())?;
        bundle.look(at)
    }

    /// The first packed place, as bundle and place in it, with this id or a greater one.
    fn seek(&self, id: &str) -> (usize, usize) {
        let after = self.bundles.partition_point(|bundle| bundle.order(0, id).is_le());
        let Some(before) = after.checked_sub(1) else { return (0, 0) };
        let at = self.bundles[before].place(id);
        if at < self.bundles[before].count() { (before, at) } else { (after, 0) }
    }

    /// The places of a range of ids, in order.
    pub(super) fn range(&self, (from, until): Ids<'_>) -> Places<'_> {
        let end = (self.bundles.len(), 0);
        let place = |bound: Bound<&str>, open: (usize, usize), beyond: bool| match bound {
            Bound::Included(id) | Bound::Excluded(id) => {
                let (bundle, at) = self.seek(id);
                let here = self.bundles.get(bundle).filter(|bundle| beyond && bundle.order(at, id).is_eq());
                here.map_or((bundle, at), |here| next(here, bundle, at))
            }
            Bound::Unbounded => open,
        };
        let at = place(from, (0, 0), matches!(from, Bound::Excluded(_)));
        let end = place(until, end, matches!(until, Bound::Included(_)));
        Places { bundles: &self.bundles, at, end, loose: self.loose.range::<str, _>((from, until)).peekable() }
    }

    /// All places, in the order of ids.
    pub(super) fn places(&self) -> Places<'_> {
        self.range((Bound::Unbounded, Bound::Unbounded))
    }

    /// The bundle that holds this range of ids and nothing else, if nothing of it lies loose.
    pub(super) fn whole(&self, (from, until): Ids<'_>) -> Option<&Bundle> {
        let places = self.range((from, until));
        let (first, last) = (places.at, places.end);
        let one =
            first.1 == 0 && last == (first.0 + 1, 0) && self.loose.range::<str, _>((from, until)).next().is_none();
        self.bundles.get(first.0).filter(|_| one).map(|bundle| &**bundle)
    }

    /// Puts a record in.
    pub(super) fn put(&mut self, id: Arc<str>, record: Record) {
        self.loose_links.extend(marks(&record).map(|mark| (mark, id.clone())));
        self.loose.insert(id, record);
    }

    /// The records that may link to one, in no order.
    pub(super) fn linking(&self, entity: &str, id: &str) -> Vec<Place<'_>> {
        let wanted = mark(entity, id);
        let links = self.links.get_or_init(|| self.all_links());
        let from = links.pairs.partition_point(|(mark, _)| *mark < wanted);
        let packed = links.pairs[from..].iter().take_while(|(mark, _)| *mark == wanted).filter_map(|(_, place)| {
            let of = links.starts.partition_point(|start| start <= place).checked_sub(1)?;
            let (bundle, at) = (self.bundles.get(of)?, (place - links.starts[of]) as usize);
            let hidden = !self.loose.is_empty() && self.loose.contains_key(&*bundle.id(at));
            (!hidden).then_some(Place::Packed(bundle, at))
        });
        let first = (wanted, Arc::from(""));
        let loose = self.loose_links.range(first..).take_while(|(mark, _)| *mark == wanted);
        let loose =
            loose.filter_map(|(_, id)| self.loose.get_key_value(id)).map(|(id, record)| Place::Loose(id, record));
        packed.chain(loose).collect()
    }

    fn all_links(&self) -> Rc<Links> {
        let mut links = Links { pairs: Vec::new(), starts: Vec::new() };
        let mut next = 0;
        for bundle in &self.bundles {
            links.starts.push(next);
            links.pairs.extend(bundle.links().map(|(mark, at)| (mark, next + at)));
            next += bundle.count() as u32;
        }
        links.pairs.sort_unstable();
        Rc::new(links)
    }

    /// How many records were looked at and are kept unpacked.
    pub(super) fn kept(&self) -> usize {
        self.bundles.iter().map(|bundle| bundle.kept()).sum()
    }

    /// Forgets what was looked at. What somebody else looks at too stays.
    pub(super) fn forget(&mut self) {
        self.bundles.iter_mut().filter_map(Rc::get_mut).for_each(Bundle::forget);
    }

    /// Packs the loose records if they became many.
    pub(super) fn settle(&mut self, entity: &str) {
        if self.loose.len() < LOOSE {
            return;
        }
        let firsts: Vec<Arc<str>> = self.bundles.iter().skip(1).map(|bundle| bundle.id(0)).collect();
        let mut bundles: Vec<Rc<Bundle>> = Vec::new();
        for at in 0..self.bundles.len().max(1) {
            let from = at.checked_sub(1).map_or(Bound::Unbounded, |before| Bound::Included(&*firsts[before]));
            let until = firsts.get(at).map_or(Bound::Unbounded, |first| Bound::Excluded(&**first));
            let range = (from, until);
            if self.loose.range::<str, _>(range).next().is_none() {
                bundles.extend(self.bundles.get(at).cloned());
                continue;
            }
            let size = piece(self.range(range).count(), BUNDLE);
            let mut packer = Packer::default();
            for place in self.range(range) {
                let (id, record) = place.look();
                packer.put(&id, &record);
                if packer.count() == size {
                    bundles.extend(Bundle::of(std::mem::take(&mut packer), entity).map(Rc::new));
                }
            }
            bundles.extend(Bundle::of(packer, entity).filter(|bundle| bundle.count() > 0).map(Rc::new));
        }
        *self = Shelf { bundles, ..Shelf::default() };
    }
}

/// The packed place behind one in this bundle.
fn next(here: &Bundle, bundle: usize, at: usize) -> (usize, usize) {
    if at + 1 < here.count() { (bundle, at + 1) } else { (bundle + 1, 0) }
}

/// Places in the order of ids.
pub(super) struct Places<'a> {
    bundles: &'a [Rc<Bundle>],
    at: (usize, usize),
    end: (usize, usize),
    loose: Peekable<Range<'a, Arc<str>, Record>>,
}

impl<'a> Iterator for Places<'a> {
    type Item = Place<'a>;

    fn next(&mut self) -> Option<Place<'a>> {
        let (bundle, at) = self.at;
        let packed = self.bundles.get(bundle).filter(|_| self.at < self.end);
        let order = match (packed, self.loose.peek()) {
            (None, None) => return None,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(bundle), Some((id, _))) => bundle.order(at, id),
        };
        if let Some(packed) = packed.filter(|_| order.is_le()) {
            self.at = next(packed, bundle, at);
            if order.is_lt() {
                return Some(Place::Packed(packed, at));
            }
        }
        self.loose.next().map(|(id, record)| Place::Loose(id, record))
    }
}

impl PartialEq for Shelf {
    fn eq(&self, other: &Self) -> bool {
        self.places().map(Place::look).eq(other.places().map(Place::look))
    }
}

impl Eq for Shelf {}

impl fmt::Debug for Shelf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.places().map(Place::look)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::state::{Field, Past, Stamp, Write};
    use super::super::{DeviceId, Dot};
    use super::*;
    use proptest::prelude::*;

    /// A record that links to another one.
    fn record(to: u8) -> Record {
        let name = DeviceId(7);
        let dot = Dot { name, s: 1 };
        let stamp = Arc::new(Stamp { dot, d: name, c: name, l: 1, t: None, m: None, why: None, batch: None });
        let value = Value::Link("lead".to_owned(), id(to).to_string());
        Record { fields: vec![("about".into(), Field::new(vec![Write { value, stamp }], Past::default()))] }
    }

    /// Some ids begin with the name of a device, some do not.
    fn id(number: u8) -> Arc<str> {
        match number % 3 {
            0 => format!("{:016x}.{number}.x", number / 2).into(),
            1 => format!("{number:02}").into(),
            _ => format!("{:016x}x{number}", number / 2).into(),
        }
    }

    fn bounds(from: &str, until: &str, which: u8) -> (Bound<String>, Bound<String>) {
        let (least, greatest) = if from <= until { (from, until) } else { (until, from) };
        let one = |bits: u8, id: &str| match bits {
            0 => Bound::Unbounded,
            1 => Bound::Included(id.to_owned()),
            _ => Bound::Excluded(id.to_owned()),
        };
        match (which % 3, which / 3 % 3) {
            // A range that excludes its only id is none.
            (2, 2) if least == greatest => (one(1, least), one(2, greatest)),
            (first, second) => (one(first, least), one(second, greatest)),
        }
    }

    proptest! {
        #[test]
        fn a_shelf_holds_what_a_map_would(
            steps in prop::collection::vec((0..40_u8, 0..8_u8, 0..6_u8), 0..80),
            (from, until, which) in (0..40_u8, 0..40_u8, 0..9_u8),
        ) {
            let (mut shelf, mut map) = (Shelf::default(), BTreeMap::new());
            for (number, to, what) in steps {
                shelf.put(id(number), record(to));
                map.insert(id(number), record(to));
                match what {
                    0 => shelf.settle("lead"),
                    1 => shelf.forget(),
                    2 => shelf = Shelf::of("lead", map.len(), map.clone().into_iter()),
                    _ => prop_assert_eq!(shelf.get(&id(to)), map.get_key_value(&id(to))),
                }
            }
            let range = bounds(&id(from), &id(until), which);
            let range = (range.0.as_ref().map(String::as_str), range.1.as_ref().map(String::as_str));
            let found: Vec<_> = shelf.range(range).map(|place| place.id()).collect();
            prop_assert_eq!(found, map.range::<str, _>(range).map(|(id, _)| id.clone()).collect::<Vec<_>>());
            let held: Vec<_> = shelf.places().map(|place| { let (id, record) = place.look(); (id, record.into_owned()) }).collect();
            prop_assert_eq!(held, map.clone().into_iter().collect::<Vec<_>>());
            for number in 0..40 {
                prop_assert_eq!(shelf.get(&id(number)), map.get_key_value(&id(number)));
                let link = Value::Link("lead".to_owned(), id(number).to_string());
                let linking = |record: &Record| record.get("about") == Some(&link);
                let found: BTreeSet<_> = shelf.linking("lead", &id(number)).into_iter()
                    .filter(|place| place.peek("about").as_ref() == Some(&link)).map(|place| place.id()).collect();
                prop_assert_eq!(found, map.iter().filter(|(_, record)| linking(record)).map(|(id, _)| id.clone()).collect());
            }
        }
    }
}
