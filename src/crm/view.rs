//! The view: records as the CRM reads them, on top of the ledger's state.
//!
//! [`Book`] holds the state and the indexes derived from it, and is kept up to date change by change.
//! [`View`] is a borrowed look into it by one member; rules, lists and pages read through [`Rec`],
//! which answers stored and computed fields alike. Deleted records and duplicates that were merged
//! into another are not visible here (format, section 6).

use super::custom::tables::Tables;
use super::kept::Kept;
use super::schema::{Entity, Field, Kind, Now, entity};
use crate::ledger::apply::NeedsRefold;
use crate::ledger::order::{gather, sort_by_key};
use crate::ledger::{Entry, Glance, Op, Record, Stamp, State, Value, Write};
use std::any::Any;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Names a record: entity and id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref {
    /// The entity.
    pub entity: Arc<str>,
    /// The record id.
    pub id: Arc<str>,
}

impl Ref {
    /// The record of this entity and id.
    #[must_use]
    pub fn new(entity: &str, id: &str) -> Ref {
        Ref { entity: entity.into(), id: id.into() }
    }

    /// The value of a link to this record.
    #[must_use]
    pub fn link(&self) -> Value {
        Value::Link(self.entity.to_string(), self.id.to_string())
    }
}

/// The state and what is derived from it.
#[derive(Clone, Debug, Default)]
pub struct Book {
    state: State,
    /// Duplicates by the record that stands for them.
    aliases: HashMap<Ref, BTreeSet<Ref>>,
    /// Records of which a claim is at odds.
    contested: BTreeSet<Ref>,
    /// The tables, with what the workspace made its own.
    tables: Tables,
    /// Computed values that are kept.
    kept: Kept,
}

impl Book {
    /// The book of a state.
    #[must_use]
    pub fn new(state: State) -> Book {
        let mut book = Book { state, ..Book::default() };
        book.realias();
        let all = book.state.conflicts().into_iter().map(|conflict| Ref { entity: conflict.e, id: conflict.id });
        let all: Vec<Ref> = all.collect();
        book.recontest(&all);
        book.tables = Tables::of(&book.view(""));
        book
    }

    /// The ledger's state.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// Takes in changes that are not yet held, in order. Gives the records they wrote.
    ///
    /// # Errors
    /// [`NeedsRefold`] if only the whole history can tell what they do; those before that one are in.
    pub fn apply(&mut self, entries: &[Entry]) -> Result<Vec<Ref>, NeedsRefold> {
        let mut touched = Vec::new();
        let mut left = Vec::new();
        let applied = entries.iter().try_for_each(|entry| {
            if !self.kept.is_empty() {
                left.extend(self.leaves(entry));
            }
            touched.extend(self.state.apply(entry)?.into_iter().map(|(entity, id)| Ref { entity, id }));
            Ok(())
        });
        self.refresh(&touched, &left);
        applied.map(|()| touched)
    }

    /// The records that links led to which a change writes over.
    fn leaves(&self, entry: &Entry) -> Vec<Ref> {
        let mut left = Vec::new();
        for op in entry.change().ops {
            let Op::Set(op) = op else { continue };
            let Some(record) = self.state.record(&op.e, &op.id) else { continue };
            let links = op.set.keys().flat_map(|field| record.live(field)).filter_map(|write| write.value.as_link());
            left.extend(links.map(|(entity, id)| Ref::new(entity, id)));
        }
        left
    }

    /// Packs what lies unpacked in memory, if it became much: more than so many records looked at, or very many
    /// written since.
    pub fn rest(&mut self, most: usize) {
        self.state.rest(most);
    }

    /// A look at the book by a member.
    #[must_use]
    pub fn view<'a>(&'a self, me: &'a str) -> View<'a> {
        View { book: self, me }
    }

    fn refresh(&mut self, touched: &[Ref], left: &[Ref]) {
        let is_alias =
            |at: &Ref| self.state.record(&at.entity, &at.id).is_some_and(|record| record.get("_alias").is_some());
        if touched.iter().any(is_alias) {
            self.realias();
        }
        self.recontest(touched);
        if touched.iter().any(Tables::depend_on) {
            self.tables = Tables::of(&self.view(""));
            self.kept.clear();
        }
        self.kept.forget(&self.state, touched, left);
    }

    /// Looks anew which of some records have a claim that is at odds.
    fn recontest(&mut self, touched: &[Ref]) {
        for at in touched {
            let Some(table) = entity(&at.entity).filter(|table| !table.claim.is_empty()) else { continue };
            let odd = self
                .state
                .record(&at.entity, &at.id)
                .is_some_and(|record| table.claim.iter().any(|field| record.live(field).len() > 1));
            if odd {
                self.contested.insert(at.clone());
            } else {
                self.contested.remove(at);
            }
        }
    }

    fn realias(&mut self) {
        self.kept.clear();
        self.aliases.clear();
        for (entity, id) in self.state.aliases() {
            let stands = self.state.representative(entity, id);
            if stands != id {
                self.aliases.entry(Ref::new(entity, stands)).or_default().insert(Ref::new(entity, id));
            }
        }
    }

    /// The duplicates that a record stands for.
    fn duplicates(&self, at: &Ref) -> impl Iterator<Item = &Ref> {
        self.aliases.get(at).into_iter().flatten()
    }
}

/// A look at the book by one member.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    book: &'a Book,
    me: &'a str,
}

impl<'a> View<'a> {
    /// The ledger's state.
    #[must_use]
    pub fn state(&self) -> &'a State {
        &self.book.state
    }

    /// The id of the member who looks.
    #[must_use]
    pub fn me(&self) -> &'a str {
        self.me
    }

    /// The table of an entity, with the fields that the workspace added; `None` for one of a newer version.
    #[must_use]
    pub fn table(&self, key: &str) -> Option<&'static Entity> {
        self.book.tables.get(key)
    }

    /// All tables, in menu order.
    pub fn tables(&self) -> impl Iterator<Item = &'static Entity> + use<'a> {
        self.book.tables.all()
    }

    /// What is worked out from whole tables, of all if none is named, made if it is not kept. It must not depend on who
    /// looks or when.
    pub fn whole<T: Any + Send + Sync>(&self, of: &'static [&'static Entity], make: impl FnOnce() -> T) -> Arc<T> {
        self.book.kept.whole(of, make)
    }

    /// What is kept for each record that is shown, by id, made where it is not. `look` must ask for nothing kept.
    pub fn facts<T: Any + Send + Sync>(
        &self,
        (entity, name): (&'static str, &'static str),
        make: impl Fn(&Rec<'_>) -> T,
        look: impl FnMut(&Arc<str>, &T),
    ) {
        let all = || self.glances(entity).map(|glance| glance.id()).collect();
        for id in self.book.kept.missing(entity, name).unwrap_or_else(all) {
            let rec = self.get(entity, &id).filter(|rec| *rec.id == *id);
            rec.inspect(|rec| drop(rec.fact(name, || make(rec))));
        }
        self.book.kept.each(entity, name, look);
    }

    /// A link to the member who looks.
    #[must_use]
    pub fn my_link(&self) -> Value {
        Value::Link("member".to_owned(), self.me.to_owned())
    }

    /// A visible record. A duplicate leads to the record that stands for it.
    #[must_use]
    pub fn get(&self, key: &str, id: &str) -> Option<Rec<'a>> {
        let table = self.table(key)?;
        let id = self.book.state.representative(key, id);
        let (id, record) = self.book.state.record_entry(key, id)?;
        (!record.is_deleted()).then_some(Rec { view: *self, table, id, record })
    }

    /// The record a reference names, if it is visible.
    #[must_use]
    pub fn at(&self, at: &Ref) -> Option<Rec<'a>> {
        self.get(&at.entity, &at.id)
    }

    /// The record that a link value leads to, if it is visible.
    #[must_use]
    pub fn follow(&self, link: &Value) -> Option<Rec<'a>> {
        let (entity, id) = link.as_link()?;
        self.get(entity, id)
    }

    /// What a record is called, also a deleted one; a line without a name, by what it belongs to. Empty if
    /// it is not known here.
    #[must_use]
    pub fn name_of(&self, at: &Ref) -> String {
        let title = |at: &Ref| {
            let table = self.table(&at.entity)?;
            let (id, record) = self.book.state.record_entry(&at.entity, &at.id)?;
            Some(Rec { view: *self, table, id, record }.title()).filter(|title| !title.is_empty())
        };
        let parent = || {
            let (entity, id) = self.book.state.record(&at.entity, &at.id)?.parent()?;
            title(&Ref::new(entity, id))
        };
        title(at).or_else(parent).unwrap_or_default()
    }

    /// All visible records of an entity, by id.
    pub fn records(&self, key: &str) -> impl Iterator<Item = Rec<'a>> + use<'a> {
        self.records_after(key, None)
    }

    /// The visible records of an entity behind an id.
    pub fn records_after(&self, key: &str, id: Option<&str>) -> impl Iterator<Item = Rec<'a>> + use<'a> {
        let view = *self;
        let after = id.map(str::to_owned);
        self.table(key).into_iter().flat_map(move |table| {
            view.book
                .state
                .records_after(table.key, after.as_deref())
                .filter(move |(id, record)| {
                    !record.is_deleted()
                        && (record.get("_alias").is_none() || view.book.state.representative(table.key, id) == *id)
                })
                .map(move |(id, record)| Rec { view, table, id, record })
        })
    }

    /// How many visible records of an entity there are, without unpacking any.
    #[must_use]
    pub fn count(&self, key: &str) -> usize {
        let state = &self.book.state;
        let alone = |glance: &Glance<'_>| {
            let id = glance.id();
            glance.get("_alias").is_none() || state.representative(key, &id) == &*id
        };
        let shown = |glance: &Glance<'_>| glance.get("_deleted") != Some(Value::Bool(true)) && alone(glance);
        self.glances(key).filter(shown).count()
    }

    /// A glance at each record of an entity, those not shown too, by id.
    pub fn glances(&self, key: &str) -> impl Iterator<Item = Glance<'a>> + use<'a> {
        self.book.state.glances(key)
    }

    /// The visible records of an entity of which a glance says that they are wanted, by id. As a duplicate may
    /// fill in what a glance misses, those that stand for some are had whatever it says, and so are those of
    /// which a claim is at odds.
    pub fn records_if(&self, key: &str, wanted: impl Fn(&Glance<'_>) -> bool) -> Vec<Rec<'a>> {
        let aliases = &self.book.aliases;
        let stands = |glance: &Glance<'_>| {
            !aliases.is_empty() && aliases.contains_key(&Ref { entity: key.into(), id: glance.id() })
        };
        let contested = &self.book.contested;
        let odd = |glance: &Glance<'_>| {
            !contested.is_empty() && contested.contains(&Ref { entity: key.into(), id: glance.id() })
        };
        let found = self.book.state.records_if(key, |glance| wanted(glance) || stands(glance) || odd(glance));
        found.filter_map(|(id, _)| self.get(key, id).filter(|rec| rec.id == id)).collect()
    }

    /// The visible records of an entity that link to a record (or to one of its duplicates).
    pub fn linking(&self, key: &str, to: &Ref) -> Vec<Rec<'a>> {
        let mut from: Vec<(&str, &Record)> = Vec::new();
        let table = self.table(key);
        for to in std::iter::once(to).chain(self.book.duplicates(to)) {
            let link = (&*to.entity, &*to.id);
            let leads = |(field, live): (&str, &[Write])| {
                let holds = table.and_then(|table| holding(table, field, live));
                field != "_alias" && holds.is_some_and(|write| write.value.as_link() == Some(link))
            };
            let found = self.book.state.linking(key, link.0, link.1).into_iter();
            // What holds of a claim at odds may be another than what the ledger links by.
            let odd = self.book.contested.iter().filter(|at| *at.entity == *key);
            let odd = odd.filter_map(|at| self.book.state.record_entry(&at.entity, &at.id));
            from.extend(found.chain(odd).filter(|(_, record)| record.fields().any(leads)));
        }
        sort_by_key(&mut from, |(id, _)| *id);
        from.dedup_by_key(|(id, _)| *id);
        from.into_iter().filter_map(|(id, _)| self.get(key, id)).collect()
    }
}

/// A visible record with its table.
#[derive(Clone, Copy, Debug)]
pub struct Rec<'a> {
    /// The view it was read through.
    pub view: View<'a>,
    /// Its entity's table.
    pub table: &'static Entity,
    /// Its id.
    pub id: &'a str,
    /// The ledger's record.
    pub record: &'a Record,
}

impl<'a> Rec<'a> {
    /// The reference that names it.
    #[must_use]
    pub fn at(&self) -> Ref {
        Ref::new(self.table.key, self.id)
    }

    /// A stored field that has a value. Where duplicates were merged, a blank is filled from them.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&'a Value> {
        let own = holding(self.table, field, self.record.live(field)).map(|write| &write.value);
        own.filter(|value| !value.is_empty()).or_else(|| {
            let members = self.view.book.aliases.get(&self.at())?;
            let state = self.view.state();
            let lives = members.iter().filter_map(|at| state.record(&at.entity, &at.id)?.live(field).first());
            lives
                .filter(|write| !write.value.is_empty())
                .max_by_key(|write| (write.stamp.l, write.stamp.dot))
                .map(|write| &write.value)
        })
    }

    /// The text of a stored field, empty if it has none.
    #[must_use]
    pub fn text(&self, field: &str) -> &'a str {
        self.get(field).and_then(Value::as_text).unwrap_or_default()
    }

    /// The value of a field of the table, stored or computed; `Null` if it has none.
    #[must_use]
    pub fn value(&self, field: &Field, now: &Now) -> Cow<'a, Value> {
        if let Some(compute) = field.compute {
            let make = || compute(&self.view, self, now);
            return Cow::Owned(if field.kept { self.view.book.kept.value(self, field, now, make) } else { make() });
        }
        if let Some(formula) = field.formula {
            return Cow::Owned(formula.value(self, now));
        }
        if let Some(serial) = field.serial {
            return Cow::Owned(serial.value(self));
        }
        if field.lapses.is_some_and(|lapsed| lapsed(self, now)) {
            return Cow::Owned(Value::Null);
        }
        match field.kind {
            Kind::Point(kind) => Cow::Owned(self.point(kind).map_or(Value::Null, Value::from)),
            Kind::Tags | Kind::Choices(_) => {
                Cow::Owned(Value::List(self.tags(field.key).into_iter().map(Value::from).collect()))
            }
            _ => self.get(field.key).map_or(Cow::Owned(Value::Null), Cow::Borrowed),
        }
    }

    /// What is kept for the record under a name, made if it is not: something that depends on nothing but the record,
    /// those of its story, those that lead to them, and the settings of the organisation.
    pub fn fact<T: Any + Send + Sync>(&self, name: &'static str, make: impl FnOnce() -> T) -> Arc<T> {
        let kept = &self.view.book.kept;
        kept.fact(self.table.key, name, self.id).unwrap_or_else(|| {
            let made = Arc::new(make());
            kept.keep(self, name, made.clone());
            made
        })
    }

    /// The value of a field by its key; `Null` if the table has no such field.
    #[must_use]
    pub fn value_of(&self, key: &str, now: &Now) -> Cow<'a, Value> {
        self.table.field(key).map_or(Cow::Owned(Value::Null), |field| self.value(field, now))
    }

    /// The elements of a set field, duplicates' included.
    #[must_use]
    pub fn tags(&self, field: &str) -> BTreeSet<&'a str> {
        let state = self.view.state();
        let members = self.view.book.aliases.get(&self.at()).into_iter().flatten();
        let records = members.filter_map(|at| state.record(&at.entity, &at.id));
        let prefix = format!("{field}:");
        let fields = std::iter::once(self.record).chain(records).flat_map(Record::fields);
        let held = fields.filter(|(_, live)| live.first().is_some_and(|write| write.value == Value::Bool(true)));
        gather(held.filter_map(|(name, _)| name.strip_prefix(prefix.as_str())))
    }

    /// Its contact points of a kind, the primary first, then in order of creation.
    #[must_use]
    pub fn points(&self, kind: &str) -> Vec<Rec<'a>> {
        let mut points = self.view.linking("contact_point", &self.at());
        points.retain(|point| point.text("kind") == kind && !point.text("value").is_empty());
        sort_by_key(&mut points, |point| point.get("primary") != Some(&Value::Bool(true)));
        points
    }

    /// The primary contact point of a kind, as text.
    #[must_use]
    pub fn point(&self, kind: &str) -> Option<&'a str> {
        self.points(kind).first().map(|point| point.text("value"))
    }

    /// What it is called: the first non-empty title field, a link by the title of where it leads.
    #[must_use]
    pub fn title(&self) -> String {
        self.name_from(self.table.title)
    }

    /// The non-empty subtitle fields, in the order of the table. Choices have words in a language only, so they are
    /// left to who shows them.
    #[must_use]
    pub fn subtitle(&self) -> Vec<String> {
        let is_choice =
            |field: &str| self.table.field(field).is_some_and(|field| matches!(field.kind, Kind::Choice(_)));
        let names = self.table.subtitle.iter().filter(|field| !is_choice(field)).map(|field| self.name_from(&[field]));
        names.filter(|text| !text.is_empty()).collect()
    }

    fn name_from(&self, fields: &[&str]) -> String {
        let texts = fields.iter().filter_map(|field| match self.get(field)? {
            Value::Text(text) => Some(text.clone()),
            link @ Value::Link(..) => self.view.follow(link).map(|to| to.title()),
            _ => None,
        });
        texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// When and by whom it was first written: wall time and member of its oldest live write.
    #[must_use]
    pub fn created(&self) -> (Option<i64>, Option<&'a str>) {
        self.origin().map_or((None, None), |stamp| (stamp.t, stamp.m.as_deref()))
    }

    /// The change of its oldest live write.
    #[must_use]
    pub fn origin(&self) -> Option<&'a Stamp> {
        let stamps = self.record.fields().flat_map(|(_, live)| live).map(|write| &*write.stamp);
        stamps.min_by_key(|stamp| (stamp.l, stamp.dot))
    }
}

/// The write of a field that is read: the ledger's winner, or the earliest where it is part of a claim.
fn holding<'a>(table: &Entity, field: &str, live: &'a [Write]) -> Option<&'a Write> {
    match live {
        [_, _, ..] if table.claim.contains(&field) => live.iter().min_by_key(|write| (write.stamp.l, write.stamp.dot)),
        _ => live.first(),
    }
}

/// The fields that are in conflict, by record: those whose live writes differ.
#[must_use]
pub fn conflicted(record: &Record) -> BTreeMap<&str, usize> {
    let differing = record.fields().filter(|(_, live)| live.windows(2).any(|pair| pair[0].value != pair[1].value));
    gather(differing.map(|(field, live)| (field, live.len())))
}
